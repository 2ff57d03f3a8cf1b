"""Lengths and sets of time as TIMEX3 writes them: "two and a half years" is P2Y6M, "every Friday" XXXX-WXX-5."""

from __future__ import annotations

from ...records import DateForm

__all__ = ["length_of", "set_of"]

#: How TIMEX3 writes a length of each unit: before the number, after it, and how many of it.
_LENGTHS: dict[str, tuple[str, str, float]] = {
    "TS": ("PT", "S", 1), "TM": ("PT", "M", 1), "TH": ("PT", "H", 1), "D": ("P", "D", 1), "NI": ("P", "D", 1),
    "W": ("P", "W", 1), "WE": ("P", "WE", 1), "2W": ("P", "W", 2), "M": ("P", "M", 1), "Q": ("P", "Q", 1),
    "6M": ("P", "M", 6), "Y": ("P", "Y", 1), "DE": ("P", "DE", 1), "CE": ("P", "CE", 1), "ML": ("P", "ML", 1),
}  # fmt: skip
#: Years of the units that have no parts of their own.
_YEARS = {"DE": 10, "CE": 100, "ML": 1000}


def length_of(form: DateForm) -> str | None:
    """The value of a DURATION."""
    fields = form.fields
    if form.rule == "the unit":
        return _length("1", fields["unit"])
    if "value" in fields:
        return fields["value"]
    count = fields.get("count", "0.5" if "half" in fields else "X")
    if "half" in fields and "count" in fields:
        count = f"{float(count) + 0.5:g}"
    return _length(count, fields.get("unit", ""))


def _length(count: str, unit: str) -> str | None:
    if unit not in _LENGTHS:
        return None
    before, after, size = _LENGTHS[unit]
    if count == "X":
        return f"{before}X{after}"
    number = float(count) * size
    if unit in _YEARS and not number.is_integer():
        before, after, number = "P", "Y", number * _YEARS[unit]
    if not number.is_integer() and (before, after) == ("P", "D") and number % 1 == 0.5:
        return f"P{int(number)}DT12H" if number >= 1 else "PT12H"
    if (
        not number.is_integer()
        and (before, after) in (("P", "Y"), ("PT", "H"), ("PT", "M"))
        and number % 1 == 0.5
    ):
        halves = {"Y": "6M", "H": "30M", "M": "30S"}[after]
        whole = f"{int(number)}{after}" if number >= 1 else ""
        return f"{before}{whole}{halves}"
    return f"{before}{number:g}{after}"


def set_of(fields: dict[str, str]) -> str | None:
    """The value of a SET."""
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
