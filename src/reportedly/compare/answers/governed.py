"""Actors, places, things and causes that a governing clause gives: in its arguments, lists and adverbials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...frames import Read, Slot
from ...records import Argument, Clause, Span
from ...vocab import pattern, words
from ..sheet import Sheet, inside
from .answer import Answer, answer
from .evidence import opening
from .forms import called, forms
from .inquiry import Inquiry
from .lists import members

__all__ = ["denied", "governed", "withheld"]

#: A clause of cause is shown with its complements up to this length (characters).
_CAUSE = 220


def governed(inquiry: Inquiry) -> Iterator[Answer]:
    """Answers that an argument of a governing clause gives, or the clause itself.

    A place or an actor answers the first slot of the file that reads it: who mediates is no party.
    """
    taken: dict[tuple[int, int], str] = {}
    clauses = [(clause, called(clause)) for clause in inquiry.sheet.clauses]
    for slot in inquiry.frame.slots.values():
        if slot.type in ("date", "duration", "count"):
            continue
        for clause, names in clauses:
            for read in slot.reads:
                if not names & read.governor or read.phrase or not inquiry.admits(read, clause):
                    continue
                for found in _given(inquiry, slot, read, clause):
                    place = found.value.start, found.value.end
                    if slot.type not in ("place", "actor") or taken.setdefault(place, slot.name) == slot.name:
                        yield found


def _given(inquiry: Inquiry, slot: Slot, read: Read, clause: Clause) -> Iterator[Answer]:
    if read.category:
        found = [_category(inquiry, slot, read, clause)]
    elif read.mark:
        found = [*_causes(inquiry, slot, read, clause)]
    else:
        found = [*_arguments(inquiry, slot, read, clause), *_listed(inquiry, slot, read, clause)]
    return (f for f in found if f is not None)


def _category(inquiry: Inquiry, slot: Slot, read: Read, clause: Clause) -> Answer | None:
    shown = opening(inquiry.sheet, clause.start, clause.end)
    if read.negated is None:
        return answer(inquiry, slot, read, shown, clause, category=read.category)
    if clause.modality not in ("actual", "denied") or withheld(inquiry.sheet, clause):
        return None
    category = read.negated if denied(inquiry.sheet, clause) else read.category
    return answer(inquiry, slot, read, shown, category=category)


def denied(sheet: Sheet, clause: Clause) -> bool:
    """Whether the clause says that it was not so, or whoever tells of it denies it."""
    if clause.negated or clause.modality == "denied":
        return not (clause.negated and clause.modality == "denied")
    if _rejected().search(sheet.text, sheet.sentence(clause.start)[0], clause.predicate.start):
        return True
    for over in sheet.above(clause, 2):
        if over.lemma in words("modality", "denied", "verbs") | words("modality", "denial", "claims"):
            return not over.negated
    statement = sheet.statement(clause.predicate.start, clause.predicate.end)
    return statement is not None and statement.stance == "denied"


@cache
def _rejected() -> re.Pattern[str]:
    """A claim that is rejected, before what it claims: "denies reports that", "dismissed any suggestion that"."""
    verbs = "|".join(
        sorted(v.removesuffix("e").removesuffix("y") for v in words("modality", "denial", "claims"))
    )
    nouns = "|".join(sorted(words("modality", "denial", "claimed")))
    return re.compile(rf"\b(?:{verbs})\w*\s+(?:\w+\s+){{0,2}}(?:{nouns})s?\b", re.IGNORECASE)


def withheld(sheet: Sheet, clause: Clause) -> bool:
    """Whether the clause is only asked about, or left open."""
    statement = sheet.statement(clause.predicate.start, clause.predicate.end)
    return statement is not None and statement.stance not in ("asserted", "denied", "opinion", "inference")


# ------------------------------------------------------------------ arguments


def _arguments(inquiry: Inquiry, slot: Slot, read: Read, clause: Clause) -> Iterator[Answer | None]:
    sheet = inquiry.sheet
    for argument in clause.arguments:
        if _role_fits(slot, read, argument) and _kind_fits(sheet, slot, argument):
            if read.head and not forms(argument.head) & read.head:
                continue
            if argument.role == "clause" and _says_nothing(argument):
                continue
            value = _with_preposition(sheet, argument) if slot.type == "place" else argument
            yield answer(inquiry, slot, read, value, clause, argument)


def _role_fits(slot: Slot, read: Read, argument: Argument) -> bool:
    """A read that names no role takes any; but a place stands behind a preposition of place."""
    if read.role:
        return argument.role in read.role
    lead, _, word = argument.role.partition(":")
    return slot.type != "place" or (lead == "prep" and word in words("places", "prepositions"))


def _kind_fits(sheet: Sheet, slot: Slot, argument: Argument) -> bool:
    if slot.type == "place":
        return _is_place(sheet, argument)
    return slot.type != "actor" or _is_actor(sheet, argument)


def _is_place(sheet: Sheet, argument: Argument) -> bool:
    if _is_time(sheet, argument):
        return False
    if argument.label in ("GPE", "LOC", "FAC"):
        return True
    near = sheet.near_mentions(argument.start, argument.end)
    if any(m.label in ("GPE", "LOC", "FAC") and m.end == argument.end and inside(m, argument) for m in near):
        return True
    return bool(forms(argument.head) & words("places", "sites"))


def _is_time(sheet: Sheet, argument: Argument) -> bool:
    near = sheet.near_dates(argument.start, argument.end)
    return any(d.start < argument.end and argument.start < d.end for d in near)


def _is_actor(sheet: Sheet, argument: Argument) -> bool:
    """Whether the phrase itself, not a name somewhere in it, stands for somebody."""
    if argument.label in ("PERSON", "ORG", "NORP", "GPE"):
        return True
    return any(
        m.kind not in ("place", "unknown") and inside(m, argument) and m.head.lower() == argument.head.lower()
        for m in sheet.near_mentions(argument.start, argument.end)
    )


def _says_nothing(argument: Argument) -> bool:
    """Whether a clause is a bare auxiliary, or tells how its speaker would not be named."""
    unnamed = pattern(words("sources", "unnamed", "phrases"), ignore_case=False)
    return argument.head in ("do", "be") or bool(unnamed.search(argument.text))


def _with_preposition(sheet: Sheet, argument: Argument) -> Span:
    """A place with the preposition that makes another place of it: outside, near or north of it."""
    word = argument.role.removeprefix("prep:")
    if word in words("places", "at_the_place"):
        return argument
    before = sheet.text[max(0, argument.start - 24) : argument.start]
    lead = re.search(rf"\b{re.escape(word)}\s+$", before)
    return sheet.span(argument.start - len(lead.group()), argument.end) if lead else argument


# ------------------------------------------------------------------ lists


def _listed(inquiry: Inquiry, slot: Slot, read: Read, clause: Clause) -> Iterator[Answer | None]:
    """Members of a list that stand behind the last object, or behind "such as"."""
    if slot.type not in ("actor", "text") or slot.single or read.head:
        return
    sheet = inquiry.sheet
    for item in _names_joined(sheet, _members(sheet, read, clause)):
        if slot.type != "actor" or _names_actor(sheet, item):
            yield answer(inquiry, slot, read, item, clause, shown=item)


def _members(sheet: Sheet, read: Read, clause: Clause) -> Sequence[Span]:
    behind, end = clause.predicate.end, sheet.sentence(clause.predicate.start)[1]
    if "object" in read.role:
        objects = [a.end for a in clause.having("object") if not a.understood and a.start >= behind]
        return members(sheet, max(objects, default=behind), end, whole=not objects)
    if "prep:such as" in read.role:
        lead = _introduction().search(sheet.text, behind, end)
        return members(sheet, lead.end(), end, whole=True) if lead else ()
    return ()


@cache
def _introduction() -> re.Pattern[str]:
    """A word, or a colon, that says that examples follow."""
    return re.compile(pattern(words("english", "introducing"), ignore_case=False).pattern + "|:")


def _names_joined(sheet: Sheet, items: Sequence[Span]) -> list[Span]:
    """Members, with a person's name put to the description that it only names ("his deputy, X")."""
    found: list[Span] = []
    for item in items:
        named = any(
            m.label == "PERSON" and (m.start, m.end) == (item.start, item.end)
            for m in sheet.near_mentions(item.start, item.end)
        )
        between = sheet.text[found[-1].end : item.start] if found else ""
        if named and between.strip() == "," and found[-1].text.split()[-1].islower():
            found[-1] = sheet.span(found[-1].start, item.end)
        else:
            found.append(item)
    return found


def _names_actor(sheet: Sheet, span: Span) -> bool:
    return any(
        m.label in ("PERSON", "ORG", "NORP") or m.kind in ("group", "organization")
        for m in sheet.near_mentions(span.start, span.end)
        if inside(m, span)
    )


# ------------------------------------------------------------------ causes


def _causes(inquiry: Inquiry, slot: Slot, read: Read, clause: Clause) -> Iterator[Answer | None]:
    """Phrases and clauses that a mark of cause opens ("because of", "after")."""
    sheet = inquiry.sheet
    for argument in clause.arguments:
        lead, _, mark = argument.role.partition(":")
        if lead == "prep" and mark in read.mark and not _is_time(sheet, argument):
            yield answer(inquiry, slot, read, argument, clause, argument)
    for part in sheet.parts.get(clause.id, ()):
        mark = _mark(sheet.text, part, read.mark) if part.relation == "adverbial" else ""
        own = any(not a.understood for a in part.having("subject", "object", "agent"))
        if mark and (own or mark not in words("clauses", "temporal_marks")):
            start = part.start if part.text.lower().startswith(mark) else part.start - len(mark) - 1
            span = sheet.span(max(start, sheet.passage.start), sheet.extent(part, _CAUSE))
            yield answer(inquiry, slot, read, span, clause, shown=span)


def _mark(text: str, part: Clause, marks: frozenset[str]) -> str:
    """The mark that opens an adverbial clause, at its start or just before it; empty where none does."""
    before, start = text[max(0, part.start - 16) : part.start].lower().rstrip(), part.text.lower()
    for mark in sorted(marks, key=lambda m: (-len(m), m)):
        if start.startswith(mark + " ") or re.search(rf"\b{re.escape(mark)}$", before):
            return mark
    return ""
