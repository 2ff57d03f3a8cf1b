"""How the values of one detail stand to each other, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...dates import Date
from ...frames import Slot
from ...records import Relation, Within
from ...values import Comparison, Typed, as_date, compare
from .twins import Twins
from .typing import Given
from .voices import Voices

__all__ = ["Group", "merge", "merge_plain", "relate"]

#: A day's difference between two tellings of one event is common; more is not.
_SAME_DAYS = 2
#: Two dates of one event lie at most so many days apart; further apart they are likelier two events.
_ONE_EVENT = 45


@dataclass(slots=True)
class Group:
    """All tellings of one value; ``typed`` is how the first of them puts it."""

    id: str
    typed: Typed
    given: list[Given] = field(default_factory=list)

    @property
    def voices(self) -> frozenset[str]:
        return frozenset(g.voice for g in self.given if g.voice)

    @property
    def tellers(self) -> frozenset[tuple[str, str | None, str]]:
        """Account, voice and grammatical sayer of every telling."""
        return frozenset((g.answer.sheet.passage.id, g.voice, g.sayer) for g in self.given)

    @property
    def passages(self) -> frozenset[str]:
        return frozenset(g.answer.sheet.passage.id for g in self.given)


def merge(given: Sequence[Given], slot: Slot) -> list[Group]:
    """One group a value, in the order of the text; tellings that say the same join."""
    groups: list[Group] = []
    for one in given:
        for group in groups:
            told_alike = (group.typed.affirmed, group.typed.actual) == (one.typed.affirmed, one.typed.actual)
            if told_alike and compare(group.typed, one.typed, slot.single).kind == "same":
                group.given.append(one)
                break
            if told_alike and (finer := _rounded(group, one)) is not None:
                group.typed = finer
                group.given.append(one)
                break
        else:
            groups.append(Group("", one.typed, [one]))
    return groups


def _rounded(group: Group, one: Given) -> Typed | None:
    """The bounded number where an account rounds it elsewhere, as headlines do: "90 dead", "more than 90 dead"."""
    a, b = group.typed, one.typed
    if a.type != "count" or one.answer.sheet.passage.page not in {
        g.answer.sheet.passage.page for g in group.given
    }:
        return None
    if (a.counted_class, a.unit, a.scope, a.low) != (
        b.counted_class,
        b.unit,
        b.scope,
        b.low,
    ) or a.low is None:
        return None
    if (a.high is None) == (b.high is None):
        return None
    return a if a.high is None else b


def merge_plain(given: Sequence[Given]) -> list[Group]:
    """One group a wording: what differs in parallel words is not weighed any further."""
    groups: dict[str, Group] = {}
    for one in given:
        key = " ".join(one.answer.value.text.casefold().split())
        groups.setdefault(key, Group("", one.typed, [])).given.append(one)
    return list(groups.values())


def relate(groups: Sequence[Group], slot: Slot, voices: Voices, twins: Twins) -> list[Relation]:
    """The relations of every pair of values that stand in one.

    Values that stand where two parallel sentences differ answer one question of one event, so they
    contradict each other even where the question can have several answers.
    """
    found: list[Relation] = []
    for number, a in enumerate(groups):
        for b in groups[number + 1 :]:
            judged = compare(a.typed, b.typed, slot.single)
            if judged.kind != "refines" and _twinned(a, b, twins):
                judged = Comparison(
                    "contradicts", f"in parallel words one has {_told(a)}, the other {_told(b)}"
                )
            elif judged.kind == "contradicts":
                judged = _held_back(a, b, judged, slot)
            relation = _relation(a, b, judged, voices)
            if relation is not None:
                found.append(relation)
    return found


def _relation(a: Group, b: Group, judged: Comparison, voices: Voices) -> Relation | None:
    within: Within = voices.within(a.voices, b.voices)
    if judged.kind == "contradicts" and (order := _revised(a, b)):
        old, new = order
        why = f"{judged.why}; the later telling of the same outlet replaces the earlier"
        return Relation(new.id, old.id, "revises", within, why)
    if judged.kind == "refines":
        finer, coarser = (a, b) if judged.first else (b, a)
        return Relation(finer.id, coarser.id, "refines", within, judged.why)
    if judged.kind in ("adds", "contradicts"):
        return Relation(a.id, b.id, judged.kind, within, judged.why)
    return None


def _twinned(a: Group, b: Group, twins: Twins) -> bool:
    if not (a.typed.actual and b.typed.actual):
        return False
    return any(twins.differ(x.answer.value, y.answer.value) for x in a.given for y in b.given)


def _told(group: Group) -> str:
    return f"“{' '.join(group.typed.text.split())}”"


def _held_back(a: Group, b: Group, judged: Comparison, slot: Slot) -> Comparison:
    """A contradiction that one account holds with itself, or that two events would explain, is not asserted."""
    if a.typed.affirmed == b.typed.affirmed and not a.typed.category and a.tellers & b.tellers:
        return Comparison("incomparable", "one voice tells both in one account, so they are of two things")
    if all(g.other_event for g in a.given) != all(g.other_event for g in b.given):
        return Comparison("incomparable", "the words before one of them turn to another event")
    if _other_days(a, b):
        return Comparison("incomparable", "they are told of different days")
    dated = a.typed.date and b.typed.date and a.typed.clock is None and not slot.scoped
    if dated and a.typed.date and b.typed.date and _days_apart(a.typed.date, b.typed.date) > _ONE_EVENT:
        return Comparison("incomparable", "so far apart that they are likelier of two events")
    return judged


def _other_days(a: Group, b: Group) -> bool:
    """Whether the sentences of all tellings name days that lie clearly apart."""
    first, second = [g.when for g in a.given], [g.when for g in b.given]
    return all(
        x and y and x.cannot_both_be(y) and _days_apart(x, y) > _SAME_DAYS for x in first for y in second
    )


def _days_apart(a: Date, b: Date) -> int:
    first, second = (a, b) if a.before(b) else (b, a)
    if first.latest is None or second.earliest is None:
        return 0
    return max(0, (second.earliest - first.latest).days)


def _revised(a: Group, b: Group) -> tuple[Group, Group] | None:
    """The earlier and the later of two figures of one outlet, or None where they are not that."""
    if {_outlet(g) for g in a.given} != {_outlet(g) for g in b.given} or None in {
        _outlet(g) for g in a.given
    }:
        return None
    first, second = _published(a), _published(b)
    if _corrects(a, b) or _corrects(b, a):
        return (b, a) if _corrects(a, b) else (a, b)
    if first is None or second is None:
        return None
    if first.before(second):
        return a, b
    return (b, a) if second.before(first) else None


def _corrects(a: Group, b: Group) -> bool:
    """Whether ``a`` is told only in corrections of the texts that tell ``b``."""
    notes, texts = ([g.answer.sheet.passage for g in group.given] for group in (a, b))
    about = {p.parent if p.role == "correction" else None for p in notes}
    return None not in about and {p.id for p in texts} <= about


def _outlet(given: Given) -> str | None:
    passage = given.answer.sheet.passage
    return passage.agency or passage.publisher


def _published(group: Group) -> Date | None:
    dates = [as_date(g.answer.sheet.passage.published.edtf) for g in group.given]
    return dates[0] if len(dates) == 1 or all(d == dates[0] for d in dates) else None
