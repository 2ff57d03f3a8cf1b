"""How a source means what it is said to have said: the stance, from the cue and the content's first clause.

The labels are the contract's.  Negation inside the content stays with the content: "said it had not met
them" asserts that it had not.  A negated cue is another thing: not saying, not confirming, not commenting.
"""

from __future__ import annotations

import re
from typing import cast

from spacy.tokens import Span, Token

from ...records import Stance
from ...vocab import pattern, words
from .cues import Frame, noun_frames, verb_frames

__all__ = ["cue_head", "denies", "stance_of"]

_NEGATIVE = re.compile(r"\b(?:not|never|no|neither|nor|without|hardly|barely|cannot)\b|n[’'`‘]t\b|n’t", re.I)
_CONFIRM = re.compile(r"\b(?:confirm|deny|verify|corroborate)\b")
_IF = re.compile(r"(?:if|unless|provided|should)\b")
_THEN = re.compile(r"\b(?:would|will|could)(?:n[’']t| not)?\b.*\b(?:if|unless|provided that)\b", re.S)
_NO_COMMENT = re.compile(r"\W*no comments?\b")
#: What links a sentence to the one before it.
_LINK = re.compile(r"(?:and|but|so|yet|well|now|then),?\s+")
#: Words from a refusal within which the verb of what is refused stands.
_NEAR = 5
#: A verbless answer has at most so many words, marks counted.
_BARE = 6
_OWN = frozenset({"i", "we", "he", "she", "they", "it"})
#: Attitudes that show through the words that tell of them.
_OWNED = frozenset({"opinion", "predicted", "denied"})
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


def stance_of(cue: Span | None, content: str, first: Span | None, backshifted: bool = False) -> Stance:
    """The speaker's attitude to ``content``; ``cue`` and ``first`` (its first sentence) are in the parse.

    Without a cue the speaker's own words show it: those of a turn, or of the page's author.  ``backshifted`` is
    whether the words are reported in the past, so that "would" stands for "will".
    """
    if content.rstrip(" \"'”’").endswith("?"):
        return "question"
    if cue is None:
        return _by_content(content, first, backshifted)
    head = cue_head(cue)
    silent = _silence(cue.text.lower(), head, content.lower())
    if silent is not None:
        return silent
    if _rejected(head, first) or (cue[0] != head and denies(cue[0])):
        return "denied"
    stance = _by_frame(head, cue, first)
    sure = head.lemma_.lower() not in words("stance", "doubting", "verbs") and not _NEGATIVE.search(cue.text)
    if stance == "opinion" and sure and first is not None and _helpers(first.root) & _FUTURE:
        return "predicted"
    past = backshifted and head.tag_ in ("VBD", "VBN")
    return _by_content(content, first, past) if stance == "asserted" else stance


def denies(token: Token) -> bool:
    """Whether a word is a verb of denying, whatever the parser took it for."""
    lemma = token.lemma_.lower()
    return any(f.stance == "denied" for f in (*verb_frames(lemma), *verb_frames(lemma.removesuffix("s"))))


def _rejected(head: Token, first: Span | None) -> bool:
    """Whether a saying is taken back: "rejects claims that", "called the report groundless"."""
    if head.pos_ == "NOUN" and head.dep_ in ("dobj", "pobj"):
        verb = head.head if head.dep_ == "dobj" else head.head.head
        if any(f.stance == "denied" for f in verb_frames(verb.lemma_.lower())):
            return True
    if first is None or not any(f.name == "label" for f in verb_frames(head.lemma_.lower())):
        return False
    called = any(t.lower_ in words("stance", "rejecting", "words") for t in first)
    objects = {t.lemma_.lower() for t in first if t.dep_ in ("dobj", "nsubj", "pobj", "ROOT")} | {
        first[0].lower_
    }
    return called and bool(objects & words("stance", "rejecting", "sayings"))


def _silence(text: str, head: Token, content: str) -> Stance | None:
    """Refusing to confirm, declining to comment, and not saying are three things."""
    lemma = head.lemma_.lower()
    refuses = lemma in words("cues", "silence", "refuse")
    negated = bool(_NEGATIVE.search(text)) or any(c.dep_ == "neg" for c in head.children)
    if not refuses and not negated:
        return None
    whole = f"{text} {content[:60]}"
    said = re.findall(r"\w+", whole)
    speaks = any(w in words("cues", "silence", "speak") for w in said)
    first_words = frozenset(said[:_NEAR])
    if _CONFIRM.search(whole) and (refuses or lemma in words("cues", "silence", "confirm")):
        return "refused_to_confirm"
    if re.search(r"\bcomments?\b", whole):
        return "no_comment"
    if refuses:
        told = first_words & words("cues", "silence", "tell")
        return "did_not_say" if told else "no_comment" if speaks else "denied"
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


def _by_content(content: str, first: Span | None, backshifted: bool = False) -> Stance:
    """What the words themselves show: a refusal, a condition, a mark of stance, an attitude, a mood."""
    low = content.lower().replace("’", "'").lstrip("\"“‘' ")
    low = _LINK.sub("", low.removeprefix("that "))
    if first is None:
        return "asserted"
    own = _own_silence(first)
    if own is not None:
        return own
    sentence = first.text.lower().replace("’", "'")
    marked = _marked(sentence)  # "if you ask me" is no condition
    if marked is None and (_IF.match(low) or _THEN.search(sentence) or _inverted(first)):
        return "conditional"
    if _taken_back(sentence, first):
        return "denied"
    return marked or _embedded(first) or _by_mood(first, backshifted)


def _marked(sentence: str) -> Stance | None:
    """The stance that a phrase of the speaker's marks; one at the sentence's start goes before one in it."""
    stances: tuple[Stance, ...] = ("opinion", "inference", "predicted")
    found = []
    for stance in stances:
        match = pattern(words("stance", stance, "phrases")).search(sentence)
        if match is not None:
            found.append((match.start(), stance))
    if found:
        return min(found)[1]
    opening = sentence.lstrip("\"“‘' ")
    return next((s for s in stances[:2] if pattern(words("stance", s, "adverbs")).match(opening)), None)


def _taken_back(sentence: str, first: Span) -> bool:
    """A bare denial: "That is not true", "Pure invention", "It is a lie"."""
    if pattern(words("stance", "rejecting", "phrases")).search(sentence):
        return True
    root = first.root
    reject = words("stance", "rejecting", "words")
    predicates = [root, *(c for c in root.children if c.dep_ in ("attr", "acomp"))]
    called = (
        t for t in predicates if t.pos_ != "VERB" or t.tag_ == "VBN"
    )  # "It lies two miles off" denies nothing
    if not any(t.lower_ in reject for t in called) or any(c.dep_ == "neg" for c in root.children):
        return False
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    bare = subject is None and len(first) <= _BARE
    return bare or (subject is not None and subject.lemma_.lower() in words("stance", "rejecting", "sayings"))


def _embedded(first: Span) -> Stance | None:
    """The stance of an attitude that the speaker owns inside the words: "said he believed that", "I expect"."""
    root = first.root
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in _OWN or any(c.tag_ == "MD" for c in root.children):
        return None
    clause = any(c.dep_ in ("ccomp", "xcomp") and c.i > root.i for c in root.children)
    frames = [f for f in verb_frames(root.lemma_.lower()) if f.stance in _OWNED and not f.follows]
    if not clause or not frames or not any(f.attitude or f.stance == "denied" for f in frames):
        return None
    inner = next(c for c in root.children if c.dep_ in ("ccomp", "xcomp") and c.i > root.i)
    if frames[0].stance == "opinion" and _helpers(inner) & _FUTURE:
        return "predicted"
    return cast(Stance, frames[0].stance)


def _by_mood(first: Span, backshifted: bool) -> Stance:
    """What auxiliaries and mood show: what is to come, what ought to be, an order."""
    root = first.root
    helpers = _helpers(root)
    perfect = any(c.dep_ == "aux" and c.lower_ in ("have", "'ve", "’ve") for c in root.children)
    if helpers & _FUTURE or (backshifted and "would" in helpers and not perfect):
        return "predicted"
    if _due(root):
        return "predicted"
    if helpers & _OUGHT:
        return "opinion" if perfect else "proposed"
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in root.children)
    if root.tag_ == "VB" and not subject and not any(c.dep_ == "aux" for c in root.children):
        return "directive"
    return "asserted"


def _due(root: Token) -> bool:
    """Whether something is held to come: "is due to meet", "was sure to rise", "is going to sue"."""
    due = words("stance", "predicted", "due")
    if root.lemma_ == "be":
        holders = [c for c in root.children if c.dep_ in ("acomp", "attr", "xcomp") and c.lower_ in due]
    else:
        holders = [root] if root.lower_ in due else []
    return any(
        child.dep_ == "xcomp" and any(c.tag_ == "TO" for c in child.children)
        for holder in holders
        for child in holder.children
    )


def _helpers(root: Token) -> set[str]:
    return {c.lower_ for c in root.children if c.dep_ == "aux"}


def _inverted(first: Span) -> bool:
    """Whether an inverted clause makes a condition: "Had he come out, nobody would have fired"."""
    opens = (
        first[0].lower_ in ("had", "were")
        and len(first) > 1
        and first[1].pos_ in ("PRON", "DET", "PROPN", "NOUN")
    )
    return opens and any(t.lower_ in ("would", "could", "might") for t in first)
