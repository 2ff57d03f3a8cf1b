"""Numbers as content, with a verb or without one: "puts the toll at forty", "They say at least forty"."""

from __future__ import annotations

from spacy.tokens import Token

from ....vocab import words
from .clause import Content
from .context import Context, extent_of

__all__ = ["figure", "tally"]

# Tokens between a cue and the number that it is followed by ("at least", "more than").
_TO_NUMBER = 4


def tally(context: Context, verb: Token, subject: Token | None, takes: set[str]) -> Content | None:
    """A number without a verb, as headlines and talk have it: "They say at least 40", "told us 40 dead"."""
    if subject is None or not takes >= {"quote", "clause"}:
        return None
    rest = [t for t in context.doc[verb.i + 1 : verb.sent.end] if not t.is_space]
    while rest and (
        rest[0].pos_ == "PROPN"
        or rest[0].tag_ == "PRP"
        or rest[0].lemma_.lower() in words("sources", "reporters", "words")
    ):
        rest = rest[1:]
    head = next((i for i, t in enumerate(rest[:_TO_NUMBER]) if t.like_num), None)
    if head is None or any(t.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "PUNCT") for t in rest[:head]):
        return None
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest) or any(
        t.dep_ == "prep" for t in rest[:1] if t.lower_ not in ("at", "about", "between")
    ):
        return None
    end = next((t.idx for t in rest if t.text in (";", ".", "!", "?")), verb.sent.end_char)
    return Content((context.snap(rest[0].idx, end),), "said", None, 0.6)


def figure(context: Context, verb: Token, subject: Token | None, takes: set[str]) -> Content | None:
    """What is counted or put down with a number: "counted forty dead", "puts the toll at forty"."""
    if subject is None or not takes & {"figure", "record"}:
        return None
    document = subject.lemma_.lower() in words("sources", "document", "words")
    if not document and ("figure" not in takes or not _can_count(subject)):
        return None
    parts = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "ccomp", "nummod", "attr")]
    parts += [c for c in verb.children if c.i > verb.i and c.dep_ == "prep" and c.lower_ == "at"]
    if not parts or (
        verb.lemma_.lower() in ("put", "place") and " at " not in context.text[verb.idx : verb.sent.end_char]
    ):
        return None
    start, end = min(extent_of(p)[0] for p in parts), max(extent_of(p)[1] for p in parts)
    told = context.doc.char_span(start, end, alignment_mode="expand")
    if told is None or not any(t.like_num or t.ent_type_ in ("CARDINAL", "TIME") for t in told):
        return None
    return Content((context.snap(start, end),), "said", None, 0.6)


def _can_count(subject: Token) -> bool:
    """Whether a subject may tell a number: a person, a body, or what a pronoun stands for."""
    if subject.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or subject.pos_ == "PRON":
        return subject.lower_ not in ("that", "which", "this", "who", "you")
    kinds = ("anonymous", "group", "organization", "publication")
    return any(subject.lemma_.lower() in words("sources", k, "words") for k in kinds)
