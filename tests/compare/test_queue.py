"""The comparison queue: near statements of different accounts that differ, for a person to look at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from link.build import reading
from reportedly.case import run
from reportedly.compare import compare
from reportedly.extract import extract, load_model
from reportedly.link import link
from reportedly.records import Comparison, Dossier
from reportedly.store import Store

FLOORS = json.loads((Path(__file__).parents[1] / "floors.json").read_text(encoding="utf-8"))["comparisons"]

LEDGER = (
    "The wage talks at the port of Halden collapsed because the owners would not take back sacked dockers, a delegate "
    "of the Dockers' Federation said. It was not clear whether the ministry had approved the closure of the quay. "
    "Guards at the gate fired on the dockers without warning, witnesses said. Nobody had ever shut the quay before."
)
HERALD = (
    "The wage talks at Halden collapsed after the dockers set fire to a crane, the owners said. The ministry had "
    "approved the closure of the quay in April, an official said. The dockers fired on the guards at the gate, the owners "
    "said, and eleven dockers were arrested near the gate."
)


def queue(*texts: str) -> tuple[Comparison, ...]:
    readings = [reading(text, published=f"2012-05-{10 + n}") for n, text in enumerate(texts)]
    return compare(link(readings, list(extract(load_model(), readings)))).comparisons


def paired(found: tuple[Comparison, ...], one: str, other: str) -> bool:
    return any(
        (one in c.a.text and other in c.b.text) or (one in c.b.text and other in c.a.text) for c in found
    )


def test_two_causes_of_one_ending_are_paired() -> None:
    assert paired(queue(LEDGER, HERALD), "because the owners", "after the dockers set fire")


def test_who_fired_on_whom_is_paired() -> None:
    assert paired(queue(LEDGER, HERALD), "Guards at the gate fired", "dockers fired on the guards")


def test_what_one_leaves_open_meets_what_the_other_takes_as_settled() -> None:
    assert paired(queue(LEDGER, HERALD), "not clear whether", "had approved")


def test_the_queue_is_ranked_located_and_the_same_at_every_run() -> None:
    found = queue(LEDGER, HERALD)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert found == queue(LEDGER, HERALD)
    assert all(c.a.page != c.b.page and len(c.a.text) <= 300 and len(c.b.text) <= 300 for c in found)


def test_a_copy_differs_in_nothing() -> None:
    assert queue(LEDGER, LEDGER.replace("a delegate", "one delegate")) == ()


def test_texts_about_other_things_are_not_paired() -> None:
    other = "Rain fell on the valley for a week and the river rose above the second mark on the old bridge at Marn."
    assert queue(LEDGER, other) == ()


@pytest.mark.accuracy
@pytest.mark.parametrize("name", ["khalilzad-more", "nisour"])
def test_the_first_fifty_hold_the_contradictions_of_a_known_case(
    name: str, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many of the gold's contradictions have both their pages among the first fifty pairs, or are told."""
    pages = shared / "cases" / name / "pages"
    run([pages], tmp_path / f"{name}.case")
    with Store(tmp_path / f"{name}.case") as store:
        dossier = store.dossier()
    gold = json.loads((pages.parent / "gold.json").read_text(encoding="utf-8"))
    wanted = [
        (set(value[r["a"]]["pages"]), set(value[r["b"]]["pages"]))
        for facet in gold["facets"]
        for value in [{v["id"]: v for v in facet["values"]}]
        for r in facet["relations"]
        if r["relation"] == "contradict"
    ]
    queued, told = _queued(dossier), _told(dossier)
    found = sum(any(_meets(a, b, pair) for pair in queued) for a, b in wanted)
    either = sum(any(_meets(a, b, pair) for pair in queued | told) for a, b in wanted)
    with capsys.disabled():
        print(
            f"\n{name}: of {len(wanted)} contradictions {found} among the first fifty comparisons, {either} there or told"
        )
    assert found >= FLOORS[name]


def _meets(a: set[str], b: set[str], pair: tuple[str, str]) -> bool:
    return (pair[0] in a and pair[1] in b) or (pair[0] in b and pair[1] in a)


def _files(dossier: Dossier) -> dict[str, str]:
    return {page.id: Path(page.file).name for page in dossier.pages}


def _queued(dossier: Dossier) -> set[tuple[str, str]]:
    files = _files(dossier)
    return {(files[c.a.page], files[c.b.page]) for c in dossier.comparisons[:50]}


def _told(dossier: Dossier) -> set[tuple[str, str]]:
    files = _files(dossier)
    pairs: set[tuple[str, str]] = set()
    for detail in dossier.details:
        evidence: dict[str, Any] = {v.id: v.evidence for v in detail.values}
        for r in detail.relations:
            if r.kind == "contradicts":
                pairs |= {(files[x.page], files[y.page]) for x in evidence[r.a] for y in evidence[r.b]}
    return pairs
