"""Time expressions of newswire, from the words to the value: some 330 sentences in ``newswire_dates.txt``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportedly.extract import load_model
from reportedly.extract.dates.expressions import date_mentions
from reportedly.extract.parse import ParsedPassage
from reportedly.link.time.dates import solve
from reportedly.records import Extraction, Passage, Published

_EXPRESSION = re.compile(r"\[(?P<words>[^|\]]+)\|(?P<type>[A-Z]+)\|(?P<value>[^\]]+)\]")


def lines() -> list[tuple[str, str]]:
    """The day of publication and the annotated sentence of every line."""
    found: list[tuple[str, str]] = []
    published = ""
    for line in (Path(__file__).parent / "newswire_dates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# published"):
            published = line.split()[-1]
        elif line.strip() and not line.startswith("#"):
            found.append((published, line))
    return found


@pytest.mark.parametrize(("published", "line"), lines())
def test_the_expressions_of_a_sentence_are_found_and_solved(published: str, line: str) -> None:
    text = _EXPRESSION.sub(lambda match: match["words"], line)
    gold = [
        (m["words"], m["type"], None if m["value"] == "-" else m["value"]) for m in _EXPRESSION.finditer(line)
    ]
    passage = Passage("p", "page", 0, len(text), None, "article", published=Published(published, "stated"))
    mentions, forms = date_mentions([ParsedPassage(passage, 0, load_model()(text), text)])
    solved = solve(Extraction("page", dates=mentions, date_forms=forms), [passage])
    assert [(d.text, d.type, d.value) for d in solved] == gold
