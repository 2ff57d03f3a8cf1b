"""One page can never stop the others: it is set aside with its reason, and the case opens again."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from spacy.language import Language

from reportedly import Store, recompute, run
from reportedly.case import Options
from reportedly.errors import ExhaustedError, ExtensionError, PageError
from reportedly.extract import pages
from reportedly.extract.parse import parse_pages
from reportedly.guards import Budget, guarded
from reportedly.read import formats
from reportedly.records import Reading

STORY = "VALD, 4 May 2011. The envoy met a rebel commander at Tresk on 2 March, a ministry official said.\n"
RULES = Options(extractor="rules", processes=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(STORY + f"Page {name}.\n")
    return tmp_path


def spoilt(work: object, name: str, error: BaseException) -> object:
    """``work`` that fails on the page of that name."""
    assert callable(work)

    def does(first: object, *rest: object) -> object:
        file = getattr(first, "file", None) or getattr(getattr(first, "page", None), "file", None)
        if file == name:
            raise error
        return work(first, *rest)

    return does


@pytest.mark.parametrize(
    "error", [RecursionError(), MemoryError(), KeyError("x")], ids=lambda e: type(e).__name__
)
def test_a_page_that_cannot_be_worked_through_is_set_aside(
    folder: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = folder / "a.case"
    with monkeypatch.context() as patch:
        patch.setattr(pages, "_extract_page", spoilt(pages._extract_page, "b.txt", error))
        report = run([folder], case, RULES)
        assert (report.pages, len(report.errors)) == (3, 1)
        assert str(report.errors[0]).startswith("b.txt: cannot be worked through")
    with Store(case) as store:
        dossier = store.dossier()
    told = {s.page for s in dossier.statements}
    aside = next(p.id for p in dossier.pages if p.file == "b.txt")
    assert told == {p.id for p in dossier.pages} - {aside}
    assert [f.page for f in dossier.findings if f.kind in ("set_aside", "exhausted")] == [aside]
    again = recompute(case)
    if isinstance(error, MemoryError):  # there may be more of it now
        assert (again.extracted, again.errors) == (1, ())
    else:
        assert (again.extracted, [str(e) for e in again.errors]) == (0, [str(e) for e in report.errors])


def test_a_page_that_fails_in_the_parse_does_not_take_its_batch_along(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = parse_pages

    def fails(nlp: Language, group: list[Reading]) -> object:
        if any(r.page.file == "c.txt" for r in group):
            raise ValueError("no parse")
        return parse(nlp, group)

    monkeypatch.setattr(pages, "parse_pages", fails)
    report = run([folder], folder / "a.case", RULES)
    assert [str(e).split(":")[0] for e in report.errors] == ["c.txt"]
    with Store(folder / "a.case") as store:
        assert len({s.page for s in store.dossier().statements}) == 2


def test_a_page_that_cannot_be_read_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = formats._reader("text")
    with monkeypatch.context() as patch:
        patch.setattr(formats, "_reader", lambda *_: spoilt(reader, "a.txt", RecursionError()))
        report = run([folder], folder / "a.case", RULES)
    assert (report.pages, [str(e) for e in report.errors]) == (
        2,
        ["a.txt: cannot be read (RecursionError); it is set aside."],
    )
    assert run([folder], folder / "a.case", RULES).pages == 3


def test_words_without_end_stop_nothing(folder: Path) -> None:
    """What once ended the run, and every later run, with a RecursionError."""
    (folder / "deep.txt").write_text(STORY + "\n" + "said " * 1200 + "\n\n" + "he said that " * 800 + "\n")
    report = run([folder], folder / "a.case", RULES)
    assert (report.pages, report.errors) == (4, ())
    with Store(folder / "a.case") as store:
        assert len({s.page for s in store.dossier().statements}) == 4


def test_time_is_bounded() -> None:
    with (
        pytest.raises(ExhaustedError, match=r"slow\.txt: cannot be read in 0 s of computing"),
        guarded("slow.txt", 10, Budget("read", 0.2, 1000)),
    ):
        until = time.process_time() + 20
        while time.process_time() < until:
            try:
                sum(range(1000))
            except Exception:  # a library that swallows what it meets cannot go on either
                continue
    assert time.process_time() < until


def test_a_fault_of_the_set_up_is_no_pages_fault() -> None:
    with pytest.raises(ExtensionError), guarded("a.txt", 1, Budget("read", 5, 1)):
        raise ExtensionError("no such extractor")
    with pytest.raises(PageError), guarded("a.txt", 1, Budget("read", 5, 1)):
        raise PageError("a.txt: no")


def test_where_nothing_changed_nothing_is_computed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = folder / "a.case"
    (folder / "fr.txt").write_text(
        "Le ministre a déclaré mardi que les négociations avec le mouvement avaient commencé en mars.\n"
    )
    first = run([folder], case, RULES)
    with Store(case) as store:
        before = store.dossier()

    def never(*_: object) -> None:
        raise AssertionError("it is computed anew")

    with monkeypatch.context() as patch:
        patch.setattr("reportedly.case.compute", never)
        again = run([folder], case, RULES)
        assert (again.pages, again.added, again.extracted) == (4, 0, 0)
        assert again.remarks == first.remarks != ()
        (folder / "d.txt").write_text(STORY + "Page d.\n")
        with pytest.raises(AssertionError, match="computed anew"):
            run([folder], case, RULES)
    with Store(case) as store:
        assert store.dossier() == before
    assert run([folder], case, RULES).pages == 5
