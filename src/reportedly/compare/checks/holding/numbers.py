"""A number held against the numbers that the cited text gives of the same things."""

from __future__ import annotations

from collections.abc import Sequence

from ....records import Quantity
from ..lexis import Term, alike, terms_of
from ..parts import Part
from .texts import BESIDE, SAME_EVENT, Found, Held, context

__all__ = ["find_number"]

#: What stands for anybody, where it is told what befell them.
_ANYBODY = frozenset({None, "person", "people", "body", "victim"})
#: Of the words around a count of the dead, the wounded or the missing, what a sentence must share.
_SAME_FATE = 0.25
#: How far "about" reaches: a share of the number.
_ROUGH = 0.25


def find_number(held: Held, part: Part, ours: Quantity) -> Found:
    around = context(held, part)
    own = terms_of(held.ours.text, part.start, part.end)
    same: list[tuple[float, int, Quantity]] = []
    other: list[tuple[float, int, Quantity]] = []
    for theirs in held.theirs.quantities:
        if held.theirs.nested(theirs.start) or not _one_measure(held, ours, theirs, own):
            continue
        low, high = held.theirs.sentence(theirs.start)
        score = held.lexis.covered([*own, *around], terms_of(held.theirs.text, low, high))
        if (ours.low, ours.high) == (theirs.low, theirs.high):
            same.append((score, -theirs.start, theirs))
        elif _apart(ours, theirs) and _one_kind(ours, theirs):
            other.append((score, -theirs.start, theirs))
    if same and max(same)[0] >= BESIDE:
        return Found(
            "supported",
            held.theirs.span(max(same)[2].start, max(same)[2].end),
            "the cited text gives the same number",
        )
    enough = SAME_EVENT if ours.condition is None else _SAME_FATE
    if other and max(other)[0] >= enough:
        theirs = max(other)[2]
        why = f"the cited text has {theirs.text[:60]}"
        return Found("contradicted", held.theirs.span(theirs.start, theirs.end), why)
    return _exchanged(held, ours) or Found("not_found", None, "the cited text gives no such number of them")


def _exchanged(held: Held, ours: Quantity) -> Found | None:
    """Two numbers of one sentence that the cited text has the other way round: "15 dead, 64 missing"."""
    low, high = held.ours.sentence(ours.start)
    beside = {_value(q) for q in held.ours.quantities if low <= q.start < high} - {_value(ours), (None, None)}
    for theirs in held.theirs.quantities:
        if held.theirs.nested(theirs.start) or _value(theirs) not in beside or not _one_kind(ours, theirs):
            continue
        low, high = held.theirs.sentence(theirs.start)
        for other in held.theirs.quantities:
            if low <= other.start < high and _value(other) == _value(ours) and not _one_kind(ours, other):
                why = f"the cited text has the two numbers the other way round: {theirs.text[:60]}"
                return Found("contradicted", held.theirs.span(theirs.start, theirs.end), why)
    return None


def _value(quantity: Quantity) -> tuple[float | None, float | None]:
    return quantity.low, quantity.high


def _counted_alike(a: Quantity, b: Quantity) -> bool:
    if a.unit and b.unit:
        return a.unit == b.unit
    if a.condition and b.condition and a.condition != b.condition:
        return False  # the dead are not the missing
    if (
        a.condition
        and a.condition == b.condition
        and {a.counted, b.counted} & _ANYBODY
        and not a.modifiers
        and not b.modifiers
    ):
        return True  # "64 dead" and "64 people were killed", but not "12 civilians were killed"
    return bool(a.counted and b.counted and a.counted != "time" and alike(a.counted, b.counted) > 0)


def _one_kind(a: Quantity, b: Quantity) -> bool:
    """Whether the two count the same things, and of both the same is told."""
    return a.condition == b.condition and _counted_alike(a, b)


def _one_measure(held: Held, a: Quantity, b: Quantity, own: Sequence[Term]) -> bool:
    """Whether the two count the same things: "met seven times" is seven meetings."""
    if (a.unit or b.unit) and a.unit != b.unit:
        return False
    if _counted_alike(a, b):
        return True
    if a.condition and b.condition:
        return False
    counted = [x for x in (a.counted, b.counted) if x and x != "time"]
    if not counted:
        return True
    verbs = own if a.counted == "time" else terms_of(held.theirs.text, *held.theirs.sentence(b.start))
    return "time" in (a.counted, b.counted) and any(alike(t.form, c) > 0 for t in verbs for c in counted)


def _apart(a: Quantity, b: Quantity) -> bool:
    """Whether no number can be both; "about" leaves room on either side."""
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    return high_a < low_b or high_b < low_a


def _bounds(quantity: Quantity) -> tuple[float, float]:
    low = float("-inf") if quantity.low is None else quantity.low
    high = float("inf") if quantity.high is None else quantity.high
    return (low * (1 - _ROUGH), high * (1 + _ROUGH)) if quantity.approximate else (low, high)
