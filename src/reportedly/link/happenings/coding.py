"""PLOVER and CAMEO codes of a clause, from the rules in ``vocab/plover.toml``.

A clause is coded by its own word and what it takes ("impose" + "sanctions"), and then by how it is told: what
is only intended is an agreement or, where it would hurt, a threat; what is refused or denied is a rejection;
what is asked of somebody is a request (CAMEO's roots 02, 03, 10, 12 and 13).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ...records import Argument, Clause
from ...vocab import load, words

__all__ = ["Code", "Told", "code_of", "parties_of", "read_events", "told_as"]


class Code(NamedTuple):
    """A PLOVER type and a CAMEO code; ``specific`` where what the word takes has decided."""

    plover: str
    cameo: str
    specific: bool = False


class _Rule(NamedTuple):
    number: int
    code: Code
    objects: frozenset[str]


@cache
def _rules() -> dict[str, list[_Rule]]:
    found: dict[str, list[_Rule]] = defaultdict(list)
    for number, entry in enumerate(load("plover")["rule"]):
        objects = frozenset(entry.get("objects", ()))
        rule = _Rule(number, Code(entry["plover"], entry["cameo"], bool(objects)), objects)
        for verb in entry["verbs"]:
            found[verb].append(rule)
        for noun in entry.get("nouns", ()):
            found[f"{noun} (noun)"].append(rule)
    return found


def code_of(clause: Clause) -> Code | None:
    """The code of the event itself, as if it had happened; None where no rule fits."""
    heads = {a.head.lower() for a in clause.arguments if a.role not in ("subject", "agent")}
    for words_ in _words(clause):
        fits = [r for r in _rules().get(words_, ()) if not r.objects or r.objects & heads]
        if fits:
            return min(fits, key=lambda r: (not r.objects, r.number)).code
    return None


def _words(clause: Clause) -> list[str]:
    """The words that a clause is looked up by, the most telling first."""
    own = [f"{clause.lemma} (noun)", clause.lemma, clause.verb]
    if not clause.nominal:
        short = clause.lemma.split()[0]
        own = [
            f"{short} {r[5:]}"
            for r in dict.fromkeys(a.role for a in clause.arguments)
            if r.startswith("prep:")
        ]
        own = [w for w in own if w in _rules()] + [clause.lemma, short]
    return list(dict.fromkeys(own))


def told_as(code: Code, clause: Clause) -> Code:
    """The code of the event as it is told: intended, refused, threatened, asked for."""
    cooperative = code.plover in words("plover", "turned", "cooperative")
    hostile = code.plover in words("plover", "turned", "hostile")
    if clause.modality == "denied":
        return Code("REJECT", "120")
    if clause.negated and cooperative:
        return Code("REJECT", "120")
    if clause.modality == "threatened" or (
        clause.modality == "future" and hostile and code.plover != "PROTEST"
    ):
        return Code("THREATEN", "130")
    if clause.modality == "future" and cooperative:
        return Code("AGREE", "030")
    if clause.modality == "proposed" and (cooperative or hostile):
        return Code("REQUEST", "020") if cooperative else Code("THREATEN", "130")
    return code


# ------------------------------------------------------------------ events as they are told


class Told(NamedTuple):
    """An event that a clause tells, with the phrases for its source and target.

    ``code`` is that of the event as it is told, ``raw`` that of the act itself; ``depth`` is how many other
    coded clauses the clause stands in.
    """

    clause: Clause
    code: Code
    raw: Code
    source: tuple[Argument, ...]
    target: tuple[Argument, ...]
    depth: int = 0


_SOURCE = ("subject", "agent")
_NOUN_SOURCE = ("possessor", "prep:by", "prep:from", "prep:between", "modifier")
#: Names that, before an event noun, do it: "a U.S. request".
_NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_TARGET = ("object", "indirect", "prep:with", "prep:against", "prep:to", "prep:on", "prep:into", "prep:at", "prep:from", "prep:for", "prep:of", "prep:in", "prep:over", "prep:between", "prep:toward", "prep:towards", "prep:near")  # fmt: skip


def read_events(clauses: Sequence[Clause]) -> list[Told]:
    """The coded events of ``clauses``, those that no other clause governs first, then in their order.

    What says that something was said, and nothing more, is no event: the event inside is.
    """
    by_id = {c.id: c for c in clauses}
    found = []
    for clause in clauses:
        code = code_of(clause)
        if code is not None:
            parties = parties_of(clause, by_id)
            found.append(Told(clause, told_as(code, clause), code, *parties, _depth(clause, by_id)))
    return sorted(found, key=lambda t: (t.depth, t.clause.nominal, t.clause.predicate.start))


def parties_of(
    clause: Clause, by_id: Mapping[str, Clause]
) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
    """The phrases for who does what the clause tells, and for whom it is done to; ``by_id`` are the clauses around it."""
    return _sources(clause, by_id), _targets(clause)


def _depth(clause: Clause, by_id: dict[str, Clause]) -> int:
    """How many coded clauses a clause stands in."""
    depth, seen = 0, {clause.id}
    over = by_id.get(clause.governor or "")
    while over is not None and over.id not in seen:
        seen.add(over.id)
        depth += code_of(over) is not None
        over = by_id.get(over.governor or "")
    return depth


def _sources(clause: Clause, by_id: Mapping[str, Clause]) -> tuple[Argument, ...]:
    if clause.verb in words("plover", "turned", "undergone"):
        return ()
    named = [a for a in clause.having("possessor", "modifier") if clause.nominal and a.label in _NAMED]
    own = tuple(named) or clause.having(*_SOURCE) or (clause.having(*_NOUN_SOURCE) if clause.nominal else ())
    if not own and clause.nominal and (over := by_id.get(clause.governor or "")) is not None:
        return (
            () if over.lemma in words("cues", "verbs", "say", "words") else over.having(*_SOURCE)
        )  # who tells of a bombing is not its doer
    return own


def _targets(clause: Clause) -> tuple[Argument, ...]:
    """The phrases that can be the target, the object first; the subject of what befalls it."""
    if clause.verb in words("plover", "turned", "undergone"):
        return clause.having("prep:of", "possessor") if clause.nominal else clause.having(*_SOURCE)
    sources = {(a.start, a.end) for a in clause.having(*_SOURCE)}
    found = [a for role in _TARGET for a in clause.having(role) if (a.start, a.end) not in sources]
    return tuple(found)
