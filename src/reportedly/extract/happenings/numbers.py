"""Numbers as they are written: words and digits, ranges, fractions, and the comparators around them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from ...vocab import load, words

__all__ = ["Number", "read_number"]

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DASHES = frozenset({"-", "–", "—", "to", "or"})
_HYPHENS = frozenset({"-", "–"})


class Number(NamedTuple):
    """A number over the tokens ``start`` to ``end`` (half-open), its comparator included.

    ``first`` to ``last`` are the number's own tokens.  ``low`` and ``high`` bound it, None is open.
    ``closes`` is the end of a comparator behind the counted phrase, 0 without one.
    """

    start: int
    end: int
    first: int
    last: int
    low: float | None
    high: float | None
    approximate: bool = False
    strict: bool = False
    fraction: bool = False
    closes: int = 0


def read_number(doc: Doc, at: int) -> Number | None:
    """The number that begins at token ``at``, with its comparators; None where none begins there."""
    vague = _vague(doc, at)
    if vague is not None:
        end, low, high = vague
        return _hedged(doc, Number(at, end, at, end, low, high, approximate=low > 0))
    first = _value(doc, at)
    if first is None:
        return None
    end, value = first
    fraction = _fraction(doc, at, end, value)
    if fraction is not None:
        end, value = fraction
        return _hedged(doc, Number(at, end, at, end, value, value, fraction=True))
    low = high = value
    joint = doc[end].lower_ if end < len(doc) else ""
    between = at > 0 and doc[at - 1].lower_ in ("between", "from")
    if joint in _DASHES or (between and joint in ("and", "to")):
        second = _value(doc, end + 1)
        if second is not None and second[1] > value and not _begins_compound(doc, at, end):
            end, high = second
            start = at - 1 if between else at
            return _hedged(doc, Number(start, end, at, end, low, high))
    return _hedged(doc, Number(at, end, at, end, low, high))


def _begins_compound(doc: Doc, at: int, end: int) -> bool:
    """Whether a hyphen joins one number ("twenty-three") rather than two."""
    return doc[end].text in _HYPHENS and doc[end - 1].lower_ in _tens()


@cache
def _tens() -> frozenset[str]:
    numbers: dict[str, int] = load("quantities")["numbers"]
    return frozenset(w for w, n in numbers.items() if n in range(20, 100, 10) and w != "score")


def _value(doc: Doc, at: int) -> tuple[int, float] | None:
    """End and value of the plain number at ``at``: digits or words, with scales."""
    data = load("quantities")
    numbers, scales = data["numbers"], data["scales"]
    if at >= len(doc):
        return None
    word = doc[at].lower_
    end = at + 1
    if _DIGITS.fullmatch(word):
        total = float(word.replace(",", ""))
    elif word in numbers and (doc[at].pos_ != "PROPN" or _before_plural(doc, at)):
        total = float(numbers[word])
        while word in _tens() and end < len(doc):
            step = 1 if doc[end].text in _HYPHENS else 0
            unit = numbers.get(doc[end + step].lower_) if end + step < len(doc) else None
            if unit is None or not 0 < unit < 10:
                break
            total, end = total + unit, end + step + 1
            break
    elif word in ("a", "an") and end < len(doc) and doc[end].lower_ in scales:
        total = 1.0
    else:
        return None
    return _scaled(doc, end, total, scales, numbers)


def _before_plural(doc: Doc, at: int) -> bool:
    """Whether a capitalised number word counts all the same: "Eleven sailors", where a name stands in "Seven Oaks"."""
    behind = doc[at + 1] if at + 1 < len(doc) else None
    return behind is not None and behind.text.islower() and (behind.tag_ == "NNS" or behind.text == "of")


def _scaled(
    doc: Doc, end: int, total: float, scales: dict[str, int], numbers: dict[str, int]
) -> tuple[int, float]:
    while end < len(doc) and doc[end].lower_ in scales:
        total, end = total * scales[doc[end].lower_], end + 1
        step = 1 if end < len(doc) and doc[end].lower_ == "and" else 0
        if (
            end + step < len(doc)
            and doc[end - 1].lower_ in ("hundred", "thousand")
            and doc[end + step].lower_ in numbers
        ):
            rest = _value(doc, end + step)
            if rest is not None and rest[1] < 1000:
                end, total = rest[0], total + rest[1]
    return end, total


def _fraction(doc: Doc, at: int, end: int, value: float) -> tuple[int, float] | None:
    """Such as "three-quarters", "two thirds of": a small number before the name of a part."""
    parts: dict[str, float] = load("quantities")["fractions"]
    step = 1 if end < len(doc) and doc[end].text in _HYPHENS else 0
    if end + step < len(doc) and (part := parts.get(doc[end + step].lower_)) and value < 20:
        return end + step + 1, round(value * part, 3)
    return None


def _vague(doc: Doc, at: int) -> tuple[int, float, float | None] | None:
    """End and bounds of "dozens", "several", "a few hundred"; "no one" is none at all."""
    data = load("quantities")
    word = doc[at].lower_
    if word in ("nobody", "none"):
        return at + 1, 0.0, 0.0
    if word == "no" and at + 1 < len(doc) and doc[at + 1].lower_ == "one":
        return at + 2, 0.0, 0.0
    if word == "no" and (end := _none_of(doc, at)):
        return end, 0.0, 0.0
    bounds = data["vague"].get(word)
    if bounds is None or (at > 0 and doc[at - 1].lower_ == "how"):  # "how many" asks for a number
        return None
    low, high = float(bounds[0]), float(bounds[1]) or None
    end = at + 1
    while end < len(doc) and doc[end].lower_ in data["scales"]:
        scale = data["scales"][doc[end].lower_]
        low, high, end = low * scale, high * scale if high else None, end + 1
    return end, low, high


def _none_of(doc: Doc, at: int) -> int:
    """Where the number ends in "no civilians", "no German soldiers": people in the plural; 0 for anything else."""
    for token in doc[at + 1 : at + 3]:
        if token.tag_ == "NNS" or token.lower_ == "people":
            lemma = token.lemma_.lower()
            people = words("people", "descriptors", "person") | words("people", "descriptors", "group")
            return at + 1 if lemma in people or lemma == "people" else 0
        if token.pos_ != "ADJ":
            return 0
    return 0


# ------------------------------------------------------------------ comparators


@cache
def _hedges(table: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Comparators as words, longest first, each with its kind."""
    data: dict[str, list[str]] = load("quantities")[table]
    found = [(tuple(phrase.split()), kind) for kind, phrases in data.items() for phrase in phrases]
    return tuple(sorted(found, key=lambda item: (-len(item[0]), item[0])))


def _hedged(doc: Doc, number: Number) -> Number:
    """``number`` with the comparators before and after it."""
    before = number.start
    while before > 0 and doc[before - 1].lower_ in ("a", "an", "the", "only", "just", "$", "€", "£", "us$"):
        before -= 1
    longest = len(_hedges("comparators")[0][0])
    ahead = [(base, _lower(doc, base - longest, base)) for base in dict.fromkeys((number.start, before))]
    for phrase, kind in _hedges("comparators"):
        for base, words_before in ahead:
            if words_before[-len(phrase) :] == phrase:
                return _bounded(number._replace(start=base - len(phrase)), kind)
    after = _lower(doc, number.end, number.end + len(_hedges("after")[0][0]))
    for phrase, kind in _hedges("after"):
        if after[: len(phrase)] == phrase:
            return _bounded(number._replace(end=number.end + len(phrase)), kind)
    behind = _hedged_behind(doc, number.end)
    return _bounded(number._replace(closes=behind[0]), behind[1]) if behind else number


def _lower(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    return tuple(t.lower_ for t in doc[max(0, start) : end])


def _hedged_behind(doc: Doc, end: int) -> tuple[int, str] | None:
    """End and kind of the comparator that closes the counted phrase ("14 miners dead at least"), if one does.

    Only one that ends its clause is read so: before a number it belongs to that number.
    """
    at = end
    while at < len(doc) and at < end + 5 and doc[at].pos_ in ("NOUN", "ADJ", "PROPN", "VERB", "ADV"):
        for phrase, kind in _hedges("after"):
            stop = at + 1 + len(phrase)
            if len(phrase) > 1 and _lower(doc, at + 1, stop) == phrase:
                closes = stop >= len(doc) or doc[stop].is_punct or doc[stop].pos_ in ("CCONJ", "SPACE")
                return (stop, kind) if closes else None
        at += 1
    return None


def _bounded(number: Number, kind: str) -> Number:
    if kind == "about":
        return number._replace(approximate=True)
    if kind in ("above", "at_least"):
        return number._replace(high=None, strict=kind == "above")
    if kind in ("below", "at_most"):
        return number._replace(
            low=None, high=number.high if number.high is not None else number.low, strict=kind == "below"
        )
    return number._replace(approximate=True, strict=False)
