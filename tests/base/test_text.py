"""Words and sentences of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.base.sentences import sentence_at, sentence_starts
from reportedly.base.text import APOSTROPHES, fold, folded, iter_words, without_possessive


def sentences(text: str) -> list[str]:
    starts = [*sentence_starts(text, 0, len(text)), len(text)]
    return [text[a:b].strip() for a, b in pairwise(starts)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The dam broke.", "Nine people fled."],
        ["Gen. Ana Reyes left at 5 p.m. Monday.", "Was it over?", "“No,” she said."],
        ["He met J. R. Stone of Linden Inc. Tuesday.", "“It is done.”", "(Nobody spoke.)"],
        ["The U.S. Navy came.[2]", "It left.", "Élan Corp. stayed."],
        ["It cost 3.5 million.", "12 ships sank."],
    ],
)
def test_sentences_end_where_readers_end_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_paragraph_and_an_item_of_a_list_end_a_sentence() -> None:
    assert sentences("Found so far\n\nnine boats\n- two masts\n• a bell") == [
        "Found so far", "nine boats", "- two masts", "• a bell",
    ]  # fmt: skip


def test_the_sentence_around_a_place() -> None:
    text = "The dam broke. Mr. Stone fled. Nobody spoke."
    at = text.index("Stone")
    low, high = sentence_at(text, at, at + 5, 0, len(text))
    assert text[low:high].strip() == "Mr. Stone fled."
    assert sentence_at(text, at, at + 5, at, at + 5) == (at, at + 5)


@given(st.text(alphabet="aB.!?\n ”'-•1", max_size=80), st.data())
def test_sentences_cover_the_text_once(text: str, data: st.DataObject) -> None:
    starts = sentence_starts(text, 0, len(text))
    assert starts == sorted(set(starts)) and starts[0] == 0 and starts[-1] <= len(text)
    at = data.draw(st.integers(0, len(text)))
    low, high = sentence_at(text, at, at, 0, len(text))
    assert low <= at <= high


@pytest.mark.parametrize("mark", APOSTROPHES)
def test_an_apostrophe_belongs_to_its_word_however_it_is_typed(mark: str) -> None:
    text = f"Sana{mark}a and N{mark}Djamena"
    assert [word.text for word in iter_words(text)] == [f"Sana{mark}a", "and", f"N{mark}Djamena"]
    assert [folded(word.text) for word in iter_words(text)] == ["sanaa", "and", "ndjamena"]
    assert without_possessive(f"Reyes{mark}s") == "Reyes"


def test_folding_leaves_no_accent_and_no_possessor() -> None:
    assert fold("Kovář’s") == "kovar"
    assert folded("Kovář’s") == "kovars"
