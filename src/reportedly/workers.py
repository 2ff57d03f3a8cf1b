"""Extraction, spread over processes where that pays.

A worker that dies (killed for memory, or by a defect below Python) costs the run nothing but the page that
kills it: what was on its way is done again, at last page by page, and that page is set aside.  Workers end
when the process that started them does, however it ends.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice
from multiprocessing import connection, parent_process
from typing import TYPE_CHECKING

from .errors import ExhaustedError
from .guards import set_aside
from .records import Extraction, Reading

if TYPE_CHECKING:
    from .extract.speech.seam import Extractor

__all__ = ["extract_pages", "to_parse"]

#: Below this many characters to parse, a second process costs more than it saves.
_WORTH_A_POOL = 400_000
#: So many pages at once are given to a process, and so many such batches a process are on their way: what is
#: in memory does not grow with the case.  A batch is a multiple of the pages that are parsed together.
_BATCH, _WAITING = 16, 2


def extract_pages(
    readings: Iterable[Reading], size: int, model: str, extractor: str | Extractor, processes: int
) -> Iterator[Extraction]:
    """The extractions in the readings' order, whatever the number of processes (0: as many as pay).

    ``readings`` are taken as they are needed; ``size`` is how many characters of them there are to parse.
    """
    if processes <= 0:
        processes = (os.cpu_count() or 1) if size > _WORTH_A_POOL else 1
    if processes == 1:
        yield from _one_by_one(iter(readings), model, extractor)
        return
    with _Pool(processes, model, extractor) as pool:
        for batch in _batches(readings):
            pool.submit(batch)
            if pool.waiting >= processes * _WAITING:
                yield from pool.next()
        while pool.waiting:
            yield from pool.next()


class _Pool:
    """Worker processes, and the batches that are on their way, in order."""

    def __init__(self, processes: int, model: str, extractor: str | Extractor) -> None:
        self._work = partial(_listed, model=model, extractor=extractor)
        self._processes = processes
        self._pool = self._started(processes)
        self._sent: deque[tuple[list[Reading], Future[list[Extraction]]]] = deque()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=not self._sent, cancel_futures=True)

    @property
    def waiting(self) -> int:
        return len(self._sent)

    def submit(self, batch: list[Reading]) -> None:
        try:
            future = self._pool.submit(self._work, batch)
        except BrokenProcessPool:
            future = Future()
            future.set_exception(BrokenProcessPool())
        self._sent.append((batch, future))

    def next(self) -> list[Extraction]:
        """The extractions of the first batch that is on its way."""
        batch, future = self._sent[0]
        try:
            done = future.result()
        except BrokenProcessPool:
            done = self._again(batch)
            self._pool.shutdown(wait=False)
            self._pool = self._started(self._processes)
            rest = [b for b, _ in self._sent][1:]
            self._sent = deque([self._sent[0]])
            for other in rest:
                self.submit(other)
        self._sent.popleft()
        return done

    def _again(self, batch: list[Reading]) -> list[Extraction]:
        """The extractions of a batch in a process of its own; where that dies too, each page in one."""
        with self._started(1) as pool:
            try:
                return pool.submit(self._work, batch).result()
            except BrokenProcessPool:
                if len(batch) > 1:
                    return [done for reading in batch for done in self._again([reading])]
        page = batch[0].page
        return [
            set_aside(
                page.id, ExhaustedError(f"{page.file}: ended the process that worked on it; it is set aside.")
            )
        ]

    @staticmethod
    def _started(processes: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(processes, initializer=_begin_work)


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    left = iter(readings)
    while batch := list(islice(left, _BATCH)):
        yield batch


def to_parse(reading: Reading) -> int:
    """How many characters of a page there are to parse."""
    return sum(p.end - p.start for p in reading.passages if p.kind not in ("spam", "boilerplate"))


def _begin_work() -> None:
    """Leave Ctrl-C to the parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _one_by_one(readings: Iterator[Reading], model: str, extractor: str | Extractor) -> Iterator[Extraction]:
    first = next(readings, None)
    if first is None:
        return  # nothing is loaded for nothing
    from .extract import extract, load_model

    yield from extract(load_model(model), chain([first], readings), extractor)


def _listed(readings: Sequence[Reading], model: str, extractor: str | Extractor) -> list[Extraction]:
    from .extract import extract, load_model

    return list(extract(load_model(model), readings, extractor))
