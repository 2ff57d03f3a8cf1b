"""Named entities, mended: what the recogniser cuts too short, too long, or labels against the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from ...names.titles import titles
from ...vocab import words

__all__ = ["Entity", "entities"]

_LABELS = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’", "‘s"})
_ARTICLES = frozenset({"al", "el", "ul", "al-", "el-", "-"})
_PREFIXED = re.compile(r"^(?:pro|anti|non|neo|de|ex|un)[-–]", re.IGNORECASE)


class Entity(NamedTuple):
    """Tokens ``start`` to ``end`` (half-open) and an OntoNotes label."""

    start: int
    end: int
    label: str


def entities(doc: Doc) -> list[Entity]:
    """The named entities of ``doc`` that can be actors or places, in order, none overlapping."""
    found: list[Entity] = []
    recognised = _placed(doc, list(_recognised(doc)))
    for entity in sorted(
        [*recognised, *_bodies(doc), *_again(doc, recognised)], key=lambda e: (e.start, -e.end)
    ):
        if not found or entity.start >= found[-1].end:
            found.append(entity)
        elif entity.end > found[-1].end:
            found[-1] = Entity(found[-1].start, entity.end, "ORG")
    return found


def _placed(doc: Doc, recognised: list[Entity]) -> list[Entity]:
    """A single word taken for a person, but standing behind "in", is a place, if no person bears it here."""
    borne = {
        doc[i].text
        for e in recognised
        if e.label == "PERSON" and e.end - e.start > 1
        for i in (e.start, e.end - 1)
    }
    return [
        Entity(start, end, "GPE")
        if label == "PERSON" and end - start == 1 and doc[start].text not in borne and _in_place(doc[start])
        else Entity(start, end, label)
        for start, end, label in recognised
    ]


def _in_place(token: Token) -> bool:
    prep = token.head
    if token.dep_ != "pobj" or prep.lower_ not in ("in", "near", "outside"):
        return False
    return prep.head.lemma_.lower() not in (
        "believe",
        "trust",
        "confidence",
        "faith",
        "interest",
        "confide",
        "belief",
        "hope",
    )


def _recognised(doc: Doc) -> Iterator[Entity]:
    last: Entity | None = None
    for ent in doc.ents:
        if ent.label_ not in _LABELS:
            continue
        trimmed = _trim(doc, Entity(ent.start, ent.end, ent.label_))
        if trimmed is None:
            continue
        between = doc[last.end : trimmed.start] if last is not None else None
        if (
            last is not None
            and between
            and len(between) <= 2
            and all(t.lower_ in _ARTICLES for t in between)
            and between[0].lower_ != "-"
        ):
            last = Entity(last.start, trimmed.end, last.label)  # "Ansar al- Sharia", cut at the article
            continue
        if last is not None:
            yield last
        last = trimmed
    if last is not None:
        yield last


def _trim(doc: Doc, entity: Entity) -> Entity | None:
    start, end, label = entity
    for i in range(start, end - 1):
        if doc[i].text in _POSSESSIVES and doc[i].text != "'":
            start = i + 1  # "the Herald's Ann Lee"
    while end - 1 > start and (
        doc[end - 1].text in _POSSESSIVES or (doc[end - 1].is_punct and doc[end - 1].text != ".")
    ):
        end -= 1
    while start < end - 1 and (
        doc[start].lower_ in ("the", "a", "an")
        or (doc[start].is_punct and not doc[start].text[-1:].isalnum())
    ):
        start += 1
    if label == "PERSON":
        while start < end - 1 and doc[start].lower_ in titles():
            start += 1
    tokens = doc[start:end]
    if not any(t.text[:1].isupper() or not t.text[:1].isascii() for t in tokens) or not any(
        t.text[:1].isalnum() for t in tokens
    ):
        return None
    if len(tokens) == 1 and (tokens[0].lower_.rstrip(".") in titles() or _PREFIXED.match(tokens[0].text)):
        return None
    if start + 1 < len(doc) and end - start >= 2 and _PREFIXED.match(tokens.text):
        return None
    if label == "PERSON" and _names_a_body(doc[end - 1]):
        label = "ORG"
    return Entity(start, end, label)


def _again(doc: Doc, recognised: list[Entity]) -> Iterator[Entity]:
    """Names that the recogniser finds elsewhere in the text and passes over here.

    A surname or a name of one word; or the name of a body before its people ("the Polisario fighters").
    """
    known: dict[str, str] = {}
    for start, end, label in recognised:
        if label == "PERSON" and end - start > 1:
            known.setdefault(doc[end - 1].text, label)
        elif end - start == 1 and len(doc[start].text) > 2:
            known.setdefault(doc[start].text, label)
    taken = {i for e in recognised for i in range(e.start, e.end)}
    for token in doc:
        if token.i in taken or token.tag_ not in ("NNP", "NNPS") or not token.text[:1].isupper():
            continue
        if token.text in known:
            yield Entity(token.i, token.i + 1, known[token.text])
        elif _before_its_people(token):
            yield Entity(token.i, token.i + 1, "ORG")


def _before_its_people(token: Token) -> bool:
    """Whether a name that is no title stands right before a noun for people: "Polisario fighters"."""
    if token.dep_ not in ("compound", "nmod") or token.head.i != token.i + 1 or token.ent_type_:
        return False
    lone = token.i == 0 or token.nbor(-1).tag_ not in ("NNP", "NNPS")
    lower = token.lower_.rstrip(".")
    return (
        lone
        and token.head.tag_ == "NNS"
        and not token.is_sent_start
        and token.head.lemma_.lower() in words("people", "descriptors", "person")
        and lower not in titles()
        and lower not in words("people", "descriptors", "person")
        and lower not in words("people", "descriptors", "organization")
        and lower not in words("organizations", "suffixes")
    )


def _names_a_body(token: Token) -> bool:
    """Whether a name stands before the noun for what it is: "the X newspaper", "the X group"."""
    if token.dep_ not in ("compound", "nmod") or token.head.i <= token.i:
        return False
    head = token.head.lemma_.lower()
    return (
        token.head.tag_ in ("NN", "NNS")
        and (
            head in words("people", "descriptors", "organization")
            or head in words("people", "descriptors", "group")
        )
        and head
        not in (
            "government",
            "administration",
            "cabinet",
            "regime",
            "family",
            "leadership",
            "side",
            "command",
            "team",
        )
    )


def _bodies(doc: Doc) -> Iterator[Entity]:
    """Capitalised names that end in the word for a body: "the 1970 Liberation Front", "the Unity Party"."""
    suffixes = words("organizations", "suffixes")
    for token in doc:
        if token.lower_ not in suffixes or not token.text[:1].isupper() or token.is_sent_start:
            continue
        start = token.i
        while start > 0 and _in_name(doc[start - 1], doc[start]):
            start -= 1
        while start < token.i and (
            doc[start].lower_ in ("the", "a", "an", "of", "for", "and", "-") or doc[start].is_sent_start
        ):
            start += 1
        if start < token.i and not all(
            t.lower_ in titles() or t.ent_type_ == "GPE" for t in doc[start : token.i]
        ):
            yield Entity(start, token.i + 1, "ORG")


def _in_name(token: Token, following: Token) -> bool:
    if token.text.count("\n") or (token.ent_type_ in ("DATE", "TIME") and not token.text.isdigit()):
        return False
    if token.text[:1].isupper():
        return token.pos_ in ("PROPN", "NOUN", "ADJ", "NUM") and token.lower_ not in ("the", "a", "an")
    return (token.text.isdigit() and len(token.text) == 4) or (
        token.text == "-" and following.text[:1].isupper()
    )
