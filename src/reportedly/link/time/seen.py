"""What is named without its year or its week ("3 March", "Tuesday", "summer"), as seen from a day of writing.

The rules are those of a newspaper: a bare weekday or month is the last one where the verb is past and the
next one where it looks forward; a weekday without a verb is past, as reports are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ...records import DateForm
from ...vocab import words
from .calendar import Granule, Unit
from .holidays import holiday

__all__ = ["TURNS", "Earlier", "day_of", "in_year", "nearest_year", "seen_from"]

#: Turn words that are no number: what was spoken of last, the stretch up to now.
TURNS = {"latest": -1, "before": -1, "after": 1, "trailing": -1}
#: Days back and ahead at which a day of the month that no past verb governs is rather the one ahead.
_FAR, _NEAR = 270, 75
#: Days back and ahead at which a date that no forward verb governs is rather the one just past.
_RECENT, _REMOTE = 45, 200


class Earlier(NamedTuple):
    """An expression before this one in the same passage, solved."""

    id: str
    granule: Granule
    stated: bool = False  # it tells its own year
    compared: bool = False  # a period that another is held against ("a year earlier")
    end: int = 0  # on the page
    sentence: int = 0  # where its sentence begins
    telling: bool = False  # the day of a report ("said Tuesday"), not of what it tells
    clock: str | None = None  # its time of the day ("T16:49")


def seen_from(form: DateForm, now: date, before: Sequence[Earlier]) -> Granule | None:
    """What is named without its year, week or day, as seen from ``now``."""
    fields = form.fields
    if "deictic" in fields:
        if "quoted" in fields and _said_then(form, now, before):
            return None
        days = int(fields["deictic"]) + int(fields.get("step", "0"))
        return Granule("D", now + timedelta(days=days))
    if any(name in fields for name in ("month", "season", "quarter", "holiday")) or "ordinal" in fields:
        return nearest_year(form, now, before)
    if form.rule == "bare day":
        return _nearest_day(form, now)
    if form.rule == "overnight" and "weekday" not in fields:
        return Granule("D", now - timedelta(days=form.tense != "future"))
    if "weekday" in fields:
        return _weekday(form, now)
    if "daypart" in fields or "clock" in fields:
        turn = fields.get("turn", "0")
        return Granule("D", now + timedelta(days=int(turn) if turn in ("-1", "0", "1") else 0))
    return None


def in_year(fields: dict[str, str], year: int) -> Granule | None:
    """The part of ``year`` that the fields name; the year itself where they name none."""
    if "holiday" in fields:
        day = holiday(fields["holiday"], year)
        return Granule("D", day) if day else None
    if "month" in fields:
        if "nth" in fields:
            return _nth_weekday(year, int(fields["month"]), int(fields["weekday"]), int(fields["nth"]))
        if "day" in fields:
            return day_of(f"{year:04d}-{int(fields['month']):02d}-{int(fields['day']):02d}")
        return Granule("M", date(year, int(fields["month"]), 1))
    if "season" in fields:
        return Granule.season(fields["season"], year)
    if "quarter" in fields or "ordinal" in fields:
        number = int(fields.get("quarter") or fields["ordinal"])
        half = fields.get("unit") == "H"
        if number > (2 if half else 4):
            if not half or "ordinal" not in fields:
                return None
            number = 2
        unit: Unit = "H" if half else "Q"
        return Granule(unit, date(year, (number - 1) * (6 if half else 3) + 1, 1))
    return Granule("Y", date(year, 1, 1))


def _nth_weekday(year: int, month: int, weekday: int, number: int) -> Granule | None:
    """The ``number``-th such weekday of a month, the last one for -1; None where the month has no such."""
    whole = Granule("M", date(year, month, 1))
    days = [whole.start + timedelta(days=n) for n in range((whole.end - whole.start).days + 1)]
    fitting = [day for day in days if day.isoweekday() == weekday]
    place = number if number < 0 else number - 1
    return Granule("D", fitting[place]) if -len(fitting) <= place < len(fitting) else None


def day_of(text: str) -> Granule | None:
    try:
        return Granule("D", date.fromisoformat(text))
    except ValueError:
        return None


def nearest_year(form: DateForm, now: date, before: Sequence[Earlier] = ()) -> Granule | None:
    """The year's part in the year that the turn word, the tense or, without either, nearness names."""
    told = _of_month_told(form, now, before)
    if told is not None:
        return told
    options = [g for year in (now.year - 1, now.year, now.year + 1) if (g := in_year(form.fields, year))]
    if "weekday" in form.fields and "nth" not in form.fields:
        # A weekday beside a day of the month tells the year, where it fits any.
        fitting = [g for g in options if g.start.isoweekday() == int(form.fields["weekday"])]
        options = fitting or options
    past = [g for g in options if g.start <= now]
    future = [g for g in options if g.end >= now]
    turn = form.fields.get("of_year", form.fields.get("turn"))
    if turn in ("-1", "1", "0") and ("of_year" in form.fields or form.rule in ("quarter", "month year")):
        return in_year(form.fields, now.year + int(turn))
    turn = str(TURNS.get(turn or "", turn)) if turn else None
    if turn == "-1":
        past = [g for g in options if g.end < now]
        return past[-1] if past else None
    if turn == "1":
        future = [g for g in options if g.start > now]
        return future[0] if future else None
    if turn == "0":
        return next((g for g in options if g.start.year == now.year), None)
    if form.tense == "past" and past:
        limit = form.governor is None or form.fields.get("prep") in words("timex", "limits")
        if limit and future and _long_gone(past[-1], future[0], now):
            return _of_month_before(past[-1], before) or future[0]
        return past[-1]
    if form.tense == "future" and future and future[0].unit not in ("Q", "H"):
        if (form.governor is None or future[0].unit == "D") and past and _just_gone(past[-1], future[0], now):
            return past[-1]
        return future[0]
    return min(options, key=lambda g: min(abs((g.start - now).days), abs((g.end - now).days)), default=None)


def _of_month_told(form: DateForm, now: date, before: Sequence[Earlier]) -> Granule | None:
    """A day of the month that the date before it names with its year ("10 October 2010 ... on 12 October"), where
    it would else be one long before the day of writing.
    """
    fields = form.fields
    if not {"month", "day"} <= fields.keys() or {"of_year", "turn"} & fields.keys() or form.tense == "future":
        return None
    last = next((b for b in reversed(before) if b.granule.unit in ("D", "M") and not b.telling), None)
    if (
        last is None
        or not last.stated
        or last.granule.unit != "D"
        or last.granule.start.month != int(fields["month"])
    ):
        return None
    found = in_year(fields, last.granule.start.year)
    nearest = in_year(fields, now.year)
    if found is None or nearest is None or found.start > now:
        return None
    if nearest.start > now:
        nearest = in_year(fields, now.year - 1) or nearest
    return found if (now - nearest.start).days > _RECENT else None


def _said_then(form: DateForm, now: date, before: Sequence[Earlier]) -> bool:
    """Whether a "today" between quotation marks was said at another time, which its sentence tells."""
    last = before[-1] if before else None
    within = last is not None and last.sentence == form.sentence
    return within and last is not None and not last.granule.start <= now <= last.granule.end


def _nearest_day(form: DateForm, now: date) -> Granule | None:
    """Find "on the 14th", with no month spoken of: the last one, or where the verb looks forward the next."""
    day = int(form.fields["day"])
    months = [Granule.of("M", now).move(step) for step in (-2, -1, 0, 1, 2)]
    options = [
        Granule("D", month.start.replace(day=day)) for month in months if month and day <= month.end.day
    ]
    if "weekday" in form.fields:
        options = [g for g in options if g.start.isoweekday() == int(form.fields["weekday"])]
    if form.tense == "future":
        return next((g for g in options if g.start >= now), None)
    past = [g for g in options if g.start <= now]
    return past[-1] if past and form.tense == "past" else None


def _long_gone(past: Granule, future: Granule, now: date) -> bool:
    """Whether a date without its year would lie so far back that a report would have given the year."""
    return past.unit in ("D", "M") and (now - past.start).days > _FAR and (future.start - now).days < _NEAR


def _just_gone(past: Granule, future: Granule, now: date) -> bool:
    """Whether what is told of the future is rather about something just past ("will study the June raid")."""
    return (now - past.end).days <= _RECENT and (future.start - now).days > _REMOTE


def _of_month_before(named: Granule, before: Sequence[Earlier]) -> Granule | None:
    """``named`` in the year in which its month was spoken of before."""
    for item in reversed(before):
        start = item.granule.start
        if item.granule.unit in ("D", "M") and start.month == named.start.month and not item.stated:
            return Granule(named.unit, named.start.replace(year=start.year))
    return None


def _weekday(form: DateForm, now: date) -> Granule:
    back = (now.isoweekday() - int(form.fields["weekday"])) % 7
    turn = form.fields.get("turn")
    turn = str(TURNS.get(turn or "", turn)) if turn else None
    if form.rule == "weekday of week" and turn in ("-1", "0", "1"):
        monday = now - timedelta(days=now.weekday()) + timedelta(weeks=int(turn))
        return Granule("D", monday + timedelta(days=int(form.fields["weekday"]) - 1))
    ahead = form.tense == "future" and form.governor is not None
    ahead = ahead or form.fields.get("prep") in words("timex", "ahead")
    forward = turn == "1" or (turn in (None, "0") and ahead)
    if forward:
        days = (-back) % 7
        return Granule("D", now + timedelta(days=days or (7 if turn else 0)))
    return Granule("D", now - timedelta(days=back or (7 if turn == "-1" else 0)))
