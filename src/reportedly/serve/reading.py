"""The reader: a page with what is said on it, one statement's card, and two pages beside each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from ..errors import NotFound
from ..records import Page, Span
from ..show.citing import Citer
from ..show.pagetext import Mark, page_blocks
from ..show.view import View
from .places import Addresses
from .rendering import answer, desk_of

__all__ = ["beside", "read", "statement"]

#: Words of so many letters or more are marked where two passages share them.
_SHARED_WORD = 4
_WORD = re.compile(r"[^\W_]+")


class Side(NamedTuple):
    """A page as one of two: its heading, the span that is looked at, and its text in blocks."""

    heading: str
    page: Page
    span: Span | None
    blocks: object


def read(request: Request) -> Response:
    """A page; ``at`` is the characters to show first, as "start-end"."""
    desk = desk_of(request)
    view = desk.view
    page = view.pages.get(request.path_params["page"])
    if page is None:
        raise NotFound(f"The case holds no page {request.path_params['page']!r}.")
    at = _asked(request.query_params.get("at", ""))
    quoted = desk.made("quoted", _quoted).get(page.id, [])
    places = Addresses(view, request.app.state.base)
    marks = [Mark(f"e{n}", start, end, places.value(value)) for n, (start, end, value) in enumerate(quoted)]
    if at:
        marks.append(Mark("at", at[0], at[1], "#at"))
    return answer(
        request, "read.html", page=page, blocks=_blocks(view, places, page, marks), at_=at, passages=view.passages_on(page.id)
    )  # fmt: skip


def statement(request: Request) -> Response:
    """A statement's card: source, stance, chain, and how to correct it."""
    desk = desk_of(request)
    found = desk.view.statements.get(request.path_params["ident"])
    if found is None:
        raise NotFound(f"The case holds no statement {request.path_params['ident']!r}.")
    return answer(request, "statement.html", s=found)


def beside(request: Request) -> Response:
    """Two pages beside each other: for a citation check, for two answers of a question, or for a pair of the queue."""
    view = desk_of(request).view
    kind, ident = request.path_params["kind"], request.path_params["ident"]
    pair = _PAIRS[kind](view, ident, request.query_params.get("with", "")) if kind in _PAIRS else None
    if pair is None:
        raise NotFound(f"The case holds no {kind} {ident!r} to lay side by side.")
    title, first, second = pair
    places = Addresses(view, request.app.state.base)
    sides = [_side(view, places, span, other) for span, other in ((first, second), (second, first)) if span]
    return answer(request, "beside.html", title=title, sides=sides)


# ------------------------------------------------------------------ what is laid side by side

_Pair = tuple[str, Span | None, Span | None]


def _check(view: View, ident: str, _: str) -> _Pair | None:
    found = next((c for c in view.dossier.citation_checks if c.id == ident), None)
    if found is None:
        return None
    cited = found.evidence or _opening(view, found.cited.passage)
    return f"{view.target(found.cited)} as it is cited: {found.why}", found.part, cited


def _values(view: View, ident: str, other: str) -> _Pair | None:
    a, b = view.values.get(ident), view.values.get(other)
    if a is None or b is None or not a[1].evidence or not b[1].evidence:
        return None
    title = f"{a[0].question} {view.value(ident)}, or {view.value(other)}"
    first = a[1].evidence[0]
    second = next((e for e in b[1].evidence if e.page != first.page), b[1].evidence[0])
    return title, first, second


def _queued(view: View, ident: str, _: str) -> _Pair | None:
    found = next((c for c in view.dossier.comparisons if c.id == ident), None)
    return (found.why, found.a, found.b) if found else None


_PAIRS: dict[str, Callable[[View, str, str], _Pair | None]] = {
    "check": _check,
    "values": _values,
    "pair": _queued,
}


def _opening(view: View, passage: str | None) -> Span | None:
    """The first characters of a passage, where nothing in it answers."""
    found = view.passages.get(passage or "")
    if found is None:
        return None
    text = view.pages[found.page].text
    return Span(found.page, found.start, found.start + 1, text[found.start : found.start + 1])


def _side(view: View, places: Addresses, span: Span, other: Span | None) -> Side:
    page = view.pages[span.page]
    marks = [Mark(f"at-{span.page}", span.start, span.end, "#")]
    shared = _words(other.text) if other else set()
    for match in _WORD.finditer(page.text, span.start, span.end):
        if match.group().casefold() in shared:
            marks.append(Mark(f"w{match.start()}", match.start(), match.end(), "#"))
    return Side(
        Citer(view, places).cite(span, "side").account, page, span, _blocks(view, places, page, marks)
    )


def _words(text: str) -> set[str]:
    return {
        w.group().casefold()
        for w in _WORD.finditer(text)
        if len(w.group()) >= _SHARED_WORD or w.group().isdigit()
    }


# ------------------------------------------------------------------ a page's text


def _blocks(view: View, places: Addresses, page: Page, marks: Sequence[Mark]) -> object:
    told = Citer(view, places).statements(page.id, chains=True)
    return page_blocks(page, view.passages_on(page.id), marks, told)


def _quoted(view: View) -> dict[str, list[tuple[int, int, str]]]:
    """The evidence of values by page: start, end, and the value."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for ident, start, end, value in _evidence(view):
        found[ident].append((start, end, value))
    return found


def _evidence(view: View) -> Iterator[tuple[str, int, int, str]]:
    seen: set[tuple[str, int, int]] = set()
    for _, value in view.values.values():
        for e in value.evidence:
            if (place := (e.page, e.start, e.end)) not in seen:
                seen.add(place)
                yield (*place, value.id)


def _asked(at: str) -> tuple[int, int] | None:
    start, _, end = at.partition("-")
    return (int(start), int(end)) if start.isdigit() and end.isdigit() else None
