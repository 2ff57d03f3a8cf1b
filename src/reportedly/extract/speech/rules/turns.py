"""Turns: words that stand after their speaker and a colon.

Three kinds.  An interview or a transcript is a run of turns, each opening a line with its speaker ("Q:",
"ROE:", "MINISTER (Mr Roe):"); a turn goes on until the next one opens.  A quotation may follow a phrase
without a verb ("Deputy Ann Roe to reporters: “…”").  And a headline or a first line may name its speaker
("Roe: no talks").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Span

from ....names.titles import titles
from ....vocab import words
from ..outlets import entity_at
from ..seam import Extent
from ..stance import stance_of
from .context import Context, Found, trim

__all__ = ["Turns", "find_turns", "from_turns", "passed_on"]

_LABEL = re.compile(
    r"[ \t>*_\"“]*(?P<who>[^\W\d_](?:[\w'’-]|[. ](?=[^\W\d_])|\.(?= [^\W\d_])|\.(?=[ ]?:)){0,40})"
    r"(?:[ ]?\([^()\n]{1,40}\))?[*_]*[ ]?:[*_]*(?=\s)"
)
#: "Q." and "A." may have a full stop for a colon.
_LETTER = re.compile(r"[ \t>*_]*(?P<who>[QA])[.:][*_]*(?=\s)")
#: Initials, and what is none.
_INITIALS, _LONGER = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_]{2}")
#: Letters of a label that are a first name's and a surname's initials though no full stop parts them.
_PAIR = 2
#: A turn with more words than this before its colon is a sentence.
_LONGEST = 5
#: Of a short stance a turn's sentence is a statement of its own: it must not colour the rest, nor be coloured.
_APART = frozenset({"question", "refused_to_confirm", "no_comment", "denied", "conditional"})
#: A sentence of which more than this is another's statement only passes it on.
_MOST = 0.6
#: How far back from a colon a phrase without a verb may begin.
_PHRASE = 12


class _Turn(NamedTuple):
    """A label's characters, the label as compared, and where the words after it begin."""

    label: Extent
    key: str
    start: int


class Turns(NamedTuple):
    """The lines that could open a turn and, where people take turns, those that do, with who speaks in each."""

    labels: list[_Turn]
    dialogue: list[_Turn]
    speakers: list[Extent]


def find_turns(context: Context) -> Turns:
    """The turns of a passage."""
    labels = list(_labels(context))
    turns = _dialogue(context, labels)
    return Turns(labels, turns, [_speaker(context, turns, turn) for turn in turns])


def from_turns(context: Context, turns: Turns, found: list[Found]) -> list[Found]:
    """Attributions by a speaker's label; stretches that ``found`` already attributes are left alone."""
    taken = [e for f in found for e in f.content]
    out = list(_spoken(context, turns, found) if turns.dialogue else _opening(context, turns.labels, taken))
    out += _introduced(context, [*taken, *(e for f in out for e in f.content)])
    return out


def passed_on(context: Context, turns: Turns, found: list[Found]) -> list[Found]:
    """``found`` with, for what others are said to have said, the speaker in whose turn it stands.

    Who asks passes nothing on, and what "I", "we" or "you" say is the speaker's or the other's own.
    """
    if not turns.dialogue:
        return found
    ends = _ends(turns.dialogue, context.paragraph(turns.dialogue[-1].start)[1])
    spoken = list(zip(turns.dialogue, ends, turns.speakers, strict=True))
    out = []
    for item in found:
        at = item.content[0][0]
        turn, speaker = next(((t, who) for t, end, who in spoken if t.start <= at < end), (None, None))
        asks = turn is not None and turn.key in words("sources", "turns", "ask")
        if turn is not None and not asks and _anothers(context, item, turn):
            item = item._replace(through=speaker)
        out.append(item)
    return out


def _ends(turns: list[_Turn], last: int) -> list[int]:
    """Where each turn ends: at the next one's label, the last one at ``last``."""
    return [*(t.label[0] for t in turns[1:]), last]


def _anothers(context: Context, item: Found, turn: _Turn) -> bool:
    """Whether the source of an attribution inside a turn is named in it and is neither of the two who speak."""
    if item.source is None or item.source[0] < turn.start:
        return False
    return context.text[slice(*item.source)].lower() not in ("i", "we", "me", "us", "you")


# ------------------------------------------------------------------ interviews and transcripts


def _labels(context: Context) -> Iterator[_Turn]:
    """Every line that could open a turn."""
    for start, end in context.lines:
        match = _LETTER.match(context.text, start, end) or _LABEL.match(context.text, start, end)
        if match is not None and len(match["who"].split()) <= _LONGEST:
            key = match["who"].lower().rstrip(".")
            if context.text[match.end() : end].strip():
                yield _Turn(match.span("who"), key, match.end())


def _dialogue(context: Context, turns: list[_Turn]) -> list[_Turn]:
    """The turns, where the labels show that people take turns; nothing otherwise."""
    times = Counter(t.key for t in turns)
    able = [t for t in turns if _is_speaker(context, t, times[t.key])]
    asking = {t.key for t in turns if _asks(context, t)}
    if able:  # who asks may be a paper that is named nowhere else
        able = [t for t in turns if t in able or (t.key in asking and times[t.key] > 1)]
    count = Counter(t.key for t in able)
    again = [key for key, times in count.items() if times > 1]
    titled = any(_has_title(context.text[slice(*t.label)]) for t in able)
    if (len(count) > 1 and again and len(able) > 2) or (titled and able):
        return able
    return []


def _is_speaker(context: Context, turn: _Turn, times: int) -> bool:
    """Whether a label that opens so many lines can be somebody's.

    A letter, initials that come again, a name in capitals, a role, or a name known from the text.
    """
    text = context.text[slice(*turn.label)]
    if turn.key in words("sources", "turns", "ask") | words("sources", "turns", "answer"):
        return True
    if text.isupper():
        return len(text) > 2 or times > 1
    last = turn.key.split()[-1]
    if last in words("sources", "anonymous", "words"):
        return True
    if not _is_titled(text):
        return False
    name = context.doc.char_span(*turn.label, alignment_mode="expand")
    if name is not None and name.root.ent_type_ == "PERSON":
        return True
    elsewhere = re.compile(rf"\b{re.escape(last)}\b(?!\s*:)", re.IGNORECASE)
    return len(last) > 2 and elsewhere.search(context.text) is not None and text[:1].isupper()


def _asks(context: Context, turn: _Turn) -> bool:
    end = next((e for _, e in context.lines if e > turn.start), turn.start)
    return _is_titled(context.text[slice(*turn.label)]) and "?" in context.text[turn.start : end]


def _is_titled(text: str) -> bool:
    return all(w[:1].isupper() for w in text.split() if len(w) > 3)


def _has_title(label: str) -> bool:
    first = label.split(maxsplit=1)[0].rstrip(".")
    return label.isupper() and len(label.split()) > 1 and first.lower() in titles()


def _spoken(context: Context, turns: Turns, found: list[Found]) -> Iterator[Found]:
    """Each turn's words, up to the next label, a paragraph at a time.

    Of the last turn it is one paragraph only, unless somebody speaks alone: nothing shows where it ends.
    """
    alone = len({t.key for t in turns.dialogue}) == 1
    last = context.paragraph(turns.dialogue[-1].start)[1]
    ends = _ends(turns.dialogue, len(context.text) if alone else last)
    for turn, end, source in zip(turns.dialogue, ends, turns.speakers, strict=True):
        sure = 0.7
        for a, b in context.paragraphs:
            a, b = max(a, turn.start), min(b, end)
            if a >= b or (a > turn.start and not _opens_speech(context.text, a)):
                continue
            for extent in _statements(context, a, b, found):
                yield Found(source, None, (extent,), sure, "said" if sure > 0.6 else "runs on")
            sure = 0.5


def _opens_speech(text: str, at: int) -> bool:
    return text[at].isalnum() or text[at] in "\"“‘'«"


def _speaker(context: Context, turns: list[_Turn], turn: _Turn) -> Extent:
    """Who speaks: the label, or whom it stands for.

    "A" is whom the text before the first question introduces, if that is clear; initials are the person's
    who has them.
    """
    label = context.text[slice(*turn.label)]
    initials = _INITIALS.findall(label)
    if len(initials) > 1 and (not _LONGER.search(label) or (len(label) == len(initials) == _PAIR)):
        named = [
            e
            for e in context.doc.ents
            if e.label_ == "PERSON"
            and [t.text[0] for t in e if t.text[0].isalpha()][-len(initials) :] == initials
        ]
        return (named[0].start_char, named[0].end_char) if named else turn.label
    if turn.key not in words("sources", "turns", "answer"):
        return turn.label
    before = context.doc.char_span(0, turns[0].label[0], alignment_mode="contract")
    met: Counter[str] = Counter()
    names: dict[str, Span] = {}
    subject = None
    for token in before or ():
        if token.dep_ == "nsubj" and token.lower_ in ("he", "she") and subject is not None:
            met[subject] += 1
        if token.ent_type_ != "PERSON" or (token.i + 1 < len(context.doc) and token.nbor().ent_iob_ == "I"):
            continue
        name = entity_at(token)
        met[token.text] += 1 + (name.root.dep_ == "nsubj")
        subject = token.text if name.root.dep_ == "nsubj" else subject
        if len(name) > len(names.get(token.text, ())):
            names[token.text] = name
    first = met.most_common(2)
    if not first or (len(first) > 1 and first[0][1] == first[1][1]):
        return turn.label
    who = names[first[0][0]]
    return who.start_char, who.end_char


def _statements(context: Context, start: int, end: int, found: list[Found]) -> Iterator[Extent]:
    """A paragraph of a turn, its questions and refusals apart from the rest, without what it only passes on."""
    at: int | None = None
    for sent in _sentences(context, start, end):
        a, b = max(start, sent.start_char), min(end, sent.end_char)
        passed_on = _passes_on(a, b, found)
        if passed_on or stance_of(None, context.text[a:b].strip(), sent) in _APART:
            if at is not None and at < a:
                yield from _bare(context, at, a)
            if not passed_on:
                yield from _bare(context, a, b)
            at = None
        elif at is None:
            at = a
    if at is not None and at < end:
        yield from _bare(context, at, end)


def _passes_on(start: int, end: int, found: list[Found]) -> bool:
    """Whether most of a sentence is what somebody else is said to have said: then it is that person's."""
    for item in found:
        if item.cue is not None and start <= item.cue[0] < end:
            parts = [item.cue, *([item.source] if item.source else []), *item.content]
            if sum(max(0, min(b, end) - max(a, start)) for a, b in parts) > _MOST * (end - start):
                return True
    return False


def _sentences(context: Context, start: int, end: int) -> Iterator[Span]:
    yield from (s for s in context.doc.sents if s.start_char < end and s.end_char > start)


def _bare(context: Context, start: int, end: int) -> Iterator[Extent]:
    extent = trim(context.text, start, end)
    if extent[1] - extent[0] > 1:
        yield extent


# ------------------------------------------------------------------ a speaker and what is said, once


def _opening(context: Context, turns: list[_Turn], taken: list[Extent]) -> Iterator[Found]:
    """A paragraph that opens with its speaker, as headlines do: "Roe: no talks"."""
    paragraph = dict(context.paragraphs)
    for turn in turns:
        end = paragraph.get(_first(context, turn))
        if end is None or any(a < end and turn.start < b for a, b in taken):
            continue
        if len(context.text[turn.start : end].split()) < 3 or not _is_headed(context, turn):
            continue
        quote = context.quote_at(turn.start + 1)
        content = (quote.start, quote.end) if quote is not None else trim(context.text, turn.start, end)
        yield Found(turn.label, None, (content,), 0.7, "said")


def _first(context: Context, turn: _Turn) -> int:
    return context.paragraph(turn.label[0])[0]


def _is_headed(context: Context, turn: _Turn) -> bool:
    """Whether words before a lone colon are a person's name, a name in capitals, a role, or a poll or report."""
    name = context.doc.char_span(*turn.label, alignment_mode="expand")
    if name is None:
        return False
    text = name.text
    if text.isupper() and len(text) > 3 and text.replace(".", "").replace(" ", "").isalpha():
        return name.root.pos_ == "PROPN" or name.root.ent_type_ == "PERSON"
    if name.root.ent_type_ == "PERSON" and all(t.pos_ in ("PROPN", "PUNCT") for t in name):
        return True
    kinds = ("anonymous", "group", "organization", "document")
    return len(name) <= 2 and any(turn.key.split()[-1] in words("sources", k, "words") for k in kinds)


def _introduced(context: Context, taken: Iterable[Extent]) -> Iterator[Found]:
    """A quotation after a phrase without a verb and a colon."""
    busy = list(taken)
    for quote in context.quotes:
        if not context.speech(quote) or any(a < quote.end and quote.start < b for a, b in busy):
            continue
        before = context.text[: quote.start].rstrip()
        if not before.endswith(":"):
            continue
        source = _phrase_before(context, len(before) - 1)
        if source is not None:
            yield Found(source, None, ((quote.start, quote.end),), 0.7, "said")


def _phrase_before(context: Context, colon: int) -> Extent | None:
    """Whom the verbless phrase that ends at ``colon`` names; None where it has a verb or names nobody."""
    line = max((start for start, end in context.lines if start <= colon < end), default=None)
    if line is None:
        return None
    stop = max(context.text.rfind(mark, line, colon) + 1 for mark in (". ", "! ", "? ", "” ", '" '))
    phrase = context.doc.char_span(max(line, stop), colon, alignment_mode="contract")
    if phrase is None or not 0 < len(phrase) <= _PHRASE or any(t.pos_ in ("VERB", "AUX") for t in phrase):
        return None
    head = next((t for t in phrase if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    while head is not None and head.dep_ in ("compound", "nmod", "poss") and head.head.i < phrase.end:
        head = head.head if head.head.i > head.i else None
    if head is None:
        return None
    lemma = head.lemma_.lower()
    kinds = ("anonymous", "group", "organization", "publication", "document")
    known = head.ent_type_ in ("PERSON", "ORG", "NORP") or any(
        lemma in words("sources", k, "words") for k in kinds
    )
    return (
        trim(
            context.text,
            head.left_edge.idx if head.left_edge.i >= phrase.start else phrase.start_char,
            head.idx + len(head.text),
        )
        if known
        else None
    )
