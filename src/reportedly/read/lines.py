"""The lines of a page's text and what can be told of one line by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..spans import trim
from ..vocab import load, words

__all__ = [
    "SPEECH",
    "Line",
    "bare",
    "is_headline",
    "is_prose",
    "one_of",
    "runs",
    "seen",
    "split_lines",
    "terminal",
]

_BULLET = re.compile(r"(?:[•·▪◦‣►▶»*–-]|\d{1,3}[.)]|\(\d{1,3}\))[ \t\u00a0]+")
_TERMINAL = re.compile(r"[.!?…。؟।:;]['\"”’»)\]*]*(?:\[\d+\])*$")
#: A field of a record's or a message's head: "SUBJECT: ...", "From: ...".
_FIELD = re.compile(r"[A-Z][\w./ -]{1,24}:(?:\s|$)")
_BYLINE = re.compile(r"(?:By|BY|by):? (?:[A-Z][\w.'’-]+ ?){2,}")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_UNSEEN = re.compile(r"[\u0000-\u0008\u000e-\u001f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
#: Words in quotation marks; a mark that is never closed ends at the next one that opens.
SPEECH = re.compile(r"[“\"][^“”\"]*+[”\"]")
_OUTER = " \t\u00a0|:.,;-–—*•·»«>#[]()_"


class Line(NamedTuple):
    """A line that is not blank: its trimmed span in the page's text, and the blank lines before it.

    Lines that a width cut in the middle of a sentence are one line here; ``text`` then has a space where
    the page has the line break, so that offsets hold.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: int
    bullet: bool
    words: int
    prose: bool


@lru_cache(maxsize=2)
def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, with offsets into it, wrapped lines joined.

    The list is shared between callers, who leave it as it is.
    """
    spans: list[tuple[int, int, int, int]] = []
    at, gap = 0, 0
    while at < len(text):
        cut = text.find("\n", at)
        cut = len(text) if cut < 0 else cut
        a, b = trim(text, at, cut)
        if a < b:
            spans.append((a, b, gap, a - at))
            gap = 0
        else:
            gap += 1
        at = cut + 1
    return [_line(text, *span) for block in _blocks(spans) for span in _unwrap(text, block)]


def _line(text: str, start: int, end: int, gap: int, indent: int) -> Line:
    body = re.sub(r"\s", " ", text[start:end])
    tokens = _WORD.findall(body)
    return Line(
        start, end, body, gap, indent, _BULLET.match(body) is not None, len(tokens), _prose(body, tokens)
    )


_Span = tuple[int, int, int, int]


def _blocks(spans: Sequence[_Span]) -> Iterator[list[_Span]]:
    """Runs of lines without a blank line between them."""
    block: list[_Span] = []
    for span in spans:
        if span[2] and block:
            yield block
            block = []
        block.append(span)
    if block:
        yield block


def _unwrap(text: str, block: list[_Span]) -> list[_Span]:
    """``block`` with the lines joined that a width has cut; the same block where nothing shows that."""
    if len(block) < 2:
        return block
    parts = [text[a:b] for a, b, _, _ in block]
    sizes = sorted(len(part) for part in parts)
    width = sizes[int(len(sizes) * 0.9)] if len(sizes) > 4 else sizes[-1]
    joints = [_continues(a, b) for a, b in pairwise(parts)]
    if sum(joints) * 10 < len(joints) * 3 or sum(sizes) < 40 * len(sizes):
        return block
    out = [block[0]]
    for k, span in enumerate(block[1:]):
        before, after = parts[k], parts[k + 1]
        whole = joints[k] or (len(before) >= 0.55 * width and not terminal(before))
        if after[0] == ">":
            out.append(span)
        elif whole and not _begins(after) and re.search(r"[^\W_]", before):
            out[-1] = (out[-1][0], span[1], out[-1][2], out[-1][3])
        elif len(before) >= 0.55 * width and terminal(before) and width < 100 and not _begins(after):
            # A full line that happens to end with a sentence: the paragraph goes on.
            out[-1] = (out[-1][0], span[1], out[-1][2], out[-1][3])
        else:
            out.append(span)
    return out


def _begins(after: str) -> bool:
    """Whether ``after`` begins something by its shape: a field, an entry of a list, a byline."""
    return any(p.match(after) for p in (_FIELD, _BULLET, _BYLINE))


def _continues(before: str, after: str) -> bool:
    """Whether ``after`` plainly goes on with the sentence that ``before`` breaks off."""
    if not re.search(r"[^\W_]", before) or terminal(before) or after[0] == ">" or _begins(after):
        return False
    last = re.search(r"[\w’'-]+$", before)
    return (
        after[0].islower()
        or re.match(r"[,.;)]|\[\d", after) is not None
        or before.endswith(",")
        or (
            last is not None
            and last[0].casefold() in words("english", "function_words")
            and last[0].islower()
        )
    )


def terminal(text: str) -> bool:
    """Whether ``text`` ends as a sentence does."""
    return _TERMINAL.search(text) is not None


def is_prose(line: Line) -> bool:
    """Whether the line is running text: long enough, and built of sentences."""
    return line.prose


def _prose(text: str, tokens: Sequence[str]) -> bool:
    size = sum(len(w) > 1 or w in "aAI" for w in tokens)  # "C O N F I D E N T I A L" is one word
    if size < 8:
        return size == 0 and len(text) > 30 and terminal(text)
    common = words("english", "function_words")
    function = sum(w.casefold() in common for w in tokens)
    foreign = not text.isascii() and sum(not w.isascii() for w in tokens) * 3 > size
    if terminal(text):
        return function >= 2 or foreign or size >= 14
    return size >= 18 and (function * 6 >= size or foreign)


def is_headline(line: Line) -> bool:
    """Whether the line could be a headline: short, a phrase or a sentence without its full stop."""
    text = line.text
    if not 2 <= line.words <= 24 or len(text) > 180 or line.bullet:
        return False
    return (
        not re.search(r"[.;,:]$", text)
        or text.endswith("...")
        or re.search(r"\b(?:[A-Z]\.){2,}$", text) is not None
    )


@cache
def one_of(vocabulary: str, *keys: str) -> re.Pattern[str]:
    """One pattern of all the expressions at ``keys`` of ``vocabulary``, for a whole line or anywhere."""
    node = load(vocabulary)
    for key in keys:
        node = node[key]
    return re.compile("|".join(f"(?:{part})" for part in node), re.IGNORECASE)


def seen(text: str) -> str:
    """``text`` without what is not seen: direction marks, zero-width and control characters."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last index of each run of one number that is not 0."""
    out: list[tuple[int, int]] = []
    start = 0
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[start]:
            if numbers[start]:
                out.append((start, i - 1))
            start = i
    return out


def bare(text: str) -> str:
    """``text`` without bullets, brackets and punctuation round it."""
    return text.strip(_OUTER)
