"""The views: overview, matrix, questions, timeline, sources, voices, accounts, citations, search, the log."""

from __future__ import annotations

from mimetypes import guess_type

from starlette.requests import Request
from starlette.responses import Response

from ..errors import NotFound
from ..export import export as write
from ..records import Passage, Statement, Voice
from ..show.chains import rests, voice_trees
from ..show.matrix import Matrix, matrices
from ..show.summary import measured_line, methods, summary
from ..show.timeline import timeline
from ..show.view import View
from ..show.words import STATUS_ORDER, VERDICT_ORDER
from .desk import Desk
from .finding import Asked, find, stances
from .rendering import EPISODES, PER_PAGE, answer, desk_of, page_number
from .reviewing import alike_voices

__all__ = [
    "accounts",
    "actor",
    "actors",
    "citations",
    "export",
    "log",
    "matrix",
    "overview",
    "question",
    "questions",
    "search",
    "sources",
    "state",
    "time",
    "voice",
    "warm",
]


def overview(request: Request) -> Response:
    """The affair in ten seconds."""
    desk = desk_of(request)
    return answer(
        request,
        "overview.html",
        summary=desk.made("summary", lambda view: summary(view, desk.made("rests", rests))),
        counts=desk.made("counts", _counts),
        measured=measured_line(),
        methods=desk.made("methods", lambda view: methods(view.dossier)),
    )


def warm(desk: Desk) -> None:
    """Make what the views show of the whole case, so that no first reader waits for it."""
    for name, make in (
        ("rests", rests),
        ("voices", voice_trees),
        ("matrices", matrices),
        ("timeline", timeline),
    ):
        desk.made(name, make)
    desk.made("summary", lambda view: summary(view, desk.made("rests", rests)))
    desk.made("accounts", _by_date)
    desk.made("alike", alike_voices)


def _by_date(view: View) -> list[Passage]:
    return sorted(view.accounts, key=lambda a: view.when(a.id))


def _counts(view: View) -> list[tuple[str, int]]:
    return [(s, n) for s in STATUS_ORDER if (n := sum(d.status == s for d in view.dossier.details))]


def matrix(request: Request) -> Response:
    """One episode's table; ``episode`` names it, ``only`` the accounts to show."""
    tables = [m for m in desk_of(request).made("matrices", matrices) if m.rows]
    asked = request.query_params.get("episode", "")
    table = next((m for m in tables if m.episode.id == asked), tables[0] if tables else None)
    only = {a for a in request.query_params.getlist("only") if a}
    shown = _narrowed(table, only) if table and only else table
    return answer(request, "matrix.html", tables=tables, table=shown, whole=table, only=only)


def _narrowed(table: Matrix, only: set[str]) -> Matrix:
    keep = [n for n, c in enumerate(table.columns) if c.account in only]
    rows = (
        row._replace(cells=tuple(row.cells[n] for n in keep), more=tuple(row.more[n] for n in keep))
        for row in table.rows
    )
    columns = tuple(table.columns[n] for n in keep)
    return table._replace(columns=columns, rows=tuple(row for row in rows if any(row.cells)))


def questions(request: Request) -> Response:
    """Every question, filtered by ``status`` and ``words``, a page at a time."""
    view = desk_of(request).view
    status, words = (request.query_params.get(name, "") for name in ("status", "words"))
    rows = [
        d
        for d in view.details_of()
        if (not status or d.status == status) and words.casefold() in d.question.casefold()
    ]
    page = page_number(request)
    return answer(
        request,
        "questions.html",
        rows=rows[page * PER_PAGE : (page + 1) * PER_PAGE],
        total=len(rows),
        page=page,
        pages=-(-len(rows) // PER_PAGE),
        status=status,
        words_=words,
    )


def question(request: Request) -> Response:
    """One question, all answers with their quotes, and what a person can judge of it."""
    desk = desk_of(request)
    ident = request.path_params["ident"]
    if ident not in desk.view.details:
        raise NotFound(f"The case holds no question {ident!r}.")
    detail = desk.view.details[ident]
    siblings = [d for d in desk.view.details_of(detail.episode) if d.id != ident]
    return answer(request, "question.html", detail=detail, siblings=siblings)


def time(request: Request) -> Response:
    """The timeline, some episodes a page."""
    drawn, page = desk_of(request).made("timeline", timeline), page_number(request)
    groups = drawn.groups if drawn else ()
    shown = drawn
    if drawn:
        clocks = () if page else drawn.clocks[:PER_PAGE]
        shown = drawn._replace(groups=groups[page * EPISODES : (page + 1) * EPISODES], clocks=clocks)
    return answer(request, "time.html", timeline=shown, page=page, pages=-(-len(groups) // EPISODES))


def sources(request: Request) -> Response:
    """Who goes back to whom: outlets, then voices a page at a time."""
    desk = desk_of(request)
    voices = desk.made("voices", voice_trees)
    page = page_number(request)
    return answer(
        request,
        "sources.html",
        rests=desk.made("rests", rests),
        voices=voices[page * PER_PAGE : (page + 1) * PER_PAGE],
        page=page,
        pages=-(-len(voices) // PER_PAGE),
    )


def voice(request: Request) -> Response:
    """One voice: what it says, where, by what roads, and who else it may be."""
    desk = desk_of(request)
    ident = request.path_params["ident"]
    if ident not in desk.view.voices:
        raise NotFound(f"The case holds no voice {ident!r}.")
    tree = next((t for t in desk.made("voices", voice_trees) if t.voice == ident), None)
    said = desk.made("said", _said).get(ident, [])
    others = sorted((v for v in desk.view.dossier.voices if v.id != ident), key=_name)
    relations = [r for r in desk.view.dossier.voice_relations if ident in (r.a, r.b)]
    return answer(
        request,
        "voice.html",
        voice=desk.view.voices[ident],
        tree=tree,
        said=said[:PER_PAGE],
        total=len(said),
        others=others,
        relations=relations,
    )


def _said(view: View) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for s in view.dossier.statements:
        if s.voice and s.mode != "narration":
            found.setdefault(s.voice, []).append(s)
    return found


def _name(voice: Voice) -> str:
    return voice.name.casefold()


def actors(request: Request) -> Response:
    """The actors whose names hold ``words``, those spoken of most first, a page at a time."""
    view, words = desk_of(request).view, request.query_params.get("words", "")
    rows = [
        a
        for a in view.dossier.actors
        if any(words.casefold() in name.casefold() for name in (a.name, *a.aliases))
    ]
    rows.sort(key=lambda a: -len(a.mentions))
    page = page_number(request)
    return answer(
        request,
        "actors.html",
        rows=rows[page * PER_PAGE : (page + 1) * PER_PAGE],
        words_=words,
        page=page,
        pages=-(-len(rows) // PER_PAGE),
    )


def actor(request: Request) -> Response:
    """One actor: where it is spoken of, and who else it may be; ``words`` finds these."""
    view, ident = desk_of(request).view, request.path_params["ident"]
    if ident not in view.actors:
        raise NotFound(f"The case holds no actor {ident!r}.")
    found, words = view.actors[ident], request.query_params.get("words", "")
    pages = {m.page for m in found.mentions}
    tellers = [a for a in view.accounts if a.page in pages]
    others = [
        a for a in view.dossier.actors if words and words.casefold() in a.name.casefold() and a.id != ident
    ]
    return answer(
        request,
        "actor.html",
        actor=found,
        tellers=tellers,
        others=others[:PER_PAGE],
        words_=words,
        most=PER_PAGE,
    )


def accounts(request: Request) -> Response:
    """The accounts by date, a page at a time."""
    rows = desk_of(request).made("accounts", _by_date)
    page = page_number(request)
    shown = rows[page * PER_PAGE : (page + 1) * PER_PAGE]
    return answer(request, "accounts.html", rows=shown, page=page, pages=-(-len(rows) // PER_PAGE))


def citations(request: Request) -> Response:
    """Citation checks of one verdict, a page at a time."""
    checks = desk_of(request).view.dossier.citation_checks
    verdict = request.query_params.get("verdict", VERDICT_ORDER[0])
    rows = [c for c in checks if c.verdict == verdict]
    page = page_number(request)
    return answer(
        request,
        "citations.html",
        rows=rows[page * PER_PAGE : (page + 1) * PER_PAGE],
        verdict=verdict,
        counts=[(v, sum(c.verdict == v for c in checks)) for v in VERDICT_ORDER],
        page=page,
        pages=-(-len(rows) // PER_PAGE),
    )


def search(request: Request) -> Response:
    """Questions, voices, statements and pages that hold the words that are asked for."""
    desk = desk_of(request)
    asked = Asked(**{name: request.query_params.get(name, "").strip() for name in Asked._fields})
    found = find(desk, asked) if any(asked) else None
    part = "HX-Request" in request.headers
    template = "found.html" if part else "search.html"
    return answer(request, template, asked=asked, found=found, stances=desk.made("stances", stances))


def log(request: Request) -> Response:
    """The analyst's log, the latest first."""
    return answer(request, "log.html", rows=tuple(reversed(desk_of(request).view.dossier.judgements)))


def state(request: Request) -> Response:
    """Whether the case is being computed anew; when it is done, the page that asked is loaded again."""
    desk = desk_of(request)
    response = answer(request, "state.html")
    if not desk.busy:
        response.headers["HX-Refresh"] = "true"
    return response


def export(request: Request) -> Response:
    """The dossier as a file."""
    desk, form = desk_of(request), request.path_params["form"]
    data = write(desk.view.dossier, form)
    name = f"{desk.case.stem}.{form}".replace('"', "")
    kind = guess_type(name)[0] or "application/octet-stream"
    headers = {"Content-Disposition": f'attachment; filename="{name.encode("ascii", "replace").decode()}"'}
    return Response(data, media_type=kind, headers=headers)
