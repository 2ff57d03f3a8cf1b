"""The words of a text: what counts as one, and how it is folded for comparison.

An apostrophe inside a word belongs to it, whichever character it was typed as ("Ma'an", "Ma’an", "Ma‘an");
the ``'s`` of a possessor does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

__all__ = ["APOSTROPHES", "Word", "fold", "folded", "iter_words", "without_possessive"]

#: Every character that is typed for an apostrophe, or for a letter that Latin script writes as one.
APOSTROPHES = "'’‘‛ʼʻʿʾʹ`´′＇"
_MARK = re.compile(f"[{APOSTROPHES}]")
_WORD = re.compile(rf"\w+(?:[{APOSTROPHES}]\w+)*")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]$")
_POSSESSIVES = re.compile(r"['’‘]s\b")


class Word(NamedTuple):
    """A word of a text at ``start`` to ``end``, as it is written."""

    text: str
    start: int
    end: int


def iter_words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of ``text[start:end]``, in order; one with an apostrophe in it is whole."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield Word(match.group(), match.start(), match.end())


def without_possessive(word: str) -> str:
    """The word without the ``'s`` of a possessor."""
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word in lower-case ASCII without apostrophes; a possessive ending stays ("harpers")."""
    if word.isascii() and "'" not in word and "`" not in word:
        return word.lower()
    return _MARK.sub("", anyascii(_MARK.sub("", word))).lower()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` in lower-case ASCII without apostrophes or a possessive ending."""
    text = _POSSESSIVES.sub("", text)
    return _MARK.sub("", anyascii(_MARK.sub("", text))).lower().strip()
