"""Typed values: what two answers to one question can be to each other."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.values import Typed, as_date, as_duration, compare


def date(edtf: str, **more: Any) -> Typed:
    return Typed("date", edtf, date=as_date(edtf), **more)


def count(low: float | None, high: float | None, counted: str = "people", **more: Any) -> Typed:
    return Typed("count", f"{low}-{high} {counted}", low=low, high=high, counted=counted, **more)


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (date("2011-05-04"), date("2011-05-05"), "contradicts"),
        (date("2011-05-04"), date("2011-05"), "refines"),
        (date("2011-05-04"), date("2011-05-04"), "same"),
        (date("2011-05-04~"), date("2011-05-05"), "refines"),
        (date("2011-05"), date("2011-06"), "contradicts"),
        (count(5, None), count(3, None), "refines"),
        (count(12, 12), count(14, 14), "contradicts"),
        (count(14, None), count(17, 17), "refines"),
        (count(20, None), count(17, 17), "contradicts"),
        (count(30, 30, approximate=True), count(28, 28), "adds"),
        (count(10, 10, unit="metres"), count(3, 3, unit="litres"), "incomparable"),
        (count(None, None), count(3, 3), "incomparable"),
        (Typed("date", "4:20 a.m.", clock=260), Typed("date", "5 a.m.", clock=300), "contradicts"),
        (Typed("date", "4:20 a.m.", clock=260), Typed("date", "about 4:30", clock=270, approximate=True), "adds"),
        (date("2011-05-04"), count(4, 4), "incomparable"),
    ],
)  # fmt: skip
def test_two_values_compare_by_their_type(a: Typed, b: Typed, kind: str) -> None:
    assert compare(a, b).kind == kind
    assert compare(b, a).kind == kind


def test_the_finer_value_is_told_from_the_coarser() -> None:
    assert compare(date("2011-05-04"), date("2011")).first
    assert not compare(date("2011"), date("2011-05-04")).first
    assert compare(count(5, None), count(3, None)).first


def test_what_cannot_be_read_is_no_value() -> None:
    assert as_date("next week") is None and as_date(None) is None
    assert as_duration("long") is None and as_duration("P7D") is not None
