"""The TempEval-3 scorer on TimeML of our own, and TimeBank against its floors where it is at hand."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from reportedly.bench.dates import Expression, Figures, Outcome, documents, fold_of, read_timeml, run, score
from reportedly.bench.peers import run_peer
from reportedly.errors import ExtensionError, InputError

FLOORS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parent / "floors.json").read_text(encoding="utf-8")
)

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2003-06-18">18 June</TIMEX3></DCT>
<TEXT>R&amp;D <EVENT eid="e1">ended</EVENT> <TIMEX3 tid="t1" type="DATE" value="2003-06-16">on Monday</TIMEX3>
and <TIMEX3 tid="t2" type="DATE" value="2003-05">in May</TIMEX3>.</TEXT></TimeML>
"""


def test_timeml_is_read_without_its_markup_and_without_its_creation_time(tmp_path: Path) -> None:
    file = tmp_path / "one.tml"
    file.write_text(TIMEML, encoding="utf-8")
    document = read_timeml(file)
    assert document.created == "2003-06-18"
    assert document.text == "R&D ended on Monday\nand in May."
    assert [document.text[e.start : e.end] for e in document.gold] == ["on Monday", "in May"]
    assert [e.value for e in document.gold] == ["2003-06-16", "2003-05"]


def test_strict_relaxed_and_value_are_counted_apart(tmp_path: Path) -> None:
    file = tmp_path / "one.tml"
    file.write_text(TIMEML, encoding="utf-8")
    document = read_timeml(file)
    first, second = document.gold
    found = (
        first,  # same extent, same value
        Expression(second.start + 3, second.end, "DATE", "2002-05"),  # overlaps, another value
        Expression(0, 3, "DATE", "2003"),  # nothing there
    )
    assert score([Outcome(document, found)]) == Figures(40.0, 80.0, 40.0, 1, 2)


def test_a_folder_without_timeml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        documents(tmp_path)


def test_an_unknown_library_is_refused() -> None:
    with pytest.raises(ExtensionError):
        list(run_peer([], "sundial"))


def test_a_library_is_scored_on_the_same_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def search_dates(text: str, **_: object) -> list[tuple[str, datetime]]:
        return [("in May", datetime(2003, 5, 1))] if "in May" in text else []

    monkeypatch.setitem(sys.modules, "dateparser.search", SimpleNamespace(search_dates=search_dates))
    file = tmp_path / "one.tml"
    file.write_text(TIMEML, encoding="utf-8")
    (outcome,) = run_peer([read_timeml(file)], "dateparser")
    (found,) = outcome.found
    assert outcome.document.text[found.start : found.end] == "in May"


@pytest.mark.accuracy
@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_timebank_does_not_fall(part: str, shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fold 2 of 3 was held out while the grammar was first written, and no longer is."""
    held_out = part == "held_out"
    chosen = [
        d for d in documents(shared / "bench" / "timex" / "TimeBank") if (fold_of(d.name) == 2) is held_out
    ]
    figures = score(run(chosen))
    with capsys.disabled():
        print(f"\nTimeBank {part}: {figures}")
    floors = {k.split(".")[1]: v for k, v in FLOORS["timebank"].items() if k.startswith(part + ".")}
    assert floors
    assert not {k: getattr(figures, k) for k, v in floors.items() if getattr(figures, k) < v}
