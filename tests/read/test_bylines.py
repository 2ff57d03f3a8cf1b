"""Bylines, datelines, credits."""

from __future__ import annotations

import pytest

from reportedly.names.lines import agency_of, outlet_of
from reportedly.read.bylines import contributors, dateline, parse_byline, person


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("By MARGIT OLDENBURG, Associated Press Writer", ("Margit Oldenburg",), "Associated Press"),
        ("by Teo Brandt", ("Teo Brandt",), None),
        ("By Ana Reyes, Liam Stone and Noor Haddad", ("Ana Reyes", "Liam Stone", "Noor Haddad"), None),
        ("By Tom van der Berg for The Daily Courier", ("Tom van der Berg",), None),
        ("By the Associated Press", (), "Associated Press"),
    ],
)
def test_a_byline_gives_its_people_and_its_agency(
    line: str, authors: tuple[str, ...], agency: str | None
) -> None:
    byline = parse_byline(line)
    assert byline is not None
    assert (byline.authors, byline.agency) == (authors, agency)


@pytest.mark.parametrize(
    "line", ["By the way, this went on for years.", "By Friday the army had left", "By train to the border"]
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    assert parse_byline(line) is None


@pytest.mark.parametrize(
    ("text", "place", "agency", "outlet"),
    [
        ("TUNIS (Reuters) - Delegates met", "TUNIS", "Reuters", None),
        ("Tunis, The Morning Herald– Delegates met", "Tunis", None, "The Morning Herald"),
        ("TUNIS, Tunisia — Delegates met", "TUNIS", None, None),
        ("WASHINGTON, Nov. 3 (AP) — Delegates met", "WASHINGTON", "Associated Press", None),
        ("Sept. 17 (Bloomberg) -- Delegates met", None, "Bloomberg", None),
    ],
)
def test_a_dateline_is_taken_apart(
    text: str, place: str | None, agency: str | None, outlet: str | None
) -> None:
    found = dateline(text)
    assert found is not None
    assert (found.place, found.agency, found.outlet) == (place, agency, outlet)
    assert text[found.end :].startswith("Delegates")


@pytest.mark.parametrize(
    "text", ["On Sunday, a delegation left.", "Rebels - who deny it - left.", "He said: We left."]
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    assert dateline(text) is None


def test_contributors_are_read_from_the_foot() -> None:
    assert contributors("Additional reporting by Ines Duarte and Karim Saleh") == (
        "Ines Duarte",
        "Karim Saleh",
    )
    assert contributors("Associated Press reporter Leo Marsh in Oslo contributed to this report.") == (
        "Leo Marsh",
    )


def test_names_outlets_and_agencies_are_told_apart() -> None:
    assert person("TERESA O'NEILL") == "Teresa O'Neill"
    assert person("The Evening Standard") is None
    assert outlet_of("The Evening Standard") == "The Evening Standard"
    assert outlet_of("New doubts about the talks") is None
    assert agency_of("a report by AFP and others") == "AFP"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("LISBON, Portugal / NEWSLINE / May 7, 2019 / Tarn Works will open", "LISBON"),
        ("TUNIS, Tunisia | A harbour pilot who was there", "TUNIS"),
        ("TUNIS // The two ministers met", "TUNIS"),
    ],
)
def test_datelines_end_with_more_than_dashes(text: str, place: str) -> None:
    found = dateline(text)
    assert found is not None and found.place == place
    assert text[found.end :].split(maxsplit=1)[0] in ("Tarn", "A", "The")


def test_a_bar_ends_no_line_of_links() -> None:
    assert dateline("Home | About | Contact") is None
