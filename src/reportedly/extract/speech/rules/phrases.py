"""Attribution without a verb: "according to", nouns of saying, a speaker's name and a colon."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span, Token

from ..cues import noun_frames, source_phrases
from ..seam import Extent
from .beside import lead_in
from .clause import source_extent, subject_of
from .context import Context, Found, extent_of, trim

__all__ = ["from_phrases"]

_SIGNATURE = re.compile(r"\s*[—–―-]{1,2}\s*([A-Z@][\w.’'@ -]{2,50})\s*$")
_LABEL = re.compile(r"\b[A-Z][A-Z'’-]{2,}$")
_TITLES = frozenset(
    [
        "MR",
        "MRS",
        "MS",
        "MISS",
        "DR",
        "GEN",
        "LT",
        "COL",
        "MAJ",
        "CAPT",
        "ADM",
        "SEN",
        "REP",
        "GOV",
        "AMB",
        "SEC",
        "PRESIDENT",
        "SECRETARY",
        "MINISTER",
        "JUDGE",
        "CHAIRMAN",
    ]
)
_SPEAKER = re.compile(r"[\"“']?([A-Z][\w.’' -]{1,40}):\s+")


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
    return out + _signed(context) + _spoken(context, found)


def _signed(context: Context) -> list[Found]:
    """A quotation with its speaker's name after a dash: "“We left.” — Ann Roe"."""
    out = []
    for quote in context.quotes:
        end = context.paragraph(quote.start)[1]
        match = _SIGNATURE.match(context.text, quote.end, end)
        if match is not None and context.speech(quote):
            out.append(Found(match.span(1), None, ((quote.start, quote.end),), 0.8, "said"))
    return out


def _spoken(context: Context, found: list[Found]) -> list[Found]:
    """A paragraph that opens with a speaker and a colon, as transcripts and headlines do: "ROE: We left."."""
    out = []
    taken = [e for f in found for e in f.content]
    for start, end in context.paragraphs:
        match = _SPEAKER.match(context.text, start, end)
        if match is None or any(a < end and match.end() < b for a, b in taken):
            continue
        name = context.doc.char_span(*match.span(1), alignment_mode="expand")
        quote = context.quote_at(match.end())
        words = context.text[match.end() : end].split()
        if (
            name is None
            or len(words) < 3
            or not (_is_speaker(name) or (quote is not None and len(name) <= 6))
        ):
            continue
        content = (quote.start, quote.end) if quote is not None else trim(context.text, match.end(), end)
        out.append(Found(match.span(1), None, (content,), 0.7, "said"))
    turns = [f for f in out if f.source and _LABEL.search(context.text[f.source[0] : f.source[1]])]
    return out + (_turns(context, turns) if _is_transcript(context, turns) else [])


def _is_transcript(context: Context, turns: list[Found]) -> bool:
    """Whether speakers' labels in capitals show a transcript: two of them, or one with a title."""
    titled = any(
        context.text[f.source[0] : f.source[1]].split()[0].rstrip(".").upper() in _TITLES
        for f in turns
        if f.source
    )
    return len(turns) >= 2 or titled


def _turns(context: Context, turns: list[Found]) -> list[Found]:
    """The further paragraphs of each speaker's turn, up to the next label."""
    out = []
    starts = {f.content[0][0] for f in turns}
    speaker: Found | None = None
    for start, end in context.paragraphs:
        here = next((f for f in turns if start <= f.content[0][0] < end), None)
        if here is not None:
            speaker = here
        elif speaker is not None and start not in starts and context.text[start : start + 1].isalpha():
            out.append(Found(speaker.source, None, (trim(context.text, start, end),), 0.5, "runs on"))
    return out


def _is_speaker(name: Span) -> bool:
    """Whether words before a colon are a person's name, a name in capitals, or a poll or report."""
    text = name.text
    if text.isupper() and len(text) > 3 and text.replace(".", "").replace(" ", "").isalpha():
        return name.root.pos_ == "PROPN" or name.root.ent_type_ == "PERSON"
    if name.root.ent_type_ == "PERSON" and all(t.pos_ in ("PROPN", "PUNCT") for t in name):
        return True
    return len(name) == 1 and name.root.lemma_.lower() in ("poll", "report", "study", "survey")


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
            source = _holder(context, noun)
            cue = (noun.idx, noun.idx + len(noun.text))
            return Found(source, cue, (content,), 0.7 if source else 0.5, "noun")
    return None


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
