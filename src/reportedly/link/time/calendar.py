"""Stretches of the calendar (a day, a week, a quarter, a decade) as TIMEX3 values and as EDTF.

A :class:`Granule` is one such stretch, known by its unit and its first day.  TIMEX3 and EDTF write some of
them differently (a quarter is ``2006-Q2`` and ``2006-34``; EDTF has no weeks, so a week is an interval).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from ...dates import Date

__all__ = ["Granule", "Unit", "shifted"]

#: TIMEX3's letters: day, week, weekend, month, quarter, half, year, decade, century, season.
Unit = Literal["D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE", "SE"]

_MONTHS: dict[str, int] = {"M": 1, "Q": 3, "SE": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
_DAYS: dict[str, int] = {"D": 1, "W": 7, "WE": 2}
_SEASON_NAMES = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_SEASON_CODES = {3: 21, 6: 22, 9: 23, 12: 24}
#: A part of a month as the vocabulary tells it: its first and last day.
_DAYS_OF_MONTH = re.compile(r"(\d{1,2})-(\d{1,2})")
_SEASON_MONTHS = {name: month for month, name in _SEASON_NAMES.items()}


def shifted(year: int, month: int) -> tuple[int, int]:
    """``month`` of ``year`` with any number of months carried into the year."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


class Granule(NamedTuple):
    """A stretch of the calendar: its unit and first day."""

    unit: Unit
    start: date

    @classmethod
    def of(cls, unit: Unit, day: date) -> Granule:
        """The stretch of kind ``unit`` that holds ``day``."""
        match unit:
            case "W":
                return cls(unit, day - timedelta(days=day.weekday()))
            case "WE":
                return cls(unit, day - timedelta(days=day.weekday()) + timedelta(days=5))
            case "D":
                return cls(unit, day)
            case "M":
                return cls(unit, day.replace(day=1))
            case "Q" | "H":
                size = _MONTHS[unit]
                return cls(unit, date(day.year, (day.month - 1) // size * size + 1, 1))
            case "SE":
                year, month = shifted(day.year, day.month // 3 * 3)
                return cls(unit, date(year, month, 1))
            case "Y" | "DE" | "CE":
                size = _MONTHS[unit] // 12
                return cls(unit, date(max(1, day.year // size * size), 1, 1))

    @classmethod
    def season(cls, name: str, year: int) -> Granule:
        """The season ``name`` (SP, SU, FA, WI) that begins in ``year``."""
        return cls("SE", date(year, _SEASON_MONTHS[name], 1))

    def move(self, count: int) -> Granule | None:
        """``count`` such stretches later (earlier where negative); None beyond the calendar."""
        try:
            if self.unit in _DAYS:
                step = 7 if self.unit == "WE" else _DAYS[self.unit]
                return Granule(self.unit, self.start + timedelta(days=step * count))
            year, month = shifted(self.start.year, self.start.month + _MONTHS[self.unit] * count)
            return Granule(self.unit, date(year, month, 1))
        except (ValueError, OverflowError):
            return None

    @property
    def end(self) -> date:
        """The last day."""
        if self.unit in _DAYS:
            return self.start + timedelta(days=_DAYS[self.unit] - 1)
        year, month = shifted(self.start.year, self.start.month + _MONTHS[self.unit])
        return date(year, month, 1) - timedelta(days=1) if year <= 9999 else date.max

    @property
    def value(self) -> str:
        """As TIMEX3 writes it."""
        year, month = self.start.year, self.start.month
        match self.unit:
            case "D":
                return self.start.isoformat()
            case "W" | "WE":
                iso = self.start.isocalendar()
                return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if self.unit == "WE" else "")
            case "M":
                return f"{year:04d}-{month:02d}"
            case "Q":
                return f"{year:04d}-Q{(month + 2) // 3}"
            case "H":
                return f"{year:04d}-H{1 if month < 7 else 2}"
            case "SE":
                return f"{year:04d}-{_SEASON_NAMES[month]}"
            case "Y":
                return f"{year:04d}"
            case "DE":
                return f"{year // 10:03d}"
            case "CE":
                return f"{year // 100:02d}"

    def date(self, mod: str | None = None) -> Date:
        """As an EDTF date; ``mod`` START, MID or END narrows it to about that third, "1-15" to those days."""
        if mod in ("START", "MID", "END") and self.unit not in ("D", "W", "WE"):
            return self._third(mod)
        if mod and self.unit == "M" and (days := _DAYS_OF_MONTH.fullmatch(mod)):
            return Date.between(
                self.start.replace(day=int(days[1])), self.start.replace(day=min(int(days[2]), self.end.day))
            )
        year, month = self.start.year, self.start.month
        match self.unit:
            case "D" | "M" | "Y":
                return Date.parse(self.value)
            case "Q":
                return Date.parse(f"{year:04d}-{32 + (month + 2) // 3}")
            case "H":
                return Date.parse(f"{year:04d}-{40 if month < 7 else 41}")
            case "SE":
                return Date.parse(f"{year:04d}-{_SEASON_CODES[month]}")
            case "DE":
                return Date.parse(f"{self.value}X")
            case "CE":
                return Date.parse(f"{self.value}XX")
            case _:
                return Date.between(self.start, self.end)

    def _third(self, mod: str) -> Date:
        """A third of the stretch, both ends approximate."""
        third = ("START", "MID", "END").index(mod)
        if self.unit == "M":
            first = self.start + timedelta(days=10 * third)
            last = self.end if third == 2 else self.start + timedelta(days=10 * third + 9)
            return Date.parse(f"{first.isoformat()}~/{last.isoformat()}~")
        months = _MONTHS[self.unit]
        a = shifted(self.start.year, self.start.month + months * third // 3)
        b = shifted(self.start.year, self.start.month + months * (third + 1) // 3 - 1)
        if self.unit in ("DE", "CE"):
            return Date.parse(f"{a[0]:04d}~/{b[0]:04d}~")
        return Date.parse(f"{a[0]:04d}-{a[1]:02d}~/{b[0]:04d}-{b[1]:02d}~")
