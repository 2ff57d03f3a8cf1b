"""Extraction, spread over processes where that pays."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from .records import Extraction, Reading

__all__ = ["extract_pages"]

#: Below this many characters to parse, a second process costs more than it saves.
_WORTH_A_POOL = 400_000
#: A process is given at most so many pages at once, and about so many shares of the work in all.
_MOST, _SHARES = 64, 4


def extract_pages(
    readings: Sequence[Reading], model: str, extractor: str, processes: int
) -> Iterator[Extraction]:
    """The extractions in the readings' order, whatever the number of processes (0: as many as pay)."""
    if not readings:
        return
    if processes <= 0:
        processes = (os.cpu_count() or 1) if _size(readings) > _WORTH_A_POOL else 1
    if processes == 1:
        yield from _extract(readings, model, extractor)
        return
    step = max(1, min(_MOST, -(-len(readings) // (processes * _SHARES))))
    chunks = [readings[i : i + step] for i in range(0, len(readings), step)]
    with ProcessPoolExecutor(processes, initializer=_leave_ctrl_c_to_the_parent) as pool:
        try:
            for done in pool.map(partial(_listed, model=model, extractor=extractor), chunks):
                yield from done
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _size(readings: Sequence[Reading]) -> int:
    """How many characters there are to parse."""
    told = (p for r in readings for p in r.passages if p.kind not in ("spam", "boilerplate"))
    return sum(p.end - p.start for p in told)


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _listed(readings: Sequence[Reading], model: str, extractor: str) -> list[Extraction]:
    return list(_extract(readings, model, extractor))


def _extract(readings: Sequence[Reading], model: str, extractor: str) -> Iterator[Extraction]:
    from .extract import extract, load_model

    yield from extract(load_model(model), readings, extractor)
