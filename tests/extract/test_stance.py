from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Statement

Find = Callable[[str], list[Statement]]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The pilot said nobody had been hurt.", "asserted"),
        ("The pilot denied that anybody had been hurt.", "denied"),
        ("The ministry refused to confirm the crash.", "refused_to_confirm"),
        ("The ministry declined to comment on the crash.", "no_comment"),
        ("The ministry had no comment on the crash.", "no_comment"),
        ("The ministry did not say whether anybody had been hurt.", "did_not_say"),
        ("The union said it would strike if the pay was cut.", "conditional"),
        ("The union proposed that the harbour be closed.", "proposed"),
        ("The union called for a week of rest.", "proposed"),
        ("The captain ordered the crew to wait.", "directive"),
        ("The mayor said the road will close in May.", "predicted"),
        ("The mayor thinks the road is too narrow.", "opinion"),
        ("The mayor asked whether the road was safe.", "question"),
        ("It seems unlikely that the road was safe.", "inference"),
    ],
)
def test_how_it_is_meant(statements: Find, text: str, stance: str) -> None:
    assert [s.stance for s in statements(text)] == [stance]


def test_the_chain_is_outermost_first_without_author_and_source(statements: Find) -> None:
    found = statements("The Harbour Gazette reported that a clerk had revealed that the safe was empty.")
    inner = min(found, key=lambda s: s.spans[-1].end - s.spans[0].start)
    assert [h.text for h in inner.chain] == ["The Harbour Gazette"]


def test_an_interview_is_a_hop(statements: Find) -> None:
    (found,) = statements("“The safe was empty,” the clerk said in an interview with the Bay Times.")
    assert [h.text for h in found.chain] == ["Bay Times"]


def test_a_list_below_a_cue_gives_a_statement_an_item(statements: Find) -> None:
    found = statements(
        "The report says the following:\n\n- The safe was empty.\n\n- The door was open.\n\nNobody came."
    )
    assert [s.spans[0].text for s in found] == ["The safe was empty.", "The door was open."]
    assert {s.source.text for s in found} == {"The report"}


def test_a_transcript_gives_each_turn_to_its_speaker(statements: Find) -> None:
    found = statements("MR. ROE: We opened the safe.\n\nIt was quite empty.\n\nMS. POE: Nobody told us.")
    assert [(s.source.text, s.spans[0].text, s.mode) for s in found] == [
        ("MR. ROE", "We opened the safe.", "direct"),
        ("MR. ROE", "It was quite empty.", "direct"),
        ("MS. POE", "Nobody told us.", "direct"),
    ]
