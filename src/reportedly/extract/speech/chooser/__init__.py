"""Rules and network combined: every attribution that either sees, as the better reader has it, and how probable it is.

A logistic regression over named evidence (:mod:`.evidence`) says how probable it is that the text tells of somebody
saying so.  Its weights are data (``weights.json``), fitted by ``training/chooser.py``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from ...parse import ParsedPassage
from ..seam import Proposal
from .candidates import Unit, units
from .evidence import Place, evidence

if TYPE_CHECKING:
    from reportedly_tagger import Answer

__all__ = ["WEIGHTS", "weighed", "weights"]

#: Where the weights are.
WEIGHTS = Path(__file__).with_name("weights.json")


@cache
def weights() -> dict[str, float]:
    """The fitted weights, one a name of the evidence."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


def weighed(piece: ParsedPassage, rules: Sequence[Proposal], answer: Answer) -> list[tuple[Unit, float]]:
    """Every attribution with a cue that either reader sees, in the order of cues, and how probable each is."""
    place, fitted = Place(piece, answer), weights()
    out = []
    for unit in units(piece, rules, answer):
        score = sum(fitted.get(name, 0.0) * value for name, value in evidence(place, unit).items())
        out.append((unit, 1 / (1 + exp(-score))))
    return out
