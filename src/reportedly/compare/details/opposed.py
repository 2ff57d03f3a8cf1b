"""One thing told as done by one account and as not done by another, whatever frame asks for it.

Two clauses oppose each other where one is negated, or denied by whoever tells of it, and the other is told as
fact: with one verb, or two of one row of near-synonyms, done to the same thing by the same doer.  A doer that
one of them leaves out ("the door was not repaired") may be anybody.  Where they name different days, partners
or places, they tell of two things.  Verbs that say, think or only lend their meaning are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ...records import Argument, Clause, Span
from ...spans import trim
from ...vocab import load, words
from ..answers.governed import denied, withheld
from ..checks.lexis import classes_of
from ..sheet import Sheet
from .parallel import Parallel, Same

__all__ = ["opposed"]

#: A verb and its object that stand in more clauses of the case than this are its daily bread, and tell little.
_MOST = 24
#: Evidence is cut to this many characters.
_LONGEST = 280
_DOERS = ("subject", "agent")


class _Told(NamedTuple):
    sheet: Sheet
    clause: Clause
    thing: Argument
    doers: tuple[Argument, ...]
    negated: bool


def opposed(sheets: Sequence[Sheet], same: Same, one_event: Callable[[str, str], bool]) -> list[Parallel]:
    """Every pair of clauses of different accounts that cannot both be so, in the order of the text.

    ``same`` is asked of two names whether they may be one, ``one_event`` of two passages whether they tell of
    one episode.
    """
    blocks: defaultdict[tuple[str, str], list[_Told]] = defaultdict(list)
    for sheet in sheets:
        for told in _tellings(sheet):
            for key in _keys(told):
                blocks[key].append(told)
    found: dict[tuple[str, str], Parallel] = {}
    for key in sorted(blocks):
        members = blocks[key]
        if not any(m.negated for m in members) or len(members) > _MOST:
            continue
        for a in (m for m in members if m.negated):
            for b in (m for m in members if not m.negated):
                if _oppose(a, b, same) and one_event(a.sheet.passage.id, b.sheet.passage.id):
                    pair = Parallel("polarity", _shown(a), _shown(b), a.sheet, b.sheet)
                    found.setdefault((a.clause.id, b.clause.id), pair)
    return list(found.values())


def _tellings(sheet: Sheet) -> Iterator[_Told]:
    for clause in sheet.clauses:
        if clause.nominal or sheet.nested(clause.start) or clause.modality not in ("actual", "denied"):
            continue
        if clause.tense not in ("past", "none") and not clause.passive:
            continue
        verb = clause.lemma
        if verb in _empty() or withheld(sheet, clause):
            continue
        for thing in clause.having("object"):
            if not thing.understood and _says(thing):
                doers = tuple(a for a in clause.having(*_DOERS) if not a.understood)
                yield _Told(sheet, clause, thing, doers, denied(sheet, clause))


def _says(argument: Argument) -> bool:
    """Whether an argument stands for a thing or a person: no pronoun, no number, no bare word like "thing"."""
    head = argument.head.lower()
    dull = words("hedges", "pronouns") | words("hedges", "frame_nouns") | words("hedges", "function")
    return head.isalpha() and len(head) > 2 and head not in dull


@cache
def _empty() -> frozenset[str]:
    """Verbs that tell of no deed."""
    tables: dict[str, dict[str, list[str]]] = load("cues")["verbs"]
    saying = {w for table in tables.values() for w in table["words"]}
    return frozenset(saying | words("clauses", "light_verbs") | words("contrasts", "light", "verbs"))


def _keys(told: _Told) -> list[tuple[str, str]]:
    verbs = [f"#{n}" for n in sorted(classes_of(told.clause.lemma))] or [told.clause.lemma]
    things = [f"#{n}" for n in sorted(classes_of(told.thing.head.lower()))] or [told.thing.head.lower()]
    return [(v, t) for v in verbs for t in things]


def _oppose(a: _Told, b: _Told, same: Same) -> bool:
    if a.sheet.passage.id == b.sheet.passage.id or a.sheet.passage.page == b.sheet.passage.page:
        return False
    if not _one(a.thing, b.thing, a, b, same):
        return False
    if a.doers and b.doers and not any(_one(x, y, a, b, same) for x in a.doers for y in b.doers):
        return False
    if not (a.doers and b.doers) and a.clause.lemma != b.clause.lemma:
        return False
    return _circumstances(a.clause) >= _circumstances(b.clause) or _circumstances(b.clause) >= _circumstances(
        a.clause
    )


def _one(x: Argument, y: Argument, a: _Told, b: _Told, same: Same) -> bool:
    """Whether two arguments can be one: one word with the same narrowing words, or one name."""
    if x.label and y.label:
        return same("name", x, y, a.sheet, b.sheet)
    if bool(x.label) != bool(y.label):
        return False
    return x.head.lower() == y.head.lower() and not _narrowed(x) ^ _narrowed(y)


def _narrowed(argument: Argument) -> frozenset[str]:
    """The words of a phrase that tell its thing from others of the kind."""
    rest = frozenset(w.lower() for w in argument.text.split()[:-1] if w.isalpha())
    return (
        rest
        - words("hedges", "function")
        - words("hedges", "pronouns")
        - words("modality", "denial", "words")
    )


def _circumstances(clause: Clause) -> frozenset[tuple[str, str]]:
    return frozenset(
        (a.role, a.head.lower())
        for a in clause.arguments
        if a.role.startswith("prep:") or a.role == "adverbial"
    )


def _shown(told: _Told) -> Span:
    """The clause; with its sentence, where the word that denies it stands outside."""
    start, end = told.clause.start, told.clause.end
    if told.negated and not told.clause.negated:
        start, end = trim(told.sheet.text, *told.sheet.sentence(start))
    return told.sheet.span(start, min(end, start + _LONGEST))
