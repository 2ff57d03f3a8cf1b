"""When the things of an affair happened, from the dates that several clauses give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from ...dates import Date, DateError

__all__ = ["When", "days_of", "parse"]

#: Dates so far from the middle one tell of something else (an anniversary, a precedent).
_APART = timedelta(days=400)
#: What is known to the month or better.
_FINE = timedelta(days=45)
#: A day that so many of the accounts give is the day.
_HALF = 0.5
#: Or one that so many times more accounts give than any other.
_CLEAR = 2
#: A year before this is a clock time or a number taken for one.
_EARLIEST = 1500


class When(NamedTuple):
    """The first and the last day that something can have taken, and whether they are known to the day."""

    first: date
    last: date
    exact: bool

    def gap(self, other: When) -> int:
        """Days between the two; 0 where they overlap."""
        if self.first > other.last:
            return (self.first - other.last).days
        return max(0, (other.first - self.last).days)


def parse(edtf: str) -> When | None:
    """An EDTF date or interval of a year's precision or finer as days; None for any other."""
    try:
        value = Date.parse(edtf)
    except DateError:
        return None
    first, last = value.earliest, value.latest
    if first is None or last is None or last - first > timedelta(days=366) or first.year < _EARLIEST:
        return None
    return When(first, last, value.precision in ("day", "time") and not value.is_interval)


def days_of(accounts: Iterable[Iterable[str]], lasting: bool = False) -> When | None:
    """When something happened, from the EDTF dates that each account of it gives; None where none gives any.

    The day that half of the dated accounts give, or far more than any other day, unless it is ``lasting`` (talks), else from the first to the last day that two accounts give, or any account.
    """
    own = [dates for row in accounts if (dates := {w for w in map(parse, row) if w is not None})]
    counts = Counter(w for dates in own for w in dates)
    exact = sorted((w for w in counts if w.exact), key=lambda w: (-counts[w], w))
    if exact and not lasting:
        most = counts[exact[0]]
        clear = len(exact) < 2 or most >= _CLEAR * counts[exact[1]]
        if most >= min(2, len(own)) and (clear or most >= _HALF * len(own)):
            return exact[0]
    often = [w for w, count in counts.items() if count > 1]
    return _around(often if len(often) > 1 else list(counts))


def _around(found: list[When]) -> When | None:
    if not found:
        return None
    found.sort(key=lambda w: w.first + (w.last - w.first) / 2)
    middle = found[len(found) // 2]
    near = [w for w in found if middle.gap(w) <= _APART.days]
    fine = [w for w in near if w.last - w.first < _FINE] or near
    return When(min(w.first for w in fine), max(w.last for w in fine), all(w.exact for w in fine))
