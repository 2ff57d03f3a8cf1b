"""Questions: the claims of an affair clustered by how likely each pair answers one question.

Average-link clustering (Sokal and Michener 1958) over a sparse graph: a pair that was never looked at counts as
:data:`UNSEEN`.  Connected components would chain; average link asks that a claim fits the whole question.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping

from .pairs import Pair

__all__ = ["UNSEEN", "average_link"]

#: What a pair that no block brought together is taken to be: of such pairs in twelve affairs about 2 in 100 are of
#: one question.
UNSEEN = 0.02


def average_link(scores: Mapping[Pair, float], least: float) -> list[list[int]]:
    """The clusters of two claims or more, each sorted, in the order of their first claims.

    Two clusters are joined, the likeliest first, while the mean over their pairs is at least ``least``.
    """
    total: defaultdict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for pair, score in scores.items():
        total[pair.a][pair.b] = total[pair.b][pair.a] = (score, 1)
    members = {number: [number] for number in total}
    heap = [(-score, pair.a, pair.b) for pair, score in scores.items() if score >= least]
    heapq.heapify(heap)
    fresh = max(members, default=0) + 1
    while heap:
        score, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        joined = members.pop(a) + members.pop(b)
        sums: dict[int, tuple[float, int]] = {}
        for one in (a, b):
            for other, (value, count) in total.pop(one).items():
                if other in members:
                    before = sums.get(other, (0.0, 0))
                    sums[other] = (before[0] + value, before[1] + count)
        members[fresh], total[fresh] = joined, sums
        for other in sorted(sums):
            total[other][fresh] = sums[other]
            value, count = sums[other]
            pairs = len(joined) * len(members[other])
            mean = (value + UNSEEN * (pairs - count)) / pairs
            if mean >= least:
                heapq.heappush(heap, (-mean, other, fresh))
        fresh += 1
    return sorted(sorted(m) for m in members.values() if len(m) > 1)
