"""Claims: what one voice tells in one account, cut so that each answers one question.

A clause gives a claim that it happened (``act``), and one more for each answer in it that compares by type: a
number with what it counts, a sum, an age, a length of time, a day, a time of day, a place, a name in a role.
Furniture carries none: what ``read`` calls spam or boilerplate has no sheet; the day of saying, a dateline and
the second telling of a measure in brackets ("2 miles (3 km)") make no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from ..lexical import Word, stem, words_of
from ..records import Argument, Clause, DateMention, Quantity, Span, Statement
from ..spans import content_id
from ..values import Typed, as_date, as_duration
from ..vocab import load, words
from .sheet import Sheet

__all__ = ["LONGEST", "Claim", "Kind", "Measure", "claims_of", "is_saying"]

Kind = Literal["count", "money", "age", "length", "day", "clock", "place", "actor", "act"]

#: Evidence is cut to so many characters: the contract's longest evidence is 300.
LONGEST = 280
#: An act of fewer content words, its predicate among them, says too little to be held against another.
_LEAST_WORDS = 2
_PEOPLE = frozenset({"PERSON", "ORG", "NORP"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_ROLES = frozenset(
    f"prep:{p}" for p in ("in", "at", "near", "outside", "to", "from", "into", "on", "inside", "off")
)
_SIDES = frozenset({"subject", "agent", "object"})
_CURRENCIES = frozenset({"USD", "EUR", "GBP"})
#: A share of a year and of a month, in days (ISO 8601 leaves both open; a mean Gregorian month).
_MONTH = 2629800
_NONE = re.compile(
    r"(?:no|not (?:one|a single|any)|none of|zero)\b(?: (?:further|other|more|of (?:the|them|those)))*(?! (?:one|doubt|longer)\b)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:aged|age of) (?P<a>\d{1,3})\b|(?<=\w), (?P<b>\d{2})(?=, )|\b[Ii]s (?P<c>\d{2})(?=[.,;\"”])"
)
_OLD = re.compile(r"[\s-]*old\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d\W{0,3}(?:at\s+)?$")
#: What names a day beside a time of day, and the length of a day as ISO 8601 writes it.
_DAY = re.compile(r"\b[A-Z][a-z]{2,}|\b(?:yesterday|today|tomorrow|last night)\b")
_ISO_DAY = 10
_AGO = re.compile(r"\s+(?:ago|later)\b\W*(?:\n|$)", re.IGNORECASE)
_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?")
_PER = re.compile(
    r"\b(?:a|an|per|each|every)\s+(second|minute|hour|day|week|month|quarter|year|person|head|family|dead)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\s+of (?:the|those|these|them|whom)\b(?:\s+(?P<whole>[\w,.]+))?", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:still|another|others|further|additional|remaining|most of|half of)\b|\d more\b|\bmore(?=\s+(?!than\b)[a-z])",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\b(?:among(?:st)?|including|includes?|of whom|of them|counting)\b", re.IGNORECASE)
#: Characters around a number within which "among" says that it is of some of them.
_NEAR = 25
#: Characters behind a quantity within which "a day" makes a rate of it.
_RATE = 18
#: A second telling of a measure opens its bracket within so many characters of the first.
_BRACKET = 2
#: A comment's or a post's head is no longer than this (characters).
_HEAD = 160
#: Words that square or cube the unit behind them.
_POWERS = frozenset({"square", "sq", "cubic"})
_ROLE = {
    "agent": "subject",
    "indirect": "object",
    "possessor": "subject",
    "subject": "subject",
    "object": "object",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number is of: the dimension it is measured in, whom or what it counts, and of which part.

    ``state`` is what befell those counted, ``noun`` the counted noun's stem, ``whom`` its class, ``group`` the
    stems of names that narrow it ("Turkish activists"), ``modifiers`` those of other words before the noun,
    ``per`` the rate's unit; ``part`` says that only some are counted, and ``whole`` the stem of what they are of ("two of
    the six").
    """

    dimension: str = ""
    state: str | None = None
    noun: str | None = None
    whom: str | None = None
    group: frozenset[str] = frozenset()
    modifiers: tuple[str, ...] = ()
    per: str | None = None
    part: bool = False
    whole: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """One answer that a clause gives.

    ``span`` is the evidence (the clause, at most :data:`LONGEST` characters), ``answer`` the phrase that answers,
    ``typed`` how it compares.  ``predicate`` is the stem of the verb that tells it, ``roles`` the content stems of
    each role's phrase without the answer's own, ``words`` the content words of the clause without the answer's,
    ``near`` those of its sentence.  ``account`` is the id of the account that carries it.
    """

    id: str
    kind: Kind
    sheet: Sheet
    account: str
    span: Span
    answer: Span
    typed: Typed
    clause: Clause | None
    statement: Statement | None
    predicate: str
    roles: Mapping[str, tuple[str, ...]]
    words: tuple[Word, ...]
    near: tuple[Word, ...]
    sentence: tuple[int, int]
    measure: Measure = Measure()
    role: str = ""
    negated: bool = False
    own: frozenset[str] = field(default_factory=frozenset)

    @property
    def voice(self) -> str | None:
        return self.statement.voice if self.statement else None

    def days_named(self) -> list[date]:
        """The first days of the dates that the claim's sentence names, but for the answer itself."""
        low, high = self.sentence
        return [
            day.earliest
            for d in self.sheet.near_dates(low, high)
            if low <= d.start < high
            and d.type == "DATE"
            and not (self.answer.start <= d.start < self.answer.end)
            and (day := as_date(d.edtf)) is not None
            and day.earliest is not None
        ]


def claims_of(sheet: Sheet, account: str) -> list[Claim]:
    """The claims of one account, in the order of the text."""
    reader = _Reader(sheet, account)
    return sorted(reader.claims(), key=lambda c: (c.answer.start, c.answer.end, c.kind))


def is_saying(clause: Clause, sheet: Sheet) -> bool:
    """Whether a clause only says that something is said: its predicate is the cue of a statement of the account."""
    if not clause.lemma or clause.lemma.split()[0] not in _verbs_of_saying():
        return False
    at = clause.predicate
    return any(s.cue is not None and s.cue.start < at.end and at.start < s.cue.end for s in sheet.statements)


class _Reader:
    def __init__(self, sheet: Sheet, account: str) -> None:
        self.sheet, self.account = sheet, account

    def claims(self) -> Iterator[Claim]:
        sheet = self.sheet
        quantities = [q for q in sheet.quantities if not sheet.nested(q.start)]
        for before, quantity in zip((None, *quantities), quantities, strict=False):
            if not self._gloss(before, quantity):
                yield from self._quantity(quantity)
        told = [(q.start, q.end) for q in quantities]
        for found in sheet.dates:
            if not sheet.nested(found.start):
                yield from self._date(found, told)
        yield from self._ages()
        for clause in sheet.clauses:
            if not sheet.nested(clause.predicate.start):
                yield from self._clause(clause)

    # ------------------------------------------------------------ numbers

    def _gloss(self, before: Quantity | None, quantity: Quantity) -> bool:
        """Whether a measure only tells the one before it in another unit: "2 miles (3 km)"."""
        if before is None or quantity.start - before.end > _BRACKET:
            return False
        dimension = _dimension(before)[0]
        opened = self.sheet.text[: quantity.start].rstrip()[-1:] == "("
        return opened and bool(dimension) and dimension == _dimension(quantity)[0]

    def _quantity(self, quantity: Quantity) -> Iterator[Claim]:
        if quantity.low is None and quantity.high is None:
            return
        clause = self.sheet.by_id.get(quantity.clause or "")
        if clause is None or (clause.nominal and quantity.start <= clause.predicate.start < quantity.end):
            clause = self._tightest(quantity) or clause  # "five bombs" is told of by the verb over it
        dimension, factor = _dimension(quantity)
        if dimension == "seconds" and self._age_of_comment(quantity):
            return
        if dimension == "seconds":
            if _OLD.match(self.sheet.text, quantity.end) or quantity.text.lower().endswith("old"):
                yield self._length(quantity, quantity, "age", clause, factor)
                return
            yield self._length(quantity, quantity, "length", clause, factor)
            return
        measure = self._measure(quantity, dimension)
        low, high = (None if x is None else x * factor for x in (quantity.low, quantity.high))
        typed = Typed(
            "count", _shown(quantity), low=low, high=high, approximate=quantity.approximate,
            unit=dimension or None, counted=quantity.counted,
        )  # fmt: skip
        yield self._made("money" if dimension in _CURRENCIES else "count", quantity, typed, clause, measure)

    def _measure(self, quantity: Quantity, dimension: str) -> Measure:
        text, page = quantity.text, self.sheet.text
        after = (quantity.number or quantity).end
        per = _PER.search(page, after, quantity.end + _RATE)
        around = page[max(self.sheet.passage.start, quantity.start - _NEAR) : quantity.end + _NEAR]
        names = [w.stem for w in words_of(text) if w.name and not w.stem[0].isdigit() and w.start > 0]
        noun = stem(quantity.counted) if quantity.counted else None
        part = _PART.match(page, after)
        whom = _classes().get(quantity.counted or "")
        narrower = next((k for m in quantity.modifiers if (k := _classes().get(m)) and k != "people"), None)
        if whom == "people" and narrower:
            whom = narrower
        return Measure(
            dimension, quantity.condition, noun, whom, frozenset(names) - {noun or ""},
            tuple(stem(m) for m in quantity.modifiers), stem(per[1]) if per else None,
            bool(part or _REST.search(text) or _AMONG.search(around)),
            stem(part["whole"]) if part is not None and part["whole"] else None,
        )  # fmt: skip

    def _length(
        self, phrase: Span, quantity: Quantity, kind: Kind, clause: Clause | None, factor: float
    ) -> Claim:
        low, high = (None if x is None else x * factor for x in (quantity.low, quantity.high))
        typed = Typed(
            "count", _shown(phrase), low=low, high=high, approximate=quantity.approximate, unit="seconds"
        )
        return self._made(kind, phrase, typed, clause, Measure("seconds", noun=_unit_of(quantity.text)))

    # ------------------------------------------------------------ time

    def _date(self, date: DateMention, told: list[tuple[int, int]]) -> Iterator[Claim]:
        span = self.sheet.span(date.start, date.end)
        clause = self._tightest(span)
        if clause is None:
            return  # a dateline, a byline, a stamp
        if date.type == "DURATION":
            if not self._age_of_comment(date) and not any(a < date.end and date.start < b for a, b in told):
                yield from self._duration(date, span, clause)
        elif self._of_saying(clause, span) or self._stamp(date, clause):
            return
        elif date.clock and (clock := _CLOCK.search(date.clock)):
            minutes = int(clock[1]) * 60 + int(clock[2] or 0)
            rough = bool({w.lower() for w in re.findall(r"\w+", date.text)} & words("hedges", "rough"))
            typed = Typed("date", _shown(span), date=as_date(date.edtf), clock=minutes, approximate=rough)
            yield self._made("clock", span, typed, clause)
            if _DAY.search(date.text) and (day := as_date((date.edtf or "")[:_ISO_DAY])) is not None:
                yield self._made("day", span, Typed("date", _shown(span), date=day), clause)
        elif date.type == "DATE" and (day := as_date(date.edtf)) is not None:
            typed = Typed("date", _shown(span), date=day, approximate=day.approximate)
            yield self._made("day", span, typed, clause)

    def _duration(self, date: DateMention, span: Span, clause: Clause) -> Iterator[Claim]:
        length = as_duration(date.value)
        if length is None or not length.known:
            return
        low: float | None = length.seconds + length.months * _MONTH
        high = low
        hedge = self._hedge(date)
        if hedge in ("above", "at_least"):
            high = None
        elif hedge in ("below", "at_most"):
            low = None
        rough = hedge in ("about", "just_below")
        typed = Typed("count", _shown(span), low=low, high=high, approximate=rough, unit="seconds")
        old = _OLD.match(self.sheet.text, date.end) or date.text.lower().endswith("old")
        measure = Measure("seconds", noun=_unit_of(date.text))
        yield self._made("age" if old else "length", span, typed, clause, measure)

    def _hedge(self, date: DateMention) -> str | None:
        """The kind of the comparator that a length of time begins with, or that stands before it."""
        before = self.sheet.text[max(self.sheet.passage.start, date.start - _NEAR) : date.start]
        for phrase, kind in _comparators():
            own = re.match(rf"{re.escape(phrase)}\b", date.text, re.IGNORECASE)
            if own or re.search(rf"\b{re.escape(phrase)}\s+$", before, re.IGNORECASE):
                return kind
        return None

    def _age_of_comment(self, phrase: Span | DateMention) -> bool:
        """Whether a length tells how old a comment is: "2 days later", in its head."""
        passage = self.sheet.passage
        head = passage.kind in ("comment", "post") and phrase.start - passage.start < _HEAD
        return head and _AGO.match(self.sheet.text, phrase.end) is not None

    def _stamp(self, date: DateMention, clause: Clause) -> bool:
        """Whether a time of day is that at which a comment or a post was written."""
        passage = self.sheet.passage
        if not _YEAR_BEFORE.search(self.sheet.text, max(passage.start, date.start - _NEAR), date.start):
            return False
        head = passage.kind in ("comment", "post") and date.start - passage.start < _HEAD
        return head or is_saying(clause, self.sheet) or clause.lemma.split()[0] in ("post", "update")

    def _of_saying(self, clause: Clause, span: Span) -> bool:
        """Whether a day is that on which somebody said it."""
        return is_saying(clause, self.sheet) and any(
            a.start <= span.start and span.end <= a.end for a in clause.arguments if a.role != "clause"
        )

    def _ages(self) -> Iterator[Claim]:
        sheet = self.sheet
        for match in _AGE.finditer(sheet.text, sheet.passage.start, sheet.passage.end):
            name = next(n for n, v in match.groupdict().items() if v)
            span = sheet.span(*match.span(name))
            if sheet.nested(span.start) or (clause := self._tightest(span)) is None:
                continue
            years = float(span.text) * load("counted")["units"]["seconds"]["year"]
            typed = Typed("count", span.text, low=years, high=years, unit="seconds")
            yield self._made("age", span, typed, clause, Measure("seconds"))

    # ------------------------------------------------------------ clauses

    def _clause(self, clause: Clause) -> Iterator[Claim]:
        saying = is_saying(clause, self.sheet)
        for argument in clause.arguments:
            if not argument.understood:
                yield from self._argument(clause, argument, saying)
        if clause.nominal or saying:
            return
        text = self.sheet.span(clause.start, min(clause.end, clause.start + LONGEST))
        made = self._made("act", text, Typed("text", _shown(text)), clause)
        if len(made.words) >= _LEAST_WORDS:
            yield made

    def _argument(self, clause: Clause, argument: Argument, saying: bool) -> Iterator[Claim]:
        span = self.sheet.span(argument.start, argument.end)
        if argument.role in ("subject", "object", "complement") and _NONE.match(argument.text):
            covered = any(q.start < span.end and span.start < q.end for q in self.sheet.quantities)
            if not covered:
                noun = stem(argument.head)
                typed = Typed("count", _shown(span), low=0, high=0, counted=argument.head)
                measure = Measure("", None, noun, _classes().get(argument.head))
                yield self._made("count", span, typed, clause, measure)
        if argument.label in _PLACES and argument.role in _PLACE_ROLES:
            yield self._made("place", span, Typed("place", _shown(span)), clause, role=argument.role)
        if argument.label in _PEOPLE and argument.role in _SIDES and not saying:
            yield self._made("actor", span, Typed("actor", _shown(span)), clause, role=argument.role)

    # ------------------------------------------------------------ common

    def _tightest(self, span: Span | DateMention) -> Clause | None:
        held = [
            c
            for c in self.sheet.near_clauses(span.start, span.end)
            if c.start <= span.start and span.end <= c.end and not c.nominal
        ]
        return min(held, key=lambda c: (c.end - c.start, c.start), default=None)

    def _made(
        self,
        kind: Kind,
        answer: Span,
        typed: Typed,
        clause: Clause | None,
        measure: Measure = Measure(),
        role: str = "",
    ) -> Claim:
        sheet = self.sheet
        low, high = sheet.sentence(answer.start)
        start, end = answer.start, answer.end
        if clause is not None:
            start, end = min(clause.start, start), max(clause.end, end)
        if clause is None or end - start > LONGEST:
            start, end = _window(answer, low, high)
        inner = words_of(sheet.text, answer.start, answer.end) if kind != "act" else []
        own = frozenset(w.stem for w in inner if kind != "count" or w.stem[0].isdigit())
        near = tuple(w for w in words_of(sheet.text, low, high) if w.stem not in own)
        at = clause.predicate if clause is not None else answer
        roles: dict[str, tuple[str, ...]] = {}
        for argument in clause.arguments if clause is not None else ():
            name = _ROLE.get(argument.role, "other")
            stems = (w.stem for w in words_of(argument.text))
            roles[name] = (*roles.get(name, ()), *(s for s in stems if s not in own))
        span = sheet.span(start, min(end, start + LONGEST))
        return Claim(
            content_id("cl", answer.page, answer.start, answer.end, kind), kind, sheet, self.account, span,
            sheet.span(answer.start, answer.end), typed, clause, sheet.statement(at.start, at.end),
            stem(clause.verb.split()[0]) if clause is not None and clause.verb else "", roles,
            tuple(w for w in near if span.start <= w.start < span.end), near, (low, high), measure, role,
            bool(clause is not None and clause.negated), own,
        )  # fmt: skip


def _window(answer: Span, low: int, high: int) -> tuple[int, int]:
    """The sentence's characters around an answer, at most :data:`LONGEST`."""
    if high - low <= LONGEST:
        return low, high
    start = max(low, answer.start - LONGEST // 2)
    return start, min(high, start + LONGEST)


def _shown(span: Span | DateMention) -> str:
    return " ".join(span.text.split())


@cache
def _units() -> dict[str, tuple[str, float]]:
    """A unit's noun -> its dimension and how much of the dimension's own unit it is."""
    tables: dict[str, dict[str, float]] = load("counted")["units"]
    return {noun: (name, factor) for name, table in tables.items() for noun, factor in table.items()}


def _dimension(quantity: Quantity) -> tuple[str, float]:
    """The dimension that a quantity is measured in, empty for a number of things, and its factor."""
    if quantity.unit in _CURRENCIES or quantity.unit == "fraction":
        return quantity.unit, 1.0
    name, factor = _units().get(quantity.unit or quantity.counted or "", (quantity.unit or "", 1.0))
    power = next((w for w in re.findall(r"[a-z]+", quantity.text.lower()) if w in _POWERS), None)
    return (name, factor) if power is None else (f"{power} {quantity.unit or quantity.counted}", 1.0)


def _unit_of(text: str) -> str | None:
    """The stem of the unit that a length of time is told in."""
    found = [s for s in map(stem, re.findall(r"[a-z]+", text.lower())) if s in _lengths()]
    return found[-1] if found else None


@cache
def _lengths() -> frozenset[str]:
    return frozenset(stem(noun) for noun in load("counted")["units"]["seconds"])


@cache
def _comparators() -> tuple[tuple[str, str], ...]:
    """Comparators, longest first, each with its kind."""
    data: dict[str, list[str]] = load("quantities")["comparators"]
    found = [(phrase, kind) for kind, phrases in data.items() for phrase in phrases]
    return tuple(sorted(found, key=lambda item: (-len(item[0]), item[0])))


@cache
def _classes() -> dict[str, str]:
    tables: dict[str, list[str]] = load("counted")["classes"]
    return {noun: name for name, nouns in tables.items() for noun in nouns}


@cache
def _verbs_of_saying() -> frozenset[str]:
    tables: dict[str, dict[str, list[str]]] = load("cues")["verbs"]
    return frozenset(w for name in ("say", "tell") for w in tables[name]["words"])
