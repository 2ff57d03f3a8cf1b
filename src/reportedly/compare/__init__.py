"""``compare``: details with all their values, how they relate, citation checks, the comparison queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from ..judgements import apply_to_compared
from ..records import Compared, Comparison, Detail, Judgement, Linked
from .checks.citations import check_citations
from .model import scene_of
from .questions import details_of, status_of
from .queue import queue_of
from .sheet import Sheet, sheets
from .voices import Voices

__all__ = ["compare", "restated"]


def compare(linked: Linked, judgements: Sequence[Judgement] = ()) -> Compared:
    """What the accounts say, side by side; accounts of two affairs are never held against each other."""
    read = sheets(linked)
    voices = Voices(linked)
    details: list[Detail] = []
    comparisons: list[Comparison] = []
    for accounts in _affairs(linked, read):
        scene = scene_of(linked, accounts)
        found = details_of(scene, linked, voices)
        details += found.details
        comparisons += queue_of(scene, found.scores, found.exclusive)
    checks = check_citations(linked, {sheet.passage.id: sheet for sheet in read})
    compared = Compared(tuple(details), tuple(comparisons), checks)
    return apply_to_compared(compared, judgements, restated(linked))


def _affairs(linked: Linked, read: Iterable[Sheet]) -> list[list[Sheet]]:
    """The accounts by affair, in the order of their first pages."""
    found: dict[str, list[Sheet]] = {}
    for sheet in read:
        found.setdefault(linked.affair_of.get(sheet.passage.id, ""), []).append(sheet)
    return list(found.values())


def restated(linked: Linked) -> Callable[[Detail], Detail]:
    """Gives a detail whose values a person has changed its status anew, by the voices of ``linked``."""
    voices = Voices(linked)
    return lambda detail: replace(detail, status=status_of(detail.values, detail.relations, voices))
