"""The accounts of an episode side by side: a row a question that several of them answer, a column an account.

Columns are the accounts that speak of the episode, earliest first, a copy folded into what it copies; so a
table grows with what is said, not with pages times questions.  A question that one column alone answers needs no
table: these stand in a list of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from ..records import Detail, Episode, PositionKind, Value
from .view import View

__all__ = ["Cell", "Column", "Matrix", "Row", "copied_from", "matrices"]

#: A table has no more columns than this: the accounts that answer most.
_COLUMNS = 60
#: A cell names so many answers, and says how many more there are.
_ANSWERS = 4


class Column(NamedTuple):
    """An account, and those that copy it."""

    account: str
    copies: tuple[str, ...]


class Cell(NamedTuple):
    """One answer of an account: ``number`` is its place among the value's evidence, None where that is not known."""

    value: Value | None
    number: int | None
    position: PositionKind
    clash: bool


class Row(NamedTuple):
    """A question with a tuple of cells a column; a column that is silent has none; ``more`` were left out."""

    detail: Detail
    cells: tuple[tuple[Cell, ...], ...]
    more: tuple[int, ...]

    @property
    def one_answer(self) -> bool:
        """Whether all columns that speak say the same."""
        return len(self.detail.values) == 1 and all(c.position == "says" for said in self.cells for c in said)


class Matrix(NamedTuple):
    """An episode's table, the questions that one account alone answers, and how many accounts have no column."""

    episode: Episode
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    alone: tuple[Detail, ...]
    hidden: int

    @property
    def bodies(self) -> tuple[tuple[Row, ...], ...]:
        """The rows with several answers, then those with one, which may be folded."""
        return (
            tuple(row for row in self.rows if not row.one_answer),
            tuple(row for row in self.rows if row.one_answer),
        )


def matrices(view: View) -> list[Matrix]:
    """A table for each episode that has questions; episodes in which most is disputed first."""
    home = copied_from(view)
    found = [_matrix(view, e, home) for e in view.dossier.episodes if view.details_of(e.id)]
    return sorted(found, key=lambda m: -sum(row.detail.status == "contradicted" for row in m.rows))


def _matrix(view: View, episode: Episode, home: Mapping[str, str]) -> Matrix:
    """The table of ``episode``; ``home`` is what :func:`copied_from` gives."""
    details = view.details_of(episode.id)
    spoken = {d.id: _spoken(d, home) for d in details}
    count = Counter(column for d in details for column in spoken[d.id])
    shared = [d for d in details if len(spoken[d.id]) > 1]
    known = {column for d in shared for column in spoken[d.id]}
    most = sorted(known, key=lambda a: (-count[a], view.when(a)))[:_COLUMNS]
    copies: dict[str, list[str]] = defaultdict(list)
    for account, origin in home.items():
        copies[origin].append(account)
    columns = [Column(a, tuple(sorted(copies[a], key=view.when))) for a in sorted(most, key=view.when)]
    rows = tuple(_row(d, columns, spoken[d.id]) for d in shared)
    alone = tuple(d for d in details if len(spoken[d.id]) <= 1)
    return Matrix(episode, tuple(columns), rows, alone, len(known) - len(columns))


def copied_from(view: View) -> dict[str, str]:
    """Each account that copies another of the case, and the one whose words it carries in the end."""
    copies = {
        link.source: link.target.passage
        for link in view.dossier.links
        if link.kind == "copies" and link.target.passage in view.passages
    }
    home: dict[str, str] = {}
    for account in copies:
        at, seen = account, {account}
        while (further := copies.get(at)) and further not in seen:
            at = further
            seen.add(at)
        if at != account:
            home[account] = at
    return home


def _spoken(detail: Detail, home: Mapping[str, str]) -> dict[str, list[Cell]]:
    """What each column says on ``detail``."""
    opposed = {v for r in detail.relations if r.kind == "contradicts" for v in (r.a, r.b)}
    taken = {p.account: p for p in detail.positions if p.position != "silent"}
    cells: dict[str, list[Cell]] = defaultdict(list)
    for value in sorted(detail.values, key=lambda v: (v.id not in opposed, -len(v.accounts))):
        for account in value.accounts:
            at = next((n for n, e in enumerate(value.evidence) if e.passage == account), None)
            position = taken.get(account)
            said = position.position if position and position.value == value.id else "says"
            cell = Cell(value, at, said, value.id in opposed)
            column = home.get(account, account)
            if not any(c.value is value and c.position == said for c in cells[column]):
                cells[column].append(cell)
    values = {v.id: v for v in detail.values}
    for account, position in taken.items():
        column = home.get(account, account)
        if not cells[column]:
            cells[column].append(Cell(values.get(position.value or ""), None, position.position, False))
    return {column: said for column, said in cells.items() if said}


def _row(detail: Detail, columns: list[Column], spoken: dict[str, list[Cell]]) -> Row:
    said = [spoken.get(c.account, []) for c in columns]
    return Row(
        detail, tuple(tuple(s[:_ANSWERS]) for s in said), tuple(max(0, len(s) - _ANSWERS) for s in said)
    )
