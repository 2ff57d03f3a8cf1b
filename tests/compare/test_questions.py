"""Details: questions that accounts answer, with no form that asks them."""

from __future__ import annotations

import pytest

from reportedly.compare.cluster import average_link
from reportedly.compare.pairs import Pair

from .accounts import against, answering, compared

OBSERVER = """The Port Observer

June 4, 2011

Ferry sinks off Cape Lorn

By Ada Merrin

LORN - Fourteen people were killed when the ferry Aurora sank off Cape Lorn on Friday, the coast guard said. The ferry carried 60 passengers, said Commander Ruth Ellery of the coast guard.

The captain, Jonas Pike, left the ship before the passengers, Ellery said. The Aurora sank at 4:20 a.m., according to the harbour office.
"""

GAZETTE = """Coastal Gazette

June 6, 2011

The night the Aurora sank

By Tom Hale

LORN - Seventeen people were killed when the ferry Aurora sank off Cape Lorn, Mayor Lise Brandt said on Sunday. The ferry carried 85 passengers, Brandt said.

The captain, Jonas Pike, did not leave the ship before the passengers, his lawyer, Ines Koller, said. The mayor gave no cause.
"""

COPY = OBSERVER.replace("The Port Observer", "Northern Post").replace(
    "By Ada Merrin", "By Ada Merrin of The Port Observer"
)

MARKET = """Farm Weekly

June 4, 2011

Prices of wool fall

By Nora Quill

HOLM - Seventeen farms sold wool below cost in May, the wool board said. The board expects 40 farms to close, a spokesman said.
"""


def test_questions_are_found_that_no_form_asks_and_worded_in_plain_words() -> None:
    found = compared(OBSERVER, GAZETTE)
    tolls = answering(found, "Fourteen people", "Seventeen people")
    assert tolls.status == "contradicted"
    assert tolls.question == "How many people were killed?"
    assert {
        frozenset({"60 passengers", "85 passengers"}),
        frozenset({"Fourteen people", "Seventeen people"}),
    } <= against(found)


def test_a_denied_act_is_held_against_the_act() -> None:
    assert any(
        {"did not leave" in v for v in pair} == {True, False} and all("the ship" in v for v in pair)
        for pair in against(compared(OBSERVER, GAZETTE))
    )


def test_a_copy_adds_an_account_and_no_contradiction() -> None:
    found = compared(OBSERVER, COPY)
    assert not against(found)
    assert all(d.status != "agreed" for d in found.details)


def test_strangers_are_not_compared() -> None:
    found = compared(OBSERVER, MARKET)
    assert not found.details and not found.comparisons


def test_every_account_of_the_episode_has_its_position() -> None:
    found = compared(OBSERVER, GAZETTE)
    tolls = answering(found, "Fourteen people", "Seventeen people")
    assert sorted(p.position for p in tolls.positions) == ["says", "says"]
    for value in tolls.values:
        assert len(value.accounts) == len(value.voices) == 1


def test_clusters_do_not_chain() -> None:
    scores = {Pair(0, 1): 0.9, Pair(1, 2): 0.5, Pair(2, 3): 0.9}
    assert average_link(scores, 0.2) == [[0, 1], [2, 3]]
    assert average_link(scores, 0.1) == [[0, 1, 2, 3]]
    assert average_link({}, 0.2) == []


@pytest.mark.parametrize("pages", [(OBSERVER, GAZETTE), (GAZETTE, OBSERVER)])
def test_the_order_of_the_pages_changes_no_finding(pages: tuple[str, str]) -> None:
    assert against(compared(*pages)) == against(compared(OBSERVER, GAZETTE))
