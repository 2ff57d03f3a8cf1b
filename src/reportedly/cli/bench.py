"""``reportedly bench``: the rooms measured against public benchmarks that the user has at hand."""

from __future__ import annotations

import typer

__all__ = ["app"]

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Measure a room against a public benchmark."
)


@app.callback()
def _bench() -> None:
    pass
