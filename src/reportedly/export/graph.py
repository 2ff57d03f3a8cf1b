"""Accounts, outlets and voices as GraphML, for Gephi, yEd, Cytoscape and networkx."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ..printable import printable
from ..records import Dossier
from ..show.view import View

__all__ = ["render"]

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
#: The attributes of nodes and edges.
_NODE, _EDGE = ("label", "kind", "published", "file"), ("kind", "quote", "page", "start", "end")
_WHOLE = frozenset({"start", "end"})


class _Edge(NamedTuple):
    source: str
    target: str
    data: dict[str, object]


def render(dossier: Dossier) -> bytes:
    """A directed graph: which account rests on which account or outlet, and which voice is heard in which account.

    An edge has its quote where there is one.  Two voices that are shown to be the same or distinct are joined by an
    edge of that kind; its direction means nothing.
    """
    view = View(dossier)
    edges = list(_edges(view))
    root = etree.Element(f"{{{_NAMESPACE}}}graphml", nsmap={None: _NAMESPACE})
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            kind = "int" if name in _WHOLE else "string"
            etree.SubElement(
                root,
                f"{{{_NAMESPACE}}}key",
                {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind},
            )
    graph = etree.SubElement(root, f"{{{_NAMESPACE}}}graph", {"id": "case", "edgedefault": "directed"})
    for ident, known in _nodes(view, edges).items():
        _write(etree.SubElement(graph, f"{{{_NAMESPACE}}}node", {"id": ident}), "node", known)
    for n, edge in enumerate(edges):
        ends = {"id": f"e{n}", "source": edge.source, "target": edge.target}
        _write(etree.SubElement(graph, f"{{{_NAMESPACE}}}edge", ends), "edge", edge.data)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _write(parent: etree._Element, of: str, data: dict[str, object]) -> None:
    for name, value in data.items():
        if value not in (None, ""):
            etree.SubElement(parent, f"{{{_NAMESPACE}}}data", {"key": f"{of}-{name}"}).text = printable(
                str(value)
            )


def _edges(view: View) -> Iterator[_Edge]:
    for link in view.dossier.links:
        target = link.target.passage or f"outlet:{printable(link.target.outlet or 'not named')}"
        at = link.evidence
        where = {"quote": at.text, "page": at.page, "start": at.start, "end": at.end} if at else {}
        yield _Edge(link.source, target, {"kind": link.kind, **where})
    heard = {(s.voice, s.passage): s for s in reversed(view.dossier.statements) if s.voice}
    for (voice, passage), statement in sorted(heard.items()):
        first = statement.spans[0]
        data = {"quote": first.text, "page": first.page, "start": first.start, "end": first.end}
        yield _Edge(voice or "", passage, {"kind": "speaks_in", **data})
    for relation in view.dossier.voice_relations:
        yield _Edge(relation.a, relation.b, {"kind": relation.relation})


def _nodes(view: View, edges: list[_Edge]) -> dict[str, dict[str, object]]:
    nodes: dict[str, dict[str, object]] = {}
    for passage in view.accounts:
        nodes[passage.id] = _account(view, passage.id)
    for voice in view.dossier.voices:
        nodes[voice.id] = {"label": view.voice(voice.id), "kind": f"voice/{voice.kind}"}
    for ident in (end for edge in edges for end in (edge.source, edge.target) if end not in nodes):
        outlet = ident.removeprefix("outlet:")
        nodes[ident] = (
            _account(view, ident) if ident in view.passages else {"label": outlet, "kind": "outlet"}
        )
    return nodes


def _account(view: View, ident: str) -> dict[str, object]:
    passage = view.passages[ident]
    return {
        "label": view.account(ident),
        "kind": f"account/{passage.kind}",
        "published": view.published(ident),
        "file": view.pages[passage.page].file,
    }
