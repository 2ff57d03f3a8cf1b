"""Texts of others inside a post: where they begin, where they end, and whose they are."""

from __future__ import annotations

from reportedly.read import Acquired, read
from reportedly.records import Passage

POST = """THE HARBOUR CAT
a blog from the wrong side of the basin

12 May 2011
Forty tons of reasons

You will remember that the port master swore that nothing had leaked. {lead}

“Tank stood open”

By Ilse Brandt

Forty tons of oil ran into the old basin in the night to Tuesday, a fitter of the harbour works has disclosed. The valve of the third tank stood open until morning, said the fitter, who was on the night shift.

The port master rejects the account. Nobody had been near the tanks, he said on Wednesday, and the oil must have come from a ship.

So pick your number. I believe the fitter.

posted by cat @ 22:47 | 3 comments | permalink
"""


def quoted(lead: str) -> list[tuple[str | None, str, bool]]:
    """Publisher, first word and whether the post's own end is left out, of each quoted article."""
    text = POST.format(lead=lead)
    found = read(Acquired("post.txt", text.encode(), {})).passages
    inner: list[Passage] = [p for p in found if p.kind == "quoted_article"]
    return [
        (p.publisher, text[p.start : p.end].split()[0], "pick your number" not in text[p.start : p.end])
        for p in inner
    ]


def test_a_headline_and_a_byline_under_a_colon_begin_anothers_article() -> None:
    assert quoted("Well, yesterday's Nordhafen Falke has this (my translation):") == [
        ("Nordhafen Falke", "“Tank", True)
    ]
    assert quoted("But now read on, it gets better:") == [(None, "“Tank", True)]


def test_without_the_colon_they_are_the_posts_own() -> None:
    assert quoted("Nobody believed him then, and nobody should.") == []
