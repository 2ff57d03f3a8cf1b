"""What the author marks as inference: "It seems unlikely that …", "It is clear that …", "the evidence suggests"."""

from __future__ import annotations

from spacy.tokens import Token

from ....vocab import words
from .context import Context, Found, extent_of, trim

__all__ = ["from_author"]

_LINKS = frozenset({"seem", "appear", "look", "be", "sound"})


def from_author(context: Context) -> list[Found]:
    """Clauses that an impersonal "it" and an adjective of likelihood open."""
    out = []
    for token in context.doc:
        if token.lower_ != "it" or token.dep_ not in ("nsubj", "expl", "nsubjpass"):
            continue
        verb = token.head
        quote = context.quote_at(token.idx)
        if verb.lemma_.lower() not in _LINKS or (quote is not None and context.speech(quote)):
            continue
        item = _inference(context, token, verb)
        if item is not None:
            out.append(item)
    return out


def _inference(context: Context, it: Token, verb: Token) -> Found | None:
    how = next((c for c in verb.children if c.dep_ in ("acomp", "oprd") and c.i > verb.i), None)
    if how is not None and how.lower_ not in words("cues", "likelihood", "words"):
        return None
    if how is None and verb.lemma_.lower() == "be":
        return None
    for holder in (how, verb):
        if holder is None:
            continue
        for child in holder.children:
            if child.dep_ in ("ccomp", "csubj", "advcl") and child.i > verb.i:
                marks = {c.lower_ for c in child.children if c.dep_ == "mark"}
                if not marks <= {"that"}:
                    continue
                start, end = extent_of(child)
                last = how if how is not None else verb
                cue = trim(context.text, it.idx, last.idx + len(last.text))
                if cue[1] <= start:
                    return Found(None, cue, (context.snap(start, end),), 0.8, "said")
    return None
