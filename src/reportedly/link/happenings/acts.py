"""What an affair's accounts tell above all: the acts that most of them tell of, and most of them at their head.

News tells what matters first (the inverted pyramid), so that an account whose opening has an act counts for more.
An act is known by the verb that tells it, whether a verb or an event noun does ("bomb", "bombing"); meetings
and talks of any word are one act.  What only tells that something was said or looked into is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...records import Clause, Passage
from ...vocab import load, words
from .coding import code_of
from .rarity import forms, rarity

__all__ = ["LEADING", "TALKS", "Act", "acts_of"]

_SAYING = (
    "say",
    "tell",
    "evidence",
    "count",
    "record",
    "publish",
    "deny",
    "refuse",
    "ask",
    "speak_of",
    "think",
)
#: The act of all meetings and talks.
TALKS = "talks"
#: Characters of an account's opening, and how much more an act counts there.
_OPENING, _FIRST = 600, 2
#: What a common act counts beside its rarity (:func:`~.rarity.rarity`, 2 to about 6).
_COMMON = 1.0
#: Acts from which an affair's time and parties are read.
LEADING = 3


class Act(NamedTuple):
    """An act with its weight, the accounts (pages) that tell it, and its clauses, which tell it as done."""

    key: str
    weight: float
    pages: frozenset[str]
    clauses: tuple[Clause, ...]


def acts_of(clauses: Iterable[Clause], passages: Mapping[str, Passage]) -> list[Act]:
    """The acts of the affair that ``clauses`` tell, the weightiest first; ``passages`` by id."""
    told: dict[str, list[Clause]] = defaultdict(list)
    first: dict[str, set[str]] = defaultdict(set)
    for clause in clauses:
        passage = passages[clause.passage]
        key = None if passage.kind == "comment" else _key(clause)
        if key is not None:
            told[key].append(clause)
            if clause.start - passage.start < _OPENING:
                first[key].add(clause.page)
    found = []
    for key, own in told.items():
        pages = frozenset(c.page for c in own)
        rare = max((rarity(form) for form, _ in forms(key)), default=_COMMON)
        weight = (len(pages) + _FIRST * len(first[key])) * (rare - _COMMON)
        if key == TALKS:
            rare = rarity("talk")
        found.append(Act(key, weight, pages, tuple(own)))
    return sorted(found, key=lambda act: (-act.weight, act.key))


def _key(clause: Clause) -> str | None:
    """The act that a clause tells as done, or of talks as agreed to; None where it tells none or not so."""
    if clause.negated:
        return None
    code = code_of(clause)
    if code is not None and code.plover == "CONSULT":
        return TALKS if clause.modality in ("actual", "future") else None
    if clause.modality != "actual":
        return None
    verb = clause.verb or clause.lemma
    known = verb in _happenings() or clause.nominal
    told = verb in _words_of_saying() or verb in words("nominals", "aftermath")
    return verb if known and not told and clause.lemma not in words("nominals", "vague") else None


def _happenings() -> frozenset[str]:
    """Verbs that event nouns go with."""
    return frozenset(load("nominals")["verbs"])


def _words_of_saying() -> frozenset[str]:
    """Verbs of telling, asking, denying and finding out; not of accusing, which "attack" is one of."""
    return frozenset(word for kind in _SAYING for word in words("cues", "verbs", kind, "words"))


def noun_of(act: Act) -> str | None:
    """The event noun that most accounts have for an act; else the first that goes with its verb."""
    pages: dict[str, set[str]] = defaultdict(set)
    for clause in act.clauses:
        if clause.nominal and clause.lemma not in words("nominals", "things"):
            pages[clause.lemma].add(clause.page)
    known = [n for n in load("nominals")["verbs"].get(act.key, ()) if n not in words("nominals", "things")]
    return min(pages, key=lambda n: (-len(pages[n]), n), default=known[0] if known else None)
