"""The review: what most needs a person, one card at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz
from starlette.requests import Request
from starlette.responses import Response

from ..judgements import effective
from ..records import CitationCheck, Comparison, Detail, Voice
from ..show.view import View
from .rendering import answer, desk_of

__all__ = ["Card", "alike_voices", "cards", "review"]

#: Names at least so alike (rapidfuzz, 0 to 100) may be one voice's; below it, names of one family begin to meet.
_ALIKE = 86
#: Names that share a word which no more voices than this have are held against each other; so many pairs are kept.
_FEW, _MOST = 40, 300

_WORD = re.compile(r"[^\W_]{3,}")


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
    every = desk.made("cards", lambda view: tuple(cards(view, desk.made("alike", alike_voices))))
    rows = [c for c in every if not kind or c.kind == kind]
    after = request.query_params.get("after", "")
    place = next((n for n, c in enumerate(rows) if c.key == after), None)
    step = -1 if request.query_params.get("back") else 1
    number = 0 if place is None else max(0, place + step)
    card = rows[number] if number < len(rows) else None
    template = "card.html" if "HX-Request" in request.headers else "review.html"
    counts = {
        k: sum(c.kind == k for c in every) for k in ("dispute", "misreport", "voices", "unnamed", "pair")
    }
    last = next((j for j in reversed(desk.view.dossier.judgements) if j.act != "undo" and not j.undone), None)
    return answer(
        request, template, card=card, number=number, total=len(rows), kind=kind, counts=counts, last=last
    )


def cards(view: View, alike: Iterable[tuple[str, str]]) -> Iterator[Card]:
    """What most needs a person; ``alike`` are voices, by id, that may be one.

    Disputes on thin evidence, what is said to be misreported, voices that may be one, voices behind a dispute that
    nobody names, then the queue.
    """
    done = _judged(view)
    for d in view.details_of():
        if d.status == "contradicted" and d.id not in done and _thin(view, d):
            yield Card("dispute", d.id, detail=d)
    for c in view.dossier.citation_checks:
        if c.verdict == "contradicted" and c.id not in done:
            yield Card("misreport", c.id, check=c)
    for a, b in alike:
        if f"{a} {b}" not in done and f"{b} {a}" not in done and a in view.voices and b in view.voices:
            yield Card("voices", a, b, voices=(view.voices[a], view.voices[b]))
    for voice in _unnamed(view):
        if voice.id not in done:
            yield Card("unnamed", voice.id, voices=(voice, voice))
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


def _unnamed(view: View) -> list[Voice]:
    """Voices that stand behind an answer in dispute and are known by no name."""
    disputed = (d for d in view.details_of() if d.status == "contradicted")
    heard = dict.fromkeys(v for d in disputed for value in d.values for v in value.voices)
    return [view.voices[v] for v in heard if v in view.voices and view.voices[v].kind == "anonymous"]


def alike_voices(view: View) -> list[tuple[str, str]]:
    """Voices whose names are nearly one, by id, those most alike first; what is shown of a pair decides it.

    Names are held against each other where they share a word that few names have.
    """
    apart = {frozenset((r.a, r.b)) for r in view.dossier.voice_relations}
    names = {v.id: v.name.casefold() for v in view.dossier.voices if v.kind != "author"}
    holding: dict[str, list[str]] = defaultdict(list)
    for ident, name in names.items():
        for word in dict.fromkeys(_WORD.findall(name)):
            holding[word].append(ident)
    pairs = {pair for idents in holding.values() if len(idents) <= _FEW for pair in combinations(idents, 2)}
    scored = [(fuzz.token_sort_ratio(names[a], names[b], score_cutoff=_ALIKE), a, b) for a, b in pairs]
    found = sorted((-score, a, b) for score, a, b in scored if score and frozenset((a, b)) not in apart)
    return [(a, b) for _, a, b in found[:_MOST]]
