"""Extraction, spread over processes where that pays."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice

from .records import Extraction, Reading

__all__ = ["extract_pages", "to_parse"]

#: Below this many characters to parse, a second process costs more than it saves.
_WORTH_A_POOL = 400_000
#: So many pages at once are given to a process, and so many such batches a process are on their way: what is
#: in memory does not grow with the case.  A batch is a multiple of the pages that are parsed together.
_BATCH, _WAITING = 16, 2


def extract_pages(
    readings: Iterable[Reading], size: int, model: str, extractor: str, processes: int
) -> Iterator[Extraction]:
    """The extractions in the readings' order, whatever the number of processes (0: as many as pay).

    ``readings`` are taken as they are needed; ``size`` is how many characters of them there are to parse.
    """
    if processes <= 0:
        processes = (os.cpu_count() or 1) if size > _WORTH_A_POOL else 1
    if processes == 1:
        yield from _one_by_one(iter(readings), model, extractor)
        return
    work = partial(_listed, model=model, extractor=extractor)
    waiting: deque[Future[list[Extraction]]] = deque()
    with ProcessPoolExecutor(processes, initializer=_leave_ctrl_c_to_the_parent) as pool:
        try:
            for batch in _batches(readings):
                waiting.append(pool.submit(work, batch))
                if len(waiting) >= processes * _WAITING:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    left = iter(readings)
    while batch := list(islice(left, _BATCH)):
        yield batch


def to_parse(reading: Reading) -> int:
    """How many characters of a page there are to parse."""
    return sum(p.end - p.start for p in reading.passages if p.kind not in ("spam", "boilerplate"))


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _one_by_one(readings: Iterator[Reading], model: str, extractor: str) -> Iterator[Extraction]:
    first = next(readings, None)
    if first is None:
        return  # nothing is loaded for nothing
    from .extract import extract, load_model

    yield from extract(load_model(model), chain([first], readings), extractor)


def _listed(readings: Sequence[Reading], model: str, extractor: str) -> list[Extraction]:
    from .extract import extract, load_model

    return list(extract(load_model(model), readings, extractor))
