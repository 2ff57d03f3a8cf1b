"""The parts of a time expression as values: "Jan." is month 1, "a couple of" is 2, "5 p.m." is T17:00."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from ...vocab import load

__all__ = ["normalise", "parse_count"]

_NUMBER_WORD = re.compile(r"[a-z]+|\d[\d,]*(?:\.\d+)?|/")
_HOURS = re.compile(r"(?P<first>[a-z0-9 ]+?)(?: minutes)? (?P<side>past|after|to|before) (?P<hour>[a-z0-9]+)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))?(?:[:.]\d\d)?\s*([ap])?\.?m?", re.IGNORECASE)
#: The vocabulary's classes in which a field's word is looked up.
_CLASSES: dict[str, tuple[str, ...]] = {
    "weekday": ("weekday", "weekdays", "weekday_short"),
    "unit": ("unit", "units", "unit_long", "part"),
    "ref": ("ref", "horizon"),
    "month": ("month",),
    "season": ("season",),
    "mod": ("mod", "part_of_month", "part_of_year"),
    "regular": ("regular",),
    "holiday": ("holiday",),
}
_FORWARD_STEPS = frozenset({"time", "hence", "from now", "later", "after", "afterward", "afterwards"})
#: Parts of the day whose hours of twelve lie after noon; of the night's, those up to this hour do not.
_AFTER_NOON, _NIGHT_HOURS = frozenset({"TAF", "TEV", "TNI"}), 5
#: Two-digit years below this belong to the 2000s.
_PIVOT = 30


def normalise(parts: dict[str, str]) -> dict[str, str]:
    """The fields of an expression from its ``parts`` as written; a part without a value is left out."""
    fields: dict[str, str] = {}
    for name, text in parts.items():
        plain = " ".join(text.lower().replace("’", "'").replace("‘", "'").split())
        value = _value(name, plain)
        if value is not None:
            fields[name] = value
        elif name == "date":
            fields |= _either_order(plain)
    if "clock" in fields and fields.get("daypart") in _AFTER_NOON:
        fields["clock"] = _after_noon(fields["clock"], fields["daypart"])
    return fields


def _after_noon(clock: str, daypart: str) -> str:
    """An hour of twelve as the part of the day tells it: four in the afternoon is T16:00."""
    hour = int(clock[1:3])
    latest_morning = _NIGHT_HOURS if daypart == "TNI" else 0
    return f"T{hour + 12:02d}{clock[3:]}" if latest_morning < hour < 12 else clock


def _either_order(text: str) -> dict[str, str]:
    """A numeric date whose day and month could be exchanged, as both: "day_first" and "month_first"."""
    numbers = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})", text)
    if numbers is None:
        return {}
    first, second, year = (int(n) for n in numbers.groups())
    year = year if year > 99 else int(_full_year(year))
    day, month = _told_day(year, second, first), _told_day(year, first, second)
    return {"day_first": day, "month_first": month} if day and month else {}


def _value(name: str, text: str) -> str | None:
    if name in _READERS:
        return _READERS[name](text)
    if name in _CLASSES:
        return _lookup(_CLASSES[name], text.rstrip("."))
    return text


@cache
def _lookup(classes: tuple[str, ...], word: str) -> str | None:
    data: dict[str, Any] = load("timex")["class"]
    for name in classes:
        if word in data[name]:
            return str(data[name][word])
    return None


def parse_count(text: str) -> str:
    """A number as a decimal string, "X" where it is not told: "two and a half" is 2.5, "several" X."""
    if re.search(r"\d\s*(?:-|–|to|or)\s*\d|[a-z] (?:to|or) [a-z]", text):
        return "X"
    total = 0.0
    part = 0.0
    words = _NUMBER_WORD.findall(text)
    if words in (["half", "a", "dozen"], ["a", "dozen"], ["dozen"]):
        return "6" if "half" in words else "12"
    for number, word in enumerate(words):
        if _lookup(("vague",), word):
            return str(_lookup(("vague",), word))
        if word in ("number", "dozen", "dozens", "hundreds", "thousands", "scores"):
            return "X"
        if word == "/":
            denominator = float(words[number + 1])
            part = (
                part - float(words[number - 1]) + float(words[number - 1]) / denominator if denominator else 0
            )
            return _plain(part)
        if word[0].isdigit():
            part += float(word.replace(",", ""))
        elif fraction := _lookup(("fraction",), word):
            part += float(fraction)
        elif value := _lookup(("number",), word):
            if float(value) >= 100:
                part = max(part, 1) * float(value)
                if float(value) >= 1000:
                    total, part = total + part, 0
            else:
                part += float(value)
    return _plain(total + part or 1)


def _plain(number: float) -> str:
    return f"{number:g}" if number < 1e6 else str(int(number))


def _ordinal(text: str) -> str | None:
    if digits := re.match(r"\d+", text):
        return digits[0]
    values = [
        _lookup(("ordinal", "number"), word) or _lookup(("number",), word)
        for word in re.findall(r"[a-z]+", text)
    ]
    return str(sum(int(v) for v in values if v)) if all(values) and values else None


def _year(text: str) -> str | None:
    if text.isdigit():
        return text if len(text) > 2 else _full_year(int(text))
    if text[0] == "'":
        return _full_year(int(text[1:]))
    words = [w for w in re.findall(r"[a-z]+", text) if w != "and"]
    numbers = [int(_lookup(("number",), w) or 0) for w in words]
    if words[:2] == ["two", "thousand"]:
        return str(2000 + sum(numbers[2:]))
    return str(numbers[0] * 100 + sum(numbers[1:]))


def _full_year(short: int) -> str:
    return str(short + (2000 if short < _PIVOT else 1900))


def _decade(text: str) -> str | None:
    if digits := re.search(r"\d+", text):
        return (digits[0] if len(digits[0]) == 4 else _full_year(int(digits[0])))[:3]
    number = _lookup(("decade",), text)
    return number if number and len(number) == len("200") else f"19{number}" if number else None


def _clock(text: str) -> str | None:
    words = text.split()
    if point := _lookup(("point",), words[0]):
        return point
    if len(words) > 1 and words[0] in ("12", "twelve") and (point := _lookup(("point",), words[1])):
        return point
    if told := _HOURS.fullmatch(text.removesuffix(" o'clock")):
        return _beside_hour(told["first"], told["side"], told["hour"])
    if text.endswith("o'clock"):
        text = parse_count(text.removesuffix("o'clock").strip())
    elif text.isalpha():
        text = parse_count(text)
    match = _CLOCK.match(text)
    if not match:
        return None
    hour, minute, half = int(match[1]), match[2], match[3]
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    if hour > 24 or int(minute or 0) > 59:
        return None
    return f"T{hour:02d}:{minute or '00'}"


def _beside_hour(first: str, side: str, hour: str) -> str | None:
    """Minutes past or to an hour: "half past three", "ten minutes to midnight"."""
    first = first.removeprefix("a ")
    minutes = {"half": 30, "quarter": 15}.get(first) or int(float(parse_count(first)))
    point = _lookup(("point",), hour)
    full = int(point[1:3]) if point else int(float(parse_count(hour)))
    if side in ("to", "before"):
        full, minutes = full - 1, 60 - minutes
    full %= 24
    return f"T{full:02d}:{minutes:02d}" if 0 <= minutes < 60 else None


def _date(text: str) -> str | None:
    """A numeric date as ISO writes it; None where its day and month could be exchanged.

    The year stands first in ISO's order.  With dots the day stands first: no locale of the CLDR writes
    the month first with dots.
    """
    text = text.upper()
    if "T" in text:
        return text[:16]
    numbers = [int(n) for n in re.split(r"[/.-]", text)]
    if numbers[0] > 999:
        year, month, day = numbers
        return _told_day(year, month, day)
    first, second, year = numbers
    if "." in text and year > 99:
        return _told_day(year, second, first)
    full = year if year > 99 else int(_full_year(year))
    if first > 12 and second <= 12:
        first, second = second, first
    elif second <= 12 and first != second:
        return None
    return _told_day(full, first, second)


def _told_day(year: int, month: int, day: int) -> str | None:
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _century(text: str) -> str | None:
    number = _ordinal(text)
    return f"{int(number) - 1:02d}" if number else None


_READERS: dict[str, Callable[[str], str | None]] = {
    "value": str.upper,
    "day": _ordinal,
    "first": _ordinal,
    "ordinal": _ordinal,
    "nth": lambda text: "-1" if text == "last" else _ordinal(text),
    "year": _year,
    "count": parse_count,
    "clock": _clock,
    "date": _date,
    "decade": _decade,
    "century": _century,
    "step": lambda text: "1" if text in _FORWARD_STEPS else "-1",
    "quarter": lambda text: text[1],
    "daypart": lambda text: _lookup(("daypart", "dayparts"), text) or "TNI",
    "deictic": lambda text: _lookup(("deictic",), text) or "0",
    "of_year": lambda text: _lookup(("turn",), text),
    "turn": lambda text: _lookup(("turn",), text) or text,
}
