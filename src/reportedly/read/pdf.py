"""PDF files with a text layer, by ``pypdfium2`` (PDFium): their lines in reading order, paragraphs by position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ..errors import PageError
from ..records import Reading
from .acquired import Acquired
from .layout import Layout, Metadata
from .lines import split_lines
from .mend import mend
from .pages import finish
from .positions import Piece, beside, in_columns, paragraphs

__all__ = ["READER", "read_pdf"]

READER = "pdf/2"
#: Pages and characters of one document that are read.
_MOST_PAGES = 3000
_MOST_TEXT = 16_000_000
#: Dots an inch at which the sheets of a scan are read.
_DOTS = 200
#: A gap between two letters of one line, in heights of the letters, that parts columns; words stand .3 apart, and
#: in a line that is stretched to the width of its column hardly more than 1.
_GUTTER = 1.3


def read_pdf(acquired: Acquired, ocr: bool = False) -> Reading:
    """The reading of a PDF; with ``ocr`` its sheets are read as images where it has no text layer.

    Raises :class:`PageError` where it is damaged, locked or has no text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(acquired.data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        advice = (
            "is locked with a password; save it without one"
            if locked
            else "is not a PDF that can be read; save it again"
        )
        raise PageError(f"{acquired.file}: {advice}.") from error
    try:
        text = _text(document, acquired.file)
        told = document.get_metadata_dict(skip_empty=True)
        if not text.strip() and ocr:
            from .scan import read_scans

            images = (sheet.render(scale=_DOTS / 72).to_pil() for sheet in document)
            return read_scans(acquired, images, "application/pdf")
    finally:
        document.close()
    if not text.strip():
        raise PageError(f"{acquired.file}: has no text layer; give --ocr to have its words read.")
    page = mend(text)
    title = told.get("Title", "").strip()
    meta = Metadata(title=title if re.search(r"\w+\s+\w+", title) else None)
    layout = Layout(furniture=_running(page.text), meta=meta)
    return finish(acquired, page, "application/pdf", READER, layout)


def _text(document: Any, name: str) -> str:
    pages: list[str] = []
    size = 0
    for number in range(min(len(document), _MOST_PAGES)):
        try:
            page = document.get_page(number)
            layer = page.get_textpage()
            body = _paragraphs(layer)
            layer.close()
            page.close()
        except Exception as error:  # the library raises its own error or a plain one; a bad page is left out
            if not pages and number == len(document) - 1:
                raise PageError(f"{name}: none of its pages can be read; save it again.") from error
            continue
        size += len(body)
        if size > _MOST_TEXT:
            raise PageError(
                f"{name}: holds more than {_MOST_TEXT // 1_000_000} million characters; split it."
            )
        pages.append(body)
    return "\n\n".join(p for p in pages if p.strip())


def _paragraphs(layer: Any) -> str:
    """The text of one page, a blank line where the gap or the indent shows a new paragraph."""
    return paragraphs(in_columns(beside(_pieces(layer))))


def _pieces(layer: Any) -> Iterator[Piece]:
    """The lines of a page as they were drawn, each cut where it leaps over a gutter or to another height."""
    raw = layer.get_text_range()
    last = layer.count_chars() - 1
    at = 0
    for part in re.split(r"(\r\n|\n|\r|\ufffe)", raw):
        if part.strip() and part not in ("\r\n", "\n", "\r", "\ufffe"):
            broken = raw[at + len(part) : at + len(part) + 1] == "\ufffe"  # a word goes on in the next line
            for a, b in _cuts(layer, part, at):
                if part[a:b].strip():
                    mark = "-" if broken and b == len(part) else ""
                    yield Piece.of(layer, part[a:b] + mark, at + a, at + b, last)
        at += len(part)


def _cuts(layer: Any, part: str, at: int) -> list[tuple[int, int]]:
    """Where a line is cut: at each gap that is wider than a line is high by far, and where it leaves its height."""
    if layer.count_rects(at, len(part)) < 2:
        return [(0, len(part))]
    cuts = [0]
    before: tuple[float, float, float, float] | None = None
    for n, char in enumerate(part):
        if char.isspace():
            continue
        box = layer.get_charbox(at + n)
        if before is not None:
            height = max(1.0, box[3] - box[1], before[3] - before[1])
            if box[0] - before[2] > _GUTTER * height or abs(box[1] - before[1]) > height:
                cuts.append(n)
        before = box
    return list(pairwise([*cuts, len(part)]))


def _running(text: str) -> frozenset[int]:
    """Heads and feet that come again on page after page: the same line but for its numbers, three times."""
    lines = split_lines(text)
    shapes = [re.sub(r"\d+", "#", line.text) for line in lines]
    often = {s for s, n in Counter(shapes).items() if n >= 3}
    return frozenset(i for i, s in enumerate(shapes) if s in often and len(s) <= 120)
