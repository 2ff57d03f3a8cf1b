"""Judgements on pages, before ``link``: dates, authors and publishers that a person has set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from ..records import Judgement, Page, Passage, Published, Reading
from .anchors import nearest
from .log import effective

__all__ = ["apply_to_readings"]

R = TypeVar("R", Page, Passage)


def apply_to_readings(readings: Sequence[Reading], log: Sequence[Judgement]) -> list[Reading]:
    """Readings with the dates, authors and publishers that a person has set."""
    found = list(readings)
    for judgement in effective(log):
        if judgement.act.startswith("set_"):
            found = [_set(r, judgement) if r.page.id == judgement.anchor.page else r for r in found]
    return found


def _set(reading: Reading, judgement: Judgement) -> Reading:
    anchor = judgement.anchor
    if anchor.start is None:
        tops = {p.id for p in reading.passages if p.parent is None and p.kind in ("article", "post")}
        page = _with(reading.page, judgement)
    else:
        tops = {best.id for best in [nearest(reading.passages, anchor)] if best}
        page = reading.page
    return replace(
        reading,
        page=page,
        passages=tuple(_with(p, judgement) if p.id in tops else p for p in reading.passages),
    )


def _with(record: R, judgement: Judgement) -> R:
    field = judgement.act.removeprefix("set_")
    if field == "date":
        return replace(record, published=Published(judgement.value, "stated"))
    return replace(record, **{field: judgement.value})
