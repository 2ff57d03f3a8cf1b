"""Episodes: talks told apart by parties and time, an attack apart from talks, background founds none."""

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
