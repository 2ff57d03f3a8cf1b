"""What hangs on what was spoken of before: "that day", "two months earlier", "the year-ago quarter".

Each finder gives the stretch and what it hangs on: an expression's id, or "published".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

from ...records import DateForm
from .calendar import Granule, Unit
from .seen import TURNS, Earlier, nearest_year

__all__ = [
    "day_of_month",
    "of_day",
    "same",
    "stepped",
    "the_unit",
    "turn_of",
    "turned",
    "year_earlier",
    "year_period",
]

#: Characters before its sentence within which the day of a bare time of the day was spoken of.
_NEAR_DAY = 300
#: What half of a unit is counted in, and how many of it make the whole.
_PARTS = {"Y": (12, "M"), "DE": (10, "Y"), "CE": (100, "Y"), "2W": (2, "W")}
_UNITS = frozenset({"D", "W", "WE", "M", "Q", "Y", "DE", "CE"})


def turned(form: DateForm, now: date | None, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "last year" from the day of writing, "the following month" from what was spoken of last."""
    unit, turn = form.fields["unit"], turn_of(form)
    if unit not in _UNITS:
        return None
    if turn == "latest" and (found := same(unit, before)):
        return found
    if turn in ("before", "after"):
        # "The following day" follows what was spoken of; the day of writing it never is.
        if not before or _coarser(before[-1].granule.unit, unit):
            return None
        start, anchor = before[-1].granule.start, before[-1].id
    elif now:
        start, anchor = now, "published"
    else:
        return None
    here = Granule.of(cast(Unit, unit), start)
    steps = TURNS.get(turn) or int(turn)
    if unit == "WE" and steps == -1 and start > here.start:
        steps = 0  # "last weekend", said on a Sunday
    moved = here.move(steps)
    return (moved, anchor) if moved else None


def turn_of(form: DateForm) -> str:
    """The turn word's value; "the next day", told as past, is the following one and not tomorrow."""
    turn = form.fields.get("turn", "")
    told = "definite" in form.fields or form.fields.get("unit") == "D" or "daypart" in form.fields
    return "after" if turn == "1" and told and form.tense == "past" else turn


def of_day(form: DateForm, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "that night", "the previous Friday", "at 5 p.m.": on or beside the last day spoken of."""
    fields = form.fields
    days = (item for item in reversed(before) if item.granule.unit == "D")
    if "turn" not in fields:
        if form.relation is not None and "clock" not in fields:
            return None  # "the night of the raid": see ``anchored``
        days = (d for d in days if not d.telling and form.sentence - d.end <= _NEAR_DAY)
    last = next(days, None)
    if last is None:
        return None
    step = {"before": -1, "after": 1}.get(turn_of(form), 0)
    day = last.granule.start
    if step and "weekday" in fields:
        ahead = step * (int(fields["weekday"]) - day.isoweekday()) % 7 or 7
        return Granule("D", day + timedelta(days=step * ahead)), last.id
    return Granule("D", day + timedelta(days=step)), last.id


def same(unit: str, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "that day", "the same month": the last one spoken of."""
    for item in reversed(before):
        if item.compared:
            continue
        if item.granule.unit == unit:
            return item.granule, item.id
        if unit in ("M", "Y") and item.granule.unit in ("D", "M"):
            return Granule.of(cast(Unit, unit), item.granule.start), item.id
    return None


def the_unit(form: DateForm, now: date | None, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "the quarter", the last one spoken of, or "the year", which holds the day of writing."""
    unit = form.fields.get("unit", "Y")
    if unit == "D" and form.relation in ("after", "before", "of", "following"):
        return None  # "the day after the raid": see ``dates``
    if unit in ("Q", "D"):
        return same(unit, before)
    if unit == "W":
        return _the_week(form, now, before)
    if now is None or unit not in _UNITS:
        return None
    here = Granule.of(cast(Unit, unit), now)
    last = before[-1] if before else None
    if last and unit in ("DE", "CE") and not _coarser(last.granule.unit, unit):
        told = Granule.of(cast(Unit, unit), last.granule.start)  # "in 1961 ... the rest of the decade"
        return (told, last.id) if told != here else (here, "published")
    if unit == "WE" and form.tense != "future":
        here = here if now > here.start else cast(Granule, here.move(-1))
    return here, "published"


def _the_week(form: DateForm, now: date | None, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "later in the week": that of a day spoken of that is told by itself, or that of writing."""
    if form.relation:
        return None  # "the week after the flood"
    for item in reversed(before):
        if item.granule.unit == "W" or (item.granule.unit == "D" and item.stated):
            return Granule.of("W", item.granule.start), item.id
    return (Granule.of("W", now), "published") if now else None


def day_of_month(fields: dict[str, str], before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "on the 14th" in the month of the last day spoken of; a day before that one is left open."""
    last = next((item for item in reversed(before) if item.granule.unit in ("D", "M")), None)
    if last is None:
        return None
    start, day = last.granule.start, int(fields["day"])
    if day > Granule.of("M", start).end.day or day < start.day:
        return None
    found = Granule("D", start.replace(day=day))
    fits = "weekday" not in fields or found.start.isoweekday() == int(fields["weekday"])
    return (found, last.id) if fits else None


def year_earlier(form: DateForm, now: date | None, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "the year-ago quarter": a year before the one spoken of."""
    if "ordinal" in form.fields and now:
        here = nearest_year(form, now)
        return (moved, "published") if here and (moved := _years_back(here)) else None
    for item in reversed(before):
        if item.granule.unit in ("Q", "H") and not item.compared:
            moved = _years_back(item.granule)
            return (moved, item.id) if moved else None
    return None


def year_period(fields: dict[str, str], before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "the 1988 period": the quarter spoken of, in that year; the year itself where none was."""
    year = int(fields["year"])
    for item in reversed(before):
        if item.granule.unit in ("Q", "H") and not item.compared:
            return Granule(item.granule.unit, item.granule.start.replace(year=year)), item.id
    return Granule("Y", date(year, 1, 1)), "stated"


def _years_back(granule: Granule, count: int = 1) -> Granule | None:
    per_year = {"Q": 4, "H": 2, "M": 12, "Y": 1}.get(granule.unit)
    return granule.move(-per_year * count) if per_year else None


def stepped(form: DateForm, now: date | None, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "two months ago" from the day of writing, "two months earlier" from what was spoken of last."""
    fields = form.fields
    counted = _counted(fields)
    if counted is None:
        return None
    steps, unit = counted
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


def _counted(fields: dict[str, str]) -> tuple[int, str] | None:
    """How many of which unit to step: "half a century" is 50 years, "a year and a half" 18 months."""
    unit = fields["unit"]
    count = fields.get("count", "0" if "half" in fields else "X")
    if count == "X" or unit not in _UNITS | _PARTS.keys():
        return None
    number = float(count) + (0.5 if "half" in fields else 0)
    if not number.is_integer() or unit == "2W":
        size, unit = _PARTS.get(unit, (0, ""))
        number *= size
    if not unit or not number or not number.is_integer():
        return None
    return int(number) * int(fields["step"]), unit


def _coarser(unit: str, other: str) -> bool:
    order = ("D", "W", "WE", "M", "SE", "Q", "H", "Y", "DE", "CE")
    return order.index(unit) > order.index(other)
