"""The built-in extractor: rules over quotation marks and the dependency parse.

Verbs first (:mod:`.verbs`), then the author's own marks of inference (:mod:`.author`), phrases
(:mod:`.phrases`), a name after a quotation and a verb (:mod:`.inverted`), speakers' turns (:mod:`.turns`), and quotations that none of them took (:mod:`.running`).  A later rule never proposes what an earlier one has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...parse import ParsedPassage
from ..seam import Proposal
from .author import from_author
from .context import Context, Found
from .inner import inner
from .inverted import inverted
from .phrases import from_phrases
from .running import lists, running
from .turns import find_turns, from_turns, passed_on
from .verbs import announced, from_verbs

__all__ = ["METHOD", "Rules"]

METHOD = "rules/1"


class Rules:
    """Attribution by rules; needs no weights."""

    def propose(self, parsed: Sequence[ParsedPassage]) -> Iterable[Proposal]:
        """The attributions of a page, in the order of their passages."""
        for piece in parsed:
            end = piece.offset + len(piece.body)
            context = Context(piece.doc, piece.text[piece.offset : end])
            found = from_verbs(context)
            inferred = from_author(context)
            found = [f for f in found if not any(_same_cue(f, other) for other in inferred)] + inferred
            found += from_phrases(context, found)
            found += inverted(context, found) + inner(context)
            turns = find_turns(context)
            found = passed_on(context, turns, found) + from_turns(context, turns, found)
            found = _outermost(found)
            found += lists(context, found, announced(context))
            found += running(context, found)
            for item in sorted(found, key=lambda f: (f.content[0], f.cue or (0, 0))):
                yield _proposal(item, piece.offset)


def _same_cue(a: Found, b: Found) -> bool:
    return a.cue is not None and b.cue is not None and a.cue[0] < b.cue[1] and b.cue[0] < a.cue[1]


def _outermost(found: list[Found]) -> list[Found]:
    """Without what a reported clause only mentions: inside a content, only plain saying is reported again."""

    def inside(a: Found, b: Found) -> bool:
        at = a.cue or a.content[0]
        return a is not b and any(start <= at[0] and at[1] <= end for start, end in b.content)

    return [f for f in found if f.kind == "said" or not any(inside(f, other) for other in found)]


def _proposal(found: Found, offset: int) -> Proposal:
    def shift(extent: tuple[int, int]) -> tuple[int, int]:
        return extent[0] + offset, extent[1] + offset

    return Proposal(
        shift(found.source) if found.source else None,
        shift(found.cue) if found.cue else None,
        tuple(shift(e) for e in found.content),
        found.confidence,
        METHOD,
        shift(found.through) if found.through else None,
    )
