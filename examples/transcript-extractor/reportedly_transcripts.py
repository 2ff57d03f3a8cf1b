"""A sample extractor: interviews printed as transcripts, a speaker's name before each turn.

    Minister Sahl: We have not met them.

Install the folder (``pip install examples/transcript-extractor``) and choose it with
``reportedly run --extractor transcripts``.  It proposes where source and content stand and nothing else;
stance, chain, the kind of the source and the checks on every span are the program's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportedly.extract.parse import ParsedPassage
from reportedly.extract.speech.seam import Proposal

__all__ = ["Transcripts"]

_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the|al|de|von)){0,5}"
_TURN = re.compile(rf"^[ \t]*(?P<source>{_NAME}):[ \t]+(?P<content>\S.*)$", re.MULTILINE)


class Transcripts:
    """One attribution a turn; the colon stands where other texts have a verb, so there is no cue."""

    def propose(self, parsed: Sequence[ParsedPassage]) -> Iterable[Proposal]:
        for piece in parsed:
            # The page's own characters: the parse copy has spaces where single line breaks were.
            end = piece.offset + len(piece.doc.text)
            for turn in _TURN.finditer(piece.text, piece.offset, end):
                yield Proposal(
                    source=turn.span("source"),
                    cue=None,
                    content=(turn.span("content"),),
                    confidence=0.8,
                    method="transcripts/1",
                )
