"""The words shown for an answer: its value without what is not its own, and the evidence around it."""

from __future__ import annotations

import re
from functools import cache

from ...records import Clause, Span
from ...vocab import words
from ..sheet import Sheet, inside

__all__ = ["around", "bare_actor", "opening", "with_governor"]

#: No evidence of an answer is longer than this (characters).
_LONGEST = 280
#: A clause around a phrase is shown up to this length.
_CLAUSE = 240
_WHERE = re.compile(r"\s(?:in|at|near|on)\s(?:the\s)?")
_TWO_WORDS = re.compile(r"(?:\b[\w-]+ ){1,2}$")


def bare_actor(sheet: Sheet, value: Span) -> Span:
    """An actor without the place or the time that the parse hangs on it ("the envoys in Colon")."""
    places = (m for m in sheet.near_mentions(value.start, value.end) if m.label in ("GPE", "LOC", "FAC"))
    ends = {(m.start, m.end) for m in places}
    ends |= {(d.start, d.end) for d in sheet.near_dates(value.start, value.end)}
    for match in _WHERE.finditer(value.text):
        if (value.start + match.end(), value.end) in ends:
            return sheet.span(value.start, value.start + match.start())
    return value


def with_governor(sheet: Sheet, value: Span, clause: Clause | None, most: int) -> Span:
    """The value with its preposition, and with its governor where that stands at most ``most`` characters off."""
    start, end = value.start, value.end
    head = _TWO_WORDS.search(sheet.text[max(sheet.passage.start, start - 24) : start])
    if head and (lead := _lead().search(head.group())):
        start -= len(lead.group())
    if clause is not None:
        gap = max(clause.predicate.start, value.start) - min(clause.predicate.end, value.end)
        if gap <= most:
            start, end = min(start, clause.predicate.start), max(end, clause.predicate.end)
    return sheet.span(start, end)


def opening(sheet: Sheet, start: int, end: int) -> Span:
    """Characters ``start`` to ``end``, cut where they are too many to show."""
    return sheet.span(start, min(end, start + _LONGEST))


def around(sheet: Sheet, span: Span) -> Span:
    """The tightest clause that holds ``span``, or the span itself."""
    held = [
        c for c in sheet.near_clauses(span.start, span.end) if inside(span, c) and c.end - c.start <= _CLAUSE
    ]
    best = min(held, key=lambda c: c.end - c.start, default=None)
    return sheet.span(best.start, best.end) if best else span


@cache
def _lead() -> re.Pattern[str]:
    prepositions = "|".join(map(re.escape, sorted(words("english", "prepositions"))))
    return re.compile(rf"\b(?:{prepositions}) (?:the |a |an |about |some |around )?$")
