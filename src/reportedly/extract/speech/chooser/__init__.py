"""Rules and network combined: every attribution that either sees, as the better reader has it, and how probable it is.

A logistic regression over named evidence (:mod:`.evidence`) says how probable it is that the text tells of somebody
saying so.  Its weights are data (``fitted/attribution.json``), fitted by ``training/chooser.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ....fitted import load
from ...parse import ParsedPassage
from ..seam import Proposal
from .candidates import Unit, units
from .evidence import Place, evidence

if TYPE_CHECKING:
    from reportedly_tagger import Answer

__all__ = ["weighed"]


def weighed(piece: ParsedPassage, rules: Sequence[Proposal], answer: Answer) -> list[tuple[Unit, float]]:
    """Every attribution with a cue that either reader sees, in the order of cues, and how probable each is."""
    place, model = Place(piece, answer), load("attribution")["there"]
    return [(unit, model.probability(evidence(place, unit))) for unit in units(piece, rules, answer)]
