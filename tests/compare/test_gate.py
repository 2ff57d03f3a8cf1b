"""The gate: whether two answers can both be, were they answers to one question."""

from __future__ import annotations

import pytest

from reportedly.compare.claims import Claim
from reportedly.compare.gate import judge

from .accounts import scene

HEADS = (
    "The Port Observer\n\nJune 4, 2011\n\nFerry sinks off Cape Lorn\n\n",
    "Coastal Gazette\n\nJune 5, 2011\n\nThe night the Aurora sank\n\n",
)


def claims(text: str, other: str, kind: str) -> tuple[Claim, Claim]:
    every = scene(HEADS[0] + text, HEADS[1] + other).claims
    found = [c for c in every if c.kind == kind and c.answer.start >= min(map(len, HEADS))]
    accounts = {c.account for c in found}
    assert len(accounts) == 2, [(c.kind, c.typed.text) for c in found]
    first, second = (next(c for c in found if c.account == a) for a in sorted(accounts, key=str))
    return first, second


@pytest.mark.parametrize(
    ("kind", "one", "other", "verdict"),
    [
        ("count", "Eleven sailors were killed.", "Fourteen sailors were killed.", "contradicts"),
        ("count", "At least 11 sailors were killed.", "Fourteen sailors were killed.", "refines"),
        ("count", "Eleven people were killed.", "Fourteen people were missing.", "incomparable"),
        ("count", "Eleven soldiers were killed.", "Fourteen civilians were killed.", "incomparable"),
        ("count", "Two of the boats were taken.", "Six boats were taken.", "incomparable"),
        ("count", "It lies 820 feet from the pier.", "It lies 250 metres from the pier.", "same"),
        ("count", "The wreck is 250 metres from the pier.", "The wreck is 25 metres from the pier.", "contradicts"),
        ("count", "It pumps 900 litres an hour.", "It pumps 900 litres a day.", "incomparable"),
        ("money", "The owner paid $40,000.", "The owner paid $60,000.", "contradicts"),
        ("length", "The search lasted nine hours.", "The search lasted four hours.", "contradicts"),
        ("length", "The search lasted more than a year.", "The search lasted 18 months.", "refines"),
        ("clock", "The ferry sank at 4:20 a.m.", "The ferry sank at 5:05 a.m.", "contradicts"),
        ("clock", "The ferry sank at 4:20.", "The ferry sank at 4:20 p.m.", "same"),
        ("day", "The ferry sank on June 2, 2011.", "The ferry sank on June 3, 2011.", "contradicts"),
        ("day", "The ferry sank in June 2011.", "The ferry sank on June 3, 2011.", "refines"),
        ("act", "The captain left the ship early.", "The captain did not leave the ship early.", "contradicts"),
        ("act", "The captain left the ship early.", "The captain boarded the ship early.", "incomparable"),
    ],
)  # fmt: skip
def test_what_can_and_what_cannot_both_be(kind: str, one: str, other: str, verdict: str) -> None:
    first, second = claims(one, other, kind)
    assert judge(first, second).kind == verdict
    assert judge(second, first).kind == verdict


def test_what_is_planned_is_held_against_no_fact() -> None:
    first, second = claims("The company will pay $40,000.", "The company paid $60,000.", "money")
    assert judge(first, second).kind == "adds"


def test_what_one_sentence_tells_beside_it_is_of_something_else() -> None:
    first, second = claims(
        "The lawyers ask for $100,000 for each of the dead.",
        "The lawyers ask for $50,000 for each of the sick and $100,000 for each of the dead.",
        "money",
    )
    assert judge(first, second).kind != "contradicts"
