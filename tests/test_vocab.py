"""Vocabularies as patterns."""

from __future__ import annotations

from reportedly.vocab import pattern


def test_a_pattern_finds_whole_words_and_the_longest_phrase_first() -> None:
    found = pattern(frozenset({"call", "call off"}))
    assert [m.group() for m in found.finditer("They Call  off the strike; they recall a call.")] == [
        "Call  off",
        "call",
    ]


def test_a_pattern_of_nothing_finds_nothing() -> None:
    assert pattern(frozenset()).search("some words") is None


def test_a_pattern_can_keep_to_the_case() -> None:
    assert pattern(frozenset({"no"}), ignore_case=False).search("No. 4") is None
