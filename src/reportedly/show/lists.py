"""The pages, voices and actors of a case as lists, each with the id that ``why`` and ``judge`` take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from .terminal import table_of
from .text import clean
from .view import View

__all__ = ["LISTS"]


def pages(view: View) -> RenderableType:
    """Every page with its passages that are accounts: who wrote and published it, and when."""
    table = table_of(
        "", ("Id", 0), ("Page and its accounts", 5), ("Author", 3), ("Publisher", 3), ("Published", 0)
    )
    for page in view.dossier.pages:
        _row(table, view, page.id, page.file, page.author, page.publisher, page.published.edtf)
        for p in view.passages_on(page.id):
            if p.kind not in ("spam", "boilerplate"):
                name = f"  {p.kind.replace('_', ' ')} {view.account(p.id)}"
                _row(table, view, p.id, name, p.author, p.publisher, p.published.edtf)
    return table


def voices(view: View) -> RenderableType:
    """Every voice, the one that says most first: what it is, and how many statements are its own."""
    said = Counter(s.voice for s in view.dossier.statements)
    table = table_of("", ("Id", 0), ("Voice", 6), ("Kind", 2), ("Statements", 0))
    for voice in sorted(view.dossier.voices, key=lambda v: (-said[v.id], v.name, v.id)):
        _row(table, view, voice.id, view.voice(voice.id), voice.kind, str(said[voice.id]))
    return table


def actors(view: View) -> RenderableType:
    """Every actor, the one that is named most first: its kind, other names, and how often it is named."""
    table = table_of("", ("Id", 0), ("Actor", 4), ("Kind", 2), ("Also", 4), ("Named", 0))
    for actor in sorted(view.dossier.actors, key=lambda a: (-len(a.mentions), a.name, a.id)):
        also = ", ".join(actor.aliases)
        _row(table, view, actor.id, actor.name, actor.kind, also, str(len(actor.mentions)))
    return table


def _row(table: Table, view: View, ident: str, *cells: str | None) -> None:
    row: Iterable[Text] = (Text(clean(cell or "")) for cell in cells)
    table.add_row(*chain([Text(view.short(ident), style="dim")], row))


#: The lists by their names.
LISTS: dict[str, Callable[[View], RenderableType]] = {"pages": pages, "voices": voices, "actors": actors}
