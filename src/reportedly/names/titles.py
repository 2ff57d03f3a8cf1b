"""Titles, ranks and offices of people: one list for every room (``people.toml``, ``[titles]``)."""

from __future__ import annotations

from functools import cache

from ..vocab import load, words

__all__ = ["abbreviated", "full_title", "office_nouns", "titles"]


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name and are no part of it, in lower case, abbreviations with and without their stop."""
    lists = ("honorifics", "ranks", "offices", "modifiers")
    full = frozenset().union(*(words("people", "titles", kind) for kind in lists))
    return full | abbreviated() | {f"{short}." for short in abbreviated()}


@cache
def abbreviated() -> frozenset[str]:
    """Titles that are written short, in lower case and without the full stop: "gen", "mrs"."""
    return frozenset(load("people")["titles"]["short"])


@cache
def full_title(word: str) -> str:
    """The noun that a title shortens: "general" of "Gen."; any other word in lower case."""
    low = word.lower().rstrip(".")
    found: str = load("people")["titles"]["short"].get(low, low)
    return found


@cache
def office_nouns() -> frozenset[str]:
    """Titles that describe somebody by themselves, as "the commissioner" does."""
    every = words("people", "titles", "ranks") | words("people", "titles", "offices")
    return every - words("people", "titles", "otherwise")
