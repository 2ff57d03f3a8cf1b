"""Descriptions: "the ambassador", "three rebel leaders", "the insurgents".

A definite description that fits the role of one person named in the passage is that person.  Of the rest, a
crowd ("Iraqi insurgents") is one actor over the case by its words; a single unnamed person ("a rebel leader") is
one within his passage only, for two accounts may well speak of two people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ...names.countries import find_country
from ...records import Mention
from ...vocab import words
from .names import fold

__all__ = ["Descriptions"]

_DETERMINERS = frozenset({"the", "this", "these", "that", "those", "a", "an", "one", "some", "many", "most", "all", "each", "any", "several", "his", "her", "its", "their", "our", "my", "your", "both", "such", "other", "another", "more", "few", "former", "then", "new", "current", "own", "dozens", "hundreds", "of"})  # fmt: skip
_DEFINITE = frozenset({"the", "this", "these", "that", "those"})
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*\.?")
_STOPS = frozenset({"of", "to", "in", "from", "for", "who", "that", "which", "on", "at", "with", "by", "under", "against", "behind", "including", "responsible", "representing"})  # fmt: skip


class Descriptions:
    """Resolves the descriptions of a case into ``group_of``, mention id to group key."""

    def __init__(self, mentions: Sequence[Mention], group_of: dict[str, str]) -> None:
        self.mentions = mentions
        self.group_of = group_of
        self.bearers = _bearers(mentions, group_of)

    def resolve(self) -> None:
        """Set the group of every description."""
        last: dict[tuple[str, str], tuple[frozenset[str], str]] = {}
        for mention in self.mentions:
            if mention.label or mention.kind == "unknown" or mention.id in self.group_of:
                continue
            first, before = _modifiers(mention)
            key = self._person(mention, before) if _is_single(mention) and first in _DEFINITE else None
            if key is None:
                key = self._crowd_or_single(mention, first, before, last)
            self.group_of[mention.id] = key
            last[mention.passage, mention.head] = (before, key)

    def _person(self, mention: Mention, before: frozenset[str]) -> str | None:
        """The one person of the passage who bears the described office, with no country against it."""
        nationality = _countries(before)
        for scope in (mention.passage, mention.page):
            fits = {
                group
                for countries, group in self.bearers.get((scope, mention.head), ())
                if not (nationality and countries and nationality.isdisjoint(countries))
            }
            if fits:
                return fits.pop() if len(fits) == 1 else None
        return None

    def _crowd_or_single(
        self,
        mention: Mention,
        first: str,
        before: frozenset[str],
        last: dict[tuple[str, str], tuple[frozenset[str], str]],
    ) -> str:
        previous = last.get((mention.passage, mention.head))
        bare = len(_before_stop(mention.text)) == len(_WORD.findall(mention.text))
        if first in _DEFINITE and bare and previous is not None and before <= previous[0]:
            return previous[1]
        if _is_single(mention):
            return f"one:{mention.id}"
        return "crowd:" + " ".join([*sorted(before), mention.head])


def _bearers(
    mentions: Sequence[Mention], group_of: dict[str, str]
) -> dict[tuple[str, str], list[tuple[frozenset[str], str]]]:
    """Scope (a passage's or a page's id) and head noun of a role, to who bears it and for which country."""
    found: dict[tuple[str, str], list[tuple[frozenset[str], str]]] = defaultdict(list)
    nouns = words("people", "descriptors", "person")
    for mention in mentions:
        if mention.role is None or mention.id not in group_of or not mention.label:
            continue
        lead = _before_stop(mention.role)
        head = next((w for w in reversed(lead) if w in nouns), None)
        if head is not None:
            entry = (_countries(frozenset(lead)), group_of[mention.id])
            for scope in (mention.passage, mention.page):
                found[scope, head].append(entry)
    return found


def _before_stop(text: str) -> list[str]:
    """The folded words of a phrase up to its first preposition."""
    found: list[str] = []
    for word in _WORD.findall(text):
        low = fold(word)
        if low in _STOPS and found:
            break
        found.append(low)
    return found


def _modifiers(mention: Mention) -> tuple[str, frozenset[str]]:
    """The first word of a description and the telling words before its head."""
    lead = _before_stop(mention.text)
    before = [
        w
        for w in lead[:-1]
        if w not in _DETERMINERS and not w.isdigit() and w not in words("quantities", "numbers")
    ]
    return (lead[0] if lead else ""), frozenset(before)


def _countries(parts: frozenset[str]) -> frozenset[str]:
    return frozenset(c.code for c in (find_country(w) for w in sorted(parts)) if c is not None)


def _is_single(mention: Mention) -> bool:
    lead = _before_stop(mention.text)
    return mention.kind == "anonymous" and bool(lead) and lead[-1] == mention.head
