"""Names of persons: where they begin and end, the titles before them, and whether a person bears them.

The small recogniser calls an unfamiliar name an organisation or a work of art, or passes it over.  A title
or a rank before a name, a role beside it, or a given name shows a person all the same.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from spacy.tokens import Token

from ....names.press import is_press_name
from ....names.titles import abbreviated, office_nouns, titles
from ....vocab import load, words
from ..outlets import entity_at

__all__ = ["Gender", "Name", "gender_of", "is_body", "is_role", "name_at"]

Gender = Literal["m", "f"]
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "bin",
        "ibn",
        "ben",
        "abu",
        "umm",
        "bint",
        "van",
        "von",
        "der",
        "den",
        "de",
        "di",
        "da",
        "del",
        "della",
        "du",
        "la",
        "le",
        "ter",
        "af",
        "zu",
        "dos",
        "das",
        "mac",
        "o'",
    ]
)
_JOINTS = frozenset({"-", "'", "’"})
_NOT_PERSONS = frozenset(
    {"GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "LANGUAGE", "EVENT", "LAW", "MONEY", "CARDINAL"}
)


#: Titles that are as often a name.
_GIVEN_TOO = frozenset(
    {
        "sheikh",
        "sheik",
        "imam",
        "sayyid",
        "sayyed",
        "count",
        "cardinal",
        "judge",
        "marine",
        "wing",
        "field",
        "chase",
        "prince",
        "king",
        "duke",
        "baron",
        "bishop",
        "pope",
        "abbot",
        "don",
    }
)


class Name(NamedTuple):
    """A name: tokens ``start`` to ``end`` (half-open) without titles, its titles, and whether a person bears it.

    ``person`` is True where the text or the recogniser shows a person, False where it shows something else,
    and None where neither is shown.
    """

    start: int
    end: int
    titles: tuple[str, ...]
    person: bool | None


@cache
def _ranks() -> frozenset[str]:
    """Words before a name that show a person by themselves."""
    return (
        words("people", "titles", "honorifics")
        | words("people", "descriptors", "person")
        | abbreviated()
        | office_nouns()
    )


@cache
def _bodies() -> frozenset[str]:
    return (
        words("organizations", "suffixes")
        | words("organizations", "generic")
        | words("people", "descriptors", "organization")
    )


@cache
def is_role(lemma: str) -> bool:
    """Whether the noun says what a person is or does."""
    return (
        lemma in words("people", "descriptors", "person")
        or lemma in office_nouns()
        or lemma in words("reference", "kin", "words")
        or lemma in words("sources", "anonymous", "words")
    ) and lemma not in words("reference", "quantity", "words")


def name_at(head: Token) -> Name | None:
    """The name that the token heads; None where it heads none."""
    if head.pos_ != "PROPN" and head.ent_type_ != "PERSON":
        return None
    start, end = _extent(head)
    if (
        head.ent_type_ == "PERSON"
        and (start, end) == (head.i, head.i + 1)
        and head.pos_ not in ("PROPN", "NOUN", "ADJ", "X")
    ):
        return None
    before = start
    inner = [i for i in range(start, end - 1) if head.doc[i].lower_.rstrip(".") in _ranks() - _GIVEN_TOO]
    start = max([start, *(i + 1 for i in inner)])  # "U.S. Ambassador Ann Roe"
    while start < end - 1 and _is_title(head.doc[start]):
        start += 1
    while before > 0 and _is_title(head.doc[before - 1]) and head.doc[before - 1].sent == head.sent:
        before -= 1
    told = tuple(t.text for t in head.doc[before:start])
    if (
        head.ent_type_ != "PERSON"
        and _is_title(head.doc[end - 1])
        and head.doc[end - 1].lower_ not in _GIVEN_TOO
    ):
        return None  # "the Governor", "Labour Minister": a description
    if start == end - 1 and not told and (_is_title(head.doc[start]) or is_role(head.lower_)):
        return None
    return Name(start, end, told, _person(head, start, end, told))


def _is_title(token: Token) -> bool:
    return token.lower_ in titles()


def _extent(head: Token) -> tuple[int, int]:
    """The run of a name's words around its head."""
    doc, start, end = head.doc, head.i, head.i + 1
    if head.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART", "FAC"):
        ent = entity_at(head)
        start = max([ent.start, *(i + 1 for i in range(ent.start, start) if doc[i].is_space)])
        end = min([ent.end, *(i for i in range(end, ent.end) if doc[i].is_space)])
        while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].tag_ == "POS"):
            end -= 1
    while start > 0 and _joins(doc[start - 1], doc[start], head):
        start -= 1
    while start < head.i and (doc[start].is_punct or doc[start].lower_ in ("the", "a", "an", "'s", "’s")):
        start += 1
    return start, end


def _joins(token: Token, following: Token, head: Token) -> bool:
    if token.is_space or token.tag_ == "POS" or token.sent != head.sent:
        return False
    if token.text in _JOINTS:
        return (
            not token.whitespace_
            and token.i > 0
            and not token.nbor(-1).whitespace_
            and token.nbor(-1).text[:1].isupper()
        )
    if token.lower_ in _PARTICLES and following.text[:1].isupper() and token.i > 0:
        before = token.nbor(-1)
        named = before.pos_ == "PROPN" and before.text[:1].isupper() and not before.is_sent_start
        return named or before.ent_type_ == "PERSON"
    return token.pos_ == "PROPN" and token.dep_ in ("compound", "flat", "nmod") and token.text[:1].isupper()


def _person(head: Token, start: int, end: int, told: tuple[str, ...]) -> bool | None:
    doc = head.doc
    if {doc[end - 1].lower_, head.lower_} & _bodies() or is_press_name(doc[start:end].text):
        return False
    if head.ent_type_ == "PERSON":
        return True
    if any(t.lower().rstrip(".") in _ranks() or t.lower() in _ranks() for t in told):
        return head.ent_type_ not in ("GPE", "NORP") or end - start > 1
    if head.ent_type_ in _NOT_PERSONS or (not told and _has_article(doc[start], head)):
        return False
    first = doc[start].text
    if end - start > 1 and (first in words("given_names", "male") or first in words("given_names", "female")):
        return True
    if any(c.dep_ == "appos" and is_role(c.lemma_.lower()) for c in head.children):
        return True
    if head.dep_ == "appos" and head.head.pos_ == "NOUN" and is_role(head.head.lemma_.lower()):
        return True
    if any(
        g.lower_ == "who" and g.dep_ in ("nsubj", "nsubjpass")
        for c in head.children
        if c.dep_ == "relcl"
        for g in c.children
    ):
        return True
    return None


def _has_article(first: Token, head: Token) -> bool:
    """Whether "the" stands before a name: then no person bears it."""
    return first.i > 0 and first.nbor(-1).lower_ == "the" and first.nbor(-1).head in (head, first)


@cache
def country_names() -> frozenset[str]:
    """Countries, their other names and their seats of government, in lower case."""
    return frozenset(
        n.lower() for c in load("countries").values() for n in (c["name"], *c["seats"], *c["also"])
    )


def is_body(head: Token, name: Name) -> bool:
    """Whether a name's own words, or a list of countries, show that no person bears it."""
    tokens = head.doc[name.start : name.end]
    return (
        tokens[-1].lower_ in _bodies()
        or is_press_name(tokens.text)
        or head.ent_type_ in ("NORP", "DATE", "TIME", "LANGUAGE", "MONEY", "CARDINAL")
        or tokens.text.lower() in country_names()
    )


def gender_of(name: Name | None, head: Token) -> Gender | None:
    """The gender that a title, a kinship word or a given name shows."""
    near = [head.lemma_.lower(), head.lower_] if name is None else [t.lower() for t in name.titles]
    near += [c.lemma_.lower() for c in head.children if c.dep_ in ("appos", "compound") and c.pos_ == "NOUN"]
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        near.append(head.head.lemma_.lower())
    shown = {g for g in ("male", "female") if any(w in words("reference", "gender", g) for w in near)}
    if not shown and name is not None and name.person is not False and name.end - name.start > 1:
        first = head.doc[name.start].text
        shown = {g for g in ("male", "female") if first in words("given_names", g)}
    if len(shown) != 1:
        return None
    return "m" if shown == {"male"} else "f"
