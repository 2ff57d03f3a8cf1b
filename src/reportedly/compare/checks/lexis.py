"""The words of a text as they are held against the words of another: stems, names, near-synonyms, weights.

Support for a paraphrase needs knowledge of words.  It is had from shared stems, from a small vocabulary of
near-synonyms (``vocab/synonyms.toml``), from the likeness of names' spellings, and from how rare a word is
in the case.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from ...values import kin
from ...vocab import load, words

__all__ = ["Lexis", "Term", "alike", "best_like", "classes_of", "terms_of"]

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[-'’‘]\s?\w+)*")
_PREFIX = re.compile(r"^(?:al|el|as|ash|an|ad|az|ar|ex|un)-\s?", re.IGNORECASE)
_STATES = frozenset({"US", "UN", "UK", "EU"})
#: Likeness of two spellings of one name (0 to 100).
_SPELLING = 78


#: What a word counts that only narrows the next one: a first name, a title, "US" in "US withdrawal".
_NARROWING = 0.3


class Term(NamedTuple):
    """A content word on a page: ``form`` lower-cased, without accents, hyphens and articles.

    ``narrows`` is true of a capitalised word that stands right before another content word.
    """

    form: str
    start: int
    end: int
    name: bool
    narrows: bool = False


@lru_cache(maxsize=20_000)
def terms_of(text: str, start: int, end: int) -> tuple[Term, ...]:
    """The content words of ``text[start:end]``, in order."""
    empty = words("hedges", "function") | words("hedges", "pronouns")
    found: list[Term] = []
    for match in _words_in(text, start, end):
        written = match.group()
        low = written.lower()
        form, named = _form_of(written)
        if not form or ((low in empty or form in empty) and written.replace(".", "") not in _STATES):
            continue
        if found and found[-1].name and text[found[-1].end : match.start()] in (" ", "\n", " ‘", " “"):
            found[-1] = found[-1]._replace(narrows=True)
        found.append(Term(form, match.start(), match.end(), named))
    return tuple(found)


def _words_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words, a phrase that the vocabulary treats as one ("prime minister", "sat down") being one."""
    phrases = _phrases()
    while match := _WORD.search(text, start, end):
        phrase = phrases.get(match.group().lower())
        match = (phrase and phrase.match(text, match.start(), end)) or match
        yield match
        start = match.end()


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """For each first word of a phrase, the phrases that it begins."""
    begun: dict[str, set[str]] = {}
    for row in load("synonyms")["classes"]:
        for phrase in row:
            first, _, rest = phrase.partition(" ")
            for form in _inflected(first) if rest else ():
                begun.setdefault(form, set()).add(rf"{re.escape(form)}\s{re.escape(rest)}")
    return {
        first: re.compile(
            rf"(?i:{'|'.join(sorted(whole, key=lambda p: (-len(p), p)))})\b".replace(r"\ ", r"\s")
        )
        for first, whole in begun.items()
    }


@lru_cache(maxsize=100_000)
def _form_of(written: str) -> tuple[str, bool]:
    """A word's form, and whether it is capitalised, an article before it left aside."""
    word = _PREFIX.sub("", written)
    return _form(word), word[:1].isupper()


def _form(word: str) -> str:
    plain = (word if word.isascii() else anyascii(word)).lower()
    plain = re.sub(r"['`]s$|s'$", "", plain)
    return re.sub(r"[-'`.\s]", "", plain)


@cache
def _index() -> dict[str, frozenset[int]]:
    """Every form of every synonym, and the rows it stands in."""
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(load("synonyms")["classes"]):
        for word in row:
            first, _, rest = word.partition(" ")
            for form in _inflected(first if rest else _form(word)):
                rows.setdefault(_form(form + rest), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in rows.items()}


def _inflected(base: str) -> Iterable[str]:
    yield base
    if base.endswith("e"):
        yield from (base + "s", base + "d", base[:-1] + "ing")
    elif base.endswith("y") and base[-2:-1] not in "aeiou":
        yield from (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    else:
        yield from (base + "s", base + "ed", base + "ing")
        if len(base) > 2 and base[-1] in "bdgmnprt" and base[-2] in "aeiou":
            yield from (base + base[-1] + "ed", base + base[-1] + "ing")


def classes_of(form: str) -> frozenset[int]:
    """The rows of near-synonyms that hold ``form``."""
    return _index().get(form, frozenset())


@cache
def alike(a: str, b: str, names: bool = False) -> float:
    """How far two forms are one word: 1 the same, 0.9 one stem, 0.8 synonyms or spellings of a name, else 0."""
    if a == b:
        return 1.0
    if a.isdigit() or b.isdigit():
        return 0.0
    if kin(a, b) and (min(len(a), len(b)) >= 5 or max(a, b, key=len) in _inflected(min(a, b, key=len))):
        return 0.9  # of a short word only its own forms: "party" is not kin to "part"
    if names and min(len(a), len(b)) >= 4 and ratio(a, b) >= _SPELLING:
        return 0.8
    return 0.8 if classes_of(a) & classes_of(b) else 0.0


class Lexis:
    """How much each word tells, from how many of the case's sentences hold it (inverse document frequency)."""

    def __init__(self, sentences: Iterable[Sequence[Term]]) -> None:
        count: dict[str, int] = {}
        total = 0
        for sentence in sentences:
            total += 1
            for form in {term.form for term in sentence}:
                count[form] = count.get(form, 0) + 1
        self._count, self._total = count, max(1, total)

    def weight(self, form: str) -> float:
        """More for a rare word: log of one plus sentences over sentences with it."""
        return math.log(1 + self._total / self._count.get(form, 1))

    def covered(self, wanted: Sequence[Term], have: Sequence[Term]) -> float:
        """Of the weight of ``wanted``, the part that has a like word in ``have``: 0 to 1."""
        weights = [self.weight(t.form) * (_NARROWING if t.narrows else 1.0) for t in wanted]
        if not weights:
            return 0.0
        return sum(w * best_like(t, have)[0] for w, t in zip(weights, wanted, strict=True)) / sum(weights)


def best_like(term: Term, have: Sequence[Term]) -> tuple[float, Term | None]:
    """The likest of ``have``, and how like it is."""
    for other in have:
        if other.form == term.form:
            return 1.0, other
    best, found = 0.0, None
    for other in have:
        score = alike(term.form, other.form, term.name and other.name)
        if score > best:
            best, found = score, other
    return best, found
