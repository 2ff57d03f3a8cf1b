"""Citation checks: where an account says "B reports X" and B is in the case, X is held against B's own words.

Each statement told from another account is cut into parts (:mod:`.parts`) and each part is held against the
whole of the cited text (:mod:`.holding`).  Where the cited outlet is not in the case the check says so.
Words that a copier changed inside quotation marks are a check of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...records import CitationCheck, Link, Linked, Passage, Span, Target
from ...spans import content_id
from ..sheet import Sheet
from .holding import Found, Held, hold, units_of
from .lexis import Lexis
from .parts import parts
from .scope import Told, told
from .strength import overstated

__all__ = ["check_citations"]

_LONGEST = 300


def check_citations(linked: Linked, accounts: Mapping[str, Sheet]) -> tuple[CitationCheck, ...]:
    """The citation checks of a case; ``accounts`` are the sheets by their passages' ids."""
    passages = {p.id: p for p in linked.passages}
    cut = {p.id for p in linked.pages if p.cut}
    lexis: Lexis | None = None
    found: list[CitationCheck] = []
    cites: dict[str, list[Link]] = {}
    for cite in linked.cites:
        cites.setdefault(cite.source, []).append(cite)
    for sheet in accounts.values():
        pairs: dict[str, Held] = {}
        for item in told(sheet, cites.get(sheet.passage.id, ()), passages):
            cited = accounts.get(item.target.passage or "")
            if cited is None:
                found.extend(_outside(sheet, item))
                continue
            lexis = lexis or Lexis(u.terms for s in accounts.values() for u in units_of(s))
            held = pairs.setdefault(cited.passage.id, Held(sheet, cited, lexis))
            found.extend(_checked(held, item, cited.passage.page in cut))
    found.extend(_altered(linked, accounts, passages, cut))
    return tuple(_distinct(found))


def _checked(held: Held, item: Told, cut: bool) -> Iterator[CitationCheck]:
    start, end = item.start, item.end
    for part, found in overstated(held, start, end):
        yield _check(item.statement.id, held.ours.span(part.start, part.end), item.target, found, cut)
    for part in parts(held.ours, start, end):
        yield _check(
            item.statement.id, held.ours.span(part.start, part.end), item.target, hold(held, part), cut
        )


def _check(statement: str, part: Span, cited: Target, found: Found, cut: bool) -> CitationCheck:
    why = found.why
    if found.verdict == "not_found" and cut:
        why += "; its text is cut short in this case"
    return CitationCheck(
        content_id("k", part.page, part.start, part.end, f"{statement}:{cited.passage or cited.outlet}"),
        statement,
        part,
        cited,
        found.verdict,
        found.evidence,
        "cut" if cut else "whole",
        why,
    )


def _outside(sheet: Sheet, item: Told) -> Iterator[CitationCheck]:
    part = sheet.span(item.start, min(item.end, item.statement.spans[0].end, item.start + _LONGEST))
    found = Found("source_not_in_case", None, f"{item.target.outlet or 'what it cites'} is not in the case")
    yield _check(item.statement.id, part, item.target, found, False)


def _altered(
    linked: Linked, accounts: Mapping[str, Sheet], passages: Mapping[str, Passage], cut: set[str]
) -> Iterator[CitationCheck]:
    """Words inside quotation marks that a copier changed."""
    for change in linked.altered:
        sheet = accounts.get(change.source)
        statement = sheet.statement(change.ours.start, change.ours.end) if sheet else None
        if statement is None:
            continue
        target = passages[change.target]
        why = f"inside the quotation marks the cited text has {change.theirs.text!r}"
        cited = Target(target.id, target.publisher)
        found = Found("contradicted", change.theirs, why)
        yield _check(statement.id, change.ours, cited, found, target.page in cut)


def _distinct(found: list[CitationCheck]) -> Iterator[CitationCheck]:
    """One check for the same words and the same cited text: the innermost statement's, which comes last."""
    kept: dict[tuple[Span, str | None, str | None], CitationCheck] = {}
    for check in found:
        kept[check.part, check.cited.passage, check.cited.outlet] = check
    yield from kept.values()
