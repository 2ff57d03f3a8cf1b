"""Which statement a clause belongs to: the innermost whose content holds it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from ...records import Clause, Statement

__all__ = ["set_statements"]


def set_statements(clauses: Sequence[Clause], statements: Sequence[Statement]) -> tuple[Clause, ...]:
    """``clauses`` with ``statement`` set: the shortest content of the same passage that holds the predicate."""
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for statement in statements:
        for span in statement.spans:
            spans[statement.passage].append((span.start, span.end, statement.id))
    for rows in spans.values():
        rows.sort()
    reach = {key: _longest(rows) for key, rows in spans.items()}
    return tuple(
        msgspec.structs.replace(c, statement=_innermost(c, spans.get(c.passage, []), reach.get(c.passage, 0)))
        for c in clauses
    )


def _longest(rows: Sequence[tuple[int, int, str]]) -> int:
    return max((end - start for start, end, _ in rows), default=0)


def _innermost(clause: Clause, rows: Sequence[tuple[int, int, str]], reach: int) -> str | None:
    at, end = clause.predicate.start, clause.predicate.end
    best: tuple[int, str] | None = None
    for i in range(bisect_right(rows, at, key=lambda row: row[0]) - 1, -1, -1):
        low, high, ident = rows[i]
        if at - low > reach:
            break
        if high >= end and (best is None or high - low < best[0]):
            best = (high - low, ident)
    return best[1] if best else None
