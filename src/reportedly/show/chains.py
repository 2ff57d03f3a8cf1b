"""Who goes back to whom, as trees: outlets that others rest on, and voices with the roads that they travelled.

An outlet is one box, however many of its accounts the case holds and however the texts write its name.  Outlets
that rest on each other in a circle are told as such: there the same report comes back as its own confirmation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ..names.press import outlet_key
from ..records import Link, LinkKind, Passage, Statement
from .text import clean
from .view import View

__all__ = ["Branch", "Outlets", "Road", "VoiceTree", "resting", "rests", "voice_trees"]

#: Kinds of links by which an account rests on another, strongest first; a mention alone rests on nothing.
_RESTS: tuple[LinkKind, ...] = ("copies", "reports", "quotes")


class Branch(NamedTuple):
    """An outlet (at a root) or an account in the tree, and the accounts that rest on it.

    ``accounts`` are its accounts in the case, by id; ``kind`` is how it rests on its parent and ``links`` where it
    says so; ``circular`` where it also lies further up, so that it rests on itself; ``again`` where its own branches
    stand elsewhere in the tree.
    """

    name: str
    accounts: tuple[str, ...]
    kind: LinkKind | None
    links: tuple[Link, ...]
    circular: bool
    again: bool
    branches: tuple[Branch, ...]

    @property
    def reach(self) -> int:
        """How many accounts stand below this one, each time that they do."""
        return len(self.branches) + sum(b.reach for b in self.branches)


class Road(NamedTuple):
    """A way that a voice's words took: a carrier (an account of the case by id, or a name), and where it led."""

    name: str
    account: str | None
    statements: tuple[str, ...]
    branches: tuple[Road, ...]


class VoiceTree(NamedTuple):
    """A voice by id, in how many accounts it is heard, how many statements it makes, and its roads there."""

    voice: str
    accounts: tuple[str, ...]
    statements: int
    roads: tuple[Road, ...]


# ------------------------------------------------------------------ outlets


class Outlets:
    """The outlets of a case: which account is whose, and one name for each."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._names: dict[str, str] = {}
        self._accounts: dict[str, list[str]] = defaultdict(list)
        self._initials: dict[str, set[str]] = defaultdict(set)
        for account in view.accounts:
            outlet = self._outlet(account)
            key = outlet_key(outlet) if outlet else f"account {account.id}"
            self._accounts[key].append(account.id)
            self._names.setdefault(key, clean(outlet) if outlet else view.account(account.id))
        for link in view.dossier.links:
            if link.target.outlet and (key := outlet_key(link.target.outlet)):
                self._names.setdefault(key, clean(link.target.outlet))
        self._of = {a: key for key, accounts in self._accounts.items() for a in accounts}
        for key in self._names:
            if key not in self._accounts or not key.startswith("account "):
                self._initials[_initials(key)].add(key)

    def of(self, account: str) -> str:
        """The key of the outlet of an account."""
        key = self._of.get(account)
        if key is None:
            passage = self._view.passages[account]
            outlet = self._outlet(passage)
            key = outlet_key(outlet) if outlet else f"account {account}"
            self._names.setdefault(key, clean(outlet) if outlet else self._view.account(account))
        return self.same(key)

    def called(self, name: str) -> str:
        """The key of the outlet that a text calls ``name``."""
        return self.same(outlet_key(name))

    def same(self, key: str) -> str:
        """``key``, or of an acronym the one outlet whose initials it is."""
        longer = self._initials.get(key, set()) - {key} if 2 <= len(key) <= 5 else set()
        return next(iter(longer)) if len(longer) == 1 else key

    def name(self, key: str) -> str:
        """What an outlet is called."""
        return self._names.get(key, key)

    def accounts(self, key: str) -> tuple[str, ...]:
        """The accounts of an outlet that the case holds, earliest first."""
        return self._together.get(key, ())

    @cached_property
    def _together(self) -> dict[str, tuple[str, ...]]:
        """The accounts of each outlet, those under its acronym too."""
        own: dict[str, list[str]] = defaultdict(list)
        for key, accounts in self._accounts.items():
            own[self.same(key)] += accounts
        return {key: tuple(sorted(accounts, key=self._view.when)) for key, accounts in own.items()}

    def _outlet(self, passage: Passage) -> str | None:
        if passage.kind == "comment":
            return None
        page = self._view.pages[passage.page]
        top = (page.publisher or page.agency) if passage.parent is None else None
        return passage.publisher or passage.agency or top


def _initials(key: str) -> str:
    words = key.split()
    return "".join(w[0] for w in words) if len(words) > 1 else ""


# ------------------------------------------------------------------ who rests on whom


def resting(view: View, outlets: Outlets) -> dict[str, list[Link]]:
    """The links by which accounts rest on the text or the name of another outlet, by that outlet's key."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in view.dossier.links:
        key = _cited(view, outlets, link)
        if key and link.kind in _RESTS and link.source in view.passages and key != outlets.of(link.source):
            found[key].append(link)
    return found


def _cited(view: View, outlets: Outlets, link: Link) -> str:
    if link.target.passage and link.target.passage in view.passages:
        return outlets.of(link.target.passage)
    return outlets.called(link.target.outlet or "")


def rests(view: View, outlets: Outlets | None = None) -> tuple[Branch, ...]:
    """Trees of accounts: at each root an outlet that others rest on and that rests on nobody, or a circle.

    Below an account stand those that rest on this very account: on its text, or on the name of an outlet of which
    the case holds nothing else.
    """
    outlets = outlets or Outlets(view)
    below: dict[str, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for key, links in resting(view, outlets).items():
        own = outlets.accounts(key)
        for link in links:
            known = link.target.passage if link.target.passage in view.passages else None
            node = known or (own[0] if len(own) == 1 else f"outlet {key}")
            below[node][link.source].append(link)
    return _Grower(view, outlets, {a: dict(b) for a, b in below.items()}).trees()


class _Grower:
    def __init__(self, view: View, outlets: Outlets, below: dict[str, dict[str, list[Link]]]) -> None:
        self.view = view
        self.outlets = outlets
        self.below = below
        self.grown: set[str] = set()

    def trees(self) -> tuple[Branch, ...]:
        sources = {b for ends in self.below.values() for b in ends}
        roots: dict[str, list[str]] = defaultdict(list)
        for node in self.below:
            if node not in sources:
                roots[self.key(node)].append(node)
        found = [self.root(key, nodes) for key, nodes in roots.items()]
        for node in self.below:  # what is left lies in circles that no root leads into
            if node not in self.grown:
                found.append(self.root(self.key(node), [node]))
        return tuple(sorted(found, key=lambda b: -b.reach))

    def key(self, node: str) -> str:
        return node.removeprefix("outlet ") if node.startswith("outlet ") else self.outlets.of(node)

    def root(self, key: str, nodes: list[str]) -> Branch:
        branches = tuple(b for node in nodes for b in self.branches(node, ()))
        return Branch(self.outlets.name(key), self.outlets.accounts(key), None, (), False, False, branches)

    def branches(self, node: str, above: tuple[str, ...]) -> Iterator[Branch]:
        """What rests on ``node``; it is grown once."""
        self.grown.add(node)
        ends = self.below.get(node, {})
        for account in sorted(ends, key=self.view.when):
            links = ends[account]
            kind = min((link.kind for link in links), key=_RESTS.index)
            circular = account in (*above, node)
            again = account in self.grown and account in self.below
            further = () if again else tuple(self.branches(account, (*above, node)))
            name = self.view.account(account)
            yield Branch(name, (account,), kind, tuple(links), circular, again and not circular, further)


# ------------------------------------------------------------------ voices and their roads


def voice_trees(view: View) -> tuple[VoiceTree, ...]:
    """Every voice that is said to have told something: those heard in most accounts first."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for s in view.dossier.statements:
        if s.voice in view.voices and (s.mode != "narration" or s.voice_basis == "governing_lead"):
            said[str(s.voice)].append(s)
    trees = [_voice_tree(view, voice, statements) for voice, statements in said.items()]
    return tuple(sorted(trees, key=lambda t: (-len(t.accounts), -t.statements)))


def _voice_tree(view: View, voice: str, statements: list[Statement]) -> VoiceTree:
    roads = []
    for s in statements:
        hops = [(_hop(view, h.passage, h.text), h.passage) for h in reversed(s.chain)]
        roads.append((s.id, [*hops, (view.account(s.passage), s.passage)]))
    accounts = sorted({s.passage for s in statements}, key=view.when)
    return VoiceTree(voice, tuple(accounts), len(statements), _merged(roads))


def _hop(view: View, passage: str | None, text: str) -> str:
    return view.account(passage) if passage else clean(text)


def _merged(roads: list[tuple[str, list[tuple[str, str | None]]]]) -> tuple[Road, ...]:
    """Roads that begin alike as one, branching where they part."""
    heads: dict[tuple[str, str | None], list[tuple[str, list[tuple[str, str | None]]]]] = defaultdict(list)
    for statement, steps in roads:
        if steps:
            heads[steps[0]].append((statement, steps[1:]))
    return tuple(
        Road(name, account, tuple(s for s, _ in tails), _merged([t for t in tails if t[1]]))
        for (name, account), tails in heads.items()
    )
