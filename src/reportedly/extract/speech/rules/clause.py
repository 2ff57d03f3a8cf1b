"""The attributing clause: its verb's subject, the source's extent, the cue's extent."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from ..coref import hyphen_end
from ..cues import verb_frames
from ..seam import Extent
from .context import Context, extent_of, trim

__all__ = ["PASSIVE", "Content", "clause_edges", "cue_extent", "cue_verb", "source_extent", "subject_of"]


class Content(NamedTuple):
    """What a verb attributes: its extents, by what sort of complement, and how surely."""

    extents: tuple[Extent, ...]
    kind: str
    last: Token | None = None  # a preposition or noun that ends the cue
    confidence: float = 1.0
    sourced: bool = True  # whether the subject is a source


_SUBJECTS = ("nsubj", "csubj")
PASSIVE = ("nsubjpass", "csubjpass")
_AUXILIARY = ("aux", "auxpass", "neg", "prt")
# Verbs that only say at what point of the telling it is said: "went on to say", "began by saying".
_PHASE = frozenset(
    {"go", "continue", "begin", "start", "proceed", "conclude", "finish", "end", "come", "turn"}
)
# Pieces of a name that the parser hangs on the verb one by one.
_BROKEN = ("nsubj", "compound", "nmod")
_SHARED = ("conj", "xcomp", "advcl", "pcomp", "parataxis")
_CLIMBS = 6


def subject_of(verb: Token) -> Token | None:
    """The token that heads the verb's subject, shared or understood subjects included."""
    for step in range(_CLIMBS):
        found = [c for c in verb.children if c.dep_ in _SUBJECTS or (c.dep_ == "nsubjpass" and step)]
        if found:  # of two, the nearer: the other belongs to what is said
            return min(found, key=lambda c: abs(c.i - verb.i))
        if verb.dep_ == "acl" and (verb.tag_ in ("VBG", "VB") or verb.head.dep_ == "ROOT"):
            head: Token = verb.head
            return head
        if step == 0 and verb.dep_ == "advcl" and verb.tag_ == "VBG":
            verb = _governor(verb)
            continue
        if verb.dep_ not in _SHARED or (verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB")):
            return None
        verb = verb.head
        if verb.dep_ == "prep":  # "by saying"
            verb = verb.head
        if verb.pos_ not in ("VERB", "AUX"):
            return None
    return None


def _governor(participle: Token) -> Token:
    """The verb whose subject speaks in ", saying …": the nearest cue above it, else the nearest verb."""
    for verb in participle.ancestors:
        if verb.pos_ == "VERB" and verb_frames(verb.lemma_.lower()):
            return verb
    head: Token = participle.head
    return head


def source_extent(context: Context, subject: Token) -> Extent:
    """The noun phrase of a source, with its appositions and relative clauses."""
    start, end = extent_of(subject, _aside)
    start = _whole_name(subject, start)
    last = max((t.i for t in subject.subtree if t.idx < end), default=subject.i)
    joined = context.doc[hyphen_end(context.doc, last)]
    end = max(end, joined.idx + len(joined.text)) if joined.i > last else end
    before = context.quote_before(subject.idx)
    if before is not None and before.end > start and context.speech(before):
        start = before.end
    after = context.quote_after(subject.idx)
    if after is not None and after.start < end and context.speech(after):
        end = after.start
    return trim(context.text, start, end)


def _whole_name(subject: Token, start: int) -> int:
    """Where a noun phrase begins that the parser broke into several subjects of one verb, side by side."""
    first = min((t for t in subject.subtree if t.idx >= start), key=lambda t: t.i, default=subject)
    for sibling in sorted(subject.head.children, key=lambda t: -t.i):
        if sibling.i < first.i and sibling.right_edge.i == first.i - 1 and sibling.dep_ in _BROKEN:
            first = sibling.left_edge
    return min(start, int(first.idx))


def _aside(child: Token) -> bool:
    """What a source's noun phrase is trimmed of: clauses that add to it and do not say who it is."""
    if child.dep_ in ("punct", "cc", "advcl", "parataxis", "preconj"):
        return True
    adds = child.dep_ == "relcl" or (child.dep_ == "acl" and child.tag_ == "VBG")
    first = child.left_edge
    return adds and first.i > 0 and first.nbor(-1).text in (",", "—", "–", "--", "-", "(")


def cue_verb(verb: Token) -> Token:
    """The verb that carries the clause: "went" of "went on to say", else the verb itself."""
    head = verb.head
    if verb.dep_ in ("xcomp", "advcl") and head.lemma_.lower() in _PHASE and 0 < verb.i - head.i <= 4:
        return head
    return verb


def cue_extent(verb: Token, last: Token | None = None) -> Extent:
    """The verb with its auxiliaries, negation and the adverbs between them; ``last`` ends it where given."""
    first, end = verb, verb
    carrier = cue_verb(verb)
    for word in {verb, carrier}:
        for child in word.children:
            if child.dep_ in _AUXILIARY and child.i < first.i and verb.i - child.i <= 8:
                first = child
            if child.dep_ == "prt" and 0 < child.i - end.i <= 3:
                end = child
    first = min(first, carrier, key=lambda t: t.i)
    while first.i > 0 and _adverb_of(first.nbor(-1), verb, carrier):
        first = first.nbor(-1)
    if last is not None and last.i > end.i:
        end = last
    return first.idx, end.idx + len(end.text)


def _adverb_of(token: Token, *verbs: Token) -> bool:
    while token.dep_ == "advmod" and token.head.dep_ == "advmod" and token.head.i > token.i:
        token = token.head
    return token.dep_ == "advmod" and token.head in verbs and token.tag_ not in ("WRB",)


def clause_edges(context: Context, verb: Token, subject: Token | None) -> Extent:
    """Where the attributing clause begins, and where its verb and subject end."""
    start, end = cue_extent(verb)
    if subject is not None and abs(subject.i - verb.i) < 60:
        a, b = source_extent(context, subject)
        start, end = min(start, a), max(end, b)
    return start, end


def reports_itself(token: Token) -> bool:
    """Whether a coordinated verb is a cue of its own: "said the road was open and warned of ice"."""
    return any(not f.follows for f in verb_frames(token.lemma_.lower())) and not any(
        c.dep_ in (*_SUBJECTS, *PASSIVE) for c in token.children
    )
