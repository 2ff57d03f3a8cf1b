"""Mentions: names, descriptions and pronouns that stand for an actor, within one passage.

A name keeps its title or role beside it ("the outgoing ambassador, X"; "Maj. Gen. X"), and the rank or
role is never part of the name.  A description that a name stands beside is that name's role, not a
mention of its own; any other description is anonymous until ``link`` knows better.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from ...names.titles import titles
from ...records import ActorKind, Mention
from ...spans import content_id
from ...vocab import words
from ..parse import ParsedPassage
from ..syntax import after_comma, phrase, tidy
from .entities import Entity, entities

__all__ = ["find_mentions"]

_KINDS: dict[str, ActorKind] = {
    "PERSON": "person",
    "NORP": "group",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_TAGS = frozenset({"NN", "NNS"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’", "‘s"})


def find_mentions(parsed: ParsedPassage) -> tuple[Mention, ...]:
    """The mentions of ``parsed`` in the order of the text."""
    doc = parsed.doc
    found: dict[tuple[int, int], Mention] = {}
    named: set[int] = set()
    for entity in entities(doc):
        mention = _named(parsed, entity)
        if mention is not None:
            found[mention.start, mention.end] = mention
            named.update(range(entity.start, entity.end))
    for token in doc:
        mention = None
        if token.i in named:
            continue
        if token.tag_ == "PRP" and (
            token.lower_ in words("people", "pronouns", "singular")
            or token.lower_ in words("people", "pronouns", "plural")
        ):
            mention = _mention(parsed, token.i, token.i + 1, "unknown", token.lower_)
        elif token.tag_ in _TAGS and token.dep_ not in ("compound", "amod", "nmod"):
            mention = _description(parsed, token)
        if mention is not None:
            found.setdefault((mention.start, mention.end), mention)
    return tuple(sorted(found.values(), key=lambda m: (m.start, m.end)))


def _mention(
    parsed: ParsedPassage,
    start: int,
    end: int,
    kind: ActorKind,
    head: str,
    label: str | None = None,
    role: str | None = None,
) -> Mention | None:
    doc = parsed.doc
    span = parsed.span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), extra=",;:-–—•*|>")
    if span is None:
        return None
    ident = content_id("m", span.page, span.start, span.end)
    return Mention(
        span.page, span.start, span.end, span.text, ident, parsed.passage.id, kind, head, label, role
    )


# ------------------------------------------------------------------ names


def _named(parsed: ParsedPassage, entity: Entity) -> Mention | None:
    start, end, label = entity
    kind = _KINDS[label]
    head = parsed.doc[start:end].root
    role = _role(parsed, head, start, end) if kind in ("person", "organization", "group") else None
    text = head.text if head.pos_ == "PROPN" else head.lemma_
    return _mention(parsed, start, end, kind, text, label, role)


def _role(parsed: ParsedPassage, head: Token, start: int, end: int) -> str | None:
    """The title before a name, the description beside it, or the one that it is an apposition to."""
    top = head
    while top.dep_ in ("compound", "flat") and start <= top.head.i < end:
        top = top.head
    for child in top.children:
        if child.dep_ == "appos" and child.i >= end and child.pos_ == "NOUN":
            return _text(parsed, *_office(child))
    if top.dep_ == "appos" and top.head.pos_ == "NOUN":
        return _text(parsed, *_office(top.head))
    before = [
        t
        for t in top.lefts
        if (t.i < start and t.dep_ in ("compound", "amod", "nmod", "poss"))
        or (t.i < start and t.lower_ in titles())
    ]
    if before and any(t.lower_ in titles() or t.lemma_.lower() in _all_descriptors() for t in before):
        return _text(parsed, min(t.left_edge.i for t in before), start)
    edge = start
    while edge > 0 and parsed.doc[edge - 1].lower_ in titles() and parsed.doc[edge - 1].lower_ != "the":
        edge -= 1
    return _text(parsed, edge, start) if edge < start else None


def _office(noun: Token) -> tuple[int, int]:
    """The tokens of a title: its noun with what it is of or to, without where and when."""
    kept = next(
        (c.i for c in noun.rights if c.dep_ == "prep" and c.lower_ in ("of", "to", "for", "in", "at")), None
    )
    drop = frozenset(c.i for c in noun.rights if c.dep_ in ("prep", "npadvmod", "acl") and c.i != kept)
    low, high = tidy(*phrase(noun, drop), noun)
    dates = [t.i for t in noun.doc[low:high] if t.ent_type_ in ("DATE", "TIME") and t.i > noun.i]
    return low, min(dates, default=high)


def _text(parsed: ParsedPassage, start: int, end: int) -> str | None:
    doc = parsed.doc
    span = parsed.span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), extra=",;:—–-•*")
    return " ".join(span.text.split()) if span is not None else None


# ------------------------------------------------------------------ descriptions


@cache
def _all_descriptors() -> frozenset[str]:
    return (
        words("people", "descriptors", "person")
        | words("people", "descriptors", "group")
        | words("people", "descriptors", "organization")
    )


def _description(parsed: ParsedPassage, token: Token) -> Mention | None:
    lemma = token.lemma_.lower()
    if lemma not in _all_descriptors() or _names_someone(token):
        return None
    start, end = tidy(*phrase(token), token)
    if end - 1 > token.i and parsed.doc[end - 1].text in _POSSESSIVES:
        end -= 1
    kind: ActorKind = "anonymous"
    if lemma in words("people", "descriptors", "organization"):
        kind = "organization"
    elif lemma in words("people", "descriptors", "group"):
        kind = "group"
    return _mention(parsed, start, end, kind, lemma)


def _names_someone(token: Token) -> bool:
    """Whether a name stands beside the description, which is then that name's role."""
    for child in _beside(token):
        if child.ent_type_ in ("PERSON", "ORG", "NORP") and child.pos_ == "PROPN":
            return True
    return (token.dep_ == "appos" and token.head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")) or (
        token.dep_ == "attr"
        and any(c.dep_ == "nsubj" and c.ent_type_ == "PERSON" for c in token.head.children)
    )


def _beside(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "appos" and (
            after_comma(child) or child.i == token.i + 1 or child.left_edge.i == token.i + 1
        ):
            yield child
