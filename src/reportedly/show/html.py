"""The one-file dossier: a page that opens without a network, with every claim one step from its quote.

Page text is hostile.  Everything goes through Jinja2's escaping; no text is ever marked safe.  The two
pieces that are not escaped are this package's own style sheet and script, and a Content Security Policy
lets nothing but these two, named by their hashes, take effect.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib import resources
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..records import Detail, Dossier, Episode, Evidence, Passage, Span, Statement, Value, Voice
from . import words
from .chains import chains
from .pagetext import Mark, page_blocks
from .text import clause, clean
from .timeline import timeline
from .view import Quote, View

__all__ = ["to_html"]


def to_html(dossier: Dossier) -> bytes:
    """The dossier as one HTML file (UTF-8), the same bytes for the same dossier."""
    files = resources.files(__package__) / "templates"
    style = (files / "dossier.css").read_text(encoding="utf-8")
    script = (files / "dossier.js").read_text(encoding="utf-8")
    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"clean": clean, "clause": clause, "date": words.date_words}
    template = environment.get_template("dossier.html")
    text = template.render(
        page=_Builder(View(dossier)),
        words=words,
        style=Markup(style),  # our own file, not a page's text
        script=Markup(script),
        policy=_policy(style, script),
    )
    return text.encode()


def _policy(style: str, script: str) -> str:
    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


class Cite(NamedTuple):
    """A quote as the dossier shows it: in its sentence, whose it is, and where it stands."""

    id: str
    quote: Quote | None
    account: str
    where: str
    told: str
    chain: str


class Cell(NamedTuple):
    """What one account says on one detail, and the quote that it leads to."""

    id: str
    position: str
    text: str
    href: str
    clash: bool = False


class _Builder:
    """What the template asks for; every anchor in the file is named here."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.dossier = view.dossier
        self.timeline_hrefs = {v: f"#{v}" for v in view.values}
        self._anchors: dict[tuple[str, int, int], str] = {}
        self._backs: dict[str, str] = {}
        self.details: list[tuple[Episode, list[Detail]]] = [
            (e, rows) for e in self.dossier.episodes if (rows := view.details_of(e.id))
        ]
        self.cites: dict[str, list[Cite]] = {
            v.id: [self._evidence(v, n, e) for n, e in enumerate(v.evidence)]
            for _, rows in self.details
            for d in rows
            for v in d.values
        }
        self.checks = [
            (
                c,
                self.cite(c.part, f"{c.id}-part", self._passage_of(c.statement)),
                self.cite(c.evidence, f"{c.id}-cited", c.cited.passage) if c.evidence else None,
            )
            for c in sorted(
                self.dossier.citation_checks, key=lambda c: (c.verdict != "contradicted", c.verdict)
            )
        ]
        self.queue = [
            (c, self.cite(c.a, f"{c.id}-a"), self.cite(c.b, f"{c.id}-b"))
            for c in sorted(self.dossier.comparisons, key=lambda c: -c.score)
        ]
        self.links = [
            (link, self.cite(link.evidence, f"l-{n}", link.source) if link.evidence else None)
            for n, link in enumerate(self.dossier.links)
        ]
        self.findings = [
            (f, [self.cite(e, f"f-{n}-{k}") for k, e in enumerate(f.evidence)])
            for n, f in enumerate(self.dossier.findings)
        ]
        self.timeline = timeline(view, self.timeline_hrefs)
        self.chains = chains(view)

    # -------------------------------------------------------------- the summary

    @property
    def title(self) -> str:
        return clean(self.dossier.case)

    def parties(self) -> list[str]:
        """The sides of all episodes that have details, each once."""
        sides = (side for e, _ in self.details for side in self.view.parties(e))
        return list(dict.fromkeys(side for side in sides if side))

    def period(self) -> str:
        """From the first to the last day that the episodes with details span."""
        ends = sorted(d for e, _ in self.details for d in (e.earliest, e.latest) if d and "/" not in d)
        return words.date_words(ends[0] if ends[0] == ends[-1] else f"{ends[0]}/{ends[-1]}") if ends else ""

    def by_status(self) -> list[tuple[str, list[Detail]]]:
        """Details by status, disputes first."""
        groups: dict[str, list[Detail]] = {s: [] for s in words.STATUS_ORDER}
        for _, rows in self.details:
            for d in rows:
                groups[d.status].append(d)
        return list(groups.items())

    # -------------------------------------------------------------- quotes

    def cite(
        self, span: Span, ident: str, passage: str | None = None, told: str = "", chain: str = ""
    ) -> Cite:
        """``span`` as a quote with the id ``ident``, its place on the page marked."""
        key = (span.page, span.start, span.end)
        anchor = self._anchors.setdefault(key, f"e{len(self._anchors) + 1}")
        self._backs.setdefault(anchor, f"#{ident}")
        passage = passage or getattr(span, "passage", None) or self._passage_at(span)
        account = self.view.account(passage) if passage else self.view.pages[span.page].file
        return Cite(ident, self.view.quote(span), account, f"#{anchor}", told, chain)

    def _evidence(self, value: Value, number: int, evidence: Evidence) -> Cite:
        statement = self.view.statements.get(evidence.statement or "")
        told = self.told(statement) if statement else ""
        chain = self.chain(statement) if statement else ""
        return self.cite(evidence, f"{value.id}-q{number}", evidence.passage, told, chain)

    def told(self, statement: Statement) -> str:
        """Who says it, and how it is meant."""
        if statement.mode == "narration":
            return "told in the account's own voice"
        source = self.view.source(statement.source)
        return f"{source}: {words.STANCE[statement.stance]} ({statement.mode})"

    def chain(self, statement: Statement) -> str:
        """From the account through who carried it to the voice."""
        hops = [self.view.account(h.passage) if h.passage else f"“{clean(h.text)}”" for h in statement.chain]
        road = [self.view.account(statement.passage), *hops, self.view.voice(statement.voice)]
        lead = ", as the account's lead says" if statement.voice_basis == "governing_lead" else ""
        return " → ".join(dict.fromkeys(road)) + lead

    def _passage_of(self, statement: str) -> str | None:
        found = self.view.statements.get(statement)
        return found.passage if found else None

    def _passage_at(self, span: Span) -> str | None:
        """The innermost passage that holds ``span``."""
        holding = [
            p
            for p in self.dossier.passages
            if p.page == span.page and p.start <= span.start and span.end <= p.end
        ]
        return min(holding, key=lambda p: p.end - p.start).id if holding else None

    # -------------------------------------------------------------- the matrix

    def columns(self) -> list[Passage]:
        """The accounts that take a position on some detail."""
        heard = {p.account for d in self.dossier.details for p in d.positions if p.position != "silent"}
        heard |= {a for d in self.dossier.details for v in d.values for a in v.accounts}
        return [a for a in self.view.accounts if a.id in heard]

    def silent(self) -> list[Passage]:
        """The accounts that are silent on every detail."""
        heard = {p.id for p in self.columns()}
        return [a for a in self.view.accounts if a.id not in heard and a.kind != "comment"]

    def cells(self, detail: Detail, account: str) -> list[Cell]:
        """What ``account`` says on ``detail``: a cell for each of its values, or how it is silent."""
        cells = []
        positions = {p.account: p for p in detail.positions}
        taken = positions.get(account)
        for value in self.view.values_of(detail):
            if account in value.accounts:
                at = next((n for n, e in enumerate(value.evidence) if e.passage == account), None)
                href = f"#{value.id}-q{at}" if at is not None else f"#{value.id}"
                said = (
                    taken.position
                    if taken and taken.position != "silent" and taken.value == value.id
                    else "says"
                )
                clash = value.id in self.view.conflicting(detail)
                cells.append(Cell(f"m-{value.id}-{account}", said, self.view.value(value.id), href, clash))
        if not cells and taken and taken.position != "silent":
            href = f"#{taken.value}" if taken.value else f"#{detail.id}"
            text = self.view.value(taken.value) if taken.value in self.view.values else ""
            cells.append(Cell(f"m-{detail.id}-{account}", taken.position, text, href))
        return cells

    # -------------------------------------------------------------- voices and pages

    def voices(self) -> list[tuple[Voice, int, list[str], list[str]]]:
        """Each voice with how many statements it makes, the accounts that carry it, and whom it is apart from."""
        said: Counter[str] = Counter()
        carried: dict[str, dict[str, None]] = defaultdict(dict)
        for s in self.dossier.statements:
            if s.voice:
                said[s.voice] += 1
                carried[s.voice][self.view.account(s.passage)] = None
        apart: dict[str, list[str]] = defaultdict(list)
        for r in self.dossier.voice_relations:
            if r.relation == "distinct":
                apart[r.a].append(self.view.voice(r.b))
                apart[r.b].append(self.view.voice(r.a))
        rows = [(v, said[v.id], list(carried[v.id]), apart[v.id]) for v in self.dossier.voices]
        return sorted(rows, key=lambda row: (-len(row[2]), -row[1]))

    def blocks(self, page: str) -> object:
        """The text of a page, its passages nested, its evidence and statements marked."""
        marks = [
            Mark(anchor, start, end, self._backs[anchor])
            for (where, start, end), anchor in self._anchors.items()
            if where == page
        ]
        told = [
            (s, self.told(s)) for s in self.dossier.statements if s.page == page and s.mode != "narration"
        ]
        return page_blocks(self.view.pages[page], self.dossier.passages, marks, told)

    def count(self, rows: Iterable[object], noun: str) -> str:
        number = len(list(rows))
        return f"{number} {noun}{'' if number == 1 else 's'}"
