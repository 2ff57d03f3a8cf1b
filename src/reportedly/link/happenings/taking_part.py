"""Who took part in an affair: the sides that did its leading acts, and those to whom they were done.

Only an act told as done makes a party, and only by its own arguments: who reports a toll, speaks for another, is told
something, or is said not to have come, is none.  A party is named, or a body of people that several accounts tell of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ...records import Actor, Clause, Span
from ...vocab import load
from ..parties.sides import Party, Side, Sides, plain, same_side
from .acts import TALKS, Act
from .coding import parties_of

__all__ = ["Parties", "find_parties"]

#: Actors a side, and words a party, that are kept.
_ACTORS, _QUOTES = 12, 3
#: In an affair of more accounts than this a party must be told of by two.
_FEW = 2
#: Two are the parties of talks where this share of the accounts has them meet each other.
_CLEAR = 0.2


class Parties(NamedTuple):
    """The two sides at most: the actors of each, the quotes that show it, and whether they met each other."""

    actors: tuple[tuple[str, ...], ...] = ()
    quotes: tuple[tuple[Span, ...], ...] = ()
    met: bool = False


class _Role(NamedTuple):
    page: str
    clause: Clause
    party: Party


def find_parties(acts: Sequence[Act], sides: Sides, by_id: Mapping[str, Clause], accounts: int) -> Parties:
    """The parties of the acts, from the first that shows any: who did it, and whom it was done to."""
    least = 1 if accounts <= _FEW else 2
    for act in acts:
        doers, others, both = _roles(act, sides, by_id)
        if act.key == TALKS:
            roles = [r for two in both for r in two]
            if pair := _pair(both, sides, max(1, round(_CLEAR * accounts))):
                return _made(pair, roles, sides, True)
            if len({r.page for r in roles}) >= least:
                return Parties(met=True)
            continue
        one = _leading(doers, sides, least)
        second = _leading([r for r in others if one is None or plain(r.party[0]) != one], sides, least)
        chosen = [side for side in (one, second) if side is not None]
        if chosen:
            return _made(chosen, [*doers, *others], sides, False)
    return Parties()


def _roles(
    act: Act, sides: Sides, by_id: Mapping[str, Clause]
) -> tuple[list[_Role], list[_Role], list[tuple[_Role, _Role]]]:
    """Who did the act, whom it was done to, and, clause by clause, who stands on either part of it."""
    doers: list[_Role] = []
    others: list[_Role] = []
    both: list[tuple[_Role, _Role]] = []
    for clause in act.clauses:
        source, target = parties_of(clause, by_id)
        first = [
            _Role(clause.page, clause, p) for a in source for p in sides.of_argument(a) if _may(sides, p)
        ]
        second = [
            _Role(clause.page, clause, p)
            for a in target
            if a.label not in ("DATE", "TIME") and not a.role.startswith(("prep:in", "prep:at"))
            for p in sides.of_argument(a)
            if _may(sides, p)
        ]
        doers += first
        others += second
        every = [*first, *second]
        both += [
            (a, b)
            for i, a in enumerate(every)
            for b in every[i + 1 :]
            if not same_side(a.party[0], b.party[0])
        ]
    return doers, others, both


def _may(sides: Sides, party: Party) -> bool:
    """Whether an actor can be a party: no publication, no place that does nothing, nobody who is only counted."""
    actor = sides.actors[party[1]]
    counted = actor.name[:1].isdigit() or actor.name.split()[0].lower() in _counting()
    return actor.sector != "MED" and not counted and (actor.kind != "anonymous" or actor.sector is not None)


@cache
def _counting() -> frozenset[str]:
    """Words that open a phrase that counts people: "two men", "dozens of villagers", "about 40 guests"."""
    table = load("quantities")
    opening = {phrase.split()[0] for phrases in table["comparators"].values() for phrase in phrases}
    return frozenset({*table["numbers"], *table["vague"], *opening, "a", "an", "another", "other"})


def _leading(roles: Iterable[_Role], sides: Sides, least: int) -> Side | None:
    """The side that most accounts tell of, one that is named counting twice; None where fewer than ``least`` do."""
    pages: dict[Side, set[str]] = defaultdict(set)
    named: set[Side] = set()
    for role in roles:
        side = plain(role.party[0])
        pages[side].add(role.page)
        if _is_named(sides.actors[role.party[1]]):
            named.add(side)
    enough = [s for s, own in pages.items() if len(own) >= least]
    return min(enough, key=lambda s: (-len(pages[s]) * (1 + (s in named)), s), default=None)


def _pair(both: Iterable[tuple[_Role, _Role]], sides: Sides, least: int) -> list[Side] | None:
    """The two sides that most accounts tell of as meeting each other; None where fewer than ``least`` tell of any."""
    pages: dict[tuple[Side, Side], set[str]] = defaultdict(set)
    named: Counter[tuple[Side, Side]] = Counter()
    for one, other in both:
        low, high = sorted((plain(one.party[0]), plain(other.party[0])))
        pages[low, high].add(one.page)
        here = _is_named(sides.actors[one.party[1]]) + _is_named(sides.actors[other.party[1]])
        named[low, high] = max(named[low, high], here)
    enough = [pair for pair, own in pages.items() if len(own) >= least]
    best = min(enough, key=lambda p: (-len(pages[p]) * (1 + named[p]), p), default=None)
    return list(best) if best else None


def _is_named(actor: Actor) -> bool:
    return actor.name.split()[-1][:1].isupper()


def _made(chosen: Sequence[Side], roles: Sequence[_Role], sides: Sides, met: bool) -> Parties:
    actors, quotes = [], []
    for side in chosen:
        own = [r for r in roles if same_side(plain(r.party[0]), side)]
        counts = Counter(r.party[1] for r in own)
        ranked = sorted(counts, key=lambda a: (not _is_named(sides.actors[a]), -counts[a], a))
        actors.append(tuple(ranked[:_ACTORS]))
        clauses = list({r.page: r.clause for r in reversed(own)}.values())[::-1]
        quotes.append(tuple(Span(c.page, c.start, c.end, c.text) for c in clauses[:_QUOTES]))
    return Parties(tuple(actors), tuple(quotes), met)
