"""Time expressions: extents and types, on sentences of our own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from reportedly.extract import load_model
from reportedly.extract.dates.expressions import date_mentions, find
from reportedly.extract.dates.fields import normalise, parse_count
from reportedly.extract.dates.grammar import grammar
from reportedly.extract.dates.verbs import governor_of
from reportedly.extract.parse import ParsedPassage
from reportedly.records import DateForm, Passage


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def extents(nlp: Language, text: str) -> list[tuple[str, str]]:
    doc = nlp(text)
    return [(doc.text[f.start : f.end], f.type) for f, _ in find(doc)]


def forms(nlp: Language, text: str) -> tuple[DateForm, ...]:
    passage = Passage("p", "page", 0, len(text), None, "article")
    return date_mentions([ParsedPassage(passage, 0, nlp(text), text)])[1]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The envoys met on 3 June.", [("3 June", "DATE")]),
        ("Fighting began on Thursday, Sept. 4, 1997, near the port.", [("Thursday, Sept. 4, 1997", "DATE")]),
        ("They signed in mid-October.", [("mid-October", "DATE")]),
        ("He resigned in early 1994.", [("early 1994", "DATE")]),
        ("The truce held until the end of November.", [("the end of November", "DATE")]),
        ("Officials said late Tuesday that the road was open.", [("late Tuesday", "DATE")]),
        ("Earlier this year the two sides met.", [("Earlier this year", "DATE")]),
        ("Last December the ministry denied it.", [("Last December", "DATE")]),
        ("They had spoken two months earlier.", [("two months earlier", "DATE")]),
        ("The minister left six weeks ago.", [("six weeks ago", "DATE")]),
        ("A 12-day siege followed.", [("12-day", "DURATION")]),
        ("They waited for about five weeks.", [("about five weeks", "DURATION")]),
        ("Over the past three months prices fell.", [("the past three months", "DURATION")]),
        ("It came two days before the vote.", [("two days", "DURATION")]),
        ("It was quiet in the week of 6 February.", [("the week of 6 February", "DATE")]),
        ("The bridge was shelled every night.", [("every night", "SET")]),
        ("The convoy arrived at 7:40 p.m. Monday.", [("7:40 p.m. Monday", "TIME")]),
        ("Shots were heard on Sunday evening.", [("Sunday evening", "TIME")]),
        ("The bank rose in the third quarter.", [("the third quarter", "DATE")]),
        ("The third-quarter loss was smaller.", [("third-quarter", "DATE")]),
        ("Since the late 1970s he had lived abroad.", [("the late 1970s", "DATE")]),
        ("It stood on 2004-07-09.", [("2004-07-09", "DATE")]),
    ],
)
def test_an_expression_has_its_exact_extent_and_type(
    nlp: Language, sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert extents(nlp, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Theresa May visited the camp.",
        "It may rain and the troops may march.",
        "The company sold 1990 shares.",
        "He paid $1995 for the car.",
        "The paper was the Sunday Telegraph.",
        "Prices began to fall.",
        "She won a second term.",
    ],
)
def test_verbs_names_and_numbers_are_no_dates(nlp: Language, sentence: str) -> None:
    assert extents(nlp, sentence) == []


def test_a_paragraph_break_ends_an_expression(nlp: Language) -> None:
    assert extents(nlp, "It was signed in May\n\n2003 was a better year.")[0][0] == "May"


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("The council met on Friday.", "past"),
        ("The council will meet on Friday.", "future"),
        ("The council plans to meet on Friday.", "future"),
        ("The parties have talked since Friday.", "past"),
    ],
)
def test_the_tense_is_that_of_the_governing_verb(nlp: Language, sentence: str, tense: str) -> None:
    assert forms(nlp, sentence)[0].tense == tense


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ten", "10"),
        ("twenty-four", "24"),
        ("a hundred", "100"),
        ("two hundred and five", "205"),
        ("three thousand two hundred", "3200"),
        ("1,200", "1200"),
        ("2 1/2", "2.5"),
        ("two and a half", "2.5"),
        ("half a dozen", "6"),
        ("a dozen", "12"),
        ("a couple of", "2"),
        ("several", "X"),
        ("two to three", "X"),
        ("a", "1"),
    ],
)
def test_numbers_in_words(words: str, number: str) -> None:
    assert parse_count(words) == number


def test_a_preposition_that_heads_its_sentence_governs_no_date(nlp: Language) -> None:
    # The parse makes "On" its own head: the climb to the verb has to end there.
    doc = nlp("On Tuesday.")
    assert governor_of(doc[1:2]) is None


def test_two_dates_share_a_year_that_is_told_once(nlp: Language) -> None:
    first, second = forms(nlp, "The talks ran from January to March 2001.")
    assert first.fields["year"] == second.fields["year"] == "2001"


def test_a_date_knows_the_verb_beside_it_and_who_takes_part(nlp: Language) -> None:
    text = "He quoted the Evening Herald, which reported Monday that the bridge was open."
    (form,) = forms(nlp, text)
    assert form.governor == "report"
    assert any("Evening Herald" in text[a:b] for a, b in form.parties)


@pytest.mark.parametrize(
    "text",
    [
        "one " * 3000,
        "111," * 3000 + "1.5",
        "1" * 9000,
        "mid-" * 3000,
        "99999999 years ago ",
        "9" * 400 + " years",
    ],
)
def test_text_made_to_be_slow_or_to_overflow_is_read_like_any_other(text: str) -> None:
    for found in grammar().find(text):
        assert text[found.start : found.end].strip()
        normalise(found.parts)
