"""The visible text of HTML and where it stood in the source."""

from __future__ import annotations

import pytest

from reportedly.read.markup import scan
from reportedly.read.sources import byte_range

PAGE = (
    "<html lang=en><head><title>Ferries &amp; tides</title><meta name='author' content='Mira Holt'></head><body>"
    "<nav><ul><li><a href=/>Home</a><li><a href=/x>World</a></ul></nav><h1>Big &ldquo;news&rdquo;</h1>"
    "<p>A crossing\n was <b>called</b> off.<p>L&eacute;onie said so.<br>Twice.<script>if (a<b) { x('</p>') }</script>"
    "<p hidden>not shown</p><!-- <p>nor this</p> --><div style='display:none'>nor that</div></body></html>"
)


def test_text_is_what_a_reader_sees() -> None:
    page = scan(PAGE)
    assert page.text == "Home\nWorld\n\nBig “news”\n\nA crossing was called off.\n\nLéonie said so.\nTwice."
    assert page.title == "Ferries & tides"
    assert page.meta["author"] == "Mira Holt"
    assert [page.text[b.start : b.end] for b in page.blocks] == page.text.replace("\n\n", "\n").split("\n")


@pytest.mark.parametrize(
    ("shown", "source"),
    [("Léonie", "L&eacute;onie"), ("crossing was", "crossing\n was"), ("“news”", "&ldquo;news&rdquo;")],
)
def test_text_maps_back_to_its_bytes(shown: str, source: str) -> None:
    data = PAGE.encode()
    start = scan(PAGE).text.index(shown)
    found = byte_range(data, start, start + len(shown))
    assert found is not None
    assert data[found[0] : found[1]].decode() == source


def test_bytes_are_found_behind_other_characters() -> None:
    data = "<meta charset=utf-8><p>Zürich, Genève</p><p>Bern</p>".encode()
    start = scan(data.decode()).text.index("Bern")
    found = byte_range(data, start, start + 4)
    assert found is not None
    assert data[found[0] : found[1]] == b"Bern"


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "end",
        "<a " * 100_000,
        "<a ='" * 100_001,
        "<!--" * 100_001,
        "<svg>" * 100_000,
        "<p title=don't>end",
        "&#99999999999;&#xffffffffff;&bogus;",
    ],
    ids=["nested", "unclosed", "quotes", "comments", "svg", "apostrophe", "entities"],
)
def test_broken_source_ends_in_a_text(source: str) -> None:
    assert isinstance(scan(source).text, str)
