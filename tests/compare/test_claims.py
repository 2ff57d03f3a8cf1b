"""Claims: what one account tells, cut so that each answers one question."""

from __future__ import annotations

import pytest

from .accounts import scene

HEAD = "The Port Observer\n\nJune 4, 2011\n\nFerry sinks off Cape Lorn\n\n"


def of_kind(text: str, kind: str) -> list[str]:
    return [c.typed.text for c in scene(HEAD + text).claims if c.kind == kind]


def test_a_clause_answers_more_than_one_question() -> None:
    claims = scene(HEAD + "The ferry sank at 4:20 a.m. on Friday, and 14 passengers drowned.").claims
    kinds = {c.kind: c for c in claims}
    assert {"clock", "day", "count", "act"} <= set(kinds)
    assert kinds["clock"].typed.clock == 4 * 60 + 20
    assert kinds["count"].measure.state == "dead"
    assert kinds["count"].span.text.endswith("14 passengers drowned")


def test_measures_are_told_in_one_unit_and_a_second_telling_in_brackets_is_no_claim() -> None:
    (claim,) = [
        c for c in scene(HEAD + "The wreck lies 2 miles (3.2 km) from the cape.").claims if c.kind == "count"
    ]
    assert claim.measure.dimension == "metres"
    assert claim.typed.low == pytest.approx(3218.7, abs=0.1)


def test_a_rate_keeps_what_it_is_for() -> None:
    (claim,) = [c for c in scene(HEAD + "The pumps move 900 litres an hour.").claims if c.kind == "count"]
    assert (claim.measure.dimension, claim.measure.per) == ("litres", "hour")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Two of the six boats were taken.", True),
        ("Another nine passengers were hurt.", True),
        ("Six boats were taken.", False),
        ("Twelve of her colleagues were hurt.", False),
    ],
)
def test_a_part_is_told_from_the_whole(text: str, part: bool) -> None:
    first = next(c for c in scene(HEAD + text).claims if c.kind == "count")
    assert first.measure.part is part


def test_none_is_a_number_where_words_say_so() -> None:
    (claim,) = [
        c for c in scene(HEAD + "Divers found no explosives in the hull.").claims if c.kind == "count"
    ]
    assert (claim.typed.low, claim.typed.high) == (0, 0)


def test_nobody_who_claims_responsibility_is_no_toll() -> None:
    claims = scene(HEAD + "Nobody has claimed responsibility for the fire.").claims
    assert not any(c.measure.state == "dead" for c in claims)


def test_the_day_of_saying_and_stamps_are_no_claims() -> None:
    text = 'The ferry was sound, the owner said on Friday. "It sank on Thursday," he said.'
    days = [c for c in scene(HEAD + text).claims if c.kind == "day"]
    assert [c.typed.text for c in days] == ["Thursday"]
    assert not of_kind("Posted by Ann on June 4, 2011 at 6:20 pm\n", "clock")


def test_a_length_keeps_its_bounds() -> None:
    lengths = [c for c in scene(HEAD + "They waited for less than an hour.").claims if c.kind == "length"]
    assert [(c.typed.low, c.typed.high) for c in lengths] == [(None, 3600)]
