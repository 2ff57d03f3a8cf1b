"""Word pieces: uncased BERT tokenisation (Devlin et al. 2019; WordPiece, Wu et al. 2016) with offsets.

Text is split at white space and around punctuation, lower-cased, stripped of accents, and cut greedily
into the longest pieces of the vocabulary.  Offsets are code points of the text as it was.  A test holds
this against the ``tokenizers`` library, which would bring a network client into a program that runs
offline.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["WordPieces"]

_WORD = re.compile(r"\S+")
_LONGEST = 100  # characters of a word that is cut into pieces; longer ones are unknown


class WordPieces:
    """A vocabulary, one piece a line, the line's number its id; ``##`` marks a piece inside a word."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        self.ids = {piece: i for i, piece in enumerate(lines) if piece}
        self.unknown = self.ids["[UNK]"]
        self._pieces = lru_cache(maxsize=100_000)(self._cut)

    def encode(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The ids [n] of the text's pieces and where each stands [n, 2], without special tokens."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        for match in _WORD.finditer(text):
            at = match.start()
            for piece, start, end in self._pieces(match.group()):
                ids.append(piece)
                offsets.append((at + start, at + end))
        return np.array(ids, dtype=np.int32), np.array(offsets, dtype=np.int32).reshape(-1, 2)

    def _cut(self, word: str) -> tuple[tuple[int, int, int], ...]:
        out: list[tuple[int, int, int]] = []
        part: list[tuple[str, int]] = []  # normalised characters with their places in the word
        for i, char in enumerate(word):
            kind = unicodedata.category(char)
            if kind[0] == "C" or char == "\ufffd":
                continue
            if _alone(char, kind):
                out += self._greedy(part)
                out += self._greedy([(char, i)])
                part = []
                continue
            for plain in unicodedata.normalize("NFD", char.lower()):
                if unicodedata.category(plain) != "Mn":
                    part.append((plain, i))
        return tuple(out + self._greedy(part))

    def _greedy(self, part: list[tuple[str, int]]) -> list[tuple[int, int, int]]:
        if not part:
            return []
        text = "".join(char for char, _ in part)
        whole = [(self.unknown, part[0][1], part[-1][1] + 1)]
        if len(text) > _LONGEST:
            return whole
        out, start = [], 0
        while start < len(text):
            for end in range(len(text), start, -1):
                piece = self.ids.get(("##" if start else "") + text[start:end])
                if piece is not None:
                    break
            else:
                return whole
            out.append((piece, part[start][1], part[end - 1][1] + 1))
            start = end
        return out


def _alone(char: str, kind: str) -> bool:
    """Whether a character is a piece by itself: punctuation, any other ASCII sign, a Chinese character."""
    if char.isascii():
        return not char.isalnum()
    return kind[0] == "P" or "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"
