"""Roles: what the words of a phrase say that somebody is or does, and which noun a name in apposition names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from ....names.titles import full_title
from ....vocab import words
from ...syntax import after_comma
from .names import Name, is_role, name_at

__all__ = ["Role", "asked_of", "described_by", "roles_of", "stands_beside"]

#: Tokens that a name in apposition may stand from its noun.
_APART = 15
_MODIFIERS = ("amod", "compound", "nmod")


class Role(NamedTuple):
    """What somebody is or does: the noun and the words of its phrase, lemmas in lower case."""

    noun: str
    words: frozenset[str]


def stands_beside(token: Token) -> bool:
    """Whether the token is an apposition that says more of the phrase before it, or names what that describes."""
    if token.dep_ != "appos":
        return False
    if name_at(token) is None:
        return is_role(token.lemma_.lower()) or name_at(token.head) is not None
    return described_by(token) is not None


def described_by(beside: Token) -> Token | None:
    """The noun that a name in apposition names: the head, or the role inside or around it.

    "The mayor, Ann Roe"; "the group Open Doors"; the parser also hangs the name on the last noun of "the
    commander in Kabul, Ann Roe" and on the first of "the letter of the mayor, Ann Roe".
    """
    name = name_at(beside)
    if name is None or beside.i - beside.head.i > _APART:
        return None
    head: Token = beside.head
    if _names(head, beside, name):
        return head
    if not name.person:
        return None
    for prep in head.children:
        for inner in prep.children if prep.dep_ == "prep" else ():
            if (
                inner.dep_ == "pobj"
                and inner.i < beside.i
                and inner.pos_ == "NOUN"
                and is_role(inner.lemma_.lower())
            ):
                return inner
    if head.dep_ == "pobj" and head.head.dep_ == "prep" and is_role(head.head.head.lemma_.lower()):
        noun: Token = head.head.head
        return noun if noun.pos_ == "NOUN" else None
    return None


def _names(noun: Token, beside: Token, name: Name) -> bool:
    """Whether a name in apposition names what the noun itself describes: "the mayor, Ann Roe", "the group Open Doors"."""
    if noun.pos_ != "NOUN":
        return False
    lemma = noun.lemma_.lower()
    if is_role(lemma):
        return name.person is not False
    body = lemma in words("sources", "group", "words") or lemma in words("sources", "organization", "words")
    return body and beside.ent_type_ != "PERSON" and not after_comma(beside)


def roles_of(token: Token, naming: Token, name: Name | None) -> Iterator[Role]:
    """The roles that a phrase's words give: ``token`` heads it, ``naming`` heads its name."""
    if name is None:
        yield _role(token)
        return
    if name.titles:
        told = [full_title(t) for t in name.titles]
        yield Role(told[-1], frozenset(told))
    for noun in (naming, token):
        for child in noun.children:
            near = child.dep_ in ("compound", "nmod") and child.i < name.start
            if child.pos_ == "NOUN" and (child.dep_ == "appos" or near):
                yield _role(child)
    if name.person is not True:
        held = [t.lower_ for t in token.doc[name.start : name.end]]
        yield from (Role(word, frozenset(held)) for word in held)
    if naming.i != token.i:
        yield _role(token)
    elif naming.dep_ == "appos" and token.head.pos_ == "NOUN":
        yield _role(token.head)
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        for child in token.head.children:
            if child.dep_ == "attr" and child.pos_ == "NOUN" and is_role(child.lemma_.lower()):
                yield _role(child)


def _role(noun: Token) -> Role:
    """The role that a noun gives, with every word of its phrase."""
    return Role(full_title(noun.lemma_), frozenset(t.lemma_.lower() for t in noun.subtree))


def asked_of(head: Token) -> Role:
    """What a definite description asks for: its noun, and the words that stand right with it."""
    near = [c.lemma_.lower() for c in head.children if c.dep_ in _MODIFIERS]
    return Role(full_title(head.lemma_), frozenset(near))
