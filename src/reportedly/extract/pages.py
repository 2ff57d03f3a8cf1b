"""The room's parts in order, for one page after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from spacy.language import Language

from ..records import Extraction, Reading
from .dates.expressions import date_mentions
from .happenings.clauses import find_clauses
from .happenings.mentions import find_mentions
from .happenings.quantities import find_quantities
from .parse import ParsedPassage, parse_pages
from .speech.innermost import set_statements
from .speech.pronouns import set_antecedents
from .speech.seam import BEST, Proposal, chosen, extractor
from .speech.statements import statements

__all__ = ["extract"]

#: Pages whose attributions are asked for before the first is needed: an extractor may work on them meanwhile.
_AHEAD = 8


def extract(nlp: Language, readings: Iterable[Reading], attribution: str = BEST) -> Iterator[Extraction]:
    """The extraction of every reading, in order; ``attribution`` names the extractor of attributions."""
    who = extractor(chosen(attribution))
    waiting: deque[tuple[Reading, list[ParsedPassage], Iterable[Proposal]]] = deque()
    for reading, parsed in parse_pages(nlp, readings):
        waiting.append((reading, parsed, who.propose(parsed)))
        if len(waiting) > _AHEAD:
            yield _extract_page(*waiting.popleft())
    while waiting:
        yield _extract_page(*waiting.popleft())


def _extract_page(reading: Reading, parsed: list[ParsedPassage], proposals: Iterable[Proposal]) -> Extraction:
    said, aside = statements(parsed, proposals)
    clauses = tuple(c for p in parsed for c in find_clauses(p))
    dates, forms = date_mentions(parsed)
    return Extraction(
        reading.page.id,
        dates=dates,
        date_forms=forms,
        statements=said,
        mentions=set_antecedents(parsed, [m for p in parsed for m in find_mentions(p)], said),
        clauses=set_statements(clauses, said),
        quantities=tuple(q for p in parsed for q in find_quantities(p, clauses)),
        set_aside=aside,
    )
