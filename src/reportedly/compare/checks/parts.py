"""A statement cut into the parts that can be held against a source: when, how many, where, who, what.

A part is a short span within the statement.  Parts do not overlap, so that each word is judged once; what
asks the sharpest question is cut first: quoted words, dates, numbers, agents, what is said to have come
before or to have caused, items of a list, objects and places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ...records import Argument, Clause, DateMention, Quantity
from ...values import kin
from ..sheet import Sheet
from .lexis import terms_of

__all__ = ["Part", "PartKind", "parts"]

PartKind = Literal["quote", "when", "count", "agent", "clause", "item", "where", "what"]

_LONGEST = 160
_BEFORE_DATE = re.compile(
    r"(?:\b(?:starting|beginning|ending|lasting|dated|since|from|until|by|before|after|around|about|on|in|over|during|early|late|of|for)\s+){1,3}$",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"\b(?:after|because|before|despite|once|until|as soon as)\s+$", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:and\s+|or\s+|as well as\s+)?|\s+(?:and|as well as)\s+")
_QUOTE = re.compile(r"“([^“”]{3,300})”|\"([^\"]{3,300})\"")
_BRACKET = re.compile(r"\([^()]*\)")
_LEAD = re.compile(
    r"^(?:\W*(?:among others|in addition|however|meanwhile|including|such as|that)\b[\s,]*)+", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:a|an)\s+", re.IGNORECASE)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_ROLES = frozenset({"prep:in", "prep:at", "prep:near", "prep:outside", "prep:inside", "prep:from"})
_OBJECTS = frozenset({"object", "complement", "dative"})


class Part(NamedTuple):
    """Characters ``start`` to ``end`` of a statement, what they answer, and the clause they stand in."""

    kind: PartKind
    start: int
    end: int
    clause: Clause | None = None
    date: DateMention | None = None
    quantity: Quantity | None = None


def parts(sheet: Sheet, start: int, end: int) -> list[Part]:
    """The parts of ``sheet.text[start:end]``, in order; none overlaps another."""
    taken: list[Part] = []
    for part in _offers(sheet, start, end):
        a, b = _trim(sheet.text, part.start, part.end)
        part = part._replace(start=a, end=b)
        telling = [
            t for t in terms_of(sheet.text, a, b) if part.date or part.quantity or not t.form.isdigit()
        ]
        if not 3 <= b - a <= _LONGEST or not telling:
            continue
        if all(b <= other.start or other.end <= a for other in taken):
            taken.append(part)
    return sorted(taken, key=lambda p: p.start)


def _offers(sheet: Sheet, start: int, end: int) -> Iterator[Part]:
    clauses = [c for c in sheet.clauses if start <= c.predicate.start < end]
    yield from _quotes(sheet, start, end)
    yield from _dates(sheet, start, end, clauses)
    yield from _counts(sheet, start, end, clauses)
    yield from _agents(clauses, end)
    yield from _subordinate(sheet, start, end, clauses)
    yield from _items(sheet, start, end, clauses)
    yield from _arguments(sheet, clauses, end)
    for clause in clauses:
        if clause.end <= end and not clause.nominal and _says_much(sheet, clause):
            yield Part("clause", clause.start, clause.end, clause)


def _says_much(sheet: Sheet, clause: Clause) -> bool:
    """Whether a clause has enough words of its own to be looked for; a verb of saying alone has not."""
    if any(a.role == "clause" for a in clause.arguments):
        return False
    return _content(sheet, clause.start, clause.end) >= 3


def _content(sheet: Sheet, start: int, end: int) -> int:
    """How many content words do more than narrow the next one."""
    return sum(not t.narrows for t in terms_of(sheet.text, start, end))


def _quotes(sheet: Sheet, start: int, end: int) -> Iterator[Part]:
    for match in _QUOTE.finditer(sheet.text, start, end):
        group = 1 if match.group(1) else 2
        if len(match.group(group).split()) >= 2:
            yield Part(
                "quote", match.start(group), match.end(group), _home(sheet, match.start(), match.end())
            )


def _dates(sheet: Sheet, start: int, end: int, clauses: Sequence[Clause]) -> Iterator[Part]:
    for date in sheet.dates:
        if not (start <= date.start and date.end <= end) or date.type not in ("DATE", "TIME"):
            continue
        if date.edtf is None or _in_a_name(sheet, date):
            continue
        before = _BEFORE_DATE.search(sheet.text, max(start, date.start - 40), date.start)
        first = before.start() if before else date.start
        yield Part("when", first, date.end, _around(clauses, date.start, date.end), date)


def _in_a_name(sheet: Sheet, date: DateMention) -> bool:
    """Whether the date is part of a name ("the 1920 Revolution Brigades")."""
    if any(m.start <= date.start and date.end < m.end for m in sheet.mentions):
        return True
    return date.text.isdigit() and bool(re.match(r" [A-Z]", sheet.text[date.end : date.end + 2]))


def _counts(sheet: Sheet, start: int, end: int, clauses: Sequence[Clause]) -> Iterator[Part]:
    for quantity in sheet.quantities:
        if not (start <= quantity.start and quantity.end <= end) or (
            quantity.low is None and quantity.high is None
        ):
            continue
        clause = _around(clauses, quantity.start, quantity.end)
        first = quantity.start
        if clause and quantity.counted == "time" and 0 < first - clause.predicate.start < 50:
            first = clause.predicate.start
        yield Part("count", first, _counted_end(sheet, quantity), clause, None, quantity)


def _counted_end(sheet: Sheet, quantity: Quantity) -> int:
    """Where the counted noun ends: "40 miles", not the place that they lead to."""
    counted = quantity.counted or quantity.unit
    heads = [
        t for t in terms_of(sheet.text, quantity.start, quantity.end) if counted and kin(t.form, counted)
    ]
    if heads:
        return heads[0].end
    after = re.match(r"\s\w+", sheet.text[quantity.end : quantity.end + 20])
    return quantity.end + len(after[0]) if after and quantity.condition else quantity.end  # "15 dead"


def _agents(clauses: Sequence[Clause], end: int) -> Iterator[Part]:
    for clause in clauses:
        for argument in clause.having("agent"):
            if clause.predicate.start < argument.end <= end and not clause.nominal:
                yield Part("agent", clause.predicate.start, argument.end, clause)


def _subordinate(sheet: Sheet, start: int, end: int, clauses: Sequence[Clause]) -> Iterator[Part]:
    for clause in clauses:
        lead = re.match(r"(?:after|because|before|despite|once|until)\s+", clause.text, re.IGNORECASE)
        first = clause.start + lead.end() if lead else clause.start
        marked = lead or _SUBORDINATE.search(sheet.text, max(start, clause.start - 14), clause.start)
        if marked and clause.end <= end and not clause.nominal and _content(sheet, first, clause.end) >= 2:
            yield Part("clause", first, clause.end, clause)


def _items(sheet: Sheet, start: int, end: int, clauses: Sequence[Clause]) -> Iterator[Part]:
    """The items of an enumeration: three or more, after the verb that governs them.

    After the last "and" a comma brings an apposition, not another item.
    """
    low, high = start, end
    for sentence_start, sentence_end in _sentences(sheet, start, end):
        low, high = sentence_start, sentence_end
        verb = next(
            (c for c in clauses if low <= c.predicate.start < high and c.tense != "none" and not c.nominal),
            None,
        )
        if verb is None:
            continue
        first = _after_verb(sheet.text, verb, high)
        pieces = list(_pieces(_BRACKET.sub(lambda m: " " * len(m.group()), sheet.text[first:high])))
        if len(pieces) < 3:
            continue
        for a, b in pieces:
            piece = sheet.text[first + a : first + b]
            lead = _LEAD.match(piece)
            a += lead.end() if lead else 0
            bracket = _BRACKET.search(sheet.text, first + a, first + b)
            b = bracket.start() - first if bracket else b
            count = len(sheet.text[first + a : first + b].split())
            if 1 <= count <= 14:
                yield Part("item", first + a, first + b, verb)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where the items of a list stand; nothing where a conjunction joins clauses rather than items."""
    commas = [m.start() for m in re.finditer(r",", text)]
    last_and = max((m.start() for m in re.finditer(r"(?:,\s*|\s)and\s", text)), default=-1)
    if not commas or last_and < 0:
        return
    at = 0
    for match in _SEPARATOR.finditer(text):
        if match.start() > last_and and "and" not in match.group():
            break
        bare_and = "," not in match.group() and ";" not in match.group()
        if bare_and and match.start() != last_and:
            continue
        yield at, match.start()
        at = match.end()
    yield at, len(text.rstrip(" .;:\n"))


def _sentences(sheet: Sheet, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        high = min(end, max(sheet.sentence(at)[1], at + 1))
        yield at, high
        at = high


def _after_verb(text: str, verb: Clause, end: int) -> int:
    at = verb.predicate.end
    while at < end and text[at] in " ,":
        at += 1
    return at


def _arguments(sheet: Sheet, clauses: Sequence[Clause], end: int) -> Iterator[Part]:
    for clause in clauses:
        for argument in clause.arguments:
            if argument.end > end or argument.start < clause.predicate.start or argument.understood:
                continue
            if argument.role in _PLACE_ROLES and argument.label in _PLACES:
                yield Part("where", _preposition(sheet.text, argument), argument.end, clause)
            elif argument.role in _OBJECTS or argument.role.startswith("prep:"):
                stop = _tail(argument, clauses)
                full = [t for t in terms_of(sheet.text, argument.start, stop) if not t.narrows]
                if len(full) >= 2:
                    yield Part("what", argument.start, stop, clause)


def _preposition(text: str, argument: Argument) -> int:
    word = argument.role.partition(":")[2]
    before = text[max(0, argument.start - len(word) - 1) : argument.start]
    return argument.start - len(word) - 1 if before.lower() == f"{word} " else argument.start


def _tail(argument: Argument, clauses: Sequence[Clause]) -> int:
    """Where the noun phrase ends before a participle or a relative clause that hangs on it."""
    hung = [
        c.start
        for c in clauses
        if argument.start < c.start < argument.end
        and c.relation in ("participle", "relative")
        and not c.nominal
    ]
    return min([*hung, argument.end])


def _home(sheet: Sheet, start: int, end: int) -> Clause | None:
    return _around(sheet.clauses, start, end)


def _around(clauses: Sequence[Clause], start: int, end: int) -> Clause | None:
    """The tightest clause with a verb around the span."""
    holding = [c for c in clauses if c.start <= start and end <= c.end and not c.nominal]
    return min(holding, key=lambda c: c.end - c.start, default=None)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' \n\t,;:-–—•“"':
        start += 1
    article = _ARTICLE.match(text[start:end])
    if article and len(text[start:end].split()) > 3:
        start += article.end()
    while end > start and text[end - 1] in ' \n\t,;:.”"':
        end -= 1
    return start, end
