"""Rules and the trained tagger together.

Both read the page.  Where they tell of the same attribution, each part is taken from whichever the
network finds more probable, the rules' reading being given an advantage, since where a rule and the
network agree they are nearly always right.  What only the network found stands if it is sure enough; what
only the rules found stands unless the network sees no cue there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from ..parse import ParsedPassage
from .rules import Rules
from .seam import Extent, Proposal
from .tagger import bare, proposals, weights

if TYPE_CHECKING:
    from reportedly_tagger import Answer

__all__ = ["METHOD", "Both"]

METHOD = "both/1"

#: The network's own attribution stands alone from this probability on.
ALONE = 0.2
#: By how much the rules' reading of a part is favoured: the network's must be so many times as probable.
FAVOUR = {"source": 1.5, "cue": 1.5, "content": 1.5}
#: The rules' own attribution stands where the network gives its cue at least this probability.
SEEN = 0.1

_ROLES = {"source": 0, "cue": 1, "content": 2}


class Both:
    """Attribution by the rules and the tagger, each mending the other."""

    def propose(self, parsed: Sequence[ParsedPassage]) -> Iterable[Proposal]:
        """The attributions of a page, in the order of their contents."""
        rules = list(Rules().propose(parsed))
        found: list[Proposal] = []
        for piece in parsed:
            end = piece.offset + len(piece.doc.text)
            here = [r for r in rules if piece.offset <= r.content[0][0] < end]
            found += _in_piece(piece, here, weights().read(piece.doc))
        return sorted(found, key=lambda p: (p.content[0], p.cue or (0, 0), p.source or (0, 0)))


def _in_piece(piece: ParsedPassage, rules: list[Proposal], answer: Answer) -> list[Proposal]:
    found: list[Proposal] = []
    left = list(rules)
    for number, learned in enumerate(proposals(answer, piece)):
        same = _same(learned, left)
        if same is not None:
            left.remove(same)
            found.append(_merged(same, learned, answer, number, piece))
        elif learned.content and learned.confidence >= ALONE:
            found.append(learned)
    return found + [rule for rule in left if _seen(rule, answer, piece)]


def _same(learned: Proposal, rules: Sequence[Proposal]) -> Proposal | None:
    """The rules' proposal that tells of the same attribution: its cue meets, or with no cue its content."""
    best, most = None, 0.0
    for rule in rules:
        if rule.cue is not None and learned.cue is not None:
            score = 2.0 * _shared(rule.cue, learned.cue)
        elif learned.content:
            score = _shared(_whole(rule.content), _whole(learned.content))
            score = score if score > 0.5 else 0.0
        else:
            continue
        if score > most:
            best, most = rule, score
    return best


def _merged(rule: Proposal, learned: Proposal, answer: Answer, number: int, piece: ParsedPassage) -> Proposal:
    """Each part from whichever reading of it the network finds more probable."""

    def probability(extent: Extent, role: str) -> float:
        start, end = bare(extent, piece)
        sure = answer.probability(start, end, _ROLES[role])
        return sure if role == "cue" else sqrt(sure * answer.linked(number, start, end, _ROLES[role]))

    def better(ours: Extent | None, theirs: Extent | None, role: str) -> bool:
        """Whether the network's reading of a part is better than the rules'."""
        if ours is None or theirs is None:
            return ours is not None
        return probability(ours, role) > FAVOUR[role] * probability(theirs, role)

    ours = _whole(learned.content) if learned.content else None
    whole = better(ours, _whole(rule.content), "content")
    return Proposal(
        learned.source if better(learned.source, rule.source, "source") else rule.source,
        learned.cue if better(learned.cue, rule.cue, "cue") else rule.cue,
        learned.content if whole else rule.content,
        round(max(rule.confidence, learned.confidence), 2),
        METHOD,
    )


def _seen(rule: Proposal, answer: Answer, piece: ParsedPassage) -> bool:
    """Whether the network sees what a rule alone proposed."""
    part, role = (rule.cue, "cue") if rule.cue is not None else (rule.content[0], "content")
    return answer.presence(*bare(part, piece), _ROLES[role]) >= SEEN


def _whole(extents: Sequence[Extent]) -> Extent:
    return extents[0][0], extents[-1][1]


def _shared(a: Extent, b: Extent) -> float:
    """Intersection over union of two extents."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 else 0.0
