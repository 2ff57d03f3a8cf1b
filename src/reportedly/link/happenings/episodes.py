"""Episodes: the affair cut by what happened, between whom and when.

Each passage's topics are held against the episodes found so far that share a pair of sides or a leading name
with them (leader clustering, one pass and one of mending), and join the best that time, parties, place and
names allow.  A passage mainly about one episode gives it all its clauses, unless a clause tells of an event of
its own with other parties or at another time.  What is only mentioned in passing founds no episode.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from ...frames import frames
from ...names.places import find_country
from ...records import Actor, Clause, DateMention, Episode, Event, Mention, Passage, Quantity
from ..parties.actors import ActorIndex
from ..parties.sides import Sides, same_side
from .gathering import Gathering, Shown, gather
from .timespans import When, parse
from .titles import describe
from .topics import Anchor, Topic, plain, topics

__all__ = ["Episodes", "find_episodes", "with_events"]

#: An anchor whose date is further than this from its episode's time tells of something else.
_FAR = 100
#: What no account is mainly about is an episode where more accounts than this tell of it at length.
_OFTEN = 2
#: A toll of so many or fewer tells two incidents too badly apart.
_SMALL = 2
#: So many names that it shares with an episode make an account that names no event one of it.
_SHARED = 2


class Episodes(NamedTuple):
    """The episodes of a case, which clause tells of which, and which passage tells of which."""

    episodes: tuple[Episode, ...]
    episode_of: dict[str, str]
    told_in: dict[str, tuple[str, ...]] = {}  # noqa: RUF012  # a NamedTuple's default


def find_episodes(
    passages: Sequence[Passage],
    clauses: Sequence[Clause],
    dates: Iterable[DateMention],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    actor_of: dict[str, str],
    account_of: dict[str, str],
    quantities: Iterable[Quantity] = (),
) -> Episodes:
    """The episodes of the case; passages, clauses and mentions stand in page order."""
    sides = Sides(actors, ActorIndex(mentions, actor_of))
    found = topics(passages, clauses, dates, sides)
    names = _names(mentions, actor_of, sides)
    cities = frozenset(
        a.id for a in actors if a.kind in ("place", "government") and find_country(a.name) is not None
    )
    tolls = _tolls(quantities)
    gathered = [g for g in gather(found, Shown(names, tolls, cities), account_of) if _counts(g, account_of)]
    ids = [f"ep{g.topics[0].anchors[0].clause.id[1:]}" for g in gathered]
    made = [describe(i, g, sides) for i, g in zip(ids, gathered, strict=True)]
    episode_of = _assign(passages, clauses, gathered, ids)
    told_in = _told_in(gathered, ids)
    by_passage: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        by_passage[clause.passage].append(clause)
    for passage, ident in _joining(passages, names, gathered, ids, told_in):
        episode_of.update((c.id, ident) for c in by_passage[passage])
        told_in[passage] = (ident,)
    first = {e.id: n for n, e in enumerate(made)}
    rank = {c.id: n for n, c in enumerate(clauses)}
    earliest: dict[str, int] = {}
    for told, episode in episode_of.items():
        earliest[episode] = min(earliest.get(episode, rank[told]), rank[told])
    _ask_beside(passages, names, gathered, ids, told_in)
    ordered = sorted(made, key=lambda e: (earliest.get(e.id, len(rank)), first[e.id]))
    return Episodes(tuple(ordered), episode_of, told_in)


def with_events(episodes: Episodes, events: Sequence[Event], event_of: dict[str, str]) -> tuple[Event, ...]:
    """``events`` with the episode that most of their clauses tell of."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for clause, event in event_of.items():
        if clause in episodes.episode_of:
            votes[event][episodes.episode_of[clause]] += 1
    return tuple(
        msgspec.structs.replace(
            e, episode=min(votes[e.id], key=lambda k: (-votes[e.id][k], k)) if votes[e.id] else None
        )
        for e in events
    )


def _names(mentions: Sequence[Mention], actor_of: dict[str, str], sides: Sides) -> dict[str, Counter[str]]:
    """How often each passage names each person, body and place that is no publication."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        actor = sides.actors.get(actor_of.get(mention.id, ""))
        if actor is None or not mention.label or actor.sector == "MED":
            continue
        if mention.label == "NORP" and actor.kind not in ("government", "place"):
            continue
        found[mention.passage][actor.id] += 1
    return found


def _tolls(quantities: Iterable[Quantity]) -> dict[str, set[str]]:
    """The tolls that each passage gives, as words: "dead 17"."""
    found: dict[str, set[str]] = defaultdict(set)
    for quantity in quantities:
        if quantity.condition is not None and quantity.low is not None and quantity.low > _SMALL:
            found[quantity.passage].add(f"{quantity.condition} {quantity.low:g}")
    return found


def _counts(gathering: Gathering, account_of: dict[str, str]) -> bool:
    """Whether something is told of as more than background: as an account's main matter, or again and again."""
    accounts = {
        account_of.get(t.passage.id, t.passage.id) for t in gathering.topics if t.passage.kind != "comment"
    }
    return bool(accounts) and (
        any(t.main for t in gathering.topics if t.passage.kind != "comment") or len(accounts) > _OFTEN
    )


# ------------------------------------------------------------------ which clause tells of which episode


def _assign(
    passages: Sequence[Passage], clauses: Sequence[Clause], gathered: Sequence[Gathering], ids: Sequence[str]
) -> dict[str, str]:
    told: dict[str, list[tuple[Topic, Gathering, str]]] = defaultdict(list)
    for gathering, ident in zip(gathered, ids, strict=True):
        for topic in gathering.topics:
            told[topic.passage.id].append((topic, gathering, ident))
    by_passage: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        by_passage[clause.passage].append(clause)
    found: dict[str, str] = {}
    for passage in passages:
        about = told.get(passage.parent or "") if passage.role else None
        if about:
            found.update((c.id, _main(about)) for c in by_passage[passage.id])
        elif told[passage.id]:
            found.update(_in_passage(by_passage[passage.id], told[passage.id]))
    return found


def _joining(
    passages: Sequence[Passage],
    names: dict[str, Counter[str]],
    gathered: Sequence[Gathering],
    ids: Sequence[str],
    told_in: dict[str, tuple[str, ...]],
) -> Iterator[tuple[str, str]]:
    """Accounts that name no event, and the episode whose people, places and things they speak of.

    A column, an entry of a running report or a letter says "the inquiry found" and never that the ship sank.
    It is of the episode with which it shares names: two, or one where another account of its page tells of it.
    """
    own = [(g, i) for g, i in zip(gathered, ids, strict=True) if not frames()[g.frame].beside]
    of_page: dict[str, set[str]] = defaultdict(set)
    for passage in passages:
        of_page[passage.page].update(told_in.get(passage.id, ()))
    for passage in passages:
        if passage.id in told_in or passage.kind in ("spam", "boilerplate") or passage.role:
            continue
        best: tuple[float, str] = (0.0, "")
        for gathering, ident in own:
            shared = [
                n for n in names.get(passage.id, ()) if n in gathering.names and n not in gathering.cities
            ]
            enough = len(shared) >= _SHARED - (ident in of_page[passage.page])
            if enough and not _before(passage, gathering):
                best = max(best, (sum(gathering.names[n] for n in shared), ident))
        if best[1]:
            yield passage.id, best[1]


def _ask_beside(
    passages: Sequence[Passage],
    names: dict[str, Counter[str]],
    gathered: Sequence[Gathering],
    ids: Sequence[str],
    told_in: dict[str, tuple[str, ...]],
) -> None:
    """Let what is told of beside another thing be asked of every account that shares its main thing or a name.

    "Five nurses were handed over" never says "hostage", and tells of the captivity that others name.
    """
    frame = {i: g.frame for g, i in zip(gathered, ids, strict=True)}
    for gathering, ident in zip(gathered, ids, strict=True):
        if not frames()[gathering.frame].beside:
            continue
        own = {t.passage.id for t in gathering.topics}
        things = {e for p in own for e in told_in.get(p, ()) if not frames()[frame[e]].beside}
        for passage in passages:
            known = told_in.get(passage.id, ())
            if not known or any(frame[e] == gathering.frame for e in known) or _before(passage, gathering):
                continue
            shared = [
                n for n in names.get(passage.id, ()) if n in gathering.names and n not in gathering.cities
            ]
            if things & set(known) or shared:
                told_in[passage.id] = (*known, ident)


def _before(passage: Passage, gathering: Gathering) -> bool:
    """Whether a passage was published before the episode."""
    out = parse(passage.published.edtf or "")
    return out is not None and gathering.when is not None and out.last < gathering.when.first


def _main(told: Sequence[tuple[Topic, Gathering, str]]) -> str:
    """The episode that a passage tells of above all."""
    return max(told, key=lambda item: (item[0].main, item[0].weight, item[2]))[2]


def _told_in(gathered: Sequence[Gathering], ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for gathering, ident in zip(gathered, ids, strict=True):
        for topic in gathering.topics:
            found[topic.passage.id].setdefault(ident)
    return {passage: tuple(episodes) for passage, episodes in found.items()}


def _in_passage(clauses: Sequence[Clause], told: Sequence[tuple[Topic, Gathering, str]]) -> dict[str, str]:
    told = [item for item in told if not item[0].beside] or told
    main = _main(told)
    kept: dict[str, str] = {}
    left_out: set[str] = set()
    for topic, gathering, ident in told:
        left_out.update(a.clause.id for a in topic.asides if _far(a, gathering))
        for anchor in topic.anchors:
            if _elsewhere(anchor, gathering):
                left_out.add(anchor.clause.id)
            else:
                kept[anchor.clause.id] = ident
    places = sorted((c.start, kept[c.id]) for c in clauses if c.id in kept)
    found: dict[str, str] = {}
    for clause in clauses:
        if clause.id in kept:
            found[clause.id] = kept[clause.id]
        elif clause.id not in left_out:
            found[clause.id] = _nearest(places, clause.start) if len(told) > 1 else main
    return found


def _nearest(places: Sequence[tuple[int, str]], at: int) -> str:
    number = bisect_left(places, (at, ""))
    around = places[max(0, number - 1) : number + 1] or places[-1:]
    return min(around, key=lambda p: (abs(p[0] - at), p[0]))[1]


def _elsewhere(anchor: Anchor, gathering: Gathering) -> bool:
    """Whether an anchor shows by its parties or its time that it tells of something else."""
    if anchor.pair is not None and gathering.pairs and anchor.pair not in gathering.pairs:
        known = [s for pair in gathering.leading_pairs() for s in pair]
        shared = [s for s in anchor.pair if any(same_side(plain(s), plain(k)) for k in known)]
        if len(shared) < 2:
            return True
    return _far(anchor, gathering)


def _far(anchor: Anchor, gathering: Gathering) -> bool:
    """Whether all dates of an anchor lie far from the episode."""
    when = [w for w in map(parse, anchor.dates) if w is not None]
    own = gathering.when
    return bool(when) and own is not None and all(own.gap(w) > _FAR and not _same_day(own, w) for w in when)


def _same_day(own: When, other: When) -> bool:
    """Whether a day differs from the episode's in its year alone, which a day named without one often does."""
    if not (own.exact and other.exact):
        return False
    return abs(own.first.timetuple().tm_yday - other.first.timetuple().tm_yday) <= 1
