"""Frames held against one account: every stretch that answers a question of a frame.

A value of a slot is looked for where the slot's reads say: hanging on a governing clause, standing near a
word, or counting a thing.  A dated, measured or counted value goes to the nearest governor that any slot
of its type reads, and there to the first such slot of the file.  Nothing is guessed: a value whose
governor no slot names is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from ...frames import Frame, Read, Slot
from ...records import Argument, Clause, DateMention, Modality, Quantity, Span, Statement
from ...spans import trim
from ...vocab import load, words
from .lists import members
from .sheet import Sheet, inside

__all__ = ["Answer", "answers", "is_stretch"]

#: A word of ``near`` stands at most so many words from the value.
_NEAR = 5
#: A governor further off than this (characters) is not shown with its value.
_SHOWN = 60
#: A length of time is understood by its own words ("over several weeks"), so its governor stands by it.
_CLOSE = 12
#: How many clauses up "about" looks.
_HOPS = 3

#: An account with so many clauses of the frame's own event is about it.
_DWELLS = 3

_LOCATIVE = frozenset(
    f"prep:{p}"
    for p in [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "to",
        "off",
        "on",
        "around",
        "throughout",
        "across",
        "within",
        "into",
        "from",
    ]
)
#: Marks that tell time as readily as cause; after them a clause needs a doer or a sufferer of its own.
_TEMPORAL = frozenset({"after", "when", "once", "as", "since"})
#: What joins the two ends of a stretch of time; without it an interval is a date told roughly.
_STRETCH = re.compile(r"\w\s?[-–—]\s?\w|\b(?:to|through|until|till|and|between)\b")
_SUCH_AS = re.compile(r"\b(?:such as|including|namely)\b|:")
_NO = re.compile(
    r"\b(?:not|never|no|nor|neither|none|nobody|cannot|den(?:y|ies|ied|ying)|refus\w+|declin\w+|reject\w+)\b|n['’]t\b"
)
#: "MANILA (Reuters) - " before an account's first words.
_DATELINE = re.compile(r"[A-Z][A-Z .,'’]*(?:, [A-Z][a-z]+)?\s*(?:\([^)]{1,30}\)?)?\s*[-–—]{1,2}\s+(?=\w)")
_COMMENT = re.compile(r"\b(?:comment|confirm|discuss|respon[ds]|answer)\w*", re.IGNORECASE)
_ONLY_DATELINE = re.compile(r"[A-Z][A-Z .,'’]+\([^)]{1,30}\)?")
_UNNAMED = re.compile(r"\b(?:not to|n[o']t) be (?:named|identified|quoted)|\banonym")
_WHERE = re.compile(r"\s(?:in|at|near|on)\s(?:the\s)?")
_JOINED = re.compile(r"\s?[-–—]\s?|\s(?:to|through|until|till)\s")
_NOT_NEAR = re.compile(r"[.;:!?()\n]|,(?!\s?\d)|\band\b|\bor\b|\bbut\b")
_WORD = re.compile(r"[\w][\w'’.-]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """A value as one account gives it: the value's words, the evidence around them, and how it is told."""

    frame: str
    slot: str
    sheet: Sheet
    value: Span
    evidence: Span
    clause: Clause | None = None
    argument: Argument | None = None
    date: DateMention | None = None
    quantity: Quantity | None = None
    category: str | None = None
    affirmed: bool = True
    modality: Modality = "actual"


def answers(sheet: Sheet, frames: Iterable[Frame]) -> list[Answer]:
    """Every answer that ``sheet`` gives to a question of ``frames``, by frame, then by place."""
    found: list[Answer] = []
    for frame in frames:
        reader = _Reader(sheet, frame)
        found.extend(
            sorted(reader.read(), key=lambda a: (a.evidence.start, a.evidence.end, a.slot, a.value.start))
        )
    return found


class _Reader:
    """Reads one account by one frame."""

    def __init__(self, sheet: Sheet, frame: Frame) -> None:
        self.sheet = sheet
        self.frame = frame
        self.own = frame.nouns | frame.verbs
        self.dwells = sum(map(self._is_own, sheet.clauses)) >= _DWELLS

    def read(self) -> Iterator[Answer]:
        for mention in self.sheet.dates:
            if self._in_name(mention):
                continue
            if mention.type in ("DATE", "TIME") and mention.edtf:
                yield from self._dated(mention)
            elif mention.type == "DURATION":
                yield from self._hung(mention, "duration", date=mention)
        for quantity in self.sheet.quantities:
            yield from self._hung(quantity, "count", quantity=quantity)
        for slot in self.frame.slots.values():
            for read in slot.reads:
                yield from self._phrases(slot, read)
                yield from self._stances(slot, read)
        order = list(self.frame.slots)
        told = [
            (order.index(slot.name), answer)
            for clause in self.sheet.clauses
            for slot, read in self._governed(clause)
            for answer in self._arguments(slot, read, clause)
        ]
        yield from self._first_takes(told)

    def _first_takes(self, told: Sequence[tuple[int, Answer]]) -> Iterator[Answer]:
        """A place or an actor answers the first slot of the file that reads it: who mediates is no party."""
        taken: dict[tuple[int, int], str] = {}
        for _, answer in sorted(told, key=lambda x: x[0]):
            place = answer.value.start, answer.value.end
            if (
                self.frame.slots[answer.slot].type not in ("place", "actor")
                or taken.setdefault(place, answer.slot) == answer.slot
            ):
                yield answer

    # ---------------------------------------------------------- dates, durations, counts

    def _dated(self, mention: DateMention) -> Iterator[Answer]:
        found = list(self._hung(mention, "date", date=mention))
        found = [self._end_of_stretch(a) for a in found]
        yield from found
        if "/" not in (mention.edtf or "") or not is_stretch(mention.text):
            return
        # A stretch of time tells its first day and its last.
        slots = {s.bound: s for s in self.frame.slots.values() if s.bound and s.type == "date"}
        for answer in found:
            about_talks = answer.clause is not None and self._is_own(answer.clause)
            if self.frame.slots[answer.slot].bound is None and about_talks:
                for bound in ("first", "last"):
                    if (
                        bound in slots
                        and slots[bound].reads
                        and slots[bound].name not in self._other_events()
                    ):
                        yield _moved(answer, slots[bound].name)

    def _end_of_stretch(self, answer: Answer) -> Answer:
        """The first or the last day, where the date is one end of "January - March 2006"."""
        date = answer.date
        if (
            date is None
            or self.frame.slots[answer.slot].bound
            or not (answer.clause and self._about(answer.clause))
        ):
            return answer
        slots = [s for s in self.frame.slots.values() if s.type == "date" and s.bound]
        text = self.sheet.text
        for bound, other in (("first", _after(self.sheet, date)), ("last", _before(self.sheet, date))):
            if other is not None and _JOINED.fullmatch(
                text[min(date.end, other.end) : max(date.start, other.start)]
            ):
                slot = next((s for s in slots if s.bound == bound), None)
                return _moved(answer, slot.name) if slot else answer
        return answer

    def _in_name(self, date: DateMention) -> bool:
        """Whether a time expression is part of a name: a brigade of 1920."""
        span = self.sheet.span(date.start, date.end)
        named = ("ORG", "PERSON", "FAC", "GPE", "LOC", "NORP")
        return any(
            m.label in named and inside(span, m) for m in self.sheet.near_mentions(span.start, span.end)
        )

    def _other_events(self) -> frozenset[str]:
        """Slots whose dates are not of the frame's own event (a truce within the talks)."""
        own = [s.name for s in self.frame.slots.values() if s.bound and s.type == "date"]
        return frozenset(own[2:])

    def _hung(
        self,
        value: DateMention | Quantity,
        type_: str,
        date: DateMention | None = None,
        quantity: Quantity | None = None,
    ) -> Iterator[Answer]:
        clock = date is not None and date.type == "TIME" and "T" in (date.edtf or "")
        length = (
            quantity is not None
            and (quantity.counted or quantity.unit or "") in load("lengths")["kilometres"]
        )
        slots = [
            s
            for s in self.frame.slots.values()
            if s.type == type_ and s.clock == clock and s.distance == length
        ]
        if not slots:
            return
        span = self.sheet.span(value.start, value.end)
        for slot in slots:
            for read in slot.reads:
                near = self._near(read.near, span) if read.near else None
                if near is not None and self._sentence_about(read, span):
                    clause = self._told_in(span)
                    yield from self._answer(
                        slot, read, span, clause, None, date=date, quantity=quantity, shown=near
                    )
                    return
        for clause, argument in self._places(value, quantity):
            for slot in slots:
                fit = next((r for r in slot.reads if self._fits(r, clause, argument, quantity)), None)
                if fit is not None:
                    yield from self._answer(slot, fit, span, clause, argument, date=date, quantity=quantity)
                    return
        for slot in slots:
            for read in slot.reads:
                if self._fits_alone(read, span, quantity):
                    yield from self._answer(slot, read, span, None, None, date=date, quantity=quantity)
                    return

    def _places(
        self, value: DateMention | Quantity, quantity: Quantity | None
    ) -> list[tuple[Clause, Argument | None]]:
        held: list[tuple[Clause, Argument | None]] = list(self.sheet.holding(value.start, value.end))
        told = self.sheet.by_id.get(quantity.clause or "") if quantity else None
        if told is not None and all(c.id != told.id for c, _ in held):
            held.insert(0, (told, None))
        own = [
            c
            for c in self.sheet.near_clauses(value.start, value.end)
            if inside(c.predicate, self.sheet.span(value.start, value.end))
        ]
        return [(c, None) for c in own] + held

    def _fits(self, read: Read, clause: Clause, argument: Argument | None, quantity: Quantity | None) -> bool:
        if read.near or read.phrase or read.stance:
            return False
        if quantity is not None and not self._counts(read, quantity):
            return False
        if read.governor and not _names(clause) & read.governor:
            return False
        if read.role and (argument is None or argument.role not in read.role):
            return False
        return self._surroundings(read, clause)

    def _fits_alone(self, read: Read, span: Span, quantity: Quantity | None) -> bool:
        if quantity is not None and not self._counts(read, quantity):
            return False
        bare = quantity is not None and not read.governor and (read.counted or read.condition)
        return bool(bare) and self._sentence_about(read, span)

    def _counts(self, read: Read, quantity: Quantity) -> bool:
        if read.condition and quantity.condition not in read.condition:
            return False
        if read.condition and (quantity.counted is None or quantity.counted[:1].isupper()):
            return True
        if quantity.unit is not None:
            return False
        if read.counted:
            return "*" in read.counted or (quantity.counted or "") in read.counted
        return True

    def _near(self, near: frozenset[str], span: Span) -> Span | None:
        """The value with one of ``near``, a few words off and with nothing between that parts them."""
        text, passage = self.sheet.text, self.sheet.passage
        left = _cut(text[max(passage.start, span.start - 60) : span.start], last=True)
        right = _cut(text[span.end : min(passage.end, span.end + 60)], last=False)
        before = list(_WORD.finditer(left))[-_NEAR:]
        after = list(_WORD.finditer(right))[:_NEAR]
        for match in after:
            if _forms(match.group()) & near:
                return self.sheet.span(span.start, span.end + match.end())
        for match in reversed(before):
            if _forms(match.group()) & near:
                return self.sheet.span(span.start - len(left) + match.start(), span.end)
        return self.sheet.span(span.start, span.end) if _forms(span.text.split()[-1]) & near else None

    def _told_in(self, span: Span) -> Clause | None:
        """The tightest clause over ``span`` that is not told as fact, or else the tightest."""
        held = [clause for clause, _ in self.sheet.holding(span.start, span.end)]
        offered = words("modality", "objects", "proposed")
        for clause in held:
            if clause.modality != "actual":
                return clause
            if clause.lemma in offered:
                return replace(clause, modality="proposed")
        return held[0] if held else None

    # ---------------------------------------------------------- governed arguments

    def _governed(self, clause: Clause) -> Iterator[tuple[Slot, Read]]:
        index = _index(self.frame)
        seen: set[tuple[str, int]] = set()
        for name in sorted(_names(clause)):
            for slot, number in index.get(name, ()):
                if (slot, number) not in seen:
                    seen.add((slot, number))
                    entry = self.frame.slots[slot]
                    read = entry.reads[number]
                    if entry.type not in ("date", "duration", "count") and self._surroundings(read, clause):
                        yield entry, read

    def _arguments(self, slot: Slot, read: Read, clause: Clause) -> Iterator[Answer]:
        if read.phrase:
            return
        if read.category:
            span = self._shown(clause)
            yield from self._answer(slot, read, span, clause, None, category=read.category)
            return
        if read.mark:
            yield from self._causes(slot, read, clause)
            return
        for argument in clause.arguments:
            roles = read.role or (_LOCATIVE if slot.type == "place" else read.role)
            if roles and argument.role not in roles:
                continue
            if slot.type == "place" and not self._is_place(argument):
                continue
            if slot.type == "actor" and not self._is_actor(argument):
                continue
            if read.head and not (_heads(argument.head) & read.head):
                continue
            if argument.role == "clause" and (
                argument.head in ("do", "be") or _UNNAMED.search(argument.text)
            ):
                continue
            yield from self._answer(slot, read, self._placed(slot, argument), clause, argument)
        if slot.type in ("actor", "text") and not slot.single and not read.head:
            yield from self._listed(slot, read, clause)

    def _placed(self, slot: Slot, argument: Argument) -> Span:
        """A place with the preposition that makes another place of it: outside, near or north of it."""
        word = argument.role.removeprefix("prep:")
        if slot.type != "place" or word in ("in", "at", "on", "to", "into", "within", "inside", "from"):
            return argument
        lead = re.search(
            rf"\b{re.escape(word)}\s+$", self.sheet.text[max(0, argument.start - 24) : argument.start]
        )
        return self.sheet.span(argument.start - len(lead.group()), argument.end) if lead else argument

    def _listed(self, slot: Slot, read: Read, clause: Clause) -> Iterator[Answer]:
        """Members of a list that stand behind the last object, or behind "such as"."""
        end = self.sheet.sentence(clause.predicate.start)[1]
        if "object" in read.role:
            objects = [
                a for a in clause.having("object") if not a.understood and a.start >= clause.predicate.end
            ]
            start = max((a.end for a in objects), default=clause.predicate.end)
            found = members(self.sheet, start, end, whole=not objects)
        elif "prep:such as" in read.role and (
            lead := _SUCH_AS.search(self.sheet.text, clause.predicate.end, end)
        ):
            found = members(self.sheet, lead.end(), end, whole=True)
        else:
            return
        for item in self._joined(found):
            if slot.type != "actor" or self._names_actor(item):
                yield from self._answer(slot, read, item, clause, None, shown=item)

    def _joined(self, items: Sequence[Span]) -> list[Span]:
        """Members, with a person's name put to the description that it only names ("his deputy, X")."""
        found: list[Span] = []
        for item in items:
            named = any(
                m.label == "PERSON" and (m.start, m.end) == (item.start, item.end)
                for m in self.sheet.near_mentions(item.start, item.end)
            )
            between = self.sheet.text[found[-1].end : item.start] if found else ""
            if named and between.strip() == "," and found[-1].text.split()[-1].islower():
                found[-1] = self.sheet.span(found[-1].start, item.end)
            else:
                found.append(item)
        return found

    def _names_actor(self, span: Span) -> bool:
        return any(
            m.label in ("PERSON", "ORG", "NORP") or m.kind in ("group", "organization")
            for m in self.sheet.near_mentions(span.start, span.end)
            if inside(m, span)
        )

    def _causes(self, slot: Slot, read: Read, clause: Clause) -> Iterator[Answer]:
        for argument in clause.arguments:
            mark = argument.role.removeprefix("prep:")
            if argument.role.startswith("prep:") and mark in read.mark and not self._is_time(argument):
                yield from self._answer(slot, read, argument, clause, argument)
        for part in self.sheet.parts.get(clause.id, ()):
            opening = _opening(self.sheet.text, part, read.mark) if part.relation == "adverbial" else None
            own = any(not a.understood for a in part.having("subject", "object", "agent"))
            if opening is not None and (own or opening not in _TEMPORAL):
                start = part.start if part.text.lower().startswith(opening) else part.start - len(opening) - 1
                span = self.sheet.span(max(start, self.sheet.passage.start), self.sheet.extent(part, 220))
                yield from self._answer(slot, read, span, clause, None, shown=span)

    def _phrases(self, slot: Slot, read: Read) -> Iterator[Answer]:
        if not read.phrase:
            return
        for match in _phrase_pattern(read.phrase).finditer(
            self.sheet.text, self.sheet.passage.start, self.sheet.passage.end
        ):
            span = self.sheet.span(match.start(), match.end())
            if self.sheet.nested(span.start) or not self._sentence_about(read, span):
                continue
            if read.category:
                yield from self._answer(
                    slot, read, span, None, None, category=read.category, shown=self._around(span)
                )
            else:
                yield from self._pointed(slot, read, span)

    def _pointed(self, slot: Slot, read: Read, span: Span) -> Iterator[Answer]:
        """A clause that points back ("this is why we left"): the sentence before it is the value."""
        start, end = self.sheet.sentence(span.start)
        before = self.sheet.sentence(start - 1) if start > self.sheet.passage.start else None
        for clause in self.sheet.clauses:
            if before and span.end <= clause.predicate.start < end and _names(clause) & read.governor:
                value = trim(self.sheet.text, *before)
                shown = self.sheet.span(span.start, min(clause.end, end))
                yield from self._answer(slot, read, self.sheet.span(*value), clause, None, shown=shown)
                return

    def _stances(self, slot: Slot, read: Read) -> Iterator[Answer]:
        """Answers by how a statement about the frame's event is meant: confirmed, denied, no comment."""
        for statement in self.sheet.statements if read.stance else ():
            content = statement.spans[0]
            if statement.stance not in read.stance or (
                read.source and statement.source.kind not in read.source
            ):
                continue
            if statement.stance in ("no_comment", "refused_to_confirm") and not _COMMENT.search(
                self._told(statement, ()).text
            ):
                continue  # "declined to give details" is no refusal to say whether
            own = [
                c
                for c in self.sheet.clauses
                if self._is_own(c) and any(inside(c.predicate, x) for x in statement.spans)
            ]
            if read.about == "clause" and not any(c.modality == "actual" and not c.negated for c in own):
                continue
            if read.about != "clause" and not self._sentence_about(read, content):
                continue
            shown = self._told(statement, own)
            yield from self._answer(slot, read, content, None, None, category=read.category, shown=shown)

    def _told(self, statement: Statement, own: Sequence[Clause]) -> Span:
        """A statement's evidence: the clause that it makes of the event, or its cue with what follows."""
        if own and statement.stance == "asserted":
            told = next((c for c in own if not c.nominal), None) or next(self.sheet.above(own[0], 1), own[0])
            return self.sheet.span(told.start, min(told.end, told.start + 280))
        content, cue = statement.spans[0], statement.cue
        start = min(content.start, cue.start) if cue and cue.page == content.page else content.start
        return self.sheet.span(start, min(content.end, start + 280))

    # ---------------------------------------------------------- what it is about

    def _surroundings(self, read: Read, clause: Clause) -> bool:
        if read.modifier and not self._modified(read.modifier, clause):
            return False
        subjects = clause.having("subject", "agent", *(("object",) if clause.passive else ()))
        if read.subject and not any(_heads(a.head) & read.subject for a in subjects):
            return False
        if read.object and not self._has_object(read.object, clause):
            return False
        if read.about == "clause":
            return self._about(clause)
        if read.about == "argument":
            return self._is_own(clause) or any(_heads(a.head) & self.own for a in clause.arguments)
        return read.about == "none" or self._sentence_about(read, clause.predicate)

    def _modified(self, modifiers: frozenset[str], clause: Clause) -> bool:
        before = self.sheet.text[
            max(self.sheet.passage.start, clause.predicate.start - 30) : clause.predicate.start
        ]
        around = _WORD.findall(_cut(before, last=True))[-3:] + _WORD.findall(clause.text)
        if any(form in modifiers for word in around for form in _forms(word)):
            return True
        return any(_names(part) & modifiers for part in self.sheet.parts.get(clause.id, ()))

    def _has_object(self, wanted: frozenset[str], clause: Clause) -> bool:
        if any(
            _heads(a.head) & wanted
            for a in clause.having("object", "complement", "prep:for", "prep:to", "clause")
        ):
            return True
        return any(_names(p) & wanted for p in self.sheet.parts.get(clause.id, ()))

    def _is_own(self, clause: Clause) -> bool:
        return bool(_names(clause) & self.own)

    def _about(self, clause: Clause) -> bool:
        """Whether the clause, an argument of it, or a clause that it stands in tells of the frame's event."""
        for one in (clause, *self.sheet.above(clause, _HOPS)):
            if self._is_own(one) or any(_heads(a.head) & self.own for a in one.arguments):
                return True
            if any(self._is_own(p) and p.nominal for p in self.sheet.parts.get(one.id, ())):
                return True
            if one.relation == "relative":
                return False
        return False

    def _sentence_about(self, read: Read, span: Span) -> bool:
        if read.about == "none" or not self.own:
            return True
        if read.about == "passage":
            return self.dwells
        start, end = self.sheet.sentence(span.start)
        if read.about == "around":
            start = self.sheet.sentence(max(self.sheet.passage.start, start - 1))[0]
            end = self.sheet.sentence(min(self.sheet.passage.end - 1, end))[1]
        text = self.sheet.text[start:end]
        return any(form in self.own for word in _WORD.findall(text) for form in _forms(word))

    def _is_place(self, argument: Argument) -> bool:
        if self._is_time(argument):
            return False
        if argument.label in ("GPE", "LOC", "FAC"):
            return True
        if any(
            m.label in ("GPE", "LOC", "FAC") and m.end == argument.end and inside(m, argument)
            for m in self.sheet.near_mentions(argument.start, argument.end)
        ):
            return True
        return bool(_heads(argument.head) & words("places", "sites"))

    def _is_time(self, argument: Argument) -> bool:
        near = self.sheet.near_dates(argument.start, argument.end)
        return any(d.start < argument.end and argument.start < d.end for d in near)

    def _is_actor(self, argument: Argument) -> bool:
        """Whether the phrase itself, not a name somewhere in it, stands for somebody."""
        if argument.label in ("PERSON", "ORG", "NORP", "GPE"):
            return True
        return any(
            m.kind not in ("place", "unknown")
            and inside(m, argument)
            and m.head.lower() == argument.head.lower()
            for m in self.sheet.near_mentions(argument.start, argument.end)
        )

    # ---------------------------------------------------------- the answer and its evidence

    def _answer(
        self,
        slot: Slot,
        read: Read,
        value: Span,
        clause: Clause | None,
        argument: Argument | None,
        date: DateMention | None = None,
        quantity: Quantity | None = None,
        category: str | None = None,
        shown: Span | None = None,
    ) -> Iterator[Answer]:
        affirmed = not (clause and (clause.negated or clause.modality == "denied"))
        refused = read.denial and (argument is None or argument.role in ("subject", "agent"))
        refused = refused and clause is not None and self._says_no(clause)
        # "They do not talk to X", "a policy of not talking to X": what is not done in general is no denial.
        habit = clause is not None and (
            (clause.modality == "actual" and clause.tense in ("present", "none"))
            or (clause.modality == "future" and clause.tense == "none")
        )
        if not affirmed and (habit or not refused):
            return  # who refuses is denied to have been there, not those whom he refuses to meet
        modality: Modality = clause.modality if clause and clause.modality != "denied" else "actual"
        if category:
            affirmed, modality = True, "actual"
        elif not affirmed and modality in ("conditional", "future", "proposed"):
            modality = "actual"  # "would not sit down": a refusal, not a possibility
        elif modality != "actual" and slot.type in ("actor", "place"):
            return
        evidence = shown or self._evidence(
            value, clause, _CLOSE if date and date.type == "DURATION" else _SHOWN
        )
        line = _DATELINE.match(value.text) if slot.type in ("actor", "place") else None
        if slot.type in ("actor", "place") and _ONLY_DATELINE.fullmatch(value.text):
            return
        plain = self.sheet.span(value.start + (line.end() if line else 0), value.end)
        plain = self._without_place(plain) if slot.type == "actor" else plain
        line = _DATELINE.match(evidence.text)
        if line and line.end() < len(evidence.text):
            evidence = self.sheet.span(evidence.start + line.end(), evidence.end)
        yield Answer(
            self.frame.name, slot.name, self.sheet, plain, evidence, clause, argument, date, quantity, category, affirmed, modality
        )  # fmt: skip

    def _without_place(self, value: Span) -> Span:
        """An actor without the place or the time that the parse hangs on it ("the envoys in Colon")."""
        ends = {
            (m.start, m.end)
            for m in self.sheet.near_mentions(value.start, value.end)
            if m.label in ("GPE", "LOC", "FAC")
        }
        ends |= {(d.start, d.end) for d in self.sheet.near_dates(value.start, value.end)}
        for match in _WHERE.finditer(value.text):
            if (value.start + match.end(), value.end) in ends:
                return self.sheet.span(value.start, value.start + match.start())
        return value

    def _says_no(self, clause: Clause) -> bool:
        """Whether a word of denial stands at the clause: "stopped shooting" denies nothing."""
        before = self.sheet.text[
            max(self.sheet.passage.start, clause.predicate.start - 40) : clause.predicate.end
        ]
        return clause.modality == "denied" or bool(_NO.search(before)) or bool(_NO.search(clause.text))

    def _evidence(self, value: Span, clause: Clause | None, most: int = _SHOWN) -> Span:
        """The value with its preposition, and with its governor where that stands near in the sentence."""
        start, end = value.start, value.end
        head = re.search(
            r"(?:\b[\w-]+ ){1,2}$", self.sheet.text[max(self.sheet.passage.start, start - 24) : start]
        )
        if head and (
            lead := re.search(
                r"\b(?:" + _PREPOSITIONS + r") (?:the |a |an |about |some |around )?$", head.group()
            )
        ):
            start -= len(lead.group())
        if clause is not None:
            gap = max(clause.predicate.start, value.start) - min(clause.predicate.end, value.end)
            if gap <= most:
                start, end = min(start, clause.predicate.start), max(end, clause.predicate.end)
        return self.sheet.span(start, end)

    def _shown(self, clause: Clause) -> Span:
        return self.sheet.span(clause.start, min(clause.end, clause.start + 280))

    def _around(self, span: Span) -> Span:
        """The tightest clause that holds ``span``, or the span itself."""
        held = [
            c
            for c in self.sheet.near_clauses(span.start, span.end)
            if inside(span, c) and c.end - c.start <= 240
        ]
        best = min(held, key=lambda c: c.end - c.start, default=None)
        return self.sheet.span(best.start, best.end) if best else span


_PREPOSITIONS = "in|on|at|from|since|until|by|for|over|during|near|outside|inside|off|to|after|before|with|through|around|about|within"


def _after(sheet: Sheet, date: DateMention) -> DateMention | None:
    return next((d for d in sheet.dates if d.start >= date.end and d.type == "DATE"), None)


def _before(sheet: Sheet, date: DateMention) -> DateMention | None:
    return next((d for d in reversed(sheet.dates) if d.end <= date.start and d.type == "DATE"), None)


def is_stretch(text: str) -> bool:
    """Whether a time expression tells a first and a last day ("January-March 2006")."""
    return bool(_STRETCH.search(text))


def _moved(answer: Answer, slot: str) -> Answer:
    return Answer(
        answer.frame, slot, answer.sheet, answer.value, answer.evidence, answer.clause, answer.argument, answer.date,
        answer.quantity, answer.category, answer.affirmed, answer.modality,
    )  # fmt: skip


def _names(clause: Clause) -> frozenset[str]:
    """What a clause can be called by: its lemma, and of an event noun its singular."""
    return _forms(clause.lemma) if clause.nominal else frozenset({clause.lemma})


def _heads(head: str) -> frozenset[str]:
    return _forms(head)


@cache
def _forms(word: str) -> frozenset[str]:
    """A word as written, and as a singular or a plain verb where English writes these regularly."""
    low = word.lower().strip("’'.-")
    forms = {low, low.removesuffix("’s").removesuffix("'s")}
    if low.endswith("s") and len(low) > 3:
        forms.add(low[:-1])
    if low.endswith("es") and len(low) > 4:
        forms.add(low[:-2])
    if low.endswith("ies"):
        forms.add(low[:-3] + "y")
    if low.endswith("ed") and len(low) > 4:
        forms |= {low[:-2], low[:-1]}
    if low.endswith("ing") and len(low) > 5:
        forms |= {low[:-3], low[:-3] + "e"}
    return frozenset(forms)


@cache
def _phrase_pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda p: (-len(p), p))
    body = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest_first)
    return re.compile(rf"\b(?:{body})\b", re.IGNORECASE)


def _opening(text: str, part: Clause, marks: frozenset[str]) -> str | None:
    """The mark that opens an adverbial clause, at its start or just before it."""
    before, start = text[max(0, part.start - 16) : part.start].lower().rstrip(), part.text.lower()
    for mark in sorted(marks, key=lambda m: (-len(m), m)):
        if start.startswith(mark + " ") or re.search(rf"\b{re.escape(mark)}$", before):
            return mark
    return None


def _cut(text: str, last: bool) -> str:
    """The piece of ``text`` next to the value, up to what parts phrases."""
    pieces = _NOT_NEAR.split(text)
    return pieces[-1] if last else pieces[0]


_INDEX: dict[int, dict[str, list[tuple[str, int]]]] = {}


def _index(frame: Frame) -> dict[str, list[tuple[str, int]]]:
    """Governor to the slots and reads that name it, built once a frame."""
    found = _INDEX.get(id(frame))
    if found is None:
        found = {}
        for slot in frame.slots.values():
            for number, read in enumerate(slot.reads):
                for lemma in sorted(read.governor):
                    found.setdefault(lemma, []).append((slot.name, number))
        _INDEX[id(frame)] = found
    return found
