"""Which voices are shown to be one, and which two; every other pair is left out, which means unknown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...records import VoiceRelation
from ..parties.names import same_tokens, tokens
from ..parties.sides import Sides
from .ground import Ground
from .keys import Key, Keys, only_voice
from .speakers import Speaker, plain, source_span

__all__ = ["distinct", "same"]

#: Above this many named voices, only those that speak in one passage are set against each other.
_MANY = 60
_UNNAMED = ("anonymous", "group")


def same(ground: Ground, keys: Keys, speakers: dict[Key, Speaker]) -> list[VoiceRelation]:
    """An unnamed source that came through an account whose only voice is unnamed too is that voice."""
    found: dict[tuple[str, str], VoiceRelation] = {}
    basis = "one outlet, one unnamed speaker: the chain leads to it"
    for item in ground.statements:
        if item.source.kind not in _UNNAMED:
            continue
        mine = keys.ending[item.id]
        for hop in item.chain:
            only = only_voice(ground.statements, hop.passage, keys.ending) if hop.passage else None
            if only is None or only == mine or only.kind not in _UNNAMED or only not in speakers:
                continue
            a, b = sorted((speakers[only].id, speakers[mine].id))
            evidence = plain((source_span(speakers[only].first), hop, source_span(item)))
            found.setdefault((a, b), VoiceRelation(a, b, "same", basis, evidence))
    return list(found.values())


def distinct(speakers: list[Speaker], sides: Sides) -> Iterator[VoiceRelation]:
    """Voices that the text shows to be two: two persons' names, or opposite sides."""
    persons = [
        s
        for s in speakers
        if (s.key.kind == "actor" and s.actor is not None and s.actor.kind == "person")
        or s.key.kind == "named"
    ]
    for a, b in combinations(persons, 2):
        if (len(persons) <= _MANY or _together(a, b)) and _two_names(a, b):
            yield _apart(a, b, "two persons' names")
    named = [s for s in speakers if s.key.kind in ("actor", "named", "organization")]
    for a in speakers:
        if a.key.kind not in _UNNAMED or _side(a, sides) != "armed":
            continue
        for b in named:
            if _side(b, sides) == "country" and (len(named) <= _MANY or _together(a, b)):
                yield _apart(a, b, "an armed opposition and a government")


def _two_names(a: Speaker, b: Speaker) -> bool:
    """Whether two voices have two people's names, and not one under two spellings or a longer and a shorter name."""
    ta, tb = tokens(a.name), tokens(b.name)
    if not ta or not tb or set(ta) & set(tb):
        return False
    return not same_tokens(ta[-1:], tb[-1:])


def _side(speaker: Speaker, sides: Sides) -> str | None:
    """``armed`` or ``country``, as the speaker's actor takes a side; else None."""
    side = sides.side(speaker.actor.id) if speaker.actor is not None else None
    return side[0] if side is not None else None


def _together(a: Speaker, b: Speaker) -> bool:
    return a.first.passage == b.first.passage


def _apart(a: Speaker, b: Speaker, basis: str) -> VoiceRelation:
    first, second = sorted((a.id, b.id))
    return VoiceRelation(
        first, second, "distinct", basis, plain((source_span(a.first), source_span(b.first)))
    )
