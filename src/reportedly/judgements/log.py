"""Writing judgements, and reading which of them hold."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from ..dates import Date, DateError
from ..errors import InputError, NotFound
from ..records import Anchor, Dossier, Judgement, Span, Statement
from ..spans import make_span

__all__ = ["ACTS", "effective", "marked", "merge", "reject", "set_field", "split", "undo"]

ACTS = (
    "merge_actors",
    "merge_voices",
    "split_actor",
    "split_voice",
    "reject_statement",
    "reject_value",
    "set_date",
    "set_author",
    "set_publisher",
    "undo",
)

#: How much of a passage stands in an anchor to it, in characters.
_HEAD = 80


# ------------------------------------------------------------------ which of them hold


def _undone(log: Sequence[Judgement]) -> set[str]:
    """Ids that an undoing names which is not itself undone; later ones are weighed first."""
    undone: set[str] = set()
    for judgement in reversed(log):
        if judgement.act == "undo" and judgement.id not in undone and judgement.anchor.id:
            undone.add(judgement.anchor.id)
    return undone


def marked(log: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The log with ``undone`` told of every judgement."""
    undone = _undone(log)
    return tuple(msgspec.structs.replace(j, undone=j.id in undone) for j in log)


def effective(log: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that hold, oldest first: neither undone nor an undoing."""
    undone = _undone(log)
    return tuple(j for j in log if j.act != "undo" and j.id not in undone)


# ------------------------------------------------------------------ making them


def merge(dossier: Dossier, kind: str, a: str, b: str, **signed: Any) -> Judgement:
    """That ``a`` and ``b`` are one; ``kind`` is actor or voice.  ``signed``: who, at, why."""
    if a == b:
        raise InputError(f"{a} cannot be merged with itself; name two.")
    return _sign(f"merge_{kind}s", _anchor(dossier, kind, a), _anchor(dossier, kind, b), **signed)


def split(dossier: Dossier, kind: str, ident: str, passage: str, **signed: Any) -> Judgement:
    """That in the account ``passage`` the actor or voice ``ident`` is somebody else."""
    text = {p.id: p.text for p in dossier.pages}
    account = next(p for p in dossier.passages if p.id == passage)
    head = make_span(account.page, text[account.page], account.start, min(account.end, account.start + _HEAD))
    where = Anchor(passage, account.page, account.start, account.end, head.text if head else None)
    return _sign(f"split_{kind}", _anchor(dossier, kind, ident), where, **signed)


def reject(dossier: Dossier, kind: str, ident: str, **signed: Any) -> Judgement:
    """That a statement or a value was misread; ``kind`` is statement or value."""
    slot = next((d.slot for d in dossier.details for v in d.values if v.id == ident), None)
    value = slot if kind == "value" else None
    return _sign(f"reject_{kind}", _anchor(dossier, kind, ident), value=value, **signed)


def set_field(dossier: Dossier, ident: str, field: str, value: str, **signed: Any) -> Judgement:
    """What the date, author or publisher of a page (or of one of its passages) is.

    Raises :class:`InputError` where a date is not EDTF.
    """
    if field == "date":
        try:
            Date.parse(value)
        except DateError as error:
            raise InputError(
                f"{value!r} is not a date; write it as EDTF, such as 2006-05-02 or 2006-05."
            ) from error
    passage = next((p for p in dossier.passages if p.id == ident), None)
    if passage is None:
        anchor = Anchor(ident, ident)
    else:
        anchor = Anchor(ident, passage.page, passage.start, passage.end)
    return _sign(f"set_{field}", anchor, value=value, **signed)


def undo(log: Sequence[Judgement], ident: str, **signed: Any) -> Judgement:
    """That the judgement ``ident`` no longer holds; of an undoing, that what it undid holds again."""
    known = {j.id: j for j in marked(log)}
    if ident not in known:
        raise NotFound(f"The log holds no judgement {ident!r}; `reportedly judge CASE log` lists it.")
    if known[ident].undone:
        raise InputError(f"{ident} is undone already; undo the undoing to have it again.")
    return _sign("undo", Anchor(ident), **signed)


def _sign(
    act: str,
    anchor: Anchor,
    other: Anchor | None = None,
    *,
    value: str | None = None,
    who: str,
    at: str,
    why: str | None = None,
) -> Judgement:
    unsigned = Judgement("", at, who, act, anchor, other, value, why)
    digest = hashlib.sha256(msgspec.json.encode(unsigned, order="deterministic")).hexdigest()
    return msgspec.structs.replace(unsigned, id=f"j-{digest[:12]}")


def _anchor(dossier: Dossier, kind: str, ident: str) -> Anchor:
    """Where ``ident`` first stands, by position and quote."""
    span = _first_span(dossier, kind, ident)
    if span is None:
        return Anchor(ident)
    return Anchor(ident, span.page, span.start, span.end, span.text)


def _first_span(dossier: Dossier, kind: str, ident: str) -> Span | None:
    if kind == "actor":
        spans = [m for a in dossier.actors if a.id == ident for m in a.mentions]
    elif kind == "voice":
        spans = [e for v in dossier.voices if v.id == ident for e in v.evidence]
        spans = spans or [_content(s) for s in dossier.statements if s.voice == ident]
    elif kind == "statement":
        spans = [_content(s) for s in dossier.statements if s.id == ident]
    else:
        spans = [e for d in dossier.details for v in d.values if v.id == ident for e in v.evidence]
    return spans[0] if spans else None


def _content(statement: Statement) -> Span:
    return statement.spans[0]
