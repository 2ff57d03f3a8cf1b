"""Accounts that rest on a document of the case, by who put it out: "in a statement on Saturday the company said".

A document is named by its issuer with a verb of saying, or by its kind ("the ministry's press release").
Issuers say much, so the account must also tell what the document tells, the more the further the two lie
apart in time; where the document is named by its kind, less is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from ...dates import weekday_of
from ...records import LinkKind, Span
from ...spans import make_span
from ...vocab import load, words
from .alignment import words_of
from .cited import sentence_at
from .copies import Text, published_on, quotation_ranges
from .issuers import Issuer, other_kind
from .resolution import Topics, stated_day

__all__ = ["Rests", "on_documents"]

_LONGEST = 300
#: Share of the sentence's weight of words that the document must have, by how near the two are in time: first
#: where the sentence names the kind of document, then where it only says that its issuer said so.
_SHARE = {"day": (0.15, 0.35), "week": (0.2, 0.5), "unknown": (0.3, 0.6), "apart": (0.4, 0.7)}
#: What a number of two digits or more that both have adds to the share.
_NUMBER = 0.15
#: Characters between an issuer's name and its verb, and before a sentence in which its people may be named.
_NEAR, _BEFORE = 60, 300
_ON = re.compile(r"\b(?:on|late|early|last)\s+(?:\w+\s+)?(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_OF = re.compile(
    r"\s+(?:of|dated|from|on|issued on|released on|published on)\s+(?:\w+day,?\s+)?(?=\w+\.?\s+\d|\d)", re.I
)
_POSSESSIVE = re.compile(r"(?i)\b(?:its|his|her|their|the|that|this|\w+['’]s?)\s+(?:\w+\s+){0,2}$")


class Rests(NamedTuple):
    """That ``source`` (a passage) rests on the document ``target``, with the words that say so."""

    source: str
    target: Text
    kind: LinkKind
    evidence: Span


def on_documents(
    text: Text, page: str, documents: Sequence[tuple[Text, Issuer]], topics: Topics
) -> Iterator[Rests]:
    """The places of one text that rest on documents, best first for each place."""
    passage = text.passage
    others = [(d, i) for d, i in documents if d.passage.page != passage.page and _before(d, text)]
    found: dict[tuple[int, int], list[tuple[float, int, Rests]]] = {}
    for document, issuer in others:
        for low, high, named in _sentences(page, text, issuer):
            score = _fit(page, low, high, named, text, document, issuer, topics)
            span = make_span(passage.page, page, low, min(high, low + _LONGEST))
            if score is not None and span:
                kind: LinkKind = "quotes" if _quotes(page, low, high, document) else "reports"
                rests = Rests(passage.id, document, kind, span)
                found.setdefault((low, high), []).append((score, -document.order, rests))
    for place in sorted(found):
        yield max(found[place])[2]
    yield from _by_kind(text, page, others, set(found))


def _before(document: Text, text: Text) -> bool:
    when, now = published_on(document.passage), published_on(text.passage)
    return when is None or now is None or when <= now


def _sentences(page: str, text: Text, issuer: Issuer) -> Iterator[tuple[int, int, bool]]:
    """The sentences in which the issuer says something, and whether each names the kind of document."""
    passage, last = text.passage, -1
    for start, end in issuer.mentions(page, passage.start, passage.end):
        low, high = sentence_at(page, start, end, passage.start, passage.end)
        if low == last or any(a <= start < b for a, b in quotation_ranges(page, low, high)):
            continue
        named = bool(issuer.kinds_in(page[low:high]))
        before, after = page[max(low, start - 40) : start], page[end : min(high, end + _NEAR)]
        if not named and (issuer.kinds <= {"conference"} or other_kind(page[low:high], issuer.kinds)):
            continue  # what was said elsewhere
        if named or _verb().search(after) or _according().search(before):
            last = low
            yield low, high, named


def _fit(
    page: str, low: int, high: int, named: bool, text: Text, document: Text, issuer: Issuer, topics: Topics
) -> float | None:
    """How well the sentence fits the document; None where too little of it stands there, or on another day."""
    when, now = published_on(document.passage), published_on(text.passage)
    sentence = page[low:high]
    day = _ON.search(sentence)
    if day and when and now and (now - when).days <= 8:
        number = weekday_of(day.group(1))
        if named and when.weekday() != number:
            return None
    nearness = _nearness(when, now)
    if when and (
        stated := next((d for end in issuer.kind_ends(sentence) if (d := _dated(sentence[end:]))), None)
    ):
        if stated != (when.month, when.day):
            return None
        nearness = "day"
    own = {form for name in issuer.names for form in name}
    forms = [f for f in words_of(page, low, high).forms if f not in own]
    score = topics.shared(forms, document.passage.id)
    if any(f.isdigit() and len(f) > 1 and f in document.words.forms for f in forms if not _is_date(f, now)):
        score += _NUMBER
    if topics.phrase(forms, document.passage.id, text.passage.id):
        score += _NUMBER
    return score if score >= _SHARE[nearness][not named] else None


def _dated(after: str) -> tuple[int, int] | None:
    """The month and day that stand right behind a document's noun: "its statement of 4 March"."""
    match = _OF.match(after)
    return stated_day(after[match.end() : match.end() + 18]) if match else None


def _is_date(form: str, now: date | None) -> bool:
    return len(form) == 4 and form[:2] in ("19", "20")


def _nearness(when: date | None, now: date | None) -> str:
    if when is None or now is None:
        return "unknown"
    days = (now - when).days
    return "day" if days <= 2 else "week" if days <= 7 else "apart"


def _quotes(page: str, low: int, high: int, document: Text) -> bool:
    """Whether the sentence gives words inside quotation marks that stand in the document."""
    theirs = " ".join(document.words.forms)
    spoken = (" ".join(words_of(page, a, b).forms) for a, b in quotation_ranges(page, low, high))
    return any(len(said.split()) >= 3 and said in theirs for said in spoken)


# ------------------------------------------------------------------ by its kind alone


def _by_kind(
    text: Text, page: str, documents: Sequence[tuple[Text, Issuer]], taken: Iterable[tuple[int, int]]
) -> Iterator[Rests]:
    """The one such document of a body of that sort whose people are named: "his company's press statement"."""
    passage = text.passage
    for match in _strong().finditer(page, passage.start, passage.end):
        low, high = sentence_at(page, match.start(), match.end(), passage.start, passage.end)
        if not _POSSESSIVE.search(page[low : match.start()]) or (low, high) in taken:
            continue
        around = page[max(passage.start, low - _BEFORE) : high].lower()
        fits = [
            document
            for document, issuer in documents
            if issuer.kinds_in(match.group())
            and _same_sort(page[low:high].lower(), issuer)
            and (
                any(person[-1] in around for person in issuer.people)
                or issuer.named_in(page[passage.start : high])
            )
        ]
        span = make_span(passage.page, page, low, min(high, low + _LONGEST))
        if len(fits) == 1 and span:
            yield Rests(passage.id, fits[0], "reports", span)


def _same_sort(sentence: str, issuer: Issuer) -> bool:
    """Whether the sentence has the common noun for what the issuer is: "the company", "the ministry"."""
    return any(
        re.search(rf"\b{noun}(?:s|['’]s)?\b", sentence) and any(name & set(marks) for name in issuer.names)
        for noun, marks in load("derivation")["sorts"].items()
    )


@cache
def _strong() -> re.Pattern[str]:
    items = [
        i for kind in ("release", "order") for i in load("derivation")["documents"][kind] if i != "statement"
    ]
    return re.compile(
        r"(?i)\b(?:" + "|".join(sorted(map(re.escape, items), key=lambda i: (-len(i), i))) + r")s?\b"
    )


@cache
def _verb() -> re.Pattern[str]:
    verbs = "|".join(sorted(words("derivation", "verbs", "saying")))
    return re.compile(rf"^[^.;:!?\n“”\"]*?\b(?:{verbs})\b")


@cache
def _according() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:according to|said|says|by|from|per|told by)\s+(?:the\s+)?$")
