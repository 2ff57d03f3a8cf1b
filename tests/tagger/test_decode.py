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


def test_pointers_choose_among_spans_and_may_choose_none() -> None:
    spans: list[list[Tagged]] = [[], [], []]
    spans[CUE] = [Tagged(2, 3, 1.0)]
    spans[SOURCE] = [Tagged(0, 2, 1.0), Tagged(6, 8, 1.0)]
    spans[CONTENT] = [Tagged(3, 6, 1.0)]
    # Six relations of width one; the cue's side is 1 everywhere, so the word's side is the score itself.
    cue_side = np.ones((9, 6), np.float32)
    word_side = np.full((9, 6), -9.0, np.float32)
    word_side[7, 0] = word_side[8, 1] = 9.0  # the source starts at piece 6 and ends with piece 7
    word_side[0, 2] = word_side[0, 3] = 9.0  # [CLS]: no content in this window
    (found,) = link(spans, cue_side, word_side, Pairing(np.zeros((6, 43), np.float32), 1))
    assert found.source == Tagged(6, 8, 1.0)
    assert found.content is None
