"""Which words two texts share: seed and extend over word n-grams, then chaining.

Seeds are word 5-grams that stand in both texts.  Seeds on neighbouring diagonals are chained into blocks
over gaps of a few words, in the manner of BLAST (Altschul et al. 1990) and of MUMmer's clustering of
matches (Delcher et al. 1999), with words for bases.  Inside a block the shared runs and the places where
the two texts part are kept, so that a word slipped into a quotation can be shown.

All offsets are code points into the page's text, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from anyascii import anyascii

__all__ = ["SEED", "Block", "Edit", "Words", "align", "pairs_that_share", "words_of"]

#: Words in a seed.
SEED = 5
#: Words that a block may skip on either side between two seeds.
_GAP = 12
#: A seed that stands in more texts than this pairs each with the first only: cost stays near-linear.
_CROWD = 6
#: Words that must agree beyond a difference for a block to go on over it.
_BRIDGE = 3
_WORD = re.compile(r"\w+(?:['’‘]\w+)?")


class Words(NamedTuple):
    """The words of a text, lower-cased and without accents, and where each stands on its page."""

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Edit(NamedTuple):
    """Where two aligned texts part: word ranges of the first and of the second (one may be empty)."""

    a: tuple[int, int]
    b: tuple[int, int]


class Block(NamedTuple):
    """Two word ranges that run alike: their shared words counted, and the edits between them."""

    a: tuple[int, int]
    b: tuple[int, int]
    matched: int
    edits: tuple[Edit, ...]


def words_of(text: str, start: int, end: int, holes: Iterable[tuple[int, int]] = ()) -> Words:
    """The words of ``text[start:end]``, those that begin in one of ``holes`` left out."""
    gaps = sorted(holes)
    forms, starts, ends = [], [], []
    for match in _WORD.finditer(text, start, end):
        if gaps and any(a <= match.start() < b for a, b in gaps):
            continue
        forms.append(_form(match.group()))
        starts.append(match.start())
        ends.append(match.end())
    return Words(tuple(forms), tuple(starts), tuple(ends))


def _form(word: str) -> str:
    low = word.lower()
    if low.isalnum() and low.isascii():
        return low
    if not low.isascii():
        low = anyascii(low).lower()
    return low.replace("'", "").replace("`", "")


def pairs_that_share(texts: Sequence[Words], least: int) -> list[tuple[int, int]]:
    """The pairs of texts (by position, lower first) that share at least ``least`` different seeds.

    A seed that stands in a crowd of texts pairs each of them with the first of the crowd only.
    """
    where: dict[tuple[str, ...], list[int]] = {}
    for number, words in enumerate(texts):
        for seed in {words.forms[i : i + SEED] for i in range(len(words.forms) - SEED + 1)}:
            where.setdefault(seed, []).append(number)
    count: dict[tuple[int, int], int] = {}
    for numbers in where.values():
        if len(numbers) < 2:
            continue
        firsts = numbers if len(numbers) <= _CROWD else numbers[:1]
        for i, a in enumerate(firsts):
            for b in numbers[i + 1 :]:
                count[a, b] = count.get((a, b), 0) + 1
    return sorted(pair for pair, shared in count.items() if shared >= least)


def align(a: Words, b: Words) -> list[Block]:
    """The blocks that ``a`` and ``b`` share, in the order of ``a``; none overlaps another in ``a``."""
    at: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b.forms) - SEED + 1):
        at.setdefault(b.forms[j : j + SEED], []).append(j)
    chains: list[list[int]] = []  # a start, a end, b start, b end
    open_: list[list[int]] = []
    for i in range(len(a.forms) - SEED + 1):
        open_ = [c for c in open_ if i <= c[1] + _GAP]
        for j in at.get(a.forms[i : i + SEED], ())[:8]:
            home = next((c for c in open_ if i > c[0] and -SEED < j - c[3] <= _GAP and j > c[2]), None)
            if home is None:
                home = [i, i + SEED, j, j + SEED]
                chains.append(home)
                open_.append(home)
            else:
                home[1], home[3] = i + SEED, max(home[3], j + SEED)
    return _best(a, b, chains)


def _best(a: Words, b: Words, chains: list[list[int]]) -> list[Block]:
    """The longest chains first; one that lies in words of ``a`` already taken is dropped."""
    taken: list[tuple[int, int]] = []
    blocks: list[Block] = []
    for chain in sorted(chains, key=lambda c: (c[0] - c[1], c[0], c[2])):
        start, end, from_, to = _extend(a, b, *chain)
        if any(start < y and x < end for x, y in taken):
            continue
        taken.append((start, end))
        blocks.append(_compare(a, b, start, end, from_, to))
    return sorted(blocks)


def _extend(a: Words, b: Words, start: int, end: int, from_: int, to: int) -> tuple[int, int, int, int]:
    """The chain's ends moved outwards while the words are the same, over a word or two that differ.

    A seed is longer than what may stand before a changed word at the beginning of a quotation.
    """
    while step := _step(a.forms[max(0, start - 8) : start][::-1], b.forms[max(0, from_ - 8) : from_][::-1]):
        start, from_ = start - step[0], from_ - step[1]
    while step := _step(a.forms[end : end + 8], b.forms[to : to + 8]):
        end, to = end + step[0], to + step[1]
    return start, end, from_, to


def _step(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[int, int] | None:
    if a and b and a[0] == b[0]:
        return 1, 1
    for skip_a, skip_b in ((1, 0), (0, 1), (1, 1), (2, 0), (0, 2), (2, 1), (1, 2), (2, 2)):
        far_a, far_b = a[skip_a : skip_a + _BRIDGE], b[skip_b : skip_b + _BRIDGE]
        if len(far_a) == _BRIDGE and far_a == far_b:
            return skip_a, skip_b
    return None


def _compare(a: Words, b: Words, start: int, end: int, from_: int, to: int) -> Block:
    codes = SequenceMatcher(None, a.forms[start:end], b.forms[from_:to], autojunk=False).get_opcodes()
    matched = sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal")
    edits = tuple(
        Edit((start + i1, start + i2), (from_ + j1, from_ + j2))
        for tag, i1, i2, j1, j2 in codes
        if tag != "equal"
    )
    return Block((start, end), (from_, to), matched, edits)
