"""A correction under an article: the publisher's words, later than the article, beside it in the dossier."""

from __future__ import annotations

import pytest

from reportedly import Dossier, Store, export, run
from reportedly.show.view import View

PAGE = """The Port Linn Courier
Tuesday, May 4, 2010

Seventeen die in ferry fire
By Ann Berg

Seventeen people were killed in a fire on the ferry Alma off Port Linn on Monday, officials said.

The fire began in the engine room at noon, the harbour master, Jon Rask, said. "We did what we could," he said.

Correction: An article on Tuesday misstated the number of the dead. Fourteen people were killed in the fire on the ferry Alma, not 17.
"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("corrections")
    (folder / "page.txt").write_text(PAGE)
    run([folder / "page.txt"], folder / "a.case")
    with Store(folder / "a.case") as store:
        return store.dossier()


def test_its_statements_are_the_publishers(dossier: Dossier) -> None:
    note = next(p for p in dossier.passages if p.role == "correction")
    voices = {v.id: v.name for v in dossier.voices}
    said = [s for s in dossier.statements if s.passage == note.id]
    assert any("Fourteen people" in s.spans[0].text for s in said)
    assert {voices[s.voice or ""] for s in said} == {"The Port Linn Courier"}
    assert not any("Fourteen" in x.text for s in dossier.statements if s.passage != note.id for x in s.spans)


def test_it_is_no_earlier_than_its_article_and_tells_of_the_same(dossier: Dossier) -> None:
    note = next(p for p in dossier.passages if p.role == "correction")
    assert (note.published.basis, note.published.edtf) == ("inferred", "2010-05-04/..")
    assert [(k.source, k.target.passage, k.kind) for k in dossier.links] == [
        (note.id, note.parent, "comments_on")
    ]
    told = [d for d in dossier.details for v in d.values if note.id in v.accounts]
    assert told and all(
        note.parent in {p.account for p in d.positions} for d in told
    )  # asked of both, side by side


def test_what_it_says_replaces_what_the_article_said(dossier: Dossier) -> None:
    values = {v.id: v.value for d in dossier.details for v in d.values}
    revised = [
        (values[r.a], values[r.b]) for d in dossier.details for r in d.relations if r.kind == "revises"
    ]
    assert [(a.split()[0], b.split()[0]) for a, b in revised] == [("Fourteen", "Seventeen")]
    assert not any(r.kind == "contradicts" for d in dossier.details for r in d.relations)


def test_a_reader_sees_what_it_is(dossier: Dossier) -> None:
    view = View(dossier)
    note = next(p for p in dossier.passages if p.role == "correction")
    assert view.account(note.id) == "correction to The Port Linn Courier, 4 May 2010"
    assert "correction to The Port Linn Courier" in export(dossier, "html").decode()
