"""One date as EDTF writes it: the digits as written, what they bound, and what no calendar has."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

from .durations import DateError, Precision

__all__ = ["Part", "carry", "month_end", "parse_part"]

_PART = re.compile(
    r"(?P<year>[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2})"
    r"(?:T(?P<time>\d\d(?::\d\d(?::\d\d)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?))?)?)?(?P<mark>[?~%]?)",
    re.ASCII,
)

#: EDTF's codes from 21: first month and how many months.  Seasons are the northern, meteorological ones;
#: winter begins in December of its year, as newspapers use it ("the winter of 2005" runs into 2006).
_SEASONS: dict[int, tuple[int, int]] = (
    {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}
    | {25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3), 29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)}
    | {33 + q: (1 + 3 * q, 3) for q in range(4)}
    | {37 + t: (1 + 4 * t, 4) for t in range(3)}
    | {40 + h: (1 + 6 * h, 6) for h in range(2)}
)


class Part(NamedTuple):
    """One date of an interval, or the only one: the digits as written, and the qualifier."""

    year: str
    month: str | None = None
    day: str | None = None
    time: str | None = None
    mark: str = ""

    def __str__(self) -> str:
        parts = [p for p in (self.year, self.month, self.day) if p is not None]
        return "-".join(parts) + (f"T{self.time}" if self.time else "") + self.mark

    @property
    def precision(self) -> Precision:
        if self.time:
            return "time"
        if self.day and "X" not in self.day:
            return "day"
        if self.month and "X" not in self.month:
            code = int(self.month)
            if code <= 12:
                return "month"
            return "season" if code < 33 else "quarter" if code < 37 else "half"
        unspecified = self.year.count("X")
        return ("year", "decade", "century", "unknown", "unknown")[unspecified]

    def bounds(self) -> tuple[date, date] | None:
        """First and last day; None where the year is not told."""
        years = [int(self.year.replace("X", x)) for x in "09"]
        if self.year.count("X") > 2:
            return None
        low, high = max(1, years[0]), years[1]
        if not self.month or "X" in self.month:
            return date(low, 1, 1), date(high, 12, 31)
        code = int(self.month)
        first, months = (code, 1) if code <= 12 else _SEASONS[code]
        if self.day and "X" not in self.day:
            return date(low, first, int(self.day)), date(high, first, int(self.day))
        year, month = carry(high, first + months - 1)
        return date(low, first, 1), month_end(year, month)


def parse_part(text: str) -> Part:
    match = _PART.fullmatch(text)
    if not match:
        raise DateError(f"{text!r} is not an EDTF date that the program knows.")
    year, month, day, time, mark = match.group("year", "month", "day", "time", "mark")
    part = Part(year, month, day, time, mark or "")
    try:
        _check(part)
    except ValueError as error:
        raise DateError(f"{text!r} is not an EDTF date: {error}.") from error
    return part


def _check(part: Part) -> None:
    """Raise ValueError for a month or day that no year has, or a told day in a month not told."""
    if part.month and "X" in part.month.replace("XX", ""):
        raise ValueError("a month is told whole or not at all")
    if part.month and "X" not in part.month:
        code = int(part.month)
        if not 1 <= code <= 12 and (code not in _SEASONS or part.day):
            raise ValueError(f"there is no month {part.month}")
    if part.day and "X" not in part.day:
        if part.month is None or "X" in part.month:
            raise ValueError("a day needs a month")
        date(2000 if "X" in part.year else int(part.year), int(part.month), int(part.day))
    if "X" in part.year.rstrip("X"):
        raise ValueError("unspecified digits of a year stand at its end")
    if int(part.year.replace("X", "9")) == 0:
        raise ValueError("there is no year 0000 in this calendar")


def carry(year: int, month: int) -> tuple[int, int]:
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
