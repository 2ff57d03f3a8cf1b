"""Guards: what one page may cost, so that it can never stop the others.

A stage does its work on a page inside :func:`guarded`.  Whatever goes wrong there becomes one
:class:`~reportedly.errors.PageError` that names the page; the run sets the page aside and goes on.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NamedTuple

from .errors import ExhaustedError, PageError, ReportedlyError
from .records import Extraction, Finding

__all__ = ["EXHAUSTED", "EXTRACTING", "READING", "SET_ASIDE", "Budget", "guarded", "set_aside"]

_log = logging.getLogger("reportedly")


class Budget(NamedTuple):
    """Seconds of computing that a page may take: some for any page, and more by its size."""

    doing: str
    least: float
    per_second: int  # bytes or characters

    def seconds(self, size: int) -> float:
        """The seconds for a page of that size."""
        return self.least + size / self.per_second


#: An ordinary page of HTML is read at 3 MB/s and a text extracted at 10,000 characters a second or more on one
#: core of 2020: the budgets are at least ten times what is usual, and count computing, not waiting.
READING = Budget("read", 30.0, 50_000)
EXTRACTING = Budget("worked through", 30.0, 500)


#: Kinds of findings: a page that was set aside, and one that a later run tries again.
SET_ASIDE, EXHAUSTED = "set_aside", "exhausted"


class _OverTime(BaseException):
    """Raised in the midst of work; no ``except Exception`` of a library's may swallow it."""


@contextmanager
def guarded(file: str, size: int, budget: Budget) -> Iterator[None]:
    """Do some work on the page ``file``, which has ``size`` bytes or characters to work on.

    Raises :class:`ExhaustedError` where the work takes more than ``budget`` or more than there is memory, and
    :class:`PageError` for any defect of a library or our own; an error of the program that is not about a page
    passes through.  Time is measured in the main thread of a process, and not on Windows.
    """
    try:
        with _within(budget.seconds(size)):
            yield
    except ReportedlyError:
        raise
    except _OverTime as error:
        raise ExhaustedError(
            f"{file}: cannot be {budget.doing} in {budget.seconds(size):.0f} s of computing; it is set aside."
        ) from error
    except MemoryError as error:
        raise ExhaustedError(
            f"{file}: cannot be {budget.doing} in the memory that there is; it is set aside."
        ) from error
    except Exception as error:
        _log.info("%s cannot be %s", file, budget.doing, exc_info=True)
        raise PageError(
            f"{file}: cannot be {budget.doing} ({type(error).__name__}); it is set aside."
        ) from error


def set_aside(page: str, error: PageError) -> Extraction:
    """What is extracted of a page that was set aside: nothing, and why."""
    kind = EXHAUSTED if isinstance(error, ExhaustedError) else SET_ASIDE
    return Extraction(page, findings=(Finding(page, kind, str(error)),))


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)  # again each second, should it be swallowed
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _OverTime
