"""Dates that a page states of itself: in its head, under a comment, in a copyright line.

Only complete calendar dates are read here, with their time of day where it stands beside them; time
expressions in running prose are ``extract``'s.  Values are EDTF (ISO 8601-2): ``2006-12-09`` or
``2006-12-09T19:55``, local time as written.  A numeric date whose day and month cannot be told apart is
read only where another date of the same page shows the order, and is otherwise unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..vocab import load

__all__ = ["MONTHS", "Stamp", "Stamps", "day_first", "revises", "url_date"]


class Stamp(NamedTuple):
    """Characters ``start`` to ``end`` of a line and the EDTF value; None where it cannot be told."""

    start: int
    end: int
    edtf: str | None
    weekday: bool


#: Names of months as pages print them, in lower case, and their numbers.
MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(load("calendar")["months"], 1) for name in names
}
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_WEEKDAY = "|".join(sorted((re.escape(w) for w in load("calendar")["weekdays"]), key=len, reverse=True))
_DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th|\.|º)?"
_TIME = (
    r"(?:(?P<h{0}>\d{{1,2}})(?:[:.h](?P<m{0}>\d\d)(?:[:.]\d\d(?:\.\d+)?)?)?\s?(?P<half{0}>[ap])\.?m\b\.?"
    r"|(?P<hh{0}>[0-2]?\d)(?:[:h]|\.(?=[0-5]\d\s?(?:GMT|BST|UTC|CES?T|IST|EDT|EST|hrs)\b))(?P<mm{0}>[0-5]\d)(?::[0-5]\d)?(?!\d))"
)
_ZONE = r"(?:\s*(?:\(?(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|Z|hrs?|IST)\b\)?|[+-]\d\d:?\d\d))?"
_BETWEEN = r"(?:\s*(?:[,/|@·•»-]|at|um|à|alle|a las)\s*|\s+)"

_DATE = re.compile(
    rf"(?:{_TIME.format(0)}{_ZONE}{_BETWEEN}(?:on\s+)?)?"
    rf"(?P<weekday>\b(?:{_WEEKDAY})\b\.?,?\s+(?:the\s+)?)?"
    r"(?:"
    rf"\b(?P<month1>{_MONTH})\b\.?\s+{_DAY.format(1)}(?:\s+{_TIME.format(2)}{_ZONE})?(?:,\s*|\s+)(?P<year1>\d{{4}})"
    rf"|\b{_DAY.format(2)}(?:\s+(?:of|de)\s+|[\s-]+)(?P<month2>{_MONTH})\b\.?(?:,?\s*(?:de\s+)?|-)(?P<year2>\d{{4}}|['’]\d\d(?!\d))"
    r"|\b(?P<year3>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month3>\d{1,2})(?P=sep)(?P<day3>\d{1,2})"
    rf"(?:T(?P<iso>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\b(?P<a>\d{1,2})(?P<sep2>[-/.])(?P<b>\d{1,2})(?P=sep2)(?P<year4>(?:19|20)\d\d|(?<=\d\d[-/.]\d\d[-/.])\d\d)"
    r")(?!\d)"
    rf"(?:{_BETWEEN}{_TIME.format(1)}{_ZONE})?",
    re.IGNORECASE,
)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = 12
_YEAR = re.compile(r"(?:19|20)\d\d|['’]\d\d\b|\b\d{1,2}([-/.])\d{1,2}\1\d\d\b")
_NUMERIC = re.compile(r"\b(\d{1,2})([-/.])(\d{1,2})\2(?:(?:19|20)\d\d|\d\d)\b")


#: A web archive's address: its own time stamp is not the page's.
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/(?:web/)?\d{4,14}[a-z_]*/", re.IGNORECASE)
_URL_YEAR = r"(?:19[89]\d|20\d\d)"
_URL_MONTH = rf"(?:0?[1-9]|1[0-2]|(?:{'|'.join(m for names in load('calendar')['months'] for m in names if m.isascii())}))"
#: Where addresses of articles carry the day: "/2007/10/03/", "/2007-10-03-", "/2007/oct/03/", "/20071003", and "/2007/WORLD/10/03/".
_URL_DATES = (
    re.compile(
        rf"[/=_-](?P<y>{_URL_YEAR})(?P<s>[/_-])(?P<m>{_URL_MONTH})(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"[/=_-](?P<y>{_URL_YEAR})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(
        rf"/(?P<y>{_URL_YEAR})/(?:[A-Za-z][\w.-]*/){{1,3}}(?P<m>0[1-9]|1[0-2])/(?P<d>0[1-9]|[12]\d|3[01])(?=/)"
    ),
    re.compile(rf"/(?P<y>{_URL_YEAR})[/-](?P<m>{_URL_MONTH})(?=/)", re.IGNORECASE),
)


def url_date(url: str) -> str | None:
    """The day, or the month, that the path of an article's address gives (EDTF)."""
    for pattern in _URL_DATES:
        for match in pattern.finditer(_ARCHIVE.sub("/", url)):
            month = match["m"].casefold()
            number = int(month) if month.isdigit() else MONTHS[month]
            if "d" not in match.groupdict():
                return f"{match['y']}-{number:02}"
            if found := _date(int(match["y"]), number, int(match["d"])):
                return found
    return None


def day_first(text: str) -> bool | None:
    """Whether numeric dates of ``text`` put the day first; None where no date shows it."""
    pairs = [(int(m[1]), int(m[3])) for m in _NUMERIC.finditer(text)]
    first = any(12 < a <= 31 and b <= 12 for a, b in pairs)
    second = any(12 < b <= 31 and a <= 12 for a, b in pairs)
    return None if first == second else first


_REVISED = re.compile(
    r"\b(?:updated?|modified|revised|edited|changed|amended|reviewed)\b[\s:)]*(?:on |at )?[\s:]*$",
    re.IGNORECASE,
)


def revises(line: str, stamp: Stamp) -> bool:
    """Whether the words before a date call it the day of a revision."""
    return _REVISED.search(line[: stamp.start]) is not None


class Stamps:
    """Reads the dates of one page's lines; ``order`` is what :func:`day_first` says of the page."""

    def __init__(self, order: bool | None = None) -> None:
        self._order = order
        self._known: dict[str, list[Stamp]] = {}

    def find(self, line: str) -> list[Stamp]:
        """Every complete date of ``line``, in order."""
        found = self._known.get(line)
        if found is None:
            found = self._known[line] = list(self._find(line)) if _YEAR.search(line) else []
        return found

    def _find(self, line: str) -> Iterator[Stamp]:
        for match in _DATE.finditer(line):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Stamp(start, match.end(), self._value(match), bool(match["weekday"]))

    def first(self, line: str) -> Stamp | None:
        """The first complete date of ``line`` whose value can be told, or the first of all."""
        every = self.find(line)
        return next((stamp for stamp in every if stamp.edtf), every[0] if every else None)

    def published(self, line: str) -> Stamp | None:
        """As :meth:`first`, but what a label calls a revision ("Updated", "Last modified") only where nothing else is."""
        every = self.find(line)
        plain = [s for s in every if s.edtf and not revises(line, s)]
        return plain[0] if plain else self.first(line)

    def _numeric(self, m: re.Match[str], year: int) -> str | None:
        """A date in figures: by its own figures, the page's order, its weekday, or a clock of twelve hours (US)."""
        a, b = int(m["a"]), int(m["b"])
        both = {True: _date(year, b, a), False: _date(year, a, b)}
        if a == b or max(a, b) > _MONTHS:
            return both[a > _MONTHS]
        if self._order is not None:
            return both[self._order]
        day = _weekday(m["weekday"]) if m["weekday"] else None
        if day is not None:
            fits = [v for v in both.values() if v and date.fromisoformat(v).weekday() == day]
            return fits[0] if len(fits) == 1 else None
        american = m["sep2"] == "/" and any(m[f"half{n}"] for n in (0, 1))
        return both[False] if american else None

    def _value(self, m: re.Match[str]) -> str | None:
        day = m["day1"] or m["day2"] or m["day3"]
        year = int((m["year1"] or m["year2"] or m["year3"] or m["year4"]).strip("'’"))
        if year < 100:  # two digits: POSIX's pivot
            year += 1900 if year >= 69 else 2000
        if day:
            name = m["month1"] or m["month2"]
            month = MONTHS[name.casefold()] if name else int(m["month3"])
            found = _date(year, month, int(day))
        else:
            found = self._numeric(m, year)
        time = m["iso"] or next((t for t in (_time(m, n) for n in (0, 1, 2)) if t), None)
        return f"{found}T{time}" if found and time else found


def _weekday(told: str) -> int | None:
    """The number of a weekday's name, Monday's 0; None for one that is not English."""
    start = told.strip(" .,")[:3].casefold()
    return _WEEK.index(start) if start in _WEEK else None


def _date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _time(m: re.Match[str], n: int) -> str | None:
    if m[f"h{n}"]:
        hour, minute = int(m[f"h{n}"]), int(m[f"m{n}"] or 0)
        if not 1 <= hour <= 12:
            return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
        hour = hour % 12 + (12 if m[f"half{n}"].lower() == "p" else 0)
    elif m[f"hh{n}"]:
        hour, minute = int(m[f"hh{n}"]), int(m[f"mm{n}"])
    else:
        return None
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
