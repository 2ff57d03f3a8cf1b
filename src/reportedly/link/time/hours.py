"""Hours and minutes counted from a stated hour: "four hours ago", "twenty minutes later"."""

from __future__ import annotations

from datetime import datetime, timedelta

from ...records import DateForm

__all__ = ["counted_from"]

_SECONDS = {"TM": 60, "TH": 3600}
#: Seconds of a day: a length that is a number of whole days needs no hour to be counted from.
_DAY = 24 * 3600


def counted_from(form: DateForm, start: datetime, to_minute: bool) -> datetime | None:
    """The moment that the hours or minutes of ``form`` lead to from ``start``; None where none are told.

    Without a known minute of ``start`` (``to_minute`` false) only whole days are counted ("48 hours ago").
    """
    fields = form.fields
    size, count = _SECONDS.get(fields.get("unit", "")), fields.get("count", "0" if "half" in fields else "X")
    if size is None or "step" not in fields or count == "X":
        return None
    half = 0.5 if "half" in fields else 0.0
    seconds = (float(count) + half) * size
    if not to_minute and seconds % _DAY:
        return None
    try:
        return start + timedelta(seconds=seconds * int(fields["step"]))
    except OverflowError:
        return None
