"""The timeline as a drawing: a bar from the first to the last day that a date can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ..dates import MONTHS, Date, DateError
from ..records import Detail
from .text import short
from .view import View
from .words import date_words

__all__ = ["Bar", "Row", "Timeline", "timeline"]

_LABEL, _PLOT, _RIGHT = 330, 780, 24
_ROW, _TOP = 26, 34
#: A single day is drawn no narrower than this.
_DOT = 7.0
_TICKS = 9


class Bar(NamedTuple):
    """A date as drawn: ``x`` and ``width`` in drawing units; ``loose`` where it is approximate or open."""

    x: float
    width: float
    loose: bool
    words: str


class Row(NamedTuple):
    """A line of the timeline; a heading has no bar."""

    y: int
    label: str
    full: str
    bar: Bar | None
    href: str
    style: str


class Timeline(NamedTuple):
    """The drawing: its size, its ticks (x and label), its rows, and how many dates had no place on it."""

    width: int
    height: int
    left: int
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Row, ...]


class _Entry(NamedTuple):
    label: str
    edtf: str | None
    href: str
    style: str


def timeline(view: View, hrefs: Mapping[str, str]) -> Timeline | None:
    """Episodes with their dated values, then the accounts by when they were published; None without dates.

    ``hrefs`` says where a value leads.
    """
    entries = [e for e in _entries(view, hrefs) if e.edtf is None or _bounds(e.edtf)]
    entries = [
        e for e, after in zip(entries, [*entries[1:], None], strict=True) if e.edtf or (after and after.edtf)
    ]  # a heading with nothing under it says nothing
    days = [day for e in entries if e.edtf for day in _bounds(e.edtf) or ()]
    if not days:
        return None
    first, last = min(days), max(days)
    margin = max(timedelta(days=2), (last - first) / 30)
    first, last = first - margin, last + margin
    scale = _PLOT / (last - first).days

    def x(day: date) -> float:
        return round(_LABEL + (day - first).days * scale, 1)

    rows = []
    for n, e in enumerate(entries):
        bar = None
        if e.edtf and (bounds := _bounds(e.edtf)):
            start, end = x(bounds[0]), x(bounds[1] + timedelta(days=1))
            width = max(_DOT, end - start)
            parsed = Date.parse(e.edtf)
            loose = parsed.approximate or parsed.uncertain or parsed.earliest is None or parsed.latest is None
            bar = Bar(start, round(width, 1), loose, date_words(e.edtf))
        rows.append(
            Row(_TOP + n * _ROW, short(e.label, 46 if e.edtf else 120), e.label, bar, e.href, e.style)
        )
    height = _TOP + len(rows) * _ROW + 8
    ticks = tuple((x(day), label) for day, label in _ticks(first, last))
    return Timeline(_LABEL + _PLOT + _RIGHT, height, _LABEL, ticks, tuple(rows))


def _entries(view: View, hrefs: Mapping[str, str]) -> Iterator[_Entry]:
    for episode in view.dossier.episodes:
        details = view.details_of(episode.id)
        dated = [
            (d, v)
            for d in details
            for v in view.values_of(d)
            if v.type in ("date", "interval") and v.normalized
        ]
        if not details and not dated:
            continue
        yield _Entry(episode.title, None, "", "heading")
        if episode.earliest or episode.latest:
            ends = dict.fromkeys(d for d in (episode.earliest, episode.latest) if d and "/" not in d)
            yield _Entry("the whole episode", "/".join(ends) or episode.earliest, "", "episode")
        for detail, value in dated:
            label = f"{_slot(detail)}: {view.value(value.id)}"
            yield _Entry(label, value.normalized, hrefs.get(value.id, ""), f"status-{detail.status}")
    yield _Entry("Published", None, "", "heading")
    for account in view.accounts:
        published = account.published
        if published.edtf is None and account.parent is None:
            published = view.pages[account.page].published
        if published.edtf and account.kind != "comment":
            style = "published" if published.basis == "stated" else "inferred"
            yield _Entry(view.account(account.id), published.edtf, f"#t-{account.id}", style)


def _slot(detail: Detail) -> str:
    return detail.slot.replace("_", " ")


def _bounds(edtf: str) -> tuple[date, date] | None:
    """First and last day; an open end is drawn as far as the other."""
    try:
        parsed = Date.parse(edtf)
    except DateError:
        return None
    first, last = parsed.earliest, parsed.latest
    if first is None and last is None:
        return None
    return first or last or date.min, last or first or date.max


def _ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """Up to about nine round dates between ``first`` and ``last``."""
    days = (last - first).days
    for step in (1, 2, 7, 14):
        if days / step <= _TICKS:
            day = first + timedelta(days=1)
            while day < last:
                yield day, date_words(day.isoformat()).rsplit(" ", 1)[0]
                day += timedelta(days=step)
            return
    for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200):
        if days / (30.4 * months) <= _TICKS:
            break
    month = first.year * 12 + first.month
    month += -month % months if months <= 12 else -month % 12
    if months > 12:
        years = months // 12
        month = -(-(month // 12) // years) * years * 12
    while (day := date(month // 12, month % 12 + 1, 1)) < last:
        if day >= first:
            yield day, str(day.year) if months >= 12 else f"{MONTHS[day.month - 1][:3]} {day.year}"
        month += months
