"""Which account rests on which: by what it says, and by its words.

A link says that one account draws on another: it reports it, copies or quotes its words, or mentions it.
What it says is weighed by :mod:`.citing`, whose text that is by :mod:`.whose`, shared words by :mod:`.copies`.
Accounts that are near-duplicates are one account with several carriers; ``account_of`` gives the passage that
stands for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...names.press import outlet_key, standard_name
from ...records import Altered, Link, LinkKind, Passage, Reading, Span, Statement, Target
from ...spans import make_span
from .alignment import Block
from .citing import Cited, Places, cites
from .copies import (
    Shared,
    Text,
    altered,
    copier_first,
    covered,
    is_copy,
    one_account,
    published_on,
    share,
    texts_of,
)
from .mastheads import case_names
from .references import Reference, references
from .whose import Whose

__all__ = ["Derivation", "derive"]

_LONGEST = 300
#: Characters after the words that name a text within which a shared block is taken for its words.
_REACH = 700
#: Share of its words above which a text that prints another's is a copy of it, and below which it quotes it.
_MOST = 0.5
#: Share of its words above which an outlet's text reprints another of its own, and does not fill in the same form.
_REPRINT = 0.75
_ANSWERS = re.compile(r"@\s?(?P<name>[\w.'’-]+(?: [\w.'’-]+){0,3})")


class Derivation(NamedTuple):
    """The links of a case, and for every passage the one that stands for its account.

    ``cites`` are all the places where an account says that it rests on another, of which ``links`` keep one
    a pair; ``altered`` the words inside quotation marks that a copier changed: its words, and the other's.
    """

    links: tuple[Link, ...]
    account_of: dict[str, str]
    cites: tuple[Link, ...] = ()
    altered: tuple[Altered, ...] = ()


def derive(readings: Sequence[Reading], statements: Iterable[Statement] = ()) -> Derivation:
    """The links between the accounts of a case, in the order of the citing passages."""
    return _Deriver(readings, statements).run()


class _Deriver:
    def __init__(self, readings: Sequence[Reading], statements: Iterable[Statement]) -> None:
        self.readings = readings
        self.texts = texts_of(readings)
        self.page = {r.page.id: r for r in readings}
        self.by_id = {t.passage.id: t for t in self.texts}
        self.names = case_names(readings)
        self.whose = Whose(readings, self.texts, self.names)
        self.pairs = [copier_first(pair, self.texts, {}, self.whose.keys) for pair in share(self.texts)]
        shared = {(min(p.a, p.b), max(p.a, p.b)) for p in self.pairs}
        self.places = Places(readings, self.texts, self.names, self.whose, tuple(statements), shared)
        self.links: dict[tuple[str, str], Link] = {}

    def run(self) -> Derivation:
        self.cited = [c for text in self.texts for c in self.places.cited(text)]
        pairs = [copier_first(pair, self.texts, self._named(), self.whose.keys) for pair in self.pairs]
        accounts = one_account(pairs, self.texts, self.whose.keys)
        self._nested()
        self._copied(pairs, accounts)
        notes = self._notes()
        for note in notes:
            self._add(self._noted(note))
        said = [self._said(c) for c in self.cited]
        for link in sorted(said, key=lambda k: k.target.passage is None):
            if link.target.passage or not self._known(link):
                self._add(link)
        order = {t.passage.id: t.order for t in self.texts}
        links = sorted(
            self.links.values(),
            key=lambda k: (order[k.source], k.evidence.start if k.evidence else 0, k.kind),
        )
        cites = (
            *(link for link in said if link.kind != "copies"),
            *(self._noted(note) for note in notes if not note.listed),
        )
        return Derivation(tuple(links), accounts, cites, tuple(self._altered(pairs)))

    # -------------------------------------------------------------- what it says

    def _named(self) -> dict[int, frozenset[int]]:
        named: dict[int, set[int]] = {}
        for cited in self.cited:
            if cited.target is not None and cites(cited.place):
                named.setdefault(cited.place.text.order, set()).add(cited.target.order)
        return {k: frozenset(v) for k, v in named.items()}

    def _said(self, cited: Cited) -> Link:
        target = (
            self._target(cited.target.passage, cited.outlet) if cited.target else Target(None, cited.outlet)
        )
        return Link(cited.place.text.passage.id, target, cited.kind, cited.evidence)

    def _known(self, link: Link) -> bool:
        """Whether the account already rests on a text of the case that is that outlet's."""
        key = outlet_key(link.target.outlet or "")
        return any(
            key in self.whose.keys.get(target, frozenset())
            for source, target in self.links
            if source == link.source
        )

    def _notes(self) -> list[Reference]:
        """What the lists of references of all texts stand for."""
        return [
            note
            for text in self.texts
            if text.passage.parent is None and text.passage.kind in ("article", "post")
            for note in references(
                self.page[text.passage.page], text, self.texts, self.page, self.whose, self.names
            )
        ]

    def _noted(self, note: Reference) -> Link:
        target = self._target(note.text.passage, note.outlet) if note.text else Target(None, note.outlet)
        return Link(note.passage, target, "reports", note.evidence)

    # -------------------------------------------------------------- by its place and its words

    def _nested(self) -> None:
        for text in self.texts:
            passage = text.passage
            main = next((p for p in self.page[passage.page].passages if p.kind in ("post", "article")), None)
            if passage.kind == "comment" and main and main.id != passage.id:
                self._add(Link(passage.id, Target(main.id), "comments_on", self._head(passage)))
                self._answers(text)
            if passage.role and passage.parent in self.by_id:
                self._add(Link(passage.id, Target(passage.parent), "comments_on", self._head(passage)))
            if passage.kind == "quoted_article" and passage.parent in self.by_id:
                holder = self.by_id[str(passage.parent)]
                most = len(text.words.forms) >= _MOST * (len(text.words.forms) + len(holder.words.forms))
                kind: LinkKind = "copies" if most else "quotes"
                self._add(Link(holder.passage.id, self._target(passage), kind, self._head(passage)))

    def _answers(self, text: Text) -> None:
        """A comment that names another's author ("@Anna") answers the last one that this author wrote before."""
        passage, page = text.passage, self.page[text.passage.page].page
        before = [t.passage for t in self.texts if t.passage.page == page.id and t.order < text.order]
        for match in _ANSWERS.finditer(page.text, passage.start, passage.end):
            name = match["name"].lower()
            fits = [
                p
                for p in before
                if p.author and p.kind == "comment" and name.startswith(p.author.lower().rstrip("."))
            ]
            span = make_span(page.id, page.text, match.start(), match.end())
            if fits:
                self._add(Link(passage.id, Target(fits[-1].id), "comments_on", span))

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
                if target.id == source.passage.id or _later(target, source.passage):
                    target = self.texts[pair.b].passage
                words = self._shared_words(source, fresh)
                self._add(Link(source.passage.id, self._target(target), kind, words))

    def _kind(self, pair: Shared, source: Text, target: Text) -> LinkKind | None:
        """Copies where the narrator's words are shared; quotes where the text gives the words as the other's.

        An outlet's own words in two of its texts are a form that it fills in, unless one is most of the other.
        """
        if _later(target.passage, source.passage):
            return None
        own = self.whose.keys[source.passage.id] & self.whose.keys[target.passage.id]
        most = max(covered(pair, source, True), covered(pair, target, False)) >= _REPRINT
        if is_copy(pair) and (
            most or not own or "quoted_article" in (source.passage.kind, target.passage.kind)
        ):
            return "copies"
        for block in () if own else pair.blocks:
            start, end = source.words.starts[block.a[0]], source.words.ends[block.a[1] - 1]
            if any(
                c.target is target
                for c in self.cited
                if c.place.text is source and c.evidence.start < end and start <= c.evidence.end + _REACH
            ):
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
        named = named or passage.publisher or passage.agency or self.whose.written(passage.id)
        return Target(passage.id, standard_name(named) if named else None)

    def _shared_words(self, source: Text, blocks: Sequence[Block]) -> Span | None:
        block = max(blocks, key=lambda b: b.matched)
        start = source.words.starts[block.a[0]]
        end = source.words.ends[block.a[1] - 1]
        text = self.page[source.passage.page].page.text
        return make_span(source.passage.page, text, start, min(end, start + _LONGEST))

    def _add(self, link: Link) -> None:
        target = link.target
        where = target.passage or f"outlet {outlet_key(target.outlet or '')}"
        if where != link.source:
            self.links.setdefault((link.source, where), link)


def _later(one: Passage, other: Passage) -> bool:
    """Whether the first is known to have appeared a day or more after the second."""
    days = published_on(one), published_on(other)
    return days[0] is not None and days[1] is not None and days[0] > days[1]


def _mostly(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    covered_ = sum(max(0, min(span[1], y) - max(span[0], x)) for x, y in taken)
    return covered_ >= 0.7 * (span[1] - span[0])
