"""When the things of an affair happened, from the dates that several clauses give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from ...dates import Date, DateError

__all__ = ["When", "span_of"]

#: Dates so far from the middle one tell of something else (an anniversary, a precedent).
_APART = timedelta(days=400)
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


def span_of(dates: Iterable[str], one_day: bool = False) -> When | None:
    """The time that most of ``dates`` agree on; ``one_day`` takes the day that is given most often."""
    found = [w for w in map(parse, dates) if w is not None]
    if not found:
        return None
    exact = Counter((w.first, w.last) for w in found if w.exact)
    if one_day and exact:
        first, last = min(exact, key=lambda key: (-exact[key], key))
        return When(first, last, True)
    if one_day:
        found = [w for w in found if (w.last - w.first).days <= 31] or []
        if not found:
            return None
    found.sort(key=lambda w: w.first + (w.last - w.first) / 2)
    middle = found[len(found) // 2]
    near = [w for w in found if middle.gap(w) <= _APART.days]
    fine = [w for w in near if w.last - w.first < timedelta(days=45)] or near
    return When(min(w.first for w in fine), max(w.last for w in fine), all(w.exact for w in fine))
