"""Content that stands beside the attributing clause: quoted words, and clauses put before it."""

from __future__ import annotations

import re

from spacy.tokens import Token

from ..quotations import Quotation
from ..seam import Extent
from .clause import clause_edges
from .context import Context, trim

__all__ = ["as_said", "fronted", "lead_in", "parenthetical", "quoted"]

_STOP = re.compile(r"[.!?]\s")
# A conjunction or a dateline that opens a sentence is not part of what is said.
_LEAD = re.compile(
    r"(?:(?:And|But|Or|So|Yet)\s+|[A-Z][A-Z .,/()'’\-]{2,40}(?:\([^)]{2,30}\)\s*)?[–—―-]+\s*"
    r"|(?:[A-Z][\w.,' ]{2,40}\([^)]{2,30}\)|\([^)]{2,30}\))\s*[–—―-]+\s*)"
)
_WEAK_OPENING = (
    "and ",
    "but ",
    "while ",
    "though ",
    "although ",
    "as ",
    "adding",
    "in ",
    "on ",
    "at ",
    "during ",
)


def lead_in(text: str, start: int, end: int) -> int:
    """Where the sentence proper begins, after a dateline or an opening conjunction."""
    match = _LEAD.match(text, start, end)
    return match.end() if match else start


def quoted(context: Context, verb: Token, subject: Token | None, own: bool) -> tuple[Extent, ...]:
    """Quoted words beside the verb: before it, after it, or on both sides.

    ``own`` is whether the verb has a subject of its own; a participle ("…, adding that") takes only what
    follows it.
    """
    first, last = clause_edges(context, verb, subject)
    parts: list[Extent] = []
    before = context.quote_before(first) if own else None
    if before is not None and _joins_before(context, before, first):
        parts.append((_sentence_part(context, verb, before), before.end))
    after = context.quote_after(verb.idx + len(verb.text))
    if after is not None and _joins_after(context, verb, last, after, bool(parts)):
        end = after.end
        parts.append((after.start, end))
    return tuple(parts)


def _sentence_part(context: Context, verb: Token, quote: Quotation) -> int:
    """Where the content of a closing quotation begins: with the clause that it completes, if there is one."""
    text = context.text
    sent = context.doc[verb.i].sent
    ahead = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    start = ahead[0].left_edge.idx if ahead else quote.start
    if (
        start >= quote.start
        or start < sent.start_char
        or context.paragraph(start) != context.paragraph(quote.start)
    ):
        return quote.start
    if _STOP.search(text, start, quote.start) or context.quote_at(start) is not None:
        return quote.start
    between = text[start : quote.start]
    if not between.strip(" ,:") or between.rstrip()[-1:] in (":", ","):
        return quote.start
    return lead_in(text, start, quote.start)


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


def fronted(context: Context, verb: Token, subject: Token | None) -> tuple[Extent, ...]:
    """A clause before its attribution: "The plan failed, officials said."."""
    ahead = [c for c in verb.children if c.i < verb.i and (c.dep_ == "ccomp" or _is_main(c))]
    if subject is None or not (ahead or (verb.dep_ in ("parataxis", "ccomp") and verb.head.i < verb.i)):
        return ()
    first, last = clause_edges(context, verb, subject)
    text = context.text
    if text[:first].rstrip()[-1:] not in (",", "—", "–", "-", "―", "”", '"', ")"):
        return ()
    start = verb.sent.start_char
    if ahead and ahead[0].left_edge.idx < start:
        start = ahead[0].left_edge.idx
    head = context.snap(lead_in(text, start, first), first)
    if head[0] >= head[1] or head[1] > first:
        return ()
    rest = _rest(context, verb, last)
    return (head, rest) if rest else (head,)


def _is_main(clause: Token) -> bool:
    """Whether what the parser calls adverbial has all that a main clause has, and no word that makes it less."""
    if clause.dep_ != "advcl" or clause.pos_ not in ("VERB", "AUX"):
        return False
    finite = clause.tag_ in ("VBD", "VBZ", "VBP") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in clause.children
    )
    # "Between ten and twenty men were …": the parser takes "between" for a conjunction.
    range_ = any(c.lower_ == "between" for c in clause.children)
    subject = range_ or any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in clause.children)
    lesser = any(
        (c.dep_ == "mark" and c.lower_ != "between") or c.tag_ in ("WRB", "WP", "WDT")
        for c in clause.children
    )
    return finite and subject and not lesser


def _rest(context: Context, verb: Token, last: int) -> Extent | None:
    """What follows ", he said," where the clause goes on, or the quotation that follows "…, he said."."""
    text, end = context.text, verb.sent.end_char
    tail = text[last:end]
    comma = tail.find(",")
    if 0 <= comma <= 40:
        start, stop = trim(text, last + comma + 1, end, " \t\n,;.")
        low = text[start:stop].lower()
        words = low.split()
        if len(words) >= 3 and not words[0].endswith("ing") and not low.startswith(_WEAK_OPENING):
            return context.snap(start, stop)
    after = context.quote_after(last)
    if after is None or not context.speech(after):
        return None
    between = text[last : after.start]
    if "\n\n" in between or not re.fullmatch(r"[^.\n“\"]{0,60}\.\s+", between):
        return None
    return after.start, after.end


def parenthetical(context: Context, verb: Token, subject: Token | None) -> tuple[Extent, ...]:
    """A clause that the attribution stands in the middle of: "The bridge, he said, was shut"."""
    if verb.dep_ not in ("parataxis", "advcl", "ccomp", "conj") or subject is None or verb.head.i < verb.i:
        return ()
    first, last = clause_edges(context, verb, subject)
    text, sent = context.text, verb.sent
    before, after = text[sent.start_char : first].rstrip(), text[last : sent.end_char]
    comma = after.find(",")
    if before[-1:] != "," or not 0 <= comma <= 30 or "“" in after[:comma]:
        return ()
    if any(c.dep_ in ("ccomp", "dobj", "mark") and c.i > verb.i for c in verb.children if c.dep_ != "dobj"):
        return ()
    head = trim(text, lead_in(text, sent.start_char, first), first)
    tail = context.snap(*trim(text, last + comma + 1, sent.end_char, " \t\n,."))
    return (head, tail) if head[0] < head[1] and tail[0] < tail[1] else ()


def as_said(context: Context, verb: Token, subject: Token | None) -> tuple[Extent, ...]:
    """The clause that "as she said" stands beside or in."""
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "as" and c.i < verb.i), None)
    if mark is None or subject is None or verb.dep_ != "advcl":
        return ()
    if any(c.dep_ in ("ccomp", "dobj", "xcomp") and c.i > verb.i for c in verb.children):
        return ()
    text, sent = context.text, verb.sent
    first, last = mark.idx, max(clause_edges(context, verb, subject)[1], verb.idx + len(verb.text))
    comma = text.find(",", last, sent.end_char)
    before = trim(text, lead_in(text, sent.start_char, first), first)
    if before[1] - before[0] < 3:
        start = comma + 1 if comma >= 0 else last
        tail = context.snap(*trim(text, start, sent.end_char, " \t\n,."))
        return (tail,) if comma >= 0 and tail[0] < tail[1] else ()
    if text[:first].rstrip()[-1:] not in (",", "(", "—", "–"):
        return ()
    tail = context.snap(*trim(text, comma + 1, sent.end_char, " \t\n,.")) if comma >= 0 else (0, 0)
    return (before, tail) if tail[0] < tail[1] else (before,)
