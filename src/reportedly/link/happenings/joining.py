"""Which mentions tell one event: pairs scored by fitted weights, joined by average linkage.

A pair is looked at where the two share the word of their act or a rare word of their arguments, within one affair.
What speaks for one event and against it are named features (:func:`features`); their weights are fitted on the
training half of ECB+ (Cybulska and Vossen 2014) by ``training/events.py`` and lie in ``fitted/events.json``.  The
work grows with the mentions: how many earlier ones are looked at under one key is bounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from ...fitted import load
from ...lexical import likeness, nearest, stem
from ...records import Argument, Clause
from .coding import Told
from .rarity import Vector, about, dot, rarity
from .timespans import When

__all__ = ["Account", "Telling", "features", "join", "pairs"]

#: How many earlier mentions are looked at under one key.
_CANDIDATES = 40
#: Mentions of a group that stand for it when it is held against another.
_STANDING = 6
#: Mean log-odds from which two groups are one; set on ECB+'s training half.
_ENOUGH = -1.0
#: Words this rare (:func:`~.rarity.rarity`) let a pair be looked at.
_RARE = 4.0
_SAME_DAY = 1
_NEVER = -1e6
#: Words this much alike may be one in meaning; of words less alike than this no pair was ever joined.
_NEAR, _UNLIKE = 0.5, 0.3


class Account:
    """What a text is about as a whole; how alike two are is worked out once."""

    def __init__(self, vector: Vector) -> None:
        self._vector = vector
        self._known: dict[int, float] = {}

    def alike(self, other: Account) -> float:
        """How alike two accounts are, 0 to 1."""
        if id(other) not in self._known:
            self._known[id(other)] = other._known[id(self)] = dot(self._vector, other._vector)
        return self._known[id(other)]


class Telling:
    """One mention of an event: its clause, who takes part, when and where, as far as that is told."""

    def __init__(
        self, clause: Clause, told: Told | None, source: Sequence[Argument], target: Sequence[Argument],
        actors: frozenset[str], when: When | None, place: str | None, affair: str | None, account: Account,
        around: str,
    ) -> None:  # fmt: skip
        self.clause, self.told = clause, told
        self.actors, self.when, self.place, self.affair = actors, when, place, affair
        self.account, self._around = account, around
        self.lemma = stem(clause.lemma.split()[0]) if clause.lemma else ""
        self.verb = stem((clause.verb or clause.lemma).split()[0])
        self.source = [stem(a.head) for a in source]
        self.target = [stem(a.head) for a in target]

    @cached_property
    def words(self) -> Vector:
        """What the clause and those around it are about, the act's own word left out."""
        found = about(self._around)
        return {w: x for w, x in found.items() if stem(w) not in (self.lemma, self.verb)}


def _on_other_days(a: Telling, b: Telling) -> bool:
    """Whether two mentions give days that are further apart than a time zone: they tell of two events."""
    one, other = a.when, b.when
    return one is not None and other is not None and one.exact and other.exact and one.gap(other) > _SAME_DAY


def _alike(a: Telling, b: Telling) -> float:
    """How near the words of two acts are in meaning."""
    return max(likeness(a.lemma, b.lemma), likeness(a.verb, b.verb))


def features(a: Telling, b: Telling) -> dict[str, float]:
    """What speaks for one event and against it, by name; each between 0 and 1 but for ``rare``."""
    same = a.lemma == b.lemma
    verb = b.verb in (a.verb, a.lemma) or a.verb == b.lemma
    one, other = (t.told.raw.plover if t.told else None for t in (a, b))
    both_named = bool(a.actors and b.actors)
    dated, placed = a.when is not None and b.when is not None, a.place is not None and b.place is not None
    near = a.when is not None and b.when is not None and a.when.gap(b.when) <= _SAME_DAY
    alike = _alike(a, b)
    texts = a.account.alike(b.account)
    source, target = nearest(a.source, b.source), nearest(a.target, b.target)
    return {
        "lemma": float(same),
        "verb": float(verb),
        "rare": float(same or verb) * rarity(a.lemma),
        "alike": alike,
        "near": max(0.0, alike - _NEAR) / (1 - _NEAR),
        "code": float(one is not None and one == other),
        "other_code": float(one is not None and other is not None and one != other),
        "actors": float(bool(a.actors & b.actors)),
        "other_actors": float(both_named and not a.actors & b.actors),
        "source": source,
        "target": target,
        "no_source": float(not (a.source and b.source)),
        "no_target": float(not (a.target and b.target)),
        "words": dot(a.words, b.words),
        "texts": texts,
        "word_texts": float(same or verb) * texts,
        "alike_target": alike * target,
        "alike_source": alike * source,
        "same_day": float(dated and near),
        "other_day": float(dated and not near),
        "same_place": float(placed and a.place == b.place),
        "other_place": float(placed and a.place != b.place),
        "one_noun": float(a.clause.nominal != b.clause.nominal),
        "one_text": float(a.clause.passage == b.clause.passage),
        "other_modality": float((a.clause.modality == "actual") != (b.clause.modality == "actual")),
        "other_polarity": float(a.clause.negated != b.clause.negated),
    }


def pairs(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """The pairs to look at, by position, the earlier first; each once."""
    having: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        seen: set[int] = set()
        keys = {(telling.affair, w) for w in (telling.lemma, telling.verb)}
        rare = sorted(telling.words, key=lambda w: (-telling.words[w], w))[:_STANDING]
        keys |= {(telling.affair, f"@{actor}") for actor in telling.actors}
        keys |= {(telling.affair, f"{w}*") for w in rare if rarity(w) >= _RARE}
        for key in sorted(keys, key=str):
            for other in having[key][-_CANDIDATES:]:
                if other not in seen:
                    seen.add(other)
                    if _alike(tellings[other], telling) >= _UNLIKE:
                        yield other, number
            having[key].append(number)


def join(tellings: Sequence[Telling]) -> list[int]:
    """The group of each mention, as a number."""
    model = load("events")["pair"]
    known: dict[tuple[int, int], float] = {}

    def odds(one: int, other: int) -> float:
        key = (one, other) if one < other else (other, one)
        if key not in known:
            a, b = tellings[key[0]], tellings[key[1]]
            known[key] = _NEVER if _on_other_days(a, b) else model.score(features(a, b))
        return known[key]

    home = list(range(len(tellings)))
    members = {i: [i] for i in home}
    scored = [(odds(a, b), a, b) for a, b in pairs(tellings)]
    for _, one, other in sorted((s for s in scored if s[0] > _ENOUGH), key=lambda s: (-s[0], s[1], s[2])):
        a, b = home[one], home[other]
        if a == b:
            continue
        standing = [(x, y) for x in members[a][:_STANDING] for y in members[b][:_STANDING]]
        if sum(odds(x, y) for x, y in standing) / len(standing) >= _ENOUGH:
            low, high = min(a, b), max(a, b)
            for member in members[high]:
                home[member] = low
            members[low] += members.pop(high)
    return home
