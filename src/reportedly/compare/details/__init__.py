"""Details: one question about an episode, every value that any account gives, and how the values relate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ...frames import Frame, Slot, frames
from ...records import (
    Detail,
    Episode,
    Evidence,
    Linked,
    Modality,
    Position,
    PositionKind,
    Relation,
    Status,
    Value,
)
from ...spans import content_id
from ..answers import answers
from ..sheet import Sheet, sheets
from .episodes import Placer, generic_episodes
from .opposed import opposed
from .parallel import Parallel
from .relations import Group, merge, merge_plain, relate
from .twins import Twins
from .typing import Given, Typist
from .voices import Voices

__all__ = ["Found", "find_details", "restated"]

#: Evidence is cut to this many characters; a phrase is shorter.
_LONGEST = 280


class Found(NamedTuple):
    """The details of a case, and the episodes that only they show."""

    details: tuple[Detail, ...]
    episodes: tuple[Episode, ...]


def find_details(linked: Linked) -> Found:
    """Every detail of every episode, by episode, then in the order of the frame's slots."""
    known = frames()
    placer, typist, voices = Placer(linked), Typist(linked), Voices(linked)
    found: defaultdict[tuple[str, str], defaultdict[str, list[Given]]] = defaultdict(
        lambda: defaultdict(list)
    )
    present: defaultdict[str, dict[str, None]] = defaultdict(dict)
    read = sheets(linked)
    twins = Twins(linked, read)
    for sheet in read:
        for given, episode in _read(sheet, known.values(), typist, placer):
            found[episode, given.answer.frame][given.answer.slot].append(given)
            present[episode].setdefault(sheet.passage.id)
    order = {e.id: n for n, e in enumerate(linked.episodes)}
    made: list[Detail] = []
    for (episode, frame), slots in sorted(found.items(), key=lambda x: (order.get(x[0][0], 0), x[0])):
        for slot in known[frame].slots.values():
            if given_here := slots.get(slot.name):
                made.append(_detail(episode, slot, given_here, list(present[episode]), voices, twins))
    twins.extend(opposed(read, twins.may_be_one, lambda a, b: placer.shared(a, b) is not None))
    unasked, episodes = _unasked(list(twins.untold(made)), typist, placer)
    for (episode, kind, _), tellings in unasked.items():
        slot = known["generic"].slots[kind]
        accounts = present.get(episode) or {g.answer.sheet.passage.id: None for g in tellings}
        made.append(_detail(episode, slot, tellings, list(accounts), voices, twins))
    return Found(tuple(made), episodes)


_Key = tuple[str, str, frozenset[str]]


def _unasked(
    pairs: Sequence[Parallel], typist: Typist, placer: Placer
) -> tuple[dict[_Key, list[Given]], tuple[Episode, ...]]:
    """Parallel sentences that differ where no frame asks: the tellings by episode, type and both values."""
    shared = [placer.shared(p.first.passage.id, p.second.passage.id) for p in pairs]
    episodes, own = generic_episodes(p for p, e in zip(pairs, shared, strict=True) if e is None)
    found: dict[_Key, list[Given]] = {}
    for pair, episode in zip(pairs, shared, strict=True):
        ident = episode or own[pair.first.passage.id]
        tellings = found.setdefault(
            (ident, pair.kind, frozenset({pair.a.text.casefold(), pair.b.text.casefold()})), []
        )
        for span, sheet in ((pair.a, pair.first), (pair.b, pair.second)):
            given = typist.plain(pair.kind, span, sheet)
            if all(given.answer.value != other.answer.value for other in tellings):
                tellings.append(given)
    return found, episodes


def restated(linked: Linked) -> Callable[[Detail], Detail]:
    """Gives a detail that a person has taken values from its status anew."""
    voices = Voices(linked)
    return lambda detail: replace(detail, status=_status(detail.values, detail.relations, voices))


def _read(
    sheet: Sheet, known: Iterable[Frame], typist: Typist, placer: Placer
) -> Iterable[tuple[Given, str]]:
    by_name = {f.name: f for f in known}
    for answer in answers(sheet, by_name.values()):
        frame = by_name[answer.frame]
        episode = placer.episode(answer)
        if episode is None:
            continue
        given = typist.given(answer, frame, frame.slots[answer.slot])
        if given is not None:
            yield given, episode


def _detail(
    episode: str, slot: Slot, given: Sequence[Given], present: Sequence[str], voices: Voices, twins: Twins
) -> Detail:
    groups = merge_plain(given) if not slot.reads else merge(given, slot)
    for group in groups:
        first = group.given[0].answer
        group.id = content_id(
            "val", first.evidence.page, first.value.start, first.value.end, f"{slot.name}:{episode}"
        )
    relations = relate(groups, slot, voices, twins)
    values = tuple(_value(g, slot, voices) for g in groups)
    return Detail(
        content_id("d", values[0].evidence[0].page, values[0].evidence[0].start, values[0].evidence[0].end, f"{slot.name}:{episode}"),
        episode,
        slot.name,
        slot.question,
        _status(values, relations, voices),
        values,
        tuple(relations),
        tuple(_positions(groups, present)),
    )  # fmt: skip


def _value(group: Group, slot: Slot, voices: Voices) -> Value:
    typed, first = group.typed, group.given[0].answer
    modality: Modality = first.modality if typed.affirmed else "denied"
    if modality == "actual" and not typed.actual:
        modality = "conditional"  # an inference, an opinion or a question
    own = voices.roots(group.voices)
    return Value(
        group.id,
        typed.text if typed.affirmed else f"not {typed.text}",
        slot.type,
        _normalized(group),
        typed.unit,
        typed.counted,
        modality,
        _evidence(group.given),
        tuple(dict.fromkeys(g.answer.sheet.passage.id for g in group.given)),
        tuple(own),
        voices.independent(own),
        voices.ceiling(own, modality),
    )


def _evidence(given: Sequence[Given]) -> tuple[Evidence, ...]:
    found: dict[tuple[str, int, int], Evidence] = {}
    for one in given:
        span = one.answer.evidence
        end = min(span.end, span.start + _LONGEST)
        cut = one.answer.sheet.span(span.start, end)
        found.setdefault(
            (cut.page, cut.start, cut.end),
            Evidence(cut.page, cut.start, cut.end, cut.text, one.answer.sheet.passage.id, one.statement),
        )
    return tuple(e for e in found.values() if not any(_within(o, e) for o in found.values()))


def _within(inner: Evidence, outer: Evidence) -> bool:
    """Whether ``inner`` says the same in fewer words."""
    at = (inner.page, inner.start, inner.end)
    return at != (outer.page, outer.start, outer.end) and (
        inner.page == outer.page and outer.start <= inner.start and inner.end <= outer.end
    )


def _normalized(group: Group) -> str | None:
    typed = group.typed
    if typed.category:
        return typed.category
    if typed.date is not None:
        return str(typed.date)
    if typed.clock is not None:
        return f"T{typed.clock // 60:02d}:{typed.clock % 60:02d}"
    if typed.duration is not None:
        return str(typed.duration)
    if typed.type == "count":
        return _bounds(typed.low, typed.high, typed.approximate)
    return typed.text if typed.names else None


def _bounds(low: float | None, high: float | None, approximate: bool) -> str | None:
    about = "~" if approximate else ""
    if low is not None and low == high:
        return f"{about}{low:g}"
    if low is not None and high is not None:
        return f"{about}{low:g}-{high:g}"
    if low is not None:
        return f"{about}>={low:g}"
    return f"{about}<={high:g}" if high is not None else None


def _status(values: Sequence[Value], relations: Sequence[Relation], voices: Voices) -> Status:
    """The first that holds, from the top of the contract's table."""
    if any(r.kind == "contradicts" for r in relations):
        return "contradicted"
    if len(voices.roots(v for value in values for v in value.voices)) == 1:
        return "single_voice"
    if any(value.independent[0] >= 2 for value in values):
        return "agreed"
    if any(value.independent[1] >= 2 for value in values) or not all(value.voices for value in values):
        return "independence_unknown"
    return "refined"


def _positions(groups: Sequence[Group], present: Sequence[str]) -> Iterable[Position]:
    """What every account of the episode says to the question; silence is not denial."""
    for account in present:
        said = False
        for group in groups:
            if account in group.passages:
                said = True
                yield Position(account, _position(group), group.id)
        if not said:
            yield Position(account, "silent")


def _position(group: Group) -> PositionKind:
    if group.typed.category == "no_comment":
        return "no_comment"
    return "denies" if not group.typed.affirmed or group.typed.category == "denied" else "says"
