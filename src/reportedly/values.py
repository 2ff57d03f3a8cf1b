"""Typed values, and the one place where two of them are held against each other.

:func:`compare` says how two answers to one question stand to each other: ``same``, ``refines`` (one is the
finer telling of the other), ``adds`` (both can be, neither holds the other), ``contradicts`` (they cannot
both be) or ``incomparable`` (nothing can be said), and in one clause why.  It never looks at who gives
them.  Only a *single* question (one that has one right answer) can be contradicted by another answer; an
assertion and its denial contradict each other in any question.

Counts are bounds, as in TimeML's and the survey field's "at least": *at least five* and *at least three*
can both be, *ten organisations* and *three leaders* count different things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from .dates import Date, DateError, Duration
from .records import ValueType
from .vocab import words

__all__ = ["Comparison", "Kind", "Typed", "as_date", "as_duration", "compare", "kin", "overlap"]

Kind = Literal["same", "refines", "adds", "contradicts", "incomparable"]

#: How far apart two counts may lie and "about" still cover both (a share of the larger).
_ABOUT = 0.15

#: Of the fewer content words, the share that two phrases have in common when they say one thing.
_SAME_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as it compares.

    ``counted_class`` is the class of the counted noun, ``counted_within`` the class that this one is part of
    (civilians are people).  ``words`` are its content lemmas; ``proper`` the words of the names in it; ``names`` the ids of its actors; ``person`` says
    that it names a person, ``nations`` the countries of somebody described by them ("the German officer"); ``scope`` what narrows a count
    or a duration ("with the army", "in the north"); ``category`` one of a slot's named answers, ``excludes``
    the categories that cannot be true with it; ``affirmed`` is False where the account denies the value.
    ``actual`` is False for what is offered, feared, planned or conditional.  ``clock`` is a time of day in
    minutes, whether or not its day is known.
    """

    type: ValueType
    text: str
    date: Date | None = None
    duration: Duration | None = None
    clock: int | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str | None = None
    counted: str | None = None
    counted_class: str | None = None
    counted_within: str | None = None
    scope: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    person: bool = False
    nations: frozenset[str] = frozenset()
    category: str | None = None
    excludes: frozenset[str] = frozenset()
    affirmed: bool = True
    actual: bool = True

    @property
    def exact(self) -> bool:
        """A count with one number and no "about"."""
        return self.low is not None and self.low == self.high and not self.approximate


class Comparison(NamedTuple):
    """How ``a`` stands to ``b``; where it ``refines``, ``first`` tells whether ``a`` is the finer one."""

    kind: Kind
    why: str
    first: bool = True


def as_date(edtf: str | None) -> Date | None:
    """The date written as ``edtf``, or None where there is none or it cannot be read."""
    try:
        return Date.parse(edtf) if edtf else None
    except DateError:
        return None


def as_duration(iso: str | None) -> Duration | None:
    """The duration written as ``iso``, or None where there is none or it cannot be read."""
    try:
        return Duration.parse(iso) if iso else None
    except DateError:
        return None


def compare(a: Typed, b: Typed, single: bool = True) -> Comparison:
    """How two answers to one question stand to each other.

    ``single`` says that the question has one right answer (the first day, the death toll); in a list
    (parties, demands, places of a series of meetings) different answers only add to each other.
    """
    if a.type != b.type:
        return Comparison("incomparable", "they are of different types")
    found = _categories(a, b) if a.category or b.category else _COMPARERS[a.type](a, b)
    if a.affirmed != b.affirmed:
        return _denial(a, b, found)
    if not a.actual or not b.actual:
        return _not_both_facts(a, b, found)
    if not a.affirmed and found.kind == "contradicts":
        return Comparison("adds", "two denials can both be")
    if found.kind == "contradicts" and not single and not a.category:
        return Comparison("adds", "the question can have several answers")
    return found


def _denial(a: Typed, b: Typed, found: Comparison) -> Comparison:
    """One is asserted and the other denied: a contradiction where they are about the same thing."""
    asserted = a if a.affirmed else b
    about_one = found.kind == "same" or (found.kind == "refines" and found.first == (asserted is a))
    if a.type == "actor":  # "the people" and "people" need not be the same
        denied = b if a.affirmed else a
        if denied.scope and asserted.scope and not denied.scope & asserted.scope:
            return Comparison("incomparable", "it is denied of dealings with somebody else")
        about_one = bool(denied.proper) and (about_one or denied.proper <= asserted.proper)
    if about_one and a.actual and b.actual:
        return Comparison("contradicts", f"“{_short(asserted)}” is asserted and denied")
    return Comparison("incomparable", "one is asserted, something else denied")


def _not_both_facts(a: Typed, b: Typed, found: Comparison) -> Comparison:
    if a.actual == b.actual and found.kind in ("same", "refines"):
        return found
    return Comparison("adds", "what is offered, planned or conditional is not a fact")


def _categories(a: Typed, b: Typed) -> Comparison:
    if a.scope != b.scope:
        return Comparison("incomparable", "they are of different things")
    if a.category == b.category:
        return Comparison("same", "the same answer")
    if (a.category or "") in b.excludes or (b.category or "") in a.excludes:
        return Comparison("contradicts", f"“{a.category}” and “{b.category}” cannot both be")
    return Comparison("adds", "both can be")


# ------------------------------------------------------------------ time


def _dates(a: Typed, b: Typed) -> Comparison:
    if a.clock is not None and b.clock is not None:
        return _clocks(a, b) if a.scope == b.scope else Comparison("incomparable", "of different things")
    if a.date is None or b.date is None:
        same = a.text.casefold() == b.text.casefold()
        return Comparison("same" if same else "incomparable", "a date that is not resolved")
    if a.scope != b.scope:
        return Comparison("incomparable", "they are dates of different things")
    if a.date.edtf == b.date.edtf:
        return Comparison("same", "the same date")
    if a.date.approximate != b.date.approximate and a.date.compatible(b.date):
        return Comparison("refines", "one is told exactly, the other as about", not a.date.approximate)
    for finer, coarser, first in ((a, b, True), (b, a, False)):
        if finer.date and coarser.date and coarser.date.contains(finer.date):
            return Comparison("refines", f"{finer.date} lies in {coarser.date}", first)
    if a.date.cannot_both_be(b.date):
        return Comparison("contradicts", f"{a.date} and {b.date} cannot both be")
    return Comparison("adds", "the dates overlap")


def _clocks(a: Typed, b: Typed) -> Comparison:
    """Two times of day (the day itself is another question); "about" covers a quarter of an hour."""
    first, second = a.clock or 0, b.clock or 0
    slack = 15 * (a.approximate + b.approximate)
    if first == second and a.approximate == b.approximate:
        return Comparison("same", "the same time")
    if first == second:
        return Comparison("refines", "one is told exactly, the other as about", not a.approximate)
    if abs(first - second) <= slack:
        return Comparison("adds", "both can be, as one is told as about")
    return Comparison("contradicts", f"{_short(a)} and {_short(b)} cannot both be the time")


def _durations(a: Typed, b: Typed) -> Comparison:
    if a.duration is None or b.duration is None or not (a.duration.known and b.duration.known):
        return Comparison("incomparable", "a length that is not told in numbers")
    if a.scope != b.scope:
        return Comparison("incomparable", "they measure different stretches")
    if a.duration.iso == b.duration.iso:
        return Comparison("same", "the same length")
    if a.duration.compatible(b.duration):
        return Comparison("refines", "the lengths can be one", a.duration.precision == "day")
    if a.approximate or b.approximate or a.duration.precision != b.duration.precision:
        return Comparison("adds", "told roughly, or in different units")
    return Comparison("contradicts", f"{a.text} and {b.text} cannot both be its length")


# ------------------------------------------------------------------ counts


def _counts(a: Typed, b: Typed) -> Comparison:
    if (apart := _told_apart(a, b)) is not None:
        return Comparison("incomparable", apart)
    for part, whole, first in ((a, b, True), (b, a, False)):
        if part.counted_within and part.counted_within == whole.counted_class:
            return _part_of(part, whole, first)
    if (a.low, a.high) == (b.low, b.high):
        if a.approximate == b.approximate:
            return Comparison("same", "the same number")
        return Comparison("refines", "one is told exactly, the other as about", not a.approximate)
    if _disjoint(a, b):
        if _vague(a) or _vague(b):
            return Comparison("incomparable", "one is told too roughly")
        return Comparison("contradicts", f"{_short(a)} and {_short(b)} cannot both be the number")
    for finer, coarser, first in ((a, b, True), (b, a, False)):
        if _low(coarser) <= _low(finer) and _high(finer) <= _high(coarser):
            return Comparison("refines", f"{_short(finer)} lies within {_short(coarser)}", first)
    return Comparison("adds", "the ranges overlap")


def _told_apart(a: Typed, b: Typed) -> str | None:
    """Why two counts cannot be held against each other; None where they can."""
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return "a number that is not told"
    if a.unit != b.unit:
        return "they are told in different units"
    if not (_same_counted(a, b) or _nested(a, b)):
        return f"they count different things ({a.counted}, {b.counted})"
    if a.scope != b.scope:
        return "they count within different bounds"
    if "part" in a.scope and (a.low, a.high) != (b.low, b.high):
        return "they tell of parts"
    return None


def _nested(a: Typed, b: Typed) -> bool:
    return any(x.counted_within and x.counted_within == y.counted_class for x, y in ((a, b), (b, a)))


def _part_of(part: Typed, whole: Typed, first: bool) -> Comparison:
    """A count of civilians against one of people: a part may be smaller, never larger."""
    if (part.low, part.high) == (whole.low, whole.high):
        return Comparison("refines", f"{_short(part)} tells who the {_short(whole)} were", first)
    if _low(part) > _high(whole) and not (_vague(part) or _vague(whole)):
        return Comparison("contradicts", f"{_short(part)} cannot be part of {_short(whole)}")
    return Comparison("incomparable", "one counts a part of the other")


def _vague(value: Typed) -> bool:
    """Several, many, dozens: a count with no upper bound, told roughly."""
    return value.approximate and (value.low is None or value.high is None)


def _same_counted(a: Typed, b: Typed) -> bool:
    """The same noun, or two nouns that a vocabulary puts in one class ("people", "victims")."""
    if a.counted == b.counted or a.counted is None or b.counted is None:
        return a.counted_class == b.counted_class or a.counted == b.counted
    return a.counted_class is not None and a.counted_class == b.counted_class


def _disjoint(a: Typed, b: Typed) -> bool:
    slack = 0.0
    if a.approximate or b.approximate:
        slack = _ABOUT * max(x for x in (a.low, a.high, b.low, b.high, 0.0) if x is not None)
    return _high(a) + slack < _low(b) or _high(b) + slack < _low(a)


def _low(value: Typed) -> float:
    return float("-inf") if value.low is None else value.low


def _high(value: Typed) -> float:
    return float("inf") if value.high is None else value.high


# ------------------------------------------------------------------ places, actors, words


def _places(a: Typed, b: Typed) -> Comparison:
    if a.words == b.words:
        return Comparison("same", "the same place")
    for finer, coarser, first in ((a, b, True), (b, a, False)):
        if coarser.words and coarser.words < finer.words:
            return Comparison("refines", f"{finer.text} lies in {coarser.text}", first)
    if a.counted_class and a.counted_class == b.counted_class and not a.words & b.words:
        return Comparison("contradicts", f"{a.text} and {b.text} are two places of one kind")
    return Comparison("adds", "another place, or the same by another name")


def _actors(a: Typed, b: Typed) -> Comparison:
    if a.names and a.names == b.names:
        return Comparison("same", "the same actor")
    one_words = a.words and b.words and (a.words <= b.words or b.words <= a.words)
    if one_words and a.proper == b.proper and not (a.names and b.names):
        return Comparison("same", "the same name")
    if a.person and b.person and not a.names & b.names and not a.proper & b.proper:
        return Comparison("contradicts", f"{a.text} and {b.text} are two")
    if a.nations and b.nations and not a.nations & b.nations and not (a.proper & b.proper):
        return Comparison("contradicts", f"{a.text} and {b.text} are of two countries")
    return Comparison("adds", "another actor, or the same by another name")


def _texts(a: Typed, b: Typed) -> Comparison:
    if not a.words or not b.words:
        return Comparison("incomparable", "no words to hold against each other")
    if _numbers(a) != _numbers(b):
        return Comparison("adds", "they tell different numbers")
    if overlap(a.words, b.words) >= _SAME_WORDS:
        return Comparison("same", "in other words")
    return Comparison("adds", "both can be")


def _numbers(value: Typed) -> frozenset[str]:
    """The numbers that stand in a phrase, in figures or in words."""
    return frozenset(w for w in value.words if w[0].isdigit() or w in words("parallel", "numbers"))


_COMPARERS = {
    "date": _dates,
    "interval": _dates,
    "duration": _durations,
    "count": _counts,
    "place": _places,
    "actor": _actors,
    "document": _texts,
    "cause": _texts,
    "text": _texts,
}


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Of the fewer words, the share that has kin among the others."""
    small, large = sorted((a, b), key=lambda words: (len(words), sorted(words)))
    return sum(any(kin(x, y) for y in large) for x in small) / len(small) if small else 0.0


def kin(a: str, b: str) -> bool:
    """Whether two lemmas share a stem: withdraw and withdrawal, form and formation."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    common = 0
    while common < len(short) and short[common] == long[common]:
        common += 1
    if common == len(short):
        return len(short) >= 4 and long[common:] in _DERIVED
    return common >= 5 and len(short) - common <= 2 and len(long) - common <= 5


#: What English adds to a verb to make a noun or a form of it.
_DERIVED = frozenset(
    [
        "s",
        "es",
        "d",
        "ed",
        "ing",
        "al",
        "ion",
        "ion",
        "ation",
        "ment",
        "er",
        "ers",
        "or",
        "ors",
        "ance",
        "ence",
        "ive",
        "y",
        "ity",
        "ism",
        "ist",
        "ization",
        "isation",
    ]
)


def _short(value: Typed) -> str:
    text = " ".join(value.text.split())
    return text if len(text) <= 60 else text[:57].rstrip() + "…"
