"""Words as frames know them: the forms of a word, the names of a clause, and the words next to a value."""

from __future__ import annotations

import re
from functools import cache

from ...records import Clause

__all__ = ["called", "forms", "next_piece", "tokens"]

_TOKEN = re.compile(r"[\w][\w'’.-]*")
#: What parts phrases: a word beyond it is not near.
_PARTS = re.compile(r"[.;:!?()\n]|,(?!\s?\d)|\band\b|\bor\b|\bbut\b")


@cache
def forms(word: str) -> frozenset[str]:
    """A word as written, and as a singular or a plain verb where English writes these regularly."""
    low = word.lower().strip("’'.-")
    found = {low, low.removesuffix("’s").removesuffix("'s")}
    if low.endswith("s") and len(low) > 3:
        found.add(low[:-1])
    if low.endswith("es") and len(low) > 4:
        found.add(low[:-2])
    if low.endswith("ies"):
        found.add(low[:-3] + "y")
    if low.endswith("ed") and len(low) > 4:
        found |= {low[:-2], low[:-1]}
    if low.endswith("ing") and len(low) > 5:
        found |= {low[:-3], low[:-3] + "e"}
    return frozenset(found)


def called(clause: Clause) -> frozenset[str]:
    """What a clause can be called by: its lemma, and of an event noun its singular."""
    return forms(clause.lemma) if clause.nominal else frozenset({clause.lemma})


def tokens(text: str) -> list[re.Match[str]]:
    """The words of ``text`` with their places."""
    return list(_TOKEN.finditer(text))


def next_piece(text: str, before: bool) -> str:
    """Of the text before a value, or after it, the piece that touches it: up to what parts phrases."""
    return _PARTS.split(text)[-1 if before else 0]
