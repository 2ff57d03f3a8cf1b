"""Tables as CSV (RFC 4180, UTF-8): the answers alone, or every table in a ZIP archive."""

from __future__ import annotations

import csv
import io

from ..records import Dossier
from ..show.view import View
from .cells import packed, safe
from .tables import TABLES, Row

__all__ = ["answers", "tables"]


def answers(dossier: Dossier) -> bytes:
    """One row a place where an account answers a question."""
    return _csv(list(TABLES["answers"](View(dossier))))


def tables(dossier: Dossier) -> bytes:
    """Every table of :data:`~.tables.TABLES` as a member of an archive."""
    view = View(dossier)
    return packed({f"{name}.csv": _csv(list(rows(view))) for name, rows in TABLES.items()})


def _csv(rows: list[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    if rows:
        writer.writerow(rows[0])
        writer.writerows([safe(cell) for cell in row.values()] for row in rows)
    return out.getvalue().encode()
