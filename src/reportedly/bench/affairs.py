"""Affairs with gold: a row an affair, every fitted model leaving that affair out."""

from __future__ import annotations

from pathlib import Path

from ..case import Options, linked, run
from ..records import Linked

__all__ = ["linked_of"]


def linked_of(pages: Path, case: Path, options: Options = Options()) -> Linked:
    """What lies across the pages of a folder, read into the case file ``case``."""
    run([pages], case, options)
    return linked(case)
