"""Episodes: one an affair, titled and dated as its accounts tell it; two where they plainly tell of two things."""

from __future__ import annotations

from reportedly.records import Linked

from .cases import linked_of

_TALKS = (
    "Norwegian envoys met rebel leaders in Lagos on 4 May 2011. The talks lasted three days. "
    "The rebels asked for an amnesty. The envoys offered a truce."
)
_SAME_TALKS = (
    "Talks between Norway and the rebels were held in Lagos in May 2011, an official said. "
    "He said that the rebels wanted an amnesty. The two sides did not agree."
)
_OTHER_TALKS = (
    "Brazilian and Peruvian diplomats held talks in Lima on 9 August 2013. "
    "The talks were about fishing. Peru and Brazil will meet again."
)
_ATTACK = (
    "Gunmen attacked the town of Abeche on 12 June 2011 and killed six people. "
    "The attack began at dawn. Twelve people were wounded in the shooting. Police blamed a local gang for the attack."
)


def _case(*texts: str) -> Linked:
    return linked_of(*texts, published="2013-09-01")


def test_talks_are_one_over_pages_and_apart_from_others_and_from_an_attack() -> None:
    linked = _case(_TALKS, _OTHER_TALKS, _SAME_TALKS, _ATTACK)
    by_passage = {c.passage: linked.episode_of[c.id] for c in linked.clauses if c.lemma in ("talk", "attack")}
    assert by_passage["p-0"] == by_passage["p-2"]
    assert len(set(by_passage.values())) == 3
    frames = {e.id: e.frame for e in linked.episodes}
    assert [frames[by_passage[f"p-{i}"]] for i in range(4)] == [
        "negotiation", "negotiation", "negotiation", "armed_incident",
    ]  # fmt: skip


def test_an_episode_reads_well() -> None:
    (episode,) = _case(_OTHER_TALKS).episodes
    assert episode.title == "Talks between Brazil and Peru, 9 August 2013"
    assert (episode.earliest, episode.latest) == ("2013-08-09", "2013-08-09")
    assert len(episode.parties) == 2


def test_a_clause_without_a_date_of_its_own_follows_its_passage() -> None:
    linked = _case(_TALKS)
    (episode,) = linked.episodes
    ask = next(c for c in linked.clauses if c.lemma == "offer")
    assert linked.episode_of[ask.id] == episode.id


def test_what_is_mentioned_in_passing_founds_no_episode() -> None:
    text = _TALKS + " In 1998 a bomb had killed two people in Paris."
    linked = _case(text)
    assert [e.frame for e in linked.episodes] == ["negotiation"]
    kill = next(c for c in linked.clauses if c.lemma == "kill")
    assert kill.id not in linked.episode_of


_RAID = (
    "Kenyan commandos stormed the ferry Santa Rita off Lamu before dawn on 7 March 2012 and killed four crew members. "
    "The raid lasted an hour. Kenya's navy said that the crew had opened fire first.",
    "At least five people died when soldiers boarded the Santa Rita, survivors said in Mombasa. "
    "The soldiers shot at the bridge. The captain said that nobody on board was armed.",
    "The raid on the ferry was planned for weeks, a Kenyan official said. "
    "Troops attacked the vessel after it had ignored orders to stop, he said. Nine passengers were wounded in the attack.",
    "Kenya defended its attack on the Santa Rita on Thursday. Two commandos were wounded in the raid, the army said. "
    "The owners of the ferry, Coral Lines, denied that it had carried weapons.",
)
_SERIES = (
    "American diplomats met Shining Path leaders in Quito in November 2010, two officials said. "
    "The talks were the first between the United States and the guerrillas.",
    "A second meeting between U.S. officials and Shining Path was held near Munich in February 2011. "
    "The Americans asked for the release of a captured engineer. The meeting ended without a deal.",
    "The guerrillas broke off the talks with Washington in March 2012. They blamed the Americans for the failure. "
    "Shining Path said that the talks had brought nothing.",
)


def test_one_raid_told_by_several_accounts_is_one_episode() -> None:
    linked = linked_of(*_RAID)
    assert [e.frame for e in linked.episodes] == ["armed_incident"]
    told = {c.passage for c in linked.clauses if linked.episode_of.get(c.id) == linked.episodes[0].id}
    assert told == {"p-0", "p-1", "p-2", "p-3"}


def test_talks_over_two_years_are_one_episode() -> None:
    (episode,) = linked_of(*_SERIES).episodes
    assert (episode.earliest, episode.latest) == ("2010-11-01", "2012-03-31")


def test_two_attacks_months_apart_stay_two() -> None:
    later = "Gunmen attacked the town of Abeche on 2 November 2012 and killed nine people. The attack lasted an hour."
    linked = _case(_ATTACK, later)
    assert len(linked.episodes) == 2


def test_every_account_of_an_affair_has_an_episode_and_the_affair_one() -> None:
    linked = linked_of(
        *_RAID, "The owners of the Santa Rita wrote to the navy. The ferry is worth nothing now, they say."
    )
    assert set(linked.told_in) == set(linked.affair_of) == {f"p-{i}" for i in range(5)}
    assert {e for told in linked.told_in.values() for e in told} == {linked.episodes[0].id}


def test_a_raid_is_not_told_a_second_time_as_a_captivity() -> None:
    linked = linked_of(
        "Rebels seized two fuel trucks near Gao and took the drivers hostage on 5 May 2011. French jets bombed the trucks near Gao and "
        "killed 40 villagers. The hostages died in the air strike, too.",
        "An air strike on two seized fuel trucks near Gao killed 40 villagers on 5 May 2011. France said its jets had bombed "
        "the trucks near Gao because rebels held hostages in them.",
    )
    assert [e.title for e in linked.episodes] == ["Bombing in Gao, 5 May 2011"]


def test_a_party_is_who_did_it_or_to_whom_and_shows_its_quote() -> None:
    linked = linked_of(
        "Kenyan commandos attacked the Oromo rebels near Moyale on 7 March 2012. Surgeon Abdi Noor said that nine had died. "
        "A spokeswoman for Ethiopia, Hana Tesfaye, told The Gazette that her country took no part in the attack.",
        "Kenya attacked the Oromo rebels near Moyale on 7 March 2012, spokeswoman Hana Tesfaye said in Addis Ababa.",
    )
    (episode,) = linked.episodes
    names = {a.id: a.name for a in linked.actors}
    parties = [{names[a] for a in side} for side in episode.parties]
    assert len(parties) == 2
    assert "Oromo rebels" in " ".join(parties[1])
    everyone = {name for side in parties for name in side}
    assert not {"Abdi Noor", "Hana Tesfaye", "Ethiopia", "The Gazette"} & everyone
    texts = [[q.text for q in quotes] for quotes in episode.party_evidence]
    assert all("attacked the Oromo rebels" in text for side in texts for text in side)


def test_it_is_called_talks_only_where_two_met() -> None:
    linked = linked_of(
        "Chad refused to meet the Zaghawa rebels in Tripoli. Its army shelled their camp at Tine on 2 April 2009.",
        "The army of Chad shelled a camp of the Zaghawa rebels at Tine on 2 April 2009. No talks are planned.",
    )
    assert [e.title for e in linked.episodes] == ["Shelling in Tine, 2 April 2009"]
