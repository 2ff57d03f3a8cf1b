"""Readable episodes: a title with parties and time, and the record itself."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ...dates import MONTHS
from ...records import Actor, Episode, Span
from ..parties.sides import Side, Sides, same_side
from .gathering import Gathering
from .topics import plain

__all__ = ["describe"]

#: Nouns that say little of what happened.
_VAGUE = frozenset({"incident", "episode", "event", "fire", "bomb", "war", "death"})
_PARTIES, _EVIDENCE = 12, 12
_ARTICLES = ("the ", "The ", "a ", "A ", "an ", "An ", "these ", "These ", "some ", "Some ")


def describe(ident: str, gathering: Gathering, sides: Sides) -> Episode:
    """The episode that ``gathering`` is."""
    members = _members(gathering)
    pair = max(gathering.pairs, key=lambda p: (gathering.pairs[p], p), default=None)
    chosen = list(pair) if pair is not None else [s for s, _ in gathering.sides.most_common(2)]
    parties = tuple(_of_side(side, members) for side in chosen)
    when = gathering.when
    evidence: dict[str, Span] = {}
    for topic in gathering.topics:
        best = max(topic.anchors, key=lambda a: (a.weight, -a.clause.start)).clause
        evidence.setdefault(topic.passage.id, Span(best.page, best.start, best.end, best.text))
    return Episode(
        ident,
        _title(gathering, [p for p in parties if p], sides),
        gathering.frame,
        tuple(p for p in parties if p),
        when.first.isoformat() if when else None,
        when.last.isoformat() if when else None,
        tuple(evidence.values())[:_EVIDENCE],
    )


def _members(gathering: Gathering) -> list[tuple[Side, str, float]]:
    """Side, actor and weight, the weightiest first."""
    weights: Counter[tuple[Side, str]] = Counter()
    for topic in gathering.topics:
        for anchor in topic.anchors:
            for side, actor in anchor.parties:
                weights[side, actor] += anchor.weight  # type: ignore[assignment]  # a Counter may hold weights
    return [(s, a, w) for (s, a), w in sorted(weights.items(), key=lambda item: (-item[1], item[0]))]


def _of_side(side: Side, members: list[tuple[Side, str, float]]) -> tuple[str, ...]:
    found = [actor for own, actor, _ in members if same_side(plain(own), plain(side))]
    return tuple(dict.fromkeys(found))[:_PARTIES]


def _title(gathering: Gathering, parties: list[tuple[str, ...]], sides: Sides) -> str:
    words: Counter[str] = Counter()
    for topic in gathering.topics:
        for anchor in topic.anchors:
            if anchor.clause.nominal:
                words[anchor.clause.lemma] += 1
    names = [_name(p, sides) for p in parties]
    when = _when(gathering)
    if gathering.frame == "negotiation":
        what = " and ".join(names) if len(names) < 3 else ", ".join(names)
        return (
            f"Talks between {what}{when}"
            if len(names) > 1
            else f"Talks with {what}{when}"
            if names
            else f"Talks{when}"
        )
    telling = Counter({w: n for w, n in words.items() if w not in _VAGUE}) or words
    noun = max(telling, key=lambda w: (telling[w], w), default=gathering.frame.replace("_", " ")).capitalize()
    bodies = [[a for a in p[:5] if _is_body(sides.actors[a])] for p in parties]
    names = [sides.actors[b[0]].name for b in bodies if b]
    place = _place(gathering, sides)
    by = f" involving {' and '.join(names)}" if names and not place else ""
    return f"{noun}{place}{by}{when}"


def _name(party: tuple[str, ...], sides: Sides) -> str:
    """The party's best name: a person's, a government's or a body's before a description."""
    found = [sides.actors[a] for a in party[:5]]
    named = [a for a in found if a.kind != "anonymous" and a.name.split()[-1][:1].isupper()]
    for kind in ("person", "government"):
        of_kind = [a for a in named if a.kind == kind]
        if of_kind:
            return of_kind[0].name
    if named:
        return named[0].name
    short = [a for a in found if a.country and len(a.name.split()) <= 3] or found
    name = short[0].name
    for article in _ARTICLES:
        name = name.removeprefix(article)
    return name.strip("“”‘’\"'")


def _is_body(actor: Actor) -> bool:
    """Whether a title may name an actor as taking part in an incident: a state or a body, no paper, no witness."""
    named = actor.name.split()[-1][:1].isupper()
    return named and actor.kind in ("government", "organization", "group") and actor.sector != "MED"


def _place(gathering: Gathering, sides: Sides) -> str:
    places: Counter[str] = Counter()
    for topic in gathering.topics:
        for anchor in topic.anchors:
            for argument in anchor.clause.having("prep:in", "prep:at", "prep:near"):
                actor = sides.index.actor_at(argument.page, argument.start, argument.end)
                if actor is not None and (
                    sides.actors[actor].kind == "place"
                    or (sides.actors[actor].kind == "government" and argument.label == "GPE")
                ):
                    places[actor] += 1
    if not places:
        return ""
    best = max(places, key=lambda a: (places[a], a))
    return f" in {sides.actors[best].name}"


def _when(gathering: Gathering) -> str:
    when = gathering.when
    if when is None:
        return ""
    if when.first == when.last:
        return f", {_day(when.first)}"
    if (when.first.year, when.first.month) == (when.last.year, when.last.month):
        return f", {MONTHS[when.first.month - 1]} {when.first.year}"
    if when.first.year == when.last.year:
        return f", {MONTHS[when.first.month - 1]}–{MONTHS[when.last.month - 1]} {when.first.year}"
    return (
        f", {MONTHS[when.first.month - 1]} {when.first.year}–{MONTHS[when.last.month - 1]} {when.last.year}"
    )


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
