"""A question in plain words, made from a claim that answers it."""

from __future__ import annotations

import pytest

from reportedly.compare.wording import question_of

from .accounts import scene

HEAD = "The Port Observer\n\nJune 4, 2011\n\nFerry sinks off Cape Lorn\n\n"


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        ("The brothers threw five bombs at the officers.", "count", "How many bombs did the brothers throw at the officers?"),
        ("Five boats were towed into the harbour.", "count", "How many boats were towed into the harbour?"),
        ("The captain was charged on June 3, 2011.", "day", "On what day was the captain charged?"),
        ("The ferry sank at 4:20 a.m. off the cape.", "clock", "At what time did the ferry sink off the cape?"),
        ("The wreck is 250 metres from the pier.", "count", "How far is the wreck from the pier?"),
        ("Eleven sailors were killed in the storm.", "count", "How many sailors were killed?"),
        ("The mayor said that Maria Torres led the search.", "actor", "Who led the search?"),
        ("The owner paid $40,000 to the crew.", "money", "How much did the owner pay to the crew?"),
        ("By then they had towed in five boats.", "count", "How many boats: “By then they had towed in …”?"),
    ],
)  # fmt: skip
def test_a_clause_is_turned_or_quoted_with_a_gap(text: str, kind: str, question: str) -> None:
    claims = [c for c in scene(HEAD + text).claims if c.kind == kind and c.answer.start >= len(HEAD)]
    assert question_of(claims[0]) == question


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The captain left the ship before the passengers.", "Did the captain leave the ship before the passengers?"),
        ("The captain did not leave the ship.", "Did the captain leave the ship?"),
        ("Six guards were killed in the attack.", "Were six guards killed in the attack?"),
        ("Not one of the guards fired a shot.", "Is it so, or not: “Not one of the guards fired a shot”?"),
        ("Another boat sank in the storm.", "Did another boat sink in the storm?"),
        ("Leaving the ship early, they say, is a crime.", "Is it so, or not: “Leaving the ship early”?"),
    ],
)  # fmt: skip
def test_an_act_is_asked_with_yes_or_no_where_it_can_be_turned(text: str, question: str) -> None:
    claims = [c for c in scene(HEAD + text).claims if c.kind == "act" and c.answer.start >= len(HEAD)]
    assert question_of(claims[0], disputed=True) == question
