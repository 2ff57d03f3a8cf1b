"""Frames are data: the shipped ones load, a user's is added, and a mistake is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import ExtensionError
from reportedly.frames import frames, load_frame

FLOOD = """
name = "flood"
title = "flood"

[words]
nouns = ["flood", "deluge"]
verbs = ["inundate"]

[[slot]]
name = "crest"
question = "How high did the water rise?"
type = "count"
single = true
  [[slot.read]]
  governor = ["rise", "crest", "@verbs"]
  counted = ["metre", "meter", "foot"]
"""


def test_the_shipped_frames_load_with_their_lists_expanded() -> None:
    shipped = frames()
    assert {"negotiation", "armed_incident", "generic"} <= set(shipped)
    start = shipped["negotiation"].slots["start"]
    assert start.single
    assert start.bound == "first"
    assert any("commence" in read.governor for read in start.reads)
    assert shipped["armed_incident"].classes["victim"] == "people"


def test_a_users_frame_is_found_in_the_folder_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "flood.toml").write_text(FLOOD, encoding="utf-8")
    monkeypatch.setenv("REPORTEDLY_FRAMES", str(tmp_path))
    frames.cache_clear()
    try:
        assert "inundate" in frames()["flood"].slots["crest"].reads[0].governor
    finally:
        frames.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('type = "count"', 'type = "height"', "height"),
        ('"@verbs"', '"@streams"', "@streams"),
        ("counted =", "counter =", "counter"),
        ('question = "How high did the water rise?"\n', "", "question"),
        ('name = "flood"\n', "", "name"),
        ("[words]", "[words", "not valid TOML"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_field(old: str, new: str, told: str) -> None:
    with pytest.raises(ExtensionError, match=r"mine\.toml") as caught:
        load_frame(FLOOD.replace(old, new, 1), "mine.toml")
    assert told in str(caught.value)
