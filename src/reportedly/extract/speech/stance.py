"""How a source means what it is said to have said: the stance, from the cue and the content's first clause.

The labels are the contract's.  Negation inside the content stays with the content: "said it had not met
them" asserts that it had not.  A negated cue is another thing: not saying, not confirming, not commenting.
"""

from __future__ import annotations

import re
from typing import cast

from spacy.tokens import Span, Token

from ...records import Stance
from ...vocab import words
from .cues import Frame, noun_frames, verb_frames

__all__ = ["cue_head", "stance_of"]

_NEGATIVE = re.compile(r"\b(?:not|never|no|neither|nor|without|hardly|barely|cannot)\b|n[’'`‘]t\b|n’t", re.I)
_CONFIRM = re.compile(r"\b(?:confirm|deny|verify|corroborate)\b")
_IF = re.compile(r"(?:if|unless|provided|should)\b")
_THEN = re.compile(r"\b(?:would|will|could)(?:n[’']t| not)?\b.*\b(?:if|unless|provided that)\b", re.S)
_NO_COMMENT = re.compile(r"\W*no comments?\b")
#: What links a sentence to the one before it.
_LINK = re.compile(r"(?:and|but|so|yet|well|now|then),?\s+")
_FUTURE = frozenset({"will", "’ll", "'ll", "shall", "wo"})
_OUGHT = frozenset({"should", "must", "ought"})


def cue_head(cue: Span) -> Token:
    """The word of a cue that says what kind of saying it is: its last lexicon verb, or noun, or its root."""
    verbs = [t for t in cue if t.pos_ in ("VERB", "AUX") and verb_frames(t.lemma_.lower())]
    if verbs:
        return verbs[-1]
    nouns = [t for t in cue if t.pos_ in ("NOUN", "PROPN") and noun_frames(t.lemma_.lower())]
    root: Token = nouns[0] if nouns else cue.root
    return root


def stance_of(cue: Span | None, content: str, first: Span | None) -> Stance:
    """The source's attitude to ``content``; ``cue`` and ``first`` (its first sentence) are in the parse."""
    if content.rstrip(" \"'”’").endswith("?"):
        return "question"
    if cue is None:
        return _by_content(content, first)
    head = cue_head(cue)
    silent = _silence(cue.text.lower(), head, content.lower())
    if silent is not None:
        return silent
    stance = _by_frame(head, cue, first)
    return _by_content(content, first) if stance == "asserted" else stance


def _silence(text: str, head: Token, content: str) -> Stance | None:
    """Refusing to confirm, declining to comment, and not saying are three things."""
    lemma = head.lemma_.lower()
    refuses = lemma in words("cues", "silence", "refuse")
    negated = bool(_NEGATIVE.search(text)) or any(c.dep_ == "neg" for c in head.children)
    if not refuses and not negated:
        return None
    whole = f"{text} {content[:60]}"
    speaks = any(w in words("cues", "silence", "speak") for w in re.findall(r"\w+", whole))
    if _CONFIRM.search(whole) and (refuses or lemma in words("cues", "silence", "confirm")):
        return "refused_to_confirm"
    if re.search(r"\bcomments?\b", whole):
        return "no_comment"
    if refuses:
        return "no_comment" if speaks else "denied"
    return "did_not_say" if lemma in words("cues", "silence", "say") else None


def _by_frame(head: Token, cue: Span, first: Span | None) -> Stance:
    """The stance of the frame that fits the complement; a marked one goes before plain saying."""
    kinds = _complement(head, first)
    present = {t.lower_ for t in cue}
    lemma = head.lemma_.lower()
    frames: tuple[Frame, ...] = verb_frames(lemma) if head.pos_ in ("VERB", "AUX") else ()
    frames = frames or noun_frames(lemma)
    followed = [f for f in frames if f.follows and set(f.follows) <= present]
    fitting = followed or [f for f in frames if not f.follows and f.takes & kinds]
    if not fitting:
        return "asserted"
    plain = any(f.stance == "asserted" for f in fitting)
    marked = [f for f in fitting if f.stance != "asserted" and (f.takes & kinds) - {"clause", "quote"}]
    chosen = marked or ([] if plain else fitting)
    stance = chosen[0].stance if chosen else "asserted"
    return cast(Stance, stance if stance != "refused" else "denied")


def _complement(head: Token, first: Span | None) -> set[str]:
    """What kind of complement the content is, as the lexicon's ``takes`` names it."""
    if first is None:
        return {"clause"}
    root = first.root
    kids = {c.lower_ for c in root.children}
    verbs = (root, *(t for t in first if t.head == head and t.dep_ in ("xcomp", "ccomp")))
    if any(t.tag_ == "VB" and any(c.tag_ == "TO" for c in t.children) for t in verbs):
        return {"infinitive"}
    if root.tag_ == "VBG" and root.dep_ in ("xcomp", "pcomp"):
        return {"gerund"}
    if root.dep_ == "ccomp" and root.tag_ == "VB" and not any(c.dep_ == "aux" for c in root.children):
        return {"clause", "subjunctive"}
    bare = any(c.lower_ == "be" and c.tag_ == "VB" for c in root.children if c.dep_ in ("aux", "auxpass"))
    modal = any(c.tag_ in ("MD", "TO") for c in root.children)
    if root.dep_ == "ccomp" and (kids & _OUGHT or (bare and not modal)):
        return {"clause", "subjunctive"}
    if root.pos_ in ("NOUN", "PROPN", "PRON"):
        return {"object", "predicate", "as"}
    if root.head == head and any(c.dep_ == "oprd" for c in head.children):
        return {"predicate"}
    return {"clause", "quote"}


def _own_silence(sentence: Span) -> Stance | None:
    """A speaker's own refusal: "No comment", "I can't confirm it", "we won't discuss that"."""
    text = sentence.text.lower()
    root = sentence.root
    if _NO_COMMENT.match(text):
        return "no_comment"
    if not any(c.lower_ in ("i", "we") and c.dep_ == "nsubj" for c in root.children):
        return None
    if not any(c.dep_ == "neg" for c in root.children):
        return None
    if root.lemma_.lower() in words("cues", "silence", "confirm"):
        return "refused_to_confirm"
    helper = any(c.dep_ == "aux" and c.tag_ == "MD" for c in root.children)
    return "no_comment" if helper and root.lemma_.lower() in words("cues", "silence", "own") else None


def _by_content(content: str, first: Span | None) -> Stance:
    low = content.lower().lstrip("\"“‘' ")
    low = low.removeprefix("that ")
    low = _LINK.sub("", low)
    if first is not None:
        own = _own_silence(first)
        if own is not None:
            return own
        low_first = first.text.lower()
        if _IF.match(low) or _THEN.search(low_first):
            return "conditional"
        root = first.root
        helpers = {c.lower_ for c in root.children if c.dep_ == "aux"}
        if helpers & _FUTURE:
            return "predicted"
        if helpers & _OUGHT:
            return "proposed"
        subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in root.children)
        if root.tag_ == "VB" and not subject and not any(c.dep_ == "aux" for c in root.children):
            return "directive"
    return "asserted"
