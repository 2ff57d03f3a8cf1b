"""The chooser's weights: how probable it is that an attribution is there, from named evidence.

    python training/chooser.py POLNEAR/train AFFAIR... [--leave-out NAME] [--out weights.json]

POLNEAR/train has `text` and `attributions`; of it every third document is read.  An AFFAIR is a folder with `pages` and
`gold.json` (statements with page, start, end, source).  The corpus leaves out attributions inside another's words, so of
those only the affairs' are learned from; what an affair's gold does not touch counts little, since it is not
exhaustive.  Logistic regression with a quadratic penalty, by L-BFGS; nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.bench.attribution import documents, reading_of
from reportedly.extract import load_model
from reportedly.extract.parse import ParsedPassage, parse_pages
from reportedly.extract.speech.both import hint
from reportedly.extract.speech.chooser import WEIGHTS
from reportedly.extract.speech.chooser.candidates import Unit, overlap, units
from reportedly.extract.speech.chooser.evidence import Features, Place, evidence
from reportedly.extract.speech.rules import Rules
from reportedly.extract.speech.tagger import weights as tagger
from reportedly.read import Acquired, read
from reportedly.records import Reading

#: What an example of an affair weighs, one of the corpus being 1; and what an attribution that no gold statement touches.
AFFAIR, UNTOUCHED = 2.0, 0.2
#: The penalty on squared weights, and the least weight that is kept.
PENALTY, LEAST = 3.0, 0.02
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


def fit(examples: list[Example]) -> dict[str, float]:
    """The weights by the evidence's names."""
    names = sorted({name for e in examples for name in e.evidence})
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    for row, e in enumerate(examples):
        for name, value in e.evidence.items():
            x[row, column[name]] = value
    y, weight = (np.array(v, dtype=float) for v in zip(*((e.right, e.weight) for e in examples), strict=True))

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = x @ w
        p = 1 / (1 + np.exp(-score))
        value = (weight * (np.logaddexp(0, score) - y * score)).sum() + 0.5 * PENALTY * (w @ w)
        return float(value), x.T @ (weight * (p - y)) + PENALTY * w

    found = lbfgs(loss, np.zeros(len(names)))
    return {name: round(float(w), 3) for name, w in zip(names, found, strict=True) if abs(w) >= LEAST}


def lbfgs(
    loss: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
    w: NDArray[np.float64],
    steps: int = 300,
    memory: int = 10,
) -> NDArray[np.float64]:
    """The minimum of a smooth convex function (Liu and Nocedal 1989), with a backtracking line search."""
    moves: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
    value, slope = loss(w)
    for _ in range(steps):
        way, shares = slope.copy(), []
        for s, y in reversed(moves):
            shares.append((s @ way) / (y @ s))
            way -= shares[-1] * y
        way *= (
            (moves[-1][0] @ moves[-1][1]) / (moves[-1][1] @ moves[-1][1])
            if moves
            else 1 / max(1, np.linalg.norm(slope))
        )
        for (s, y), share in zip(moves, reversed(shares), strict=True):
            way += s * (share - (y @ way) / (y @ s))
        length = 1.0
        new_value, new_slope = loss(w - way)
        while new_value > value - 1e-4 * length * (slope @ way) and length > 1e-6:
            length /= 2
            new_value, new_slope = loss(w - length * way)
        step = -length * way
        if step @ (new_slope - slope) > 1e-10:
            moves = [*moves, (step, new_slope - slope)][-memory:]
        done = abs(value - new_value) < 1e-6 * max(1.0, abs(value))
        w, value, slope = w + step, new_value, new_slope
        if done:
            break
    return w


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("affairs", type=Path, nargs="*")
    parser.add_argument("--leave-out", default="", help="the name of an affair that is to be scored")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    examples = list(from_corpus(args.corpus))
    for affair in args.affairs:
        if affair.name != args.leave_out:
            examples += from_affair(affair)
    found = fit(examples)
    args.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(examples)} examples, {len(found)} weights in {args.out}")


if __name__ == "__main__":
    main()
