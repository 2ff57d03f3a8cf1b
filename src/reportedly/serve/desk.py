"""The case on the desk: its records held in memory, kept up with the file, and judged.

A judgement that touches only what ``compare`` found is seen at once; any other is in the log at once, and the case is
computed anew by a process of its own, while the app goes on showing what it had.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from .. import judgements as log
from ..case import judge
from ..records import Judgement
from ..show.view import View
from ..store import Store
from .working import Worker

__all__ = ["Desk"]

T = TypeVar("T")

#: What is made of links, voices and pages alone: no judgement on what ``compare`` found changes it.
_UNJUDGED = frozenset({"rests", "voices", "said", "accounts", "stances", "methods", "alike"})


class Desk:
    """One case, for one person."""

    def __init__(self, case: Path, who: str) -> None:
        self.case = case
        self.who = who
        self._lock = threading.RLock()
        self._seen: tuple[int, int] = (0, 0)
        self._view: View | None = None
        self._made: dict[str, Any] = {}
        self._computing = Worker(case)
        self._thread: threading.Thread | None = None
        self._again = False
        self.failed = ""
        self.view  # noqa: B018  # a file that is no case is told before anything is served

    # -------------------------------------------------------------- what is shown

    @property
    def view(self) -> View:
        """The records as the file has them now."""
        with self._lock:
            now = self._stamp()
            if self._view is None or now != self._seen:
                with Store(self.case) as store:
                    self._view = View(store.dossier())
                self._seen = now
                self._made.clear()
            return self._view

    def _stamp(self) -> tuple[int, int]:
        told = self.case.stat()
        return told.st_mtime_ns, told.st_size

    def made(self, name: str, make: Callable[[View], T]) -> T:
        """What ``make`` gives for the records as they are, made once."""
        with self._lock:
            view = self.view
            if name not in self._made:
                self._made[name] = make(view)
            found: T = self._made[name]
            return found

    def search(self, query: str, limit: int) -> list[tuple[str, str]]:
        """Pages that hold all words of ``query``: their ids, each with a snippet."""
        words = ['"' + word.replace('"', '""') + '"' for word in query.split()]
        with Store(self.case) as store:
            return store.search(" ".join(words), limit) if words else []

    # -------------------------------------------------------------- judging

    def judge(self, make: Callable[..., Judgement], *args: Any, why: str = "", **known: Any) -> Judgement:
        """Write a judgement that ``make`` makes of the records, and bring the case up to date."""
        with self._lock:
            judgement = make(self.view.dossier, *args, **known, **self._signed(why))
            self._write(judgement)
            return judgement

    def undo(self, ident: str) -> Judgement:
        """Take a judgement back."""
        with self._lock:
            judgement = log.undo(self.view.dossier.judgements, ident, **self._signed(""))
            self._write(judgement)
            return judgement

    def _write(self, judgement: Judgement) -> None:
        now = judge(self.case, judgement, self.view.dossier)
        if now is None:
            self._compute()
            return
        self._view = View(now)
        self._seen = self._stamp()
        self._made = {name: made for name, made in self._made.items() if name in _UNJUDGED}

    def _signed(self, why: str) -> dict[str, Any]:
        return {
            "who": self.who,
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "why": why.strip() or None,
        }

    # -------------------------------------------------------------- computing anew

    @property
    def busy(self) -> bool:
        """Whether the case is being computed anew."""
        return self._thread is not None and self._thread.is_alive()

    def _compute(self) -> None:
        self._again = True
        if not self.busy:
            self._thread = threading.Thread(target=self._recompute, daemon=True)
            self._thread.start()

    def _recompute(self) -> None:
        while self._again:
            self._again = False
            self.failed = self._computing.recompute()
