"""Dated, measured and counted values, each given to the nearest governor that a slot of its type reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec

from ...frames import Frame, Read, Slot
from ...records import Argument, Clause, DateMention, Quantity, Span
from ...vocab import load, words
from ..sheet import Sheet, inside
from .answer import Answer, answer
from .forms import called, forms, next_piece, tokens
from .inquiry import Inquiry

__all__ = ["is_clock", "is_stretch", "measured"]

#: A word of ``near`` stands at most so many words from the value.
_NEAR = 5
#: What joins the two ends of a stretch of time; without it an interval is a date told roughly.
_STRETCH = re.compile(r"\w\s?[-–—]\s?\w|\b(?:to|through|until|till|and|between)\b")
_JOINED = re.compile(r"\s?[-–—]\s?|\s(?:to|through|until|till)\s")
_NAMED = frozenset({"ORG", "PERSON", "FAC", "GPE", "LOC", "NORP"})

_Value = DateMention | Quantity


class _Hook(NamedTuple):
    """What a value hangs on: the read of a slot that takes it, and what governs, holds or shows it."""

    slot: Slot
    read: Read
    clause: Clause | None = None
    argument: Argument | None = None
    shown: Span | None = None


def measured(inquiry: Inquiry) -> Iterator[Answer]:
    """Answers that are a date, a time of day, a length of time, a distance or a number."""
    for mention in inquiry.sheet.dates:
        if not _in_name(inquiry.sheet, mention) and (found := _hung(inquiry, mention)):
            yield from _days(inquiry, found) if mention.type != "DURATION" else (found,)
    for quantity in inquiry.sheet.quantities:
        if found := _hung(inquiry, quantity):
            yield found


def is_clock(date: DateMention) -> bool:
    """Whether a time expression tells a time of day, be its day known or not."""
    return date.type == "TIME" and date.clock is not None


def is_stretch(text: str) -> bool:
    """Whether a time expression tells a first and a last day ("January-March 2006")."""
    return bool(_STRETCH.search(text))


# ------------------------------------------------------------------ from a value to its slot


def _hung(inquiry: Inquiry, value: _Value) -> Answer | None:
    """The value as the answer to the first slot that fits by a word near it, by its governor, or alone."""
    slots = _slots(inquiry.frame, value)
    if not slots:
        return None
    span = inquiry.sheet.span(value.start, value.end)
    hook = (
        _by_word_near(inquiry, slots, span, value)
        or _by_governor(inquiry, slots, value)
        or _by_count_alone(inquiry, slots, value)
    )
    if hook is None:
        return None
    date = value if isinstance(value, DateMention) else None
    quantity = value if isinstance(value, Quantity) else None
    return answer(
        inquiry, hook.slot, hook.read, span, hook.clause, hook.argument, date=date, quantity=quantity, shown=hook.shown
    )  # fmt: skip


def _slots(frame: Frame, value: _Value) -> list[Slot]:
    """The slots that take values of the type: those for times of day and for distances take nothing else."""
    clock = length = False
    if isinstance(value, Quantity):
        type_ = "count"
        length = (value.counted or value.unit or "") in load("lengths")["kilometres"]
    elif value.type == "DURATION":
        type_ = "duration"
    elif value.type in ("DATE", "TIME") and (value.edtf or is_clock(value)):
        type_ = "date"
        clock = is_clock(value)
    else:
        return []
    return [s for s in frame.slots.values() if (s.type, s.clock, s.distance) == (type_, clock, length)]


def _by_word_near(inquiry: Inquiry, slots: Sequence[Slot], span: Span, value: _Value) -> _Hook | None:
    for slot in slots:
        for read in slot.reads:
            if not read.near or (isinstance(value, Quantity) and not _counts(read, value)):
                continue
            shown = _with_word_near(inquiry.sheet, read.near, span)
            if shown is not None and inquiry.words_about(read, span):
                return _Hook(slot, read, _told_in(inquiry.sheet, span), shown=shown)
    return None


def _by_governor(inquiry: Inquiry, slots: Sequence[Slot], value: _Value) -> _Hook | None:
    for clause, argument in _governors(inquiry.sheet, value):
        for slot in slots:
            for read in slot.reads:
                if _fits(inquiry, read, clause, argument, value):
                    return _Hook(slot, read, clause, argument)
    return None


def _by_count_alone(inquiry: Inquiry, slots: Sequence[Slot], value: _Value) -> _Hook | None:
    """A number of things that no governor is asked for: what it counts is enough."""
    if not isinstance(value, Quantity):
        return None
    span = inquiry.sheet.span(value.start, value.end)
    for slot in slots:
        for read in slot.reads:
            bare = not read.governor and not read.near and (read.counted or read.condition)
            if bare and _counts(read, value) and inquiry.words_about(read, span):
                return _Hook(slot, read)
    return None


def _fits(inquiry: Inquiry, read: Read, clause: Clause, argument: Argument | None, value: _Value) -> bool:
    if read.near or read.phrase or read.stance:
        return False
    if isinstance(value, Quantity) and not _counts(read, value):
        return False
    if read.governor and not called(clause) & read.governor:
        return False
    if read.role and (argument is None or argument.role not in read.role):
        return False
    return inquiry.admits(read, clause)


def _counts(read: Read, quantity: Quantity) -> bool:
    """Whether the number is of the things, or of things in the state, that the read asks for."""
    if read.condition and quantity.condition not in read.condition:
        return False
    if read.condition and (quantity.counted is None or quantity.counted[:1].isupper()):
        return True
    if read.unit or quantity.unit is not None:
        return quantity.unit in read.unit
    if read.counted:
        if quantity.counted is None:
            return bool(read.near)  # "231 were aboard"
        return "*" in read.counted or quantity.counted in read.counted
    return True


def _governors(sheet: Sheet, value: _Value) -> list[tuple[Clause, Argument | None]]:
    """The clauses that govern a value, the nearest first: one within it, its own, those that hold it."""
    span = sheet.span(value.start, value.end)
    held: list[tuple[Clause, Argument | None]] = list(sheet.holding(value.start, value.end))
    if not held and isinstance(value, DateMention):
        held = list(sheet.holding(value.start, value.start + 1))  # "1:52 a.m.", which the parse takes apart
    told = sheet.by_id.get(value.clause or "") if isinstance(value, Quantity) else None
    if told is not None and all(c.id != told.id for c, _ in held):
        held.insert(0, (told, None))
    within = [c for c in sheet.near_clauses(value.start, value.end) if inside(c.predicate, span)]
    return [(c, None) for c in within] + held


def _with_word_near(sheet: Sheet, near: frozenset[str], span: Span) -> Span | None:
    """The value with one of ``near``, a few words off and with nothing between that parts them."""
    text, passage = sheet.text, sheet.passage
    left = next_piece(text[max(passage.start, span.start - 60) : span.start], before=True)
    right = next_piece(text[span.end : min(passage.end, span.end + 60)], before=False)
    for match in tokens(right)[:_NEAR]:
        if forms(match.group()) & near:
            return sheet.span(span.start, span.end + match.end())
    for match in reversed(tokens(left)[-_NEAR:]):
        if forms(match.group()) & near:
            return sheet.span(span.start - len(left) + match.start(), span.end)
    return span if forms(span.text.split()[-1]) & near else None


def _told_in(sheet: Sheet, span: Span) -> Clause | None:
    """The tightest clause over ``span`` that is not told as fact, or else the tightest."""
    held = [clause for clause, _ in sheet.holding(span.start, span.end)]
    for clause in held:
        if clause.modality != "actual":
            return clause
        if clause.lemma in words("modality", "objects", "proposed"):
            return msgspec.structs.replace(clause, modality="proposed")
    return held[0] if held else None


# ------------------------------------------------------------------ dates and stretches of time


def _in_name(sheet: Sheet, date: DateMention) -> bool:
    """Whether a time expression is part of a name: a brigade of 1920."""
    span = sheet.span(date.start, date.end)
    return any(m.label in _NAMED and inside(span, m) for m in sheet.near_mentions(span.start, span.end))


def _days(inquiry: Inquiry, found: Answer) -> Iterator[Answer]:
    """The date as an answer; the first or last day where it is, or holds, an end of a stretch of time."""
    if inquiry.frame.slots[found.slot].bound:
        yield found
        return
    end = _end_of_stretch(inquiry, found)
    if end is not None:
        yield replace(found, slot=end.name)
        return
    yield found
    if found.date and "/" in (found.date.edtf or "") and is_stretch(found.date.text):
        own = found.clause is not None and inquiry.names_event(found.clause)
        for bound in ("first", "last") if own else ():
            slot = _bounded(inquiry.frame, bound)
            if slot is not None and slot.reads:
                yield replace(found, slot=slot.name)


def _end_of_stretch(inquiry: Inquiry, found: Answer) -> Slot | None:
    """The slot for a first or a last day, where the date is one end of "January - March 2006"."""
    sheet, date = inquiry.sheet, found.date
    if date is None or found.clause is None or not inquiry.clause_about(found.clause):
        return None
    after = next((d for d in sheet.dates if d.start >= date.end and d.type == "DATE"), None)
    if after is not None and _JOINED.fullmatch(sheet.text, date.end, after.start):
        return _bounded(inquiry.frame, "first")
    before = next((d for d in reversed(sheet.dates) if d.end <= date.start and d.type == "DATE"), None)
    if before is not None and _JOINED.fullmatch(sheet.text, before.end, date.start):
        return _bounded(inquiry.frame, "last")
    return None


def _bounded(frame: Frame, bound: str) -> Slot | None:
    """The frame's slot for the first or the last day of its own event, which stands before those of others."""
    return next((s for s in frame.slots.values() if s.type == "date" and s.bound == bound), None)
