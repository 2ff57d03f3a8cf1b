"""The comparison queue: pairs that a person should look at, the most telling first.  It asserts nothing.

In it stand answers that exclude each other, where it is not likely enough that they answer one question, and answers
of one likely question that no type compares (two names in one role, two tellings of one act).  Near-copies differ in
nothing and are left out; a sentence, a question and a pair of accounts fill no more than their share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ..records import Comparison
from ..spans import content_id
from .claims import Claim, Kind
from .gate import judge
from .model import conflict
from .pairs import Pair, Scene

__all__ = ["queue_of"]

#: Pairs kept an affair: what a person looks through in a quarter of an hour.
_MOST = 60
#: The least probability of one question with which a pair is worth a look.
_LEAST = 0.15
#: Of the shorter sentence's words, the share that makes the two one text.
_COPIED = 0.85
#: How much of a pair's score is left for each pair before it with the same span or the same two accounts.
_SAME_SPAN, _SAME_ACCOUNTS = 0.5, 0.95
#: Tellings of one act, which need not differ, come behind answers that do.
_OPEN = 0.5
_WHY: dict[Kind, str] = {
    "count": "different numbers, perhaps of the same",
    "money": "different sums, perhaps of the same",
    "age": "different ages, perhaps of one person",
    "length": "different lengths of time, perhaps of the same",
    "day": "different days, perhaps of one event",
    "clock": "different times, perhaps of one event",
    "place": "different places, perhaps of one event",
    "actor": "different names, perhaps in one role",
    "act": "one has it that it was so, the other that it was not, perhaps of the same",
}


def queue_of(
    scene: Scene, scores: Mapping[Pair, float], exclusive: Mapping[Pair, object]
) -> tuple[Comparison, ...]:
    """The queue of one affair: of the pairs in ``scores`` those that no detail holds against each other."""
    rows: list[tuple[float, Pair, str]] = []
    for pair, likely in scores.items():
        a, b = scene.claims[pair.a], scene.claims[pair.b]
        if pair in exclusive or a.account == b.account or _copied(scene, pair):
            continue
        found = judge(a, b).kind
        if found == "contradicts":
            score = likely if a.kind in ("place", "actor") else max(conflict(scene, pair), _OPEN * likely)
            rows.append((score, pair, _WHY[a.kind]))
        elif a.kind == "act":
            rows.append((_OPEN * likely, pair, "two tellings, perhaps of the same"))
    return tuple(_thinned(scene, rows))


def _copied(scene: Scene, pair: Pair) -> bool:
    one, other = scene.near[pair.a].keys(), scene.near[pair.b].keys()
    return len(one & other) >= _COPIED * min(len(one), len(other))


def _thinned(scene: Scene, rows: list[tuple[float, Pair, str]]) -> Iterator[Comparison]:
    left = sorted((r for r in rows if r[0] >= _LEAST), key=lambda r: (-r[0], r[1]))
    spans: Counter[tuple[str, int, int]] = Counter()
    between: Counter[frozenset[str]] = Counter()
    kept: list[tuple[float, Pair, str]] = []
    for score, pair, why in left:
        a, b = scene.claims[pair.a], scene.claims[pair.b]
        accounts = frozenset((a.account, b.account))
        seen = spans[_place(a)] + spans[_place(b)]
        rest = score * _SAME_SPAN**seen * _SAME_ACCOUNTS ** between[accounts]
        if rest < _LEAST:
            continue
        spans.update((_place(a), _place(b)))
        between[accounts] += 1
        kept.append((rest, pair, why))
    for score, pair, why in sorted(kept, key=lambda r: (-r[0], r[1]))[:_MOST]:
        first, second = scene.claims[pair.a].span, scene.claims[pair.b].span
        key = f"{second.page}:{second.start}:{second.end}"
        ident = content_id("q", first.page, first.start, first.end, key)
        yield Comparison(ident, first, second, why, round(score, 3))


def _place(claim: Claim) -> tuple[str, int, int]:
    return claim.span.page, claim.span.start, claim.span.end
