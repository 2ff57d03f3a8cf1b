"""The affair in ten seconds: what is disputed and by whom, what is agreed, who goes back to whom."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from ..records import CitationCheck, Detail, Dossier, Value
from .chains import Branch, Outlets, resting
from .view import View
from .words import date_words

__all__ = ["Contest", "Origin", "Side", "Summary", "contest", "measured_line", "methods", "summary"]

#: So many disputes, agreements, origins and misreports stand on the first screen; the rest is a link away.
_DISPUTES, _AGREED, _ORIGINS, _MISREPORTS = 6, 6, 5, 4
#: So many answers of a dispute are told there, and so many voices of an answer.
_SIDES, _VOICES = 4, 3


class Side(NamedTuple):
    """One answer and who gives it: ``voices`` by id, ``accounts`` by id, earliest first."""

    value: Value
    voices: tuple[str, ...]
    more_voices: int
    accounts: tuple[str, ...]


class Contest(NamedTuple):
    """A question with the answers that stand against each other, or the one that is agreed."""

    detail: Detail
    sides: tuple[Side, ...]
    more: int


class Origin(NamedTuple):
    """What several accounts go back to: an account of the case by id, or an outlet by name."""

    name: str
    account: str | None
    accounts: tuple[str, ...]


class Summary(NamedTuple):
    """What the first screen tells, and how much of each there is in all."""

    disputed: tuple[Contest, ...]
    all_disputed: int
    agreed: tuple[Contest, ...]
    all_agreed: int
    origins: tuple[Origin, ...]
    all_origins: int
    circles: tuple[tuple[str, ...], ...]
    misreports: tuple[CitationCheck, ...]
    all_misreports: int


def summary(view: View, trees: Sequence[Branch]) -> Summary:
    """The first screen of a case; ``trees`` are those that :func:`~.chains.rests` gives."""
    disputed = [contest(view, d) for d in view.details_of() if d.status == "contradicted"]
    disputed.sort(key=lambda c: _weight(view, c), reverse=True)
    agreed = [contest(view, d) for d in view.details_of() if d.status == "agreed"]
    agreed.sort(key=lambda c: -c.sides[0].value.independent[0] if c.sides else 0)
    origins = _origins(view)
    misreports = [c for c in view.dossier.citation_checks if c.verdict == "contradicted"]
    return Summary(
        tuple(disputed[:_DISPUTES]),
        len(disputed),
        tuple(agreed[:_AGREED]),
        len(agreed),
        tuple(origins[:_ORIGINS]),
        len(origins),
        tuple(_circles(trees)),
        tuple(misreports[:_MISREPORTS]),
        len(misreports),
    )


def contest(view: View, detail: Detail) -> Contest:
    """The sides of ``detail``: answers each of which cannot be true with any other, most carried first; else all."""
    values = sorted(view.values_of(detail), key=lambda v: -len(v.accounts))
    if detail.status == "agreed":
        values = sorted(values, key=lambda v: -v.independent[0])[:1]
    opposed = {frozenset((r.a, r.b)) for r in detail.relations if r.kind == "contradicts"}
    if opposed:
        told: list[Value] = []
        for v in (v for v in values if v.id in view.conflicting(detail)):
            if all(frozenset((v.id, other.id)) in opposed for other in told):
                told.append(v)
        values = told
    sides = tuple(_side(view, v) for v in values[:_SIDES])
    return Contest(detail, sides, len(detail.values) - len(sides))


def _side(view: View, value: Value) -> Side:
    accounts = sorted(value.accounts, key=view.when)
    return Side(value, value.voices[:_VOICES], max(0, len(value.voices) - _VOICES), tuple(accounts))


def _weight(view: View, contest: Contest) -> tuple[bool, int, int]:
    """Disputes between voices shown to be distinct weigh most, then those that most accounts take part in."""
    distinct = any(
        r.kind == "contradicts" and r.within == "distinct_voices" for r in contest.detail.relations
    )
    counts = sorted((len(side.accounts) for side in contest.sides), reverse=True)
    return distinct, sum(counts[1:]), sum(counts)


def _origins(view: View) -> list[Origin]:
    """The outlets that accounts of others rest on; those that most rest on first."""
    outlets = Outlets(view)
    found = []
    for key, links in resting(view, outlets).items():
        own = outlets.accounts(key)
        sources = tuple(sorted({link.source for link in links}, key=view.when))
        found.append(Origin(outlets.name(key), own[0] if own else None, sources))
    return sorted(found, key=lambda o: (-len(o.accounts), o.account is None))


def _circles(trees: Sequence[Branch]) -> Iterator[tuple[str, ...]]:
    """The accounts that rest on each other in a circle, from one of them back to it."""

    def walk(branch: Branch, above: tuple[Branch, ...]) -> Iterator[tuple[str, ...]]:
        if branch.circular:
            start = max(n for n, b in enumerate(above) if branch.accounts[0] in b.accounts)
            yield (*(b.name for b in above[start:]), branch.name)
        for further in branch.branches:
            yield from walk(further, (*above, branch))

    for tree in trees:
        yield from walk(tree, ())


# ------------------------------------------------------------------ how it was read, and how often that is right


def methods(dossier: Dossier) -> str:
    """Which extractors found the statements: ``rules/1, both/3``."""
    return ", ".join(sorted({s.method for s in dossier.statements}))


@cache
def measured_line() -> str:
    """How often such findings are right, in one sentence; from ``measured.toml``."""
    text = resources.files(__package__).joinpath("measured.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    figures = "; ".join(f"{f['what']}, {_share(f['share'])} ({f['basis']})" for f in table["figure"])
    return f"On {table['affairs']} affairs that it was not made with, it was right in: {figures}. Measured {date_words(table['measured'])}."


def _share(share: list[float]) -> str:
    return " to ".join(f"{100 * part:.0f}" for part in share) + " %"
