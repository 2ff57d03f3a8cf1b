"""Plain text: decoded and otherwise untouched, then cut into passages."""

from __future__ import annotations

from ..records import Reading
from .acquired import Acquired
from .encoding import decode_bytes
from .mend import mend
from .pages import finish

__all__ = ["READER", "read_text"]

READER = "text/2"


def read_text(acquired: Acquired) -> Reading:
    """The reading of a plain-text page.  Raises :class:`~reportedly.errors.PageError` for what is no text."""
    text, _ = decode_bytes(acquired.data, acquired.file, acquired.stated.get("charset"))
    return finish(acquired, mend(text), "text/plain", READER)
