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
