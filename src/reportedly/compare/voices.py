"""What is shown of two voices: one, distinct, or unknown (which is the rule)."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Ceiling, Linked, Within

__all__ = ["Voices"]


class Voices:
    """The voices of a case, with those that are shown to be one put together."""

    def __init__(self, linked: Linked) -> None:
        self._root: dict[str, str] = {v.id: v.id for v in linked.voices}
        self._name = {v.id: v.name for v in linked.voices}
        for relation in linked.voice_relations:
            if relation.relation == "same":
                a, b = sorted((self.root(relation.a), self.root(relation.b)))
                self._root[b] = a
        self._distinct = {
            frozenset((self.root(r.a), self.root(r.b)))
            for r in linked.voice_relations
            if r.relation == "distinct"
        }

    def root(self, voice: str) -> str:
        """The voice that stands for all those shown to be one with ``voice``."""
        while (over := self._root.get(voice, voice)) != voice:
            voice = over
        return voice

    def roots(self, voices: Iterable[str]) -> list[str]:
        return sorted({self.root(v) for v in voices})

    def distinct(self, a: str, b: str) -> bool:
        """Whether the two are shown to be different."""
        return frozenset((self.root(a), self.root(b))) in self._distinct

    def independent(self, voices: Iterable[str]) -> tuple[int, int]:
        """How many voices stand behind a value: shown at least, and at most.

        At least is the size of a set of voices that are pairwise shown to be distinct, found greedily.
        """
        roots = self.roots(voices)
        shown: list[str] = []
        for voice in roots:
            if all(self.distinct(voice, other) for other in shown):
                shown.append(voice)
        return len(shown), len(roots)

    def within(self, a: Iterable[str], b: Iterable[str]) -> Within:
        """Whether two values are of one voice, of voices shown to be distinct, or neither is shown."""
        first, second = self.roots(a), self.roots(b)
        if not first or not second:
            return "unknown"
        if set(first) & set(second):
            return "one_voice"
        return "distinct_voices" if all(self.distinct(x, y) for x in first for y in second) else "unknown"

    def ceiling(self, voices: Iterable[str], modality: str) -> Ceiling:
        """The best credibility that the sourcing allows on the Admiralty scale.

        After NATO STANAG 2511 (now AJP-2.1, annex on the evaluation of information): 1 needs confirmation by
        other, independent sources, 2 allows that independence is not assured, 3 is one source and no other
        word, 6 cannot be judged.  It is a ceiling: a person may grade lower, never the program.
        """
        shown, most = self.independent(voices)
        if most == 0:
            return Ceiling(6, "No voice is known to give it, so it cannot be judged.")
        if modality != "actual":
            return Ceiling(3, "It is told as planned, offered, feared or conditional, not as a fact.")
        if shown >= 2:
            return Ceiling(1, f"{_spell(shown)} voices that are shown to be distinct give it.")
        if most >= 2:
            return Ceiling(2, f"{_spell(most)} voices give it, but nothing shows that they are independent.")
        name = self._name.get(self.roots(voices)[0], "one voice")
        return Ceiling(3, f"It goes back to a single voice: {name}.")


def _spell(number: int) -> str:
    return {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}.get(number, str(number))
