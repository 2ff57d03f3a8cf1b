"""An outside package adds an extractor by entry point: the sample in ``examples`` does."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.errors import ExtensionError
from reportedly.extract import extract, load_model
from reportedly.extract.speech.seam import extractor
from reportedly.records import Page, Passage, Reading, Statement

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "transcript-extractor"

PAGE = (
    "The minister took questions in the courtyard.\n\n"
    "Reporter: Did your men meet the delegation?\n"
    "Minister Sahl: We have not met them, and we have no plan to.\n"
)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The sample as its own pyproject declares it, on the path with its metadata."""
    project = tomllib.loads((SAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = tmp_path / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0.1.0\n")
    lines = [
        line
        for group, points in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {target}" for name, target in points.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.syspath_prepend(SAMPLE)
    extractor.cache_clear()
    yield
    extractor.cache_clear()


def _statements(name: str) -> list[Statement]:
    page = Page("0" * 16, "talk.txt", None, "0" * 64, "text/plain", "text/1", "en", PAGE)
    reading = Reading(page, (Passage("p-1", page.id, 0, len(PAGE), None, "article"),))
    (found,) = extract(load_model(), [reading], name)
    return list(found.statements)


@pytest.mark.usefixtures("installed")
def test_the_sample_is_chosen_by_name_and_the_program_does_the_rest() -> None:
    said = [s for s in _statements("transcripts") if s.mode != "narration"]
    assert [s.source.text for s in said] == ["Reporter", "Minister Sahl"]
    assert said[1].spans[0].text.startswith("We have not met them")
    assert {s.method for s in said} == {"transcripts/1"}
    for statement in said:
        for span in statement.spans:
            assert PAGE[span.start : span.end] == span.text
    told = [s for s in _statements("transcripts") if s.mode == "narration"]
    assert any("courtyard" in span.text for s in told for span in s.spans)


@pytest.mark.usefixtures("installed")
def test_a_name_that_nobody_declares_lists_those_that_are() -> None:
    with pytest.raises(ExtensionError, match=r"rules.*transcripts"):
        extractor("no-such-extractor")
