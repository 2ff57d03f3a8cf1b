"""Attribution against PolNeAR-style annotations: brat standoff with Source, Cue and Content.

A folder holds ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann``; where several people annotated a
text, the first by name is the gold (Newell, Margolin and Ruths 2018, "An attribution relations corpus for
political news", LREC).  What is scored are the program's statements, its author's own left out, after all
checks.

A span is scored by the characters from its first to its last (a discontinuous content by its envelope),
with quotation marks, brackets, punctuation and white space trimmed off both ends; a span that stands in
several attributions counts once.  Exact: the same characters.  Overlap: a gold span is found where one of
ours shares a character with it, and one of ours is right where it shares one with a gold span.  A linked
triple is right where source, cue and content all are, exactly; an absent source must be absent.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..records import Page, Passage, Reading, Statement

__all__ = [
    "PARTS",
    "Attribution",
    "Document",
    "Figures",
    "Outcome",
    "Ratio",
    "documents",
    "reading_of",
    "run",
    "score",
]

PARTS = ("source", "cue", "content")

#: What is trimmed off both ends before two spans are compared.
_EDGE = " \t\r\n\f\v\u00a0\"“”„‟«»‹›‘’‚‛'`´\u0091\u0092\u0093\u0094.,;:!?—–-…()[]{}"
_NUMBER = re.compile(r"\d+$")

Extent = tuple[int, int]


class Attribution(NamedTuple):
    """One attribution: trimmed envelopes, half-open character offsets; None where a part is absent."""

    source: Extent | None
    cue: Extent | None
    content: Extent | None


class Document(NamedTuple):
    """One text with its gold attributions."""

    name: str
    text: str
    gold: tuple[Attribution, ...]


class Outcome(NamedTuple):
    """What was found in one document."""

    document: Document
    found: tuple[Attribution, ...]


class Ratio(NamedTuple):
    """How many of ours are right, of how many; how many of the gold are found, of how many."""

    right: int
    ours: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Figures(NamedTuple):
    """Ratios over a whole set (micro): ``exact`` and ``overlap`` by part, and of linked triples."""

    exact: dict[str, Ratio]
    overlap: dict[str, Ratio]
    triples: Ratio
    documents: int


def documents(folder: Path) -> Iterator[Document]:
    """The annotated texts under ``folder``, by name.

    Raises :class:`~reportedly.errors.InputError` where it has no ``text`` and ``attributions`` folders.
    """
    texts, notes = folder / "text", folder / "attributions"
    if not texts.is_dir() or not notes.is_dir():
        raise InputError(
            f"{folder} has no folders `text` and `attributions`; name the half that you want scored."
        )
    files: dict[str, Path] = {}
    for path in sorted(notes.glob("*.ann")):
        files.setdefault(path.stem.rpartition("_")[0], path)
    for path in sorted(texts.glob("*.txt")):
        if path.stem in files:
            text = path.read_bytes().decode("utf-8")
            gold = tuple(_standoff(files[path.stem].read_text(encoding="utf-8"), text))
            yield Document(path.stem, text, gold)


def _standoff(notes: str, text: str) -> Iterator[Attribution]:
    spans: dict[str, Extent | None] = {}
    events: list[list[str]] = []
    for line in notes.split("\n"):
        ident, _, rest = line.partition("\t")
        if ident.startswith("T") and "\t" in rest:
            pieces = rest.split("\t")[0].split(" ", 1)[1].split(";")
            spans[ident] = envelope(text, [tuple(map(int, p.split())) for p in pieces])  # type: ignore[misc]
        elif ident.startswith("E"):
            events.append(rest.split())
    for event in events:
        role = {
            _NUMBER.sub("", k): spans.get(v) for k, _, v in (part.partition(":") for part in reversed(event))
        }
        yield Attribution(role.get("Source"), role.get("Cue"), role.get("Content"))


def envelope(text: str, extents: Sequence[Extent]) -> Extent | None:
    """From the first character to the last, trimmed; None where nothing is left."""
    if not extents:
        return None
    start, end = min(e[0] for e in extents), max(e[1] for e in extents)
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else None


def run(chosen: Iterable[Document], model: str, extractor: str) -> Iterator[Outcome]:
    """The program's attributions in each document, read as one article."""
    from ..extract import load_model
    from ..extract.parse import parse_pages
    from ..extract.speech.seam import chosen as named
    from ..extract.speech.seam import extractor as find
    from ..extract.speech.statements import statements

    batch = list(chosen)
    who = find(named(extractor))
    pages = parse_pages(load_model(model), [reading_of(d) for d in batch])
    for document, (_, parsed) in zip(batch, pages, strict=True):
        told = [s for s in statements(parsed, who.propose(parsed)).statements if s.mode != "narration"]
        by_id = {s.id: s for s in told}
        whole = [s for s in told if not _is_part(s, by_id.get(s.within or ""))]
        yield Outcome(document, tuple(attribution(s, document.text) for s in whole))


def _is_part(statement: Statement, holder: Statement | None) -> bool:
    """Whether a statement is the quoted part of a mixed one, which is given on its own too."""
    return holder is not None and holder.source == statement.source and statement.cue in (None, holder.cue)


def attribution(statement: Statement, text: str) -> Attribution:
    """A statement as the benchmark sees it."""
    who, cue = statement.source, statement.cue
    return Attribution(
        envelope(text, [(who.start, who.end)]) if who.start is not None and who.end is not None else None,
        envelope(text, [(cue.start, cue.end)]) if cue is not None else None,
        envelope(text, [(s.start, s.end) for s in statement.spans]),
    )


def reading_of(document: Document) -> Reading:
    """A text of the corpus as the program reads a page: one article."""
    sha = hashlib.sha256(document.text.encode()).hexdigest()
    page = Page(sha[:16], document.name, None, sha, "text/plain", "bench", "en", document.text)
    return Reading(page, (Passage(f"p-{sha[:12]}", page.id, 0, len(document.text), None, "article"),))


def score(outcomes: Iterable[Outcome]) -> Figures:
    """The figures over all outcomes."""
    exact = {part: [0, 0, 0, 0] for part in PARTS}
    overlap = {part: [0, 0, 0, 0] for part in PARTS}
    triples = [0, 0, 0, 0]
    count = 0
    for document, found in outcomes:
        count += 1
        for i, part in enumerate(PARTS):
            gold = {a[i] for a in document.gold if a[i] is not None}
            ours = {a[i] for a in found if a[i] is not None}
            _add(exact[part], len(gold & ours), len(ours), len(gold & ours), len(gold))
            right = sum(any(_overlap(a, b) for b in gold) for a in ours)
            hit = sum(any(_overlap(a, b) for b in ours) for a in gold)
            _add(overlap[part], right, len(ours), hit, len(gold))
        both = len(set(document.gold) & set(found))
        _add(triples, both, len(set(found)), both, len(set(document.gold)))
    return Figures(
        {k: Ratio(*v) for k, v in exact.items()},
        {k: Ratio(*v) for k, v in overlap.items()},
        Ratio(*triples),
        count,
    )


def _add(tally: list[int], *more: int) -> None:
    for i, n in enumerate(more):
        tally[i] += n


def _overlap(a: Extent | None, b: Extent | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]
