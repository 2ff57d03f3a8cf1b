"""The trained tagger as an extractor: word pieces back to the page's characters.

The weights live in a package of their own, ``reportedly_tagger``, that may be missing; its model card
says what they were trained on.  onnxruntime runs them on all cores, or on one where this process is
itself one of several; the answer is the same.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from ...errors import ExtensionError
from ...spans import trim
from ..parse import ParsedPassage
from .installed import available
from .quotations import MARKS, Quotation, find_quotations
from .seam import Extent, Proposal

if TYPE_CHECKING:
    from reportedly_tagger import Answer, Tagger
    from reportedly_tagger.encode import Hint

__all__ = ["Learned", "asked", "bare", "fragments", "proposals", "weights"]

#: Where words that attribute may be cut out of a content.
_BREAKS = ",;–—"
#: What a span is trimmed of before the network is asked about it: it was trained on spans without.
_EDGE = MARKS + ".,:!?-()[]{}…" + _BREAKS

#: An attribution that the network gives less probability than this is not proposed.
FLOOR = 0.1


def weights() -> Tagger:
    """The shipped weights, loaded once a process.

    Raises :class:`ExtensionError` where they are not installed.
    """
    return _loaded(os.getpid())


@lru_cache(maxsize=1)
def _loaded(process: int) -> Tagger:
    """The weights in this process: what runs them has threads, which a forked process does not inherit."""
    if not available():
        raise ExtensionError(
            "The tagger's weights are not installed; choose --extractor rules, or install reportedly_tagger "
            "and onnxruntime."
        )
    from reportedly_tagger import Tagger

    return Tagger(threads=1 if multiprocessing.parent_process() is not None else 0)


def asked(texts: Sequence[tuple[Doc, Sequence[Hint] | None]]) -> Future[list[Answer]]:
    """The network's answers to a page's texts and hints, which it works on beside what is done next."""
    return _reader(os.getpid()).submit(weights().read_all, texts)


@cache
def _reader(process: int) -> ThreadPoolExecutor:
    """The thread that asks the network; a forked process needs its own."""
    return ThreadPoolExecutor(1, "tagger")


class Learned:
    """Attribution by the trained tagger alone."""

    def propose(self, parsed: Sequence[ParsedPassage]) -> Iterable[Proposal]:
        """The attributions of a page that the network is sure enough of, in the order of their cues.

        The network is asked at once, and waited for when the first attribution is.
        """
        return _sure(parsed, asked([(piece.doc, None) for piece in parsed]))


def _sure(parsed: Sequence[ParsedPassage], answers: Future[list[Answer]]) -> Iterator[Proposal]:
    for piece, answer in zip(parsed, answers.result(), strict=True):
        for made in proposals(answer, piece):
            if made.content and made.confidence >= FLOOR:
                yield made


def proposals(answer: Answer, piece: ParsedPassage) -> list[Proposal]:
    """The tagger's attributions on the page; without content where it found none.

    An attribution is as sure as the least sure of its parts.
    """
    from reportedly_tagger import METHOD

    def on_page(extent: Extent) -> Extent:
        return extent[0] + piece.offset, extent[1] + piece.offset

    text = piece.body
    quotes = find_quotations(text)
    found = []
    for item in answer.attributions:
        if item.faint:
            continue
        parts = [item.cue, *([item.source] if item.source else [])]
        content = fragments(item.content, parts, text, quotes) if item.content else ()
        source = on_page(item.source) if item.source else None
        spans = tuple(on_page(e) for e in content)
        found.append(
            Proposal(source, on_page(item.cue), spans, round(min(*item.sure, *item.linked), 2), METHOD)
        )
    return found


def bare(extent: Extent, piece: ParsedPassage) -> Extent:
    """An extent of the page in the passage's own offsets, without the marks that the network leaves out."""
    start, end = extent[0] - piece.offset, extent[1] - piece.offset
    return trim(piece.body, start, end, _EDGE)


def fragments(
    content: Extent, attributing: Sequence[Extent], text: str, quotes: Sequence[Quotation]
) -> tuple[Extent, ...]:
    """``content`` without the words that attribute it: '"One," he said on Monday, "two."' gives two parts.

    Between quotations the cut runs from the end of one to the start of the next; otherwise from the comma
    or dash before the attributing words to the one after them.
    """
    inside = [e for e in attributing if content[0] < e[0] and e[1] < content[1]]
    if not inside:
        return (content,)
    start, end = min(e[0] for e in inside), max(e[1] for e in inside)
    before = [q.end for q in quotes if content[0] < q.end <= start]
    after = [q.start for q in quotes if end <= q.start < content[1]]
    if before and after and "\n\n" not in text[before[-1] : after[0]]:
        start, end = before[-1], after[0]
    else:
        left = max(text.rfind(mark, content[0], start) for mark in _BREAKS)
        right = [at for at in (text.find(mark, end, content[1]) for mark in _BREAKS) if at >= 0]
        if left < 0 or not right:
            return (content,)
        start, end = left, min(right) + 1
    return tuple(e for e in ((content[0], start), (end, content[1])) if e[0] < e[1])
