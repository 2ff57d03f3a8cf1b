"""The answers as Parquet: text as it stands on the page, so that a quote is the slice that it was read from."""

from __future__ import annotations

import pyarrow
import pyarrow.parquet

from ..records import Dossier
from .tables import INTEGERS, columns, rows_of

__all__ = ["render"]


def render(dossier: Dossier) -> bytes:
    """One row a place where an account answers a question, with typed columns."""
    table = {
        name: pyarrow.array(column, pyarrow.int64() if name in INTEGERS else pyarrow.string())
        for name, column in columns(rows_of(dossier, "answers")).items()
    }
    out = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(pyarrow.table(table), out)
    data: bytes = out.getvalue().to_pybytes()
    return data
