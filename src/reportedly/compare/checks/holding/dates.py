"""A date held against the dates that the cited text gives for the same event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....dates import WEEKDAYS, Date
from ....records import DateMention, Span
from ....values import as_date
from ..lexis import Term, terms_of
from ..parts import Part
from .texts import BESIDE, SAME_EVENT, Found, Held, context

__all__ = ["find_date"]


def find_date(held: Held, part: Part, date: DateMention) -> Found:
    ours = as_date(date.edtf)
    if ours is None:
        return Found("not_found", None, "the date cannot be resolved")
    around = context(held, part)
    same: list[tuple[float, int, DateMention]] = []
    other: list[tuple[float, int, DateMention]] = []
    for theirs in held.theirs.dates:
        if theirs.type not in ("DATE", "TIME") or held.theirs.nested(theirs.start):
            continue
        agrees = _agrees(ours, date, theirs)
        if agrees is None:
            continue
        score = held.lexis.covered(around, _near(held, theirs))
        (same if agrees else other).append((score, -theirs.start, theirs))
    if same and max(same)[0] >= BESIDE:
        return Found("supported", _dated(held, max(same)[2]), "the cited text gives the same date")
    written = _written(held, ours)
    if written is not None:
        return Found("supported", written, "the cited text gives the same day")
    if other and max(other)[0] >= SAME_EVENT and not ours.approximate:
        theirs = max(other)[2]
        why = f"the cited text has {theirs.text} for it, which is not {date.text}"
        return Found("contradicted", _dated(held, theirs), why)
    return Found("not_found", None, "the cited text gives no such date for it")


def _written(held: Held, ours: Date) -> Span | None:
    """The same day and month in figures and words, where no date expression was read there."""
    day = ours.earliest
    if day is None or ours.precision != "day":
        return None
    month = rf"{day:%b}(?:[a-z]*\.?)"
    pattern = (
        rf"\b(?:{day.day}(?:st|nd|rd|th)?(?: of)? {month}|{month} {day.day}(?:st|nd|rd|th)?)(?!\w|,? \d{{4}})"
    )
    for match in re.finditer(pattern, held.theirs.text[: held.theirs.passage.end]):
        if match.start() >= held.theirs.passage.start and not held.theirs.nested(match.start()):
            return held.theirs.span(match.start(), match.end())
    return None


def _agrees(ours: Date, date: DateMention, theirs: DateMention) -> bool | None:
    """True where both can be one date, False where they cannot, None where it cannot be said.

    A weekday that is not resolved still rules out a day that falls on another.
    """
    if theirs.text.lower() == date.text.lower() and not date.text.isdigit():
        return True
    value = as_date(theirs.edtf)
    if value is not None:
        if value.compatible(ours):
            return True if value.within(ours) and _as_fine(value, ours) else None
        return False if ours.cannot_both_be(value) and _fine(ours) and _fine(value) else None
    weekday = next((i for i, name in enumerate(WEEKDAYS) if name.lower() in theirs.text.lower()), None)
    if weekday is None or ours.weekday is None:
        return _same_day_month(date, theirs)
    return None if weekday == ours.weekday else False


def _as_fine(value: Date, ours: Date) -> bool:
    """A day says "in May"; it does not say "over the past year", nor does "this year" say "in May"."""
    return str(value) == str(ours) or (
        not ours.is_interval and ours.precision in ("day", "month", "hour", "minute")
    )


def _fine(value: Date) -> bool:
    return value.precision in ("day", "hour", "minute", "second") and not value.is_interval


def _same_day_month(ours: DateMention, theirs: DateMention) -> bool | None:
    """A day and month without a year against a full date."""
    if not ours.edtf or not theirs.value or len(theirs.value) < 10 or not theirs.value.startswith("XXXX"):
        return None
    return True if ours.edtf[5:10] == theirs.value[5:10] else None


def _near(held: Held, date: DateMention) -> Sequence[Term]:
    """The words of the clauses around a date of the cited text: of the verb it hangs on, and of its governor."""
    clauses = [
        c for c in held.theirs.clauses if c.start <= date.start and date.end <= c.end and not c.nominal
    ]
    if not clauses:
        start, end = held.theirs.sentence(date.start)
        return terms_of(held.theirs.text, start, end)
    tight = min(clauses, key=lambda c: c.end - c.start)
    low, high = tight.start, tight.end
    for over in held.theirs.above(tight, 1):
        low, high = min(low, over.start), max(high, over.end)
    return terms_of(held.theirs.text, low, high)


def _dated(held: Held, date: DateMention) -> Span:
    """The date with the words right before it."""
    low = max(held.theirs.sentence(date.start)[0], date.start - 24)
    while low < date.start and low > 0 and held.theirs.text[low - 1].isalnum():
        low += 1
    return held.theirs.span(low, date.end)
