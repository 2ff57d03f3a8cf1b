"""Where parallel sentences of two accounts differ, and what asks for the values that stand there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from ...names.countries import find_country
from ...records import Detail, Evidence, Linked, Span
from ..sheet import Sheet
from .parallel import Kind, Parallel, parallels

__all__ = ["Twins"]

#: Two spellings of one name are at least so alike (rapidfuzz ratio, 0 to 100).
_ONE_NAME = 75


class Twins:
    """The parallel pairs of a case, found by the spans that differ."""

    def __init__(self, linked: Linked, sheets: Sequence[Sheet]) -> None:
        self._actor_of = linked.actor_of
        self._mentions: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for mention in linked.mentions:
            self._mentions[mention.passage].append((mention.start, mention.end, mention.id))
        self.pairs = parallels(sheets, self.may_be_one)
        self._at: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, pair in enumerate(self.pairs):
            for span in (pair.a, pair.b):
                self._at[span.page].append((span.start, span.end, number))
        self._told: set[int] = set()

    def extend(self, pairs: Iterable[Parallel]) -> None:
        """Take in pairs that were found otherwise, where no pair holds the two already."""
        for pair in pairs:
            if not self._numbers(pair.a) & self._numbers(pair.b):
                for span in (pair.a, pair.b):
                    self._at[span.page].append((span.start, span.end, len(self.pairs)))
                self.pairs.append(pair)

    def differ(self, a: Span, b: Span) -> bool:
        """Whether ``a`` and ``b`` stand at the two ends of one parallel pair; the pair counts as told."""
        shared = self._numbers(a) & self._numbers(b)
        real = {n for n in shared if _overlaps(a, self.pairs[n].a) != _overlaps(b, self.pairs[n].a)}
        self._told |= real
        return bool(real)

    def untold(self, details: Sequence[Detail]) -> Iterator[Parallel]:
        """The pairs that none of ``details`` has told of, be it by a conflict between the answers at both ends."""
        given = [[e for v in d.values for e in v.evidence] for d in details if d.status == "contradicted"]
        for number, pair in enumerate(self.pairs):
            answered = (_among(pair.a, rows) and _among(pair.b, rows) for rows in given)
            if number not in self._told and not any(answered):
                yield pair

    def _numbers(self, span: Span) -> set[int]:
        return {n for start, end, n in self._at.get(span.page, ()) if start < span.end and span.start < end}

    def may_be_one(self, kind: Kind, a: Span, b: Span, first: Sheet, second: Sheet) -> bool:
        """One actor, one name in two spellings, or a place and the country that it may lie in."""
        if self._actors(a, first) & self._actors(b, second):
            return True
        x, y = a.text.casefold(), b.text.casefold()
        if fuzz.ratio(x, y) >= _ONE_NAME or set(x.split()) & set(y.split()):
            return True
        return kind == "place" and _is_country(a.text) != _is_country(b.text)

    def _actors(self, span: Span, sheet: Sheet) -> set[str]:
        rows = self._mentions.get(sheet.passage.id, ())
        ids = (m for start, end, m in rows if start < span.end and span.start < end)
        return {actor for m in ids if (actor := self._actor_of.get(m))}


def _among(span: Span, rows: Sequence[Evidence]) -> bool:
    return any(_overlaps(span, row) for row in rows)


def _is_country(name: str) -> bool:
    country = find_country(name)
    return country is not None and country.how == "name"


def _overlaps(a: Span, b: Span) -> bool:
    return a.page == b.page and a.start < b.end and b.start < a.end
