"""``reportedly judge``: the analyst's log, written from the command line."""

from __future__ import annotations

import getpass
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ..records import Dossier, Judgement

__all__ = ["app"]

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    subcommand_metavar="ACT [ARGS]...",
    help="""Write a judgement of yours into a case, and compute the case anew.

    Nothing that the machine read is overwritten; `undo` takes a judgement back.  Ids are those that
    `reportedly show` and `why` print, or as much of them as is unique.

    \b
    Examples:
      reportedly judge talks.case merge v-3fa2 v-91c0 --why "the same officer"
      reportedly judge talks.case reject val-02 --why "another meeting"
      reportedly judge talks.case set 002_interview.txt date 2006-05-02
      reportedly judge talks.case log
      reportedly judge talks.case undo j-5e11
    """,
)

Why = Annotated[str | None, typer.Option(help="Your reason; it stays in the log.")]
Who = Annotated[
    str | None, typer.Option(help="Who judges.  [default: the user's name]", envvar="REPORTEDLY_WHO")
]


@app.callback()
def _case(
    ctx: typer.Context,
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case file.")],
) -> None:
    ctx.obj = case


@app.command(no_args_is_help=True)
def merge(
    ctx: typer.Context,
    one: Annotated[str, typer.Argument(metavar="ID", help="An actor or a voice; its name is kept.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="The actor or voice that is the same.")],
    why: Why = None,
    who: Who = None,
) -> None:
    """Say that two actors, or two voices, are one."""

    def make(dossier: Dossier, **signed: Any) -> Judgement:
        from ..judgements import merge as merged

        kind, a = _view(dossier).find(one, ["actor", "voice"])
        _, b = _view(dossier).find(other, [kind])
        return merged(dossier, kind, a, b, **signed)

    _judge(ctx.obj, make, who, why)


@app.command(no_args_is_help=True)
def split(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help="An actor or a voice.")],
    account: Annotated[
        str, typer.Argument(metavar="PASSAGE", help="The account in which it is somebody else.")
    ],
    why: Why = None,
    who: Who = None,
) -> None:
    """Say that an actor or a voice is somebody else in one account."""

    def make(dossier: Dossier, **signed: Any) -> Judgement:
        from ..judgements import split as apart

        kind, found = _view(dossier).find(ident, ["actor", "voice"])
        _, passage = _view(dossier).find(account, ["passage"])
        return apart(dossier, kind, found, passage, **signed)

    _judge(ctx.obj, make, who, why)


@app.command(no_args_is_help=True)
def reject(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help="A value or a statement.")],
    why: Why = None,
    who: Who = None,
) -> None:
    """Say that a value or a statement was misread."""

    def make(dossier: Dossier, **signed: Any) -> Judgement:
        from ..judgements import reject as rejected

        kind, found = _view(dossier).find(ident, ["value", "statement"])
        return rejected(dossier, kind, found, **signed)

    _judge(ctx.obj, make, who, why)


@app.command(name="set", no_args_is_help=True)
def set_(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="PAGE", help="A page's file or id, or a passage's id.")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="date, author or publisher.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="What it is; a date as EDTF, such as 2006-05-02.")
    ],
    why: Why = None,
    who: Who = None,
) -> None:
    """Set the date, author or publisher of a page, or of one passage of it."""
    from ..errors import InputError

    if field not in ("date", "author", "publisher"):
        raise InputError(f"{field!r} cannot be set; name date, author or publisher.")

    def make(dossier: Dossier, **signed: Any) -> Judgement:
        from ..judgements import set_field

        _, found = _view(dossier).find(ident, ["page", "passage"])
        return set_field(dossier, found, field, value, **signed)

    _judge(ctx.obj, make, who, why)


@app.command(no_args_is_help=True)
def correct(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help="A statement.")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="source, stance or span.")],
    value: Annotated[
        str,
        typer.Argument(metavar="VALUE", help="A name; a stance; or start-end, in characters of the page."),
    ],
    why: Why = None,
    who: Who = None,
) -> None:
    """Say who is the source of a statement, how it is meant, or which words it is."""

    def make(dossier: Dossier, **signed: Any) -> Judgement:
        from ..judgements import correct as corrected

        _, found = _view(dossier).find(ident, ["statement"])
        return corrected(dossier, found, field, value, **signed)

    _judge(ctx.obj, make, who, why)


@app.command(no_args_is_help=True)
def move(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help="A value.")],
    to: Annotated[str, typer.Argument(metavar="TO", help="A detail's id, or the words of a new question.")],
    why: Why = None,
    who: Who = None,
) -> None:
    """Say that a value answers another question, or one that was not asked."""

    def make(dossier: Dossier, **signed: Any) -> Judgement:
        from ..judgements import move_value

        view = _view(dossier)
        _, found = view.find(ident, ["value"])
        if any(mark in to for mark in " ?"):
            return move_value(dossier, found, None, to, **signed)
        return move_value(dossier, found, view.find(to, ["detail"])[1], **signed)

    _judge(ctx.obj, make, who, why)


@app.command(no_args_is_help=True)
def reword(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help="A detail.")],
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question in your words.")],
    why: Why = None,
    who: Who = None,
) -> None:
    """Word a question anew."""

    def make(dossier: Dossier, **signed: Any) -> Judgement:
        from ..judgements import rename_question

        _, found = _view(dossier).find(ident, ["detail"])
        return rename_question(dossier, found, question, **signed)

    _judge(ctx.obj, make, who, why)


@app.command(no_args_is_help=True)
def join(
    ctx: typer.Context,
    one: Annotated[str, typer.Argument(metavar="ID", help="An episode; it is kept.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="The episode that is part of it.")],
    why: Why = None,
    who: Who = None,
) -> None:
    """Say that two episodes are one."""

    def make(dossier: Dossier, **signed: Any) -> Judgement:
        from ..judgements import join_episodes

        a, b = (_view(dossier).find(ident, ["episode"])[1] for ident in (one, other))
        return join_episodes(dossier, a, b, **signed)

    _judge(ctx.obj, make, who, why)


@app.command(no_args_is_help=True)
def mark(
    ctx: typer.Context,
    ident: Annotated[
        str, typer.Argument(metavar="ID", help="A value, detail, statement, voice or citation check.")
    ],
    what: Annotated[
        str, typer.Argument(metavar="MARK", help="star, seen, an Admiralty grade (B2), or a note in words.")
    ] = "star",
    why: Why = None,
    who: Who = None,
) -> None:
    """Keep a star, a grade or a note beside a record; it changes nothing."""

    def make(dossier: Dossier, **signed: Any) -> Judgement:
        from ..judgements import GRADE
        from ..judgements import mark as marked

        kinds = ["value", "detail", "statement", "voice", "citation check"]
        kind, found = _view(dossier).find(ident, kinds)
        kind = "check" if kind == "citation check" else kind
        if what in ("star", "seen"):
            return marked(dossier, what, kind, found, **signed)
        act = "grade" if GRADE.fullmatch(what) else "note"
        return marked(dossier, act, kind, found, what, **signed)

    _judge(ctx.obj, make, who, why)


@app.command(no_args_is_help=True)
def undo(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help="A judgement, as `log` prints it.")],
    why: Why = None,
    who: Who = None,
) -> None:
    """Take a judgement back; to have it again, undo the undoing."""

    def make(dossier: Dossier, **signed: Any) -> Judgement:
        from ..judgements import undo as undone

        _, found = _view(dossier).find(ident, ["judgement"])
        return undone(dossier.judgements, found, **signed)

    _judge(ctx.obj, make, who, why)


@app.command()
def log(ctx: typer.Context) -> None:
    """Print the log, oldest first."""
    from ..show.terminal import log as table
    from ..store import Store
    from .look import print_rich

    with Store(ctx.obj) as store:
        dossier = store.dossier()
    print_rich(table(_view(dossier)))


def _view(dossier: Dossier) -> Any:
    from ..show.view import View

    return View(dossier)


def _judge(case: Path, make: Callable[..., Judgement], who: str | None, why: str | None) -> None:
    """Append to the log, compute what it touches, and say under which id the judgement stands."""
    from ..case import judge, recompute
    from ..store import Store

    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    with Store(case) as store:
        judgement = make(store.dossier(), who=who or getpass.getuser(), at=at, why=why)
    if judge(case, judgement) is None:
        recompute(case)
    typer.echo(f"{judgement.id}: {judgement.act.replace('_', ' ')}; the case is up to date.")
