"""Events: who did what to whom, once for all its mentions over the pages of a case.

Every verb and every event noun that tells an act is a mention, coded or not, with known actors or without; what only
says that something was, or was said, is none: the statement is, and the act inside it.  A mention keeps its trigger,
its date, place and modality, who it names, and the code as it is told: what is threatened is THREATEN, what is
denied REJECT.  Mentions are joined by :mod:`.joining`; an event's code is the one that most of its mentions have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...records import (
    Actor,
    Argument,
    Clause,
    DateMention,
    Event,
    EventMention,
    Mention,
    Passage,
    Span,
    Statement,
)
from ...vocab import words
from ..parties.actors import ActorIndex
from ..parties.sides import Sides, plain
from .coding import Told, parties_of, read_events
from .dating import Dating
from .joining import Account, Telling, join
from .nouns import event_nouns
from .rarity import about
from .timespans import parse

__all__ = ["Events", "find_events", "tellings"]

_AT = re.compile(r"\b(?:in|at|near|outside|inside)\s+(?:the\s+(?:\w+\s+){0,3})?$")
_OWN = frozenset({"its", "his", "her", "their", "our", "my"})
_PLACES = ("prep:in", "prep:at", "prep:near", "prep:outside", "prep:inside")


class Events(NamedTuple):
    """The events of a case and which clause tells of which."""

    events: tuple[Event, ...]
    event_of: dict[str, str]


@dataclass(slots=True)
class _Mention:
    """A telling, and what of it is exported."""

    telling: Telling
    source: list[str]
    target: list[str]
    record: EventMention


class _Case:
    """What the clauses of a case are looked up in."""

    def __init__(
        self, passages: Sequence[Passage], clauses: Sequence[Clause], dates: Iterable[DateMention],
        mentions: Sequence[Mention], actors: Sequence[Actor], actor_of: Mapping[str, str], affair_of: Mapping[str, str],
        statements: Iterable[Statement],
    ) -> None:  # fmt: skip
        self.index = ActorIndex(mentions, dict(actor_of))
        self.sides = Sides(actors, self.index)
        self.dating = Dating(passages, clauses, dates)
        self.by_id = {c.id: c for c in clauses}
        self.affair_of = affair_of
        self.cues = {(s.cue.page, s.cue.start) for s in statements if s.cue is not None}
        self.people: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for mention in mentions:
            if mention.kind != "unknown" and mention.label != "EVENT":
                self.people[mention.page].append((mention.start, mention.end))
        self.by_passage: dict[str, list[Clause]] = defaultdict(list)
        for clause in clauses:
            if clause.passage in affair_of:
                self.by_passage[clause.passage].append(clause)


def find_events(
    passages: Sequence[Passage], clauses: Sequence[Clause], dates: Iterable[DateMention], mentions: Sequence[Mention],
    actors: Sequence[Actor], actor_of: Mapping[str, str], affair_of: Mapping[str, str], statements: Iterable[Statement],
) -> Events:  # fmt: skip
    """The events that ``clauses``, in page order, tell of; no event has mentions of two affairs."""
    case = _Case(passages, clauses, dates, mentions, actors, actor_of, affair_of, statements)
    found = _mentions(case)
    groups: dict[int, list[_Mention]] = defaultdict(list)
    for mention, group in zip(found, join([m.telling for m in found]), strict=True):
        groups[group].append(mention)
    events = {group: _event(members) for group, members in groups.items()}
    event_of = {m.telling.clause.id: events[g].id for g, members in groups.items() for m in members}
    return Events(tuple(events.values()), event_of)


def tellings(
    passages: Sequence[Passage], clauses: Sequence[Clause], dates: Iterable[DateMention], mentions: Sequence[Mention],
    actors: Sequence[Actor], actor_of: Mapping[str, str], affair_of: Mapping[str, str], statements: Iterable[Statement],
) -> list[Telling]:  # fmt: skip
    """The mentions of events before they are joined, in page order."""
    case = _Case(passages, clauses, dates, mentions, actors, actor_of, affair_of, statements)
    return [m.telling for m in _mentions(case)]


def _mentions(case: _Case) -> list[_Mention]:
    found: list[_Mention] = []
    for passage, clauses in case.by_passage.items():
        told = {t.clause.id: t for t in read_events(clauses)}
        account = Account(about(" ".join(c.text for c in clauses)))
        affair = case.affair_of[passage]
        nouns = {i: pair for i, pair in event_nouns(clauses).items() if not _is_actor(pair[0], case)}
        every = [*((c, c) for c in clauses), *nouns.values()]
        for clause, over in sorted(every, key=lambda pair: (pair[0].predicate.start, pair[0].id)):
            code = told.get(clause.id)
            if code is not None or clause.id in nouns or _is_event(clause, case):
                around = " ".join([over.text, *(a.text for a in over.arguments)])
                found.append(_mention(clause, code, case, affair, account, around))
    return found


def _is_actor(noun: Clause, case: _Case) -> bool:
    """Whether a noun stands for somebody ("the government"), and so for no event."""
    end = noun.predicate.end
    return any(low <= noun.predicate.start and end <= high for low, high in case.people.get(noun.page, ()))


def _is_event(clause: Clause, case: _Case) -> bool:
    """Whether a clause without a code tells an act: no state of being, and no telling that something was said."""
    if clause.lemma in words("clauses", "states"):
        return False
    cue = (clause.predicate.page, clause.predicate.start) in case.cues
    return not (cue and clause.lemma in words("clauses", "saying"))


def _mention(
    clause: Clause,
    told: Told | None,
    case: _Case,
    affair: str,
    account: Account,
    around: str,
) -> _Mention:
    first, second = (told.source, told.target) if told else parties_of(clause, case.by_id)
    first = tuple(a for a in first if a.label not in ("DATE", "TIME"))
    second = tuple(a for a in second if a.label not in ("DATE", "TIME"))
    source = [actor for a in first for actor in _actors(a, case)]
    target = [actor for a in second for actor in _actors(a, case) if actor not in source]
    date = next(iter(case.dating.days(clause)), None)
    own = [a for a in target if case.sides.actors[a].name.split()[0].lower() in _OWN]
    if len(own) < len(target):
        target = [a for a in target if a not in own]  # "withdrew its troops from Gao" is done to Gao
    place, where = _where(clause, case)
    if where in target and len(target) > 1:
        target.remove(where)  # a place is the target where nobody else is: "lifted the curfew in Gao"
    sides = {s for a in (*source, *target) if (s := case.sides.side(a)) is not None}
    known = frozenset({*source, *target, *(f"{kind}:{name}" for kind, name in map(plain, sides))})
    telling = Telling(
        clause, told, first, second, known, parse(date) if date else None, where, affair, account, around
    )
    return _Mention(
        telling, list(dict.fromkeys(source)), list(dict.fromkeys(target)),
        EventMention(
            clause.page, clause.start, clause.end, clause.text, clause.passage, clause.statement,
            date, place, "denied" if clause.negated and clause.modality == "actual" else clause.modality,
            clause.predicate, told.code.plover if told else None, told.code.cameo if told else None,
            tuple(map(_span, first)), tuple(map(_span, second)),
        ),
    )  # fmt: skip


def _span(argument: Argument) -> Span:
    return Span(argument.page, argument.start, argument.end, argument.text)


def _actors(argument: Argument, case: _Case) -> list[str]:
    """The actors that a phrase names: the one that it stands for as a whole, else all that stand in it."""
    whole = case.index.actor_at(argument.page, argument.start, argument.end)
    if whole is not None:
        return [whole]
    return list(
        dict.fromkeys(a for _, _, a in case.index.actors_in(argument.page, argument.start, argument.end))
    )


def _where(clause: Clause, case: _Case) -> tuple[str | None, str | None]:
    """The place of an event as written and its actor: an argument of place, or one that the parse hangs lower."""
    for argument in clause.having(*_PLACES):
        if argument.label in ("GPE", "LOC", "FAC"):
            return argument.text, case.index.actor_at(argument.page, argument.start, argument.end)
    for start, end, actor in case.index.actors_in(clause.page, clause.start, clause.end):
        before = clause.text[: start - clause.start]
        if case.sides.actors[actor].kind in ("place", "government") and _AT.search(before):
            return clause.text[start - clause.start : end - clause.start], actor
    return None, None


def _event(members: Sequence[_Mention]) -> Event:
    """The event of its mentions; its code is the one that most of those which have one are told by."""
    codes = Counter((m.record.plover, m.record.cameo) for m in members if m.record.plover is not None)
    plover, cameo = max(codes, key=lambda c: codes[c]) if codes else (None, None)
    return Event(
        f"e{members[0].telling.clause.id[1:]}",
        None,
        plover,
        cameo,
        tuple(dict.fromkeys(a for m in members for a in m.source)),
        tuple(dict.fromkeys(a for m in members for a in m.target)),
        {},
        tuple(m.record for m in members),
    )
