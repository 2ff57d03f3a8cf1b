"""Finding again what an anchor is about: by position first, then by quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from ..records import Actor, Anchor, Linked, Passage, Span, Statement, Voice
from ..spans import relocate

__all__ = ["find_actor", "find_passage", "find_statement", "find_voice", "nearest", "own_characters"]

R = TypeVar("R")


def find_actor(linked: Linked, anchor: Anchor | None) -> Actor | None:
    return _find(linked, anchor, linked.actors, lambda a: a.mentions)


def find_voice(linked: Linked, anchor: Anchor | None) -> Voice | None:
    by_voice: dict[str, list[Span]] = {}
    for s in linked.statements:
        by_voice.setdefault(s.voice or "", []).append(s.spans[0])
    return _find(linked, anchor, linked.voices, lambda v: v.evidence or by_voice.get(v.id, ()))


def find_statement(linked: Linked, anchor: Anchor | None) -> Statement | None:
    return _find(linked, anchor, linked.statements, lambda s: s.spans)


def find_passage(linked: Linked, anchor: Anchor | None) -> Passage | None:
    if anchor is None:
        return None
    exact = next((p for p in linked.passages if p.id == anchor.id), None)
    return exact or nearest(linked.passages, anchor)


def _find(
    linked: Linked, anchor: Anchor | None, records: Sequence[R], spans: Callable[[R], Iterable[Span]]
) -> R | None:
    """The record that stands where ``anchor`` does; of several the one that still has its id, or the first."""
    if anchor is None:
        return None
    if anchor.page is None or anchor.start is None:
        return next((r for r in records if getattr(r, "id", None) == anchor.id), None)
    text = next((p.text for p in linked.pages if p.id == anchor.page), None)
    start = relocate(text, anchor.start, anchor.text) if text is not None and anchor.text else None
    if start is None:
        return None
    there = (anchor.page, start, anchor.text)
    found = [r for r in records if any((s.page, s.start, s.text) == there for s in spans(r))]
    return next((r for r in found if getattr(r, "id", None) == anchor.id), found[0] if found else None)


def own_characters(passage: Passage, nested: list[Passage]) -> Callable[[Span], bool]:
    """Whether a span stands in ``passage`` itself, not in a passage nested in it."""

    def within(span: Span) -> bool:
        if span.page != passage.page or not passage.start <= span.start < passage.end:
            return False
        return not any(p.start <= span.start < p.end for p in nested)

    return within


def nearest(passages: Iterable[Passage], anchor: Anchor) -> Passage | None:
    """The passage that shares most with the anchor's characters, as a part of both."""
    start, end = anchor.start or 0, anchor.end or 0
    best, most = None, 0.0
    for p in passages:
        shared = min(p.end, end) - max(p.start, start)
        share = shared / (max(p.end, end) - min(p.start, start))
        if p.page == anchor.page and share > most:
            best, most = p, share
    return best
