"""What belongs to a predicate: phrases that the parse hangs too low, objects that two verbs share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from ...vocab import words
from ..happenings.nominals import event_of
from ..syntax import SUBJECTS, antecedent, conjuncts, is_predicate, own_object, own_subject, preposition

__all__ = [
    "Slot",
    "circumstance",
    "copula",
    "lifted",
    "lifted_from",
    "nounlike",
    "prepositional",
    "shared_object",
    "subordinate",
]


class Slot(NamedTuple):
    """A token that heads an argument, and the argument's role."""

    role: str
    token: Token
    understood: bool = False


def prepositional(prep: Token) -> Iterator[Slot]:
    name = preposition(prep)
    for child in prep.children:
        if child.dep_ == "pobj":
            target = antecedent(child)
            for token in conjuncts(target):
                yield Slot(f"prep:{name}", token, target.i != child.i)
                yield from lifted_from(token)
        elif child.dep_ == "pcomp" and is_predicate(child):
            yield Slot(f"prep:{name}", child)
        elif child.dep_ == "prep":
            yield from prepositional(child)


def lifted_from(token: Token) -> Iterator[Slot]:
    for child in token.children:
        if child.dep_ == "prep" and lifted(token, child):
            yield from prepositional(child)


def lifted(token: Token, prep: Token) -> bool:
    """Whether a phrase that the parse hangs on a name, a place or a date belongs to the predicate."""
    if prep.i < token.i or prep.lower_ not in words("clauses", "liftable"):
        return False
    if token.ent_type_ == "PERSON" or token.pos_ == "PRON":
        return True
    return token.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "TIME")


def circumstance(obj: Token, prep: Token) -> bool:
    """Whether a phrase on the object tells time, place or company of an event: "held talks in May with X"."""
    return prep.lower_ in words("clauses", "liftable") and bool(event_of(obj))


def shared_object(verb: Token) -> Iterator[Slot]:
    """The object of the next verb is the first one's too ("attacked and killed 14"); so is a relative's noun."""
    if (
        verb.dep_ == "relcl"
        and own_subject(verb) is not None
        and antecedent(own_subject(verb) or verb) is own_subject(verb)
    ):
        bare = not any(
            c.dep_ in ("dobj", "mark", "ccomp") or c.tag_ in ("WRB", "WDT", "WP") for c in verb.subtree
        )
        if bare and not any(c.dep_ == "prep" and not any(True for _ in c.children) for c in verb.children):
            yield Slot("object", verb.head, True)
        return
    after = [
        c for c in verb.children if c.i > verb.i and c.dep_ not in ("cc", "conj", "punct", "advmod", "prt")
    ]
    following = next((c for c in verb.children if c.dep_ == "conj" and is_predicate(c)), None)
    if not after and following is not None and own_subject(following) is None and following.i - verb.i <= 3:
        obj = own_object(following)
        if obj is not None:
            yield from (Slot("object", t, True) for t in conjuncts(obj))


def subordinate(verb: Token) -> frozenset[int]:
    """Children of ``verb`` whose branches its span leaves out."""
    drop = set()
    for child in verb.children:
        if (
            child.dep_ in ("advcl", "conj", "parataxis", "cc", "relcl")
            or (child.dep_ == "mark" and child.lower_ == "that")
            or (child.dep_ == "ccomp" and (own_subject(child) is not None or child.i < verb.i))
        ):
            drop.add(child.i)
    return frozenset(drop)


def copula(token: Token) -> bool:
    return (
        token.pos_ == "AUX"
        and token.dep_ not in ("aux", "auxpass")
        and any(c.dep_ in (*SUBJECTS, "attr", "acomp") for c in token.children)
    )


def nounlike(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X") or token.tag_ == "CD"
