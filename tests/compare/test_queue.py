"""The comparison queue: near statements of different accounts that differ, for a person to look at."""

from __future__ import annotations

from link.build import reading
from reportedly.compare import compare
from reportedly.extract import extract, load_model
from reportedly.link import link
from reportedly.records import Comparison

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


def test_two_tellings_of_one_act_that_no_type_compares_are_paired() -> None:
    assert paired(
        queue(LEDGER, HERALD), "wage talks at the port of Halden collapsed", "wage talks at Halden collapsed"
    )


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
