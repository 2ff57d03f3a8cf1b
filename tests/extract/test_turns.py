from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Statement

Find = Callable[[str], list[Statement]]

INTERVIEW = """Amina Duarte, 44, has run the harbour clinic for ten years. She spoke to Pavel Roth by telephone.

Q: The port says nine people were hurt. Is that right?

A: No. We treated fourteen, and I signed every sheet. The port doctor told us that the gas had come from a valve.

Q: Who opened it?

A: No comment. Ask the people who were on the quay.

The port did not answer our letter.
"""

BRIEFING = """Press briefing, 4 May, 10 a.m.

MR. ROTH: Good morning. The crane fell at dawn.

It will be cut up this week.

Q (Coast Radio): Was anybody under it?

MR. ROTH: I can't confirm that. We are looking into it.
"""


def told(found: list[Statement], words: str) -> Statement:
    mine = [s for s in found if any(words in x.text for x in s.spans) and s.mode != "narration"]
    assert mine, words
    return min(mine, key=lambda s: s.spans[-1].end - s.spans[0].start)


def test_whoever_answers_is_whom_the_introduction_names(statements: Find) -> None:
    found = statements(INTERVIEW)
    answer = told(found, "We treated fourteen")
    assert (answer.source.text, answer.mode) == ("Amina Duarte", "direct")
    asked = told(found, "Is that right?")
    assert (asked.source.text, asked.source.kind, asked.stance) == ("Q", "anonymous", "question")


def test_what_a_turn_passes_on_is_its_speakers_only_as_a_hop(statements: Find) -> None:
    found = statements(INTERVIEW)
    passed = told(found, "the gas had come from a valve")
    assert passed.source.text == "The port doctor"
    assert [hop.text for hop in passed.chain] == ["Amina Duarte"]
    assert all("valve" not in x.text for s in found if s.source.text == "Amina Duarte" for x in s.spans)


def test_a_refusal_in_a_turn_stands_alone(statements: Find) -> None:
    assert told(statements(INTERVIEW), "No comment").stance == "no_comment"
    refused = told(statements(BRIEFING), "I can't confirm that")
    assert (refused.source.text, refused.stance) == ("MR. ROTH", "refused_to_confirm")
    assert told(statements(BRIEFING), "We are looking into it").stance == "asserted"


def test_a_turn_goes_on_until_the_next_one(statements: Find) -> None:
    assert told(statements(BRIEFING), "It will be cut up this week").source.text == "MR. ROTH"


def test_what_follows_the_last_turn_is_nobodys_turn(statements: Find) -> None:
    assert all(
        "answer our letter" not in x.text
        for s in statements(INTERVIEW)
        if s.mode == "direct"
        for x in s.spans
    )


def test_lines_are_turns_too(statements: Find) -> None:
    text = "Radio Costa met Ilse Varga.\n\nCosta: Did the bridge move?\nVarga: By a hand's breadth.\nCosta: And now?\nVarga: It is still."
    assert told(statements(text), "By a hand").source.text == "Varga"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Deputy Ann Roe to reporters outside: “The vote was bought and everybody knows it.”",
            "Deputy Ann Roe",
            "The vote was bought",
        ),
        (
            "Minister: no talks with the strikers this week\n\nThe talks are off.",
            "Minister",
            "no talks with the strikers",
        ),
    ],
)
def test_a_speaker_and_a_colon(statements: Find, text: str, source: str, content: str) -> None:
    assert told(statements(text), content).source.text == source


@pytest.mark.parametrize(
    "text",
    [
        "Date: 4 May\nPlace: Lisbon\nDead: 3\nDate: 5 May\nPlace: Porto\nDead: 2",
        "There was one thing left to do: close the valve before the tide came in.",
    ],
)
def test_a_list_or_a_sentence_with_a_colon_is_no_turn(statements: Find, text: str) -> None:
    assert all(s.mode == "narration" for s in statements(text))


def test_initials_are_the_person_who_has_them(statements: Find) -> None:
    text = (
        "Colonel Pavel Roth met us at the quay.\n\nThe Herald: What did you see?\n\nP. R.: A rope, cut clean.\n\n"
        "The Herald: By whom?\n\nP. R.: That is for others to say."
    )
    assert told(statements(text), "A rope, cut clean").source.text == "Pavel Roth"


def test_a_sentence_before_its_speaker_that_opens_with_a_preposition(statements: Find) -> None:
    text = (
        "Between ten and twenty sacks were taken from the barn on Sunday, the porter told the paper.\n\n"
        "More is not known."
    )
    assert told(statements(text), "Between ten and twenty sacks").source.text == "the porter"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The mayor has been told by a diver that the hull was cut open.",
            "a diver",
            "that the hull was cut open",
        ),
        ("The crew heard from a pilot that the buoy had drifted.", "a pilot", "that the buoy had drifted"),
        ("The secret report counts 41 injured.", "The secret report", "41 injured"),
        ("The union puts the number of injured at 41.", "The union", "the number of injured at 41"),
        (
            "The harbour log shows the first call at 4:20.",
            "The harbour log",
            "the first call at 4:20",
        ),
    ],
)
def test_told_by_somebody_and_counted_by_somebody(
    statements: Find, text: str, source: str, content: str
) -> None:
    found = [s for s in statements(text) if s.mode != "narration"]
    assert [(s.source.text, s.spans[0].text.rstrip(".")) for s in found] == [(source, content)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("They say at least 310.", "They", "at least 310"),
        ("Harbour chief told reporters more than 40 hurt.", "Harbour chief", "more than 40 hurt"),
    ],
)
def test_a_number_without_a_verb(statements: Find, text: str, source: str, content: str) -> None:
    found = statements(text)
    assert [(s.source.text, s.spans[0].text) for s in found] == [(source, content)]


def test_quoted_as_saying_is_one_statement(statements: Find) -> None:
    found = statements("Officials were quoted by the agency as saying that the men were free.")
    assert [(s.source.text, s.spans[0].text) for s in found] == [("Officials", "that the men were free")]


def test_putting_a_thing_somewhere_says_nothing(statements: Find) -> None:
    assert all(
        s.mode == "narration"
        for s in statements("The crew put 12 barrels on the deck and showed 3 boys the way.")
    )


def test_who_asks_passes_nothing_on_and_the_speakers_own_saying_has_no_hop(statements: Find) -> None:
    found = statements(INTERVIEW)
    assert told(found, "nine people were hurt").chain == ()
    assert told(found, "We treated fourteen").chain == ()


def test_an_outlet_without_a_name_and_whoever_was_told_are_hops(statements: Find) -> None:
    radio = told(
        statements("The mayor told local radio that nobody had warned him of the flood."), "nobody had warned"
    )
    assert [hop.text for hop in radio.chain] == ["local radio"]
    priest = told(
        statements("The priest was told by a guard that the gate had been locked."), "the gate had been"
    )
    assert [hop.text for hop in priest.chain] == ["The priest"]
    plain = told(
        statements("The mayor told the council that nobody had warned him of the flood."), "nobody had warned"
    )
    assert plain.chain == ()


def test_two_letters_that_come_again_are_a_speaker(statements: Find) -> None:
    text = (
        "Colonel Pavel Roth met us at the quay.\n\nCR: What did you see?\n\nPR: A rope, cut clean.\n\n"
        "CR: By whom?\n\nPR: That is for others to say."
    )
    assert told(statements(text), "A rope, cut clean").source.text == "Pavel Roth"


def test_i_is_whose_turn_it_is(statements: Find) -> None:
    text = (
        "ANN ROE: Were you there?\n\nPAUL POE: I think that the gate was shut.\n\nANN ROE: Who shut it?\n\n"
        "PAUL POE: Nobody knows."
    )
    source = told(statements(text), "the gate was shut").source
    assert (source.kind, source.resolved_name) == ("named", "PAUL POE")


def test_whoever_goes_on_speaking_speaks_through_the_same_outlet(statements: Find) -> None:
    found = statements(
        "Ann Roe told the Harbour Gazette that the gate was shut. The guard had left at nine, Roe said. "
        "The port denied that anybody had left. Roe said that she would sue."
    )
    assert [hop.text for hop in told(found, "The guard had left at nine").chain] == ["Harbour Gazette"]
    assert told(found, "she would sue").chain == ()
