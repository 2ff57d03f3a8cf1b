"""The main-text measure, and what it makes of a page of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from reportedly.bench.html import Answer, documents, library, made_page, score
from reportedly.errors import InputError


def _benchmark(folder: Path, pages: dict[str, tuple[str, str]]) -> Path:
    (folder / "html").mkdir()
    for ident, (source, _) in pages.items():
        (folder / "html" / f"{ident}.html.gz").write_bytes(gzip.compress(source.encode()))
    truth = {ident: {"articleBody": body, "url": "http://example.org"} for ident, (_, body) in pages.items()}
    (folder / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")
    return folder


def test_a_page_read_whole_scores_one(tmp_path: Path) -> None:
    source = made_page(7, 20_000).decode()
    body = " ".join(p.partition("</p>")[0] for p in source.partition("</article>")[0].split("<p>")[1:])
    figures = score(documents(_benchmark(tmp_path, {"a": (source, body)})))
    assert figures.pages == 1
    assert figures.precision > 0.99 and figures.recall > 0.99


def test_what_is_missed_costs_recall(tmp_path: Path) -> None:
    source = made_page(7, 20_000).decode()
    figures = score(
        documents(_benchmark(tmp_path, {"a": (source, "Nothing of this stands on the page at all.")}))
    )
    assert figures.recall == 0


def test_a_folder_that_is_no_benchmark_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ground-truth\.json"):
        list(documents(tmp_path))


def test_fields_are_scored_where_the_truth_has_them() -> None:
    truth = {"title": "Two held after raid", "author": ["By Ana Ruiz", "Jo Li"], "date": "2011-03-04T10:00"}
    told = Answer(title="Two Held After Raid", author="Ana Ruiz, Jo Li", date="2011-03-05", publisher="X")
    figures = score([("a", b"", truth)], lambda _: told)
    assert figures.pages == 0
    rows = {name: tuple(row) for name, row in figures.fields.items()}
    assert rows == {"title": (1, 0, 1), "author": (1, 0, 1), "date": (0, 1, 1), "publisher": (0, 0, 0)}
    assert (
        score([("a", b"", truth)], lambda _: Answer(author="Ana Ruiz, Text Size")).fields["author"].wrong == 1
    )
    assert score([("a", b"", truth)], lambda _: Answer()).fields["date"] == (0, 0, 1)


def test_the_library_is_asked_beside_the_program() -> None:
    assert "harbour" in library(made_page(7, 20_000)).text
