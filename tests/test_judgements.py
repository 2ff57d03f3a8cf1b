"""A person's judgements: what they change, that they can be undone, and that they survive a rerun."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from reportedly.case import Standing, recompute, run
from reportedly.errors import InputError, NotFound
from reportedly.judgements import (
    apply_to_compared,
    apply_to_linked,
    apply_to_readings,
    changes,
    correct,
    effective,
    mark,
    mark_pair,
    marked,
    merge,
    move_value,
    reject,
    rename_question,
    set_field,
    split,
    undo,
)
from reportedly.records import (
    Actor,
    Clause,
    Compared,
    Detail,
    Dossier,
    Event,
    EventMention,
    Evidence,
    Linked,
    Mention,
    Page,
    Passage,
    Position,
    Reading,
    Relation,
    Source,
    Span,
    Statement,
    Value,
    Voice,
    VoiceRelation,
)
from reportedly.spans import relocate
from reportedly.store import Store

SIGNED = {"who": "ida", "at": "2011-06-01T08:00:00Z"}
TEXT = {
    "p1": "Colonel Marr said the bridge fell. Marr left. He said that two died.",
    "p2": "The colonel said that the bridge stands. Marr, the painter, said nothing of it.",
}


def span(page: str, quote: str) -> Span:
    start = TEXT[page].index(quote)
    return Span(page, start, start + len(quote), quote)


def _mention(ident: str, page: str, quote: str) -> Mention:
    at = span(page, quote)
    return Mention(at.page, at.start, at.end, at.text, ident, f"t{page[1]}", "person", quote)


def _statement(ident: str, page: str, quote: str, voice: str, within: str | None = None) -> Statement:
    source = Source("named", page, 0, 1, TEXT[page][0], "a1" if page == "p1" else "a2", "Marr")
    return Statement(
        ident, page, f"t{page[1]}", (span(page, quote),), source, None, "indirect", "asserted",
        within=within, voice=voice,
    )  # fmt: skip


def make_linked() -> Linked:
    pages = tuple(Page(i, f"{i}.txt", None, "", "text/plain", "text/1", "en", t) for i, t in TEXT.items())
    mentions = (
        _mention("m1", "p1", "Colonel Marr"),
        _mention("m2", "p1", "Marr left"),
        _mention("m3", "p2", "The colonel"),
        _mention("m4", "p2", "Marr"),
    )
    clause = span("p1", "the bridge fell")
    at = span("p1", "the bridge fell")
    event = Event("e1", None, None, None, ("a1",), ("a2",), {"mediator": ("a2", "a1")},
                  (EventMention(at.page, at.start, at.end, at.text, "t1", "s1"),))  # fmt: skip
    return Linked(
        pages=pages,
        passages=tuple(Passage(f"t{n}", f"p{n}", 0, len(TEXT[f"p{n}"]), None, "article") for n in (1, 2)),
        mentions=mentions,
        actor_of={"m1": "a1", "m2": "a1", "m3": "a2", "m4": "a1"},
        actors=(
            Actor("a1", "Marr", "person", ("colonel",), (span("p1", "Colonel Marr"), span("p2", "Marr"))),
            Actor("a2", "the colonel", "person", (), (span("p2", "The colonel"),)),
        ),
        voices=(
            Voice("v1", "Marr", "named", "a1", None, (span("p1", "Colonel Marr"),)),
            Voice("v2", "the colonel", "anonymous", "a2", None, (span("p2", "The colonel"),)),
            Voice("v3", "The Courier", "author"),
        ),
        voice_relations=(VoiceRelation("v1", "v2", "distinct", "two names"), VoiceRelation("v2", "v3", "same", "x")),
        statements=(
            _statement("s1", "p1", "the bridge fell", "v1"),
            _statement("s2", "p1", "two died", "v1", within="s1"),
            _statement("s3", "p2", "the bridge stands", "v2"),
            _statement("s4", "p2", "nothing of it", "v1"),
        ),
        events=(event,),
        clauses=(Clause(clause.page, clause.start, clause.end, clause.text, "c1", "t1", clause, "fall", statement="s1"),),
    )  # fmt: skip


def dossier(linked: Linked, details: tuple[Detail, ...] = ()) -> Dossier:
    shared = {name: getattr(linked, name) for name in Dossier.__struct_fields__ if hasattr(linked, name)}
    return Dossier(schema="", case="", details=details, **shared)


def test_merged_actors_are_one_everywhere() -> None:
    linked = make_linked()
    judged = merge(dossier(linked), "actor", "a2", "a1", **SIGNED)
    after = apply_to_linked(linked, [judged])
    (actor,) = after.actors
    assert (actor.id, actor.name, actor.replaces) == ("a1", "the colonel", ("a2",))
    assert [m.text for m in actor.mentions] == ["Colonel Marr", "The colonel", "Marr"]
    assert set(after.actor_of.values()) == {"a1"}
    assert {v.actor for v in after.voices} == {"a1", None}
    assert {s.source.actor for s in after.statements} == {"a1"}
    assert after.events[0].other == {"mediator": ("a1",)}


def test_merged_voices_lose_what_set_them_apart() -> None:
    linked = make_linked()
    after = apply_to_linked(linked, [merge(dossier(linked), "voice", "v1", "v2", **SIGNED)])
    assert [v.id for v in after.voices] == ["v1", "v3"]
    assert {s.voice for s in after.statements} == {"v1"}
    assert [(r.a, r.b) for r in after.voice_relations] == [("v1", "v3")]


def test_a_voice_without_evidence_is_found_by_what_it_says() -> None:
    linked = make_linked()
    silent = tuple(replace(v, evidence=()) for v in linked.voices)
    linked = replace(linked, voices=silent)
    judged = merge(dossier(linked), "voice", "v1", "v2", **SIGNED)
    assert judged.anchor.text == "the bridge fell"
    assert len(apply_to_linked(linked, [judged]).voices) == 2


def test_a_split_actor_is_somebody_else_in_one_account() -> None:
    linked = make_linked()
    judged = split(dossier(linked), "actor", "a1", "t2", **SIGNED)
    after = apply_to_linked(linked, [judged])
    kept, new, _ = after.actors
    assert ([m.text for m in kept.mentions], [m.page for m in new.mentions]) == (["Colonel Marr"], ["p2"])
    assert after.actor_of["m4"] == new.id != "a1"
    assert after.actor_of["m1"] == "a1"


def test_a_split_voice_is_shown_to_be_distinct() -> None:
    linked = make_linked()
    judged = split(dossier(linked), "voice", "v1", "t2", why="a painter", **SIGNED)
    after = apply_to_linked(linked, [judged])
    new = next(s.voice for s in after.statements if s.id == "s4")
    assert new not in ("v1", "v2", "v3")
    apart = after.voice_relations[-1]
    assert (apart.a, apart.b, apart.relation, apart.basis) == (
        "v1",
        new,
        "distinct",
        "judged by ida: a painter",
    )


def test_a_rejected_statement_takes_its_readings_with_it() -> None:
    linked = make_linked()
    after = apply_to_linked(linked, [reject(dossier(linked), "statement", "s1", **SIGNED)])
    assert [s.id for s in after.statements] == ["s2", "s3", "s4"]
    assert after.statements[0].within is None
    assert (after.clauses, after.events) == ((), ())


def _detail() -> Detail:
    def value(ident: str, text: str) -> Value:
        at = span("p1", text)
        return Value(
            ident, text, "text", evidence=(Evidence(at.page, at.start, at.end, at.text, "t1", "s1"),)
        )

    return Detail(
        "d1", "ep", "killed", "How many?", "contradicted", (value("x1", "two died"), value("x2", "left")),
        (Relation("x1", "x2", "contradicts", "unknown", ""),),
        (Position("t1", "says", "x1"), Position("t2", "says", "x2")),
    )  # fmt: skip


def test_a_rejected_value_is_gone_and_the_status_is_told_anew() -> None:
    judged = reject(dossier(make_linked(), (_detail(),)), "value", "x2", **SIGNED)
    after = apply_to_compared(
        Compared((_detail(),)), [judged], lambda d: replace(d, status="single_voice")
    ).details[0]
    assert ([v.id for v in after.values], after.relations, after.status) == (["x1"], (), "single_voice")
    assert after.positions[1] == Position("t2", "silent", None)
    both = [judged, reject(dossier(make_linked(), (_detail(),)), "value", "x1", **SIGNED)]
    assert apply_to_compared(Compared((_detail(),)), both).details == ()


def test_a_page_is_given_a_date_and_an_author() -> None:
    page = make_linked().pages[0]
    top = Passage("t1", "p1", 0, 60, None, "article")
    inner = Passage("t9", "p1", 10, 30, "t1", "quoted_article")
    reading = Reading(page, (top, inner))
    whole = Dossier(schema="", case="", pages=(page,), passages=(top, inner))
    log = [
        set_field(whole, "p1", "date", "2011-05", **SIGNED),
        set_field(whole, "t9", "author", "R. Hale", **SIGNED),
    ]
    (after,) = apply_to_readings([reading], log)
    assert (after.page.published.edtf, after.page.published.basis) == ("2011-05", "stated")
    assert [p.published.edtf for p in after.passages] == ["2011-05", None]
    assert [p.author for p in after.passages] == [None, "R. Hale"]
    with pytest.raises(InputError, match="is not a date"):
        set_field(whole, "p1", "date", "last May", **SIGNED)


def test_an_undoing_can_itself_be_undone() -> None:
    linked = make_linked()
    first = merge(dossier(linked), "actor", "a1", "a2", **SIGNED)
    second = undo([first], first.id, **SIGNED)
    third = undo([first, second], second.id, who="ida", at="2011-06-01T09:00:00Z")
    assert effective([first, second]) == ()
    assert effective([first, second, third]) == (first,)
    assert [j.undone for j in marked([first, second])] == [True, False]
    with pytest.raises(InputError, match="undone already"):
        undo([first, second], first.id, **SIGNED)
    with pytest.raises(NotFound, match="holds no judgement"):
        undo([first], "j-0", **SIGNED)


def test_a_judgement_finds_its_place_again_when_the_text_has_moved() -> None:
    linked = make_linked()
    judged = reject(dossier(linked), "statement", "s3", **SIGNED)
    by = 7
    page = replace(linked.pages[1], text="Update." + linked.pages[1].text)
    moved = tuple(
        replace(
            s, id=f"{s.id}-new", spans=tuple(replace(x, start=x.start + by, end=x.end + by) for x in s.spans)
        )
        if s.page == "p2"
        else s
        for s in linked.statements
    )
    after = apply_to_linked(replace(linked, pages=(linked.pages[0], page), statements=moved), [judged])
    assert [s.id for s in after.statements] == ["s1", "s2", "s4-new"]


def test_a_judgement_that_has_lost_its_place_is_told() -> None:
    linked = make_linked()
    judged = reject(dossier(linked), "statement", "s3", **SIGNED)
    after = apply_to_linked(replace(linked, statements=linked.statements[:2]), [judged])
    (finding,) = after.findings
    assert (finding.kind, finding.page) == ("judgement", "p2")
    assert "the bridge stands" in finding.message


def test_relocation_prefers_the_place_and_then_the_nearest() -> None:
    assert relocate("ab ab ab", 3, "ab") == 3
    assert relocate("xab......ab", 8, "ab") == 9
    assert relocate("xab......ab", 2, "ab") == 1
    assert relocate("nothing", 2, "ab") is None


def test_the_log_is_kept_through_a_rerun(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The bridge fell, an officer said.\n")
    run([tmp_path / "one.txt"], tmp_path / "a.case")
    with Store(tmp_path / "a.case") as store:
        judged = set_field(store.dossier(), store.dossier().pages[0].id, "date", "2011-05-04", **SIGNED)
        store.judge(judged)
    recompute(tmp_path / "a.case")
    (tmp_path / "two.txt").write_text("The bridge stands, a mayor said.\n")
    run([tmp_path / "two.txt"], tmp_path / "a.case")
    with Store(tmp_path / "a.case") as store:
        page = store.dossier().pages[0]
        assert (page.file, page.published.edtf) == ("one.txt", "2011-05-04")
        store.judge(undo(store.judgements(), judged.id, **SIGNED))
    recompute(tmp_path / "a.case")
    with Store(tmp_path / "a.case") as store:
        assert store.dossier().pages[0].published.basis != "stated"
        assert [j.undone for j in store.dossier().judgements] == [True, False]


def test_a_statement_is_given_another_source_stance_and_span() -> None:
    linked = make_linked()
    case = dossier(linked)
    log = (
        correct(case, "s3", "source", "Marr", **SIGNED),
        correct(case, "s1", "stance", "denied", **SIGNED),
        correct(case, "s2", "span", f"{TEXT['p1'].index('two')}-{len(TEXT['p1'])}", **SIGNED),
    )
    after = {s.id: s for s in apply_to_linked(linked, log).statements}
    assert after["s3"].voice == "v1"
    assert after["s3"].source.resolved_name == "Marr"
    assert after["s1"].stance == "denied"
    assert after["s2"].spans[0].text == "two died."


def test_a_source_that_nobody_else_is_gets_a_voice() -> None:
    linked = make_linked()
    after = apply_to_linked(linked, [correct(dossier(linked), "s3", "source", "Ana Brill", **SIGNED)])
    (new,) = {v.id: v for v in after.voices}.keys() - {v.id for v in linked.voices}
    assert next(s for s in after.statements if s.id == "s3").voice == new


@pytest.mark.parametrize(
    ("field", "value"), [("stance", "loud"), ("span", "9-3"), ("span", "x"), ("age", "9")]
)
def test_what_cannot_be_a_correction_is_refused(field: str, value: str) -> None:
    with pytest.raises(InputError):
        correct(dossier(make_linked()), "s1", field, value, **SIGNED)


def test_a_judgement_on_what_was_compared_that_has_lost_its_place_is_told() -> None:
    detail = _detail()
    gone = reject(dossier(make_linked(), (detail,)), "value", detail.values[0].id, **SIGNED)
    (finding,) = apply_to_compared(Compared(), [gone]).findings
    assert finding.kind == "judgement"
    assert gone.id in finding.message


def test_a_value_that_moves_is_found_again_by_its_quote_though_ids_changed() -> None:
    detail = _detail()
    target = replace(detail, id="d-target", slot="other", values=detail.values[1:])
    home = replace(detail, values=detail.values[:1])
    moved = move_value(dossier(make_linked(), (home, target)), home.values[0].id, "d-target", **SIGNED)
    fresh = replace(home, id="d-fresh", values=(replace(home.values[0], id="val-fresh"),))
    after = apply_to_compared(Compared((fresh, target)), [moved])
    (left,) = after.details
    assert (left.id, {v.id for v in left.values}) == ("d-target", {"val-fresh", target.values[0].id})


def test_voices_that_a_person_calls_different_are_shown_to_be_distinct() -> None:
    linked = replace(make_linked(), voice_relations=())
    judged = mark_pair(dossier(linked), "different", "voice", "v1", "v2", **SIGNED | {"why": "I know both"})
    (shown,) = apply_to_linked(linked, [judged]).voice_relations
    assert (shown.a, shown.b, shown.relation, shown.basis) == (
        "v1",
        "v2",
        "distinct",
        "judged by ida: I know both",
    )
    assert changes(judged) == "linked"


def test_what_each_act_changes() -> None:
    case = dossier(make_linked(), (_detail(),))
    assert changes(mark(case, "star", "value", "x1", **SIGNED)) == "nothing"
    assert changes(rename_question(case, "d1", "How many died?", **SIGNED)) == "compared"
    assert changes(merge(case, "voice", "v1", "v2", **SIGNED)) == "linked"


def test_a_case_that_stands_in_memory_is_computed_as_one_that_is_read_again(tmp_path: Path) -> None:
    story = "VALD, 4 May 2011. Colonel Marr said the bridge fell on 2 May. Two died, a surgeon said. The colonel left."
    (tmp_path / "one.txt").write_text(story)
    case = tmp_path / "a.case"
    run([tmp_path / "one.txt"], case)
    standing = Standing(case)
    with Store(case) as store:
        first = store.dossier()
        store.judge(reject(first, "statement", first.statements[0].id, **SIGNED))
        store.judge(set_field(first, first.pages[0].id, "author", "Ana Brill", **SIGNED))
    standing.recompute()
    with Store(case) as store:
        held = store.dossier()
    recompute(case)
    with Store(case) as store:
        again = store.dossier()
        undone = undo(store.judgements(), held.judgements[0].id, **SIGNED)
        store.judge(undone)
    assert held == again
    assert len(held.statements) == len(first.statements) - 1
    assert held.pages[0].author == "Ana Brill"
    (tmp_path / "two.txt").write_text("TRESK, 5 May 2011. The bridge stands, Mayor Ana Brill said.")
    run([tmp_path / "two.txt"], case)
    standing.recompute()
    with Store(case) as store:
        assert len(store.dossier().pages) == 2
        assert {s.id for s in first.statements} <= {s.id for s in store.dossier().statements}
        assert store.stale() is None
