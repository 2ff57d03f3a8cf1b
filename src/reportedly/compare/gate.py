"""The gate: whether two claims, if they answer one question, can both be.

Only typed answers pass: numbers of one thing in one dimension, sums of one currency, lengths, ages, days, times of
day, names in one role, and one predicate affirmed and denied.  What is normalised here is the claim (unit, whom it
counts, part of what, the clock's half of the day, modality); the comparison itself is :func:`reportedly.values.compare`.
Whether the two *are* answers to one question is not asked here: :mod:`.model` says how likely that is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ..lexical import likeness
from ..names.places import canonical, contains
from ..values import Comparison, Typed, as_date, compare
from .claims import Claim, Measure

__all__ = ["judge"]

#: Two nouns count one thing where their vectors are so near: of the counted nouns of one gold question 8 in 10 are,
#: of two questions 1 in 10.
_ONE_NOUN = 0.55
#: Predicates this near may be one act told in two verbs ("taken to", "towed to"); only a name in a role rests on it.
_ONE_ACT = 0.5
#: Two phrases can name one thing where their nearest words are so near.
_ONE_ROLE = 0.6
#: Days further apart than this are of two events, whatever else is alike.
_FAR = 180
#: Lengths that differ by less than a tenth are told in rounder units.
_ROUND = 0.1
#: A conversion rounds by no more than this: 820 feet are 250 metres, 5,000 feet are 1,500.
_CONVERTED = 0.02
_NO_FACT = frozenset(
    {
        "question", "conditional", "predicted", "opinion", "inference", "proposed", "directive", "refused_to_confirm",
        "no_comment", "did_not_say",
    }
)  # fmt: skip
_HALF = re.compile(
    r"\b[ap]\.?\s?m\b|noon|midnight|morning|afternoon|evening|night|\b(?:1[3-9]|2[0-3])[:.h]?[0-5]\d|\b0\d[:.]",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(?:GMT|UTC|Z|E[SD]?T|C[SD]?T|M[SD]T|P[SD]?T|CEST|CET|BST|MSK)\b")
_NOON = 12 * 60

#: Nouns that stand for whatever was counted before.
_ANY = frozenset({"other", "more", "one"})

_APART = Comparison("incomparable", "they are answers of different kinds")


def judge(a: Claim, b: Claim) -> Comparison:
    """How the answer of ``a`` stands to that of ``b``, were they answers to one question."""
    if a.kind != b.kind:
        return _APART
    found = _JUDGES[a.kind](a, b)
    if found.kind in ("contradicts", "refines") and not (_is_fact(a) and _is_fact(b)):
        return Comparison("adds", "what is offered, planned, asked or conditional is not a fact")
    if found.kind != "contradicts":
        return found
    if (apart := _of_two_things(a, b)) is not None:
        return Comparison("incomparable", apart)
    if a.kind != "act" and (_denied(a) or _denied(b)):
        return Comparison("adds", "one of them is denied")
    return found


def _of_two_things(a: Claim, b: Claim) -> str | None:
    """Why two answers that exclude each other are of two things; None where nothing shows it."""
    if a.sheet is b.sheet and (a.sentence == b.sentence or not _two_voices(a, b)):
        return "one voice tells both in one account, so they are of two things"
    if not (_told(a) and _told(b)):
        return "no clause tells what is counted"
    if _of_other_times(a, b):
        return "they are told of different times"
    corrects = "correction" in (a.sheet.passage.role, b.sheet.passage.role)
    if not corrects and (_stands_in(a, b) or _stands_in(b, a)):
        return "one sentence tells both, so they are of two things"
    return None


def _is_fact(claim: Claim) -> bool:
    modality = claim.clause.modality if claim.clause is not None else "actual"
    stance = claim.statement.stance if claim.statement is not None else "asserted"
    return modality in ("actual", "denied") and stance not in _NO_FACT


def _denied(claim: Claim) -> bool:
    return claim.statement is not None and claim.statement.stance == "denied"


def _two_voices(a: Claim, b: Claim) -> bool:
    """Whether an account gives the two to different speakers: what it tells itself it would not tell twice."""
    attributed = [c.statement is not None and c.statement.mode != "narration" for c in (a, b)]
    return all(attributed) and a.voice != b.voice


def _told(claim: Claim) -> bool:
    """Whether words tell what an answer is of: a number in a line without a verb, or one of nothing ("Page 2"), is furniture."""
    measure = claim.measure
    counts = claim.kind != "count" or bool(measure.noun or measure.dimension)
    return measure.state is not None or (claim.clause is not None and counts)


def _of_other_times(a: Claim, b: Claim) -> bool:
    """Whether one sentence names a day far from all that the other could mean: "last year 40 died at another club"."""
    first, second = a.days_named(), b.days_named()
    known = [(_span(a), first), (_span(b), second)]
    for named, (published, meant) in ((first, known[1]), (second, known[0])):
        near = meant or published
        if named and near and all(abs((x - y).days) > _FAR for x in named for y in near):
            return True
    return False


def _span(claim: Claim) -> list[date]:
    day = as_date(claim.sheet.passage.published.edtf)
    return [day.earliest] if day is not None and day.earliest is not None else []


def _stands_in(a: Claim, b: Claim) -> bool:
    """Whether the sentence of ``b`` gives the answer of ``a`` too, beside its own."""
    own = {s for s in a.own if s[0].isdigit()} if a.typed.type == "count" else a.own
    return a.kind != "act" and bool(own) and own <= {w.stem for w in b.near} and not own <= b.own


# ------------------------------------------------------------------ numbers


def _counts(a: Claim, b: Claim) -> Comparison:
    apart = _told_apart(a.measure, b.measure)
    if apart is not None:
        return Comparison("incomparable", apart)
    one, other = a.measure, b.measure
    equal = (a.typed.low, a.typed.high) == (b.typed.low, b.typed.high)
    if one.part != other.part and not equal:
        return Comparison("incomparable", "one counts a part of the other")
    if one.part and other.part and not equal and (one.whole is None or one.whole != other.whole):
        return Comparison("incomparable", "they tell of parts")
    if one.dimension and _converted(a.typed, b.typed):
        return Comparison("same", "the same, told in another unit")
    return compare(_bare(a.typed), _bare(b.typed))


def _converted(a: Typed, b: Typed) -> bool:
    """Whether two measures are one but for the rounding of a conversion."""
    if None in (a.low, a.high, b.low, b.high) or a.low == b.low:
        return False
    return all(abs(x - y) <= _CONVERTED * max(x, y) for x, y in ((a.low, b.low), (a.high, b.high)) if x and y)


def _told_apart(a: Measure, b: Measure) -> str | None:
    """Why two numbers are not held against each other; None where they can be."""
    if a.dimension != b.dimension:
        return "they are told in different units"
    if a.per != b.per:
        return "they are rates of different lengths of time"
    if a.group and b.group and not a.group & b.group:
        return "they count different groups"
    if a.dimension:
        return None
    if a.state != b.state and None not in (a.state, b.state):
        return "they tell of different states"
    if a.whom is not None or b.whom is not None:
        if a.whom != b.whom:
            return "they count different people"
        return "one does not tell what befell them" if a.state != b.state else None
    if not {a.noun, b.noun} & _ANY and likeness(a.noun or "", b.noun or "") < _ONE_NOUN:
        return "they count different things"
    return None


def _bare(typed: Typed) -> Typed:
    return replace(typed, unit=None)


def _lengths(a: Claim, b: Claim) -> Comparison:
    found = compare(_bare(a.typed), _bare(b.typed))
    if (
        found.kind == "contradicts"
        and a.measure.noun != b.measure.noun
        and not {0, None} & {a.typed.low, b.typed.low}
    ):
        x, y = sorted((a.typed.low or 0.0, b.typed.low or 0.0))
        if y - x <= _ROUND * y:
            return Comparison("adds", "the lengths can be one, told in different units")
    return found


# ------------------------------------------------------------------ time


def _clocks(a: Claim, b: Claim) -> Comparison:
    x, y = a.typed, b.typed
    if _zone(a) != _zone(b):
        return Comparison("incomparable", "they are told in different time zones")
    if x.clock is not None and y.clock is not None and not (_HALF.search(x.text) and _HALF.search(y.text)):
        x, y = replace(x, clock=x.clock % _NOON), replace(y, clock=y.clock % _NOON)
    return compare(x, y)


def _zone(claim: Claim) -> str | None:
    found = _ZONE.search(claim.sheet.text, claim.answer.start, claim.answer.end + 6)
    return found.group() if found else None


def _days(a: Claim, b: Claim) -> Comparison:
    return compare(a.typed, b.typed)


# ------------------------------------------------------------------ names and acts


def _names(a: Claim, b: Claim) -> Comparison:
    if a.own & b.own:
        return Comparison("same", "the same name")
    if a.kind == "place":
        one, other = a.typed.text, b.typed.text
        if canonical(one) == canonical(other):
            return Comparison("same", "the same place")
        if contains(one, other) or contains(other, one):
            return Comparison("refines", "one lies in the other", contains(other, one))
    if a.role != b.role and a.kind == "actor":
        return Comparison("incomparable", "they stand in different roles")
    if not (a.predicate and likeness(a.predicate, b.predicate) >= _ONE_ACT):
        return Comparison("incomparable", "they are named of different acts")
    if a.negated or b.negated:
        return Comparison("incomparable", "one is denied")
    return Comparison("contradicts", f"{a.typed.text} and {b.typed.text} are two")


def _acts(a: Claim, b: Claim) -> Comparison:
    if not a.predicate or a.predicate != b.predicate:
        return Comparison("incomparable", "they tell of different acts")
    if not all(_one_role(a, b, role) for role in ("subject", "object", "other")):
        return Comparison("incomparable", "they tell it of different things")
    first, second = (c.negated != _denied(c) for c in (a, b))
    if first == second:
        return Comparison("same", "the same act")
    return Comparison("contradicts", "one has it that it was so, the other that it was not")


def _one_role(a: Claim, b: Claim, role: str) -> bool:
    """Whether what two clauses have in a role can be one; a pronoun, or a role that one leaves out, can be anything."""
    first, second = a.roles.get(role, ()), b.roles.get(role, ())
    if not first or not second:
        return True
    return max(likeness(x, y) for x in first for y in second) >= _ONE_ROLE


_JUDGES = {
    "count": _counts,
    "money": _counts,
    "length": _lengths,
    "age": _lengths,
    "day": _days,
    "clock": _clocks,
    "place": _names,
    "actor": _names,
    "act": _acts,
}
