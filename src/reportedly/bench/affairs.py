"""Affairs with gold: a row an affair, every fitted model of the program leaving that affair out, and the medians.

An affair is a folder with ``pages/`` and ``gold.json``.  The scorer is the one that stands beside the affairs (a Python file
with ``usage: score.py GOLD EXPORT PAGES --json``); the program has none of its own, so that it cannot be bent to it.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ..case import Options, linked, run
from ..errors import InputError
from ..export import export
from ..fitted import leaving_out
from ..records import Linked
from ..store import Store

__all__ = ["COLUMNS", "Row", "linked_of", "medians", "score_affairs", "scorer_near"]

#: A column's name, and the part and figure of the scorer's JSON that it shows.
COLUMNS: dict[str, tuple[str, str]] = {
    "values": ("details", "value_recall"),
    "v.prec": ("details", "value_precision_floor"),
    "told": ("details", "questions_told"),
    "right": ("details", "conflicts_right"),
    "false": ("details", "false_conflicts"),
    "else": ("details", "conflicts_elsewhere"),
    "status*": ("details", "status_where_found"),
    "voices*": ("details", "voices_where_found"),
    "checks": ("citation_checks", "right"),
    "accuse": ("citation_checks", "accusations"),
    "acc.ok": ("citation_checks", "accusations_right"),
    "links": ("links", "recall"),
    "l.prec": ("links", "precision_floor"),
    "stmts": ("statements", "recall"),
    "source": ("statements", "source"),
    "stance": ("statements", "stance"),
    "resolv": ("statements", "resolved"),
    "chain": ("statements", "chain"),
    "s.prec": ("statements", "precision_floor"),
    "passag": ("passages", "macro_f1"),
    "author": ("passages", "meta_author"),
    "publ.": ("passages", "meta_publisher"),
    "spans": ("", "bad_spans"),
}


class Row(NamedTuple):
    """The figures of one affair, by column; None where its gold does not have them."""

    name: str
    figures: dict[str, float | None]


def linked_of(pages: Path, case: Path, options: Options = Options()) -> Linked:
    """What lies across the pages of a folder, read into the case file ``case``."""
    run([pages], case, options)
    return linked(case)


def scorer_near(folder: Path) -> Path:
    """The scorer beside the folder that holds the affairs.  Raises :class:`InputError` where there is none."""
    for parent in folder.resolve().parents:
        if (found := parent / "score" / "score.py").is_file():
            return found
    raise InputError(f"{folder}: no score/score.py stands beside its folder; name one with --scorer.")


def score_affairs(
    folders: Sequence[Path], scorer: Path | None = None, options: Options = Options()
) -> Iterator[Row]:
    """Read, compare and score each affair, with the models that have not seen it.

    Raises :class:`InputError` for a folder that is no affair, or where the scorer fails.
    """
    for folder in folders:
        if not (folder / "gold.json").is_file() or not (folder / "pages").is_dir():
            raise InputError(f"{folder}: is no affair; it needs a gold.json and a folder `pages`.")
        with TemporaryDirectory() as scratch, leaving_out(folder.name):
            case, written = Path(scratch) / "affair.case", Path(scratch) / "affair.json"
            run([folder / "pages"], case, options._replace(processes=1))
            with Store(case) as store:
                written.write_bytes(export(store.dossier(), "json"))
            yield Row(folder.name, _scored(scorer or scorer_near(folder), folder, written))


def _scored(scorer: Path, folder: Path, written: Path) -> dict[str, float | None]:
    command = [sys.executable, scorer, folder / "gold.json", written, folder / "pages", "--json"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise InputError(f"{scorer}: failed on {folder}: {done.stderr.strip().splitlines()[-1]}")
    parts: dict[str, Any] = json.loads(done.stdout)
    return {
        column: parts.get(figure) if not part else parts.get(part, {}).get(figure)
        for column, (part, figure) in COLUMNS.items()
    }


def medians(rows: Sequence[Row]) -> Row:
    """The median of every column over the affairs that have it."""
    known = {c: [f for r in rows if (f := r.figures[c]) is not None] for c in COLUMNS}
    return Row("median", {c: round(statistics.median(v), 3) if v else None for c, v in known.items()})
