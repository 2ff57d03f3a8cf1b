"""Answers turned into typed values: the date solved, the count bounded, the name looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache

from ...dates import Date
from ...frames import Frame, Slot
from ...names.countries import find_country
from ...records import DateMention, Linked, Mention, Quantity, Span, Statement, ValueType
from ...values import Typed, as_date, as_duration
from ...vocab import load, pattern, words
from ..answers import Answer, is_stretch
from ..answers.forms import forms
from ..sheet import Sheet, inside

__all__ = ["Given", "Typist"]

#: "three of the dead": a part of a number told before, and no number of its own.
_PART_OF = re.compile(r"\bof (?:the|those|these|its|their|his|her|our|them)\b")
#: "17 more", "another 12", "40 were still there": what is left of a number, or added to it.
_REST = re.compile(
    r"\b(?:still|another|further|additional|remaining|\d+ more|more(?=\s+(?!than\b)[a-z]))\b", re.IGNORECASE
)
_AMONG = re.compile(r"\bamong(?:st)?\b")
#: Characters around a number within which "among" says that it is of some of them.
_NEAR = 25
#: What is so meant is no fact, whatever the words say ...
_NO_FACT = frozenset({"question", "conditional", "predicted", "opinion", "inference"})
#: ... but for slots that ask for what somebody wants.
_WISHES = frozenset({"demand", "offer", "acknowledgement"})
_BUILDING = re.compile(r"\b(?:in|at)\s+(?:the|his|her|their|its|our)\s+(\w+)\b")
_FROM = re.compile(r"\b(?:of|from|off)\s+(?:the\s+)?(?:\w+\s+){0,2}$")
_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?")
_TOKEN = re.compile(r"\w[\w'’-]*\w|\w")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with its typed value, the account's statement and voice, and the actor it names.

    ``sayer`` heads the subject of the verb of saying over it ("the ministry reported 56 dead, the governor 90"),
    and is empty without one.  ``other_event`` where the words before it speak of a second, an earlier or another event; ``when`` is the
    day that its sentence names beside it.
    """

    answer: Answer
    typed: Typed
    statement: str | None
    voice: str | None
    actor: str | None = None
    other_event: bool = False
    when: Date | None = None
    sayer: str = ""


class Typist:
    """Types the answers of one case."""

    def __init__(self, linked: Linked) -> None:
        self.actor_of = linked.actor_of
        self.name_of = {a.id: a.name for a in linked.actors}
        self.mention = {m.id: m for m in linked.mentions}

    def given(self, answer: Answer, frame: Frame, slot: Slot) -> Given | None:
        """The answer as it compares; None where its value cannot be told (a date that is not solved)."""
        actor = self._actor(answer) if slot.type in ("actor", "place") else None
        typed = self._typed(answer, frame, slot, actor)
        if typed is None:
            return None
        actual = answer.modality == "actual" or (slot.promised and answer.modality in ("future", "proposed"))
        typed = replace(typed, affirmed=answer.affirmed, actual=actual)
        statement = _statement(answer)
        # "would not sit down unless they agreed" is conditional and a refusal all the same
        promised = slot.promised and statement is not None and statement.stance == "predicted"
        wish = promised or slot.name in _WISHES
        if statement and typed.affirmed and not wish and statement.stance in _NO_FACT:
            typed = replace(typed, actual=False)
        return Given(
            answer, typed, statement.id if statement else None, statement.voice if statement else None, actor,
            _of_another(answer, frame), None if slot.type == "date" else _day(answer), _sayer(answer),
        )  # fmt: skip

    def plain(self, kind: str, span: Span, sheet: Sheet) -> Given:
        """A span that differs from another in parallel words, as a value of the generic frame.

        The value is widened to the whole date, quantity or name that the differing words are part of.
        """
        rows: dict[str, Iterable[Span | DateMention]] = {
            "date": sheet.dates, "count": sheet.quantities, "name": sheet.mentions, "place": sheet.mentions,
        }  # fmt: skip
        over = [r for r in rows.get(kind, ()) if r.start < span.end and span.start < r.end]
        held = min(over, key=lambda r: (r.end - r.start, r.start), default=None)
        if held is not None:
            span = sheet.span(min(span.start, held.start), max(span.end, held.end))
        date = as_date(held.edtf) if isinstance(held, DateMention) else None
        low, high = (held.low, held.high) if isinstance(held, Quantity) else (None, None)
        types: dict[str, ValueType] = {"count": "count", "date": "date", "place": "place", "name": "actor"}
        text = " ".join(span.text.split())
        typed = Typed(
            types.get(kind, "text"), text, date=date, low=low, high=high, words=frozenset(_tokens(text))
        )
        statement = sheet.statement(span.start, span.end)
        answer = Answer("generic", kind, sheet, span, span)
        return Given(
            answer, typed, statement.id if statement else None, statement.voice if statement else None
        )

    def _typed(self, answer: Answer, frame: Frame, slot: Slot, actor: str | None) -> Typed | None:
        text = " ".join(answer.value.text.split())
        if answer.category is not None:
            category = slot.categories[answer.category]
            return Typed(
                slot.type, category.label, category=category.name, excludes=category.excludes, scope=_act(answer, slot)
            )  # fmt: skip
        if slot.type in ("date", "interval"):
            date = as_date(answer.date.edtf if answer.date else None)
            if slot.clock and answer.date is not None:
                return _time_of_day(answer, answer.date, slot, text, date)
            if date is not None and slot.bound and date.is_interval and is_stretch(answer.value.text):
                ends = date.edtf.split("/")
                date = as_date(ends[0] if slot.bound == "first" else ends[-1])
            if date is None:
                return None
            return Typed(slot.type, text, date=date, approximate=date.approximate, scope=_act(answer, slot))
        if slot.type == "duration":
            length = as_duration(answer.date.value if answer.date else None)
            if length is None or (not length.known and " " not in text):
                return None  # "days": no length at all
            rough = bool(set(_tokens(answer.evidence.text)) & words("hedges", "rough"))
            return Typed(
                "duration", text, duration=length, approximate=rough, scope=_scope(answer) - frame.nouns
            )
        if slot.type == "count":
            return self._count(answer, frame, slot, text)
        return self._worded(answer, slot, text, actor)

    def _count(self, answer: Answer, frame: Frame, slot: Slot, text: str) -> Typed | None:
        quantity = answer.quantity
        if quantity is None or (quantity.low is None and quantity.high is None):
            return None
        if slot.distance:
            return _distance(answer, quantity, text)
        kind, within = _who(answer, quantity, frame)
        scope = _scope(answer)
        near = answer.sheet.text[
            max(answer.sheet.passage.start, quantity.start - _NEAR) : quantity.end + _NEAR
        ]
        if within is None and _AMONG.search(near):
            scope |= {"part", *quantity.modifiers}  # "a dozen men were among the dead": some of them
        # "More than 90" keeps 90 as its bound: a headline's plain "90" rounds it, it denies nothing.
        high = None if _running(answer, quantity) else quantity.high
        return Typed(
            "count", text, low=quantity.low, high=high, approximate=quantity.approximate, unit=quantity.unit,
            counted=quantity.counted, counted_class=kind, counted_within=within, scope=scope,
        )  # fmt: skip

    def _worded(self, answer: Answer, slot: Slot, text: str, actor: str | None) -> Typed | None:
        named = self._antecedent(answer) if slot.type == "actor" else None
        if slot.type == "actor":
            text = named.text if named else text
            told = _tokens(text)
            if told and set(told) <= words("hedges", "pronouns"):
                return None
            if slot.name == "party" and told and told[-1] in words("people", "relations", "kin"):
                return None
        if slot.type == "place":
            text_words = {
                t
                for m in answer.sheet.near_mentions(answer.value.start, answer.value.end)
                if m.label == "NORP" and inside(m, answer.value)
                for t in _tokens(m.text)
            }
            text = _bare_name(text, text_words | words("places", "kinds"))
        dull = words("hedges", "function") | words("hedges", "pronouns") | words("hedges", "frame_nouns")
        content = frozenset(t for t in _tokens(text) if t not in words("hedges", "function"))
        if not content - dull:
            return None
        if slot.type in ("text", "cause", "document"):
            dull |= self._bystanders(answer)
            content = content - dull or content
        names = frozenset({actor} if actor else ())
        shown = self.name_of.get(actor or "", text) if slot.type == "actor" and actor else text
        return Typed(
            slot.type, shown, names=names, words=content, proper=self._proper(answer, named),
            person=self._is_person(answer, named), nations=self._nations(answer),
            scope=_counterparts(answer) if slot.type == "actor" else frozenset(),
        )  # fmt: skip

    @staticmethod
    def _bystanders(answer: Answer) -> frozenset[str]:
        """Words for the people that a demand or a cause is about: they do not tell one from another."""
        spans = (
            m
            for m in answer.sheet.near_mentions(answer.value.start, answer.value.end)
            if inside(m, answer.value)
        )
        about = (m for m in spans if m.kind in ("anonymous", "group") or m.label in ("GPE", "NORP"))
        return frozenset(t for m in about for t in _tokens(m.text))

    def _proper(self, answer: Answer, named: Mention | None) -> frozenset[str]:
        """The words of the names that stand in the value."""
        own = answer.value
        over = [
            m
            for m in answer.sheet.near_mentions(own.start, own.end)
            if m.start < own.end and own.start < m.end
        ]
        spans = [named] if named else over
        return frozenset(
            token.lower()
            for m in spans
            if m.label in ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")
            for token in re.findall(r"\w+", m.text)
            if token[0].isupper()
        )

    def _is_person(self, answer: Answer, named: Mention | None) -> bool:
        own = named or _mention(answer.sheet, answer)
        return own is not None and own.label == "PERSON"

    @staticmethod
    def _nations(answer: Answer) -> frozenset[str]:
        near = answer.sheet.near_mentions(answer.value.start, answer.value.end)
        found = (find_country(m.text) for m in near if m.label in ("NORP", "GPE") and inside(m, answer.value))
        return frozenset(c.code for c in found if c is not None)

    def _antecedent(self, answer: Answer) -> Mention | None:
        """The mention that names a pronoun's actor in full."""
        own = _mention(answer.sheet, answer)
        return self.mention.get(own.antecedent or "") if own else None

    def _actor(self, answer: Answer) -> str | None:
        own = _mention(answer.sheet, answer)
        if own is None:
            return None
        return self.actor_of.get(own.id) or self.actor_of.get(own.antecedent or "")


def _time_of_day(answer: Answer, told: DateMention, slot: Slot, text: str, date: Date | None) -> Typed | None:
    clock = _CLOCK.search(told.clock or "")
    if clock is None:
        return None
    rough = bool(set(_tokens(told.text)) & words("hedges", "rough")) or bool(date and date.approximate)
    minutes = int(clock[1]) * 60 + int(clock[2] or 0)
    return Typed(slot.type, text, date=date, clock=minutes, approximate=rough, scope=_act(answer, slot))


def _act(answer: Answer, slot: Slot) -> frozenset[str]:
    """What tells the act of a time of day, or the thing of a scoped slot, from others of the kind."""
    clause = answer.clause
    if slot.scoped:
        words_ = frozenset(w for r in slot.reads for w in (*r.beside, *r.object))
        near = clause.text if clause is not None else answer.value.text
        return frozenset(f for t in _tokens(near) for f in forms(t)) & words_
    return frozenset({clause.lemma} if slot.clock and not slot.one_act and clause else ())


def _running(answer: Answer, quantity: Quantity) -> bool:
    """Whether a number is what had been counted by then, and more may come: bodies found, a toll that rises."""
    if quantity.low is None or quantity.condition != "dead":
        return False
    found = quantity.counted in words("quantities", "running", "counted")
    clause = answer.clause or answer.sheet.by_id.get(quantity.clause or "")
    risen = clause is not None and clause.lemma in words("quantities", "running", "verbs")
    return (
        found
        or risen
        or bool(
            pattern(words("quantities", "running", "so_far")).search(
                answer.sheet.text, *answer.sheet.sentence(quantity.start)
            )
        )
    )


def _who(answer: Answer, quantity: Quantity, frame: Frame) -> tuple[str | None, str | None]:
    """The class that a number counts, and the class that this one is part of.

    Who is counted can stand in a modifier of a noun for what befell them: "civilian deaths", "Taliban
    fatalities".  A modifier that is no class of the frame, but a name, makes a class of its own.
    """
    kind = frame.classes.get(quantity.counted or "person")
    apart = [m for m in quantity.modifiers if m in words("quantities", "nouns", "narrowing")]
    if apart and kind is not None and frame.within.get(kind) is None:
        return f"{apart[0]} {kind}", kind
    if quantity.counted in words("quantities", "nouns", "casualties") and kind is not None:
        for modifier in quantity.modifiers:
            narrower = frame.classes.get(modifier)
            if narrower is not None and frame.within.get(narrower) == kind:
                return narrower, kind
        named = [
            m.text.casefold()
            for m in answer.sheet.near_mentions(quantity.start, quantity.end)
            if m.label in ("NORP", "ORG", "GPE") and inside(m, quantity)
        ]
        if named:
            return f"{named[0]} {kind}", kind
    return kind, frame.within.get(kind or "")


def _counterparts(answer: Answer) -> frozenset[str]:
    """With whom, or to whom, an actor does it, or refuses to."""
    clause, own = answer.clause, answer.argument
    if clause is None or own is None or own.role not in ("subject", "agent"):
        return frozenset()
    return frozenset(a.head.lower() for a in clause.having("prep:with", "object", "prep:to"))


def _distance(answer: Answer, quantity: Quantity, text: str) -> Typed | None:
    """A distance in kilometres, between the place that it is told from and the place named before it.

    None where the sentence does not name both: a distance between unknown places answers nothing.
    """
    sheet, units = answer.sheet, load("lengths")["kilometres"]
    start, end = sheet.sentence(quantity.start)
    places = [
        m
        for m in sheet.near_mentions(start, end)
        if m.label in ("GPE", "LOC", "FAC") and start <= m.start < end
    ]
    after = next((m for m in places if m.start >= quantity.start), None)
    before = next((m for m in reversed(places) if m.end <= quantity.start), None)
    if after is None or before is None or not _FROM.search(sheet.text[quantity.start : after.start]):
        return None
    unit = "nautical mile" if "nautical" in quantity.modifiers else quantity.counted or quantity.unit or ""
    low, high = (None if x is None else x * units[unit] for x in (quantity.low, quantity.high))
    ends = frozenset(t for m in (before, after) for t in _tokens(m.text))
    return Typed("count", text, low=low, high=high, approximate=quantity.approximate, unit="km", scope=ends)


def _statement(answer: Answer) -> Statement | None:
    """Whose telling it is: of the clause that gives the value, not of a saying inside the value."""
    at = answer.clause.predicate if answer.clause is not None else answer.value
    return answer.sheet.statement(at.start, at.end) or answer.sheet.statement(
        answer.value.start, answer.value.end
    )


@cache
def _another(nouns: frozenset[str]) -> re.Pattern[str]:
    """A word that sets an event apart from the one at hand, before a noun for such an event."""
    events = "|".join(re.escape(n) for n in sorted(nouns)) or r"(?!)"
    return re.compile(
        rf"\b(?:second|third|another|separate|earlier|previous|prior|similar|other|unrelated|later)\s"
        rf"+(?:[\w'’-]+\s+){{0,3}}(?:{events})s?\b",
        re.IGNORECASE,
    )


@cache
def _saying() -> frozenset[str]:
    tables: dict[str, dict[str, list[str]]] = load("cues")["verbs"]
    return frozenset(
        w for name in ("say", "tell", "evidence", "count", "record") for w in tables[name]["words"]
    )


def _sayer(answer: Answer) -> str:
    """Who is the subject of the verb of saying that the answer's clause is, or stands in."""
    quantity, sheet = answer.quantity, answer.sheet
    clause = answer.clause or (sheet.by_id.get(quantity.clause or "") if quantity else None)
    for one in (clause, *sheet.above(clause, 2)) if clause is not None else ():
        if one.lemma.split()[0] in _saying() or one.lemma == "speak":
            return next((a.head.lower() for a in one.having("subject", "agent")), "")
    return ""


def _of_another(answer: Answer, frame: Frame) -> bool:
    """Whether the sentence up to the value, or the sentence before it, turns to another event."""
    sheet, start = answer.sheet, answer.sheet.sentence(answer.value.start)[0]
    before = sheet.sentence(start - 1)[0] if start > sheet.passage.start else start
    return bool(_another(frame.nouns).search(sheet.text, before, answer.value.start))


def _day(answer: Answer) -> Date | None:
    """The only day or month that the sentence of an answer names; None where it names none or several."""
    start, end = answer.sheet.sentence(answer.value.start)
    dates = {
        d.edtf
        for d in answer.sheet.near_dates(start, end)
        if start <= d.start < end and d.type == "DATE" and d.edtf
    }
    found = [d for d in map(as_date, sorted(dates)) if d and d.precision in ("day", "month")]
    return found[0] if len(found) == 1 else None


def _mention(sheet: Sheet, answer: Answer) -> Mention | None:
    """The widest mention inside the value: the value's own head, not a name that stands in its modifiers."""
    held = [m for m in sheet.near_mentions(answer.value.start, answer.value.end) if inside(m, answer.value)]
    ends = [m for m in held if m.end == answer.value.end] or held
    return max(ends, key=lambda m: (m.end - m.start, -m.start), default=None)


def _scope(answer: Answer) -> frozenset[str]:
    """What narrows a count or a length: whom with, and where, told right behind it."""
    own = answer.value
    part = _PART_OF.search(own.text) if answer.quantity is not None else None
    # "Another nine were injured" is said beside the dead, and "still missing" is what missing means.
    whole = answer.quantity is None or answer.quantity.condition not in (None, "dead")
    if not whole and (rest := _REST.search(answer.evidence.text)):
        return frozenset({"part", rest.group().lower()})
    if part is not None and not (part.group().endswith("them") and own.text[part.end() :].strip()):
        return frozenset({"part", *_tokens(own.text[part.end() :])})
    number = answer.quantity.number if answer.quantity is not None else None
    told = own.text[max(0, number.end - own.start) :] if number is not None else own.text
    behind = re.search(r"\b(?:with|in|at|between|before|after|against)\b(.*)", told, re.DOTALL)
    inner = frozenset(_tokens(behind.group(1))) - words("hedges", "function") if behind else frozenset()
    if answer.quantity is not None and answer.quantity.condition is None:
        inner |= _where(answer)
    if answer.clause is None:
        return inner
    return inner | frozenset(
        a.head.lower()
        for a in answer.clause.arguments
        if a.role in ("prep:with", "prep:in", "prep:at")
        and own.end <= a.start <= own.end + 4
        and not any(d.start < a.end and a.start < d.end for d in answer.sheet.near_dates(a.start, a.end))
    )


def _where(answer: Answer) -> frozenset[str]:
    """The building that the sentence names before a count: "in the embassy there were two meetings"."""
    start = answer.sheet.sentence(answer.value.start)[0]
    found = _BUILDING.findall(answer.sheet.text, start, answer.value.start)
    return frozenset(w.lower() for w in found) & words("places", "sites")


def _tokens(text: str) -> list[str]:
    return [t.lower().removesuffix("’s").removesuffix("'s") for t in _TOKEN.findall(text)]


def _bare_name(text: str, apposed: AbstractSet[str]) -> str:
    """The name alone where all else in ``text`` says what kind of place it is ("the Peruvian capital Lima").

    Anything more ("a house in a village near Lima") says more than the name, and stays whole.
    """
    rest = [t for t in text.split() if t.lower() not in apposed and t.lower() not in ("the", "a", "an", "of")]
    return " ".join(rest) if rest and all(t[0].isupper() for t in rest) else text
