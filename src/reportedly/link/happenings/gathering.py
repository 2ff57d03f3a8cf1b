"""Topics of several passages brought together where they are about one thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from ...frames import frames
from ...vocab import words
from ..parties.sides import Side, may_be_one
from .timespans import When, parse, span_of
from .topics import Pair, Topic, plain

__all__ = ["Gathering", "Shown", "gather"]

_DAY = re.compile(r"[\dX]{4}-\d\d-\d\d[?~%]?")

#: What two topics must reach to be one thing.
_ENOUGH = 2.0
#: How many names and candidates are looked at; keeps the work near-linear.
_TOP, _CANDIDATES = 8, 24
#: What a shared leading name speaks for one thing, a shared city, and names together at most.
_NAME, _CITY, _NAMES = 0.8, 0.4, 2.4
#: What a shared word for a thing speaks, and such words together.
_THING, _THINGS = 0.2, 0.6
_TOLL = 0.8
#: What speaks for one incident where one page tells of both.
_PAGE = 0.6
#: What speaks for one captivity where nothing shows that others were held.
_HELD = 0.6
#: Weight of a pair of sides from which on the parties are known.
_SURE = 3.0
#: A case is one affair more often than not: what two accounts tell under one frame is one thing, unless little
#: agrees or something shows it to be two.  Unknown time or parties keep nothing apart.
_ONE_AFFAIR = 1.4
#: The same two sides; a side shared; two sides known on either part and not the same two.
_PAIR, _SIDE, _OTHERS = 1.5, 0.4, -2.5
#: So many sides of an event are its leading ones.
_THREE = 3
#: News is told so soon after what it tells of.
_FRESH = timedelta(days=200)


class Shown(NamedTuple):
    """What each passage shows beside its topics: names with their counts, tolls; and which names are cities."""

    names: dict[str, Counter[str]]
    tolls: dict[str, set[str]]
    cities: frozenset[str]


@dataclass(slots=True)
class Gathering:
    """Topics that are one thing, with what they show together."""

    frame: str
    topics: list[Topic] = field(default_factory=list)
    pairs: Counter[Pair] = field(default_factory=Counter)
    sides: Counter[Side] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    held: set[str] = field(default_factory=set)  # whom it befell, in common nouns
    dates: list[str] = field(default_factory=list)
    when: When | None = None
    cities: frozenset[str] = frozenset()  # names that are of large places, which tell little

    tolls: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    days: Counter[str] = field(default_factory=Counter)  # month and day, whether or not the year is known

    def add(self, topic: Topic, shown: Shown) -> None:
        """Take a topic in, with what its passage shows."""
        names = shown.names.get(topic.passage.id, Counter())
        self.tolls |= shown.tolls.get(topic.passage.id, set())
        self.things |= _things(topic)
        self.held |= _held(topic)
        self.topics.append(topic)
        self.pairs.update(topic.pairs())
        self.sides.update(topic.sides())
        total = sum(names.values()) or 1
        for name, count in names.items():
            self.names[name] += count / total  # type: ignore[assignment]  # a Counter may hold weights
        self.dates.extend(_dates(topic))
        self.days.update(d[5:10] for d in _dates(topic) if _DAY.fullmatch(d))
        self.when = span_of(self.dates, one_day=_momentary(self.frame))

    def take(self, other: Gathering) -> None:
        """Take all of another gathering in."""
        self.topics.extend(other.topics)
        self.tolls |= other.tolls
        self.things |= other.things
        self.held |= other.held
        self.pairs.update(other.pairs)
        self.sides.update(other.sides)
        self.names.update(other.names)
        self.days.update(other.days)
        self.dates.extend(other.dates)
        self.when = span_of(self.dates, one_day=_momentary(self.frame))

    def leading_pairs(self) -> list[Pair]:
        """The pairs that are told of a quarter as much as the first, or more."""
        best = max(self.pairs.values(), default=0)
        return sorted(p for p, weight in self.pairs.items() if weight >= best / 4)

    def countries(self) -> set[str]:
        """The names in it that are of countries."""
        return {name for name in self.names if name in self.cities}

    @property
    def sure(self) -> bool:
        """Whether the parties are told of more than once."""
        best = max(self.pairs.values(), default=0)
        return best >= _SURE

    def leading_names(self) -> list[str]:
        """The names that stand out."""
        return sorted(self.names, key=lambda n: (-self.names[n], n))[:_TOP]


def _momentary(frame: str) -> bool:
    return frames()[frame].momentary


def _things(topic: Topic) -> set[str]:
    """Common nouns that the anchors are told with, people left out: what it happened to, where, with what."""
    people = words("people", "descriptors", "person") | words("people", "descriptors", "group")
    return {
        argument.head
        for anchor in topic.anchors
        for argument in anchor.clause.arguments
        if argument.label is None and argument.head.isalpha() and argument.head.islower()
        if len(argument.head) > 3 and argument.head not in people and argument.role != "clause"
    }


def _held(topic: Topic) -> set[str]:
    """Common nouns for those whom the anchors befell, the frame's own words for them left out."""
    people = words("people", "descriptors", "person") | words("people", "descriptors", "group")
    return {
        a.head
        for anchor in topic.anchors
        for a in anchor.clause.having("object")
        if a.label is None and a.head in people and a.head not in frames()[topic.frame].things
    }


def _dates(topic: Topic) -> list[str]:
    return [d for a in topic.anchors if a.clause.modality == "actual" for d in a.dates]


def gather(topics: Sequence[Topic], shown: Shown, account_of: dict[str, str]) -> list[Gathering]:
    """The gatherings of ``topics``, which stand in page order; deterministic, and near-linear in their number.

    Topics with most to show come first, so that a gathering is founded on a full account.
    """
    found: list[Gathering] = []
    index: dict[object, list[int]] = defaultdict(list)
    ranked = sorted(
        range(len(topics)),
        key=lambda i: (
            topics[i].passage.kind == "comment",
            not topics[i].main,
            -min(topics[i].weight, 20.0),
            i,
        ),
    )
    for i in ranked:
        topic = topics[i]
        single = Gathering(topic.frame, cities=shown.cities)
        single.add(topic, shown)
        number = _best(single, found, index, account_of)
        if number is None:
            number = len(found)
            found.append(single)
        else:
            found[number].add(topic, shown)
        for key in _keys(single):
            if number not in index[key]:
                index[key].append(number)
    found = _mended(found, account_of)
    order = {id(t): n for n, t in enumerate(topics)}
    for gathering in found:
        gathering.topics.sort(key=lambda t: order[id(t)])
    return sorted(found, key=lambda g: order[id(g.topics[0])])


def _mended(found: list[Gathering], account_of: dict[str, str]) -> list[Gathering]:
    """One pass over what was founded too early: a small gathering joins a greater one that it fits by now."""
    kept: list[Gathering] = []
    index: dict[object, list[int]] = defaultdict(list)
    for gathering in sorted(found, key=lambda g: -len(g.topics)):
        number = _best(gathering, kept, index, account_of)
        if number is None:
            number = len(kept)
            kept.append(gathering)
        else:
            kept[number].take(gathering)
        for key in _keys(kept[number]):
            if number not in index[key]:
                index[key].append(number)
    return kept


def _keys(gathering: Gathering) -> Iterator[object]:
    yield from ((gathering.frame, pair) for pair in gathering.leading_pairs())
    yield from ((gathering.frame, name) for name in gathering.leading_names())
    if frames()[gathering.frame].beside:
        yield gathering.frame


def _best(
    single: Gathering, found: list[Gathering], index: dict[object, list[int]], account_of: dict[str, str]
) -> int | None:
    seen: dict[int, float] = {}
    own = {account_of.get(t.passage.id, t.passage.id) for t in single.topics}
    for key in _keys(single):
        for number in index.get(key, ())[:_CANDIDATES]:
            if number not in seen:
                other = found[number]
                copied = bool(own & {account_of.get(t.passage.id, t.passage.id) for t in other.topics})
                seen[number] = _likeness(single, other) + copied * any(
                    t.passage.id != single.topics[0].passage.id for t in other.topics
                )
    best = min(seen, key=lambda n: (-seen[n], n), default=None)
    return best if best is not None and seen[best] >= _ENOUGH else None


def _likeness(a: Gathering, b: Gathering) -> float:
    """How much speaks for one thing: pairs of sides, time, names; what speaks against weighs more."""
    pages = {t.passage.page for t in a.topics} & {t.passage.page for t in b.topics}
    page = _PAGE if pages and _momentary(a.frame) else 0.0
    return round(_ONE_AFFAIR + page + _by_pairs(a, b) + _by_time(a, b) + _by_names(a, b) + _by_tolls(a, b), 3)


def _by_tolls(a: Gathering, b: Gathering) -> float:
    """Two incidents of one toll, dead and wounded, are likely one."""
    return min(2.0, _TOLL * len(a.tolls & b.tolls)) if _momentary(a.frame) else 0.0


def _by_pairs(a: Gathering, b: Gathering) -> float:
    mine, theirs = set(a.leading_pairs()), set(b.leading_pairs())
    shared = sum(1 for s in _leading_sides(a) if s in _leading_sides(b))
    if mine & theirs:
        return _PAIR
    if _momentary(a.frame) or frames()[a.frame].beside or not (mine and theirs):
        return min(2 * _SIDE, _SIDE * shared)
    if any(_may_be_one(x, y) for x in mine for y in theirs) or _among(mine, b) or _among(theirs, a):
        return _SIDE
    return _OTHERS if a.sure and b.sure else _SIDE * shared - _PAIR


def _among(pairs: set[Pair], other: Gathering) -> bool:
    """Whether a pair's two sides are both leading sides of the other: talks of three, told of two by two."""
    leading = _leading_sides(other)[:_THREE]
    return any(set(pair) <= set(leading) for pair in pairs)


def _may_be_one(a: Pair, b: Pair) -> bool:
    """Whether two pairs of sides can be one pair told of more and less closely."""
    straight = may_be_one(a[0], b[0]) and may_be_one(a[1], b[1])
    return straight or (may_be_one(a[0], b[1]) and may_be_one(a[1], b[0]))


def _leading_sides(gathering: Gathering) -> list[Side]:
    """The countries and bodies that an event is mostly told of; a mere "civilians" tells nothing."""
    ranked = sorted(gathering.sides, key=lambda s: (-gathering.sides[s], s))
    return [plain(s) for s in ranked if s[0] != "sector"][:_TOP]


def _by_time(a: Gathering, b: Gathering) -> float:
    if a.when is None or b.when is None:
        return _by_publication(a, b)
    gap = a.when.gap(b.when)
    if _momentary(a.frame):
        return 1.2 if gap <= 1 else (0.3 if gap <= 7 else (-1.5 if gap <= 31 else -5.0))
    long = -0.5 if set(a.leading_pairs()) & set(b.leading_pairs()) else -1.5
    return 0.5 if gap <= 31 else (0.0 if gap <= 200 else (long if gap <= 500 else -5.0))


def _by_publication(a: Gathering, b: Gathering) -> float:
    """An account cannot tell of what came after it."""
    for known, other in ((a, b), (b, a)):
        if known.when is None:
            continue
        out = [w for t in other.topics if (w := parse(t.passage.published.edtf or "")) is not None]
        if out and max(w.last for w in out) < known.when.first:
            return -3.0
        if out and min(w.first for w in out) - known.when.last <= _FRESH:
            return 0.3
    if _momentary(a.frame) and a.days and b.days:
        return 1.2 if a.days.most_common(1)[0][0] in b.days or b.days.most_common(1)[0][0] in a.days else 0.0
    return 0.0


def _by_names(a: Gathering, b: Gathering) -> float:
    """Shared names, and shared words for what it happened to and with; a country tells least."""
    shared = set(a.leading_names()) & set(b.leading_names())
    cities = _CITY * len(shared & a.cities) + _CITY * bool(a.countries() & b.countries())
    things = min(_THINGS, _THING * len(a.things & b.things))
    told = _NAME * len(shared - a.cities) + cities + things
    if frames()[a.frame].beside and not (a.held and b.held and not a.held & b.held):
        told += _HELD
    return min(_NAMES, told)
