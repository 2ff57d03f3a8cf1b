"""The happening that a time expression dates, or is counted from: "the 3 June elections", "a week after the vote"."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ...vocab import words

__all__ = ["POINTER", "event_of"]

#: What stands for the last date spoken of ("two months after that").
POINTER = "that"
_POINTERS = frozenset({"that", "this", "it"})


def event_of(tokens: DocSpan) -> str | None:
    """The happening, as the lemmas of its noun and what narrows it down, the noun last; None without one.

    After an expression that ends in "after", "before" or "of", it is what the expression is counted from;
    else what the expression dates: the noun that it stands with, or the subject of a verb of happening.
    """
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    if after is not None and after.lower_ in words("timex", "counted"):
        return _counted_from(after)
    head = tokens.root.head
    while head.pos_ == "ADP" and head.head != head:
        head = head.head
    if head.i in range(tokens.start, tokens.end):
        return None
    if head.pos_ == "NOUN":
        return _name(head, tokens)
    return _subject(head, tokens) if head.pos_ in ("VERB", "AUX") else None


def _counted_from(relation: Token) -> str | None:
    if relation.dep_ == "mark" and relation.head.i > relation.i:
        pointer = relation.nbor(1)
        pointing = pointer.lower_ in _POINTERS and pointer.dep_ != "det"
        return POINTER if pointing and pointer.lower_ != "it" else _clause(relation.head, None)
    objects = [
        child for child in relation.children if child.dep_ in ("pobj", "pcomp") and child.i > relation.i
    ]
    if not objects and relation.i + 1 < len(relation.doc):
        following = relation.doc[relation.i + 1]
        objects = [following] if following.lower_ in _POINTERS else []
    if not objects:
        return None
    noun = objects[0]
    if noun.lower_ in _POINTERS and not list(noun.rights):
        return POINTER
    return _name(noun, None) if noun.pos_ == "NOUN" else None


def _subject(verb: Token, tokens: DocSpan) -> str | None:
    """What "took place", "happened" or "was held" on the day; else who did what, by subject and verb."""
    if verb.lemma_ not in words("timex", "happening") | words("timex", "staging"):
        return _clause(verb, tokens)
    if verb.lemma_ in words("timex", "staging"):
        wanted = "nsubjpass" if verb.tag_ == "VBN" else "dobj"  # "talks were held", "they held talks"
    elif verb.lemma_ == "take" and not any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children):
        return None
    else:
        wanted = "nsubj"
    for child in verb.children:
        if child.dep_ == wanted and child.pos_ == "NOUN":
            return _name(child, tokens)
    return None


def _clause(verb: Token, tokens: DocSpan | None) -> str | None:
    """A happening told by a clause, as its subject and its verb ("dam break"); None where a pronoun stands."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    told = verb.lemma_ not in words("timex", "telling")
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or not told:
        return None
    if verb.pos_ != "VERB" or any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children):
        return None
    passive = " be" if subject.dep_ == "nsubjpass" else ""
    return f"{_name(subject, tokens)}{passive} {verb.lemma_.lower()}"


def _name(noun: Token, tokens: DocSpan | None) -> str:
    """The noun's lemma after those of its adjectives, compounds and names, without the words of the expression."""
    taken = range(tokens.start, tokens.end) if tokens is not None else range(0)
    narrowing = [
        child.lemma_.lower()
        for child in noun.children
        if child.i not in taken and child.dep_ in ("amod", "compound", "poss", "nmod") and child.is_alpha
    ]
    return " ".join([*narrowing, noun.lemma_.lower()])
