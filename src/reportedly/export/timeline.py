"""What the accounts date, and when they were published, as TimelineJS JSON and for Timesketch.

TimelineJS shows its texts as HTML, so all that comes from a page is escaped there.  A date that has no first day is
left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

from ..dates import Date, DateError
from ..records import Dossier, Value
from ..show.text import clean
from ..show.view import View

__all__ = ["render", "timesketch"]

Event = dict[str, Any]


def render(dossier: Dossier) -> bytes:
    """One event a dated answer, grouped by its episode, and one an account that says when it was published."""
    view = View(dossier)
    events = [event for event in (*_answers(view), *_accounts(view)) if event]
    told = {"title": {"text": {"headline": escape(clean(dossier.case)), "text": ""}}, "events": events}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def timesketch(dossier: Dossier) -> bytes:
    """JSON Lines for Timesketch: one line a quote that dates something, one a dated account.

    Timesketch wants a moment: it is the first of the first day that the date can be, and ``timestamp_desc`` says so.
    """
    view = View(dossier)
    rows: list[Event] = []
    for detail in view.details_of():
        for value in view.values_of(detail):
            first = _first(value.normalized) if value.type in ("date", "interval") else None
            for e in value.evidence if first else ():
                told = {
                    "message": f"{clean(detail.question)} {view.value(value.id)}",
                    "edtf": value.normalized,
                }
                name = view.account(e.passage) if e.passage else view.page(e.page)
                place = {"page": e.page, "start": e.start, "end": e.end, "quote": e.text}
                rows.append(_moment(first, "told") | told | {"account": name} | place)
    for passage in view.accounts:
        day = view.published(passage.id)
        if first := _first(day):
            name = view.account(passage.id)
            rows.append(_moment(first, "published") | {"message": name, "edtf": day, "account": name})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _first(edtf: str | None) -> date | None:
    try:
        return Date.parse(edtf or "").earliest
    except DateError:
        return None


def _moment(first: date | None, what: str) -> Event:
    return {"datetime": f"{first}T00:00:00+00:00", "timestamp_desc": f"{what}: first day that it can be"}


def _answers(view: View) -> Iterator[Event | None]:
    for detail in view.details_of():
        for value in view.values_of(detail):
            if value.type in ("date", "interval"):
                episode = view.episodes.get(detail.episode)
                event = _event(value.normalized, detail.question, _told(view, value))
                group = escape(clean(episode.title)) if episode else ""
                yield event and event | {"unique_id": value.id, "group": group}


def _told(view: View, value: Value) -> str:
    said = [
        f"<p>“{escape(clean(e.text))}” — {escape(view.account(e.passage) if e.passage else view.page(e.page))}</p>"
        for e in value.evidence
    ]
    return f"<p><b>{escape(view.value(value.id))}</b></p>" + "".join(said)


def _accounts(view: View) -> Iterator[Event | None]:
    for passage in view.accounts:
        title = f"<p>{escape(clean(passage.title))}</p>" if passage.title else ""
        event = _event(view.published(passage.id), view.account(passage.id), title)
        yield event and event | {"unique_id": passage.id, "group": "Published"}


def _event(edtf: str | None, headline: str, text: str) -> Event | None:
    try:
        when = Date.parse(edtf or "")
    except DateError:
        return None
    first, last = when.earliest, when.latest
    if first is None:
        return None
    precision = {"year": 1, "month": 2}.get(when.precision, 3)
    event: Event = {
        "start_date": dict(
            zip(("year", "month", "day"), (first.year, first.month, first.day)[:precision], strict=False)
        ),
        "display_date": escape(clean(edtf or "")),
        "text": {"headline": escape(clean(headline)), "text": text},
    }
    if when.is_interval and last is not None:
        event["end_date"] = {"year": last.year, "month": last.month, "day": last.day}
    return event
