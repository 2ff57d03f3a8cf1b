"""Who carried a statement before it came to the page's author: the hops between, outermost first.

A hop is an outlet in the attributing clause ("told the agency", "in an interview with", "quoted by"), an
outlet that the source belongs to ("the daily's reporter"), the source itself where it is a publication, the
source of the statement that this one is reported inside, or a text in which the words stand ("according
to a transcript").  A later statement of a source that spoke through an outlet came through it too.
"""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ...vocab import words
from .outlets import Outlets

__all__ = ["own_hops"]

#: Tokens before a source in which the outlet that it belongs to may begin.
_BEFORE = 8


def own_hops(
    outlets: Outlets,
    source: DocSpan | None,
    named: DocSpan | None,
    cue: DocSpan | None,
    content: list[tuple[int, int]],
) -> list[DocSpan]:
    """The outlets that the attributing clause and the source name.

    ``named`` is what the source names where that stands elsewhere; ``content`` is in the passage's characters.
    """
    found: list[DocSpan] = []
    if source is not None:
        found += _of_source(outlets, source)
    if named is not None and not found:
        found += _of_source(outlets, named) or _put_out(outlets, named)
    if cue is not None:
        found += _of_clause(outlets, cue, source, content)
    out: list[DocSpan] = []
    for span in found:
        if not any(span.start == o.start for o in out):
            out.append(span)
    return out


def _of_source(outlets: Outlets, source: DocSpan) -> list[DocSpan]:
    """The outlet that a source is, or works for: "the daily's Ann Poe", "Ann Poe of the daily"."""
    root = source.root
    own = outlets.at(root)
    if own is not None:
        return [own]
    staff = root.pos_ == "PROPN" or root.lemma_.lower() in words("sources", "reporters", "words")
    if not staff and root.lemma_.lower() not in words("sources", "publication", "words"):
        return []
    out = []
    for span in outlets.within(source.start, source.end):
        head = span.root
        near = head.head == root and head.dep_ in ("poss", "compound", "nmod", "appos")
        of = (
            head.dep_ == "pobj" and head.head.lower_ in ("of", "for", "at", "with") and head.head.head == root
        )
        if near or of:
            out.append(span)
    return out or _possessor(outlets, source)


def _possessor(outlets: Outlets, source: DocSpan) -> list[DocSpan]:
    """The outlet whose possessive stands right before the source, or opens it, whatever the parse says."""
    doc = source.doc
    for span in outlets.within(max(0, source.start - _BEFORE), source.end):
        after = doc[span.end : span.end + 1].text
        if after in ("'s", "’s", "'", "’") and span.end <= source.start + 1 and source.start - span.end <= 1:
            return [span]
    return []


def _put_out(outlets: Outlets, named: DocSpan) -> list[DocSpan]:
    """Where a document was carried: "a joint statement …, which was published in the daily"."""
    if named.root.lemma_.lower() not in words("sources", "document", "words"):
        return []
    sent = named.root.sent
    for span in outlets.within(named.start, sent.end):
        head = span.root
        verb = head.head.head if head.dep_ == "pobj" else head.head
        if head.dep_ == "pobj" and verb.lemma_.lower() in words("sources", "carried", "verbs"):
            return [span]
    return []


def _of_clause(
    outlets: Outlets, cue: DocSpan, source: DocSpan | None, content: list[tuple[int, int]]
) -> list[DocSpan]:
    """Outlets that a speaker spoke to or through, in the cue's sentence, outside content and source."""
    verb: Token = cue.root
    sent = verb.sent
    out = []
    for span in outlets.within(sent.start, sent.end):
        if source is not None and source.start <= span.start < source.end:
            continue
        if any(a <= span.start_char < b for a, b in content):
            continue
        if _through(span.root, verb):
            out.append(span)
    return out or [unnamed for child in verb.children if (unnamed := _unnamed(child, verb)) is not None]


def _unnamed(child: Token, verb: Token) -> DocSpan | None:
    """An outlet without a name to which somebody spoke ("told local radio"), or who was told."""
    if verb.lemma_.lower() != "tell":
        return None
    if (
        child.dep_ == "nsubjpass"
        and child.pos_ in ("NOUN", "PROPN")
        and child.ent_type_ not in ("ORG", "GPE")
    ):
        heard: DocSpan = child.doc[child.left_edge.i : child.i + 1]  # "the priest was told by a guard that …"
        return heard
    if child.dep_ not in ("dobj", "dative", "iobj") or child.lemma_.lower() not in words(
        "sources", "nameless_outlets", "words"
    ):
        return None
    span: DocSpan = child.doc[child.left_edge.i : child.i + 1]
    return span if span[0].lower_ not in ("the", "our", "this") else None


def _through(name: Token, verb: Token) -> bool:
    """Whether the outlet modifies the cue verb, or stands in a phrase like "in an interview with"."""
    if name.head == verb and name.dep_ in ("dobj", "dative", "npadvmod"):
        return True
    for token in name.ancestors:
        if token.lemma_.lower() in words("sources", "interview", "words"):
            return True
        if token == verb:
            return True
        if token.pos_ in ("VERB", "AUX"):
            return token.lemma_.lower() in words("sources", "carried", "verbs") and verb in token.ancestors
    return False
