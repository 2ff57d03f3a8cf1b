"""Quotation marks, paired: where quoted words begin and end in a passage.

Marks of every kind are paired within a paragraph: curly, straight, doubled single, low, angled, and the
control characters that cp1252 leaves when it is read as Latin-1.  A mark that opens a paragraph and does
not close in it runs to the paragraph's end, and on into the next where that opens with a mark too (the
printers' custom for long quotations); so does one inside a paragraph, where the next opens with it again.
Any other mark that never closes is no quotation, so that one lost mark cannot swallow the page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["MARKS", "Quotation", "find_quotations", "paragraphs"]

#: Every character that a span of quoted words is trimmed of.
MARKS = "\"“”„‟«»‹›‘’‚‛'`´\u0091\u0092\u0093\u0094″"

# Opening mark -> the marks that may close it.
_PAIRS = {
    "“": "”\u0094“",
    "„": "”“\u0094",
    "«": "»",
    "»": "«",
    "‹": "›",
    "\u0093": "\u0094”",
    "‟": "”",
}
#: What can open a quotation.
_OPENING = re.compile("[\"“„«‹‘'‚‛`\u0091\u0093‟»]")
_DOUBLED = re.compile(r"''|``")
_PARAGRAPH = re.compile(r"\n[ \t\r\f\v\u00a0]*\n\s*")
_OPENS_BEFORE = re.compile(r"[\s(\[{—–\-/…]")
# Fewer characters between single marks are an elision ("rock 'n' roll").
_SHORTEST = 3
#: Most white space between two paragraphs of a quotation.
_BETWEEN = 12
_ENDS_WORD = re.compile(r"[\s)\]}.,;:!?—–\-/…\"“”]")


class Quotation(NamedTuple):
    """Quoted words: ``start`` to ``end`` with the marks, ``inner`` without; offsets into the passage.

    ``open_end`` is set where the marks run on into the next paragraph or are never closed.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    open_end: bool = False
    single: bool = False


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The stretches between blank lines, in order."""
    out, start = [], 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() > start:
            out.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        out.append((start, len(text)))
    return out


def find_quotations(text: str) -> list[Quotation]:
    """The quotations of ``text``, outermost only, in order."""
    found: list[Quotation] = []
    for start, end in paragraphs(text):
        found += _in_paragraph(text, start, end)
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    at = start
    while opening := _OPENING.search(text, at, end):
        at = opening.start()
        mark = _opening(text, at, start, end)
        if mark == 0:
            at += 1
            continue
        close, width = _closing(text, at, mark, end)
        if close < 0:
            leads = not text[start:at].strip() or _goes_on(text, at, end)
            if leads and _is_double(text, at):
                found.append(Quotation(at, end, at + mark, end, open_end=True))
                break
            at += mark
            continue
        single = mark == 1 and text[at] in "‘'‚‛\u0091`"
        if close > at + mark:
            found.append(Quotation(at, close + width, at + mark, close, single=single))
        at = close + width
    return found


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether a sentence opens at ``at`` and the next paragraph with the same mark: not closed, since it goes on."""
    following = text[end : end + _BETWEEN].lstrip()
    return following[:1] == text[at] and text[:at].rstrip()[-1:] in tuple(".!?:")


def _is_double(text: str, at: int) -> bool:
    """Whether the mark at ``at`` is a double one (or two singles)."""
    return text[at] in '“"„«\u0093‟' or bool(_DOUBLED.match(text, at))


def _opening(text: str, at: int, start: int, end: int) -> int:
    """The width of the opening mark at ``at``; 0 where there is none."""
    ch = text[at]
    before = text[at - 1] if at > start else " "
    doubled = _DOUBLED.match(text, at)
    width = 2 if doubled else 1
    after = text[at + width] if at + width < end else " "
    if ch in "“„«\u0093‟":
        return 1
    if ch in '"' or doubled:
        free = bool(_OPENS_BEFORE.match(before)) or not before.isalnum()
        return width if free and not after.isspace() else 0
    if ch in "»":
        return 0
    # A single mark opens only between a break and a word.
    return 1 if _OPENS_BEFORE.match(before) and after.isalpha() else 0


def _closing(text: str, at: int, width: int, end: int) -> tuple[int, int]:
    """Where the mark that opened at ``at`` closes, and the closing mark's width; (-1, 0) where it does not."""
    ch = text[at]
    if ch in _PAIRS:
        closers = _PAIRS[ch]
        for i in range(at + width, end):
            if text[i] == ch:  # a second opening mark: the first was never closed, unless this one closes
                return (i, 1) if ch in closers and _closes(text, i, end) else (-1, 0)
            if text[i] in closers:
                return i, 1
            if text[i] == '"' and _closes(text, i, end):
                return i, 1
        return -1, 0
    if ch == '"':
        return _first(text, at + 1, end, '"”')
    if width == 2:
        two = re.compile(r"''|\"|”")
        match = two.search(text, at + 2, end)
        if match is None:
            return -1, 0
        inner = text[match.end() : match.end() + 1] == "'"  # a single mark closes inside: three in a row
        return match.start() + inner, len(match.group())
    return _single(text, at, end)


def _closes(text: str, i: int, end: int) -> bool:
    after = text[i + 1] if i + 1 < end else " "
    return not text[i - 1].isspace() and bool(_ENDS_WORD.match(after))


def _first(text: str, at: int, end: int, marks: str) -> tuple[int, int]:
    for i in range(at, end):
        if text[i] in marks:
            return i, 1
    return -1, 0


def _single(text: str, at: int, end: int) -> tuple[int, int]:
    """A single mark closes at the end of a word, and not at the apostrophe of a plural possessive."""
    closers = {"‘": "’'", "'": "'", "‚": "‘’", "‛": "’", "`": "'`", "\u0091": "\u0092"}[text[at]]
    limit = min(end, at + 400)
    weak = -1
    for i in range(at + 1, limit):
        if text[i] not in closers or not _closes(text, i, end):
            continue
        after = text[i + 1 : i + 3]
        if text[i - 1] == "s" and len(after) == 2 and after[0] == " " and after[1].islower():
            weak = i if weak < 0 else weak
            continue
        return (i, 1) if i - at > _SHORTEST else (-1, 0)
    return (weak, 1) if weak >= 0 else (-1, 0)
