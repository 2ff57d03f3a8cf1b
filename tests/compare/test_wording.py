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
