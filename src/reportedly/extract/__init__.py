"""``extract``: who says what, what happened as it is told, and dates as written, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language

from ..records import Extraction, Reading
from .parse import ParsedPassage, load_model, parse_pages

__all__ = ["EXTRACTOR", "extract", "load_model"]

#: Version of the whole room; part of what a cached extraction is known by.
EXTRACTOR = "extract/1"


def extract(nlp: Language, readings: Sequence[Reading]) -> Iterator[Extraction]:
    """The extraction of every reading, in order."""
    for reading, parsed in parse_pages(nlp, readings):
        yield _extract_page(reading, parsed)


def _extract_page(reading: Reading, parsed: list[ParsedPassage]) -> Extraction:
    return Extraction(reading.page.id)
