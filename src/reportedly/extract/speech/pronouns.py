"""Whom the pronouns of a passage stand for, where it can be told.

The third person goes by the antecedents that attribution uses too (:mod:`.coref`); "I" and "we" inside
quotation marks are whoever is quoted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from ...records import Mention, Statement
from ..parse import ParsedPassage
from .coref import Coref

__all__ = ["set_antecedents"]

_FIRST = frozenset({"i", "me", "myself", "we", "us", "ourselves"})


def set_antecedents(
    parsed: Sequence[ParsedPassage], mentions: Sequence[Mention], statements: Sequence[Statement]
) -> tuple[Mention, ...]:
    """``mentions`` of one page, in page order, with ``antecedent`` set on its pronouns where it is known."""
    known: dict[str, str] = {}
    starts = [m.start for m in mentions]
    for piece in parsed:
        _third_person(piece, mentions, starts, known)
    _first_person(mentions, statements, known)
    return tuple(
        msgspec.structs.replace(m, antecedent=_last(m.id, known)) if m.id in known else m for m in mentions
    )


def _last(ident: str, known: dict[str, str]) -> str:
    """The end of a chain of antecedents."""
    seen = {ident}
    while (following := known.get(ident)) is not None and following not in seen:
        seen.add(following)
        ident = following
    return ident


def _third_person(
    piece: ParsedPassage, mentions: Sequence[Mention], starts: Sequence[int], known: dict[str, str]
) -> None:
    doc, passage = piece.doc, piece.passage
    tokens = {piece.offset + t.idx: t for t in doc}
    pronouns = [m for m in mentions if m.kind == "unknown" and m.passage == passage.id and m.start in tokens]
    if not pronouns:
        return
    coref = Coref.of(piece)
    for mention in pronouns:
        token = tokens[mention.start]
        found = coref.resolve(token) if mention.head not in _FIRST else None
        if found is None:
            continue
        low, high = piece.offset + found.start, piece.offset + found.end
        named = _within(mentions, starts, low, high)
        if named is not None and named.id != mention.id:
            known[mention.id] = named.id


def _within(mentions: Sequence[Mention], starts: Sequence[int], low: int, high: int) -> Mention | None:
    """The widest mention inside the characters."""
    inside = [
        m for m in mentions[bisect_right(starts, low - 1) : bisect_right(starts, high)] if m.end <= high
    ]
    return max(inside, key=lambda m: (m.end - m.start, -m.start), default=None)


def _first_person(
    mentions: Sequence[Mention], statements: Sequence[Statement], known: dict[str, str]
) -> None:
    starts = [m.start for m in mentions]
    for statement in statements:
        source = statement.source
        if statement.mode not in ("direct", "mixed") or source.start is None or source.end is None:
            continue
        who = _within(mentions, starts, source.start, source.end)
        if who is None:
            continue
        for span in statement.spans:
            for mention in mentions[bisect_right(starts, span.start - 1) : bisect_right(starts, span.end)]:
                if mention.head in _FIRST and mention.end <= span.end:
                    known.setdefault(mention.id, who.id)
