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

from .durations import DateError, Duration, Precision
from .names import MONTHS, WEEKDAYS, month_of, weekday_of
from .values import Date

__all__ = [
    "MONTHS",
    "WEEKDAYS",
    "Date",
    "DateError",
    "Duration",
    "Precision",
    "month_of",
    "weekday_of",
]
