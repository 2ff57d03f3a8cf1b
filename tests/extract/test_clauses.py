"""Clauses: arguments by role, what the construction hands down, negation and modality."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.extract.happenings.clauses import find_clauses
from reportedly.extract.happenings.nominals import event_nouns
from reportedly.extract.parse import ParsedPassage
from reportedly.extract.speech.innermost import set_statements
from reportedly.records import Clause, Source, Span, Statement
from reportedly.vocab import load


def _clause(passage: Callable[[str], ParsedPassage], text: str, lemma: str) -> Clause:
    found = [c for c in find_clauses(passage(text)) if c.lemma == lemma]
    assert found, f"no clause {lemma!r} in {text!r}"
    return found[0]


def _texts(clause: Clause, *roles: str) -> list[str]:
    return [a.text for a in clause.having(*roles)]


def test_a_passive_has_its_logical_roles(passage: Callable[[str], ParsedPassage]) -> None:
    clause = _clause(passage, "The envoy was received by President Lind in Oslo on Friday.", "receive")
    assert clause.passive
    assert _texts(clause, "object") == ["The envoy"]
    assert _texts(clause, "agent") == ["President Lind"]
    assert _texts(clause, "prep:in") == ["Oslo"]
    assert _texts(clause, "prep:on") == ["Friday"]


def test_a_participle_takes_the_noun_that_it_stands_at(passage: Callable[[str], ParsedPassage]) -> None:
    text = "The conference, chaired by Anna Berg, ended without a deal."
    clause = _clause(passage, text, "chair")
    assert _texts(clause, "agent") == ["Anna Berg"]
    (thing,) = clause.having("object")
    assert (thing.head, thing.understood) == ("conference", True)
    assert clause.text == "chaired by Anna Berg"
    assert clause.relation == "participle"


def test_a_relative_clause_knows_whom_it_tells_of(passage: Callable[[str], ParsedPassage]) -> None:
    clause = _clause(passage, "The sergeant, who had shot the driver, was flown home.", "shoot")
    assert _texts(clause, "subject") == ["The sergeant"]
    assert _texts(clause, "object") == ["the driver"]


@pytest.mark.parametrize(
    ("text", "lemma", "subject"),
    [
        ("The general refused to meet the rebels.", "meet", "The general"),
        ("The general persuaded the rebels to leave the town.", "leave", "the rebels"),
        ("The U.S. failure to answer the letter angered them.", "answer", "U.S."),
    ],
)
def test_the_understood_subject(
    passage: Callable[[str], ParsedPassage], text: str, lemma: str, subject: str
) -> None:
    assert _texts(_clause(passage, text, lemma), "subject") == [subject]


def test_a_list_gives_one_argument_a_member(passage: Callable[[str], ParsedPassage]) -> None:
    clause = _clause(passage, "The minister met farmers, miners and the mayor of Lund.", "meet")
    assert _texts(clause, "object") == ["farmers", "miners", "the mayor of Lund"]


def test_an_event_noun_takes_what_its_light_verb_says(passage: Callable[[str], ParsedPassage]) -> None:
    clause = _clause(passage, "Five meetings were held in Geneva by the two sides.", "meeting")
    assert (clause.nominal, clause.verb) == (True, "meet")
    assert clause.text == "Five meetings"
    assert _texts(clause, "prep:in") == ["Geneva"]
    assert _texts(clause, "agent") == ["the two sides"]


def test_event_nouns_have_arguments_of_their_own(passage: Callable[[str], ParsedPassage]) -> None:
    clause = _clause(passage, "The killing of six fishermen by pirates shocked the port.", "killing")
    assert _texts(clause, "prep:of") == ["six fishermen"]
    assert _texts(clause, "prep:by") == ["pirates"]
    request = _clause(passage, "It came about after repeated requests from the Norwegians.", "request")
    assert _texts(request, "prep:from") == ["the Norwegians"]


@pytest.mark.parametrize(
    ("text", "lemma", "negated", "modality"),
    [
        ("The envoy met the rebels.", "meet", False, "actual"),
        ("The envoy did not meet the rebels.", "meet", True, "actual"),
        ("No one was hurt in the raid.", "hurt", True, "actual"),
        ("The envoy denied meeting the rebels.", "meet", False, "denied"),
        ("The envoy denied that he had met the rebels.", "meet", False, "denied"),
        ("The envoy refused to meet the rebels.", "meet", True, "actual"),
        ("The envoy failed to answer the letter.", "answer", True, "actual"),
        ("The envoy offered to meet the rebels.", "meet", False, "proposed"),
        ("The rebels demanded that the army withdraw.", "withdraw", False, "proposed"),
        ("The rebels threatened to attack the port.", "attack", False, "threatened"),
        ("The rebels agreed to free the hostages.", "free", False, "future"),
        ("The president will visit the port.", "visit", False, "future"),
        ("The president said he would visit the port.", "visit", False, "future"),
        ("The rebels may attack the port.", "attack", False, "conditional"),
        ("If the army withdraws, they will talk.", "withdraw", False, "conditional"),
        ("The two sides began to negotiate.", "negotiate", False, "actual"),
        ("The rebels proposed a truce.", "truce", False, "proposed"),
        ("The army rejected a truce.", "truce", True, "actual"),
        ("The army condemned the bombing.", "bombing", False, "actual"),
        ("No talks were held in May.", "talk", True, "actual"),
        ("The planned strike was called off.", "strike", True, "future"),
    ],
)
def test_negation_and_modality(
    passage: Callable[[str], ParsedPassage], text: str, lemma: str, negated: bool, modality: str
) -> None:
    clause = _clause(passage, text, lemma)
    assert (clause.negated, clause.modality) == (negated, modality)


def test_a_clause_is_told_without_its_subordinate_clauses(passage: Callable[[str], ParsedPassage]) -> None:
    clause = _clause(passage, "The army withdrew after the rebels freed two hostages.", "withdraw")
    assert clause.text == "The army withdrew"


def test_an_event_noun_stands_under_one_verb_only() -> None:
    nouns = [noun for members in load("nominals")["verbs"].values() for noun in members]
    assert len(nouns) == len(set(nouns)) <= len(event_nouns())


def test_the_innermost_statement_holds_the_clause(passage: Callable[[str], ParsedPassage]) -> None:
    text = "Berg said Lund claimed the rebels freed two hostages."
    clauses = find_clauses(passage(text))

    def statement(ident: str, start: int, end: int) -> Statement:
        span = Span("page", start, end, text[start:end])
        return Statement(
            ident, "page", clauses[0].passage, (span,), Source("named"), None, "indirect", "asserted"
        )

    outer, inner = statement("outer", 10, len(text) - 1), statement("inner", 23, len(text) - 1)
    placed = {c.lemma: c.statement for c in set_statements(clauses, (outer, inner))}
    assert placed["free"] == "inner"
    assert placed["claim"] == "outer"
    assert placed["say"] is None
