"""A page of one article, parsed, from a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.extract import extract, load_model
from reportedly.extract.parse import ParsedPassage, parse_pages
from reportedly.records import Page, Passage, Reading, Statement


def reading_of(text: str) -> Reading:
    page = Page(
        id="0" * 16,
        file="a.txt",
        url=None,
        sha256="",
        media_type="text/plain",
        reader="t",
        language="en",
        text=text,
    )
    return Reading(page, (Passage("p-1", page.id, 0, len(text), None, "article"),))


@pytest.fixture(scope="session")
def parse() -> Callable[[str], list[ParsedPassage]]:
    nlp = load_model()
    return lambda text: next(iter(parse_pages(nlp, [reading_of(text)])))[1]


@pytest.fixture(scope="session")
def passage(parse: Callable[[str], list[ParsedPassage]]) -> Callable[[str], ParsedPassage]:
    """The parse of a short text, whole."""
    return lambda text: parse(text)[0]


@pytest.fixture(scope="session")
def statements() -> Callable[[str], list[Statement]]:
    """The statements of a text that are attributed to somebody else than its author."""
    nlp = load_model()

    def found(text: str) -> list[Statement]:
        (extraction,) = extract(nlp, [reading_of(text)], "rules")
        for statement in extraction.statements:
            for span in statement.spans:
                assert text[span.start : span.end] == span.text
        return [s for s in extraction.statements if s.mode != "narration"]

    return found


@pytest.fixture(scope="session")
def narrated() -> Callable[[str], list[Statement]]:
    """What a text's author tells in the text's own voice."""
    nlp = load_model()

    def found(text: str) -> list[Statement]:
        (extraction,) = extract(nlp, [reading_of(text)], "rules")
        return [s for s in extraction.statements if s.mode == "narration"]

    return found
