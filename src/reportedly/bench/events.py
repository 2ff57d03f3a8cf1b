"""Event coding against marked sentences: a table with ``marked_sentence`` and ``gold_root``, tab-separated.

The format is that of Zero-Shot-PLOVER (Hu and others 2024): ``<s>`` and ``<t>`` mark source and target, the
label is a PLOVER root.  Three figures: the root where source and target are given; the root of the coded event
that stands highest where they are not; and source, target and root together from the bare sentence.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import InputError
from ..extract import load_model
from ..extract.happenings.clauses import find_clauses
from ..extract.parse import ParsedPassage
from ..link.happenings.coding import Told, read_events
from ..records import Passage, Span

__all__ = ["Figures", "Row", "rows", "run", "score"]

_TAG = re.compile(r"</?([st])>")
#: Names of the benchmark for PLOVER's own.
_NAMES = {"YIELD": ("CONCEDE", "RETREAT"), "ACCUSE": ("ACCUSE",)}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, where its source and target stand in it, and its root."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    root: str


@dataclass(slots=True)
class Figures:
    """Shares of ``rows`` from 0 to 1 and how gold roots were coded."""

    rows: int = 0
    given: float = 0.0
    bare: float = 0.0
    triples: float = 0.0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)


def rows(path: Path, skipped: list[str] | None = None) -> Iterator[Row]:
    """The rows of the table at ``path``; a sentence without both marks is put to ``skipped``.  Raises :class:`InputError` where it has no such columns."""
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t")
        if not {"marked_sentence", "gold_root"} <= set(reader.fieldnames or ()):
            raise InputError(f"{path}: needs the columns marked_sentence and gold_root, tab-separated.")
        for entry in reader:
            row = _row(entry["marked_sentence"], entry["gold_root"])
            if row is not None:
                yield row
            elif skipped is not None:
                skipped.append(entry["marked_sentence"])


def _row(marked: str, root: str) -> Row | None:
    text, at = "", 0
    places: dict[str, list[int]] = {}
    for match in _TAG.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        places.setdefault(match.group(1), []).append(len(text))
    text += marked[at:]
    if any(len(places.get(mark, ())) != 2 for mark in "st"):
        return None
    return Row(text, (places["s"][0], places["s"][1]), (places["t"][0], places["t"][1]), root)


def run(table: Iterable[Row], model: str) -> Iterator[tuple[Row, list[Told]]]:
    """Each row with the events that are read in its bare sentence."""
    nlp = load_model(model)
    pairs = ((row.text, row) for row in table)
    for doc, row in nlp.pipe(pairs, as_tuples=True, batch_size=64):
        passage = Passage("p", "page", 0, len(row.text), None, "article")
        yield row, read_events(find_clauses(ParsedPassage(passage, 0, doc, row.text)))


def score(found: Iterable[tuple[Row, list[Told]]]) -> Figures:
    """The figures over ``found``."""
    figures = Figures()
    given = bare = triples = 0
    for row, told in found:
        figures.rows += 1
        wanted = _NAMES.get(row.root, (row.root,))
        chosen = choose(told, row.source, row.target)
        given += chosen is not None and chosen.code.plover in wanted
        figures.confusion[row.root, chosen.code.plover if chosen else "-"] += 1
        bare += bool(told) and told[0].code.plover in wanted
        triples += any(
            t.code.plover in wanted and _meets(t.source, row.source) and _meets(t.target, row.target)
            for t in told
        )
    if figures.rows:
        figures.given, figures.bare, figures.triples = (n / figures.rows for n in (given, bare, triples))
    return figures


def choose(told: list[Told], source: tuple[int, int], target: tuple[int, int]) -> Told | None:
    """Of the events read in a sentence, the one that is between the given source and target."""

    def fit(item: tuple[int, Told]) -> tuple[float, int]:
        number, one = item
        points = 2.0 * _meets(one.source, source) + 1.5 * _meets(one.target, target)
        points += (
            0.5 * _meets(one.target, source) * _meets(one.source, target)
            + 0.6 * one.code.specific
            - 0.4 * one.depth
            - 0.3 * one.clause.nominal
        )
        return points, -number

    return max(enumerate(told), key=fit)[1] if told else None


def _meets(spans: tuple[Span, ...], place: tuple[int, int]) -> bool:
    return any(s.start < place[1] and place[0] < s.end for s in spans)
