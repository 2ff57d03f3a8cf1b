"""Rules and the trained tagger together.

The rules read first, and the network is shown what they propose.  Where both tell of one attribution, each
part is the reading that the network finds more probable, unless the two cross.  What only the network found
stands if it is sure enough and a word of saying attributes; what only the rules found stands unless the
network sees no cue there.  What is said inside another's words stays as the rules read it: the corpus that
the network was trained on leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from math import sqrt
from typing import TYPE_CHECKING

from ..parse import ParsedPassage
from .cues import noun_frames, source_phrases, verb_frames
from .rules import Rules
from .seam import Extent, Proposal
from .tagger import asked, bare, proposals

if TYPE_CHECKING:
    from reportedly_tagger import Answer
    from reportedly_tagger.encode import Hint

__all__ = ["METHOD", "Both", "hint"]

METHOD = "both/3"

#: The network's own attribution stands alone from this probability on.
ALONE = 0.8
#: The rules' own attribution stands where the network gives its cue at least this probability.
SEEN = 0.1

_ROLES = {"source": 0, "cue": 1, "content": 2}


class Both:
    """Attribution by the rules and the tagger, each mending the other."""

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
    found = [proposal for piece, here, answer in read for proposal in _in_piece(piece, here, answer)]
    yield from sorted(found, key=lambda p: (p.content[0], p.cue or (0, 0), p.source or (0, 0)))


def hint(rule: Proposal, piece: ParsedPassage) -> Hint:
    """A rules' proposal as the network is shown it: bare spans, a content by its envelope."""
    parts = (rule.source, rule.cue, _whole(rule.content))
    source, cue, content = (bare(part, piece) if part else None for part in parts)
    return source, cue, content


def _in_piece(piece: ParsedPassage, rules: list[Proposal], answer: Answer) -> list[Proposal]:
    found = [rule for rule in rules if _nested(rule, rules)]
    left = [rule for rule in rules if rule not in found]
    inner = [rule.cue for rule in found if rule.cue is not None]
    for number, learned in enumerate(proposals(answer, piece)):
        if learned.cue is not None and any(_shared(learned.cue, cue) for cue in inner):
            continue
        same = _same(learned, left)
        if same is not None:
            left.remove(same)
            holds = any(_stands_in(rule, same) for rule in rules)
            found.append(_merged(same, learned, answer, number, piece, holds))
        elif learned.content and learned.confidence >= ALONE and _known(learned.cue, piece):
            found.append(learned)
    return found + [rule for rule in left if _seen(rule, answer, piece)]


def _known(cue: Extent | None, piece: ParsedPassage) -> bool:
    """Whether a word of the cue is one of saying, asking or showing, rather than of thinking or wanting."""
    words = piece.doc.char_span(*bare(cue, piece), alignment_mode="expand") if cue is not None else None
    if words is None:
        return False
    if " ".join(t.lower_ for t in words) in {" ".join(p) for p in source_phrases()}:
        return True
    frames = [f for t in words for f in (*verb_frames(t.lemma_.lower()), *noun_frames(t.lemma_.lower()))]
    return any(not f.attitude for f in frames)


def _nested(rule: Proposal, rules: Sequence[Proposal]) -> bool:
    """Whether an attribution stands in what another says: such the network was not trained to see."""
    return any(_stands_in(rule, other) for other in rules)


def _stands_in(rule: Proposal, other: Proposal) -> bool:
    at = rule.cue if rule.cue is not None else rule.content[0]
    return other is not rule and any(a <= at[0] and at[1] <= b for a, b in other.content)


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


def _merged(
    rule: Proposal, learned: Proposal, answer: Answer, number: int, piece: ParsedPassage, holds: bool
) -> Proposal:
    """Each part from whichever reading of it the network finds more probable.

    A content that ``holds`` an attribution of its own stays as the rules have it.
    """
    confidence = round(max(rule.confidence, learned.confidence), 2)
    if _crossed(rule, learned):
        return rule._replace(confidence=confidence, method=METHOD)

    def probability(extent: Extent, role: str) -> float:
        start, end = bare(extent, piece)
        sure = answer.probability(start, end, _ROLES[role])
        return sure if role == "cue" else sqrt(sure * answer.linked(number, start, end, _ROLES[role]))

    def better(ours: Extent | None, theirs: Extent | None, role: str) -> bool:
        """Whether the network's reading of a part is better than the rules'."""
        if ours is None or theirs is None:
            return ours is not None
        return probability(ours, role) > probability(theirs, role)

    ours = _whole(learned.content) if learned.content else None
    whole = not holds and not _runs_over(ours, rule, piece)
    whole = whole and better(ours, _whole(rule.content), "content")
    return rule._replace(
        source=learned.source if better(learned.source, rule.source, "source") else rule.source,
        cue=learned.cue if better(learned.cue, rule.cue, "cue") else rule.cue,
        content=learned.content if whole else rule.content,
        confidence=confidence,
        method=METHOD,
    )


def _crossed(rule: Proposal, learned: Proposal) -> bool:
    """Whether the network takes words of the rules' content for the cue, or most of it for the source.

    Then the two read the sentence differently, and a part from each would make no sense.
    """
    for part, least in ((learned.cue, 0.0), (learned.source, 0.5)):
        if part is not None:
            held = ((min(part[1], b) - max(part[0], a), b - a) for a, b in rule.content)
            if any(common > least * length for common, length in held):
                return True
    return False


def _runs_over(content: Extent | None, rule: Proposal, piece: ParsedPassage) -> bool:
    """Whether a content goes over a paragraph's end where the rules' does not, into a headline, say."""
    ours, theirs = (
        0 if e is None else piece.body.count("\n\n", e[0] - piece.offset, e[1] - piece.offset)
        for e in (content, _whole(rule.content))
    )
    return ours > theirs


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
