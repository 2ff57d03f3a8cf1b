"""Voices: who, in the end, speaks, over all pages of a case; and which voices are shown to be one or two.

A statement's voice is its source; the author of its passage where nobody else is given; and, where an
article's lead says whose account it gives ("…, two divers have disclosed"), those people for the
article's own narration too (basis ``governing_lead``).  A report of another account in the case ("the
daily says that …") goes back to that account's voice: who is quoted there if only one is, else whose
account it gives.

Two voices are the same only where a chain shows it, distinct only where the text shows it (two persons' names,
opposite sides); every other pair is left out, which means unknown.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from ...records import Source, Statement, Voice, VoiceBasis, VoiceRelation
from ..parties.names import tokens
from ..parties.sides import Sides
from .ground import Ground, prepare
from .keys import Key, Keys
from .relations import distinct, same
from .speakers import gather, voice

__all__ = ["Ground", "Voices", "find_voices", "prepare"]


class Voices(NamedTuple):
    """The voices, what is shown of pairs of them, and the statements with voice, actor and hops filled in."""

    voices: tuple[Voice, ...]
    relations: tuple[VoiceRelation, ...]
    statements: tuple[Statement, ...]


def find_voices(ground: Ground) -> Voices:
    """The voices behind the statements of ``ground`` (:func:`prepare`), which stand in page order."""
    keys = Keys(ground)
    speakers = gather(ground, keys)
    return Voices(
        tuple(voice(ground, speaker) for speaker in speakers.values()),
        (*same(ground, keys, speakers), *distinct(list(speakers.values()), Sides(ground.actors.values(), ground.index))),
        tuple(
            msgspec.structs.replace(
                item,
                source=_resolved(ground, item, keys.own[item.id]),
                voice=speakers[keys.ending[item.id]].id,
                voice_basis=_basis(ground, item),
            )
            for item in ground.statements
        ),
    )  # fmt: skip


def _basis(ground: Ground, item: Statement) -> VoiceBasis:
    if item.source.kind != "author":
        return "attributed"
    return "governing_lead" if ground.governed(item) else "author"


def _resolved(ground: Ground, item: Statement, key: Key) -> Source:
    """The source with whom it names as the case knows them: "the sheriff", "Roe" and "the AP" by their full names."""
    source = item.source
    if source.start is None or source.kind in ("author", "document"):
        return source
    if key.kind == "publication" and not key.owner:
        return msgspec.structs.replace(source, resolved_name=ground.houses.name(key.name))
    if key.kind == "author" and source.kind != "named":
        writer = ground.passages[item.passage].author
        own = writer is not None and " ".join(tokens(writer)) == key.name
        return msgspec.structs.replace(source, resolved_name=writer) if own else source
    actor = ground.actors.get(key.name) if key.kind == "actor" else None
    if actor is None or actor.kind != "person":
        return source
    named = set(tokens(source.resolved_name or ""))
    fuller = source.kind != "named" or named < set(tokens(actor.name))
    name = actor.name if fuller else source.resolved_name
    return msgspec.structs.replace(source, actor=actor.id, resolved_name=name)
