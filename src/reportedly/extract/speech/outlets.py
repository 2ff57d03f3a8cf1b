"""Names of newspapers, agencies and broadcasters, by their form and by what the text says of them."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

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
    """The outlets named in one parsed passage; ``known`` are names that the page's metadata gives."""

    def __init__(self, doc: Doc, known: Iterable[str] = ()) -> None:
        self._known = {w for name in known for w in name.split() if w[:1].isupper() and len(w) > 2}
        found: dict[int, DocSpan] = {}
        for token in doc:
            span = self._named(token)
            if span is not None:
                found[span.start] = span
        #: The outlets' names, in order.
        self.found = [found[i] for i in sorted(found)]
        self._at = {i: span for span in self.found for i in range(span.start, span.end)}

    def at(self, token: Token) -> DocSpan | None:
        """The outlet's name that holds the token."""
        return self._at.get(token.i)

    def within(self, start: int, end: int) -> list[DocSpan]:
        """The outlets named in the tokens from ``start`` to ``end``."""
        return [o for o in self.found if start <= o.start and o.end <= end]

    def _named(self, token: Token) -> DocSpan | None:
        if token.text in words("sources", "publication", "agencies"):
            return self._name(token)
        proper = token.pos_ == "PROPN" or (token.text.isupper() and token.is_alpha)
        if proper and token.text in words("sources", "publication", "name_words"):
            span = self._name(token)
            return (
                span
                if len(span) > 1
                or token.text in ("Newsweek", "Politico", "Bloomberg", "Newsday")
                or _the(token)
                else None
            )
        if token.lemma_.lower() in words("sources", "publication", "words") and token.pos_ == "NOUN":
            names = [
                c for c in token.children if c.pos_ == "PROPN" and c.dep_ in ("compound", "nmod", "appos")
            ]
            if names:
                return self._name(names[-1])
        if proper and _spoken_to(token) and token.ent_type_ == "ORG":
            return self._name(token)
        return None

    def _name(self, token: Token) -> DocSpan:
        """The name around one of its words: its entity, else the run of capitalised words."""
        if token.ent_type_ in ("ORG", "PERSON", "WORK_OF_ART", "FAC", "PRODUCT", "GPE"):
            return _without_article(entity_at(token))
        doc, start, end = token.doc, token.i, token.i + 1
        while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].ent_type_ != "PERSON":
            start -= 1
        while end < len(doc) and doc[end].pos_ == "PROPN":
            end += 1
        return _without_article(doc[start:end])


def _the(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ == "the"


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
