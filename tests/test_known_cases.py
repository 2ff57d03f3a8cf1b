"""The known cases, scored: no figure may fall below its floor in ``floors.json``.

A floor is named ``part.figure`` as the scorer prints it.  Figures that count faults (``bad_spans`` and
those below) are ceilings.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reportedly.case import run
from reportedly.export import export
from reportedly.store import Store

FLOORS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parent / "floors.json").read_text(encoding="utf-8")
)
CEILINGS = {"bad_spans", "false_conflicts", "conflicts_elsewhere", "wrong_verdicts", "contradicted_elsewhere"}
CASES = ("amman-talks", "khalilzad-more", "nisour")
#: Affairs of the tests' own invention, in the known cases' form; see ``affairs/README.md``.
AFFAIRS = ("air_strike", "captives", "ferry")


@pytest.mark.accuracy
@pytest.mark.parametrize("name", CASES)
def test_no_figure_of_a_known_case_falls(
    name: str, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _hold(name, _score(shared, shared / "cases" / name / "pages", tmp_path), capsys)


@pytest.mark.accuracy
@pytest.mark.parametrize("name", AFFAIRS)
def test_no_figure_of_an_invented_affair_falls(
    name: str, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _hold(name, _score(shared, Path(__file__).parent / "affairs" / name / "pages", tmp_path), capsys)


def _hold(name: str, figures: dict[str, float], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{name}: " + "  ".join(f"{k} {v}" for k, v in figures.items()))
    assert not _fallen(figures, FLOORS[name])


@pytest.mark.accuracy
def test_thirty_further_accounts_of_the_affair_change_no_finding(shared: Path, tmp_path: Path) -> None:
    cases = shared / "cases"
    figures = _score(shared, cases / "amman-talks" / "pages", tmp_path, cases / "khalilzad-more" / "pages")
    # Spans and links on the further pages are not in this gold; all else has to stand as in the case alone.
    floors = {
        k: v for k, v in FLOORS["amman-talks"].items() if k.startswith(("details.", "citation_checks."))
    }
    floors |= {
        "links.recall": FLOORS["amman-talks"]["links.recall"],
        "citation_checks.contradicted_elsewhere": 3,
    }
    assert not _fallen(figures, floors)


def _fallen(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    return [
        f"{key}: {figures[key]}, floor {floor}"
        for key, floor in floors.items()
        if (figures[key] > floor if key.split(".")[-1] in CEILINGS else figures[key] < floor)
    ]


def _score(shared: Path, pages: Path, folder: Path, *further: Path) -> dict[str, float]:
    run([pages, *further], folder / "scored.case")
    with Store(folder / "scored.case") as store:
        (folder / "export.json").write_bytes(export(store.dossier(), "json"))
    scorer, gold = shared / "score" / "score.py", pages.parent / "gold.json"
    command = [str(part) for part in (sys.executable, scorer, gold, folder / "export.json", pages, "--json")]
    out = subprocess.run(command, capture_output=True, text=True, check=True)
    parts: dict[str, Any] = json.loads(out.stdout)
    figures = {"bad_spans": float(parts["bad_spans"])}
    for part, values in parts.items():
        if isinstance(values, dict):
            figures |= {f"{part}.{k}": v for k, v in values.items() if isinstance(v, int | float)}
    return figures
