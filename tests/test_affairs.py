"""The table that leaves one affair out: its medians are the floor, and no affair falls far under them.

``reportedly bench affairs`` prints it.  Every weight that the program fits on affairs is, for the affair that is scored,
the one fitted without it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.bench.affairs import COLUMNS, Row, medians, score_affairs

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["affairs"]


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    folders = sorted(p.parent for p in (shared / "cases").glob("*/gold.json"))
    characters = [f for f in folders if json.loads((f / "gold.json").read_text()).get("level") != "page"]
    assert characters
    return list(score_affairs(characters))


@pytest.mark.accuracy
def test_no_median_of_the_affairs_falls(rows: list[Row], capsys: pytest.CaptureFixture[str]) -> None:
    middle = medians(rows)
    with capsys.disabled():
        print(f"\n{len(rows)} affairs, medians: " + "  ".join(f"{c} {middle.figures[c]}" for c in COLUMNS))
    fallen = {
        c: (middle.figures[c], floor)
        for c, floor in FLOORS["median"].items()
        if (middle.figures[c] or 0) < floor
    }
    assert not fallen


@pytest.mark.accuracy
def test_assertions_are_few_that_the_gold_does_not_bear(rows: list[Row]) -> None:
    """A false dispute and a false accusation cost more than a missed one: these sums are ceilings."""
    total = {c: sum(r.figures[c] or 0 for r in rows) for c in COLUMNS}
    assert total["spans"] == 0
    assert total["false"] + total["else"] <= FLOORS["most_unborne_conflicts"]
    assert total["right"] >= FLOORS["least_right_conflicts"]
    assert total["acc.ok"] >= FLOORS["least_right_accusations_share"] * total["accuse"]
