"""Dates solved: values, EDTF and what each hangs on."""

from __future__ import annotations

import pytest

from reportedly.extract import load_model
from reportedly.extract.dates.expressions import date_mentions
from reportedly.extract.parse import ParsedPassage
from reportedly.link.time.dates import solve, weekday_findings
from reportedly.records import DateMention, Extraction, Passage, Published


def solved(text: str, published: str | None, dateline: str | None = None) -> list[DateMention]:
    passage = Passage(
        "p", "page", 0, len(text), None, "article", dateline=dateline, published=Published(published)
    )
    mentions, forms = date_mentions([ParsedPassage(passage, 0, load_model()(text), text)])
    return solve(Extraction("page", dates=mentions, date_forms=forms), [passage])


@pytest.mark.parametrize(
    ("sentence", "published", "value", "edtf"),
    [
        # 2003-06-18 was a Wednesday.
        ("The envoys met on Monday.", "2003-06-18", "2003-06-16", "2003-06-16"),
        ("The envoys met on Wednesday.", "2003-06-18", "2003-06-18", "2003-06-18"),
        ("The envoys will meet on Monday.", "2003-06-18", "2003-06-23", "2003-06-23"),
        ("He left yesterday.", "2003-06-18", "2003-06-17", "2003-06-17"),
        ("He left on 3 March.", "2003-06-18", "2003-03-03", "2003-03-03"),
        ("He left in November.", "2003-06-18", "2002-11", "2002-11"),
        ("He left last December.", "2003-06-18", "2002-12", "2002-12"),
        ("He will leave in November.", "2003-06-18", "2003-11", "2003-11"),
        ("He left in mid-March.", "2003-06-18", "2003-03", "2003-03-11~/2003-03-20~"),
        ("He left earlier this year.", "2003-06-18", "2003", "2003-01-01/2003-06-18"),
        ("He left last week.", "2003-06-18", "2003-W24", "2003-06-09/2003-06-15"),
        ("He left two months ago.", "2003-06-18", "2003-04", "2003-04"),
        # A weekday beside a day of the month tells the year.
        ("He left on Saturday, April 25.", "1998-04-24", "1998-04-25", "1998-04-25"),
        # Just past, although the verb looks forward; long past, although no verb says so.
        ("The court will judge the Sept. 16 raid.", "2003-10-08", "2003-09-16", "2003-09-16"),
        ("They came in the week of 6 February.", "2003-06-18", "2003-W06", "2003-02-03/2003-02-09"),
        ("He left on New Year's Day.", "2003-06-18", "2003-01-01", "2003-01-01"),
        ("Half a century passed.", None, "P50Y", None),
        ("He left over the past year.", "2003-06-18", "2002", "2002-06-18/2003-06-18"),
        ("He left during the past two months.", "2003-06-18", "P2M", "2003-04/2003-06-18"),
        ("He will leave in the next three days.", "2003-06-18", "P3D", "2003-06-18/2003-06-21"),
        ("It was updated 2003-06-18T10:30:00.", None, "2003-06-18T10:30", "2003-06-18T10:30:00"),
        ("He left on 9 May 2001.", None, "2001-05-09", "2001-05-09"),
        ("He left in the third quarter of 2001.", None, "2001-Q3", "2001-35"),
        ("He left around 9 May 2001.", None, "2001-05-09", "2001-05-09~"),
        ("He stayed for two and a half years.", None, "P2Y6M", None),
        ("He stayed for several days.", None, "PXD", None),
        ("They met every Friday.", None, "XXXX-WXX-5", None),
        ("He left at 5 p.m. on 9 May 2001.", None, "2001-05-09T17:00", "2001-05-09T17:00:00"),
        # Several days of one month, told together.
        ("They met on June 1-3.", "2003-06-18", "2003-06-01/2003-06-03", "2003-06-01/2003-06-03"),
        ("They met between 1 and 3 June.", "2003-06-18", "2003-06-03", "2003-06-03"),
        ("They met from May 3 to 5, 2001.", None, "2001-05-05", "2001-05-05"),
        ("They met on the 1st and 2nd of June.", "2003-06-18", "2003-06-02", "2003-06-02"),
        ("It was on the night of 3 to 4 May 2001.", None, "2001-05-03TNI", "2001-05-03/2001-05-04"),
        ("It snowed overnight.", "2003-06-18", "2003-06-17TNI", "2003-06-17/2003-06-18"),
        ("They met in the 2001-02 season.", None, "2001/2002", "2001/2002"),
        ("They met in the second week of May 2001.", None, "2001-05", "2001-05-08/2001-05-14"),
        ("They met in the first half of May 2001.", None, "2001-05", "2001-05-01/2001-05-15"),
        # As archives and mail write dates.
        ("Sat Sep 08 2001", None, "2001-09-08", "2001-09-08"),
        ("Sat Sep  8 14:30:12 GMT 2001", None, "2001-09-08T14:30", "2001-09-08T14:30:00"),
        ("Posted 08.09.2001 by admin", None, "2001-09-08", "2001-09-08"),
        ("Posted 2001/09/08 10:11 by admin", None, "2001-09-08T10:11", "2001-09-08T10:11:00"),
        ("Posted 8-Sep-01 by admin", None, "2001-09-08", "2001-09-08"),
        ("He left on 13/9/01.", None, "2001-09-13", "2001-09-13"),
        ("He left on 8/9/01.", None, None, None),
        ("He left at 0200 hrs on 9 May 2001.", None, "2001-05-09T02:00", "2001-05-09T02:00:00"),
        ("On 9 May 2001 he left at half past three.", None, "2001-05-09T03:30", "2001-05-09T03:30:00"),
        (
            "On 9 May 2001 he left at ten minutes to midnight.",
            None,
            "2001-05-09T23:50",
            "2001-05-09T23:50:00",
        ),
        # A day of the month alone: of the month spoken of, else of the months around.
        ("They met on 5 May 2001. He left on the 14th.", None, "2001-05-14", "2001-05-14"),
        ("He left on the 14th.", "2003-06-18", "2003-06-14", "2003-06-14"),
        ("He will leave on the 14th.", "2003-06-18", "2003-07-14", "2003-07-14"),
        ("They met on 15 May 2001. He left on the 3rd.", None, None, None),
        # One thing after another.
        ("He left on 9 May 2001. The next day he came back.", "2003-06-18", "2001-05-10", "2001-05-10"),
        ("He left in May 2001. Ten days later he died.", None, None, "2001-05-11/2001-06-10"),
        ("He left on 9 May 2001. By then it was over.", None, "2001-05-09", "2001-05-09"),
        ("He left half a century ago.", "2003-06-18", "1953", "1953"),
        ("In 1961 they moved, and stayed for the rest of the decade.", "2003-06-18", "196", "196X"),
        # Days that have become names.
        ("Since 9/11 he has lived abroad.", None, "2001-09-11", "2001-09-11"),
        ("He fled after the Sept. 11 terrorist attacks.", "2007-06-18", "2001-09-11", "2001-09-11"),
        ("He fled after the Sept. 11 attack.", "2007-06-18", "2006-09-11", "2006-09-11"),
        # A time of the day belongs to the day beside it or spoken of nearby.
        (
            "They met on 9 May 2001. At 1:15 a.m. the next morning he left.",
            None,
            "2001-05-10TMO",
            "2001-05-10",
        ),
        ("Results are not expected until Monday.", "2003-06-18", "2003-06-23", "2003-06-23"),
        ("Following Monday's attack he left.", "2003-06-18", "2003-06-16", "2003-06-16"),
        ("He left on June 16th of last year.", "2003-06-18", "2002-06-16", "2002-06-16"),
    ],
)
def test_an_expression_is_solved(sentence: str, published: str | None, value: str, edtf: str | None) -> None:
    last = solved(sentence, published)[-1]
    assert (last.value, last.edtf) == (value, edtf)


@pytest.mark.parametrize("sentence", ["He left on Monday.", "He left on 3 March.", "He left two months ago."])
def test_without_a_date_of_publication_nothing_is_filled_in(sentence: str) -> None:
    (mention,) = solved(sentence, None)
    assert (mention.value, mention.edtf, mention.anchor) == (None, None, None)


def test_what_hangs_on_another_expression_names_it() -> None:
    first, second = solved("They met on 4 May 2001. They had spoken two weeks earlier.", None)
    assert first.anchor == "stated"
    assert second.anchor == first.id
    assert second.edtf == "2001-04-16/2001-04-22"


@pytest.mark.parametrize(
    ("second", "edtf"),
    [
        ("That night they left.", "2001-05-04"),
        ("The following day they left.", "2001-05-05"),
        ("They left the previous evening.", "2001-05-03"),
        ("They left the previous Friday.", "2001-04-27"),
        ("They left two days before.", "2001-05-02"),
        ("They left at 6 p.m. in haste.", "2001-05-04T18:00:00"),
    ],
)
def test_a_day_spoken_of_carries_what_follows_it(second: str, edtf: str) -> None:
    dates = solved(f"They met on 4 May 2001. {second}", "2003-06-18")
    assert dates[-1].edtf == edtf
    assert dates[-1].anchor == dates[0].id


@pytest.mark.parametrize(
    "sentence",
    [
        "They left the next day.",
        "They left the following day.",
        "That night they left.",
        "They left at 6 p.m.",
    ],
)
def test_without_a_day_spoken_of_the_day_of_writing_is_not_filled_in(sentence: str) -> None:
    (mention,) = solved(sentence, "2003-06-18")
    assert mention.edtf is None


def test_what_hangs_on_another_expression_that_is_not_there_stays_open() -> None:
    (mention,) = solved("They had spoken two weeks earlier.", "2003-06-18")
    assert mention.value is None
    assert mention.edtf is None


def test_a_length_tied_to_a_date_is_dated_by_it() -> None:
    length, day = solved("The second round came 10 days after the talks on 3 June 2001.", None)
    assert (length.value, length.edtf, length.anchor) == ("P10D", "2001-06-13", day.id)


def test_a_day_of_publication_known_as_an_interval_gives_what_all_its_days_agree_on() -> None:
    sunday, yesterday = solved("It was sent on Sunday. He left yesterday.", "2003-06-17/2003-06-18")
    assert (sunday.value, sunday.anchor) == ("2003-06-15", "published")
    assert (yesterday.value, yesterday.edtf) == (None, "2003-06-16/2003-06-17")


def test_a_weekday_that_does_not_fall_on_its_date_is_a_finding_and_is_not_repaired() -> None:
    text = "He left on Tuesday, 18 June 2003, and came back on Wednesday, 25 June 2003."
    passage = Passage("p", "page", 0, len(text), None, "article")
    mentions, forms = date_mentions([ParsedPassage(passage, 0, load_model()(text), text)])
    dates = solve(Extraction("page", dates=mentions, date_forms=forms), [passage])
    (finding,) = weekday_findings(dates, forms)
    assert dates[0].value == "2003-06-18"
    assert finding.evidence[0].text == "Tuesday, 18 June 2003"
    assert "Wednesday" in finding.message


@pytest.mark.parametrize(
    ("published", "today", "weekday"),
    [
        ("2003-06-18", "2003-06-16", "2003-06-15"),  # the dateline is the day of writing
        ("2003-09-18", "2003-09-18", "2003-09-14"),  # too long ago to be it
        (None, None, None),  # no year
    ],
)
def test_a_dateline_tells_the_day_of_writing(published: str | None, today: str, weekday: str) -> None:
    text = "KABUL, June 16 (AFP) - The ministry said today that it was over. It had said on Sunday that it was on."
    _, first, second = solved(text, published, "KABUL")
    assert (first.edtf, second.edtf) == (today, weekday)


def test_a_dateline_with_its_year_dates_an_account_without_a_day_of_publication() -> None:
    text = "KABUL, June 16, 2003 (AFP) - The ministry said on Sunday that it was over."
    assert solved(text, None, "KABUL")[-1].edtf == "2003-06-15"


@pytest.mark.parametrize(
    "sentence",
    [
        "The court heard on Monday that he had called her at 11:20 p.m. in a rage.",  # the day of the telling
        "KABUL, June 16 (AFP) - Shots were heard at 6 p.m. in the town.",  # the day of writing
        "They met on Monday. On the night of the raid he was at home.",
        "He was at work on Monday. At 11:20 p.m. on the night of the raid he was at home.",
        'In March he said, "they are dying today".',
        "It was printed 8/9/03 at 7:36 PM ET.",
    ],
)
def test_no_day_is_given_to_what_another_time_is_told_of(sentence: str) -> None:
    dates = solved(sentence, "2003-06-18", "KABUL")
    assert [d for d in dates[1:] if d.edtf] == []


def test_that_day_is_the_date_beside_it() -> None:
    text = "They met on 4 May 2001. That day - 16 September - would be hot."
    assert [d.edtf for d in solved(text, "2003-10-01")] == ["2001-05-04", "2003-09-16", "2003-09-16"]
