"""A fact changed in a copy is told as a contradiction; an unchanged or reworded copy tells of none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .measure import conflicts, measure, prepare, told
from .pairs import Pair, pairs

FLOORS = json.loads((Path(__file__).parents[1] / "floors.json").read_text(encoding="utf-8"))["conflicts"]


def _some(affair: str, sort: str, fact: str | None = None) -> list[Pair]:
    return [p for p in pairs() if p.affair == affair and p.sort == sort and (fact is None or p.fact == fact)]


def test_the_set_is_large_varied_and_the_same_every_time() -> None:
    found = pairs()
    assert found == pairs()
    assert sum(p.sort == "changed copy" for p in found) >= 200
    assert len({p.affair for p in found}) >= 6
    changed = [p for p in found if p.told]
    assert all(p.told[0] != p.told[1] for p in changed if p.told)
    assert all(
        p.told[1].lower() in p.second.lower() and p.told[0].lower() in p.first.lower()
        for p in changed
        if p.told
    )


@pytest.mark.parametrize("fact", ["start", "end", "polarity"])
def test_a_changed_fact_of_wage_talks_is_told(fact: str) -> None:
    found = _some("harbour-wage-talks", "changed copy", fact)[:2]
    pages = prepare(found)
    assert all(told(p, conflicts(p, pages)) for p in found)


def test_copies_and_rewordings_of_a_shooting_tell_of_no_conflict() -> None:
    found = [*_some("square-shooting", "copy"), *_some("square-shooting", "rewording")[:4]]
    pages = prepare(found)
    assert not [d.slot for p in found for d in conflicts(p, pages)]


@pytest.mark.accuracy
def test_the_whole_set_holds_its_floors() -> None:
    total, hit = measure(pairs())
    assert hit["changed copy"] / total["changed copy"] >= FLOORS["changed_copy"]
    unchanged = total["copy"] + total["rewording"]
    assert (hit["copy"] + hit["rewording"]) / unchanged <= FLOORS["unchanged_told"]
