"""What is counted from a happening: dated where the happening is, otherwise left open."""

from __future__ import annotations

import pytest

from reportedly.extract import load_model
from reportedly.extract.dates.expressions import date_mentions
from reportedly.extract.parse import ParsedPassage
from reportedly.link.time.anchored import anchored
from reportedly.link.time.dates import solve
from reportedly.records import DateForm, DateMention, Extraction, Passage, Published

RAID = "The raid took place on 16 September 2003. "


def extracted(text: str, passage: str) -> tuple[tuple[DateMention, ...], tuple[DateForm, ...], Passage]:
    place = Passage(passage, passage, 0, len(text), None, "article", published=Published("2003-10-10"))
    return *date_mentions([ParsedPassage(place, 0, load_model()(text), text)]), place


def solved(text: str, passage: str = "p") -> list[DateMention]:
    mentions, forms, place = extracted(text, passage)
    return solve(Extraction(passage, dates=mentions, date_forms=forms), [place])


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        (RAID + "Two days after the raid the ministry spoke.", "2003-09-18"),
        (RAID + "The day after the raid the ministry spoke.", "2003-09-17"),
        (RAID + "On the day of the raid it was quiet.", "2003-09-16"),
        (RAID + "A week after the raid the ministry spoke.", "2003-09-23~"),
        ("The 16 September 2003 raid was long. Three days before the raid he fled.", "2003-09-13"),
        ("They held elections on 16 September 2003. Two months after the elections he fled.", "2003-11"),
        ("Talks were held on 16 September 2003. Ten days after that he fled.", "2003-09-26"),
        ("He fled two days after 16 September 2003.", "2003-09-18"),
    ],
)
def test_it_is_counted_from_the_day_that_the_account_gives_the_happening(sentence: str, edtf: str) -> None:
    dates = solved(sentence)
    told = next(d for d in dates if d.anchor == "stated")
    counted = next(d for d in dates if d.anchor == told.id)
    assert counted.edtf == edtf


@pytest.mark.parametrize(
    "sentence",
    [
        "A week after the elections he fled.",
        RAID + "Two days after the funeral he fled.",
        RAID + "Two days after the night raid he fled.",  # perhaps another raid
        RAID + "The raid on the port took place on 18 September 2003. Two days after the raid he fled.",
        "Two days after the raid, on 18 September 2003, he fled.",
        RAID + "Some days after the raid he fled.",
    ],
)
def test_it_is_left_open_where_the_happening_is_not_dated_or_dated_twice(sentence: str) -> None:
    assert all(d.edtf is None for d in solved(sentence) if d.anchor != "stated")


def test_a_linked_account_can_date_the_happening() -> None:
    first, forms, one = extracted(RAID, "one")
    second, more, two = extracted("Two days after the raid the ministry spoke.", "two")
    dates = [
        *solve(Extraction("one", dates=first, date_forms=forms), [one]),
        *solve(Extraction("two", dates=second, date_forms=more), [two]),
    ]
    by_id = {form.id: form for form in (*forms, *more)}
    assert anchored(dates, by_id, {})[-1].edtf is None
    found = anchored(dates, by_id, {"two": ["one"]})[-1]
    assert (found.edtf, found.anchor) == ("2003-09-18", dates[0].id)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The dam broke on 3 June 2003. Two days after the dam broke, the army came.", "2003-06-05"),
        ("The mayor was shot on 3 June 2003. He had resigned a day before the mayor was shot.", "2003-06-02"),
        (
            "The raid took place on 3 June 2003 at 9:15 a.m. Ten minutes before the raid a van left.",
            "2003-06-03T09:05:00",
        ),
        (
            "The raid took place on 3 June 2003 at 9:15 a.m. Three hours after the raid he was held.",
            "2003-06-03T12:15:00",
        ),
        ("The raid took place on 3 June 2003. The night before the raid it rained.", "2003-06-02"),
        ("The raid took place on 3 June 2003. On the morning of the raid it rained.", "2003-06-03"),
        # The hour of the raid is not told, and who spoke is not either.
        ("The raid took place on 3 June 2003. Ten minutes before the raid a van left.", None),
        ("The dam broke on 3 June 2003. He died two days before he was to speak.", None),
    ],
)
def test_it_is_counted_from_a_clause_or_from_an_hour(text: str, edtf: str | None) -> None:
    assert solved(text)[-1].edtf == edtf
