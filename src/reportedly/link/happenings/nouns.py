"""Nouns that tell an event where they stand as a clause's argument: "after the ceremony", "on suspicion of piracy".

The reading of clauses makes clauses of the event nouns that it has a list of.  Here any noun that heads an
argument is asked: a logistic model over its static word vector (:mod:`reportedly.lexical`), its ending and its entity
label, fitted on the triggers of ECB+'s training half and on the project's own lists of event nouns and of
nouns for people (``training/events.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ...fitted import load
from ...lexical import stem, vector
from ...records import Argument, Clause, Span
from ...spans import content_id

__all__ = ["event_nouns", "heads", "noun_features", "tells_event"]

_WORD = re.compile(r"[^\W\d_]+")
#: Endings that make nouns of verbs and adjectives, and those of doers and of things.
_ENDINGS = (
    "ing",
    "ion",
    "ment",
    "al",
    "ance",
    "ence",
    "ure",
    "ry",
    "er",
    "or",
    "ist",
    "ity",
    "ness",
    "ship",
    "ism",
    "age",
)
_DIMENSIONS = 64
#: From this probability on a noun tells an event; set on ECB+'s training half, by the score of the events joined.
_LIKELY = 0.2
_SHORT = 4


def noun_features(head: str, label: str | None) -> dict[str, float]:
    """What shows whether a noun tells an event, by name: ``head`` is its lemma, ``label`` its entity label."""
    low = head.lower()
    row = vector(stem(low))
    found = {f"-{ending}": 1.0 for ending in _ENDINGS if low.endswith(ending)}
    found |= {"event": float(label == "EVENT"), "named": float(label is not None and label != "EVENT")}
    found |= {"short": float(len(low) < _SHORT), "unknown": float(row is None)}
    if row is not None:
        found |= {f"v{n}": float(x) for n, x in enumerate(row[:_DIMENSIONS])}
    return found


@lru_cache(maxsize=50_000)
def tells_event(head: str, label: str | None) -> bool:
    """Whether a noun, by its lemma and its entity label, is likely to tell an event."""
    return load("events")["noun"].probability(noun_features(head, label)) >= _LIKELY


def heads(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Argument, int, int]]:
    """The heads of arguments that are no clause's word: clause, argument, and where the head stands; each once."""
    taken = {(c.page, c.predicate.start) for c in clauses}
    for clause in clauses:
        for argument in clause.arguments:
            if argument.role in ("clause", "complement") or not argument.head[:1].isalpha():
                continue
            wanted = stem(argument.head)
            match = next((m for m in _WORD.finditer(argument.text) if stem(m.group()) == wanted), None)
            start = argument.start + match.start() if match else -1
            if match and (argument.page, start) not in taken:
                taken.add((argument.page, start))
                yield clause, argument, start, argument.start + match.end()


def event_nouns(clauses: Sequence[Clause]) -> Mapping[str, tuple[Clause, Clause]]:
    """Clauses of the event nouns among the arguments of ``clauses`` (of one passage), each with the one that it stands in, by id."""
    found: dict[str, tuple[Clause, Clause]] = {}
    for clause, argument, start, end in heads(clauses):
        if tells_event(argument.head, argument.label):
            low, high = start - argument.start, end - argument.start
            made = Clause(
                argument.page, argument.start, argument.end, argument.text,
                id=content_id("c", argument.page, start, end), passage=clause.passage,
                predicate=Span(argument.page, start, end, argument.text[low:high]),
                lemma=argument.head.lower(), verb=argument.head.lower(), nominal=True, governor=clause.id,
                relation=argument.role, modality=clause.modality, statement=clause.statement,
            )  # fmt: skip
            found[made.id] = (made, clause)
    return found
