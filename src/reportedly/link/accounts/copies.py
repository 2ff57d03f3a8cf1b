"""Which accounts share words, which of two was first, and which are one account under several mastheads.

Words that two accounts share only inside quotation marks show one speaker, not one text: a copy needs
words of the narrator.  Of two texts that share words the earlier is the origin; where no date tells,
the one that the other names, or that is contained in the other, or that is an article rather than a post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from ...records import Passage, Reading
from .alignment import Block, Edit, Words, align, pairs_that_share, words_of

__all__ = [
    "Shared",
    "Text",
    "copier_first",
    "covered",
    "flipped",
    "is_copy",
    "narrated",
    "one_account",
    "origin_rank",
    "published_on",
    "quotation_ranges",
    "share",
    "texts_of",
]

#: Seeds that a pair must share before it is aligned.
_LEAST_SEEDS = 4
#: Narrator's words (outside quotation marks) that a block must share to be a copy.
_NARRATED = 15
#: Share of the smaller text's words that stand in the other: above it the two are one account.
_ONE_ACCOUNT = 0.8
_QUOTED = re.compile(
    r"“[^“”\n]{2,900}(?:”|(?=\n\s*\n))|(?<![\w\"])\"[^\"\n]{2,900}\"|``[^\n]{2,900}?''"
    r"|(?<!\w)‘(?=\w)(?:[^‘’\n]|’(?=\w)){12,900}’(?!\w)"
)
_BRACKETS = re.compile(r"\([^()\n]{1,200}\)|\[[^\[\]\n]{1,200}\]")
_RANK = {"article": 0, "quoted_article": 1, "post": 2, "comment": 3}


class Text(NamedTuple):
    """An account's passage, its words, and the word ranges that stand in quotation marks and in brackets."""

    passage: Passage
    order: int
    words: Words
    quoted: tuple[tuple[int, int], ...]
    bracketed: tuple[tuple[int, int], ...] = ()


class Shared(NamedTuple):
    """What text ``a`` shares with text ``b`` (positions): the blocks, and how many words of the narrator's."""

    a: int
    b: int
    blocks: tuple[Block, ...]
    matched: int
    narrated: int


def texts_of(readings: Sequence[Reading]) -> list[Text]:
    """The texts of all accounts; nested passages are texts of their own."""
    out: list[Text] = []
    for reading in readings:
        for passage in reading.passages:
            if passage.kind not in _RANK:
                continue
            holes = [(p.start, p.end) for p in reading.passages if p.parent == passage.id]
            words = words_of(reading.page.text, passage.start, passage.end, holes)
            spans = quotation_ranges(reading.page.text, passage.start, passage.end)
            brackets = [m.span() for m in _BRACKETS.finditer(reading.page.text, passage.start, passage.end)]
            out.append(
                Text(passage, len(out), words, _word_ranges(words, spans), _word_ranges(words, brackets))
            )
    return out


def quotation_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where double quotation marks open and close, as character ranges of the page."""
    return [(m.start(), m.end()) for m in _QUOTED.finditer(text, start, end)]


def _word_ranges(words: Words, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    i = 0
    for a, b in spans:
        while i < len(words.starts) and words.starts[i] < a:
            i += 1
        j = i
        while j < len(words.starts) and words.starts[j] < b:
            j += 1
        if j > i:
            out.append((i, j))
        i = j
    return tuple(out)


def share(texts: Sequence[Text]) -> list[Shared]:
    """Every pair of texts that share a run of words, aligned."""
    found: list[Shared] = []
    for a, b in pairs_that_share([t.words for t in texts], _LEAST_SEEDS):
        if texts[b].passage.parent == texts[a].passage.id or texts[a].passage.parent == texts[b].passage.id:
            continue
        blocks = tuple(block for block in align(texts[a].words, texts[b].words) if _alike(block))
        if blocks:
            told = sum(narrated(block, texts[a].quoted, texts[b].quoted) for block in blocks)
            found.append(Shared(a, b, blocks, sum(block.matched for block in blocks), told))
    return found


def altered(shared: Shared, a: Text, b: Text) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The words inside quotation marks that differ between the two: character ranges on either page.

    Only where both texts quote, where a few words differ between runs that agree, and where they are other
    words: a spelling, a word broken in two or a stray mark is no change.  Each range takes in the agreeing
    word on either side, so that a word left out can be shown too.
    """
    for block in shared.blocks:
        for edit in block.edits:
            if edit.a[0] <= block.a[0] or edit.a[1] >= block.a[1]:
                continue
            wide_a, wide_b = (edit.a[0] - 1, edit.a[1] + 1), (edit.b[0] - 1, edit.b[1] + 1)
            if not (_within(wide_a, a.quoted) and _within(wide_b, b.quoted)):
                continue
            if not _few_and_other(edit, a, b) or _glossed(edit.a, a) or _glossed(edit.b, b):
                continue  # what stands in brackets is marked as added
            yield (
                (a.words.starts[wide_a[0]], a.words.ends[wide_a[1] - 1]),
                (b.words.starts[wide_b[0]], b.words.ends[wide_b[1] - 1]),
            )


def _within(span: tuple[int, int], ranges: Sequence[tuple[int, int]]) -> bool:
    return any(x <= span[0] and span[1] <= y for x, y in ranges)


def _glossed(span: tuple[int, int], text: Text) -> bool:
    return any(x <= i < y for i in range(*span) for x, y in text.bracketed)


def _few_and_other(edit: Edit, a: Text, b: Text) -> bool:
    ours, theirs = a.words.forms[slice(*edit.a)], b.words.forms[slice(*edit.b)]
    if max(len(ours), len(theirs)) > 3:
        return False
    one, two = "".join(ours), "".join(theirs)
    if any(c.isdigit() for c in one + two):
        return one.isdigit() and two.isdigit()
    return ratio(one, two) < 75


def _alike(block: Block) -> bool:
    longer = max(block.a[1] - block.a[0], block.b[1] - block.b[0])
    return block.matched >= 8 and block.matched >= 0.6 * longer


def narrated(block: Block, qa: Sequence[tuple[int, int]], qb: Sequence[tuple[int, int]]) -> int:
    """Words of the block that stand outside quotation marks in both texts, about."""
    inside = max(_inside(block.a, qa), _inside(block.b, qb))
    return max(0, block.matched - inside)


def _inside(span: tuple[int, int], ranges: Sequence[tuple[int, int]]) -> int:
    return sum(max(0, min(span[1], y) - max(span[0], x)) for x, y in ranges)


def is_copy(shared: Shared) -> bool:
    """Whether enough of the narrator's own words are shared."""
    return shared.narrated >= _NARRATED


def covered(shared: Shared, text: Text, first: bool) -> float:
    """The share of the text's words that stand in the other; ``first`` where it is the pair's ``a``."""
    if not text.words.forms:
        return 0.0
    width = sum((b.a if first else b.b)[1] - (b.a if first else b.b)[0] for b in shared.blocks)
    return min(1.0, width / len(text.words.forms))


def flipped(shared: Shared) -> Shared:
    """The same pair seen from its other side."""
    blocks = sorted(
        Block(b.b, b.a, b.matched, tuple(e._replace(a=e.b, b=e.a) for e in b.edits)) for b in shared.blocks
    )
    return Shared(shared.b, shared.a, tuple(blocks), shared.matched, shared.narrated)


def copier_first(
    shared: Shared,
    texts: Sequence[Text],
    names: Mapping[int, frozenset[int]],
    known: Mapping[str, frozenset[str]],
) -> Shared:
    """The pair with the text that rests on the other as ``a``.

    ``names`` holds, for a text's position, those whose outlet it names; ``known`` the outlets of each passage.
    """
    a, b = texts[shared.a], texts[shared.b]
    days = published_on(a.passage), published_on(b.passage)
    if days[0] and days[1] and days[0] != days[1]:
        return shared if days[0] > days[1] else flipped(shared)
    if shared.b in names.get(shared.a, ()):
        return shared
    if shared.a in names.get(shared.b, ()):
        return flipped(shared)
    alone = [t.passage.kind == "article" for t in (a, b)]
    if alone[0] != alone[1]:
        return flipped(shared) if alone[0] else shared  # an excerpt copies the article that stands by itself
    parts = covered(shared, a, True), covered(shared, b, False)
    if abs(parts[0] - parts[1]) > 0.25 and max(parts) > _ONE_ACCOUNT and min(parts) < 0.6:
        return flipped(shared) if parts[0] > parts[1] else shared  # what is quoted whole was first
    return shared if origin_rank(a, known) > origin_rank(b, known) else flipped(shared)


def origin_rank(text: Text, known: Mapping[str, frozenset[str]]) -> tuple[bool, bool, bool, date, int, int]:
    """Lower is likelier the origin: an article, of a known outlet, with a dateline, early, long."""
    passage = text.passage
    return (
        _RANK[passage.kind] >= 2,
        not known.get(passage.id),
        not passage.dateline,
        published_on(passage) or date.max,
        -len(text.words.forms),
        text.order,
    )


def published_on(passage: Passage) -> date | None:
    """The day of publication, where it is known to the day."""
    edtf = passage.published.edtf
    if not edtf or "/" in edtf or len(edtf) < 10:
        return None
    try:
        return date.fromisoformat(edtf[:10])
    except ValueError:
        return None


def one_account(
    pairs: Sequence[Shared], texts: Sequence[Text], known: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """For every passage the one that stands for its account: itself, or what it is a near-duplicate of.

    A text four fifths of whose words stand in another adds nothing of its own: the two are one account with
    two carriers (of a post or a comment, nearly all words must).  The likeliest origin stands for all.
    """
    root = {t.order: t.order for t in texts}
    rank = {t.order: origin_rank(t, known) for t in texts}

    def find(n: int) -> int:
        while root[n] != n:
            n = root[n]
        return n

    for pair in sorted(pairs, key=lambda p: (-p.matched, p.a, p.b)):
        a, b = texts[pair.a], texts[pair.b]
        smaller = (
            covered(pair, a, True) if len(a.words.forms) <= len(b.words.forms) else covered(pair, b, False)
        )
        own_hand = {"post", "comment"} & {a.passage.kind, b.passage.kind}
        if is_copy(pair) and smaller >= (0.95 if own_hand else _ONE_ACCOUNT):
            x, y = sorted((find(pair.a), find(pair.b)), key=rank.__getitem__)
            root[y] = x
    return {t.passage.id: texts[find(t.order)].passage.id for t in texts}
