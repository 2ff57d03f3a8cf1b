"""What the rules and the network propose, brought together: one unit a cue, each part as the better reader has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from ...parse import ParsedPassage
from ..seam import Extent, Proposal
from ..tagger import bare

if TYPE_CHECKING:
    from reportedly_tagger import Answer, Attribution

__all__ = ["CONTENT", "CUE", "SOURCE", "Unit", "overlap", "units", "whole"]

#: Roles, numbered as the network numbers them.
SOURCE, CUE, CONTENT = 0, 1, 2


class Unit(NamedTuple):
    """One attribution as it is read; extents in the passage's own offsets, bare of marks.

    ``number`` is the network's attribution that stands for it, ``rule`` the rules' proposal; either may be
    missing.  ``inside`` names the readers by whom the cue stands in what another says.
    """

    number: int | None
    rule: Proposal | None
    source: Extent | None
    cue: Extent
    content: Extent
    inside: tuple[str, ...] = ()


def units(piece: ParsedPassage, rules: Sequence[Proposal], answer: Answer) -> list[Unit]:
    """Every attribution with a cue that either reader sees, in the order of their cues."""
    found = []
    told = [rule for rule in rules if rule.cue is not None]
    cues = [bare(rule.cue, piece) for rule in told if rule.cue is not None]
    left = set(range(len(told)))
    for group in _groups([a.cue for a in answer.attributions]):
        items = [answer.attributions[n] for n in group]
        # of readings that cross, the one that the network prefers
        number = min(
            group, key=lambda n: (answer.attributions[n].faint, -answer.attributions[n].sure[CUE], n)
        )
        scores = [(max(overlap(cues[r], item.cue) for item in items), -r) for r in left]
        score, r = max(scores, default=(0.0, 0))
        rule = told[-r] if score > 0 else None
        if rule is not None:
            left.discard(-r)
        unit = _read(number, rule, piece, rules, answer)
        found += [unit] if unit is not None else []
    listed = [unit.rule.cue for unit in found if unit.rule is not None]
    for r in sorted(
        left
    ):  # a cue that announces a list has more than one content: those are no readings of one
        unit = _read(None, told[r], piece, rules, answer) if told[r].cue not in listed else None
        found += [unit] if unit is not None else []
    return sorted(found, key=lambda u: (u.cue, u.number is None, u.content))


def _read(
    number: int | None, rule: Proposal | None, piece: ParsedPassage, rules: Sequence[Proposal], answer: Answer
) -> Unit | None:
    """An attribution with each part as the better reader has it; None where neither has a content.

    The network's reading counts where it sees the cue; of two readings the one that it finds more probable, unless
    the two cross.  Inside another's words the rules' stands: the network's corpus leaves such attributions out.
    """
    seen = answer.attributions[number] if number is not None else None
    if rule is None:
        if seen is None or seen.content is None:
            return None
        unit = Unit(number, None, seen.source, seen.cue, seen.content)
        return unit._replace(inside=_holders(unit, piece, rules, answer))
    source = bare(rule.source, piece) if rule.source is not None else None
    unit = Unit(
        number, rule, source, bare(rule.cue or rule.content[0], piece), bare(whole(rule.content), piece)
    )
    unit = unit._replace(inside=_holders(unit, piece, rules, answer))
    if number is None or seen is None or seen.faint or unit.inside or _crossed(unit, seen):
        return unit
    others = [other.cue for other in rules if other.cue is not None and other.cue != rule.cue]
    if any(overlap(bare(other, piece), seen.cue) for other in others):
        return unit  # it takes two attributions for one: "said of a claim that"
    chance = partial(_probability, answer, number)
    holds = any(
        _in(bare(other.cue or other.content[0], piece), unit.content) for other in rules if other is not rule
    )
    longer = seen.content is not None and _paragraphs(piece, seen.content) > _paragraphs(piece, unit.content)
    return unit._replace(
        source=_better(unit.source, seen.source, partial(chance, SOURCE)),
        cue=_better(unit.cue, seen.cue, partial(chance, CUE)) or unit.cue,
        content=unit.content
        if holds or longer
        else _better(unit.content, seen.content, partial(chance, CONTENT)) or unit.content,
    )


def _better(ours: Extent | None, seen: Extent | None, chance: Callable[[Extent], float]) -> Extent | None:
    """The rules' reading of a part or the network's, where that is more probable."""
    if ours is None or seen is None:
        return ours or seen
    return seen if chance(seen) > chance(ours) else ours


def _probability(answer: Answer, number: int, role: int, extent: Extent) -> float:
    sure = answer.probability(*extent, role)
    return sure if role == CUE else sqrt(sure * answer.linked(number, *extent, role))


def _paragraphs(piece: ParsedPassage, extent: Extent) -> int:
    return piece.body.count("\n\n", *extent)


def _crossed(unit: Unit, seen: Attribution) -> bool:
    """Whether the network takes words of the rules' content for the cue, or most of it or their cue for the source.

    Then the two read the sentence differently, and a part from each would make no sense.
    """
    a, b = unit.content
    for part, least in ((seen.cue, 0.0), (seen.source, 0.5)):
        if part is not None and min(part[1], b) - max(part[0], a) > least * (b - a):
            return True
    return seen.source is not None and overlap(seen.source, unit.cue) > 0


def _in(inner: Extent, outer: Extent) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _holders(unit: Unit, piece: ParsedPassage, rules: Sequence[Proposal], answer: Answer) -> tuple[str, ...]:
    """By which readings the cue of ``unit`` stands in the content of another attribution."""
    ruled = any(
        _in(unit.cue, (start - piece.offset, end - piece.offset))
        for rule in rules
        if rule is not unit.rule
        for start, end in rule.content
    )
    seen = any(
        _in(unit.cue, other.content)
        for other in answer.attributions
        if not other.faint and other.content is not None and not overlap(other.cue, unit.cue)
    )
    return (*(["the rules"] if ruled else []), *(["the network"] if seen else []))


def _groups(cues: Sequence[Extent]) -> list[list[int]]:
    """Cues that share characters, together."""
    out: list[list[int]] = []
    end = -1
    for n in sorted(range(len(cues)), key=lambda n: (cues[n], n)):
        if cues[n][0] < end:
            out[-1].append(n)
        else:
            out.append([n])
        end = max(end, cues[n][1])
    return out


def whole(extents: Sequence[Extent]) -> Extent:
    """From the first character to the last."""
    return extents[0][0], extents[-1][1]


def overlap(a: Extent, b: Extent) -> float:
    """Intersection over union of two extents."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 else 0.0
