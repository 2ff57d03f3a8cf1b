"""Names of outlets in running text."""

from __future__ import annotations

import pytest

from reportedly.base.text import APOSTROPHES
from reportedly.names.outlets import can_be, find_outlets, shown_name
from reportedly.names.press import country_of, is_agency, outlet_key, same_outlet


def names(text: str) -> list[str]:
    return [shown_name(m) for m in find_outlets(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He told the Eastern Ledger on Monday.", ["Eastern Ledger"]),
        ("Coast News Agency and Xinhua carried it.", ["Coast News Agency", "Xinhua"]),
        ("On Sunday the Yorkshire Post had it.", ["Yorkshire Post"]),
        ("By Jane Roe Chicago Tribune", ["Chicago Tribune"]),
        ("the L.A. Times and the WSJ", ["Los Angeles Times", "Wall Street Journal"]),
        ("The times were hard and the post was late.", []),
        ("a spa in the map room of the focus group", []),
        ("Agence France Presse, dpa", ["AFP", "dpa"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("mark", APOSTROPHES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ma'an News Agency had it first.", "Ma'an News Agency"),
        ("the editor of Maclean's, who", "Maclean's"),
        ("(L'Express)", "L'Express"),
        ("according to Ha'aretz's reporter", "Haaretz"),
        ("In Today's Zaman, a columnist", "Zaman"),
        ("read the People's Courier of Linden", "People's Courier"),
        ("the Farmers' Weekly reported", "Farmers' Weekly"),
    ],
)
def test_an_apostrophe_stands_in_a_name_however_it_is_typed(text: str, expected: str, mark: str) -> None:
    (found,) = names(text.replace("'", mark))
    assert outlet_key(found) == outlet_key(expected)


def test_a_possessor_is_no_part_of_the_name_that_it_has_or_owns() -> None:
    assert names("The Eastern Ledger's Ana Reyes told Reuters's man.") == ["Eastern Ledger", "Reuters"]
    assert names("Egypt’s Coast Courier and the UN’s Harbour News") == ["Coast Courier", "Harbour News"]


@pytest.mark.parametrize(
    "name", ["Axios", "Haaretz", "Kommersant", "Newsday", "Newsweek", "Politico", "ProPublica"]
)
def test_one_word_is_enough_where_it_is_an_outlet_only(name: str) -> None:
    assert names(f"She told {name} that the dam was safe.") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Time and again the Atlantic storms came.",
        "The Supreme Leader and the House Majority Leader met.",
        "The Australian army and the Namibian police left.",
        "Write to ana@linden.com or see www.linden.com/news for more.",
    ],
)
def test_words_that_only_look_like_outlets_are_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Australian reported it.", ["The Australian"]),
        ("The dam broke, Time magazine wrote (Slate).", ["Time", "Slate"]),
        ("Linden.com and Harbour.ru had it, KXLN-TV said.", ["Linden.com", "Harbour.ru", "KXLN-TV"]),
        ("The Times-Picayune of that day", ["Times-Picayune"]),
    ],
)
def test_words_beside_a_name_tell_that_it_is_one(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_bare_last_word_is_the_fuller_name_before_it() -> None:
    text = "The Eastern Ledger broke the story. The Ledger said nine people were held."
    first, second = find_outlets(text, 0, len(text))
    assert first.key == second.key == "eastern ledger"
    (bare,) = find_outlets("Only the Times had it.", 0, 22)
    assert bare.short
    text = "The Linden Post-Register had it. Later the Post-Register took it back."
    first, second = find_outlets(text, 0, len(text))
    assert first.key == second.key == "linden post register"
    (bare,) = find_outlets(text, 33, len(text))
    assert bare.short
    assert can_be(bare, "linden post register")
    assert not can_be(bare, "linden post")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Asharq Al-Awsat", "al-Sharq al-Awsat", True),
        ("Associated Press", "AP", True),
        ("The Sunday Times", "The Times", False),
        ("Al-Hayat", "al Hayat newspaper", True),
        ("Eastern Ledger", "Eastern Legder", True),
        ("Kyiv Post", "Kyiv Independent", False),
        ("Ma’an", "Maan News Agency", True),
    ],
)
def test_spellings_of_one_outlet(a: str, b: str, same: bool) -> None:
    assert same_outlet(a, b) is same


def test_a_key_is_the_same_for_every_name_of_an_outlet() -> None:
    assert outlet_key("NYT") == outlet_key("the New York Times") == outlet_key("nytimes.com")


def test_the_list_tells_agencies_and_countries() -> None:
    assert is_agency(outlet_key("AFP"))
    assert is_agency("linden news agency")
    assert not is_agency(outlet_key("Le Monde"))
    assert country_of(outlet_key("Kommersant")) == "RU"


@pytest.mark.parametrize(
    "text",
    [
        "She is a Gold Star mother from the National Guard.",
        "A Republican-turned-independent spoke of a double standard.",
        "REBELS CLOSE RANKS AROUND THEIR OLD STAR\nThey met.",
        "Across the nation, and in the Nation's capital, they met.",
    ],
)
def test_phrases_that_end_in_a_papers_word_are_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text", ["He told the Linden Star.", "Linden Star\nRebels met", "© 2011 Linden Star, Inc."]
)
def test_the_same_word_ends_a_papers_name_where_one_stands(text: str) -> None:
    assert names(text) == ["Linden Star"]
