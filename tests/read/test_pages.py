"""Whole pages of our own writing, of many kinds, each with its passages marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import load_marked, mistakes

from reportedly.read import Acquired, read

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_line_falls_to_its_author(path: Path) -> None:
    text, expected = load_marked(path)
    reading = read(Acquired(path.name, text.encode(), {}))
    assert reading.page.text == text
    assert mistakes(reading, expected) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_nothing_is_thrown_away(path: Path) -> None:
    text, _ = load_marked(path)
    reading = read(Acquired(path.name, text.encode(), {}))
    covered = [False] * len(text)
    parents = {p.id for p in reading.passages}
    for p in reading.passages:
        covered[p.start : p.end] = [True] * (p.end - p.start)
        assert p.parent is None or p.parent in parents
    assert all(done or c.isspace() for done, c in zip(covered, text, strict=True))
