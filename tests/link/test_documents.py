"""Accounts that rest on a document of the case: by who put it out, and by its kind."""

from __future__ import annotations

import pytest

from reportedly.link.accounts.derivation import derive
from reportedly.records import Link

from .build import reading

RELEASE = reading(
    "HARLAN QUARRIES LTD\nEst. 1950\n\nPRESS STATEMENT No. 2\n6 March 2010\n\n1. The Company confirms that 37 charges were fired "
    "at Tolmin on 4 March. 2. Every charge had been inspected by an engineer of the district. 3. The Company rejects the "
    "claim that letters were left unopened.\n\nMiriam Stoll\nManaging Director",
    published="2010-03-06",
)


def rests(text: str, published: str) -> list[Link]:
    page = reading(text, published=published)
    return [link for link in derive([RELEASE, page]).links if link.source == page.passages[0].id]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "In a statement on Saturday Harlan Quarries said that every charge had been inspected.",
            "2010-03-08",
        ),
        (
            "Harlan Quarries said 37 charges had been fired, all of them inspected by an engineer.",
            "2010-03-07",
        ),
        ("In its statement of 6 March Harlan Quarries spoke of an engineer of the district.", "2012-05-01"),
        (
            "The company's press statement said that an engineer of the district had seen every charge.",
            "2010-03-08",
        ),
    ],
)
def test_a_document_is_cited_by_its_issuer_or_its_kind(text: str, published: str) -> None:
    (link,) = rests(text, published)
    assert link.target.passage == RELEASE.passages[0].id
    assert link.kind == "reports"


def test_words_in_quotation_marks_that_stand_there_are_quoted() -> None:
    (link,) = rests(
        "In a statement Harlan Quarries said that it “rejects the claim that letters were left unopened”.",
        "2010-03-08",
    )
    assert link.kind == "quotes"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Harlan Quarries said the strike at its southern pits would cost it a year's profit.", "2010-03-08"),
        (
            "In a statement on Tuesday Harlan Quarries said that every charge had been inspected.",
            "2010-03-11",
        ),
        (
            "Harlan Quarries said 37 charges had been fired, all of them inspected by an engineer.",
            "2010-03-05",
        ),
        (
            "Nordic Harlan Quarries said 37 charges had been fired, all inspected by an engineer.",
            "2010-03-07",
        ),
        (
            "In its statement of 9 March Harlan Quarries said that every charge had been inspected.",
            "2010-03-11",
        ),
        ("The union's press statement called it all a rumour.", "2010-03-08"),
    ],
)
def test_another_saying_another_day_another_body(text: str, published: str) -> None:
    assert rests(text, published) == []
