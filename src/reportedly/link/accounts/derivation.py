"""Which account rests on which: by what it says, and by its words.

A link says that one account draws on another: it reports it, copies or quotes its words, or mentions it.
What it says is found by :mod:`.cited`, whose text that is by :mod:`.resolution`, shared words by
:mod:`.copies`.  Accounts that are near-duplicates are one account with several carriers; ``account_of``
gives the passage that stands for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple
from urllib.parse import urlsplit

from ...names.outlets import can_be, foreign, shown_name
from ...names.press import (
    country_of,
    is_agency,
    is_listed,
    listed_name,
    outlet_key,
    same_outlet,
    standard_name,
)
from ...records import Altered, Link, LinkKind, Passage, Reading, Span, Target
from ...spans import make_span
from .alignment import Block, words_of
from .cited import Citation, citations, is_own
from .copies import Shared, Text, altered, copier_first, is_copy, narrated, one_account, share, texts_of
from .documents import Rests, on_documents
from .gatherings import described, gatherings
from .issuers import issuers_of
from .mastheads import case_names
from .references import Reference, references
from .resolution import Citing, Library, Topics, beside

__all__ = ["Derivation", "derive"]

_LONGEST = 300
#: Characters after the words that name an outlet within which a shared block is taken for its words.
_REACH = 700
#: Shared words that show a text to be an outlet's, where another account gives them as the outlet's.
_TELLING = 12


class Derivation(NamedTuple):
    """The links of a case, and for every passage the one that stands for its account.

    ``cites`` are all the places where an account says that it rests on another, of which ``links`` keep one
    a pair; ``altered`` the words inside quotation marks that a copier changed: its words, and the other's.
    """

    links: tuple[Link, ...]
    account_of: dict[str, str]
    cites: tuple[Link, ...] = ()
    altered: tuple[Altered, ...] = ()


def derive(readings: Sequence[Reading]) -> Derivation:
    """The links between the accounts of a case, in the order of the citing passages."""
    return _Deriver(readings).run()


class _Deriver:
    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        self.texts = texts_of(readings)
        self.page = {r.page.id: r for r in readings}
        self.by_id = {t.passage.id: t for t in self.texts}
        self.topics = Topics(self.texts)
        self.names = case_names(readings)
        self.issuers = issuers_of(readings, self.names)
        cites = {
            t.passage.id: citations(self.page[t.passage.page], t.passage, self.names) for t in self.texts
        }
        self.mastheads = {t.passage.id: self._mastheads(t.passage, cites[t.passage.id]) for t in self.texts}
        self.outlets = {
            k: own | self._credited(cites[k]) | self._borne(k) for k, own in self.mastheads.items()
        }
        self.cites = {
            ident: [c for c in found if not is_own(c, self.outlets[ident])] for ident, found in cites.items()
        }
        self.links: dict[tuple[str, str], Link] = {}

    def run(self) -> Derivation:
        pairs = [copier_first(pair, self.texts, {}, self.mastheads) for pair in share(self.texts)]
        self._lend_names(pairs)
        found = self._resolved({(pair.a, pair.b) for pair in pairs})
        pairs = [copier_first(pair, self.texts, self._named(found), self.mastheads) for pair in pairs]
        accounts = one_account(pairs, self.texts, self.mastheads)
        self._nested()
        self._copied(pairs, accounts)
        notes = self._notes()
        inside = {(note.passage, outlet_key(note.outlet)) for note in notes if note.text and note.outlet} | {
            (citation.passage, citation.outlet.key)
            for citation, text in found
            if text and citation.form not in ("byline", "credit")
        }
        for citation, text in found:
            known = (
                citation.passage,
                citation.outlet.key,
            ) in inside or citation.outlet.key in self.names.weak
            if text or not known:
                self._cite(citation, text)
        for note in notes:
            self._add(*self._noted(note))
        rests = self._on_documents()
        for rest in rests:
            self._add(rest.source, self._target(rest.target.passage), rest.kind, rest.evidence)
        for source, target, evidence in gatherings(
            self.readings, self.texts, {(min(p.a, p.b), max(p.a, p.b)) for p in pairs}
        ):
            self._add(source, self._target(self.by_id[target].passage), "mentions", evidence)
        by_country = self._by_country()
        for text in self.texts:
            page = self.page[text.passage.page].page.text
            named = {c.outlet.key for c in self.cites[text.passage.id]} | self.outlets[text.passage.id]
            for source, target, evidence in described(text, page, named, by_country, self.topics):
                self._add(source, self._target(self.by_id[target].passage), "reports", evidence)
        order = {t.passage.id: t.order for t in self.texts}
        links = sorted(
            self.links.values(),
            key=lambda k: (order[k.source], k.evidence.start if k.evidence else 0, k.kind),
        )
        cites = (
            *(self._said(c, t) for c, t in found if c.form not in ("byline", "credit")),
            *(Link(*self._noted(note)) for note in notes if not note.listed),
            *(Link(r.source, self._target(r.target.passage), r.kind, r.evidence) for r in rests),
        )
        return Derivation(tuple(links), accounts, cites, tuple(self._altered(pairs)))

    # -------------------------------------------------------------- whose text a passage is

    def _mastheads(self, passage: Passage, cites: Sequence[Citation]) -> frozenset[str]:
        """The keys of the outlets whose text the passage is, by its byline and its page."""
        page = self.page[passage.page].page
        names = [passage.publisher, passage.agency]
        if passage.parent is None:
            names += [page.publisher, page.agency]
        bylines = {c.outlet.key for c in cites if c.form == "byline" and not c.outlet.short}
        return frozenset(outlet_key(name) for name in names if name) | bylines

    def _borne(self, ident: str) -> frozenset[str]:
        """The keys of the names at the head and foot of the page, for the text that it is a page of."""
        passage = self.by_id[ident].passage
        own = passage.parent is None and passage.kind in ("article", "post")
        return self.names.borne_by(passage.page) if own else frozenset()

    def _credited(self, cites: Sequence[Citation]) -> frozenset[str]:
        """The keys of the outlets that a credit gives the words to; a list of several is a list of sources."""
        found = [c for c in cites if c.form == "credit" and not c.outlet.short]
        lines: dict[Span, set[str]] = {}
        for citation in found:
            lines.setdefault(citation.evidence, set()).add(citation.outlet.key)
        return frozenset(key for keys in lines.values() if len(keys) == 1 for key in keys)

    def _by_country(self) -> dict[str, list[Text]]:
        """The texts of each country's outlets."""
        found: dict[str, list[Text]] = {}
        for text in self.texts:
            countries = {country_of(key) for key in self.outlets[text.passage.id]} - {None}
            for country in sorted(str(c) for c in countries):
                if text.passage.kind != "comment":
                    found.setdefault(country, []).append(text)
        return found

    def _lend_names(self, pairs: Sequence[Shared]) -> None:
        """A text of no known outlet is X's where a copier of it gives the narrator's words as X's."""
        lent: dict[str, dict[str, int]] = {}
        copiers = {pair.a for pair in pairs if is_copy(pair)}
        for pair in pairs:
            if pair.b in copiers:
                continue  # its words are another's
            source, target = self.texts[pair.a], self.texts[pair.b].passage
            if self.outlets[target.id] or target.kind == "comment":
                continue
            for block in pair.blocks:
                told = narrated(block, source.quoted, self.texts[pair.b].quoted)
                start, end = source.words.starts[block.a[0]], source.words.ends[block.a[1] - 1]
                giver = self._giver(source.passage.id, start, end)
                if giver is None or giver.outlet.short or told < _TELLING:
                    continue
                if any(c.outlet.key == giver.outlet.key for c in self.cites[target.id]):
                    continue  # it cites X itself, so it is not X's own text
                votes = lent.setdefault(target.id, {})
                votes[giver.outlet.key] = votes.get(giver.outlet.key, 0) + told
        for passage, votes in lent.items():
            key, most = max(votes.items(), key=lambda v: (v[1], v[0]))
            if 2 * most > sum(votes.values()):
                self.outlets[passage] = frozenset({key})

    def _giver(self, passage: str, start: int, end: int) -> Citation | None:
        """The outlet to which the account gives the words from ``start`` to ``end``."""
        cites = [c for c in self.cites[passage] if c.form in ("says", "credit")]
        inside = [c for c in cites if c.evidence.start < end and start < c.evidence.end]
        before = [c for c in cites if c.evidence.end <= start <= c.evidence.end + _REACH]
        return inside[0] if inside else before[-1] if before else None

    # -------------------------------------------------------------- what it says

    def _resolved(self, shared: Set[tuple[int, int]]) -> list[tuple[Citation, Text | None]]:
        out: list[tuple[Citation, Text | None]] = []
        library = Library(self.texts, self.outlets, self.topics, shared)
        for text in self.texts:
            page = self.page[text.passage.page].page.text
            for citation in self.cites[text.passage.id]:
                mention, span = citation.outlet, citation.evidence
                near = beside(page, mention, span)
                said = words_of(page, span.start, span.end).forms
                about = words_of(page, span.start, min(text.passage.end, span.end + 400)).forms
                citing = Citing(citation, text, near, said, about)
                out.append((citation, library.resolve(citing)))
        return out

    def _named(self, found: Sequence[tuple[Citation, Text | None]]) -> dict[int, frozenset[int]]:
        named: dict[int, set[int]] = {}
        for citation, text in found:
            if text is not None:
                named.setdefault(self.by_id[citation.passage].order, set()).add(text.order)
        return {k: frozenset(v) for k, v in named.items()}

    def _said(self, citation: Citation, text: Text | None) -> Link:
        name = shown_name(citation.outlet)
        target = self._target(text.passage, name) if text else Target(None, name)
        return Link(citation.passage, target, citation.kind, citation.evidence)

    def _notes(self) -> list[Reference]:
        """What the lists of references of all texts stand for."""
        return [
            note
            for text in self.texts
            if text.passage.parent is None and text.passage.kind in ("article", "post")
            for note in references(
                self.page[text.passage.page],
                text,
                self.texts,
                self.page,
                self.outlets,
                self.names,
                self.issuers,
            )
        ]

    def _on_documents(self) -> list[Rests]:
        """The places of all texts that rest on a document of the case."""
        documents = [
            (self.by_id[ident], issuer) for ident, issuer in self.issuers.items() if ident in self.by_id
        ]
        return [
            rest
            for text in self.texts
            for rest in on_documents(text, self.page[text.passage.page].page.text, documents, self.topics)
        ]

    def _noted(self, note: Reference) -> tuple[str, Target, LinkKind, Span]:
        target = self._target(note.text.passage, note.outlet) if note.text else Target(None, note.outlet)
        return note.passage, target, "reports", note.evidence

    def _cite(self, citation: Citation, text: Text | None) -> None:
        if (
            citation.form == "credit"
            and text is not None
            and text.passage.page != self.by_id[citation.passage].passage.page
        ):
            self._add(citation.passage, self._target(text.passage), "reports", citation.evidence)
        elif citation.form in ("byline", "credit"):
            if self._carried_by_another(citation) and not self._printed(citation):
                self._add(
                    citation.passage, Target(None, shown_name(citation.outlet)), "copies", citation.evidence
                )
            return
        said = self._said(citation, text)
        self._add(said.source, said.target, said.kind, said.evidence)

    def _printed(self, citation: Citation) -> bool:
        """Whether the passage already rests on a text of that outlet in the case, or the name is its own page's."""
        key = citation.outlet.key
        page = self.page[self.by_id[citation.passage].passage.page].page
        stated = {
            outlet_key(name) for name in (page.publisher, page.agency) if name and citation.form == "credit"
        }
        if key in self.names.borne_by(page.id) - stated and not (is_agency(key) or is_listed(key)):
            return True
        return any(
            link.kind == "copies" and key in self.outlets.get(target, frozenset())
            for (source, target), link in self.links.items()
            if source == citation.passage
        )

    def _carried_by_another(self, citation: Citation) -> bool:
        """Whether a credit shows another's words: it says so, or the page has the furniture of another site."""
        passage = self.by_id[citation.passage].passage
        if passage.kind == "quoted_article" and passage.parent in self.by_id:
            return False  # its carrier's link to it says so
        page = self.page[passage.page].page
        site = page.carrier or (urlsplit(page.url).hostname if page.url else None)
        if site and same_outlet(site.removeprefix("www."), citation.outlet.name):
            return False
        bears = {key for key in self.names.borne_by(page.id) if self.names.is_press(key)}
        if (
            citation.form == "credit"
            or site
            or (is_agency(citation.outlet.key) and bears - {citation.outlet.key})
        ):
            return True
        furniture = [
            p
            for p in self.page[page.id].passages
            if p.kind in ("boilerplate", "comment") and p.parent is None
        ]
        return any(foreign(page.text[p.start : p.end], citation.outlet) for p in furniture)

    # -------------------------------------------------------------- by its place and its words

    def _nested(self) -> None:
        for text in self.texts:
            passage = text.passage
            reading = self.page[passage.page]
            main = next((p for p in reading.passages if p.kind in ("post", "article")), None)
            if passage.kind == "comment" and main and main.id != passage.id:
                self._add(passage.id, Target(main.id), "comments_on", self._head(passage))
            if passage.role and passage.parent in self.by_id:
                self._add(passage.id, Target(passage.parent), "comments_on", self._head(passage))
            if passage.kind == "quoted_article" and passage.parent in self.by_id:
                self._add(str(passage.parent), self._target(passage), "copies", self._head(passage))

    def _head(self, passage: Passage) -> Span | None:
        text = self.page[passage.page].page.text
        end = text.find("\n", passage.start, passage.end)
        end = passage.end if end < 0 else end
        return make_span(passage.page, text, passage.start, min(end, passage.start + _LONGEST))

    def _copied(self, pairs: Sequence[Shared], accounts: Mapping[str, str]) -> None:
        """Each stretch of a text is linked to one origin: the one that shares most of it.

        Of an account with several carriers each carrier is linked to the one that stands for it.
        """
        by_copier: dict[int, list[Shared]] = {}
        for pair in pairs:
            by_copier.setdefault(pair.a, []).append(pair)
        for order, mine in sorted(by_copier.items()):
            source = self.texts[order]
            taken: list[tuple[int, int]] = []
            for pair in sorted(mine, key=lambda p: (-p.matched, p.b)):
                fresh = [b for b in pair.blocks if not _mostly(b.a, taken)]
                if not fresh:
                    continue
                kind = self._kind(pair, source, self.texts[pair.b])
                if kind is None:
                    continue
                if (
                    source.passage.kind == "comment"
                    and source.passage.page == self.texts[pair.b].passage.page
                ):
                    kind = "comments_on"  # a thread's members quote one another to answer
                taken += [b.a for b in pair.blocks]
                target = self.by_id[accounts[self.texts[pair.b].passage.id]].passage
                self._add(source.passage.id, self._target(target), kind, self._shared_words(source, fresh))

    def _kind(self, pair: Shared, source: Text, target: Text) -> LinkKind | None:
        """Copies where the narrator's words are shared; quotes where the text gives the words as the other's."""
        if is_copy(pair):
            return "copies"
        for block in pair.blocks:
            start, end = source.words.starts[block.a[0]], source.words.ends[block.a[1] - 1]
            giver = self._giver(source.passage.id, start, end)
            keys = self.outlets[target.passage.id]
            if giver and (any(can_be(giver.outlet, key) for key in sorted(keys))):
                return "quotes"
        return None

    def _altered(self, pairs: Sequence[Shared]) -> Iterator[Altered]:
        for pair in pairs:
            source, target = self.texts[pair.a], self.texts[pair.b]
            if (source.passage.id, target.passage.id) not in self.links:
                continue
            pages = self.page[source.passage.page].page, self.page[target.passage.page].page
            for a, b in altered(pair, source, target):
                ours = make_span(pages[0].id, pages[0].text, *a)
                theirs = make_span(pages[1].id, pages[1].text, *b)
                if ours and theirs:
                    yield Altered(source.passage.id, target.passage.id, ours, theirs)

    def _target(self, passage: Passage, named: str | None = None) -> Target:
        """The passage, and the outlet whose text it is where that is known."""
        known = sorted(self.outlets[passage.id])
        named = named or passage.publisher or passage.agency
        if named:
            return Target(passage.id, standard_name(named))
        if not known:
            return Target(passage.id, None)
        return Target(passage.id, self.names.written(known[0]) or listed_name(known[0]))

    def _shared_words(self, source: Text, blocks: Sequence[Block]) -> Span | None:
        block = max(blocks, key=lambda b: b.matched)
        start = source.words.starts[block.a[0]]
        end = source.words.ends[block.a[1] - 1]
        text = self.page[source.passage.page].page.text
        return make_span(source.passage.page, text, start, min(end, start + _LONGEST))

    def _add(self, source: str, target: Target, kind: LinkKind, evidence: Span | None) -> None:
        where = target.passage or f"outlet {outlet_key(target.outlet or '')}"
        if where == source or (source, where) in self.links:
            return
        self.links[source, where] = Link(source, target, kind, evidence)


def _mostly(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    covered = sum(max(0, min(span[1], y) - max(span[0], x)) for x, y in taken)
    return covered >= 0.7 * (span[1] - span[0])
