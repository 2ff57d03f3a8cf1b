"""The one-file dossier: a page that opens without a network, with every claim one step from its quote.

Page text is hostile.  Everything goes through Jinja2's escaping; no text is ever marked safe.  The two
pieces that are not escaped are this package's own style sheet and script, and a Content Security Policy
lets nothing but these two, named by their hashes, take effect.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..records import Detail, Dossier, Page, Span, Value, Voice
from . import words
from .chains import rests, voice_trees
from .citing import Cite, Citer
from .matrix import Matrix, matrices
from .pagetext import Mark, page_blocks
from .summary import measured_line, methods, summary
from .text import clause, clean
from .timeline import Row, Timeline, timeline
from .view import View

__all__ = ["environment", "to_html"]

#: A case of more pages than this is abridged: of its questions those that are disputed or agreed, one quote an answer,
#: no page's text, no checks that found nothing amiss, no voices that one account alone carries.
_LARGE = 300
_ABRIDGED = ("contradicted", "agreed")


def to_html(dossier: Dossier) -> bytes:
    """The dossier as one HTML file (UTF-8), the same bytes for the same dossier."""
    style, script = template_file("look.css"), template_file("dossier.js")
    book = _Book(View(dossier))
    text = (
        environment()
        .get_template("dossier.html")
        .render(
            book=book,
            view=book.view,
            at=book,
            style=Markup(style),  # our own file, not a page's text
            script=Markup(script),
            policy=_policy(style, script),
        )
    )
    return text.encode()


def environment() -> Environment:
    """The templates, with what all of them use."""
    made = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"clean": clean, "clause": clause, "date": words.date_words, "counted": words.counted}
    made.globals |= {"words": words}
    return made


def template_file(name: str) -> str:
    """A style sheet or script of this package."""
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


class _Book:
    """What the template asks for; every anchor in the file is named here."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.dossier = view.dossier
        self.citer = Citer(view, self)
        self._anchors: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
        self._backs: dict[str, str] = {}
        self.large = len(self.dossier.pages) > _LARGE
        tables, drawn = matrices(view), timeline(view)
        self.matrices = [_abridged(m) for m in tables] if self.large else tables
        self.timeline = _told_here(drawn) if drawn and self.large else drawn
        self.rests = rests(view)
        self.summary = summary(view, self.rests)
        self._trees = voice_trees(view)
        self.voices = [t for t in self._trees if not self.large or len(t.accounts) > 1]
        self._voices_here = {t.voice for t in self.voices} | {v.id for v in self.silent_voices()}
        self.measured = measured_line()
        self.methods = methods(self.dossier)
        order = list(words.VERDICT_ORDER)
        shown = (c for c in self.dossier.citation_checks if not self.large or c.verdict == "contradicted")
        self.checks = sorted(shown, key=lambda c: order.index(c.verdict))
        self.queue = sorted(self.dossier.comparisons, key=lambda c: -c.score)[: words.QUEUE]
        self.accounts = sorted(view.accounts, key=lambda a: view.when(a.id))
        self._number = {a.id: n for n, a in enumerate(self.accounts)}
        self._apart: dict[str, list[str]] = defaultdict(list)
        for r in self.dossier.voice_relations:
            if r.relation == "distinct":
                self._apart[r.a].append(r.b)
                self._apart[r.b].append(r.a)
        self._voice_number = {v.id: n for n, v in enumerate(self.dossier.voices)}

    # -------------------------------------------------------------- places in the file

    def account(self, ident: str) -> str:
        return f"#a-{ident}"

    def voice(self, ident: str) -> str:
        return f"#v-{ident}" if ident in self._voices_here else ""

    def detail(self, ident: str) -> str:
        return f"#{ident}"

    def value(self, ident: str) -> str:
        return f"#{ident}"

    def evidence(self, value: Value, number: int) -> str:
        return f"#{value.id}" if self.large else f"#{value.id}-q{number}"

    def spot(self, span: Span, back: str) -> str:
        if self.large:
            return f"#page-{span.page}"
        anchors = self._anchors[span.page]
        anchor = anchors.get((span.start, span.end))
        if anchor is None:
            anchor = f"e{len(self._backs) + 1}"
            anchors[span.start, span.end] = anchor
            self._backs[anchor] = back
        return f"#{anchor}"

    # -------------------------------------------------------------- what is told

    def quotes(self, value: Value) -> list[Cite]:
        """The quotes of an answer; in a large case the first alone."""
        cites = self.citer.value(value)
        return cites[:1] if self.large else cites

    def by_status(self) -> list[tuple[str, int]]:
        """How many questions have each status."""
        counts = {s: sum(d.status == s for d in self.dossier.details) for s in words.STATUS_ORDER}
        return [(s, n) for s, n in counts.items() if n]

    def period(self) -> str:
        """From the first to the last day that the episodes with details span."""
        told = [e for e in self.dossier.episodes if self.view.details_of(e.id)]
        ends = sorted(d for e in told for d in (e.earliest, e.latest) if d and "/" not in d)
        return words.date_words(ends[0] if ends[0] == ends[-1] else f"{ends[0]}/{ends[-1]}") if ends else ""

    def filter_keys(self, detail: Detail) -> dict[str, str]:
        """The numbers of the accounts and voices that answer a question, for the filters."""
        accounts = {a for v in detail.values for a in v.accounts}
        accounts |= {p.account for p in detail.positions if p.position != "silent"}
        voices = {v for value in detail.values for v in value.voices}
        return {
            "a": _numbers(self._number, accounts),
            "v": _numbers(self._voice_number, voices),
        }

    def number(self, account: str) -> int:
        """The number of an account among all, by date."""
        return self._number.get(account, -1)

    def answering_voices(self) -> list[tuple[int, str]]:
        """The voices that answer some question: number and name, by name."""
        heard = {v for d in self.dossier.details for value in d.values for v in value.voices}
        found = [(n, self.view.voice(v)) for v, n in self._voice_number.items() if v in heard]
        return sorted(found, key=lambda row: row[1].casefold())

    def silent_voices(self) -> list[Voice]:
        """The voices that are not said to have told anything: authors who narrate; of a large case none."""
        if self.large:
            return []
        told = {t.voice for t in self._trees}
        return [v for v in self.dossier.voices if v.id not in told]

    def apart(self, voice: str) -> list[str]:
        """The voices that ``voice`` is shown to be distinct from."""
        return [self.view.voice(v) for v in self._apart.get(voice, ())]

    # -------------------------------------------------------------- pages

    def blocks(self, page: Page) -> object:
        """The text of a page, its passages nested, its evidence and statements marked."""
        marks = [
            Mark(anchor, start, end, f"#{self._backs[anchor]}")
            for (start, end), anchor in self._anchors.get(page.id, {}).items()
        ]
        passages = self.view.passages_on(page.id)
        return page_blocks(page, passages, marks, self.citer.statements(page.id))


def _abridged(table: Matrix) -> Matrix:
    rows = tuple(row for row in table.rows if row.detail.status in _ABRIDGED)
    return table._replace(rows=rows, alone=tuple(d for d in table.alone if d.status in _ABRIDGED))


def _told_here(drawn: Timeline) -> Timeline:
    def kept(rows: Iterable[Row]) -> tuple[Row, ...]:
        return tuple(row for row in rows if row.detail.status in _ABRIDGED)

    groups = (group._replace(rows=kept(group.rows)) for group in drawn.groups)
    return drawn._replace(groups=tuple(g for g in groups if g.rows), clocks=kept(drawn.clocks))


def _numbers(known: dict[str, int], idents: Iterable[str]) -> str:
    return " ".join(str(n) for n in sorted(known[i] for i in idents if i in known))
