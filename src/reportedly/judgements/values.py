"""Judgements on what ``compare`` found: values, questions, episodes, and pairs that a person has looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from ..records import Anchor, Compared, Detail, Finding, Judgement, Span, Value
from ..spans import content_id
from .log import COMPARED_ACTS, effective

__all__ = ["apply_to_compared", "lost"]

#: Gives a detail whose values have changed its status anew.
Restate = Callable[[Detail], Detail]


def apply_to_compared(
    compared: Compared, log: Sequence[Judgement], restate: Restate | None = None
) -> Compared:
    """Details, episodes and the queue as a person has judged them.

    A value that was rejected is gone, and so is a detail that rests on nothing any more.  A judgement that no longer
    finds its place becomes a finding of kind ``judgement``.
    """
    missed: list[Finding] = []
    for judgement in effective(log):
        if judgement.act in COMPARED_ACTS:
            changed = _ACTS[judgement.act](compared, judgement, restate or (lambda detail: detail))
            if changed is None:
                missed.append(lost(judgement))
            else:
                compared = changed
        elif judgement.act in ("same", "different", "seen") and judgement.value == "comparison":
            compared = _without_pair(compared, judgement)
    return replace(compared, findings=(*compared.findings, *missed)) if missed else compared


def lost(judgement: Judgement) -> Finding:
    """What is told of a judgement that no longer finds what it is about."""
    quote = f" ({judgement.anchor.text[:60]!r})" if judgement.anchor.text else ""
    return Finding(
        judgement.anchor.page or "",
        "judgement",
        f"Judgement {judgement.id} ({judgement.act}) no longer finds what it is about{quote}; "
        "undo it, or judge again.",
    )


# ------------------------------------------------------------------ values and questions


def _reject(compared: Compared, judgement: Judgement, restate: Restate) -> Compared | None:
    """Without the values that a quote gives for one question."""
    same = [d for d in compared.details if d.slot == judgement.value and _quoted(d, judgement.anchor)]
    if not same:
        return None
    gone = {d.id: _quoted(d, judgement.anchor) for d in same}
    details = (_without(d, gone[d.id], restate) if d.id in gone else d for d in compared.details)
    return replace(compared, details=tuple(d for d in details if d is not None))


def _move(compared: Compared, judgement: Judgement, restate: Restate) -> Compared | None:
    """With a value among the answers to another question."""
    home, value = _value(compared, judgement.anchor)
    target = _detail(compared, judgement.with_)
    if home is None or value is None or target is None:
        return None
    return compared if home.id == target.id else _moved(compared, home, value, target, restate)


def _make(compared: Compared, judgement: Judgement, restate: Restate) -> Compared | None:
    """With a value as the first answer to a question of its own."""
    home, value = _value(compared, judgement.anchor)
    if home is None or value is None:
        return None
    ident = content_id(
        "d", judgement.anchor.page or "", judgement.anchor.start or 0, 0, judgement.value or ""
    )
    made = Detail(ident, home.episode, home.slot, judgement.value or "", "single_voice")
    with_made = replace(compared, details=(*compared.details, made))
    return _moved(with_made, home, value, made, restate)


def _rename(compared: Compared, judgement: Judgement, restate: Restate) -> Compared | None:
    """With another wording of a question."""
    found = _detail(compared, judgement.anchor)
    if found is None:
        return None
    renamed = replace(found, question=judgement.value or found.question)
    return replace(compared, details=tuple(renamed if d.id == found.id else d for d in compared.details))


def _join(compared: Compared, judgement: Judgement, restate: Restate) -> Compared | None:
    """With the questions of one episode asked of another."""
    kept, gone = (_episode(compared, a) for a in (judgement.anchor, judgement.with_))
    if kept is None or gone is None:
        return None
    details = tuple(replace(d, episode=kept) if d.episode == gone else d for d in compared.details)
    return replace(compared, details=details)


_ACTS: dict[str, Callable[[Compared, Judgement, Restate], Compared | None]] = {
    "reject_value": _reject,
    "move_value": _move,
    "make_question": _make,
    "rename_question": _rename,
    "join_episodes": _join,
}


def _moved(compared: Compared, home: Detail, value: Value, target: Detail, restate: Restate) -> Compared:
    left = _without(home, {value.id}, restate)
    told = tuple(p for p in home.positions if p.value == value.id)
    accounts = {p.account for p in told}
    grown = restate(
        replace(
            target,
            values=(*target.values, value),
            positions=(*(p for p in target.positions if p.account not in accounts), *told),
        )
    )
    details = (left if d.id == home.id else (grown if d.id == target.id else d) for d in compared.details)
    return replace(compared, details=tuple(d for d in details if d is not None))


def _without(detail: Detail, gone: set[str], restate: Restate) -> Detail | None:
    left = tuple(v for v in detail.values if v.id not in gone)
    if not left:
        return None
    positions = tuple(
        replace(p, position="silent", value=None) if p.value in gone else p for p in detail.positions
    )
    relations = tuple(r for r in detail.relations if not gone & {r.a, r.b})
    return restate(replace(detail, values=left, relations=relations, positions=positions))


# ------------------------------------------------------------------ finding again


def _quoted(detail: Detail, anchor: Anchor) -> set[str]:
    """The values of ``detail`` that rest on what ``anchor`` quotes: at its place, else wherever it stands."""
    quoted = [
        (v.id, e.start)
        for v in detail.values
        for e in v.evidence
        if (e.page, e.text) == (anchor.page, anchor.text)
    ]
    return {v for v, start in quoted if start == anchor.start} or {v for v, _ in quoted}


def _value(compared: Compared, anchor: Anchor) -> tuple[Detail, Value] | tuple[None, None]:
    """The value with the anchor's id, else the first that rests on its quote."""
    every = [(d, v) for d in compared.details for v in d.values]
    own = next(((d, v) for d, v in every if v.id == anchor.id), None)
    quoting = ((d, v) for d, v in every if v.id in _quoted(d, anchor))
    return own or next(quoting, (None, None))


def _detail(compared: Compared, anchor: Anchor | None) -> Detail | None:
    if anchor is None:
        return None
    own = (d for d in compared.details if d.id == anchor.id)
    return next(own, None) or next((d for d in compared.details if _quoted(d, anchor)), None)


def _episode(compared: Compared, anchor: Anchor | None) -> str | None:
    """The id of the episode that has questions under the anchor's id, else of that of the quoted answer."""
    if anchor is None:
        return None
    if any(d.episode == anchor.id for d in compared.details):
        return anchor.id
    return next((d.episode for d in compared.details if _quoted(d, anchor)), None)


# ------------------------------------------------------------------ the queue


def _without_pair(compared: Compared, judgement: Judgement) -> Compared:
    judged = {_place(judgement.anchor), _place(judgement.with_)}
    kept = (c for c in compared.comparisons if {_place(c.a), _place(c.b)} != judged)
    return replace(compared, comparisons=tuple(kept))


def _place(at: Anchor | Span | None) -> tuple[object, ...]:
    return (at.page, at.start, at.text) if at else ()
