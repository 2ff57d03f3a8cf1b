"""Dates of publication that are not stated, inferred from what cites and what is cited."""

from __future__ import annotations

from msgspec.structs import replace

from reportedly.extract import load_model
from reportedly.extract.dates.expressions import date_mentions
from reportedly.extract.parse import parse_pages
from reportedly.link.time.published import Dated, date_pages
from reportedly.records import Extraction, Link, LinkKind, Page, Passage, Published, Reading, Span, Target


def page(name: str, text: str, published: str | None = None, publisher: str | None = None) -> Reading:
    when = Published(published, "stated") if published else Published()
    record = Page(name, name, None, "", "text/plain", "t", "en", text, publisher=publisher, published=when)
    passage = Passage(f"p-{name}", name, 0, len(text), None, "article", publisher=publisher, published=when)
    return Reading(record, (passage,))


def link(source: str, target: str, text: str, evidence: str, kind: LinkKind = "reports") -> Link:
    start = text.index(evidence)
    span = Span(source, start, start + len(evidence), evidence)
    return Link(f"p-{source}", Target(passage=f"p-{target}"), kind, span)


def dated(readings: list[Reading], links: list[Link]) -> Dated:
    extractions = []
    for reading, parsed in parse_pages(load_model(), readings):
        mentions, forms = date_mentions(parsed)
        extractions.append(Extraction(reading.page.id, dates=mentions, date_forms=forms))
    return date_pages(readings, extractions, links)


ORIGINAL = "The two sides met in Geneva on 4 March. The mediator sent a letter on Sunday."
# 2003-06-20 was a Friday.
CITING = "The river talks have failed. The Lisbon Courier reported Tuesday that the mediator had left Geneva."


def test_a_citing_account_names_the_day_on_which_an_undated_one_appeared() -> None:
    readings = [page("a", ORIGINAL, publisher="Lisbon Courier"), page("b", CITING, "2003-06-20")]
    result = dated(readings, [link("b", "a", CITING, CITING[29:])])
    published = result.readings[0].passages[0].published
    assert (published.edtf, published.basis) == ("2003-06-17", "inferred")
    assert published.evidence[0].page == "b"
    assert published.evidence[0].text == "Lisbon Courier reported Tuesday"
    assert result.readings[0].page.published == published
    march, sunday = (d for d in result.dates if d.page == "a")
    assert (march.value, sunday.value) == ("2003-03-04", "2003-06-15")


def test_an_outlet_can_be_named_with_its_day() -> None:
    citing = "Monday's Lisbon Courier had the story first."
    readings = [page("a", ORIGINAL, publisher="Lisbon Courier"), page("b", citing, "2003-06-20")]
    published = dated(readings, [link("b", "a", citing, citing)]).readings[0].passages[0].published
    assert published.edtf == "2003-06-16"
    assert published.evidence[0].text == "Monday's Lisbon Courier"


def test_a_weekday_of_something_else_does_not_date_the_cited_account() -> None:
    citing = "The Lisbon Courier said that the mediator left on Tuesday."
    readings = [page("a", ORIGINAL, publisher="Lisbon Courier"), page("b", citing, "2003-06-20")]
    result = dated(readings, [link("b", "a", citing, citing)])
    assert result.readings[0].passages[0].published.edtf == "../2003-06-20"


def test_without_evidence_the_date_stays_unknown() -> None:
    result = dated([page("a", ORIGINAL, publisher="Lisbon Courier"), page("b", CITING, "2003-06-20")], [])
    assert result.readings[0].passages[0].published == Published()
    assert [d.value for d in result.dates if d.page == "a"] == [None, None]


def test_what_it_cites_came_before_it_and_the_weekday_of_that_bounds_it() -> None:
    report = (
        "In a story that the Lisbon Courier published on Tuesday, the mediator said the talks had failed."
    )
    readings = [page("a", ORIGINAL, "2003-06-17", "Lisbon Courier"), page("c", report)]
    result = dated(readings, [link("c", "a", report, report)])
    assert result.readings[1].passages[0].published.edtf == "2003-06-17/2003-06-23"


def test_what_it_tells_as_past_had_happened() -> None:
    text = "Clashes began in the port on 9 May 2001 and spread."
    assert dated([page("a", text)], []).readings[0].passages[0].published.edtf == "2001-05-09/.."


def test_a_day_of_the_year_takes_its_year_from_a_linked_account() -> None:
    cited = "The envoys met on 4 March in Geneva."
    citing = "The Lisbon Courier said that the envoys met on March 4 in Geneva."
    readings = [page("a", cited, publisher="Lisbon Courier"), page("b", citing, "2003-06-20")]
    result = dated(readings, [link("b", "a", citing, citing)])
    assert result.readings[0].passages[0].published.edtf == "2003-03-04/2003-06-20"


def test_evidence_that_excludes_itself_leaves_the_date_unknown_and_is_a_finding() -> None:
    late = "The envoys were expelled on 9 May 2005."
    readings = [page("a", late, publisher="Lisbon Courier"), page("b", CITING, "2003-06-20")]
    result = dated(readings, [link("b", "a", CITING, CITING[29:])])
    assert result.readings[0].passages[0].published.edtf is None
    assert [f.kind for f in result.findings] == ["published"]


def _filed(text: str, edtf: str) -> Published:
    """What becomes of a text that its address dates to a month."""
    given = page("a", text)
    passage = replace(given.passages[0], dateline="GENEVA", published=Published(edtf, "inferred"))
    return dated([replace(given, passages=(passage,))], []).readings[0].passages[0].published


def test_a_dateline_gives_the_day_within_the_month_of_the_address() -> None:
    text = "GENEVA, June 24 (Reuters) - The two sides met again, the mediator said."
    published = _filed(text, "2003-06")
    assert (published.edtf, published.basis) == ("2003-06-24/2003-06-26", "inferred")
    assert [e.text for e in published.evidence] == ["June 24"]


def test_a_dateline_of_another_month_changes_nothing() -> None:
    text = "GENEVA, June 24 (Reuters) - The two sides met again, the mediator said."
    assert _filed(text, "2003-09") == Published("2003-09", "inferred")
    assert _filed("GENEVA (Reuters) - The two sides met again.", "2003-06").edtf == "2003-06"
