"""The decoder against sums over every possible labelling."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from reportedly_tagger.decode import CONTENT, CUE, SOURCE, Chains, Pairing, Tagged, link

LENGTHS = np.array([6, 4])


@pytest.fixture(scope="module")
def scores() -> np.ndarray:
    return np.random.default_rng(7).normal(0, 2, (2, 6, 3, 3)).astype(np.float32)


@pytest.fixture(scope="module")
def transitions() -> np.ndarray:
    return np.random.default_rng(8).normal(0, 1, (3, 3, 3)).astype(np.float32)


def _runs(labels: tuple[int, ...]) -> list[tuple[int, int]]:
    """Spans of O 0, B 1, I 2, where I may open a window."""
    found: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if label == 1 or (label == 2 and i == 0):
            found.append((i, i + 1))
        elif label == 2:
            found[-1] = (found[-1][0], i + 1)
    return found


def _every(scores: np.ndarray, step: np.ndarray) -> dict[tuple[int, ...], float]:
    """The log-score of every labelling that BIO allows."""
    out = {}
    for labels in itertools.product(range(3), repeat=len(scores)):
        moves = list(itertools.pairwise(labels))
        if (0, 2) not in moves:
            out[labels] = float(sum(scores[i, x] for i, x in enumerate(labels)) + sum(step[m] for m in moves))
    return out


def test_spans_are_the_best_labelling_and_probabilities_the_share_of_all_that_hold_them(
    scores: np.ndarray, transitions: np.ndarray
) -> None:
    chains = Chains(scores, LENGTHS, transitions)
    for w, n in enumerate(LENGTHS):
        for role in range(3):
            every = _every(scores[w, :n, role], transitions[role])
            whole = np.logaddexp.reduce(list(every.values()))
            best = max(every, key=every.__getitem__)
            assert [(s.start, s.end) for s in chains.spans[w][role]] == _runs(best)
            for start, end in itertools.combinations(range(n + 1), 2):  # any span, likely or not
                share = sum(np.exp(v - whole) for k, v in every.items() if (start, end) in _runs(k))
                assert chains.probability(w, role, start, end) == pytest.approx(share, abs=1e-4)
            for i in range(n):
                inside = sum(np.exp(v - whole) for k, v in every.items() if k[i] != 0)
                assert chains.presence[w, i, role] == pytest.approx(inside, abs=1e-4)


def test_a_window_is_read_alike_alone_and_beside_a_longer_one(
    scores: np.ndarray, transitions: np.ndarray
) -> None:
    together = Chains(scores, LENGTHS, transitions)
    alone = Chains(scores[1:, :4], LENGTHS[1:], transitions)
    assert alone.spans[0] == together.spans[1]


class _Spans:
    """Spans as a solved chain would give them; any other span has the probability ``other``."""

    def __init__(self, spans: list[list[Tagged]], other: float = 0.0) -> None:
        self.spans, self._other = [spans], other
        self.lengths = np.array([8])
        self.presence = np.zeros((1, 8, 3), np.float32)

    def probability(self, window: int, role: int, start: int, end: int) -> float:
        return self._other


def _pointing(*scores: dict[int, float]) -> tuple[np.ndarray, np.ndarray, Pairing]:
    """Pairing vectors of width one whose product with any cue's is ``scores`` a relation, elsewhere -9."""
    words = np.full((9, 6), -9.0, np.float32)
    for relation, at in enumerate(scores):
        for place, score in at.items():
            words[place, relation] = score
    return np.ones((9, 6), np.float32), words, Pairing(np.zeros((6, 43), np.float32), 1)


def _spans() -> list[list[Tagged]]:
    spans: list[list[Tagged]] = [[], [], []]
    spans[CUE] = [Tagged(2, 3, 1.0)]
    spans[SOURCE] = [Tagged(0, 2, 0.9), Tagged(6, 8, 0.9)]
    spans[CONTENT] = [Tagged(3, 6, 0.9)]
    return spans


def test_pointers_choose_among_spans_and_may_choose_none() -> None:
    # The source starts at piece 6 and ends with piece 7 (place 0 is [CLS]); no content in this window.
    found = link(_Spans(_spans()), 0, *_pointing({7: 9}, {8: 9}, {0: 9}, {0: 9}))  # type: ignore[arg-type]
    assert [item.source for item in found] == [Tagged(6, 8, 0.9)]
    assert [item.content for item in found] == [None]
    assert found[0].probability(SOURCE, 6, 8) > 0.99
    assert found[0].probability(CONTENT, 3, 6) < 0.01


def test_a_span_that_only_the_pointers_make_wins_where_the_chain_finds_it_probable() -> None:
    # Both ends are pointed at a little more for 3..7 than for the chain's own 3..6.
    pointing = _pointing({0: 9}, {0: 9}, {4: 9}, {6: 9, 7: 9.5})
    improbable = link(_Spans(_spans(), other=0.01), 0, *pointing)  # type: ignore[arg-type]
    assert improbable[0].content == Tagged(3, 6, 0.9)
    probable = link(_Spans(_spans(), other=0.8), 0, *pointing)  # type: ignore[arg-type]
    assert probable[0].content == Tagged(3, 7, 0.8)


def test_one_content_goes_to_the_cue_that_likes_it_best() -> None:
    spans = _spans()
    spans[CUE] = [Tagged(2, 3, 1.0), Tagged(7, 8, 1.0)]
    cue_side, words, pairing = _pointing({0: 9}, {0: 9}, {4: 9}, {6: 9})
    cue_side[8] = 0.9  # the second cue points the same way, less clearly
    first, second = link(_Spans(spans), 0, cue_side, words, pairing)  # type: ignore[arg-type]
    assert first.content == Tagged(3, 6, 0.9)
    assert second.content is None


def test_a_cue_that_the_best_labelling_leaves_out_is_marked_and_takes_nothing_from_a_firm_one() -> None:
    spans = _Spans(_spans(), other=0.3)
    spans.presence[0, 6:8, CUE] = 0.4
    firm, weak, shown = link(spans, 0, *_pointing({1: 9}, {2: 9}, {4: 9}, {6: 9}), [(0, 1)])  # type: ignore[arg-type]
    assert (firm.faint, weak.faint, shown.faint) == (False, True, True)
    assert firm.content == Tagged(3, 6, 0.9)
    assert {(c.cue.start, c.cue.end) for c in (weak, shown)} == {(0, 1), (6, 8)}
    assert weak.content is None and weak.source == firm.source
    assert firm.missing(CONTENT) < 0.01
