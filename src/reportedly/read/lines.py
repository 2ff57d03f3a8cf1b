"""The lines of a page's text and what can be told of one line by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..spans import trim
from ..vocab import load, words

__all__ = ["Line", "is_headline", "is_prose", "one_of", "split_lines", "terminal"]

_BULLET = re.compile(r"(?:[•·▪◦‣►▶»*–-]|\d{1,3}[.)]|\(\d{1,3}\))[ \t\u00a0]+")
_TERMINAL = re.compile(r"[.!?…。؟।:;]['\"”’»)\]*]*(?:\[\d+\])*$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_OUTER = " \t\u00a0|:.,;-–—*•·»«>#[]()_"


class Line(NamedTuple):
    """A line that is not blank: its trimmed span in the page's text, and the blank lines before it."""

    start: int
    end: int
    text: str
    gap: int
    indent: int
    bullet: bool
    words: int


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of ``text[start:end]`` that are not blank, with offsets into ``text``."""
    lines: list[Line] = []
    at, gap = start, 0
    stop = len(text) if end is None else end
    while at < stop:
        cut = text.find("\n", at, stop)
        cut = stop if cut < 0 else cut
        a, b = trim(text, at, cut)
        if a < b:
            body = text[a:b]
            bullet = _BULLET.match(body)
            lines.append(Line(a, b, body, gap, a - at, bullet is not None, len(_WORD.findall(body))))
            gap = 0
        else:
            gap += 1
        at = cut + 1
    return lines


def terminal(text: str) -> bool:
    """Whether ``text`` ends as a sentence does."""
    return _TERMINAL.search(text) is not None


def is_prose(line: Line) -> bool:
    """Whether the line is running text: long enough, and built of sentences."""
    if line.words < 8:
        return line.words == 0 and len(line.text) > 30 and terminal(line.text)
    tokens = [w.casefold() for w in _WORD.findall(line.text)]
    function = sum(w in words("english", "function_words") for w in tokens)
    foreign = sum(not w.isascii() for w in tokens) * 3 > len(tokens)
    if terminal(line.text):
        return function >= 2 or foreign or line.words >= 14
    return line.words >= 18 and (function * 6 >= line.words or foreign)


def is_headline(line: Line) -> bool:
    """Whether the line could be a headline: short, a phrase or a sentence without its full stop."""
    text = line.text
    if not 2 <= line.words <= 24 or len(text) > 180 or line.bullet:
        return False
    return not re.search(r"[.;,:]$", text) or text.endswith("...")


@cache
def one_of(vocabulary: str, *keys: str) -> re.Pattern[str]:
    """One pattern of all the expressions at ``keys`` of ``vocabulary``, for a whole line or anywhere."""
    node = load(vocabulary)
    for key in keys:
        node = node[key]
    return re.compile("|".join(f"(?:{part})" for part in node), re.IGNORECASE)


def bare(text: str) -> str:
    """``text`` without bullets, brackets and punctuation round it."""
    return text.strip(_OUTER)
