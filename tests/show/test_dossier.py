"""The one-file dossier: safe with hostile pages, whole without a network, every cell one step from its quote."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from handmade import HOSTILE, TEXTS, make_dossier, passage
from msgspec.structs import replace

from reportedly.export import export
from reportedly.records import SCHEMA, Dossier, Page
from reportedly.show.words import POSITION, STATUS, VERDICT

VOID = {"meta", "link", "br", "img", "input", "line", "rect", "path"}


class Document(HTMLParser):
    """Elements with their attributes and text, and whether every tag that opens closes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[int, str] = {}
        self.open: list[int] = []
        self.unbalanced: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.elements[self.open[-1]][0] != tag:
            self.unbalanced.append(tag)
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for n in self.open:
            self.texts[n] = self.texts.get(n, "") + data

    def all(self, tag: str, name: str = "") -> list[tuple[dict[str, str], str]]:
        return [
            (attributes, self.texts.get(n, ""))
            for n, (t, attributes) in enumerate(self.elements)
            if t == tag and (not name or name in attributes.get("class", "").split())
        ]


@pytest.fixture(scope="module")
def text() -> str:
    return export(make_dossier(), "html").decode()


@pytest.fixture(scope="module")
def document(text: str) -> Document:
    return Document(text)


def test_a_page_that_holds_a_script_is_only_ever_text(text: str, document: Document) -> None:
    assert "<script>alert" not in text
    assert "<b>bold</b>" not in text
    assert len(document.all("script")) == 1
    page = next(t for _, t in document.all("div", "text") if "Cheap watches" in t)
    assert HOSTILE.replace("\u001b", "\ufffd") in page
    for tag, attributes in document.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src")], tag


def test_a_hostile_quote_cannot_leave_its_attribute() -> None:
    nasty = 'x" onmouseover="alert(1)" y="'
    dossier = make_dossier()
    actors = tuple(replace(a, name=nasty) for a in dossier.actors)
    voices = tuple(replace(v, name=nasty) for v in dossier.voices)
    passages = tuple(replace(p, publisher=nasty, id=p.id) for p in dossier.passages)
    named = replace(dossier, actors=actors, voices=voices, passages=passages, case=nasty)
    document = Document(export(named, "html").decode())
    assert not [a for _, attributes in document.elements for a in attributes if a.startswith("on")]


def test_the_policy_names_the_only_script_and_style(document: Document) -> None:
    policy = next(a["content"] for a, _ in document.all("meta") if "http-equiv" in a)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        ((_, body),) = document.all(tag)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_it_opens_without_a_network(text: str, document: Document) -> None:
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", text)
    assert all(a.get("href", "#").startswith("#") for _, a in document.elements)


def test_every_link_leads_somewhere_and_ids_are_unique(document: Document) -> None:
    ids = [a["id"] for _, a in document.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert not document.unbalanced
    assert not {a["href"][1:] for _, a in document.elements if a.get("href", "").startswith("#")} - set(ids)


def test_every_cell_leads_to_its_quote_and_the_quote_to_its_page(document: Document) -> None:
    quotes = {a["id"] for a, _ in document.all("figure", "quote")}
    says = [a for a, _ in document.all("a", "cell") if "says" in a["class"]]
    assert len(says) == 7
    assert {a["href"][1:] for a in says} <= quotes
    places = {a["id"] for a, _ in document.all("i", "at")}
    marks = [t for a, t in document.all("a", "ev")]
    assert places
    assert "began on 3 March" in "".join(marks)


def test_every_label_is_shown(text: str) -> None:
    for label in (*STATUS.values(), *VERDICT.values(), *(POSITION[p] for p in ("denies", "no_comment"))):
        assert label in text


def test_disputes_come_first(text: str) -> None:
    questions = text[text.index('id="questions"') :]
    assert (
        questions.index('id="d-aaaa01"') < questions.index('id="d-aaaa03"') < questions.index('id="d-aaaa02"')
    )
    assert questions.index('id="d-aaaa01"') < questions.index('id="d-bbbb01"')


def test_the_first_screen_tells_both_sides_with_their_voices_and_how_often_such_findings_are_right(
    document: Document,
) -> None:
    (glance,) = [t for a, t in document.all("div", "glance")]
    (dispute,) = [t for _, t in document.all("article", "dispute")]
    for words in (
        "When did the talks begin?",
        "2 March 2011",
        "3 March 2011",
        "a rebel officer, to The Courier",
    ):
        assert words in dispute
    assert "six guards" in glance
    assert "The Courier is behind 1 account" in " ".join(glance.split())
    (measured,) = [t for _, t in document.all("p", "measured")]
    assert "rules/1" in measured
    assert "affairs that it was not made with" in measured


def test_counts_are_told_as_a_person_writes_them(text: str) -> None:
    assert not re.search(r"\b1 (pages|accounts|voices|statements|quotes|questions)\b", text)
    assert "3 pages, 4 accounts, 3 voices, 7 statements" in text


def test_a_mark_inside_a_sentence_breaks_no_line(document: Document) -> None:
    dossier = make_dossier()
    note = passage("pnote", "pc", ", Ana Brill,", kind="boilerplate", parent="tc")
    noisy = Document(export(replace(dossier, passages=(*dossier.passages, note)), "html").decode())
    assert [t for _, t in noisy.all("span", "noise")] == [", Ana Brill,"]
    assert not document.all("span", "noise")


def test_a_case_of_many_pages_is_abridged_and_says_so(text: str) -> None:
    dossier = make_dossier()
    more = tuple(replace(dossier.pages[2], id=f"px{n}", file=f"{n}.txt") for n in range(400))
    large = Document(export(replace(dossier, pages=(*dossier.pages, *more)), "html").decode())
    ids = {a["id"] for _, a in large.elements if "id" in a}
    assert not {a["href"][1:] for _, a in large.elements if a.get("href", "").startswith("#")} - ids
    assert not large.all("div", "text")
    assert any("abridged" in t for _, t in large.all("p", "note"))
    assert "abridged" not in text


def test_the_text_of_a_page_is_there_once_and_whole(document: Document) -> None:
    shown = next(t for _, t in document.all("div", "text") if "VALD" in t)
    assert TEXTS["pa"] in shown


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert export(make_dossier(), "html") == export(make_dossier(), "html")


def test_an_empty_case_still_gives_a_page() -> None:
    page = Page("p", "p.txt", None, "0" * 64, "text/plain", "text/1", "en", "Nothing is told here.")
    for dossier in (Dossier(SCHEMA, "empty"), Dossier(SCHEMA, "bare", (page,))):
        document = Document(export(dossier, "html").decode())
        assert not document.unbalanced
        assert document.all("h1")
