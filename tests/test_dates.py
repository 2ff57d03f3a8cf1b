"""EDTF dates and ISO durations as values."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.dates import Date, DateError, Duration


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision"),
    [
        ("2003-07-19", "2003-07-19", "2003-07-19", "day"),
        ("2003-07-19T14:30:00Z", "2003-07-19", "2003-07-19", "time"),
        ("2003-02", "2003-02-01", "2003-02-28", "month"),
        ("2004-02-XX", "2004-02-01", "2004-02-29", "month"),
        ("2004", "2004-01-01", "2004-12-31", "year"),
        ("2004-XX", "2004-01-01", "2004-12-31", "year"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2004-21", "2004-03-01", "2004-05-31", "season"),
        ("2004-24", "2004-12-01", "2005-02-28", "season"),
        ("2004-35", "2004-07-01", "2004-09-30", "quarter"),
        ("2004-40", "2004-01-01", "2004-06-30", "half"),
        ("2004-05-30/2004-06-02", "2004-05-30", "2004-06-02", "day"),
        ("2004-05/2005", "2004-05-01", "2005-12-31", "year"),
        ("../2004-05-30", None, "2004-05-30", "day"),
        ("2004-05-30/..", "2004-05-30", None, "day"),
        ("/2004", None, "2004-12-31", "year"),
        ("XXXX-01-16", None, None, "day"),
        ("2004~", "2004-01-01", "2004-12-31", "year"),
    ],
)
def test_edtf_is_read_and_written(
    edtf: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    value = Date.parse(edtf)
    assert value.edtf == edtf
    assert (value.earliest and value.earliest.isoformat()) == earliest
    assert (value.latest and value.latest.isoformat()) == latest
    assert value.precision == precision


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "Tuesday",
        "2004-13",
        "2004-02-30",
        "2004-XX-05",
        "2005/2004",
        "../..",
        "0000",
        "20X4",
        "2004-1",
        "2004-33-02",
        "٢٠٠٤",
    ],
)
def test_what_is_not_a_date_is_refused(edtf: str) -> None:
    with pytest.raises(DateError):
        Date.parse(edtf)


@pytest.mark.parametrize(
    ("a", "b", "both"),
    [
        ("2004-03-01", "2004-03-01", True),
        ("2004-03-01", "2004-03-02", False),
        ("2004-03", "2004-03-02", True),
        ("2004-03-01~", "2004-03-05", True),
        ("2004-03-01~", "2004-03-20", False),
        ("2004-03-01?", "1999", True),
        ("2004-01/2004-03", "2004-02-10", True),
        ("2004-01/2004-03", "2004-04-01", False),
        ("../2004-03", "2004-04-01", False),
        ("2004-03/..", "2004-04-01", True),
        ("XXXX-03-01", "2004-03-01", True),
        ("XXXX-03-01", "2004-03-02", False),
        ("XXXX-03", "2004-03-02", True),
        ("2004-02~", "2004-03-15", True),
    ],
)
def test_two_dates_can_or_cannot_both_be(a: str, b: str, both: bool) -> None:
    assert Date.parse(a).compatible(Date.parse(b)) is both
    assert Date.parse(b).compatible(Date.parse(a)) is both
    assert Date.parse(a).cannot_both_be(Date.parse(b)) is not both


def test_a_coarser_date_contains_a_finer_one_but_not_the_other_way_round() -> None:
    month, day = Date.parse("2004-03"), Date.parse("2004-03-09")
    assert month.contains(day)
    assert day.within(month)
    assert not day.contains(month)
    assert Date.parse("2004-03-09/..").contains(day)
    assert not day.contains(Date.parse("2004-03-09/.."))


def test_before_needs_every_day_to_be_earlier() -> None:
    assert Date.parse("2004-02").before(Date.parse("2004-03-01"))
    assert not Date.parse("2004-03").before(Date.parse("2004-03-09"))
    assert not Date.parse("2004-02/..").before(Date.parse("2004-03-09"))


@pytest.mark.parametrize(
    ("start", "by", "back", "result"),
    [
        ("2004-03-31", "P1M", True, "2004-02"),
        ("2004-03-31", "P2W", False, "2004-04-14"),
        ("2004-03-01/2004-03-07", "P10D", False, "2004-03-11/2004-03-17"),
        ("2004-01-01", "P1D", True, "2003-12-31"),
        ("2004-03", "P2M", True, "2004-01"),
        ("2004-03", "P1D", False, "2004-03"),
        ("2004-02-29", "P1Y", False, "2005"),
        ("2004", "P1DE", True, "199X"),
    ],
)
def test_shifting_keeps_no_more_precision_than_was_told(start: str, by: str, back: bool, result: str) -> None:
    assert str(Date.parse(start).shift(Duration.parse(by), back)) == result


def test_shifting_by_an_untold_number_is_not_known() -> None:
    assert Date.parse("2004-03-31").shift(Duration.parse("PXM")) is None


def test_a_weekday_belongs_to_a_single_day() -> None:
    assert Date.day(date(2004, 3, 1)).weekday == 0
    assert Date.parse("2004-03").weekday is None


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("P6W", "P42D", True),
        ("P2M", "P60D", True),
        ("P2M", "P70D", False),
        ("PT48H", "P2D", True),
        ("P1DE", "P10Y", True),
        ("PXM", "P3Y", True),
        ("P1.5Y", "P18M", True),
    ],
)
def test_durations_compare_over_their_units(a: str, b: str, same: bool) -> None:
    assert Duration.parse(a).compatible(Duration.parse(b)) is same


@pytest.mark.parametrize("iso", ["P", "6W", "PT", "P-1D", "P1.2.3D"])
def test_what_is_not_a_duration_is_refused(iso: str) -> None:
    with pytest.raises(DateError):
        Duration.parse(iso)
