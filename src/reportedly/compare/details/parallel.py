"""Parallel wording: two accounts tell one thing in nearly the same words, and one value is another.

This is the surest sign that two values answer one question of one event, whatever the frame: a retelling
that gets a date wrong, a copy with another number, a "not" that was dropped.  Sentences that share a run
of words are aligned word by word; where exactly one typed value differs, the pair is reported.  Where two
or more differ, the sentences are likelier two events told by one template, and nothing is.

Candidates are blocked by shared runs of words, and a run that stands in many different sentences (a
template, a boilerplate line) opens no block, so the cost is near-linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import Literal

from ...records import Span
from ...vocab import words
from ...vocab.titles import titles
from ..sheet import Sheet

__all__ = ["Kind", "Parallel", "parallels"]

Kind = Literal["count", "date", "place", "name", "polarity"]

#: A shared run of so many words makes two sentences candidates.
_RUN = 4
#: In a sentence no longer than this, one word fewer at its beginning or its end is enough.
_SHORT = 10
#: A run that stands in more different sentences than this is a template.
_MOST = 24
#: Words that two parallel sentences share at least, and as a share of the shorter one.
_SHARED, _SHARE = 5, 0.6
#: Of the carriers of one sentence, so many are held against those of another.
_CARRIERS = 3
#: A date at most so many characters behind a verb of saying is when it was said.
_SAID = 24
#: A differing value is at most so many words long.
_LONGEST = 4

_MIDDLE = re.compile(r"[a-z,]\s$")
_TOKEN = re.compile(r"\d[\d,.:]*\d|\d|\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two spans that stand in one place of two parallel sentences and differ; ``kind`` is their type."""

    kind: Kind
    a: Span
    b: Span
    first: Sheet
    second: Sheet


@dataclass(frozen=True, slots=True)
class _Sentence:
    """``kinds`` types every word that can be a value, or part of one; None elsewhere."""

    sheet: Sheet
    words: tuple[str, ...]
    kinds: tuple[Kind | None, ...]
    at: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """The page span of words ``start`` to ``end``; of the words around it where that is nothing."""
        if start == end:
            start, end = max(0, start - 1), min(len(self.at), end + 1)
        return self.sheet.span(self.at[start][0], self.at[end - 1][1])


Range = tuple[int, int]
#: Asked of two names or places and the accounts that they stand in: may they be one?
Same = Callable[[Kind, Span, Span, Sheet, Sheet], bool]


def parallels(sheets: Sequence[Sheet], same: Same) -> list[Parallel]:
    """Every parallel pair of different accounts, in the order of the text.

    ``same`` is asked of two names or places whether they may be one (one actor, one name in two
    spellings, a town and its country).
    """
    unique: dict[tuple[str, ...], list[_Sentence]] = {}
    for sheet in sheets:
        for sentence in _sentences(sheet):
            unique.setdefault(sentence.words, []).append(sentence)
    texts = list(unique)
    found = (
        _pair(a, b, same)
        for x, y in _candidates(texts)
        for a, b in product(unique[texts[x]][:_CARRIERS], unique[texts[y]][:_CARRIERS])
        if a.sheet.passage.id != b.sheet.passage.id
    )
    return [pair for pair in found if pair is not None]


def _pair(a: _Sentence, b: _Sentence, same: Same) -> Parallel | None:
    differing = _differences(a, b)
    if len(differing) != 1:
        return None
    kind, left, right = differing[0]
    one, other = a.span(*left), b.span(*right)
    if kind == "date" and _is_own_date(a.sheet, one) and _is_own_date(b.sheet, other):
        return None
    if kind == "date" and (_of_saying(a.sheet, one) or _of_saying(b.sheet, other)):
        return None
    if kind in ("name", "place") and same(kind, one, other, a.sheet, b.sheet):
        return None
    return Parallel(kind, one, other, a.sheet, b.sheet)


def _is_own_date(sheet: Sheet, span: Span) -> bool:
    """Whether ``span`` is the account's own date of publication."""
    if any(e.start < span.end and span.start < e.end for e in sheet.passage.published.evidence):
        return True
    own = sheet.passage.published.edtf
    return own is not None and any(
        d.edtf == own and d.start < span.end and span.start < d.end for d in sheet.dates
    )


def _of_saying(sheet: Sheet, span: Span) -> bool:
    """Whether a date tells when something was said, not when it happened ("said on Monday")."""
    cues = (s.cue for s in sheet.statements if s.cue is not None)
    return any(cue.page == span.page and 0 <= span.start - cue.end <= _SAID for cue in cues)


def _sentences(sheet: Sheet) -> Iterator[_Sentence]:
    named = _named(sheet)
    for number, start in enumerate(sheet.sentences):
        end = sheet.sentences[number + 1] if number + 1 < len(sheet.sentences) else sheet.passage.end
        matches = list(_TOKEN.finditer(sheet.text, start, end))
        told = len(matches) >= _SHARED and not sheet.nested(start)
        if told and sheet.statement(matches[0].start(), matches[-1].end()) is not None:
            lower = tuple(m.group().lower().replace("’", "'") for m in matches)
            kinds = tuple(_kind(w, named.get(m.start())) for w, m in zip(lower, matches, strict=True))
            # what is nothing but a date or a clock time stamps a comment, it tells nothing
            if any(kind is None and len(word) > 2 for word, kind in zip(lower, kinds, strict=True)):
                yield _Sentence(sheet, lower, kinds, tuple((m.start(), m.end()) for m in matches))


def _named(sheet: Sheet) -> dict[int, Kind]:
    """Where the words of names begin: those that the recogniser labels, and capitals within a sentence."""
    found: dict[int, Kind] = {}
    for match in _TOKEN.finditer(sheet.text, sheet.passage.start, sheet.passage.end):
        if match.group()[0].isupper() and _MIDDLE.search(
            sheet.text, max(0, match.start() - 2), match.start()
        ):
            found[match.start()] = "name"
    for mention in sheet.mentions:
        if mention.label in _NAMES:
            for match in _TOKEN.finditer(sheet.text, mention.start, mention.end):
                if match.group()[0].isupper():
                    found[match.start()] = _NAMES[mention.label]
    return found


_NAMES: dict[str, Kind] = {"PERSON": "name", "ORG": "name", "GPE": "place", "LOC": "place", "FAC": "place"}


def _kind(word: str, named: Kind | None) -> Kind | None:
    if word in words("parallel", "negations") or word.endswith("n't"):
        return "polarity"
    if word in words("parallel", "times"):
        return "date"
    if word[0].isdigit() or word in words("parallel", "numbers"):
        return "count"
    return None if word in titles() else named


def _candidates(texts: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Pairs of different sentences that share a run of words, each pair once."""
    block: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        runs = {text[i : i + _RUN] for i in range(len(text) - _RUN + 1)}
        if len(text) <= _SHORT:
            runs |= {("^", *text[: _RUN - 1]), (*text[1 - _RUN :], "$")}
        for run in sorted(runs):
            block[run].append(number)
    pairs = {
        (x, y)
        for members in block.values()
        if 1 < len(members) <= _MOST
        for i, x in enumerate(members)
        for y in members[i + 1 :]
    }
    return sorted(pairs)


def _differences(a: _Sentence, b: _Sentence) -> list[tuple[Kind, Range, Range]]:
    """The places where typed values differ; empty where the sentences are not parallel.

    A difference that holds no typed value on either side is another wording and does not count; one that
    holds a value on one side alone is counted, as a sign that the sentences tell different things.
    """
    codes = SequenceMatcher(None, a.words, b.words, autojunk=False).get_opcodes()
    shared = sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal")
    if shared < _SHARED or shared < _SHARE * min(len(a.words), len(b.words)):
        return []
    found: list[tuple[Kind, Range, Range]] = []
    for tag, i1, i2, j1, j2 in codes:
        if tag != "equal" and (kind := _difference(a, b, (i1, i2), (j1, j2))):
            found.append((kind, (i1, i2), (j1, j2)))
    return found


def _difference(a: _Sentence, b: _Sentence, left: Range, right: Range) -> Kind | None:
    one, other = a.kinds[slice(*left)], b.kinds[slice(*right)]
    if max(len(one), len(other)) > _LONGEST:
        return None
    if one.count("polarity") % 2 != other.count("polarity") % 2:
        return "polarity"
    if "date" in one and "date" in other:
        return "date"
    if "count" in one and "count" in other:
        beside = a.kinds[max(0, left[0] - 1) : left[0]] + a.kinds[left[1] : left[1] + 1]
        return "date" if "date" in beside else "count"
    both = {*one, *other}
    if one and other and both <= {"name", "place"}:
        before = a.words[left[0] - 1] if left[0] else ""
        return "place" if "place" in both or before in words("parallel", "locative") else "name"
    return None
