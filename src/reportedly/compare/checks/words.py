"""The words of two accounts held against each other: how rare each is, and how like another.

A word is its stem; a number is its value; a name may be spelt in two ways.  Nearness in meaning is that of static
vectors (:mod:`reportedly.lexical`), which can support a paraphrase and never contradict one.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date as day_of
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from ... import lexical
from ...dates import WEEKDAYS
from ...records import DateMention
from ..sheet import Sheet

__all__ = ["Rarity", "Unit", "Word", "like", "units_of", "words_in"]

#: Likeness of two spellings of one name (0 to 100), and what they then count.
_SPELLING, _SPELT = 80, 0.9
#: Cosine of two words' vectors below which they say nothing of each other.
_NEAR = 0.3
#: Days and months are near each other in meaning, and never the same.
_CALENDAR = frozenset(
    lexical.stem(w) for w in (*WEEKDAYS, *(day_of(2000, m, 1).strftime("%B") for m in range(1, 13)))
)
#: What begins the stem of a date: it is its value.
_DATED = "@"
_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
#: The shortest name that may be spelt in two ways.
_LEAST_NAME = 4


class Word(NamedTuple):
    """A content word of a page: its stem, where it stands, whether it is a name, and its value if it is a number."""

    stem: str
    start: int
    end: int
    name: bool
    value: tuple[float | None, float | None] | None = None


class Unit(NamedTuple):
    """A sentence of an account and its content words."""

    start: int
    end: int
    words: tuple[Word, ...]


def words_in(sheet: Sheet, start: int, end: int) -> list[Word]:
    """The content words of characters ``start`` to ``end`` of an account, without those of accounts nested in it."""
    numbers = [
        (q.number or q, (q.low, q.high))
        for q in sheet.quantities
        if q.start < end and start < q.end and (q.low is not None or q.high is not None)
    ]
    days = [d for d in sheet.near_dates(start, end) if d.start < end and start < d.end and _day(d)]
    found: list[Word] = []
    for word in lexical.words_of(sheet.text, start, end):
        if sheet.nested(word.start):
            continue
        day = next((d for d in days if d.start <= word.start < d.end), None)
        if day is not None:
            if not found or found[-1].start != day.start:
                found.append(Word(f"{_DATED}{_day(day)}", day.start, day.end, False))
            continue
        value = next((v for span, v in numbers if span.start <= word.start < span.end), None)
        if value is None and _FIGURE.fullmatch(figure := word.stem.replace(",", "")):
            value = (float(figure), float(figure))
        found.append(Word(word.stem, word.start, word.end, word.name and value is None, value))
    return found


def _day(date: DateMention) -> str | None:
    """The time of day or the day that a time expression gives, where it is one and its words say so."""
    if date.type not in ("DATE", "TIME") or not any(c.isdigit() for c in date.text):
        return None
    if date.clock:
        return date.clock
    return date.edtf if date.edtf and _ONE_DAY.fullmatch(date.edtf) else None


def units_of(sheet: Sheet) -> list[Unit]:
    """The sentences of an account that belong to it and not to one nested in it."""
    if not sheet.sentences:
        return []
    every = words_in(sheet, sheet.passage.start, sheet.passage.end)
    ends = [*sheet.sentences[1:], sheet.passage.end]
    held: list[list[Word]] = [[] for _ in sheet.sentences]
    for word in every:
        held[max(0, bisect_right(sheet.sentences, word.start) - 1)].append(word)
    rows = zip(sheet.sentences, ends, held, strict=True)
    return [Unit(start, end, tuple(words)) for start, end, words in rows if words]


def like(a: Word, b: Word) -> float:
    """How far two words are one: 1 the same word or number, less for a spelling or a near meaning, 0 for none.

    "More than forty" and "forty" are one number here; whether both can be is another question.
    """
    if a.stem == b.stem:
        return 1.0
    if a.stem.startswith(_DATED) or b.stem.startswith(_DATED):
        return 0.0
    if a.value is not None and b.value is not None:
        return float(bool({*a.value} & {*b.value} - {None}))
    if a.value is not None or b.value is not None:
        return 0.0
    if a.stem[:1].isdigit() or b.stem[:1].isdigit():
        return 0.0
    if a.name and b.name and min(len(a.stem), len(b.stem)) >= _LEAST_NAME:
        return _SPELT if ratio(a.stem, b.stem) >= _SPELLING else 0.0
    if a.stem in _CALENDAR or b.stem in _CALENDAR:
        return 0.0
    near = lexical.likeness(a.stem, b.stem)
    return near if near >= _NEAR else 0.0


class Rarity:
    """How much each word tells, from how many of the case's sentences hold it (inverse document frequency)."""

    def __init__(self, units: Iterable[Unit]) -> None:
        count: dict[str, int] = {}
        total = 0
        for unit in units:
            total += 1
            for stem in {word.stem for word in unit.words}:
                count[stem] = count.get(stem, 0) + 1
        self._count, self._total = count, max(1, total)

    def weight(self, word: Word) -> float:
        """More for a rare word: log of one plus sentences over sentences with it."""
        return math.log(1 + self._total / self._count.get(word.stem, 1))

    def covered(self, wanted: Sequence[Word], have: Sequence[Word]) -> float:
        """Of the weight of ``wanted``, the part that has its like among ``have``: 0 to 1."""
        weights = [self.weight(word) for word in wanted]
        total = sum(weights)
        if not total:
            return 0.0
        return sum(w * best(word, have) for w, word in zip(weights, wanted, strict=True)) / total


def best(word: Word, have: Sequence[Word]) -> float:
    """The likeness of the likest of ``have``."""
    most = 0.0
    for other in have:
        found = like(word, other)
        if found >= 1.0:
            return 1.0
        most = max(most, found)
    return most
