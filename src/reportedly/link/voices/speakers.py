"""Speakers: what the statements of one voice show of it, and the voice's record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...names.outlets import find_outlets
from ...records import Actor, Span, Statement, Voice, VoiceKind
from .ground import Ground
from .keys import Key, Keys

__all__ = ["Speaker", "gather", "plain", "source_span", "voice"]

#: Longest span that stands as evidence, and how many do.
_EVIDENCE, _MOST = 300, 3


@dataclass(slots=True)
class Speaker:
    """One voice as it is gathered.

    ``first`` is its earliest statement, which gives its id; ``home`` the earliest in which it speaks itself
    rather than through a governed account, which gives its name.
    """

    key: Key
    first: Statement
    home: Statement
    actor: Actor | None
    evidence: list[Span] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The voice's id."""
        return f"v-{self.first.id.removeprefix('s-')}"

    @property
    def name(self) -> str:
        """The name of the actor where the voice has one of its own, else as the source is called."""
        if self.key.kind == "actor" and self.actor is not None:
            return self.actor.name
        return (self.home.source.resolved_name or self.home.source.text or "") if self.key.name else ""


def gather(ground: Ground, keys: Keys) -> dict[Key, Speaker]:
    """The speakers of a case by key, in the order of their first statements."""
    homes: dict[Key, Statement] = {}
    for item in ground.statements:
        if not ground.governed(item) or keys.own[item.id].kind == "author":
            homes.setdefault(keys.own[item.id], item)
    found: dict[Key, Speaker] = {}
    for item in ground.statements:
        key = keys.ending[item.id]
        if key not in found:
            home = homes.get(key)
            actor = ground.actors.get(_actor(key, home, keys, ground) or "")
            found[key] = Speaker(key, item, home or item, actor)
        span = source_span(item)
        if span is not None and len(found[key].evidence) < _MOST:
            found[key].evidence.append(span)
    return found


def _actor(key: Key, home: Statement | None, keys: Keys, ground: Ground) -> str | None:
    """The actor that the key itself names, or the source where the voice speaks itself."""
    if key.name in ground.actors:
        return key.name
    if home is None or key.kind == "author" or keys.ending[home.id] != key:
        return None
    return home.source.actor


def voice(ground: Ground, speaker: Speaker) -> Voice:
    """The record of a speaker."""
    kind, item = _kind(speaker), speaker.home
    passage = ground.passages[ground.account_of.get(item.passage, item.passage)]
    carried = [h.text for h in item.chain if h.passage or find_outlets(h.text, 0, len(h.text))]
    outlet = carried[-1] if carried else passage.agency or passage.publisher
    name = speaker.name
    if kind == "publication" and not speaker.key.owner:
        name = outlet = ground.houses.name(speaker.key.name)
    elif kind == "author":
        name = passage.author or passage.agency or passage.publisher or "the author"
    elif kind in ("anonymous", "group", "document"):
        name = name or "a source that is not named"
        name = f"{name}, to {outlet}" if outlet and kind != "document" else name
    return Voice(
        id=speaker.id,
        name=name,
        kind=kind,
        actor=speaker.actor.id if speaker.actor else None,
        outlet=outlet,
        evidence=plain(speaker.evidence),
    )


def _kind(speaker: Speaker) -> VoiceKind:
    """The kind of voice: an actor's goes by what the actor is."""
    if speaker.key.kind != "actor":
        return speaker.key.kind  # type: ignore[return-value]  # keys are made with the kinds of voices
    kinds: dict[str, VoiceKind] = {"person": "named", "group": "group", "anonymous": "group"}
    return kinds.get(speaker.actor.kind, "organization") if speaker.actor is not None else "named"


def source_span(item: Statement) -> Span | None:
    """Where a statement names its source; None where it does not, or at too great a length."""
    source = item.source
    if source.page is None or source.start is None or source.end is None:
        return None
    if source.end - source.start > _EVIDENCE:
        return None
    return Span(source.page, source.start, source.end, source.text or "")


def plain(spans: Iterable[Span | None]) -> tuple[Span, ...]:
    """The spans as bare spans, one each."""
    bare = (Span(s.page, s.start, s.end, s.text) for s in spans if s is not None)
    return tuple(dict.fromkeys(bare))
