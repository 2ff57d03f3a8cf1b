"""Affairs: the accounts of a folder parted by what they share that is rare, so that strangers are never compared.

An account is a page, or one of several articles of a page, and stands as a vector of its rare words and names
(:mod:`.rarity`).  Each account's nearest neighbours are found over an index of its weightiest terms, and accounts are
joined by average linkage along those pairs, the most alike first.

How alike two accounts must be depends on the folder.  Among many strangers some pairs are alike by chance: the number
of pairs that chance alone would give is known from unrelated pages, and what exceeds it is taken, at a rate of
false discovery (Benjamini and Hochberg 1995).  So a folder of one affair stays whole though its accounts share
little, and one of strangers falls apart.  Two groups need less the more pairs speak for them, and the larger the
share of the folder that one affair has, the likelier that what is left over is of it too.

The work grows with accounts times their terms, not with the square of the accounts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from ...records import Passage, Reading
from .rarity import Vector, about, dot

__all__ = ["part_affairs", "texts_of"]

#: Terms by which an account is looked up, accounts looked at a term, and neighbours kept.
_TERMS, _LOOKED_AT, _NEIGHBOURS = 40, 64, 12
#: The share of pairs of unrelated pages that are alike by x or more: exp(-20 x - 2.5).  Set on 7,875 pairs of 126
#: news pages of 2000 to 2026 (training/affairs.py).
_FALL, _START = 20.0, 2.5
#: Of the pairs that are taken so many may be by chance; two pages are never asked for less or more than this.
_CHANCE = 0.1
_LEAST, _MOST = 0.08, 0.4
#: Two pages by themselves were put together by somebody: at 0.06 a twentieth of pairs of one affair are still parted, and
#: one pair of strangers in sixty is joined (of 320 and 300 drawn from the affairs and the unrelated pages).
_LEAST_OF_TWO = 0.06
#: One word in common shows nothing.
_SHARED = 2
#: Groups that many pairs speak for are joined from this mean likeness on.  Set on eighteen affairs, each alone, all
#: together, two by two, and each among the unrelated pages: affairs of one war reach 0.10.
_GROUPS = 0.11
#: What is left over joins an affair that it is like by the first, less the second times the affair's share of the folder.
_LEFT_OVER, _SHARE = 0.12, 0.08
#: Passes over the pairs; all but the first few change nothing.
_PASSES = 5
#: An article of a page beside another one is an account of its own from so many characters on.
_ARTICLE = 800
_SILENT = frozenset({"spam", "boilerplate"})


class _Groups:
    """Accounts in groups, each with its members and the sum of their vectors."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self.home = list(range(len(vectors)))
        self.members = {i: [i] for i in self.home}
        self._sums = {i: dict(vector) for i, vector in enumerate(vectors)}

    def likeness(self, a: int, b: int) -> float:
        """The mean likeness of the accounts of two groups, each with each."""
        return dot(self._sums[a], self._sums[b]) / (len(self.members[a]) * len(self.members[b]))

    def join(self, a: int, b: int) -> int:
        """Put the smaller group into the larger, whose number is returned."""
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        total = self._sums[a]
        for form, weight in self._sums.pop(b).items():
            total[form] = total.get(form, 0.0) + weight
        for account in self.members[b]:
            self.home[account] = a
        self.members[a] += self.members.pop(b)
        return a


def part_affairs(readings: Sequence[Reading]) -> dict[str, str]:
    """The affair of every passage that is no spam or furniture: passage id to affair id ("af" and the hash of its first).

    A comment, a note or a short piece is of the affair of its page's main account.
    """
    accounts: list[list[Passage]] = []
    vectors: list[Vector] = []
    for reading in readings:
        foreign = reading.page.language not in (None, "en")
        for passages, text in texts_of(reading):
            accounts.append(passages)
            vectors.append(about(text, names_only=foreign))
    home = _part(vectors)
    first: dict[int, str] = {}
    affair_of: dict[str, str] = {}
    for passages, group in zip(accounts, home, strict=True):
        ident = first.setdefault(group, f"af{passages[0].id[1:]}")
        affair_of.update((p.id, ident) for p in passages)
    return affair_of


def texts_of(reading: Reading) -> list[tuple[list[Passage], str]]:
    """The accounts of a page: the passages of each, and its text without spam and furniture."""
    return [(passages, _text(reading, passages)) for passages in _accounts(reading)]


def _accounts(reading: Reading) -> list[list[Passage]]:
    """The passages of a page by account: each long article that stands by itself; all else goes with the longest."""
    telling = [p for p in reading.passages if p.kind not in _SILENT]
    by_id = {p.id: p for p in reading.passages}
    tops = [p for p in telling if p.parent is None and p.kind != "comment" and p.end - p.start >= _ARTICLE]
    if len(tops) < 2:
        return [telling] if telling else []
    longest = max(tops, key=lambda p: (p.end - p.start, -p.start)).id
    found: dict[str, list[Passage]] = {p.id: [] for p in tops}
    for passage in telling:
        found.get(_top(passage, by_id).id, found[longest]).append(passage)
    return list(found.values())


def _top(passage: Passage, by_id: dict[str, Passage]) -> Passage:
    while passage.parent is not None and passage.parent in by_id:
        passage = by_id[passage.parent]
    return passage


def _text(reading: Reading, passages: Sequence[Passage]) -> str:
    """The text of an account without the spam and the furniture that stand in it."""
    inside = [p for p in reading.passages if p.kind in _SILENT]
    pieces: list[str] = []
    done = 0
    for passage in sorted(passages, key=lambda p: p.start):
        at = max(done, passage.start)
        for hole in sorted(
            (p for p in inside if p.end > at and p.start < passage.end), key=lambda p: p.start
        ):
            pieces.append(reading.page.text[at : max(at, hole.start)])
            at = max(at, hole.end)
        pieces.append(reading.page.text[at : max(at, passage.end)])
        done = max(at, passage.end)
    return "\n".join(pieces)


# ------------------------------------------------------------------ the parting


def _part(vectors: Sequence[Vector]) -> list[int]:
    """The group of each account, as a number."""
    pairs = _neighbours(vectors)
    alike = _alike(pairs, len(vectors))
    groups = _Groups(vectors)
    order = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    for _ in range(_PASSES):
        if not _join(groups, order, alike):
            break
    _take_left_over(groups, order, len(vectors))
    return groups.home


def _neighbours(vectors: Sequence[Vector]) -> dict[tuple[int, int], float]:
    """Pairs of accounts, each with the few that it is most like, and how alike they are."""
    tops = [sorted(v, key=lambda form: (-v[form], form))[:_TERMS] for v in vectors]
    having: dict[str, list[int]] = defaultdict(list)
    for number, top in enumerate(tops):
        for form in top:
            having[form].append(number)
    thinned = {form: _spread(numbers) for form, numbers in having.items()}
    pairs: dict[tuple[int, int], float] = {}
    for number, top in enumerate(tops):
        seen: dict[int, float] = defaultdict(float)
        for form in top:
            for other in thinned[form]:
                if other != number:
                    seen[other] += vectors[number][form] * vectors[other][form]
        for other in sorted(seen, key=lambda n: (-seen[n], n))[:_NEIGHBOURS]:
            pair = (min(number, other), max(number, other))
            if pair not in pairs and len(vectors[number].keys() & vectors[other].keys()) >= _SHARED:
                pairs[pair] = dot(vectors[pair[0]], vectors[pair[1]])
    return pairs


def _spread(numbers: Sequence[int]) -> list[int]:
    """Of very many accounts with a term some, from all over the folder."""
    step = max(1.0, len(numbers) / _LOOKED_AT)
    return [numbers[int(i * step)] for i in range(min(len(numbers), _LOOKED_AT))]


def _alike(pairs: dict[tuple[int, int], float], accounts: int) -> float:
    """How alike two accounts of this folder must be to be taken for accounts of one affair."""
    every = accounts * (accounts - 1) / 2
    found = _MOST
    least = _LEAST_OF_TWO if accounts == 2 else _LEAST
    for taken, likeness in enumerate(sorted(pairs.values(), reverse=True), start=1):
        if likeness < least:
            break
        if every * math.exp(-_FALL * likeness - _START) <= _CHANCE * taken:
            found = min(found, likeness)
    return found


def _join(groups: _Groups, order: Sequence[tuple[int, int]], alike: float) -> bool:
    """One pass over the pairs: whether any two groups were joined."""
    joined = False
    least = min(alike, _GROUPS)
    for one, other in order:
        a, b = groups.home[one], groups.home[other]
        if a == b:
            continue
        speaking = len(groups.members[a]) * len(groups.members[b])
        if groups.likeness(a, b) >= least + (alike - least) / math.sqrt(speaking):
            groups.join(a, b)
            joined = True
    return joined


def _take_left_over(groups: _Groups, order: Sequence[tuple[int, int]], accounts: int) -> None:
    """Put small groups, the smallest first, to the affair twice their size or more that they are most like."""
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in order:
        beside[one].add(other)
        beside[other].add(one)
    for group in sorted(groups.members, key=lambda g: (len(groups.members[g]), g)):
        if group not in groups.members:
            continue
        near = {groups.home[n] for account in groups.members[group] for n in beside[account]} - {group}
        large = sorted(g for g in near if len(groups.members[g]) >= 2 * len(groups.members[group]))
        if large:
            best = max(large, key=lambda g: groups.likeness(group, g))
            share = len(groups.members[best]) / accounts
            if groups.likeness(group, best) >= _LEFT_OVER - _SHARE * share:
                groups.join(group, best)
