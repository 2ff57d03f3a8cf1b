"""``read``: from a file's bytes to a page's text, its passages, their bylines and dates as stated."""

from __future__ import annotations

import re

from ..records import Reading
from .capture import Acquired, acquire, gather
from .html import read_html
from .text import read_text

__all__ = ["READER", "Acquired", "acquire", "gather", "read"]

#: Version of the whole room; part of what a cached reading is known by.
READER = "read/1"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p)[\s>]", re.IGNORECASE)


def read(acquired: Acquired) -> Reading:
    """The reading of one acquired page.

    Raises :class:`~reportedly.errors.PageError` where the bytes cannot be read as a page.
    """
    if _HTML.search(acquired.data[:2048]):
        return read_html(acquired)
    return read_text(acquired)
