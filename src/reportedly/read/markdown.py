"""Markdown: its text untouched, with its front matter, headings and quotations known for what they are."""

from __future__ import annotations

import re

from ..records import Reading
from .acquired import Acquired
from .bylines import people
from .encoding import decode_bytes
from .layout import Layout, Metadata
from .lines import split_lines
from .mend import mend
from .pages import finish

__all__ = ["READER", "read_markdown"]

READER = "markdown/1"
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<body>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(\w[\w -]{0,30}):[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def read_markdown(acquired: Acquired) -> Reading:
    """The reading of a Markdown page."""
    text, _ = decode_bytes(acquired.data, acquired.file, acquired.stated.get("charset"))
    page = mend(text)
    text = page.text
    front = _FRONT.match(text)
    told = {k.lower(): v.strip("\"' ") for k, v in _FIELD.findall(front["body"])} if front else {}
    lines = split_lines(text)
    top = front.end() if front else 0
    heading = next((line.text for line in lines if line.text.startswith("# ")), None)
    title = told.get("title") or (heading.lstrip("# ") if heading else None)
    author = told.get("author") or told.get("byline") or ""
    meta = Metadata(
        title=title,
        authors=people(author) or ((author,) if author else ()),
        published=told.get("date") or told.get("published"),
        site=told.get("publisher") or told.get("site") or told.get("source"),
        url=told.get("url") or told.get("link"),
    )
    layout = Layout(
        furniture=frozenset(
            i for i, line in enumerate(lines) if line.start < top or _IMAGE.fullmatch(line.text)
        ),
        headings=frozenset(i for i, line in enumerate(lines) if re.match(r"#{1,6}\s", line.text)),
        meta=meta,
    )
    return finish(acquired, page, "text/markdown", READER, layout)
