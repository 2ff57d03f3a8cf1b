"""Accounts that rest on one gathering or one document whose record is in the case.

A report of a news conference mentions the record of it; a page that says it is the second of two goes
with the first; "a British newspaper reported" is the one British newspaper's text that fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from ...dates import month_of
from ...names.press import country_of
from ...records import Passage, Reading, Span
from ...spans import make_span
from ...vocab import load, pattern, words
from .alignment import words_of
from .cited import sentence_at
from .copies import Text, published_on
from .resolution import Topics

__all__ = ["described", "gatherings"]

_HEAD = 500
#: Share of the words' weight that the record, or the newspaper's text, must have.
_ABOUT = 0.2
_LONGEST = 300
_LABEL = re.compile(r"(?m)^\s{0,4}(?:[A-Z][A-Z.'’-]+ ?){1,4}:\s")
_NAME = re.compile(r"\b[A-Z][a-zà-ÿ’'-]{3,}\b")
_DATE = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (\d{1,2}),? (\d{4})\b")
_PART = re.compile(r"(?i)\bpage\s+(\d+)\s+of\s+(\d+)\b")


def _noun() -> re.Pattern[str]:
    return pattern(words("derivation", "conference", "nouns"))


def _record() -> re.Pattern[str]:
    return pattern(words("derivation", "conference", "records"))


class _Record(NamedTuple):
    """A record of a gathering: who speaks in it, its day, and the words that tell it from others ("farewell")."""

    text: Text
    speakers: frozenset[str]
    day: date | None
    kinds: frozenset[str]


def gatherings(
    readings: Sequence[Reading], texts: Sequence[Text], shared: Set[tuple[int, int]]
) -> Iterator[tuple[str, str, Span | None]]:
    """Pairs of passages (citing, cited) with the words that say so; ``shared`` are texts with words in common."""
    page = {r.page.id: r.page.text for r in readings}
    records = [
        _as_record(page[t.passage.page], t) for t in texts if _is_record(page[t.passage.page], t.passage)
    ]
    for text in texts:
        if text.passage.kind == "comment":
            continue
        yield from _conference(text, page[text.passage.page], records, shared)
        yield from _part(text, texts, page)


def _as_record(text: str, record: Text) -> _Record:
    head = text[max(0, record.passage.start - _HEAD) : record.passage.start + _HEAD]
    return _Record(
        record,
        _speakers(text, record.passage),
        published_on(record.passage) or _day_in(head),
        _kinds_of(head),
    )


def _kinds_of(text: str) -> frozenset[str]:
    """The words right before the nouns for a gathering, but for the plainest."""
    before = [word for m in _noun().finditer(text) for word in text[: m.start()].split()[-1:]]
    return frozenset(w.lower().strip("\"'“”’") for w in before) - words("derivation", "conference", "plain")


def _day_in(text: str) -> date | None:
    match = _DATE.search(text)
    if not match:
        return None
    try:
        return date(int(match.group(3)), month_of(match.group(1)), int(match.group(2)))
    except ValueError:
        return None


def _is_record(text: str, passage: Passage) -> bool:
    """Whether the passage sets down what was said: a record's title, and speakers' labels."""
    head = text[max(0, passage.start - _HEAD) : min(passage.end, passage.start + _HEAD)]
    return bool(
        _record().search(head) and _LABEL.search(text, passage.start, passage.end) and _noun().search(head)
    )


def _speakers(text: str, passage: Passage) -> frozenset[str]:
    labels = _LABEL.findall(text, passage.start, passage.end)
    return frozenset(word.lower() for label in labels for word in re.findall(r"[A-Z][A-Z’'-]{3,}", label))


def _conference(
    text: Text, page: str, records: Sequence[_Record], shared: Set[tuple[int, int]]
) -> Iterator[tuple[str, str, Span | None]]:
    passage = text.passage
    if any(record.text.passage.id == passage.id for record in records):
        return
    for match in _noun().finditer(page, passage.start, passage.end):
        low, high = sentence_at(page, match.start(), match.end(), passage.start, passage.end)
        names = {_bare(n) for n in _NAME.findall(page[max(passage.start, low - 200) : high])}
        for record in records:
            if not names & record.speakers:
                continue
            if _same_day(published_on(passage), record.day) or (
                not _apart(published_on(passage), record.day)
                and (_kinds_of(page[low : match.end()]) & record.kinds or _pair(text, record.text) in shared)
            ):
                low = max(low, match.end() - _LONGEST)
                yield (
                    passage.id,
                    record.text.passage.id,
                    make_span(passage.page, page, low, min(high, low + _LONGEST)),
                )
                return


def _bare(name: str) -> str:
    return name.lower().removesuffix("’s").removesuffix("'s")


def _pair(a: Text, b: Text) -> tuple[int, int]:
    return min(a.order, b.order), max(a.order, b.order)


def _same_day(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and abs(a - b) <= timedelta(days=2)


def _apart(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and abs(a - b) > timedelta(days=7)


def _part(
    text: Text, texts: Sequence[Text], page: Mapping[str, str]
) -> Iterator[tuple[str, str, Span | None]]:
    """The first page of an article for the page that says it is a later one under the same headline."""
    own = page[text.passage.page]
    match = _PART.search(own, 0, text.passage.start + _HEAD)
    if not match or match.group(1) == "1":
        return
    head = _titles(own, text.passage)
    for other in texts:
        if other.passage.page == text.passage.page:
            continue
        if head & _titles(page[other.passage.page], other.passage):
            yield (
                text.passage.id,
                other.passage.id,
                make_span(text.passage.page, own, match.start(), match.end()),
            )
            return


def _titles(text: str, passage: Passage) -> frozenset[str]:
    lines = (line.strip().lower() for line in text[: passage.start + _HEAD].splitlines()[:12])
    return frozenset(line for line in [*lines, (passage.title or "").lower()] if 3 <= len(line.split()) <= 16)


@cache
def _newspaper() -> re.Pattern[str]:
    demonyms = sorted(load("press")["demonyms"], key=lambda w: (-len(w), w))
    nouns = sorted(words("press", "anaphors", "nouns"), key=lambda w: (-len(w), w))
    return re.compile(
        r"\b(?:[Aa]n?|[Oo]ne|[Tt]he|what a|[Aa]nother)\s+("
        + "|".join(map(re.escape, demonyms))
        + r")(?:-language|-based)?\s+"
        r"(?:" + "|".join(map(re.escape, nouns)) + r")\b"
    )


def described(
    text: Text, page: str, named: Iterable[str], by_country: Mapping[str, Sequence[Text]], topics: Topics
) -> Iterator[tuple[str, str, Span | None]]:
    """What "a British newspaper" is held against: British newspapers in the case, where the text names none.

    ``named`` are the keys of the outlets that the text does name, ``by_country`` the dated texts of each
    country's outlets.
    """
    passage, demonyms = text.passage, load("press")["demonyms"]
    for match in _newspaper().finditer(page, passage.start, passage.end):
        country = demonyms[match.group(1)]
        if any(country_of(key) == country for key in named):
            continue
        low, high = sentence_at(page, match.start(), match.end(), passage.start, passage.end)
        about = words_of(page, low, high).forms
        fits = [
            (topics.shared(about, other.passage.id), -other.order, other)
            for other in by_country.get(country, ())
            if other.passage.id != passage.id and _just_before(passage, other.passage)
        ]
        if fits and max(fits)[0] >= _ABOUT:
            yield (
                passage.id,
                max(fits)[2].passage.id,
                make_span(passage.page, page, max(low, high - _LONGEST), high),
            )


def _just_before(citing: Passage, cited: Passage) -> bool:
    now, when = published_on(citing), published_on(cited)
    return now is not None and when is not None and timedelta(0) <= now - when <= timedelta(days=4)
