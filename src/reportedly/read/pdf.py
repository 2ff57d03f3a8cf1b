"""PDF files with a text layer, by ``pypdfium2`` (PDFium): their lines in reading order, paragraphs by position."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import Any

from ..errors import PageError
from ..records import Reading
from .acquired import Acquired
from .bylines import people
from .layout import Layout, Metadata
from .lines import split_lines
from .mend import mend
from .pages import finish

__all__ = ["READER", "read_pdf"]

READER = "pdf/1"
#: Pages and characters of one document that are read.
_MOST_PAGES = 3000
_MOST_TEXT = 16_000_000


def read_pdf(acquired: Acquired) -> Reading:
    """The reading of a PDF.  Raises :class:`PageError` where it is damaged, locked or has no text layer."""
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
    finally:
        document.close()
    if not text.strip():
        raise PageError(f"{acquired.file}: has no text layer; make one with an OCR program first.")
    page = mend(text)
    title = told.get("Title", "").strip()
    meta = Metadata(
        title=title if re.search(r"\w+\s+\w+", title) else None, authors=people(told.get("Author", ""))
    )
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
    raw = layer.get_text_range().replace("\ufffe", "-")
    lines: list[tuple[str, float, float, float]] = []  # text, left, top, height
    at = 0
    for part in re.split(r"(\r\n|\n|\r)", raw):
        shown = part.strip()
        if shown and part not in ("\r\n", "\n", "\r"):
            first = at + len(part) - len(part.lstrip())
            left, bottom, _, top = layer.get_charbox(min(first, layer.count_chars() - 1), loose=True)
            lines.append((shown, left, top, max(1.0, top - bottom)))
        at += len(part)
    if not lines:
        return ""
    steps = [a[2] - b[2] for a, b in pairwise(lines) if 0 < a[2] - b[2] < 4 * a[3]]
    usual = median(steps) if steps else lines[0][3]
    out = [lines[0][0]]
    for before, line in pairwise(lines):
        step = before[2] - line[2]
        indent = line[1] - before[1]
        fresh = step > 1.35 * usual or step < -0.5 * usual or abs(before[3] - line[3]) > 0.25 * before[3]
        indented = 6 < indent < 60 and re.search(r"[.!?:”\"']$", before[0]) is not None
        out.append(("\n\n" if fresh or indented else "\n") + line[0])
    return "".join(out)


def _running(text: str) -> frozenset[int]:
    """Heads and feet that come again on page after page: the same line but for its numbers, three times."""
    lines = split_lines(text)
    shapes = [re.sub(r"\d+", "#", line.text) for line in lines]
    often = {s for s, n in Counter(shapes).items() if n >= 3}
    return frozenset(i for i, s in enumerate(shapes) if s in often and len(s) <= 120)
