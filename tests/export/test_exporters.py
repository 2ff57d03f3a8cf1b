"""Every format is what its own reader takes, and says what the dossier says."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from datetime import datetime
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Any

import docx
import networkx
import openpyxl
import pyarrow.parquet
import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace
from typer.testing import CliRunner

from reportedly import Dossier, ExtensionError, InputError, Judgement, NotFound, Span, Store, export, run
from reportedly.cli import app
from reportedly.example import pages
from reportedly.export import form_of, formats
from reportedly.export.cells import safe
from reportedly.export.tables import COLUMNS, TABLES, rows_of, table_of
from reportedly.read.references import references
from reportedly.records import Anchor
from reportedly.show.view import View

HOSTILE = '=HYPERLINK("http://evil.example";"x") <script>alert(1)</script> [a](http://b.example) \x1b[31m # {x} ü & $'


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The bundled example, read once."""
    case = tmp_path_factory.mktemp("export") / "example.case"
    run([pages()], case)
    with Store(case) as store:
        return store.dossier()


@pytest.fixture(scope="module")
def hostile(dossier: Dossier) -> Dossier:
    """The same case, every title, name and question of which is out to do harm."""
    return replace(
        dossier,
        pages=tuple(replace(p, title=HOSTILE, author=HOSTILE) for p in dossier.pages),
        voices=tuple(replace(v, name=HOSTILE) for v in dossier.voices),
        actors=tuple(replace(a, name=HOSTILE) for a in dossier.actors),
        details=tuple(
            replace(d, question=HOSTILE, values=tuple(replace(v, value=HOSTILE) for v in d.values))
            for d in dossier.details
        ),
    )


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("form", formats())
def test_the_same_case_gives_the_same_bytes(dossier: Dossier, form: str) -> None:
    assert export(dossier, form) == export(dossier, form) != b""


@pytest.mark.parametrize("form", formats())
def test_a_case_that_holds_nothing_and_one_that_is_hostile_are_written(
    dossier: Dossier, hostile: Dossier, form: str
) -> None:
    assert isinstance(export(Dossier(dossier.schema, "empty"), form), bytes)
    assert isinstance(export(hostile, form), bytes)


def test_the_name_of_a_file_tells_the_format(dossier: Dossier) -> None:
    names = (
        "a.html",
        "talks.may.CSV",
        "pages.csl.json",
        "csl.json",
        "a.timeline.json",
        "a",
        "x.json",
        "x.odd",
    )
    found = [form_of(PurePath(name)) for name in names]
    assert found == ["html", "csv", "csl.json", "json", "timeline.json", "json", "json", "odd"]
    with pytest.raises(NotFound, match=r"'odd'.*html.*csl\.json"):
        export(dossier, "odd")


def test_the_help_names_every_format() -> None:
    told = CliRunner().invoke(app, ["export", "--help"]).output
    words = set(re.findall(r"[\w.]+", told))
    assert not [form for form in formats() if form not in words]


# ------------------------------------------------------------------ tables


def test_every_quote_of_every_table_is_the_slice_that_it_names(dossier: Dossier) -> None:
    texts = {page.id: page.text for page in dossier.pages}
    seen = 0
    for name in TABLES:
        for row in rows_of(View(dossier), name):
            for before in ("", "cited_"):
                if row.get(f"{before}quote") is not None:
                    text = texts[row[f"{before}page"]]
                    assert text[row[f"{before}start"] : row[f"{before}end"]] == row[f"{before}quote"]
                    seen += 1
    assert seen > 50


def test_a_row_of_answers_names_value_account_and_voice(dossier: Dossier) -> None:
    rows = rows_of(View(dossier), "answers")
    assert len(rows) == sum(len(v.evidence) for d in dossier.details for v in d.values)
    voices = {v.id for v in dossier.voices}
    told = [row for row in rows if row["voice_id"]]
    assert told and all(row["voice_id"] in voices and row["account"] for row in told)
    table = table_of(View(dossier), "answers")
    assert {len(column) for column in table.values()} == {len(rows)}


def test_csv_has_the_answers_and_its_archive_every_table(dossier: Dossier) -> None:
    rows = read_csv(export(dossier, "csv"))
    told = rows_of(View(dossier), "answers")
    assert [int(row["start"]) for row in rows] == [row["start"] for row in told]
    assert list(rows[0]) == list(told[0])
    with zipfile.ZipFile(io.BytesIO(export(dossier, "zip"))) as archive:
        assert archive.testzip() is None
        assert [name.removesuffix(".csv") for name in archive.namelist()] == list(TABLES)
        for name in TABLES:
            assert len(read_csv(archive.read(f"{name}.csv"))) == len(rows_of(View(dossier), name))


def test_no_cell_is_a_formula_or_steers_a_terminal(hostile: Dossier) -> None:
    for row in read_csv(export(hostile, "csv")):
        assert row["value"].startswith("'=HYPERLINK")
        assert not any("\x1b" in cell for cell in row.values())
    book = openpyxl.load_workbook(io.BytesIO(export(hostile, "xlsx")))
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    dangerous = ("=1+1", "+1", "-1+A1", "@sum", " =1", "\t=1", "\r=1", "\n@x", "＝1")
    assert all(str(safe(cell)).startswith("'") for cell in dangerous)
    assert [safe(cell) for cell in (-1, None, "a=b", "x" * 40_000)] == [-1, None, "a=b", "x" * 32_766 + "…"]


def test_xlsx_has_a_sheet_a_table(dossier: Dossier) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(dossier, "xlsx")))
    assert book.sheetnames == list(TABLES)
    for name in TABLES:
        rows = rows_of(View(dossier), name)
        lines = list(book[name].iter_rows(values_only=True))
        assert lines[0] == COLUMNS[name] and len(lines) == len(rows) + 1
    starts = [row["start"] for row in rows_of(View(dossier), "statements")]
    assert [row[0].value for row in zip(*[_column(book["statements"], "start")], strict=True)] == starts


def _column(sheet: openpyxl.worksheet.worksheet.Worksheet, name: str) -> list[openpyxl.cell.Cell]:
    (at,) = [n for n, cell in enumerate(next(sheet.iter_rows())) if cell.value == name]
    return [line[at] for line in sheet.iter_rows(min_row=2)]


def test_parquet_has_the_answers_as_they_stand(dossier: Dossier) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(export(dossier, "parquet")))
    assert table.to_pylist() == rows_of(View(dossier), "answers")
    assert str(table.schema.field("start").type) == "int64"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_columns_that_it_says(dossier: Dossier, name: str) -> None:
    assert {tuple(row) for row in rows_of(View(dossier), name)} == {COLUMNS[name]}
    assert list(table_of(View(Dossier(dossier.schema, "empty")), name)) == list(COLUMNS[name])


# ------------------------------------------------------------------ the report


def test_the_report_numbers_every_quote_that_it_rests_on(dossier: Dossier) -> None:
    text = export(dossier, "md").decode()
    body, _, quotes = text.partition("\n## Quotes\n")
    used = [int(n) for n in re.findall(r"\\\[(\d+)\\\]", body)]
    given = [int(n) for n in re.findall(r"^(\d+)\. “", quotes, re.MULTILINE)]
    assert given == list(range(1, len(given) + 1))
    assert set(used) == set(given)
    firsts = list(dict.fromkeys(used))
    assert all(a < b for a, b in pairwise(firsts))
    for detail in dossier.details:
        assert detail.question in body


def test_nothing_of_a_page_is_markup_in_the_report(hostile: Dossier) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(export(hostile, "md").decode())
    inner = [child for token in tokens for child in token.children or ()]
    assert not [
        t.type for t in (*tokens, *inner) if t.type in ("html_block", "html_inline", "link_open", "image")
    ]
    shown = "".join(child.content for child in inner)
    assert "<script>alert(1)</script> [a](http://b.example)" in shown


def test_a_line_that_would_begin_a_block_stays_a_line(dossier: Dossier) -> None:
    for title in ("1. May", "# 1", "- a", "+ a", "> a", "===", "```", "    x"):
        named = replace(dossier, case=title, details=(), citation_checks=())
        tokens = MarkdownIt("commonmark").parse(export(named, "md").decode())
        assert [t.type for t in tokens[:2]] == ["heading_open", "inline"]
        assert "".join(c.content for c in tokens[1].children or ()) == title.strip()


def test_word_reads_the_report_with_the_same_citations(dossier: Dossier) -> None:
    document = docx.Document(io.BytesIO(export(dossier, "docx")))
    paragraphs = [p.text for p in document.paragraphs]
    headings = [p.text for p in document.paragraphs if p.style and str(p.style.name).startswith("Heading")]
    assert {d.question for d in dossier.details} <= set(headings)
    quotes = [p for p in paragraphs if re.match(r"\[\d+\] “", p)]
    markdown = export(dossier, "md").decode().partition("\n## Quotes\n")[2]
    assert len(quotes) == len(re.findall(r"^\d+\. “", markdown, re.MULTILINE)) > 10


# ------------------------------------------------------------------ references


def test_the_lists_of_references_state_each_page(dossier: Dossier) -> None:
    expected = {p.file: (p.title, p.publisher, p.author) for p in dossier.pages}
    for kind, form in (("bibtex", "bib"), ("ris", "ris"), ("json", "csl.json")):
        rows = list(references(kind, export(dossier, form).decode()))
        assert {row["file"] for row in rows} == set(expected)
        for row in rows:
            title, publisher, author = expected[row["file"]]
            assert title is None or row["title"] == title
            assert row.get("publisher") == publisher
            assert row.get("author") == author
    dates = {p.file: p.published.edtf for p in dossier.pages}
    for row in references("ris", export(dossier, "ris").decode()):
        assert "date" not in row or row["date"] == str(dates[row["file"]])[:10]


def test_a_reference_that_is_hostile_stays_one_entry(hostile: Dossier) -> None:
    for kind, form in (("bibtex", "bib"), ("ris", "ris"), ("json", "csl.json")):
        rows = list(references(kind, export(hostile, form).decode()))
        assert [row["file"] for row in rows] == [p.file for p in hostile.pages]
        assert all("alert(1)" in row["title"] and "&" in row["title"] for row in rows)


# ------------------------------------------------------------------ graphs, timelines, annotations, entities


def test_networkx_reads_the_graph(dossier: Dossier) -> None:
    graph = networkx.read_graphml(io.BytesIO(export(dossier, "graphml")), force_multigraph=True)
    kinds = [data["kind"] for _, _, data in graph.edges(data=True)]
    assert sorted(k for k in kinds if k in {link.kind for link in dossier.links}) == sorted(
        link.kind for link in dossier.links
    )
    for voice in dossier.voices:
        assert graph.nodes[voice.id]["kind"] == f"voice/{voice.kind}"
    texts = {page.id: page.text for page in dossier.pages}
    quoted = [data for _, _, data in graph.edges(data=True) if "quote" in data]
    assert quoted
    for data in quoted:
        text = texts[data["page"]][data["start"] : data["end"]]
        assert data["quote"] == re.sub(r"\s+", " ", text)


def test_the_timeline_has_every_date_that_has_a_first_day(dossier: Dossier, hostile: Dossier) -> None:
    told = json.loads(export(dossier, "timeline.json"))
    values = {v.id: v for d in dossier.details for v in d.values}
    dated = {
        v.id
        for v in values.values()
        if re.match(r"\d{4}-\d\d-\d\d$", v.normalized or "") and v.type == "date"
    }
    events = {event["unique_id"]: event for event in told["events"]}
    assert dated and dated <= set(events)
    for ident in dated:
        year, month, day = map(int, str(values[ident].normalized).split("-"))
        assert events[ident]["start_date"] == {"year": year, "month": month, "day": day}
    assert b"<script" not in export(hostile, "timeline.json")


def test_timesketch_has_a_moment_and_a_message_a_line(dossier: Dossier) -> None:
    rows = [json.loads(line) for line in export(dossier, "timesketch.jsonl").decode().splitlines()]
    texts = {page.id: page.text for page in dossier.pages}
    assert [row for row in rows if "quote" in row]
    for row in rows:
        assert row["message"] and row["timestamp_desc"]
        assert datetime.fromisoformat(row["datetime"]).tzinfo is not None
        assert re.match(r"[\d./-]+", row["edtf"])
        assert "quote" not in row or texts[row["page"]][row["start"] : row["end"]] == row["quote"]


def test_a_row_of_events_is_coded_as_its_account_tells_it(dossier: Dossier) -> None:
    rows = read_csv(zipfile.ZipFile(io.BytesIO(export(dossier, "zip"))).read("events.csv"))
    assert len(rows) == sum(len(event.mentions) for event in dossier.events)
    coded = [row for row in rows if row["plover"]]
    assert coded and all(re.fullmatch(r"\d{2,4}", row["cameo"]) for row in coded if row["cameo"])


def test_an_annotation_finds_its_words_by_position_and_by_quote(dossier: Dossier) -> None:
    told = json.loads(export(dossier, "jsonld"))
    assert (told["@context"], told["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    items = told["first"]["items"]
    assert len(items) == told["total"] == len({item["id"] for item in items})
    texts = {page.url or f"urn:sha256:{page.sha256}": page.text for page in dossier.pages}
    for item in items:
        text = texts[item["target"]["source"]]
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_provenance_names_nothing_that_it_does_not_hold(dossier: Dossier) -> None:
    told = json.loads(export(dossier, "prov.jsonld"))
    nodes = {node["@id"]: node for node in told["@graph"]}
    assert len(nodes) == len(told["@graph"])
    for node in nodes.values():
        for name, targets in node.items():
            if isinstance(targets, list):
                assert {target["@id"] for target in targets} <= set(nodes), name
    by_end = {ident.rsplit(":", 1)[1]: node for ident, node in nodes.items()}
    for statement in dossier.statements:
        (said_by,) = by_end[statement.id]["prov:wasAttributedTo"]
        assert nodes[said_by["@id"]] is by_end[str(statement.voice)]
    for link in dossier.links:
        if link.kind == "reports" and link.target.passage:
            derived = by_end[link.source]["prov:wasDerivedFrom"]
            assert link.target.passage in {target["@id"].rsplit(":", 1)[1] for target in derived}


def test_rdflib_reads_the_provenance(dossier: Dossier) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=export(dossier, "prov.jsonld"), format="json-ld")
    entity = rdflib.URIRef("http://www.w3.org/ns/prov#Entity")
    assert len(set(graph.subjects(rdflib.RDF.type, entity))) > len(dossier.statements)


def test_a_claim_is_reviewed_only_by_a_person(dossier: Dossier) -> None:
    assert json.loads(export(dossier, "claimreview.json")) == []
    value = dossier.details[0].values[0]

    def graded(*grades: str) -> list[dict[str, Any]]:
        log = tuple(
            Judgement(
                f"j-{n}",
                "2026-01-02T03:04:05Z",
                "Ida",
                "grade",
                Anchor(id=value.id),
                value=grade,
                why="two names",
            )
            for n, grade in enumerate(grades)
        )
        told: list[dict[str, Any]] = json.loads(export(replace(dossier, judgements=log), "claimreview.json"))
        return told

    (review,) = graded("B2")
    assert (review["@type"], review["author"]["name"]) == ("ClaimReview", "Ida")
    assert (
        review["reviewRating"]["ratingValue"] == 4
        and "probably true" in review["reviewRating"]["alternateName"]
    )
    assert dossier.details[0].question in review["claimReviewed"] and review["reviewBody"] == "two names"
    assert len(review["itemReviewed"]["appearance"]) == len(value.evidence)
    assert [r["reviewRating"]["ratingValue"] for r in graded("2", "5")] == [1]
    assert graded("B") == graded("6") == []


def test_followthemoney_takes_every_entity(dossier: Dossier) -> None:
    followthemoney = pytest.importorskip("followthemoney")
    lines = export(dossier, "ftm.json").decode().splitlines()
    entities = [json.loads(line) for line in lines]
    known = {entity["id"]: entity for entity in entities}
    assert len(known) == len(entities)
    for entity in entities:
        proxy = followthemoney.EntityProxy.from_dict(entity, cleaned=False)
        followthemoney.model.get(entity["schema"]).validate(entity)
        for name, values in entity["properties"].items():
            assert len(proxy.get(name)) >= 1, f"{name} {values} of {entity['schema']}"
        for name in ("proof", "document", "resolved", "involved"):
            assert set(entity["properties"].get(name, ())) <= set(known)


# ------------------------------------------------------------------ outside exporters


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is installed beside this one, with one exporter that works and one that does not."""
    info = tmp_path / "shout-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shout\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[reportedly.exporters]\nshout = shout_export:write\nsilent = shout_export:nothing\njson = shout_export:write\n"
    )
    (tmp_path / "shout_export.py").write_text(
        "def write(dossier):\n    return ' '.join(d.question for d in dossier.details).upper().encode()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("outside")
def test_an_outside_package_adds_a_format_and_changes_none_of_ours(dossier: Dossier) -> None:
    assert formats()[-2:] == ("shout", "silent")
    assert form_of(PurePath("a.shout")) == "shout"
    assert dossier.details[0].question.upper() in export(dossier, "shout").decode()
    assert json.loads(export(dossier, "json"))["case"] == dossier.case
    with pytest.raises(ExtensionError, match="silent"):
        export(dossier, "silent")


def test_a_format_whose_package_is_missing_says_what_to_install(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.delitem(sys.modules, "reportedly.export.sheets", raising=False)
    with pytest.raises(InputError, match=r"openpyxl.*reportedly\[exports\]"):
        export(dossier, "xlsx")


def test_the_public_function_is_not_hidden_by_the_package_of_its_name() -> None:
    import reportedly
    import reportedly.export.tables

    assert callable(reportedly.export)
    assert reportedly.Span is Span
