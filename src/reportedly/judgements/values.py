"""Judgements on values, after ``compare``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from ..records import Compared, Detail, Judgement
from .log import effective

__all__ = ["apply_to_compared"]


def apply_to_compared(
    compared: Compared, log: Sequence[Judgement], restate: Callable[[Detail], Detail] | None = None
) -> Compared:
    """Details without the values that a person rejected, or that rest on nothing any more.

    ``restate`` gives a detail whose values have changed its status anew.
    """
    for judgement in effective(log):
        if judgement.act == "reject_value":
            details = (_without(d, judgement, restate) for d in compared.details)
            compared = replace(compared, details=tuple(d for d in details if d is not None))
    return compared


def _without(
    detail: Detail, judgement: Judgement, restate: Callable[[Detail], Detail] | None
) -> Detail | None:
    if detail.slot != judgement.value:
        return detail
    anchor = judgement.anchor
    quoted = [
        (v.id, e.start)
        for v in detail.values
        for e in v.evidence
        if (e.page, e.text) == (anchor.page, anchor.text)
    ]
    gone = {v for v, start in quoted if start == anchor.start} or {v for v, _ in quoted}
    if not gone:
        return detail
    left = tuple(v for v in detail.values if v.id not in gone)
    if not left:
        return None
    positions = tuple(
        replace(p, position="silent", value=None) if p.value in gone else p for p in detail.positions
    )
    relations = tuple(r for r in detail.relations if not gone & {r.a, r.b})
    changed = replace(detail, values=left, relations=relations, positions=positions)
    return restate(changed) if restate else changed
