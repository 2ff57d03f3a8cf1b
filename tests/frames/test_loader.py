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
"""


def test_the_shipped_frames_load() -> None:
    shipped = frames()
    assert {"negotiation", "armed_incident", "disaster", "hostage"} == set(shipped)
    assert "negotiation" in shipped["negotiation"].nouns


def test_a_users_frame_is_found_in_the_folder_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "flood.toml").write_text(FLOOD, encoding="utf-8")
    monkeypatch.setenv("REPORTEDLY_FRAMES", str(tmp_path))
    frames.cache_clear()
    try:
        assert frames()["flood"].verbs == {"inundate"}
    finally:
        frames.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("verbs =", "verb =", "verb"),
        ('nouns = ["flood", "deluge"]', 'nouns = "flood"', "words.nouns"),
        ('title = "flood"\n', "", "title"),
        ('name = "flood"\n', "", "name"),
        ("[words]", "[words", "not valid TOML"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_field(old: str, new: str, told: str) -> None:
    with pytest.raises(ExtensionError, match=r"mine\.toml") as caught:
        load_frame(FLOOD.replace(old, new, 1), "mine.toml")
    assert told in str(caught.value)
