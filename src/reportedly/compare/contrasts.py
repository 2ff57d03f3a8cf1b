"""Near statements that differ: what the comparison queue is filled from.

Each :class:`Reading` is one sentence of one account as the answer to one question: how many of these, who
did this to whom, did it happen, why did it end, was it the first, is it settled.  Readings of one question
are blocked by a key (a counted thing, a class of verbs), and differ where their answers do.  Nothing here
asserts a conflict: two causes can work together, and two numbers can count two things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from ..records import Clause, Quantity, Span
from ..vocab import load, pattern, words
from .checks.lexis import Term, classes_of, terms_of
from .sheet import Sheet

__all__ = ["Question", "Reading", "readings_of"]

Question = Literal["number", "polarity", "denial", "act", "cause", "first", "certainty"]

_LONGEST = 300


class Reading(NamedTuple):
    """One sentence as the answer ``answer`` to the question ``question`` about ``key``."""

    question: Question
    key: str
    answer: str
    account: str
    span: Span
    terms: tuple[Term, ...]


def readings_of(sheet: Sheet, account: str) -> Iterator[Reading]:
    """The readings of one account, in order; ``account`` stands for it and its near-duplicates."""
    maker = _Maker(sheet, account)
    for find in (maker.numbers, maker.clauses, maker.denials, maker.cued):
        yield from find()


class _Maker:
    def __init__(self, sheet: Sheet, account: str) -> None:
        self.sheet, self.account = sheet, account
        self._shown: dict[tuple[int, int], tuple[Span, tuple[Term, ...]]] = {}

    def _reading(self, question: Question, key: str, answer: str, start: int, end: int) -> Reading:
        low, high = self.sheet.sentence(start)
        if high - low > _LONGEST:
            low, high = max(low, start - 60), min(high, max(end, start + _LONGEST - 60))
            high = min(high, low + _LONGEST)
        while high > low and self.sheet.text[high - 1].isspace():
            high -= 1
        if (low, high) not in self._shown:
            terms = terms_of(self.sheet.text, low, high)
            self._shown[low, high] = self.sheet.span(low, high), terms
        return Reading(question, key, answer, self.account, *self._shown[low, high])

    def numbers(self) -> Iterator[Reading]:
        """How many of them: the counted things, or what is done to them, are the key."""
        for quantity in self.sheet.quantities:
            if self.sheet.nested(quantity.start) or not _definite(quantity):
                continue
            for key in self._counted(quantity):
                answer = f"{quantity.low}:{quantity.high}:{quantity.unit or ''}"
                yield self._reading("number", key, answer, quantity.start, quantity.end)

    def _counted(self, quantity: Quantity) -> list[str]:
        if quantity.unit:
            dimension = next(
                (name for name, units in load("contrasts")["dimensions"].items() if quantity.unit in units),
                quantity.unit,
            )
            return [dimension]
        found = set()
        near = [c for c in self.sheet.clauses if c.start <= quantity.start and quantity.end <= c.end]
        for clause in sorted(near, key=lambda c: c.end - c.start)[:2]:
            found |= {f"verb {n}" for n in classes_of(clause.verb or clause.lemma) & _harms()}
        if quantity.counted:
            found |= {f"verb {n}" for n in classes_of(quantity.counted) & _harms()}
        if not found and quantity.counted and quantity.counted != "time":
            rows = sorted(classes_of(quantity.counted))
            found.add(f"noun {rows[0]}" if rows else quantity.counted)
        return sorted(found)

    def clauses(self) -> Iterator[Reading]:
        """Whether it happened, who did it to whom, and whether it was the first of its kind."""
        for clause in self.sheet.clauses:
            if clause.nominal or self.sheet.nested(clause.start):
                continue
            verb = clause.verb or clause.lemma
            at = clause.predicate.start, clause.end
            for key in [f"verb {n}" for n in sorted(classes_of(verb))] or [verb]:
                if verb not in _light():
                    yield self._reading("polarity", key, "no" if clause.negated else "yes", *at)
                    yield self._reading("first", key, "claim" if self._claimed_first(clause) else "act", *at)
                if {clause.lemma, verb} & words("contrasts", "acts", "verbs"):
                    yield self._reading("act", key, self._parties(clause), *at)

    def _claimed_first(self, clause: Clause) -> bool:
        return bool(
            _cue("first", "cues").search(self.sheet.text, *self.sheet.sentence(clause.predicate.start))
        )

    def _parties(self, clause: Clause) -> str:
        doer = clause.having("agent") if clause.passive else clause.having("subject")
        done = (
            clause.having("subject", "object")
            if clause.passive
            else clause.having("object", "prep:on", "prep:at")
        )
        return f"{_heads(doer)} > {_heads(done)}"

    def denials(self) -> Iterator[Reading]:
        """What somebody denies, against what others say."""
        for statement in self.sheet.statements:
            start, end = statement.spans[0].start, statement.spans[-1].end
            if statement.mode == "narration" or self.sheet.nested(start):
                continue
            said = "denied" if statement.stance in ("denied", "refused_to_confirm") else "said"
            yield self._reading("denial", "", said, start, end)

    def cued(self) -> Iterator[Reading]:
        """Sentences that give a cause for an ending, or leave a thing open or settle it."""
        text = self.sheet.text
        for start, end in zip(
            self.sheet.sentences, [*self.sheet.sentences[1:], self.sheet.passage.end], strict=True
        ):
            if self.sheet.nested(start) or end - start < 20:
                continue
            ending = _cue("cause", "endings").search(text, start, end)
            if ending and _cue("cause", "cues").search(text, start, end):
                yield self._reading("cause", "", f"{start}", ending.start(), end)
            if match := _cue("certainty", "open").search(text, start, end):
                yield self._reading("certainty", "", "open", match.start(), end)
            elif match := _cue("certainty", "closed").search(text, start, end):
                yield self._reading("certainty", "", "closed", match.start(), end)


def _definite(quantity: Quantity) -> bool:
    """A number that two accounts can differ on: "several" is none, nor is "one"."""
    if quantity.low is None and quantity.high is None:
        return False
    if quantity.approximate and not any(c.isdigit() for c in quantity.text):
        return False
    return (quantity.low, quantity.high) != (1, 1)


def _heads(arguments: tuple[object, ...]) -> str:
    return ",".join(sorted({str(getattr(a, "head", "")).lower() for a in arguments}))


@cache
def _harms() -> frozenset[int]:
    """The rows of synonyms whose things are counted by what befell them."""
    return classes_of("kill") | classes_of("wound") | classes_of("arrest")


@cache
def _light() -> frozenset[str]:
    return frozenset(
        {
            "be",
            "have",
            "do",
            "say",
            "tell",
            "make",
            "get",
            "go",
            "take",
            "call",
            "see",
            "know",
            "think",
            "give",
        }
    )


def _cue(*keys: str) -> re.Pattern[str]:
    return pattern(words("contrasts", *keys))


#: How two answers to a question must stand to each other for the pair to be of interest.
DIFFER: dict[Question, Callable[[str, str], bool]] = {
    "number": lambda a, b: a != b,
    "polarity": lambda a, b: a != b,
    "denial": lambda a, b: a != b,
    "act": lambda a, b: a != b,
    "cause": lambda a, b: True,
    "first": lambda a, b: "claim" in (a, b),
    "certainty": lambda a, b: a != b,
}
