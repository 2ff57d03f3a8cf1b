"""Dates with their precision and uncertainty, and how they compare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .durations import ORDER, DateError, Duration, Precision
from .parts import Part, carry, month_end, parse_part

__all__ = ["Date"]

#: How far an approximate date of each precision may be out, in days.
_SLACK: dict[Precision, int] = {
    "time": 1, "day": 7, "month": 31, "season": 60, "quarter": 60, "half": 92, "year": 366, "decade": 3660,
    "century": 18300, "unknown": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or an interval of dates, as a value that compares.

    ``lower`` and ``upper`` are the same for a single date.  Make one with :meth:`parse`, :meth:`day` or
    :meth:`between`.
    """

    lower: Part | None
    upper: Part | None
    edtf: str

    @classmethod
    def parse(cls, edtf: str) -> Date:
        """The date written as ``edtf``.  Raises :class:`DateError` where it is not one."""
        text = edtf.strip()
        ends = text.split("/")
        if len(ends) > 2:
            raise DateError(f"{edtf!r} is not an EDTF date: it has more than one slash.")
        if len(ends) == 1:
            part = parse_part(text)
            return cls(part, part, str(part))
        lower, upper = (None if end in ("", "..") else parse_part(end) for end in ends)
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
        return max(found, key=ORDER.index)

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

    # -------------------------------------------------------------- arithmetic

    def shift(self, by: Duration, back: bool = False) -> Date | None:
        """The date ``by`` later (or earlier), no more precise than either; None where it cannot be told."""
        if not by.known:
            return None
        if self.is_interval and self.earliest and self.latest:
            ends = [Date.day(day).shift(by, back) for day in (self.earliest, self.latest)]
            first, last = (end.earliest if end else None for end in ends)
            return Date.between(first, last) if first and last else None
        if self.is_interval or self.earliest is None:
            return None
        sign = -1 if back else 1
        day = self.earliest
        year, month = carry(day.year, day.month + sign * by.months)
        if not 1 <= year <= 9999:
            return None
        moved = day.replace(year=year, month=month, day=min(day.day, month_end(year, month).day))
        moved += timedelta(days=sign * by.days)
        return Date.parse(_at(moved, max(self.precision, by.precision, key=ORDER.index)))

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
        def move(part: Part | None, bound: date | None, sign: int) -> date | None:
            if part is None or bound is None or part.mark != "~":
                return bound
            return bound + timedelta(days=sign * _SLACK[part.precision])

        if not self.approximate:
            return self
        return Date.between(move(self.lower, self.earliest, -1), move(self.upper, self.latest, 1))


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
