"""Mentions: names without their titles, roles beside them, descriptions, pronouns."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.extract.happenings.mentions import find_mentions
from reportedly.extract.parse import ParsedPassage
from reportedly.records import Mention


def _by_text(passage: Callable[[str], ParsedPassage], text: str) -> dict[str, Mention]:
    return {m.text: m for m in find_mentions(passage(text))}


def test_a_rank_is_no_part_of_the_name(passage: Callable[[str], ParsedPassage]) -> None:
    found = _by_text(passage, "Maj. Gen. Peter Lund met Prime Minister Anna Berg in Oslo.")
    assert found["Peter Lund"].role == "Maj. Gen."
    assert found["Anna Berg"].role == "Prime Minister"
    assert found["Oslo"].kind == "place"


def test_a_description_beside_a_name_is_its_role(passage: Callable[[str], ParsedPassage]) -> None:
    found = _by_text(passage, "Anna Berg, the former ambassador to Chile, met three rebel leaders.")
    assert found["Anna Berg"].role == "the former ambassador to Chile"
    assert found["three rebel leaders"].kind == "anonymous"
    assert "the former ambassador to Chile" not in found


def test_pronouns_are_mentions(passage: Callable[[str], ParsedPassage]) -> None:
    assert _by_text(passage, "They left before he arrived.").keys() == {"They", "he"}
