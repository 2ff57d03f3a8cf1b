"""What kind of voice a source is, and whom it names."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan

from ..records import Source, Span, VoiceKind
from ..vocab import words
from .parse import ParsedPassage

__all__ = ["describe", "kind_of"]

_FIRST = frozenset({"i", "we", "me", "us", "my"})


def describe(piece: ParsedPassage, tokens: DocSpan | None, span: Span | None, cue: DocSpan | None) -> Source:
    """The source as a record; without a span nobody is named."""
    if tokens is None or span is None:
        return Source(kind="anonymous")
    return Source(
        kind_of(tokens), page=span.page, start=span.start, end=span.end, text=span.text, resolved_name=None
    )


def kind_of(tokens: DocSpan) -> VoiceKind:
    """The kind of voice that the words name."""
    root = tokens.root
    lemma = root.lemma_.lower()
    if root.lower_ in _FIRST:
        return "author"
    if any(t.text in words("sources", "publication", "name_words") for t in tokens) and root.pos_ == "PROPN":
        return "publication"
    if root.ent_type_ == "PERSON":
        return "named"
    for kind in ("anonymous", "group", "organization", "publication", "document"):
        if lemma in words("sources", kind, "words"):
            if kind == "anonymous" and any(t.ent_type_ == "PERSON" for t in tokens):
                return "named"
            return kind
    if root.ent_type_ == "ORG":
        return "organization"
    if root.ent_type_ in ("NORP", "GPE"):
        return "group" if root.ent_type_ == "NORP" else "organization"
    if root.pos_ == "PROPN":
        return "named"
    return "anonymous"
