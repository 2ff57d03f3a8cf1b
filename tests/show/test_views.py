"""The views behind the dossier and the app: names, the matrix, the timeline, who goes back to whom, the first screen."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest
from handmade import TEXTS, make_dossier, passage
from msgspec.structs import replace

from reportedly.records import Detail, Evidence, Link, Position, Published, Relation, Target, Value
from reportedly.show.chains import Branch, rests, voice_trees
from reportedly.show.matrix import matrices
from reportedly.show.summary import contest, measured_line, summary
from reportedly.show.timeline import Scale, timeline
from reportedly.show.view import View
from reportedly.show.words import counted, short_date


@pytest.fixture(scope="module")
def view() -> View:
    return View(make_dossier())


# ------------------------------------------------------------------ names


def test_an_account_goes_by_who_published_it_and_when(view: View) -> None:
    assert [view.account(a) for a in ("ta", "tb", "tb2")] == ["The Courier, 4 May 2011", "post by R. <Hale>", "NWS: “Six guards died at the bridge, Mayor Ana Brill…”"]  # fmt: skip


def test_an_account_without_outlet_author_or_title_goes_by_its_first_words_not_its_file() -> None:
    dossier = make_dossier()
    bare = passage("tz", "pc", TEXTS["pc"])
    named = View(replace(dossier, passages=(bare,))).account("tz")
    assert named == "“The mayor of Tresk, Ana Brill, said six guards…”"


def test_no_two_accounts_share_a_name() -> None:
    dossier = make_dossier()
    twins = tuple(
        passage(f"t{n}", "pc", TEXTS["pc"], publisher="NWS", published=Published("2011-05-04", "stated")) for n in range(3)
    )  # fmt: skip
    view = View(replace(dossier, passages=twins))
    assert len({view.account(p.id) for p in twins}) == 3


def test_no_clock_stands_in_a_name_and_a_clock_alone_is_a_value() -> None:
    dossier = make_dossier()
    timed = replace(dossier.passages[0], published=Published("2009-10-06T00:15", "stated"))
    view = View(replace(dossier, passages=(timed,), details=_dated("T12:08", "2011-03-02T12:08")))
    assert view.account("ta") == "The Courier, 6 Oct. 2009"
    assert [view.value(v) for v in ("v0", "v1")] == ["12:08", "2 March 2011, 12:08"]


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (1, "page", "1 page"),
        (2000, "page", "2,000 pages"),
        (2, "copy", "2 copies"),
        (0, "reply", "0 replies"),
    ],
)
def test_things_are_counted_as_a_person_writes(number: int, noun: str, words: str) -> None:
    assert counted(number, noun) == words


def test_a_date_in_a_name_is_short() -> None:
    assert [short_date(d) for d in ("2009-10-06", "2013-05", "2013-04-15T17:12")] == ["6 Oct. 2009", "May 2013", "15 April 2013"]  # fmt: skip


# ------------------------------------------------------------------ the matrix


def test_columns_are_the_accounts_that_speak_by_date_with_copies_folded(view: View) -> None:
    talks, attack = matrices(view)
    assert [c.account for c in talks.columns] == ["ta", "tb2", "tb"]
    copied = next(c for c in attack.columns if c.copies)
    assert (copied.account, copied.copies) == ("tb2", ("tc",))


def test_a_question_that_one_column_alone_answers_needs_no_table(view: View) -> None:
    _, attack = matrices(view)
    assert [d.slot for d in attack.alone] == ["killed"]
    assert [row.detail.slot for row in attack.rows] == ["place"]


def test_a_table_grows_with_what_is_said(view: View) -> None:
    silent = tuple(Position(f"x{n}", "silent") for n in range(500))
    dossier = make_dossier()
    details = tuple(replace(d, positions=(*d.positions, *silent)) for d in dossier.details)
    before = [[len(m.columns), len(m.rows)] for m in matrices(view)]
    after = [[len(m.columns), len(m.rows)] for m in matrices(View(replace(dossier, details=details)))]
    assert after == before


def test_an_account_of_more_answers_than_a_cell_holds_says_how_many_more() -> None:
    many = _answers("d-x", [("ta", f"answer {n}") for n in range(9)] + [("tb", "answer 0")])
    (table,) = matrices(View(replace(make_dossier(), details=(many,))))
    (row,) = table.rows
    at = [c.account for c in table.columns].index("ta")
    assert (len(row.cells[at]), row.more[at]) == (4, 5)


# ------------------------------------------------------------------ the timeline


def test_an_imprecise_date_is_a_longer_bar_in_its_place() -> None:
    view = View(replace(make_dossier(), details=_dated("2011-03-02", "2011-04", "2011-05-01/2011-05-20")))
    drawing = timeline(view)
    assert drawing is not None
    ((day, month, days),) = [g.rows for g in drawing.groups]
    assert day.bar.start < month.bar.start < days.bar.start
    assert day.bar.width < days.bar.width < month.bar.width
    assert [row.first for row in (day, month, days)] == [True, False, False]


def test_a_long_gap_is_broken_so_that_days_stay_apart() -> None:
    view = View(replace(make_dossier(), details=_dated("2011-03-02", "2011-03-09", "1979-02-01")))
    drawing = timeline(view)
    assert drawing is not None
    assert len(drawing.breaks) >= 1
    ((old, first, second),) = [g.rows for g in drawing.groups]
    assert old.bar.start < drawing.breaks[0] < first.bar.start
    assert second.bar.start - first.bar.start > 0.05


def test_a_time_of_day_without_a_day_stands_by_the_hour() -> None:
    view = View(replace(make_dossier(), details=_dated("T18:00", "T06:00")))
    drawing = timeline(view)
    assert drawing is not None
    assert [row.value.normalized for row in drawing.clocks] == ["T06:00", "T18:00"]
    assert drawing.clocks[0].bar.start == pytest.approx(0.26)


def test_a_clock_on_a_day_is_drawn_within_the_day() -> None:
    drawing = timeline(View(replace(make_dossier(), details=_dated("2011-03-02T06:00", "2011-03-02T18:00", "2011-03-03"))))  # fmt: skip
    assert drawing is not None
    ((six, eighteen, after),) = [g.rows for g in drawing.groups]
    assert six.bar.start < eighteen.bar.start < after.bar.start


def test_accounts_of_one_day_are_stacked_on_a_lane_of_their_own() -> None:
    dossier = make_dossier()
    same = tuple(replace(dossier.passages[0], id=f"t{n}") for n in range(3))
    drawing = timeline(View(replace(dossier, passages=same)))
    assert drawing is not None
    assert sorted(dot.level for dot in drawing.published) == [0, 1, 2]
    assert len({dot.at for dot in drawing.published}) == 1


def test_ticks_do_not_run_into_each_other(view: View) -> None:
    drawing = timeline(view)
    assert drawing is not None
    places = sorted(t.at for t in drawing.ticks)
    assert all(b - a >= 0.09 for a, b in pairwise(places))
    assert places


def test_nothing_dated_is_no_timeline() -> None:
    dossier = replace(make_dossier(), details=(), episodes=(), pages=(), passages=())
    assert timeline(View(dossier)) is None


def test_a_scale_keeps_the_order_of_moments() -> None:
    moments = [datetime(year, 1, 1) for year in (1390, 1979, 2009, 2010, 2011, 2016)]
    scale = Scale([(m, m) for m in moments])
    places = [scale(m) for m in moments]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert places[0] == 0.02
    assert places[-1] == pytest.approx(0.98)


# ------------------------------------------------------------------ who goes back to whom


def test_an_outlet_is_one_box_however_it_is_written() -> None:
    dossier = make_dossier()
    links = (
        Link("tb", Target(None, "the Northern Wire Service"), "reports"),
        Link("tc", Target(None, "Northern Wire Service"), "reports"),
        Link("ta", Target("tb2"), "reports"),
    )
    view = View(replace(dossier, links=links))
    trees = rests(view)
    (wire,) = [t for t in trees if t.name in ("NWS", "the Northern Wire Service")]
    assert {view.account(a) for b in wire.branches for a in b.accounts} == {
        "The Courier, 4 May 2011",
        "post by R. <Hale>",
    }


def test_who_rests_on_another_text_of_an_outlet_does_not_stand_below_the_first() -> None:
    dossier = make_dossier()
    second = replace(dossier.passages[0], id="ta2")
    links = (Link("tb", Target("ta"), "reports"), Link("tc", Target("ta2"), "reports"), Link("ta2", Target("tb"), "reports"))  # fmt: skip
    (courier,) = rests(View(replace(dossier, passages=(*dossier.passages, second), links=links)))
    (post,) = courier.branches
    (again,) = post.branches
    assert (post.accounts, again.accounts) == (("tb",), ("ta2",))
    assert not again.circular
    assert [b.accounts for b in again.branches] == [("tc",)]


def test_circular_reporting_is_marked() -> None:
    circle = (Link("ta", Target("tb"), "reports"), Link("tb", Target("ta"), "reports"))
    (tree,) = rests(View(replace(make_dossier(), links=circle)))
    (inner,) = tree.branches
    (again,) = inner.branches
    assert (tree.circular, inner.circular, again.circular) == (False, False, True)
    assert again.name == tree.name
    assert not again.branches


def test_a_circle_is_told_on_the_first_screen() -> None:
    circle = (Link("ta", Target("tb"), "reports"), Link("tb", Target("ta"), "reports"))
    view = View(replace(make_dossier(), links=circle))
    (names,) = summary(view, rests(view)).circles
    assert names == ("post by R. <Hale>", "The Courier, 4 May 2011", "post by R. <Hale>")


def test_a_mention_rests_on_nothing() -> None:
    assert rests(View(replace(make_dossier(), links=(Link("ta", Target("tb"), "mentions"),)))) == ()


def test_a_voice_is_followed_to_the_accounts_that_carry_it(view: View) -> None:
    trees = {view.voice(t.voice): t for t in voice_trees(view)}
    officer = trees["a rebel officer, to The Courier"]
    (courier,) = officer.roads
    assert (courier.name, courier.account) == ("The Courier, 4 May 2011", "ta")
    assert len(courier.statements) == 3
    assert [b.name for b in courier.branches] == ["post by R. <Hale>"]


# ------------------------------------------------------------------ the first screen


def test_the_first_screen_counts_all_and_shows_the_weightiest(view: View) -> None:
    told = summary(view, rests(view))
    assert (told.all_disputed, told.all_agreed, told.all_misreports) == (1, 1, 1)
    assert [s.value.id for s in told.disputed[0].sides] == ["val-a1", "val-a2"]
    assert told.agreed[0].sides[0].voices == ("v-brill", "v-officer")
    assert {o.name for o in told.origins} >= {"The Courier", "Northern Wire"}


def test_the_sides_of_a_dispute_are_answers_that_each_exclude_the_other() -> None:
    told = [("ta", "it was so"), ("tb", "it was so"), ("tc", "so it was"), ("tb2", "it was not")]
    made = _answers("d-x", told)
    first, second, third = (v.id for v in made.values)
    against = tuple(Relation(a, third, "contradicts", "unknown", "") for a in (first, second))
    view = View(replace(make_dossier(), details=(replace(made, status="contradicted", relations=against),)))
    found = contest(view, view.details["d-x"])
    assert [s.value.id for s in found.sides] == [first, third]
    assert found.more == 1


def test_how_often_such_findings_are_right_is_one_line() -> None:
    line = measured_line()
    assert "%" in line
    assert "\n" not in line


def test_a_branch_knows_how_many_stand_below_it() -> None:
    leaf = Branch("b", (), "reports", (), False, False, ())
    assert Branch("a", (), None, (), False, False, (leaf, leaf._replace(branches=(leaf,)))).reach == 3


# ------------------------------------------------------------------ made details


def _dated(*edtf: str) -> tuple[Detail, ...]:
    values = tuple(
        Value(f"v{n}", day, "date", day, evidence=_quote("ta"), accounts=("ta",))
        for n, day in enumerate(edtf)
    )
    return (Detail("d-x", "ep-1", "date", "When was it?", "refined", values),)


def _answers(ident: str, told: list[tuple[str, str]]) -> Detail:
    texts = dict.fromkeys(text for _, text in told)
    values = []
    for n, text in enumerate(texts):
        accounts = tuple(a for a, t in told if t == text)
        values.append(Value(f"{ident}-{n}", text, "text", evidence=tuple(e for a in accounts for e in _quote(a)), accounts=accounts))  # fmt: skip
    return Detail(ident, "ep-1", "party", "Who took part?", "refined", tuple(values))


def _quote(account: str) -> tuple[Evidence, ...]:
    return (Evidence("pa", 0, 5, TEXTS["pa"][:5], account),)
