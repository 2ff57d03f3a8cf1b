"""Fit ``fitted/checks.json``: ``checks.py NAME.case=GOLD.json ...`` (a case file and its gold, one pair an affair).

Three logistic regressions.  ``supported``: a sentence of the cited text says what a part of a retelling says; right
are the sentences that the gold's evidence touches, of parts that it calls supported.  ``absent``: nothing of the kind
stands in the text; right are parts that it calls not found.  ``clash``: two typed values that cannot both be answer one
question; right are those whose text the evidence of a contradicted part touches.  Parts held against texts that they do
not cite are further examples of what is not supported.  For every affair the weights that have not seen it are stored as
well (:func:`reportedly.fitted.leaving_out`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from links import load, stands_for

from reportedly import fitted
from reportedly.compare.checks.clashes import clashes
from reportedly.compare.checks.support import Against, absence, matches
from reportedly.compare.checks.words import Rarity, units_of
from reportedly.compare.sheet import Sheet, sheets
from reportedly.link import link

#: The penalties, and what an example counts of a part held against a text that it does not cite.
PENALTY = {"supported": 3.0, "absent": 3.0, "clash": 3.0}
STRANGER = 0.25
STRANGERS = 2


class Example(NamedTuple):
    """The features of one case, and whether it is right."""

    model: str
    features: dict[str, float]
    right: bool
    weight: float


def examples(case: Path, gold: Any) -> Iterator[Example]:
    """The examples of an affair."""
    readings, extractions = load(case)
    linked = link(readings, extractions)
    every = sheets(linked)
    file = {r.page.id: Path(r.page.file).name for r in readings}
    rarity = Rarity(u for sheet in every for u in units_of(sheet))
    of = {}
    for sheet in every:
        name = stands_for(sheet.passage, file, gold)
        if name:
            of[name] = sheet
    statements = {s["id"]: s for s in gold["statements"]}
    for number, check in enumerate(gold["citation_checks"]):
        said = statements[check["statement"]]
        start = said["start"] + said["content"].find(check["part"])
        end = start + len(check["part"])
        ours = _holding(every, file, said["page"], start)
        cited = of.get(check["cited"])
        if ours is None or cited is None or cited is ours:
            continue
        yield from _judged(Against(ours, cited, rarity), start, end, check)
        others = [
            s
            for s in every
            if s is not cited and s.passage.page not in (ours.passage.page, cited.passage.page)
        ]
        for stranger in [others[(number * 7 + n) % len(others)] for n in range(min(STRANGERS, len(others)))]:
            for match in matches(Against(ours, stranger, rarity), start, end)[:1]:
                yield Example("supported", match.features, False, STRANGER)


def _judged(held: Against, start: int, end: int, check: Any) -> Iterator[Example]:
    proof = check["evidence"]
    found = matches(held, start, end)
    for match in found:
        touches = proof is not None and proof["start"] < match.unit.end and match.unit.start < proof["end"]
        yield Example("supported", match.features, touches and check["verdict"] == "supported", 1.0)
    yield Example("absent", absence(held, start, end, found), check["verdict"] == "not_found", 1.0)
    for clash in clashes(held, start, end):
        touches = (
            proof is not None and proof["start"] < clash.theirs.end and clash.theirs.start < proof["end"]
        )
        yield Example("clash", clash.features, touches and check["verdict"] == "contradicted", 1.0)


def _holding(every: Sequence[Sheet], file: dict[str, str], page: str, at: int) -> Sheet | None:
    """The innermost account that holds a character of a page."""
    held = [s for s in every if file[s.passage.page] == page and s.passage.start <= at < s.passage.end]
    return min(held, key=lambda s: s.passage.end - s.passage.start, default=None)


def fit(found: Sequence[Example]) -> dict[str, Any]:
    """The three models."""
    out = {}
    for model, penalty in PENALTY.items():
        mine = [e for e in found if e.model == model]
        names = sorted({name for e in mine for name in e.features})
        rows = np.array([[e.features.get(name, 0.0) for name in names] for e in mine])
        labels = np.array([float(e.right) for e in mine])
        out[model] = fitted.fit(names, rows, labels, np.array([e.weight for e in mine]), penalty)
    return out


def main() -> None:
    """Fit ``absent`` upon the ``supported`` of the round before: two rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+")
    args = parser.parse_args()
    out = Path(fitted.__file__).with_name("checks.json")
    for _ in range(2):
        found: dict[str, list[Example]] = {}
        for pair in args.pairs:
            case, file = pair.split("=")
            gold = json.loads(Path(file).read_text(encoding="utf-8"))
            if gold.get("citation_checks"):
                with fitted.leaving_out(Path(case).stem):
                    found[Path(case).stem] = list(examples(Path(case), gold))
        names = sorted(found)
        without = {left: fit([e for n in names if n != left for e in found[n]]) for left in names}
        models = fit([e for n in names for e in found[n]])
        out.write_text(
            json.dumps({"models": models, "without": without}, separators=(",", ":")) + "\n", encoding="utf-8"
        )
        fitted._load.cache_clear()
        report(found)


def report(found: dict[str, list[Example]]) -> None:
    """The figures on the affairs, each by the weights that have not seen it."""
    for model in PENALTY:
        rows = []
        for name, mine in found.items():
            with fitted.leaving_out(name):
                weights = fitted.load("checks")[model]
                rows += [(weights.probability(e.features), e.right) for e in mine if e.model == model]
        for least in (0.3, 0.5, 0.6, 0.7, 0.8):
            told = [right for p, right in rows if p >= least]
            print(f"{model} at {least}: {len(told)} told, {sum(told)} right of {sum(r for _, r in rows)}")


if __name__ == "__main__":
    main()
