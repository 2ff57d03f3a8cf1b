"""Where everything comes from, as W3C PROV-O in JSON-LD: answers from statements, statements from voices and pages.

What is derived is only what was read so: an account that merely mentions or comments on another was influenced by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from ..records import Dossier, Passage, Statement, Value
from ..show.text import clean
from ..show.view import View

__all__ = ["render"]

Node = dict[str, Any]

_CONTEXT = {"prov": "http://www.w3.org/ns/prov#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
#: What may stand in an address as it is (RFC 3986).
_ADDRESS = ":/?#[]@!$&'()*+,;=%"
_DERIVED = {
    "reports": "prov:wasDerivedFrom",
    "copies": "prov:wasDerivedFrom",
    "quotes": "prov:wasQuotedFrom",
    "mentions": "prov:wasInfluencedBy",
    "comments_on": "prov:wasInfluencedBy",
}
_AGENT = {
    "named": "prov:Person", "author": "prov:Agent", "organization": "prov:Organization",
    "publication": "prov:Organization",
}  # fmt: skip


def render(dossier: Dossier) -> bytes:
    """A graph of pages, accounts, statements and answers (entities) and of voices and outlets (agents)."""
    view = View(dossier)
    base = f"urn:reportedly:{quote(dossier.case, safe='')}:"
    nodes = [
        node for part in (_pages, _accounts, _voices, _statements, _answers) for node in part(view, base)
    ]
    told = {"@context": _CONTEXT, "@graph": nodes}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _node(ident: str, kind: str, label: str, **known: Any) -> Node:
    return {"@id": ident, "@type": kind, "rdfs:label": label} | known


def _ids(base: str, idents: Any) -> list[Node]:
    return [{"@id": base + quote(ident, safe="")} for ident in dict.fromkeys(idents) if ident]


def _pages(view: View, base: str) -> Iterator[Node]:
    for page in view.dossier.pages:
        source = {"rdfs:seeAlso": {"@id": quote(page.url, safe=_ADDRESS)}} if page.url else {}
        yield _node(base + page.id, "prov:Entity", clean(page.title or page.file)) | source


def _accounts(view: View, base: str) -> Iterator[Node]:
    links: dict[str, dict[str, list[Node]]] = {}
    outlets: dict[str, str] = {}
    for link in view.dossier.links:
        target = link.target.passage or f"outlet:{clean(link.target.outlet or 'not named')}"
        if not link.target.passage:
            outlets[target] = clean(link.target.outlet or "an outlet that is not named")
        rows = links.setdefault(link.source, {}).setdefault(_DERIVED[link.kind], [])
        rows += [row for row in _ids(base, [target]) if row not in rows]
    known = {p.id for p in view.accounts} | links.keys()
    known |= {link.target.passage or "" for link in view.dossier.links} | {
        s.passage for s in view.dossier.statements
    }
    for passage in view.dossier.passages:
        if passage.id in known:
            yield _account(view, base, passage, links.get(passage.id, {}))
    for ident, name in outlets.items():
        (node,) = _ids(base, [ident])
        yield _node(node["@id"], "prov:Entity", name)


def _account(view: View, base: str, passage: Passage, links: dict[str, list[Node]]) -> Node:
    return _node(
        base + passage.id, "prov:Entity", view.account(passage.id), **{"prov:hadPrimarySource": _ids(base, [passage.page])}
    ) | links  # fmt: skip


def _voices(view: View, base: str) -> Iterator[Node]:
    for voice in view.dossier.voices:
        yield _node(base + voice.id, _AGENT.get(voice.kind, "prov:Agent"), view.voice(voice.id))


def _statements(view: View, base: str) -> Iterator[Node]:
    def node(statement: Statement) -> Node:
        return _node(
            base + statement.id,
            "prov:Entity",
            " … ".join(clean(span.text) for span in statement.spans),
            **{
                "prov:wasQuotedFrom": _ids(base, [statement.passage]),
                "prov:wasAttributedTo": _ids(base, [statement.voice]),
            },
        )

    yield from map(node, view.dossier.statements)


def _answers(view: View, base: str) -> Iterator[Node]:
    def node(question: str, value: Value) -> Node:
        rests = [e.statement or e.passage or e.page for e in value.evidence]
        text = f"{clean(question)} {view.value(value.id)}"
        return _node(base + value.id, "prov:Entity", text, **{"prov:wasDerivedFrom": _ids(base, rests)})

    for detail in view.details_of():
        for value in view.values_of(detail):
            yield node(detail.question, value)
