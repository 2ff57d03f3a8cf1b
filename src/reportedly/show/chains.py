"""The source chains as a drawing: from the voices on the left, through who carried them, to the accounts.

Layers by longest path, order within a layer by the mean place of the neighbours (Sugiyama, Tagawa and
Toda 1981, the barycentre heuristic).
"""

from __future__ import annotations

import itertools
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from ..records import Statement
from .text import clean
from .view import View
from .words import LINK

__all__ = ["Drawing", "Edge", "Node", "chains"]

_WIDTH, _LINE, _PAD, _GAP = 210, 15, 8, 12
_COLUMN = 330
#: No more voices than this are drawn: those that reach the most accounts, then those that say the most.
_MOST = 24


class Node(NamedTuple):
    """A box: a voice, an outlet that carried it, or an account of the case."""

    key: str
    kind: str
    x: int
    y: float
    height: int
    lines: tuple[str, ...]
    title: str
    href: str


class Edge(NamedTuple):
    """A curve from who says to who tells it; ``weight`` is a class from 1 to 4."""

    path: str
    kind: str
    weight: int
    title: str


class Drawing(NamedTuple):
    """Boxes and curves, and how many voices were left out."""

    width: int
    height: int
    box: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    hidden: int


def chains(view: View) -> Drawing | None:
    """The drawing; None where nobody is said to have told anything."""
    statements = [s for s in view.dossier.statements if s.voice in view.voices and _told(view, s)]
    reach: dict[str, set[str]] = defaultdict(set)
    said: Counter[str] = Counter()
    for s in statements:
        reach[str(s.voice)].add(s.passage)
        said[str(s.voice)] += 1
    ranked = sorted(reach, key=lambda v: (-len(reach[v]), -said[v], list(view.voices).index(v)))
    drawn = set(ranked[:_MOST])
    told, linked = _edges(view, [s for s in statements if s.voice in drawn])
    if not told and not linked:
        return None
    layers = _layers([*told, *linked])
    order = _ordered(layers, [*told, *linked])
    nodes = _placed(view, order)
    edges = [
        _edge(nodes, a, b, "told", n, f"{n} statement{'s' if n > 1 else ''}") for (a, b), n in told.items()
    ]
    edges += [
        _edge(nodes, a, b, kind, 2, LINK[kind]) for (a, b), kind in linked.items() if (a, b) not in told
    ]
    width = max(n.x for n in nodes.values()) + _WIDTH + 2
    height = int(max(n.y + n.height for n in nodes.values())) + 4
    return Drawing(width, height, _WIDTH, tuple(nodes.values()), tuple(edges), len(ranked) - len(drawn))


def _told(view: View, statement: Statement) -> bool:
    return statement.mode != "narration" or statement.voice_basis == "governing_lead"


def _edges(
    view: View, statements: Iterable[Statement]
) -> tuple[Counter[tuple[str, str]], dict[tuple[str, str], str]]:
    told: Counter[tuple[str, str]] = Counter()
    for s in statements:
        road = [f"v:{s.voice}", *(_hop(h.passage, h.text) for h in reversed(s.chain)), f"p:{s.passage}"]
        road = list(dict.fromkeys(road))
        for pair in itertools.pairwise(road):
            told[pair] += 1
    linked: dict[tuple[str, str], str] = {}
    for link in view.dossier.links:
        if link.kind == "comments_on":
            continue
        origin = _hop(link.target.passage, link.target.outlet or "")
        if origin not in (f"p:{link.source}", "o:"):
            linked.setdefault((origin, f"p:{link.source}"), link.kind)
    return told, linked


def _hop(passage: str | None, text: str) -> str:
    if passage:
        return f"p:{passage}"
    return "o:" + clean(text).casefold().removeprefix("the ")


def _layers(edges: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The layer of each node: one more than the last of those that it rests on; circles are cut open."""
    before: dict[str, list[str]] = defaultdict(list)
    names: dict[str, None] = {}
    for a, b in edges:
        before[b].append(a)
        names |= {a: None, b: None}
    voiced = any(name.startswith("v:") for name in names)
    layer: dict[str, int] = {}

    def depth(name: str, above: frozenset[str]) -> int:
        if name not in layer:
            rests = [depth(a, above | {name}) for a in before[name] if a not in above and a != name]
            layer[name] = max(rests, default=-1 if name.startswith("v:") or not voiced else 0) + 1
        return layer[name]

    for name in names:
        depth(name, frozenset())
    last = max(layer.values())
    feeding = {a for ends in before.values() for a in ends}
    for name in names:
        if name.startswith("p:") and name not in feeding:
            layer[name] = last
    return layer


def _ordered(layer: dict[str, int], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    columns: list[list[str]] = [[] for _ in range(max(layer.values()) + 1)]
    for name, n in layer.items():
        columns[n].append(name)
    for _ in range(4):
        place = {name: i / max(1, len(c)) for c in columns for i, name in enumerate(c)}
        for column in columns:
            column.sort(key=lambda name: sum(place[o] for o in near[name]) / max(1, len(near[name])))
            place |= {name: i / max(1, len(column)) for i, name in enumerate(column)}
    return [c for c in columns if c]


def _placed(view: View, columns: list[list[str]]) -> dict[str, Node]:
    heights = [[_box(view, name) for name in column] for column in columns]
    tallest = max(sum(n.height + _GAP for n in column) for column in heights)
    nodes: dict[str, Node] = {}
    for i, column in enumerate(heights):
        spare = tallest - sum(n.height + _GAP for n in column)
        step = spare / (len(column) + 1)
        y = step
        for node in column:
            nodes[node.key] = node._replace(x=1 + i * _COLUMN, y=round(y + 1, 1))
            y += node.height + _GAP + step
    return nodes


def _box(view: View, key: str) -> Node:
    kind, ident = key.split(":", 1)
    if kind == "v":
        name, href, kind = view.voice(ident), f"#v-{ident}", f"voice {view.voices[ident].kind}"
    elif kind == "p":
        name, href, kind = view.account(ident), f"#t-{ident}", "account"
    else:
        name, href, kind = _outlet(view, ident), "", "outlet"
    lines = textwrap.wrap(name, 27, max_lines=3, placeholder=" …") or [name]
    return Node(key, kind, 0, 0, len(lines) * _LINE + 2 * _PAD, tuple(lines), name, href)


def _outlet(view: View, folded: str) -> str:
    """An outlet as the text writes it."""
    written = [h.text for s in view.dossier.statements for h in s.chain]
    written += [link.target.outlet for link in view.dossier.links if link.target.outlet]
    return next((clean(w) for w in written if _hop(None, w) == f"o:{folded}"), folded)


def _edge(nodes: dict[str, Node], a: str, b: str, kind: str, count: int, words: str) -> Edge:
    start, end = nodes[a], nodes[b]
    x1, y1 = start.x + _WIDTH, start.y + start.height / 2
    x2, y2 = end.x, end.y + end.height / 2
    if x2 <= x1:  # back or within a layer: around the right-hand side
        bow = max(x1, x2 + _WIDTH) + 40
        path = f"M{x1} {y1:.1f}C{bow} {y1:.1f} {bow} {y2:.1f} {x2 + _WIDTH} {y2:.1f}"
    else:
        half = (x1 + x2) / 2
        path = f"M{x1} {y1:.1f}C{half:.1f} {y1:.1f} {half:.1f} {y2:.1f} {x2} {y2:.1f}"
    weight = 1 + (count > 1) + (count > 3) + (count > 8)
    return Edge(path, kind, weight, f"{start.title} → {end.title}: {words}")
