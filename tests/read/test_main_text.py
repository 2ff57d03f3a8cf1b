"""What the main-text library, the metadata and the heading agree on stands, whatever looks like comments round it."""

from __future__ import annotations

import pytest

from reportedly.read import Acquired, read
from reportedly.records import Page, Passage

STORY = "".join(
    f"<p>Paragraph {n}: the harbour board met the pilots on Monday and told them that the north quay stays closed "
    "until the crane has been lifted out of the basin, a spokesman said.</p>"
    for n in range(6)
)
HEAD = (
    "<!DOCTYPE html><html lang='en'><head><title>Crane falls into basin | The Evening Courier</title>"
    "<meta property='og:title' content='Crane falls into basin'>"
    "<meta property='og:site_name' content='The Evening Courier'>"
    "<meta name='author' content='Rana Saliba'>"
    "<meta property='article:published_time' content='2014-03-02T09:30:00+02:00'></head><body>"
)


def page_of(body: str) -> tuple[Page, list[Passage]]:
    found = read(Acquired("page.html", (HEAD + body + "</body></html>").encode(), {}))
    return found.page, [p for p in found.passages if p.parent is None]


@pytest.mark.parametrize(
    "between",
    [
        "<button>Comments</button><p>Mar 2, 2014</p>",
        "<div>12 Comments</div><div>Mar 2, 2014 9:30AM</div>",
        "<p>Posted by Rana Saliba on March 2, 2014 at 9:30 am</p>",
        "<p>Rana Saliba said:</p><p>March 2, 2014</p>",
    ],
)
def test_a_counter_or_a_stamp_opens_no_comment_above_the_text(between: str) -> None:
    page, passages = page_of(f"<article><h1>Crane falls into basin</h1>{between}{STORY}</article>")
    main = next(p for p in passages if p.kind in ("article", "post"))
    assert page.text[main.start : main.end].count("harbour board") == 6
    assert not [p for p in passages if p.kind in ("comment", "spam")]


def test_title_and_author_are_what_the_page_says_of_itself() -> None:
    page, _ = page_of(
        f"<div>Text Size</div><div>Ad Feedback</div><article><p>Link copied</p><p>Rana Saliba</p>{STORY}</article>"
    )
    assert (page.title, page.author, page.publisher) == (
        "Crane falls into basin",
        "Rana Saliba",
        "The Evening Courier",
    )
    assert page.published.edtf == "2014-03-02T09:30"


def test_two_words_of_furniture_are_nobody() -> None:
    body = f"<article><h1>Crane falls into basin</h1><div>Text Size</div>{STORY}</article>"
    found = read(Acquired("page.html", f"<html><body>{body}</body></html>".encode(), {}))
    assert found.page.author is None


def test_comments_under_the_text_stay_comments() -> None:
    said = "".join(
        f"<p>Reader {n} said:</p><p>March {n + 2}, 2014 at 8:0{n} am</p><p>I saw number {n} fall myself, it was loud.</p>"
        for n in range(3)
    )
    _, passages = page_of(
        f"<article><h1>Crane falls into basin</h1>{STORY}</article><h3>3 Comments</h3>{said}"
    )
    assert [p.author for p in passages if p.kind == "comment"] == ["Reader 0", "Reader 1", "Reader 2"]


def test_a_post_that_the_text_embeds_stays_in_it() -> None:
    embedded = "<div>Varna Bus (@varnabus)</div><div>The quay road is shut. Buses go by the hill.</div><div>2 March 2014</div>"
    _, passages = page_of(
        f"<h1>Crane falls into basin</h1><p>By <a>Rana Saliba</a></p>{STORY}{embedded}{STORY[:400]}</p>"
    )
    assert [p.kind for p in passages if p.kind != "boilerplate"] == ["article"]


@pytest.mark.parametrize(
    ("over", "author"),
    [
        ("<div>Analysis by <a>Lena Koch</a>, Varna Senior Court Analyst</div>", "Lena Koch"),
        (
            "<div><a>Read more</a></div><div>By LENA KOCH and THOMAS RASK</div><div>Share</div>",
            "Lena Koch, Thomas Rask",
        ),
        ("<div><button>Comments</button></div><div>Thomas Rask</div>", "Thomas Rask"),
    ],
)
def test_the_byline_between_headline_and_text_counts_where_no_metadata_names_an_author(
    over: str, author: str
) -> None:
    body = f"<html><body><h1>Crane falls into basin</h1>{over}{STORY}</body></html>"
    assert read(Acquired("page.html", body.encode(), {})).page.author == author


def test_metadata_of_a_related_story_is_not_the_pages() -> None:
    blocks = "".join(
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}", "author": {{"name": "{who}"}}, '
        f'"datePublished": "{day}"}}</script>'
        for title, who, day in (
            ("Bank opens a branch", "Stef Hara", "2009-09-09"),
            ("Crane falls into basin", "Lena Koch", "2014-03-02"),
        )
    )
    page = f"<html><head><title>Crane falls into basin</title>{blocks}</head><body><h1>Crane falls into basin</h1>{STORY}</body></html>"
    found = read(Acquired("page.html", page.encode(), {})).page
    assert (found.title, found.author, found.published.edtf) == (
        "Crane falls into basin",
        "Lena Koch",
        "2014-03-02",
    )


def test_a_reader_with_his_town_is_named() -> None:
    said = "".join(
        f"<p>{who}</p><p>I was at the quay that day and it was as loud as you say, I heard it from my kitchen.</p>"
        for who in ("Trev77, Leeds, United Kingdom, 2 hours ago", "Maggie M, Perth, Australia, 5 hours ago")
    )
    _, passages = page_of(
        f"<article><h1>Crane falls into basin</h1>{STORY}</article><h3>Comments (2)</h3>{said}"
    )
    assert [p.author for p in passages if p.kind == "comment"] == ["Trev77", "Maggie M"]
