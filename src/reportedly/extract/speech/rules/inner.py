"""A quotation inside a quotation: whom the speaker quotes, and by which words: "“The guard told me, ‘Go,’ and left.”"."""

from __future__ import annotations

from ..cues import verb_frames
from ..quotations import Quotation, find_quotations
from .clause import cue_extent, source_extent, subject_of
from .context import Context, Found

__all__ = ["inner"]

#: Most characters from a cue to the words that it quotes.
_NEAR = 30


def inner(context: Context) -> list[Found]:
    """The attributions of quoted words inside quoted words, by a cue that stands before them."""
    out = []
    for outer in context.quotes:
        if not context.speech(outer):
            continue
        for quote in find_quotations(context.text[outer.inner_start : outer.inner_end]):
            start, end = quote.start + outer.inner_start, quote.end + outer.inner_start
            item = _quoted(context, outer, start, end)
            if item is not None:
                out.append(item)
    return out


def _quoted(context: Context, outer: Quotation, start: int, end: int) -> Found | None:
    if context.text[outer.inner_start : start].rstrip()[-1:] not in (",", ":"):
        return None
    before = context.doc.char_span(max(outer.inner_start, start - _NEAR), start, alignment_mode="contract")
    cues = [
        t
        for t in before or ()
        if t.pos_ == "VERB" and any("quote" in f.takes for f in verb_frames(t.lemma_.lower()))
    ]
    subject = subject_of(cues[-1]) if cues else None
    if subject is None or not outer.inner_start <= subject.idx < cues[-1].idx:
        return None
    return Found(source_extent(context, subject), cue_extent(cues[-1]), ((start, end),), 0.8)
