"""Events: who did what to whom, once for all its mentions over the pages of a case.

A clause that tells a coded act is a mention, with its own date, place and modality; what is denied, proposed
or threatened keeps the code of the act and says so.  Mentions are one event where the act is the same, the
parties can be (an ambassador is his country, rebel leaders are the rebels), their dates are a day apart at most,
and their places do not exclude each other; without dates only within one episode.  Candidates are looked up by
act and party, so the work grows with the mentions and not with their square.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...records import Actor, Clause, DateMention, Event, EventMention, Mention
from ..parties.actors import ActorIndex
from ..parties.sides import Party, Side, Sides, plain, same_side
from .coding import Told, read_events
from .timespans import When, parse

__all__ = ["Events", "find_events"]

#: How many earlier events of one act and party a mention is held against.
_CANDIDATES = 40
_AT = re.compile(r"\b(?:in|at|near|outside|inside)\s+(?:the\s+(?:\w+\s+){0,3})?$")
_PLACES = ("prep:in", "prep:at", "prep:near", "prep:outside", "prep:inside")


class Events(NamedTuple):
    """The events of a case and which clause tells of which."""

    events: tuple[Event, ...]
    event_of: dict[str, str]


@dataclass(slots=True)
class _Mention:
    told: Told
    source: list[Party]
    target: list[Party]
    date: str | None
    when: When | None
    place: str | None
    place_actor: str | None
    episode: str | None


@dataclass(slots=True)
class _Cluster:
    plover: str
    cameo: str
    acts: set[str]
    mentions: list[_Mention] = field(default_factory=list)


def find_events(
    clauses: Sequence[Clause],
    dates: Iterable[DateMention],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    actor_of: dict[str, str],
    episode_of: dict[str, str],
) -> Events:
    """The events that ``clauses``, in page order, tell of."""
    sides = Sides(actors, ActorIndex(mentions, actor_of))
    by_page: dict[str, list[DateMention]] = defaultdict(list)
    for date in dates:
        if date.edtf and date.type in ("DATE", "TIME"):
            by_page[date.page].append(date)
    by_passage: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        by_passage[clause.passage].append(clause)
    clusters: list[_Cluster] = []
    index: dict[tuple[str, Side], list[int]] = defaultdict(list)
    for own in by_passage.values():
        told = sorted(read_events(own), key=lambda t: (t.clause.predicate.start, t.clause.id))
        for one in told:
            mention = _mention(one, sides, by_page[one.clause.page], episode_of)
            if mention.source or mention.target:
                _place(mention, clusters, index, sides)
    found = [_event(c) for c in clusters]
    event_of = {m.told.clause.id: e.id for c, e in zip(clusters, found, strict=True) for m in c.mentions}
    return Events(tuple(found), event_of)


def _mention(told: Told, sides: Sides, dates: list[DateMention], episode_of: dict[str, str]) -> _Mention:
    clause = told.clause
    source = [p for a in told.source for p in sides.of_argument(a)]
    target = [p for a in told.target if a.label not in ("DATE", "TIME") for p in sides.of_argument(a)]
    target = [p for p in target if p not in source]
    spans = [(clause.start, clause.end), *((a.start, a.end) for a in clause.arguments)]
    inside = [d for d in dates if any(low <= d.start and d.end <= high for low, high in spans)]
    date = inside[0].edtf if inside else None
    place, actor = _where(clause, sides)
    target = [p for p in target if p[1] != actor]
    when = parse(date) if date else None
    return _Mention(told, source, target, date, when, place, actor, episode_of.get(clause.id))


def _where(clause: Clause, sides: Sides) -> tuple[str | None, str | None]:
    """The place of an event as written and its actor: an argument of place, or one that the parse hangs lower."""
    for argument in clause.having(*_PLACES):
        if argument.label in ("GPE", "LOC", "FAC"):
            found = sides.index.actor_at(argument.page, argument.start, argument.end)
            return argument.text, found
    for start, end, actor in sides.index.actors_in(clause.page, clause.start, clause.end):
        if sides.actors[actor].kind in ("place", "government") and _AT.search(
            clause.text[: start - clause.start]
        ):
            return clause.text[start - clause.start : end - clause.start], actor
    return None, None


def _place(
    mention: _Mention, clusters: list[_Cluster], index: dict[tuple[str, Side], list[int]], sides: Sides
) -> None:
    """Put a mention to the event that it tells of, or found one."""
    code = mention.told.raw
    keys = [(code.plover, plain(s)) for s, _ in (*mention.source, *mention.target)]
    seen: set[int] = set()
    number: int | None = None
    for key in keys:
        for candidate in index[key][-_CANDIDATES:]:
            if candidate not in seen and number is None:
                seen.add(candidate)
                if _fits(mention, clusters[candidate], sides):
                    number = candidate
    if number is None:
        number = len(clusters)
        clusters.append(_Cluster(code.plover, code.cameo, set()))
    clusters[number].mentions.append(mention)
    clusters[number].acts.add(mention.told.clause.verb)
    for key in keys:
        if number not in index[key]:
            index[key].append(number)


def _fits(mention: _Mention, cluster: _Cluster, sides: Sides) -> bool:
    act = mention.told.clause.verb
    if act not in cluster.acts and mention.told.raw.cameo != cluster.cameo:
        return False
    return all(_compatible(mention, other, sides) for other in cluster.mentions[:6])


def _compatible(a: _Mention, b: _Mention, sides: Sides) -> bool:
    if not _same_parties(a, b):
        return False
    if a.when is not None and b.when is not None:
        if a.when.gap(b.when) > 1:
            return False
    elif a.episode is None or a.episode != b.episode or a.told.clause.verb != b.told.clause.verb:
        return False
    if a.place_actor is None or b.place_actor is None or a.place_actor == b.place_actor:
        return True
    one, other = sides.actors[a.place_actor], sides.actors[b.place_actor]
    return one.id in other.part_of or other.id in one.part_of


def _same_parties(a: _Mention, b: _Mention) -> bool:
    """Whether source and target can be the same; either way round where the act is mutual."""
    straight = _meet(a.source, b.source) and _meet(a.target, b.target)
    mutual = a.told.raw.plover in ("CONSULT", "COOPERATE") or a.told.clause.verb in ("fight", "sign")
    return straight or (mutual and _meet(a.source, b.target) and _meet(a.target, b.source))


def _meet(a: list[Party], b: list[Party]) -> bool:
    if not a or not b:
        return not a and not b
    return any(x == y or same_side(s, t) for s, x in a for t, y in b)


def _event(cluster: _Cluster) -> Event:
    mentions = cluster.mentions
    first = mentions[0].told.clause

    def actors(parties: Iterable[Party]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(actor for _, actor in parties))

    return Event(
        f"e{first.id[1:]}",
        None,
        cluster.plover,
        cluster.cameo,
        actors(p for m in mentions for p in m.source),
        actors(p for m in mentions for p in m.target),
        {},
        tuple(_record(m) for m in mentions),
    )


def _record(mention: _Mention) -> EventMention:
    clause = mention.told.clause
    modality = "denied" if clause.negated and clause.modality == "actual" else clause.modality
    return EventMention(
        clause.page,
        clause.start,
        clause.end,
        clause.text,
        clause.passage,
        clause.statement,
        mention.date,
        mention.place,
        modality,
    )
