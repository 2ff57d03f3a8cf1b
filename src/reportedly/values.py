"""Typed values, and the one place where two of them are held against each other.

:func:`compare` says how two answers to one question stand to each other: ``same``, ``refines`` (one is the
finer telling of the other), ``adds`` (both can be, neither holds the other), ``contradicts`` (they cannot
both be) or ``incomparable`` (nothing can be said), and in one clause why.  It never looks at who gives
them, nor asks whether they are answers to one question.

Counts are bounds, as in TimeML's and the survey field's "at least": *at least five* and *at least three*
can both be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from .dates import Date, DateError, Duration
from .records import ValueType

__all__ = ["Comparison", "Kind", "Typed", "as_date", "as_duration", "compare"]

Kind = Literal["same", "refines", "adds", "contradicts", "incomparable"]

#: How far apart two counts may lie and "about" still cover both (a share of the larger).
_ABOUT = 0.15
#: How far "about" reaches from a time of day, in minutes.
_QUARTER = 15
#: A text that explains a relation is cut to so many characters.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as it compares.

    ``low`` and ``high`` bound a count or a measure (None is open), in the one ``unit`` of its dimension; ``counted`` is
    the lemma of what is counted.  ``clock`` is a time of day in minutes, whether or not its day is known.
    """

    type: ValueType
    text: str
    date: Date | None = None
    clock: int | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str | None = None
    counted: str | None = None


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


def compare(a: Typed, b: Typed) -> Comparison:
    """How two answers to one question stand to each other: two dates, two times of day, or two counts or measures."""
    if a.type != b.type:
        return Comparison("incomparable", "they are of different types")
    if a.clock is not None and b.clock is not None:
        return _clocks(a, b)
    if a.type == "date":
        return _dates(a, b)
    if a.type == "count":
        return _counts(a, b)
    return Comparison("incomparable", "nothing about them compares")


# ------------------------------------------------------------------ time


def _dates(a: Typed, b: Typed) -> Comparison:
    if a.date is None or b.date is None:
        same = a.text.casefold() == b.text.casefold()
        return Comparison("same" if same else "incomparable", "a date that is not resolved")
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
    slack = _QUARTER * (a.approximate + b.approximate)
    if first == second and a.approximate == b.approximate:
        return Comparison("same", "the same time")
    if first == second:
        return Comparison("refines", "one is told exactly, the other as about", not a.approximate)
    if abs(first - second) <= slack:
        return Comparison("adds", "both can be, as one is told as about")
    return Comparison("contradicts", f"{_short(a)} and {_short(b)} cannot both be the time")


# ------------------------------------------------------------------ counts


def _counts(a: Typed, b: Typed) -> Comparison:
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return Comparison("incomparable", "a number that is not told")
    if a.unit != b.unit:
        return Comparison("incomparable", "they are told in different units")
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


def _vague(value: Typed) -> bool:
    """Several, many, dozens: a count with no upper bound, told roughly."""
    return value.approximate and (value.low is None or value.high is None)


def _disjoint(a: Typed, b: Typed) -> bool:
    slack = 0.0
    if a.approximate or b.approximate:
        slack = _ABOUT * max(x for x in (a.low, a.high, b.low, b.high, 0.0) if x is not None)
    return _high(a) + slack < _low(b) or _high(b) + slack < _low(a)


def _low(value: Typed) -> float:
    return float("-inf") if value.low is None else value.low


def _high(value: Typed) -> float:
    return float("inf") if value.high is None else value.high


def _short(value: Typed) -> str:
    text = " ".join(value.text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3].rstrip() + "…"
