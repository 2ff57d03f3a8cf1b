from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.errors import ExtensionError
from reportedly.extract import extract, load_model
from reportedly.extract.parse import ParsedPassage, parse_pages
from reportedly.extract.speech.seam import Proposal, extractor
from reportedly.extract.speech.statements import statements as build
from reportedly.records import Page, Passage, Reading, Statement

from .conftest import reading_of

Find = Callable[[str], list[Statement]]


def one(found: list[Statement]) -> Statement:
    assert len(found) == 1, [(s.source.text, s.cue and s.cue.text, [x.text for x in s.spans]) for s in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "mode"),
    [
        (
            "The harbour master said the ferry had left on time.",
            "The harbour master",
            "said",
            "the ferry had left on time",
            "indirect",
        ),
        (
            "“The ferry never reached us,” said a dock worker who was there.",
            "a dock worker who was there",
            "said",
            "The ferry never reached us,",
            "direct",
        ),
        (
            "The ferry had left on time, according to the harbour master.",
            "the harbour master",
            "according to",
            "The ferry had left on time",
            "indirect",
        ),
        (
            "The captain, Maria Oduya, told reporters: “We saw no lights at all.”",
            "The captain, Maria Oduya",
            "told",
            "We saw no lights at all.",
            "direct",
        ),
    ],
)
def test_who_said_what(statements: Find, text: str, source: str, cue: str, content: str, mode: str) -> None:
    found = one(statements(text))
    assert found.source.text == source
    assert found.cue is not None and found.cue.text == cue
    assert [s.text for s in found.spans] == [content]
    assert found.mode == mode


def test_a_statement_within_a_statement(statements: Find) -> None:
    found = statements("The gazette reported that the mayor had admitted that the bridge was unsafe.")
    outer, inner = sorted(found, key=lambda s: s.spans[0].start)
    assert outer.source.text == "The gazette" and outer.within is None
    assert inner.source.text == "the mayor" and inner.within == outer.id


def test_every_word_of_an_account_belongs_to_a_statement(parse: Callable[[str], list[ParsedPassage]]) -> None:
    text = "It rained all night. The mayor said that the bridge was unsafe. Nobody crossed it."
    parsed = parse(text)
    covered = [False] * len(text)
    for statement in build(parsed, extractor().propose(parsed)).statements:
        for span in statement.spans:
            covered[span.start : span.end] = [True] * (span.end - span.start)
    assert [c for c, seen in zip(text, covered, strict=True) if c.isalnum() and not seen] == []


def test_spans_outside_the_passage_are_refused(parse: Callable[[str], list[ParsedPassage]]) -> None:
    parsed = parse("The mayor said no.")
    wild = Proposal((0, 9), (10, 14), ((15, 9000),))
    told = build(parsed, [wild])
    assert [s for s in told.statements if s.mode != "narration"] == []
    assert told.set_aside == {"content outside its passage": 1}


def test_of_two_passages_of_one_extent_the_inner_ones_statements_are_told() -> None:
    text = "The harbour master said that the ferry left late. “We waited for the pilot,” the captain replied."
    page = reading_of(text).page
    outer = Passage("p-1", page.id, 0, len(text), None, "comment")
    inner = Passage("p-2", page.id, 0, len(text), "p-1", "quoted_article")
    (found,) = extract(load_model(), [Reading(page, (outer, inner))], "rules")
    told = [s for s in found.statements if s.mode != "narration"]
    assert [s.source.text for s in told] == ["The harbour master", "the captain"]
    assert {s.passage for s in found.statements} == {"p-2"}


def test_every_proposal_makes_a_statement_or_is_counted_with_its_reason() -> None:
    text = (
        "Nobody has claimed that the fire was set. No crew member told the inspectors that the pumps failed.\n\n"
        "The mayor said that the road would close. None of them believes that it will open again.\n"
    )
    reading = reading_of(text)
    ((_, parsed),) = parse_pages(load_model(), [reading])
    proposals = list(extractor().propose(parsed))
    told = build(parsed, [*proposals, proposals[0]])
    made = [s for s in told.statements if s.mode != "narration"]
    assert [s.source.text for s in made] == ["The mayor"]
    assert len(made) + sum(told.set_aside.values()) == len(proposals) + 1
    assert told.set_aside == {"nobody is said to have said it": len(proposals)}


def test_a_heap_of_cues_is_read_like_any_other_text() -> None:
    (found,) = extract(load_model(), [reading_of("said " * 1200)], "rules")
    assert found.statements


def test_an_unknown_extractor_is_named_with_those_installed() -> None:
    with pytest.raises(ExtensionError, match="rules"):
        extractor("no-such-extractor")


def test_what_follows_a_nested_passage_is_attributed_too() -> None:
    quoted = "The Harbour Post\n\nDivers said the hull was whole."
    text = f"A friend sent me this.\n\n{quoted}\n\nThe pilot told the board that the hull was torn."
    start = text.index(quoted)
    page = Page("0" * 16, "a.txt", None, "", "text/plain", "t", "en", text)
    whole = Passage("p-1", page.id, 0, len(text), None, "post")
    inner = Passage("p-2", page.id, start, start + len(quoted), "p-1", "quoted_article")
    (found,) = extract(load_model(), [Reading(page, (whole, inner))])
    told = [s for s in found.statements if s.mode != "narration"]
    assert [(s.passage, s.source.text) for s in told] == [("p-2", "Divers"), ("p-1", "The pilot")]


def test_any_verb_between_a_quotation_and_a_name_says_who_speaks(statements: Find) -> None:
    found = statements(
        "“The pump is dry,” sighed Ada Lund, looking up.\n\n“We have the well,” put in Kurt Weil from the door.\n"
    )
    assert [(s.source.text, s.cue and s.cue.text) for s in found] == [
        ("Ada Lund", "sighed"),
        ("Kurt Weil", "put in"),
    ]


def test_what_a_claim_says_is_not_said_by_whoever_speaks_of_it(statements: Find) -> None:
    found = statements("“That report is not true,” Marsh said of an official claim that the well was safe.")
    assert {(s.source.text, s.spans[0].text) for s in found} == {
        ("Marsh", "That report is not true,"),
        (None, "that the well was safe"),
    }


def test_a_headlines_verb_is_no_part_of_its_speaker(statements: Find) -> None:
    found = one(statements("Danish army withdraws claim that divers were found\n"))
    assert (found.source.text, found.stance) == ("Danish army", "denied")


def test_a_source_keeps_to_one_paragraph(parse: Callable[[str], list[ParsedPassage]]) -> None:
    text = "By Dora Coll\n\nHarbour officials said that the crane fell."
    start = text.index("Dora")
    cue, content = text.index("said"), text.index("that")
    wild = Proposal((start, cue - 1), (cue, cue + 4), ((content, len(text) - 1),))
    told = [s for s in build(parse(text), [wild]).statements if s.mode != "narration"]
    assert one(told).source.text == "Harbour officials"


def test_a_pull_quote_is_not_told_as_the_authors_words(parse: Callable[[str], list[ParsedPassage]]) -> None:
    text = "“I never saw the crane fall from the ship,” said Ola Brandt.\n\nI never saw the crane fall from the ship\n"
    parsed = parse(text)
    told = build(parsed, extractor().propose(parsed)).statements
    assert [s.spans[0].text for s in told if s.source.text == "Ola Brandt"]
    assert not any("crane" in span.text for s in told if s.mode == "narration" for span in s.spans)


def test_whom_a_speaker_quotes_is_told_within_the_speakers_words(statements: Find) -> None:
    found = statements("“The guard told us, ‘Run now or drown,’ and shut the gate,” said Pia Reyes.")
    outer = next(s for s in found if s.source.text == "Pia Reyes")
    told = next(s for s in found if s.source.text == "The guard")
    assert [s.text for s in told.spans] == ["Run now or drown,"] and told.within == outer.id
    assert [h.text for h in told.chain] == ["Pia Reyes"]
