"""One account as ``compare`` reads it: its clauses, typed spans and statements, found by where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ..base.sentences import sentence_starts
from ..records import (
    Argument,
    Clause,
    DateMention,
    Linked,
    Mention,
    Passage,
    Quantity,
    Record,
    Span,
    Statement,
)

__all__ = ["Sheet", "inside", "sheets"]

#: Passages that hold no account of the affair.
_NO_ACCOUNT = frozenset({"spam", "boilerplate"})

_WORD = re.compile(r"\w+")
#: A clause or a name that begins further off than this (characters) does not touch a span.
_REACH = 800

S = TypeVar("S", bound=Span | Mention | Quantity | Clause | DateMention)


@dataclass(slots=True)
class Sheet:
    """A passage with everything that was read in it, in the order of the text."""

    passage: Passage
    text: str
    clauses: tuple[Clause, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    by_id: dict[str, Clause] = field(default_factory=dict)
    parts: dict[str, list[Clause]] = field(default_factory=dict)
    sentences: list[int] = field(default_factory=list)
    holes: tuple[tuple[int, int], ...] = ()
    starts: dict[str, list[int]] = field(default_factory=dict)
    #: Every stretch of a statement's content: start, end, the length of the whole, the statement's number.
    told: list[tuple[int, int, int, int]] = field(default_factory=list)
    _words: frozenset[str] | None = None

    @property
    def words(self) -> frozenset[str]:
        """The words of the passage, lower-cased."""
        if self._words is None:
            found = _WORD.findall(self.text, self.passage.start, self.passage.end)
            self._words = frozenset(word.lower() for word in found)
        return self._words

    def span(self, start: int, end: int) -> Span:
        """The page span of characters ``start`` to ``end``."""
        return Span(self.passage.page, start, end, self.text[start:end])

    def near_clauses(self, start: int, end: int) -> Sequence[Clause]:
        """The clauses that can hold or touch characters ``start`` to ``end``."""
        return self.clauses[_slice(self, "clauses", self.clauses, start, end)]

    def near_mentions(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that can hold or touch characters ``start`` to ``end``."""
        return self.mentions[_slice(self, "mentions", self.mentions, start, end)]

    def near_dates(self, start: int, end: int) -> Sequence[DateMention]:
        """The time expressions that can hold or touch characters ``start`` to ``end``."""
        return self.dates[_slice(self, "dates", self.dates, start, end)]

    def nested(self, at: int) -> bool:
        """Whether character ``at`` belongs to an account nested in this one."""
        return any(start <= at < end for start, end in self.holes)

    def sentence(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence that holds character ``at``."""
        number = bisect_right(self.sentences, at) - 1
        start = self.sentences[max(number, 0)]
        end = self.sentences[number + 1] if number + 1 < len(self.sentences) else self.passage.end
        return start, end

    def statement(self, start: int, end: int) -> Statement | None:
        """The innermost statement whose content holds the middle of the span."""
        middle = (start + end) // 2
        if not self.told and self.statements:
            self.told = [
                (x.start, x.end, sum(y.end - y.start for y in s.spans), number)
                for number, s in enumerate(self.statements)
                for x in s.spans
            ]
        held = [(size, number) for a, b, size, number in self.told if a <= middle < b]
        return self.statements[min(held)[1]] if held else None

    def holding(self, start: int, end: int) -> list[tuple[Clause, Argument]]:
        """Clauses one of whose arguments holds the span, the tightest first."""
        found = [
            (clause, argument)
            for clause in self.near_clauses(start, end)
            for argument in clause.arguments
            if argument.start <= start and end <= argument.end
        ]
        return sorted(
            found, key=lambda x: (x[1].end - x[1].start, x[1].understood, abs(x[0].predicate.start - start))
        )

    def extent(self, clause: Clause, most: int) -> int:
        """Where the clause ends with its complements, at most ``most`` characters from its start."""
        end = clause.end
        for part in self.parts.get(clause.id, ()):
            if part.relation == "complement" and end <= part.start <= end + 12:
                end = max(end, self.extent(part, most))
        return end if end - clause.start <= most else clause.end

    def above(self, clause: Clause, hops: int) -> Iterator[Clause]:
        """The clauses that ``clause`` stands in, the nearest first."""
        for _ in range(hops):
            over = self.by_id.get(clause.governor or "")
            if over is None:
                return
            yield over
            clause = over


def sheets(linked: Linked) -> list[Sheet]:
    """A sheet for every account of the case, in the order of pages and offsets."""
    text = {p.id: p.text for p in linked.pages}
    clauses = _by_passage(linked.clauses)
    dates, quantities = _by_passage(linked.dates), _by_passage(linked.quantities)
    mentions, statements = _by_passage(linked.mentions), _by_passage(linked.statements)
    holes: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for passage in linked.passages:
        if passage.parent is not None:
            holes[passage.parent].append((passage.start, passage.end))
    made = [
        _sheet(
            passage,
            text[passage.page],
            clauses[passage.id],
            dates[passage.id],
            quantities[passage.id],
            mentions[passage.id],
            statements[passage.id],
        )
        for passage in linked.passages
        if passage.kind not in _NO_ACCOUNT
    ]
    for sheet in made:
        sheet.holes = tuple(sorted(holes[sheet.passage.id]))
    return made


def _sheet(
    passage: Passage,
    text: str,
    clauses: Sequence[Clause],
    dates: Sequence[DateMention],
    quantities: Sequence[Quantity],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
) -> Sheet:
    made = Sheet(
        passage,
        text,
        tuple(sorted(clauses, key=lambda c: (c.predicate.start, c.start))),
        tuple(sorted(dates, key=_place)),
        tuple(sorted(quantities, key=_place)),
        tuple(sorted(mentions, key=_place)),
        tuple(statements),
        {c.id: c for c in clauses},
    )
    for clause in made.clauses:
        if clause.governor:
            made.parts.setdefault(clause.governor, []).append(clause)
    made.sentences = sentence_starts(text, passage.start, passage.end)
    return made


def _slice(
    sheet: Sheet, name: str, records: Sequence[Clause | Mention | DateMention], start: int, end: int
) -> slice:
    """The records that begin within reach of a span, so that a long page is not searched for each value."""
    starts = sheet.starts.get(name)
    if starts is None:
        starts = [r.predicate.start if isinstance(r, Clause) else r.start for r in records]
        sheet.starts[name] = starts
    return slice(bisect_left(starts, start - _REACH), bisect_right(starts, end + _REACH))


def _by_passage(records: Iterable[Record]) -> defaultdict[str, list]:  # type: ignore[type-arg]  # of one record type a call
    found: defaultdict[str, list] = defaultdict(list)  # type: ignore[type-arg]  # as above
    for record in records:
        found[record.passage].append(record)  # type: ignore[attr-defined]  # every reading names its passage
    return found


def _place(span: Span | DateMention) -> tuple[int, int]:
    return span.start, span.end


def inside(inner: Span | DateMention, outer: Span) -> bool:
    """Whether ``inner`` stands within ``outer`` on the same page."""
    return inner.page == outer.page and outer.start <= inner.start and inner.end <= outer.end
