"""Search: words over everything, narrowed by voice, actor, stance and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..records import Detail, Statement, Voice
from ..show.view import View
from .desk import Desk

__all__ = ["Asked", "Found", "find", "stances"]

#: So many of each kind are shown.
_MOST = 30


class Asked(NamedTuple):
    """What is asked for: words, a voice by id or name, an actor's name, a stance, and when an account was published."""

    q: str = ""
    voice: str = ""
    actor: str = ""
    stance: str = ""
    since: str = ""
    until: str = ""


class Found(NamedTuple):
    """What holds it: questions, voices, statements, and pages with their snippets; ``more`` statements were left out."""

    questions: list[Detail]
    voices: list[Voice]
    statements: list[Statement]
    pages: list[tuple[str, str]]
    more: int


def find(desk: Desk, asked: Asked) -> Found:
    """Everything that answers ``asked``; what is narrowed by voice, actor, stance or time are statements."""
    view = desk.view
    words = [w.casefold() for w in asked.q.split()]
    narrowed = any(asked[1:])
    statements = list(_statements(view, asked, words))
    questions: list[Detail] = []
    voices: list[Voice] = []
    pages: list[tuple[str, str]] = []
    if words and not narrowed:
        questions = [d for d in view.details_of() if _holds(_told(d), words)][:_MOST]
        voices = [v for v in view.dossier.voices if _holds(v.name, words)][:_MOST]
        pages = [row for row in desk.search(asked.q, _MOST) if row[0] in view.pages]
    return Found(questions, voices, statements[:_MOST], pages, max(0, len(statements) - _MOST))


def stances(view: View) -> list[str]:
    """The stances that statements of the case have."""
    return sorted({s.stance for s in view.dossier.statements})


def _told(detail: Detail) -> str:
    return " ".join((detail.question, *(v.value for v in detail.values)))


def _holds(text: str, words: list[str]) -> bool:
    low = text.casefold()
    return all(word in low for word in words)


def _statements(view: View, asked: Asked, words: list[str]) -> Iterator[Statement]:
    actors = {
        a.id for a in view.dossier.actors if asked.actor and asked.actor.casefold() in a.name.casefold()
    }
    voices = _voices(view, asked.voice)
    for s in view.dossier.statements:
        if s.mode == "narration" or (asked.stance and s.stance != asked.stance):
            continue
        if (asked.voice and s.voice not in voices) or (asked.actor and s.source.actor not in actors):
            continue
        if (asked.since or asked.until) and not _within(view.published(s.passage), asked):
            continue
        if _holds(" ".join(span.text for span in s.spans), words):
            yield s


def _voices(view: View, asked: str) -> set[str]:
    if asked in view.voices:
        return {asked}
    return {v.id for v in view.dossier.voices if asked and asked.casefold() in v.name.casefold()}


def _within(edtf: str, asked: Asked) -> bool:
    day = re.match(r"\d{4}(-\d\d){0,2}", edtf)
    if day is None:
        return False
    length = len(day.group())
    return (not asked.since or day.group() >= asked.since[:length]) and (
        not asked.until or day.group() <= asked.until[:length]
    )
