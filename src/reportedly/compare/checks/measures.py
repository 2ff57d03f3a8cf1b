"""Quantities of two texts held against each other: whether they measure one kind of thing, and in which unit."""

from __future__ import annotations

from collections.abc import Iterable

from ... import lexical
from ...records import Quantity
from ...values import Typed
from ...vocab import load

__all__ = ["one_measure", "same_figure", "told_among", "typed"]

#: Likeness of two counted nouns that may be one kind of thing.
_ONE_KIND = 0.65
#: What stands for anybody, where it is told what befell them.
_ANYBODY = frozenset({None, "person", "people", "body", "victim", "man"})
#: How sure it is that two counts are of one thing: what befell anybody, and two numbers that name nothing.
_BEFELL, _BARE = 0.9, 0.3


def typed(q: Quantity) -> Typed:
    """The quantity as it compares: of a measure, in one unit of its kind."""
    kind, factor = _measure(q) or (q.unit, 1.0)
    low, high = (None if x is None else x * factor for x in (q.low, q.high))
    return Typed("count", q.text, low=low, high=high, approximate=q.approximate, unit=kind)


def one_measure(a: Quantity, b: Quantity) -> float | None:
    """How like what the two count is; None where they count things of different kinds."""
    measures = _measure(a), _measure(b)
    if measures[0] or measures[1]:
        return 1.0 if measures[0] and measures[1] and measures[0][0] == measures[1][0] else None
    if a.unit != b.unit or (a.condition and b.condition and a.condition != b.condition):
        return None
    if a.unit:
        return 1.0
    if a.condition and a.condition == b.condition and {a.counted, b.counted} & _ANYBODY:
        return _BEFELL
    if a.counted is None or b.counted is None:
        return _BARE if a.counted is None and b.counted is None else None
    near = lexical.likeness(lexical.stem(a.counted), lexical.stem(b.counted))
    return near if near >= _ONE_KIND else None


def same_figure(a: Quantity, b: Quantity) -> bool:
    """Whether the two give one number, whatever bounds it."""
    one, two = typed(a), typed(b)
    return bool({one.low, one.high} & {two.low, two.high} - {None})


def told_among(ours: Quantity, others: Iterable[Quantity]) -> bool:
    """Whether one of the others gives the same number of what may be the same."""
    return any(
        same_figure(ours, q) and (one_measure(ours, q) is not None or None in (ours.counted, q.counted))
        for q in others
    )


def _measure(q: Quantity) -> tuple[str, float] | None:
    """The kind of measure that the quantity is of, and its unit in the one of its kind; None for a count."""
    name = q.unit or q.counted or ""
    for kind, units in {**load("units"), "length": load("lengths")["kilometres"]}.items():
        if (factor := units.get(name)) is not None:
            return kind, float(factor)
    return None
