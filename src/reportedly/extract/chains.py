"""Who carried a statement before it came to the page's author: the hops between, outermost first.

A hop is an outlet in the attributing clause ("told the agency", "in an interview with", "quoted by"), an
outlet that the source belongs to ("the daily's reporter"), the source itself where it is a publication, the
source of the statement that this one is reported inside, or a text in which the words stand ("according
to a transcript").  A later statement of a source that spoke through an outlet came through it too.
"""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ..vocab import words
from .outlets import Outlets

__all__ = ["own_hops"]


def own_hops(
    outlets: Outlets, source: DocSpan | None, cue: DocSpan | None, content: list[tuple[int, int]]
) -> list[DocSpan]:
    """The outlets that the attributing clause and the source name; ``content`` in the passage's characters."""
    found: list[DocSpan] = []
    if source is not None:
        found += _of_source(outlets, source)
    if cue is not None:
        found += _of_clause(outlets, cue, source, content)
    out: list[DocSpan] = []
    for span in found:
        if not any(span.start == o.start for o in out):
            out.append(span)
    return out


def _of_source(outlets: Outlets, source: DocSpan) -> list[DocSpan]:
    """The outlet that a source is, or works for: "the daily's Ann Poe", "Ann Poe of the daily"."""
    root = source.root
    own = outlets.at(root)
    if own is not None:
        return [own]
    staff = root.ent_type_ == "PERSON" or root.lemma_.lower() in words("sources", "reporters", "words")
    if not staff and root.lemma_.lower() not in words("sources", "publication", "words"):
        return []
    out = []
    for span in outlets.within(source.start, source.end):
        head = span.root
        near = head.head == root and head.dep_ in ("poss", "compound", "nmod", "appos")
        of = (
            head.dep_ == "pobj" and head.head.lower_ in ("of", "for", "at", "with") and head.head.head == root
        )
        if near or of:
            out.append(span)
    return out


def _of_clause(
    outlets: Outlets, cue: DocSpan, source: DocSpan | None, content: list[tuple[int, int]]
) -> list[DocSpan]:
    """Outlets among what modifies the cue verb, outside content and source."""
    verb: Token = cue.root
    out = []
    for child in verb.children:
        if child.dep_ not in ("prep", "dobj", "dative", "agent", "advcl", "npadvmod", "pobj"):
            continue
        if child.dep_ == "advcl" and child.lemma_.lower() not in words("sources", "carried", "verbs"):
            continue
        for span in outlets.within(child.left_edge.i, child.right_edge.i + 1):
            if source is not None and source.start <= span.start < source.end:
                continue
            if any(a <= span.start_char < b for a, b in content):
                continue
            out.append(span)
    return out
