"""``compare``: details with all their values, how they relate, citation checks, the comparison queue."""

from __future__ import annotations

from collections.abc import Sequence

from ..judgements import apply_to_compared
from ..records import Compared, Judgement, Linked
from .checks.citations import check_citations
from .details import find_details, restated
from .queue import queue_comparisons
from .sheet import sheets

__all__ = ["compare", "restated"]


def compare(linked: Linked, judgements: Sequence[Judgement] = ()) -> Compared:
    """What the accounts say, side by side."""
    found = find_details(linked)
    accounts = {sheet.passage.id: sheet for sheet in sheets(linked)}
    compared = Compared(
        details=found.details,
        episodes=found.episodes,
        citation_checks=check_citations(linked, accounts),
        comparisons=queue_comparisons(linked, accounts, found.details),
    )
    return apply_to_compared(compared, judgements, restated(linked))
