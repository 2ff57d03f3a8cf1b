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
        ("The pilot said she believed that the wing was cracked.", "opinion"),
        ("The pilot said that, in her view, “in my opinion the wing was cracked”.", "opinion"),
        ("“My guess is that the wing was cracked,” the pilot said.", "inference"),
        ("“I expect that the runway will open in May,” the pilot said.", "predicted"),
        ("The pilot said the runway would open in May.", "predicted"),
        ("The pilot said the wing would have broken.", "asserted"),
        ("The pilot said the runway was due to open in May.", "predicted"),
        ("The pilot knew that the wing was cracked.", "asserted"),
        ("The airline called the report groundless.", "denied"),
        ("The airline rejected claims that the wing was cracked.", "denied"),
        ("The airline withdrew its report that the wing was cracked.", "denied"),
        ("“That is not true,” the pilot said.", "denied"),
        ("“Pure invention,” the pilot said.", "denied"),
        ("“It lies two miles off the coast,” the pilot said.", "asserted"),
        ("“Had we known, we would have turned back,” the pilot said.", "conditional"),
        ("The airline declined to say who flew the plane.", "did_not_say"),
        ("An earlier version of this article said that the wing was cracked.", "denied"),
    ],
)
def test_how_it_is_meant(statements: Find, text: str, stance: str) -> None:
    assert [s.stance for s in statements(text)] == [stance]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The road was shut.", "asserted"),
        ("Was the road shut?", "question"),
        ("My guess is that the road was shut.", "inference"),
        ("If you ask me, the road was shut too late.", "opinion"),
        ("My bet is that the road opens in May.", "predicted"),
        ("The road will open in May.", "predicted"),
        ("If it rains again, the road will be shut.", "conditional"),
    ],
)
def test_an_author_means_it_by_the_same_marks(narrated: Find, text: str, stance: str) -> None:
    (found,) = narrated(text)
    assert found.stance == stance and found.source.kind == "author"


def test_the_words_that_attribute_are_no_denial_of_the_authors(narrated: Find) -> None:
    found = narrated("“That is not true,” the pilot said on Monday.")
    assert {s.stance for s in found} <= {"asserted"}


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
