"""Dates that a page states of itself."""

from __future__ import annotations

import pytest

from reportedly.read import Acquired, read
from reportedly.read.stamps import Stamps, day_first, url_date


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("6:05 PM, November 14, 2008", "2008-11-14T18:05"),
        ("Sunday, February 03, 2002", "2002-02-03"),
        ("May 4, 2011 / 12:07 AM / 9 years ago", "2011-05-04T00:07"),
        ("7 June, 1999", "1999-06-07"),
        ("Tue Mar 02, 2004 3:22 pm", "2004-03-02T15:22"),
        ("Thu Jan 8 07:22:10 2004", "2004-01-08T07:22"),
        ("2012-07-09T08:30:00+02:00", "2012-07-09T08:30"),
        ("Updated: 9:21 a.m. ET Aug. 30, 2009", "2009-08-30T09:21"),
        ("4. März 2012, 14:30 Uhr", "2012-03-04T14:30"),
        ("25/12/2010", "2010-12-25"),
        ("03/04/2010", None),
        ("27.10.06 - 3:44 pm", "2006-10-27T15:44"),
        ("10/27/98", "1998-10-27"),
        ("February 30, 2009", None),
    ],
)
def test_a_complete_date_is_read_with_its_time(line: str, edtf: str | None) -> None:
    stamp = Stamps().first(line)
    assert stamp is not None
    assert stamp.edtf == edtf


def test_the_order_of_numeric_dates_comes_from_the_page() -> None:
    page = "Posted 03/04/2010\nPosted 27/04/2010"
    assert day_first(page) is True
    stamp = Stamps(day_first(page)).first("03/04/2010")
    assert stamp is not None and stamp.edtf == "2010-04-03"


def test_a_line_without_a_year_is_no_stamp() -> None:
    assert Stamps().first("Version 2.4.11 of the draft, item 5.6.7") is None
    assert Stamps().first("They met on 12 March and again in May 2006") is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://www.lake.example/2007/10/03/raid.html", "2007-10-03"),
        ("http://lake.example/world/2007/oct/03/raid", "2007-10-03"),
        ("http://lake.example/2007/WORLD/africa/10/03/raid/index.html", "2007-10-03"),
        ("http://lake.example/a/2007-10-03-raid", "2007-10-03"),
        ("http://lake.example/news/article-20071003-raid", "2007-10-03"),
        ("http://harbour.example/2007/03/raid.html", "2007-03"),
        ("http://web.archive.org/web/20090102030405/http://lake.example/2007/10/3/raid", "2007-10-03"),
        ("http://web.archive.org/web/20090102030405/http://lake.example/raid", None),
        ("http://lake.example/story/28537526007/", None),
        ("http://lake.example/id/20071399", None),
        ("http://lake.example/archive/2008/", None),
    ],
)
def test_an_address_gives_its_day(url: str, day: str | None) -> None:
    assert url_date(url) == day


def test_a_day_from_the_address_is_inferred_and_yields_to_one_that_is_stated() -> None:
    body = "Three men were held on Monday after the raid on the customs house, the police said.\n" * 2
    url = {"url": "http://www.lake.example/2007/10/03/raid.html"}
    published = read(Acquired("a.txt", f"Three held\n\n{body}".encode(), url)).page.published
    assert (published.edtf, published.basis, published.evidence) == ("2007-10-03", "inferred", ())
    stated = read(Acquired("a.txt", f"Three held\n\nOctober 4, 2007\n\n{body}".encode(), url)).page.published
    assert (stated.edtf, stated.basis) == ("2007-10-04", "stated")
    printed = read(Acquired("a.txt", f"{url['url']}\n\nThree held\n\n{body}".encode(), {})).page.published
    assert (printed.edtf, printed.basis) == ("2007-10-03", "inferred")
    assert printed.evidence[0].text == url["url"]
    canonical = f"<html><head><title>Three held</title><link rel=canonical href='{url['url']}'></head><body><h1>Three held</h1><p>{body}</p></body></html>"
    assert read(Acquired("a.html", canonical.encode(), {})).page.published.edtf == "2007-10-03"
