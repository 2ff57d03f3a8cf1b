"""One id in place of another, everywhere that what lies across pages speaks of it."""

from __future__ import annotations

from msgspec.structs import replace

from ..records import Event, Linked, VoiceRelation

__all__ = ["rename_actor", "rename_voice"]


def rename_actor(linked: Linked, old: str, new: str) -> Linked:
    """``linked`` with the actor id ``new`` wherever ``old`` stood, but in the list of actors itself."""

    def name(ident: str) -> str:
        return new if ident == old else ident

    def names(idents: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name(i) for i in idents))

    def event(e: Event) -> Event:
        return replace(
            e,
            source=names(e.source),
            target=names(e.target),
            other={role: names(ids) for role, ids in e.other.items()},
        )

    statements = tuple(
        replace(
            s,
            source=replace(s.source, actor=name(s.source.actor) if s.source.actor else None),
            chain=tuple(replace(h, actor=name(h.actor) if h.actor else None) for h in s.chain),
        )
        for s in linked.statements
    )
    return replace(
        linked,
        voices=tuple(replace(v, actor=name(v.actor) if v.actor else None) for v in linked.voices),
        statements=statements,
        events=tuple(event(e) for e in linked.events),
        episodes=tuple(replace(e, parties=tuple(names(side) for side in e.parties)) for e in linked.episodes),
        actor_of={mention: name(actor) for mention, actor in linked.actor_of.items()},
    )


def rename_voice(linked: Linked, old: str, new: str) -> Linked:
    """``linked`` with the voice id ``new`` wherever ``old`` stood, but in the list of voices itself."""

    def name(ident: str) -> str:
        return new if ident == old else ident

    relations: dict[tuple[str, str, str], VoiceRelation] = {}
    for r in linked.voice_relations:
        a, b = name(r.a), name(r.b)
        if a != b:
            relations.setdefault((min(a, b), max(a, b), r.relation), replace(r, a=a, b=b))
    return replace(
        linked,
        voice_relations=tuple(relations.values()),
        statements=tuple(replace(s, voice=name(s.voice) if s.voice else None) for s in linked.statements),
    )
