"""The answers of one question: claims that say the same put together, and how the answers stand to each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ..dates import Date
from ..records import Relation
from ..values import Comparison, as_date
from .claims import Claim
from .gate import judge
from .pairs import Pair, Scene
from .voices import Voices

__all__ = ["Answer", "answers_of", "relations_of"]

#: Of the words of two tellings of one act, the share that makes them one answer: they tell it in the same words.
_SAME_WORDS = 0.6


@dataclass(slots=True)
class Answer:
    """All claims that give one answer; ``claims`` are places in the scene."""

    id: str
    claims: list[int] = field(default_factory=list)


def answers_of(scene: Scene, members: Sequence[int], exclusive: Collection[Pair]) -> list[Answer]:
    """One answer a value, in the order of the text."""
    found: list[Answer] = []
    for number in members:
        for answer in found:
            apart = any(Pair(min(number, o), max(number, o)) in exclusive for o in answer.claims)
            if not apart and all(_same(scene, number, o) for o in answer.claims):
                answer.claims.append(number)
                break
        else:
            found.append(Answer(scene.claims[number].id.replace("cl-", "val-"), [number]))
    return found


def _same(scene: Scene, a: int, b: int) -> bool:
    one, other = scene.claims[a], scene.claims[b]
    if one.kind != other.kind:
        return False
    if one.kind == "act":
        if one.negated != other.negated:
            return False
        inside = scene.inside[a].keys(), scene.inside[b].keys()
        if _numbers(one) != _numbers(other):
            return False
        return len(inside[0] & inside[1]) >= _SAME_WORDS * max(len(inside[0]), len(inside[1]), 1)
    return judge(one, other).kind == "same"


def _numbers(claim: Claim) -> frozenset[float | None]:
    """The numbers that stand in the clause of an act."""
    span = claim.span
    near = (q for q in claim.sheet.quantities if span.start <= q.start and q.end <= span.end)
    return frozenset(q.low if q.low is not None else q.high for q in near)


def relations_of(
    scene: Scene, answers: Sequence[Answer], exclusive: Mapping[Pair, Comparison], voices: Voices
) -> list[Relation]:
    """The relations of every pair of answers that stand in one."""
    found: list[Relation] = []
    for place, a in enumerate(answers):
        for b in answers[place + 1 :]:
            relation = _relation(scene, a, b, exclusive, voices)
            if relation is not None:
                found.append(relation)
    return found


def _relation(
    scene: Scene, a: Answer, b: Answer, exclusive: Mapping[Pair, Comparison], voices: Voices
) -> Relation | None:
    within = voices.within(*({c.voice for i in x.claims if (c := scene.claims[i]).voice} for x in (a, b)))
    told = [exclusive.get(Pair(min(i, j), max(i, j))) for i in a.claims for j in b.claims]
    against = next((c for c in told if c is not None), None)
    if against is not None:
        first, second = ([scene.claims[i] for i in x.claims] for x in (a, b))
        if order := _revised(first, second):
            new, old = (a, b) if order > 0 else (b, a)
            why = f"{against.why}; the later telling of the same outlet replaces the earlier"
            return Relation(new.id, old.id, "revises", within, why)
        return Relation(a.id, b.id, "contradicts", within, against.why)
    judged = judge(scene.claims[a.claims[0]], scene.claims[b.claims[0]])
    if judged.kind == "refines":
        finer, coarser = (a, b) if judged.first else (b, a)
        return Relation(finer.id, coarser.id, "refines", within, judged.why)
    if judged.kind == "adds":
        return Relation(a.id, b.id, "adds", within, judged.why)
    return None


# ------------------------------------------------------------------ an early figure and a later one


def _revised(a: Sequence[Claim], b: Sequence[Claim]) -> int:
    """1 where ``a`` is the later figure of the one outlet that gives both, -1 where ``b`` is, else 0."""
    outlets = {_outlet(c) for c in (*a, *b)}
    if _corrects(a, b) or _corrects(b, a):
        return 1 if _corrects(a, b) else -1
    if len(outlets) != 1 or None in outlets:
        return 0
    first, second = _published(a), _published(b)
    if first is None or second is None:
        return 0
    return 1 if second.before(first) else -1 if first.before(second) else 0


def _corrects(a: Sequence[Claim], b: Sequence[Claim]) -> bool:
    """Whether ``a`` is told only in corrections of the texts that tell ``b``."""
    about = {c.sheet.passage.parent if c.sheet.passage.role == "correction" else None for c in a}
    return None not in about and {c.sheet.passage.id for c in b} <= about


def _outlet(claim: Claim) -> str | None:
    return claim.sheet.passage.agency or claim.sheet.passage.publisher


def _published(claims: Sequence[Claim]) -> Date | None:
    dates = {c.sheet.passage.published.edtf for c in claims}
    return as_date(dates.pop()) if len(dates) == 1 else None
