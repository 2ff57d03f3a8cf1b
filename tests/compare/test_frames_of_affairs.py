"""What the shipped frames ask of a disaster, a captivity and an air raid, in pages of the tests' own."""

from __future__ import annotations

from reportedly.records import Detail

from .test_details import details, numbers, slot


def contradicted(detail: Detail) -> set[frozenset[str | None]]:
    """The pairs of values that contradict each other, as they are written."""
    value = {v.id: v.value for v in detail.values}
    return {frozenset({value[r.a], value[r.b]}) for r in detail.relations if r.kind == "contradicts"}


_FERRY = (
    """Harbour Post

May 4, 2011

Ferry Santa Ilda sinks off Morro

MORRO, Almeria, May 4 (AP) - The ferry Santa Ilda sank off Morro early on Wednesday. 310 people were on board, the owner, Costa Line, said.

The captain sent a distress call at 2:15 a.m., Costa Line said. It said that he was the last to leave the ship. Divers recovered 12 bodies.
""",
    """Morro Gazette

May 9, 2011

Owners of the Santa Ilda under fire

The Santa Ilda carried 402 people when she sank, the harbour master said on Monday. The first distress call was made at 3:40 a.m., he said.

A cook said that the captain had left in the first lifeboat. Divers have found 71 bodies so far.
""",
    """Coast Review

March 1, 2012

Inquiry: pump on Santa Ilda was broken

A court of inquiry found on Thursday that a broken pump sank the ferry Santa Ilda and that 96 people drowned last May.

Seven weeks before the ship sank, an engineer wrote to Costa Line about the pump, the court said. The Santa Ilda was licensed for 300 passengers.
""",
)


def test_one_sinking_is_one_episode_and_its_questions_are_asked() -> None:
    found = details(*_FERRY)
    assert len({d.episode for d in found}) == 1
    assert contradicted(slot(found, "aboard")) == {frozenset({"310 people", "402 people"})}
    assert contradicted(slot(found, "alarm_time")) == {frozenset({"2:15 a.m.", "3:40 a.m."})}
    assert slot(found, "stayed").status == "contradicted"
    assert numbers(slot(found, "capacity")) == {"300"}


def test_bodies_found_by_then_do_not_contradict_a_later_toll() -> None:
    dead = slot(details(*_FERRY), "dead")
    assert {">=12", ">=71", "96"} <= numbers(dead)
    assert not contradicted(dead)


def test_a_dateline_acts_in_no_event() -> None:
    for detail in details(*_FERRY):
        assert not any("AP" in e.text or "MORRO" in e.text for v in detail.values for e in v.evidence)


_HOSTAGES = (
    """Sahel Wire

June 3, 2010

Engineers freed after talks in Agadez

Six Polish engineers who had been kidnapped in March were freed near Agadez on 2 June 2010 after secret talks, the government said. The hostages were in good health.

No ransom was paid, the prime minister said. Four prisoners were released in exchange for the hostages.
""",
    """Niamey Courier

June 11, 2010

How the engineers came home

The kidnappers released the six engineers on 1 June 2010, a negotiator said. A ransom of 2 million euros was paid for the hostages, he said.

The government released nine prisoners in exchange for the hostages, the negotiator said.
""",
)


def test_a_ransom_is_paid_or_not_and_who_was_freed_for_whom() -> None:
    found = details(*_HOSTAGES)
    assert slot(found, "ransom").status == "contradicted"
    assert numbers(slot(found, "ransom_sum")) == {"2e+06"}
    assert contradicted(slot(found, "exchanged")) == {frozenset({"Four prisoners", "nine prisoners"})}


def test_money_that_changed_hands_for_hostages_is_a_ransom_by_another_name() -> None:
    money = _HOSTAGES[1].replace("A ransom of 2 million euros was paid", "Some 2 million euros changed hands")
    asked = slot(details(_HOSTAGES[0], money), "ransom")
    assert asked.status == "contradicted"
    assert len(asked.relations) == 1


_RAID = (
    """Border Times

August 7, 2012

Jets bomb convoy near Tarsu; governor says 40 dead

Jets bombed a convoy near Tarsu on 7 August 2012, and more than 40 people were killed, the governor said. The bombs fell at 4:10 a.m., police said.

No civilians were killed, the ministry said. There had been no request for the attack from the army, it said.
""",
    """Tarsu Voice

August 12, 2012

Villagers bury dead of the bombing

The bombing near Tarsu killed 58 people on 7 August 2012, a hospital said. The number includes 31 civilian deaths, it said.

Two bombs were dropped at 3:20 a.m., a shepherd said. Civilians were killed, the mayor said. The general said that the army had asked for the attack.
""",
)


def test_a_headline_that_rounds_is_one_with_the_number_that_it_rounds() -> None:
    dead = slot(details(*_RAID), "dead")
    assert not any(v.normalized == "40" for v in dead.values)
    assert contradicted(dead) == {frozenset({"No civilians", "31 civilian deaths"})}


def test_civilian_deaths_count_civilians_and_are_asserted_and_denied() -> None:
    found = details(*_RAID)
    assert slot(found, "civilian_dead").status == "contradicted"
    assert slot(found, "strike_time").status == "contradicted"


_SUMMARY = (
    """Lowland Register

March 2, 2014

The bombing of Essun: what is known

The market in Essun was bombed on 1 March 2014. The ministry reported 20 dead, the mayor spoke of 45 dead, later of 38.
""",
    """Essun Herald

March 9, 2014

Commission counts the dead of Essun

The bombing of the market in Essun on 1 March 2014 killed 38 people, 12 of them children, a commission found. No children died, the ministry had said.
""",
)


def test_two_who_are_told_of_in_one_account_contradict_each_other() -> None:
    pairs = contradicted(slot(details(*_SUMMARY), "dead"))
    assert frozenset({"20 dead", "45"}) in pairs


def test_none_is_a_number_and_a_part_has_its_own() -> None:
    pairs = contradicted(slot(details(*_SUMMARY), "dead"))
    assert frozenset({"12 of them children", "No children"}) in pairs
    assert not any({"12 of them children", "38 people"} == pair for pair in pairs)


_COLUMN = """Morro Gazette

April 2, 2012

What the court left out

Costa Line has told us for a year that its letter box was empty. The report about the pump reached Costa Line on 3 March 2011, and Santa Ilda had 402 people aboard.
"""


def test_an_account_that_names_no_event_is_of_the_episode_whose_names_it_shares() -> None:
    found = details(*_FERRY, _COLUMN)
    assert len({d.episode for d in found}) == 1
    assert numbers(slot(found, "received_date")) == {"2011-03-03"}


_PUMP = (
    """Harbour Post

May 4, 2011

Ferry Santa Ilda sinks off Morro

The ferry Santa Ilda sank off Morro early on Wednesday. The company repaired the pump in March, its director Juan Paz said.
""",
    """Coast Review

March 1, 2012

Inquiry on the Santa Ilda

The ferry Santa Ilda sank off Morro last May. The pump was never repaired, an engineer said. The harbour master did not stop the ferry.
""",
    """Coast News

March 3, 2012

Santa Ilda: what now

When the Santa Ilda sank last May, the harbour master had stopped another ferry, the Marina.
""",
)


def test_what_one_account_negates_and_another_asserts_is_told_where_no_frame_asks() -> None:
    pairs = [contradicted(d) for d in details(*_PUMP) if d.slot == "polarity"]
    assert pairs == [{frozenset({"The pump was never repaired", "The company repaired the pump in March"})}]


def test_some_among_the_dead_are_no_toll() -> None:
    page = """Essun Weekly

March 12, 2014

Who died in Essun

The market in Essun was bombed on 1 March 2014. No more than a dozen armed men were among the dead, a villager said.
"""
    dead = slot(details(*_SUMMARY, page), "dead")
    assert any("dozen" in v.value for v in dead.values)
    assert not any("dozen" in str(value) for pair in contradicted(dead) for value in pair)
