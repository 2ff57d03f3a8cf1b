"""What nobody else is said to have said: the author's own sentences and parts of sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...records import Source, Span, Stance, Statement
from ...spans import content_id
from ..parse import ParsedPassage

__all__ = ["narration"]

_WORD = re.compile(r"\w")
_LONGEST = 1200


def narration(piece: ParsedPassage, attributed: Sequence[Statement]) -> list[Statement]:
    """One statement a sentence for what of it is not the content of an attributed statement."""
    page, passage, text = piece.passage.page, piece.passage.id, piece.text
    taken = sorted((s.start, s.end) for item in attributed if item.passage == passage for s in item.spans)
    out = []
    for sent in piece.doc.sents:
        start, end = piece.offset + sent.start_char, piece.offset + sent.end_char
        spans: list[Span] = []
        for a, b in _rest(start, end, taken):
            for cut in range(a, b, _LONGEST):
                span = piece.span(cut - piece.offset, min(b, cut + _LONGEST) - piece.offset, ",;")
                if span is not None and _WORD.search(span.text):
                    spans.append(span)
        if spans:
            out.append(
                Statement(
                    id=content_id("s", page, spans[0].start, spans[-1].end, "narration"),
                    page=page,
                    passage=passage,
                    spans=tuple(spans),
                    source=Source(kind="author"),
                    cue=None,
                    mode="narration",
                    stance=_stance(text[start:end]),
                    voice_basis="author",
                    confidence=1.0,
                )
            )
    return out


def _rest(start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of ``start`` to ``end`` that no taken extent covers."""
    parts, at = [], start
    for a, b in taken:
        if b <= at:
            continue
        if a >= end:
            break
        if a > at:
            parts.append((at, a))
        at = max(at, b)
    if at < end:
        parts.append((at, end))
    return parts


def _stance(text: str) -> Stance:
    return "question" if text.rstrip(" \n\"'”’)").endswith("?") else "asserted"
