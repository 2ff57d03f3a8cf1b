"""What kind of voice a source is, and whom it names."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ...records import Source, Span, VoiceKind
from ...vocab import words
from .coref import Coref, Referent
from .outlets import Outlets
from .stance import cue_head

__all__ = ["describe", "is_nobody", "kind_of"]

_FIRST, _OURS = frozenset({"i", "me", "my", "myself"}), frozenset({"we", "us", "our", "ourselves"})
_INFERS = frozenset({"suggest", "imply", "indicate"})


def describe(
    coref: Coref,
    outlets: Outlets,
    tokens: DocSpan | None,
    span: Span | None,
    cue: DocSpan | None,
    quoted: bool,
) -> tuple[Source, Referent | None]:
    """The source as a record, and what it names; without a span nobody is named.

    ``quoted`` is whether the source stands inside quotation marks, where "I" is not the author.
    """
    if tokens is None or span is None:
        return Source(kind="author" if _impersonal(cue) else "anonymous"), None
    root = tokens.root
    if span.text.lower() in words("sources", "turns", "ask") | words("sources", "turns", "answer"):
        return Source("anonymous", span.page, span.start, span.end, span.text), None
    if root.lower_ in _FIRST | _OURS and not quoted:
        return _own(coref, span, root)
    referent = coref.resolve(root)
    kind = kind_of(root, referent, outlets)
    if cue is not None and cue_head(cue).lemma_.lower() in _INFERS and _abstract(root):
        kind = "author"
    phrase = coref.reading.phrase.get(root.i)
    if phrase is not None and phrase.label and span.text.isupper() and kind == "anonymous":
        kind = "named"  # a speaker's name in capitals, whatever the parse takes it for
    name = referent.name if referent is not None and kind != "author" else None
    return Source(kind, span.page, span.start, span.end, span.text, resolved_name=name), referent


def is_nobody(source: DocSpan) -> bool:
    """Whether a source says that there is none: "nobody", "no group", "none of them", "not one of the crew"."""
    root = source.root
    if root.lower_ in words("modality", "negation", "pronouns"):
        return True
    left = [t for t in source if t.i < root.i]
    return any(t.head == root and (t.dep_ == "neg" or t.lower_ in ("no", "neither")) for t in left)


def _own(coref: Coref, span: Span, root: Token) -> tuple[Source, Referent | None]:
    """Whoever says "I" or "we" in the passage: the speaker of the turn, else its author or who publishes it."""
    turn = coref.turn(root)
    name = turn.name if turn is not None else coref.house if root.lower_ in _OURS else None
    kind: VoiceKind = "named" if turn is not None else "author"
    return Source(kind, span.page, span.start, span.end, span.text, resolved_name=name), turn


def _impersonal(cue: DocSpan | None) -> bool:
    """Whether the cue is the author's own inference: "it seems that", "it is likely that"."""
    return cue is not None and (cue[0].lower_ == "it" or cue_head(cue).lemma_.lower() in ("seem", "appear"))


def _abstract(root: Token) -> bool:
    """Whether a subject is neither a person, a body nor a document: then the author infers from it."""
    if root.pos_ != "NOUN" or root.ent_type_:
        return False
    lemma = root.lemma_.lower()
    kinds = ("anonymous", "group", "organization", "publication")
    if any(lemma in words("sources", k, "words") for k in kinds):
        return False
    return lemma in ("evidence", "analysis") or lemma not in words("sources", "document", "words")


def kind_of(root: Token, referent: Referent | None, outlets: Outlets) -> VoiceKind:
    """The kind of voice that the phrase headed by ``root`` names."""
    if referent is not None and root.pos_ in ("PRON", "DET", "SCONJ"):
        named = root.doc.char_span(referent.start, referent.end, alignment_mode="expand")
        if named is not None and named.root.pos_ != "PRON":
            return "named" if referent.named else kind_of(named.root, None, outlets)
    if outlets.at(root) is not None:
        return "publication"
    if root.ent_type_ == "PERSON":
        return "named"
    if referent is not None and referent.named:
        return "named"
    lemma = root.lemma_.lower()
    kinds: tuple[VoiceKind, ...] = ("anonymous", "group", "organization", "publication", "document")
    for kind in kinds:
        if lemma in words("sources", kind, "words"):
            return kind
    if root.ent_type_ in ("ORG", "GPE"):
        return "organization"
    if root.ent_type_ == "NORP":
        return "group"
    return "named" if root.pos_ == "PROPN" else "anonymous"
