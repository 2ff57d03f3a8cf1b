"""The review: what most needs a person, one card at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz, process
from starlette.requests import Request
from starlette.responses import Response

from ..judgements import effective
from ..records import CitationCheck, Comparison, Detail, Voice
from ..show.view import View
from .rendering import answer, desk_of

__all__ = ["Card", "cards", "review"]

#: Names at least so alike (rapidfuzz, 0 to 100) may be one voice's; below it, names of one family begin to meet.
_ALIKE = 86


class Card(NamedTuple):
    """Something to decide: ``kind`` says what, ``ident`` and ``other`` are the ids, the record is one of the rest."""

    kind: str
    ident: str
    other: str = ""
    detail: Detail | None = None
    check: CitationCheck | None = None
    pair: Comparison | None = None
    voices: tuple[Voice, Voice] | None = None

    @property
    def key(self) -> str:
        """What tells the card from any other."""
        return f"{self.kind}:{self.ident}:{self.other}"


def review(request: Request) -> Response:
    """The card that ``after`` the last one comes next; ``kind`` narrows."""
    desk = desk_of(request)
    kind = request.query_params.get("kind", "")
    every = desk.made("cards", lambda view: tuple(cards(view)))
    rows = [c for c in every if not kind or c.kind == kind]
    after = request.query_params.get("after", "")
    place = next((n for n, c in enumerate(rows) if c.key == after), None)
    step = -1 if request.query_params.get("back") else 1
    number = 0 if place is None else max(0, place + step)
    card = rows[number] if number < len(rows) else None
    template = "card.html" if "HX-Request" in request.headers else "review.html"
    counts = {k: sum(c.kind == k for c in every) for k in ("dispute", "misreport", "voices", "pair")}
    last = next((j for j in reversed(desk.view.dossier.judgements) if j.act != "undo" and not j.undone), None)
    return answer(
        request, template, card=card, number=number, total=len(rows), kind=kind, counts=counts, last=last
    )


def cards(view: View) -> Iterator[Card]:
    """Disputes on thin evidence, what is said to be misreported, voices that may be one, then the queue."""
    done = _judged(view)
    for d in view.details_of():
        if d.status == "contradicted" and d.id not in done and _thin(view, d):
            yield Card("dispute", d.id, detail=d)
    for c in view.dossier.citation_checks:
        if c.verdict == "contradicted" and c.id not in done:
            yield Card("misreport", c.id, check=c)
    for a, b in _alike(view):
        if f"{a.id} {b.id}" not in done and f"{b.id} {a.id}" not in done:
            yield Card("voices", a.id, b.id, voices=(a, b))
    for row in sorted(view.dossier.comparisons, key=lambda c: -c.score):
        yield Card("pair", row.id, pair=row)


def _judged(view: View) -> set[str]:
    """Ids, and pairs of ids, that a person has seen or decided on."""
    done: set[str] = set()
    for j in effective(view.dossier.judgements):
        if j.act in ("seen", "same", "different") and j.anchor.id:
            done.add(f"{j.anchor.id} {j.with_.id}" if j.with_ else j.anchor.id)
    return done


def _thin(view: View, detail: Detail) -> bool:
    """Whether one side of a dispute rests on one account alone."""
    opposed = view.conflicting(detail)
    return any(len(v.accounts) <= 1 for v in detail.values if v.id in opposed)


def _alike(view: View) -> Iterator[tuple[Voice, Voice]]:
    """Voices whose names are nearly one, those most alike first; voices shown to be distinct are left out."""
    apart = {frozenset((r.a, r.b)) for r in view.dossier.voice_relations}
    named = [v for v in view.dossier.voices if v.kind != "author"]
    names = [v.name.casefold() for v in named]
    found = []
    for n, name in enumerate(names):
        rest = process.extract(
            name, names[n + 1 :], scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, limit=3
        )
        found += [(score, n, n + 1 + at) for _, score, at in rest]
    for _, a, b in sorted(found, key=lambda row: -row[0]):
        if frozenset((named[a].id, named[b].id)) not in apart:
            yield named[a], named[b]
