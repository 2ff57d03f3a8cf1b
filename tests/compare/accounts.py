"""Short accounts of invented affairs, read, linked and compared."""

from __future__ import annotations

from reportedly.compare import compare
from reportedly.compare.model import scene_of
from reportedly.compare.pairs import Scene
from reportedly.extract import extract, load_model
from reportedly.link import link
from reportedly.read import Acquired, read
from reportedly.records import Compared, Detail, Linked


def linked(*pages: str) -> Linked:
    readings = [read(Acquired(f"{n}.txt", page.encode(), {})) for n, page in enumerate(pages)]
    return link(readings, list(extract(load_model(), readings)))


def scene(*pages: str) -> Scene:
    return scene_of(linked(*pages))


def compared(*pages: str) -> Compared:
    """What the accounts say side by side, every evidence checked to stand where it says."""
    across = linked(*pages)
    found = compare(across)
    text = {p.id: p.text for p in across.pages}
    for detail in found.details:
        for value in detail.values:
            assert value.evidence
            assert all(text[e.page][e.start : e.end] == e.text and len(e.text) <= 280 for e in value.evidence)
    return found


def against(found: Compared) -> set[frozenset[str]]:
    """The pairs of answers that are told to exclude each other."""
    return {
        frozenset(v.value for v in d.values if v.id in (r.a, r.b))
        for d in found.details
        for r in d.relations
        if r.kind == "contradicts"
    }


def answering(found: Compared, *values: str) -> Detail:
    """The one detail that has all of ``values`` among its answers."""
    rows = [d for d in found.details if set(values) <= {v.value for v in d.values}]
    assert len(rows) == 1, [(d.question, [v.value for v in d.values]) for d in found.details]
    return rows[0]
