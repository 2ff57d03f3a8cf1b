"""HTML: the whole visible text of a page, its passages found with the help of its markup.

The text is everything that a reader could see (:mod:`markup`).  Which of its lines are the page's own text
is asked of ``trafilatura`` (Barbaresi 2021, ACL demo); what that library leaves out stays in the text and
becomes boilerplate.  Comments are the elements that blog and forum engines mark as such, else what their
printed marks show (:mod:`threads`).  Title, author, date and site come from the page's text where it shows
them, and from its metadata (JSON-LD, Open Graph, Dublin Core) where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..mending import Mending
from ..records import Reading
from . import elements as e
from . import markup as m
from .acquired import Acquired
from .encoding import decode_bytes
from .layout import Layout, LayoutComment, Told
from .lines import Line, runs, seen, split_lines
from .mend import Mended, mend
from .metadata import complete, read_metadata
from .pages import finish

__all__ = ["READER", "html_text", "read_html"]

READER = "html/1"
#: Larger or more deeply nested pages are cut up without the main-text library (characters, open tags).
_LARGEST = 3_000_000
_TAGS_AT_MOST = 60_000
_SPACE = re.compile(r"\s+")


def read_html(acquired: Acquired) -> Reading:
    """The reading of an HTML page.  Raises :class:`~reportedly.errors.PageError` for bytes that are no text."""
    source, _ = decode_bytes(acquired.data, acquired.file, acquired.stated.get("charset"), markup=True)
    return html_text(acquired, source, "text/html", READER)


def html_text(acquired: Acquired, source: str, media_type: str, reader: str) -> Reading:
    """The reading of a page whose HTML is ``source``."""
    page = m.scan(source)
    shown = mend(page.text)
    lines = split_lines(shown.text)
    blocks = _blocks_of(lines, _moved(page.blocks, shown))
    told = _library(source)
    layout = Layout(
        furniture=frozenset(i for i, bs in enumerate(blocks) if _is_furniture(lines[i], bs)),
        main=_main_lines(told.text, lines, blocks),
        captions=frozenset(i for i, bs in enumerate(blocks) if bs and all(b.kinds & e.CAPTION for b in bs)),
        biographies=frozenset(
            i for i, bs in enumerate(blocks) if bs and all(b.kinds & e.BIOGRAPHY for b in bs)
        ),
        headings=frozenset(i for i, bs in enumerate(blocks) if bs and bs[0].kinds & e.HEADING),
        bylines={
            i: shown.text[b.author[0] : b.author[1]]
            for i, bs in enumerate(blocks)
            for b in bs
            if b.author and not b.comment
        },
        whens={i: b.when for i, bs in enumerate(blocks) for b in bs if b.when},
        comments=_comments(shown.text, blocks),
        quotes=runs([bs[0].quote if bs else 0 for bs in blocks]),
        meta=complete(read_metadata(page), told),
        language=page.language,
    )
    return finish(acquired, shown, media_type, reader, layout)


def _moved(blocks: Sequence[m.Block], shown: Mended) -> Sequence[m.Block]:
    """``blocks`` where their characters stand in the mended text."""
    if not shown.edits:
        return blocks
    forth = Mending(shown.text, shown.edits).forth
    out: list[m.Block] = []
    for b in blocks:
        start, end = forth(b.start, b.end)
        out.append(b._replace(start=start, end=end, author=forth(*b.author) if b.author else None))
    return out


def _blocks_of(lines: Sequence[Line], blocks: Sequence[m.Block]) -> list[list[m.Block]]:
    """The markup's lines in each of ``lines``."""
    out: list[list[m.Block]] = []
    k = 0
    for line in lines:
        while k < len(blocks) and blocks[k].end <= line.start:
            k += 1
        n = k
        mine: list[m.Block] = []
        while n < len(blocks) and blocks[n].start < line.end:
            mine.append(blocks[n])
            n += 1
        out.append(mine)
    return out


def _is_furniture(line: Line, blocks: Sequence[m.Block]) -> bool:
    """Navigation, forms and shares by their elements; and lines that are all link, unless they are headings."""
    if not blocks:
        return False
    if all(b.kinds & (e.FURNITURE | e.FORM) and not b.kinds & e.ARTICLE & ~e.FURNITURE for b in blocks):
        return True
    if all(b.kinds & e.FORM for b in blocks):
        return True
    linked = sum(b.links for b in blocks)
    return (
        linked * 10 >= 9 * len(_SPACE.sub("", line.text))
        and line.words <= 14
        and not blocks[0].kinds & (e.HEADING | e.AUTHOR | e.DATE | e.TITLE)
        and not line.prose
    )


def _library(source: str) -> Told:
    """What the main-text library says of the page; nothing where the page is beyond what it takes."""
    if len(source) > _LARGEST or source.count("<") > _TAGS_AT_MOST:
        return Told()
    import trafilatura

    try:
        document = trafilatura.bare_extraction(
            seen(source), include_comments=False, with_metadata=True, include_tables=True, fast=True
        )
    except Exception:  # the library raises many kinds on broken markup; the page is then cut up without it
        return Told()
    names = ("text", "title", "author", "date", "sitename")
    text, *rest = (getattr(document, name, None) or None for name in names)
    return Told(text or "", *rest)


def _main_lines(text: str, lines: Sequence[Line], blocks: Sequence[Sequence[m.Block]]) -> frozenset[int]:
    """The lines that the main-text library gives."""
    text = mend(text).text
    whole = _SPACE.sub("", text)
    paragraphs = {_SPACE.sub("", p) for p in text.split("\n")}
    found: set[int] = set()
    for i, line in enumerate(lines):
        if blocks[i] and blocks[i][0].comment:
            continue
        plain = _SPACE.sub("", line.text)
        if plain in paragraphs or (len(plain) >= 40 and plain in whole):
            found.add(i)
    return frozenset(found)


def _comments(text: str, blocks: Sequence[Sequence[m.Block]]) -> list[LayoutComment]:
    """The comments that the markup marks, or the posts of a thread, in order; each a run of lines."""
    numbers = [bs[0].comment if bs else 0 for bs in blocks]
    kind = "comment"
    if not any(numbers):
        numbers = [bs[0].post if bs else 0 for bs in blocks]
        kind = "post"
        if len(set(numbers) - {0}) < 2:
            return []
    spans = runs(numbers)
    if all(a == b for a, b in spans):  # only the headers of comments are marked
        return []
    out: list[LayoutComment] = []
    seen: set[int] = set()
    for first, last in spans:
        number = numbers[first]
        if number in seen:  # what follows the replies inside a comment is its furniture
            continue
        seen.add(number)
        inside = [b for i in range(first, last + 1) for b in blocks[i]]
        author = next((b.author for b in inside if b.author), None)
        when = next((b.when for b in inside if b.when), None)
        out.append(LayoutComment(first, last, text[author[0] : author[1]] if author else None, when, kind))
    return out
