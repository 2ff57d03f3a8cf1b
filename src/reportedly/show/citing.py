"""Quotes as they are shown: in their sentence, with whose they are, who told them, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from ..records import CitationCheck, Evidence, Passage, Span, Statement, Value
from . import words
from .text import clean
from .view import Quote, View

__all__ = ["Cite", "Citer", "Places"]


class Places(Protocol):
    """Where things are to be found: in one file by anchors, in the app by addresses."""

    def account(self, ident: str) -> str: ...
    def voice(self, ident: str) -> str:
        """Where a voice is told of; "" where it is not."""
        ...

    def detail(self, ident: str) -> str: ...
    def value(self, ident: str) -> str: ...
    def evidence(self, value: Value, number: int) -> str:
        """Where the quote of a value's evidence of that number stands, or the value."""
        ...

    def spot(self, span: Span, back: str) -> str:
        """Where the characters of ``span`` stand on their page; ``back`` is the id of what quotes them."""
        ...


class Cite(NamedTuple):
    """A quote: ``id`` is its own, ``where`` its place on the page, ``told`` who says it how, ``chain`` by whom."""

    id: str
    quote: Quote | None
    passage: str | None
    account: str
    where: str
    told: str
    chain: str


class Citer:
    """Makes the quotes of a view, with their places."""

    def __init__(self, view: View, places: Places) -> None:
        self.view = view
        self.places = places

    def value(self, value: Value) -> list[Cite]:
        """The evidence of an answer: one quote of each account first, then what else there is."""
        seen: set[str | None] = set()
        first: list[Cite] = []
        rest: list[Cite] = []
        for number, evidence in enumerate(value.evidence):
            cite = self._evidence(value, number, evidence)
            (rest if evidence.passage in seen else first).append(cite)
            seen.add(evidence.passage)
        return first + rest

    def check(self, check: CitationCheck) -> tuple[Cite, Cite | None]:
        """The two sides of a citation check: the words that cite, and those of the cited, if any."""
        statement = self.view.statements.get(check.statement)
        part = self.cite(check.part, f"{check.id}-part", statement.passage if statement else None)
        if check.evidence is None:
            return part, None
        return part, self.cite(check.evidence, f"{check.id}-cited", check.cited.passage)

    def cite(
        self, span: Span, ident: str, passage: str | None = None, told: str = "", chain: str = ""
    ) -> Cite:
        """``span`` as a quote with the id ``ident``."""
        passage = passage or getattr(span, "passage", None) or self._passage_at(span)
        account = self.view.account(passage) if passage else self.view.page(span.page)
        where = self.places.spot(span, ident)
        return Cite(ident, self.view.quote(span), passage, account, where, told, chain)

    def _evidence(self, value: Value, number: int, evidence: Evidence) -> Cite:
        statement = self.view.statements.get(evidence.statement or "")
        told = self.told(statement) if statement else ""
        chain = self.chain(statement) if statement else ""
        return self.cite(evidence, f"{value.id}-q{number}", evidence.passage, told, chain)

    def told(self, statement: Statement) -> str:
        """Who says it, and how it is meant."""
        if statement.mode == "narration":
            return "told in the account’s own voice"
        parts = (self.view.source(statement.source), words.STANCE[statement.stance])
        return ", ".join(part for part in parts if part)

    def chain(self, statement: Statement) -> str:
        """From the voice through who carried it to the account; "" where the account itself heard it."""
        hops = [
            self.view.account(h.passage) if h.passage else clean(h.text) for h in reversed(statement.chain)
        ]
        lead = ", as the account’s lead says" if statement.voice_basis == "governing_lead" else ""
        if not hops and not lead:
            return ""
        road = [self.view.voice(statement.voice), *hops, self.view.account(statement.passage)]
        return " → ".join(dict.fromkeys(road)) + lead

    def statements(self, page: str, chains: bool = False) -> Iterator[tuple[Statement, str]]:
        """What somebody is said to have said on a page, and who says it how; with ``chains``, by what road."""
        for s in self.view.statements_on(page):
            if s.mode != "narration":
                road = self.chain(s) if chains else ""
                yield s, f"{self.told(s)}; {road}" if road else self.told(s)

    def _passage_at(self, span: Span) -> str | None:
        """The innermost passage that holds ``span``."""
        holding: list[Passage] = [
            p for p in self.view.passages_on(span.page) if p.start <= span.start and span.end <= p.end
        ]
        return min(holding, key=lambda p: p.end - p.start).id if holding else None
