"""Verbs that look at a case: show, why, check, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..records import Dossier

__all__ = ["check", "diff", "export", "mcp", "serve", "show", "why"]

CaseArgument = Annotated[Path, typer.Argument(help="A case file.")]

#: The width of a table where the output is not a terminal.
_WIDTH = 120


def show(
    case: CaseArgument,
    episode: Annotated[
        str | None, typer.Option(help="Only this episode: an id's beginning, or words of its title.")
    ] = None,
    detail: Annotated[
        str | None,
        typer.Option(help="Only this detail: its slot, an id's beginning, or words of its question."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every question with its answers, accounts and voices.")
    ] = False,
    pages: Annotated[bool, typer.Option("--pages", help="The pages and accounts.")] = False,
    voices: Annotated[bool, typer.Option("--voices", help="The voices.")] = False,
    actors: Annotated[bool, typer.Option("--actors", help="The actors.")] = False,
) -> None:
    """Print what is disputed, agreed and misreported, a line each; with an option the tables behind it.

    With --all each episode has a table of what is disputed or agreed, each value with its accounts and its
    voices, and a line for each other question; --episode and --detail show all of theirs.  The ids in grey can
    be given to `why` and `judge`.

    \b
    Examples:
      reportedly show talks.case
      reportedly show talks.case --all
      reportedly show talks.case --detail "talks begin"
      reportedly show talks.case --voices
    """
    from ..show.lists import LISTS
    from ..show.terminal import brief
    from ..show.terminal import show as tables
    from ..show.view import View

    view = View(opened(case))
    lists = [name for name, wanted in (("pages", pages), ("voices", voices), ("actors", actors)) if wanted]
    for name in lists:
        print_rich(LISTS[name](view))
    if everything or episode is not None or detail is not None:
        print_rich(tables(view, episode, detail))
    elif not lists:
        print_rich(brief(view))


def why(
    case: CaseArgument,
    ident: Annotated[str, typer.Argument(metavar="ID", help="An id, or as much of it as is unique.")],
) -> None:
    """Print the trail of a value: statement, chain of sources, page, and the quote in its sentence.

    Details, statements, voices, actors, citation checks, comparisons and passages are followed as well.

    \b
    Examples:
      reportedly why talks.case d-3fa2
    """
    from ..show.view import View
    from ..show.why import why as trail

    view = View(opened(case))
    print_rich(trail(view, ident))


def check(case: CaseArgument) -> None:
    """Hold every stored hash and span against the pages again.

    The exit status is 1 where anything no longer stands where it stood.

    \b
    Examples:
      reportedly check talks.case
    """
    from ..checking import check as drifted
    from ..store import Store

    with Store(case) as store:
        faults = list(drifted(store))
        pages = sum(1 for _ in store.pages())
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        typer.echo(f"{case}: {len(faults)} things have drifted.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{case}: every hash and every span on {pages} pages stands where it stood.")


def export(
    case: CaseArgument,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="One of those below.  [default: by --out's ending, else json]",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Where to write; standard output if left out.")
    ] = None,
) -> None:
    """Write a case's dossier in a format of other programs.

    \b
    json           everything             html     the one-file dossier
    md, docx       a report with quotes   csv      every answer, a row each
    zip, xlsx      all tables             parquet  every answer
    bib, ris, csl.json  the pages         graphml  accounts and voices
    timeline.json  for TimelineJS         jsonld   W3C Web Annotations
    timesketch.jsonl  for Timesketch      ftm.json FollowTheMoney entities
    prov.jsonld    W3C PROV-O             claimreview.json  a person's grades

    docx, xlsx and parquet need the packages of the extra `exports`; packages outside may add formats.

    \b
    Examples:
      reportedly export talks.case -o talks.html
      reportedly export talks.case -o pages.csl.json
      reportedly export talks.case --format json | jq .details
    """
    from ..export import export as write
    from ..export import form_of
    from ..files import write_whole

    if form is None:
        form = form_of(out) if out is not None else "json"
    data = write(opened(case), form)
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        write_whole(out, data)


def serve(
    case: CaseArgument,
    port: Annotated[int, typer.Option(help="The port; 0 takes any that is free.")] = 0,
    who: Annotated[
        str | None, typer.Option(help="Who judges.  [default: the user's name]", envvar="REPORTEDLY_WHO")
    ] = None,
    browser: Annotated[bool, typer.Option("--open", help="Open the address in a browser.")] = False,
) -> None:
    """Work in a case in a browser: read, search, compare and judge.

    Answers on this machine only, under an address that holds a token, and asks nothing of any network.  Needs the
    packages of the extra `app`.  Ctrl-C ends it.

    \b
    Examples:
      reportedly serve talks.case
      reportedly serve talks.case --port 8080 --open
    """
    import getpass
    import webbrowser

    from ..serve import serve as run_app

    def ready(address: str) -> None:
        typer.echo(f"{case}: open {address}  (Ctrl-C ends it)")
        if browser:
            webbrowser.open(address)

    run_app(case, port, who or getpass.getuser(), ready)


def mcp(case: CaseArgument) -> None:
    """Serve a case to a language model as read-only tools, by the Model Context Protocol over standard input and output.

    The tools are affairs, questions, disputes, why, search, page and voices; every answer carries its quotes with page
    and characters. A client starts this command by itself.  Needs the packages of the extra `mcp`.

    \b
    Examples:
      reportedly mcp talks.case
    """
    from ..agents import serve as answer

    answer(case)


def diff(
    before: Annotated[Path, typer.Argument(help="A case file, or its JSON export.")],
    after: Annotated[Path, typer.Argument(help="The other.")],
) -> None:
    """Say what changed between two runs: pages, questions, answers, disputes, citation checks.

    \b
    Examples:
      reportedly diff talks-may.case talks-june.case
    """
    from ..show.diff import difference

    print_rich(difference(_dossier(before), _dossier(after)))


def _dossier(path: Path) -> Dossier:
    """The dossier of a case file or of a JSON export."""
    import msgspec

    from ..errors import CaseError
    from ..records import Dossier

    if path.suffix.lower() != ".json":
        return opened(path)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Dossier)
    except (OSError, msgspec.DecodeError) as error:
        raise CaseError(
            f"{path}: is no export that this version reads ({error}); name a case file."
        ) from error


def opened(case: Path) -> Dossier:
    """The dossier of a case; where it is damaged or older than what came in, that is told on standard error."""
    from ..case import salvaged
    from ..errors import DamagedError
    from ..store import Store

    with Store(case) as store:
        try:
            dossier = store.dossier()
        except DamagedError as error:
            typer.echo(str(error), err=True)
            return salvaged(store)
        if stale := store.stale():
            typer.echo(stale, err=True)
        return dossier


def print_rich(what: RenderableType) -> None:
    """Print to standard output, at the terminal's width or a fixed one."""
    from rich.console import Console

    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console = Console(highlight=False, emoji=False, markup=False, width=_WIDTH)
    console.print(what)
