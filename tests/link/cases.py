"""Cases of the tests' own: each text a page with one article."""

from __future__ import annotations

from reportedly.extract import extract, load_model
from reportedly.link import link
from reportedly.records import Linked, Page, Passage, Published, Reading


def reading_of(number: int, text: str, published: str | None = None) -> Reading:
    """A page that holds ``text`` as one article."""
    ident = f"{number:016x}"
    page = Page(ident, f"{number}.txt", None, "", "text/plain", "t", "en", text)
    stated = Published(published, "stated") if published else Published()
    return Reading(page, (Passage(f"p-{number}", ident, 0, len(text), None, "article", published=stated),))


def linked_of(*texts: str, published: str | None = None) -> Linked:
    """The case of these pages, linked."""
    readings = [reading_of(i, text, published) for i, text in enumerate(texts)]
    return link(readings, list(extract(load_model(), readings)))
