"""The same event in several texts: gold clusters of event mentions against those of the program.

The format is that of ECB+'s prepared split (Cybulska and Vossen 2014; Barhom and others 2019): a corpus of token
lines (document, sentence, token, word) and a list of gold mentions with their chains.  The texts of one topic are one
case, read from the bare text.  Gold mentions are given: each takes the event whose trigger it shares a word with, and one that
no event covers stands alone.  Scores are MUC (Vilain and others 1995), B-cubed (Bagga and Baldwin 1998), CEAF-e (Luo 2005) and
their mean, the CoNLL score (Pradhan and others 2014), over all topics, singletons included.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..extract import extract, load_model
from ..link import link
from ..records import Linked, Page, Passage, Reading

__all__ = ["Figures", "Gold", "Topic", "covering", "lemma_baseline", "linked_of", "run", "score", "topics"]

#: A mention's key, and a cluster of them.
Cluster = frozenset[Hashable]


class Gold(NamedTuple):
    """A gold mention: where its words stand in the document's text, what they are, and its chain."""

    document: str
    spans: tuple[tuple[int, int], ...]
    text: str
    chain: str


@dataclass(slots=True)
class Topic:
    """The texts of one topic by document, and the gold mentions in them."""

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    mentions: list[Gold] = field(default_factory=list)


class Figures(NamedTuple):
    """F1 of the three measures and their mean, in percent; the share of gold mentions that an event covers."""

    muc: float
    b_cubed: float
    ceaf_e: float
    conll: float
    covered: float
    mentions: int


def topics(folder: Path, half: str) -> Iterator[Topic]:
    """The topics of ``half`` ("Train", "Dev") in ``folder``.  Raises :class:`InputError` where the files are missing."""
    corpus, gold = folder / f"ECB_{half}_corpus.txt", folder / f"ECB_{half}_Event_gold_mentions.json"
    for file in (corpus, gold):
        if not file.is_file():
            raise InputError(
                f"{file}: is not there; ECB+'s prepared split has a corpus and gold mentions by half."
            )
    found: dict[str, Topic] = {}
    places: dict[tuple[str, int, int], tuple[int, int]] = {}
    lines = (line.split("\t") for line in corpus.read_text(encoding="utf-8").splitlines() if line.strip())
    for document, rows in groupby(lines, key=lambda row: row[0]):
        topic = found.setdefault(document.partition("_")[0], Topic(document.partition("_")[0]))
        text = ""
        sentence = ""
        for _, number, token, word, *_ in rows:
            text += ("\n" if number != sentence else " ") if text else ""
            places[document, int(number), int(token)] = (len(text), len(text) + len(word))
            text += word
            sentence = number
        topic.texts[document] = text
    for mention in json.loads(gold.read_text(encoding="utf-8")):
        document = mention["doc_id"]
        spans = tuple(places[document, mention["sent_id"], token] for token in mention["tokens_number"])
        found[document.partition("_")[0]].mentions.append(
            Gold(document, spans, mention["tokens_str"], mention["coref_chain"])
        )
    yield from found.values()


def run(topic: Topic, model: str) -> list[Hashable]:
    """The cluster of each of the topic's gold mentions, by the program; None for one that no event covers."""
    linked = linked_of(topic, model)
    triggers: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for event in linked.events:
        for trigger in (m.trigger for m in event.mentions if m.trigger is not None):
            triggers[trigger.page].append((trigger.start, trigger.end, event.id))
    return [covering(mention, triggers) for mention in topic.mentions]


def linked_of(topic: Topic, model: str) -> Linked:
    """The case of a topic's texts, linked."""
    readings = [_reading(document, text) for document, text in topic.texts.items()]
    return link(readings, list(extract(load_model(model), readings, "rules")))


def lemma_baseline(topic: Topic, model: str) -> list[Hashable]:
    """The cluster of each gold mention where all of one head lemma are one: the bar that is hard to pass."""
    nlp = load_model(model)
    found: list[Hashable] = []
    for mention in topic.mentions:
        doc = nlp(mention.text)
        found.append(next(t for t in doc if t.dep_ == "ROOT").lemma_.lower())
    return found


def _reading(document: str, text: str) -> Reading:
    page = Page(document, document, None, "", "text/plain", "bench/1", "en", text)
    return Reading(page, (Passage(f"p-{document}", document, 0, len(text), None, "article"),))


def covering(mention: Gold, triggers: Mapping[str, Sequence[tuple[int, int, str]]]) -> str | None:
    """What belongs to the trigger (start, end, it; by document) that shares characters with the mention, its last word first."""
    for low, high in reversed(mention.spans):
        for start, end, found in triggers.get(mention.document, ()):
            if start < high and low < end:
                return found
    return None


# ------------------------------------------------------------------ the scores


def score(found: Sequence[tuple[Topic, Sequence[Hashable]]]) -> Figures:
    """The figures over topics with the clusters of their gold mentions (None: a mention of no event)."""
    gold: list[list[Cluster]] = []
    ours: list[list[Cluster]] = []
    covered = total = 0
    for topic, labels in found:
        keys = [(topic.name, n) for n in range(len(labels))]
        gold.append(_clusters(zip(keys, (m.chain for m in topic.mentions), strict=True)))
        own = [("alone", n) if label is None else ("event", label) for n, label in enumerate(labels)]
        ours.append(_clusters(zip(keys, own, strict=True)))
        covered += sum(label is not None for label in labels)
        total += len(labels)
    key, response = [c for t in gold for c in t], [c for t in ours for c in t]
    muc = _f1(_muc(key, response), _muc(response, key))
    cubed = _f1(_b_cubed(key, response), _b_cubed(response, key))
    alike = sum(_ceaf(g, o) for g, o in zip(gold, ours, strict=True))
    ceaf = _f1(alike / max(1, len(key)), alike / max(1, len(response)))
    mean = (muc + cubed + ceaf) / 3
    muc, cubed, ceaf, mean, share = (
        round(100 * x, 1) for x in (muc, cubed, ceaf, mean, covered / max(1, total))
    )
    return Figures(muc, cubed, ceaf, mean, share, total)


def _clusters(rows: Iterable[tuple[Hashable, Hashable]]) -> list[Cluster]:
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for key, label in rows:
        found[label].add(key)
    return [frozenset(c) for c in found.values()]


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    """The share of the key's links that the response has."""
    home = {m: n for n, c in enumerate(response) for m in c}
    links = sum(len(c) - len({home[m] for m in c}) for c in key)
    return links / max(1, sum(len(c) - 1 for c in key))


def _b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    home = {m: c for c in response for m in c}
    total = sum(len(c) for c in key)
    return sum(len(c & home[m]) / len(c) for c in key for m in c) / max(1, total)


def _ceaf(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    """The likeness (2 |a & b| / (|a| + |b|)) of the best one-to-one alignment of clusters."""
    home = {m: n for n, c in enumerate(response) for m in c}
    alike: dict[tuple[int, int], float] = {}
    for row, cluster in enumerate(key):
        for column in sorted({home[m] for m in cluster}):
            other = response[column]
            alike[row, column] = 2 * len(cluster & other) / (len(cluster) + len(other))
    return sum(_best(rows, columns, alike) for rows, columns in _blocks(alike))


def _blocks(alike: Mapping[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that hang together: the alignment of one block does not touch another's."""
    by_row: dict[int, set[int]] = defaultdict(set)
    by_column: dict[int, set[int]] = defaultdict(set)
    for row, column in alike:
        by_row[row].add(column)
        by_column[column].add(row)
    found: list[tuple[list[int], list[int]]] = []
    left = set(by_row)
    while left:
        rows, columns, edge = set(), set(), [min(left)]
        while edge:
            row = edge.pop()
            if row not in rows:
                rows.add(row)
                columns |= by_row[row]
                edge += [r for c in by_row[row] for r in by_column[c] if r not in rows]
        left -= rows
        found.append((sorted(rows), sorted(columns)))
    return found


def _best(rows: Sequence[int], columns: Sequence[int], alike: Mapping[tuple[int, int], float]) -> float:
    """The greatest sum of likeness with each row and column used once: the Hungarian method (Kuhn 1955) by potentials."""
    if len(rows) > len(columns):
        return _best(columns, rows, {(c, r): x for (r, c), x in alike.items()})
    size = len(columns)
    cost = [[-alike.get((r, c), 0.0) for c in columns] for r in rows]
    by_row, by_column = [0.0] * (len(rows) + 1), [0.0] * (size + 1)
    match = [0] * (size + 1)
    for row in range(1, len(rows) + 1):
        match[0], at = row, 0
        slack, way, used = [float("inf")] * (size + 1), [0] * (size + 1), [False] * (size + 1)
        while match[at]:
            used[at], here, step, then = True, match[at], float("inf"), 0
            for column in range(1, size + 1):
                if not used[column]:
                    now = cost[here - 1][column - 1] - by_row[here] - by_column[column]
                    if now < slack[column]:
                        slack[column], way[column] = now, at
                    if slack[column] < step:
                        step, then = slack[column], column
            for column in range(size + 1):
                if used[column]:
                    by_row[match[column]] += step
                    by_column[column] -= step
                else:
                    slack[column] -= step
            at = then
        while at:
            match[at], at = match[way[at]], way[at]
    return -sum(cost[match[c] - 1][c - 1] for c in range(1, size + 1) if match[c])
