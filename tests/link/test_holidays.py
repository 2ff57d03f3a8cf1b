"""The days of holidays."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.link.time.holidays import easter, holiday
from reportedly.vocab import load


@pytest.mark.parametrize(
    ("notation", "year", "day"),
    [
        ("12-25", 2013, date(2013, 12, 25)),
        ("5/1/-1", 2013, date(2013, 5, 27)),  # Memorial Day
        ("11/4/4", 2013, date(2013, 11, 28)),  # Thanksgiving
        ("11/4/4+1", 2013, date(2013, 11, 29)),
        ("9/1/1", 2014, date(2014, 9, 1)),  # Labor Day on the first of the month
        ("easter-2", 2013, date(2013, 3, 29)),
        ("02-30", 2013, None),
        ("some day", 2013, None),
    ],
)
def test_a_holiday_falls_on_its_day(notation: str, year: int, day: date | None) -> None:
    assert holiday(notation, year) == day


@pytest.mark.parametrize(
    "day", [date(1954, 4, 18), date(1981, 4, 19), date(2000, 4, 23), date(2008, 3, 23), date(2038, 4, 25)]
)
def test_easter(day: date) -> None:
    assert easter(day.year) == day


def test_every_holiday_of_the_vocabulary_has_a_day() -> None:
    assert all(holiday(notation, 2013) for notation in load("timex")["class"]["holiday"].values())
