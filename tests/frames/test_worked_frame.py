"""The frame that ``docs/frames.md`` works through, on the two accounts that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.compare import compare
from reportedly.extract import extract, load_model
from reportedly.frames import frames, load_frame
from reportedly.link import link
from reportedly.read import Acquired, read
from reportedly.records import Detail

PAGE = (Path(__file__).parents[2] / "docs" / "frames.md").read_text(encoding="utf-8")


@pytest.fixture
def flood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    block = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert block
    (tmp_path / "flood.toml").write_text(block.group(1), encoding="utf-8")
    monkeypatch.setenv("REPORTEDLY_FRAMES", str(tmp_path))
    frames.cache_clear()
    yield
    frames.cache_clear()


@pytest.fixture
def details(flood: None) -> dict[str, Detail]:
    quotes = re.findall(r"(?:^> .*\n)+", PAGE, re.MULTILINE)
    texts = [" ".join(line[2:].strip() for line in quote.splitlines()) for quote in quotes]
    heads = ["The Elbe Courier\n\nAugust 16, 2002\n\n", "Brennau Gazette\n\nAugust 17, 2002\n\n"]
    pages = [head + text + "\n" for head, text in zip(heads, texts, strict=True)]
    readings = [read(Acquired(f"{n}.txt", page.encode(), {})) for n, page in enumerate(pages)]
    linked = link(readings, list(extract(load_model(), readings)))
    assert {e.frame for e in linked.episodes} == {"flood"}
    return {d.slot: d for d in compare(linked).details}


def test_the_worked_frame_finds_what_the_page_says(details: dict[str, Detail]) -> None:
    assert [v.normalized for v in details["date"].values] == ["2002-08-14"]
    assert details["evacuated"].status == "contradicted"
    assert {v.normalized for v in details["evacuated"].values} == {"300", "~450"}
    assert details["warning"].status == "contradicted"
    assert [v.value for v in details["cause"].values] == ["after a dam broke"]
    assert details["cause"].status == "single_voice"


def test_every_field_of_the_loader_stands_on_the_page() -> None:
    from dataclasses import fields

    from reportedly.frames import Frame, Read, Slot

    names = {f.name for kind in (Frame, Slot, Read) for f in fields(kind)}
    inner = {"slots", "reads", "nouns", "verbs"}
    assert not [
        name
        for name in sorted(names - inner)
        if f"`{name}`" not in PAGE and f"[{name}]" not in PAGE and f"slot.{name}]" not in PAGE
    ]


def test_the_worked_frame_is_a_frame() -> None:
    block = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert block
    assert list(load_frame(block.group(1), "flood.toml").slots) == [
        "date",
        "place",
        "evacuated",
        "cause",
        "warning",
    ]
