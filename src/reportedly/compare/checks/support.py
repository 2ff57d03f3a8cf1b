"""Whether a text says what a part of a retelling says, in the same words or others: fitted on named features.

Each sentence of the cited text is a place where the part may stand.  The features are how much of the part's words
have their like there and in the sentences beside it, its predicate, its numbers and names, and whether one says no
where the other says yes.  Two models are fitted by ``training/checks.py`` (``fitted/checks.json``): that a sentence
supports the part, and that nothing of the kind stands in the text at all.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ... import fitted, lexical
from ...records import Clause, Quantity
from ..sheet import Sheet
from .measures import told_among
from .words import Rarity, Unit, Word, best, like, units_of, words_in

__all__ = ["Against", "Match", "absence", "main_clause", "matches", "negative"]

#: Sentences whose features are looked at in full, the best by their words.
_BEST = 5
#: Characters beside a sentence in which its numbers may be taken up.
_REACH = 200
#: What numbers and dates begin with.
_NUMERIC = frozenset("0123456789@")
#: A part of fewer words is told by those around it.
_FEW = 4
_POSSESSIVE = re.compile(r"(?P<who>[\w-]+)(?:['’]s|s['’])\s+$")
#: So many characters before a word a possessive is looked for.
_FAR = 60
_NO = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|without|denie[sd]|deny|denying)\b|n['’]t\b", re.I
)


class Match(NamedTuple):
    """A sentence of the cited text, how it answers the part, and the probability that it says the same."""

    unit: Unit
    features: dict[str, float]
    sure: float


@dataclass
class Against:
    """A retelling's account, the text that it is held against, and how rare the case's words are."""

    ours: Sheet
    theirs: Sheet
    rarity: Rarity

    @cached_property
    def units(self) -> list[Unit]:
        """The sentences of the cited text."""
        return units_of(self.theirs)

    @cached_property
    def all_words(self) -> tuple[Word, ...]:
        """The words of the cited text, each stem once."""
        seen: dict[tuple[str, object], Word] = {}
        for unit in self.units:
            for word in unit.words:
                seen.setdefault((word.stem, word.value), word)
        return tuple(seen.values())

    @cached_property
    def quantities(self) -> list[list[Quantity]]:
        """The quantities of each sentence of the cited text."""
        starts = [unit.start for unit in self.units]
        found: list[list[Quantity]] = [[] for _ in self.units]
        for quantity in self.theirs.quantities:
            at = bisect_right(starts, quantity.start) - 1
            if at >= 0 and not self.theirs.nested(quantity.start):
                found[at].append(quantity)
        return found

    def beside(self, unit: Unit) -> list[Word]:
        """The words of the sentence and of the ones right before and after it."""
        at = self.units.index(unit)
        return [word for near in self.units[max(0, at - 1) : at + 2] for word in near.words]


def matches(held: Against, start: int, end: int) -> list[Match]:
    """The sentences of the cited text that may say what stands from ``start`` to ``end``, the surest first."""
    wanted = words_in(held.ours, start, end)
    if not wanted:
        return []
    ranked = sorted(held.units, key=lambda u: (-held.rarity.covered(wanted, u.words), u.start))[:_BEST]
    model = fitted.load("checks")["supported"]
    found = []
    for unit in ranked:
        features = _features(held, wanted, unit, start, end)
        sure = 0.0 if _other(held, features, unit, start, end) else model.probability(features)
        found.append(Match(unit, features, sure))
    return sorted(found, key=lambda m: (-m.sure, m.unit.start))


def _other(held: Against, features: Mapping[str, float], unit: Unit, start: int, end: int) -> bool:
    """Whether the sentence tells of other numbers or names than the part, or gives its number of something else."""
    if features["numbers missing beside"] or (
        features["names missing"] and features["names missing beside"] == 1.0
    ):
        return True
    if _anothers(held, start, end, unit) or _other_length(held, start, end, unit):
        return True
    low, high = unit.start - _REACH, unit.end + _REACH
    near = [q for q in held.theirs.quantities if low <= q.start < high]
    own = [q for q in held.ours.quantities if start <= q.start and q.end <= end + 1]
    return any(not told_among(q, near) for q in own if q.counted or q.unit)


def _anothers(held: Against, start: int, end: int, unit: Unit) -> bool:
    """Whether something belongs to one in the part ("the union's office") and to another in the sentence."""
    theirs = {w.stem: _owner(held.theirs.text, w.start) for w in unit.words}
    return any(
        (mine := _owner(held.ours.text, w.start)) and (other := theirs.get(w.stem)) and mine != other
        for w in words_in(held.ours, start, end)
    )


def _other_length(held: Against, start: int, end: int, unit: Unit) -> bool:
    """Whether both give lengths of time, and the part's is none of the sentence's ("within a month", "two weeks")."""
    ours = _lengths(held.ours, start, end)
    theirs = _lengths(held.theirs, unit.start, unit.end)
    return bool(ours and theirs) and not ours & theirs


def _lengths(sheet: Sheet, start: int, end: int) -> set[str]:
    found = sheet.near_dates(start, end)
    return {
        d.value for d in found if d.type == "DURATION" and d.value and start <= d.start and d.end <= end + 1
    }


def _owner(text: str, at: int) -> str | None:
    """The stem of the word in the possessive right before a word."""
    before = _POSSESSIVE.search(text, max(0, at - _FAR), at)
    return lexical.stem(before["who"]) if before else None


def _features(held: Against, wanted: Sequence[Word], unit: Unit, start: int, end: int) -> dict[str, float]:
    have, beside = unit.words, held.beside(unit)
    likes = [best(word, have) for word in wanted]
    numbers = [word for word in wanted if word.value is not None or word.stem[:1] in _NUMERIC]
    names = [word for word in wanted if word.name]
    head = main_clause(held.ours, start, end)
    verb = [w for w in wanted if head is not None and head.predicate.start <= w.start < head.predicate.end]
    low, high = held.ours.sentence(start)
    around = [w for w in words_in(held.ours, low, high) if not start <= w.start < end]
    ours = lexical.mean_vector((w.stem, held.rarity.weight(w)) for w in wanted)
    theirs = lexical.mean_vector((w.stem, held.rarity.weight(w)) for w in have)
    return {
        "covered": held.rarity.covered(wanted, have),
        "covered beside": held.rarity.covered(wanted, beside),
        "around": held.rarity.covered(around, have) if around else 0.5,
        "around of few": held.rarity.covered(around, have) if around and len(wanted) < _FEW else 0.5,
        "same words": sum(x >= 1 for x in likes) / len(likes),
        "least": min(likes),
        "last": likes[-1],
        "verb": max((best(w, have) for w in verb), default=0.5),
        "verb known": float(bool(verb)),
        "numbers": float(bool(numbers)),
        "numbers missing": sum(best(w, have) < 1 for w in numbers) / max(1, len(numbers)),
        "numbers missing beside": sum(best(w, beside) < 1 for w in numbers) / max(1, len(numbers)),
        "names missing": sum(best(w, have) == 0 for w in names) / max(1, len(names)),
        "names missing beside": sum(best(w, beside) == 0 for w in names) / max(1, len(names)),
        "one says no": float(negative(held.ours, start, end) != negative(held.theirs, unit.start, unit.end)),
        "cosine": lexical.cosine(ours, theirs),
        "in order": _in_order(wanted, have),
        "words": math.log(len(wanted)),
        "theirs": math.log(1 + len(have)),
    }


def _in_order(wanted: Sequence[Word], have: Sequence[Word]) -> float:
    """Of the pairs of neighbouring words, the share that stands near in the same order."""
    pairs = list(pairwise(wanted))
    good = 0
    for one, two in pairs:
        first = [i for i, w in enumerate(have) if like(one, w) > 0]
        second = [i for i, w in enumerate(have) if like(two, w) > 0]
        good += any(0 < j - i <= 3 for i in first for j in second)
    return good / len(pairs) if pairs else 0.0


def absence(held: Against, start: int, end: int, found: Sequence[Match]) -> dict[str, float]:
    """Features of there being nothing of the kind in the whole of the cited text."""
    wanted = words_in(held.ours, start, end)
    weights = [held.rarity.weight(w) for w in wanted]
    likes = [best(w, held.all_words) for w in wanted]
    numbers = [x for w, x in zip(wanted, likes, strict=True) if w.value is not None or w.stem[:1] in _NUMERIC]
    names = [x for w, x in zip(wanted, likes, strict=True) if w.name]
    head = main_clause(held.ours, start, end)
    verb = [
        x
        for w, x in zip(wanted, likes, strict=True)
        if head and head.predicate.start <= w.start < head.predicate.end
    ]
    top: Mapping[str, float] = found[0].features if found else {}
    return {
        "supported": found[0].sure if found else 0.0,
        "covered": top.get("covered", 0.0),
        "covered beside": top.get("covered beside", 0.0),
        "cosine": top.get("cosine", 0.0),
        "anywhere": sum(w * x for w, x in zip(weights, likes, strict=True)) / max(sum(weights), 1e-9),
        "least anywhere": min(likes, default=0.0),
        "second least": sorted(likes)[1] if len(likes) > 1 else 1.0,
        "missing": float(sum(x < 0.5 for x in likes)),
        "number missing": float(any(x < 1 for x in numbers)),
        "name missing": float(any(x == 0 for x in names)),
        "verb anywhere": max(verb, default=0.5),
        "words": math.log(1 + len(wanted)),
        "their length": math.log(1 + len(held.units)),
    }


def main_clause(sheet: Sheet, start: int, end: int) -> Clause | None:
    """The first verb of the span that no other clause of the span governs."""
    inside = [c for c in sheet.near_clauses(start, end) if start <= c.predicate.start < end and not c.nominal]
    known = {c.id for c in inside}
    return next((c for c in inside if c.governor not in known), inside[0] if inside else None)


def negative(sheet: Sheet, start: int, end: int) -> bool:
    """Whether what stands there says no: an odd number of words that do."""
    return len(_NO.findall(sheet.text, start, end)) % 2 == 1
