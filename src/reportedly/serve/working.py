"""A process beside the app that computes the case anew, and holds what a judgement does not touch."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from ..case import Standing

__all__ = ["Worker"]


class Worker:
    """Computes one case anew as often as it is told; it ends with the app."""

    def __init__(self, case: Path) -> None:
        self._case = case
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def recompute(self) -> str:
        """Compute the case anew, and wait for it; what went wrong, or ""."""
        if self._process is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_work, args=(self._case, theirs), daemon=True)
            self._process.start()
            theirs.close()
        assert self._pipe is not None, "a process has a pipe"
        try:
            self._pipe.send(None)
            return str(self._pipe.recv())
        except (EOFError, OSError):
            self._process = None
            return "The process that computes the case has died."


def _work(case: Path, pipe: Connection) -> None:
    standing = Standing(case)
    while True:
        try:
            pipe.recv()
        except EOFError:
            return
        try:
            standing.recompute()
        except Exception as error:
            standing = Standing(case)
            pipe.send(f"The case could not be computed anew: {error}")
        else:
            pipe.send("")
