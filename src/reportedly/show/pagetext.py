"""A page's text for reading: its passages as nested blocks, its evidence and statements marked in place.

Spans overlap freely, markup must not: the text of a passage is cut at every edge of every span into
runs, and each run knows which spans cover it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import NamedTuple

from ..records import Page, Passage, Statement

__all__ = ["Block", "Mark", "Run", "Told", "page_blocks"]

#: Characters that turn the reading direction around; shown as what they are, unknown.
_STEERING = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]")


class Mark(NamedTuple):
    """Evidence on a page: its anchor there, its characters, and where it leads back to."""

    anchor: str
    start: int
    end: int
    back: str


class Told(NamedTuple):
    """A statement as its characters show it: its id, its stance, and who says it how, in words."""

    statement: str
    stance: str
    words: str


class Run(NamedTuple):
    """Characters that the same spans cover.

    ``opens`` are anchors of the marks that begin here, ``marks`` those that cover the run; ``back`` is
    where the shortest of these leads; ``told`` are the statements that the run is part of.
    """

    text: str
    opens: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    back: str = ""
    told: tuple[Told, ...] = ()


class Block(NamedTuple):
    """A passage, or text that no passage holds (``passage`` is None), with what stands in it, in order."""

    passage: Passage | None
    parts: tuple[Block | Run, ...]
    inline: bool = False  # noise inside a line, as a footnote's mark is: it breaks no sentence

    @property
    def noise(self) -> bool:
        """Whether the block tells nothing of the affair."""
        return self.passage is not None and self.passage.kind in ("spam", "boilerplate")


def page_blocks(
    page: Page,
    passages: Iterable[Passage],
    marks: Iterable[Mark],
    statements: Iterable[tuple[Statement, str]] = (),
) -> tuple[Block | Run, ...]:
    """The text of ``page`` in blocks and runs; ``statements`` pairs each with how it is told."""
    own = sorted((p for p in passages if p.page == page.id), key=lambda p: (p.start, -p.end))
    told = [
        (s.start, s.end, Told(st.id, st.stance, words))
        for st, words in statements
        for s in st.spans
        if s.page == page.id
    ]
    writer = _Writer(page.text, own, sorted(marks, key=lambda m: (m.start, m.end)), sorted(told))
    return writer.between(None, 0, len(page.text))


class _Writer:
    def __init__(
        self, text: str, passages: list[Passage], marks: list[Mark], told: list[tuple[int, int, Told]]
    ) -> None:
        self.text = text
        self.marks = marks
        self.told = told
        self.children: dict[str | None, list[Passage]] = {}
        known = {p.id for p in passages}
        for p in passages:
            self.children.setdefault(p.parent if p.parent in known else None, []).append(p)

    def between(self, parent: str | None, start: int, end: int) -> tuple[Block | Run, ...]:
        parts: list[Block | Run] = []
        at = start
        for child in self.children.get(parent, ()):
            if child.start < at or child.end > end:
                continue  # overlaps its neighbour: shown as its neighbour's text
            parts += self.runs(at, child.start)
            inside = self.between(child.id, child.start, child.end)
            parts.append(Block(child, inside, self.inline(child)))
            at = child.end
        parts += self.runs(at, end)
        return tuple(parts)

    def inline(self, child: Passage) -> bool:
        """Whether ``child`` is noise with other text of its own line before or behind it."""
        if child.kind not in ("spam", "boilerplate") or "\n" in self.text[child.start : child.end].strip():
            return False
        before = self.text[max(0, child.start - 200) : child.start].rpartition("\n")[2]
        after = self.text[child.end : child.end + 200].partition("\n")[0]
        return bool(before.strip() or after.strip())

    def runs(self, start: int, end: int) -> list[Run]:
        """The runs of ``text[start:end]``."""
        if not self.text[start:end].strip():
            return []
        marks = [m for m in self.marks if m.start < end and m.end > start]
        told = [t for t in self.told if t[0] < end and t[1] > start]
        edges = {start, end}
        for a, b in [(m.start, m.end) for m in marks] + [(a, b) for a, b, _ in told]:
            edges |= {max(a, start), min(b, end)}
        cuts = sorted(edges)
        return [self.run(a, b, marks, told) for a, b in itertools.pairwise(cuts)]

    def run(self, start: int, end: int, marks: list[Mark], told: list[tuple[int, int, Told]]) -> Run:
        over = [m for m in marks if m.start <= start and m.end >= end]
        shortest = min(over, key=lambda m: m.end - m.start, default=None)
        said = dict.fromkeys(what for a, b, what in told if a <= start and b >= end)
        return Run(
            _STEERING.sub("\ufffd", self.text[start:end].replace("\r\n", " \n").replace("\r", "\n")),
            tuple(m.anchor for m in over if m.start == start),
            tuple(m.anchor for m in over),
            shortest.back if shortest else "",
            tuple(said),
        )
