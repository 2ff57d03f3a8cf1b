"""Details: what accounts of invented affairs give, how it relates, and whose it is."""

from __future__ import annotations

import pytest

from reportedly.compare import compare
from reportedly.extract import extract, load_model
from reportedly.link import link
from reportedly.read import Acquired, read
from reportedly.records import Detail, Value


def details(*pages: str) -> list[Detail]:
    """The details of ``pages``, with every evidence checked to stand where it says."""
    readings = [read(Acquired(f"{n}.txt", page.encode(), {})) for n, page in enumerate(pages)]
    found = list(compare(link(readings, list(extract(load_model(), readings)))).details)
    text = {r.page.id: r.page.text for r in readings}
    for detail in found:
        for value in detail.values:
            assert value.evidence
            assert all(text[e.page][e.start : e.end] == e.text and len(e.text) <= 280 for e in value.evidence)
    return found


def slot(found: list[Detail], name: str) -> Detail:
    one = [d for d in found if d.slot == name]
    assert len(one) == 1, [(d.slot, [v.value for v in d.values]) for d in found]
    return one[0]


def numbers(detail: Detail) -> set[str | None]:
    return {v.normalized for v in detail.values}


def kinds(detail: Detail) -> set[str]:
    return {r.kind for r in detail.relations}


TRUCE = """Kivu Standard

May 20, 2013

Government and rebels end talks in Goma

By Jean Habimana

GOMA - The government met the Virunga Liberation Army in Goma. The talks began on May 2, 2013, a rebel commander, Paul Mugenzi, said on Monday.

The two sides held five meetings through an intermediary, Mugenzi said. The rebels demanded the release of prisoners, a pay rise for the militia, and an amnesty. The talks broke down after the army shelled a village, he said.

An army spokesman, Colonel Luc Banza, declined to comment on the talks.
"""

OTHER = """Lakes Monitor

May 22, 2013

Government says rebels walked out

By Rose Akello

KAMPALA - The government met the Virunga Liberation Army in Goma, Minister Charles Nkusi said on Tuesday. He said that the talks began on May 4, 2013 and that six meetings were held.
"""


def test_two_first_days_and_two_exact_counts_contradict() -> None:
    found = details(TRUCE, OTHER)
    start = slot(found, "start")
    assert numbers(start) == {"2013-05-02", "2013-05-04"}
    assert start.status == "contradicted"
    rounds = slot(found, "rounds")
    assert numbers(rounds) == {"5", "6"}
    assert kinds(rounds) == {"contradicts"}


def test_a_detail_tells_who_says_what_and_who_is_silent() -> None:
    found = details(TRUCE, OTHER)
    cause = slot(found, "breakdown_cause")
    assert [v.value for v in cause.values] == ["after the army shelled a village"]
    assert cause.status == "single_voice"
    assert sorted(p.position for p in cause.positions) == ["says", "silent"]
    said = slot(found, "acknowledgement")
    assert any(v.normalized == "no_comment" for v in said.values)


def test_a_list_of_demands_grows_and_contradicts_nothing() -> None:
    demand = slot(details(TRUCE, OTHER), "demand")
    assert len(demand.values) == 3
    assert "contradicts" not in kinds(demand)


def test_every_value_goes_back_to_a_statement_and_carries_a_ceiling_with_its_reason() -> None:
    for detail in details(TRUCE, OTHER):
        for value in detail.values:
            assert all(e.statement for e in value.evidence), (detail.slot, value.value)
            assert value.ceiling
            assert value.ceiling.why.endswith(".")
            assert value.ceiling.admiralty == _expected(value)


def _expected(value: Value) -> int:
    if value.modality != "actual":
        return 3
    return 1 if value.independent[0] >= 2 else 2 if value.independent[1] >= 2 else 3


BLAST = """Baltic Courier

March 3, 2010

Blast at shipyard

By Anna Lind

TALLINN - An explosion at a shipyard in Tallinn killed {dead} on March 1, 2010, Fire Chief Mart Kask said on Wednesday.
"""


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("eleven workers", "thirteen workers", "contradicts"),
        ("at least five workers", "at least three workers", "refines"),
        ("at least nine workers", "eleven workers", "refines"),
        ("eleven workers", "eleven workers", None),
    ],
)
def test_tolls_compare_by_their_bounds(first: str, second: str, relation: str | None) -> None:
    other = BLAST.replace("Baltic Courier", "Harbour Post").replace("Anna Lind", "Juri Saar")
    dead = slot(details(BLAST.format(dead=first), other.format(dead=second)), "dead")
    assert kinds(dead) == ({relation} if relation else set())


def test_a_later_toll_of_the_same_outlet_is_a_revision_and_the_order_is_shown() -> None:
    later = BLAST.replace("March 3", "March 6").replace("Blast at", "Toll rises after blast at")
    dead = slot(details(BLAST.format(dead="eleven workers"), later.format(dead="fourteen workers")), "dead")
    (relation,) = dead.relations
    named = {v.id: v.normalized for v in dead.values}
    assert (relation.kind, named[relation.a], named[relation.b]) == ("revises", "14", "11")
    assert dead.status != "contradicted"


def test_a_figure_of_another_event_is_no_rival() -> None:
    other = """Harbour Post

March 4, 2010

Second blast in a year

By Juri Saar

TALLINN - An explosion at a shipyard in Tallinn killed eleven workers on March 1, 2010, Fire Chief Mart Kask said. In an earlier explosion, four workers were killed.
"""
    found = details(BLAST.format(dead="eleven workers"), other)
    assert not [d.slot for d in found if d.status == "contradicted"]


def test_an_assertion_and_a_denial_of_having_been_there_contradict() -> None:
    one = """Isthmus Times

July 3, 2009

Guerrillas meet minister

By Luis Prado

COLON - The Darien Liberation Army met Interior Minister Raul Soto in Colon on June 30, 2009, Bishop Juan Rios said on Friday. The bishop told reporters that the meeting lasted three hours and that nothing was signed.
"""
    two = """El Canal

July 4, 2009

Guerrillas deny talks

By Marta Diaz

PANAMA CITY - The Darien Liberation Army did not meet Interior Minister Raul Soto in Colon, its spokesman, Pedro Lara, said on Saturday. He told reporters that the meeting of which the bishop had spoken never took place.
"""
    party = slot(details(one, two), "party")
    assert party.status == "contradicted"
    (relation,) = [r for r in party.relations if r.kind == "contradicts"]
    assert "asserted and denied" in relation.why


def test_the_same_bytes_come_from_the_same_pages() -> None:
    assert details(TRUCE, OTHER) == details(TRUCE, OTHER)


def test_a_place_keeps_the_words_that_say_more_than_its_name() -> None:
    page = TRUCE.replace("in Goma. The talks", "in a farmhouse in a village near Goma. The talks")
    values = {v.value for v in slot(details(page), "place").values}
    assert any("village near Goma" in v for v in values), values


def test_what_a_named_source_tells_is_no_confirmation_that_a_denial_contradicts() -> None:
    denial = OTHER.rstrip() + "\n\nA spokesman for the rebels denied that any talks had been held.\n"
    assert not [
        r for r in slot(details(TRUCE, denial), "acknowledgement").relations if r.kind == "contradicts"
    ]


def test_a_policy_of_not_talking_is_no_denial_and_a_wife_is_no_party() -> None:
    page = TRUCE + (
        "\nMugenzi was asked whether the talks did not break Kinshasa's policy of not talking to rebels. "
        "He met his wife in Goma, he said.\n"
    )
    values = {v.value for v in slot(details(page), "party").values}
    assert not [v for v in values if v.startswith("not ") or "wife" in v], values
