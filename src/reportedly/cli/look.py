"""Verbs that look at a case: export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["export"]

CaseArgument = Annotated[Path, typer.Argument(help="A case file.")]


def export(
    case: CaseArgument,
    form: Annotated[str, typer.Option("--format", help="json")] = "json",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Where to write; standard output if left out.")
    ] = None,
) -> None:
    """Write a case's dossier in an interchange format."""
    from ..show import export as write
    from ..store import Store

    with Store(case) as store:
        data = write(store.dossier(), form)
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        out.write_bytes(data)
