"""Sides: whom an actor stands for when two accounts name the same party more or less finely.

The ambassador, his embassy and "the Americans" are one side of a negotiation; so are the rebels and their
leaders.  A side is a country (its government, people and officials), the armed opposition, a sector of
a country's actors, or a named actor who is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...names.countries import find_country
from ...records import Actor, Argument, Clause
from .actors import ActorIndex

__all__ = ["Party", "Side", "Sides", "plain", "same_side"]

#: A name behind one of these is where, not who.
_BEHIND = re.compile(r"\b(?:in|at|near|outside|around|across|throughout)\s")
#: A side's key: ("country", "IQ"), ("armed", "IQ" or ""), ("sector", "MED:IQ"), ("actor", id),
#: ("person", id) for one of whom no body is known.
Side = tuple[str, str]
#: A side and the actor that stands for it.
Party = tuple[Side, str]


class Sides:
    """The sides of a case's actors, by actor and by where an argument stands."""

    def __init__(self, actors: Iterable[Actor], index: ActorIndex) -> None:
        self.actors = {a.id: a for a in actors}
        self.index = index

    def side(self, actor: str) -> Side | None:
        """The side of an actor; None for a place that is no country and for what nothing is known of."""
        record = self.actors.get(actor)
        if record is None or (record.kind == "place" and not record.country):
            return None
        country = record.country
        if record.sector == "REB":
            return ("armed", country or "")
        body = record.kind in ("organization", "group") and record.sector is None
        if body and _is_name(record) and find_country(record.name) is None:
            return ("actor", actor)  # "the Afghan Taliban" are not Afghanistan
        if country and (record.sector in (None, "GOV", "MIL", "LEG", "SPY") or record.kind == "government"):
            return ("country", country)
        if record.kind == "anonymous" or (record.kind in ("organization", "group") and not _is_name(record)):
            return self._of_group(record) or (
                ("sector", f"{record.sector}:{country or ''}") if record.sector else None
            )
        if record.kind == "person":
            return self._of_group(record) or ("person", actor)
        return ("actor", actor)

    def _of_group(self, record: Actor) -> Side | None:
        """The side of the body that a description names: "the Front's leaders"."""
        bodies = [self.actors[a] for a in record.part_of if a in self.actors]
        named = [a for a in bodies if a.kind in ("organization", "group") and _is_name(a)]
        return self.side(named[0].id) if len(named) == 1 and named[0].kind != "anonymous" else None

    def parties(self, clause: Clause, *roles: str) -> list[Party]:
        """The sides and actors in the clause's arguments of these roles, in order."""
        found: list[Party] = []
        for argument in clause.having(*roles):
            found.extend(p for p in self.of_argument(argument) if p not in found)
        return found

    def of_argument(self, argument: Argument) -> list[Party]:
        """The sides that an argument names: of the whole phrase, else of the actors named in it."""
        inside = self.index.actors_in(argument.page, argument.start, argument.end)
        ids: list[str] = []
        for start, _, actor in inside:
            behind = _BEHIND.search(argument.text[: start - argument.start])
            if actor not in ids and not (behind and self.actors[actor].kind in ("place", "government")):
                ids.append(actor)
        whole = self.index.actor_at(argument.page, argument.start, argument.end)
        if whole in ids:
            ids.insert(0, ids.pop(ids.index(whole)))
        found: list[Party] = []
        for actor in ids:
            side = self.side(actor)
            if side is not None and not any(same_side(side, s) for s, _ in found):
                found.append((side, actor))
            if found and actor == whole:
                break
        return found


def _is_name(record: Actor) -> bool:
    """Whether an actor is called by a name: "Iranian delegation" is none."""
    return record.name.split()[-1][:1].isupper()


def plain(side: Side) -> Side:
    """The side without its country where it is the armed opposition, for look-up."""
    return ("armed", "") if side[0] == "armed" else side


def same_side(a: Side, b: Side) -> bool:
    """Whether two sides can be one: equal, or armed and not of two countries."""
    if a[0] == b[0] == "armed":
        return not a[1] or not b[1] or a[1] == b[1]
    return a == b
