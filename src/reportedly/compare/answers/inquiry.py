"""What a clause or a sentence is about: one account asked by one frame."""

from __future__ import annotations

from functools import cached_property

from ...frames import Frame, Read
from ...records import Argument, Clause, Span
from ..sheet import Sheet
from .forms import called, forms, next_piece, tokens

__all__ = ["Inquiry", "besides"]

#: How many clauses up "about" looks.
_HOPS = 3
#: An account with so many clauses of the frame's own event is about it.
_DWELLS = 3
#: A modifier stands among so many words before the governor.
_BEFORE = 3


def besides(read: Read, clause: Clause) -> frozenset[str]:
    """The words of ``beside`` that head an argument of the clause.

    ``"*"`` is any name, ``"on *"`` a name behind that preposition ("231 were on the Ste Anne").
    """
    return frozenset(word for argument in clause.arguments for word in _headed(argument, read.beside))


def _headed(argument: Argument, wanted: frozenset[str]) -> frozenset[str]:
    found = forms(argument.head) & wanted
    if argument.text.split()[-1][0].isupper():
        found |= {"*", f"{argument.role.removeprefix('prep:')} *"} & wanted
    return found


class Inquiry:
    """One account asked by one frame.

    ``own`` are the frame's nouns and verbs: words that name an event of its kind.  ``telling`` are these and
    the things that it befalls.
    """

    def __init__(self, sheet: Sheet, frame: Frame) -> None:
        self.sheet = sheet
        self.frame = frame
        self.own = frame.nouns | frame.verbs
        self.telling = self.own | frame.things

    @cached_property
    def dwells(self) -> bool:
        """Whether the account as a whole is about such an event."""
        return sum(map(self.names_event, self.sheet.clauses)) >= _DWELLS

    def names_event(self, clause: Clause) -> bool:
        """Whether the clause itself is such an event."""
        return bool(called(clause) & self.own)

    def clause_about(self, clause: Clause) -> bool:
        """Whether the clause, an argument of it, or a clause that it stands in tells of such an event."""
        for one in (clause, *self.sheet.above(clause, _HOPS)):
            if self._argument_about(one):
                return True
            if any(self.names_event(p) and p.nominal for p in self.sheet.parts.get(one.id, ())):
                return True
            if one.relation == "relative":
                return False
        return False

    def words_about(self, read: Read, span: Span) -> bool:
        """Whether the words around ``span``, as far as the read looks, speak of such an event."""
        if read.about == "none" or not self.telling:
            return True
        if read.about == "passage":
            return self.dwells
        sheet = self.sheet
        start, end = sheet.sentence(span.start)
        if read.about == "around":
            start = sheet.sentence(max(sheet.passage.start, start - 1))[0]
            end = sheet.sentence(min(sheet.passage.end - 1, end))[1]
        return any(forms(word.group()) & self.telling for word in tokens(sheet.text[start:end]))

    def admits(self, read: Read, clause: Clause) -> bool:
        """Whether a governing clause has what the read asks of it: modifier, subject, object, and its event."""
        if read.modifier and not self._modified(read.modifier, clause):
            return False
        subjects = clause.having("subject", "agent", *(("object",) if clause.passive else ()))
        if read.subject and not any(_headed(a, read.subject) for a in subjects):
            return False
        if read.object and not self._has_object(read.object, clause):
            return False
        if read.beside and not besides(read, clause):
            return False
        if read.about == "clause":
            return self.clause_about(clause)
        if read.about == "argument":
            return self._argument_about(clause)
        return self.words_about(read, clause.predicate)

    def _argument_about(self, clause: Clause) -> bool:
        return self.names_event(clause) or any(forms(a.head) & self.own for a in clause.arguments)

    def _modified(self, modifiers: frozenset[str], clause: Clause) -> bool:
        sheet, at = self.sheet, clause.predicate.start
        before = next_piece(sheet.text[max(sheet.passage.start, at - 30) : at], before=True)
        around = tokens(before)[-_BEFORE:] + tokens(clause.text)
        if any(forms(word.group()) & modifiers for word in around):
            return True
        return any(called(part) & modifiers for part in sheet.parts.get(clause.id, ()))

    def _has_object(self, wanted: frozenset[str], clause: Clause) -> bool:
        objects = clause.having("object", "complement", "prep:for", "prep:to", "clause")
        if any(forms(a.head) & wanted for a in objects):
            return True
        return any(called(part) & wanted for part in self.sheet.parts.get(clause.id, ()))
