"""Saved pages of many kinds: what a reader sees, cut up as the marked text beside each page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import load_marked, mistakes

from reportedly.read import Acquired, read
from reportedly.records import Reading

PAGES = sorted((Path(__file__).parent / "html").glob("*.html"))


def reading_of(path: Path) -> Reading:
    return read(Acquired(path.name, path.read_bytes(), {}))


def test_the_kinds_of_pages_are_many() -> None:
    assert len(PAGES) >= 25


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_line_of_a_page_falls_to_its_author(path: Path) -> None:
    text, expected = load_marked(path.with_suffix(".marked"))
    reading = reading_of(path)
    assert reading.page.text == text.rstrip("\n")
    assert mistakes(reading, expected) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_nothing_of_a_page_is_thrown_away(path: Path) -> None:
    reading = reading_of(path)
    covered = [False] * len(reading.page.text)
    for p in reading.passages:
        covered[p.start : p.end] = [True] * (p.end - p.start)
    assert all(done or c.isspace() for done, c in zip(covered, reading.page.text, strict=True))
