"""Fitted models: named features with weights that a script in ``training/`` fitted, stored as JSON beside this file.

A model file holds, for each model in it, the names of its features, their means and scales in the training data,
one weight a feature and a bias; ``without`` holds the same fitted with one affair left out, by the affair's name.
:func:`leaving_out` makes every model of the running process be read without that affair, so that a figure on it is
one of an affair that the weights have not seen.  A model that knows no such affair is used as it is.

The form is logistic regression with an L2 penalty, fitted by Newton's method (C. Bishop, "Pattern Recognition and
Machine Learning", 2006, section 4.3.3): its scores are probabilities by construction, and each weight can be read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Logistic", "fit", "leaving_out", "load", "to_json"]

Array = npt.NDArray[np.float64]

_LEFT_OUT: ContextVar[str | None] = ContextVar("left_out", default=None)
#: A feature that hardly varies in the training data is not scaled up by its tiny deviation.
_LEAST_SCALE = 1e-6
_STEPS, _CLOSE = 60, 1e-8


class Logistic:
    """A logistic model over named features."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.names: tuple[str, ...] = tuple(data["names"])
        scale = np.array(data["scale"], dtype=np.float64)
        weights = np.array(data["weights"], dtype=np.float64)
        self._weights: Array = weights / scale
        self._bias = float(data["bias"]) - float(np.array(data["mean"], dtype=np.float64) @ self._weights)

    def score(self, features: Mapping[str, float]) -> float:
        """The sum of the weights of one case's features; a feature that is not named counts as 0."""
        pairs = zip(self.names, self._weights.tolist(), strict=True)
        return float(self._bias + sum(w * features[name] for name, w in pairs if name in features))

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability for one case."""
        total = self.score(features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def load(name: str) -> dict[str, Logistic]:
    """The models of the file ``name.json``, by their names, without the affair that is left out."""
    return _load(name, _LEFT_OUT.get())


@cache
def _load(name: str, left_out: str | None) -> dict[str, Logistic]:
    text = resources.files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    data = json.loads(text)
    models = data["without"].get(left_out, data["models"]) if left_out else data["models"]
    return {key: Logistic(rows) for key, rows in models.items()}


@contextmanager
def leaving_out(affair: str | None) -> Iterator[None]:
    """Within, every fitted model is the one that has not seen ``affair``."""
    token = _LEFT_OUT.set(affair)
    try:
        yield
    finally:
        _LEFT_OUT.reset(token)


def fit(
    names: Sequence[str], rows: Array, labels: Array, importance: Array | None = None, penalty: float = 1.0
) -> dict[str, Any]:
    """A model's JSON, fitted on ``rows`` (one a case, one column a name) with ``labels`` of 0 and 1.

    ``importance`` weighs the cases; ``penalty`` is the L2 penalty on the scaled features.
    """
    importance = np.ones(len(rows)) if importance is None else importance
    mean, scale = rows.mean(0), np.maximum(rows.std(0), _LEAST_SCALE)
    scaled = np.hstack([(rows - mean) / scale, np.ones((len(rows), 1))])
    damp = np.full(scaled.shape[1], penalty)
    damp[-1] = _LEAST_SCALE
    beta = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(scaled @ beta, -30, 30)))
        gradient = scaled.T @ (importance * (p - labels)) + damp * beta
        curve = importance * p * (1 - p)
        step = np.linalg.solve((scaled * curve[:, None]).T @ scaled + np.diag(damp), gradient)
        beta -= step
        if float(np.abs(step).max()) < _CLOSE:
            break
    return to_json(names, mean, scale, beta[:-1], float(beta[-1]))


def to_json(names: Sequence[str], mean: Array, scale: Array, weights: Array, bias: float) -> dict[str, Any]:
    """A model as it is stored, rounded so that the file does not differ by the machine that fitted it."""
    return {
        "names": list(names),
        "mean": [round(float(x), 5) for x in mean],
        "scale": [round(float(x), 5) or _LEAST_SCALE for x in scale],
        "weights": [round(float(x), 4) for x in weights],
        "bias": round(bias, 4),
    }
