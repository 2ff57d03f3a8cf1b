"""Plain text: decoded and otherwise untouched, then cut into passages."""

from __future__ import annotations

from ..errors import PageError
from ..records import Reading
from .capture import Acquired
from .pages import finish

__all__ = ["decode", "read_text"]

READER = "text/2"


def decode(acquired: Acquired) -> str:
    """The text of the bytes; raises :class:`PageError` where they are not text."""
    if b"\x00" in acquired.data[:4096]:
        raise PageError(f"{acquired.file}: is a binary file; give its text, HTML or PDF.")
    try:
        return acquired.data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PageError(f"{acquired.file}: its encoding is unknown; save it as UTF-8.") from error


def read_text(acquired: Acquired) -> Reading:
    """The reading of a plain-text page."""
    return finish(acquired, decode(acquired), "text/plain", READER)
