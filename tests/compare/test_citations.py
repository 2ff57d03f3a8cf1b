"""A retelling held against the text that it cites, on an affair of our own."""

from __future__ import annotations

import pytest

from link.build import reading
from reportedly.compare import compare
from reportedly.extract import extract, load_model
from reportedly.link import link
from reportedly.records import CitationCheck

LEDGER = (
    "LINDEN – Dockers and the port's owners met four times in the town of Halden, beginning on 12 May, a delegate "
    "of the Dockers' Federation told the Eastern Ledger.\n\n"
    "“We handed the owners a draft wage accord,” the delegate said. “They have not answered it. We broke off the talks "
    "and told them so in a letter on Friday.” The meetings were hosted by Bishop Tomas Varga.\n\n"
    "The Crane Drivers' Union would not negotiate with the owners until sacked workers were taken back. "
    "The owners may close the eastern quay, the delegate said. At least six strikers were hurt on 20 May."
)


def checks(retelling: str) -> dict[str, CitationCheck]:
    """The checks of a post that retells the Ledger's article, by the words of their parts."""
    cited = reading(LEDGER, publisher="Eastern Ledger", published="2012-05-29")
    post = reading(retelling, kind="post", published="2012-05-31")
    readings = [cited, post]
    found = compare(link(readings, list(extract(load_model(), readings)))).citation_checks
    for check in found:
        for span in (check.part, check.evidence):
            page = next(r.page for r in readings if span is None or r.page.id == span.page)
            assert span is None or page.text[span.start : span.end] == span.text
    return {check.part.text: check for check in found}


def verdict(found: dict[str, CitationCheck], words: str) -> str | None:
    return next((c.verdict for part, c in found.items() if words in part), None)


def test_what_the_source_says_is_supported() -> None:
    found = checks(
        "The Eastern Ledger reported Tuesday that dockers had met with the owners four times starting on May 12. "
        "The newspaper said the meetings were organized by Bishop Tamas Varga and that the dockers had presented "
        "a draft wage agreement."
    )
    assert verdict(found, "four times") == "supported"
    assert verdict(found, "May 12") == "supported"
    assert verdict(found, "organized by") == "supported"
    assert verdict(found, "wage agreement") == "supported"
    assert "contradicted" not in {c.verdict for c in found.values()}


def test_a_day_that_is_not_the_weekday_given_is_contradicted() -> None:
    found = checks(
        "The Eastern Ledger reported Tuesday that the dockers had broken off the talks in a letter on May 24."
    )
    check = next(c for part, c in found.items() if "May 24" in part)
    assert check.verdict == "contradicted"
    assert check.evidence and "Friday" in check.evidence.text


def test_another_number_of_the_same_meetings_is_not_supported() -> None:
    found = checks("The Eastern Ledger reported Tuesday that more than 20 strikers were hurt on May 20.")
    assert not [c for part, c in found.items() if "strikers" in part and c.verdict == "supported"]


def test_what_stands_nowhere_is_missed_beside_what_is_found_and_all_was_searched() -> None:
    found = checks(
        "The Eastern Ledger reported Tuesday that the dockers handed the owners a draft wage accord and that the bishop "
        "was arrested by the coast guard."
    )
    check = next(c for part, c in found.items() if "arrested" in part)
    assert (check.verdict, check.searched) == ("not_found", "whole")
    assert verdict(found, "draft wage accord") == "supported"


def test_nothing_is_missed_in_a_text_that_nothing_shows_to_be_the_one_that_is_meant() -> None:
    found = checks("The Eastern Ledger reported Tuesday that the bishop was arrested by the coast guard.")
    assert "not_found" not in {c.verdict for c in found.values()}


def test_a_phrase_of_a_sentence_is_no_claim_to_be_missed() -> None:
    found = checks(
        "The Eastern Ledger reported Tuesday that the dockers handed the owners a draft wage accord with a heavy heart."
    )
    assert "not_found" not in {c.verdict for c in found.values()}


def test_a_changed_word_inside_quotation_marks_is_contradicted() -> None:
    found = checks(
        "In the Eastern Ledger a docker speaks. “We handed the greedy owners a draft wage accord,” the delegate said. "
        "“They have not answered it. We broke off the talks and told them so in a letter on Friday,” the Eastern "
        "Ledger reported Tuesday."
    )
    assert verdict(found, "greedy") == "contradicted"


def test_a_denial_turned_round_is_contradicted() -> None:
    found = checks(
        "The Eastern Ledger reported Tuesday that the Crane Drivers' Union negotiated with the owners."
    )
    check = next(c for part, c in found.items() if "negotiated" in part)
    assert check.verdict == "contradicted"
    assert check.evidence and "would not negotiate" in check.evidence.text


def test_a_dropped_hedge_is_not_supported() -> None:
    found = checks("The Eastern Ledger reported Tuesday that the owners will close the eastern quay.")
    assert not [c for part, c in found.items() if "will close" in part and c.verdict == "supported"]


def test_an_outlet_that_is_not_in_the_case_is_said_to_be_outside() -> None:
    found = checks("Kyodo reported Tuesday that the dockers had met the owners nine times.")
    assert {c.verdict for c in found.values()} == {"source_not_in_case"}


@pytest.mark.parametrize(
    "retelling",
    [
        "The dockers met the owners nine times, on 3 June.",
        "The Eastern Ledger was founded in 1901 and once employed nine dockers.",
    ],
)
def test_what_is_not_told_from_the_source_is_not_checked(retelling: str) -> None:
    assert checks(retelling) == {}


HARBOUR = (
    "LINDEN – Police counted 41 bodies on the quay, and 9 people are missing, the harbour master told the Eastern Ledger. "
    "In the fire eleven dockers were wounded. The first alarm was rung on 12 May."
)


def held_against(retelling: str, cited: str = HARBOUR, note: str = "") -> dict[str, CitationCheck]:
    """The checks of an encyclopaedia's text with one footnote, which cites the Ledger's article."""
    article = reading(cited, publisher="Eastern Ledger", published="2012-05-29")
    wiki = reading(
        f"Linden quay fire\n\n{retelling}\n\nReferences\n1. ^ Eastern Ledger, 29 May 2012.{note}",
        published="2013-01-01",
    )
    readings = [article, wiki]
    found = compare(link(readings, list(extract(load_model(), readings)))).citation_checks
    return {check.part.text: check for check in found}


def test_the_words_before_a_footnote_are_held_against_what_it_cites() -> None:
    found = held_against("In the fire eleven dockers were wounded.[1] The owners paid for forty new cranes.")
    assert verdict(found, "leven dockers") == "supported"
    assert not any("cranes" in part for part in found)


def test_two_notes_on_one_place_leave_open_which_is_meant() -> None:
    found = held_against("Eleven dockers were wounded.[1][2]", note="\n2. ^ Kyodo, 30 May 2012.")
    assert found == {}


def test_two_numbers_exchanged_are_not_supported() -> None:
    found = held_against("Police counted 9 bodies on the quay and 41 people are missing.[1]")
    assert "supported" not in {
        c.verdict for part, c in found.items() if "9 bodies" in part or "41 people" in part
    }


def test_another_number_of_the_same_is_contradicted() -> None:
    found = held_against(
        "In the fire fourteen dockers were wounded, and the first alarm was rung on 12 May.[1]"
    )
    check = next(c for part, c in found.items() if "ourteen dockers" in part)
    assert check.verdict == "contradicted"
    assert check.evidence and "eleven dockers" in check.evidence.text
    assert verdict(found, "12 May") == "supported"


def test_the_dead_are_not_held_against_the_wounded() -> None:
    found = held_against("Forty-one dockers were wounded in the fire on the quay.[1]")
    assert verdict(found, "orty-one dockers") != "supported"


def test_what_is_anothers_is_not_supported() -> None:
    told = "The Eastern Ledger reported Tuesday that dockers demanded a new quay and met with {} owners."
    assert verdict(checks(told.format("the port’s")), "port’s owners") == "supported"
    assert verdict(checks(told.format("the town’s")), "town’s owners") != "supported"
