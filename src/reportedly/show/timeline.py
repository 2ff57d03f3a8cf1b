"""The timeline: what the accounts date, earliest first, as bars on one scale that is broken where nothing happens.

All places are fractions of the drawing's width, so that a drawing has no size of its own: it fits a phone and a
sheet of paper alike, and its words are text beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from ..dates import MONTHS, Date, DateError
from ..records import Detail, Episode, Value
from .view import View

__all__ = ["Bar", "Dot", "Group", "Row", "Scale", "Tick", "Timeline", "timeline"]

#: A gap as long as all else together is broken, and drawn as wide as this part of the scale.
_LARGEST_GAP, _BROKEN = 0.5, 0.05
#: No more gaps than this are broken.
_BREAKS = 6
#: There are about so many ticks, and two stand no closer than this.
_TICKS, _CLOSEST = 6, 0.09
#: Dots of publications that are closer than this are stacked.
_DOT = 0.014
#: More publications than this are drawn together where they are close.
_VERY_MANY = 150


class Bar(NamedTuple):
    """Where a date lies: ``start`` and ``width`` as fractions; ``loose`` where it is approximate or open."""

    start: float
    width: float
    loose: bool


class Tick(NamedTuple):
    """A round date, and where it stands."""

    at: float
    label: str


class Row(NamedTuple):
    """A dated answer of a question; ``first`` where it is its question's first."""

    detail: Detail
    value: Value
    bar: Bar
    clash: bool
    first: bool


class Group(NamedTuple):
    """An episode and its rows: questions by their earliest answer, answers by date."""

    episode: Episode
    rows: tuple[Row, ...]


class Dot(NamedTuple):
    """An account by when it was published; ``level`` is its place in a stack; ``stated`` or inferred.

    Where there are very many, a dot stands for all of its time, ``number`` of them, and is the first's.
    """

    account: str
    at: float
    level: int
    stated: bool
    number: int


class Timeline(NamedTuple):
    """The drawing; ``breaks`` are where the scale is broken, ``clocks`` answers that give a time of day alone."""

    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    groups: tuple[Group, ...]
    published: tuple[Dot, ...]
    clocks: tuple[Row, ...]


class Scale:
    """A way from moments to fractions: linear between the dates that matter, long gaps cut short.

    ``dates`` are first and last moments; what lies within one date is no gap.
    """

    def __init__(self, dates: Collection[tuple[datetime, datetime]]) -> None:
        days = sorted({moment for date in dates for moment in date})
        lengths = [(b - a).total_seconds() for a, b in pairwise(days)]
        whole_dates = {n for n, ends in enumerate(pairwise(days)) if ends in set(dates)}
        broken: set[int] = set()
        while len(broken) < _BREAKS:
            left = {n: s for n, s in enumerate(lengths) if n not in broken}
            longest = max(left.keys() - whole_dates, key=lambda n: (left[n], n), default=None)
            if longest is None or len(left) < 2 or left[longest] < _LARGEST_GAP * sum(left.values()):
                break
            broken.add(longest)
        whole = sum(s for n, s in enumerate(lengths) if n not in broken)
        room = 0.96 - _BROKEN * len(broken)
        at, self._stops = 0.02, [(days[0], 0.02)]
        self.breaks: list[float] = []
        for n, (_, end) in enumerate(pairwise(days)):
            if n in broken:
                self.breaks.append(round(at + _BROKEN / 2, 4))
                at += _BROKEN
            else:
                at += room * lengths[n] / whole
            self._stops.append((end, at))
        self.days = days
        self.broken = [(days[n], days[n + 1]) for n in sorted(broken)]

    def __call__(self, moment: datetime) -> float:
        stops = self._stops
        if moment <= stops[0][0]:
            return stops[0][1]
        for (a, x), (b, y) in pairwise(stops):
            if moment <= b:
                return round(x + (y - x) * ((moment - a) / (b - a)), 4)
        return stops[-1][1]


def timeline(view: View) -> Timeline | None:
    """Episodes with their dated answers, and the accounts by when they were published; None without dates."""
    dated = {
        (d.id, v.id): ends
        for d in view.dossier.details
        for v in d.values
        if v.type in ("date", "interval") and (ends := _ends(v.normalized))
    }
    published = [
        (a, p, e)
        for a in view.accounts
        if a.kind != "comment" and (p := view.published(a.id)) and "/" not in p and (e := _ends(p))
    ]
    dates = [*dated.values(), *(e for _, _, e in published)]
    clocks = tuple(_clocks(view))
    if not dates:
        return Timeline((), (), (), (), clocks) if clocks else None
    if len({moment for ends in dates for moment in ends}) == 1:
        dates.append((dates[0][0], dates[0][0] + timedelta(days=1)))
    scale = Scale(dates)
    groups = [_group(view, e, dated, scale) for e in view.dossier.episodes]
    groups.sort(key=lambda g: min((row.bar.start for row in g.rows), default=0.0))
    dots = _dots([(a.id, scale(e[0]), a.published.basis == "stated") for a, _, e in published])
    return Timeline(
        tuple(_ticks(scale)),
        tuple(scale.breaks),
        tuple(g for g in groups if g.rows),
        tuple(dots),
        clocks,
    )


def _group(
    view: View,
    episode: Episode,
    dated: dict[tuple[str, str], tuple[datetime, datetime]],
    scale: Scale,
) -> Group:
    questions = []
    for detail in view.details_of(episode.id):
        values = [v for v in detail.values if (detail.id, v.id) in dated]
        values.sort(key=lambda v: dated[detail.id, v.id])
        if values:
            questions.append((dated[detail.id, values[0].id], detail, values))
    rows = []
    for _, detail, values in sorted(questions, key=lambda q: q[0]):
        opposed = view.conflicting(detail)
        for n, v in enumerate(values):
            bar = _bar(scale, dated[detail.id, v.id], v.normalized or "")
            rows.append(Row(detail, v, bar, v.id in opposed, n == 0))
    return Group(episode, tuple(rows))


def _bar(scale: Scale, ends: tuple[datetime, datetime], edtf: str) -> Bar:
    start, end = scale(ends[0]), scale(ends[1])
    loose = edtf[-1:] in tuple("?~%") or edtf.startswith("..") or edtf.endswith("..") or "~" in edtf
    return Bar(start, round(max(0.0, end - start), 4), loose)


def _clocks(view: View) -> Iterator[Row]:
    """Answers that are a time of day without a day, by the hour."""
    rows = []
    for detail in view.dossier.details:
        opposed = view.conflicting(detail)
        values = [v for v in detail.values if (v.normalized or "").startswith("T")]
        values.sort(key=lambda v: v.normalized or "")
        for n, v in enumerate(values):
            try:
                clock = time.fromisoformat((v.normalized or "")[1:])
            except ValueError:
                continue
            at = 0.02 + 0.96 * (clock.hour * 60 + clock.minute) / 1440
            rows.append(Row(detail, v, Bar(round(at, 4), 0.0, False), v.id in opposed, n == 0))
    yield from rows


def _dots(places: list[tuple[str, float, bool]]) -> Iterator[Dot]:
    """A dot an account; those that would lie on each other stand in a stack, or are one where they are very many."""
    places.sort(key=lambda p: p[1])
    if len(places) > _VERY_MANY:
        for _, near in groupby(places, key=lambda p: int(p[1] / _DOT)):
            account, at, stated = (together := list(near))[0]
            yield Dot(account, at, 0, stated, len(together))
        return
    row: list[tuple[float, int]] = []
    for account, at, stated in places:
        taken = {level for x, level in row if abs(at - x) < _DOT}
        level = next(n for n in range(len(row) + 1) if n not in taken)
        row.append((at, level))
        yield Dot(account, at, level, stated, 1)


# ------------------------------------------------------------------ dates as moments


def _ends(edtf: str | None) -> tuple[datetime, datetime] | None:
    """The first and the last moment of a date; an open end lies where the other does."""
    day, _, clock = (edtf or "").partition("T")
    try:
        parsed = Date.parse(day)
    except DateError:
        return None
    first, last = parsed.earliest, parsed.latest
    if first is None and last is None:
        return None
    start, end = first or last or date.min, last or first or date.max
    if clock and start == end:
        try:
            moment = datetime.combine(start, time.fromisoformat(clock[:5]))
        except ValueError:
            pass
        else:
            return moment, moment
    return datetime.combine(start, time.min), datetime.combine(end, time(23, 59))


def _ticks(scale: Scale) -> Iterator[Tick]:
    """Where the scale begins and goes on after each break, and round dates between as far as there is room."""
    starts = [scale.days[0], *(end for _, end in scale.broken)]
    ends = [*(start for start, _ in scale.broken), scale.days[-1]]
    shown: list[float] = []
    for start, end in zip(starts, ends, strict=True):
        room = int((scale(end) - scale(start)) / _CLOSEST)
        for moment in [start, *_round(start, end, min(room, _TICKS))]:
            at = scale(moment)
            if not any(abs(at - x) < _CLOSEST for x in shown):
                shown.append(at)
                yield Tick(at, _label(moment, scale.days[-1] - scale.days[0], end - start))


def _label(moment: datetime, whole: timedelta, part: timedelta) -> str:
    month = MONTHS[moment.month - 1][:3]
    if whole.days <= 2:
        return f"{moment.day} {month} {moment:%H:%M}"
    if part.days > 730:
        return str(moment.year)
    return f"{moment.day} {month} {moment.year}" if part.days <= 60 else f"{month} {moment.year}"


def _round(first: datetime, last: datetime, most: int) -> Iterator[datetime]:
    """At most so many round dates between two moments: days, firsts of months, of quarters or of years."""
    days = (last - first).days
    if not most or not days:
        return
    if days <= 60:
        step = -(-days // most)
        day = datetime.combine(first.date(), time.min) + timedelta(days=step)
        while day < last:
            yield day
            day += timedelta(days=step)
        return
    months = next((m for m in (1, 2, 3, 6, 12, 24, 60, 120, 240) if days / (30.4 * m) <= most), 600)
    month = first.year * 12 + first.month
    month += -month % months
    while (day := datetime(month // 12, month % 12 + 1, 1)) < last:
        yield day
        month += months
