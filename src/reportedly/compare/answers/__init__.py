"""Frames held against one account: every stretch that answers a question of a frame.

A value of a slot is looked for where the slot's reads say: hanging on a governing clause, standing near a
word, or counting a thing.  A dated, measured or counted value goes to the nearest governor that any slot
of its type reads, and there to the first such slot of the file.  Nothing is guessed: a value whose
governor no slot names is no answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...frames import Frame
from ..sheet import Sheet
from .answer import Answer
from .governed import governed
from .inquiry import Inquiry
from .measured import is_stretch, measured
from .worded import worded

__all__ = ["Answer", "answers", "is_stretch"]


def answers(sheet: Sheet, frames: Iterable[Frame]) -> list[Answer]:
    """Every answer that ``sheet`` gives to a question of ``frames``, by frame, then by place."""
    found: list[Answer] = []
    for frame in frames:
        inquiry = Inquiry(sheet, frame)
        told = [*measured(inquiry), *worded(inquiry), *governed(inquiry)]
        found += sorted(told, key=_place)
    return found


def _place(answer: Answer) -> tuple[int, int, str, int]:
    return answer.evidence.start, answer.evidence.end, answer.slot, answer.value.start
