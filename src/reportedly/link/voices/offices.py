"""Offices and who holds them, over a case: "the governor" of one page is the Governor Roe of another.

A description is its holder only where a page of the case shows it: somebody is named with that office, nothing
in the description is foreign to what is told of him, and nobody else fits as near.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...base.text import fold
from ...names.countries import find_country
from ...names.titles import full_title, office_nouns
from ...records import Actor, Mention
from ...vocab import words

__all__ = ["Offices"]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\b")
#: Where the phrase of an office ends and its field begins: "chairman of the board".
_STOPS = frozenset({"of", "for", "to", "in", "at", "on", "from", "with", "who", "that", "which", "whose"})
_EMPTY = _STOPS | {
    "the",
    "a",
    "an",
    "and",
    "his",
    "her",
    "its",
    "their",
    "own",
    "himself",
    "herself",
    "same",
    "then",
}
#: Letters by which two words of one stem are told: "province" and "provincial".
_STEM = 6
_DEFINITE = ("the ", "this ", "that ")


class _Office(NamedTuple):
    """An office as a phrase tells it: its nouns before any preposition, and all its telling words."""

    nouns: frozenset[str]
    words: frozenset[str]


class _Bearer(NamedTuple):
    actor: str
    office: _Office
    passage: str
    page: str


class Offices:
    """The offices that the pages of a case name with their holders."""

    def __init__(
        self, mentions: Iterable[Mention], actor_of: Mapping[str, str], actors: Mapping[str, Actor]
    ) -> None:
        self._bearers: defaultdict[str, list[_Bearer]] = defaultdict(list)
        told: defaultdict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            actor = actor_of.get(mention.id)
            if actor is None or not mention.role or actors[actor].kind != "person":
                continue
            office = _office(mention.role)
            told[actor] |= office.words
            for noun in office.nouns:
                self._bearers[noun].append(_Bearer(actor, office, mention.passage, mention.page))
        for actor, known in told.items():
            for body in actors[actor].part_of:
                if body in actors:
                    known |= _office(actors[body].name).words
        self._told = dict(told)
        self._lands = {a: frozenset({land}) for a in told if (land := actors[a].country) is not None}

    def holder(self, description: str, passage: str, page: str) -> str | None:
        """The one person who holds the office described, as named in the passage, on the page or in the case."""
        if not _is_definite(description):
            return None
        asked = _office(description)
        for noun in sorted(asked.nouns):
            held = [b for b in self._bearers.get(noun, ()) if self._fits(b, asked, noun)]
            everywhere = held if self._known_afar(asked, noun) else []
            scopes = (
                [b for b in held if b.passage == passage],
                [b for b in held if b.page == page],
                everywhere,
            )
            if asked.words == {noun} and len({b.actor for b in everywhere}) > 1:
                return None  # two presidents are named: which is "the president" is for the passage to show
            for near in scopes:
                # Who bears just that office, before whom other words of his would let it fit.
                just = {b.actor for b in near if _stems(asked.words) <= _stems(b.office.words)}
                found = just or {b.actor for b in near}
                if found:
                    return found.pop() if len(found) == 1 else None
        return None

    def office(self, description: str) -> frozenset[str] | None:
        """What an office is known by on all pages, where a description tells its field: "Roe's interior minister"."""
        if not _is_definite(description):
            return None
        asked = _office(description)
        field = asked.words - asked.nouns
        named = bool(field) and any(noun in office_nouns() for noun in asked.nouns)
        lands = any(find_country(w) is not None for w in field)
        return _stems(asked.words) if named and lands and len(field) > 1 else None

    def _fits(self, bearer: _Bearer, asked: _Office, noun: str) -> bool:
        """Whether nothing in the description is foreign to the bearer, and no rank parts the two."""
        ranks = words("reference", "rank", "other") | {"prime"}
        if ranks & asked.words != ranks & bearer.office.words:
            return False
        lands = _countries(asked.words)
        if lands and lands.isdisjoint(_countries(bearer.office.words) or self._lands.get(bearer.actor, ())):
            return False
        return _stems(w for w in asked.words if find_country(w) is None) <= _stems(self._told[bearer.actor])

    @staticmethod
    def _known_afar(asked: _Office, noun: str) -> bool:
        """Whether a description says enough to hold on other pages: an office of which there is one, or its field."""
        field = {w for w in asked.words - {noun} if find_country(w) is None}
        return noun in words("people", "titles", "single") or (noun in office_nouns() and bool(field))


def _stems(told: Iterable[str]) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in told)


def _is_definite(description: str) -> bool:
    return description.lower().startswith(_DEFINITE) or _POSSESSIVE.search(description) is not None


def _countries(told: frozenset[str]) -> frozenset[str]:
    return frozenset(c.code for w in told if (c := find_country(w)) is not None)


def _office(phrase: str) -> _Office:
    every = [full_title(w) for w in _WORD.findall(_POSSESSIVE.sub(" ", fold(phrase)))]
    stop = next((n for n, w in enumerate(every) if w in _STOPS and n), len(every))
    telling = frozenset(w for w in every if w not in _EMPTY)
    known = office_nouns() | words("people", "descriptors", "person")
    before = [w for w in every[:stop] if w not in _EMPTY]
    last = before[-1] if before and before[-1] in known else None
    return _Office(frozenset({last} if last else ()), telling)
