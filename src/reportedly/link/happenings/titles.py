"""What an editor would call an affair: "Boston Marathon bombing, 15 April 2013", in words that its accounts use.

Two who met give "Talks between A and B"; else it is the noun of the leading act, with the name before it that several
accounts have ("Boston Marathon"), or with the place that most of them name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ...dates import MONTHS
from ...records import Actor, Clause, Mention
from ...vocab import words
from ..parties.sides import Sides
from .acts import TALKS, Act, noun_of
from .rarity import forms, rarity
from .taking_part import Parties
from .timespans import When

__all__ = ["place_of", "title_of"]

_ARTICLES = re.compile(r"^(?:the|a|an|these|some|both)\s+|[“”‘’\"']", re.I)
#: An act that fewer accounts tell than this share of those that tell the most told one gives no title.
_TOLD = 0.2
#: A place that fewer of the accounts than this share name is not where it was.
_NAMED = 0.2
#: What a country tells beside a place in it.
_COUNTRY = 0.6
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_IN = ("prep:in", "prep:at", "prep:near", "prep:off", "prep:outside")
_NO_PLACE = frozenset({"DATE", "TIME", "CARDINAL", "NORP", "EVENT"})


def title_of(
    acts: Sequence[Act],
    parties: Parties,
    when: When | None,
    place: str | None,
    heads: Iterable[str],
    sides: Sides,
) -> str:
    """The title; ``place`` is where most accounts say that it was, ``heads`` are their titles."""
    named = acts[0] if acts else None
    if named is not None and named.key == TALKS and parties.met and not parties.actors:
        return f"Talks{f' in {place}' if place else ''}{_when(when)}"
    if named is not None and named.key == TALKS and parties.met:
        one, other = (_name(party, sides) for party in parties.actors)
        return f"Talks between {one} and {other}{_when(when)}"
    accounts = max((len(act.pages) for act in acts), default=0)
    for act in sorted(acts, key=lambda a: a.key in words("nominals", "outcomes")):
        noun = None if act.key == TALKS or len(act.pages) < _TOLD * accounts else noun_of(act)
        if noun is None:
            continue
        phrase = _phrase(act, noun)
        where = f" in {place}" if place and not any(w[:1].isupper() for w in phrase.split()) else ""
        return f"{phrase[:1].upper()}{phrase[1:]}{where}{_when(when)}"
    if place is not None:
        return f"{place}{_when(when)}"
    return next(iter(heads), f"Events{_when(when)}")


def _phrase(act: Act, noun: str) -> str:
    """The noun with what stands before it in two accounts or more: "Boston Marathon bombing", "air strike"."""
    pages: dict[str, set[str]] = defaultdict(set)
    for clause in act.clauses:
        if clause.nominal and clause.lemma == noun:
            for modifiers in _modifiers(clause):
                pages[f"{modifiers} {noun}"].add(clause.page)
    common = [p for p, own in pages.items() if len(own) > 1]
    return min(common, key=lambda p: (-len(pages[p]), -len(p), p), default=noun)


def _modifiers(clause: Clause) -> Iterable[str]:
    """What names the event among its modifiers: a name, or a noun that makes one word with it; "of the X" too."""
    for argument in clause.having("modifier"):
        text = _ARTICLES.sub("", " ".join(argument.text.split()))
        if (
            text
            and not any(c.isdigit() for c in text)
            and argument.label not in ("DATE", "TIME", "CARDINAL", "ORDINAL")
        ):
            name = argument.label in (*_PLACES, "EVENT", "ORG")
            if name or (
                argument.end == clause.predicate.start - 1 and text.islower() and argument.label is None
            ):
                yield text
    for argument in clause.having("prep:of"):
        text = _ARTICLES.sub("", " ".join(argument.text.split()))
        if argument.label in ("EVENT", "FAC") and len(text.split()) < 4:
            yield text


def place_of(
    acts: Sequence[Act], mentions: Iterable[Mention], sides: Sides, actor_of: Mapping[str, str]
) -> str | None:
    """Where the acts were: a place that an account tells one of them at and that many name; a town before its country."""
    located: set[str] = set()
    for argument in (a for act in acts for c in act.clauses for a in c.having(*_IN)):
        ident = sides.index.actor_at(argument.page, argument.start, argument.end)
        if (
            ident is not None
            and _ARTICLES.sub("", argument.text)[:1].isupper()
            and argument.label not in _NO_PLACE
        ):
            located.add(ident)
    pages: dict[str, set[str]] = defaultdict(set)
    accounts: set[str] = set()
    for mention in mentions:
        accounts.add(mention.page)
        ident = actor_of.get(mention.id)
        if ident in located and ident is not None:
            pages[ident].add(mention.page)
    weight: dict[str, float] = {}
    for ident, own in pages.items():
        record = sides.actors[ident]
        if len(own) >= _NAMED * len(accounts) and (record.sector is None or record.kind == "government"):
            rare = max((rarity(form) for form, _ in forms(record.name)), default=1.0)
            weight[ident] = len(own) * rare * (_COUNTRY if record.country else 1.0)
    best = min(weight, key=lambda a: (-weight[a], a), default=None)
    return None if best is None else _ARTICLES.sub("", sides.actors[best].name)


def _name(party: Sequence[str], sides: Sides) -> str:
    """The party's best name: a government's, a person's or a body's before a description."""
    found = [sides.actors[a] for a in party]
    named = [a for a in found if _is_name(a)]
    for kind in ("government", "organization", "group", "person"):
        of_kind = [a for a in named if a.kind == kind]
        if of_kind:
            return of_kind[0].name
    return _ARTICLES.sub("", (named or sorted(found, key=lambda a: len(a.name)))[0].name)


def _is_name(actor: Actor) -> bool:
    return actor.name.split()[-1][:1].isupper()


def _when(when: When | None) -> str:
    if when is None:
        return ""
    if when.first == when.last:
        return f", {_day(when.first)}"
    if (when.first.year, when.first.month) == (when.last.year, when.last.month):
        return f", {MONTHS[when.first.month - 1]} {when.first.year}"
    if when.first.year == when.last.year:
        return f", {MONTHS[when.first.month - 1]}–{MONTHS[when.last.month - 1]} {when.first.year}"
    return (
        f", {MONTHS[when.first.month - 1]} {when.first.year}–{MONTHS[when.last.month - 1]} {when.last.year}"
    )


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
