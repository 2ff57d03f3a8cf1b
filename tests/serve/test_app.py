"""The app without a browser: who may ask, what every answer carries, and what an act changes."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.records import Dossier
from reportedly.serve.app import make_app
from reportedly.store import Store

sys.path.insert(0, str(Path(__file__).parents[1] / "show"))
from handmade import HOSTILE, make_dossier

TOKEN = "t0ken"
VIEWS = [
    "",
    "matrix",
    "questions",
    "timeline",
    "sources",
    "actors",
    "accounts",
    "citations",
    "review",
    "search",
    "log",
]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "made.case"
    with Store(path, create=True) as store:
        store.save(make_dossier(), {"at": "now", "settings": {}})
    return path


@pytest.fixture
def client(case: Path) -> TestClient:
    return TestClient(make_app(case, TOKEN, "ida"), base_url="http://127.0.0.1", follow_redirects=False)


def dossier(case: Path) -> Dossier:
    with Store(case) as store:
        return store.dossier()


def act(client: TestClient, **form: str) -> None:
    answer = client.post(f"/{TOKEN}/judge", data=form)
    assert answer.status_code in (200, 303), answer.text


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers_with_a_policy_that_lets_nothing_else_run(client: TestClient, view: str) -> None:
    answer = client.get(f"/{TOKEN}/{view}")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert not re.search(r"\son\w+=|<style|style=|https?://", answer.text)


def test_without_the_token_or_under_another_name_nothing_is_told(client: TestClient) -> None:
    assert client.get("/").status_code == 404
    assert client.get("/another/").status_code == 404
    assert client.post("/another/judge", data={"act": "star"}).status_code == 404
    assert client.get(f"/{TOKEN}/", headers={"host": "evil.example"}).status_code == 400


def test_a_hostile_page_is_shown_as_text(client: TestClient) -> None:
    text = client.get(f"/{TOKEN}/read/pb").text
    assert "<script>alert" not in text
    assert HOSTILE.split("\u001b")[0].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;").replace('"', "&#34;") in text  # fmt: skip


@pytest.mark.parametrize("where", ["read/none", "actor/none", "question/none", "voice/none", "statement/none", "beside/pair/none", "beside/x/y", "export.doc"])  # fmt: skip
def test_what_is_not_there_is_told(client: TestClient, where: str) -> None:
    answer = client.get(f"/{TOKEN}/{where}")
    assert answer.status_code == 404
    assert answer.text.endswith((".", "json."))


def test_the_dossier_can_be_had_as_a_file(client: TestClient) -> None:
    html = client.get(f"/{TOKEN}/export.html")
    assert html.text.startswith("<!doctype html>")
    assert 'filename="made.html"' in html.headers["content-disposition"]
    assert client.get(f"/{TOKEN}/export.json").json()["case"] == "made"


def test_a_rejected_value_is_gone_at_once_with_its_dispute(client: TestClient, case: Path) -> None:
    act(client, act="reject", kind="value", ident="val-a2", why="a slip")
    start = next(d for d in dossier(case).details if d.slot == "start")
    assert [v.id for v in start.values] == ["val-a1"]
    assert start.status != "contradicted"
    text = client.get(f"/{TOKEN}/log").text
    assert "a slip" in text
    assert "ida" in text


def test_a_value_moves_to_another_question_or_to_a_new_one(client: TestClient, case: Path) -> None:
    act(client, act="move", ident="val-e1", to="d-bbbb01")
    killed = next(d for d in dossier(case).details if d.id == "d-bbbb01")
    assert "val-e1" in [v.id for v in killed.values]
    act(client, act="move", ident="val-c2", to="", value="At which lake was it?")
    made = next(d for d in dossier(case).details if d.question == "At which lake was it?")
    assert [v.id for v in made.values] == ["val-c2"]
    assert client.get(f"/{TOKEN}/question/{made.id}").status_code == 200


def test_a_question_is_worded_anew_and_episodes_are_joined(client: TestClient, case: Path) -> None:
    act(client, act="rename", ident="d-aaaa01", value="On what day did they first meet?")
    act(client, act="join", ident="ep-1", other="ep-2")
    found = {d.id: d for d in dossier(case).details}
    assert found["d-aaaa01"].question == "On what day did they first meet?"
    assert {d.episode for d in found.values()} == {"ep-1"}


def test_actors_are_found_by_name_and_merged(client: TestClient, case: Path) -> None:
    assert "Ana Brill" in client.get(f"/{TOKEN}/actors?words=brill").text
    assert "the rebels" not in client.get(f"/{TOKEN}/actors?words=brill").text
    text = client.get(f"/{TOKEN}/actor/ac-envoy?words=brill").text
    assert "is the same" in text
    assert "The envoy" in text


def test_a_pair_of_the_queue_is_put_away(client: TestClient, case: Path) -> None:
    assert "two tolls of what may be one attack" in client.get(f"/{TOKEN}/review?kind=pair").text
    act(client, act="different", kind="pair", ident="c-01")
    assert dossier(case).comparisons == ()
    assert "Nothing is left to review" in client.get(f"/{TOKEN}/review?kind=pair").text


def test_a_voice_that_nobody_names_and_a_thin_dispute_are_put_before_a_person(client: TestClient) -> None:
    assert "Is this a dispute?" in client.get(f"/{TOKEN}/review").text
    assert "a rebel officer" in client.get(f"/{TOKEN}/review?kind=unnamed").text
    act(client, act="seen", kind="unnamed", ident="v-officer")
    assert "Nothing is left" in client.get(f"/{TOKEN}/review?kind=unnamed").text
    act(client, act="seen", kind="dispute", ident="d-aaaa01")
    assert "Is this a dispute?" not in client.get(f"/{TOKEN}/review").text


def test_a_star_a_note_and_a_grade_stand_beside_what_they_are_about(client: TestClient, case: Path) -> None:
    before = dossier(case).details
    act(client, act="star", kind="value", ident="val-a1")
    act(client, act="note", kind="value", ident="val-a1", value="ask the mayor")
    act(client, act="grade", kind="voice", ident="v-brill", value="B")
    assert dossier(case).details == before
    text = client.get(f"/{TOKEN}/question/d-aaaa01").text
    assert "★" in text
    assert "ask the mayor" in text
    assert "Admiralty B" in client.get(f"/{TOKEN}/voice/v-brill").text


@pytest.mark.parametrize("value", ["G", "B7", "", "very good"])
def test_a_grade_that_is_none_is_refused(client: TestClient, case: Path, value: str) -> None:
    answer = client.post(f"/{TOKEN}/judge", data={"act": "grade", "kind": "voice", "ident": "v-brill", "value": value})  # fmt: skip
    assert answer.status_code == 400
    assert not dossier(case).judgements


def test_a_mark_is_undone_and_stays_in_the_log(client: TestClient, case: Path) -> None:
    act(client, act="star", kind="value", ident="val-a1")
    (star,) = dossier(case).judgements
    assert client.post(f"/{TOKEN}/undo/{star.id}").status_code == 303
    first, second = dossier(case).judgements
    assert (first.undone, second.act) == (True, "undo")


def test_nobody_is_led_out_of_the_app(client: TestClient) -> None:
    for then in ("https://evil.example/", "//evil.example", f"/{TOKEN}x/", f"/{TOKEN}/\\evil"):
        answer = client.post(f"/{TOKEN}/judge", data={"act": "star", "kind": "value", "ident": "val-a1", "then": then})  # fmt: skip
        assert answer.headers["location"] == f"/{TOKEN}/log"


def test_what_was_judged_is_no_longer_there(client: TestClient) -> None:
    answer = client.post(f"/{TOKEN}/judge", data={"act": "correct", "ident": "s-none", "field": "stance", "value": "denied"})  # fmt: skip
    assert answer.status_code == 404


def test_search_narrows_by_voice_stance_actor_and_time(client: TestClient) -> None:
    def found(**asked: str) -> str:
        return str(client.get(f"/{TOKEN}/search", params=asked, headers={"HX-Request": "true"}).text)

    assert "When did the talks begin?" in found(q="talks begin")
    assert "Cheap" in found(q="watches")
    assert "any meeting took place" in found(stance="denied")
    assert "Six guards" not in found(stance="denied")
    assert "six guards died" in found(actor="brill")
    assert "three meetings" not in found(voice="v-brill")
    assert "Nothing found" in found(voice="v-officer", since="2012-01-01")
    assert "three meetings" in found(voice="v-officer", since="2011-05", until="2011-05-04")


def test_a_changed_file_is_seen(client: TestClient, case: Path) -> None:
    from msgspec.structs import replace

    with Store(case) as store:
        made = make_dossier()
        renamed = replace(made.details[0], question="Since when did they talk?")
        store.save(replace(made, details=(renamed, *made.details[1:])), {"at": "later", "settings": {}})
    assert "Since when did they talk?" in client.get(f"/{TOKEN}/").text
