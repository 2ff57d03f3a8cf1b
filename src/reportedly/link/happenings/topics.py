"""What a passage is about: the events of a frame that it tells of, between whom, when and where.

A passage tells of few things at length and mentions many.  Its anchors are the clauses whose word is one
of a frame's own; those of the title and the opening weigh more, after the inverted pyramid of news.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...frames import Frame, frames
from ...records import Clause, DateMention, Passage
from ..parties.sides import Party, Side, Sides

__all__ = ["Anchor", "Topic", "topics"]

_DOERS = ("subject", "agent", "possessor", "prep:by", "prep:from", "prep:of")
_OTHERS = ("object", "indirect", "prep:with", "prep:to", "prep:against", "prep:on", "prep:at", "prep:into")
_BETWEEN = ("prep:between", "prep:among", "modifier")
#: A second thing is a topic of its own where it has so many anchors, and this share of the weight.
_SECOND, _SHARE = 3, 0.3
_LEAD = 600
_NO_ACCOUNT = frozenset({"spam", "boilerplate"})

_FROM = re.compile(r"\s+(?:before|after|since|until)\s")

Pair = tuple[Side, Side]


@dataclass(slots=True)
class Anchor:
    """A clause that tells of an event of a frame, with the parties that it shows."""

    clause: Clause
    frame: str
    weight: float
    parties: list[Party]
    pair: Pair | None
    dates: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Topic:
    """One thing that a passage is about: its frame, its anchors, and what they show."""

    passage: Passage
    frame: str
    anchors: list[Anchor]
    weight: float
    main: bool
    asides: list[Anchor] = field(default_factory=list)  # of the passage, in none of its topics
    beside: bool = False  # told of within another thing, from which it takes no clause

    def pairs(self) -> Counter[Pair]:
        """How much each pair of sides is told of."""
        found: Counter[Pair] = Counter()
        for anchor in self.anchors:
            if anchor.pair is not None:
                found[anchor.pair] += anchor.weight  # type: ignore[assignment]  # a Counter may hold weights
        return found

    def sides(self) -> Counter[Side]:
        """How much each side is told of."""
        found: Counter[Side] = Counter()
        for anchor in self.anchors:
            for side in dict.fromkeys(s for s, _ in anchor.parties):
                found[side] += anchor.weight  # type: ignore[assignment]  # a Counter may hold weights
        return found


class Anchors:
    """Finds the anchors of a passage."""

    def __init__(
        self,
        passages: Sequence[Passage],
        clauses: Sequence[Clause],
        dates: Iterable[DateMention],
        sides: Sides,
    ) -> None:
        self.sides = sides
        # The day of publication, where it stands on the page, dates no event.
        stamped: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for passage in passages:
            for mark in passage.published.evidence if passage.published.basis == "stated" else ():
                stamped[mark.page].append((mark.start, mark.end))
        self.by_id = {c.id: c for c in clauses}
        self.parts: dict[str, list[Clause]] = defaultdict(list)
        for clause in clauses:
            if clause.governor is not None:
                self.parts[clause.governor].append(clause)
        self.dates: dict[str, list[DateMention]] = defaultdict(list)
        for date in dates:
            stamp = any(low <= date.start and date.end <= high for low, high in stamped[date.page])
            if date.edtf and date.type in ("DATE", "TIME") and not stamp:
                self.dates[date.page].append(date)
        self.frames = [f for f in frames().values() if f.nouns or f.verbs]
        votes: Counter[str] = Counter()
        for clause in self.by_id.values():
            votes.update(f.name for f in own[:1]) if len(own := self._candidates(clause)) == 1 else None
        self.votes = votes

    def find(self, passage: Passage, clauses: Sequence[Clause]) -> Iterator[Anchor]:
        """The anchors of ``passage``, whose clauses are given, in order.

        A word that several frames have ("explosion") goes to the one that the other words of the passage
        speak for, and where they speak for none, to the one that those of the case speak for.
        """
        named = [(clause, self._candidates(clause)) for clause in clauses]
        votes = Counter(found[0].name for _, found in named if len(found) == 1)
        for clause, found in named:
            for frame in [f for f in self.frames if f.beside and _names(f, clause)]:
                yield self._anchor(passage, clause, frame)
            if found:
                best = max(found, key=lambda f: (votes[f.name], self.votes[f.name], -self.frames.index(f)))
                yield self._anchor(passage, clause, best)

    def _anchor(self, passage: Passage, clause: Clause, frame: Frame) -> Anchor:
        doers, others, between = self._parties(clause)
        pair = _pair(doers, others, between)
        lead = clause.start - passage.start < _LEAD
        weight = (2.0 if lead else 1.0) * (1.0 if clause.modality == "actual" and not clause.negated else 0.5)
        weight *= 1.5 if pair is not None else 1.0
        parties = [*doers, *(p for p in (*others, *between) if p not in doers)]
        return Anchor(clause, frame.name, weight, parties, pair, self._when(clause))

    def _candidates(self, clause: Clause) -> list[Frame]:
        """The frames whose event the clause tells of.

        What befalls an event of another frame is no event of its own: talks that collapse are no disaster.
        """
        found = [f for f in self.frames if not f.beside and _names(f, clause)]
        if clause.nominal or not found:
            return found
        over = {a.head for a in clause.having("subject", "object")}
        found = [f for f in found if not over & f.never]
        of = [f for f in self.frames if not f.beside and over & f.nouns]
        return [f for f in found if f in of] if of else found

    def _parties(self, clause: Clause) -> tuple[list[Party], list[Party], list[Party]]:
        doers = self.sides.parties(clause, *_DOERS)
        others = self.sides.parties(clause, *_OTHERS)
        between = self.sides.parties(clause, *_BETWEEN)
        above = clause
        for _ in range(2):
            over = self.by_id.get(above.governor or "")
            if over is None or doers or len(others) + len(between) > 1:
                break
            doers = self.sides.parties(over, "subject", "agent")
            if not others:
                others = [p for p in self.sides.parties(over, "prep:with", "object") if p not in doers]
            above = over
        return doers, others, between

    def _when(self, clause: Clause) -> list[str]:
        """The dates in the clause, in the one that it stands in, and in those that stand in it."""
        over = self.by_id.get(clause.governor or "")
        if over is not None and not clause.nominal and clause.relation == "complement":
            over = None  # "a court found on Thursday that the ship sank": the day of the finding
        near = [clause, *([over] if over is not None else []), *self.parts[clause.id]]
        spans = [(c.start, c.end) for c in near] + [(a.start, a.end) for c in near for a in c.arguments]
        own = [
            d.edtf
            for d in self.dates.get(clause.page, ())
            if d.edtf and any(low <= d.start and d.end <= high for low, high in spans)
            if not any(_told_from(c, d) for c in near)
        ]
        return list(dict.fromkeys(own))


def _names(frame: Frame, clause: Clause) -> bool:
    """Whether the clause's word, alone or with what stands before it ("air strike"), is one of the frame's."""
    words = frame.nouns if clause.nominal else frame.verbs
    if clause.lemma in words:
        return True
    if clause.nominal and any(f"{a.head.lower()} {clause.lemma}" in words for a in clause.having("modifier")):
        return True
    return clause.lemma in frame.loose and any(a.head in frame.things for a in clause.arguments)


def _told_from(clause: Clause, date: DateMention) -> bool:
    """Whether a date is told from the event, and so not the event's: "three months before she sank"."""
    at = date.end - clause.start
    if date.text.split()[-1].lower() in ("before", "after", "since", "until"):
        return True
    return 0 <= at < len(clause.text) and bool(_FROM.match(clause.text[at:]))


def _pair(doers: list[Party], others: list[Party], between: list[Party]) -> Pair | None:
    """The two sides of an event: who does it and to whom, or the two that it is between."""
    first = [s for s, _ in doers]
    for group in ([s for s, _ in others], [s for s, _ in between], first[1:]):
        for side in group:
            for one in first or [s for s, _ in between]:
                if plain(one) != plain(side):
                    return _ordered(one, side)
    known = [s for s, _ in (*between, *others)]
    for side in known[1:]:
        if plain(side) != plain(known[0]):
            return _ordered(known[0], side)
    return None


def plain(side: Side) -> Side:
    """The side without its country where it is the armed opposition, for look-up."""
    return ("armed", "") if side[0] == "armed" else side


def _ordered(a: Side, b: Side) -> Pair:
    low, high = sorted((plain(a), plain(b)))
    return low, high


def topics(
    passages: Sequence[Passage], clauses: Sequence[Clause], dates: Iterable[DateMention], sides: Sides
) -> list[Topic]:
    """The topics of every account, in page order: the main one, and a second where it has weight."""
    finder = Anchors(passages, clauses, dates, sides)
    by_passage: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        by_passage[clause.passage].append(clause)
    found: list[Topic] = []
    for passage in passages:
        if passage.kind in _NO_ACCOUNT or passage.role:  # a note tells of what its text is about
            continue
        anchors = list(finder.find(passage, by_passage[passage.id]))
        apart = {f.name for f in finder.frames if f.beside}
        own = list(_of_passage(passage, [a for a in anchors if a.frame not in apart]))
        own += _beside(passage, [a for a in anchors if a.frame in apart], alone=not own)
        taken = {a.clause.id for t in own for a in t.anchors}
        for topic in own[:1]:
            topic.asides = [a for a in anchors if a.clause.id not in taken]
        found.extend(own)
    return found


def _beside(passage: Passage, anchors: Sequence[Anchor], alone: bool) -> Iterator[Topic]:
    """What is told of within another thing, a topic a frame."""
    for frame in sorted({a.frame for a in anchors}):
        own = [a for a in anchors if a.frame == frame]
        main = alone or len(own) >= _SECOND
        yield Topic(passage, frame, own, sum(a.weight for a in own), main, beside=not alone)


def _of_passage(passage: Passage, anchors: list[Anchor]) -> Iterator[Topic]:
    frames_weight: Counter[str] = Counter()
    for anchor in anchors:
        frames_weight[anchor.frame] += anchor.weight  # type: ignore[assignment]  # a Counter may hold weights
    if not frames_weight:
        return
    total = sum(frames_weight.values())
    first = min(frames_weight, key=lambda f: (-frames_weight[f], f))
    for frame in sorted(frames_weight, key=lambda f: (f != first, f)):
        own = [a for a in anchors if a.frame == frame]
        if frame != first and (len(own) < _SECOND or frames_weight[frame] < _SHARE * total):
            continue
        yield from _by_pair(passage, frame, own, frame == first)


def _by_pair(passage: Passage, frame: str, anchors: list[Anchor], main: bool) -> Iterator[Topic]:
    """Anchors of one frame, split where a second pair of sides has weight of its own."""
    pairs: Counter[Pair] = Counter()
    for anchor in anchors:
        if anchor.pair is not None:
            pairs[anchor.pair] += anchor.weight  # type: ignore[assignment]  # a Counter may hold weights
    if not pairs:
        yield Topic(passage, frame, anchors, sum(a.weight for a in anchors), main)
        return
    first = min(pairs, key=lambda p: (-pairs[p], p))
    split = [first]
    for pair in sorted(pairs, key=lambda p: (-pairs[p], p)):
        own = [a for a in anchors if a.pair == pair]
        apart = not set(pair) & set(first) or (frame == "negotiation" and len(set(pair) & set(first)) < 2)
        if pair != first and apart and len(own) >= _SECOND and pairs[pair] >= _SHARE * sum(pairs.values()):
            split.append(pair)
    for pair in split:
        own = [a for a in anchors if a.pair == pair or (pair == first and a.pair not in split)]
        yield Topic(passage, frame, own, sum(a.weight for a in own), main and pair == first)
