"""Attribution by a verb: the cue, who its subject is, and what it says."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from ..cues import Frame, verb_frames
from ..quotations import Quotation
from ..seam import Extent
from .context import Context, Found, extent_of, trim

__all__ = ["cue_extent", "from_verbs", "source_extent", "subject_of"]

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE = ("nsubjpass", "csubjpass")
_AUXILIARY = ("aux", "auxpass", "neg", "prt")


class _Content(NamedTuple):
    extents: tuple[Extent, ...]
    cue_end: Token | None = None  # a preposition or object that belongs to the cue
    confidence: float = 1.0


def from_verbs(context: Context) -> list[Found]:
    """Every attribution by a verb in the passage."""
    found = []
    for token in context.doc:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        frames = verb_frames(token.lemma_.lower())
        if not frames:
            continue
        quote = context.quote_at(token.idx)
        if quote is not None and context.speech(quote):
            continue
        item = _attribution(context, token, frames)
        if item is not None:
            found.append(item)
    return found


def _attribution(context: Context, verb: Token, frames: tuple[Frame, ...]) -> Found | None:
    subject = subject_of(verb)
    passive = any(c.dep_ in _PASSIVE or c.dep_ == "auxpass" for c in verb.children)
    if passive:
        return _passive(context, verb, frames)
    content = _content(context, verb, subject, frames)
    if content is None or not content.extents:
        return None
    source = source_extent(context, subject) if subject is not None else None
    cue = cue_extent(verb, content.cue_end)
    if source is not None and any(a < source[1] and source[0] < b for a, b in content.extents):
        return None
    if any(a < cue[1] and cue[0] < b for a, b in content.extents):
        return None
    confidence = content.confidence if source is not None else content.confidence * 0.7
    return Found(source, cue, content.extents, round(confidence, 2))


# ------------------------------------------------------------------ who


def subject_of(verb: Token) -> Token | None:
    """The token that heads the verb's subject, shared or understood subjects included."""
    seen = 0
    while seen < 6:
        for child in verb.children:
            if child.dep_ in _SUBJECTS or (child.dep_ == "nsubjpass" and seen):
                return child
        if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "parataxis", "ccomp") and verb.head is not verb:
            if verb.dep_ == "ccomp" and verb.tag_ != "VBG":
                return None
            if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB"):
                return None
            verb = verb.head
            if verb.dep_ == "prep":  # "by saying"
                verb = verb.head
        elif verb.dep_ == "acl":
            return verb.head
        else:
            return None
        if verb.pos_ not in ("VERB", "AUX"):
            return None
        seen += 1
    return None


def source_extent(context: Context, subject: Token) -> Extent:
    """The noun phrase of a source, with its appositions and relative clauses."""
    start, end = extent_of(subject, lambda c: c.dep_ in ("punct", "cc", "advcl", "parataxis"))
    return trim(context.text, start, end)


# ------------------------------------------------------------------ by what word


def cue_extent(verb: Token, last: Token | None = None) -> Extent:
    """The verb with its auxiliaries, negation and the adverbs between them."""
    start, end = verb, verb
    for child in verb.children:
        if child.dep_ in _AUXILIARY:
            start = child if child.i < start.i else start
            end = child if child.i > end.i and child.i - end.i <= 3 and child.dep_ == "prt" else end
    while start.i > 0 and start.nbor(-1).dep_ == "advmod" and start.nbor(-1).head == verb:
        start = start.nbor(-1)
    if last is not None and last.i > end.i:
        end = last
    return start.idx, end.idx + len(end.text)


# ------------------------------------------------------------------ what


def _content(
    context: Context, verb: Token, subject: Token | None, frames: tuple[Frame, ...]
) -> _Content | None:
    follow = _following(context, verb, frames)
    if follow is not None:
        return follow
    takes = {t for f in frames if not f.follows for t in f.takes}
    quoted = _quoted(context, verb, subject) if "quote" in takes else None
    if quoted is not None:
        return _Content(quoted)
    fronted = _fronted(context, verb, subject) if "clause" in takes or "bare" in takes else None
    if fronted is not None:
        return _Content(fronted)
    for child in verb.children:
        if child.dep_ == "ccomp" and "clause" in takes and child.i > verb.i:
            return _Content((_clause(context, child),))
        if child.dep_ == "xcomp" and child.i > verb.i:
            marked = any(c.tag_ == "TO" for c in child.children)
            if ("infinitive" in takes and marked) or ("gerund" in takes and child.tag_ == "VBG"):
                return _Content((_clause(context, child),))
    return _objects(context, verb, frames, takes)


def _clause(context: Context, head: Token) -> Extent:
    return context.snap(*extent_of(head))


def _following(context: Context, verb: Token, frames: tuple[Frame, ...]) -> _Content | None:
    """Content after the preposition or particle that the frame asks for: "called for a truce"."""
    for frame in frames:
        if not frame.follows:
            continue
        last = verb
        for word in frame.follows:
            nxt = [c for c in (*last.children, *verb.children) if c.lower_ == word and c.i > verb.i]
            if not nxt or nxt[0].i - verb.i > 4:
                break
            last = nxt[0]
        else:
            parts = [c for c in last.children if c.dep_ in ("pobj", "pcomp")]
            if last.dep_ != "prep":
                parts = [c for c in verb.children if c.dep_ in ("ccomp", "dobj") and c.i > last.i]
            if parts and frame.recipient:
                parts = [c for c in verb.children if c.dep_ == "xcomp" and c.i > last.i]
            if parts:
                return _Content((_clause(context, parts[0]),), last, 0.8)
    return None


def _objects(context: Context, verb: Token, frames: tuple[Frame, ...], takes: set[str]) -> _Content | None:
    """A noun phrase as content: "announced a truce", "called the plan a fraud", "accused them of lying"."""
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if "predicate" in takes:
        called = [c for c in verb.children if c.dep_ in ("oprd", "ccomp", "xcomp") and c.i > verb.i]
        if called:
            start = min(extent_of(called[0])[0], extent_of(thing)[0] if thing is not None else 10**9)
            return _Content((context.snap(start, extent_of(called[0])[1]),), None, 0.8)
    if thing is None:
        return None
    start, end = extent_of(thing)
    if "as" in takes:
        how = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > thing.i]
        if how:
            return _Content((context.snap(start, extent_of(how[0])[1]),), None, 0.8)
    if "object" not in takes:
        return None
    extend = {w for f in frames for w in f.extend}
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in extend and child.i > thing.i:
            end = max(end, extent_of(child)[1])
    if thing.lower_ in ("it", "that", "this", "what", "which", "himself", "herself", "themselves", "so"):
        return None
    return _Content((context.snap(start, end),), None, 0.6)


def _quoted(context: Context, verb: Token, subject: Token | None) -> tuple[Extent, ...] | None:
    """Quoted words beside the verb: before it, after it, or on both sides."""
    first, last = _clause_edges(context, verb, subject)
    parts: list[Quotation] = []
    before = context.quote_before(first)
    if before is not None and _joins_before(context, before, first):
        parts.append(before)
    after = context.quote_after(verb.idx + len(verb.text))
    if after is not None and _joins_after(context, verb, last, after, bool(parts)):
        parts.append(after)
    return tuple((q.start, q.end) for q in parts) or None


def _clause_edges(context: Context, verb: Token, subject: Token | None) -> Extent:
    """Where the attributing clause begins, and where its verb and subject end."""
    start, end = cue_extent(verb)
    if subject is not None and abs(subject.i - verb.i) < 40:
        a, b = source_extent(context, subject)
        start, end = min(start, a), max(end, b)
    return start, end


def _joins_before(context: Context, quote: Quotation, first: int) -> bool:
    text = context.text
    between = text[quote.end : first]
    if context.paragraph(quote.start) != context.paragraph(first):
        return False
    tail = text[quote.inner_start : quote.inner_end].rstrip()[-1:]
    comma = tail in ",?!…—-" or between.lstrip()[:1] in (",", "—", "–")
    return comma and not between.strip(" ,—–-\n\t") and context.speech(quote)


def _joins_after(context: Context, verb: Token, last: int, quote: Quotation, more: bool) -> bool:
    text = context.text
    between = text[max(last, verb.idx + len(verb.text)) : quote.start]
    if "\n\n" in between and not between.strip().endswith(":"):
        return False
    bare = between.strip()
    if more:  # "...," he said. "..."
        return len(bare) <= 90 and (bare[-1:] in (".", ",", ":") or not bare) and bare.count(".") <= 1
    if not context.speech(quote):
        return False
    if not bare or bare in (",", ":", ", that", "that", "--", "—", "–"):
        return True
    return len(bare) <= 60 and bare[-1:] in (",", ":") and "." not in bare and ";" not in bare


def _fronted(context: Context, verb: Token, subject: Token | None) -> tuple[Extent, ...] | None:
    """A clause before its attribution: "The plan failed, officials said."."""
    ahead = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    if not ahead and not (verb.dep_ in ("parataxis", "ccomp") and verb.head.i < verb.i):
        return None
    if subject is None:
        return None
    first, last = _clause_edges(context, verb, subject)
    comma = context.text[:first].rstrip()[-1:]
    if comma not in (",", "—", "–", "-", "”", '"'):
        return None
    start = min(verb.sent.start_char, ahead[0].left_edge.idx if ahead else verb.sent.start_char)
    head = context.snap(start, first)
    if head[0] >= head[1] or head[1] > first:
        return None
    rest = _after_parenthesis(context, verb, last)
    return (head, rest) if rest else (head,)


def _after_parenthesis(context: Context, verb: Token, last: int) -> Extent | None:
    """What follows ", he said," where the clause goes on."""
    text, end = context.text, verb.sent.end_char
    tail = text[last:end]
    comma = tail.find(",")
    if comma < 0 or comma > 60:
        return None
    start, stop = trim(text, last + comma + 1, end, " \t\n,;.")
    if len(text[start:stop].split()) < 3 or text[start:stop].split()[0].lower().endswith("ing"):
        return None
    return start, stop


# ------------------------------------------------------------------ passives


def _passive(context: Context, verb: Token, frames: tuple[Frame, ...]) -> Found | None:
    """Passives: "was said by officials to have failed", "is expected to resign", "were told that"."""
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    by = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    subject = next((c for c in verb.children if c.dep_ in _PASSIVE), None)
    takes = {t for f in frames if not f.follows for t in f.takes}
    source = source_extent(context, by) if by is not None else None
    cue = cue_extent(verb)
    what: list[Extent] = []
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i and "clause" in takes:
            what = [_clause(context, child)]
        elif (
            child.dep_ in ("xcomp", "oprd")
            and child.i > verb.i
            and takes & {"clause", "infinitive", "predicate"}
        ):
            what = [_clause(context, child)]
            recipient = any(f.recipient for f in frames)
            if subject is not None and not recipient and verb.dep_ != "relcl":
                what.insert(0, source_extent(context, subject))
    if not what or any(a < cue[1] and cue[0] < b for a, b in what):
        return None
    if source is not None and any(a < source[1] and source[0] < b for a, b in what):
        return None
    return Found(source, cue, tuple(what), 0.7)
