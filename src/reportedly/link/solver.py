"""What one time expression means, seen from a day of writing and from the expressions before it.

Follows the TimeML guidelines for values.  The rules are those of a newspaper: a bare weekday or month is
the last one where the verb is past, the next one where it looks forward; a weekday without a verb is past,
as reports are; "a year earlier" beside a quarter is that quarter a year before.  What needs a day of
writing that is not known stays unsolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, cast

from ..dates import Date, DateError
from ..records import DateForm, TimexType
from .calendar import Granule, Unit

__all__ = ["Earlier", "Solution", "solve_form"]

_UNITS = frozenset({"D", "W", "WE", "M", "Q", "Y", "DE", "CE"})
#: How TIMEX3 writes a length of each unit: before the number, after it, and how many of it.
_LENGTHS: dict[str, tuple[str, str, float]] = {
    "TS": ("PT", "S", 1), "TM": ("PT", "M", 1), "TH": ("PT", "H", 1), "D": ("P", "D", 1), "NI": ("P", "D", 1),
    "W": ("P", "W", 1), "WE": ("P", "WE", 1), "2W": ("P", "W", 2), "M": ("P", "M", 1), "Q": ("P", "Q", 1),
    "6M": ("P", "M", 6), "Y": ("P", "Y", 1), "DE": ("P", "DE", 1), "CE": ("P", "CE", 1), "ML": ("P", "ML", 1),
}  # fmt: skip

#: Turn words that are no number: what was spoken of last, the stretch up to now.
_TURNS = {"latest": -1, "before": -1, "after": 1, "trailing": -1}
#: Days back and ahead at which a day of the month that no past verb governs is rather the one ahead.
_FAR, _NEAR = 270, 60
#: Days back and ahead at which a date that no forward verb governs is rather the one just past.
_RECENT, _REMOTE = 45, 200


class Solution(NamedTuple):
    """A TIMEX3 value, an EDTF date, what it hangs on (published, stated, or an id), and the stretch."""

    value: str | None = None
    edtf: str | None = None
    anchor: str | None = None
    granule: Granule | None = None


class Earlier(NamedTuple):
    """An expression before this one in the same passage, solved."""

    id: str
    granule: Granule
    stated: bool = False  # it tells its own year
    compared: bool = False  # a period that another is held against ("a year earlier")


def solve_form(form: DateForm, kind: TimexType, now: date | None, before: Sequence[Earlier]) -> Solution:
    """What ``form`` means on the day ``now`` (None: not known), after the expressions ``before``, in order."""
    fields = form.fields
    if "ref" in fields:
        return Solution(value=fields["ref"])
    if kind == "SET":
        return Solution(value=_set_value(fields))
    if kind == "DURATION":
        return _duration(form)
    try:
        found = _granule(form, now, before)
    except (OverflowError, ValueError):
        return Solution()
    if found is None:
        return Solution(value=_vague(fields))
    granule, anchor = found
    return _written(granule, anchor, fields, now)


def _written(granule: Granule, anchor: str, fields: dict[str, str], now: date | None) -> Solution:
    """The solution as TIMEX3 and EDTF write it, with the time of day and the modifier."""
    value, mod = granule.value, fields.get("mod")
    edtf: Date = granule.date(mod)
    if granule.unit == "D":
        clock, part = fields.get("clock") or fields.get("date", "")[10:], fields.get("daypart")
        if clock:
            value += clock
            if clock != "T24:00":
                edtf = Date.parse(f"{granule.value}{clock}:00")
        elif part:
            value += part
    elif mod == "BEFORE" and now and granule.start < now <= granule.end:
        edtf = Date.between(granule.start, now)
    elif fields.get("turn") == "trailing" and now and granule.unit in ("M", "Y", "Q"):
        edtf = _trailing(granule, now)
    elif mod == "AFTER" and now and granule.start <= now < granule.end:
        edtf = Date.between(now, granule.end)
    text = edtf.edtf
    if "approx" in fields and not edtf.is_interval and not edtf.approximate:
        text += "~"
    return Solution(value, text, anchor, granule)


def _trailing(granule: Granule, now: date) -> Date:
    """The stretch of that length that ends now."""
    following = granule.move(1)
    length = (following.start - granule.start).days if following else 0
    return Date.between(now - timedelta(days=length), now)


# ---------------------------------------------------------------- which stretch of the calendar


def _granule(form: DateForm, now: date | None, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    fields = form.fields
    stated = _stated(fields) if form.rule != "year period" else None
    if stated:
        return stated, "stated"
    if "ago" in fields:
        return _year_earlier(form, now, before)
    if form.rule == "year period":
        return _year_period(fields, before)
    if "step" in fields and "deictic" not in fields:
        return _stepped(form, now, before)
    if "turn" in fields and fields["turn"] == "same" and "unit" in fields:
        return _same(fields["unit"], before)
    if form.rule in ("the unit", "year end") and "turn" not in fields:
        return _the_unit(form, now, before)
    if form.rule == "latest period":
        return _same("Q", before)
    if "turn" in fields and "unit" in fields and "ordinal" not in fields:
        return _turned(fields, now, before)
    if now is None:
        return None
    seen = _seen_from(form, now, before)
    return (seen, "published") if seen else None


def _stated(fields: dict[str, str]) -> Granule | None:
    """What is absolute: a full date, a month or quarter with its year, a year, a decade, a century."""
    if "date" in fields:
        return _day(fields["date"][:10])
    if "decade" in fields:
        return Granule("DE", date(int(fields["decade"]) * 10, 1, 1))
    if "century" in fields:
        return Granule("CE", date(max(1, int(fields["century"]) * 100), 1, 1))
    if "year" not in fields:
        return None
    return _in_year(fields, int(fields["year"]))


def _in_year(fields: dict[str, str], year: int) -> Granule | None:
    """The part of ``year`` that the fields name; the year itself where they name none."""
    if "holiday" in fields or "eve" in fields or ("day" in fields and "month" not in fields):
        return _holiday(fields, year)
    if "month" in fields:
        if "day" in fields:
            return _day(f"{year:04d}-{int(fields['month']):02d}-{int(fields['day']):02d}")
        return Granule("M", date(year, int(fields["month"]), 1))
    if "season" in fields:
        return Granule.season(fields["season"], year)
    if "quarter" in fields or "ordinal" in fields:
        number = int(fields.get("quarter") or fields["ordinal"])
        half = fields.get("unit", "quarter") == "half"
        if number > (2 if half else 4):
            if not half or "ordinal" not in fields:
                return None
            number = 2
        unit: Unit = "H" if half else "Q"
        return Granule(unit, date(year, (number - 1) * (6 if half else 3) + 1, 1))
    return Granule("Y", date(year, 1, 1))


def _holiday(fields: dict[str, str], year: int) -> Granule | None:
    month_day = fields.get("holiday", "01-01")
    day = _day(f"{year:04d}-{month_day}")
    return day.move(-1) if day and "eve" in fields else day


def _day(text: str) -> Granule | None:
    try:
        return Granule("D", date.fromisoformat(text))
    except ValueError:
        return None


def _seen_from(form: DateForm, now: date, before: Sequence[Earlier]) -> Granule | None:
    """What is named without its year, week or day, as seen from ``now``."""
    fields = form.fields
    if "deictic" in fields:
        days = int(fields["deictic"]) + int(fields.get("step", "0"))
        return Granule("D", now + timedelta(days=days))
    if (
        any(name in fields for name in ("month", "season", "quarter", "holiday", "eve"))
        or "ordinal" in fields
    ):
        return _nearest_year(form, now, before)
    if "weekday" in fields:
        return _weekday(form, now)
    if "daypart" in fields or "clock" in fields:
        turn = fields.get("turn", "0")
        return Granule("D", now + timedelta(days=int(turn) if turn in ("-1", "0", "1") else 0))
    return None


def _nearest_year(form: DateForm, now: date, before: Sequence[Earlier] = ()) -> Granule | None:
    """The year's part in the year that the turn word, the tense or, without either, nearness names."""
    options = [g for year in (now.year - 1, now.year, now.year + 1) if (g := _in_year(form.fields, year))]
    if "weekday" in form.fields:
        # A weekday beside a day of the month tells the year, where it fits any.
        fitting = [g for g in options if g.start.isoweekday() == int(form.fields["weekday"])]
        options = fitting or options
    past = [g for g in options if g.start <= now]
    future = [g for g in options if g.end >= now]
    turn = form.fields.get("turn")
    if turn in ("-1", "1", "0") and form.rule in ("quarter", "month year"):
        return _in_year(form.fields, now.year + int(turn))
    turn = str(_TURNS.get(turn or "", turn)) if turn else None
    if turn == "-1":
        past = [g for g in options if g.end < now]
        return past[-1] if past else None
    if turn == "1":
        future = [g for g in options if g.start > now]
        return future[0] if future else None
    if turn == "0":
        return next((g for g in options if g.start.year == now.year), None)
    if form.tense == "past" and past:
        if form.governor is None and future and _long_gone(past[-1], future[0], now):
            return _of_month_before(past[-1], before) or future[0]
        return past[-1]
    if form.tense == "future" and future and future[0].unit not in ("Q", "H"):
        if form.governor is None and past and _just_gone(past[-1], future[0], now):
            return past[-1]
        return future[0]
    return min(options, key=lambda g: min(abs((g.start - now).days), abs((g.end - now).days)), default=None)


def _long_gone(past: Granule, future: Granule, now: date) -> bool:
    """Whether a day without its year would lie so far back that a report would have given the year."""
    return past.unit == "D" and (now - past.start).days > _FAR and (future.start - now).days < _NEAR


def _just_gone(past: Granule, future: Granule, now: date) -> bool:
    """Whether what is told of the future is rather about something just past ("will study the June raid")."""
    return (now - past.end).days <= _RECENT and (future.start - now).days > _REMOTE


def _of_month_before(day: Granule, before: Sequence[Earlier]) -> Granule | None:
    """``day`` in the year in which its month was spoken of before."""
    for item in reversed(before):
        start = item.granule.start
        if item.granule.unit in ("D", "M") and start.month == day.start.month and not item.stated:
            return Granule("D", day.start.replace(year=start.year))
    return None


def _weekday(form: DateForm, now: date) -> Granule:
    back = (now.isoweekday() - int(form.fields["weekday"])) % 7
    turn = form.fields.get("turn")
    turn = str(_TURNS.get(turn or "", turn)) if turn else None
    if form.rule == "weekday of week" and turn in ("-1", "0", "1"):
        monday = now - timedelta(days=now.weekday()) + timedelta(weeks=int(turn))
        return Granule("D", monday + timedelta(days=int(form.fields["weekday"]) - 1))
    forward = turn == "1" or (turn in (None, "0") and form.tense == "future" and form.governor is not None)
    if forward:
        ahead = (-back) % 7
        return Granule("D", now + timedelta(days=ahead or (7 if turn else 0)))
    return Granule("D", now - timedelta(days=back or (7 if turn == "-1" else 0)))


def _turned(
    fields: dict[str, str], now: date | None, before: Sequence[Earlier]
) -> tuple[Granule, str] | None:
    """Find "last year" from the day of writing, "the following month" from what was spoken of last."""
    unit, turn = fields["unit"], fields["turn"]
    if unit not in _UNITS:
        return None
    if turn == "latest" and (found := _same(unit, before)):
        return found
    if turn in ("before", "after") and before and not _coarser(before[-1].granule.unit, unit):
        start, anchor = before[-1].granule.start, before[-1].id
    elif now:
        start, anchor = now, "published"
    else:
        return None
    here = Granule.of(cast(Unit, unit), start)
    steps = _TURNS.get(turn) or int(turn)
    if unit == "WE" and steps == -1 and start > here.start:
        steps = 0  # "last weekend", said on a Sunday
    moved = here.move(steps)
    return (moved, anchor) if moved else None


def _same(unit: str, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "that day", "the same month": the last one spoken of."""
    for item in reversed(before):
        if item.compared:
            continue
        if item.granule.unit == unit:
            return item.granule, item.id
        if unit in ("M", "Y") and item.granule.unit in ("D", "M"):
            return Granule.of(cast(Unit, unit), item.granule.start), item.id
    return None


def _the_unit(form: DateForm, now: date | None, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "the quarter", the last one spoken of, or "the year", which holds the day of writing."""
    unit = form.fields.get("unit", "Y")
    if unit in ("Q", "D", "W"):
        return _same(unit, before)
    if now is None or unit not in _UNITS:
        return None
    here = Granule.of(cast(Unit, unit), now)
    if unit == "WE" and form.tense != "future":
        here = here if now > here.start else cast(Granule, here.move(-1))
    return here, "published"


def _year_earlier(form: DateForm, now: date | None, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "the year-ago quarter": a year before the one spoken of."""
    if "ordinal" in form.fields and now:
        here = _nearest_year(form, now)
        return (moved, "published") if here and (moved := _years_back(here)) else None
    for item in reversed(before):
        if item.granule.unit in ("Q", "H") and not item.compared:
            moved = _years_back(item.granule)
            return (moved, item.id) if moved else None
    return None


def _year_period(fields: dict[str, str], before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "the 1988 period": the quarter spoken of, in that year; the year itself where none was."""
    year = int(fields["year"])
    for item in reversed(before):
        if item.granule.unit in ("Q", "H") and not item.compared:
            return Granule(item.granule.unit, item.granule.start.replace(year=year)), item.id
    return Granule("Y", date(year, 1, 1)), "stated"


def _years_back(granule: Granule, count: int = 1) -> Granule | None:
    per_year = {"Q": 4, "H": 2, "M": 12, "Y": 1}.get(granule.unit)
    return granule.move(-per_year * count) if per_year else None


def _stepped(form: DateForm, now: date | None, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "two months ago" from the day of writing, "two months earlier" from what was spoken of last."""
    fields = form.fields
    count, unit = fields.get("count", "X"), fields["unit"]
    if count == "X" or unit not in _UNITS | {"2W"} or not float(count).is_integer():
        return None
    steps = int(float(count)) * int(fields["step"])
    if unit == "2W":
        steps, unit = steps * 2, "W"
    compared = next(
        (b for b in reversed(before[-6:]) if b.granule.unit in ("Q", "H") and not b.compared), None
    )
    if unit == "Y" and steps < 0 and compared:
        # Compared figures: a year before the period that was just given, not before the day of writing.
        moved = _years_back(compared.granule, -steps)
        return (moved, compared.id) if moved else None
    if form.rule == "ago":
        start, anchor = now, "published"
    elif before:
        start, anchor = before[-1].granule.start, before[-1].id
        if _coarser(before[-1].granule.unit, unit):
            return None
    else:
        return None
    moved = Granule.of(cast(Unit, unit), start).move(steps) if start else None
    return (moved, anchor) if moved else None


def _coarser(unit: str, other: str) -> bool:
    order = ("D", "W", "WE", "M", "SE", "Q", "H", "Y", "DE", "CE")
    return order.index(unit) > order.index(other)


# ---------------------------------------------------------------- lengths, sets, what stays vague


def _duration(form: DateForm) -> Solution:
    fields = form.fields
    if form.rule == "the unit":
        return Solution(value=_length("1", fields["unit"]))
    if "value" in fields:
        return Solution(value=fields["value"])
    if fields.get("turn") in ("recent", "coming", "future") and "count" not in fields:
        return Solution(value="PAST_REF" if fields["turn"] == "recent" else "FUTURE_REF")
    count = fields.get("count", "0.5" if "half" in fields else "X")
    if "half" in fields and "count" in fields:
        count = f"{float(count) + 0.5:g}"
    return Solution(value=_length(count, fields.get("unit", "")))


def _length(count: str, unit: str) -> str | None:
    if unit not in _LENGTHS:
        return None
    before, after, size = _LENGTHS[unit]
    if count == "X":
        return f"{before}X{after}"
    number = float(count) * size
    if (
        not number.is_integer()
        and (before, after) in (("P", "Y"), ("PT", "H"), ("PT", "M"))
        and number % 1 == 0.5
    ):
        halves = {"Y": "6M", "H": "30M", "M": "30S"}[after]
        whole = f"{int(number)}{after}" if number >= 1 else ""
        return f"{before}{whole}{halves}"
    return f"{before}{number:g}{after}"


def _set_value(fields: dict[str, str]) -> str | None:
    if "regular" in fields:
        return fields["regular"]
    if "weekday" in fields:
        return f"XXXX-WXX-{fields['weekday']}{fields.get('daypart', '')}"
    if "month" in fields:
        return f"XXXX-{int(fields['month']):02d}"
    if "season" in fields:
        return f"XXXX-{fields['season']}"
    if "unit" in fields:
        return _length(fields.get("count", "1") if "freq" not in fields else "1", fields["unit"])
    return f"XXXX-XX-XX{fields['daypart']}" if "daypart" in fields else None


def _vague(fields: dict[str, str]) -> str | None:
    """Say of "years ago", which is no date, that it is past."""
    if "step" in fields and fields.get("count", "X") == "X" and "unit" in fields and "deictic" not in fields:
        return "PAST_REF" if fields["step"] == "-1" else "FUTURE_REF"
    return None


def as_date(edtf: str | None) -> Date | None:
    """The date that ``edtf`` writes, None where there is none or it is not one."""
    try:
        return Date.parse(edtf) if edtf else None
    except DateError:
        return None
