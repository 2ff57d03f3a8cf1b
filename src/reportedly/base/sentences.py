"""Sentences by their punctuation, for texts that no parser reads: heads, furniture, what lies across pages.

A sentence ends with its mark (and what closes behind it: quotation marks, brackets, a note's number) before white
space and a capital or a digit; with an empty line; before an item of a list.  A point behind an abbreviation, an
initial or a title ends none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["sentence_at", "sentence_ends", "sentence_starts"]

_END = re.compile(
    r"[.!?…][”’\"')\]]*(?:\[[^\]\n]{1,30}\])*\s+(?=[“‘\"'(\[]*[A-ZÀ-Þ0-9©+»>])|\n\s*\n|\n(?=\s*[-•*–])"
)
#: What a point stands behind without ending a sentence, at the end of the text before the point's white space.
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Maj|Col|Lt|Sgt|Capt|Cmdr|Brig|Adm|Gov|Sen|Rep|Rev|Pres|Amb|St|Mt|Ft|Jr|Sr|vs|etc|No|Nos|Tel|Rs|pp?"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Co|Corp|Ltd|approx|a\.m|p\.m|U\.S|U\.K|U\.N|E\.U)|\b[A-Z]|\b[A-Z]\.[A-Z])"
    r"\.[”’\"')\]]*\s*$"
)
#: Characters before a point in which an abbreviation is looked for.
_SHORT = 16
#: No more than this many characters are searched on either side of a place for its sentence.
_FAR = 2000


def sentence_ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The ends of sentences in ``text[start:end]``: the marks with the white space behind them."""
    return (match for match in _END.finditer(text, start, end) if _is_end(text, start, match))


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    if not match[0].strip():
        return True
    return not _ABBREVIATED.search(text, max(start, match.start() - _SHORT), match.end())


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of ``text[start:end]`` begin, ``start`` first."""
    return [start, *(match.end() for match in sentence_ends(text, start, end))]


def sentence_at(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """The sentence of ``text[low:high]`` around ``start`` to ``end``, as offsets.

    No more than :data:`_FAR` characters are searched on either side.
    """
    low, high = max(low, start - _FAR), min(high, end + _FAR)
    until = min(high, start + 1)  # what stands at ``start`` shows that a sentence ends before it
    left = max(at for at in sentence_starts(text, low, until) if at <= start)
    right = next((m.end() for m in _END.finditer(text, end, high) if _is_end(text, low, m)), high)
    return left, right
