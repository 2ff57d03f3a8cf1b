"""Rules and the trained tagger together.

The rules read first, and the network is shown what they propose.  Of every attribution with a cue that either
sees, the chooser (:mod:`.chooser`) takes each part as the better reader has it and says how probable the whole
is.  What no word attributes, and the items of an announced list, stay as the rules read them, unless the network
sees nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from ..parse import ParsedPassage
from .chooser import weighed
from .chooser.candidates import CONTENT, CUE, Unit, overlap, whole
from .quotations import Quotation, find_quotations
from .rules import Rules
from .seam import Extent, Proposal
from .tagger import asked, bare, fragments

if TYPE_CHECKING:
    from reportedly_tagger import Answer
    from reportedly_tagger.encode import Hint

__all__ = ["METHOD", "Both", "hint"]

METHOD = "both/4"

#: From which probability on an attribution stands: read by both, by the network alone, by the rules alone.  Set on
#: PolNeAR's dev half and the affairs, the weights fitted without the affair that was scored.
BOTH, ALONE, RULES = 0.25, 0.65, 0.3
#: The same inside another's words, which the network's corpus leaves out.
ALONE_INSIDE, RULES_INSIDE = 0.9, 0.1
#: The rules' own attribution stands where the network gives its words at least this probability.
SEEN = 0.1
#: Two contents of which more than this is common are one.
SAME = 0.5


class Both:
    """Attribution by the rules and the tagger, combined."""

    def propose(self, parsed: Sequence[ParsedPassage]) -> Iterable[Proposal]:
        """The attributions of a page, in the order of their contents.

        The rules read at once and the network beside what is done next (the parse of the next pages);
        it is waited for when the first attribution is asked for.
        """
        rules = [list(Rules().propose([piece])) for piece in parsed]
        hints = [[hint(rule, piece) for rule in found] for piece, found in zip(parsed, rules, strict=True)]
        answers = asked([(piece.doc, shown) for piece, shown in zip(parsed, hints, strict=True)])
        return _gathered(parsed, rules, answers)


def _gathered(
    parsed: Sequence[ParsedPassage], rules: Sequence[list[Proposal]], answers: Future[list[Answer]]
) -> Iterator[Proposal]:
    read = zip(parsed, rules, answers.result(), strict=True)
    found = [proposal for piece, here, answer in read for proposal in in_piece(piece, here, answer)]
    yield from sorted(found, key=lambda p: (p.content[0], p.cue or (0, 0), p.source or (0, 0)))


def hint(rule: Proposal, piece: ParsedPassage) -> Hint:
    """A rules' proposal as the network is shown it: bare spans, a content by its envelope."""
    parts = (rule.source, rule.cue, whole(rule.content))
    source, cue, content = (bare(part, piece) if part else None for part in parts)
    return source, cue, content


def in_piece(piece: ParsedPassage, rules: list[Proposal], answer: Answer) -> list[Proposal]:
    """The attributions of one piece: what the rules proposed and the network answered, combined."""
    found: list[Proposal] = []
    quotes = find_quotations(piece.body)
    read = weighed(piece, rules, answer)
    for unit, probability in read:
        if probability >= _least(unit, answer):
            found.append(_proposal(unit, probability, piece, quotes))
    met = {unit.rule for unit, _ in read}
    for rule in rules:
        if rule not in met and not _told(rule, found) and _seen(rule, answer, piece):
            found.append(rule)
    return found


def _least(unit: Unit, answer: Answer) -> float:
    """The probability that an attribution needs."""
    if unit.rule is None:
        return ALONE_INSIDE if unit.inside else ALONE
    if unit.inside:
        return RULES_INSIDE
    return BOTH if unit.number is not None and not answer.attributions[unit.number].faint else RULES


def _told(rule: Proposal, found: Sequence[Proposal]) -> bool:
    """Whether what the rules give to nobody's words is somebody's by the words beside it."""
    return any(overlap(whole(rule.content), whole(other.content)) > SAME for other in found)


def _proposal(unit: Unit, probability: float, piece: ParsedPassage, quotes: Sequence[Quotation]) -> Proposal:
    """An attribution on the page; where a part is read as the rules read it, with its marks and in its pieces."""
    rule = unit.rule

    def on_page(extent: Extent | None, ours: Extent | None) -> Extent | None:
        if extent is None or (ours is not None and bare(ours, piece) == extent):
            return ours if extent is not None else None
        return extent[0] + piece.offset, extent[1] + piece.offset

    if rule is not None and bare(whole(rule.content), piece) == unit.content:
        content = rule.content
    else:
        attributing = [unit.cue, *([unit.source] if unit.source else [])]
        parts = fragments(unit.content, attributing, piece.body, quotes)
        content = tuple((start + piece.offset, end + piece.offset) for start, end in parts)
    return Proposal(
        on_page(unit.source, rule.source if rule is not None else None),
        on_page(unit.cue, rule.cue if rule is not None else None),
        content,
        round(probability, 2),
        METHOD,
        rule.through if rule is not None else None,
    )


def _seen(rule: Proposal, answer: Answer, piece: ParsedPassage) -> bool:
    """Whether the network sees what a rule alone proposed."""
    part, role = (rule.cue, CUE) if rule.cue is not None else (rule.content[0], CONTENT)
    return answer.presence(*bare(part, piece), role) >= SEEN
