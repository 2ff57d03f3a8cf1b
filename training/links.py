"""Fit ``fitted/citing.json``: ``links.py NAME.case=GOLD.json ...`` (a case file and its gold, one pair an affair).

A log-linear ranking of the readings of each place that may cite (:mod:`reportedly.link.accounts.citing`): this text of
the case, that one, an outlet outside it, or nothing.  The share of the right readings is raised, by plain Adam with a
ridge, the same from run to run.  A reading is right where the gold has that link and its evidence touches the sentence;
a place whose link another sentence shows counts half; a gold by page knows no sentences and counts half throughout.
For every affair the weights that have not seen it are stored as well (:func:`reportedly.fitted.leaving_out`).
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportedly import fitted
from reportedly.link.accounts.citing import Places, Row
from reportedly.link.accounts.copies import Text, copier_first, share, texts_of
from reportedly.link.accounts.mastheads import case_names
from reportedly.link.accounts.whose import Whose
from reportedly.names.press import same_outlet
from reportedly.records import Extraction, Passage, Reading

#: The ridge, the steps and their size.
RIDGE, STEPS, RATE = 1.0, 400, 0.1
#: What a place counts whose sentence is not the gold's evidence, or whose gold knows no sentences.
HALF = 0.5


class Example(NamedTuple):
    """A place: its readings, which of them are right (none: that it cites nothing is), and what it counts."""

    rows: list[Row]
    right: list[bool]
    weight: float


def load(path: Path) -> tuple[list[Reading], list[Extraction]]:
    """The readings and extractions of a case file."""
    connection = sqlite3.connect(path)
    pages = [row[0] for row in connection.execute("select id from page order by file, id")]
    out: list[list[Any]] = []
    for stage, kind in (("read", Reading), ("extract", Extraction)):
        body = dict(connection.execute("select page, body from cache where stage = ?", (stage,)))
        out.append([msgspec.msgpack.decode(body[p], type=kind) for p in pages if p in body])
    return out[0], out[1]


def examples(readings: Sequence[Reading], extractions: Sequence[Extraction], gold: Any) -> Iterator[Example]:
    """The readings of all places of an affair, and whether the gold has them."""
    texts = texts_of(readings)
    file = {r.page.id: Path(r.page.file).name for r in readings}
    names = case_names(readings)
    whose = Whose(readings, texts, names)
    pairs = [copier_first(pair, texts, {}, whose.keys) for pair in share(texts)]
    shared = {(min(p.a, p.b), max(p.a, p.b)) for p in pairs}
    statements = [s for e in extractions for s in e.statements]
    places = Places(readings, texts, names, whose, statements, shared)
    judge = by_page if gold.get("level") == "page" else by_span
    for text in texts:
        for place in places.of(text):
            judged = [(row, *judge(row, texts, file, gold)) for row in places.rows(place)]
            kept = [j for j in judged if j[1] is not None]
            if any(j[1] and j[0].target is not None for j in kept):
                kept = [
                    (row, False if row.target is None else right, w)
                    for row, right, w in judged
                    if right is not None or row.target is None
                ]
            if kept:
                yield Example([j[0] for j in kept], [bool(j[1]) for j in kept], min(j[2] for j in kept))


def by_page(row: Row, texts: Sequence[Text], file: Mapping[str, str], gold: Any) -> tuple[bool | None, float]:
    """Whether the gold has a link between the two pages, or from the page to the outlet."""
    mine = [k["to"] for k in gold["links"] if k["frm"] == file[row.place.text.passage.page]]
    if row.target is not None:
        return file[texts[row.target].passage.page] in mine, HALF
    if row.place.outlet is None:
        return None, HALF
    outlet = set(row.place.outlet.key.split())
    spelt = [" ".join(re.findall(r"\w+", to.lower())) for to in mine if to not in gold["pages"]]
    found = any(
        outlet <= set(to.split()) or same_outlet(to.split(" 20")[0], row.place.outlet.name) for to in spelt
    )
    return found, HALF


def by_span(row: Row, texts: Sequence[Text], file: Mapping[str, str], gold: Any) -> tuple[bool | None, float]:
    """Whether the gold has the link; None where the gold cannot say."""
    place = row.place
    own = stands_for(place.text.passage, file, gold)
    if own is None:
        return None, 1.0
    mine = [k for k in gold["links"] if k["frm"] == own and k["kind"] != "comments_on"]
    here = [k for k in mine if k["evidence"]["start"] < place.high and place.low < k["evidence"]["end"]]
    passages = {p["id"] for p in gold["passages"]}
    if row.target is not None:
        meant = stands_for(texts[row.target].passage, file, gold)
        twins = {meant, *(k["to"] for k in gold["links"] if k["kind"] == "copies" and k["frm"] == meant)}
        twins |= {k["frm"] for k in gold["links"] if k["kind"] == "copies" and k["to"] == meant}
        if any(k["to"] in twins for k in here):
            return True, 1.0
        if any(k["to"] in twins for k in mine):
            return (True, HALF) if row.features.get("cites") else (None, 1.0)
        return False, 1.0
    if place.outlet is None:
        return None, 1.0
    named = [k for k in mine if k["to"] not in passages and same_outlet(k["to"], place.outlet.name)]
    if not named and any(k["to"] in passages for k in here):
        return None, 1.0  # it means a text of the case
    return bool(named), 1.0


def stands_for(passage: Passage, file: Mapping[str, str], gold: Any) -> str | None:
    """The gold's passage that shares most of its characters with this one, at least half."""
    best, found = 0.5, None
    for other in gold["passages"]:
        if other["page"] != file[passage.page]:
            continue
        both = min(passage.end, other["end"]) - max(passage.start, other["start"])
        share_ = both / (max(passage.end, other["end"]) - min(passage.start, other["start"]))
        if share_ >= best:
            best, found = share_, other["id"]
    return found


def fit(found: Sequence[Example]) -> dict[str, Any]:
    """The tables of the data file: the weights under which the right readings are likeliest."""
    key = {True: "inside", False: "outside"}
    columns = sorted(
        {(key[r.target is not None], n) for e in found for r in e.rows for n, v in r.features.items() if v}
    )
    at = {column: n for n, column in enumerate(columns)}
    sizes = np.array([len(e.rows) + 1 for e in found])
    starts = np.cumsum([0, *sizes])[:-1]
    matrix = np.zeros((int(sizes.sum()), len(columns)))
    right = np.zeros(int(sizes.sum()))
    for start, example in zip(starts, found, strict=True):
        for n, (row, good) in enumerate(zip(example.rows, example.right, strict=True)):
            right[start + n] = good
            for name, value in row.features.items():
                if value:
                    matrix[start + n, at[key[row.target is not None], name]] = value
        right[start + len(example.rows)] = not any(example.right)
    weights = _ascend(matrix, right, np.repeat([e.weight for e in found], sizes), starts, sizes)
    out: dict[str, Any] = {}
    for table in ("inside", "outside"):
        mine = [(name, n) for (t, name), n in at.items() if t == table]
        values = weights[[n for _, n in mine]]
        out[table] = fitted.to_json([name for name, _ in mine], 0 * values, 0 * values + 1, values, 0.0)
    return out


def _ascend(
    matrix: NDArray[np.float64],
    right: NDArray[np.float64],
    counts: NDArray[np.float64],
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
) -> NDArray[np.float64]:
    weights = np.zeros(matrix.shape[1])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = matrix @ weights
        parts = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        share_ = parts / np.repeat(np.add.reduceat(parts, starts), sizes)
        good = parts * right
        wanted = good / np.repeat(np.maximum(np.add.reduceat(good, starts), 1e-30), sizes)
        slope = matrix.T @ (counts * (wanted - share_)) - RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE if step <= 2 * STEPS // 3 else 0.3 * RATE
        weights += rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+")
    args = parser.parse_args()
    found: dict[str, list[Example]] = {}
    for pair in args.pairs:
        case, gold = pair.split("=")
        data = json.loads(Path(gold).read_text(encoding="utf-8"))
        found[Path(case).stem] = list(examples(*load(Path(case)), data))
    without = {
        left: fit([e for name in sorted(found) if name != left for e in found[name]])
        for left in sorted(found)
    }
    models = fit([e for name in sorted(found) for e in found[name]])
    out = Path(fitted.__file__).with_name("citing.json")
    out.write_text(
        json.dumps({"models": models, "without": without}, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
