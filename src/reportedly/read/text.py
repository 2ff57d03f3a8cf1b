"""Plain text: decoded and otherwise untouched; one passage until the page is cut up."""

from __future__ import annotations

import hashlib

from ..errors import PageError
from ..records import Page, Passage, Reading
from ..spans import content_id, page_id, trim
from .capture import Acquired

__all__ = ["decode", "read_text"]


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
    text = decode(acquired)
    ident = page_id(acquired.data)
    page = Page(
        id=ident,
        file=acquired.file,
        url=acquired.stated.get("url"),
        sha256=hashlib.sha256(acquired.data).hexdigest(),
        media_type="text/plain",
        reader="text/1",
        language="en",
        text=text,
        title=acquired.stated.get("title"),
        author=acquired.stated.get("author"),
        publisher=acquired.stated.get("publisher"),
    )
    start, end = trim(text, 0, len(text))
    whole = Passage(content_id("p", ident, start, end, "article"), ident, start, end, None, "article")
    return Reading(page, (whole,))
