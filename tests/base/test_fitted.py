"""Fitted models: what was put in comes out, and one affair can be left out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from reportedly import fitted


def test_a_model_that_separates_gives_high_and_low_probabilities() -> None:
    rows = np.array([[x, 1.0] for x in (-2, -1, -0.5, 0.5, 1, 2)], dtype=np.float64)
    model = fitted.Logistic(fitted.fit(["x", "one"], rows, (rows[:, 0] > 0).astype(np.float64), penalty=0.1))
    assert model.probability({"x": 2.0, "one": 1.0}) > 0.8 > 0.2 > model.probability({"x": -2.0, "one": 1.0})


def test_probabilities_are_calibrated_on_what_they_were_fitted_on() -> None:
    rows = np.array([[0.0]] * 40 + [[1.0]] * 40)
    labels = np.array([1.0] * 10 + [0.0] * 30 + [1.0] * 30 + [0.0] * 10)
    model = fitted.Logistic(fitted.fit(["x"], rows, labels, penalty=1e-3))
    assert model.probability({"x": 0.0}) == pytest.approx(0.25, abs=0.01)
    assert model.probability({"x": 1.0}) == pytest.approx(0.75, abs=0.01)


def test_an_affair_is_left_out_only_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(bias: float) -> dict[str, object]:
        return {"m": {"names": [], "mean": [], "scale": [], "weights": [], "bias": bias}}

    data = {"models": made(0.0), "without": {"flood": made(5.0)}}
    (tmp_path / "some.json").write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setattr("reportedly.fitted.resources.files", lambda _: tmp_path)
    fitted._load.cache_clear()
    with fitted.leaving_out("flood"):
        assert fitted.load("some")["m"].probability({}) > 0.9
    with fitted.leaving_out("unknown affair"):
        assert fitted.load("some")["m"].probability({}) == 0.5
    assert fitted.load("some")["m"].probability({}) == 0.5
    fitted._load.cache_clear()
