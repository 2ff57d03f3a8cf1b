"""Which episode an answer belongs to: that of the event that it stands at."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict

from ..records import Clause, Linked
from .answers import Answer

__all__ = ["Placer"]

_HOPS = 3


class Placer:
    """Finds the episode of an answer, by clause, then by the nearest event, then by the account."""

    def __init__(self, linked: Linked) -> None:
        self.frame_of = {e.id: e.frame for e in linked.episodes}
        event_episode = {e.id: e.episode for e in linked.events if e.episode in self.frame_of}
        by_event = {c: ep for c, e in linked.event_of.items() if (ep := event_episode.get(e))}
        self.by_clause = by_event | linked.episode_of
        self.near: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        count: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for clause in sorted(linked.clauses, key=lambda c: (c.page, c.predicate.start)):
            if episode := self.by_clause.get(clause.id):
                key = clause.passage, self.frame_of[episode]
                self.near[key].append((clause.predicate.start, episode))
                count[key][episode] += 1
        self._all: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for (passage, _), counted in count.items():
            self._all[passage].update(counted)
        self.main = {key: min(c, key=lambda e: (-c[e], e)) for key, c in count.items()}

    def episode(self, answer: Answer) -> str | None:
        """The episode's id; None where the account tells of no event of the answer's frame."""
        clause = answer.clause
        for one in self._up(answer, clause):
            episode = self.by_clause.get(one.id)
            if episode and self.frame_of[episode] == answer.frame:
                return episode
        key = answer.sheet.passage.id, answer.frame
        return self._nearest(key, answer.evidence.start) or self.main.get(key)

    def shared(self, a: str, b: str) -> str | None:
        """The episode that two accounts tell most of, of any frame; None where they share none."""
        both = set(self._all[a]) & set(self._all[b])
        return min(both, key=lambda e: (-self._all[a][e] - self._all[b][e], e), default=None)

    @staticmethod
    def _up(answer: Answer, clause: Clause | None) -> list[Clause]:
        if clause is None:
            return []
        parts = answer.sheet.parts.get(clause.id, [])
        return [clause, *parts, *answer.sheet.above(clause, _HOPS)]

    def _nearest(self, key: tuple[str, str], at: int) -> str | None:
        places = self.near.get(key)
        if not places:
            return None
        number = bisect_left(places, (at, ""))
        around = places[max(0, number - 1) : number + 1]
        return min(around, key=lambda p: abs(p[0] - at))[1]
