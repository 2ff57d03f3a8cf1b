"""A dossier as a person reads it: records by id, names for accounts and voices, a quote in its sentence.

Every exporter that people read (terminal, HTML) takes its words from here, so that one account is
called the same everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from ..base.sentences import sentence_ends
from ..errors import NotFound
from ..judgements import effective
from ..records import (
    Actor,
    Detail,
    Dossier,
    Episode,
    Judgement,
    Page,
    Passage,
    PositionKind,
    Source,
    Span,
    Statement,
    Target,
    Value,
    Voice,
)
from .names import account_names
from .text import clean, short
from .words import MODALITY, STATUS_ORDER, date_words

__all__ = ["Quote", "View"]

#: Passages of these kinds carry no account.
_NOISE = frozenset({"spam", "boilerplate"})

#: How much of a sentence is shown on either side of a quote, in characters.
_CONTEXT = 240

#: A name is shown no longer than this, and a value no longer than that, in characters.
_NAME, _VALUE = 60, 110

#: How many names stand for one side of an episode.
_NAMES = 3

#: Ids are shown no shorter than this, so that they stay unique while a case grows a little.
_SHORTEST_ID = 6


class Quote(NamedTuple):
    """A span in its sentence: what stands before it, the span itself, what stands after."""

    before: str
    text: str
    after: str


class View:
    """An index over one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.pages: dict[str, Page] = {p.id: p for p in dossier.pages}
        self.passages: dict[str, Passage] = {p.id: p for p in dossier.passages}
        self.voices: dict[str, Voice] = {v.id: v for v in dossier.voices}
        self.actors: dict[str, Actor] = {a.id: a for a in dossier.actors}
        self.statements: dict[str, Statement] = {s.id: s for s in dossier.statements}
        self.episodes: dict[str, Episode] = {e.id: e for e in dossier.episodes}
        self.details: dict[str, Detail] = {d.id: d for d in dossier.details}
        self.values: dict[str, tuple[Detail, Value]] = {
            v.id: (d, v) for d in dossier.details for v in d.values
        }

    # -------------------------------------------------------------- finding

    @cached_property
    def _by_kind(self) -> tuple[tuple[str, dict[str, Any]], ...]:
        checks = {c.id: c for c in self.dossier.citation_checks}
        return (
            ("value", self.values),
            ("detail", self.details),
            ("statement", self.statements),
            ("voice", self.voices),
            ("actor", self.actors),
            ("episode", self.episodes),
            ("citation check", checks),
            ("comparison", {c.id: c for c in self.dossier.comparisons}),
            ("event", {e.id: e for e in self.dossier.events}),
            ("passage", self.passages),
            ("page", self.pages),
            ("judgement", {j.id: j for j in self.dossier.judgements}),
        )

    def find(self, prefix: str, kinds: Iterable[str] = ()) -> tuple[str, str]:
        """Kind and id of the one record that ``prefix`` begins the id of; a page also goes by its file.

        Raises :class:`NotFound` where there is none, or more than one.
        """
        wanted = set(kinds)
        tables = [(kind, table) for kind, table in self._by_kind if not wanted or kind in wanted]
        for kind, table in tables:
            if prefix in table:
                return kind, prefix
        found = {
            ident: kind for kind, table in reversed(tables) for ident in table if ident.startswith(prefix)
        }
        if not found and (not wanted or "page" in wanted):
            found = {
                p.id: "page" for p in self.dossier.pages if prefix in (p.file, p.file.rsplit("/", 1)[-1])
            }
        if not prefix or not found:
            what = " or ".join(sorted(wanted)) or "record"
            raise NotFound(f"The case holds no {what} {prefix!r}; `reportedly show` lists what it holds.")
        if len(found) > 1:
            some = ", ".join(sorted(found)[:4])
            raise NotFound(f"{prefix!r} begins {len(found)} ids ({some}, …); give more of it.")
        ident, kind = next(iter(found.items()))
        return kind, ident

    @cached_property
    def _short(self) -> dict[str, str]:
        idents = sorted({ident for _, table in self._by_kind for ident in table})
        short: dict[str, str] = {}
        for i, ident in enumerate(idents):
            near = [idents[k] for k in (i - 1, i + 1) if 0 <= k < len(idents)]
            length = max([_SHORTEST_ID, *(_common(ident, other) + 1 for other in near)])
            short[ident] = ident[:length]
        return short

    def short(self, ident: str) -> str:
        """The beginning of an id that no other id of the case shares."""
        return self._short.get(ident, ident)

    # -------------------------------------------------------------- names

    @cached_property
    def accounts(self) -> tuple[Passage, ...]:
        """The passages that tell of the affair: all but noise, and of comments those that are told from."""
        used = {s.passage for s in self.dossier.statements if s.mode != "narration"}
        used |= {a for _, v in self.values.values() for a in v.accounts}
        order = {page.id: n for n, page in enumerate(self.dossier.pages)}
        told = (
            p for p in self.dossier.passages if p.kind not in _NOISE and (p.kind != "comment" or p.id in used)
        )
        return tuple(sorted(told, key=lambda p: (order.get(p.page, 0), p.start)))

    @cached_property
    def _account_names(self) -> dict[str, str]:
        return account_names(self.pages, self.passages, self.accounts)

    def account(self, passage: str | None) -> str:
        """What an account is called: who published it, and when."""
        return self._account_names.get(passage or "", "an account that is not in the case")

    def page(self, ident: str) -> str:
        """What a page is called: by the first account that it holds, else by its title or file."""
        first = next((p for p in self.passages_on(ident) if p.id in self._is_account), None)
        page = self.pages[ident]
        return self.account(first.id) if first else clean(page.title or page.file)

    @cached_property
    def _is_account(self) -> frozenset[str]:
        return frozenset(p.id for p in self.accounts)

    @cached_property
    def marks(self) -> defaultdict[str, list[Judgement]]:
        """The judgements that hold, by the id of what each is about: stars, grades, notes and the like."""
        found: defaultdict[str, list[Judgement]] = defaultdict(list)
        for j in effective(self.dossier.judgements):
            if j.anchor.id:
                found[j.anchor.id].append(j)
        return found

    def published(self, passage: str) -> str:
        """When an account was published, as far as it is known: an EDTF date or "" (an open end is not shown)."""
        found = self.passages[passage]
        edtf = found.published.edtf
        if edtf is None and found.parent is None:
            edtf = self.pages[found.page].published.edtf
        return edtf or ""

    def when(self, passage: str) -> tuple[str, str]:
        """A key that sorts accounts by when they were published, those of no known date last."""
        day = self.published(passage).removeprefix("../").rstrip("?~%/.")
        return day or "9999", self.account(passage)

    @cached_property
    def _spoken_in(self) -> dict[str | None, str]:
        """The account in which each voice is heard first."""
        return {s.voice: s.passage for s in reversed(self.dossier.statements)}

    def voice(self, ident: str | None) -> str:
        """What a voice is called."""
        voice = self.voices.get(ident or "")
        if voice is None:
            return "a voice that is not known"
        if voice.kind == "author" and voice.name == "the author" and ident in self._spoken_in:
            return f"the author of {self.account(self._spoken_in[ident])}"
        return short(voice.name, _NAME)

    def actor(self, ident: str) -> str:
        """What an actor is called."""
        actor = self.actors.get(ident)
        return short(actor.name, _NAME) if actor else ident

    def target(self, target: Target) -> str:
        """What a link or a citation check points to."""
        if target.passage:
            return self.account(target.passage)
        return clean(target.outlet or "an account that is not named")

    def source(self, source: Source) -> str:
        """A source as the text names it, and whom it resolves to."""
        if source.text is None:
            return clean(source.resolved_name or "the account's own author")
        text = clean(source.text)
        if source.resolved_name and source.resolved_name.casefold() != text.casefold():
            return f"“{text}” ({clean(source.resolved_name)})"
        return f"“{text}”"

    # -------------------------------------------------------------- text

    def quote(self, span: Span | None) -> Quote | None:
        """``span`` in its sentence, cut at the paragraph and after some words on either side."""
        if span is None or span.page not in self.pages:
            return None
        text = self.pages[span.page].text
        low, high = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
        ends = [m.end() for m in sentence_ends(text, low, span.start + 1) if m.end() <= span.start]
        start = ends[-1] if ends else low
        after = next(
            (m for m in sentence_ends(text, max(span.start, span.end - 2), high) if m.end() > span.end), None
        )
        end = max(span.end, after.start() + len(after.group().rstrip())) if after else high
        before = clean(text[start : span.start]).lstrip()
        rest = clean(text[span.end : end]).rstrip()
        if not ends and low > 0:
            before = "…" + before.partition(" ")[2]
        if not after and high < len(text):
            rest = rest.rpartition(" ")[0] + "…"
        return Quote(before, clean(span.text), rest)

    # -------------------------------------------------------------- what stands on a page

    @cached_property
    def _on_page(self) -> tuple[dict[str, list[Passage]], dict[str, list[Statement]]]:
        passages: dict[str, list[Passage]] = defaultdict(list)
        statements: dict[str, list[Statement]] = defaultdict(list)
        for p in self.dossier.passages:
            passages[p.page].append(p)
        for s in self.dossier.statements:
            statements[s.page].append(s)
        return passages, statements

    def passages_on(self, page: str) -> list[Passage]:
        """The passages of a page."""
        return self._on_page[0].get(page, [])

    def statements_on(self, page: str) -> list[Statement]:
        """The statements of a page."""
        return self._on_page[1].get(page, [])

    # -------------------------------------------------------------- details

    @cached_property
    def _details_by_episode(self) -> dict[str | None, list[Detail]]:
        rows: dict[str | None, list[Detail]] = defaultdict(list)
        for d in sorted(self.dossier.details, key=lambda d: STATUS_ORDER.index(d.status)):
            rows[d.episode].append(d)
            rows[None].append(d)
        return rows

    def details_of(self, episode: str | None = None) -> list[Detail]:
        """Details, by status in :data:`~.words.STATUS_ORDER`, then as the dossier orders them."""
        return self._details_by_episode.get(episode, [])

    def conflicting(self, detail: Detail) -> set[str]:
        """The values of ``detail`` that cannot both be."""
        return {v for r in detail.relations if r.kind == "contradicts" for v in (r.a, r.b)}

    def parties(self, episode: Episode) -> list[str]:
        """The sides of an episode, each as the names of those of its actors that are spoken of most."""
        sides = []
        for side in episode.parties:
            known = [a for a in side if a in self.actors]
            known.sort(key=lambda a: -len(self.actors[a].mentions))
            names = list(dict.fromkeys(self.actor(a) for a in known))
            more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
            sides.append(", ".join(names[:_NAMES]) + more)
        return [side for side in sides if side]

    def values_of(self, detail: Detail) -> list[Value]:
        """The answers of ``detail``: those in conflict first, then those that most accounts give."""
        conflicting = self.conflicting(detail)
        return sorted(detail.values, key=lambda v: (v.id not in conflicting, -len(v.accounts)))

    def value(self, ident: str, length: int = _VALUE) -> str:
        """A value in words, no longer than ``length``; a date is told in full, as it was solved."""
        _, value = self.values[ident]
        told = value.value.strip(" ,;:")
        if value.type in ("date", "interval") and value.normalized:
            solved = date_words(value.normalized)
            told = solved if solved != value.normalized else told
        return short(told, length)

    def meant(self, value: Value) -> str:
        """How an answer is meant where it is not told as a fact: ``if``, ``planned``; else ""."""
        return MODALITY[value.modality]

    def positions(self, detail: Detail, position: PositionKind) -> list[str]:
        """The accounts that take ``position`` on ``detail``."""
        taken = (self.account(p.account) for p in detail.positions if p.position == position)
        return list(dict.fromkeys(taken))

    def independent(self, value: Value) -> str:
        """How many voices stand behind a value: shown at least, at most."""
        low, high = value.independent
        return str(low) if low == high else f"{low} to {high}"


def _common(a: str, b: str) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n
