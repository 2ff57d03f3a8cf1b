"""Applying the log: pure functions from what the machine read to what holds after a person's judgements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from ..records import (
    Actor,
    Compared,
    Detail,
    Finding,
    Judgement,
    Linked,
    Page,
    Passage,
    Published,
    Reading,
    Voice,
    VoiceRelation,
)
from ..spans import content_id
from .anchors import find_actor, find_passage, find_statement, find_voice, nearest, own_characters
from .log import effective
from .renaming import rename_actor, rename_voice

__all__ = ["apply_to_compared", "apply_to_linked", "apply_to_readings"]

R = TypeVar("R")


# ------------------------------------------------------------------ pages


def apply_to_readings(readings: Sequence[Reading], log: Sequence[Judgement]) -> list[Reading]:
    """Readings with the dates, authors and publishers that a person has set."""
    found = list(readings)
    for judgement in effective(log):
        if judgement.act.startswith("set_"):
            found = [_set(r, judgement) if r.page.id == judgement.anchor.page else r for r in found]
    return found


def _set(reading: Reading, judgement: Judgement) -> Reading:
    anchor = judgement.anchor
    if anchor.start is None:
        tops = {p.id for p in reading.passages if p.parent is None and p.kind in ("article", "post")}
        page = _with(reading.page, judgement)
    else:
        tops = {best.id for best in [nearest(reading.passages, anchor)] if best}
        page = reading.page
    return replace(
        reading,
        page=page,
        passages=tuple(_with(p, judgement) if p.id in tops else p for p in reading.passages),
    )


def _with(record: R, judgement: Judgement) -> R:
    assert isinstance(record, Page | Passage)
    field = judgement.act.removeprefix("set_")
    if field == "date":
        return replace(record, published=Published(judgement.value, "stated"))
    return replace(record, **{field: judgement.value})


# ------------------------------------------------------------------ actors, voices, statements


def apply_to_linked(linked: Linked, log: Sequence[Judgement]) -> Linked:
    """What lies across pages with actors and voices merged and split, and misread statements gone.

    A judgement that no longer finds its place becomes a :class:`Finding` of kind ``judgement``.
    """
    lost: list[Finding] = []
    for judgement in effective(log):
        apply = _APPLIED.get(judgement.act)
        if apply is None:
            continue
        changed = apply(linked, judgement)
        if changed is None:
            lost.append(_lost(judgement))
        else:
            linked = changed
    return replace(linked, findings=(*linked.findings, *lost)) if lost else linked


def _lost(judgement: Judgement) -> Finding:
    quote = f" ({judgement.anchor.text[:60]!r})" if judgement.anchor.text else ""
    return Finding(
        judgement.anchor.page or "",
        "judgement",
        f"Judgement {judgement.id} ({judgement.act}) no longer finds what it is about{quote}; "
        "undo it, or judge again.",
    )


def _merge_actors(linked: Linked, judgement: Judgement) -> Linked | None:
    a = find_actor(linked, judgement.anchor)
    b = find_actor(linked, judgement.with_)
    if a is None or b is None:
        return None
    if a.id == b.id:
        return linked
    order = {page.id: n for n, page in enumerate(linked.pages)}
    first, second = sorted((a, b), key=lambda x: [(order.get(m.page, 0), m.start) for m in x.mentions[:1]])
    one = replace(
        first,
        name=a.name,
        kind=a.kind,
        roles=tuple(dict.fromkeys((*a.roles, *b.roles))),
        mentions=tuple(
            sorted({*a.mentions, *b.mentions}, key=lambda m: (order.get(m.page, 0), m.start, m.end))
        ),
        replaces=tuple(dict.fromkeys((*first.replaces, second.id, *second.replaces))),
    )
    actors = tuple(one if x.id == first.id else x for x in linked.actors if x.id != second.id)
    return rename_actor(replace(linked, actors=actors), second.id, first.id)


def _merge_voices(linked: Linked, judgement: Judgement) -> Linked | None:
    a = find_voice(linked, judgement.anchor)
    b = find_voice(linked, judgement.with_)
    if a is None or b is None:
        return None
    if a.id == b.id:
        return linked
    order = [v.id for v in linked.voices]
    first, second = sorted((a, b), key=lambda v: order.index(v.id))
    one = replace(
        a,
        id=first.id,
        actor=a.actor or b.actor,
        outlet=a.outlet or b.outlet,
        evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))),
        replaces=tuple(dict.fromkeys((*first.replaces, second.id, *second.replaces))),
    )
    voices = tuple(one if v.id == first.id else v for v in linked.voices if v.id != second.id)
    return rename_voice(replace(linked, voices=voices), second.id, first.id)


def _split_actor(linked: Linked, judgement: Judgement) -> Linked | None:
    actor = find_actor(linked, judgement.anchor)
    passage = find_passage(linked, judgement.with_)
    if actor is None or passage is None:
        return None
    inner = {p.id for p in linked.passages if p.parent == passage.id}
    moved_ids = [
        m for m in linked.mentions if m.passage == passage.id and linked.actor_of.get(m.id) == actor.id
    ]
    at = {(m.page, m.start, m.end) for m in moved_ids}
    within = own_characters(passage, [p for p in linked.passages if p.id in inner])
    moved = tuple(m for m in actor.mentions if (m.page, m.start, m.end) in at or within(m))
    kept = tuple(m for m in actor.mentions if m not in moved)
    if not moved or not kept:
        return linked if moved else None
    new = (
        moved_ids[0].id
        if moved_ids
        else content_id("a", moved[0].page, moved[0].start, moved[0].end, "split")
    )
    name = max((m.text for m in moved), key=lambda text: (sum(c.isupper() for c in text), len(text)))
    actors = []
    for x in linked.actors:
        actors.append(replace(x, mentions=kept) if x.id == actor.id else x)
        if x.id == actor.id:
            actors.append(Actor(new, name, actor.kind, actor.roles, moved))
    statements = tuple(
        replace(s, source=replace(s.source, actor=new))
        if s.passage == passage.id and s.source.actor == actor.id
        else s
        for s in linked.statements
    )
    actor_of = linked.actor_of | {m.id: new for m in moved_ids}
    return replace(linked, actors=tuple(actors), statements=statements, actor_of=actor_of)


def _split_voice(linked: Linked, judgement: Judgement) -> Linked | None:
    voice = find_voice(linked, judgement.anchor)
    passage = find_passage(linked, judgement.with_)
    if voice is None or passage is None:
        return None
    moved = [s for s in linked.statements if s.passage == passage.id and s.voice == voice.id]
    if not moved:
        return None
    if all(s.passage == passage.id for s in linked.statements if s.voice == voice.id):
        return linked
    content = moved[0].spans[0]
    within = own_characters(passage, [p for p in linked.passages if p.parent == passage.id])
    own = tuple(e for e in voice.evidence if within(e))
    source = moved[0].source
    new = Voice(
        content_id("v", content.page, content.start, content.end, "split"),
        source.resolved_name or source.text or voice.name,
        voice.kind,
        source.actor if source.actor != voice.actor else None,
        voice.outlet,
        own or (content,),
    )
    voices = []
    for v in linked.voices:
        voices.append(
            replace(v, evidence=tuple(e for e in v.evidence if e not in own)) if v.id == voice.id else v
        )
        if v.id == voice.id:
            voices.append(new)
    statements = tuple(replace(s, voice=new.id) if s in moved else s for s in linked.statements)
    basis = f"judged by {judgement.who}" + (f": {judgement.why}" if judgement.why else "")
    apart = VoiceRelation(voice.id, new.id, "distinct", basis)
    relations = (*linked.voice_relations, apart)
    return replace(linked, voices=tuple(voices), statements=statements, voice_relations=relations)


def _reject_statement(linked: Linked, judgement: Judgement) -> Linked | None:
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


_APPLIED: dict[str, Callable[[Linked, Judgement], Linked | None]] = {
    "merge_actors": _merge_actors,
    "merge_voices": _merge_voices,
    "split_actor": _split_actor,
    "split_voice": _split_voice,
    "reject_statement": _reject_statement,
}


# ------------------------------------------------------------------ values


def apply_to_compared(
    compared: Compared, log: Sequence[Judgement], restate: Callable[[Detail], Detail] | None = None
) -> Compared:
    """Details without the values that a person rejected, or that rest on nothing any more.

    ``restate`` gives a detail whose values have changed its status anew.
    """
    for judgement in effective(log):
        if judgement.act == "reject_value":
            details = (_without(d, judgement, restate) for d in compared.details)
            compared = replace(compared, details=tuple(d for d in details if d is not None))
    return compared


def _without(
    detail: Detail, judgement: Judgement, restate: Callable[[Detail], Detail] | None
) -> Detail | None:
    if detail.slot != judgement.value:
        return detail
    anchor = judgement.anchor
    quoted = [
        (v.id, e.start)
        for v in detail.values
        for e in v.evidence
        if (e.page, e.text) == (anchor.page, anchor.text)
    ]
    gone = {v for v, start in quoted if start == anchor.start} or {v for v, _ in quoted}
    if not gone:
        return detail
    left = tuple(v for v in detail.values if v.id not in gone)
    if not left:
        return None
    positions = tuple(
        replace(p, position="silent", value=None) if p.value in gone else p for p in detail.positions
    )
    relations = tuple(r for r in detail.relations if not gone & {r.a, r.b})
    changed = replace(detail, values=left, relations=relations, positions=positions)
    return restate(changed) if restate else changed
