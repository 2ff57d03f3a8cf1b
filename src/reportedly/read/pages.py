"""From a page's text to its reading: passages, language, and what holds for the whole page."""

from __future__ import annotations

import hashlib
import re

import msgspec

from ..records import Page, Passage, Published, Reading
from ..spans import page_id
from .bylines import outlet_of
from .capture import Acquired
from .lines import split_lines
from .passages import Cut, cut_passages
from .stamps import Stamps

__all__ = ["finish"]

_COPYRIGHT = re.compile(
    r"(?:copyright|\(c\)|©)[\s:]*(?:\(c\)|©)?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)?\d\d)?)?[\s,.]*)?(?:by\s+)?(?P<who>[A-Z][^|\n]{1,60})",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:[|»–—]|-|::)\s+")


def finish(acquired: Acquired, text: str, media_type: str, reader: str) -> Reading:
    """The reading of a page whose text is ``text``; what a person stated of it wins."""
    ident = page_id(acquired.data)
    cut = cut_passages(ident, text)
    stated = acquired.stated
    passages, main = _site(cut, text)
    page = Page(
        id=ident,
        file=acquired.file,
        url=stated.get("url"),
        sha256=hashlib.sha256(acquired.data).hexdigest(),
        media_type=media_type,
        reader=reader,
        language="en",
        text=text,
        cut=cut.cut,
        title=stated.get("title") or (main.title if main else None),
        author=stated.get("author") or (main.author if main else None),
        publisher=stated.get("publisher") or (main.publisher if main else None),
        agency=main.agency if main else None,
        published=_stated_date(stated.get("date")) or (main.published if main else Published()),
    )
    return Reading(page, tuple(passages))


def _stated_date(value: str | None) -> Published | None:
    if not value:
        return None
    stamp = Stamps().first(value)
    return Published(stamp.edtf if stamp and stamp.edtf else value.strip(), "stated")


def _site(cut: Cut, text: str) -> tuple[list[Passage], Passage | None]:
    """The passages with the publisher that the page's title or small print names."""
    main = cut.main
    if main is None:
        return cut.passages, None
    title, site = _split_title(main.title)
    publisher = main.publisher or site
    if publisher is None and main.kind == "article":
        publisher = _copyright(text)
    done = msgspec.structs.replace(main, title=title, publisher=publisher)
    return [done if p is main else p for p in cut.passages], done


def _split_title(title: str | None) -> tuple[str | None, str | None]:
    """A page title without the site's name that it ends with, and that name."""
    if not title:
        return title, None
    parts = _SUFFIX.split(title)
    if len(parts) >= 2 and (site := outlet_of(parts[-1])):
        return title[: title.rindex(parts[-1])].rstrip(" |»–—-:"), site
    if len(parts) == 2 and "|" in title:
        return parts[0].strip(), None
    return title, None


def _copyright(text: str) -> str | None:
    for line in reversed(split_lines(text)):
        match = _COPYRIGHT.search(line.text) if line.words <= 40 else None
        if match:
            who = re.split(r"(?:[.,;]\s)|\ball rights\b|\s[-–|]\s|\sinc\b|\sltd\b", match["who"], flags=re.I)[
                0
            ]
            who = re.sub(r"^(?:(?:19|20)\d\d[\s,–-]*)+", "", who).strip(" .,")
            return outlet_of(who)
    return None
