"""Rules and the trained tagger together.

Both read the page.  Where they tell of the same attribution, each part is taken from whichever is surer
of it; what only the network found stands if it is sure enough; what only the rules found stands unless
the network sees no cue there and the rules were not sure either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .parse import ParsedPassage
from .rules import Rules
from .seam import Extent, Proposal
from .tagger import proposal, weights

if TYPE_CHECKING:
    from reportedly_tagger import Answer

__all__ = ["METHOD", "Both"]

METHOD = "both/1"

#: The network's own attribution stands alone from this probability on.
ALONE = 0.35
#: A part of the network's replaces the rules' from this probability on.
PREFERRED = {"source": 0.5, "cue": 0.5, "content": 0.35}
#: The rules' own attribution stands where the network gives its cue at least this, ...
SEEN = 0.15
#: ... or where the rules are at least this sure.
CERTAIN = 1.01

_CUE = 1  # column of the presence


class Both:
    """Attribution by the rules and the tagger, each mending the other."""

    def propose(self, parsed: Sequence[ParsedPassage]) -> Iterable[Proposal]:
        """The attributions of a page, in the order of their contents."""
        rules = list(Rules().propose(parsed))
        taken: set[int] = set()
        found: list[Proposal] = []
        for piece in parsed:
            answer = weights().read(piece.doc)
            end = piece.offset + len(piece.doc.text)
            here = [i for i, r in enumerate(rules) if piece.offset <= r.content[0][0] < end]
            for item in answer.attributions:
                learned = proposal(item, piece)
                if learned is None:
                    continue
                same = _same(learned, [(i, rules[i]) for i in here if i not in taken])
                if same is None:
                    if learned.confidence >= ALONE:
                        found.append(learned)
                    continue
                taken.add(same)
                sure = {
                    "source": item.source_probability,
                    "cue": item.cue_probability,
                    "content": item.content_probability,
                }
                found.append(_merged(rules[same], learned, sure))
            for i in here:
                if i not in taken and _stands(rules[i], piece.offset, answer):
                    found.append(rules[i])
        return sorted(found, key=lambda p: (p.content[0], p.cue or (0, 0), p.source or (0, 0)))


def _same(learned: Proposal, rules: Sequence[tuple[int, Proposal]]) -> int | None:
    """The rules' proposal that tells of the same attribution: its cue meets, or with no cue its content."""
    best, most = None, 0.0
    for i, rule in rules:
        if rule.cue is not None and learned.cue is not None:
            score = 2.0 * _shared(rule.cue, learned.cue)
        else:
            score = _shared(_whole(rule.content), _whole(learned.content))
            score = score if score > 0.5 else 0.0
        if score > most:
            best, most = i, score
    return best


def _merged(rule: Proposal, learned: Proposal, sure: dict[str, float]) -> Proposal:
    """Each part from whichever is surer of it."""
    cue = learned.cue if rule.cue is None or sure["cue"] >= PREFERRED["cue"] else rule.cue
    source = learned.source if rule.source is None or sure["source"] >= PREFERRED["source"] else rule.source
    content = learned.content if sure["content"] >= PREFERRED["content"] else rule.content
    return Proposal(source, cue, content, round(max(rule.confidence, learned.confidence), 2), METHOD)


def _stands(rule: Proposal, offset: int, answer: Answer) -> bool:
    if rule.confidence >= CERTAIN:
        return True
    start, end = rule.cue if rule.cue is not None else rule.content[0]
    return answer.most(start - offset, end - offset, _CUE) >= SEEN


def _whole(extents: Sequence[Extent]) -> Extent:
    return extents[0][0], extents[-1][1]


def _shared(a: Extent, b: Extent) -> float:
    """Intersection over union of two extents."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 else 0.0
