"""Which phrases a pronoun cannot stand for by grammar alone (the binding conditions; Lappin and Leass 1994, 2.1.1)."""

from __future__ import annotations

from spacy.tokens import Token

from ...syntax import shared_subject
from .phrases import Phrase

__all__ = ["bars", "first_person", "fronted", "governors", "told_by"]

_SPEAKER = frozenset({"i", "me", "my", "we", "us", "our"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def governor(token: Token) -> Token:
    """The verb or noun that a phrase is an argument of, over prepositions and conjuncts."""
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    head: Token = token.head
    while head.dep_ in ("prep", "agent", "pcomp") and head.head.i != head.i and head.pos_ == "ADP":
        head = head.head
    return head


def governors(token: Token) -> list[Token]:
    """The verbs above a token, the nearest first."""
    return [
        t for t in token.ancestors if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass", "amod")
    ]


def bars(pronoun: Phrase, other: Phrase) -> bool:
    """Whether the pronoun cannot stand for ``other``, which stands in the same sentence."""
    p, m = pronoun.head, other.head
    if pronoun.pronoun in _REFLEXIVE:
        verbs = governors(p)
        return not verbs or shared_subject(verbs[0]) != m
    if _within(p, m):
        return True
    if p.dep_ == "poss":
        return False
    one, two = governor(p), governor(m)
    if m.dep_ != "poss" and one == two:
        return True
    if p.dep_ not in ("nsubj", "nsubjpass") and one.pos_ in ("VERB", "AUX"):
        return shared_subject(one) == m
    # "She saw that Roe …": a pronoun is not what its own clause's dependants name.
    return other.head.i > p.i and p.head in m.ancestors


def _within(p: Token, m: Token) -> bool:
    """Whether the pronoun stands inside the other phrase, with no clause between them."""
    for up in p.ancestors:
        if up == m:
            return True
        if up.dep_ in ("relcl", "acl", "conj", "appos"):
            return False
        if up.pos_ in ("VERB", "AUX"):
            return False
    return False


def fronted(pronoun: Phrase, other: Phrase) -> bool:
    """Whether ``other`` is the subject that a pronoun in a fronted phrase or clause may run ahead of."""
    p, m = pronoun.head, other.head
    if m.i < p.i or other.grammar not in ("subject", "sub") or m.dep_ not in ("nsubj", "nsubjpass"):
        return False
    for up in p.ancestors:
        if up.head == m.head and up.i < m.i and up.dep_ in ("advcl", "prep", "npadvmod", "ccomp"):
            return up.dep_ != "ccomp"
    return False


def told_by(pronoun: Phrase, other: Phrase) -> bool:
    """Whether ``other`` stands in what the pronoun is said to have said, before it: "Roe had left, he said"."""
    p, m = pronoun.head, other.head
    if not pronoun.speaks or m.i > p.i or any(t.text == ":" for t in p.doc[m.i : p.i]):
        return False
    said = p.head
    for up in m.ancestors:
        if up.head == said and up.i < p.i:
            return up.dep_ in ("ccomp", "parataxis", "nsubj", "dep", "advcl") and up.pos_ in (
                "VERB",
                "AUX",
                "ADJ",
                "NOUN",
            )
        if said.head == up and said.dep_ in ("parataxis", "ccomp") and up.i < p.i:
            return True
    return False


def first_person(pronoun: Phrase) -> bool:
    """Whether what the pronoun is said to have said, before it, is told in the speaker's own words."""
    sent = pronoun.head.sent
    return any(
        t.lower_ in _SPEAKER and t.tag_ in ("PRP", "PRP$")
        for t in pronoun.head.doc[sent.start : pronoun.head.i]
    )
