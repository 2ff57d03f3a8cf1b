"""``link``: same actor, event, voice and account across pages; dates solved; a person's judgements enter."""

from __future__ import annotations

from collections.abc import Sequence

from ..judgements import apply_to_linked, apply_to_readings
from ..records import Extraction, Judgement, Linked, Reading
from .accounts.derivation import derive
from .happenings.affairs import part_affairs
from .happenings.episodes import find_episodes, with_events
from .happenings.events import find_events
from .parties.actors import find_actors
from .time.published import date_pages
from .voices import find_voices, prepare

__all__ = ["link"]


def link(
    readings: Sequence[Reading], extractions: Sequence[Extraction], judgements: Sequence[Judgement] = ()
) -> Linked:
    """Everything that lies across pages."""
    readings = apply_to_readings(readings, judgements)
    statements = tuple(s for e in extractions for s in e.statements)
    derived = derive(readings, statements)
    readings, dates, dating = date_pages(readings, extractions, derived.links)
    mentions = tuple(m for e in extractions for m in e.mentions)
    clauses = tuple(c for e in extractions for c in e.clauses)
    actors = find_actors(mentions, clauses, _outlets(readings))
    quantities = tuple(q for e in extractions for q in e.quantities)
    passages = tuple(p for r in readings for p in r.passages)
    affair_of = part_affairs(readings)
    episodes = find_episodes(passages, clauses, dates, mentions, actors.actors, actors.actor_of, affair_of)
    ground = prepare(
        passages, statements, mentions, actors.actors, actors.actor_of, derived.cites, derived.links,
        derived.account_of, {r.page.id: r.page.text for r in readings},
    )  # fmt: skip
    voices = find_voices(ground)
    events = find_events(
        passages, clauses, dates, mentions, actors.actors, actors.actor_of, affair_of, voices.statements
    )
    linked = Linked(
        voices=voices.voices,
        voice_relations=voices.relations,
        events=with_events(episodes, events.events, events.event_of),
        event_of=events.event_of,
        links=derived.links,
        account_of=derived.account_of,
        affair_of=affair_of,
        cites=derived.cites,
        altered=derived.altered,
        pages=tuple(r.page for r in readings),
        passages=passages,
        dates=dates,
        statements=voices.statements,
        findings=(
            *(f for r in readings for f in r.findings),
            *(f for e in extractions for f in e.findings),
            *dating,
        ),
        mentions=mentions,
        clauses=clauses,
        actors=actors.actors,
        actor_of=actors.actor_of,
        episodes=episodes.episodes,
        episode_of=episodes.episode_of,
        told_in=episodes.told_in,
        quantities=quantities,
    )
    return apply_to_linked(linked, judgements)


def _outlets(readings: Sequence[Reading]) -> list[str]:
    """The names of publications and agencies that the pages and passages bear."""
    passages = [p for r in readings for p in r.passages]
    pages = [r.page for r in readings]
    return [
        name
        for row in (*((p.publisher, p.agency) for p in pages), *((p.publisher, p.agency) for p in passages))
        for name in row
        if name
    ]
