"""What voices are found from: statements whose sources have their actors, and whose hops lead to passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from ...names.press import same_outlet
from ...records import Actor, Hop, Link, Mention, Passage, Source, Statement
from ..parties.actors import ActorIndex
from ..parties.names import same_tokens, tokens
from .houses import Houses
from .leads import find_leads
from .offices import Offices

__all__ = ["Ground", "prepare"]

_PREPOSITIONS = frozenset(
    {"of", "in", "at", "for", "from", "to", "on", "by", "with", "near", "under", "against"}
)


@dataclass(frozen=True, slots=True)
class Ground:
    """The passages and actors of a case by id, its statements in page order, and its leads by passage.

    A lead is the statement by which an article's opening says whose account the article gives; ``copied`` is
    the passage of the case that each copy was made from.
    """

    passages: dict[str, Passage]
    actors: dict[str, Actor]
    index: ActorIndex
    account_of: dict[str, str]
    copied: dict[str, str]
    statements: tuple[Statement, ...]
    leads: dict[str, Statement]
    houses: Houses
    offices: Offices

    def first_account(self, passage: str) -> str:
        """The account that a passage gives, and of a copy the one that it was made from."""
        seen: set[str] = set()
        while passage not in seen:
            seen.add(passage)
            passage = self.account_of.get(passage, passage)
            passage = self.copied.get(passage, passage)
        return passage

    def governed(self, item: Statement) -> bool:
        """Whether the statement is narration that gives the account of those whom the lead names."""
        return item.mode == "narration" and item.passage in self.leads


def prepare(
    passages: Sequence[Passage],
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    actor_of: dict[str, str],
    cites: Sequence[Link],
    links: Sequence[Link],
    account_of: dict[str, str],
    texts: Mapping[str, str],
) -> Ground:
    """The ground on which voices are found; ``links`` are between accounts, ``texts`` the pages' by their ids."""
    by_id, known = {p.id: p for p in passages}, {a.id: a for a in actors}
    index = ActorIndex(mentions, actor_of)
    cited = _cited(by_id, cites)
    sourced = tuple(
        msgspec.structs.replace(
            item,
            source=_with_actor(item, index, known),
            chain=tuple(_to_passage(hop, item.passage, index, cited) for hop in item.chain),
        )
        for item in statements
    )
    copied = {k.source: k.target.passage for k in links if k.kind == "copies" and k.target.passage}
    return Ground(
        by_id, known, index, account_of, copied, sourced, find_leads(by_id, sourced),
        Houses(texts, passages), Offices(mentions, actor_of, known),
    )  # fmt: skip


def _cited(passages: dict[str, Passage], cites: Sequence[Link]) -> dict[str, list[Passage]]:
    """The passages of the case that each passage cites."""
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    for cite in cites:
        target = passages.get(cite.target.passage or "")
        if target is not None and target not in found[cite.source]:
            found[cite.source].append(target)
    return found


def _with_actor(item: Statement, index: ActorIndex, actors: dict[str, Actor]) -> Source:
    """The source with the actor that its words name."""
    source = item.source
    if source.start is None or source.end is None or source.kind == "author":
        return source
    page = source.page or item.page
    actor = index.actor_at(page, source.start, source.end)
    if (
        actor is None
        or _only_behind(index, page, source, actor)
        or not _agrees(actors[actor], source.resolved_name, source.kind)
    ):
        return source
    return msgspec.structs.replace(source, actor=actor)


def _only_behind(index: ActorIndex, page: str, source: Source, actor: str) -> bool:
    """Whether all that stands for the actor in the source is where or whose the source is: "the court in Roe"."""
    assert source.start is not None and source.end is not None
    text = source.text or ""
    heads = [low for low, _, found in index.actors_in(page, source.start, source.end) if found == actor]
    before = [text[: low - source.start].lower().removesuffix("the ").split() for low in heads]
    return bool(heads) and all(said and said[-1] in _PREPOSITIONS for said in before)


def _agrees(actor: Actor, name: str | None, kind: str) -> bool:
    """Whether an actor can be what the source names; a name that is another's is not."""
    if actor.kind == "place":
        return kind in ("organization", "group")
    if name is None or kind != "named":
        return actor.kind != "person" or kind == "named"
    mine = tokens(name)
    return any(
        bool(mine) and bool(theirs) and (same_tokens(mine[-1:], theirs[-1:]) or set(mine) <= set(theirs))
        for theirs in (tokens(n) for n in (actor.name, *actor.aliases))
    )


def _to_passage(hop: Hop, passage: str, index: ActorIndex, cited: dict[str, list[Passage]]) -> Hop:
    """The hop with its actor, and with the passage of the case that it came through."""
    target = next((p for p in cited.get(passage, ()) if _is_of(p, hop.text) and p.id != passage), None)
    return msgspec.structs.replace(
        hop, actor=index.actor_at(hop.page, hop.start, hop.end), passage=target.id if target else None
    )


def _is_of(passage: Passage, name: str) -> bool:
    return same_outlet(passage.publisher, name) or same_outlet(passage.agency, name)
