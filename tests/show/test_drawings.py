"""The timeline and the source chains as drawings: what stands where."""

from __future__ import annotations

import pytest
from handmade import make_dossier
from msgspec.structs import replace

from reportedly.records import Link, Published, Target
from reportedly.show.chains import chains
from reportedly.show.timeline import timeline
from reportedly.show.view import View


def test_an_imprecise_date_is_a_longer_bar_in_its_place() -> None:
    drawing = timeline(View(make_dossier()), {"val-a1": "#val-a1"})
    assert drawing is not None
    rows = {row.full: row for row in drawing.rows}
    day, later = rows["start: 2 March 2011"], rows["start: 3 March 2011"]
    span = next(row for row in drawing.rows if row.style == "inferred")
    assert day.bar and later.bar and span.bar
    assert day.bar.x < later.bar.x < span.bar.x
    assert span.bar.width > day.bar.width
    assert day.href == "#val-a1"
    assert rows["The Courier, 4 May 2011"].style == "published"
    xs = [x for x, _ in drawing.ticks]
    assert xs == sorted(xs)
    assert 2 <= len(xs) <= 10


@pytest.mark.parametrize(
    ("edtf", "ticks"), [("1911/2011", "1920"), ("2011-05-04", "3 May"), ("2010/2012", "Jan 2011")]
)
def test_ticks_fit_the_length_of_time(edtf: str, ticks: str) -> None:
    dossier = make_dossier()
    page = replace(dossier.pages[0], published=Published())
    passage = replace(dossier.passages[0], published=Published(edtf, "stated"))
    bare = replace(dossier, details=(), episodes=(), pages=(page,), passages=(passage,))
    drawing = timeline(View(bare), {})
    assert drawing is not None
    assert ticks in [label for _, label in drawing.ticks]


def test_nothing_dated_is_no_timeline() -> None:
    dossier = replace(make_dossier(), details=(), episodes=(), pages=(), passages=())
    assert timeline(View(dossier), {}) is None


def test_voices_stand_left_of_the_accounts_that_carry_them() -> None:
    drawing = chains(View(make_dossier()))
    assert drawing is not None
    x = {node.title: node.x for node in drawing.nodes}
    assert x["a rebel officer, to The Courier"] < x["The Courier, 4 May 2011"] < x["R. <Hale>"]
    titles = [edge.title for edge in drawing.edges]
    assert "a rebel officer, to The Courier → The Courier, 4 May 2011: 3 statements" in titles
    assert any(edge.kind == "copies" for edge in drawing.edges)


def test_accounts_that_cite_each_other_are_still_drawn() -> None:
    dossier = make_dossier()
    circle = (Link("ta", Target("tb"), "reports"), Link("tb", Target("ta"), "reports"))
    assert chains(View(replace(dossier, statements=(), links=circle))) is not None
