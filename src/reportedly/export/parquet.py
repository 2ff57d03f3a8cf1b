"""The answers as Parquet: text as it stands on the page, so that a quote is the slice that it was read from."""

from __future__ import annotations

import pyarrow
import pyarrow.parquet

from ..records import Dossier
from ..show.view import View
from .tables import INTEGERS, table_of

__all__ = ["render"]


def render(dossier: Dossier) -> bytes:
    """One row a place where an account answers a question, with typed columns."""
    columns = {
        name: pyarrow.array(column, pyarrow.int64() if name in INTEGERS else pyarrow.string())
        for name, column in table_of(View(dossier), "answers").items()
    }
    out = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(pyarrow.table(columns), out)
    data: bytes = out.getvalue().to_pybytes()
    return data
