"""Footnotes and lists of references: which entry is which page, and which sentence rests on it.

An entry names what it cites by outlet, title, author, date, kind and number.  It is held against what the
pages of the case say of themselves, as records are linked (Fellegi and Sunter 1969): each field that agrees
speaks for a page, a date that differs speaks against it.  Where none fits, the entry's outlet is one outside
the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from ...base.sentences import sentence_starts
from ...names.outlets import shown_name
from ...names.press import name_tokens
from ...read.stamps import Stamps, day_first
from ...records import Reading, Span
from ...spans import make_span
from ...vocab import words
from .copies import Text, published_on
from .mastheads import CaseNames, head_lines
from .whose import Whose

__all__ = ["Reference", "entries_from", "references"]

_LONGEST = 300
#: What an entry must score, and what each field that agrees adds: with a title alone it is enough.
_ENOUGH, _TITLE, _NAME, _DAY, _NUMBER, _AUTHOR, _MONTH = 4, 4, 2, 2, 2, 1, 1
#: Words of a title that make it one page's.
_TELLING = 3
_MARKED = re.compile(
    r"\s*(?:\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})[.)](?=\s)|(?P<c>\d{1,3})\s*\^)\s*\^?\s*(?:[a-z]\s+)*"
)
_CARET = re.compile(r"\s*(?:\^|↑|[•*–-]\s)\s*")
_QUOTED = re.compile(r"[“\"‘'«](?P<title>[^“”\"«»]{8,160}?)[”\"’'»](?!\w)")
_NOTE = re.compile(r"\[(\d{1,3})\]")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|[“\"«]|https?://")
_SEEN = re.compile(r"(?i)\b(?:retrieved|accessed|archived|last (?:seen|visited|checked))\b.*")
_YEAR_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(\d{4})\b|\b((?:19|20)\d\d)\b", re.I
)


class Reference(NamedTuple):
    """An entry of a text's list, or a place of the text that a number ties to one.

    ``text`` is the page of the case that is meant, or None; ``outlet`` the outlet it names, or None.
    ``listed`` is true of the entry itself.
    """

    passage: str
    text: Text | None
    outlet: str | None
    evidence: Span
    listed: bool


class _Entry(NamedTuple):
    number: int
    start: int
    end: int


def references(
    reading: Reading,
    passage: Text,
    candidates: Sequence[Text],
    pages: Mapping[str, Reading],
    whose: Whose,
    names: CaseNames,
) -> Iterator[Reference]:
    """The references of one text, in order: its entries, then the places that their numbers mark."""
    text, own = reading.page.text, passage.passage
    entries = list(_entries(text, own.start, len(text)))
    if not entries:
        return
    meant: dict[int, tuple[Text | None, str | None]] = {}
    for entry in entries:
        line = _SEEN.sub("", text[entry.start : entry.end])
        fits = [
            (score, -c.order, c)
            for c in candidates
            if c.passage.page != own.page
            and (score := _score(line, c, pages[c.passage.page], whose, names)) >= _ENOUGH
        ]
        found = max(fits)[2] if fits and sum(f[0] == max(fits)[0] for f in fits) == 1 else None
        outlet = _outlet(line, names)
        meant[entry.number] = found, outlet
        span = make_span(own.page, text, entry.start, min(entry.end, entry.start + _LONGEST))
        if span and (found or outlet):
            yield Reference(own.id, found, outlet, span, True)
    for start, end, number in _places(text, own.start, entries[0].start):
        found, outlet = meant.get(number, (None, None))
        span = make_span(own.page, text, start, end)
        if span and (found or outlet):
            yield Reference(own.id, found, outlet, span, False)


# ------------------------------------------------------------------ where they stand


@cache
def _heading() -> re.Pattern[str]:
    titles = "|".join(sorted(words("derivation", "references", "headings")))
    return re.compile(rf"(?im)^[\s\W\d]*(?:{titles})\s*:?\s*(?:\[\s*edit\s*\])?\s*$")


def _entries(text: str, start: int, end: int) -> Iterator[_Entry]:
    """The lines of the lists under headings like "References", each with its number where it has one."""
    for heading in _heading().finditer(text, start, end):
        count = 0
        for line in re.finditer(r"[^\n]+", text[heading.end() : end]):
            a, b = heading.end() + line.start(), heading.end() + line.end()
            marked = _MARKED.match(text, a, b)
            marker = marked or _CARET.match(text, a, b)
            if marker is None:
                if count or _heading().fullmatch(line.group()):
                    break
                continue
            count += 1
            if _DATED.search(text, marker.end(), b):  # without a date or a title it is a bare name
                yield _Entry(int(next(filter(None, marked.groups()))) if marked else count, marker.end(), b)


def entries_from(text: str, start: int, end: int) -> int | None:
    """Where the entries of a text's lists of references begin; None where it has none."""
    first = next(_entries(text, start, end), None)
    return first.start if first is not None else None


def _places(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """What stands before each number in brackets, back to the sentence's beginning or to another number."""
    last = start
    for match in _NOTE.finditer(text, start, end):
        before_it = max(last, match.start() - 1)
        low = max(sentence_starts(text, last, before_it)[-1], text.rfind("\n", last, before_it) + 1)
        if text[low : match.start()].strip(" .,;:\n"):
            a = low + len(text[low : match.start()]) - len(text[low : match.start()].lstrip(" .,;:\n"))
            yield max(a, match.start() - _LONGEST), match.start(), int(match.group(1))
            before = (a, match.start())
        elif last != start:
            yield before[0], before[1], int(match.group(1))  # "…[2][3]": one place, two notes
        last = match.end()


# ------------------------------------------------------------------ which page is meant


def _score(
    line: str,
    text: Text,
    reading: Reading,
    whose: Whose,
    names: CaseNames,
) -> int:
    """How far an entry's fields agree with what the page says of itself; 0 where its date cannot be the page's."""
    passage = text.passage
    head = "\n".join(reading.page.text[a:b] for a, b in head_lines(reading.page))
    agrees = _date(line, published_on(passage) or _stamped(head))
    if agrees is None:
        return 0
    score = agrees
    if _titled(line, reading, text):
        score += _TITLE
    keys = {m.key for m in names.find(line, 0, len(line)) if not m.short}
    named = any(text.order in dict(n.leads) for n in whose.find(line, 0, len(line)))
    if keys & whose.keys[passage.id] or named:
        score += _NAME
    if any(number in head for number in re.findall(r"\b\d+/\d{2,4}\b", line)):
        score += _NUMBER
    family = {
        name_tokens(author)[-1]
        for author in re.split(r",| and ", passage.author or "")
        if name_tokens(author)
    }
    if family & set(name_tokens(line)):
        score += _AUTHOR
    return score


def _date(line: str, day: date | None) -> int | None:
    """What the entry's date says for a page of ``day``; None where the two cannot be one."""
    stamp = Stamps().first(line)
    if stamp and stamp.edtf:
        if day is None:
            return 0
        return _DAY if abs(date.fromisoformat(stamp.edtf[:10]) - day).days <= 1 else None
    coarse = _YEAR_MONTH.search(line)
    if coarse is None or day is None:
        return 0
    year = int(coarse.group(2) or coarse.group(3))
    if year != day.year or (coarse.group(1) and f"{day:%b}".lower() != coarse.group(1).lower()):
        return None
    return _MONTH if coarse.group(1) else 0


def _stamped(head: str) -> date | None:
    """The one day that the page's head gives."""
    days = {s.edtf[:10] for line in head.splitlines() for s in Stamps(day_first(head)).find(line) if s.edtf}
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def _titled(line: str, reading: Reading, text: Text) -> bool:
    """Whether the entry gives the page's title, whole or its first words."""
    page = reading.page
    heads = [text.passage.title or "", page.title or "", *(page.text[a:b] for a, b in head_lines(page))]
    titles = [name_tokens(head) for head in heads]
    given = [name_tokens(m.group("title")) for m in _QUOTED.finditer(line)]
    return any(
        len(mine) >= _TELLING
        and (theirs[: len(mine)] == mine or ratio(" ".join(mine), " ".join(theirs)) >= 92)
        for mine in given
        for theirs in titles
    )


def _outlet(line: str, names: CaseNames) -> str | None:
    """The outlet that an entry names, as it would be shown."""
    found = [m for m in names.find(line, 0, len(line)) if not m.short and m.key not in names.weak]
    quoted = [m.span() for m in _QUOTED.finditer(line)]
    outside = [m for m in found if not any(a <= m.start < b for a, b in quoted)]
    return shown_name(outside[-1]) if outside else None
