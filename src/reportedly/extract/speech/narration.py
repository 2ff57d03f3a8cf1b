"""What nobody else is said to have said: the author's own sentences and parts of sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from spacy.tokens import Span as DocSpan

from ...records import Source, Span, Stance, Statement
from ...spans import content_id
from ..parse import ParsedPassage
from .stance import stance_of

__all__ = ["narration"]

_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+")
_LONGEST = 1200
#: A quotation of fewer words may stand twice by chance.
_PULLED = 5


def narration(piece: ParsedPassage, attributed: Sequence[Statement]) -> list[Statement]:
    """One statement a sentence for what of it is not the content of an attributed statement."""
    page, passage = piece.passage.page, piece.passage.id
    taken = sorted((s.start, s.end) for item in attributed if item.passage == passage for s in item.spans)
    quoted = {_bare(item.spans[0].text) for item in attributed if item.mode == "direct" and item.page == page}
    out = []
    for sent in piece.doc.sents:
        start, end = piece.offset + sent.start_char, piece.offset + sent.end_char
        spans: list[Span] = []
        for a, b in _rest(start, end, taken):
            for cut in range(a, b, _LONGEST):
                span = piece.span(cut - piece.offset, min(b, cut + _LONGEST) - piece.offset, ",;")
                if span is not None and _WORD.search(span.text) and not _repeats(span.text, quoted):
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
                    stance=_stance(piece, sent, spans),
                    voice_basis="author",
                    confidence=1.0,
                )
            )
    return out


def _repeats(text: str, quoted: Collection[str]) -> bool:
    """Whether a line only shows a quotation again, as a pull quote does: it is no word of the author's."""
    words = _bare(text)
    return words.count(" ") >= _PULLED - 1 and words in quoted


def _bare(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


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


def _stance(piece: ParsedPassage, sent: DocSpan, spans: Sequence[Span]) -> Stance:
    """What the author makes of a sentence; of one that is in the main another's words it is said, no more."""
    at = piece.offset + sent.root.idx
    if not any(span.start <= at < span.end for span in spans):
        return "asserted"
    whole = spans[0].start <= piece.offset + sent.start_char + 1 and len(spans) == 1
    return stance_of(None, " ".join(s.text for s in spans), sent if whole else None)
