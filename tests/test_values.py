"""Typed values: what two answers to one question can be to each other."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.values import Typed, as_date, as_duration, compare, kin


def date(edtf: str, **more: Any) -> Typed:
    return Typed("date", edtf, date=as_date(edtf), **more)


def count(low: float | None, high: float | None, counted: str = "people", **more: Any) -> Typed:
    return Typed("count", f"{low}-{high} {counted}", low=low, high=high, counted=counted, **more)


def words(text: str, kind: Any = "text", **more: Any) -> Typed:
    return Typed(kind, text, words=frozenset(text.split()), **more)


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
        (count(10, 10, "organization"), count(3, 3, "leader"), "incomparable"),
        (count(7, 7, "person", counted_class="people"), count(9, 9, "victim", counted_class="people"), "contradicts"),
        (count(7, 7, scope=frozenset({"army"})), count(2, 2), "incomparable"),
        (words("oslo", "place"), words("oslo hotel", "place"), "refines"),
        (words("oslo", "place"), words("geneva", "place"), "adds"),
    ],
)  # fmt: skip
def test_two_values_compare_by_their_type(a: Typed, b: Typed, kind: str) -> None:
    assert compare(a, b).kind == kind
    assert compare(b, a).kind == kind


def test_the_finer_value_is_told_from_the_coarser() -> None:
    assert compare(date("2011-05-04"), date("2011")).first
    assert not compare(date("2011"), date("2011-05-04")).first
    assert compare(count(5, None), count(3, None)).first


def test_a_question_with_several_answers_is_not_contradicted_by_another() -> None:
    assert compare(date("2011-05-04"), date("2011-05-05"), single=False).kind == "adds"


def test_an_assertion_and_its_denial_contradict_each_other_in_any_question() -> None:
    said = words("dockers union", "actor", names=frozenset({"a1"}), proper=frozenset({"dockers"}))
    denied = words(
        "dockers union", "actor", names=frozenset({"a1"}), proper=frozenset({"dockers"}), affirmed=False
    )
    other = words("rail union", "actor", names=frozenset({"a2"}), affirmed=False)
    assert compare(said, denied, single=False).kind == "contradicts"
    assert compare(said, other, single=False).kind == "incomparable"
    assert compare(denied, other, single=True).kind == "adds"


def test_an_offer_is_not_a_fact() -> None:
    assert compare(count(4, 4), count(9, 9, actual=False)).kind == "adds"


def test_lengths_in_different_units_can_be_one() -> None:
    def length(iso: str, **more: Any) -> Typed:
        return Typed("duration", iso, duration=as_duration(iso), **more)

    assert compare(length("P7D"), length("P1W")).kind == "refines"
    assert compare(length("P7D"), length("P10D")).kind == "contradicts"
    assert compare(length("P2M"), length("P8W")).kind in ("refines", "adds")


def test_named_answers_exclude_only_what_they_say_they_exclude() -> None:
    yes = Typed("text", "confirmed", category="confirmed", excludes=frozenset({"denied"}))
    no = Typed("text", "denied", category="denied", excludes=frozenset({"confirmed"}))
    silent = Typed("text", "no comment", category="no_comment")
    assert compare(yes, no, single=False).kind == "contradicts"
    assert compare(yes, silent).kind == "adds"


@pytest.mark.parametrize(
    ("a", "b", "related"),
    [
        ("withdraw", "withdrawal", True),
        ("form", "formation", True),
        ("release", "released", True),
        ("union", "unity", False),
        ("port", "portrait", False),
    ],
)
def test_words_of_one_stem_are_kin(a: str, b: str, related: bool) -> None:
    assert kin(a, b) is related
