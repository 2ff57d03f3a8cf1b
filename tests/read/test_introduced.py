"""Texts of others that a post introduces and gives paragraph by paragraph, in quotation marks or without."""

from __future__ import annotations

import pytest

from reportedly.read import Acquired, read
from reportedly.records import Passage

TOP = "Pelle's Harbour Diary\nHome | About | Archive\n\nNow they tell us\nMay 3, 2012 by pelle\n\n"
FOOT = "\n\nThat is not what I saw from my window, and I saw all of it.\n\nLeave a comment\nBlog at WordPress.com.\n"
REPORT = (
    "The harbour board shut the north quay on Thursday after a crane fell on two trucks, port officials said.",
    "The only road to the silos is blocked, and four ships are waiting outside for a berth.",
    "The crane had been inspected in March, its owner said, and nothing was found wrong with it.",
)


def quoted(lead: str, body: str) -> list[tuple[Passage, str]]:
    page = read(Acquired("page.txt", (TOP + lead + "\n\n" + body + FOOT).encode(), {}))
    return [(p, page.page.text[p.start : p.end]) for p in page.passages if p.kind == "quoted_article"]


@pytest.mark.parametrize(
    ("lead", "publisher"),
    [
        ("I could not believe it. This is from the Coast Courier:", "Coast Courier"),
        ("This is from today's Lantern, word for word:", "Lantern"),
        ("The Varna Lantern has this:", "The Varna Lantern"),
        ("Somebody called pilot99 posted it on The Quay Board on May 2:", "The Quay Board"),
        ("The Coast Courier had it before anyone. Some of it:", "The Coast Courier"),
    ],
)
def test_the_outlet_of_the_lead_is_the_publisher(lead: str, publisher: str) -> None:
    ((passage, text),) = quoted(lead, "\n\n".join(REPORT))
    assert passage.publisher == publisher
    assert text.startswith("The harbour board") and text.endswith("wrong with it.")


def test_quotation_marks_end_what_is_quoted() -> None:
    body = "\n\n".join(REPORT)
    ((_, text),) = quoted(
        "The Coast Courier this morning:", f'"{body}"\n\nThe board says the same of every crane that falls.'
    )
    assert text.startswith('"The harbour board') and text.endswith('wrong with it."')


def test_several_outlets_follow_each_other() -> None:
    body = f'"{REPORT[0]}"\n\nAnd now the Varna Times, a few hours later:\n\n"{REPORT[2]}"'
    assert [p.publisher for p, _ in quoted("From the Coast Courier:", body)] == [
        "Coast Courier",
        "Varna Times",
    ]


def test_speech_that_is_introduced_is_no_text_of_an_outlet() -> None:
    assert not quoted("The harbour master told the Coast Courier:", f'"{REPORT[1]}"')
    assert not quoted("Rana Saliba said this:", f'"{REPORT[1]}"')
