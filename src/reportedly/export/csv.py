"""Tables as CSV (RFC 4180, UTF-8): the answers alone, or every table in a ZIP archive."""

from __future__ import annotations

import csv
import io

from ..records import Dossier
from ..show.view import View
from .cells import packed, safe
from .tables import COLUMNS, TABLES

__all__ = ["answers", "tables"]


def answers(dossier: Dossier) -> bytes:
    """One row a place where an account answers a question."""
    return _csv(View(dossier), "answers")


def tables(dossier: Dossier) -> bytes:
    """Every table of :data:`~.tables.TABLES` as a member of an archive."""
    view = View(dossier)
    return packed({f"{name}.csv": _csv(view, name) for name in TABLES})


def _csv(view: View, table: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[table])
    writer.writeheader()
    writer.writerows({name: safe(cell) for name, cell in row.items()} for row in TABLES[table](view))
    return out.getvalue().encode()
