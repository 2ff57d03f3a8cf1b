"""Who told whoever heard: "has been told by a diver that", "heard from a pilot that".

The parser hangs such a "that"-clause on the teller, as if it were a relative clause.
"""

from __future__ import annotations

from spacy.tokens import Token

from ....vocab import words
from ..seam import Extent
from .clause import source_extent
from .context import Context, trim

__all__ = ["before_that", "hung_on", "told_by"]


def told_by(verb: Token) -> Token | None:
    """Who told whoever "heard from" or "learned from" them."""
    if verb.lemma_.lower() not in words("cues", "hearing", "verbs"):
        return None
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "from" and c.i > verb.i), None)
    return next((c for c in prep.children if c.dep_ == "pobj"), None) if prep is not None else None


def before_that(context: Context, noun: Token) -> Extent:
    """A source without the "that"-clause that the parser hung on it."""
    start, end = source_extent(context, noun)
    clause = hung_on(noun)
    cut = min(end, _that(clause).idx) if clause is not None else end
    return trim(context.text, start, cut)


def hung_on(noun: Token) -> Token | None:
    """A "that"-clause with a subject of its own on a noun: what was told, no relative clause."""
    for clause in noun.children:
        own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.lower_ != "that" for c in clause.children)
        told = clause.dep_ in ("relcl", "acl", "ccomp") and _that(clause).lower_ == "that"
        if own and told and clause.i > noun.i:
            return clause
    return None


def _that(clause: Token) -> Token:
    first: Token = clause.left_edge
    return first
