"""The day on which a holiday falls in a given year, from the vocabulary's short notation (``vocab/timex.toml``)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

__all__ = ["easter", "holiday"]

_FIXED = re.compile(r"(\d\d)-(\d\d)")
_OF_EASTER = re.compile(r"easter([+-]\d+)", re.IGNORECASE)
_NTH = re.compile(r"(\d{1,2})/([1-7])/(-?[1-5])(?:\+(\d))?")


def holiday(notation: str, year: int) -> date | None:
    """``notation`` in ``year``: "12-25"; "5/1/-1" (May, Monday, the last); "11/4/4+1" (the day after); "easter-2".

    None where it is none of these, or the day is not in the calendar.
    """
    try:
        if match := _FIXED.fullmatch(notation):
            return date(year, int(match[1]), int(match[2]))
        if match := _OF_EASTER.fullmatch(notation):
            return easter(year) + timedelta(days=int(match[1]))
        if match := _NTH.fullmatch(notation):
            return _nth(year, *(int(n or 0) for n in match.groups()))
    except (ValueError, OverflowError):
        return None
    return None


def _nth(year: int, month: int, weekday: int, number: int, after: int) -> date:
    if number > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    else:
        last = date(year, month, monthrange(year, month)[1])
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return day + timedelta(days=after)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Anonymous Gregorian algorithm, Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
