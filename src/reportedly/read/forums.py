"""What forum engines print into a post: the member's card, the frame of a quotation, the member's signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from .draft import Draft
from .lines import Line, bare, is_prose, terminal
from .noise import cards, is_noise
from .quoted import FRAME
from .threads import Comment

__all__ = ["frames", "inside_card", "signatures"]

#: What an engine puts between a post and its author's signature; RFC 3676 has "-- " for mail.
_RULE = re.compile(r"_{4,}|--|[-=~*—–]{8,}")
_LONGEST = 6  # lines of a signature
_WORDS = 60
_BY = re.compile(
    r"(?:\[?quote\]?:?\s+)?(?:originally (?:posted|written) by:?\s+(?P<by>.{2,60})|(?P<who>.{2,60}?)\s+(?:wrote|writes|said)\s*[:↑][\s:↑]*)",
    re.IGNORECASE,
)
_GAP = re.compile(r"\W+")


def signatures(lines: Sequence[Line], comments: Sequence[Comment]) -> frozenset[int]:
    """The lines of the members' signatures: what follows the rule under a post, and what ends several posts of one hand."""
    found: set[int] = set()
    for c in comments:
        rule = next((i for i in range(c.last, c.first, -1) if _RULE.fullmatch(lines[i].text)), None)
        if rule is None or rule == c.last:
            continue
        below = range(rule + 1, c.last + 1)
        thin = _RULE.fullmatch(lines[rule].text[:4]) is None and lines[rule].text != "--"
        if len(below) <= (3 if thin else _LONGEST) and sum(lines[i].words for i in below) <= _WORDS:
            found.update(range(rule, c.last + 1))
    ends = [
        (c.author, i, lines[i].text)
        for c in comments
        if c.author and (i := _bottom(lines, c, found)) is not None
    ]
    counted = Counter((author, text) for author, _, text in ends)
    found.update(i for author, i, text in ends if counted[author, text] >= 2)
    return frozenset(found)


def _bottom(lines: Sequence[Line], c: Comment, signed: set[int]) -> int | None:
    """The last line of a post that is no furniture, where it is short enough for a signature."""
    for i in range(c.last, c.first, -1):
        if i in (c.header, c.footer, c.stamp) or i in signed or is_noise(lines[i]):
            continue
        return i if lines[i].words <= 25 else None
    return None


def inside_card(lines: Sequence[Line], c: Comment) -> list[int]:
    """The lines between a member's name and the card under it: the rank that the engine or the member chose."""
    if c.header is None:
        return []
    held = next((a for a, _ in cards(lines[c.first : c.last + 1])), None)
    between = range(c.header + 1, c.first + held) if held is not None else range(0)
    return list(between) if len(between) <= 2 and all(lines[i].words <= 6 for i in between) else []


def frames(draft: Draft, first: int, last: int) -> Iterator[tuple[int, int]]:
    """First and last line of every quotation of another post in lines ``first`` to ``last``, outer ones first.

    Text that was saved from a forum has lost the frame's lower edge.  What the one who is quoted has
    printed on the page before is quoted; else the frame's block, where the post goes on under a blank line;
    else one line.
    """
    i = first
    while i < last:
        found = _frame(draft, i, first, last) if _named(draft, i, first) else []
        yield from found
        i = (found[0][1] if found else i) + 1


def _named(draft: Draft, i: int, first: int) -> str | None:
    """Whom the line ``i`` quotes: "Originally Posted by X", or "X wrote:" where X writes on this page."""
    text = draft.lines[i].text
    match = _BY.fullmatch(text)
    if match is None:
        return None
    who = bare(match["by"] or match["who"])
    framed = match["by"] or FRAME.match(text) or (i > first and FRAME.fullmatch(draft.lines[i - 1].text))
    return who if framed or who.casefold() in {name for name, _, _ in draft.posts} else None


def _frame(draft: Draft, i: int, first: int, last: int) -> list[tuple[int, int]]:
    lines, at = draft.lines, i + 1
    inner: list[tuple[int, int]] = []
    k = at + (FRAME.fullmatch(lines[at].text) is not None)
    if k < last and _named(draft, k, first):
        inner = _frame(draft, k, first, last)
        at = min(inner[0][1] + 1, last)
    if at < last and (stamp := draft.stamps.first(lines[at].text)) and lines[at].words <= 10 and stamp.edtf:
        at += 1  # the date of what is quoted
    block = at
    while block < last and not lines[block + 1].gap:
        block += 1
    said = draft.said(_named(draft, i, first) or "", lines[first].start)
    known = at
    while known <= block and _printed(lines[known].text, said):
        known += 1
    if known > at:
        end = known - 1
    elif lines[at].gap and inner:
        end = inner[0][1]  # nothing of the outer one's own is quoted
    elif any(is_prose(x) or terminal(x.text) for x in lines[block + 1 : last + 1] if not is_noise(x)):
        end = block
    else:
        end = at
    return [(i, end), *inner]


def _printed(text: str, before: str) -> bool:
    """Whether the page has the text already, what a quotation leaves out apart."""
    parts = [p for p in re.split(r"\.{3}|…|\[\.\.\.\]", text) if len(p) >= 12]
    return bool(parts) and all(_GAP.sub(" ", p).strip() in _GAP.sub(" ", before) for p in parts)
