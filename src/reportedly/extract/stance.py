"""How a source means what it is said to have said: the stance, from the cue and the content's opening."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from ..records import Stance
from ..vocab import load
from .cues import Frame, noun_frames, verb_frames

__all__ = ["cue_head", "stance_of"]

_NEGATIVE = re.compile(
    r"\b(?:not|n't|n’t|never|no|neither|nor|without|nothing|hardly|barely)\b|n[’'`‘]t\b", re.I
)


def cue_head(cue: Span) -> Token:
    """The word of a cue that says what kind of saying it is: its last lexicon verb, noun, or root."""
    verbs = [t for t in cue if t.pos_ in ("VERB", "AUX") and verb_frames(t.lemma_.lower())]
    if verbs:
        return verbs[-1]
    nouns = [t for t in cue if t.pos_ in ("NOUN", "PROPN") and noun_frames(t.lemma_.lower())]
    root: Token = nouns[0] if nouns else cue.root
    return root


def stance_of(cue: Span | None, content: str, content_head: Token | None) -> Stance:
    """The source's attitude to ``content``, negation included.

    ``cue`` is the cue's span in the parse, ``content_head`` the root of the content's first part.
    """
    if content.rstrip(" \"'”’").endswith("?"):
        return "question"
    if cue is None:
        return _by_content(content, content_head)
    text = cue.text.lower()
    head = cue_head(cue)
    lemma = head.lemma_.lower()
    silent = _silence(text, lemma, content.lower(), head)
    if silent is not None:
        return silent
    frames = verb_frames(lemma) or noun_frames(lemma)
    stance = _frame_stance(frames, cue, content_head)
    if stance == "asserted":
        return _by_content(content, content_head)
    return stance


def _silence(text: str, lemma: str, content: str, head: Token) -> Stance | None:
    words = load("cues")["silence"]
    negated = bool(_NEGATIVE.search(text)) or any(c.dep_ == "neg" for c in head.children)
    whole = f"{text} {content}"
    if "comment" in whole and (negated or lemma in words["refuse"]):
        return "no_comment"
    if lemma in words["refuse"] or re.search(r"\b(?:refus|declin)", text):
        if re.search(r"\b(?:confirm|deny|verify)\b", whole):
            return "refused_to_confirm"
        if any(re.search(rf"\b{w}\b", whole) for w in words["speak"]):
            return "no_comment"
        return "denied"
    if negated and lemma in words["confirm"]:
        return "refused_to_confirm"
    if negated and (lemma in words["speak"] or lemma in words["say"]):
        return "did_not_say"
    return None


def _frame_stance(frames: tuple[Frame, ...], cue: Span, content_head: Token | None) -> Stance:
    found: list[str] = []
    follow = {t.lower_ for t in cue}
    infinitive = content_head is not None and any(c.tag_ == "TO" for c in content_head.children)
    for frame in frames:
        takes = frame.takes
        if frame.follows and not set(frame.follows) <= follow:
            continue
        if infinitive == ("infinitive" in takes and "quote" not in takes):
            found.insert(0, frame.stance)
        else:
            found.append(frame.stance)
    stance = found[0] if found else "asserted"
    return "asserted" if stance == "refused" else stance  # type: ignore[return-value]


def _by_content(content: str, head: Token | None) -> Stance:
    low = content.lower().lstrip("\"“‘' ")
    if re.match(r"(?:if|unless|should)\b", low) or re.search(
        r"\b(?:would|will|could)\b.*\b(?:if|unless)\b", low
    ):
        return "conditional"
    if head is not None:
        kids = {c.lower_ for c in head.children if c.dep_ in ("aux",)}
        if kids & {"will", "’ll", "'ll", "shall"}:
            return "predicted"
        if kids & {"should", "must", "ought"}:
            return "proposed"
        if (
            head.tag_ == "VB"
            and not kids
            and head.dep_ == "ROOT"
            and not any(c.dep_ == "nsubj" for c in head.children)
        ):
            return "directive"
    return "asserted"
