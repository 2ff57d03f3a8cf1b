"""The report: what is disputed and agreed, each answer with the numbers of the quotes that it rests on.

A list of blocks that Markdown and DOCX write in their own ways; the text of every block is made safe to print.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..records import CitationCheck, Detail, Dossier, Evidence, Span, Value
from ..show.text import clause, clean
from ..show.view import View
from ..show.words import RELATION, STATUS, STATUS_MEANS, VERDICT, VERDICT_ORDER, WITHIN, counted

__all__ = ["Block", "Citation", "Report", "report"]


class Block(NamedTuple):
    """A heading of a ``level`` from 1, a paragraph or an item of a list, with the numbers of its citations."""

    kind: Literal["heading", "paragraph", "item"]
    text: str
    level: int = 0
    citations: tuple[int, ...] = ()


class Citation(NamedTuple):
    """Number ``number``: a quote, whose account it is, and where it stands."""

    number: int
    quote: str
    where: str


class Report(NamedTuple):
    """The blocks in order, and the citations that they number."""

    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]


class _Numbers:
    """Citations in the order of their first use; a quote that is used again keeps its number."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.found: dict[tuple[str, int, int], Citation] = {}

    def cite(self, span: Span, account: str | None) -> int:
        key = (span.page, span.start, span.end)
        if key not in self.found:
            view = self.view
            name = view.account(account) if account else view.page(span.page)
            where = f"{name}; {clean(view.pages[span.page].file)}, characters {span.start} to {span.end}"
            self.found[key] = Citation(len(self.found) + 1, clean(span.text), where)
        return self.found[key].number

    def all(self, evidence: tuple[Evidence, ...]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.cite(e, e.passage) for e in evidence))


def report(dossier: Dossier) -> Report:
    """The whole report of a dossier."""
    view = View(dossier)
    numbers = _Numbers(view)
    blocks = [
        Block("heading", clean(dossier.case), 1),
        Block(
            "paragraph",
            f"{counted(len(dossier.pages), 'page')}, {counted(len(view.accounts), 'account')}, "
            f"{counted(len(dossier.details), 'question')}. What is said here is what the accounts say; "
            "a number leads to the words that it was read from.",
        ),
    ]
    for episode in dossier.episodes:
        details = view.details_of(episode.id)
        if details:
            blocks.append(Block("heading", clean(episode.title), 2))
            blocks += [block for detail in details for block in _detail(view, detail, numbers)]
    if dossier.citation_checks:
        blocks.append(Block("heading", "Citations checked", 2))
        order = sorted(dossier.citation_checks, key=lambda c: VERDICT_ORDER.index(c.verdict))
        blocks += [_check(view, check, numbers) for check in order]
    blocks.append(Block("heading", "Accounts", 2))
    blocks += [
        Block("item", f"{view.account(p.id)}: {clean(p.title or view.pages[p.page].file)}")
        for p in view.accounts
    ]
    return Report(tuple(blocks), tuple(numbers.found.values()))


def _detail(view: View, detail: Detail, numbers: _Numbers) -> Iterator[Block]:
    yield Block("heading", clean(detail.question), 3)
    yield Block("paragraph", f"{STATUS[detail.status].capitalize()}. {STATUS_MEANS[detail.status]}")
    for value in view.values_of(detail):
        yield Block("item", _answer(view, value), citations=numbers.all(value.evidence))
    for relation in detail.relations:
        yield Block(
            "paragraph",
            f"“{view.value(relation.a)}” {RELATION[relation.kind]} “{view.value(relation.b)}” "
            f"({WITHIN[relation.within]}): {clause(relation.why)}.",
        )


def _answer(view: View, value: Value) -> str:
    voices = "; ".join(view.voice(v) for v in value.voices)
    meant = f" ({view.meant(value)})" if view.meant(value) else ""
    independent = f"; independent voices: {view.independent(value)}" if value.independent[1] else ""
    return f"{view.value(value.id)}{meant}" + (f" – {voices}{independent}" if voices else "")


def _check(view: View, check: CitationCheck, numbers: _Numbers) -> Block:
    statement = view.statements.get(check.statement)
    account = statement.passage if statement else None
    cited = [numbers.cite(check.part, account)]
    cited += [numbers.cite(check.evidence, check.cited.passage)] if check.evidence else []
    who = view.account(account) if account else view.page(check.part.page)
    text = f"{VERDICT[check.verdict].capitalize()}: {who} on {view.target(check.cited)}: {clause(check.why)}."
    return Block("item", text, citations=tuple(dict.fromkeys(cited)))
