"""Every table as a sheet of one XLSX file."""

from __future__ import annotations

import io

from openpyxl import Workbook

from ..records import Dossier
from ..show.view import View
from .cells import repacked, safe
from .tables import COLUMNS, TABLES

__all__ = ["render"]


def render(dossier: Dossier) -> bytes:
    """The tables of :data:`~.tables.TABLES` in order; the first row of a sheet names its columns and stays in view."""
    view = View(dossier)
    book = Workbook(write_only=True)
    for name, table in TABLES.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(COLUMNS[name])
        for row in table(view):
            sheet.append([safe(row[column]) for column in COLUMNS[name]])
    out = io.BytesIO()
    book.save(out)
    return repacked(out.getvalue())
