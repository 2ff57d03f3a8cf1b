"""Attribution without a verb: "according to", nouns of saying, a name after a dash."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from ..cues import noun_frames, source_phrases
from ..seam import Extent
from ..stance import denies
from .beside import lead_in
from .clause import source_extent, subject_of
from .context import Context, Found, extent_of, trim

__all__ = ["from_phrases"]

_SIGNATURE = re.compile(r"\s*[—–―-]{1,2}\s*([A-Z@][\w.’'@ -]{2,50})\s*$")


def from_phrases(context: Context, found: list[Found]) -> list[Found]:
    """Attributions by a phrase; nouns that are part of a verb's cue are left out."""
    out = []
    cues = {t.i for f in found if f.cue for t in context.doc.char_span(*f.cue, alignment_mode="expand") or ()}
    for token in context.doc:
        words = _phrase_at(token)
        quote = context.quote_at(token.idx) if words else None
        if words and (quote is None or not context.speech(quote)):
            item = _according(context, token, words)
            if item is not None:
                out.append(item)
        elif token.pos_ == "NOUN" and token.i not in cues:
            item = _noun(context, token)
            if item is not None:
                out.append(item)
    return out + _signed(context)


def _signed(context: Context) -> list[Found]:
    """A quotation with its speaker's name after a dash: "“We left.” — Ann Roe"."""
    out = []
    for quote in context.quotes:
        end = context.paragraph(quote.start)[1]
        match = _SIGNATURE.match(context.text, quote.end, end)
        if match is not None and context.speech(quote):
            out.append(Found(match.span(1), None, ((quote.start, quote.end),), 0.8, "said"))
    return out


def _noun(context: Context, noun: Token) -> Found | None:
    """A noun with a "that"-clause: "the ministry's claim that", "denied reports that"."""
    frames = [f for f in noun_frames(noun.lemma_.lower()) if "clause" in f.takes]
    quote = context.quote_at(noun.idx) if frames else None
    if not frames or (quote is not None and context.speech(quote)):
        return None
    for clause in noun.children:
        marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
        if clause.dep_ in ("acl", "ccomp") and marked and clause.i > noun.i:
            content = context.snap(*extent_of(clause))
            verb = _misread(noun)
            start = noun.idx if verb is None else verb.idx
            source = _holder(context, noun) if verb is None else _before(context, noun, verb)
            cue = (start, noun.idx + len(noun.text))
            return Found(source, cue, (content,), 0.7 if source else 0.5, "noun")
    return None


def _misread(noun: Token) -> Token | None:
    """A verb before its object that the parser took for a part of it: "Army withdraws claim that"."""
    if noun.i in (0, noun.left_edge.i):
        return None
    before = noun.nbor(-1)
    return (
        before
        if denies(before) and before.lower_.endswith("s") and before.pos_ in ("NOUN", "PROPN")
        else None
    )


def _before(context: Context, noun: Token, verb: Token) -> Extent | None:
    start, end = trim(context.text, noun.left_edge.idx, verb.idx)
    return (start, end) if start < end else None


def _holder(context: Context, noun: Token) -> Extent | None:
    """Whose claim it is: a possessive, "by" or "from", a nationality or body before it, or the clause's subject."""
    for child in noun.children:
        if child.dep_ == "poss":
            start, end = extent_of(child, lambda c: c.dep_ == "case")
            return trim(context.text, start, end)
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            for who in child.children:
                if who.dep_ == "pobj":
                    return source_extent(context, who)
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod") and child.ent_type_ in ("ORG", "GPE", "NORP", "PERSON"):
            return child.left_edge.idx, child.idx + len(child.text)
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        subject = subject_of(noun.head)
        return source_extent(context, subject) if subject is not None else None
    return None


@cache
def _openings() -> frozenset[str]:
    return frozenset(p[0] for p in source_phrases())


def _phrase_at(token: Token) -> tuple[str, ...]:
    if token.lower_ not in _openings():
        return ()
    doc = token.doc
    for words in source_phrases():
        if token.i + len(words) < len(doc) and all(doc[token.i + k].lower_ == w for k, w in enumerate(words)):
            return words
    return ()


def _according(context: Context, token: Token, words: tuple[str, ...]) -> Found | None:
    last = token.doc[token.i + len(words) - 1]
    who = next((c for c in last.children if c.dep_ == "pobj"), None)
    if who is None or (len(words) == 1 and who.ent_type_ not in ("PERSON", "ORG", "NORP")):
        return None
    source = source_extent(context, who)
    cue = (token.idx, last.idx + len(last.text))
    content = _around(context, token, cue[0], source[1])
    return Found(source, cue, content, 0.9) if content else None


def _around(context: Context, token: Token, start: int, end: int) -> tuple[Extent, ...]:
    """The clause that the phrase stands in, without the phrase."""
    sent = token.sent
    text = context.text
    if not text[sent.start_char : start].strip(" \n\t\"“'"):
        after = context.snap(end, sent.end_char)
        after = trim(text, *after, " \t\n,.")
        return (after,) if after[1] - after[0] > 3 else ()
    before = context.snap(lead_in(text, sent.start_char, start), start)
    before = (before[0], min(before[1], start))
    rest = trim(text, end, sent.end_char, " \t\n,;.")
    if text[end : end + 2].strip()[:1] == "," and len(text[rest[0] : rest[1]].split()) >= 4:
        return (trim(text, *before), rest)
    return (trim(text, *before),) if before[1] - before[0] > 3 else ()
