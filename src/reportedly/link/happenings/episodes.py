"""Episodes: what happened in an affair; one an affair, unless its accounts plainly tell of two things.

Two things are told where nothing that one group of accounts dates lies near anything that the other dates, and either
group is more than one account of many.  Every account of the affair tells of its episode, and so do
all its clauses, but those whose own days lie far from it: a precedent, an anniversary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

import msgspec

from ...frames import frames
from ...records import Actor, Clause, DateMention, Episode, Event, Mention, Passage, Span
from ..parties.actors import ActorIndex
from ..parties.sides import Sides
from .acts import LEADING, TALKS, Act, acts_of
from .dating import Dating
from .taking_part import find_parties
from .timespans import When, days_of, parse
from .titles import place_of, title_of

__all__ = ["Episodes", "find_episodes", "with_events"]

#: A clause whose days are further than this from its episode's time tells of something else.
_FAR = 100
#: Days this near to each other are days of one thing.
_NEAR = timedelta(days=45)
#: What is split off must be told by so many accounts, or by this share of the affair's.
_APART, _SHARE = 2, 0.34
_EVIDENCE = 12
#: A frame fits where this share of the accounts tells of its kind of event.
_FITS = 0.3

_Row = TypeVar("_Row", Clause, Mention)


class Episodes(NamedTuple):
    """The episodes of a case, which clause tells of which, and which passage tells of which."""

    episodes: tuple[Episode, ...]
    episode_of: dict[str, str]
    told_in: dict[str, tuple[str, ...]]


class _Case(NamedTuple):
    sides: Sides
    dating: Dating
    by_id: dict[str, Clause]
    clauses: dict[str, list[Clause]]  # by passage
    mentions: dict[str, list[Mention]]  # by passage
    actor_of: Mapping[str, str]


def find_episodes(
    passages: Sequence[Passage],
    clauses: Sequence[Clause],
    dates: Iterable[DateMention],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    actor_of: dict[str, str],
    affair_of: Mapping[str, str],
) -> Episodes:
    """The episodes of the case; passages, clauses and mentions stand in page order."""
    case = _Case(
        Sides(actors, ActorIndex(mentions, actor_of)),
        Dating(passages, clauses, dates),
        {c.id: c for c in clauses},
        _by_passage(clauses),
        _by_passage(mentions),
        actor_of,
    )
    affairs: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.id in affair_of:
            affairs[affair_of[passage.id]].append(passage)
    made: list[Episode] = []
    episode_of: dict[str, str] = {}
    told_in: dict[str, tuple[str, ...]] = {}
    for affair in affairs.values():
        for part in _parts(affair, case):
            episode = _describe(part, case)
            made.append(episode)
            told_in.update((p.id, (episode.id,)) for p in part)
            episode_of.update(
                (c.id, episode.id)
                for p in part
                for c in case.clauses[p.id]
                if not _far(c, _time(episode), case)
            )
    return Episodes(tuple(made), episode_of, told_in)


def with_events(episodes: Episodes, events: Sequence[Event], event_of: dict[str, str]) -> tuple[Event, ...]:
    """``events`` with the episode that most of their clauses tell of."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for clause, event in event_of.items():
        if clause in episodes.episode_of:
            votes[event][episodes.episode_of[clause]] += 1
    return tuple(
        msgspec.structs.replace(
            e, episode=min(votes[e.id], key=lambda k: (-votes[e.id][k], k)) if votes[e.id] else None
        )
        for e in events
    )


def _by_passage(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.passage].append(row)
    return found


# ------------------------------------------------------------------ one thing or two


def _parts(affair: Sequence[Passage], case: _Case) -> list[list[Passage]]:
    """The affair's passages by what they tell of: nearly always one list."""
    acts = acts_of((c for p in affair for c in case.clauses[p.id]), {p.id: p for p in affair})
    leading = {c.id for act in acts[:LEADING] for c in act.clauses}
    main: dict[str, list[When]] = defaultdict(list)
    every: dict[str, list[When]] = defaultdict(list)
    for passage in affair:
        for clause in case.clauses[passage.id]:
            days = [w for w in map(parse, case.dating.days(clause)) if w is not None]
            every[passage.page] += days
            if clause.id in leading:
                main[passage.page] += [w for w in days if w.exact]
    blocks = _blocks(w for own in main.values() for w in own)
    if len(blocks) < 2:
        return [list(affair)]
    groups = _together(blocks, every)
    pages = list(dict.fromkeys(p.page for p in affair))
    of_page = {page: groups[_block(own, blocks)] for page, own in main.items() if own}
    sizes = Counter(of_page.values())
    largest = min(sizes, key=lambda g: (-sizes[g], g))
    apart = {
        g for g, size in sizes.items() if g != largest and (size >= _APART or size >= _SHARE * len(pages))
    }
    found: dict[int, list[Passage]] = defaultdict(list)
    for passage in affair:
        group = of_page.get(passage.page, largest)
        found[group if group in apart else largest].append(passage)
    return list(found.values())


def _blocks(days: Iterable[When]) -> list[When]:
    """Stretches of time without a gap of more than :data:`_NEAR` twice."""
    found: list[When] = []
    for when in sorted(days):
        if found and when.first - found[-1].last <= 2 * _NEAR:
            found[-1] = When(found[-1].first, max(found[-1].last, when.last), False)
        else:
            found.append(when)
    return found


def _block(days: Sequence[When], blocks: Sequence[When]) -> int:
    """The block in which most of an account's days lie."""
    counts = Counter(n for w in days for n, b in enumerate(blocks) if b.gap(w) == 0)
    return min(counts, key=lambda n: (-counts[n], n))


def _together(blocks: Sequence[When], every: Mapping[str, Sequence[When]]) -> list[int]:
    """The group of each block: blocks that one account dates something near to are of one thing."""
    home = list(range(len(blocks)))
    for days in every.values():
        touched = sorted({home[n] for n, b in enumerate(blocks) for w in days if b.gap(w) <= _NEAR.days})
        for other in touched[1:]:
            home = [touched[0] if h == other else h for h in home]
    return home


# ------------------------------------------------------------------ the record


def _describe(part: Sequence[Passage], case: _Case) -> Episode:
    passages = {p.id: p for p in part}
    own = [c for p in part for c in case.clauses[p.id]]
    acts = acts_of(own, passages)
    leading = acts[:LEADING]
    parties = find_parties(leading, case.sides, case.by_id, len({p.page for p in part}))
    when = _when(leading, case) or days_of(_days_by_page(own, case).values())
    telling = [p for p in part if p.kind != "comment"]
    mentions = (m for p in telling for m in case.mentions[p.id])
    place = place_of(leading, mentions, case.sides, case.actor_of)
    heads = [p.title for p in telling if p.title]
    title = title_of(acts, parties, when, place, heads, case.sides)
    first: dict[str, Clause] = {}
    for clause in (c for act in leading for c in act.clauses):
        first.setdefault(clause.passage, clause)
    return Episode(
        f"ep{part[0].id[1:]}",
        title,
        _frame((c for c in own if not _far(c, when, case)), passages),
        parties.actors,
        when.first.isoformat() if when else None,
        when.last.isoformat() if when else None,
        tuple(Span(c.page, c.start, c.end, c.text) for c in first.values())[:_EVIDENCE],
        parties.quotes,
    )


def _when(acts: Sequence[Act], case: _Case) -> When | None:
    """When the leading acts happened, by the accounts."""
    own = _days_by_page((c for act in acts for c in act.clauses), case)
    return days_of(own.values(), lasting=bool(acts) and acts[0].key == TALKS)


def _days_by_page(clauses: Iterable[Clause], case: _Case) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for clause in clauses:
        found[clause.page] += case.dating.days(clause)
    return found


def _frame(clauses: Iterable[Clause], passages: Mapping[str, Passage]) -> str | None:
    """The frame of whose kind of event most accounts tell; None where it is told by few."""
    pages: dict[str, set[str]] = defaultdict(set)
    told: Counter[str] = Counter()
    for clause in clauses:
        for frame in frames().values():
            if frame.tells(clause):
                pages[frame.name].add(clause.page)
                told[frame.name] += 1
    accounts = len({p.page for p in passages.values()})
    order = list(frames())
    best = min(
        pages, key=lambda f: (frames()[f].beside, -len(pages[f]), -told[f], order.index(f)), default=None
    )
    return best if best is not None and len(pages[best]) >= _FITS * accounts else None


def _time(episode: Episode) -> When | None:
    if episode.earliest is None or episode.latest is None:
        return None
    return When(date.fromisoformat(episode.earliest), date.fromisoformat(episode.latest), False)


def _far(clause: Clause, time: When | None, case: _Case) -> bool:
    """Whether all days of a clause lie far from the episode's time."""
    when = [w for w in map(parse, case.dating.days(clause)) if w is not None]
    return bool(when) and time is not None and all(time.gap(w) > _FAR for w in when)
