"""Which episode an answer belongs to, and episodes that only parallel wording shows."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable

from ...frames import frames
from ...records import Episode, Linked
from ...spans import content_id
from ..answers import Answer
from .parallel import Parallel

__all__ = ["Placer", "generic_episodes"]

#: What is told within another kind of event is asked of an episode where this share of its accounts tells of it.
_ASKED = 0.5


class Placer:
    """Finds the episode of an answer: that of its clause, or of the nearest clause that has one."""

    def __init__(self, linked: Linked) -> None:
        self._by_clause = linked.episode_of
        self._frames = _frames(linked)
        self._near: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self._told: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for clause in linked.clauses:
            if episode := self._by_clause.get(clause.id):
                self._near[clause.passage].append((clause.predicate.start, episode))
                self._told[clause.passage][episode] += 1
        for places in self._near.values():
            places.sort()

    def episode(self, answer: Answer) -> str | None:
        """The episode's id; None where the words tell of no event of the answer's frame.

        A clause that ``link`` has left out of every episode tells of something else, and so do its answers.
        """
        if answer.clause is not None:
            found = self._by_clause.get(answer.clause.id)
        else:
            found = self._nearest(answer.sheet.passage.id, answer.evidence.start)
        return found if found is not None and answer.frame in self._frames[found] else None

    def shared(self, a: str, b: str) -> str | None:
        """The episode that two accounts tell most of, of any frame; None where they share none."""
        both = set(self._told[a]) & set(self._told[b])
        return min(both, key=lambda e: (-self._told[a][e] - self._told[b][e], e), default=None)

    def _nearest(self, passage: str, at: int) -> str | None:
        places = self._near.get(passage)
        if not places:
            return None
        number = bisect_left(places, (at, ""))
        around = places[max(0, number - 1) : number + 1]
        return min(around, key=lambda p: abs(p[0] - at))[1]


def _frames(linked: Linked) -> dict[str, set[str]]:
    """The frames that can be asked of each episode: its own, and those told beside it by enough of its accounts."""
    told: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    accounts: defaultdict[str, set[str]] = defaultdict(set)
    for clause in linked.clauses:
        if episode := linked.episode_of.get(clause.id):
            accounts[episode].add(clause.page)
            for frame in frames().values():
                if frame.beside and frame.tells(clause):
                    told[episode, frame.name].add(clause.page)
    found: dict[str, set[str]] = {e.id: {e.frame} if e.frame else set() for e in linked.episodes}
    for (episode, name), pages in told.items():
        if len(pages) >= _ASKED * len(accounts[episode]):
            found[episode].add(name)
    return found


def generic_episodes(pairs: Iterable[Parallel]) -> tuple[tuple[Episode, ...], dict[str, str]]:
    """Episodes of accounts that no frame's episode holds together, but that tell one thing in parallel words.

    Returns the episodes, in the order of the pairs, and the episode of each such account.
    """
    group: dict[str, str] = {}
    first: dict[str, Parallel] = {}
    for pair in pairs:
        a, b = pair.first.passage.id, pair.second.passage.id
        one, other = group.get(a), group.get(b)
        ident = one or other or content_id("ep", pair.a.page, pair.a.start, pair.a.end, "generic")
        if one and other and one != other:
            group = {p: one if e == other else e for p, e in group.items()}
            first.pop(other, None)
        group[a] = group[b] = ident
        first.setdefault(ident, pair)
    made = tuple(
        Episode(ident, _title(pair), "generic", evidence=(pair.a, pair.b)) for ident, pair in first.items()
    )
    return made, group


def _title(pair: Parallel) -> str:
    return pair.first.passage.title or pair.second.passage.title or "One thing told twice"
