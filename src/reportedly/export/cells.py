"""Cells of tables that people open in a spreadsheet, and archives that are the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from ..printable import printable

__all__ = ["packed", "repacked", "safe"]

#: What a spreadsheet takes for the beginning of a formula, in narrow and in full-width characters (OWASP, "CSV
#: injection"); the blank before it is no hindrance to all of them.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

#: The longest text that a cell of XLSX holds, in characters (ECMA-376, limits of Excel).
_LONGEST = 32_767

#: Archives carry the first moment that ZIP knows, so that the same case gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def safe(cell: Any) -> str | int | float | None:
    """A cell that no spreadsheet runs and that steers no terminal: text on one line, a formula behind a ``'``."""
    if cell is None or isinstance(cell, int | float):
        return cell
    text = printable(str(cell))
    text = f"'{text}" if text.lstrip().startswith(_FORMULA) else text
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def packed(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of ``members`` by name, with no time in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def repacked(office: bytes) -> bytes:
    """An Office file without the time at which it was written."""
    with zipfile.ZipFile(io.BytesIO(office)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    core = "docProps/core.xml"
    moment = rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*"
    members[core] = re.sub(moment, rb"\g<1>1980-01-01T00:00:00Z", members[core])
    return packed(members)
