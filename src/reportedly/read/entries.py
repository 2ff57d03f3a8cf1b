"""The entries of a live page: short texts under a time of day each, on a page that gives the day once.

Reporters keep such a page for hours, newest entry first.  A chronicle of what happened has times of day
too, in the order of the clock; it counts as a live page only where its head says that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import msgspec

from ..records import Passage
from .draft import Draft
from .lines import Line, is_headline, terminal

__all__ = ["CLOCK", "Entry", "add_entries", "find_entries"]

_TIME = (
    r"(?:(?P<h>\d{1,2})(?:[:.h](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|(?P<hh>[01]?\d|2[0-3])[:.h](?P<mm>[0-5]\d)(?::[0-5]\d)?"
    r"|(?P<hhh>[01]\d|2[0-3])(?P<mmm>[0-5]\d)(?=\s?(?:GMT|UTC|BST|CES?T|[ECMP][SD]?T|IST|hrs?\b|h\b|:\s)))"
)
_ZONE = r"(?:\s?\(?(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|hrs?|h|local time|local)\)?)?"
#: A line that gives a time of day and nothing else.
CLOCK = re.compile(rf"\[?{_TIME}{_ZONE}\]?\s?[.:|–—-]?", re.IGNORECASE)
_OPENS = re.compile(rf"\[?{_TIME}{_ZONE}\]?\s?(?:[:|–—]|-(?=\s))\s*(?=[^\W\d_]|[\"“‘])", re.IGNORECASE)
_LIVE = re.compile(
    r"\b(?:live(?:[- ]?blog|ticker| (?:updates?|coverage|text|report))?|as it happened|minute[- ]by[- ]minute|rolling (?:coverage|updates?)|ticker|the latest|latest updates|newest (?:\w+ )?first)\b",
    re.IGNORECASE,
)
_LEAST = 3
_DAY = 24 * 60


class Entry(NamedTuple):
    """Lines ``first`` to ``last`` (inclusive), the minute of its day, and how many days before the newest."""

    first: int
    last: int
    minute: int
    days: int


def find_entries(lines: Sequence[Line], first: int, last: int) -> tuple[list[Entry], bool]:
    """The entries in lines ``first`` to ``last``, none where it is no live page; whether the newest stands first."""
    clocks = [(i, m) for i in range(first, last + 1) if (m := _clock(lines[i].text)) is not None]
    held = [(i, m) for (i, m), (k, _) in pairwise([*clocks, (last + 1, 0)]) if _tells(lines, i, k)]
    if len(held) < _LEAST or len(held) < len(clocks) - 1:
        return [], False
    times = [m for _, m in held]
    # The order is that in which the page took the fewer hours.
    newest = sum((a - b) % _DAY for a, b in pairwise(times)) < sum((b - a) % _DAY for a, b in pairwise(times))
    turns = [n for n, (a, b) in enumerate(pairwise(times)) if (b > a if newest else b < a)]
    named = any(
        _LIVE.search(line.text) for line in lines[max(0, held[0][0] - 12) : held[0][0]] if line.words <= 40
    )
    if len(turns) > 1 or not (newest or named):
        return [], False
    entries = [
        Entry(i, (held[n + 1][0] if n + 1 < len(held) else last + 1) - 1, m, sum(t < n for t in turns))
        for n, (i, m) in enumerate(held)
    ]
    return entries, newest


def _clock(text: str) -> int | None:
    """The minute of the day that the line gives or begins with."""
    match = CLOCK.fullmatch(text) or _OPENS.match(text)
    if match is None:
        return None
    hour, minute = (
        int(match["h"] or match["hh"] or match["hhh"]),
        int(match["m"] or match["mm"] or match["mmm"] or 0),
    )
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return hour * 60 + minute


def _tells(lines: Sequence[Line], i: int, until: int) -> bool:
    """Whether a text stands under or behind the time in line ``i``."""
    return any(
        x.prose or (x.words >= 4 and terminal(x.text)) for x in lines[i:until] if not CLOCK.fullmatch(x.text)
    )


def add_entries(draft: Draft, text: Passage) -> None:
    """Passages for the entries of ``text``, each with the day of the page and its own time."""
    inside = [i for i, line in enumerate(draft.lines) if text.start <= line.start < text.end]
    entries, newest = find_entries(draft.lines, inside[0], inside[-1]) if inside else ([], False)
    day = _date(text.published.edtf)
    for entry in entries:
        line = draft.lines[entry.first]
        told = None
        # Of a page that goes on past midnight the day is known only where the newest entry stands on top.
        if day and (newest or not entries[-1].days):
            on = day - timedelta(days=entry.days)
            told = f"{on.isoformat()}T{entry.minute // 60:02}:{entry.minute % 60:02}"
        alone = CLOCK.fullmatch(line.text)
        match = alone or _OPENS.match(line.text)
        span = (line.start, line.start + len(match[0].rstrip(" :|–—-"))) if match else None
        made = draft.add(
            text.kind,
            entry.first,
            entry.last,
            text.id,
            title=_title(draft.lines, entry) if alone else None,
            author=text.author,
            publisher=text.publisher,
            agency=text.agency,
            published=draft.published(told, span),
        )
        draft.out = [
            msgspec.structs.replace(p, parent=made.id)
            if p is not made and p.parent == text.id and made.start <= p.start and p.end <= made.end
            else p
            for p in draft.out
        ]


def _title(lines: Sequence[Line], entry: Entry) -> str | None:
    below = entry.first + 1
    if (
        below < entry.last
        and is_headline(lines[below])
        and not lines[below].prose
        and not terminal(lines[below].text)
    ):
        return lines[below].text
    return None


def _date(edtf: str | None) -> date | None:
    try:
        return date.fromisoformat((edtf or "")[:10])
    except ValueError:
        return None
