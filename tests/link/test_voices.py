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


def voices_of(found: Linked) -> list[str]:
    """The names of the voices other than the pages' authors, in order."""
    spoken_for = {s.voice for s in found.statements if s.source.kind != "author"}
    return sorted(v.name for v in found.voices if v.id in spoken_for)


def test_an_office_and_its_holder_are_one_voice_on_any_page() -> None:
    found = case(
        page(1, "Sheriff Ann Roe said that nine people were hurt.", "Coast Wire"),
        page(2, "The sheriff said that nobody had fled. A deputy said that it rained.", "Bay Times"),
        page(3, "The deputy sheriff denied that anybody had fled.", "Harbour Gazette"),
    )
    item, voice = spoken(found, "nobody had fled")
    assert (voice.name, item.source.resolved_name) == ("Ann Roe", "Ann Roe")
    assert spoken(found, "anybody had fled")[1].name != "Ann Roe"


def test_an_outlet_is_one_voice_however_it_is_written() -> None:
    found = case(
        page(1, "The Harbour Gazette reported that the ferry was full.", "Coast Wire"),
        page(2, "The Gazette said that the ferry had listed, and the paper said that it sank.", "Bay Times"),
        page(3, "According to a Harbour Gazette reporter, nobody was warned.", "Lake News"),
        page(4, "The ferry left at nine. It was full.", "Harbour Gazette"),
    )
    assert voices_of(found) == ["Harbour Gazette"]
    assert spoken(found, "The ferry left")[1].name == "Harbour Gazette"


def test_a_text_speaks_for_whose_it_is_and_not_for_whom_it_is_about() -> None:
    found = case(
        page(
            1,
            "Northern Rail said that the signal was green. A report by Northern Rail says that the driver slept. "
            "A report on Northern Rail says that nobody was asked.",
            "Bay Times",
        )
    )
    assert spoken(found, "the driver slept")[1] == spoken(found, "the signal was green")[1]
    assert spoken(found, "nobody was asked")[1] != spoken(found, "the signal was green")[1]


def test_one_outlet_and_one_descriptor_are_one_voice_and_two_outlets_unknown() -> None:
    found = case(
        page(1, "A senior port official told the Harbour Gazette that the ferry was full.", "Coast Wire"),
        page(2, "A senior port official told the Harbour Gazette that the doors leaked.", "Bay Times"),
        page(3, "A senior port official said that the crew had slept.", "Lake News"),
    )
    one, two, three = (spoken(found, words)[1] for words in ("was full", "doors leaked", "crew had slept"))
    assert one == two != three
    assert not any({r.a, r.b} == {one.id, three.id} for r in found.voice_relations)


def test_no_lead_gives_a_man_with_a_name_the_narration() -> None:
    found = case(
        page(
            1,
            "The pilot, Paul Poe, told a court that he had slept.\n\nThe ferry carried 90 people.",
            "Bay Times",
        )
    )
    assert spoken(found, "The ferry carried")[1].name == "Bay Times"


def test_this_newspaper_is_the_outlet_and_the_writer_who_wrote() -> None:
    found = case(
        page(
            1,
            "This newspaper reported in May that nine people fell. The writer denies that he was paid.",
            "Bay Times",
            "J. Poe",
        )
    )
    assert spoken(found, "nine people fell")[1].name == "Bay Times"
    assert spoken(found, "he was paid")[1].name == "J. Poe"


def test_what_a_page_says_of_itself_is_its_own() -> None:
    found = case(
        page(1, "An earlier version of this story said that nine people fell. The ferry is old.", "Bay Times")
    )
    assert spoken(found, "nine people fell")[1].name == "Bay Times"


def test_the_government_is_the_one_that_the_case_names() -> None:
    found = case(
        page(1, "The Norwegian government said that the port was open.", "Coast Wire"),
        page(2, "The government said that the port was shut.", "Bay Times"),
    )
    assert spoken(found, "port was shut")[1] == spoken(found, "port was open")[1]


def test_what_can_not_speak_is_no_voice_by_name() -> None:
    found = case(
        page(1, "A crack ran through the tank, which says that the wall had been thin.", "Bay Times")
    )
    assert spoken(found, "wall had been thin")[1].name == "a source that is not named, to Bay Times"


def test_the_first_word_of_a_name_is_the_body_on_the_page_that_gives_both() -> None:
    found = case(
        page(
            1,
            "TKO Shipping International said that the ship was sound. TKO denied that it leaked.",
            "Bay Times",
        )
    )
    assert spoken(found, "it leaked")[1] == spoken(found, "the ship was sound")[1]


def test_an_office_without_a_name_is_one_voice_over_pages() -> None:
    found = case(
        page(1, "Norland's interior minister said that the road was shut.", "Coast Wire"),
        page(2, "The interior minister of Norway said that the gate was shut.", "Harbour Gazette"),
        page(3, "Norway's interior minister said that the port was shut.", "Bay Times"),
    )
    assert spoken(found, "gate was shut")[1] == spoken(found, "port was shut")[1]
    assert spoken(found, "road was shut")[1] != spoken(found, "port was shut")[1]
