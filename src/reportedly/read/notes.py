"""Corrections and editors' notes: what a publication says of its own text, in a paragraph of its own.

They are the publisher's words, not the author's, and often withdraw what the text says; so they
become passages inside the text that they are about, with their role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..records import Passage, PassageRole
from ..vocab import load
from .draft import Draft
from .lines import Line, is_prose, terminal

__all__ = ["Note", "add_notes", "find_notes"]

#: A longer paragraph is not a note.
_WORDS = 250
#: Words of the paragraph that a label on a line of its own stands over, at least.
_LEAST = 12
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_OPENING = " \t\u00a0*•·_[(>-–—"
#: What follows a label: a mark, or a date in its place.
_AFTER = r"(?=\s*(?:[:.—–\]]|-\s|$|,?\s*(?:\w+day,?\s+)?(?:\w{3,9}\.?\s+\d{1,2}\b|\d{1,2}\s+\w{3,9}\b|\d{1,4}[-/.]\d)))"
#: Words before the day on which the text was corrected.
_DONE = re.compile(
    r"\b(?:amended|corrected|revised|clarified|updated|changed|edited|added|appended)(?:\s+on)?\s*$", re.I
)


class Note(NamedTuple):
    """Lines ``first`` to ``last`` (inclusive) and what they are; ``label`` is how long their label is."""

    first: int
    last: int
    role: PassageRole
    label: int


@cache
def _starts(key: str, after: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(f'(?:{p})' for p in load('corrections')[key])}){after}", re.IGNORECASE)


@cache
def _days() -> frozenset[str]:
    months = {name.casefold() for names in load("calendar")["months"] for name in names}
    return frozenset(months | {name.casefold() for name in load("calendar")["weekdays"]})


@cache
def _told() -> re.Pattern[str]:
    return re.compile(load("corrections")["told"], re.IGNORECASE)


def find_notes(
    lines: Sequence[Line], first: int, last: int, furniture: frozenset[int] = frozenset()
) -> list[Note]:
    """The notes in lines ``first`` to ``last``; ``furniture`` are lines that the format knows as such."""
    found: list[Note] = []
    i = first
    while i <= last:
        note = _note(lines, i, last, furniture)
        if note:
            found.append(note)
        i = note.last + 1 if note else i + 1
    return found


def _note(lines: Sequence[Line], i: int, last: int, furniture: frozenset[int]) -> Note | None:
    line = lines[i]
    if line.words > _WORDS:
        return None
    text = line.text.lstrip(_OPENING)
    if match := _starts("correction", _AFTER).match(text) or _starts("note", _AFTER).match(text):
        end = i
        if all(w.casefold() in _days() for w in _LETTERS.findall(text[match.end() :])):
            below = _below(lines, i, last) if i not in furniture else None
            if below is None:
                return None
            end = below
        elif not terminal(text.rstrip(")]_*")):
            return None  # "Corrected: Mayor met strikers" is a headline
        body = lines[end].text if end > i else text[match.end() :]
        kind = _starts("correction").match(match[0]) or _starts("withdrawing").search(body)
        return Note(
            i, end, "correction" if kind else "editors_note", len(line.text) - len(text) + match.end()
        )
    plain = line.words >= 6 and _starts("sentence").match(text)
    return Note(i, i, "correction", 0) if plain and not _told().search(text) else None


def _below(lines: Sequence[Line], i: int, last: int) -> int | None:
    """The paragraph that a label on a line of its own stands over, past a line or two ("As published in ...")."""
    for k in range(i + 1, min(last, i + 3) + 1):
        if lines[k].gap > 2:
            return None
        if is_prose(lines[k]) and lines[k].words >= _LEAST:
            return k if lines[k].words <= _WORDS else None
    return None


def add_notes(draft: Draft, notes: Sequence[Note], text: Passage) -> None:
    """Passages for ``notes`` inside ``text``; those on a weblog's post are its author's own."""
    own = text.author if text.kind == "post" else None
    for note in notes:
        draft.add(
            text.kind,
            note.first,
            note.last,
            text.id,
            author=own,
            publisher=text.publisher,
            agency=text.agency,
            role=note.role,
            published=draft.published(*_when(draft, note)),
        )


def _when(draft: Draft, note: Note) -> tuple[str | None, tuple[int, int] | None]:
    """The day that the note gives for itself: beside its label, or after "amended on"."""
    line = draft.lines[note.first]
    for stamp in draft.stamps.find(line.text):
        beside = note.label and stamp.start - note.label <= 4
        if stamp.edtf and (beside or _DONE.search(line.text[: stamp.start])):
            return stamp.edtf, (line.start + stamp.start, line.start + stamp.end)
    return None, None
