"""Footnotes and lists of references as citations."""

from __future__ import annotations

from reportedly.link.accounts.derivation import derive

from .build import reading

COURIER = reading(
    "TOLMIN COURIER\n\n“They never opened the letters”\n\nThe quarry was blasted on 4 March without a permit, and "
    "eleven houses below it cracked, a foreman says.",
    title="“They never opened the letters”",
    published="2010-03-06",
)
RELEASE = reading(
    "Ministry of Mines\nPRESS RELEASE No. 31/2010\n\nThe Ministry gave no permit for the quarry at Tolmin. Nine "
    "houses were damaged. Nobody was hurt, and the pit is closed until further notice.",
    published="2010-03-05",
)
WIKI = reading(
    "Tolmin quarry collapse\n\nThe quarry was blasted on 4 March 2010.[1] The ministry counted nine damaged houses[2] "
    'and later closed the pit.[3]\n\nReferences\n1. ^ "They never opened the letters". Tolmin Courier, 6 March 2010.\n'
    "2. ^ Ministry of Mines, press release 31/2010.\n3. ^ dpa, 9 April 2010.\n4. ^ Holm, A. Stone and Law. 1998.",
    published="2012-01-01",
)


def test_entries_are_pages_of_the_case_or_outlets_outside_it() -> None:
    found = derive([COURIER, RELEASE, WIKI]).links
    assert [(link.target.passage, link.kind) for link in found if link.source == WIKI.passages[0].id] == [
        (COURIER.passages[0].id, "reports"),
        (RELEASE.passages[0].id, "reports"),
        (None, "reports"),
    ]
    assert found[-1].target.outlet == "dpa"


def test_a_number_ties_the_words_before_it_to_its_entry() -> None:
    cites = {c.evidence.text: c.target.passage for c in derive([COURIER, RELEASE, WIKI]).cites if c.evidence}
    assert cites["The quarry was blasted on 4 March 2010."] == COURIER.passages[0].id
    assert cites["The ministry counted nine damaged houses"] == RELEASE.passages[0].id
    assert cites["and later closed the pit."] is None


def test_another_day_is_another_article() -> None:
    wiki = reading(
        "The pit was shut.[1]\n\nReferences\n1. ^ Tolmin Courier, 9 August 2011.", published="2012-01-01"
    )
    (link,) = derive([COURIER, wiki]).links
    assert (link.target.passage, link.target.outlet) == (None, "Tolmin Courier")
