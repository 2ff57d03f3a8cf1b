"""The two texts of a check, the cited text's sentences, and what a check comes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ....records import Span, Verdict
from ...sheet import Sheet
from ..lexis import Lexis, Term, terms_of
from ..parts import Part

__all__ = ["BESIDE", "LONGEST", "SAME_EVENT", "Found", "Held", "Unit", "context", "units_of"]

#: Of the weight of what is said around a value, what a sentence must have beside an equal value.
BESIDE = 0.12
#: Of the weight of what is said around a value, what a sentence must have to tell of the same event.
SAME_EVENT = 0.42
#: No evidence is longer than this (characters).
LONGEST = 300


class Unit(NamedTuple):
    """A sentence of the cited text and its content words."""

    start: int
    end: int
    terms: tuple[Term, ...]


class Found(NamedTuple):
    """A verdict, the cited text's own words for it, and in one clause why."""

    verdict: Verdict
    evidence: Span | None
    why: str


@dataclass
class Held:
    """The two texts and the weight of words."""

    ours: Sheet
    theirs: Sheet
    lexis: Lexis

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The cited text's sentences."""
        return tuple(units_of(self.theirs))


def units_of(sheet: Sheet) -> Iterable[Unit]:
    """The sentences of an account that belong to it and not to one nested in it."""
    for start, end in zip(sheet.sentences, [*sheet.sentences[1:], sheet.passage.end], strict=True):
        if not sheet.nested(start):
            terms = tuple(t for t in terms_of(sheet.text, start, end) if not sheet.nested(t.start))
            yield Unit(start, end, terms)


def context(held: Held, part: Part) -> list[Term]:
    """The words of the clause around the part, and of the clause that it stands in."""
    if part.clause is None:
        low, high = held.ours.sentence(part.start)
    else:
        low, high = part.clause.start, part.clause.end
        for over in held.ours.above(part.clause, 1):
            low, high = min(low, over.start), max(high, over.end)
        low, high = max(low, part.start - 200), min(high, part.end + 200)
    return [t for t in terms_of(held.ours.text, low, high) if t.end <= part.start or part.end <= t.start]
