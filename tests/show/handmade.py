"""A dossier made by hand that shows every status, position, verdict and kind of passage."""

from __future__ import annotations

import hashlib
from typing import Any

from reportedly.records import (
    SCHEMA,
    Actor,
    Ceiling,
    CitationCheck,
    Comparison,
    Detail,
    Dossier,
    Episode,
    Evidence,
    Finding,
    Hop,
    Link,
    Page,
    Passage,
    Position,
    Published,
    Relation,
    Source,
    Span,
    Statement,
    Target,
    Value,
    Voice,
    VoiceRelation,
)

HOSTILE = "<script>alert('x')</script> \"quoted\" & <b>bold</b>\u001b[31m"

TEXTS = {
    "pa": (
        "Envoy met rebels at the lake\n\nVALD, 4 May 2011. The envoy held three meetings with the rebels at Tresk, "
        "a rebel officer said. The first was on 2 March, he said. Two guards were killed at the bridge. "
        "The ministry denied that any meeting took place."
    ),
    "pb": (
        "Home | News | Sport\n\nThe Courier reported that the talks began on 3 March and that there were three "
        "meetings. Six guards died at the bridge, Mayor Ana Brill said.\n\nCheap watches here\n\n" + HOSTILE
    ),
    "pc": "The mayor of Tresk, Ana Brill, said six guards died at the bridge. The envoy asked for the talks, she said.",
}


def span(page: str, quote: str) -> Span:
    """The first place where ``quote`` stands on ``page``."""
    start = TEXTS[page].index(quote)
    return Span(page, start, start + len(quote), quote)


def evidence(page: str, quote: str, passage: str, statement: str | None) -> Evidence:
    at = span(page, quote)
    return Evidence(at.page, at.start, at.end, at.text, passage, statement)


def passage(ident: str, page: str, quote: str, **known: Any) -> Passage:
    at = span(page, quote)
    return Passage(ident, page, at.start, at.end, **({"parent": None, "kind": "article"} | known))


def _statement(ident: str, quote: str, passage: str, source: Source, **known: Any) -> Statement:
    page = "p" + passage[1]
    return Statement(
        ident,
        page,
        passage,
        (span(page, quote),),
        source,
        **({"cue": None, "mode": "indirect", "stance": "asserted"} | known),
    )


def _value(
    ident: str, text: str, evidence: tuple[Evidence, ...], voices: tuple[str, ...], **known: Any
) -> Value:
    accounts = tuple(dict.fromkeys(e.passage for e in evidence if e.passage))
    usual: dict[str, Any] = {"type": "text", "independent": (1, len(voices))}
    usual["ceiling"] = Ceiling(3, "one anonymous voice")
    return Value(ident, text, **(usual | known), evidence=evidence, accounts=accounts, voices=voices)


def _details() -> tuple[Detail, ...]:
    def says(*pairs: tuple[str, str | None]) -> tuple[Position, ...]:
        return tuple(Position(a, "says" if v else "silent", v) for a, v in pairs)

    start = Detail(
        "d-aaaa01",
        "ep-1",
        "start",
        "When did the talks begin?",
        "contradicted",
        (
            _value(
                "val-a1",
                "2 March 2011",
                (evidence("pa", "The first was on 2 March", "ta", "s-a2"),),
                ("v-officer",),
                type="date",
                normalized="2011-03-02",
            ),
            _value(
                "val-a2",
                "3 March 2011",
                (evidence("pb", "began on 3 March", "tb", "s-b1"),),
                ("v-officer",),
                type="date",
                normalized="2011-03-03",
            ),
        ),
        (
            Relation(
                "val-a1", "val-a2", "contradicts", "one_voice", "2 and 3 March cannot both be the first day"
            ),
        ),
        (
            Position("ta", "says", "val-a1"),
            Position("tb", "says", "val-a2"),
            Position("tc", "silent"),
            Position("tb2", "no_comment"),
        ),
    )
    rounds = Detail(
        "d-aaaa02",
        "ep-1",
        "rounds",
        "How many meetings were held?",
        "single_voice",
        (
            _value(
                "val-b1",
                "three",
                (
                    evidence("pa", "three meetings", "ta", "s-a1"),
                    evidence("pb", "there were three meetings", "tb", "s-b1"),
                ),
                ("v-officer",),
                type="count",
                normalized="3",
                counted="meeting",
            ),
        ),
        (),
        (Position("ta", "denies", "val-b1"), Position("tb", "says", "val-b1"), Position("tc", "silent")),
    )
    initiator = Detail(
        "d-aaaa03",
        "ep-1",
        "initiator",
        "Who asked for the talks?",
        "refined",
        (
            _value(
                "val-c1",
                "the envoy",
                (evidence("pc", "The envoy asked for the talks", "tc", "s-c2"),),
                ("v-brill",),
            ),
            _value(
                "val-c2",
                "three meetings at Tresk",
                (evidence("pa", "at Tresk", "ta", "s-a1"),),
                ("v-officer",),
            ),
        ),
        (Relation("val-c2", "val-c1", "refines", "distinct_voices", "the place is named"),),
        says(("ta", "val-c2"), ("tb", None), ("tc", "val-c1")),
    )
    killed = Detail(
        "d-bbbb01",
        "ep-2",
        "killed",
        "How many were killed?",
        "agreed",
        (
            _value(
                "val-d1",
                "six guards",
                (
                    evidence("pb", "Six guards died", "tb2", "s-b2"),
                    evidence("pc", "six guards died", "tc", "s-c1"),
                ),
                ("v-brill", "v-officer"),
                type="count",
                normalized="6",
                independent=(2, 2),
            ),
        ),
        (),
        says(("ta", None), ("tb2", "val-d1"), ("tc", "val-d1")),
    )
    place = Detail(
        "d-bbbb02",
        "ep-2",
        "place",
        "Where was it?",
        "independence_unknown",
        (
            _value(
                "val-e1",
                "the bridge",
                (evidence("pa", "at the bridge", "ta", None), evidence("pc", "at the bridge", "tc", "s-c1")),
                ("v-author", "v-brill"),
                type="place",
            ),
        ),
        (),
        says(("ta", "val-e1"), ("tb", None), ("tc", "val-e1")),
    )
    return start, rounds, initiator, killed, place


def make_dossier() -> Dossier:
    pages = tuple(
        Page(
            ident, f"{n:02}-{ident}.txt", None, hashlib.sha256(text.encode()).hexdigest(), "text/plain", "text/1", "en",
            text, title=HOSTILE if ident == "pb" else None,
            published=Published("2011-05-04", "stated") if ident == "pa" else Published(),
        )
        for n, (ident, text) in enumerate(TEXTS.items())
    )  # fmt: skip
    officer = Source("anonymous", "pa", *_at("pa", "a rebel officer"))
    he = Source("anonymous", "pa", *_at("pa", "he"), resolved_name="a rebel officer")
    courier = span("pb", "The Courier")
    brill = Source("named", "pc", *_at("pc", "Ana Brill"), actor="ac-brill", resolved_name="Ana Brill")
    return Dossier(
        schema=SCHEMA,
        case="hand-made",
        pages=pages,
        passages=(
            passage("ta", "pa", TEXTS["pa"], publisher="The Courier", published=Published("2011-05-04", "stated")),
            passage("pnav", "pb", "Home | News | Sport", kind="boilerplate"),
            passage("tb", "pb", TEXTS["pb"][21:], kind="post", author="R. <Hale>"),
            passage("tb2", "pb", "Six guards died at the bridge, Mayor Ana Brill said.", kind="quoted_article",
                    parent="tb", publisher="NWS"),
            passage("pspam", "pb", "Cheap watches here", kind="spam", parent="tb"),
            passage("tc", "pc", TEXTS["pc"], agency="NWS", published=Published("2011-05-01/2011-05-03", "inferred")),
        ),
        actors=(
            Actor("ac-brill", "Ana Brill", "person", ("mayor",), (span("pb", "Ana Brill"), span("pc", "Ana Brill"))),
            Actor("ac-envoy", "the envoy", "person", (), (span("pa", "The envoy"), span("pc", "The envoy"))),
            Actor("ac-rebels", "the rebels", "group", (), (span("pa", "the rebels"),)),
        ),
        voices=(
            Voice("v-officer", "a rebel officer, to The Courier", "anonymous", None, "The Courier",
                  (span("pa", "a rebel officer"),)),
            Voice("v-brill", "Ana Brill", "named", "ac-brill", None, (span("pc", "Ana Brill"),)),
            Voice("v-author", "The Courier", "author"),
        ),
        voice_relations=(VoiceRelation("v-brill", "v-officer", "distinct", "two names", (span("pc", "Ana Brill"),)),),
        statements=(
            _statement("s-a1", "The envoy held three meetings with the rebels at Tresk", "ta", officer,
                       cue=span("pa", "said"), voice="v-officer"),
            _statement("s-a2", "The first was on 2 March", "ta", he, voice="v-officer"),
            _statement("s-a3", "any meeting took place", "ta", Source("organization", "pa", *_at("pa", "The ministry")),
                       cue=span("pa", "denied"), stance="denied"),
            _statement("s-b1", "the talks began on 3 March and that there were three meetings", "tb",
                       Source("publication", "pb", *_at("pb", "The Courier")),
                       chain=(Hop(courier.page, courier.start, courier.end, courier.text, None, "ta"),),
                       voice="v-officer", voice_basis="governing_lead"),
            _statement("s-b2", "Six guards died at the bridge", "tb2", brill, voice="v-brill", within="s-b1"),
            _statement("s-c1", "six guards died at the bridge", "tc", brill, voice="v-brill"),
            _statement("s-c2", "The envoy asked for the talks", "tc", brill, mode="narration", voice="v-brill"),
        ),
        episodes=(
            Episode("ep-1", "Talks between the envoy and the rebels", "negotiation", (("ac-envoy",), ("ac-rebels",)),
                    "2011-03-02", "2011-03"),
            Episode("ep-2", "The attack on the bridge", "armed_incident", (), "2011-04", "2011-05-04"),
        ),
        details=_details(),
        comparisons=(
            Comparison("c-01", span("pa", "Two guards were killed"), span("pc", "six guards died"),
                       "two tolls of what may be one attack", 0.8),
        ),
        links=(
            Link("tb", Target("ta"), "reports", courier),
            Link("tb2", Target(None, "Northern Wire"), "copies", None),
            Link("tc", Target("tb2"), "copies", None),
        ),
        citation_checks=(
            CitationCheck("cc-01", "s-b1", span("pb", "the talks began on 3 March"), Target("ta"), "contradicted",
                          span("pa", "The first was on 2 March"), "whole", "the cited account says 2 March"),
            CitationCheck("cc-02", "s-b1", span("pb", "there were three meetings"), Target("ta"), "supported",
                          span("pa", "three meetings"), "whole", "the same count"),
            CitationCheck("cc-03", "s-b1", span("pb", "the talks"), Target("ta"), "not_found", None, "cut", "not found"),
            CitationCheck("cc-04", "s-b2", span("pb", "Six guards died"), Target(None, "Radio Vald"),
                          "source_not_in_case", None, "whole", "Radio Vald is not in the case"),
        ),
        findings=(Finding("pb", "cut", "The page seems to end early.", (span("pb", "Cheap watches here"),)),),
    )  # fmt: skip


def _at(page: str, quote: str) -> tuple[int, int, str]:
    at = span(page, quote)
    return at.start, at.end, at.text
