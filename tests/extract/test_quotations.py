from __future__ import annotations

import pytest

from reportedly.extract.speech.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“We left at dawn,” she said.",
        '"We left at dawn," she said.',
        "''We left at dawn,'' she said.",
        "„We left at dawn,“ she said.",
        "«We left at dawn,» she said.",
        "‘We left at dawn,’ she said.",
        "'We left at dawn,' she said.",
        "\u0093We left at dawn,\u0094 she said.",
    ],
)
def test_every_kind_of_mark_is_paired(text: str) -> None:
    assert quoted(text) == ["We left at dawn,"]


def test_apostrophes_are_not_quotation_marks() -> None:
    assert quoted("It's the drivers' strike, the '90s again, and rock 'n' roll.") == []
    assert quoted("She said ‘the drivers’ strike is over’ and left.") == ["the drivers’ strike is over"]


def test_a_mark_that_never_closes_does_not_swallow_the_page() -> None:
    text = "The mayor called it “a disgrace and left.\n\nThe council met.\n\n“We voted,” said the clerk."
    assert quoted(text) == ["We voted,"]


def test_a_quotation_runs_over_paragraphs_that_each_open_with_a_mark() -> None:
    text = "“First we walked.\n\n“Then we rode,” he said."
    found = find_quotations(text)
    assert [q.open_end for q in found] == [True, False]
    assert quoted(text) == ["First we walked.", "Then we rode,"]


def test_a_quotation_begun_within_a_paragraph_goes_on_where_the_next_opens_with_the_mark_again() -> None:
    text = "“We walked,” he said. “Then it rained.\n\n“So we ran,” he added.\n"
    assert quoted(text) == ["We walked,", "Then it rained.", "So we ran,"]
    lost = "The mayor called it “a disgrace and left.\n\n“We voted,” said the clerk."
    assert quoted(lost) == ["We voted,"]
