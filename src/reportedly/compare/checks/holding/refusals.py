"""A party that is told to have taken part, and of which the cited text says that it would not."""

from __future__ import annotations

from ....records import Clause
from ....vocab import words
from ..lexis import alike, best_like, terms_of
from ..parts import Part
from .texts import LONGEST, Found, Held

__all__ = ["stayed_away"]


def stayed_away(held: Held, part: Part) -> Found | None:
    """A party that is told to have taken part, and of which the cited text says that it would not."""
    if part.clause is None or not _takes_part(part.clause):
        return None
    names = [t for t in terms_of(held.ours.text, part.start, part.end) if t.name]
    if not names:
        return None
    party = names[-1]
    for clause in held.theirs.clauses:
        if clause.nominal or not _would_not(clause):
            continue
        for subject in clause.having("subject"):
            has = terms_of(held.theirs.text, subject.start, subject.end)
            if best_like(party, [t for t in has if t.name])[0] > 0:
                start = min(subject.start, clause.predicate.start)
                end = _clause_core(clause)
                why = "the cited text says that this party would not take part"
                return Found("contradicted", held.theirs.span(start, min(end, start + LONGEST)), why)
    return None


def _takes_part(clause: Clause) -> bool:
    return not clause.negated and bool({clause.lemma, clause.verb} & words("synonyms", "talking"))


def _would_not(clause: Clause) -> bool:
    if clause.negated:
        return bool({clause.lemma, clause.verb} & words("synonyms", "talking"))
    if clause.lemma not in words("synonyms", "refusing"):
        return False
    about = " ".join(a.text.lower() for a in clause.arguments if a.role != "subject")
    return any(alike(t, w) > 0 for t in about.split() for w in sorted(words("synonyms", "talking")))


def _clause_core(clause: Clause) -> int:
    """Where the verb's nearest arguments end, before the clauses that hang on it."""
    ends = [
        a.end
        for a in clause.arguments
        if a.role.startswith(("object", "prep", "complement")) and a.end - a.start < 60
    ]
    return max([clause.predicate.end, *ends])
