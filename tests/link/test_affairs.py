"""Affairs: accounts of one stay together however little they share, strangers part however alike their kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reportedly.link.happenings.affairs import part_affairs
from reportedly.link.happenings.rarity import about, dot, rarity
from reportedly.read import Acquired, read
from reportedly.records import Reading

from .build import reading

_FERRY = (
    "The ferry Santa Rita sank off Lamu on Friday with 80 passengers aboard, the Kenyan coast guard said. "
    "Captain Omondi had reported water in the car deck an hour before.",
    "Survivors of the Santa Rita told in Lamu of a listing car deck and of life jackets that were locked away.",
    "Coral Lines, the owner of the ferry that went down near Lamu, has dismissed Captain Omondi.",
)
_BLAST = (
    "An explosion tore through the Zelten refinery near Gdansk on Monday and killed two welders, Lotos said.",
    "Lotos has shut the Zelten refinery after the explosion. Two welders died in the tank farm, the unions say.",
    "Polish prosecutors questioned a foreman of the Zelten refinery over the deaths of the welders.",
)


def _affairs(*texts: str) -> list[str]:
    """The affair of each text, a page of its own."""
    readings = [reading(text) for text in texts]
    affair_of = part_affairs(readings)
    return [affair_of[r.passages[0].id] for r in readings]


def test_two_affairs_in_one_folder_are_two() -> None:
    found = _affairs(*_FERRY, *_BLAST)
    assert len(set(found[:3])) == len(set(found[3:])) == 1
    assert found[0] != found[3]


def test_the_order_of_the_pages_changes_nothing() -> None:
    one, other = _affairs(*_FERRY, *_BLAST), _affairs(*reversed((*_FERRY, *_BLAST)))
    assert [one.index(a) for a in one] == [0, 0, 0, 3, 3, 3]
    assert [other.index(a) for a in other] == [0, 0, 0, 3, 3, 3]


def test_pages_that_share_only_common_words_are_strangers() -> None:
    found = _affairs(
        "The mayor of Turku opened a library on Monday. She said that the city had waited for it for years.",
        "The coach of the Dolphins resigned on Monday. He said that the team had waited for a win for years.",
    )
    assert found[0] != found[1]


def test_a_comment_is_of_its_page_s_affair_and_spam_of_none() -> None:
    text = f"{_FERRY[0]}\nI was never aboard one.\nCheap watches here"
    page = reading(
        text, children=(("comment", "I was never aboard one.", {}), ("spam", "Cheap watches here", {}))
    )
    affair_of = part_affairs([page])
    kinds = {p.kind for p in page.passages if p.id in affair_of}
    assert kinds == {"article", "comment"}
    assert len(set(affair_of.values())) == 1


def test_a_name_tells_more_than_a_word_and_a_rare_word_than_a_common_one() -> None:
    assert rarity("said") < rarity("ferry") <= rarity("omondi")
    text = about(_FERRY[0])
    assert text["omondi"] > text["water"]
    assert dot(text, text) == pytest.approx(1.0)


def _read(folder: Path) -> list[Reading]:
    return [read(Acquired(p.name, p.read_bytes(), {})) for p in sorted(folder.iterdir()) if p.is_file()]


def test_the_affairs_of_the_tests_stay_whole_alone_and_together() -> None:
    folders = [Path(__file__).parents[1] / "affairs" / name / "pages" for name in ("ferry", "captives")]
    cases = [_read(folder) for folder in folders]
    for case in cases:
        assert len(set(part_affairs(case).values())) == 1
    affair_of = part_affairs([*cases[0], *cases[1]])
    own = [{affair_of[p.id] for r in case for p in r.passages if p.id in affair_of} for case in cases]
    assert [len(found) for found in own] == [1, 1]
    assert own[0] != own[1]


@pytest.mark.accuracy
def test_known_affairs_stay_whole_and_unrelated_pages_apart(shared: Path) -> None:
    cases = {p.parent.name: _read(p) for p in sorted((shared / "cases").glob("*/pages"))}
    cases["amman-talks"] += cases.pop("khalilzad-more")  # one affair in two folders
    whole = [name for name, case in cases.items() if len(set(part_affairs(case).values())) == 1]
    assert whole == list(cases)
    every = [r for case in cases.values() for r in case]
    affair_of = part_affairs(every)
    of_page = {p.page: affair_of[p.id] for r in every for p in r.passages if p.id in affair_of}
    names = {r.page.id: name for name, case in cases.items() for r in case}
    found: dict[str, Counter[str]] = {}
    for page, affair in of_page.items():
        found.setdefault(affair, Counter())[names[page]] += 1
    assert [c for c in found.values() if len(c) > 1] == []
    assert sum(max(c.values()) for c in found.values() if max(c.values()) > 1) >= 0.97 * len(every)
