"""The verbs, nothing else: each parses its arguments, calls one room, and says what happened.

Heavy imports stand inside the functions that use them, and help is plain text: rich's help renderer
alone would cost 0.3 s, ``reportedly --help`` answers in less than 0.4 s as it is.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ..errors import Interrupted, ReportedlyError
from . import bench, judge, look, make

__all__ = ["app", "main"]

#: The exit status of a shell command that Ctrl-C ended (128 + SIGINT).
_INTERRUPTED = 130

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="""Read the press accounts of one affair, and lay side by side who said what happened.

    \b
    Examples:
      reportedly demo
      reportedly run pages/ -o talks.case
      reportedly show talks.case
      reportedly export talks.case --format html -o talks.html
    """,
)

app.command()(make.demo)
for command in (
    make.run,
    make.drop,
    look.show,
    look.why,
    look.serve,
    look.mcp,
    look.check,
    look.export,
    look.diff,
):
    app.command(no_args_is_help=True)(command)
app.add_typer(judge.app, name="judge")
app.add_typer(bench.app, name="bench")


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; an error of the program is one sentence on standard error and exit status 1."""
    try:
        app()
    except Interrupted as error:
        typer.echo(str(error), err=True)
        sys.exit(_INTERRUPTED)
    except ReportedlyError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
