"""From the network's scores to spans and their links.

Spans come from one linear-chain CRF a role (source, cue, content): the best BIO sequence by Viterbi, and
for each span the probability that the CRF gives to exactly that span (forward-backward).  Links come from
pointers: for each cue, where its source and its content start and end in the window, or that it has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["CONTENT", "CUE", "SOURCE", "Chains", "Linked", "Pairing", "Tagged", "link"]

Floats = NDArray[np.float32]
SOURCE, CUE, CONTENT = 0, 1, 2
_NEVER = np.float32(-1e4)
_OUT, _BEGIN, _IN = 0, 1, 2
#: A piece may be in a cue that the best labelling leaves out from this probability on; such a cue's most pieces.
FAINT, _LONGEST_CUE = 0.1, 6
_NEAR, _FAR = 16, 4  # as in training: biases for distances up to 16, then one a power of two


class Tagged(NamedTuple):
    """A span of pieces ``start`` to ``end`` with the probability of exactly this span."""

    start: int
    end: int
    probability: float


class Linked(NamedTuple):
    """One attribution in pieces: its cue, its source and its content, either of which may be missing.

    ``pointers`` [4, pieces + 1] are the log-probabilities of where source and content start and end;
    place 0 is [CLS], which stands for "none".  A ``faint`` cue is none of the best labelling's: improbable, or another reader's.
    """

    cue: Tagged
    source: Tagged | None
    content: Tagged | None
    pointers: Floats
    faint: bool = False

    def probability(self, role: int, start: int, end: int) -> float:
        """How probable the pointers find pieces ``start`` to ``end`` as this cue's source or content."""
        first = 0 if role == SOURCE else 2
        if not 0 <= start < end < self.pointers.shape[1]:
            return 0.0
        return float(np.exp(self.pointers[first, start + 1] + self.pointers[first + 1, end]))

    def missing(self, role: int) -> float:
        """How probable the pointers find it that this cue has no source or no content in the window."""
        first = 0 if role == SOURCE else 2
        return float(np.exp(self.pointers[first, 0] + self.pointers[first + 1, 0]))


class Pairing(NamedTuple):
    """The pairing head's own numbers: ``distance`` [relations, buckets], the width of its vectors."""

    distance: Floats
    width: int


# ------------------------------------------------------------------ spans


class Chains:
    """The three CRFs of a batch of windows, solved: the best spans, and how probable any span is.

    ``scores`` [windows, pieces, 3, 3] (role, O/B/I), of which ``lengths`` [windows] pieces are real;
    ``transitions`` [3, 3, 3] (role, from, to).  A window may begin inside a span.

    ``lengths`` [windows] are how many pieces are real, ``spans[window][role]`` are the spans of the best labelling; ``presence`` [windows, pieces, 3] is the
    probability that a piece is in a span of the role.
    """

    def __init__(self, scores: Floats, lengths: NDArray[np.intp], transitions: Floats) -> None:
        self._scores, self.lengths = scores, lengths
        self._step = transitions.astype(np.float32).copy()
        self._step[:, _OUT, _IN] = _NEVER
        count, n = scores.shape[:2]
        self._real = (np.arange(n)[None, :] < lengths[:, None])[:, :, None, None]
        path = self._solve()
        self._whole = _log_sum(self._forward[:, -1], 2)
        # What a run of I costs from the window's start on, so that any span's share is a difference.
        self._inside = np.cumsum(scores[:, :, :, _IN] + self._step[:, _IN, _IN], 1)
        outside = np.exp(self._forward[..., _OUT] + self._backward[..., _OUT] - self._whole[:, None, :])
        self.presence: Floats = 1 - np.minimum(outside, 1)
        self.spans = [
            [
                [Tagged(a, b, self.probability(w, role, a, b)) for a, b in _runs(path[: lengths[w], w, role])]
                for role in range(3)
            ]
            for w in range(count)
        ]

    def probability(self, window: int, role: int, start: int, end: int) -> float:
        """How probable it is that pieces ``start`` to ``end`` of a window are one span of ``role``."""
        if not 0 <= start < end <= self.lengths[window]:
            return 0.0
        firsts = (_BEGIN, _IN) if start == 0 else (_BEGIN,)
        return float(min(1.0, sum(np.exp(self._share(window, role, start, end, f)) for f in firsts)))

    def _share(self, w: int, role: int, start: int, end: int, first: int) -> float:
        step = self._step[role]
        log = self._forward[w, start, role, first] - self._whole[w, role]
        if end - start > 1:
            log += self._inside[w, end - 1, role] - self._inside[w, start, role]
            log += step[first, _IN] - step[_IN, _IN]
        if end < self.lengths[w]:
            last = first if end - start == 1 else _IN
            ahead = self._scores[w, end, role, :_IN] + self._backward[w, end, role, :_IN]
            log += _log_sum(step[last, :_IN] + ahead, 0)
        return float(log)

    def _solve(self) -> NDArray[np.int8]:
        """Viterbi, forward and backward over all windows at once; the best path [pieces, windows, 3]."""
        scores, step, real = self._scores, self._step, self._real
        count, n = scores.shape[:2]
        back = np.empty((n, count, 3, 3), dtype=np.int8)
        forward, backward = np.empty_like(scores), np.zeros_like(scores)
        best = forward[:, 0] = scores[:, 0]
        for t in range(1, n):
            ways = best[..., None] + step
            back[t] = np.where(real[:, t], ways.argmax(2), np.arange(3))
            best = np.where(real[:, t], ways.max(2) + scores[:, t], best)
            ahead = _log_sum(forward[:, t - 1, :, :, None] + step, 2) + scores[:, t]
            forward[:, t] = np.where(real[:, t], ahead, forward[:, t - 1])
        for t in range(n - 2, -1, -1):
            behind = _log_sum(step + (scores[:, t + 1] + backward[:, t + 1])[:, :, None, :], 3)
            backward[:, t] = np.where(real[:, t + 1], behind, 0)
        path = np.empty((n, count, 3), dtype=np.int8)
        path[-1] = best.argmax(2)
        for t in range(n - 1, 0, -1):
            path[t - 1] = np.take_along_axis(back[t], path[t][..., None].astype(np.intp), 2)[..., 0]
        self._forward, self._backward = forward, backward
        return path


def _runs(path: NDArray[np.int8]) -> list[tuple[int, int]]:
    runs, start = [], -1
    for i, label in enumerate([*path.tolist(), _OUT]):
        if start >= 0 and label != _IN:
            runs.append((start, i))
            start = -1
        if label == _BEGIN or (label == _IN and start < 0):
            start = i
    return runs


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis, keepdims=True)
    out: Floats = np.squeeze(top, axis) + np.log(np.exp(values - top).sum(axis))
    return out


# ------------------------------------------------------------------ links


def link(
    chains: Chains,
    window: int,
    cue_side: Floats,
    word_side: Floats,
    pairing: Pairing,
    shown: Sequence[tuple[int, int]] = (),
) -> list[Linked]:
    """Each cue of a window with its source and its content.

    ``cue_side`` and ``word_side`` [n + 1, relations * width] hold the window's pieces after [CLS], which
    stands for "none".  The candidates are the spans of the role and the span that the pointers themselves
    make; the best is most probable to both the pointers and the CRF, and is taken unless the pointers
    prefer none.  A span goes to one cue, the one whose pointers like it best.  Cues that the best labelling
    leaves out follow, marked as faint: those that the chain finds a little probable, and the spans ``shown``.
    """
    spans = chains.spans[window]
    cues = list(spans[CUE])
    firm = len(cues)
    cues += _faint(chains, window, cues, shown)
    if not cues:
        return []
    logs = _pointers(cues, cue_side, word_side, pairing)
    parts: list[list[Tagged | None]] = []
    for part, role in enumerate((SOURCE, CONTENT)):
        wishes = []
        for i in range(len(cues)):
            starts, ends = logs[i, 2 * part], logs[i, 2 * part + 1]
            own = (int(starts[1:].argmax()), int(ends[1:].argmax()) + 1)
            candidates = list(spans[role])
            if own[0] < own[1] and all(own != (c.start, c.end) for c in candidates):
                candidates.append(Tagged(*own, chains.probability(window, role, *own)))
            none = float(starts[0] + ends[0])
            for c in candidates:
                pointed = float(starts[c.start + 1] + ends[c.end])
                if pointed > none:
                    score = pointed + float(np.log(max(c.probability, 1e-6)))
                    wishes.append((i >= firm, -score, i, c))
        parts.append(_assigned(len(cues), wishes, role == SOURCE))
    return [Linked(cue, parts[0][i], parts[1][i], logs[i], i >= firm) for i, cue in enumerate(cues)]


def _assigned(
    cues: int, wishes: Sequence[tuple[bool, float, int, Tagged]], shared: bool
) -> list[Tagged | None]:
    """For each cue the span that it likes best of those that no surer wish has taken."""
    given: list[Tagged | None] = [None] * cues
    taken: set[tuple[int, int]] = set()
    for _, _, i, c in sorted(wishes):
        if given[i] is None and (shared or (c.start, c.end) not in taken):
            given[i] = c
            taken.add((c.start, c.end))
    return given


def _faint(
    chains: Chains, window: int, cues: Sequence[Tagged], shown: Sequence[tuple[int, int]]
) -> list[Tagged]:
    """Cues that the best labelling leaves out: the best span of each stretch that may be one, and ``shown``."""
    taken = {(c.start, c.end) for c in cues}
    presence = chains.presence[window, : chains.lengths[window], CUE].copy()
    for cue in cues:
        presence[cue.start : cue.end] = 0
    found = []
    for start, end in _runs(np.where(presence >= FAINT, _IN, _OUT).astype(np.int8)):
        spans = [(a, b) for a in range(start, end) for b in range(a + 1, min(end, a + _LONGEST_CUE) + 1)]
        best = max(spans, key=lambda s: (chains.probability(window, CUE, *s), s[1] - s[0]))
        found.append(best)
    new = sorted({span for span in (*found, *shown) if span not in taken and span[0] < span[1]})
    return [Tagged(*span, chains.probability(window, CUE, *span)) for span in new]


def _pointers(cues: list[Tagged], cue_side: Floats, word_side: Floats, pairing: Pairing) -> Floats:
    """Log-probabilities [cues, 4, n + 1] of where each cue's source and content start and end."""
    relations = pairing.distance.shape[0]
    n = len(word_side)
    sums = np.concatenate([np.zeros((1, cue_side.shape[1]), np.float32), np.cumsum(cue_side, 0)])
    starts = np.array([c.start for c in cues]) + 1
    ends = np.array([c.end for c in cues]) + 1
    mean = (sums[ends] - sums[starts]) / (ends - starts)[:, None]
    score = np.einsum(
        "crd,lrd->crl",
        mean.reshape(-1, relations, pairing.width),
        word_side.reshape(n, relations, pairing.width),
    ) / np.sqrt(pairing.width)
    place = np.arange(n)[None, :]
    away = np.where(
        place < starts[:, None], place - starts[:, None], np.maximum(place - ends[:, None] + 1, 0)
    )
    score = (score + pairing.distance[:, _bucket(away)].transpose(1, 0, 2))[:, :4]
    logs: Floats = score - _log_sum(score, 2)[:, :, None]
    return logs


def _bucket(distance: NDArray[np.intp]) -> NDArray[np.intp]:
    size = np.abs(distance)
    power = np.log2(np.maximum(size, _NEAR) / _NEAR).astype(np.intp)
    far = _NEAR + np.minimum(power, _FAR) + 1
    bucket: NDArray[np.intp] = np.where(size <= _NEAR, size, far) * np.sign(distance) + _NEAR + _FAR + 1
    return bucket
