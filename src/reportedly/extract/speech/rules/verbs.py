"""Attribution by a verb: the cue, who its subject is, and what it says."""

from __future__ import annotations

from spacy.tokens import Token

from ..cues import Frame, noun_frames, verb_frames
from ..seam import Extent
from ..stance import denies
from .beside import as_said, fronted, parenthetical, quoted
from .clause import PASSIVE, Content, cue_extent, cue_verb, reports_itself, source_extent, subject_of
from .context import Context, Found, extent_of, trim
from .counts import figure, tally
from .running import is_item
from .told import before_that, hung_on, told_by

__all__ = ["announced", "from_verbs"]

# A bare object of these names nothing that was said.
_EMPTY = frozenset(
    ["it", "that", "this", "what", "which", "who", "whom", "himself", "herself", "themselves", "itself", "so"]
)
_RELATIVE = frozenset({"which", "that", "who", "what"})
# Characters from a cue to the colon that announces a list.
_NEAR = 90


def from_verbs(context: Context) -> list[Found]:
    """Every attribution by a verb in the passage."""
    found = []
    for token in context.doc:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        frames = verb_frames(token.lemma_.lower())
        if not frames or _subordinate(token):
            continue
        quote = context.quote_at(token.idx)
        if quote is not None and context.speech(quote):
            continue
        item = _attribution(context, token, frames)
        if item is not None:
            found.append(item)
    return found


def announced(context: Context) -> list[Found]:
    """Cues that announce a list below them: "the memo says the following:"; their content is left empty."""
    out = []
    for number, (start, end) in enumerate(context.paragraphs[:-1]):
        if not context.text[start:end].rstrip().endswith(":") or not is_item(context, number + 1):
            continue
        tokens = context.doc.char_span(start, end, alignment_mode="expand")
        cues = [
            t
            for t in tokens or ()
            if t.pos_ == "VERB" and any("quote" in f.takes for f in verb_frames(t.lemma_.lower()))
        ]
        if cues and end - cues[-1].idx <= _NEAR:
            subject = subject_of(cues[-1])
            source = source_extent(context, subject) if subject is not None else None
            out.append(Found(source, cue_extent(cues[-1]), (), 0.8, "listed"))
    return out


def _subordinate(verb: Token) -> bool:
    """Whether an infinitive only says what somebody meant or was asked to say."""
    if not any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children):
        return False
    return cue_verb(verb) == verb


def _attribution(context: Context, verb: Token, frames: tuple[Frame, ...]) -> Found | None:
    if any(c.dep_ in PASSIVE or c.dep_ == "auxpass" for c in verb.children):
        return _passive(context, verb, frames)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and not _lost_root(verb):
        return None
    subject = subject_of(verb)
    content = _content(context, verb, subject, frames)
    if content is None or not content.extents:
        return None
    teller = told_by(verb)
    source = source_extent(context, subject) if subject is not None and content.sourced else None
    source = before_that(context, teller) if teller is not None else source
    cue = cue_extent(verb, content.last)
    if subject is not None and source is not None and _misread(subject, verb):
        source, cue = trim(context.text, source[0], subject.idx), (subject.idx, cue[1])
    seem = not content.sourced
    if (
        any(_cross(e, cue) or (source is not None and _cross(e, source)) for e in content.extents)
        and not seem
    ):
        return None
    confidence = content.confidence if source is not None else content.confidence * 0.7
    return Found(source, cue, content.extents, round(confidence, 2), content.kind)


def _misread(subject: Token, verb: Token) -> bool:
    """Whether a headline's verb was taken for its subject: "Army withdraws claim that" (a claim that it withdraws)."""
    noun = bool(noun_frames(verb.lemma_.lower())) and subject.pos_ == "NOUN" and subject.i + 1 == verb.i
    return noun and subject.left_edge.i < subject.i and subject.lower_.endswith("s") and denies(subject)


def _lost_root(verb: Token) -> bool:
    """Whether a participle is the sentence's verb after all: "The mayor, Ann Roe, conceded that …"."""
    return verb.head.dep_ == "ROOT" and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)


def _cross(a: Extent, b: Extent) -> bool:
    return a[0] < b[1] and b[0] < a[1]


# ------------------------------------------------------------------ what


def _content(
    context: Context, verb: Token, subject: Token | None, frames: tuple[Frame, ...]
) -> Content | None:
    follow = _following(context, verb, frames)
    if follow is not None:
        return follow
    plain = [f for f in frames if not f.follows]
    takes = {t for f in plain for t in f.takes}
    own = subject is not None and (subject.head == verb or verb.dep_ in ("conj", "xcomp", "ROOT"))
    if "quote" in takes and (parts := quoted(context, verb, subject, own)):
        return Content(parts, "said")
    if own and takes & {"clause", "bare"}:
        for place in (fronted, parenthetical, as_said):
            if parts := place(context, verb, subject):
                return Content(parts, "said")
        if parts := _gapped(context, verb, subject):
            return Content(parts, "said", None, 0.8)
    if any(f.name == "seem" for f in plain):
        return _seeming(context, verb, subject)
    clause = _complement(context, verb, plain, takes)
    if clause is not None:
        return clause
    astray = _astray(verb, any(f.recipient for f in plain)) if "clause" in takes else None
    if astray is not None:
        return Content((_clause(context, astray, verb),), "said", None, 0.9)
    return (
        figure(context, verb, subject, takes)
        or _objects(context, verb, frames, takes)
        or tally(context, verb, subject, takes)
    )


def _complement(context: Context, verb: Token, plain: list[Frame], takes: set[str]) -> Content | None:
    """The clause or infinitive that the verb governs."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if "record" in takes and not _is_clause(child):
            continue
        if child.dep_ == "ccomp" and "clause" in takes and "predicate" not in takes:
            attitude = all(f.attitude for f in plain if "clause" in f.takes)
            extent = _with_lost_subject(context, verb, child, _clause(context, child, verb), plain)
            extent = _with_further(context, verb, child, extent)
            return Content((extent,), "thought" if attitude else "said")
        if child.dep_ in ("xcomp", "ccomp"):
            marked = any(c.tag_ == "TO" for c in child.children)
            if ("infinitive" in takes and marked) or ("gerund" in takes and child.tag_ == "VBG"):
                return _infinitive(context, verb, child)
    return None


def _with_further(context: Context, verb: Token, first: Token, extent: Extent) -> Extent:
    """The clause with the clauses that "and" joins to it where the parser hangs them all on the cue."""
    start, end = extent
    last = first
    for child in verb.children:
        if child.dep_ != "ccomp" or child.i <= last.i or reports_itself(child):
            continue
        between = context.doc[last.right_edge.i + 1 : child.left_edge.i]
        joined = any(t.dep_ == "cc" for t in last.children if t.i > last.i) or any(
            t.dep_ == "cc" for t in between
        )
        if joined and all(t.is_punct or t.dep_ == "cc" for t in between):
            last, end = child, max(end, _clause(context, child, verb)[1])
    return start, end


def _is_clause(head: Token) -> bool:
    """Whether a complement has a verb or a subject: the parser also calls a time of day a clause."""
    return head.pos_ in ("VERB", "AUX") or any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children)


def _gapped(context: Context, verb: Token, subject: Token | None) -> tuple[Extent, ...]:
    """A relative clause whose gap is in what is said: "a road which she said was closed"."""
    if subject is None or verb.dep_ not in ("relcl", "pcomp", "ccomp"):
        return ()
    said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if said is None:
        return ()
    relative = next(
        (t for t in said.subtree if t.i < subject.left_edge.i and t.lower_ in _RELATIVE and t.dep_ != "mark"),
        None,
    )
    if relative is None:
        relative = next(
            (
                t
                for t in verb.children
                if t.i < subject.left_edge.i and t.lower_ in _RELATIVE and t.dep_ != "mark"
            ),
            None,
        )
    if relative is None:
        return ()
    rest = [t for t in said.subtree if t.i > verb.i]
    end = max(t.idx + len(t.text) for t in rest)
    start = min(t.idx for t in rest)
    return (relative.idx, relative.idx + len(relative.text)), context.snap(start, end)


def _astray(verb: Token, recipient: bool) -> Token | None:
    """A "that"-clause that the parser hung on a noun between: "revealed in an interview that", "told him that"."""
    for child in verb.children:
        told = hung_on(child) if recipient and child.dep_ in ("dobj", "dative") and child.i > verb.i else None
        if told is not None:
            return told
        if child.dep_ == "prep" and child.i > verb.i:
            for noun in child.children:
                hung = hung_on(noun) if child.lower_ in ("from", "to") else None
                if hung is not None:
                    return hung
                for clause in noun.children:
                    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
                    if clause.dep_ in ("acl", "ccomp") and marked:
                        return clause
    return None


def _clause(context: Context, head: Token, verb: Token) -> Extent:
    """The clause without a day that belongs to the cue before it or a further cue verb after it."""
    start, end = extent_of(head)
    for child in head.children:
        if child.dep_ == "conj" and child.i > head.i and reports_itself(child):
            before = [t for t in head.subtree if t.i < child.left_edge.i and t.dep_ not in ("cc", "punct")]
            cut = max((t.idx + len(t.text) for t in before if t.i > verb.i), default=end)
            end = min(end, cut)
        if (
            child.dep_ == "npadvmod"
            and child.left_edge.i == verb.i + 1
            and child.ent_type_ in ("DATE", "TIME")
        ):
            start = max(start, child.right_edge.idx + len(child.right_edge.text))
    return context.with_quote_after(context.snap(start, end))


def _with_lost_subject(
    context: Context, verb: Token, clause: Token, extent: Extent, frames: list[Frame]
) -> Extent:
    """The clause with a subject that the parser took for the verb's object: "said a draft of it was ready"."""
    if any(f.recipient for f in frames) or any(
        c.dep_ in ("nsubj", "nsubjpass", "mark") for c in clause.children
    ):
        return extent
    lost = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < clause.i), None)
    return (min(extent[0], extent_of(lost)[0]), extent[1]) if lost is not None else extent


def _infinitive(context: Context, verb: Token, child: Token) -> Content:
    """With who is to act: "urged the parties to wait"."""
    start, end = _clause(context, child, verb)
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < child.i), None)
    if thing is not None:
        start = min(start, extent_of(thing)[0])
    return Content(((start, end),), "wanted", None, 0.8)


def _seeming(context: Context, verb: Token, subject: Token | None) -> Content | None:
    """Nobody is named, and the whole clause is what seems: "The deal seems dead"."""
    what = [c for c in verb.children if c.dep_ in ("xcomp", "oprd", "ccomp", "acomp") and c.i > verb.i]
    if not what or verb.dep_ == "advcl":
        return None
    after = _clause(context, what[0], verb)
    if subject is None or subject.head != verb or subject.lower_ == "it":
        return Content((after,), "seems", None, 0.6, False)
    return Content((source_extent(context, subject), after), "seems", None, 0.6, False)


def _following(context: Context, verb: Token, frames: tuple[Frame, ...]) -> Content | None:
    """Content after the preposition or particle that the frame asks for: "called for a truce"."""
    for frame in frames:
        if not frame.follows:
            continue
        last = verb
        for word in frame.follows:
            marks = [
                m
                for c in verb.children
                if c.dep_ in ("advcl", "ccomp", "xcomp")
                for m in c.children
                if m.dep_ == "mark"
            ]
            nxt = [c for c in (*last.children, *verb.children, *marks) if c.lower_ == word and c.i > verb.i]
            if not nxt or nxt[0].i - last.i > 4:
                break
            last = nxt[0]
        else:
            parts = [c for c in last.children if c.dep_ in ("pobj", "pcomp")]
            if last.dep_ == "mark":  # "called for both sides to wait"
                start = last.idx + len(last.text) + 1
                return Content((context.snap(start, extent_of(last.head)[1]),), "spoke of", last, 0.8)
            if last.dep_ != "prep":
                parts = [c for c in verb.children if c.dep_ in ("ccomp", "dobj") and c.i > last.i]
            if parts and frame.recipient:
                parts = [c for c in verb.children if c.dep_ == "xcomp" and c.i > last.i]
            if parts:
                return Content((_clause(context, parts[0], verb),), "spoke of", last, 0.8)
    return None


def _objects(context: Context, verb: Token, frames: tuple[Frame, ...], takes: set[str]) -> Content | None:
    """A noun phrase as content: "announced a truce", "called the plan a fraud", "accused them of lying"."""
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if "predicate" in takes:
        called = [c for c in verb.children if c.dep_ in ("oprd", "ccomp", "xcomp") and c.i > verb.i]
        if called:
            start = min(extent_of(called[0])[0], extent_of(thing)[0] if thing is not None else 10**9)
            return Content((context.snap(start, extent_of(called[0])[1]),), "called", None, 0.8)
    if thing is None:
        return None
    if thing.lemma_.lower() == "comment" and any(c.lower_ == "no" for c in thing.children):
        no = next(c for c in thing.children if c.lower_ == "no")
        start = no.idx + len(no.text) + 1
        end = extent_of(thing, lambda c: c.dep_ == "relcl")[1]
        return Content((context.snap(start, end),), "said", no, 0.9)
    light = _light(context, verb, thing, frames)
    if light is not None:
        return light
    start, end = extent_of(thing)
    how = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > thing.i]
    if how and takes & {"as", "object"}:
        return Content((context.snap(start, extent_of(how[0])[1]),), "called", None, 0.8)
    if "object" not in takes or thing.lower_ in _EMPTY:
        return None
    extend = {w for f in frames for w in f.extend}
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in extend and child.i > thing.i:
            end = max(end, extent_of(child)[1])
    return Content((context.snap(start, end),), "named", None, 0.6)


def _light(context: Context, verb: Token, noun: Token, frames: tuple[Frame, ...]) -> Content | None:
    """The noun belongs to the cue: "voiced concern that", "expressed outrage over"."""
    if not any(f.name == "light" for f in frames) or not noun_frames(noun.lemma_.lower()):
        return None
    for child in (*noun.children, *verb.children):
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl") and any(c.lower_ == "that" for c in child.children):
            return Content((_clause(context, child, verb),), "said", noun, 0.8)
        if child.dep_ == "prep" and child.i - noun.i <= 3:
            what = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if what:
                return Content((_clause(context, what[0], verb),), "spoke of", child, 0.7)
    return None


# ------------------------------------------------------------------ passives


def _passive(context: Context, verb: Token, frames: tuple[Frame, ...]) -> Found | None:
    """Passives: "was said by officials to have failed", "is expected to resign", "were told that"."""
    if any(
        c.dep_ == "prep" and c.lower_ == "as" and any(g.tag_ == "VBG" for g in c.children)
        for c in verb.children
    ):
        return None  # "was quoted as saying": the saying is the cue
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    by = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    subject = next((c for c in verb.children if c.dep_ in PASSIVE), None)
    takes = {t for f in frames if not f.follows for t in f.takes}
    source = before_that(context, by) if by is not None else None
    cue = cue_extent(verb)
    recipient = any(f.recipient for f in frames)
    what: list[Extent] = []
    hung = hung_on(by) if by is not None else None
    if hung is not None and "clause" in takes:
        what = [_clause(context, hung, verb)]
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i and "clause" in takes:
            what = [_clause(context, child, verb)]
        elif (
            child.dep_ in ("xcomp", "oprd")
            and child.i > verb.i
            and takes & {"clause", "infinitive", "predicate"}
        ):
            what = [_clause(context, child, verb)]
            if subject is not None and not recipient and verb.dep_ != "relcl":
                what.insert(0, source_extent(context, subject))
    after = context.quote_after(cue[1])
    if (
        not what
        and after is not None
        and "quote" in takes
        and context.text[cue[1] : after.start].strip() == ":"
    ):
        what = [(after.start, after.end)]
    if not what and source is not None and subject is not None and "object" in takes:
        what = [source_extent(context, subject)]
    if not what or any(_cross(e, cue) or (source is not None and _cross(e, source)) for e in what):
        return None
    return Found(source, cue, tuple(what), 0.7, "said" if source is not None else "is said")
