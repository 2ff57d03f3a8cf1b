"""Corrections and editors' notes: passages of their own in the text that they are about, by its publisher."""

from __future__ import annotations

import pytest

from reportedly.read import Acquired, read
from reportedly.records import Passage, Reading

TOP = "The Port Linn Courier\n\nSeventeen die in ferry fire\n\nBy Ann Berg\n\nMay 4, 2010\n\n"
BODY = (
    "Seventeen people were killed when a fire broke out on the ferry Alma on Monday, officials said.\n\n"
    "The fire began in the engine room at noon, the harbour master said, and burned for six hours.\n\n"
    "“We did what we could with the boats that we had that day,” he said.\n"
)


def notes(page: str, name: str = "page.txt") -> tuple[Reading, list[Passage]]:
    reading = read(Acquired(name, page.encode(), {}))
    return reading, [p for p in reading.passages if p.role]


@pytest.mark.parametrize(
    ("note", "role"),
    [
        ("Correction: Fourteen people were killed in the fire, not seventeen.", "correction"),
        ("CORRECTION — The first version gave a wrong number of dead. It was fourteen.", "correction"),
        ("Correction, May 6, 2010: The harbour master is Jon Rask, not Jan Rask.", "correction"),
        ("Corrections and clarifications: the Alma is a ferry and not a freighter.", "correction"),
        ("Clarification: The fire was out by six, but the ship burned again in the night.", "correction"),
        ("Erratum: for “noon” read “ten in the morning”.", "correction"),
        ("• This article was amended on 6 May 2010 to correct the number of the dead.", "correction"),
        ("This story has been corrected to show that the ferry had one engine room.", "correction"),
        ("An earlier version of this article misstated the name of the harbour master.", "correction"),
        ("An article on Tuesday about a ferry misidentified its owner. It is the city.", "correction"),
        ("(This version of the story corrects the spelling of the name in paragraph 2)", "correction"),
        ("For the record: The ferry was built in 1971, and not in 1981 as we said.", "correction"),
        ("We regret the error in our first report, which named a man who was not on board.", "correction"),
        ("[Editor’s note: The Courier has withdrawn its report that the captain had fled.]", "correction"),
        ("Editor's Note: The author is a brother of one of the men who were hurt.", "editors_note"),
        ("Note from the editors: We have asked the owners for an answer and will print it.", "editors_note"),
    ],
)
def test_a_note_is_a_passage_of_the_publisher_in_its_article(note: str, role: str) -> None:
    reading, (found,) = notes(f"{TOP}{BODY}\n{note}\n")
    article = next(p for p in reading.passages if p.id == found.parent)
    assert (found.role, found.kind, article.kind) == (role, "article", "article")
    assert reading.page.text[found.start : found.end] == note
    assert (found.author, found.publisher) == (None, "The Port Linn Courier")
    assert (article.author, article.title) == ("Ann Berg", "Seventeen die in ferry fire")
    assert article.start <= found.start and found.end <= article.end


@pytest.mark.parametrize(
    "line",
    [
        "Corrections officers searched the ship for two men who had fled from prison.",
        "“Correction: I was told of it at noon,” the harbour master said later in the day.",
        "An earlier version of the plan had foreseen a second engine room for the ferry.",
        "This article of the law was amended in 1998, the ministry’s lawyer said.",
        "The apology came too late for the families, who had waited at the pier.",
        "A report on the ferry by the ministry wrongly gave its age, the owners said.",
        "The editor noted that the letters had been printed without their dates.",
    ],
)
def test_a_sentence_of_the_article_is_none(line: str) -> None:
    assert notes(f"{TOP}{BODY}\n{line}\n\n{BODY.splitlines()[0]} It was Monday.\n")[1] == []


def test_a_label_on_a_line_of_its_own_takes_its_date_and_the_paragraph_below() -> None:
    text = "An article on Tuesday about a fire on a ferry misstated the number of the dead. It was fourteen."
    page = f"{TOP}{BODY}\nTags: ferries, fire\n\nCorrection: May 6, 2010\n\n{text}\n\nShare this article\n"
    reading, (found,) = notes(page)
    assert reading.page.text[found.start : found.end].endswith(text)
    assert (found.published.edtf, found.published.basis) == ("2010-05-06", "stated")
    tags = next(p for p in reading.passages if reading.page.text[p.start : p.end].startswith("Tags"))
    assert (tags.kind, tags.parent) == ("boilerplate", found.parent)
    assert reading.page.published.edtf == "2010-05-04"


def test_a_note_above_the_text_hides_neither_head_nor_dateline() -> None:
    note = (
        "Editor’s note: The following is the second of three parts of our report on the ferries of the coast."
    )
    page = f"Seventeen die in ferry fire\n\nBy Ann Berg\n\n{note}\n\nPORT LINN (Reuters) - {BODY}"
    reading, (found,) = notes(page)
    assert found.role == "editors_note"
    assert (reading.page.title, reading.page.author) == ("Seventeen die in ferry fire", "Ann Berg")
    assert (reading.page.agency, reading.passages[0].dateline) == ("Reuters", "PORT LINN")


def test_a_heading_of_the_site_is_none() -> None:
    footer = "Corrections\n\nContact us\n\nTerms of use\n\n© 2010 The Port Linn Courier\n"
    assert notes(f"{TOP}{BODY}\n{footer}")[1] == []
    assert notes(f"Corrected: Mayor met strikers\n\nBy Ann Berg\n\n{BODY}")[1] == []


def test_a_weblogs_note_is_its_authors() -> None:
    page = f"Ferry notes\n\nMonday, May 3, 2010\n\nThe fire\n\nI saw it from my window. {BODY}\nCorrection: I wrote that it was eleven; it was noon.\n\nPosted by Ann Berg at 9:10 PM\n\nPost a comment\n"
    reading, (found,) = notes(page)
    assert found.kind == "post" and found.parent is not None
    assert found.author == next(p.author for p in reading.passages if p.id == found.parent)


def test_what_html_marks_as_furniture_is_a_note_where_it_reads_as_one() -> None:
    page = (
        "<html><head><title>Seventeen die in ferry fire</title><meta property=og:site_name content='The Port Linn Courier'></head>"
        f"<body><article><h1>Seventeen die in ferry fire</h1><p>By Ann Berg</p>{''.join(f'<p>{p}</p>' for p in BODY.split(chr(10)) if p)}"
        "<aside class=promo><p>This article was amended on 6 May 2010. An earlier version said that seventeen people were killed.</p></aside></article>"
        "<footer><a href=/c>Corrections</a> <a href=/a>About us</a></footer></body></html>"
    )
    reading, found = notes(page, "page.html")
    assert [(p.role, p.publisher, p.published.edtf) for p in found] == [
        ("correction", "The Port Linn Courier", "2010-05-06")
    ]
    assert reading.page.author == "Ann Berg"
