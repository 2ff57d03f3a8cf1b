"""Where the words of an answer stand: exact but for white space and the form of quotation marks, never nearly so.

Words that stand several times are placed by their neighbours: that combination of content, cue and source is meant
which has the fewest sentence ends, then the fewest characters, between them.  Where two are alike, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from ..seam import Extent, Proposal, Unplaced
from .prompt import Found

__all__ = ["Folded", "placed"]

_ALIKE = str.maketrans("“”„‟«»‘’‚‛`´", '""""""' + "''''''")
#: Characters without width, which a model leaves out.
_WIDTHLESS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")

#: So many places of a source or a cue are tried beside a content, the nearest first: others are farther in any case.
_NEAREST = 6
#: Words that stand more often than this in one chunk place nothing.
_OFTEN = 40

_SENTENCE_END = re.compile(r"[.!?][\"')]*\s|\n\s*\n")

#: What a proposal is held to be worth: nothing is known of the model.
_CONFIDENCE = 0.5


class Folded:
    """A text with white space and quotation marks made alike, and where each of its characters stood."""

    def __init__(self, text: str) -> None:
        self.text = text
        chars: list[str] = []
        self._at: list[int] = []
        for i, char in enumerate(text.translate(_ALIKE)):
            if char in _WIDTHLESS or (char.isspace() and chars and chars[-1] == " "):
                continue
            chars.append(" " if char.isspace() else char)
            self._at.append(i)
        self._plain = "".join(chars)

    def places(self, quote: str) -> list[Extent]:
        """Every place in the text, in its own characters, where the words of ``quote`` stand whole."""
        wanted = Folded(quote)._plain.strip() if quote else ""
        found: list[Extent] = []
        start = self._plain.find(wanted) if wanted else -1
        while start >= 0 and len(found) <= _OFTEN:
            end = start + len(wanted)
            if self._whole(start) and self._whole(end):
                found.append((self._at[start], self._at[end - 1] + 1))
            start = self._plain.find(wanted, start + 1)
        return found if len(found) <= _OFTEN else []

    def _whole(self, at: int) -> bool:
        """Whether no word is cut at ``at``."""
        return not (0 < at < len(self._plain) and self._plain[at - 1].isalnum() and self._plain[at].isalnum())

    def rows(self, quotes: Sequence[str]) -> Iterator[tuple[Extent, ...]]:
        """Every place of the first of ``quotes``, with the next place of each other one after it."""
        every = [self.places(q) for q in quotes]
        for first in every[0] if every else ():
            row = [first]
            for later in every[1:]:
                row += [next((p for p in later if p[0] >= row[-1][1]), (-1, -1))]
                if row[-1] == (-1, -1):
                    break
            else:
                yield tuple(row)


def placed(found: Found, text: Folded, offset: int, method: str) -> Proposal | Unplaced:
    """The proposal that ``found`` makes of ``text``, which begins at ``offset`` of its page; or why it makes none."""
    contents = list(text.rows(found.content))
    if not contents:
        return Unplaced("the model's content does not stand in the text")
    named: list[list[Extent | None]] = []
    for part, quote in (("source", found.source), ("cue", found.cue), ("carrier", found.through)):
        places = text.places(quote) if quote is not None else []
        if quote is not None and not places:
            return Unplaced(f"the model's {part} does not stand in the text")
        named.append([*places] or [None])
    sources, cues, carriers = named
    contents = [_parted(text.text, content, sources, cues) for content in contents]
    ranked = sorted(
        (_cost(text.text, content, source, cue), content, source, cue)
        for content in contents
        for source, cue in product(_near(sources, content), _near(cues, content))
    )
    if not ranked:
        return Unplaced("the model's source or cue stands only inside its content")
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return Unplaced("the model's words stand in several places alike")
    _, content, source, cue = ranked[0]
    through = next(iter(_near(carriers, content)), None)
    return Proposal(
        _moved(source, offset),
        _moved(cue, offset),
        tuple((a + offset, b + offset) for a, b in content),
        _CONFIDENCE,
        method,
        _moved(through, offset),
        found.stance,
    )


def _near(places: Sequence[Extent | None], content: Sequence[Extent]) -> list[Extent | None]:
    """The places nearest to a content that lie outside it; None stands for what was not named."""
    outside = [
        (max(p[0] - content[-1][1], content[0][0] - p[1], 0), p)
        for p in places
        if p is not None and all(p[1] <= a or b <= p[0] for a, b in content)
    ]
    near: list[Extent | None] = [p for _, p in sorted(outside)[:_NEAREST]]
    return near if any(p is not None for p in places) else [None]


def _parted(
    text: str, content: tuple[Extent, ...], sources: Sequence[Extent | None], cues: Sequence[Extent | None]
) -> tuple[Extent, ...]:
    """A content without the clause between two commas inside it that attributes it ("the toll, she said, will rise")."""
    if len(content) > 1:
        return content
    ((start, end),) = content
    for source, cue in product(sources, cues):
        if source is None or cue is None or min(source[0], cue[0]) < start or max(source[1], cue[1]) > end:
            continue
        before = text[start : min(source[0], cue[0])].rstrip()
        after = text[max(source[1], cue[1]) : end].lstrip()
        if before.endswith(",") and after.startswith(","):
            return (start, start + len(before) - 1), (end - len(after) + 1, end)
    return content


def _cost(text: str, content: Sequence[Extent], source: Extent | None, cue: Extent | None) -> tuple[int, int]:
    """The sentence ends and the characters between the parts of a content, from it to its cue and from that to the source."""
    gaps = [_between(text, one, other) for one, other in pairwise(content)]
    beside = list(content)
    for part in (cue, source):
        if part is not None:
            gaps.append(min((_between(text, part, other) for other in beside), key=len))
            beside = [part]
    return sum(len(_SENTENCE_END.findall(gap)) for gap in gaps), sum(map(len, gaps))


def _between(text: str, one: Extent, other: Extent) -> str:
    """What stands between two extents; nothing where they overlap."""
    return text[min(one[1], other[1]) : max(one[0], other[0])]


def _moved(extent: Extent | None, offset: int) -> Extent | None:
    return (extent[0] + offset, extent[1] + offset) if extent is not None else None
