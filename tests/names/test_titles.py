from __future__ import annotations

import pytest

from reportedly.names.titles import abbreviated, full_title, office_nouns, titles


@pytest.mark.parametrize(
    ("word", "noun"), [("Gen.", "general"), ("Sgt", "sergeant"), ("PROF.", "professor"), ("Mayor", "mayor")]
)
def test_a_short_title_is_the_noun_that_it_stands_for(word: str, noun: str) -> None:
    assert full_title(word) == noun
    assert word.lower() in titles()


def test_every_short_title_is_written_with_its_stop_too() -> None:
    assert abbreviated()
    assert {f"{short}." for short in abbreviated()} <= titles()


def test_an_office_describes_somebody_and_what_narrows_it_does_not() -> None:
    assert {"sheriff", "commissioner", "ambassador"} <= office_nouns() <= titles()
    assert office_nouns().isdisjoint({"deputy", "foreign", "mr", "private"})
