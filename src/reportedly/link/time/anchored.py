"""Expressions counted from a happening or from the date beside them, dated where that is dated.

"Ten days after the talks of 3 June", "two days after 3 June", "the day after the raid", "two months after that".
A happening is known by its noun and what narrows it down; it dates an expression only where all that is told
of it in the same account (or, failing that, in the accounts linked to it) is one date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from ...dates import Date, DateError, Duration
from ...records import DateForm, DateMention
from .solver import as_date

__all__ = ["anchored"]

#: Characters between a length and the date that it is counted from ("two days after 3 June").
_DIRECT = 12
#: Characters between "that day" and its date in apposition.
_BESIDE = 3
#: Characters of a date as EDTF writes it up to its day.
_TO_DAY = len("2001-05-09")
_DIRECTIONS: Final = {"after": 1, "following": 1, "before": -1, "of": 0}
_POINTER = "that"
#: The grammar's rules of a part of a day that is told.
_PARTS_OF_DAYS = frozenset({"turn daypart", "daypart of day", "day daypart", "date daypart"})


def anchored(
    solved: Sequence[DateMention], forms: Mapping[str, DateForm], near: Mapping[str, Sequence[str]]
) -> list[DateMention]:
    """``solved`` with the dates of what is counted from a happening; ``near`` gives the passages linked to one."""
    told: dict[str, list[DateMention]] = {}
    for mention in solved:
        form = forms.get(mention.id)
        if (
            form
            and form.event
            and form.relation is None
            and mention.edtf
            and mention.type in ("DATE", "TIME")
        ):
            told.setdefault(mention.passage, []).append(mention)
    found: list[DateMention] = []
    for number, mention in enumerate(solved):
        form = forms.get(mention.id)
        after = solved[number + 1] if number + 1 < len(solved) else None
        if form is not None and after is not None and _names(mention, form, after):
            # "That day - 16 September": the date itself stands beside it.
            mention = msgspec.structs.replace(mention, value=after.value, edtf=after.edtf, anchor=after.id)
        if form is not None and after is not None and _belongs(mention, form, after, forms):
            mention = _at_day(mention, form, after)
        if form is not None and mention.edtf is None and form.relation in _DIRECTIONS:
            start = _start(number, form, solved, forms, _places(mention.passage, told, near))
            mention = _counted(mention, form, start) if start is not None else mention
        found.append(mention)
    return found


def _names(mention: DateMention, form: DateForm, after: DateMention) -> bool:
    beside = 0 <= after.start - mention.end <= _BESIDE and after.edtf is not None
    return beside and form.fields.get("turn") == "same" and form.fields.get("unit") == "D"


def _belongs(mention: DateMention, form: DateForm, after: DateMention, forms: Mapping[str, DateForm]) -> bool:
    """Whether a time of the day stands right before its day ("noon the next day", "10:30 on the morning of 3 May")."""
    day = forms.get(after.id)
    bare = "clock" in form.fields and not {"weekday", "deictic", "day", "date"} & form.fields.keys()
    near = 0 <= after.start - mention.end <= len(" on ") and after.passage == mention.passage
    named = day is not None and (day.rule in _PARTS_OF_DAYS or _names_day(day))
    return bare and near and named


def _names_day(form: DateForm) -> bool:
    """Whether it is a day told by a turn word ("the next day")."""
    return form.fields.get("unit") == "D" and "turn" in form.fields


def _at_day(mention: DateMention, form: DateForm, after: DateMention) -> DateMention:
    day = as_date(after.edtf)
    if day is None or day.is_interval or day.earliest is None or form.fields["clock"] == "T24:00":
        return msgspec.structs.replace(mention, value=None, edtf=None, anchor=None)
    value = f"{day.earliest.isoformat()}{form.fields['clock']}"
    anchor = mention.anchor if after.anchor == mention.id else after.id
    return msgspec.structs.replace(mention, value=value, edtf=f"{value}:00", anchor=anchor)


def _places(
    passage: str, told: Mapping[str, list[DateMention]], near: Mapping[str, Sequence[str]]
) -> Iterator[list[DateMention]]:
    """The dated happenings of the passage, then those of the passages linked to it."""
    yield told.get(passage, [])
    yield [mention for other in near.get(passage, ()) for mention in told.get(other, [])]


def _start(
    number: int,
    form: DateForm,
    solved: Sequence[DateMention],
    forms: Mapping[str, DateForm],
    places: Iterable[list[DateMention]],
) -> DateMention | None:
    """The dated expression that the one at ``number`` is counted from."""
    mention = solved[number]
    if form.event == _POINTER:
        before = solved[number - 1] if number else None
        return before if before and before.passage == mention.passage and before.edtf else None
    after = solved[number + 1] if number + 1 < len(solved) else None
    if form.event is None:
        direct = after is not None and 0 <= after.start - mention.end <= _DIRECT
        return after if direct and form.relation != "of" else None
    for told in places:
        named = [m for m in told if _same(form.event, forms[m.id].event)]
        within = [m for m in named if forms[m.id].sentence == form.sentence and m.passage == mention.passage]
        named = within or named
        if named:
            return _one_of(named, mention.value or "")
    return None


def _one_of(named: Sequence[DateMention], length: str) -> DateMention | None:
    """The date that a happening is told by: all are of one day; for hours the one that tells its hour."""
    if len({m.edtf for m in named}) > 1 and len({(m.edtf or "")[:_TO_DAY] for m in named}) > 1:
        return None
    clocks = {m.clock for m in named if m.clock}
    if length.startswith("PT") and len(clocks) == 1:
        return next(m for m in named if m.clock)
    return named[0]


def _same(asked: str, told: str | None) -> bool:
    """Whether a happening is the one asked for: the same noun, narrowed down at least as far."""
    a, b = asked.split(), (told or "").split()
    return bool(b) and a[-1] == b[-1] and set(a[:-1]) <= set(b[:-1])


def _counted(mention: DateMention, form: DateForm, start: DateMention) -> DateMention:
    day, sign = as_date(start.edtf), _DIRECTIONS[form.relation or ""]
    length = "P1D" if form.rule == "the unit" and form.fields.get("unit") == "D" else mention.value
    if form.rule == "turn daypart" and "turn" not in form.fields:
        return _part_of_day(mention, form, day, sign, start)
    if day is None or length is None or (mention.type != "DURATION" and form.rule != "the unit"):
        return mention
    if length.startswith("PT"):
        return _hours(mention, start, length, sign)
    if sign == 0:
        same_day = form.rule == "the unit" and day.precision in ("day", "time") and not day.is_interval
        moved = Date.parse(day.edtf[:10]) if same_day else None
    else:
        moved = _moved(day, length, sign)
    if moved is None:
        return mention
    value = moved.edtf if form.rule == "the unit" else mention.value
    return msgspec.structs.replace(mention, value=value, edtf=moved.edtf, anchor=start.id)


def _part_of_day(
    mention: DateMention, form: DateForm, day: Date | None, sign: int, start: DateMention
) -> DateMention:
    """The part of the day before, after or of a happening ("the night before the raid")."""
    if day is None or day.is_interval or day.earliest is None or day.precision not in ("day", "time"):
        return mention
    told = (day.earliest + timedelta(days=sign)).isoformat()
    return msgspec.structs.replace(mention, value=told + form.fields["daypart"], edtf=told, anchor=start.id)


def _hours(mention: DateMention, start: DateMention, length: str, sign: int) -> DateMention:
    """Hours counted from a happening ("ten minutes before the raid"), where its hour is told."""
    told = re.fullmatch(r"PT(\d+(?:\.\d+)?)([HM])(?:30M)?", length)
    if told is None or not sign or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", start.edtf or ""):
        return mention
    seconds = float(told[1]) * (3600 if told[2] == "H" else 60) + (1800 if length.endswith("H30M") else 0)
    moment = datetime.fromisoformat(start.edtf or "") + timedelta(seconds=sign * seconds)
    edtf = f"{moment:%Y-%m-%dT%H:%M}:00"
    return msgspec.structs.replace(mention, edtf=edtf, clock=f"{moment:T%H:%M}", anchor=start.id)


def _moved(day: Date, length: str, sign: int) -> Date | None:
    try:
        moved = day.shift(Duration.parse(length), back=sign < 0)
        # A length told in weeks is rarely told to the day.
        rough = moved is not None and length.endswith("W") and not (moved.approximate or moved.is_interval)
        return Date.parse(f"{moved}~") if rough else moved
    except (DateError, OverflowError, ValueError):
        return None
