"""A case in a notebook."""

from __future__ import annotations

import ast
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from msgspec.structs import replace

import reportedly as r
from reportedly.example import pages

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "notebook.ipynb"
HOSTILE = "<script>alert(1)</script>\x1b[31m"


@pytest.fixture(scope="module")
def case() -> r.Case:
    return r.read(pages())


def tags(markup: str) -> set[str]:
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Any) -> None:
            found.add(tag)

    Reader().feed(markup)
    return found


def test_pages_in_a_case_out(case: r.Case) -> None:
    assert case.report is not None and case.report.pages == len(case.pages) == 7
    assert case.details[0].status == "contradicted"
    assert {d.id for d in case.details} == {d.id for d in case.dossier.details}
    assert case.statements == case.dossier.statements
    assert repr(case).startswith("<Case pages: 7 pages, ")


def test_a_path_is_a_string_or_a_path_and_may_be_kept(tmp_path: Path) -> None:
    page = tmp_path / "one.txt"
    page.write_text("VALD, 4 May 2011. Two guards died at the bridge, Mayor Ana Brill said.\n")
    kept = r.read(str(page), tmp_path / "a.case")
    opened = r.Case.open(str(tmp_path / "a.case"))
    assert opened.dossier == kept.dossier and opened.report is None
    assert r.read([page]).statements == kept.statements
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.case", "one.txt"]


def test_pages_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" ")
    with pytest.raises(r.InputError, match=r"empty\.txt"):
        r.read(tmp_path / "empty.txt")
    with pytest.raises(r.InputError):
        r.read([])


def test_why_leads_to_the_quotes(case: r.Case) -> None:
    detail = case.details[0]
    trail = str(case.why(detail.id))
    assert detail.question in trail.replace("\n", " ")
    assert "characters" in trail and "chain:" in trail
    with pytest.raises(r.NotFound):
        case.why("nothing")


def test_reprs_are_short(case: r.Case) -> None:
    rows = (
        *case.details,
        *case.statements,
        *case.pages,
        *case.voices,
        *case.links,
        *case.checks,
        *case.episodes,
    )
    assert max(len(repr(row)) for row in rows) < 1_000
    assert case.details[0].id in repr(case.details[0])
    assert len(repr(case.statements).splitlines()) <= 21
    assert "rows: episode, detail" in repr(case.to_frames()["answers"])


def test_nothing_of_a_page_is_markup_in_a_notebook(case: r.Case) -> None:
    dossier = case.dossier
    details = tuple(
        replace(d, question=HOSTILE, values=tuple(replace(v, value=HOSTILE) for v in d.values))
        for d in dossier.details
    )
    hostile = r.Case(replace(dossier, case=HOSTILE, details=details))
    shown = (hostile, hostile.details, hostile.why(hostile.details[0].id), hostile.to_frames()["answers"])
    for thing in shown:
        markup = thing._repr_html_()
        assert "alert(1)" in markup
        assert tags(markup) <= {"p", "pre", "table", "thead", "tbody", "tr", "th", "td", "br"}
        assert "\x1b" not in markup


def test_tables_are_columns_of_one_length(case: r.Case, tmp_path: Path) -> None:
    frames = case.to_frames()
    for table in frames.values():
        assert {len(column) for column in table.values()} == {table.rows}
        assert pyarrow.table(table).num_rows == table.rows
    assert len(frames["answers"]["value"]) > 20
    case.save(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text().count("\n") > 20


def test_the_function_stays_where_the_room_of_its_name_is_loaded() -> None:
    import reportedly.read.pages

    assert reportedly.read is r.read is r.api.read


def test_the_notebook_runs() -> None:
    held: dict[str, Any] = {}
    ran = 0
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        assert cell["outputs"] == []
        body = ast.parse("".join(cell["source"])).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), held)
        if isinstance(last, ast.Expr):
            assert eval(compile(ast.Expression(last.value), "cell", "eval"), held)._repr_html_()
        ran += 1
    assert ran > 3
