"""Names that pages bear for themselves, and outlets that only the case makes known."""

from __future__ import annotations

import pytest

from reportedly.link.accounts.derivation import derive
from reportedly.link.accounts.mastheads import case_names
from reportedly.records import Link, Reading

from .build import reading

QUARRY = (
    "The quarry at Tolmin was blasted on 4 March without a permit, a foreman told the paper, and eleven houses "
    "below it cracked. The council had been warned in two letters of the loose face above the road."
)


def links(*readings: Reading) -> list[Link]:
    return [link for link in derive(readings).links if link.kind != "comments_on"]


@pytest.mark.parametrize(
    ("head", "cited"),
    [
        ("TOLMIN COURIER\nSaturday 6 March 2010", "The Tolmin Courier"),
        ("HOME | NEWS | SPORT\nAlpWelle International", "AlpWelle"),
        ("TBC Tolmin Online\nNews\n\nA radio of the Tolmin Broadcasting Company", "TBC"),
        ("Le Phénix\nSaturday 6 March 2010", "Le Phénix"),
    ],
)
def test_a_page_is_found_by_the_name_at_its_head(head: str, cited: str) -> None:
    page = reading(f"{head}\n\nHouses crack at Tolmin\n\n{QUARRY}", published="2010-03-06")
    other = reading(
        f"{cited} reported on Saturday that eleven houses had cracked after the quarry was blasted.",
        published="2010-03-08",
    )
    (link,) = links(page, other)
    assert (link.source, link.target.passage) == (other.passages[0].id, page.passages[0].id)


def test_a_page_does_not_rest_on_itself() -> None:
    page = reading(f"TOLMIN COURIER\n\n{QUARRY}\n\nThe mayor told the Courier that he had seen no letter.")
    assert links(page) == []


def test_a_name_beside_a_word_for_an_outlet_is_an_outlet_outside_the_case() -> None:
    page = reading(
        "“I signed nothing,” the mayor told the weekly Sonntag Aktuell. The council has not met since."
    )
    (link,) = links(page)
    assert (link.target.passage, link.target.outlet) == (None, "Sonntag Aktuell")


def test_a_daily_is_known_by_its_last_word_in_the_whole_case() -> None:
    one = reading("The letter was printed in the Daily Heron on Monday, and the mayor has not denied it.")
    two = reading("“No comment,” the mayor said of the letter. The Heron says that he signed it in ink.")
    assert [(link.source, link.target.outlet) for link in links(one, two)] == [
        (one.passages[0].id, "Daily Heron"),
        (two.passages[0].id, "Heron"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "HARLAN QUARRIES\n\nHarlan Quarries was founded in 1950. It owns the pit at Tolmin and two others.",
        "Tolmin, 4 March 2010\n\nThe face gave way at noon and the road was shut.",
    ],
)
def test_a_topic_or_a_place_is_no_outlet(text: str) -> None:
    page = reading(text)
    assert case_names([page]).borne_by(page.page.id) == frozenset()


def test_for_whom_a_questioner_works_is_no_citation() -> None:
    page = reading("Q (Reuters): Was there a permit?\n\nMR HOLM: There was none.\n\nQ (AFP): Who signed?")
    assert links(page) == []


def test_a_line_with_a_name_and_a_day_gives_the_words_below_it_to_that_outlet() -> None:
    blog = reading(
        "Greta's page\nPosted by Greta\n\nCouncil was warned\nAlpenbote, 6 March 2010\n\n"
        f"{QUARRY} Two members told Alpenbote so. Nobody in the town is surprised.",
        kind="post",
        published="2010-03-06",
    )
    other = reading(
        "The mayor denies it. The letters of which an unnamed member told Alpenbote last year, about the loose "
        "face above the road, were never opened, he says.",
        published="2011-02-01",
    )
    (link,) = links(blog, other)
    assert (link.source, link.target.passage) == (other.passages[0].id, blog.passages[0].id)


def test_a_credit_that_gives_the_day_leads_to_that_page() -> None:
    page = reading(f"TOLMIN COURIER\n\nHouses crack at Tolmin\n\n{QUARRY}", published="2010-03-06")
    other = reading(
        "Eleven houses below the quarry have cracked, and the council knew. (Source: Tolmin Courier, 6 March 2010)",
        published="2010-03-09",
    )
    (link,) = links(page, other)
    assert (link.source, link.target.passage, link.kind) == (
        other.passages[0].id,
        page.passages[0].id,
        "reports",
    )


def test_what_is_said_on_a_station_rests_on_its_page() -> None:
    page = reading(f"RADIO TOLMIN -- THE MORNING\n6 March 2010\n\n{QUARRY}", published="2010-03-06")
    other = reading(
        "The foreman admitted on Radio Tolmin that eleven houses had cracked after the quarry was blasted.",
        published="2010-03-08",
    )
    (link,) = links(page, other)
    assert (link.source, link.target.passage) == (other.passages[0].id, page.passages[0].id)
