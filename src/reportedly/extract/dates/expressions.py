"""Time expressions in English prose, with the extents and types of TIMEX3.

The grammar (:mod:`.timex_grammar`) proposes; the parse disposes: a proposal whose words turn out to be a
verb, a name or a plain number is dropped.  What is left is a :class:`~reportedly.records.DateMention`
without a value, and a :class:`~reportedly.records.DateForm` that says what the expression says by itself
and in which tense it is said.  ``link`` solves them, since one account can date another.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import cast

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from ...records import DateForm, DateMention, TimexType
from ...spans import content_id
from ...vocab import words
from ..parse import ParsedPassage
from .checks import holds, is_some_day
from .events import event_of
from .fields import normalise
from .grammar import Found, grammar
from .known import with_year
from .ranges import apart, listed, with_shared
from .verbs import governor_of, lead_of, parties_of, tense_of

__all__ = ["date_mentions", "find"]

#: What goes on with the word, and is no mark-up behind it ("2016</b>").
_GOES_ON = re.compile(r"[^\W_]|[._/-]+[^\W_]")
#: Characters after a dateline's place within which its date begins ("KABUL, Afghanistan, Oct. 8 (AFP) -").
_DATELINE = 30


def date_mentions(parsed: Iterable[ParsedPassage]) -> tuple[tuple[DateMention, ...], tuple[DateForm, ...]]:
    """The time expressions of a page's parsed passages, and what each says by itself, in page order."""
    mentions: list[DateMention] = []
    forms: list[DateForm] = []
    for piece in parsed:
        starts = [sentence.start_char for sentence in piece.doc.sents]
        text = piece.doc.text  # put together anew at every call
        for found, tokens in with_shared(find(piece.doc), text):
            span = piece.span(found.start, found.end)
            if span is None:
                continue
            name = content_id("date", span.page, span.start, span.end)
            kind = _type(found, tokens)
            mentions.append(
                DateMention(name, span.page, piece.passage.id, span.start, span.end, span.text, kind)
            )
            verb = governor_of(tokens)
            parties = parties_of(verb) if verb is not None else ()
            forms.append(
                DateForm(
                    name,
                    found.rule,
                    normalise(found.parts | _around(found, tokens, text, piece.passage.dateline)),
                    tense_of(tokens),
                    piece.offset + starts[bisect_right(starts, tokens.start_char) - 1],
                    _relation(tokens),
                    verb.lemma_ if verb is not None else None,
                    tuple((piece.offset + a, piece.offset + b) for a, b in parties),
                    event_of(tokens),
                )
            )
    return tuple(mentions), tuple(forms)


def _around(found: Found, tokens: DocSpan, text: str, place: str | None) -> dict[str, str]:
    """What stands around the expression: the preposition that leads to it, and whether it is a dateline's."""
    around: dict[str, str] = {}
    if (lead := lead_of(tokens)) is not None:
        around["prep"] = lead
    line = text.rfind("\n", 0, found.start) + 1
    if "deictic" in found.parts and _in_quotes(tokens):
        around["quoted"] = "1"
    after = line + len(place) if place and text.startswith(place, line) else None
    if after is not None and 0 <= found.start - after <= _DATELINE and {"month", "day"} <= found.parts.keys():
        around["dateline"] = "1"
    return around


def _in_quotes(tokens: DocSpan) -> bool:
    """Whether a quotation mark opens before the expression in its sentence, and none closes."""
    before = tokens.doc[tokens.sent.start : tokens.start].text
    opened, closed = before.count("“") + before.count("``"), before.count("”") + before.count("''")
    return opened > closed or before.count('"') % 2 == 1


def find(doc: Doc) -> list[tuple[Found, DocSpan]]:
    """The time expressions of ``doc``, each with the tokens that it covers."""
    kept: list[tuple[Found, DocSpan]] = []
    offsets, text = [token.idx for token in doc], doc.text
    for found in (day for whole in grammar().find(text) for day in listed(list(apart(whole, doc)), doc)):
        tokens = doc[bisect_right(offsets, found.start) - 1 : bisect_left(offsets, found.end)]
        if _cuts_word(found, tokens, text):
            continue
        if _has_object(found, tokens):
            found, tokens = _length_only(found, tokens)
        if is_some_day(tokens):
            found = Found(found.start, found.end, "ref", "DATE", {"ref": tokens.text})
        if not holds(found, tokens):
            continue
        found, tokens = _without_lead(with_year(found, tokens), tokens)
        kept.append((found._replace(start=max(found.start, tokens.start_char)), tokens))
    return kept


def _has_object(found: Found, tokens: DocSpan) -> bool:
    """Whether "two days before" goes on ("two days before the vote"): then only the length is the expression."""
    last = tokens[-1]
    goes_on = any(last.rights) or (last.dep_ == "mark" and last.head.i > last.i)  # "before he left"
    return found.rule in ("earlier", "vague later") and last.lower_ in ("before", "after") and goes_on


def _length_only(found: Found, tokens: DocSpan) -> tuple[Found, DocSpan]:
    tokens = tokens[:-1]
    parts = {name: text for name, text in found.parts.items() if name != "step"}
    rule, kind = ("the unit", "DATE") if tokens[0].lower_ == "the" else ("duration", "DURATION")
    return Found(found.start, tokens.end_char, rule, cast(TimexType, kind), parts), tokens


def _cuts_word(found: Found, tokens: DocSpan, text: str) -> bool:
    """Whether the proposal begins or ends inside a word of the parse ("way.1003")."""
    before, after = text[tokens.start_char : found.start], text[found.end : tokens.end_char]
    return any(letter.isalnum() for letter in before) or _GOES_ON.match(after) is not None


def _without_lead(found: Found, tokens: DocSpan) -> tuple[Found, DocSpan]:
    """Drop a leading determiner that belongs to a noun outside ("the third-quarter loss"), a preposition that
    the grammar takes for "about" ("over the past year"), and a "that" that opens a clause ("said that last week")
    or a "following" that means after.
    """
    first = tokens[0]
    if len(tokens) < 2:
        return found, tokens
    second = tokens[1]
    outside = first.head.i >= tokens.end
    # "Following Monday's vote": after it; "the following Monday" is another.
    clause = first.lower_ == "following" or (
        first.lower_ == "that" and (first.pos_ == "SCONJ" or first.dep_ == "mark")
    )
    if clause and found.parts.get("turn") == first.text:
        found = found._replace(parts={name: text for name, text in found.parts.items() if name != "turn"})
    preposition = first.lower_ in words("timex", "leading")
    if preposition and (second.pos_ != "DET" or second.lower_ in ("a", "an")) and "turn" not in found.parts:
        # "Lasted over a week", "for over a week", but "rose over three decades".
        before = tokens.doc[tokens.start - 1] if tokens.start else None
        more = before is None or before.pos_ == "ADP" or before.lemma_ in words("timex", "lasting")
        preposition = first.dep_ == "prep" and not more
    if (first.dep_ == "det" and outside) or preposition or clause:
        tokens = tokens.doc[tokens.start + 1 : tokens.end]
    return found, tokens


def _type(found: Found, tokens: DocSpan) -> TimexType:
    """The rule's type; "a year" beside an amount ("five million a year") is a rate, so a SET."""
    if (
        found.rule == "the unit"
        and found.parts["unit"] == "year"
        and _relation(tokens) in ("ended", "ending")
    ):
        return "DURATION"  # "the year ended 31 March"
    if found.rule in ("ago", "earlier") and found.parts["unit"].lower().startswith(
        ("hour", "minute", "hr", "min")
    ):
        return "TIME"
    if found.rule == "iso" and ("clock" in found.parts or "T" in found.parts["date"]):
        return "TIME"
    if found.rule == "one unit" and "approx" not in found.parts:
        before = tokens.doc[tokens.start - 1] if tokens.start else None
        if tokens.root.dep_ == "npadvmod" and before is not None and before.pos_ in ("NOUN", "NUM", "SYM"):
            return "SET"
    return found.type


def _relation(tokens: DocSpan) -> str | None:
    """The word right after the expression that ties it to something: "before", "after", "ended", "of"."""
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    return after.lower_ if after is not None and after.lower_ in words("timex", "relation") else None
