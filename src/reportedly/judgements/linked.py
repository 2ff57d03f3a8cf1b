"""Judgements on what lies across pages, after ``link``: merges, splits and misread statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from msgspec.structs import replace

from ..records import (
    Actor,
    Anchor,
    Finding,
    Judgement,
    Linked,
    Passage,
    Span,
    Stance,
    Statement,
    Voice,
    VoiceRelation,
)
from ..spans import content_id, make_span, relocate
from .anchors import find_actor, find_passage, find_statement, find_voice, own_characters
from .log import effective
from .renaming import rename_actor, rename_voice
from .values import lost

__all__ = ["apply_to_linked"]

R = TypeVar("R", Actor, Voice)
_Find = Callable[[Linked, Anchor | None], R | None]


def apply_to_linked(linked: Linked, log: Sequence[Judgement]) -> Linked:
    """What lies across pages with actors and voices merged and split, and misread statements gone.

    A judgement that no longer finds its place becomes a :class:`Finding` of kind ``judgement``.
    """
    missed: list[Finding] = []
    for judgement in effective(log):
        changed = _applied(linked, judgement)
        if changed is None:
            missed.append(lost(judgement))
        else:
            linked = changed
    return replace(linked, findings=(*linked.findings, *missed)) if missed else linked


def _applied(linked: Linked, judgement: Judgement) -> Linked | None:
    """``linked`` after the judgement, which may be on something else; None where it finds no place."""
    match judgement.act:
        case "merge_actors":
            return _merged(linked, judgement, find_actor, _one_actor)
        case "merge_voices":
            return _merged(linked, judgement, find_voice, _one_voice)
        case "split_actor":
            return _split(linked, judgement, find_actor, _actor_apart)
        case "split_voice":
            return _split(linked, judgement, find_voice, _voice_apart)
        case "reject_statement":
            return _without_statement(linked, judgement)
        case "different" if judgement.value == "voice":
            return _distinct(linked, judgement)
        case "correct_source" | "correct_stance" | "correct_span":
            return _corrected(linked, judgement)
    return linked


# ------------------------------------------------------------------ merges


def _merged(
    linked: Linked, judgement: Judgement, find: _Find[R], join: Callable[[Linked, R, R], Linked]
) -> Linked | None:
    a, b = find(linked, judgement.anchor), find(linked, judgement.with_)
    if a is None or b is None:
        return None
    return linked if a.id == b.id else join(linked, a, b)


def _one_actor(linked: Linked, a: Actor, b: Actor) -> Linked:
    """The two as one: the earlier's id and place, the name and kind of ``a``."""
    pages = {page.id: n for n, page in enumerate(linked.pages)}

    def place(span: Span) -> tuple[int, int, int]:
        return pages.get(span.page, 0), span.start, span.end

    first, second = sorted((a, b), key=lambda x: [place(m)[:2] for m in x.mentions[:1]])
    one = replace(
        first,
        name=a.name,
        kind=a.kind,
        roles=tuple(dict.fromkeys((*a.roles, *b.roles))),
        mentions=tuple(sorted({*a.mentions, *b.mentions}, key=place)),
        replaces=_replaced(first, second),
    )
    return rename_actor(replace(linked, actors=_joined(linked.actors, one, second)), second.id, first.id)


def _one_voice(linked: Linked, a: Voice, b: Voice) -> Linked:
    """The two as one: the earlier's id and place, the name and kind of ``a``."""
    order = [v.id for v in linked.voices]
    first, second = sorted((a, b), key=lambda v: order.index(v.id))
    one = replace(
        a,
        id=first.id,
        actor=a.actor or b.actor,
        outlet=a.outlet or b.outlet,
        evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))),
        replaces=_replaced(first, second),
    )
    return rename_voice(replace(linked, voices=_joined(linked.voices, one, second)), second.id, first.id)


def _replaced(first: R, second: R) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first.replaces, second.id, *second.replaces)))


def _joined(records: Sequence[R], one: R, gone: R) -> tuple[R, ...]:
    return tuple(one if r.id == one.id else r for r in records if r.id != gone.id)


# ------------------------------------------------------------------ splits


def _split(
    linked: Linked,
    judgement: Judgement,
    find: _Find[R],
    part: Callable[[Linked, R, Passage, Judgement], Linked | None],
) -> Linked | None:
    record, passage = find(linked, judgement.anchor), find_passage(linked, judgement.with_)
    return None if record is None or passage is None else part(linked, record, passage, judgement)


def _actor_apart(linked: Linked, actor: Actor, passage: Passage, _: Judgement) -> Linked | None:
    """With ``actor``'s mentions in ``passage`` as an actor of their own."""
    own = [m for m in linked.mentions if m.passage == passage.id and linked.actor_of.get(m.id) == actor.id]
    at = {(m.page, m.start, m.end) for m in own}
    within = _within(linked, passage)
    moved = tuple(m for m in actor.mentions if (m.page, m.start, m.end) in at or within(m))
    kept = tuple(m for m in actor.mentions if m not in moved)
    if not moved or not kept:
        return linked if moved else None
    ident = own[0].id if own else content_id("a", moved[0].page, moved[0].start, moved[0].end, "split")
    name = max((m.text for m in moved), key=lambda text: (sum(c.isupper() for c in text), len(text)))
    new = Actor(ident, name, actor.kind, actor.roles, moved)
    statements = tuple(
        replace(s, source=replace(s.source, actor=new.id))
        if s.passage == passage.id and s.source.actor == actor.id
        else s
        for s in linked.statements
    )
    return replace(
        linked,
        actors=_parted(linked.actors, replace(actor, mentions=kept), new),
        statements=statements,
        actor_of=linked.actor_of | {m.id: new.id for m in own},
    )


def _voice_apart(linked: Linked, voice: Voice, passage: Passage, judgement: Judgement) -> Linked | None:
    """With what ``voice`` says in ``passage`` said by a voice of its own, shown to be another."""
    said = [s for s in linked.statements if s.voice == voice.id]
    moved = [s for s in said if s.passage == passage.id]
    if not moved or len(moved) == len(said):
        return linked if moved else None
    within = _within(linked, passage)
    own = tuple(e for e in voice.evidence if within(e))
    content, source = moved[0].spans[0], moved[0].source
    new = Voice(
        content_id("v", content.page, content.start, content.end, "split"),
        source.resolved_name or source.text or voice.name,
        voice.kind,
        source.actor if source.actor != voice.actor else None,
        voice.outlet,
        own or (content,),
    )
    kept = replace(voice, evidence=tuple(e for e in voice.evidence if e not in own))
    return replace(
        linked,
        voices=_parted(linked.voices, kept, new),
        statements=tuple(replace(s, voice=new.id) if s in moved else s for s in linked.statements),
        voice_relations=(
            *linked.voice_relations,
            VoiceRelation(voice.id, new.id, "distinct", _judged(judgement)),
        ),
    )


def _within(linked: Linked, passage: Passage) -> Callable[[Span], bool]:
    return own_characters(passage, [p for p in linked.passages if p.parent == passage.id])


def _parted(records: Sequence[R], kept: R, new: R) -> tuple[R, ...]:
    """The records with ``kept`` in its place and ``new`` behind it."""
    return tuple(x for r in records for x in ((kept, new) if r.id == kept.id else (r,)))


def _distinct(linked: Linked, judgement: Judgement) -> Linked | None:
    """With two voices shown to be distinct."""
    a, b = find_voice(linked, judgement.anchor), find_voice(linked, judgement.with_)
    if a is None or b is None:
        return None
    shown = VoiceRelation(a.id, b.id, "distinct", _judged(judgement))
    return replace(linked, voice_relations=(*linked.voice_relations, shown))


def _judged(judgement: Judgement) -> str:
    return f"judged by {judgement.who}" + (f": {judgement.why}" if judgement.why else "")


# ------------------------------------------------------------------ statements


def _without_statement(linked: Linked, judgement: Judgement) -> Linked | None:
    gone = find_statement(linked, judgement.anchor)
    if gone is None:
        return None
    statements = tuple(
        replace(s, within=gone.within) if s.within == gone.id else s
        for s in linked.statements
        if s.id != gone.id
    )
    events = tuple(
        replace(e, mentions=tuple(m for m in e.mentions if m.statement != gone.id)) for e in linked.events
    )
    return replace(
        linked,
        statements=statements,
        clauses=tuple(c for c in linked.clauses if c.statement != gone.id),
        events=tuple(e for e in events if e.mentions),
    )


def _corrected(linked: Linked, judgement: Judgement) -> Linked | None:
    """With the source, the stance or the span of a statement as a person says that it is; it keeps its id."""
    found = find_statement(linked, judgement.anchor)
    if found is None:
        return None
    changed: Statement | None
    match judgement.act:
        case "correct_stance":
            changed = replace(found, stance=cast(Stance, judgement.value))
        case "correct_span":
            span = _relocated(linked, judgement.with_)
            changed = replace(found, spans=(span,)) if span else None
        case _:
            linked, voice = _named_voice(linked, found, judgement.value or "")
            source = replace(found.source, kind=voice.kind, actor=voice.actor, resolved_name=voice.name)
            changed = replace(found, source=source, voice=voice.id, voice_basis="attributed")
    if changed is None:
        return None
    return replace(linked, statements=tuple(changed if s.id == found.id else s for s in linked.statements))


def _relocated(linked: Linked, anchor: Anchor | None) -> Span | None:
    """The characters that ``anchor`` quotes, where they stand now."""
    if anchor is None or anchor.page is None or anchor.start is None or not anchor.text:
        return None
    text = next((p.text for p in linked.pages if p.id == anchor.page), "")
    start = relocate(text, anchor.start, anchor.text)
    return None if start is None else make_span(anchor.page, text, start, start + len(anchor.text))


def _named_voice(linked: Linked, statement: Statement, name: str) -> tuple[Linked, Voice]:
    """The voice of that name, or a new one that first speaks in ``statement``."""
    known = next((v for v in linked.voices if v.name.casefold() == name.casefold()), None)
    if known is not None:
        return linked, known
    actor = next(
        (a for a in linked.actors if name.casefold() in map(str.casefold, (a.name, *a.aliases))), None
    )
    content = statement.spans[0]
    ident = content_id("v", content.page, content.start, content.end, "corrected")
    new = Voice(ident, name, "named", actor.id if actor else None, None, (content,))
    return replace(linked, voices=(*linked.voices, new)), new
