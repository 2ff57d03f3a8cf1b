"""The names of months and weekdays in English, and which one a word begins as."""

from __future__ import annotations

__all__ = ["MONTHS", "WEEKDAYS", "month_of", "weekday_of"]

#: January first.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
#: Monday first, as :meth:`datetime.date.weekday` counts.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH_OF = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_WEEKDAY_OF = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}


def month_of(word: str) -> int:
    """1 to 12 for a month's name or what it is shortened to ("Sept"); KeyError for anything else."""
    return _MONTH_OF[word[:3].lower()]


def weekday_of(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name or what it is shortened to; KeyError for anything else."""
    return _WEEKDAY_OF[word[:3].lower()]
