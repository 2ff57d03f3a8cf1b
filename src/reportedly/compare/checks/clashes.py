"""Where a text answers a part's question with a value that cannot also be: another number, day, time or a denial.

Only typed values are held against each other, by :func:`reportedly.values.compare`; whether the two answer one
question is weighed by features of the words around them (``fitted/checks.json``, by ``training/checks.py``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ... import fitted, lexical
from ...records import Clause, DateMention, Quantity, Span
from ...values import Typed, as_date, compare
from ...vocab import pattern, words
from ..sheet import Sheet
from .measures import one_measure, same_figure, told_among, typed
from .support import Against, main_clause
from .words import Unit, Word, best, words_in

__all__ = ["Clash", "clashes", "hedged_in", "reversed_in"]

#: Likeness of two verbs that may be one act.
_ONE_ACT = 0.55
#: Verbs that say nothing of what is done.
_EMPTY = frozenset({"be", "have", "do", "get", "make", "take", "say", "tell"})
#: What stands for the likeness of a verb where the part has none.
_NO_VERB = 0.5
_LONGEST = 300
#: Characters before a verb in which its auxiliaries stand.
_AUXILIARIES = 20
#: A time that its own words give.
_SAID_OUT = re.compile(r"(?i)\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day")
#: Minutes of half a day.
_HALF = 720
_HALVES = re.compile(r"(?i)[ap]\.?m\b|morning|afternoon|evening|night|noon")


class Clash(NamedTuple):
    """A value of the part, the cited text's own for it, why both cannot be, and how sure it is that they answer one question."""

    start: int
    end: int
    theirs: Span
    why: str
    features: dict[str, float]
    sure: float


def clashes(held: Against, start: int, end: int) -> list[Clash]:
    """The values from ``start`` to ``end`` that the cited text contradicts, the surest first."""
    found = [*_numbers(held, start, end), *_dates(held, start, end), *_denials(held, start, end)]
    found = [
        c for c in found if c.features["verb"] >= _NO_VERB
    ]  # what is told of another act answers no question of this
    return sorted(found, key=lambda c: (-c.sure, c.start, c.theirs.start))


# ------------------------------------------------------------------ numbers


def _numbers(held: Against, start: int, end: int) -> Iterator[Clash]:
    for ours in held.ours.quantities:
        if not (start <= ours.start and ours.end <= end + 1) or (ours.low is None and ours.high is None):
            continue
        for unit, beside in zip(held.units, held.quantities, strict=True):
            if told_among(ours, beside):
                continue
            for theirs in beside:
                kind = one_measure(ours, theirs)
                if kind is not None and compare(typed(ours), typed(theirs)).kind == "contradicts":
                    why = f"the cited text has {' '.join(theirs.text.split())[:60]}"
                    span = held.theirs.span(theirs.start, theirs.end)
                    features = _number_features(held, ours, theirs, kind)
                    yield _clash(held, (start, end), ours, span, unit, why, features)


def _number_features(held: Against, a: Quantity, b: Quantity, kind: float) -> dict[str, float]:
    one, two = a.low or a.high or 1.0, b.low or b.high or 1.0
    return {
        "counted": kind,
        "condition": float(a.condition is not None and a.condition == b.condition),
        "bounded": float(a.low != a.high or b.low != b.high),
        "far": abs(math.log(max(one, 0.5) / max(two, 0.5))),
        "equal elsewhere": float(any(same_figure(a, q) for q in held.theirs.quantities)),
    }


# ------------------------------------------------------------------ dates and times of day


def _dates(held: Against, start: int, end: int) -> Iterator[Clash]:
    for ours in held.ours.near_dates(start, end):
        if not (start <= ours.start and ours.end <= end + 1) or ours.type not in ("DATE", "TIME"):
            continue
        for unit in held.units:
            for theirs in held.theirs.near_dates(unit.start, unit.end):
                if not unit.start <= theirs.start < unit.end or theirs.type not in ("DATE", "TIME"):
                    continue
                a, b = _when(ours, theirs), _when(theirs, ours)
                if a is None or b is None or _half_a_day(a, b) or compare(a, b).kind != "contradicts":
                    continue
                features = {
                    "counted": 1.0,
                    "is day": float(a.clock is None),
                    "equal elsewhere": float(any(_same_time(d, ours) for d in held.theirs.dates)),
                }
                span = held.theirs.span(theirs.start, theirs.end)
                yield _clash(
                    held, (start, end), ours, span, unit, f"the cited text has {theirs.text}", features
                )


def _when(date: DateMention, other: DateMention) -> Typed | None:
    """The time of day where both give one, else the day; "that same day" is not held against anything."""
    if not _SAID_OUT.search(date.text):
        return None
    if date.clock and other.clock:
        hours, _, minutes = date.clock.lstrip("T").partition(":")
        if hours.isdigit() and minutes[:2].isdigit():
            return Typed("date", date.text, clock=60 * int(hours) + int(minutes[:2]))
    value = as_date(date.edtf)
    fine = (
        value is not None and value.precision in ("day", "hour", "minute", "second") and not value.is_interval
    )
    return Typed("date", date.text, date=value) if fine and not (date.clock or other.clock) else None


def _half_a_day(a: Typed, b: Typed) -> bool:
    """Whether two times differ by noon alone, and one does not say which half of the day it means."""
    if a.clock is None or b.clock is None or (a.clock - b.clock) % _HALF:
        return False
    return not all(_HALVES.search(x.text) for x in (a, b))


def _same_time(a: DateMention, b: DateMention) -> bool:
    return bool((a.clock and a.clock == b.clock) or (not a.clock and a.edtf and a.edtf == b.edtf))


# ------------------------------------------------------------------ denials


def _denials(held: Against, start: int, end: int) -> Iterator[Clash]:
    """A verb of the part of which the cited text says the reverse."""
    head = main_clause(held.ours, start, end)
    if head is None or head.lemma in _EMPTY or head.modality in ("conditional", "proposed"):
        return
    for unit in held.units:
        for theirs in held.theirs.near_clauses(unit.start, unit.end):
            if (
                theirs.nominal
                or not unit.start <= theirs.predicate.start < unit.end
                or (theirs.modality == "conditional" and not theirs.negated)
            ):
                continue
            act = _one_act(head, theirs)
            if act is None or _denied(head) == _denied(theirs):
                continue
            same = [
                c
                for c in held.theirs.clauses
                if not c.nominal and _one_act(head, c) is not None and _denied(c) == _denied(head)
            ]
            features = {
                "is denial": 1.0,
                "act": act,
                "equal elsewhere": float(bool(same)),
                "ours denied": float(_denied(head)),
            }
            low = min(
                [theirs.predicate.start, *(a.start for a in theirs.having("subject") if not a.understood)]
            )
            high = max(
                [
                    theirs.predicate.end,
                    *(a.end for a in theirs.having("object", "complement") if not a.understood),
                ]
            )
            low, high = max(unit.start, low), min(high, unit.end, low + _LONGEST)
            why = "the cited text denies it" if _denied(theirs) else "the cited text says that it was so"
            yield _clash(held, (start, end), head.predicate, held.theirs.span(low, high), unit, why, features)


def reversed_in(held: Against, start: int, end: int, unit: Unit) -> Clash | None:
    """What a sentence says of the part's own verb where it says the reverse."""
    return next((c for c in _denials(held, start, end) if unit.start <= c.theirs.start < unit.end), None)


def hedged_in(held: Against, start: int, end: int, unit: Unit) -> bool:
    """Whether a sentence holds back at the part's verb ("may close"), and the part does not."""
    head = main_clause(held.ours, start, end)
    hedges = pattern(words("hedges", "holding_back"), ignore_case=False)  # "May" is a month
    if head is None or hedges.search(held.ours.text, start, end):
        return False
    same = [
        c
        for c in held.theirs.near_clauses(unit.start, unit.end)
        if unit.start <= c.predicate.start < unit.end and not c.nominal and _one_act(head, c) is not None
    ]
    return any(hedges.search(held.theirs.text, _verb_from(c), c.predicate.end) for c in same)


def _verb_from(clause: Clause) -> int:
    """Where the words between a clause's subject and its verb begin."""
    subjects = [
        a.end for a in clause.having("subject") if not a.understood and a.end <= clause.predicate.start
    ]
    return max(subjects, default=max(clause.start, clause.predicate.start - _AUXILIARIES))


def _one_act(a: Clause, b: Clause) -> float | None:
    one, two = (lexical.stem((c.verb or c.lemma).split()[0]) for c in (a, b))
    near = lexical.likeness(one, two)
    return near if near >= _ONE_ACT else None


def _denied(clause: Clause) -> bool:
    return clause.negated != (clause.modality == "denied")


# ------------------------------------------------------------------ one question


def _clash(
    held: Against,
    part: tuple[int, int],
    ours: Span | DateMention,
    theirs: Span,
    unit: Unit,
    why: str,
    features: dict[str, float],
) -> Clash:
    """A clash with the features of the words around the two values."""
    around = _around(held.ours, part, ours.start, ours.end)
    back = [w for w in unit.words if not theirs.start <= w.start < theirs.end]
    beside = held.beside(unit)
    names = [w for w in around if w.name]
    head = _home(held.ours, ours.start, ours.end) or main_clause(held.ours, *part)
    verb = [w for w in around if head is not None and head.predicate.start <= w.start < head.predicate.end]
    shared = features | {
        "around": held.rarity.covered(around, back),
        "around beside": held.rarity.covered(around, beside),
        "all around": float(bool(around) and all(best(w, back) >= _ONE_ACT for w in around)),
        "same words": sum(best(w, back) >= 1 for w in around) / max(1, len(around)),
        "verb": max((best(w, back) for w in verb), default=_NO_VERB),
        "names missing": sum(best(w, beside) == 0 for w in names) / max(1, len(names)),
    }
    model = fitted.load("checks")["clash"]
    return Clash(ours.start, ours.end, theirs, why, shared, model.probability(shared))


def _home(sheet: Sheet, start: int, end: int) -> Clause | None:
    """The tightest clause with a verb around a value."""
    holding = [
        c for c in sheet.near_clauses(start, end) if c.start <= start and end <= c.end and not c.nominal
    ]
    return min(holding, key=lambda c: c.end - c.start, default=None)


def _around(sheet: Sheet, part: tuple[int, int], start: int, end: int) -> Sequence[Word]:
    """The words of the part, or of its sentence where it has few, without the value's own number."""
    own = [w for w in words_in(sheet, *part) if not (start <= w.start < end and w.value is not None)]
    if len(own) >= 3:
        return own
    low, high = sheet.sentence(start)
    return [
        w
        for w in words_in(sheet, max(low, part[0] - 80), min(high, part[1] + 80))
        if not start <= w.start < end
    ]
