"""What one time expression means, seen from a day of writing and from the expressions before it.

Follows the TimeML guidelines for values.  The rules are those of a newspaper: a bare weekday or month is
the last one where the verb is past, the next one where it looks forward; a weekday without a verb is past,
as reports are; "a year earlier" beside a quarter is that quarter a year before.  What needs a day of
writing that is not known stays unsolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from ...dates import Date, DateError, Duration
from ...records import DateForm, TimexType
from .calendar import Granule
from .hours import counted_from
from .lengths import length_of, set_of
from .seen import Earlier, day_of, in_year, seen_from
from .spoken import day_of_month, of_day, same, stepped, the_unit, turn_of, turned, year_earlier, year_period

__all__ = ["Earlier", "Solution", "solve_form"]


class Solution(NamedTuple):
    """A TIMEX3 value, an EDTF date, what it hangs on (published, stated, or an id), and the stretch."""

    value: str | None = None
    edtf: str | None = None
    anchor: str | None = None
    granule: Granule | None = None


def solve_form(
    form: DateForm, kind: TimexType, now: date | None, before: Sequence[Earlier], clock: str | None = None
) -> Solution:
    """What ``form`` means on the day ``now`` (None: not known), after the expressions ``before``, in order.

    ``clock`` is the time of writing ("T14:05"), None where it is not known.
    """
    fields = form.fields
    if "ref" in fields:
        return Solution(value=fields["ref"])
    if kind == "SET":
        return Solution(value=set_of(fields))
    if kind == "DURATION":
        return _length(form, now)
    if fields.get("unit") in ("TH", "TM") and "step" in fields:
        return _hours(form, now, before, clock) or Solution(value=_vague(form))
    try:
        found = _granule(form, now, before)
    except (OverflowError, ValueError):
        return Solution()
    if found is None:
        return _later_stretch(form, before) or Solution(value=_vague(form))
    granule, anchor = found
    return _written(granule, anchor, form, now)


def _hours(form: DateForm, now: date | None, before: Sequence[Earlier], clock: str | None) -> Solution | None:
    """Hours counted back from the time of writing, or from the last time that was told."""
    if form.rule == "ago":
        start, anchor = now, "published"
    else:
        last = before[-1] if before and before[-1].granule.unit == "D" else None
        start, anchor, clock = (last.granule.start, last.id, last.clock) if last else (None, "", None)
    if start is None:
        return None
    hour = time.fromisoformat(clock[1:]) if clock and clock != "T24:00" else None
    moment = counted_from(form, datetime.combine(start, hour or time()), hour is not None)
    if moment is None:
        return None
    day = Granule("D", moment.date())
    if hour is None:
        return Solution(day.value, day.value, anchor, day)
    value = f"{moment:%Y-%m-%dT%H:%M}"
    return Solution(value, f"{value}:00", anchor, day)


def _length(form: DateForm, now: date | None) -> Solution:
    """A length of time; one that ends or begins now ("the past two months") is also that stretch of days."""
    value = length_of(form)
    turn = form.fields.get("turn")
    stretch = form.rule in ("turn duration", "past era") and turn in ("-1", "trailing", "1")
    if value is None or now is None or not stretch:
        return Solution(value=value)
    try:
        other = Date.day(now).shift(Duration.parse(value), back=turn != "1")
    except (DateError, OverflowError, ValueError):
        return Solution(value=value)
    if other is None:
        return Solution(value=value)
    ends = (now.isoformat(), other.edtf) if turn == "1" else (other.edtf, now.isoformat())
    return Solution(value, "/".join(ends), "published")


def _written(granule: Granule, anchor: str, form: DateForm, now: date | None) -> Solution:
    """The solution as TIMEX3 and EDTF write it, with the time of day and the modifier."""
    fields = form.fields
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
    if "until" in fields or "first" in fields or form.rule == "overnight":
        return _stretch(granule, anchor, form)
    if "week" in fields:
        # "The week of" names its Monday, or the Sunday before it.
        first = granule.start if granule.start.isoweekday() == 7 else Granule.of("W", granule.start).start
        value = Granule.of("W", first + timedelta(days=1)).value
        edtf = Date.between(first, first + timedelta(days=6))
    text = edtf.edtf
    if "approx" in fields and not edtf.is_interval and not edtf.approximate:
        text += "~"
    return Solution(value, text, anchor, granule)


def _stretch(granule: Granule, anchor: str, form: DateForm) -> Solution:
    """Days or years from one to another: "June 1-3", "2012-13", "the night of 3 to 4 May", "overnight"."""
    fields, first, last = form.fields, granule.start, granule.start
    if "until" in fields:
        last = date(first.year // 100 * 100 + int(fields["until"]), 1, 1)
        text = f"{first.year:04d}/{last.year:04d}"
        return Solution(text, text, anchor, granule) if first < last else Solution()
    if form.rule == "overnight":
        last += timedelta(days=1)
    else:
        first = first.replace(day=int(fields["first"]))
        if first >= last:
            return Solution()
    edtf = Date.between(first, last).edtf
    value = first.isoformat() + fields["daypart"] if "daypart" in fields else edtf
    return Solution(value, edtf, anchor, granule)


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
    if form.rule == "iso":
        return None  # "8/9/07": its day and month could be exchanged
    if pointed := _pointed(form, before):
        return pointed
    if "ago" in fields:
        return year_earlier(form, now, before)
    if form.rule == "year period":
        return year_period(fields, before)
    if "step" in fields and "deictic" not in fields:
        return stepped(form, now, before)
    if "turn" in fields and fields["turn"] == "same" and "unit" in fields:
        return same(fields["unit"], before)
    if form.rule in ("the unit", "year end") and "turn" not in fields:
        return the_unit(form, now, before)
    if form.rule == "latest period":
        return same("Q", before)
    if "turn" in fields and "unit" in fields and "ordinal" not in fields:
        return turned(form, now, before)
    if _of_day_before(form):
        return of_day(form, before)
    if now is None:
        return None
    seen = seen_from(form, now, before)
    return (seen, "published") if seen else None


def _pointed(form: DateForm, before: Sequence[Earlier]) -> tuple[Granule, str] | None:
    """Find "by then", the last date spoken of, and "on the 14th", in its month."""
    if "then" in form.fields and before:
        return before[-1].granule, before[-1].id
    return day_of_month(form.fields, before) if form.rule == "bare day" else None


def _of_day_before(form: DateForm) -> bool:
    """Whether the expression belongs to a day spoken of before: "that night", "at 5 p.m.", "the previous Friday"."""
    fields = form.fields
    if "unit" in fields or "month" in fields or "deictic" in fields:
        return False
    if turn_of(form) in ("before", "after", "same"):
        return "daypart" in fields or "weekday" in fields
    return ("daypart" in fields or "clock" in fields) and not {"turn", "weekday", "holiday"} & fields.keys()


def _stated(fields: dict[str, str]) -> Granule | None:
    """What is absolute: a full date, a month or quarter with its year, a year, a decade, a century."""
    if "date" in fields:
        return day_of(fields["date"][:10])
    if "decade" in fields:
        return Granule("DE", date(int(fields["decade"]) * 10, 1, 1))
    if "century" in fields:
        return Granule("CE", date(max(1, int(fields["century"]) * 100), 1, 1))
    if "year" not in fields:
        return None
    return in_year(fields, int(fields["year"]))


# ---------------------------------------------------------------- lengths, sets, what stays vague


def _later_stretch(form: DateForm, before: Sequence[Earlier]) -> Solution | None:
    """Days counted from a longer stretch ("in May ... ten days later"): a stretch as long, that much later."""
    fields = form.fields
    if form.rule != "earlier" or not before or fields.get("unit") not in ("D", "W"):
        return None
    if not fields.get("count", "X").isdigit() or before[-1].granule.unit not in ("W", "WE", "M"):
        return None
    moved = timedelta(days=int(fields["count"]) * int(fields["step"]) * (7 if fields["unit"] == "W" else 1))
    last = before[-1].granule
    return Solution(None, Date.between(last.start + moved, last.end + moved).edtf, before[-1].id)


def _vague(form: DateForm) -> str | None:
    """Say of "years ago", which is no date, that it is past, and of "years later" how long after."""
    fields = form.fields
    if "step" in fields and fields.get("count", "X") == "X" and "unit" in fields and "deictic" not in fields:
        if form.rule in ("earlier", "vague later"):
            return length_of(form)
        return "PAST_REF" if fields["step"] == "-1" else "FUTURE_REF"
    return None


def as_date(edtf: str | None) -> Date | None:
    """The date that ``edtf`` writes, None where there is none or it is not one."""
    try:
        return Date.parse(edtf) if edtf else None
    except DateError:
        return None
