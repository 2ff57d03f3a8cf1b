"""Words as they are held against each other: stems, content words, and how near two words are in meaning.

Stems are Porter's second English stemmer (M. F. Porter, "Snowball", 2001), from the library of that name.  Nearness
is the cosine of static word vectors: each word of a common English vocabulary passed through a sentence encoder
once, reduced by principal components (the method of M. van Dongen and S. Tulkens, "Model2Vec", 2024);
``training/wordvectors.py`` makes them.  Vectors can say that two words are near, never that two claims exclude
each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import snowballstemmer

from ..vocab import words

__all__ = ["Vector", "Word", "cosine", "likeness", "mean_vector", "nearest", "stem", "vector", "words_of"]

Vector = npt.NDArray[np.float32]

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,:]\d+)*|\w+(?:['’]\w+)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_STEMMER = snowballstemmer.stemmer("english")


class Word(NamedTuple):
    """A content word: its stem, where it stands in the text (code points), and whether it is written as a name."""

    stem: str
    start: int
    end: int
    name: bool


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of ``word``, lower-cased and without a possessive."""
    plain = _POSSESSIVE.sub("", word).replace(".", "").lower()
    made: str = _STEMMER.stemWord(plain)
    return made


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The content words of ``text[start:end]``, in order; numbers are words too."""
    empty = words("hedges", "function") | words("hedges", "pronouns")
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        written = match.group()
        if written.lower() in empty and not written.isupper():
            continue
        found.append(Word(stem(written), match.start(), match.end(), written[0].isupper()))
    return found


@cache
def _table() -> dict[str, Vector]:
    """Stem -> unit vector."""
    with resources.as_file(resources.files(__package__) / "vectors.npz") as path, np.load(path) as data:
        stems = bytes(data["stems"].item()).decode().split("\n")
        rows = data["vectors"].astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return dict(zip(stems, rows, strict=True))


def vector(stemmed: str) -> Vector | None:
    """The unit vector of a stem, or None where the vocabulary does not have it."""
    return _table().get(stemmed)


@lru_cache(maxsize=200_000)
def likeness(a: str, b: str) -> float:
    """How near two stems are: 1 for the same, else the cosine of their vectors, 0 where one is not known."""
    if a == b:
        return 1.0
    first, second = vector(a), vector(b)
    return 0.0 if first is None or second is None else max(0.0, float(first @ second))


def mean_vector(weighted: Iterable[tuple[str, float]]) -> Vector | None:
    """The unit mean of the stems' vectors by their weights; None where none is known."""
    rows = [row * weight for word, weight in weighted if (row := vector(word)) is not None]
    if not rows:
        return None
    total: Vector = np.sum(rows, axis=0, dtype=np.float32)
    norm = float(np.linalg.norm(total))
    return total / norm if norm else None


def cosine(a: Vector | None, b: Vector | None) -> float:
    """The cosine of two unit vectors; 0 where one is missing."""
    return 0.0 if a is None or b is None else float(a @ b)


def nearest(words_: Sequence[str], others: Sequence[str]) -> float:
    """The likeness of the nearest pair of stems of two lists; 0 where one is empty."""
    return max((likeness(a, b) for a in words_ for b in others), default=0.0)
