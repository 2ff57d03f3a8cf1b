"""Whose page it is: the site's name at the head and the foot, apart from the agency and the outlet that it carries."""

from __future__ import annotations

import pytest

from reportedly.read import Acquired, read
from reportedly.read.publisher import same_name, spells
from reportedly.records import Page

STORY = (
    "The harbour board shut the north quay on Thursday after a crane fell on two trucks, port officials said.\n\n"
    "Nobody was hurt, but the only road to the silos is blocked, and the board could not say for how long.\n\n"
    "The crane's owner said that it had been inspected in March and that nothing was found wrong with it.\n"
)


def page_of(head: str, foot: str) -> Page:
    return read(Acquired("page.txt", f"{head}\n\n{STORY}\n{foot}\n".encode(), {})).page


@pytest.mark.parametrize(
    ("head", "foot", "publisher"),
    [
        (
            "VARNA LANTERN\nHome | World | Business | Sport\n\nCrane falls on quay\nMay 3, 2012",
            "Copyright 2012 Varna Lantern. All rights reserved.",
            "Varna Lantern",
        ),
        (
            "tarnlantern.com\nNews | Opinion | Business | Life\n\nCrane falls on quay\nBy Rana Saliba\nMay 3, 2012",
            "© Copyright The Tarn Lantern 1998-2012",
            "The Tarn Lantern",
        ),
        (
            "TVK News - World\nNews | Radio | TV | My Region\n\nCrane falls on quay\nMay 3, 2012",
            "© TVK 2012",
            "TVK News",
        ),
        (
            "Pelle's Harbour Diary\nsea, cranes, politics\nHome | About | Archive\n\nCrane falls on quay\nMay 3, 2012 by pelle",
            "Leave a comment\nBlog at WordPress.com.",
            "Pelle's Harbour Diary",
        ),
    ],
)
def test_the_site_is_named_at_the_head_and_the_foot(head: str, foot: str, publisher: str) -> None:
    assert page_of(head, foot).publisher == publisher


def test_an_agency_is_no_publisher_where_a_site_carries_it() -> None:
    head = "VARNA LANTERN\nHome | World | Business | Sport\n\nCrane falls on quay\nReuters | May 3, 2012"
    page = page_of(head, "© 2012 Varna Lantern")
    assert (page.publisher, page.agency) == ("Varna Lantern", "Reuters")


def test_a_headline_is_no_site() -> None:
    assert page_of("Crane falls on quay\nBy Rana Saliba\nMay 3, 2012", "Share this").publisher is None


def test_furniture_is_no_site() -> None:
    assert (
        page_of("Skip to content\nView full version\n\nCrane falls on quay\nMay 3, 2012", "Print").publisher
        is None
    )


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("tarnlantern.com", "The Tarn Lantern"),
        ("tml.com.au", "The Tarn Morning Lantern"),
        ("varnalantern.bg", "Lantern"),
    ],
)
def test_an_address_spells_a_name(address: str, name: str) -> None:
    assert spells(address, name)
    assert same_name(address, name)


def test_an_address_does_not_spell_another_name() -> None:
    assert not spells("tarnlantern.com", "The Varna Courier")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("May 3, 2012 by pelle77", "pelle77"),
        ("Posted by Rana on May 3, 2012 at 6:20 pm", "Rana"),
        ("May 3, 2012 / rsaliba", "rsaliba"),
        ("By Lantern Staff", "Lantern Staff"),
        ("Rana Saliba, correspondent in Varna", "Rana Saliba"),
    ],
)
def test_bylines_of_members_and_staffs(line: str, author: str) -> None:
    head = f"Varna Lantern\nHome | World | Business | Sport\n\nCrane falls on quay\n{line}"
    assert page_of(head, "© 2012 Varna Lantern").author == author


@pytest.mark.parametrize(
    ("foot", "author"),
    [
        ("Posted by Rana at 8:14 PM | 4 comments", "Rana"),
        ("By Rana Saliba, Varna Times", "Rana Saliba"),
        ("Rana Saliba\nDirector, Port Press Service", "Rana Saliba"),
    ],
)
def test_who_signs_under_the_text(foot: str, author: str) -> None:
    head = "Varna Lantern\nHome | World | Business | Sport\n\nCrane falls on quay\nThursday, May 3, 2012"
    page = page_of(head, foot)
    assert page.author == author
    assert page.published.edtf == ("2012-05-03T20:14" if "8:14" in foot else "2012-05-03")


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("Published Saturday 05/06/2010 (updated) 06/06/2010 10:21", "2010-06-05"),
        ("Posted 4/3/2003 9:52 PM", "2003-04-03T21:52"),
        ("Last modified 9 March 2014. First published 5 March 2014 10:00", "2014-03-05T10:00"),
        ("Published May 2, 2012 at 6:02 PM\nUpdated May 3, 2012 at 9:15 AM", "2012-05-02T18:02"),
        ("Varna / 12 Aug.'08 / 18:40", "2008-08-12T18:40"),
    ],
)
def test_the_day_of_publication_is_told_from_a_revision_and_by_its_weekday(line: str, edtf: str) -> None:
    head = f"Varna Lantern\nHome | World | Business | Sport\n\nCrane falls on quay\n{line}"
    assert page_of(head, "© Varna Lantern").published.edtf == edtf


def test_a_labelled_caption_is_furniture() -> None:
    head = "Varna Lantern\nHome | World\n\nCrane falls on quay\nRana Saliba\nMay 3, 2012\n\nImage: The crane and the two trucks under it on Thursday."
    found = read(Acquired("page.txt", f"{head}\n\n{STORY}".encode(), {}))
    assert found.page.author == "Rana Saliba"
    noise = [found.page.text[p.start : p.end] for p in found.passages if p.kind == "boilerplate"]
    assert any(text.startswith("Image:") for text in noise)
