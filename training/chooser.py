"""The chooser's weights: how probable it is that an attribution is there, from named evidence.

    python training/chooser.py POLNEAR/train AFFAIR...

POLNEAR/train has `text` and `attributions`; of it every third document is read.  An AFFAIR is a folder with `pages` and
`gold.json` (statements with page, start, end, source).  The corpus leaves out attributions inside another's words, so of
those only the affairs' are learned from; what an affair's gold does not touch counts little, since it is not
exhaustive.  The weights are also fitted without each affair in turn, so that a figure on it is one of an affair not
seen (:mod:`reportedly.fitted`).  Nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

import reportedly.fitted
from reportedly.bench.attribution import documents, reading_of
from reportedly.extract import load_model
from reportedly.extract.parse import ParsedPassage, parse_pages
from reportedly.extract.speech.both import hint
from reportedly.extract.speech.chooser.candidates import Unit, overlap, units
from reportedly.extract.speech.chooser.evidence import Features, Place, evidence
from reportedly.extract.speech.rules import Rules
from reportedly.extract.speech.tagger import weights as tagger
from reportedly.fitted import fit
from reportedly.read import Acquired, read
from reportedly.records import Reading

#: What an example of an affair weighs, one of the corpus being 1; and what an attribution that no gold statement touches.
AFFAIR, UNTOUCHED = 2.0, 0.2
#: The penalty on squared weights.
PENALTY = 3.0
#: What is written.
OUT = Path(reportedly.fitted.__file__).with_name("attribution.json")
#: How much of a gold statement a content must share to be it, and of its words a source.
FOUND, NAMED = 0.5, 0.4
PRONOUNS = frozenset({"he", "she", "they", "who", "it", "which", "that", "we", "i"})


class Example(NamedTuple):
    """An attribution's evidence, whether it is there, and what it weighs."""

    evidence: Features
    right: bool
    weight: float


def read_units(readings: list[Reading]) -> Iterator[tuple[Reading, ParsedPassage, Place, Unit]]:
    """Every attribution that rules or network see in the pages."""
    for reading, parsed in parse_pages(load_model(), readings):
        rules = [list(Rules().propose([piece])) for piece in parsed]
        asked = [(p.doc, [hint(r, p) for r in here]) for p, here in zip(parsed, rules, strict=True)]
        for piece, here, answer in zip(parsed, rules, tagger().read_all(asked), strict=True):
            place = Place(piece, answer)
            for unit in units(piece, here, answer):
                yield reading, piece, place, unit


def from_corpus(folder: Path) -> Iterator[Example]:
    """Of every third document: right where cue and content meet those of one gold attribution."""
    chosen = list(documents(folder))[::3]
    gold = {(page := reading_of(d)).page.id: (page, d.gold) for d in chosen}
    for reading, _, place, unit in read_units([page for page, _ in gold.values()]):
        if unit.inside:
            continue
        right = any(
            g.cue is not None
            and overlap(g.cue, unit.cue) > 0
            and (g.content is None or overlap(g.content, unit.content) > 0)
            for g in gold[reading.page.id][1]
        )
        yield Example(evidence(place, unit), right, 1.0)


def from_affair(folder: Path) -> Iterator[Example]:
    """Right where the content is a gold statement's; one with another's source says nothing either way."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    most = (
        8 if gold.get("level") == "page" else 2.5
    )  # times a gold content's length: page-level golds quote parts
    pages = [
        read(Acquired(name, (folder / "pages" / name).read_bytes(), {})) for name in sorted(gold["pages"])
    ]
    for reading, piece, place, unit in read_units(pages):
        told = [g for g in gold["statements"] if g["page"] == reading.page.file]
        at = unit.content[0] + piece.offset, unit.content[1] + piece.offset
        shares = [(_shares(at, (g["start"], g["end"]), most), n) for n, g in enumerate(told)]
        best, n = max(shares, default=(0.0, 0))
        if best >= FOUND:
            weight = AFFAIR if _named(piece, unit, told[n]) else 0.0
        else:
            weight = AFFAIR if any(overlap(at, (g["start"], g["end"])) for g in told) else AFFAIR * UNTOUCHED
        if told and weight:
            yield Example(evidence(place, unit), best >= FOUND, weight)


def _shares(ours: tuple[int, int], gold: tuple[int, int], most: float) -> float:
    """How well a content lies on a gold one; one that holds most of it and is not much longer is as good."""
    held = max(0, min(ours[1], gold[1]) - max(ours[0], gold[0])) / (gold[1] - gold[0])
    near = held >= 0.8 and ours[1] - ours[0] <= most * (gold[1] - gold[0])
    return max(overlap(ours, gold), 0.8 * held if near else 0.0)


def _named(piece: ParsedPassage, unit: Unit, gold: dict[str, Any]) -> bool:
    if gold["source_type"] == "author":
        return True
    if unit.source is None:
        return False
    ours = piece.body[slice(*unit.source)]
    names = [gold["source"], *(gold.get("resolved") or [])]
    return ours.lower() in PRONOUNS or any(_alike(ours, name) >= NAMED for name in names)


def _alike(a: str, b: str | None) -> float:
    left, right = (
        {
            w
            for w in "".join(c.lower() if c.isalnum() else " " for c in text).split()
            if w not in ("the", "a", "an", "of")
        }
        for text in (a, b or "")
    )
    return 2 * len(left & right) / max(1, len(left) + len(right))


def model(examples: list[Example]) -> dict[str, Any]:
    """The fitted model, as it is stored."""
    names = sorted({name for e in examples for name in e.evidence})
    rows = np.array([[e.evidence.get(name, 0.0) for name in names] for e in examples])
    labels, weights = (
        np.array(v, dtype=float) for v in zip(*((e.right, e.weight) for e in examples), strict=True)
    )
    return {"there": fit(names, rows, labels, weights, PENALTY)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("affairs", type=Path, nargs="*")
    args = parser.parse_args()
    corpus = list(from_corpus(args.corpus))
    told = {folder.name: list(from_affair(folder)) for folder in args.affairs}
    data = {
        "models": model([*corpus, *(e for found in told.values() for e in found)]),
        "without": {
            left: model([*corpus, *(e for name, found in told.items() if name != left for e in found)])
            for left in told
        },
    }
    OUT.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8")
    print(
        f"{len(corpus)} examples of the corpus, {sum(map(len, told.values()))} of {len(told)} affairs; {OUT}"
    )


if __name__ == "__main__":
    main()
