"""Fit ``fitted/publisher.json``: ``python training/publisher.py CASES`` (folders with ``pages/*.txt`` and ``gold.json``).

A case's gold names the publisher of each page's text.  Every name at the head and the foot of a page
(``read/publisher.py``) is one row: 1 where it is the gold's, told by half of its words as the scorer tells it.
Prints for each affair how many pages are right with the weights fitted on the others.  No random numbers.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from reportedly.fitted import fit
from reportedly.read import publisher
from reportedly.read.layout import Layout
from reportedly.read.mend import mend
from reportedly.read.pages import setting_of
from reportedly.read.passages import cut_passages

#: Penalty on the scaled weights; .5 to 8 give the same to a page or two.
_PENALTY = 2.0
#: What a page counts whose gold names a publisher that the page need not show.
_LOOSE = 0.3
_TARGET = Path(__file__).parents[1] / "src" / "reportedly" / "fitted" / "publisher.json"


class Row(NamedTuple):
    """A page's affair, its candidates, and for each whether it is the publisher."""

    affair: str
    page: str
    wanted: str | None
    found: list[publisher.Candidate]
    right: list[bool]
    weight: float


def same(a: str, b: str) -> bool:
    """Half of the words, as the scorer of the cases has it."""
    x, y = (
        set(re.findall(r"[\w']+", re.sub("'s", "", t.lower().replace("’", "'"))))
        - {"the", "a", "an", "of", "in", "for", "and"}
        for t in (a, b)
    )
    return bool(x and y) and 2 * len(x & y) >= (len(x) + len(y)) / 2


def truth(gold: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """The publisher of each page's own text."""
    if gold.get("level") == "page":
        for page, row in gold["pages"].items():
            yield page, re.sub(r"\s*\(.*", "", row.get("publisher") or "") or None
        return
    for row in gold["passages"]:
        if row.get("parent") is None and row["kind"] in ("article", "post", "quoted_article"):
            yield row["page"], row.get("publisher")


def rows(folder: Path) -> Iterator[Row]:
    """Every page whose text is found."""
    for case in sorted(p.parent for p in folder.glob("*/gold.json")):
        gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
        loose = gold.get("level") == "page"
        for page, wanted in truth(gold):
            text = mend((case / "pages" / page).read_bytes().decode("utf-8")).text
            setting = setting_of(cut_passages("p", text), text, Layout())
            if setting is not None:
                found = list(publisher.candidates(setting))
                # An address that spells the name is written as the name.
                right = [
                    wanted is not None and (same(c.name, wanted) or publisher.spells(c.name, wanted))
                    for c in found
                ]
                yield Row(case.name, page, wanted, found, right, _LOOSE if loose else 1.0)


def fitted(data: list[Row]) -> dict[str, Any]:
    """One model on the candidates of ``data``."""
    names = sorted({k for row in data for c in row.found for k in c.features})
    table = np.array([[c.features.get(k, 0.0) for k in names] for row in data for c in row.found])
    labels = np.array([float(r) for row in data for r in row.right])
    weights = np.array([row.weight for row in data for _ in row.found])
    return fit(names, table, labels, weights, _PENALTY)


def main(folder: str) -> None:
    """Fit on all affairs, and once without each."""
    from reportedly.fitted import Logistic

    data = list(rows(Path(folder)))
    affairs = sorted({row.affair for row in data})
    without = {}
    total = [0, 0, 0]
    for affair in affairs:
        model = fitted([row for row in data if row.affair != affair])
        without[affair] = {"publisher": model}
        logistic = Logistic(model)
        hits = wrong = asked = 0
        for row in (r for r in data if r.affair == affair):
            scored = [
                (logistic.probability(c.features), c.name, r)
                for c, r in zip(row.found, row.right, strict=True)
            ]
            best = max(scored, default=(0.0, "", False))
            given = best[0] >= publisher.LIKELY
            hits += given and best[2]
            wrong += given and not best[2]
            asked += row.wanted is not None
            if "-v" in sys.argv and not (given and best[2]) and (row.wanted or given):
                top = [(round(p, 2), n) for p, n, _ in sorted(scored, reverse=True)[:3]]
                print(
                    "   ",
                    row.affair,
                    row.page,
                    "want",
                    row.wanted,
                    "have",
                    top,
                    "possible" if any(row.right) else "",
                )
        loose = any(r.weight < 1 for r in data if r.affair == affair)
        print(f"{affair:16} right {hits} of {asked}, wrong {wrong}")
        if not loose:
            total = [a + b for a, b in zip(total, (hits, asked, wrong), strict=True)]
    print("all, one affair left out each time:", total)
    models = {"publisher": fitted(data)}
    if "-v" in sys.argv:
        for w, n in sorted(zip(models["publisher"]["weights"], models["publisher"]["names"], strict=True)):
            print(f"{w:8.2f} {n}")
    _TARGET.write_text(json.dumps({"models": models, "without": without}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
