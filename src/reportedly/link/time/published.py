"""When an undated passage was published: an interval, with the evidence.

Four things bound it.  Who cites it came after it, and a citing account may name the day itself ("the daily,
which reported Tuesday that ...").  What it cites came before it.  What stands inside another text is older
than that text.  What it tells as past, with its date or with the date that a linked account gives for the
same day of the year, had happened.  Evidence that excludes itself leaves the date unknown and is a finding.
Nothing is inferred where there is no such evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from ...dates import Date
from ...names.outlets import OutletMention, find_outlets
from ...names.press import same_outlet
from ...read.bylines import filing_day
from ...records import DateForm, DateMention, Extraction, Finding, Link, Passage, Published, Reading, Span
from ...vocab import words
from .anchored import anchored
from .dates import solve, weekday_findings
from .halves import with_halves
from .solver import as_date
from .years import with_years_of_affair

__all__ = ["Dated", "date_pages"]

#: Passages that are somebody's account, and so have a date of publication.
_ACCOUNTS = frozenset({"article", "post", "quoted_article", "comment"})
#: Days between two citing accounts' days of one report within which both are kept.
_NEAR = 3
#: Characters within which an outlet's name stands beside a day.
_NAME = 60
#: Within this time of its dateline a text is printed.
_PRINTED = timedelta(days=2)
#: An inference can rest on another; more rounds than this are not made.
_ROUNDS = 4


class Dated(NamedTuple):
    """The pages with the dates of publication that could be inferred, and all time expressions solved."""

    readings: tuple[Reading, ...]
    dates: tuple[DateMention, ...]
    findings: tuple[Finding, ...]


class _Bound(NamedTuple):
    """Published not before ``low`` and not after ``high``; ``told``: an account names the day itself."""

    low: date | None
    high: date | None
    evidence: Span | None
    told: bool = False


def date_pages(
    readings: Sequence[Reading], extractions: Sequence[Extraction], links: Sequence[Link]
) -> Dated:
    """Infer the dates of publication that are not stated, and solve every time expression."""
    return _Dating(readings, extractions, links).run()


class _Dating:
    def __init__(
        self, readings: Sequence[Reading], extractions: Sequence[Extraction], links: Sequence[Link]
    ) -> None:
        self.readings = list(readings)
        self.extractions = extractions
        self.links = links
        self.passages: dict[str, Passage] = {p.id: p for r in readings for p in r.passages}
        self.text = {r.page.id: r.page.text for r in readings}
        self.forms: dict[str, DateForm] = {f.id: f for e in extractions for f in e.date_forms}
        #: What ``read`` took from an address no nearer than a month: further evidence may narrow it.
        self.coarse = {
            p.id: day
            for p in self.passages.values()
            if p.published.basis == "inferred"
            and (day := as_date(p.published.edtf))
            and day.precision not in ("day", "time")
        }
        self.undated = [
            p.id
            for r in readings
            for p in r.passages
            if (p.published.edtf is None or p.id in self.coarse) and p.kind in _ACCOUNTS
        ]
        self.solved: dict[str, list[DateMention]] = {}
        self.findings: list[Finding] = []
        self._solve({r.page.id for r in readings})

    def run(self) -> Dated:
        for _ in range(_ROUNDS):
            changed = {
                id_: published
                for id_ in self.undated
                if (published := self._infer(id_)) != self.passages[id_].published
            }
            if not changed:
                break
            for id_, published in changed.items():
                self.passages[id_] = msgspec.structs.replace(self.passages[id_], published=published)
            self._solve({self.passages[id_].page for id_ in changed})
        dates = self._anchored()
        found = (*self._conflicts(), *weekday_findings(dates, self.forms.values()))
        return Dated(tuple(self._reading(r) for r in self.readings), dates, found)

    def _anchored(self) -> tuple[DateMention, ...]:
        """All time expressions, those counted from a happening dated by the linked accounts too."""
        near: dict[str, list[str]] = {}
        for link in self.links:
            if link.target.passage and link.target.passage != link.source:
                near.setdefault(link.source, []).append(link.target.passage)
                near.setdefault(link.target.passage, []).append(link.source)
        found = [m for r in self.readings for m in self.solved[r.page.id]]
        days = {id_: as_date(p.published.edtf) for id_, p in self.passages.items()}
        dates = with_years_of_affair(found, self.forms, days)
        dates = anchored(dates, self.forms, {id_: sorted(set(others)) for id_, others in near.items()})
        return tuple(with_halves(dates, self.forms))

    def _solve(self, pages: set[str]) -> None:
        for reading, extraction in zip(self.readings, self.extractions, strict=True):
            if reading.page.id in pages:
                self.solved[reading.page.id] = solve(
                    extraction, [self.passages[p.id] for p in reading.passages]
                )

    def _reading(self, reading: Reading) -> Reading:
        """The reading with its passages' inferred dates; a page has that of its one main passage."""
        passages = tuple(self.passages[p.id] for p in reading.passages)
        page = reading.page
        main = [p for p in passages if p.parent is None and p.kind in ("article", "post")]
        if page.published.edtf is None and len(main) == 1:
            page = msgspec.structs.replace(page, published=main[0].published)
        return msgspec.structs.replace(reading, page=page, passages=passages)

    # -------------------------------------------------------------- from bounds to a date

    def _infer(self, id_: str) -> Published:
        """What the bounds allow; a dateline without its year gives the day where they leave it one year."""
        passage = self.passages[id_]
        bounds = list(self._bounds(passage))
        found = _joined(bounds)
        if (filed := self._filed(passage, as_date(found.edtf))) is not None:
            nearer = _joined([*bounds, filed])
            found = nearer if nearer.edtf else found
        coarse, nearest = self.coarse.get(id_), as_date(found.edtf)
        if coarse and (
            nearest is None or (nearest.earliest, nearest.latest) == (coarse.earliest, coarse.latest)
        ):
            return Published(coarse.edtf, "inferred", passage.published.evidence)
        return found

    def _filed(self, passage: Passage, within: Date | None) -> _Bound | None:
        """A text is printed on the day of its dateline or within two days of it."""
        if within is None or within.earliest is None or within.latest is None:
            return None
        filed = filing_day(self.text[passage.page], passage.start, passage.end)
        if filed is None:
            return None
        (month, day), (start, end) = filed
        years = sorted({within.earliest.year, within.latest.year})
        days = [found for year in years if (found := _day(year, month, day))]
        fits = [d for d in days if within.earliest - _PRINTED <= d <= within.latest]
        if len(fits) != 1:
            return None
        text = self.text[passage.page][start:end]
        return _Bound(fits[0], fits[0] + _PRINTED, Span(passage.page, start, end, text))

    def _conflicts(self) -> Iterator[Finding]:
        for id_ in self.undated:
            passage = self.passages[id_]
            bounds = list(self._bounds(passage))
            if passage.published.edtf is None and any(b.low or b.high for b in bounds):
                yield Finding(
                    passage.page,
                    "published",
                    "The evidence for its date of publication excludes itself, so it is left unknown.",
                    _evidence(bounds),
                )

    def _bounds(self, passage: Passage) -> Iterator[_Bound]:
        for link in self.links:
            if link.kind == "copies":
                continue  # of two copies, which came first is often only guessed
            if link.target.passage == passage.id and link.source != passage.id:
                yield from self._cited(link, passage)
            elif link.source == passage.id and link.target.passage:
                cited = self._published(link.target.passage)
                if cited and cited.earliest:
                    yield _Bound(cited.earliest, None, link.evidence)
                    yield from self._citing(link, passage, cited)
        outer = self._published(passage.parent) if passage.parent else None
        if outer and outer.latest and not passage.role:  # a note on a text is later than it
            yield _Bound(None, outer.latest, None)
        if day := self.coarse.get(passage.id):
            yield _Bound(day.earliest, day.latest, None)
        yield from self._told_as_past(passage)

    def _published(self, id_: str) -> Date | None:
        passage = self.passages.get(id_)
        return as_date(passage.published.edtf) if passage else None

    # -------------------------------------------------------------- what bounds it

    def _cited(self, link: Link, passage: Passage) -> Iterator[_Bound]:
        """The citing account came later; and it may name the day."""
        citing = self._published(link.source)
        if citing and citing.latest:
            yield _Bound(None, citing.latest, link.evidence)
        source = self.passages[link.source]
        if link.evidence is None or link.kind == "comments_on":
            return
        for mention, evidence in self._days_of_publishing(link, source, passage):
            day = as_date(mention.edtf)
            if day and day.earliest and day.precision in ("day", "time"):
                yield _Bound(day.earliest, day.latest, evidence, told=True)

    def _citing(self, link: Link, passage: Passage, cited: Date) -> Iterator[_Bound]:
        """It names the day on which a dated account appeared: that fixes a "yesterday", and a bare weekday
        is one of the last seven days.
        """
        day = cited.earliest
        if day is None or link.kind == "comments_on" or cited.precision not in ("day", "time"):
            return
        for mention, evidence in self._days_of_publishing(
            link, passage, self.passages[link.target.passage or ""]
        ):
            fields = self.forms[mention.id].fields
            if "deictic" in fields and "step" not in fields:
                told = day - timedelta(days=int(fields["deictic"]))
                yield _Bound(told, told, evidence, told=True)
            elif fields.get("weekday") == str(day.isoweekday()) and not {"turn", "month"} & set(fields):
                yield _Bound(None, day + timedelta(days=6), evidence)

    def _days_of_publishing(
        self, link: Link, source: Passage, cited: Passage
    ) -> Iterator[tuple[DateMention, Span]]:
        """The days on which ``source`` says that the account it cites appeared."""
        if link.evidence is None:
            return
        names = [n for n in (cited.publisher, link.target.outlet) if n]
        for mention in self._mentions(source):
            if not _overlap(mention, link.evidence):
                continue
            named = next((at for at in self._outlets_beside(mention) if self._is_one_of(at, names)), None)
            if named is not None:
                yield mention, self._evidence(named, mention)

    def _is_one_of(self, outlet: OutletMention, names: Sequence[str]) -> bool:
        return any(same_outlet(outlet.name, name) for name in names)

    def _outlets_beside(self, mention: DateMention) -> Iterator[OutletMention]:
        """Outlets that the day belongs to: they take part in the verb of publishing beside it, or it stands
        with them as in "Monday's Evening Herald" and "(Evening Herald, 3 May)".
        """
        form, text = self.forms[mention.id], self.text[mention.page]
        if form.governor in words("timex", "publishing"):
            for start, end in form.parties:
                yield from find_outlets(text, start, end)
        if text[mention.end : mention.end + 2] in ("'s", "’s"):
            for outlet in find_outlets(text, mention.end + 2, mention.end + _NAME):
                if not text[mention.end + 2 : outlet.start].strip():
                    yield outlet
        for outlet in find_outlets(text, max(0, mention.start - _NAME), mention.start):
            if text[outlet.end : mention.start].strip(" \n") == ",":
                yield outlet

    def _evidence(self, outlet: OutletMention, mention: DateMention) -> Span:
        a, b = min(outlet.start, mention.start), max(outlet.end, mention.end)
        return Span(mention.page, a, b, self.text[mention.page][a:b])

    def _told_as_past(self, passage: Passage) -> Iterator[_Bound]:
        """Days that the passage tells as past: dated by itself, or by an account that is linked to it."""
        known = self._days_of_linked(passage.id)
        for mention in self._mentions(passage):
            form = self.forms[mention.id]
            day = as_date(mention.edtf) if mention.anchor == "stated" and "dateline" in form.fields else None
            if day and day.earliest:
                yield _Bound(day.earliest, None, _span(mention))
                continue
            if form.tense != "past" or form.governor is None or mention.type not in ("DATE", "TIME"):
                continue
            day = as_date(mention.edtf) if mention.anchor == "stated" else None
            if day and day.earliest and day.precision in ("time", "day", "month", "year"):
                yield _Bound(day.earliest, None, _span(mention))
            elif "day" in form.fields and "year" not in form.fields:
                day = known.get((form.fields.get("month", ""), form.fields["day"]))
                if day and day.earliest:
                    # A report leaves the year out for a year at most.
                    yield _Bound(day.earliest, day.earliest + timedelta(days=365), _span(mention))

    def _days_of_linked(self, id_: str) -> dict[tuple[str, str], Date]:
        """The days that accounts linked to the passage name, by month and day of the month."""
        linked = sorted(
            {link.source for link in self.links if link.target.passage == id_}
            | {link.target.passage for link in self.links if link.source == id_ and link.target.passage}
        )
        days: dict[tuple[str, str], Date] = {}
        for other in linked:
            if other == id_ or self.passages[other].published.edtf is None:
                continue
            for mention in self._mentions(self.passages[other]):
                fields = self.forms[mention.id].fields
                day = as_date(mention.edtf)
                if day and "day" in fields and "month" in fields:
                    days.setdefault((fields["month"], fields["day"]), day)
        return days

    def _mentions(self, passage: Passage) -> Iterator[DateMention]:
        return (m for m in self.solved[passage.page] if m.passage == passage.id and m.id in self.forms)


def _joined(bounds: Sequence[_Bound]) -> Published:
    """The interval that all bounds allow; unknown where they exclude each other or there are none."""
    low = max((b.low for b in bounds if b.low and not b.told), default=None)
    high = min((b.high for b in bounds if b.high and not b.told), default=None)
    told = [b for b in bounds if b.told and b.low and b.high]
    if told:
        first, last = min(b.low for b in told if b.low), max(b.high for b in told if b.high)
        if (last - first).days > _NEAR or (low and last < low) or (high and first > high):
            return Published()
        low, high = max(first, low or first), min(last, high or last)
        bounds = told
    if (low is None and high is None) or (low and high and low > high):
        return Published()
    used = [b for b in bounds if told or (low and b.low == low) or (high and b.high == high)]
    return Published(Date.between(low, high).edtf, "inferred", _evidence(used))


def _evidence(bounds: Sequence[_Bound]) -> tuple[Span, ...]:
    spans = {(b.evidence.page, b.evidence.start, b.evidence.end): b.evidence for b in bounds if b.evidence}
    return tuple(spans.values())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _span(mention: DateMention) -> Span:
    return Span(mention.page, mention.start, mention.end, mention.text)


def _overlap(a: DateMention, b: Span) -> bool:
    return a.page == b.page and a.start < b.end and b.start < a.end
