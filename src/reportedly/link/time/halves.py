"""Which half of the day an hour is of that is told without one ("at 10:05", "half past ten").

A time beside it that tells its half shows it ("at 9:59 p.m. ... at 10:05"): the reading that lies nearer to that
time.  Where the passage tells no other, an account that gives the same minute with its half does.  A passage that
writes hours beyond twelve, or with a leading zero, writes all of them so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ...records import DateForm, DateMention

__all__ = ["with_halves"]

_TOLD = re.compile(r"(?i)[ap]\.?\s?m\b|noon|midnight|\b(?:gmt|utc|hrs|hours)\b|\dh\d|\d{4}")
_OF_24 = re.compile(r"(?<!\d)(?:0\d|1[3-9]|2[0-4])[:.h]?\d\d")
#: Minutes of half a day and of a day.
_HALF, _DAY = 12 * 60, 24 * 60
#: Characters within which another time shows the half.
_BESIDE = 1000


def with_halves(solved: Iterable[DateMention], forms: Mapping[str, DateForm]) -> list[DateMention]:
    """``solved``, with the hours after noon that only what is beside them tells to be so."""
    solved = list(solved)
    clocks: dict[str, list[DateMention]] = {}
    for mention in solved:
        if mention.clock and mention.id in forms and forms[mention.id].rule == "clock":
            clocks.setdefault(mention.passage, []).append(mention)
    open_ = {
        m.id for told in clocks.values() if not _writes_24(told) for m in told if _is_open(m, forms[m.id])
    }
    known = {m.id: _minutes(m) for told in clocks.values() for m in told if m.id not in open_}
    by_minute: dict[int, set[str]] = {}
    for told in clocks.values():
        for mention in told:
            if mention.id in known:
                by_minute.setdefault(known[mention.id], set()).add(mention.passage)
    late = {
        m.id
        for told in clocks.values()
        for m in told
        if m.id in open_ and _is_late(m, told, known, by_minute)
    }
    return [_moved(mention) if mention.id in late else mention for mention in solved]


def _minutes(mention: DateMention) -> int:
    hour, minute = (mention.clock or "T00:00")[1:].split(":")
    return int(hour) * 60 + int(minute)


def _writes_24(told: Sequence[DateMention]) -> bool:
    return any(_OF_24.search(m.text) and not re.search(r"(?i)[ap]\.?\s?m\b", m.text) for m in told)


def _is_open(mention: DateMention, form: DateForm) -> bool:
    """Whether nothing in the expression tells the half of its hour."""
    return (
        "daypart" not in form.fields
        and 60 <= _minutes(mention) < _HALF + 60
        and not _TOLD.search(mention.text)
    )


def _is_late(
    mention: DateMention,
    told: Sequence[DateMention],
    known: Mapping[str, int],
    by_minute: Mapping[int, set[str]],
) -> bool:
    early = _minutes(mention) % _HALF
    beside = [m for m in told if m.id in known and abs(m.start - mention.start) <= _BESIDE]
    if beside:
        nearest = known[min(beside, key=lambda m: abs(m.start - mention.start)).id]
        return _apart(early + _HALF, nearest) < _apart(early, nearest)
    return early + _HALF in by_minute and early not in by_minute


def _apart(a: int, b: int) -> int:
    """Minutes between two times of the day, over midnight where that is shorter."""
    return min((a - b) % _DAY, (b - a) % _DAY)


def _moved(mention: DateMention) -> DateMention:
    minutes = _minutes(mention) % _HALF + _HALF
    old, new = mention.clock or "", f"T{minutes // 60:02d}:{minutes % 60:02d}"
    value, edtf = (text.replace(old, new) if text else text for text in (mention.value, mention.edtf))
    return msgspec.structs.replace(mention, clock=new, value=value, edtf=edtf)
