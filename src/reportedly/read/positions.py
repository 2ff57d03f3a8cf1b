"""Lines that are known by where they stand on a sheet, in the order in which they are read, with their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Any, NamedTuple

__all__ = ["Piece", "beside", "in_columns", "paragraphs"]

#: Lines on both sides of a gutter, and words of the usual one of them, before they are columns and not a table.
_LEAST_LINES, _LEAST_WORDS = 3, 3
#: A step down of so many usual ones begins a paragraph, and so does an indent of so many points after a full stop.
_GAP, _INDENT = 1.35, (6, 60)
#: A line that reaches so far to the edge of its column was broken by its width.
_FILLED = 0.8


class Piece(NamedTuple):
    """A line of one column: its text, and where it stands in points; the top is counted from below."""

    text: str
    left: float
    right: float
    top: float
    height: float

    @classmethod
    def of(cls, layer: Any, text: str, start: int, end: int, last: int) -> Piece:
        """The piece that characters ``start`` to ``end`` of a PDF's text layer make."""
        first = min(start + len(text) - len(text.lstrip()), last)
        left, bottom, _, top = layer.get_charbox(first, loose=True)
        right = layer.get_charbox(max(first, min(end - 1, last)), loose=True)[2]
        return cls(text.strip(), left, max(left, right), top, max(1.0, top - bottom))


Row = list[Piece]


def beside(pieces: Iterable[Piece]) -> list[Row]:
    """The pieces in rows: those that follow each other from left to right at one height are one."""
    rows: list[Row] = []
    for piece in pieces:
        last = rows[-1][-1] if rows else None
        if last is not None and abs(last.top - piece.top) < piece.height / 2 and piece.left >= last.right:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def in_columns(rows: Sequence[Row]) -> list[Piece]:
    """The pieces of the rows of a sheet, column after column where rows were drawn across several.

    Rows stay in their order where nothing shows columns.  Two columns are parted by a gutter that
    neighbouring rows leap over at one place; what stands across it ends them.
    """
    gutter = _gutter(rows)
    if gutter is None:
        return [piece for row in rows for piece in _joined(row)]
    found: list[Piece] = []
    for across, group in groupby(rows, key=lambda row: any(p.left < gutter < p.right for p in row)):
        held = list(group)
        if across or not _leaps(held, gutter):
            found += (
                in_columns(held)
                if across and len(held) < len(rows)
                else [p for r in held for p in _joined(r)]
            )
            continue
        for side in (True, False):
            column = [[p for p in row if (p.left < gutter) == side] for row in held]
            found += in_columns([row for row in column if row])
    return found


def _joined(row: Row) -> Iterator[Piece]:
    """A row that is no row of columns is one line, with a tab where it leaps."""
    if len(row) < 2:
        yield from row
        return
    yield row[0]._replace(text="\t".join(p.text for p in row), right=row[-1].right)


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where most rows leap; None where too few do, or what stands beside it is too short for a column."""
    gaps = [(a.right, b.left) for row in rows for a, b in pairwise(row) if a.right < b.left]
    places = [(a + b) / 2 for a, b in gaps]
    counts = [(sum(a < place < b for a, b in gaps), -place) for place in places]
    if not counts or max(counts)[0] < _LEAST_LINES:
        return None
    place = -max(counts)[1]
    beside = [(a, b) for row in rows for a, b in pairwise(row) if a.right < place < b.left]
    sides = zip(*beside, strict=True)
    return place if all(median(len(p.text.split()) for p in side) >= _LEAST_WORDS for side in sides) else None


def _leaps(rows: Sequence[Row], gutter: float) -> bool:
    return any(a.right < gutter < b.left for row in rows for a, b in pairwise(row))


def paragraphs(lines: Sequence[Piece]) -> str:
    """The text of the lines, those that the width of their column broke joined by a space.

    A gap, an indent or another size of letters begins a paragraph, after a blank line.
    """
    steps = sorted(a.top - b.top for a, b in pairwise(lines) if 0 < a.top - b.top < 4 * a.height)
    usual = steps[len(steps) // 4] if steps else 0.0  # many paragraphs may have one line
    out: list[str] = []
    for column in _columns(lines, usual):
        edge = max(line.right for line in column)
        for before, line in pairwise([None, *column]):
            if line is not None:
                out += [_between(before, line, usual, edge, "".join(out[-1:])), line.text]
    return "".join(out).strip("\n")


def _columns(lines: Sequence[Piece], usual: float) -> Iterator[list[Piece]]:
    """The lines cut where the next one stands higher: the top of a column."""
    column: list[Piece] = []
    for line in lines:
        if column and line.top - column[-1].top > 0.5 * usual:
            yield column
            column = []
        column.append(line)
    if column:
        yield column


def _between(before: Piece | None, line: Piece, usual: float, edge: float, last: str) -> str:
    """What stands between a line and the one before it; between columns a sentence may go on."""
    ended = re.search(r"[.!?:”\"']$", last) is not None
    if before is None:
        return "\n\n" if ended or not line.text[:1].islower() else "\n"
    indent = line.left - before.left
    fresh = before.top - line.top > _GAP * usual or abs(before.height - line.height) > 0.25 * before.height
    if fresh or (ended and _INDENT[0] < indent < _INDENT[1]):
        return "\n\n"
    filled = before.right - line.left > _FILLED * (edge - line.left)
    row = "\t" in before.text + line.text  # of a table
    return " " if filled and not row and not before.text.endswith("-") else "\n"
