"""The bundled example case: the quickest test of everything."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from reportedly import Dossier, Store, check, export, run
from reportedly.example import pages
from reportedly.show.schema import json_schema


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("example") / "example.case"
    report = run([pages()], case)
    assert (report.pages, report.errors) == (7, ())
    return case


@pytest.fixture(scope="module")
def dossier(case: Path) -> Dossier:
    with Store(case) as store:
        return store.dossier()


def test_everything_stands_where_it_says(case: Path) -> None:
    with Store(case) as store:
        assert list(check(store)) == []


def test_the_export_validates(dossier: Dossier) -> None:
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(export(dossier, "json")))


def test_a_second_run_gives_the_same_bytes(case: Path, dossier: Dossier, tmp_path: Path) -> None:
    again = tmp_path / "example.case"
    run([pages()], again)
    with Store(again) as store:
        second = store.dossier()
    for form in ("json", "html"):
        assert export(second, form) == export(dossier, form)


def test_what_a_person_states_of_a_page_holds_for_its_account(dossier: Dossier) -> None:
    page = next(p for p in dossier.pages if p.file.startswith("07"))
    account = next(p for p in dossier.passages if p.page == page.id and p.kind == "article")
    assert (account.publisher, account.published.edtf) == ("Highland Radio", "2014-04-14")


def test_the_noise_is_kept_and_marked(dossier: Dossier) -> None:
    text = {p.id: p.text for p in dossier.pages}
    noise = " ".join(
        text[p.page][p.start : p.end] for p in dossier.passages if p.kind in ("spam", "boilerplate")
    )
    assert "Subscribe" in noise


def test_the_anonymous_source_of_the_interview_speaks(dossier: Dossier) -> None:
    page = next(p for p in dossier.pages if p.file.startswith("01"))
    said = [s for s in dossier.statements if s.page == page.id and s.mode != "narration"]
    assert any("Five meetings were held" in span.text for s in said for span in s.spans)


@pytest.mark.accuracy
def test_the_dossier_shows_what_is_disputed_agreed_refined_and_open(dossier: Dossier) -> None:
    assert {d.status for d in dossier.details} >= {
        "contradicted", "refined", "agreed", "independence_unknown",
    }  # fmt: skip


@pytest.mark.accuracy
def test_the_talks_began_on_three_days(dossier: Dossier) -> None:
    (start,) = [d for d in dossier.details if "2014-03-14" in {v.normalized for v in d.values}]
    assert start.question.startswith("On what day did the talks begin")
    assert start.status == "contradicted"
    assert {v.normalized for v in start.values} == {"2014-03-04", "2014-03-05", "2014-03-14"}
    copied = next(v for v in start.values if v.normalized == "2014-03-04")
    assert len(copied.accounts) == 3
    assert len(copied.voices) == 2  # the copy of the wire story adds an account and no voice


@pytest.mark.accuracy
def test_the_retelling_is_held_against_the_interview(dossier: Dossier) -> None:
    (wrong,) = [c for c in dossier.citation_checks if c.verdict == "contradicted"]
    assert "March 14" in wrong.part.text
    assert wrong.evidence is not None
    assert "4 March" in wrong.evidence.text
