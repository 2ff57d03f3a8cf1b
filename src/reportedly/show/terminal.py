"""The findings as tables in a terminal: a summary, each episode's details, and the comparison queue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..errors import NotFound
from ..records import Comparison, Detail, Episode, Value
from .chains import rests
from .summary import Contest, summary
from .text import clean
from .view import View
from .words import STATUS, STATUS_ORDER, VERDICT, VERDICT_ORDER, counted, date_words

__all__ = ["STYLE", "brief", "log", "quote", "show", "table_of"]

#: How many rows of the queue and of the checks are printed.
_QUEUE = 12

#: How many answers a detail shows beside others.
_VALUES = 7

#: How many accounts, or voices, an answer shows beside others.
_NAMES = 5

STYLE = {
    "contradicted": "bold red",
    "refined": "cyan",
    "independence_unknown": "yellow",
    "single_voice": "magenta",
    "agreed": "green",
}

_VERDICT_STYLE = {"contradicted": "bold red", "supported": "green"}


def show(view: View, episode: str | None = None, detail: str | None = None) -> RenderableType:
    """The whole case, one episode, or one detail; both are named by an id's beginning or by words of theirs.

    Raises :class:`NotFound` where nothing in the case is called so.
    """
    if detail is not None:
        chosen = _choose_details(view, detail)
        return Group(*(_episode(view, view.episodes[e], ds) for e, ds in chosen.items()))
    if episode is not None:
        found = _choose_episode(view, episode)
        return _episode(view, found, view.details_of(found.id))
    parts: list[RenderableType] = [_summary(view)]
    with_details = [(e, view.details_of(e.id)) for e in view.dossier.episodes]
    parts += [_episode(view, e, ds, fold=True) for e, ds in with_details if ds]
    silent = [e for e, ds in with_details if not ds]
    if silent:
        parts.append(
            Text(
                f"\n{counted(len(silent), 'more episode')} without details; --episode names one.", style="dim"
            )
        )
    parts += _checks(view)
    parts += _queue(view)
    parts += _findings(view)
    return Group(*parts)


#: How many disputes, agreements and misreports :func:`brief` tells, a line each.
_BRIEF = (6, 3, 3)


def brief(view: View) -> RenderableType:
    """What is disputed, agreed and misreported, a line each; at most sixteen lines."""
    told = summary(view, rests(view))
    disputed, agreed, misreported = _BRIEF
    lines = [_summary(view)]
    lines += [_contest(view, c, " ≠ ") for c in told.disputed[:disputed]]
    lines += _left("dispute", told.all_disputed - len(told.disputed[:disputed]))
    lines += [_contest(view, c, ", ") for c in told.agreed[:agreed]]
    lines += _left("agreed", told.all_agreed - len(told.agreed[:agreed]))
    for check in told.misreports[:misreported]:
        citing = view.account(view.statements[check.statement].passage)
        text = Text.assemble(
            ("misreported  ", STYLE["contradicted"]), f"{citing} on {view.target(check.cited)}: "
        )
        lines.append(_line(text.append(f"“{clean(check.part.text)}”")))
    lines += _left("misreported", told.all_misreports - len(told.misreports[:misreported]))
    return Group(*lines)


def _contest(view: View, contest: Contest, between: str) -> Text:
    status = contest.detail.status
    text = Text.assemble((f"{STATUS[status]:<13}", STYLE[status]), clean(contest.detail.question), " ")
    for n, side in enumerate(contest.sides):
        who = view.voice(side.voices[0]) if side.voices else ""
        more = len(side.voices) + side.more_voices - 1
        by = f" ({who}{f' and {more} more' if more > 0 else ''})" if who else ""
        text.append(between if n else "").append(view.value(side.value.id), style="bold").append(by)
    return _line(text)


def _line(text: Text) -> Text:
    text.no_wrap, text.overflow = True, "ellipsis"
    return text


def _left(noun: str, number: int) -> list[RenderableType]:
    return [Text(f"… and {number} more {noun}", style="dim")] if number > 0 else []


# ------------------------------------------------------------------ choosing


def _choose_episode(view: View, wanted: str) -> Episode:
    by_title = [e for e in view.dossier.episodes if wanted.casefold() in e.title.casefold()]
    if len(by_title) == 1:
        return by_title[0]
    return view.episodes[view.find(wanted, ["episode"])[1]]


def _choose_details(view: View, wanted: str) -> dict[str, list[Detail]]:
    """Details by slot, by id, or by words of the question; grouped by episode."""
    rows = [d for d in view.details_of() if d.slot == wanted]
    rows = rows or [d for d in view.details_of() if wanted.casefold() in d.question.casefold()]
    if not rows:
        try:
            rows = [view.details[view.find(wanted, ["detail"])[1]]]
        except NotFound:
            slots = ", ".join(sorted({d.slot for d in view.dossier.details if d.slot})) or "none"
            raise NotFound(
                f"The case holds no detail {wanted!r}; give words of its question, or a slot: {slots}."
            ) from None
    chosen: dict[str, list[Detail]] = {}
    for row in rows:
        chosen.setdefault(row.episode, []).append(row)
    return chosen


# ------------------------------------------------------------------ parts


def _summary(view: View) -> RenderableType:
    d = view.dossier
    lines = [
        Text.assemble(
            (d.case, "bold"),
            f": {counted(len(d.pages), 'page')}, {counted(len(view.accounts), 'account')}, "
            f"{counted(len(d.voices), 'voice')}, {counted(len(d.statements), 'statement')}",
        )
    ]
    counts = Counter(detail.status for detail in d.details)
    if counts:
        said = ((f"{counts[s]} {STATUS[s]}", STYLE[s]) for s in STATUS_ORDER if counts[s])
        lines.append(Text(", ").join(Text(text, style) for text, style in said))
    else:
        lines.append(Text("No details were found.", style="dim"))
    return Group(*lines)


def _episode(view: View, episode: Episode, details: Iterable[Detail], fold: bool = False) -> RenderableType:
    """An episode's table; ``fold`` gives what is neither disputed nor agreed one line each below it."""
    head = Text.assemble(("\n" + clean(episode.title), "bold"), (f"  {view.short(episode.id)}", "dim"))
    parties = "  /  ".join(view.parties(episode))
    period = " to ".join(dict.fromkeys(date_words(d) for d in (episode.earliest, episode.latest) if d))
    line = Text("; ".join(part for part in (period, parties) if part), style="dim")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, show_edge=False)
    for name, ratio in (("Detail", 5), ("Value", 6), ("Accounts", 6), ("Voices", 6)):
        table.add_column(name, ratio=ratio or None, overflow="fold")
    rows = list(details)
    folded = [d for d in rows if fold and not _whole(d)]
    shown = [d for d in rows if d not in folded]
    for detail in shown:
        _rows(view, table, detail, whole=len(rows) == 1)
    return Group(
        head,
        *([line] if line.plain else []),
        *([table] if shown else []),
        *(_brief_row(view, d) for d in folded),
    )


def _whole(detail: Detail) -> bool:
    """Whether a question stands in the table of all: what is disputed, agreed, denied, or declined to speak of."""
    told = any(p.position in ("denies", "no_comment") for p in detail.positions)
    return told or detail.status in ("contradicted", "agreed")


def _brief_row(view: View, detail: Detail) -> Text:
    """A question on one line, with its answers."""
    answers = ", ".join(view.value(v.id) for v in view.values_of(detail))
    label = (f"{STATUS[detail.status]:<21}", STYLE[detail.status])
    ident = (f"{view.short(detail.id)}  ", "dim")
    return _line(Text.assemble(label, ident, f"{clean(detail.question)} ", (answers, "bold")))


def _rows(view: View, table: Table, detail: Detail, whole: bool) -> None:
    conflicting = view.conflicting(detail)
    label = Text.assemble(
        clean(detail.question),
        "\n",
        (STATUS[detail.status], STYLE[detail.status]),
        (f"  {view.short(detail.id)}", "dim"),
    )
    for position, words in (("denies", "denied by"), ("no_comment", "no comment from")):
        if told := view.positions(detail, position):  # type: ignore[arg-type]  # both are literals of it
            label.append(f"\n{words} {'; '.join(told)}", style="italic")
    values = view.values_of(detail)
    most = len(values) if whole else _VALUES
    for n, value in enumerate(values[:most]):
        table.add_row(
            label if n == 0 else "",
            _value(view, value, value.id in conflicting),
            Text(_several([_named(view, view.account(a), a, whole) for a in value.accounts], whole)),
            Text(_several([_named(view, view.voice(v), v, whole) for v in value.voices], whole)),
            end_section=n == len(values) - 1,
        )
    if len(values) > most:
        left = f"… and {len(values) - most} more: --detail {view.short(detail.id)}"
        table.add_row("", Text(left, style="dim"), "", "", end_section=True)


def _value(view: View, value: Value, conflicting: bool) -> Text:
    text = Text(view.value(value.id), style="red" if conflicting else "")
    if meant := view.meant(value):
        text.append(f" ({meant})", style="italic")
    return text.append(f"  {view.short(value.id)}", style="dim not bold")


def _named(view: View, name: str, ident: str, whole: bool) -> str:
    """A name, with the id that ``judge`` takes where one detail is shown alone."""
    return f"{name} {view.short(ident)}" if whole else name


def _several(names: list[str], whole: bool) -> str:
    """Names in one line; where others stand beside them, only some."""
    few = len(names) if whole else _NAMES
    more = f"; and {len(names) - few} more" if len(names) > few else ""
    return "; ".join(names[:few]) + more


def _checks(view: View) -> list[RenderableType]:
    rows = view.dossier.citation_checks
    if not rows:
        return []
    rows = tuple(sorted(rows, key=lambda c: VERDICT_ORDER.index(c.verdict)))
    table = table_of(
        "\nCitations held against the account that they cite",
        ("Verdict", 0),
        ("Cited", 4),
        ("Part", 6),
        ("Why", 5),
    )
    for check in rows[:_QUEUE]:
        table.add_row(
            Text(VERDICT[check.verdict], style=_VERDICT_STYLE.get(check.verdict, "dim")),
            Text.assemble(view.target(check.cited), (f"  {view.short(check.id)}", "dim")),
            Text(clean(check.part.text)),
            Text(clean(check.why)),
        )
    return [table, *_more(len(rows))]


def _queue(view: View) -> list[RenderableType]:
    rows: tuple[Comparison, ...] = view.dossier.comparisons
    if not rows:
        return []
    table = table_of("\nTo be compared by a person", ("Id", 0), ("One", 5), ("Other", 5), ("Why", 4))
    for row in sorted(rows, key=lambda c: -c.score)[:_QUEUE]:
        table.add_row(
            Text(view.short(row.id), style="dim"),
            Text(clean(row.a.text)),
            Text(clean(row.b.text)),
            Text(clean(row.why)),
        )
    return [table, *_more(len(rows))]


def _findings(view: View) -> list[RenderableType]:
    return [
        Text.assemble(
            ("\nNote: ", "yellow"), f"{view.page(f.page)} ({view.pages[f.page].file}): {clean(f.message)}"
        )
        for f in view.dossier.findings
        if f.page in view.pages
    ]


def log(view: View) -> RenderableType:
    """The analyst's log, oldest first."""
    if not view.dossier.judgements:
        return Text("The log is empty.")
    table = table_of("", ("Id", 0), ("At", 0), ("Who", 2), ("Act", 3), ("About", 6), ("Why", 4))
    for j in view.dossier.judgements:
        what = [j.anchor.text or j.anchor.id, (j.with_.text or j.with_.id) if j.with_ else None, j.value]
        table.add_row(
            Text(view.short(j.id)),
            Text(j.at),
            Text(clean(j.who)),
            Text(j.act.replace("_", " ") + (" (undone)" if j.undone else "")),
            Text(" / ".join(clean(part) for part in what if part)),
            Text(clean(j.why or "")),
            style="dim strike" if j.undone else "",
        )
    return table


def quote(view: View, span: object) -> Text:
    """A span in its sentence, the span itself marked."""
    from ..records import Span

    found = view.quote(span) if isinstance(span, Span) else None
    if found is None:
        return Text("")
    return Text.assemble((found.before, "dim"), (f"[{found.text}]", "bold"), (found.after, "dim"))


def table_of(title: str, *columns: tuple[str, int]) -> Table:
    """An empty table; each column has a name and its share of the width, 0 for no more than it needs."""
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        expand=True,
    )
    for name, ratio in columns:
        table.add_column(name, ratio=ratio or None, overflow="fold", no_wrap=not ratio)
    return table


def _more(count: int) -> list[RenderableType]:
    return [Text(f"… and {count - _QUEUE} more in the export.", style="dim")] if count > _QUEUE else []
