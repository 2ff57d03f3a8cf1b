from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Statement

Find = Callable[[str], list[Statement]]


def named(found: list[Statement], cue: str) -> str | None:
    return next(s.source.resolved_name for s in found if s.cue is not None and s.cue.text == cue)


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("Ann Roe opened the bridge. She added that it was safe.", "added", "Ann Roe"),
        (
            "A senior port official said a customs official had signed the papers. The official added that they were lost.",
            "added",
            "A senior port official",
        ),
        (
            "The vice-chair of the river council added that the dam was cracked.",
            "added",
            "The vice-chair of the river council",
        ),
        ("The mayor, Ann Roe, opened the bridge. The mayor added that it was safe.", "added", "Ann Roe"),
        ("Ann Poe of the Harbour Gazette, who has left, added that it was safe.", "added", "Ann Poe"),
    ],
)
def test_whom_a_source_names(statements: Find, text: str, cue: str, name: str) -> None:
    assert named(statements(text), cue) == name


def test_nobody_is_named_where_two_fit_equally(statements: Find) -> None:
    found = statements(
        "After Ann Roe left and after Jane Poe came, the bridge was shut. She added that it was safe."
    )
    assert named(found, "added") is None
