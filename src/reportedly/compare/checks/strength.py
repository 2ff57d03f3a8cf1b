"""Whether a retelling says a thing more strongly than its source: a denial turned round, a hedge dropped, a
stronger verb.

Only where the two clauses tell of the same act: verbs of one kind, and the same parties and things around
them.  Nothing is said where any clause of the source has it as the retelling does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...records import Clause, Span
from ...vocab import load, pattern, words
from .holding import Found, Held
from .lexis import Term, alike, best_like, terms_of
from .parts import Part

__all__ = ["overstated"]

#: Of the words around the verb, what the source's clause must share; and the other way round.
_SHARED, _BACK = 0.6, 0.35
_LONGEST = 300


def overstated(held: Held, start: int, end: int) -> Iterator[tuple[Part, Found]]:
    """The verbs between ``start`` and ``end`` that say more than the cited text, with the words that show it."""
    for clause in held.ours.clauses:
        if clause.nominal or not start <= clause.predicate.start < end:
            continue
        if clause.modality in ("proposed", "conditional") or clause.having("clause"):
            continue  # not told as a fact, or a verb of saying: its content is looked at for itself
        pairs = [(other, _kind(held, clause, other)) for other in _same_act(held, clause)]
        kinds = {kind for _, kind in pairs}
        if not pairs or None in kinds:
            continue
        other, why = pairs[0]
        part = Part("clause", *_verb_group(held.ours.text, clause), clause)
        yield part, Found("contradicted", _told(held, other), str(why))


def _same_act(held: Held, clause: Clause) -> list[Clause]:
    own = _around(held.ours.text, clause)
    if not any(not t.narrows for t in own):
        return []
    found = []
    for other in held.theirs.clauses:
        if other.nominal or held.theirs.nested(other.start):
            continue
        if not (alike(_verb(clause), _verb(other)) >= 0.9 or _step(_verb(other), _verb(clause))):
            continue
        theirs = _around(held.theirs.text, other)
        shared = [t for t in own if best_like(t, theirs)[0] > 0]
        enough = held.lexis.covered(own, theirs) >= _SHARED and held.lexis.covered(theirs, own) >= _BACK
        if enough and len(shared) >= 2:
            found.append(other)
    return found


def _kind(held: Held, ours: Clause, theirs: Clause) -> str | None:
    """In which way ``ours`` says more than ``theirs``; None where it does not."""
    if ours.negated != theirs.negated:
        return "the cited text denies it" if theirs.negated else "the cited text says that it was so"
    hedge = _hedge(held.theirs.text, theirs)
    if hedge and not _hedge(held.ours.text, ours):
        return f"the cited text says it only with {hedge!r}"
    if _step(_verb(theirs), _verb(ours)) and alike(_verb(theirs), _verb(ours)) < 0.9:
        return f"the cited text has the weaker {theirs.predicate.text!r}"
    return None


def _verb(clause: Clause) -> str:
    return (clause.verb or clause.lemma).split()[0]


@cache
def _step(weak: str, strong: str) -> bool:
    """Whether ``strong`` stands above ``weak`` on one of the scales."""
    return any(
        weak in scale and strong in scale and scale.index(weak) < scale.index(strong)
        for scale in load("synonyms")["scales"]
    )


def _around(text: str, clause: Clause) -> list[Term]:
    """The content words of the clause's subject and objects, without those of clauses that hang on it."""
    spans = [
        a for a in clause.arguments if a.role != "clause" and not a.understood and a.end - a.start <= 120
    ]
    terms = [t for a in spans for t in terms_of(text, a.start, a.end)]
    return sorted(set(terms), key=lambda t: t.start)


def _hedge(text: str, clause: Clause) -> str | None:
    """The word with which the clause holds back, between its subject and its verb."""
    subjects = [
        a.start for a in clause.having("subject") if not a.understood and a.start < clause.predicate.start
    ]
    low = max(subjects, default=max(clause.start, clause.predicate.start - 20))
    match = pattern(words("synonyms", "hedges")).search(text, low, clause.predicate.end)
    return match.group().lower() if match else None


def _verb_group(text: str, clause: Clause) -> tuple[int, int]:
    """The verb with its auxiliaries and the word after it."""
    match = re.search(
        r"(?:\b(?:has|have|had|was|were|is|are|be|been|will|would|did|do|does|not|never|n't)\s+){1,4}$",
        text[max(0, clause.predicate.start - 30) : clause.predicate.start],
    )
    start = clause.predicate.start - (len(match.group()) if match else 0)
    objects = [a.end for a in clause.having("object", "complement") if a.start >= clause.predicate.end]
    return start, min([*objects, clause.end]) if objects else clause.predicate.end


def _told(held: Held, clause: Clause) -> Span:
    start = min([clause.predicate.start, *(a.start for a in clause.having("subject") if not a.understood)])
    end = max(
        [clause.predicate.end, *(a.end for a in clause.having("object", "complement") if not a.understood)]
    )
    return held.theirs.span(start, min(end, start + _LONGEST))
