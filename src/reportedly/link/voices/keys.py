"""Whose voice each statement is: what a voice is known by, from its source or its passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...names.press import outlet_key
from ...records import Actor, Source, Statement
from ...vocab import words
from ..parties.names import tokens
from .ground import Ground
from .leads import member_of

__all__ = ["Key", "Keys", "only_voice"]


class Key(NamedTuple):
    """What one voice is known by while they are gathered: its kind, whose it is, and its name."""

    kind: str
    owner: str
    name: str


class Keys:
    """The key of every statement's voice, by the statement's id.

    ``own`` is read from the statement alone; ``ending`` goes back, where a publication of the case is said
    to say it, to the voice of that publication's account.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._people = _people(ground.actors.values())
        self.own = {item.id: self._own(item) for item in ground.statements}
        self.ending = {item.id: self._ending(item) for item in ground.statements}

    # -------------------------------------------------------------- from the statement alone

    def _own(self, item: Statement) -> Key:
        source, lead = item.source, self._ground.leads.get(item.passage)
        if source.kind == "author":
            return self._own(lead) if lead and self._ground.governed(item) else self._author(item.passage)
        if source.actor is not None and source.kind in ("named", "organization"):
            return Key(source.kind, "", source.actor)
        name = source.resolved_name or source.text or ""
        if source.kind == "publication":
            return Key("publication", "", outlet_key(name))
        if source.kind == "named":
            return Key("named", "", self._person(name.lower()))
        body = self._spoken_for(source)
        if body is not None:
            return Key("organization", "", body)
        if lead is not None and lead.id != item.id and member_of(source.resolved_name or source.text, lead):
            return self._own(lead)
        owner = self._ground.account_of.get(item.passage, item.passage)
        return Key(source.kind, owner, _bare(name.lower()) if source.start is not None else "")

    def _author(self, passage: str) -> Key:
        account = self._ground.account_of.get(passage, passage)
        record = self._ground.passages.get(account)
        if record is not None and record.author and record.kind == "comment":
            return Key("author", record.page, record.author.lower())
        return Key("author", account, "")

    def _person(self, name: str) -> str:
        """The actor whom a personal name stands for, or the name itself."""
        parts = tokens(name)
        known = self._people.get(" ".join(parts)) or self._people.get(parts[-1] if parts else "")
        return known or " ".join(parts) or name

    def _spoken_for(self, source: Source) -> str | None:
        """The body whose unnamed spokesman the source is: they speak for it."""
        name = source.resolved_name or source.text or ""
        spokesman = set(name.lower().split()) & words("sources", "spokesmen", "words")
        if source.start is None or source.end is None or not spokesman:
            return None
        inside = self._ground.index.actors_in(source.page or "", source.start, source.end)
        bodies = [r for r in inside if self._ground.actors[r[2]].kind in ("organization", "government")]
        return max(bodies, key=lambda r: (r[1] - r[0], -r[0]))[2] if bodies else None

    # -------------------------------------------------------------- through accounts of the case

    def _ending(self, item: Statement) -> Key:
        target = next((h.passage for h in item.chain if h.passage), None)
        if target is not None and (item.source.kind == "publication" or self._is_staff(item, target)):
            return self._of_account(target)
        return self.own[item.id]

    def _is_staff(self, item: Statement, target: str) -> bool:
        """Whether the source is the reporter or the text of the outlet that the chain names."""
        source, account = item.source, self._ground.passages.get(target)
        if account is None or source.kind not in ("named", "document", "organization"):
            return False
        if account.author and set(tokens(source.resolved_name or source.text or "")) & set(
            tokens(account.author)
        ):
            return True
        return source.kind == "document" and source.actor is None and len(item.chain) == 1

    def _of_account(self, passage: str) -> Key:
        """Who speaks in an account: those its lead names, or who alone is quoted there, or its author."""
        lead = self._ground.leads.get(passage)
        if lead is not None:
            return self.own[lead.id]
        return only_voice(self._ground.statements, passage, self.own) or self._author(passage)


def only_voice(statements: Sequence[Statement], passage: str, keys: dict[str, Key]) -> Key | None:
    """The one voice that all attributed statements of a passage have, if there is one."""
    found = {
        keys[s.id]
        for s in statements
        if s.passage == passage and s.source.kind != "author" and s.source.start is not None
    }
    return found.pop() if len(found) == 1 else None


def _people(actors: Iterable[Actor]) -> dict[str, str]:
    """The person that a family name, or a full name, stands for, where only one in the case bears it."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for name in (actor.name, *actor.aliases) if actor.kind == "person" else ():
            parts = tokens(name)
            for form in {" ".join(parts), *parts[-1:]}:
                bearers[form].add(actor.id)
    return {name: next(iter(found)) for name, found in bearers.items() if len(found) == 1}


def _bare(name: str) -> str:
    for article in ("the ", "a ", "an "):
        name = name.removeprefix(article)
    return name
