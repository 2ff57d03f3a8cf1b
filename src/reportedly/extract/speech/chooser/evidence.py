"""The evidence for a reading, as named numbers: what the weights of the chooser are fitted to.

Names say what holds; a number is 1 where nothing else is said.  Probabilities are the network's.
"""

from __future__ import annotations

from bisect import bisect_right
from math import log
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from ....vocab import words
from ...parse import ParsedPassage
from ..cues import noun_frames, source_phrases, verb_frames
from ..quotations import find_quotations, paragraphs
from ..seam import Extent
from ..tagger import bare
from .candidates import CONTENT, CUE, SOURCE, Unit, overlap, whole

if TYPE_CHECKING:
    from reportedly_tagger import Answer

__all__ = ["Features", "Place", "evidence"]

Features = dict[str, float]

#: Smallest logarithm of a probability that counts.
_LEAST = -9.0
#: Where a probability's bins begin: features for each that it reaches let a weight bend.
_BINS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
_KINDS = ("anonymous", "group", "organization", "publication", "document")


class Place:
    """A parsed piece as the evidence is read off it: its words, sentences, paragraphs and quotations."""

    def __init__(self, piece: ParsedPassage, answer: Answer) -> None:
        self.piece, self.answer = piece, answer
        self.doc, self.text = piece.doc, piece.body
        self.quotes = find_quotations(self.text)
        self._paragraphs = [p[0] for p in paragraphs(self.text)]
        self._sentences = [s.start_char for s in self.doc.sents]

    def tokens(self, extent: Extent) -> Span | None:
        """The words that an extent covers."""
        found: Span | None = self.doc.char_span(*extent, alignment_mode="expand")
        return found

    def paragraph(self, char: int) -> int:
        return bisect_right(self._paragraphs, char)

    def sentence(self, char: int) -> int:
        return bisect_right(self._sentences, char) - 1

    def quoted(self, extent: Extent) -> str:
        """How quotation marks lie about an extent: all | part | cut | inside | none."""
        start, end = extent
        touching = [q for q in self.quotes if q.start < end and start < q.end]
        if not touching:
            return "none"
        q = touching[0]
        if len(touching) == 1 and q.inner_start <= start + 1 and end - 1 <= q.inner_end:
            return "all" if start - q.inner_start <= 1 and q.inner_end - end <= 2 else "inside"
        cut = any(
            (q.start < start - 1 and start < q.inner_end) or (q.inner_start < end < q.inner_end - 2)
            for q in touching
        )
        return "cut" if cut else "part"


def _chance(out: Features, name: str, probability: float) -> None:
    """A probability, its logarithm, and the bins that it reaches."""
    out[name] = max(_LEAST, log(max(probability, 1e-9))) / 3
    for edge in _BINS:
        if probability >= edge:
            out[f"{name}>{edge}"] = 1.0


def _flag(out: Features, name: str, holds: bool) -> None:
    if holds:
        out[name] = 1.0


def class_of(head: Token) -> str:
    """What kind of thing a phrase names, by its head."""
    lemma = head.lemma_.lower()
    if head.pos_ == "PRON" or head.tag_ in ("PRP", "WP", "WDT"):
        return (
            f"pronoun {head.lower_}"
            if head.lower_ in ("i", "it", "that", "which", "who", "this")
            else "pronoun"
        )
    if head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return str(head.ent_type_)
    for kind in _KINDS:
        if lemma in words("sources", kind, "words"):
            return kind
    return {"PROPN": "name", "NOUN": "noun"}.get(head.pos_, "other")


# ------------------------------------------------------------------ whether at all


def evidence(place: Place, unit: Unit) -> Features:
    """What speaks for and against an attribution being there as it is read."""
    answer, out = place.answer, Features()
    cue, content = unit.cue, unit.content
    firm = unit.number is not None and not answer.attributions[unit.number].faint
    reader = (
        "both"
        if firm and unit.rule is not None
        else "the network"
        if firm
        else "the rules"
        if unit.rule
        else "nobody surely"
    )
    out[f"read by {reader}"] = 1.0
    for holder in unit.inside:
        out[f"in what another says, by {holder}"] = 1.0
        out[f"in what another says, read by {reader}"] = 1.0
    if unit.rule is not None:
        out["rules sure"] = unit.rule.confidence
        out["content shared"] = overlap(content, bare(whole(unit.rule.content), place.piece))
    _chance(out, "cue", answer.probability(*cue, CUE))
    _chance(out, "cue words", answer.presence(*cue, CUE))
    _chance(out, "content", answer.probability(*content, CONTENT))
    _chance(out, "content words", answer.presence(*content, CONTENT))
    if unit.number is not None:
        _chance(out, "content pointed", answer.linked(unit.number, *content, CONTENT))
        _chance(out, "content missing", answer.missing(unit.number, CONTENT))
    _of_source(out, place, unit)
    _of_cue(out, place, unit)
    _of_content(out, place, content)
    return out


def _of_source(out: Features, place: Place, unit: Unit) -> None:
    """Who speaks: what kind of thing it is, how sure it is, and how it stands to the cue."""
    source, cue = unit.source, unit.cue
    tokens = place.tokens(source) if source is not None else None
    if source is None or tokens is None:
        out["no source"] = 1.0
        return
    _chance(out, "source", place.answer.probability(*source, SOURCE))
    if unit.number is not None:
        _chance(out, "source pointed", place.answer.linked(unit.number, *source, SOURCE))
    out[f"source: {class_of(tokens.root)}"] = 1.0
    _flag(out, "source in another sentence", place.sentence(source[0]) != place.sentence(cue[0]))
    _flag(out, "source runs over a paragraph", place.paragraph(source[0]) != place.paragraph(source[1] - 1))
    _flag(out, "source swallows a quotation", place.quoted(source) in ("part", "cut"))


def _of_cue(out: Features, place: Place, unit: Unit) -> None:
    """By which words: their classes in the lexicon, and whether they are quoted or negated themselves."""
    _flag(out, "cue in a quotation", place.quoted(unit.cue) in ("all", "inside"))
    said = place.tokens(unit.cue)
    if said is None:
        return
    for name in classes(said):
        out[f"cue: {name}"] = 1.0
    out[f"cue is {said.root.pos_}"] = 1.0
    _flag(out, "negated cue", any(t.dep_ == "neg" for t in said))


def _of_content(out: Features, place: Place, content: Extent) -> None:
    """What is said: how it is quoted, how long it is, and whether it is a clause."""
    out[f"quoted: {place.quoted(content)}"] = 1.0
    _flag(
        out, "content runs over a paragraph", place.paragraph(content[0]) != place.paragraph(content[1] - 1)
    )
    inside = place.tokens(content)
    if inside is None:
        return
    verb = any(t.pos_ in ("VERB", "AUX") for t in inside)
    out["content long"] = min(len(inside), 40) / 10
    _flag(out, "content has a verb", verb)
    _flag(out, "content has a number and no verb", not verb and any(t.like_num for t in inside))
    _flag(out, "infinitive", inside[0].tag_ == "TO")


def classes(cue: Span) -> list[str]:
    """The lexicon's classes of a cue's words; ``none`` where it has none of them."""
    text = " ".join(t.lower_ for t in cue)
    if any(text == " ".join(p) for p in source_phrases()):
        return ["phrase"]
    found: list[str] = []
    for token in cue:
        lemma = token.lemma_.lower()
        frames = verb_frames(lemma) if token.pos_ in ("VERB", "AUX") else noun_frames(lemma)
        found += [f"{'' if token.pos_ in ('VERB', 'AUX') else 'noun of '}{f.name}" for f in frames]
    return sorted(set(found)) or ["none"]
