"""A part of a retelling held against the cited text: supported, contradicted, or not found.

*Supported* needs the part's own words in one sentence of the cited text, as themselves, as near-synonyms, as
spellings of a name, or as the same number or date.  *Contradicted* is said only where the cited text answers
the same question of the same event with a value that cannot also be: another day for the same act, another
number of the same things, a group that would not take part, other words inside the same quotation marks.
All else is *not found*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...dates import Date
from ...records import Clause, DateMention, Quantity, Span, Verdict
from ...values import as_date
from ...vocab import words
from ..sheet import Sheet
from .lexis import Lexis, Term, alike, best_like, terms_of
from .parts import Part

__all__ = ["Found", "Held", "hold", "units_of"]

#: Of a part's weight of words, what one sentence must have for support; and beside an equal value.
_SUPPORT, _BESIDE = 0.62, 0.12
#: Of the weight of what is said around a value, what a sentence must have to tell of the same event.
_SAME_EVENT = 0.42
_LONGEST = 300
#: How far "about" reaches: a share of the number.
_ROUGH = 0.25
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Unit(NamedTuple):
    """A sentence of the cited text and its content words."""

    start: int
    end: int
    terms: tuple[Term, ...]


class Found(NamedTuple):
    """A verdict, the cited text's own words for it, and in one clause why."""

    verdict: Verdict
    evidence: Span | None
    why: str


@dataclass
class Held:
    """The two texts and the weight of words."""

    ours: Sheet
    theirs: Sheet
    lexis: Lexis

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The cited text's sentences."""
        return tuple(units_of(self.theirs))


def units_of(sheet: Sheet) -> Iterable[Unit]:
    """The sentences of an account that belong to it and not to one nested in it."""
    for start, end in zip(sheet.sentences, [*sheet.sentences[1:], sheet.passage.end], strict=True):
        if not sheet.nested(start):
            terms = tuple(t for t in terms_of(sheet.text, start, end) if not sheet.nested(t.start))
            yield Unit(start, end, terms)


def hold(held: Held, part: Part) -> Found:
    """The verdict on one part."""
    if part.kind == "quote":
        return _quote(held, part)
    if part.date is not None:
        return _when(held, part, part.date)
    if part.quantity is not None:
        return _count(held, part, part.quantity)
    return _stayed_away(held, part) or _words(held, part)


# ------------------------------------------------------------------ words


def _words(held: Held, part: Part) -> Found:
    wanted = terms_of(held.ours.text, part.start, part.end)
    around = _context(held, part)
    best: tuple[float, float, int] | None = None
    chosen: Unit | None = None
    for unit in held.units:
        score = held.lexis.covered(wanted, unit.terms)
        if score < _needed(wanted) or not _head_found(part, wanted, unit) or not _names_found(wanted, unit):
            continue
        rank = (score, held.lexis.covered(around, unit.terms), -unit.start)
        if best is None or rank > best:
            best, chosen = rank, unit
    if chosen is None:
        return Found("not_found", None, "the cited text has no such words")
    other = _other_polarity(held, part, chosen)
    if other is not None:
        return Found("not_found", None, "the cited text has the words, but denies or only proposes it")
    return Found("supported", _window(held.theirs, wanted, chosen), "the cited text says so")


def _needed(wanted: Sequence[Term]) -> float:
    """One or two words must all be there; of more, most."""
    return 0.7 if sum(not t.narrows for t in wanted) <= 2 else _SUPPORT


def _head_found(part: Part, wanted: Sequence[Term], unit: Unit) -> bool:
    """Whether the word that carries the part has its like in the sentence: a predicate, or a phrase's head."""
    if part.kind in ("agent", "clause") and part.clause is not None:
        predicate = [t for t in wanted if part.clause.predicate.start <= t.start < part.clause.predicate.end]
        return all(best_like(t, unit.terms)[0] > 0 for t in predicate)
    return best_like(wanted[-1], unit.terms)[0] > 0


def _names_found(wanted: Sequence[Term], unit: Unit) -> bool:
    """Whether the last name in the part is there: first names and titles may be left out or spelt apart."""
    names = [t for t in wanted if t.name and not t.narrows]
    return not names or best_like(names[-1], unit.terms)[0] > 0


def _context(held: Held, part: Part) -> list[Term]:
    """The words of the clause around the part, and of the clause that it stands in."""
    if part.clause is None:
        low, high = held.ours.sentence(part.start)
    else:
        low, high = part.clause.start, part.clause.end
        for over in held.ours.above(part.clause, 1):
            low, high = min(low, over.start), max(high, over.end)
        low, high = max(low, part.start - 200), min(high, part.end + 200)
    return [t for t in terms_of(held.ours.text, low, high) if t.end <= part.start or part.end <= t.start]


def _other_polarity(held: Held, part: Part, unit: Unit) -> Clause | None:
    """The clause in which the cited text denies what the part says, or the other way round."""
    if part.clause is None or part.kind not in ("agent", "clause"):
        return None
    same = [
        c
        for c in held.theirs.clauses
        if unit.start <= c.predicate.start < unit.end and not c.nominal and _same_verb(c, part.clause)
    ]
    apart = [c for c in same if c.negated != part.clause.negated]
    return apart[0] if apart and len(apart) == len(same) else None


def _same_verb(a: Clause, b: Clause) -> bool:
    return alike(a.verb or a.lemma, b.verb or b.lemma) > 0


def _window(sheet: Sheet, wanted: Sequence[Term], unit: Unit) -> Span:
    """The cited words: from the first to the last that answers, the verb's clause where that is short."""
    hits = sorted(
        {t for w in wanted if (t := best_like(w, unit.terms)[1]) is not None}, key=lambda t: t.start
    )
    start, end = hits[0].start, hits[-1].end
    clauses = [
        c
        for c in sheet.clauses
        if c.start <= start
        and end <= c.end
        and unit.start <= c.start
        and c.end <= unit.end
        and c.end - c.start <= 120
    ]
    if clauses:
        tight = min(clauses, key=lambda c: c.end - c.start)
        start, end = tight.start, tight.end
    return sheet.span(start, min(end, start + _LONGEST))


# ------------------------------------------------------------------ a party that would not


def _stayed_away(held: Held, part: Part) -> Found | None:
    """A party that is told to have taken part, and of which the cited text says that it would not."""
    if part.clause is None or not _takes_part(part.clause):
        return None
    names = [t for t in terms_of(held.ours.text, part.start, part.end) if t.name]
    if not names:
        return None
    party = names[-1]
    for clause in held.theirs.clauses:
        if clause.nominal or not _would_not(clause):
            continue
        for subject in clause.having("subject"):
            has = terms_of(held.theirs.text, subject.start, subject.end)
            if best_like(party, [t for t in has if t.name])[0] > 0:
                start = min(subject.start, clause.predicate.start)
                end = _clause_core(clause)
                why = "the cited text says that this party would not take part"
                return Found("contradicted", held.theirs.span(start, min(end, start + _LONGEST)), why)
    return None


def _takes_part(clause: Clause) -> bool:
    return not clause.negated and bool({clause.lemma, clause.verb} & words("synonyms", "talking"))


def _would_not(clause: Clause) -> bool:
    if clause.negated:
        return bool({clause.lemma, clause.verb} & words("synonyms", "talking"))
    if clause.lemma not in words("synonyms", "refusing"):
        return False
    about = " ".join(a.text.lower() for a in clause.arguments if a.role != "subject")
    return any(alike(t, w) > 0 for t in about.split() for w in sorted(words("synonyms", "talking")))


def _clause_core(clause: Clause) -> int:
    """Where the verb's nearest arguments end, before the clauses that hang on it."""
    ends = [
        a.end
        for a in clause.arguments
        if a.role.startswith(("object", "prep", "complement")) and a.end - a.start < 60
    ]
    return max([clause.predicate.end, *ends])


# ------------------------------------------------------------------ dates


def _when(held: Held, part: Part, date: DateMention) -> Found:
    ours = as_date(date.edtf)
    if ours is None:
        return Found("not_found", None, "the date cannot be resolved")
    around = _context(held, part)
    same: list[tuple[float, int, DateMention]] = []
    other: list[tuple[float, int, DateMention]] = []
    for theirs in held.theirs.dates:
        if theirs.type not in ("DATE", "TIME") or held.theirs.nested(theirs.start):
            continue
        agrees = _agrees(ours, date, theirs)
        if agrees is None:
            continue
        score = held.lexis.covered(around, _near(held, theirs))
        (same if agrees else other).append((score, -theirs.start, theirs))
    if same and max(same)[0] >= _BESIDE:
        return Found("supported", _dated(held, max(same)[2]), "the cited text gives the same date")
    written = _written(held, ours)
    if written is not None:
        return Found("supported", written, "the cited text gives the same day")
    if other and max(other)[0] >= _SAME_EVENT and not ours.approximate:
        theirs = max(other)[2]
        why = f"the cited text has {theirs.text} for it, which is not {date.text}"
        return Found("contradicted", _dated(held, theirs), why)
    return Found("not_found", None, "the cited text gives no such date for it")


def _written(held: Held, ours: Date) -> Span | None:
    """The same day and month in figures and words, where no date expression was read there."""
    day = ours.earliest
    if day is None or ours.precision != "day":
        return None
    month = rf"{day:%b}(?:[a-z]*\.?)"
    pattern = (
        rf"\b(?:{day.day}(?:st|nd|rd|th)?(?: of)? {month}|{month} {day.day}(?:st|nd|rd|th)?)(?!\w|,? \d{{4}})"
    )
    for match in re.finditer(pattern, held.theirs.text[: held.theirs.passage.end]):
        if match.start() >= held.theirs.passage.start and not held.theirs.nested(match.start()):
            return held.theirs.span(match.start(), match.end())
    return None


def _agrees(ours: Date, date: DateMention, theirs: DateMention) -> bool | None:
    """True where both can be one date, False where they cannot, None where it cannot be said.

    A weekday that is not resolved still rules out a day that falls on another.
    """
    if theirs.text.lower() == date.text.lower() and not date.text.isdigit():
        return True
    value = as_date(theirs.edtf)
    if value is not None:
        if value.compatible(ours):
            return True if value.within(ours) and _as_fine(value, ours) else None
        return False if ours.cannot_both_be(value) and _fine(ours) and _fine(value) else None
    weekday = next((i for i, name in enumerate(_WEEKDAYS) if name in theirs.text.lower()), None)
    if weekday is None or ours.weekday is None:
        return _same_day_month(date, theirs)
    return None if weekday == ours.weekday else False


def _as_fine(value: Date, ours: Date) -> bool:
    """A day says "in May"; it does not say "over the past year", nor does "this year" say "in May"."""
    return str(value) == str(ours) or (
        not ours.is_interval and ours.precision in ("day", "month", "hour", "minute")
    )


def _fine(value: Date) -> bool:
    return value.precision in ("day", "hour", "minute", "second") and not value.is_interval


def _same_day_month(ours: DateMention, theirs: DateMention) -> bool | None:
    """A day and month without a year against a full date."""
    if not ours.edtf or not theirs.value or len(theirs.value) < 10 or not theirs.value.startswith("XXXX"):
        return None
    return True if ours.edtf[5:10] == theirs.value[5:10] else None


def _near(held: Held, date: DateMention) -> list[Term]:
    """The words of the clauses around a date of the cited text: of the verb it hangs on, and of its governor."""
    clauses = [
        c for c in held.theirs.clauses if c.start <= date.start and date.end <= c.end and not c.nominal
    ]
    if not clauses:
        start, end = held.theirs.sentence(date.start)
        return terms_of(held.theirs.text, start, end)
    tight = min(clauses, key=lambda c: c.end - c.start)
    low, high = tight.start, tight.end
    for over in held.theirs.above(tight, 1):
        low, high = min(low, over.start), max(high, over.end)
    return terms_of(held.theirs.text, low, high)


def _dated(held: Held, date: DateMention) -> Span:
    """The date with the words right before it."""
    low = max(held.theirs.sentence(date.start)[0], date.start - 24)
    while low < date.start and low > 0 and held.theirs.text[low - 1].isalnum():
        low += 1
    return held.theirs.span(low, date.end)


# ------------------------------------------------------------------ numbers


def _count(held: Held, part: Part, ours: Quantity) -> Found:
    around = _context(held, part)
    own = terms_of(held.ours.text, part.start, part.end)
    same: list[tuple[float, int, Quantity]] = []
    other: list[tuple[float, int, Quantity]] = []
    for theirs in held.theirs.quantities:
        if held.theirs.nested(theirs.start) or not _one_measure(held, ours, theirs, own):
            continue
        low, high = held.theirs.sentence(theirs.start)
        score = held.lexis.covered([*own, *around], terms_of(held.theirs.text, low, high))
        if (ours.low, ours.high) == (theirs.low, theirs.high):
            same.append((score, -theirs.start, theirs))
        elif _apart(ours, theirs) and _counted_alike(ours, theirs):
            other.append((score, -theirs.start, theirs))
    if same and max(same)[0] >= _BESIDE:
        return Found(
            "supported",
            held.theirs.span(max(same)[2].start, max(same)[2].end),
            "the cited text gives the same number",
        )
    if other and max(other)[0] >= _SAME_EVENT:
        theirs = max(other)[2]
        why = f"the cited text has {theirs.text[:60]}"
        return Found("contradicted", held.theirs.span(theirs.start, theirs.end), why)
    return Found("not_found", None, "the cited text gives no such number of them")


def _counted_alike(a: Quantity, b: Quantity) -> bool:
    if a.unit and b.unit:
        return a.unit == b.unit
    return bool(a.counted and b.counted and a.counted != "time" and alike(a.counted, b.counted) > 0)


def _one_measure(held: Held, a: Quantity, b: Quantity, own: Sequence[Term]) -> bool:
    """Whether the two count the same things: "met seven times" is seven meetings."""
    if (a.unit or b.unit) and a.unit != b.unit:
        return False
    if _counted_alike(a, b):
        return True
    counted = [x for x in (a.counted, b.counted) if x and x != "time"]
    if not counted:
        return True
    verbs = own if a.counted == "time" else terms_of(held.theirs.text, *held.theirs.sentence(b.start))
    return "time" in (a.counted, b.counted) and any(alike(t.form, c) > 0 for t in verbs for c in counted)


def _apart(a: Quantity, b: Quantity) -> bool:
    """Whether no number can be both; "about" leaves room on either side."""
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    return high_a < low_b or high_b < low_a


def _bounds(quantity: Quantity) -> tuple[float, float]:
    low = float("-inf") if quantity.low is None else quantity.low
    high = float("inf") if quantity.high is None else quantity.high
    return (low * (1 - _ROUGH), high * (1 + _ROUGH)) if quantity.approximate else (low, high)


# ------------------------------------------------------------------ quoted words


def _quote(held: Held, part: Part) -> Found:
    """Quoted words must stand in the cited text as they are."""
    wanted = [t.form for t in terms_of(held.ours.text, part.start, part.end)]
    for unit in held.units:
        have = [t.form for t in unit.terms]
        for i in range(len(have) - len(wanted) + 1):
            if have[i : i + len(wanted)] == wanted:
                span = held.theirs.span(unit.terms[i].start, unit.terms[i + len(wanted) - 1].end)
                return Found("supported", span, "the cited text has these words")
    return Found("not_found", None, "the cited text does not have these words")
