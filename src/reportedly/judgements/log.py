"""Writing judgements, and reading which of them hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeVar, get_args

import msgspec

from ..dates import Date, DateError
from ..errors import InputError, NotFound
from ..records import Anchor, Comparison, Dossier, Judgement, Page, Passage, Span, Stance, Statement
from ..spans import make_span

__all__ = [
    "ACTS",
    "COMPARED_ACTS",
    "GRADE",
    "MARKS",
    "changes",
    "correct",
    "effective",
    "join_episodes",
    "mark",
    "mark_pair",
    "marked",
    "merge",
    "move_value",
    "reject",
    "rename_question",
    "set_field",
    "split",
    "undo",
]

#: What enters after ``compare``: it changes details and episodes, and what was read stays as it is.
COMPARED_ACTS = ("reject_value", "move_value", "make_question", "rename_question", "join_episodes")

#: What is kept beside the record: what a person thinks of it, or has seen.  Of these only a pair of the queue that was
#: looked at, and two voices that are ``different``, change anything: the one leaves the queue, the others are shown to be
#: distinct.
MARKS = ("star", "note", "grade", "seen", "same", "different")

ACTS = (
    "merge_actors",
    "merge_voices",
    "split_actor",
    "split_voice",
    "reject_statement",
    "correct_source",
    "correct_stance",
    "correct_span",
    "set_date",
    "set_author",
    "set_publisher",
    *COMPARED_ACTS,
    *MARKS,
    "undo",
)

#: An Admiralty grade: reliability of the source, credibility of the information, or both.
GRADE = re.compile(r"[A-F]?[1-6]?")

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


def changes(judgement: Judgement) -> Literal["nothing", "compared", "linked"]:
    """What a judgement changes: what ``link`` makes, only what ``compare`` found, or nothing.

    Raises :class:`ValueError` for an undoing, which changes what the undone changed.
    """
    if judgement.act == "undo":
        raise ValueError("an undoing changes what the judgement that it takes back changed")
    if judgement.act in COMPARED_ACTS or (judgement.act in MARKS and judgement.value == "comparison"):
        return "compared"
    if judgement.act in MARKS and not (judgement.act == "different" and judgement.value == "voice"):
        return "nothing"
    return "linked"


# ------------------------------------------------------------------ making them


def merge(dossier: Dossier, kind: str, a: str, b: str, **signed: Any) -> Judgement:
    """That ``a`` and ``b`` are one; ``kind`` is actor or voice.  ``signed``: who, at, why."""
    if a == b:
        raise InputError(f"{a} cannot be merged with itself; name two.")
    return _sign(f"merge_{kind}s", _anchor(dossier, kind, a), _anchor(dossier, kind, b), **signed)


def split(dossier: Dossier, kind: str, ident: str, passage: str, **signed: Any) -> Judgement:
    """That in the account ``passage`` the actor or voice ``ident`` is somebody else."""
    text = {p.id: p.text for p in dossier.pages}
    account = _with_id(dossier.passages, passage)
    head = make_span(account.page, text[account.page], account.start, min(account.end, account.start + _HEAD))
    where = Anchor(passage, account.page, account.start, account.end, head.text if head else None)
    return _sign(f"split_{kind}", _anchor(dossier, kind, ident), where, **signed)


def reject(dossier: Dossier, kind: str, ident: str, **signed: Any) -> Judgement:
    """That a statement or a value was misread; ``kind`` is statement or value."""
    slot = next((d.slot for d in dossier.details for v in d.values if v.id == ident), None)
    value = slot if kind == "value" else None
    return _sign(f"reject_{kind}", _anchor(dossier, kind, ident), value=value, **signed)


def correct(dossier: Dossier, ident: str, field: str, value: str, **signed: Any) -> Judgement:
    """What the source (a name), the stance or the span ("start-end" on its page) of the statement ``ident`` is.

    Raises :class:`InputError` where there is no such field, stance or span.
    """
    statement = _with_id(dossier.statements, ident)
    anchor = _anchor(dossier, "statement", ident)
    if field == "span":
        page = _with_id(dossier.pages, statement.page)
        start, _, end = value.partition("-")
        span = make_span(page.id, page.text, int(start), int(end)) if (start + end).isdigit() else None
        if span is None:
            raise InputError(f"{value!r} is no span of {page.file}; write it as start-end, in characters.")
        return _sign(
            "correct_span", anchor, Anchor(None, span.page, span.start, span.end, span.text), **signed
        )
    if field == "stance" and value not in get_args(Stance):
        raise InputError(f"{value!r} is no stance; name one of {', '.join(get_args(Stance))}.")
    if field not in ("source", "stance") or not value.strip():
        raise InputError(f"{field!r} cannot be corrected to {value!r}; name source, stance or span.")
    return _sign(f"correct_{field}", anchor, value=value.strip(), **signed)


def move_value(
    dossier: Dossier, ident: str, detail: str | None, question: str | None = None, **signed: Any
) -> Judgement:
    """That the value ``ident`` answers the detail ``detail``, or else a new ``question``."""
    anchor = _anchor(dossier, "value", ident)
    if detail is not None:
        return _sign("move_value", anchor, _anchor(dossier, "detail", detail), **signed)
    if not question or not question.strip():
        raise InputError("A value moves to a question; name one, or word a new one.")
    return _sign("make_question", anchor, value=question.strip(), **signed)


def rename_question(dossier: Dossier, ident: str, question: str, **signed: Any) -> Judgement:
    """How the question of the detail ``ident`` is worded."""
    if not question.strip():
        raise InputError("A question needs words.")
    return _sign("rename_question", _anchor(dossier, "detail", ident), value=question.strip(), **signed)


def join_episodes(dossier: Dossier, a: str, b: str, **signed: Any) -> Judgement:
    """That the episode ``b`` is part of the episode ``a``."""
    if a == b:
        raise InputError(f"{a} cannot be joined with itself; name two.")
    return _sign("join_episodes", _anchor(dossier, "episode", a), _anchor(dossier, "episode", b), **signed)


def mark(
    dossier: Dossier, act: str, kind: str, ident: str, value: str | None = None, **signed: Any
) -> Judgement:
    """What a person thinks of a record, or that it was seen: one of :data:`MARKS`, with the note or the grade.

    Raises :class:`InputError` for a grade that is none ("B", "2", "B2") and for an empty note.
    """
    if act == "grade" and not (value and GRADE.fullmatch(value)):
        raise InputError(f"{value!r} is no Admiralty grade; write A to F, 1 to 6, or both, as in B2.")
    if act == "note" and not (value and value.strip()):
        raise InputError("A note needs words.")
    return _sign(act, _anchor(dossier, kind, ident), value=value, **signed)


def mark_pair(
    dossier: Dossier, act: str, kind: str, a: str, b: str | None = None, **signed: Any
) -> Judgement:
    """That two things are the ``same`` or ``different``, or were ``seen`` together.

    ``kind`` is ``comparison``, where ``a`` is a pair of the queue, or ``actor`` or ``voice``, of ``a`` and ``b``.
    """
    if kind == "comparison":
        row = _with_id(dossier.comparisons, a)
        first, second = (Anchor(None, s.page, s.start, s.end, s.text) for s in (row.a, row.b))
        return _sign(act, first, second, value="comparison", **signed)
    assert b is not None, "a pair of actors or voices has two ids"
    return _sign(act, _anchor(dossier, kind, a), _anchor(dossier, kind, b), value=kind, **signed)


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


R = TypeVar("R", Comparison, Page, Passage, Statement)


def _with_id(records: Iterable[R], ident: str) -> R:
    found = next((r for r in records if r.id == ident), None)
    if found is None:
        raise NotFound(f"The case no longer holds {ident!r}; load it again, and judge what is there.")
    return found


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
    spans: list[Span] = []
    if kind == "actor":
        spans = [m for a in dossier.actors if a.id == ident for m in a.mentions]
    elif kind == "voice":
        spans = [e for v in dossier.voices if v.id == ident for e in v.evidence]
        spans = spans or [_content(s) for s in dossier.statements if s.voice == ident]
    elif kind == "statement":
        spans = [_content(s) for s in dossier.statements if s.id == ident]
    elif kind == "detail":
        spans = [e for d in dossier.details if d.id == ident for v in d.values for e in v.evidence]
    elif kind == "episode":
        own = [e for d in dossier.details if d.episode == ident for v in d.values for e in v.evidence]
        spans = [e for p in dossier.episodes if p.id == ident for e in p.evidence] or [*own]
    elif kind == "value":
        spans = [e for d in dossier.details for v in d.values if v.id == ident for e in v.evidence]
    elif kind == "check":
        spans = [c.part for c in dossier.citation_checks if c.id == ident]
    return spans[0] if spans else None


def _content(statement: Statement) -> Span:
    return statement.spans[0]
