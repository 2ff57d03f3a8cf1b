"""Pronouns against GAP: does a pronoun stand for the first name, the second, or neither?

The table is that of Webster, Recasens, Axelrod and Baldridge (2018), "Mind the GAP: a balanced corpus of gendered
ambiguous pronouns", TACL 6: one text a row, a pronoun and two names with their character offsets, and which
of the two it stands for.  As there, every name is one decision: precision, recall and F1 over the names that
are said to be what the pronoun stands for, for masculine and feminine pronouns apart, and the ratio of the
two F1 (bias: 1 is none).  The page's title is not used.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from ..errors import InputError
from ..extract.speech.coref import Coref, quoted_tokens
from ..extract.speech.outlets import Outlets
from ..extract.speech.quotations import find_quotations
from ..extract.speech.reference.choice import Candidate
from ..extract.speech.reference.phrases import Phrase
from ..extract.speech.reference.register import Chain

__all__ = ["Figures", "Outcome", "Ratio", "Row", "candidates_of", "rows", "run", "score", "stands_for"]

_FIELDS = ("Text", "Pronoun", "Pronoun-offset", "A", "A-offset", "A-coref", "B", "B-offset", "B-coref")
_FEMININE = frozenset({"she", "her", "hers"})


class Row(NamedTuple):
    """One text; ``pronoun`` and ``names`` begin at half-open character offsets; ``gold`` is which names are meant."""

    text: str
    pronoun: tuple[int, int]
    names: tuple[tuple[int, int], tuple[int, int]]
    gold: tuple[bool, bool]

    @property
    def feminine(self) -> bool:
        """Whether the pronoun is "she", "her" or "hers"."""
        return self.text[slice(*self.pronoun)].lower() in _FEMININE


class Outcome(NamedTuple):
    """Which of the two names the program gives, and whether it names anybody at all."""

    row: Row
    found: tuple[bool, bool]
    named: bool


class Ratio(NamedTuple):
    """Names rightly given, names given, names meant."""

    right: int
    given: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.gold) if self.given + self.gold else 0.0


class Figures(NamedTuple):
    """Over all rows, and over those with masculine and feminine pronouns; ``unnamed`` are rows left open."""

    all: Ratio
    masculine: Ratio
    feminine: Ratio
    unnamed: int
    rows: int

    @property
    def bias(self) -> float:
        """The F1 of feminine pronouns by that of masculine ones."""
        return self.feminine.f1 / self.masculine.f1 if self.masculine.f1 else 0.0


def rows(path: Path) -> list[Row]:
    """The rows of a table in GAP's form, or of every ``*.tsv`` in a folder, by name.

    Raises :class:`~reportedly.errors.InputError` where there is no table, or one without GAP's columns.
    """
    files = sorted(path.glob("*.tsv")) if path.is_dir() else [path] if path.is_file() else []
    if not files:
        raise InputError(f"{path} is no table and no folder with one (*.tsv); name a file of GAP.")
    return [row for file in files for row in _table(file)]


def _table(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [f for f in _FIELDS if f not in (table.fieldnames or ())]
        if missing:
            raise InputError(f"{file} has no column {missing[0]!r}; name a table in GAP's form.")
        for line in table:
            starts = {k: int(line[f"{k}-offset"]) for k in ("Pronoun", "A", "B")}
            ends = {k: starts[k] + len(line[k]) for k in starts}
            yield Row(
                line["Text"],
                (starts["Pronoun"], ends["Pronoun"]),
                ((starts["A"], ends["A"]), (starts["B"], ends["B"])),
                (line["A-coref"] == "TRUE", line["B-coref"] == "TRUE"),
            )


def run(chosen: Iterable[Row], model: str) -> Iterator[Outcome]:
    """What the program makes of each row."""
    from ..extract import load_model

    batch = list(chosen)
    docs = load_model(model).pipe([r.text for r in batch])
    for row, doc in zip(batch, docs, strict=True):
        reading = _coref(doc).reading
        token = next((t for t in doc if t.idx <= row.pronoun[0] < t.idx + len(t.text)), None)
        chain = reading.at.get(token.i) if token is not None else None
        found = (False, False) if chain is None else stands_for(row, chain)
        yield Outcome(row, found, chain is not None)


def _coref(doc: Doc) -> Coref:
    return Coref(doc, Outlets(doc), quoted_tokens(doc, find_quotations(doc.text)))


def candidates_of(row: Row, doc: Doc) -> tuple[Candidate, ...]:
    """The chains that the row's pronoun is weighed among, for fitting the weights."""
    found: list[Candidate] = []

    def observe(phrase: Phrase, seen: list[Candidate]) -> None:
        if phrase.head.idx <= row.pronoun[0] < phrase.head.idx + len(phrase.head.text):
            found.extend(seen)

    _coref(doc).read(observe)
    return tuple(found)


def stands_for(row: Row, chain: Chain) -> tuple[bool, bool]:
    """Which of the row's names a chain is: one of its phrases shares a character with it, or its name is the same."""
    first, second = (_is_name(row, chain, at) for at in row.names)
    return first, second


def _is_name(row: Row, chain: Chain, at: tuple[int, int]) -> bool:
    name = tuple(row.text[slice(*at)].lower().split())
    if chain.name == name:
        return True
    for phrase in chain.phrases:
        if not phrase.pronoun:
            span = phrase.head.doc[phrase.start : phrase.end]
            if span.start_char < at[1] and at[0] < span.end_char:
                return True
    return False


def score(outcomes: Iterable[Outcome]) -> Figures:
    """The figures over all outcomes."""
    tally = {True: [0, 0, 0], False: [0, 0, 0]}
    unnamed = count = 0
    for outcome in outcomes:
        count += 1
        unnamed += not outcome.named
        sums = tally[outcome.row.feminine]
        for gold, found in zip(outcome.row.gold, outcome.found, strict=True):
            sums[0] += gold and found
            sums[1] += found
            sums[2] += gold
    both = Ratio(*(a + b for a, b in zip(tally[True], tally[False], strict=True)))
    return Figures(both, Ratio(*tally[False]), Ratio(*tally[True]), unnamed, count)
