"""``read``: from a file's bytes to a page's text, its passages, their bylines and dates as stated."""

from __future__ import annotations

from ..records import Reading
from .acquired import Acquired, LeftOut
from .capture import acquire, gather
from .formats import read_page

__all__ = ["READER", "Acquired", "LeftOut", "acquire", "gather", "read"]

#: Version of the whole room; part of what a cached reading is known by.
READER = "read/1"


def read(acquired: Acquired, ocr: bool = False) -> Reading:
    """The reading of one acquired page; with ``ocr`` the words of images are read.

    Raises :class:`~reportedly.errors.PageError` where the bytes cannot be read as a page.
    """
    return read_page(acquired, ocr)
