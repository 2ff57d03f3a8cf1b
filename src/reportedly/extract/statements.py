"""Statements out of proposals: spans checked, and everything but the spans worked out here.

Whatever extractor proposes, this code decides mode, stance, chain, the kind of the source, whom it names,
and which statement is reported inside which.  What is left of the page's sentences is its author's own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Span as DocSpan

from ..records import Mode, Source, Span, Statement
from ..spans import content_id
from .narration import narration
from .parse import ParsedPassage
from .quotations import MARKS, Quotation, find_quotations
from .seam import Extent, Proposal
from .sources import describe
from .stance import stance_of

__all__ = ["statements"]

#: Longest content, source and cue in characters; what is longer is cut or left out.
_CONTENT, _SOURCE, _CUE = 1200, 160, 80


def statements(parsed: Sequence[ParsedPassage], proposals: Iterable[Proposal]) -> tuple[Statement, ...]:
    """The statements of one page, its author's own included, in the order of the page."""
    offsets = [p.offset for p in parsed]
    views = [_View(p) for p in parsed]
    found: dict[str, Statement] = {}
    for proposal in proposals:
        if not proposal.content:
            continue
        i = bisect_right(offsets, proposal.content[0][0]) - 1
        item = views[i].statement(proposal) if i >= 0 else None
        if item is not None and item.id not in found:
            found[item.id] = item
    nested = _nest(list(found.values()))
    own = [s for p in parsed for s in narration(p, nested)]
    return tuple(sorted([*nested, *own], key=lambda s: (s.spans[0].start, s.spans[-1].end, s.id)))


class _View:
    """One parsed piece and its quotations."""

    def __init__(self, piece: ParsedPassage) -> None:
        self.piece = piece
        self.quotes: list[Quotation] = find_quotations(piece.doc.text)

    def statement(self, proposal: Proposal) -> Statement | None:
        spans = self._content(proposal.content)
        if not spans:
            return None
        cue = self._span(proposal.cue, _CUE)
        source = self._span(proposal.source, _SOURCE)
        piece = self.piece
        page = piece.passage.page
        cue_doc = self._doc(cue)
        first = self._doc(spans[0])
        who = describe(piece, self._doc(source), source, cue_doc)
        key = f"{cue.start if cue else ''}:{source.start if source else ''}"
        return Statement(
            id=content_id("s", page, spans[0].start, spans[-1].end, key),
            page=page,
            passage=piece.passage.id,
            spans=spans,
            source=who,
            cue=cue,
            mode=self._mode(spans),
            stance=stance_of(
                cue_doc,
                spans[-1].text if len(spans) > 1 else spans[0].text,
                first.root if first is not None else None,
            ),
            voice_basis="author" if who.kind == "author" else "attributed",
            method=proposal.method,
            confidence=proposal.confidence,
        )

    def _content(self, extents: Sequence[Extent]) -> tuple[Span, ...]:
        out: list[Span] = []
        for start, end in extents:
            if end > self.piece.offset + len(self.piece.doc.text) or start < self.piece.offset:
                return ()
            while end - start > _CONTENT:
                cut = self.piece.text.rfind(" ", start + 1, start + _CONTENT)
                cut = cut if cut > start else start + _CONTENT
                out += self._trimmed(start, cut)
                start = cut
            out += self._trimmed(start, end)
        return tuple(out)

    def _trimmed(self, start: int, end: int) -> list[Span]:
        span = self.piece.span(start - self.piece.offset, end - self.piece.offset, MARKS)
        return [span] if span is not None else []

    def _span(self, extent: Extent | None, longest: int) -> Span | None:
        if extent is None or extent[1] - extent[0] > longest:
            return None
        return self.piece.span(extent[0] - self.piece.offset, extent[1] - self.piece.offset)

    def _doc(self, span: Span | None) -> DocSpan | None:
        if span is None:
            return None
        off = self.piece.offset
        found: DocSpan | None = self.piece.doc.char_span(
            span.start - off, span.end - off, alignment_mode="expand"
        )
        return found

    def _mode(self, spans: Sequence[Span]) -> Mode:
        off = self.piece.offset
        inside = total = 0
        for span in spans:
            total += span.end - span.start
            for quote in self.quotes:
                inside += max(0, min(span.end - off, quote.end) - max(span.start - off, quote.start))
        if inside >= 0.9 * total:
            return "direct"
        return "mixed" if inside else "indirect"


def _nest(items: list[Statement]) -> list[Statement]:
    """Each statement within the smallest other whose content holds its cue and content."""
    out = []
    for item in items:
        start = min(item.spans[0].start, item.cue.start if item.cue else item.spans[0].start)
        end = max(item.spans[-1].end, item.cue.end if item.cue else item.spans[-1].end)
        holders = [
            (o.spans[-1].end - o.spans[0].start, o.id)
            for o in items
            if o.id != item.id
            and any(s.start <= start and end <= s.end for s in o.spans)
            and o.spans[-1].end - o.spans[0].start > item.spans[-1].end - item.spans[0].start
        ]
        out.append(msgspec.structs.replace(item, within=min(holders)[1]) if holders else item)
    return out


def author() -> Source:
    """The passage's own author as a source."""
    return Source(kind="author")
