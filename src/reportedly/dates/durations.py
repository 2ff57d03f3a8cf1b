"""Lengths of time: ISO 8601 durations with TIMEX3's additions, and the precisions that dates and lengths have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..errors import InputError

__all__ = ["ORDER", "DateError", "Duration", "Precision"]

Precision = Literal[
    "time", "day", "month", "season", "quarter", "half", "year", "decade", "century", "unknown"
]

#: From fine to coarse.
ORDER: tuple[Precision, ...] = (
    "time", "day", "month", "season", "quarter", "half", "year", "decade", "century", "unknown",
)  # fmt: skip


class DateError(InputError, ValueError):
    """Not an EDTF date or an ISO 8601 duration that the program knows."""


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
        precision = max((_UNIT_PRECISION.get(k, "time") for k in units), key=ORDER.index)
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
