"""``compare``: details with all their values, how they relate, citation checks, the comparison queue."""

from __future__ import annotations

from collections.abc import Sequence

from ..judgements import apply_to_compared
from ..records import Compared, Judgement, Linked
from .citations import check_citations
from .details import find_details, restated
from .sheet import sheets

__all__ = ["compare"]


def compare(linked: Linked, judgements: Sequence[Judgement] = ()) -> Compared:
    """What the accounts say, side by side."""
<<<<<<< HEAD
    found = find_details(linked)
    compared = Compared(details=found.details, episodes=found.episodes)
    return apply_to_compared(compared, judgements, restated(linked))
=======
    details = find_details(linked)
    accounts = {sheet.passage.id: sheet for sheet in sheets(linked)}
    checks = check_citations(linked, accounts)
    return apply_to_compared(Compared(details=details, citation_checks=checks), judgements, restated(linked))
>>>>>>> e7ba962 (Citation checks: a retelling held part by part against the text that it cites)
