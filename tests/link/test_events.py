"""Events: the act inside the report, its modality, its codes, and mentions joined over pages."""

from __future__ import annotations

import pytest

from reportedly.extract.happenings.clauses import find_clauses
from reportedly.extract.parse import ParsedPassage, load_model
from reportedly.link.happenings.coding import Told, read_events
from reportedly.records import Event, Linked, Passage
from reportedly.vocab import load

from .cases import linked_of


def _told(text: str) -> list[Told]:
    parsed = ParsedPassage(Passage("p", "page", 0, len(text), None, "article"), 0, load_model()(text), text)
    return read_events(find_clauses(parsed))


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Norway met the rebels in Oslo.", "CONSULT"),
        ("Norway held talks with the rebels.", "CONSULT"),
        ("Norway sent food aid to Mali.", "AID"),
        ("Norway imposed sanctions on Mali.", "COERCE"),
        ("Norway lifted its sanctions on Mali.", "CONCEDE"),
        ("Norway suspended aid to Mali.", "SANCTION"),
        ("Norway condemned the coup in Mali.", "ACCUSE"),
        ("Norway rejected the offer of the rebels.", "REJECT"),
        ("Norway refused to meet the rebels.", "REJECT"),
        ("Norway threatened to attack the rebels.", "THREATEN"),
        ("Norway agreed to free the rebels.", "AGREE"),
        ("The rebels attacked a convoy near Gao.", "ASSAULT"),
        ("Teachers went on strike in Bamako.", "PROTEST"),
        ("The army withdrew its troops from Gao.", "RETREAT"),
        ("Police arrested three students.", "COERCE"),
    ],
)
def test_the_root_of_a_plain_sentence(text: str, root: str) -> None:
    assert _told(text)[0].code.plover == root


def test_every_rule_names_a_plover_type_and_a_cameo_code() -> None:
    types = {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip
    rules = load("plover")["rule"]
    assert {r["plover"] for r in rules} == types
    assert all(r["cameo"].isdigit() and 1 <= int(r["cameo"][:2]) <= 20 for r in rules)


def _event(linked: Linked, word: str) -> Event:
    (clause,) = [c for c in linked.clauses if c.lemma == word]
    return next(e for e in linked.events if e.id == linked.event_of[clause.id])


def _names(linked: Linked, actors: tuple[str, ...]) -> list[str]:
    return [a.name for a in linked.actors if a.id in actors]


def test_the_act_inside_a_report_is_the_other_s() -> None:
    linked = linked_of("Peter Lund said that Anna Berg attacked the rebels on 3 May 2011.")
    event = _event(linked, "attack")
    assert (event.plover, event.mentions[0].modality, event.mentions[0].date) == (
        "ASSAULT",
        "actual",
        "2011-05-03",
    )
    assert _names(linked, event.source) == ["Anna Berg"]
    assert _names(linked, event.target) == ["the rebels"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Peter Lund denied meeting Anna Berg.", "denied"),
        ("Peter Lund did not meet Anna Berg.", "denied"),
        ("Peter Lund offered to meet Anna Berg.", "proposed"),
        ("Peter Lund may meet Anna Berg.", "conditional"),
        ("Peter Lund will meet Anna Berg.", "future"),
    ],
)
def test_what_did_not_happen_says_so(text: str, modality: str) -> None:
    event = _event(linked_of(text), "meet")
    assert (event.plover, event.mentions[0].modality) == ("CONSULT", modality)


def test_mentions_a_day_apart_are_one_event_and_others_are_not() -> None:
    linked = linked_of(
        "Rebels attacked Norwegian soldiers in Gao on 3 May 2011.",
        "Rebel fighters attacked soldiers from Norway on 4 May 2011.",
        "Rebels attacked Norwegian soldiers in Gao on 20 July 2011.",
    )
    first, second, third = (linked.event_of[c.id] for c in linked.clauses if c.lemma == "attack")
    assert first == second != third
    event = next(e for e in linked.events if e.id == first)
    assert [m.date for m in event.mentions] == ["2011-05-03", "2011-05-04"]
    assert event.mentions[0].place == "Gao"


def test_a_mention_of_no_known_party_is_no_event() -> None:
    linked = linked_of("It was attacked.")
    assert linked.events == ()
