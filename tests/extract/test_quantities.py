"""Quantities: the number, what it counts, and what befell those counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.extract.happenings.clauses import find_clauses
from reportedly.extract.happenings.quantities import find_quantities
from reportedly.extract.parse import ParsedPassage
from reportedly.records import Quantity


def _quantities(passage: Callable[[str], ParsedPassage], text: str) -> list[Quantity]:
    parsed = passage(text)
    return list(find_quantities(parsed, find_clauses(parsed)))


@pytest.mark.parametrize(
    ("text", "low", "high", "counted"),
    [
        ("More than twelve ships left the port.", 12, None, "ship"),
        ("At least 40 farmers were fined.", 40, None, "farmer"),
        ("Up to 1,200 miners went on strike.", None, 1200, "miner"),
        ("Between 3 and 5 boats sank.", 3, 5, "boat"),
        ("Dozens of boats sank.", 24, None, "boat"),
        ("Twenty-three boats sank.", 23, 23, "boat"),
        ("Two hundred and fifty families left.", 250, 250, "family"),
        ("No one was hurt.", 0, 0, "person"),
        ("The fire left 14 miners dead at least.", 14, None, "miner"),
    ],
)
def test_numbers_and_comparators(
    passage: Callable[[str], ParsedPassage], text: str, low: float | None, high: float | None, counted: str
) -> None:
    (quantity,) = _quantities(passage, text)
    assert (quantity.low, quantity.high, quantity.counted) == (low, high, counted)


def test_a_comparator_behind_the_phrase_is_part_of_it(passage: Callable[[str], ParsedPassage]) -> None:
    (quantity,) = _quantities(passage, "The fire left 14 miners dead at least, the mayor said.")
    assert (quantity.text, quantity.low, quantity.high) == ("14 miners dead at least", 14, None)


def test_modifiers_and_the_whole_phrase(passage: Callable[[str], ParsedPassage]) -> None:
    (quantity,) = _quantities(passage, "He spoke for more than 10 armed northern clans.")
    assert quantity.text == "more than 10 armed northern clans"
    assert quantity.number is not None
    assert quantity.number.text == "more than 10"
    assert (quantity.strict, quantity.modifiers) == (True, ("armed", "northern"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 17 and injured 24.", [(17, "dead"), (24, "wounded")]),
        ("The blast left 17 dead and 24 wounded.", [(17, "dead"), (24, "wounded")]),
        ("Eight people died and another 13 were wounded.", [(8, "dead"), (13, "wounded")]),
        ("Nine sailors were killed and 15 wounded.", [(9, "dead"), (15, "wounded")]),
        ("The firm is blamed for the death of 17 villagers.", [(17, "dead")]),
        ("The death toll rose to 31.", [(31, "dead")]),
        ("The fire claimed 12 lives.", [(12, "dead")]),
        ("The police arrested six students.", [(6, "detained")]),
        ("Three black vans formed the convoy.", [(3, None)]),
    ],
)
def test_what_befell_them(
    passage: Callable[[str], ParsedPassage], text: str, expected: list[tuple[int, str | None]]
) -> None:
    assert [(q.low, q.condition) for q in _quantities(passage, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The treaty of 1998 was signed on 12 May.",
        "A 34-year-old driver was there.",
        "Berg, 45, left the port.",
        "One of them spoke.",
        "The owner would not say how many sailors were lost.",
    ],
)
def test_dates_ages_and_pronouns_count_nothing(passage: Callable[[str], ParsedPassage], text: str) -> None:
    assert _quantities(passage, text) == []


def test_units(passage: Callable[[str], ParsedPassage]) -> None:
    assert [(q.low, q.unit) for q in _quantities(passage, "They paid $1.5 million.")] == [(1_500_000, "USD")]
    assert [(q.low, q.unit) for q in _quantities(passage, "Thefts fell by 25 percent.")] == [(25, "percent")]
    (part,) = _quantities(passage, "He spoke for three-quarters of the clans.")
    assert (part.low, part.unit, part.counted) == (0.75, "fraction", "clan")


def test_a_quantity_names_its_clause(passage: Callable[[str], ParsedPassage]) -> None:
    parsed = passage("Guards shot six fishermen.")
    clauses = find_clauses(parsed)
    (quantity,) = find_quantities(parsed, clauses)
    assert quantity.clause == clauses[0].id
