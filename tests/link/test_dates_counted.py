"""Dates that hang on what stands beside them: lists, hours counted, the order of day and month, an affair's year."""

from __future__ import annotations

import pytest

from reportedly.dates import Date
from reportedly.extract import load_model
from reportedly.extract.dates.expressions import date_mentions
from reportedly.extract.parse import ParsedPassage
from reportedly.link.time.dates import solve
from reportedly.link.time.halves import with_halves
from reportedly.link.time.years import with_years_of_affair
from reportedly.records import DateForm, DateMention, Extraction, Passage, Published


def told(text: str, published: str | None) -> list[tuple[str, str | None]]:
    passage = Passage("p", "page", 0, len(text), None, "article", published=Published(published))
    mentions, forms = date_mentions([ParsedPassage(passage, 0, load_model()(text), text)])
    solved = solve(Extraction("page", dates=mentions, date_forms=forms), [passage])
    return [(d.text, d.value) for d in solved]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The crews met on Monday 2, Tuesday 3 and Friday 6 June.",
            [("Monday 2", "2003-06-02"), ("Tuesday 3", "2003-06-03"), ("Friday 6 June", "2003-06-06")],
        ),
        (
            "The crews met on 2, 3 and 6 June.",
            [("2", "2003-06-02"), ("3", "2003-06-03"), ("6 June", "2003-06-06")],
        ),
        (
            "The crews met on June 2, 3 and 6.",
            [("June 2", "2003-06-02"), ("3", "2003-06-03"), ("6", "2003-06-06")],
        ),
        # No list: the number counts something.
        ("On Monday 20 sailors left.", [("Monday", "2003-06-16")]),
        ("On June 2, 30 sailors and 40 cooks left.", [("June 2", "2003-06-02")]),
    ],
)
def test_the_days_of_a_list_share_its_month(text: str, expected: list[tuple[str, str]]) -> None:
    # 2003-06-18 was a Wednesday.
    assert told(text, "2003-06-18") == expected


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("The ship sank four hours ago.", "2003-06-18T02:30", "2003-06-17T22:30"),
        ("The ship sank four hours ago.", "2003-06-18", None),
        ("The ship sank 48 hours ago.", "2003-06-18", "2003-06-16"),
    ],
)
def test_hours_are_counted_back_from_a_stated_hour(text: str, published: str, value: str | None) -> None:
    assert told(text, published)[0][1] == value


def test_minutes_are_counted_from_the_time_told_last() -> None:
    text = "The pump stopped at 9:50 p.m. on Monday. Twenty minutes later the crew left."
    assert [value for _, value in told(text, "2003-06-18")] == ["2003-06-16T21:50", "2003-06-16T22:10"]


def test_an_hour_that_is_counted_is_a_time_of_day() -> None:
    text = "The ship sank four hours ago."
    passage = Passage("p", "page", 0, len(text), None, "article", published=Published("2003-06-18T02:30"))
    mentions, forms = date_mentions([ParsedPassage(passage, 0, load_model()(text), text)])
    (found,) = solve(Extraction("page", dates=mentions, date_forms=forms), [passage])
    assert (found.type, found.clock, found.anchor) == ("TIME", "T22:30", "published")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Guards saw it between 8 p.m. and 10 p.m. on June 3.", ["2003-06-03T20:00", "2003-06-03T22:00"]),
        ("The gate was shut at 12 midnight on June 3.", ["2003-06-03T24:00"]),
        (
            "It was shut on June 3. At 12 noon the next day it opened.",
            ["2003-06-03", "2003-06-04T12:00", "2003-06-04"],
        ),
        (
            "It closed on June 3. It opened at 10:30 on the morning of June 9.",
            ["2003-06-03", "2003-06-09T10:30", "2003-06-09TMO"],
        ),
        ("The siren rang at midnight last Monday.", ["2003-06-16T24:00"]),
        ("The siren rang at four in the afternoon on Monday.", ["2003-06-16T16:00"]),
        ("The siren rang at half past ten at night on Monday.", ["2003-06-16T22:30"]),
        ("The siren rang at two in the morning on Monday.", ["2003-06-16T02:00"]),
    ],
)
def test_times_of_a_day_that_is_told_beside_them(text: str, values: list[str]) -> None:
    assert [value for _, value in told(text, "2003-06-18")] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The log was signed on 02/06/2003 and on 15/06/2003.", "2003-06-02"),
        ("The log was signed on 02/06/2003 and on 06/15/2003.", "2003-02-06"),
        ("The log was signed at 4:49 PM on 02/06/2003 and again on 15/06/2003.", "2003-06-02T16:49"),
        ("Posted 06/18/2003. Signed 06/02/2003.", "2003-06-18"),
        # Both orders are shown, or none.
        ("The log was signed on 02/06/2003, 15/06/2003 and 06/15/2003.", None),
        ("The log was signed on 02/06/2003.", None),
    ],
)
def test_another_date_of_the_page_shows_whether_the_day_stands_first(text: str, value: str | None) -> None:
    assert told(text, "2003-06-18")[0][1] == value


def test_the_pages_own_day_shows_the_order_too() -> None:
    assert told("Printed 06/07/2003. Signed 05/03/2003.", "2003-07-06")[1][1] == "2003-03-05"


@pytest.mark.parametrize(
    "text",
    ["She took Flight 1972 home.", "They slept in room 2012.", "The council passed resolution 1973."],
)
def test_a_number_that_is_a_things_name_is_no_year(text: str) -> None:
    assert told(text, "2003-06-18") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was built in the noughties.", "200"),
        ("It was built in the mid-90s.", "199"),
        # The day of the telling, whatever is told.
        ("The mayor said Tuesday the bridge will open.", "2003-06-17"),
        ("The president, speaking Tuesday, will not resign.", "2003-06-17"),
        ("The bridge will open Tuesday.", "2003-06-24"),
        # A report would have given the year of a day a year ahead.
        ("The minister has said that he will step down on June 10.", "2003-06-10"),
    ],
)
def test_decades_and_days_of_the_telling(text: str, value: str) -> None:
    assert told(text, "2003-06-18")[0][1] == value


def test_a_day_takes_the_year_that_its_month_was_told_with() -> None:
    text = "The first man fell ill on October 10, 2002. His brother fell ill on October 12."
    assert [value for _, value in told(text, "2004-01-14")] == ["2002-10-10", "2002-10-12"]
    assert [value for _, value in told(text, "2003-10-20")] == ["2002-10-10", "2003-10-12"]


def test_a_day_long_past_takes_the_year_that_the_affair_gives_it() -> None:
    def day(name: str, page: str, edtf: str, anchor: str) -> tuple[DateMention, DateForm]:
        mention = DateMention(name, page, page, 0, 9, "August 8", "DATE", edtf, edtf, anchor)
        return mention, DateForm(name, "month day", {"month": "8", "day": "8"}, "past")

    early = [day("a", "one", "1998-08-08", "published"), day("b", "two", "1998-08-08", "stated")]
    late = day("c", "late", "2003-08-08", "published")
    days = {"one": Date.parse("1998-08-09"), "two": None, "late": Date.parse("2004-06-18")}

    def years(*pairs: tuple[DateMention, DateForm]) -> list[str | None]:
        return [
            m.edtf for m in with_years_of_affair([m for m, _ in pairs], {f.id: f for _, f in pairs}, days)
        ]

    assert years(*early, late) == ["1998-08-08"] * 3
    assert years(early[0], late) == ["1998-08-08", "2003-08-08"]  # one page is not enough
    near = day("d", "two", "2003-08-08", "stated")
    assert years(*early, near, late)[-1] == "2003-08-08"  # two years are told


def halves(*texts: str) -> list[str | None]:
    """The times of the day that accounts, each a passage, tell."""
    mentions: list[DateMention] = []
    forms: dict[str, DateForm] = {}
    for number, text in enumerate(texts):
        name = f"p{number}"
        passage = Passage(name, name, 0, len(text), None, "article", published=Published("2003-06-18"))
        found, told_forms = date_mentions([ParsedPassage(passage, 0, load_model()(text), text)])
        mentions += solve(Extraction(name, dates=found, date_forms=told_forms), [passage])
        forms |= {form.id: form for form in told_forms}
    return [m.clock for m in with_halves(mentions, forms) if m.clock]


@pytest.mark.parametrize(
    ("texts", "clocks"),
    [
        (["The guard was hit at 9:59 p.m. The first shots fell at 10:05."], ["T21:59", "T22:05"]),
        (["The alarm rang at 11:50 p.m. The hull broke at 1:15."], ["T23:50", "T01:15"]),
        (["The siren rang at 8:45."], ["T08:45"]),
        (["The siren rang at 8:45.", "It was 8:45 p.m. when the siren rang."], ["T20:45", "T20:45"]),
        (
            ["The siren rang at 8:45.", "It rang at 8:45 a.m. and at 8:45 p.m."],
            ["T08:45", "T08:45", "T20:45"],
        ),
        (["The gate fell at 23:35. The siren had rung at 10:18."], ["T23:35", "T10:18"]),
    ],
)
def test_a_time_beside_an_hour_shows_its_half_of_the_day(texts: list[str], clocks: list[str]) -> None:
    assert halves(*texts) == clocks


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was sold on the last Friday of March.", "2003-03-28"),
        ("It was sold on the first Monday of May 2001.", "2001-05-07"),
        ("It was sold on the third Thursday in November last year.", "2002-11-21"),
        ("The vote will be held on the first Tuesday in November.", "2003-11-04"),
        ("They met the week before last.", "2003-W23"),
        ("They will meet the month after next.", "2003-08"),
        ("It will open in three weeks' time.", "2003-W28"),
        ("The weeklong strike ended.", "P1W"),
        ("The year-long siege ended.", "P1Y"),
    ],
)
def test_days_and_lengths_told_in_several_words(text: str, value: str) -> None:
    assert told(text, "2003-06-18")[0][1] == value


@pytest.mark.parametrize(
    "text", ["He left on the Monday before the vote.", "It was the second Sunday after the flood."]
)
def test_a_weekday_that_hangs_on_a_happening_is_not_that_of_the_page(text: str) -> None:
    assert told(text, "2003-06-18") == []
