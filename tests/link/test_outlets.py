"""Names of outlets in running text."""

from __future__ import annotations

import pytest

from reportedly.link.accounts.outlets import find_outlets, outlet_key, same_outlet, shown_name


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


def test_a_bare_last_word_is_the_fuller_name_before_it() -> None:
    text = "The Eastern Ledger broke the story. The Ledger said nine people were held."
    first, second = find_outlets(text, 0, len(text))
    assert first.key == second.key == "eastern ledger"
    (bare,) = find_outlets("Only the Times had it.", 0, 22)
    assert bare.short


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Asharq Al-Awsat", "al-Sharq al-Awsat", True),
        ("Associated Press", "AP", True),
        ("The Sunday Times", "The Times", False),
        ("Al-Hayat", "al Hayat newspaper", True),
        ("Eastern Ledger", "Eastern Legder", True),
        ("Kyiv Post", "Kyiv Independent", False),
    ],
)
def test_spellings_of_one_outlet(a: str, b: str, same: bool) -> None:
    assert same_outlet(a, b) is same


def test_a_key_is_the_same_for_every_name_of_an_outlet() -> None:
    assert outlet_key("NYT") == outlet_key("the New York Times") == outlet_key("nytimes.com")
