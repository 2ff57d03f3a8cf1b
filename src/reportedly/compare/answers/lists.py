"""Enumerations: the members of a list that the parse leaves behind.

A parser attaches the first members of a long list and loses the rest ("demanded a pay rise, shorter
shifts, re-hiring the dismissed, and a new canteen").  Here the text itself is split at its commas and its
"and", as far as the members stay members: short, and without a clause of their own.
"""

from __future__ import annotations

import re

from ...records import Span
from ...spans import trim
from ..sheet import Sheet

__all__ = ["members"]

#: A member of a list is at most so many words long.
_LONGEST = 14
_BRACKET = re.compile(r"\s*\([^)]{0,160}\)")
_LEAD = re.compile(
    r"[\s,:]*(?:(?:among others|amongst others|inter alia|notably|chiefly|also)\s*,?\s*)*", re.IGNORECASE
)
_JOINT = re.compile(
    r"\s*(?:,\s+(?:and|or|as well as)(?:\s+also)?\s+|;\s+(?:and\s+)?|,\s+|\s+(?:and|or|as well as)(?:\s+also)?\s+)"
)
_NO_MEMBER = re.compile(r"(?:was|were|is|are|be|been|to|by|of|in|on|at|from)\b")
_STOP = re.compile(
    r"\b(?:which|who|whose|that|while|but|although|because|if|when|after|before|said|says)\b|[.!?]\s|\n\s*\n"
)


def members(sheet: Sheet, start: int, end: int, whole: bool) -> list[Span]:
    """The members of the list that stands at ``start``, up to ``end``.

    ``whole`` says that the list begins at ``start``; otherwise its first member ends there, and what is
    given are the others.  Nothing is given unless a joint shows that there is a list.
    """
    stop = _stop(sheet, start, end)
    lead = _LEAD.match(sheet.text, start, stop) if whole else None
    at = lead.end() if lead else start
    found: list[Span] = []
    first = whole
    while at < stop:
        if (bracket := _BRACKET.match(sheet.text, at, stop)) is not None:
            at = bracket.end()
        if not first:
            joint = _JOINT.match(sheet.text, at, stop)
            if joint is None:
                break
            at = joint.end()
        following = _JOINT.search(sheet.text, at, stop)
        bracket = re.compile(r"\s\(").search(sheet.text, at, stop)
        close = min(m.start() for m in (following, bracket) if m) if following or bracket else stop
        low, high = trim(sheet.text, at, close, extra=",;:")
        if _NO_MEMBER.match(sheet.text, low, high):
            break
        if low >= high or len(sheet.text[low:high].split()) > _LONGEST:
            break
        found.append(sheet.span(low, high))
        at, first = close, False
    return found if len(found) >= (2 if whole else 1) and _closed(sheet, start, at) else []


def _stop(sheet: Sheet, start: int, end: int) -> int:
    """Where a clause with a subject of its own, or a word that opens one, ends the list."""
    match = _STOP.search(sheet.text, start, end)
    stop = match.start() if match else end
    for clause in sheet.near_clauses(start, stop):
        own = [a for a in clause.having("subject") if not a.understood]
        if own and start < clause.predicate.start < stop and own[0].start >= start:
            stop = min(stop, own[0].start)
    return stop


def _closed(sheet: Sheet, start: int, end: int) -> bool:
    """Whether an "and" or an "or" joins the last members: without one, commas may be anything."""
    return bool(re.search(r"(?:^|[\s,])(?:and|or|as well as)\s", sheet.text[start:end]))
