"""What changed between two runs, in words."""

from __future__ import annotations

from io import StringIO

from handmade import make_dossier
from msgspec.structs import replace
from rich.console import Console

from reportedly.records import Dossier
from reportedly.show.diff import difference


def told(before: Dossier, after: Dossier) -> str:
    console = Console(file=StringIO(), width=200, highlight=False, markup=False)
    console.print(difference(before, after))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_nothing_changed_is_said() -> None:
    assert told(make_dossier(), make_dossier()).strip() == "Nothing changed."


def test_answers_that_come_and_go_and_a_dispute_that_ends() -> None:
    before = make_dossier()
    start = before.details[0]
    settled = replace(start, status="single_voice", values=start.values[:1], relations=())
    text = told(before, replace(before, details=(settled, *before.details[1:])))
    assert "disputed → one voice" in text
    assert "- 3 March 2011" in text
    back = told(replace(before, details=(settled, *before.details[1:])), before)
    assert "+ 3 March 2011" in back


def test_a_question_with_another_id_and_the_same_words_is_the_same() -> None:
    before = make_dossier()
    renamed = tuple(replace(d, id=f"x-{d.id}") for d in before.details)
    assert told(before, replace(before, details=renamed)).strip() == "Nothing changed."


def test_pages_and_verdicts() -> None:
    before = make_dossier()
    checks = tuple(replace(c, verdict="not_found") for c in before.citation_checks)
    text = told(before, replace(before, pages=before.pages[:2], citation_checks=checks))
    assert "- page: 02-pc.txt" in text
    assert "contradicted → not found" in text
