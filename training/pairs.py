"""Fit ``src/reportedly/fitted/pairs.json``: which two claims answer one question, and which two contradict each other.

usage (from the repository's root): python -m training.pairs CASE_DIR...

CASE_DIR is an affair with gold by characters (``gold.json`` beside ``pages/``).  For each affair the program reads the
pages; a claim whose evidence lies on a gold value's evidence, and shows its number, is that value's.  Two claims of one gold
detail are a positive pair of ``same`` (one model a group of kinds, :data:`reportedly.compare.pairs.GROUP`), two of different
details, or one of a detail and one of none, a negative (the latter weighs less: the gold is not exhaustive).  For
``conflict`` the cases are the pairs that the gate lets through as contradictory; positive are those that the gold calls
so.  All is fitted on every affair, and once more without each.  Nothing is random.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from tests.conflicts import pairs as invented
from tests.conflicts.measure import prepare

from reportedly.bench.affairs import linked_of
from reportedly.compare.claims import Claim
from reportedly.compare.gate import judge
from reportedly.compare.model import ANSWER, KIND_OF_CONFLICT, conflict_features, scene_of
from reportedly.compare.pairs import GROUP, Pair, Scene, candidates, features
from reportedly.fitted import Logistic, fit
from reportedly.lexical import words_of
from reportedly.link import link
from reportedly.records import Linked

OUT = Path(__file__).parents[1] / "src/reportedly/fitted/pairs.json"
READ = Path(__file__).with_name("pairs_read.json")
Case = tuple[dict[str, float], float, float]
#: What a pair of a gold claim with one that no gold detail has weighs: most are negatives, some are not listed.
UNLISTED = 0.3
#: What a pair of the invented affairs weighs: there are many, and they are told in few wordings.
INVENTED, INVENTED_NAME = 0.1, "tests/conflicts"
PENALTY = {"same": 3.0, "topic": 3.0, "conflict": 10.0}
TYPED = ("count", "money", "age", "length", "day", "clock")
NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]


def numbers(text: str) -> set[str]:
    low = text.lower()
    found = set(re.findall(r"\d+", low.replace(",", "")))
    return found | {str(n) for n, w in enumerate(NUMBERS) if n and re.search(rf"\b{w}\b", low)}


def lies_on(claim: Claim, evidence: dict[str, Any], file: str) -> bool:
    """Whether a claim's evidence is the gold's: a third of both together, or four fifths of the shorter."""
    if evidence["page"] != file:
        return False
    shared = min(claim.span.end, evidence["end"]) - max(claim.span.start, evidence["start"])
    sizes = sorted((claim.span.end - claim.span.start, evidence["end"] - evidence["start"]))
    return shared > 0 and (shared >= 0.8 * sizes[0] or shared >= 0.3 * (sum(sizes) - shared))


def labels(
    claims: list[Claim], files: dict[str, str], gold: dict[str, Any]
) -> tuple[list[dict[int, int]], list[bool]]:
    """For each claim, gold detail -> value; and whether a claim that has none may count as a negative."""
    found: list[dict[int, int]] = [{} for _ in claims]
    clear = [True] * len(claims)
    for d, detail in enumerate(gold["details"]):
        for v, value in enumerate(detail["values"]):
            on = [
                n
                for n, c in enumerate(claims)
                if any(lies_on(c, e, files[c.span.page]) for e in value["evidence"])
            ]
            good = _answering(claims, on, str(value["value"]))
            for n in on:
                if n in good:
                    found[n][d] = v
                else:
                    clear[n] = False
    return found, clear


def _answering(claims: list[Claim], on: list[int], value: str) -> set[int]:
    want = numbers(value)
    typed = {n for n in on if claims[n].kind in TYPED and want & numbers(shown(claims[n]))}
    if not want:
        stems = {w.stem for w in words_of(value)}
        typed = {
            n for n in on if claims[n].kind in TYPED and claims[n].own & stems and claims[n].typed.high != 0
        }
    if typed:
        return typed
    names = {w.lower() for w in re.findall(r"[A-Z]\w+", value)}
    named = {
        n
        for n in on
        if claims[n].kind in ("actor", "place") and names & set(claims[n].typed.text.lower().split())
    }
    plain = {
        n for n in on if claims[n].kind == "act" or (claims[n].kind == "count" and claims[n].typed.high == 0)
    }
    return plain | named


def shown(claim: Claim) -> str:
    typed = claim.typed
    low = "" if typed.low is None else f"{typed.low:g}"
    return f"{typed.text} {low} {typed.date.edtf if typed.date else ''}"


class Affair:
    """An affair with gold as the models see it: its scene, and the cases of each model."""

    def __init__(self, folder: Path, linked: Linked) -> None:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        self.scene: Scene = scene_of(linked)
        self.files = {p.id: Path(p.file).name for p in linked.pages}
        read = _read_by_hand(folder.name)
        claims = self.scene.claims
        known, clear = labels(list(claims), self.files, gold)
        self.same: dict[str, list[Case]] = {}
        self.exclusive: dict[str, list[tuple[Pair, float]]] = {}
        for pair in candidates(self.scene):
            a, b = known[pair.a], known[pair.b]
            shared = a.keys() & b.keys()
            if (a and b) or ((a or b) and clear[pair.a] and clear[pair.b]):
                self._one_question(pair, float(bool(shared)), 1.0 if a and b else UNLISTED)
            if judge(claims[pair.a], claims[pair.b]).kind != "contradicts":
                continue
            verdict = read.get(self.key(pair), _verdict(a, b, shared, gold["details"]))
            if verdict is not None:
                kind = f"conflict.{KIND_OF_CONFLICT[claims[pair.a].kind]}"
                self.exclusive.setdefault(kind, []).append((pair, verdict))

    def _one_question(self, pair: Pair, label: float, importance: float) -> None:
        row = features(self.scene, pair)
        group = GROUP[self.scene.claims[pair.a].kind]
        self.same.setdefault(f"same.{group}", []).append((row, label, importance))
        topic = {name: value for name, value in row.items() if name not in ANSWER}
        self.same.setdefault(f"topic.{group}", []).append((topic, label, importance))

    def key(self, pair: Pair) -> str:
        """A pair by its places on the pages, as the readings by hand name it."""
        ends = sorted(
            f"{self.files[c.answer.page]}:{c.answer.start}" for c in (self.scene.claims[i] for i in pair)
        )
        return " ".join((self.scene.claims[pair.a].kind, *ends))

    def conflicts(self, same: dict[str, Any]) -> dict[str, list[Case]]:
        """The cases of the models of ``conflict``, on what the models ``same`` say."""
        models = {name: Logistic(m) for name, m in same.items()}
        found: dict[str, list[Case]] = {}
        for kind, pairs in self.exclusive.items():
            for pair, verdict in pairs:
                whole = features(self.scene, pair)
                topic = models[f"topic.{GROUP[self.scene.claims[pair.a].kind]}"].probability(whole)
                row = conflict_features(self.scene, pair, whole, topic)
                found.setdefault(kind, []).append((row, verdict, 1.0))
        return found


class Copies:
    """The conflict test set (``tests/conflicts``) as an affair: pairs of short accounts of invented affairs, one fact of
    which is changed or none.  What was changed is a contradiction, all else in them is none.
    """

    def __init__(self) -> None:
        self.same: dict[str, list[Case]] = {}
        self._rows: list[tuple[str, Scene, Pair, float]] = []
        found = [p for p in invented.pairs() if p.sort != "copy"]
        pages = prepare(found)
        for one in found:
            rows = [pages[one.first], pages[one.second]]
            scene = scene_of(link([r for r, _ in rows], [e for _, e in rows]))
            for pair in candidates(scene):
                a, b = (scene.claims[i] for i in pair)
                if a.account != b.account and judge(a, b).kind == "contradicts":
                    kind = f"conflict.{KIND_OF_CONFLICT[a.kind]}"
                    self._rows.append((kind, scene, pair, float(_changed(one, a, b))))

    def conflicts(self, same: dict[str, Any]) -> dict[str, list[Case]]:
        """As :meth:`Affair.conflicts`."""
        models = {name: Logistic(m) for name, m in same.items()}
        found: dict[str, list[Case]] = {}
        for kind, scene, pair, label in self._rows:
            whole = features(scene, pair)
            topic = models[f"topic.{GROUP[scene.claims[pair.a].kind]}"].probability(whole)
            row = conflict_features(scene, pair, whole, topic)
            found.setdefault(kind, []).append((row, label, INVENTED))
        return found


def _changed(pair: invented.Pair, a: Claim, b: Claim) -> bool:
    """Whether the two answers are the words that were changed, in either order."""
    if pair.told is None:
        return False
    old, new = ({w.stem for w in words_of(t)} or {t.lower()} for t in pair.told)
    if a.kind == "act":
        return pair.fact == "polarity"
    texts = [{w.stem for w in words_of(c.answer.text)} for c in (a, b)]
    return any(old - new <= x and new - old <= y and x != y for x, y in (texts, texts[::-1]))


def _read_by_hand(name: str) -> dict[str, float | None]:
    """Pairs that the gold does not list, as a person read them: 1 for a contradiction, 0 for none, null where it is open."""
    if not READ.exists():
        return {}
    rows: dict[str, float | None] = json.loads(READ.read_text(encoding="utf-8")).get(name, {})
    return rows


def _verdict(
    a: dict[int, int], b: dict[int, int], shared: Any, details: list[dict[str, Any]]
) -> float | None:
    """1 where the gold calls the two contradictory, None where it leaves that open, else 0."""
    open_ = False
    for d in shared:
        pair = sorted((a[d], b[d]))
        if pair in [sorted(p) for p in details[d]["contradicts"]]:
            return 1.0
        open_ |= (
            pair[0] == pair[1]
            or details[d].get("open") == "all"
            or pair in [sorted(p) for p in details[d].get("open") or []]
        )
    return None if open_ else 0.0


def fitted_on(cases: dict[str, dict[str, list[Case]]], names: list[str]) -> dict[str, Any]:
    """A model a name, fitted on the cases of the affairs ``names``."""
    models: dict[str, Any] = {}
    for model in sorted({m for n in names for m in cases[n]}):
        rows = [r for n in names for r in cases[n].get(model, ())]
        keys = sorted({k for row, _, _ in rows for k in row})
        table = np.array([[row.get(k, 0.0) for k in keys] for row, _, _ in rows])
        y, w = (np.array([r[i] for r in rows]) for i in (1, 2))
        models[model] = fit(keys, table, y, w, PENALTY[model.split(".")[0]])
        models[model]["cases"] = [int(y.sum()), len(y)]
    return models


def store(affairs: dict[str, Affair]) -> dict[str, dict[str, list[Case]]]:
    """Fit all, leaving each affair out once, and write the models; the cases of ``conflict`` are given back.

    What the models of ``same`` say of an affair's pairs, as a feature of ``conflict``, is said by those that have not
    seen that affair (stacking, Wolpert 1992).
    """
    names = sorted(affairs)
    same = {n: affairs[n].same for n in names}
    copies = Copies()
    without = {left: fitted_on(same, [n for n in names if n != left]) for left in names}
    against = {n: affairs[n].conflicts(without[n]) for n in names}
    for left in names:
        rest = against | {INVENTED_NAME: copies.conflicts(without[left])}
        without[left] |= fitted_on(rest, [n for n in rest if n != left])
    everything = fitted_on(same, names)
    against[INVENTED_NAME] = copies.conflicts(everything)
    data = {
        "source": f"training/pairs.py on {', '.join(names)}",
        "models": everything | fitted_on(against, list(against)),
        "without": without,
    }
    OUT.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    for model, rows in data["models"].items():
        print(model, "positive, all:", rows["cases"])
    return against


def main(folders: list[Path]) -> None:
    """Read every affair and fit."""
    affairs = {}
    for folder in folders:
        with TemporaryDirectory() as scratch:
            affairs[folder.name] = Affair(folder, linked_of(folder / "pages", Path(scratch) / "a.case"))
    store(affairs)


if __name__ == "__main__":
    main([Path(a) for a in sys.argv[1:]])
