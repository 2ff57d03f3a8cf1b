"""Dates with their precision and uncertainty, and how they compare.

A :class:`Date` is read from and written as EDTF, the Extended Date/Time Format (ISO 8601-2:2019, annex A):
level 0 and 1 without years outside 0001 to 9999, and of level 2 the seasons 25 to 41 (quarters, halves)
and an unspecified year before a month (``XXXX-01-16``).  A :class:`Duration` is an ISO 8601 duration with
TIMEX3's additions: ``X`` for a number that is not told, ``DE`` and ``CE`` for decades and centuries,
``Q`` for quarters.

Days are proleptic Gregorian.  An end that is open or unknown is None.  ``~`` (approximate) widens a date
only where two dates are held against each other, never its ``earliest`` and ``latest``; ``?`` (uncertain)
means that the date itself is doubted, so it can rule nothing out.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from .errors import InputError

__all__ = ["MONTHS", "Date", "DateError", "Duration", "Precision"]

#: The months as English writes them, January first.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

Precision = Literal[
    "time", "day", "month", "season", "quarter", "half", "year", "decade", "century", "unknown"
]

#: From fine to coarse.
_ORDER: tuple[Precision, ...] = (
    "time", "day", "month", "season", "quarter", "half", "year", "decade", "century", "unknown",
)  # fmt: skip

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

#: How far an approximate date of each precision may be out, in days.
_SLACK: dict[Precision, int] = {
    "time": 1, "day": 7, "month": 31, "season": 60, "quarter": 60, "half": 92, "year": 366, "decade": 3660,
    "century": 18300, "unknown": 0,
}  # fmt: skip


class DateError(InputError, ValueError):
    """Not an EDTF date or an ISO 8601 duration that the program knows."""


class _Part(NamedTuple):
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
        year, month = _carry(high, first + months - 1)
        return date(low, first, 1), _month_end(year, month)


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or an interval of dates, as a value that compares.

    ``lower`` and ``upper`` are the same for a single date.  Make one with :meth:`parse`, :meth:`day` or
    :meth:`between`.
    """

    lower: _Part | None
    upper: _Part | None
    edtf: str

    @classmethod
    def parse(cls, edtf: str) -> Date:
        """The date written as ``edtf``.  Raises :class:`DateError` where it is not one."""
        text = edtf.strip()
        ends = text.split("/")
        if len(ends) > 2:
            raise DateError(f"{edtf!r} is not an EDTF date: it has more than one slash.")
        if len(ends) == 1:
            part = _parse_part(text)
            return cls(part, part, str(part))
        lower, upper = (None if end in ("", "..") else _parse_part(end) for end in ends)
        if lower is None and upper is None:
            raise DateError(f"{edtf!r} is not an EDTF date: both ends are open.")
        made = cls(lower, upper, text)
        if made.earliest and made.latest and made.earliest > made.latest:
            raise DateError(f"{edtf!r} is not an EDTF interval: it ends before it begins.")
        return made

    @classmethod
    def day(cls, day: date) -> Date:
        """The date of one day."""
        return cls.parse(day.isoformat())

    @classmethod
    def between(cls, first: date | None, last: date | None) -> Date:
        """From ``first`` to ``last``, both included; None is an open end.  One day makes a single date."""
        if first == last and first is not None:
            return cls.day(first)
        return cls.parse("/".join(d.isoformat() if d else ".." for d in (first, last)))

    def __str__(self) -> str:
        return self.edtf

    @property
    def is_interval(self) -> bool:
        return "/" in self.edtf

    @property
    def approximate(self) -> bool:
        return any(p.mark in ("~", "%") for p in (self.lower, self.upper) if p and p.mark)

    @property
    def uncertain(self) -> bool:
        return any(p.mark in ("?", "%") for p in (self.lower, self.upper) if p and p.mark)

    @property
    def precision(self) -> Precision:
        """That of the coarser end."""
        found = [p.precision for p in (self.lower, self.upper) if p]
        return max(found, key=_ORDER.index)

    @property
    def earliest(self) -> date | None:
        """The first day that it can be; None where that is open or its year is not told."""
        bounds = self.lower.bounds() if self.lower else None
        return bounds[0] if bounds else None

    @property
    def latest(self) -> date | None:
        """The last day that it can be; None where that is open or its year is not told."""
        bounds = self.upper.bounds() if self.upper else None
        return bounds[1] if bounds else None

    @property
    def weekday(self) -> int | None:
        """0 Monday to 6 Sunday, of a single day."""
        single = not self.is_interval and self.precision in ("time", "day")
        return self.earliest.weekday() if single and self.earliest else None

    # -------------------------------------------------------------- comparison

    def before(self, other: Date) -> bool:
        """Certainly earlier: its last day comes before the other's first."""
        return bool(self.latest and other.earliest and self.latest < other.earliest)

    def contains(self, other: Date) -> bool:
        """Every day that ``other`` can be is a day that this one can be; equal dates contain each other."""
        if self._yearless or other._yearless:
            return self._same_digits(other)
        low = self.lower is None or bool(self.earliest and other.earliest and self.earliest <= other.earliest)
        high = self.upper is None or bool(self.latest and other.latest and other.latest <= self.latest)
        return low and high

    def within(self, other: Date) -> bool:
        """The converse of :meth:`contains`."""
        return other.contains(self)

    def overlaps(self, other: Date) -> bool:
        """Some day can be both, as the two are written."""
        if self._yearless or other._yearless:
            return self._same_digits(other)
        return not (self.before(other) or other.before(self))

    def compatible(self, other: Date) -> bool:
        """Whether both can be true of one moment: what is uncertain rules nothing out, what is approximate
        is given one unit of its precision (a day: a week) on either side.
        """
        if self.uncertain or other.uncertain or self._yearless or other._yearless:
            return self.uncertain or other.uncertain or self._same_digits(other)
        return self._widened().overlaps(other._widened())

    def cannot_both_be(self, other: Date) -> bool:
        """The converse of :meth:`compatible`: the two are given for one moment and exclude each other."""
        return not self.compatible(other)

    def intersect(self, other: Date) -> Date | None:
        """The days that both can be; the narrower of the two where one holds the other."""
        if not self.overlaps(other):
            return None
        for a, b in ((self, other), (other, self)):
            if a.contains(b):
                return b
        first = max((d for d in (self.earliest, other.earliest) if d), default=None)
        last = min((d for d in (self.latest, other.latest) if d), default=None)
        return Date.between(first, last)

    # -------------------------------------------------------------- arithmetic

    def shift(self, by: Duration, back: bool = False) -> Date | None:
        """The date ``by`` later (or earlier), no more precise than either; None where it cannot be told."""
        if self.is_interval or self.earliest is None or not by.known:
            return None
        sign = -1 if back else 1
        day = self.earliest
        year, month = _carry(day.year, day.month + sign * by.months)
        if not 1 <= year <= 9999:
            return None
        moved = day.replace(year=year, month=month, day=min(day.day, _month_end(year, month).day))
        moved += timedelta(days=sign * by.days)
        return Date.parse(_at(moved, max(self.precision, by.precision, key=_ORDER.index)))

    def coarsen(self, precision: Precision) -> Date | None:
        """The day, month, quarter, year, decade or century that the date lies in, as its first day has it."""
        return Date.parse(_at(self.earliest, precision)) if self.earliest else None

    # -------------------------------------------------------------- within

    @property
    def _yearless(self) -> bool:
        return any(p is not None and p.year.count("X") > 2 for p in (self.lower, self.upper))

    def _same_digits(self, other: Date) -> bool:
        """Compare where a year is not told: no digit that both tell may differ."""
        pairs = [(a, b) for a, b in ((self.lower, other.lower), (self.upper, other.upper)) if a and b]
        fields = [(x, y) for a, b in pairs for x, y in zip(a[:3], b[:3], strict=True) if x and y]
        return all(i == j or "X" in (i, j) for x, y in fields for i, j in zip(x, y, strict=True))

    def _widened(self) -> Date:
        def move(part: _Part | None, bound: date | None, sign: int) -> date | None:
            if part is None or bound is None or part.mark != "~":
                return bound
            return bound + timedelta(days=sign * _SLACK[part.precision])

        if not self.approximate:
            return self
        return Date.between(move(self.lower, self.earliest, -1), move(self.upper, self.latest, 1))


_DURATION = re.compile(
    r"P(?:(?P<CE>[\d.X]+)CE)?(?:(?P<DE>[\d.X]+)DE)?(?:(?P<Y>[\d.X]+)Y)?(?:(?P<Q>[\d.X]+)Q)?(?:(?P<M>[\d.X]+)M)?"
    r"(?:(?P<W>[\d.X]+)W)?(?:(?P<D>[\d.X]+)D)?"
    r"(?:T(?:(?P<h>[\d.X]+)H)?(?:(?P<m>[\d.X]+)M)?(?:(?P<s>[\d.X]+)S)?)?",
    re.ASCII,
)
_MONTHS = {"CE": 1200, "DE": 120, "Y": 12, "Q": 3, "M": 1}
_SECONDS = {"W": 604_800, "D": 86_400, "h": 3_600, "m": 60, "s": 1}
_UNIT_PRECISION: dict[str, Precision] = {
    "CE": "century", "DE": "decade", "Y": "year", "Q": "quarter", "M": "month", "W": "day", "D": "day",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: ``months`` and ``seconds`` apart, since a month has no fixed number of days."""

    iso: str
    months: int
    seconds: float
    known: bool  # False where a number is X
    precision: Precision

    @classmethod
    def parse(cls, iso: str) -> Duration:
        """The duration written as ``iso``.  Raises :class:`DateError` where it is not one."""
        match = _DURATION.fullmatch(iso.strip())
        units = {k: v for k, v in match.groupdict().items() if v} if match else {}
        if not units:
            raise DateError(f"{iso!r} is not an ISO 8601 duration.")
        known = not any("X" in n for n in units.values())
        try:
            numbers = {k: float(n) for k, n in units.items()} if known else {}
        except ValueError as error:
            raise DateError(f"{iso!r} is not an ISO 8601 duration.") from error
        months = sum(n * _MONTHS[k] for k, n in numbers.items() if k in _MONTHS)
        seconds = sum(n * _SECONDS[k] for k, n in numbers.items() if k in _SECONDS)
        seconds += (months % 1) * 30.44 * 86_400
        precision = max((_UNIT_PRECISION.get(k, "time") for k in units), key=_ORDER.index)
        return cls(iso.strip(), int(months), seconds, known, precision)

    def __str__(self) -> str:
        return self.iso

    @property
    def days(self) -> int:
        """Whole days beside the months."""
        return int(self.seconds // 86_400)

    @property
    def shortest(self) -> float | None:
        """Days at least; None where a number is not told."""
        return self.months * 28 + self.seconds / 86_400 if self.known else None

    @property
    def longest(self) -> float | None:
        """Days at most; None where a number is not told."""
        years, months = divmod(self.months, 12)
        return years * 366 + months * 31 + self.seconds / 86_400 if self.known else None

    def compatible(self, other: Duration) -> bool:
        """Whether both can be one length: "six weeks" and "42 days", "two months" and "60 days"."""
        if self.shortest is None or other.shortest is None or self.longest is None or other.longest is None:
            return True
        return self.shortest <= other.longest and other.shortest <= self.longest


def _parse_part(text: str) -> _Part:
    match = _PART.fullmatch(text)
    if not match:
        raise DateError(f"{text!r} is not an EDTF date that the program knows.")
    year, month, day, time, mark = match.group("year", "month", "day", "time", "mark")
    part = _Part(year, month, day, time, mark or "")
    try:
        _check(part)
    except ValueError as error:
        raise DateError(f"{text!r} is not an EDTF date: {error}.") from error
    return part


def _check(part: _Part) -> None:
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


def _at(day: date, precision: Precision) -> str:
    """``day`` written at ``precision``; a season or a half is written as its month."""
    match precision:
        case "month" | "season" | "half":
            return f"{day.year:04d}-{day.month:02d}"
        case "quarter":
            return f"{day.year:04d}-{33 + (day.month - 1) // 3}"
        case "year":
            return f"{day.year:04d}"
        case "decade":
            return f"{day.year // 10:03d}X"
        case "century" | "unknown":
            return f"{day.year // 100:02d}XX"
        case _:
            return day.isoformat()


def _carry(year: int, month: int) -> tuple[int, int]:
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
