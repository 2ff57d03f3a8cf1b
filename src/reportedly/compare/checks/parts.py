"""What is told from another account, cut into the parts that can be held against it.

A part is what one verb tells: a statement is cut where another verb, or another member of a list of numbers, is
joined on.  Inside a part its numbers, dates, places and circumstances are parts of their own, for where the whole says
more than the cited text does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...records import Clause
from ..sheet import Sheet
from .words import words_in

__all__ = ["inner", "parts"]

#: Characters of the shortest part, and of the longest evidence.
_SHORTEST, _LONGEST = 3, 300
#: Members that make a list.
_LIST = 3
_JOINT = re.compile(r"[,;]\s*(?:and|but|or|while|yet)?\s*(?:that\s+)?|\b(?:and|but|or|while)\s+(?:that\s+)?")
_THAT = re.compile(r",\s+(?:and\s+|but\s+)?that\s+(?=\w)|\s+(?:and|but)\s+that\s+(?=\w)")
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:and\s+|or\s+|as well as\s+)?|\s+(?:and|as well as)\s+")
_LEAD = re.compile(
    r"^(?:(?:that|and|but|or|then|also|so|as saying|among others|in addition|however)\b[\s,]*)+", re.I
)
_AUXILIARY = re.compile(
    r"(?:\b(?:has|have|had|was|were|is|are|be|been|being|will|would|did|do|does|not|never|to|could|may|might|must|should|then|also)\s+){1,4}$"
)
_EDGE = ' \n\t,;:-–—•“”"‘'
_CIRCUMSTANCE = ("prep:", "adverbial", "object", "agent")


def parts(sheet: Sheet, start: int, end: int) -> list[tuple[int, int]]:
    """Characters of the parts of ``sheet.text[start:end]``, in order; none overlaps another."""
    cuts = sorted(
        {start, end, *_joined(sheet, start, end), *_listed(sheet, start, end), *_headed(sheet, start, end)}
    )
    found = []
    for a, b in pairwise(cuts):
        a, b = _trim(sheet.text, a, b)
        if b - a >= _SHORTEST and words_in(sheet, a, b):
            found.append((a, min(b, a + _LONGEST)))
    return found


def inner(sheet: Sheet, start: int, end: int) -> list[tuple[int, int]]:
    """The numbers and dates of a part, and of its places and circumstances the longest that holds none of them."""
    sharp = [(q.start, q.end) for q in sheet.quantities if start <= q.start and q.end <= end]
    sharp += [(d.start, d.end) for d in sheet.near_dates(start, end) if start <= d.start and d.end <= end]
    spans: list[tuple[int, int]] = []
    for clause in sheet.near_clauses(start, end):
        if clause.nominal or not start <= clause.predicate.start < end:
            continue
        if clause.relation in ("adverbial", "participle", "relative") and clause.end <= end:
            spans.append((clause.start, clause.end))
        spans += [
            (_preposition(sheet.text, a.role, a.start), a.end)
            for a in clause.arguments
            if a.role.startswith(_CIRCUMSTANCE) and not a.understood and start <= a.start and a.end <= end
        ]
    found: list[tuple[int, int]] = []
    for span in (*sorted(sharp), *sorted(spans, key=lambda s: (s[0] - s[1], s))):
        a, b = _trim(sheet.text, *span)
        apart = all(b <= x or y <= a for x, y in found)
        if apart and b - a < end - start and b - a >= _SHORTEST and words_in(sheet, a, b):
            found.append((a, b))
    return sorted(found)


def _headed(sheet: Sheet, start: int, end: int) -> Iterator[int]:
    """Where a line ends that has no verb: a heading, a comment's name and stamp."""
    low = start
    for match in re.finditer(r"\n", sheet.text[start:end]):
        at = start + match.start()
        if not any(low <= c.predicate.start < at and not c.nominal for c in sheet.near_clauses(low, at)):
            yield at
        low = at


def _joined(sheet: Sheet, start: int, end: int) -> Iterator[int]:
    """Where a further verb is joined on to one before it."""
    inside = [c for c in sheet.near_clauses(start, end) if start <= c.predicate.start < end and not c.nominal]
    by_id = {c.id: c for c in inside}
    yield from (m.start() for m in _THAT.finditer(sheet.text, start + 1, end))
    for clause in inside:
        before = by_id.get(clause.governor or "")
        if clause.relation != "conjunct" or before is None or clause.predicate.start <= before.predicate.end:
            continue
        first = _begins(sheet.text, clause, before.predicate.end)
        joints = list(_JOINT.finditer(sheet.text, before.predicate.end, first))
        if joints:
            yield joints[-1].start()


def _begins(text: str, clause: Clause, low: int) -> int:
    """Where the clause's own words begin: its subject, or its verb with the auxiliaries."""
    subjects = [a.start for a in clause.having("subject") if not a.understood and low <= a.start]
    verb = clause.predicate.start
    before = _AUXILIARY.search(text, max(low, verb - 40), verb)
    return min([*subjects, before.start() if before else verb])


def _listed(sheet: Sheet, start: int, end: int) -> Iterator[int]:
    """Where the members of a list part: three or more, each with a number or a date of its own."""
    cuts = [start, *(m.start() for m in _SEPARATOR.finditer(sheet.text, start, end)), end]
    pieces = list(pairwise(cuts))
    telling = [
        any(a <= q.start < b for q in sheet.quantities)
        or any(a <= d.start < b for d in sheet.near_dates(a, b))
        for a, b in pieces
    ]
    if len(pieces) >= _LIST and all(telling):
        yield from (a for a, _ in pieces[1:])


def _preposition(text: str, role: str, start: int) -> int:
    """Where the preposition of an argument begins."""
    word = role.partition(":")[2]
    before = text[max(0, start - len(word) - 1) : start]
    return start - len(word) - 1 if word and before.lower() == f"{word} " else start


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE + ".!?":
        end -= 1
    return start, end
