"""Attribution without a verb: "according to", nouns of saying, a speaker's name and a colon."""

from __future__ import annotations

from spacy.tokens import Token

from ..cues import source_phrases
from ..seam import Extent
from .beside import lead_in
from .clause import source_extent
from .context import Context, Found, trim

__all__ = ["from_phrases"]


def from_phrases(context: Context, found: list[Found]) -> list[Found]:
    """Attributions by a phrase; those whose content a verb already took with the same source are left out."""
    out = []
    for token in context.doc:
        words = _phrase_at(token)
        quote = context.quote_at(token.idx) if words else None
        if words and (quote is None or not context.speech(quote)):
            item = _according(context, token, words)
            if item is not None:
                out.append(item)
    return out


def _phrase_at(token: Token) -> tuple[str, ...]:
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
