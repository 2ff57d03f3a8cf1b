"""Heads of many makes, of our own writing: whose text it is, for whom, when, and what it is called."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reportedly.read import Acquired, read

DATA = tomllib.loads((Path(__file__).parent / "heads.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("head", DATA["head"], ids=lambda head: head["name"])
def test_a_head_is_read(head: dict[str, Any]) -> None:
    text = head["text"].replace("{body}", DATA["bodies"][head["body"]])
    reading = read(Acquired("page.txt", text.encode(), {}))
    main = max((p for p in reading.passages if p.kind in ("article", "post")), key=lambda p: p.end - p.start)
    have = {
        "title": reading.page.title,
        "author": reading.page.author,
        "publisher": reading.page.publisher,
        "agency": reading.page.agency,
        "published": reading.page.published.edtf,
        "dateline": main.dateline,
    }
    expected = {**head.get("fields", {}), **dict.fromkeys(head.get("unknown", ()))}
    assert {key: have[key] for key in expected} == expected
    for span in reading.page.published.evidence:
        assert reading.page.text[span.start : span.end] == span.text
