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
    ("text", "modality", "told"),
    [
        ("Peter Lund denied meeting Anna Berg.", "denied", "REJECT"),
        ("Peter Lund did not meet Anna Berg.", "denied", "REJECT"),
        ("Peter Lund offered to meet Anna Berg.", "proposed", "REQUEST"),
        ("Peter Lund may meet Anna Berg.", "conditional", "CONSULT"),
        ("Peter Lund will meet Anna Berg.", "future", "AGREE"),
    ],
)
def test_what_did_not_happen_says_so_and_is_coded_as_it_is_told(text: str, modality: str, told: str) -> None:
    event = _event(linked_of(text), "meet")
    assert (event.mentions[0].modality, event.mentions[0].plover, event.plover) == (modality, told, told)


def test_a_threat_is_a_threat_and_its_trigger_is_shown() -> None:
    event = _event(linked_of("Norway threatened to attack the rebels in Gao."), "attack")
    assert event.plover == "THREATEN"
    assert "attack" in [m.trigger.text for m in event.mentions if m.trigger]
    assert all(m.trigger and m.start <= m.trigger.start and m.trigger.end <= m.end for m in event.mentions)


@pytest.mark.parametrize(
    ("text", "word", "source", "target"),
    [
        ("The junta lifted a curfew in Mandalay.", "lift", [], ["Mandalay"]),
        ("Ethiopia rejected a U.S. request for overflights.", "request", ["United States"], []),
        (
            "The United States will withdraw its troops from Georgia.",
            "withdraw",
            ["United States"],
            ["Georgia"],
        ),
    ],
)
def test_who_and_whom(text: str, word: str, source: list[str], target: list[str]) -> None:
    linked = linked_of(text)
    event = _event(linked, word)
    assert set(source) <= set(_names(linked, event.source))
    assert _names(linked, event.target) == target


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


def test_an_event_needs_neither_a_known_actor_nor_a_code() -> None:
    linked = linked_of("It was attacked. The tower wobbled.")
    assert [(e.plover, [m.trigger.text for m in e.mentions if m.trigger]) for e in linked.events] == [
        ("ASSAULT", ["attacked"]),
        (None, ["wobbled"]),
    ]


def test_what_only_says_or_is_is_no_event_and_the_act_inside_is() -> None:
    linked = linked_of(
        "Anna Berg said that the mayor was ill. Peter Lund said that thieves had robbed the bank."
    )
    triggers = [m.trigger.text for e in linked.events for m in e.mentions if m.trigger]
    assert triggers == ["robbed"]


def test_a_noun_in_an_argument_tells_an_event_and_somebody_does_not() -> None:
    linked = linked_of(
        "Police held two men on suspicion of theft. The government thanked the crew after the ceremony."
    )
    triggers = {m.trigger.text for e in linked.events for m in e.mentions if m.trigger}
    assert {"suspicion", "ceremony"} <= triggers
    assert not {"government", "men", "crew", "Police"} & triggers


def test_one_event_told_in_a_verb_and_a_noun_is_one_and_no_event_spans_two_affairs() -> None:
    quake = "A strong earthquake struck Padang in Sumatra on Wednesday and toppled the Ambacang hotel."
    again = (
        "The earthquake that hit Padang has toppled hundreds of houses, rescuers at the Ambacang hotel said."
    )
    other = "Actress Mira Sol checked into a clinic in Malibu, her agent Tom Reyes said. Fans of Sol sent flowers."
    linked = linked_of(quake, again, other)
    pages = [{m.passage for m in e.mentions} for e in linked.events]
    assert {"p-0", "p-1"} in pages
    assert not any("p-2" in own and len(own) > 1 for own in pages)
