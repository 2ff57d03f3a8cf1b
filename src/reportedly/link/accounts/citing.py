"""Where an account says that it rests on another, and which text of the case or which outlet it means.

Every name in a text that can be an outlet's, or that leads to a text of the case (:mod:`.whose`), is a place
that may cite.  What it means is chosen by a log-linear ranking of its readings: this text of the case, that one, an
outlet outside the case, or nothing, which share one probability (as :mod:`reportedly.extract.speech.reference.choice`
has it for pronouns).  The features are how the name leads to the text, what the words around it do, how much of
what is told stands there, and the order and nearness of the two publications.  The weights are fitted by
``training/links.py`` and read from ``fitted/citing.json``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from ... import fitted
from ...base.sentences import sentence_at
from ...dates import WEEKDAYS, weekday_of
from ...fitted import Logistic
from ...names.outlets import OutletMention, can_be, find_outlets, which_can_be
from ...names.press import OutletKeys, is_agency, is_listed, outlet_key, standard_name
from ...records import LinkKind, Reading, Span, Statement
from ...spans import make_span
from .alignment import words_of
from .copies import Text, published_on, quotation_ranges
from .mastheads import CaseNames
from .references import entries_from
from .saying import WEEKDAY, beside, doing, in_longer_name, stated_day
from .topics import Topics
from .whose import Named, Whose

__all__ = ["Cited", "Place", "Places", "Row", "cites", "shares"]

_LONGEST = 300
#: Characters after the citing sentence that may go on telling what it cites.
_ON = 350
#: Characters of a page's furniture before and after its text that are searched for credits.
_EDGE = 400
#: The share that the readings of a place need together; set on the eighteen affairs, each left out of the fit.
_LEAST = 0.3
#: Words that a text of the case shares with the citing sentence's quotations before it is quoted.
_QUOTED_RUN = 3
#: Days that lie between two publications of the same day, week and quarter, about.
_DAY, _WEEK, _QUARTER = 2, 8, 90
#: Of the weight of what a body is said to say, the least that its document must have.
_OF_IT = 0.15
#: What the words around a name do where something is told by it.
_CITING = frozenset({"says", "told", "source", "hop", "noun", "has", "issued"})
#: A text named by what it is: "that article", "this newspaper", "the statement".
_SAME = re.compile(
    r"\b(?P<which>[Tt]his|[Tt]hat|[Tt]he same|[Tt]he|[Ii]ts|\w+['’]s)\s+(?:\w+\s+)?"
    r"(?P<what>newspaper|paper|article|story|statement|press release|report|agency|broadcaster|interview|post|piece|magazine|daily)\b"
)
#: A body named by its common noun: "the railway", "the mission", "the company".
_BODY = re.compile(r"\b[Tt]he\s+(?P<body>[a-z]{4,})\b(?=['’]?s?\s|[.,])")
_WRITES = re.compile(
    r"(?:['’]s)?\s+(?:[\w-]+\s+)?(?:writes|wrote|reports|reported|report|story|article|column|account|piece)\b|[^.\n]{0,30}\breport(?:s|ed)\b"
)
_IT = re.compile(
    r"(?:^|(?<=[.!?:]\s)|(?<=\n))It\s+(?=(?:also\s+)?(?:says|said|quotes|quoted|does|has|had|gives|puts|reports|reported)\b)"
)


class Place(NamedTuple):
    """A name in a text that may cite: where it stands, its sentence, the outlet it names and the texts it may mean."""

    text: Text
    start: int
    end: int
    low: int
    high: int
    outlet: OutletMention | None
    leads: tuple[tuple[int, str], ...]
    doing: frozenset[str]
    embedded: bool = False  # in a longer name: "the Nordic Mining Board" is not the Mining Board


class Row(NamedTuple):
    """A reading of a place: the text (position) that it means, or None for an outlet outside the case; its features."""

    place: Place
    target: int | None
    features: dict[str, float]


class Cited(NamedTuple):
    """A place that cites: the text of the case that it means, or None, the outlet's name, how, and how sure."""

    place: Place
    target: Text | None
    outlet: str | None
    kind: LinkKind
    sure: float
    evidence: Span


class Places:
    """The citing places of a case."""

    def __init__(
        self,
        readings: Sequence[Reading],
        texts: Sequence[Text],
        names: CaseNames,
        whose: Whose,
        statements: Iterable[Statement],
        shared: Set[tuple[int, int]],
    ) -> None:
        self.texts, self.names, self.whose, self.shared = texts, names, whose, shared
        self.page = {r.page.id: r.page.text for r in readings}
        self.topics = Topics(texts)
        self.models = fitted.load("citing")
        self.order = {t.passage.id: t.order for t in texts}
        self._of_key: dict[str, list[int]] = {}
        for ident, keys in whose.keys.items():
            if texts[order := self.order[ident]].passage.kind != "comment":
                for key in keys:
                    self._of_key.setdefault(key, []).append(order)
        self._keys = OutletKeys(self._of_key)
        self._children = {
            t.passage.id: [
                p
                for r in readings
                if r.page.id == t.passage.page
                for p in r.passages
                if p.parent == t.passage.id
            ]
            for t in texts
        }
        self._speech: dict[str, list[tuple[int, int, str]]] = {}
        for s in statements:
            found = self._speech.setdefault(s.page, [])
            if s.source.start is not None and s.source.end is not None:
                found.append((s.source.start, s.source.end, "source"))
            found += [(h.start, h.end, "hop") for h in s.chain if h.page == s.page]

    # -------------------------------------------------------------- places

    def of(self, text: Text) -> list[Place]:
        """The places of one text that may cite, in order."""
        page, passage = self.page[text.passage.page], text.passage
        holes = [(p.start, p.end) for p in self._children[passage.id] if p.kind != "boilerplate"]
        if (listed := entries_from(page, passage.start, passage.end)) is not None:
            holes.append((listed, passage.end))  # a list of references is read by itself
        low, high = self._frame(text)
        outlets = [m for m in self.names.find(page, low, high) if not _held(m.start, holes)]
        named = [n for n in self.whose.find(page, passage.start, passage.end) if not _held(n.start, holes)]
        outlets = [
            m for m in outlets if not any(_wider(n, m) for n in named)
        ]  # "The Times" of The Times-Picayune
        found = [self._place(text, m.start, m.end, m, self._leads(m, named)) for m in outlets]
        found += [
            self._place(text, n.start, n.end, None, n.leads)
            for n in named
            if not any(m.start < n.end and n.start < m.end for m in outlets)
        ]
        found.sort(key=lambda p: p.start)
        return sorted([*found, *self._again(text, found, holes)], key=lambda p: (p.start, p.end))

    def _frame(self, text: Text) -> tuple[int, int]:
        """The passage with the page's furniture before and after it, where its credits may stand."""
        passage = text.passage
        if passage.parent is not None or passage.kind not in ("article", "post"):
            return passage.start, passage.end
        others = [
            t.passage for t in self.texts if t.passage.page == passage.page and t.passage.parent is None
        ]
        low = max((p.end for p in others if p.end <= passage.start), default=0)
        high = min((p.start for p in others if p.start >= passage.end), default=len(self.page[passage.page]))
        return max(low, passage.start - _EDGE), min(high, passage.end + _EDGE)

    def _leads(self, mention: OutletMention, named: Sequence[Named]) -> tuple[tuple[int, str], ...]:
        """The texts that the outlet's name may mean: those of its key, and those that its words lead to."""
        leads: dict[int, str] = {}
        first = mention.start + 4 * mention.name.lower().startswith("the ")
        for n in named:
            if n.start <= first and mention.end <= n.end:
                leads |= dict(n.leads)
        for key in which_can_be(mention, self._keys):
            for order in self._of_key[key]:
                leads.setdefault(order, "part" if mention.short else "publisher")
        return tuple(sorted(leads.items()))

    def _place(
        self, text: Text, start: int, end: int, outlet: OutletMention | None, leads: Sequence[tuple[int, str]]
    ) -> Place:
        page, passage = self.page[text.passage.page], text.passage
        inside = passage.start <= start < passage.end
        bounds = (passage.start, passage.end) if inside else self._frame(text)
        low, high = sentence_at(page, start, end, *bounds)
        acts = set(doing(page, *bounds, start, end))
        if not inside or any(p.start <= start < p.end for p in self._children[passage.id]):
            acts.add("furniture")
        acts |= {how for a, b, how in self._speech.get(passage.page, ()) if a <= start < b}
        if any(a <= start < b for a, b in quotation_ranges(page, low, high)):
            acts.add("quoted")
        known = outlet is not None and is_listed(outlet_key(outlet.name))
        embedded = not known and bool(leads) and in_longer_name(page, low, start)
        return Place(text, start, end, low, high, outlet, tuple(leads), frozenset(acts), embedded)

    def _again(self, text: Text, found: Sequence[Place], holes: Sequence[tuple[int, int]]) -> Iterator[Place]:
        """Texts meant without a name: "this newspaper", "that article", "It says" in a comment."""
        page, passage = self.page[text.passage.page], text.passage
        for match in _SAME.finditer(page, passage.start, passage.end):
            if _held(match.start(), holes) or any(
                p.start < match.end() and match.start() < p.end for p in found
            ):
                continue
            if match["which"].lower() == "this" and match["what"] in (
                "newspaper",
                "paper",
                "magazine",
                "daily",
            ):
                own = self.whose.of_key(self.whose.keys[passage.id]) - {passage.id}
                leads = [(self.order[ident], "own") for ident in sorted(own, key=self.order.__getitem__)]
            else:
                leads = self._before(text, found, match.start())
            if match["what"] in ("statement", "press release"):
                known = {order for order, _ in leads}
                owner = match["which"].lower()[:-2] if match["which"].endswith(("'s", "’s")) else None
                leads = [*leads, *((o, "document") for o in self.whose.issued(owner) if o not in known)]
            if leads:
                yield self._place(text, match.start(), match.end(), None, leads)
        for match in _BODY.finditer(page, passage.start, passage.end):
            leads = [(o, "document") for o in self.whose.issued(match["body"])]
            if leads and not _held(match.start(), holes):
                yield self._place(text, match.start(), match.end(), None, leads)
        for match in _IT.finditer(page, passage.start, passage.end):
            if (
                passage.kind == "comment"
                and not _held(match.start(), holes)
                and (leads := self._before(text, found, match.start()))
            ):
                yield self._place(text, match.start(), match.start() + 2, None, leads)

    def _before(self, text: Text, found: Sequence[Place], at: int) -> list[tuple[int, str]]:
        """What was named last before ``at``; in a comment that has named nothing, the text commented on."""
        last = [
            p
            for p in found
            if p.end <= at and p.leads and p.doing & {"says", "told", "source", "hop", "noun"}
        ]
        if last:
            return [(order, "again") for order, _ in last[-1].leads]
        main = self._main(text) if text.passage.kind == "comment" else None
        return [(main, "again")] if main is not None else []

    def _main(self, text: Text) -> int | None:
        same = [
            t
            for t in self.texts
            if t.passage.page == text.passage.page and t.passage.kind in ("article", "post")
        ]
        return same[0].order if same and same[0] is not text else None

    # -------------------------------------------------------------- readings of a place

    def rows(self, place: Place) -> list[Row]:
        """The texts of the case that the place may mean, and the outlet outside it, with their features.

        A photo's credit, an encyclopaedia's own line and a questioner's outlet mean nothing.
        """
        if place.doing & {"photo", "aside"}:
            return []
        passage, page = place.text.passage, self.page[place.text.passage.page]
        said = words_of(page, place.low, place.high).forms
        about = words_of(page, place.low, min(passage.end, place.high + _ON)).forms
        name = {*words_of(page, place.start, place.end).forms, *(d.lower() for d in WEEKDAYS)}
        said, about = tuple(f for f in said if f not in name), tuple(f for f in about if f not in name)
        rows: list[Row] = []
        shares: dict[int, float] = {}
        for order, _ in place.leads:
            other = self.texts[order]
            shares[order] = max(
                self.topics.shared(said, other.passage.id), 0.9 * self.topics.shared(about, other.passage.id)
            )
        possible = [
            (o, how)
            for o, how in place.leads
            if self._possible(place, self.texts[o])
            and (how != "author" or _WRITES.match(page, place.end))
            and not self._itself(place, self.texts[o], how)
            and not (self._says_much(place, o) and shares[o] < _OF_IT)
        ]
        for order, how in possible:
            other = self.texts[order]
            features = self._common(place) | self._of(place, other, how, shares[order])
            if shares[order] >= max(shares[o] for o, _ in possible):
                features["likest"] = 1.0
            features["alone"] = float(len(possible) == 1)
            if self.topics.phrase(said, other.passage.id, passage.id):
                features["phrase"] = 1.0
            rows.append(Row(place, order, features))
        if place.outlet is not None and self._may_be_outside(place.outlet):
            features = self._common(place) | self._outside(place)
            features["in case"] = float(bool(possible))
            features["best"] = max((shares[o] for o, _ in possible), default=0.0)
            rows.append(Row(place, None, features))
        return rows

    def _may_be_outside(self, outlet: OutletMention) -> bool:
        """Whether the name is an outlet's for itself, and not only because a page of the case bears it."""
        formed = bool(find_outlets(outlet.name, 0, len(outlet.name)))
        return formed or not any(outlet.key in keys for keys in self.whose.keys.values())

    def _possible(self, place: Place, other: Text) -> bool:
        """Not itself, not what holds it, nothing that appeared after it, and of the day that the words give."""
        own = place.text.passage
        if other.passage.id in (own.id, own.parent) or other.passage.kind == "comment" or place.embedded:
            return False
        now, when = published_on(own), published_on(other.passage)
        if when is None:
            return True
        ahead = "tomorrow" in self.page[own.page][place.low : place.high].lower()
        if now is not None and (when - now).days > int(ahead):
            return False
        near = beside(self.page[own.page], place.low, place.start, place.end, place.high)
        if stated := stated_day(near):
            return _close(stated, when)
        weekday = WEEKDAY.search(near)
        if weekday and now and not ahead:
            number = weekday_of(weekday.group(1))
            return (now - when).days <= _WEEK and when.weekday() in (number, (number + 1) % 7)
        return True

    def _says_much(self, place: Place, order: int) -> bool:
        """Whether the text is what a body put out, and the words do not say that it did: bodies say much."""
        return self.whose.is_document(order) and not place.doing & {"issued", "noun"}

    def _itself(self, place: Place, other: Text, how: str) -> bool:
        """Whether an outlet's text only names the outlet, and gives no day of an earlier text of its own."""
        own = place.text.passage
        named = bool(self.whose.sites[own.id] & self.whose.keys[other.passage.id]) and how not in (
            "own",
            "again",
        )
        near = beside(self.page[own.page], place.low, place.start, place.end, place.high)
        return named and other.passage.page != own.page and not (stated_day(near) or WEEKDAY.search(near))

    def _common(self, place: Place) -> dict[str, float]:
        features = {f"does {act}": 1.0 for act in place.doing}
        features["bias"] = 1.0
        features["comment"] = float(place.text.passage.kind == "comment")
        features["cites"] = float(cites(place))
        features["cites twice"] = float(len(place.doing & _CITING) > 1)
        return features

    def _of(self, place: Place, other: Text, how: str, share: float) -> dict[str, float]:
        own = place.text.passage
        features = {
            f"by {how}": 1.0,
            "share": share,
            "share of half": float(share >= 0.5),
            "share of a fifth": float(share >= 0.2),
        }
        if cites(place):
            features[f"cites by {how}"] = 1.0
        if "credit" in place.doing:
            features[f"credit by {how}"] = 1.0
        features["of this page"] = float(other.passage.page == own.page)
        if other.passage.parent == own.id:
            features["within"] = 1.0
        ours = self.whose.keys[own.id] if cites(place) else self.whose.sites[own.id]
        if ours & self.whose.keys[other.passage.id] and other.passage.page != own.page:
            features["own outlet"] = 1.0
        pair = (min(place.text.order, other.order), max(place.text.order, other.order))
        features["shared run"] = float(pair in self.shared)
        features |= self._when(place, other)
        return features

    def _when(self, place: Place, other: Text) -> dict[str, float]:
        now, when = published_on(place.text.passage), published_on(other.passage)
        if when is None:
            return {"when unknown": 1.0}
        near = beside(self.page[place.text.passage.page], place.low, place.start, place.end, place.high)
        out = {"day fits": float(bool(stated_day(near) or WEEKDAY.search(near)))}
        if now is None:
            return out | {"when unknown": 1.0}
        days = (now - when).days
        far = (
            "of the day"
            if days <= 2
            else "of the week"
            if days <= 8
            else "of the quarter"
            if days <= 90
            else "long ago"
        )
        return out | {far: 1.0}

    def _outside(self, place: Place) -> dict[str, float]:
        outlet, own = place.outlet, place.text.passage
        assert outlet is not None
        features = {
            "listed": float(is_listed(outlet_key(outlet.name))),
            "agency": float(is_agency(outlet_key(outlet.name))),
            "short": float(outlet.short),
            "formed": float(bool(find_outlets(outlet.name, 0, len(outlet.name)))),
            "shown": float(self.names.is_press(outlet.key)),
            "weak": float(outlet.key in self.names.weak),
            "own": float(any(can_be(outlet, key) for key in sorted(self.whose.sites[own.id]))),
        }
        if cites(place):
            features["cites & listed"] = features["listed"]
        words_of_own = any(can_be(outlet, key) for key in sorted(self.whose.keys[own.id]))
        features["own words"] = float(words_of_own and cites(place))
        stated = {outlet_key(name) for name in (own.publisher, own.agency) if name}
        for mark, holds in (("agency's line", features["agency"]), ("stated line", outlet.key in stated)):
            if holds and not features["own"] and place.doing & {"line", "dateline", "credit"}:
                features[mark] = 1.0
        return features

    # -------------------------------------------------------------- the choice

    def cited(self, text: Text) -> Iterator[Cited]:
        """The places of one text that cite, with what they mean."""
        for place in self.of(text):
            rows = self.rows(place)
            parts = shares(rows, self.models)
            if sum(parts) < _LEAST:
                continue
            inside = sum(p for p, row in zip(parts, rows, strict=True) if row.target is not None)
            dated = any(row.target is not None and row.features.get("day fits") for row in rows)
            kept = [
                (p, -n)
                for n, (p, row) in enumerate(zip(parts, rows, strict=True))
                if (row.target is not None) == (2 * inside >= sum(parts) or dated)
            ]
            if not kept:
                continue
            p, n = max(kept)
            if made := self._made(p, rows[-n]):
                yield made

    def _made(self, sure: float, row: Row) -> Cited | None:
        place = row.place
        page = self.page[place.text.passage.page]
        low, high = _window(page, place)
        evidence = make_span(place.text.passage.page, page, low, high)
        if evidence is None:
            return None
        target = self.texts[row.target] if row.target is not None else None
        outlet = (
            standard_name(place.outlet.name, place.outlet.key)
            if place.outlet and not place.outlet.short
            else None
        )
        kind: LinkKind = "reports"
        if target is not None and self._quotes(page, place, target):
            kind = "quotes"
        elif target is None and place.doing & {"line", "dateline", "credit"} and not cites(place):
            kind = "copies"
        elif "carried" in place.doing:
            kind = "mentions"
        return Cited(
            place, target, outlet or (place.outlet.name if place.outlet else None), kind, sure, evidence
        )

    def _quotes(self, page: str, place: Place, target: Text) -> bool:
        """Whether the sentence gives words inside quotation marks that stand in the text that it means."""
        theirs = " ".join(target.words.forms)
        spoken = (words_of(page, a, b).forms for a, b in quotation_ranges(page, place.low, place.high))
        return cites(place) and any(len(said) >= _QUOTED_RUN and " ".join(said) in theirs for said in spoken)


def cites(place: Place) -> bool:
    """Whether the words around the name say that something is told by it."""
    return bool(place.doing & _CITING)


def shares(rows: Sequence[Row], models: Mapping[str, Logistic]) -> list[float]:
    """The probability of each reading of one place; what is left to one is that it cites nothing."""
    scores = [models["outside" if row.target is None else "inside"].score(row.features) for row in rows]
    most = max([0.0, *scores])
    parts = [math.exp(score - most) for score in scores]
    total = sum(parts) + math.exp(-most)
    return [part / total for part in parts]


def _wider(named: Named, outlet: OutletMention) -> bool:
    """Whether a name that a page of the case bears holds the outlet's name and more."""
    whole = {how for _, how in named.leads} & {"publisher", "head"}
    holds = named.start <= outlet.end and named.end > outlet.end and named.start < outlet.end
    return bool(whole) and holds


def _held(at: int, holes: Sequence[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in holes)


def _close(stated: tuple[int, int], when: date) -> bool:
    """Whether the stated month and day are those of the publication, or a day beside them."""
    return any(
        (d.month, d.day) == stated for d in (date.fromordinal(when.toordinal() + n) for n in (-1, 0, 1))
    )


def _window(page: str, place: Place) -> tuple[int, int]:
    """The citing sentence, or what of it stands around the name where it is very long."""
    low, high = place.low, place.high
    if high - low <= _LONGEST:
        return low, high
    low, high = max(low, place.start - 140), min(high, place.end + 100)
    while low > place.low and not page[low - 1].isspace() and low < place.start:
        low += 1
    while high < place.high and not page[high].isspace() and high > place.end:
        high -= 1
    return low, high
