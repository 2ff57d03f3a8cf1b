"""Answers by fixed phrases ("broke down", "this is why"), and by how a statement is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...frames import Read, Slot
from ...records import Clause, Span, Statement
from ...spans import trim
from ...vocab import pattern, words
from ..sheet import Sheet, inside
from .answer import Answer, answer
from .evidence import around, opening
from .forms import called
from .inquiry import Inquiry

__all__ = ["worded"]

_WORD = re.compile(r"\w+")


def worded(inquiry: Inquiry) -> Iterator[Answer]:
    """Answers that a phrase of a read gives wherever it stands, or a statement of the stance it names."""
    for slot in inquiry.frame.slots.values():
        places = list(_places(inquiry.sheet, slot))
        for read in slot.reads:
            found = [*_phrases(inquiry, slot, read, places), *_stances(inquiry, slot, read)]
            yield from (f for f in found if f is not None)


# ------------------------------------------------------------------ phrases


def _places(sheet: Sheet, slot: Slot) -> Iterator[Span]:
    """Where the phrases of the slot's reads stand: the first and longest at a place."""
    every = frozenset(phrase for read in slot.reads for phrase in read.phrase)
    if any(needed <= sheet.words for needed in _words_of(every)):
        for match in pattern(every).finditer(sheet.text, sheet.passage.start, sheet.passage.end):
            if not sheet.nested(match.start()):
                yield sheet.span(match.start(), match.end())


@cache
def _words_of(phrases: frozenset[str]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(_WORD.findall(phrase.lower())) for phrase in phrases)


def _phrases(inquiry: Inquiry, slot: Slot, read: Read, places: Sequence[Span]) -> Iterator[Answer | None]:
    """What the read's phrases answer, of those that stand at ``places``."""
    if not read.phrase:
        return
    sheet = inquiry.sheet
    for span in places:
        if not pattern(read.phrase).fullmatch(span.text):
            continue
        if not inquiry.words_about(read, span) or (read.category and _not_meant(sheet, span)):
            continue
        if read.category:
            yield answer(inquiry, slot, read, span, category=read.category, shown=around(sheet, span))
        else:
            yield _pointed(inquiry, slot, read, span)


def _not_meant(sheet: Sheet, span: Span) -> bool:
    """Whether the words are denied or only asked about by whoever tells them."""
    statement = sheet.statement(span.start, span.end)
    return statement is not None and statement.stance in ("denied", "question", "conditional")


def _pointed(inquiry: Inquiry, slot: Slot, read: Read, span: Span) -> Answer | None:
    """A clause that points back ("this is why we left"): the sentence before it is the value."""
    sheet = inquiry.sheet
    start, end = sheet.sentence(span.start)
    if start <= sheet.passage.start:
        return None
    for clause in sheet.clauses:
        if span.end <= clause.predicate.start < end and called(clause) & read.governor:
            value = sheet.span(*trim(sheet.text, *sheet.sentence(start - 1)))
            shown = sheet.span(span.start, min(clause.end, end))
            return answer(inquiry, slot, read, value, clause, shown=shown)
    return None


# ------------------------------------------------------------------ stances


def _stances(inquiry: Inquiry, slot: Slot, read: Read) -> Iterator[Answer | None]:
    """Answers by how a statement about the frame's event is meant: confirmed, denied, no comment."""
    for statement in inquiry.sheet.statements:
        if statement.stance not in read.stance or (read.source and statement.source.kind not in read.source):
            continue
        own = [
            c
            for c in inquiry.sheet.clauses
            if inquiry.names_event(c) and any(inside(c.predicate, x) for x in statement.spans)
        ]
        if _is_about(inquiry, read, statement, own) and not _keeps_details(inquiry.sheet, statement):
            shown = _told(inquiry.sheet, statement, own)
            content = statement.spans[0]
            yield answer(inquiry, slot, read, content, category=read.category, shown=shown)


def _is_about(inquiry: Inquiry, read: Read, statement: Statement, own: Sequence[Clause]) -> bool:
    if read.about == "clause":
        return any(c.modality == "actual" and not c.negated for c in own)
    return inquiry.words_about(read, statement.spans[0])


def _keeps_details(sheet: Sheet, statement: Statement) -> bool:
    """Whether a speaker keeps something else back: "declined to give details" is no refusal to say whether."""
    if statement.stance not in ("no_comment", "refused_to_confirm"):
        return False
    return not pattern(words("cues", "silence", "whether")).search(_cue_and_content(sheet, statement).text)


def _told(sheet: Sheet, statement: Statement, own: Sequence[Clause]) -> Span:
    """A statement's evidence: the clause that it makes of the event, or its cue with what follows."""
    if own and statement.stance == "asserted":
        told = next((c for c in own if not c.nominal), None) or next(sheet.above(own[0], 1), own[0])
        return opening(sheet, told.start, told.end)
    return _cue_and_content(sheet, statement)


def _cue_and_content(sheet: Sheet, statement: Statement) -> Span:
    content, cue = statement.spans[0], statement.cue
    start = min(content.start, cue.start) if cue and cue.page == content.page else content.start
    return opening(sheet, start, content.end)
