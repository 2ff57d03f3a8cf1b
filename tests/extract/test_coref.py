from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.extract.parse import ParsedPassage
from reportedly.extract.speech.coref import Coref
from reportedly.extract.speech.outlets import Outlets
from reportedly.extract.speech.reference.choice import Candidate, choose, shares
from reportedly.extract.speech.reference.names import name_at
from reportedly.records import Statement
from reportedly.vocab import load

Find = Callable[[str], list[Statement]]


def named(found: list[Statement], cue: str) -> str | None:
    return next(s.source.resolved_name for s in found if s.cue is not None and s.cue.text == cue)


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("Ann Roe opened the bridge. She added that it was safe.", "added", "Ann Roe"),
        (
            "A senior port official said a customs official had signed the papers. The official added that they were lost.",
            "added",
            "A senior port official",
        ),
        (
            "The vice-chair of the river council added that the dam was cracked.",
            "added",
            "The vice-chair of the river council",
        ),
        ("The mayor, Ann Roe, opened the bridge. The mayor added that it was safe.", "added", "Ann Roe"),
        ("Ann Poe of the Harbour Gazette, who has left, added that it was safe.", "added", "Ann Poe"),
        # A title shows a person where the recogniser sees none.
        (
            "Governor Odran Quillveth opened the bridge. He added that it was safe.",
            "added",
            "Odran Quillveth",
        ),
        # The subject of the sentence before goes on speaking.
        (
            'Ann Roe told the Gazette by telephone that the ferry had listed. "Nobody had seen it come," she added.',
            "added",
            "Ann Roe",
        ),
        # The main clause's subject, over what stands between.
        (
            "The harbour master, Peter Roe, who had signed the papers, resigned on Monday after the Gazette reported it. "
            "He added that the inquiry was unfair.",
            "added",
            "Peter Roe",
        ),
        # A surname stands for the full name, a description for the name given with that role.
        ("Ann Roe opened the bridge. Roe added that it was safe.", "added", "Ann Roe"),
        (
            "Harbour Minister Jane Poe opened the bridge.\n\nIt rained.\n\nThe minister added that it was safe.",
            "added",
            "Jane Poe",
        ),
        ("A port official saw the fire. The official added that it was out.", "added", "A port official"),
        (
            "Ambassador Jane Poe opened the bridge. The diplomat, who was on leave, added that it was safe.",
            "added",
            "Jane Poe",
        ),
        # Who is counted by number is no single person.
        (
            "Peter Roe came to the quay. A number of dockers shouted. He added that the strike was lawful.",
            "added",
            "Peter Roe",
        ),
        (
            "The union Harbour Hands met on Friday. It added that the strike was lawful.",
            "added",
            "Harbour Hands",
        ),
        # An office is a person too, and a wide noun takes up the body that was named.
        (
            "Sheriff Ann Roe opened the bridge.\n\nIt rained.\n\nThe sheriff added that it was safe.",
            "added",
            "Ann Roe",
        ),
        (
            "Northline Shipping said that the ferry was sound. The company added that it had been checked.",
            "added",
            "Northline Shipping",
        ),
        # What tells when stands before the phrase, not in it.
        ("Late in the spring of 2011 the diver added that the hull was sound.", "added", "the diver"),
    ],
)
def test_whom_a_source_names(statements: Find, text: str, cue: str, name: str) -> None:
    assert named(statements(text), cue) == name


def test_nobody_is_named_where_two_fit_equally(statements: Find) -> None:
    found = statements(
        "After Ann Roe left and after Jane Poe came, the bridge was shut. She added that it was safe."
    )
    assert named(found, "added") is None


@pytest.mark.parametrize(
    "text",
    [
        # Two ministers have been named: either can be "the minister".
        "Finance Minister Jane Poe met Transport Minister Peter Roe. The minister added that it was safe.",
        # No woman has been named.
        "Peter Roe opened the bridge. She added that it was safe.",
        # A speaker does not call himself "he" within a turn of his own.
        "Roe: I went to the quay. He added that it was safe.",
    ],
)
def test_a_wrong_name_costs_more_than_none(statements: Find, text: str) -> None:
    assert named(statements(text), "added") in (None, "The minister")


@pytest.mark.parametrize(
    ("text", "name", "titles", "person"),
    [
        ("Brigadier General Odran Quillveth left.", "Odran Quillveth", ("Brigadier", "General"), True),
        ("Lt. Col. Peter Roe left.", "Peter Roe", ("Lt.", "Col."), True),
        ("The Harbour Bank left.", "Harbour Bank", (), False),
    ],
)
def test_a_name_is_told_from_its_titles(
    passage: Callable[[str], ParsedPassage], text: str, name: str, titles: tuple[str, ...], person: bool
) -> None:
    doc = passage(text).doc
    head = next(t for t in doc if t.dep_ in ("nsubj", "ROOT") and t.pos_ == "PROPN")
    found = name_at(head)
    assert found is not None
    assert (doc[found.start : found.end].text, found.titles, found.person) == (name, titles, person)


def test_the_chains_of_a_passage(passage: Callable[[str], ParsedPassage]) -> None:
    doc = passage(
        "The mayor, Ann Roe, met Captain Peter Poe. Roe thanked him. The captain left with his crew, and she stayed."
    ).doc
    reading = Coref(doc, Outlets(doc)).reading
    chains = {" ".join(c.name): [p.head.text for p in c.phrases] for c in reading.register.chains if c.name}
    assert chains == {"ann roe": ["mayor", "Roe", "she"], "peter poe": ["Poe", "him", "captain", "his"]}


def test_shares_leave_room_for_none_of_them(passage: Callable[[str], ParsedPassage]) -> None:
    doc = passage("Ann Roe saw Jane Poe. She left.").doc
    seen: list[list[Candidate]] = []
    Coref(doc, Outlets(doc)).read(lambda _, found: seen.append(found))
    (found,) = seen
    parts = shares(found, load("antecedents")["weights"])
    assert len(parts) == 2
    assert 0 < sum(parts) < 1
    assert parts[0] > parts[1]
    assert choose(found, margin=1.0) is None


def test_nobody_is_she_in_a_text_of_her_own(passage: Callable[[str], ParsedPassage]) -> None:
    doc = passage("Ann Roe says: My niece sold tickets by the gate. She told me that it was shut.").doc
    she = next(t for t in doc if t.lower_ == "she")
    own = Coref(doc, Outlets(doc), author="Ann Roe").resolve(she)
    assert own is not None and own.name == "My niece"


def test_it_says_is_a_body_or_a_text_and_no_thing(statements: Find) -> None:
    text = (
        "The harbour office said that the crane had been checked. The crane meets every rule, it added. "
        "A report of the port came out in May. It found that the bolts were old."
    )
    found = statements(text)
    assert (named(found, "added") or "").lower() == "the harbour office"
    assert (named(found, "found") or "").startswith("A report")
