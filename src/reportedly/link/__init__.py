"""``link``: same actor, event, voice and account across pages; dates solved; a person's judgements enter."""

from __future__ import annotations

from collections.abc import Sequence

from ..judgements import apply_to_linked, apply_to_readings
from ..records import Extraction, Judgement, Linked, Reading
from .dates import solve_all, weekday_findings
from .derivation import derive

__all__ = ["link"]


def link(
    readings: Sequence[Reading], extractions: Sequence[Extraction], judgements: Sequence[Judgement] = ()
) -> Linked:
    """Everything that lies across pages."""
    readings = apply_to_readings(readings, judgements)
    derived = derive(readings)
    dates = solve_all(readings, extractions)
    forms = [f for e in extractions for f in e.date_forms]
    linked = Linked(
        links=derived.links,
        account_of=derived.account_of,
        pages=tuple(r.page for r in readings),
        passages=tuple(p for r in readings for p in r.passages),
        dates=dates,
        statements=tuple(s for e in extractions for s in e.statements),
        findings=(*(f for r in readings for f in r.findings), *weekday_findings(dates, forms)),
        mentions=tuple(m for e in extractions for m in e.mentions),
        clauses=tuple(c for e in extractions for c in e.clauses),
        quantities=tuple(q for e in extractions for q in e.quantities),
    )
    return apply_to_linked(linked, judgements)
