"""Live pages in plain text: each entry has the day of the page and its own time."""

from __future__ import annotations

from reportedly.read import Acquired, read
from reportedly.records import Reading

HEAD = "Strike at the harbour: as it happened\n\nMonday 4 June 2012\n\n"
NOON = "The crane drivers have walked out, and two ships are lying idle at the long quay."
TWO = "The company says that only nine of its forty drivers are on strike."
SIX = "A spokesman for the drivers puts the number at thirty-one. Talks go on."


def entries(text: str) -> list[tuple[str, str | None]]:
    reading: Reading = read(Acquired("page.txt", text.encode(), {}))
    (whole,) = (p for p in reading.passages if p.parent is None and p.kind == "article")
    return [
        (text[p.start : p.end].splitlines()[-1], p.published.edtf)
        for p in reading.passages
        if p.parent == whole.id and p.kind == "article"
    ]


def test_the_newest_entry_stands_first() -> None:
    text = HEAD + f"18.20\n{SIX}\n\n14:05\n{TWO}\n\n12.00\n{NOON}\n"
    assert entries(text) == [(SIX, "2012-06-04T18:20"), (TWO, "2012-06-04T14:05"), (NOON, "2012-06-04T12:00")]


def test_an_entry_from_before_midnight_is_of_the_day_before() -> None:
    text = HEAD + f"12:40 a.m.\n{SIX}\n\n11:15 p.m.\n{TWO}\n\n8 p.m.\n{NOON}\n"
    assert [when for _, when in entries(text)] == ["2012-06-04T00:40", "2012-06-03T23:15", "2012-06-03T20:00"]


def test_the_oldest_first_counts_where_the_head_says_live() -> None:
    text = HEAD + f"1200 GMT: {NOON}\n\n1405 GMT: {TWO}\n\n1820 GMT: {SIX}\n"
    assert [when for _, when in entries(text)] == ["2012-06-04T12:00", "2012-06-04T14:05", "2012-06-04T18:20"]


def test_a_chronicle_of_what_happened_is_no_live_page() -> None:
    head = (
        "How the pier burned\n\nMonday 4 June 2012\n\nThe fire took six hours. This is what the log says.\n\n"
    )
    assert entries(head + f"2:10 a.m.: {NOON}\n\n3:30 a.m.: {TWO}\n\n8:15 a.m.: {SIX}\n") == []
