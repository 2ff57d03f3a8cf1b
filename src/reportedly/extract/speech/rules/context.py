"""What the rules share: one parsed passage with its quotations, and extents of subtrees."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from ..quotations import Quotation, find_quotations, paragraphs
from ..seam import Extent

__all__ = ["Context", "Found", "extent_of", "trim"]

_EDGE = " \t\r\n\f\v\u00a0,;:–—-"
_SPEECH_WORDS = 4
_JOINED = re.compile(r"(?:\s*,)?\s*(?:(?:but|and|because|as|since|that)\b)?\s*,?\s*", re.I)


class Found(NamedTuple):
    """An attribution in the passage's own offsets; ``kind`` says by what sort of complement.

    ``through`` is the speaker of the turn in which it stands, who passes it on.
    """

    source: Extent | None
    cue: Extent | None
    content: tuple[Extent, ...]
    confidence: float = 1.0
    kind: str = "said"
    through: Extent | None = None


class Context:
    """A parsed passage, its paragraphs, lines and quotations.

    ``written`` is the passage as the page has it, of the same length as the parse's text, in which single
    line breaks have become spaces.
    """

    def __init__(self, doc: Doc, written: str | None = None) -> None:
        self.doc = doc
        self.text = doc.text
        self.lines = list(_lines(self.text, written if written is not None else self.text))
        self.quotes = find_quotations(self.text)
        self.paragraphs = paragraphs(self.text)
        self._starts = [q.start for q in self.quotes]
        self._paragraph_starts = [p[0] for p in self.paragraphs]

    def quote_at(self, char: int) -> Quotation | None:
        """The quotation that holds the character, marks included."""
        i = bisect_right(self._starts, char) - 1
        return self.quotes[i] if i >= 0 and char < self.quotes[i].end else None

    def quote_before(self, char: int) -> Quotation | None:
        """The last quotation that ends at or before ``char``."""
        i = bisect_right(self._starts, char) - 1
        while i >= 0 and self.quotes[i].end > char:
            i -= 1
        return self.quotes[i] if i >= 0 else None

    def quote_after(self, char: int) -> Quotation | None:
        """The first quotation that starts at or after ``char``."""
        i = bisect_right(self._starts, char - 1)
        return self.quotes[i] if i < len(self.quotes) else None

    def paragraph(self, char: int) -> Extent:
        """The paragraph that holds the character."""
        i = max(0, bisect_right(self._paragraph_starts, char) - 1)
        return self.paragraphs[i] if self.paragraphs else (0, len(self.text))

    def speech(self, quote: Quotation) -> bool:
        """Whether the quotation is long enough, or ends as a sentence does, to be somebody's words."""
        inner = self.text[quote.inner_start : quote.inner_end].strip()
        return len(inner.split()) >= _SPEECH_WORDS or inner[-1:] in ",.?!…—-"

    def with_quote_after(self, extent: Extent) -> Extent:
        """The extent with a quotation that a conjunction joins to it: "said it was late, but, 'we will come'"."""
        after = self.quote_after(extent[1])
        if after is not None and _JOINED.fullmatch(self.text, extent[1], after.start) and self.speech(after):
            return extent[0], after.end
        return extent

    def snap(self, start: int, end: int) -> Extent:
        """The extent, widened so that it does not cut a quotation, and trimmed."""
        head, tail = self.quote_at(start), self.quote_at(max(start, end - 1))
        if head is not None:
            start = min(start, head.start)
        if tail is not None:
            end = max(end, tail.end)
        return trim(self.text, start, end)


def _lines(text: str, written: str) -> Iterator[Extent]:
    """The lines of the page that hold something of the parse's text."""
    start = 0
    for line in written.splitlines(keepends=True):
        end = start + len(line)
        if text[start:end].strip():
            yield start, end
        start = end


def trim(text: str, start: int, end: int, edge: str = _EDGE) -> Extent:
    """The extent without separators at its edges."""
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return start, end


def extent_of(token: Token, drop: Callable[[Token], bool] | None = None) -> Extent:
    """The characters of the token's subtree; children for which ``drop`` holds are cut off its edges."""
    left, right = token, token
    for child in token.children:
        if drop is not None and drop(child):
            continue
        if child.left_edge.i < left.i:
            left = child.left_edge
        if child.right_edge.i > right.i:
            right = child.right_edge
    return left.idx, right.idx + len(right.text)
