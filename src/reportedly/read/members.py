"""The cards of forum members: whose post begins at one, and when it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .lines import Line, terminal
from .noise import is_noise
from .stamps import Stamps

__all__ = ["Card", "member_cards"]

#: "#31 Old 22nd June 2009, 19:20", "Post #4": the number of a post.
_NUMBER = re.compile(r"(?:post )?#\d+\b", re.IGNORECASE)
#: Labels of dates that are the member's, not the post's.
_SINCE = re.compile(
    r"\b(?:joined|join date|registered|member since|registration|born|birthday|last (?:seen|visit|active|online))\b",
    re.IGNORECASE,
)


class Card(NamedTuple):
    """Where a post begins, its author's name and line, and its date and the line of that, where they show."""

    first: int
    name_line: int
    who: str | None
    edtf: str | None
    dated: int | None


def member_cards(held: Sequence[tuple[int, int]], lines: Sequence[Line], stamps: Stamps) -> Iterator[Card]:
    """What each card in ``held`` (first and last line) tells: the name stands on top, the post's number above it."""
    for first, last in held:
        top = first
        while top > 0 and first - top < 2 and _could_be_name(lines, top, first):
            top -= 1
        name = re.sub(r"^(?:[-•*]|\d+[.)])\s+", "", lines[top].text) if top < first else None
        start = top - (top > 0 and not lines[top].gap and _NUMBER.match(lines[top - 1].text) is not None)
        told = next((d for d in _dates(lines, stamps, start, last + 1)), (None, None))
        yield Card(start, top, name, told[1], told[0])


def _could_be_name(lines: Sequence[Line], top: int, first: int) -> bool:
    above = lines[top - 1]
    return (
        above.words <= 4
        and not terminal(above.text)
        and not is_noise(above)
        and not _NUMBER.match(above.text)
        and (top == first or not lines[top].gap)
    )


def _dates(lines: Sequence[Line], stamps: Stamps, first: int, last: int) -> Iterator[tuple[int, str]]:
    """The lines of a card that hold a date of the post, and the dates."""
    for i in range(first, min(last + 1, len(lines))):
        stamp = stamps.first(lines[i].text) if lines[i].words <= 12 else None
        if stamp and stamp.edtf and not any(_SINCE.search(x.text) for x in lines[max(i - 1, 0) : i + 1]):
            yield i, stamp.edtf
