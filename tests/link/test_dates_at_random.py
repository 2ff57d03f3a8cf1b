"""Words of the vocabulary in any order: every expression is read and solved, or left open, without an error."""

from __future__ import annotations

import random

import pytest

from reportedly.extract import load_model
from reportedly.extract.dates.expressions import date_mentions
from reportedly.extract.parse import ParsedPassage
from reportedly.link.time.dates import solve
from reportedly.records import Extraction, Passage, Published
from reportedly.vocab import load

WORDS = sorted({word for entries in load("timex")["class"].values() for word in entries})
MORE = [
    *[
        "the",
        "of",
        "to",
        "-",
        "/",
        "and",
        "on",
        "at",
        "ago",
        "later",
        "before",
        "after",
        "that",
        "by",
        "until",
        "in",
        "said",
        "met",
        ",",
        ".",
        "\n\n",
        "“",
        "'",
        "half",
    ],
    *[
        "0",
        "1",
        "12",
        "29",
        "31",
        "99",
        "0000",
        "0001",
        "2007",
        "9999",
        "31st",
        "99:99",
        "24:00",
        "'07",
        "2012-13",
        "1999-00",
        "30.02.2007",
        "1/1/1",
    ],
    *["2007/13/45", "June 31", "Feb 29", "7 p.m.", "2400 hrs", "will meet", "9/11"],
]


@pytest.mark.parametrize(
    "published", [None, "2004-02-29", "2000-01-01/2000-03-01", "9999-12-31", "0001-01-01"]
)
def test_words_at_random_are_read_and_solved(published: str | None) -> None:
    dice = random.Random(published)
    for _ in range(12):
        chosen = [dice.choice(dice.choice((WORDS, MORE))) for _ in range(60)]
        text = " ".join(dice.choice((word, word.capitalize())) for word in chosen)
        passage = Passage("p", "page", 0, len(text), None, "article", published=Published(published))
        mentions, forms = date_mentions([ParsedPassage(passage, 0, load_model()(text), text)])
        solved = solve(Extraction("page", dates=mentions, date_forms=forms), [passage])
        assert [text[d.start : d.end] for d in solved] == [d.text for d in solved]
