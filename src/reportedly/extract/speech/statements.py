"""Statements out of proposals: spans checked, and everything but the spans worked out here.

Whatever extractor proposes, this code decides mode, stance, chain, the kind of the source, whom it names,
and which statement is reported inside which.  What is left of the page's sentences is its author's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Span as DocSpan

from ...records import Hop, Mode, Source, Span, Stance, Statement
from ...spans import content_id
from ...vocab import words
from ..parse import ParsedPassage, piece_at
from .chains import own_hops
from .coref import Coref, Referent
from .narration import narration
from .nesting import Draft, carry, nest
from .quotations import MARKS, Quotation, find_quotations
from .seam import Extent, Proposal, Unplaced
from .sources import describe, is_nobody
from .stance import cue_head, stance_of

__all__ = ["Told", "statements"]

#: Longest content, source and cue in characters; what is longer is cut or left out.
_CONTENT, _SOURCE, _CUE = 1200, 160, 80
_GAP = re.compile(r"\s*\n\s*\n\s*")
#: Quoted words of so many words are a part of their own.
_PART = 3


class Told(NamedTuple):
    """The statements of a page, in its order, and how many proposals made none, by reason."""

    statements: tuple[Statement, ...]
    set_aside: dict[str, int]


def statements(parsed: Sequence[ParsedPassage], proposals: Iterable[Proposal | Unplaced]) -> Told:
    """The statements of one page, its author's own included; every proposal makes one or is counted."""
    views = [_View(p) for p in parsed]
    found: dict[str, Draft] = {}
    aside: Counter[str] = Counter()
    for proposal in proposals:
        if isinstance(proposal, Unplaced):
            aside[proposal.reason] += 1
            continue
        i = piece_at(parsed, proposal.content[0][0]) if proposal.content else None
        drafts = views[i].drafts(proposal) if i is not None else "no text that was parsed"
        if isinstance(drafts, str):
            aside[drafts] += 1
        elif drafts[0].statement.id in found:
            aside["told already"] += 1
        for item in drafts if not isinstance(drafts, str) else ():
            found.setdefault(item.statement.id, item)
    told = carry(nest(list(found.values())))
    own = [s for p in parsed for s in narration(p, told)]
    order = sorted([*told, *own], key=lambda s: (s.spans[0].start, s.spans[-1].end, s.id))
    return Told(tuple(order), dict(sorted(aside.items())))


class _View:
    """One parsed piece with its quotations, outlets and antecedents."""

    def __init__(self, piece: ParsedPassage) -> None:
        self.piece = piece
        self._length = len(piece.body)
        self.quotes: list[Quotation] = find_quotations(piece.body)
        self.coref = Coref.of(piece)
        self.outlets = self.coref.outlets
        self._quoted = self.coref.quoted

    def drafts(self, proposal: Proposal) -> list[Draft] | str:
        """The statement that a proposal makes, and the quoted words of a mixed one on their own.

        Where it makes none, the reason.
        """
        spans = self._content(proposal.content)
        if not spans:
            return "content outside its passage"
        cue = self._span(proposal.cue, _CUE)
        source = self._span(
            self._one_paragraph(proposal.source, proposal.cue or proposal.content[0]), _SOURCE
        )
        cue_doc, who_doc = self._doc(cue), self._doc(source)
        if who_doc is not None and is_nobody(who_doc):
            return "nobody is said to have said it"
        inside = who_doc is not None and who_doc.root.i in self._quoted
        who, referent = describe(self.coref, self.outlets, who_doc, source, cue_doc, inside)
        extents = [(s.start - self.piece.offset, s.end - self.piece.offset) for s in spans]
        named = self._referent(referent, who_doc)
        found = own_hops(self.outlets, who_doc, named, cue_doc, extents)
        hops = [self._hop(h.start_char, h.end_char) for h in found]
        if who.kind == "publication" and not hops and referent is not None:
            hops = [self._hop(referent.start, referent.end)]
        if (carrier := self._span(proposal.through, _SOURCE)) is not None:
            hops.insert(0, Hop(carrier.page, carrier.start, carrier.end, carrier.text))
        whole = self._statement(proposal, spans, who, cue, cue_doc)
        through = tuple(h for h in hops if h is not None)
        made = [Draft(whole, through, referent)]
        if whole.mode == "mixed":
            for part in self._quoted_parts(spans):
                because = self._reason(part)
                piece = self._statement(proposal, (part,), who, cue, None if because else cue_doc, whole.id)
                made.append(Draft(piece, through, referent))
        return made

    def _one_paragraph(self, source: Extent | None, beside: Extent) -> Extent | None:
        """A source without what stands in another paragraph than its end that is nearer to the words ``beside``."""
        if source is None:
            return None
        start, end = source
        gap = _GAP.search(self.piece.text, start, end)
        while gap is not None:
            if beside[0] < start:
                return start, gap.start()
            start = gap.end()
            gap = _GAP.search(self.piece.text, start, end)
        return start, end

    def _referent(self, referent: Referent | None, who: DocSpan | None) -> DocSpan | None:
        """The tokens that a source names, with all that belongs to them, where they stand elsewhere."""
        if referent is None or who is None or who.start_char <= referent.start < who.end_char:
            return None
        doc = self.piece.doc
        named = doc.char_span(referent.start, referent.end, alignment_mode="expand")
        return doc[named.root.left_edge.i : named.root.right_edge.i + 1] if named is not None else None

    def _statement(
        self,
        proposal: Proposal,
        spans: tuple[Span, ...],
        who: Source,
        cue: Span | None,
        cue_doc: DocSpan | None,
        within: str | None = None,
    ) -> Statement:
        page = self.piece.passage.page
        key = f"{cue.start if cue else ''}:{who.start if who.start is not None else ''}"
        mode = self._mode(spans) if cue is not None or within is not None else "direct"
        stance = proposal.stance or stance_of(
            cue_doc, " ".join(s.text for s in spans), self._first(spans[0]), mode == "indirect"
        )
        return Statement(
            id=content_id("s", page, spans[0].start, spans[-1].end, key),
            page=page,
            passage=self.piece.passage.id,
            spans=spans,
            source=who,
            cue=cue,
            mode=mode,
            stance=self._own(who, cue_doc, stance),
            within=within,
            voice_basis="author" if who.kind == "author" else "attributed",
            method=proposal.method,
            confidence=proposal.confidence,
        )

    def _own(self, who: Source, cue: DocSpan | None, stance: Stance) -> Stance:
        """The stance of a passage's author, or of the outlet that takes back what it said before."""
        if stance != "asserted":
            return stance
        before = cue is not None and cue_head(cue).tag_ in ("VBD", "VBN")
        corrects = self.piece.passage.role == "correction" and who.kind in (
            "publication",
            "document",
            "author",
        )
        text = (who.text or "").lower()
        if before and (corrects or any(p in text for p in words("stance", "earlier", "phrases"))):
            return "denied"
        return "inference" if who.kind == "author" else stance

    def _reason(self, part: Span) -> bool:
        """Whether quoted words give the reason for what the cue says: "declined, because '…'"."""
        before = self.piece.text[max(0, part.start - 14) : part.start].rstrip(MARKS + " ,").lower()
        return before.endswith(("because", "since", " as"))

    def _hop(self, start: int, end: int) -> Hop | None:
        span = self.piece.span(start, end)
        return Hop(span.page, span.start, span.end, span.text) if span is not None else None

    def _first(self, span: Span) -> DocSpan | None:
        """The first sentence of a content, in the parse."""
        tokens = self._doc(span)
        if tokens is None:
            return None
        start = tokens.start
        while start < tokens.end - 1 and (tokens.doc[start].is_punct or tokens.doc[start].is_space):
            start += 1
        end = next((t.i for t in tokens.doc[start + 1 : tokens.end] if t.is_sent_start), tokens.end)
        return tokens.doc[start:end]

    def _quoted_parts(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Quoted words of some length inside a content that is only partly quoted."""
        off = self.piece.offset
        for span in spans:
            for quote in self.quotes:
                if span.start - off <= quote.start and quote.end <= span.end - off + 1:
                    inner = self.piece.span(quote.inner_start, quote.inner_end, MARKS)
                    if inner is not None and len(inner.text.split()) >= _PART:
                        yield inner

    def _content(self, extents: Sequence[Extent]) -> tuple[Span, ...]:
        out: list[Span] = []
        for start, end in extents:
            if end > self.piece.offset + self._length or start < self.piece.offset:
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
