"""The outlets named in one parsed passage: by their names, and by what the text says of them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from ...names.outlets import find_outlets
from ...vocab import words

__all__ = ["Outlets", "entity_at"]


def entity_at(token: Token) -> DocSpan:
    """The named entity that holds the token, or the token alone."""
    start, end = token.i, token.i + 1
    doc = token.doc
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    span: DocSpan = doc[start:end]
    return span


class Outlets:
    """The outlets named in one parsed passage, ``found`` in order."""

    def __init__(self, doc: Doc) -> None:
        self._at: dict[int, DocSpan] = {}
        for span in (*_by_name(doc), *_by_words(doc)):
            if not any(i in self._at for i in range(span.start, span.end)):
                self._at |= dict.fromkeys(range(span.start, span.end), span)
        #: The outlets' names, in order.
        self.found = sorted({span.start: span for span in self._at.values()}.values(), key=_start)

    def at(self, token: Token) -> DocSpan | None:
        """The outlet's name that holds the token."""
        return self._at.get(token.i)

    def within(self, start: int, end: int) -> list[DocSpan]:
        """The outlets named in the tokens from ``start`` to ``end``."""
        return [o for o in self.found if start <= o.start and o.end <= end]


def _start(span: DocSpan) -> int:
    return span.start


def _by_name(doc: Doc) -> Iterator[DocSpan]:
    """Names of the press, listed or by their form."""
    for mention in find_outlets(doc.text, 0, len(doc.text)):
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None:
            headed = span.start > 0 and doc[span.start - 1].text == "The"
            yield _without_article(doc[span.start - headed : span.end])


def _by_words(doc: Doc) -> Iterator[DocSpan]:
    """Names beside a word that makes them outlets ("the weekly X"), and bodies to whom somebody spoke."""
    for token in doc:
        if token.pos_ == "NOUN" and token.lemma_.lower() in words("sources", "publication", "words"):
            names = [
                c
                for c in token.children
                if c.pos_ == "PROPN"
                and c.dep_ in ("compound", "nmod", "appos")
                and c.ent_type_ not in ("DATE", "TIME")
            ]
            if names:
                yield _name(names[-1])
        elif token.ent_type_ == "ORG" and token.pos_ == "PROPN" and _spoken_to(token):
            yield _name(token)


def _name(token: Token) -> DocSpan:
    """The name around one of its words: its entity, else the run of capitalised words."""
    if token.ent_type_ in ("ORG", "PERSON", "WORK_OF_ART", "FAC", "PRODUCT", "GPE"):
        return _without_article(entity_at(token))
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].ent_type_ != "PERSON":
        start -= 1
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    return _without_article(doc[start:end])


def _without_article(span: DocSpan) -> DocSpan:
    while len(span) > 1 and (
        (span[0].lower_ in ("the", "a", "an") and span[0].text != "The") or span[0].is_punct
    ):
        span = span[1:]
    for i, token in enumerate(span):
        if i and token.text in ("'s", "’s", "'", "’"):
            return span[:i]
    return span


def _spoken_to(token: Token) -> bool:
    """Whether the name is whom a speaker spoke to: "in an interview with X", "told X"."""
    head = token.head
    if (
        token.dep_ == "pobj"
        and head.lower_ in ("with", "to", "on")
        and head.head.lemma_.lower() in words("sources", "interview", "words")
    ):
        return True
    return token.dep_ in ("dobj", "dative") and head.lemma_.lower() == "tell"
