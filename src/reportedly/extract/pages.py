"""The room's parts in order, for one page after the other.

A page on which a part fails, or takes too long, is set aside: its extraction is empty but for a finding that
says why.  Pages are parsed a few at once; where that fails each is parsed alone, to find the one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice

from spacy.language import Language

from ..errors import PageError
from ..guards import EXTRACTING, guarded, set_aside
from ..records import Extraction, Reading
from .dates.expressions import date_mentions
from .happenings.clauses import find_clauses
from .happenings.mentions import find_mentions
from .happenings.quantities import find_quantities
from .parse import PAGES, ParsedPassage, parse_pages
from .speech.innermost import set_statements
from .speech.pronouns import set_antecedents
from .speech.seam import BEST, Extractor, Proposal, Unplaced, chosen, extractor
from .speech.statements import statements

__all__ = ["extract"]

#: Pages whose attributions are asked for before the first is needed: an extractor may work on them meanwhile.
_AHEAD = 8

#: A page, its parse or why there is none, and what was proposed of it.
_Begun = tuple[Reading, list[ParsedPassage] | PageError, Iterable[Proposal | Unplaced]]


def extract(
    nlp: Language, readings: Iterable[Reading], attribution: str | Extractor = BEST
) -> Iterator[Extraction]:
    """The extraction of every reading, in order; ``attribution`` is the extractor of attributions, or names it."""
    who = extractor(chosen(attribution)) if isinstance(attribution, str) else attribution
    waiting: deque[_Begun] = deque()
    for begun in _begin(nlp, iter(readings), who):
        waiting.append(begun)
        if len(waiting) > _AHEAD:
            yield _finish(*waiting.popleft())
    while waiting:
        yield _finish(*waiting.popleft())


def _begin(nlp: Language, readings: Iterator[Reading], who: Extractor) -> Iterator[_Begun]:
    """Each page parsed and its attributions asked for, or why that cannot be."""
    while group := list(islice(readings, PAGES)):
        for reading, parsed in _parsed(nlp, group):
            if isinstance(parsed, PageError):
                yield reading, parsed, ()
                continue
            try:
                with _guarded(reading):
                    begun: _Begun = reading, parsed, who.propose(parsed)
            except PageError as error:
                begun = reading, error, ()
            yield begun


def _parsed(nlp: Language, group: Sequence[Reading]) -> list[tuple[Reading, list[ParsedPassage] | PageError]]:
    try:
        with _guarded(*group):
            return [*parse_pages(nlp, group)]
    except PageError as error:
        if len(group) == 1:
            return [(group[0], error)]
    return [pair for reading in group for pair in _parsed(nlp, [reading])]


def _finish(
    reading: Reading, parsed: list[ParsedPassage] | PageError, proposals: Iterable[Proposal | Unplaced]
) -> Extraction:
    if isinstance(parsed, PageError):
        return set_aside(reading.page.id, parsed)
    try:
        with _guarded(reading):
            return _extract_page(reading, parsed, proposals)
    except PageError as error:
        return set_aside(reading.page.id, error)


def _guarded(*readings: Reading) -> AbstractContextManager[None]:
    return guarded(readings[0].page.file, sum(len(r.page.text) for r in readings), EXTRACTING)


def _extract_page(
    reading: Reading, parsed: list[ParsedPassage], proposals: Iterable[Proposal | Unplaced]
) -> Extraction:
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
