"""Pairs of claims that may answer one question: which are looked at, and the named features of each.

Candidates come from blocks, so that the cost is near-linear: claims of one kind whose sentences share a rare word, and
typed claims that count one thing, tell one state or measure in one dimension.  For each claim the best by shared rare
words and word vectors are kept.  Nothing here decides: :mod:`.model` weighs the features.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ..lexical import Vector, cosine, likeness, mean_vector
from ..values import Typed
from .claims import Claim, Kind

__all__ = ["GROUP", "Pair", "Rarity", "Scene", "candidates", "features"]

#: Which model weighs a pair of claims of a kind.
GROUP: dict[Kind, str] = {
    "count": "count", "money": "count", "age": "length", "length": "length", "day": "time", "clock": "time",
    "place": "name", "actor": "name", "act": "act",
}  # fmt: skip
#: Rare stems of a sentence by which it finds others, and claims that one stem may bring together.
_BY, _CROWD = 10, 40
#: Claims of one typed block that are held against each other; a larger block is left to its rare words.
_BLOCK = 60
#: Candidates kept a claim: in twelve affairs 15 keep what 40 keep of the pairs of one question, less 2 in 100.
_KEPT = 15
#: A word in every sentence still weighs a little.
_LEAST = 0.05
#: How far a ratio of numbers, or a distance of days or minutes, is told (natural logarithms).
_FAR_RATIO, _FAR_TIME = 4.0, 8.0


class Pair(NamedTuple):
    """Two claims by their places in the scene, the first the smaller."""

    a: int
    b: int


class Rarity:
    """How rare each stem is among the sentences of the claims: 0 for one in all, near 1 for one in a single one."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        seen: Counter[str] = Counter()
        sentences: set[tuple[str, int]] = set()
        for claim in claims:
            at = (claim.span.page, claim.sentence[0])
            if claim.kind == "act" and at not in sentences:
                sentences.add(at)
                seen.update({w.stem for w in claim.near})
        self._seen, self._all = seen, max(len(sentences), 1)

    def weight(self, stem: str) -> float:
        many = self._all + 1
        return max(_LEAST, math.log(many / (self._seen.get(stem, 0) + 0.5)) / math.log(many))


class Scene:
    """The claims of one affair with what is worked out once for each: word weights and vectors."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        rarity = Rarity(claims)
        self.weight: Callable[[str], float] = rarity.weight
        self.inside = [self._bag(w.stem for w in c.words) for c in claims]
        self.near = [self._bag(w.stem for w in c.near) for c in claims]
        self.inside_vector = [self._vector([*(w.stem for w in c.words), c.predicate]) for c in claims]
        self.near_vector = [self._vector([w.stem for w in c.near]) for c in claims]
        self.names = [frozenset(w.stem for w in c.words if w.name) for c in claims]

    def _bag(self, stems: Iterable[str]) -> dict[str, float]:
        """Each stem's weight, the whole of length 1."""
        bag = {s: self.weight(s) for s in stems}
        norm = math.sqrt(sum(w * w for w in bag.values())) or 1.0
        return {s: w / norm for s, w in bag.items()}

    def _vector(self, stems: Sequence[str]) -> Vector | None:
        return mean_vector((s, self.weight(s)) for s in stems if s)


def _dot(a: dict[str, float], b: dict[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(w * b[s] for s, w in a.items() if s in b)


# ------------------------------------------------------------------ candidates


def candidates(scene: Scene) -> list[Pair]:
    """The pairs to look at, in order; never two claims of overlapping answers."""
    claims = scene.claims
    found: set[Pair] = set()
    for pair in _blocked(scene):
        a, b = claims[pair.a], claims[pair.b]
        overlapping = a.sheet is b.sheet and a.answer.start < b.answer.end and b.answer.start < a.answer.end
        if not overlapping:
            found.add(pair)
    return sorted(found)


def _blocked(scene: Scene) -> Iterable[Pair]:
    claims = scene.claims
    by_stem: defaultdict[tuple[Kind, str], list[int]] = defaultdict(list)
    typed: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        rare = sorted(scene.near[number], key=lambda s: (-scene.weight(s), s))[:_BY]
        for stem in dict.fromkeys((*rare, *scene.inside[number])):
            by_stem[claim.kind, stem].append(number)
        for key in _keys(claim):
            typed[claim.kind, *key].append(number)
    reached: defaultdict[int, set[int]] = defaultdict(set)
    for members in by_stem.values():
        if len(members) <= _CROWD:
            for number in members:
                reached[number].update(members)
    for number in sorted(reached):
        others = sorted(reached[number] - {number}, key=lambda o: (-_near(scene, number, o), o))
        for other in others[:_KEPT]:
            yield Pair(min(number, other), max(number, other))
    for members in typed.values():
        if len(members) <= _BLOCK:
            for place, number in enumerate(members):
                for other in members[place + 1 :]:
                    yield Pair(number, other)


def _near(scene: Scene, a: int, b: int) -> float:
    return (
        _dot(scene.inside[a], scene.inside[b])
        + cosine(scene.inside_vector[a], scene.inside_vector[b])
        + 0.5 * _dot(scene.near[a], scene.near[b])
        + 0.5 * cosine(scene.near_vector[a], scene.near_vector[b])
    )


def _keys(claim: Claim) -> Iterable[tuple[str, ...]]:
    """What a typed claim is of, beside its words."""
    measure = claim.measure
    if claim.kind == "count":
        if measure.state:
            yield ("state", measure.state)
        if measure.dimension:
            yield ("dimension", measure.dimension)
        elif measure.noun:
            yield ("noun", measure.noun)
    elif claim.kind in ("money", "age", "clock", "length"):
        yield ("all",)
    elif claim.kind == "day" and claim.predicate:
        yield ("predicate", claim.predicate)


# ------------------------------------------------------------------ features


def features(scene: Scene, pair: Pair) -> dict[str, float]:
    """The named features of a pair; one that is 0 may be left out."""
    a, b = scene.claims[pair.a], scene.claims[pair.b]
    found = _common(scene, pair, a, b)
    if a.kind in ("count", "money"):
        found |= _measured(a, b)
    elif a.kind in ("length", "age"):
        found |= _numbers(a.typed, b.typed)
        found["age"] = float(a.kind == "age")
    elif a.kind in ("day", "clock"):
        found |= _times(a, b)
    elif a.kind in ("place", "actor"):
        found["answer_same"] = float(bool(a.own & b.own))
        found["role_same"] = float(a.role == b.role)
        found["actor"] = float(a.kind == "actor")
    return found


def _common(scene: Scene, pair: Pair, a: Claim, b: Claim) -> dict[str, float]:
    inside, near = (scene.inside[pair.a], scene.inside[pair.b]), (scene.near[pair.a], scene.near[pair.b])
    rare = sorted((scene.weight(s) for s in inside[0].keys() & inside[1].keys()), reverse=True)
    names = scene.names[pair.a], scene.names[pair.b]
    one_sheet = a.sheet is b.sheet
    shared = len(near[0].keys() & near[1].keys())
    return {
        "clause_cosine": cosine(scene.inside_vector[pair.a], scene.inside_vector[pair.b]),
        "sentence_cosine": cosine(scene.near_vector[pair.a], scene.near_vector[pair.b]),
        "clause_words": _dot(*inside),
        "sentence_words": _dot(*near),
        "rarest_shared": rare[0] if rare else 0.0,
        "second_shared": rare[1] if len(rare) > 1 else 0.0,
        "predicate_same": float(bool(a.predicate) and a.predicate == b.predicate),
        "predicate_like": likeness(a.predicate, b.predicate) if a.predicate and b.predicate else 0.0,
        "subject_like": _aligned(a.roles.get("subject", ()), b.roles.get("subject", ())),
        "object_like": _aligned(a.roles.get("object", ()), b.roles.get("object", ())),
        "other_like": _aligned(a.roles.get("other", ()), b.roles.get("other", ())),
        "subject_missing": float(not (a.roles.get("subject") and b.roles.get("subject"))),
        "object_missing": float(not (a.roles.get("object") and b.roles.get("object"))),
        "polarity_differs": float(a.negated != b.negated),
        "one_account": float(one_sheet),
        "one_sentence": float(one_sheet and a.sentence == b.sentence),
        "name_shared": float(bool(names[0] & names[1])),
        "names_differ": float(bool(names[0] and names[1] and not names[0] & names[1])),
        "copied": shared / max(1, min(len(near[0]), len(near[1]))),
    }


def _aligned(a: Sequence[str], b: Sequence[str]) -> float:
    """How well each word of a phrase is matched in the other (soft cosine, greedy, both ways)."""
    if not a or not b:
        return 0.0
    there = sum(max(likeness(x, y) for y in b) for x in a) / len(a)
    back = sum(max(likeness(x, y) for x in a) for y in b) / len(b)
    return (there + back) / 2


def _numbers(a: Typed, b: Typed) -> dict[str, float]:
    x, y = ((t.low if t.low is not None else t.high) or 0.0 for t in (a, b))
    return {
        "ratio": min(_FAR_RATIO, abs(math.log((x + 0.5) / (y + 0.5)))),
        "number_same": float(x == y),
        "zero": float((x == 0) != (y == 0)),
    }


def _measured(a: Claim, b: Claim) -> dict[str, float]:
    x, y = a.measure, b.measure
    nouns = x.noun is not None and y.noun is not None
    found = _numbers(a.typed, b.typed)
    found |= {
        "noun_same": float(nouns and x.noun == y.noun),
        "noun_like": likeness(x.noun or "", y.noun or "") if nouns else 0.0,
        "whom_same": float(x.whom is not None and x.whom == y.whom),
        "whom_differs": float(x.whom != y.whom),
        "state_same": float(x.state is not None and x.state == y.state),
        "state_differs": float(None not in (x.state, y.state) and x.state != y.state),
        "state_once": float((x.state is None) != (y.state is None)),
        "unit_same": float(bool(x.dimension) and x.dimension == y.dimension),
        "unit_differs": float(x.dimension != y.dimension),
        "rate_differs": float(x.per != y.per),
        "part_differs": float(x.part != y.part),
        "parts": float(x.part and y.part),
        "group_shared": float(bool(x.group & y.group)),
        "group_differs": float(x.group != y.group),
        "modifiers_like": _aligned(x.modifiers, y.modifiers),
        "modifiers_once": float(bool(x.modifiers) != bool(y.modifiers)),
        "money": float(a.kind == "money"),
    }
    return found


def _times(a: Claim, b: Claim) -> dict[str, float]:
    if a.kind == "clock":
        apart = abs((a.typed.clock or 0) - (b.typed.clock or 0))
        return {"clock": 1.0, "minutes": min(_FAR_TIME, math.log1p(apart)), "time_same": float(apart == 0)}
    x, y = a.typed.date, b.typed.date
    if x is None or y is None or x.earliest is None or y.earliest is None:
        return {"unsolved": 1.0}
    apart = abs((x.earliest - y.earliest).days)
    return {
        "days": min(_FAR_TIME, math.log1p(apart)),
        "time_same": float(apart == 0 and x.precision == y.precision),
        "precision_same": float(x.precision == y.precision),
        "coarse": float(
            x.precision in ("year", "decade", "century") or y.precision in ("year", "decade", "century")
        ),
    }
