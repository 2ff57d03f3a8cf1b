from __future__ import annotations

import pytest

from reportedly.extract import extract, load_model
from reportedly.link import link
from reportedly.records import Linked, Page, Passage, Reading, Statement, Voice


def page(number: int, text: str, publisher: str, author: str | None = None) -> Reading:
    ident = f"{number:016x}"
    record = Page(
        id=ident,
        file=f"{number}.txt",
        url=None,
        sha256=ident,
        media_type="text/plain",
        reader="t",
        language="en",
        text=text,
    )
    passage = Passage(f"p-{number}", ident, 0, len(text), None, "article", author=author, publisher=publisher)
    return Reading(record, (passage,))


def case(*readings: Reading) -> Linked:
    return link(readings, list(extract(load_model(), readings)))


INTERVIEW = (
    "Divers have searched the wreck since March, according to a member of the salvage crew.\n\n"
    "The source told the Harbour Gazette that the hull was open.\n\n"
    "“We saw two holes in the hull, and nobody had reported them to the port office,” the source said."
)
RETOLD = (
    "The Harbour Gazette reported on Monday that a salvage diver had revealed that the hull was open. "
    "The minister, Ann Roe, said she had seen no report."
)
LEAD = (
    "Secret dives to the wreck ended after two months, salvage divers have disclosed.\n\n"
    "The dives began in March. They cost a great deal.\n\n"
    "“Nobody paid us,” said one salvage diver."
)


@pytest.fixture(scope="module")
def linked() -> Linked:
    return case(
        page(1, INTERVIEW, "Harbour Gazette"), page(2, RETOLD, "Coast Wire"), page(3, LEAD, "Bay Times")
    )


def spoken(linked: Linked, words: str) -> tuple[Statement, Voice]:
    voices = {v.id: v for v in linked.voices}
    found = [s for s in linked.statements if any(words in x.text for x in s.spans)]
    item = min(found, key=lambda s: s.spans[-1].end - s.spans[0].start)
    assert item.voice is not None
    return item, voices[item.voice]


def test_every_statement_has_a_voice_of_the_case(linked: Linked) -> None:
    assert {s.voice for s in linked.statements} == {v.id for v in linked.voices}


def test_a_lead_that_says_whose_account_it_gives_governs_the_narration(linked: Linked) -> None:
    item, voice = spoken(linked, "The dives began in March")
    assert item.voice_basis == "governing_lead"
    assert voice.name.startswith("salvage divers")
    assert spoken(linked, "Nobody paid us")[1] == voice


def test_other_narration_is_its_authors(linked: Linked) -> None:
    readings = (
        page(4, "The dives began in March. The minister said they were safe.", "Bay Times", "J. Poe"),
    )
    item, voice = spoken(case(*readings), "The dives began")
    assert (item.voice_basis, voice.kind, voice.name) == ("author", "author", "J. Poe")


def test_two_persons_names_are_distinct_voices_and_unnamed_ones_are_not() -> None:
    found = case(
        page(
            5,
            "Ann Roe said the hull was open. Bill Poe said the hull was shut. A diver said the hull was red.",
            "Bay Times",
        )
    )
    names = {v.id: v.name for v in found.voices}
    pairs = {frozenset((names[r.a], names[r.b])) for r in found.voice_relations if r.relation == "distinct"}
    assert pairs == {frozenset(("Ann Roe", "Bill Poe"))}
