"""The built-in extractor: rules over quotation marks and the dependency parse.

Verbs first (:mod:`.verbs`), then phrases and nouns (:mod:`.phrases`), then quotations that none of them
took (:mod:`.running`).  A later rule never proposes what an earlier one has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..parse import ParsedPassage
from ..seam import Proposal
from .context import Context, Found
from .phrases import from_phrases
from .running import running
from .verbs import from_verbs

__all__ = ["METHOD", "Rules"]

METHOD = "rules/1"


class Rules:
    """Attribution by rules; needs no weights."""

    def propose(self, parsed: Sequence[ParsedPassage]) -> Iterable[Proposal]:
        """The attributions of a page, in the order of their passages."""
        for piece in parsed:
            context = Context(piece.doc)
            found = from_verbs(context)
            found += from_phrases(context, found)
            found += running(context, found)
            for item in sorted(found, key=lambda f: (f.content[0], f.cue or (0, 0))):
                yield _proposal(item, piece.offset)


def _proposal(found: Found, offset: int) -> Proposal:
    def shift(extent: tuple[int, int]) -> tuple[int, int]:
        return extent[0] + offset, extent[1] + offset

    return Proposal(
        shift(found.source) if found.source else None,
        shift(found.cue) if found.cue else None,
        tuple(shift(e) for e in found.content),
        found.confidence,
        METHOD,
    )
