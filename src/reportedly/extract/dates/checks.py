"""What the parse must not say of a time expression that the grammar proposes."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ...vocab import words
from .fields import normalise
from .grammar import Found
from .known import is_known

__all__ = ["holds", "is_some_day"]

#: Entities whose names hold months, days and years that date nothing ("the Sunday Times").
_NAMES = frozenset({"PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART", "PRODUCT", "NORP", "LAW", "LOC"})
#: Entities of plain numbers.
_NUMBERS = frozenset({"MONEY", "QUANTITY", "PERCENT", "CARDINAL"})
#: A bare number below the one is a year only after a preposition; below the other it is none in a name.
_PRINT, _MODERN, _LAST = 1700, 1950, 2050


def holds(found: Found, tokens: DocSpan) -> bool:
    """Whether nothing in the parse speaks against the proposal."""
    check = _CHECKS.get(found.rule)
    return check is None or check(found, tokens)


def _named(tokens: DocSpan) -> bool:
    """Whether the words stand in a name: the recogniser says so, or they are compounded with a proper noun."""
    if any(t.ent_type_ in _NAMES for t in tokens):
        return True
    if _titled(tokens):
        return True
    last = tokens[-1]
    inside = any(c.dep_ == "compound" and c.pos_ == "PROPN" and c.i < tokens.start for c in last.children)
    after = last.dep_ == "compound" and last.head.pos_ == "PROPN" and last.head.text[:1].isupper()
    return inside or (after and last.head.i == tokens.end)


def _titled(tokens: DocSpan) -> bool:
    """Whether common words have capitals within a sentence that has others: a title ("on This Week")."""
    plain = [t for t in tokens if t.is_alpha and t.lower_ in words("timex", "uncapital")]
    if not any(t.is_title for t in plain if t.i > tokens.start):
        return False
    return any(t.is_lower and t.pos_ in ("VERB", "AUX", "ADP", "DET") for t in tokens.sent)


def _month(found: Found, tokens: DocSpan) -> bool:
    if len(tokens) > 1:
        return not _named(tokens)
    word = tokens[0]
    if word.lower_ in words("timex", "ambiguous"):
        # In a headline the tagger takes any capitalised word for a name; a preposition is needed.
        before = tokens.doc[tokens.start - 1] if tokens.start else None
        if before is None or not (before.pos_ in ("ADP", "SCONJ", "CCONJ", "PUNCT") or before.like_num):
            return False
    return not _named(tokens) and word.pos_ not in ("VERB", "AUX")


def _unnamed(found: Found, tokens: DocSpan) -> bool:
    return not _named(tokens)


def _weekday(found: Found, tokens: DocSpan) -> bool:
    """Whether it is a day by itself: not the one that a number and something else tell ("the second Sunday after")."""
    before = tokens.doc[tokens.start - 1] if tokens.start else None
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    numbered = before is not None and before.tag_ == "JJ" and bool(normalise({"ordinal": before.lower_}))
    counted = numbered or (tokens[0].lower_ == "the" and len(tokens) > 2)
    tied = after is not None and after.lower_ in ("after", "before", "of", "in")
    definite = before is not None and before.lower_ == "the"
    if definite and after is not None and after.lower_ in ("after", "before"):
        return False  # "the Monday before the vote"
    return not _named(tokens) and not (counted and tied)


def _year(found: Found, tokens: DocSpan) -> bool:
    token = tokens[0]
    if len(tokens) > 1 or not token.is_digit:
        return True
    before = tokens.doc[tokens.start - 1] if tokens.start else None
    if before is not None and {before.lemma_.lower(), before.lower_} & words("timex", "numbered"):
        return False
    # No one counts a single thing: "his 2013 stint" is a year's, whatever the recogniser says.
    single = token.dep_ == "nummod" and token.head.tag_ == "NN" and _MODERN <= int(token.text) <= _LAST
    if token.ent_type_ in _NAMES or (token.ent_type_ in _NUMBERS and not single):
        return False
    if token.dep_ == "nummod" and token.head.pos_ == "PROPN":
        # A year in a name: one that the recogniser takes for no date, or one long before the news.
        return token.ent_type_ == "DATE" and int(token.text) >= _MODERN
    if int(token.text) < _PRINT:
        return before is not None and before.pos_ == "ADP"
    counts = token.dep_ == "nummod" and token.head.tag_ == "NNS"
    return not counts or any(c.dep_ == "poss" for c in token.head.children)


def _season(found: Found, tokens: DocSpan) -> bool:
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    if _named(tokens) or tokens[-1].pos_ in ("VERB", "AUX"):
        return False
    if (
        found.parts["season"].lower() == "fall"
        and after is not None
        and after.lower_ in ("in", "of", "from", "to")
    ):
        return "turn" in found.parts or "year" in found.parts
    if len(tokens) == 1:
        before = tokens.doc[tokens.start - 1] if tokens.start else None
        return before is not None and before.pos_ == "ADP"
    return True


def _length(found: Found, tokens: DocSpan) -> bool:
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    unit = found.parts.get("unit", "").lower()
    if tokens[-1].lower_ == "old" and not _ages_thing(tokens, after):
        return False
    if unit.startswith("quarter") and after is not None and after.lower_ == "of":
        return False
    if unit == "quarters" and len(tokens) > 1 and tokens[-2].text in ("-", "–"):
        return False  # "three-quarters"
    first = tokens.start
    if first and tokens[0].lower_ == "many" and tokens.doc[first - 1].lower_ == "as":
        return False  # "the third in as many days"
    # "a second term", "one second chance": an ordinal before its noun.
    return not (unit == "second" and (tokens[-1].pos_ == "ADJ" or tokens[-1].head.i >= tokens.end))


def _ages_thing(tokens: DocSpan, after: Token | None) -> bool:
    """Whether an age is that of a thing ("the 8-month-old siege"): a person's age is no length of time told."""
    return (
        tokens[-2].text in ("-", "–")
        and after is not None
        and after.pos_ == "NOUN"
        and after.lemma_ not in words("people", "descriptors", "person")
        and after.lemma_ not in words("timex", "aged")
    )


def _bare_day(found: Found, tokens: DocSpan) -> bool:
    """Whether it is a day ("on the 14th"), and counts no noun ("the 14th floor")."""
    day = tokens[-1]
    before = tokens.doc[tokens.start - 1] if tokens.start else None
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    if (after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")) or (
        after and after.lower_ in ("of", "-")
    ):
        return False
    dated = "weekday" in found.parts or (before is not None and before.lower_ in words("timex", "on"))
    return dated and not (day.dep_ in ("amod", "compound") and day.head.i >= tokens.end)


def _days(found: Found, tokens: DocSpan) -> bool:
    first, last = (int("".join(c for c in found.parts[part] if c.isdigit())) for part in ("first", "day"))
    return not _named(tokens) and first != last


def _years(found: Found, tokens: DocSpan) -> bool:
    return int(found.parts["until"]) > int(found.parts["year"]) % 100 and tokens[0].ent_type_ not in _NUMBERS


def _ref(found: Found, tokens: DocSpan) -> bool:
    if tokens[-1].lower_ == "current" and tokens[-1].pos_ == "NOUN":
        return False
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    if tokens[-1].lower_ == "soon" and after is not None and after.lower_ in words("timex", "soon_of"):
        return False
    return not _named(tokens)


def is_some_day(tokens: DocSpan) -> bool:
    """Whether "one day" is no length but some time to come: it stands free beside a verb that looks ahead."""
    if tokens.text.lower() != "one day":
        return False
    head = tokens[-1].head
    helpers = {child.lower_ for child in head.children if child.dep_ == "aux"}
    free = tokens[-1].dep_ == "npadvmod" and head.pos_ in ("VERB", "AUX")
    return free and bool(helpers & (words("timex", "future") | {"would", "to"}))


def _the_past(found: Found, tokens: DocSpan) -> bool:
    """Whether it stands alone: "in the past", not "in the past nine elections"."""
    last = tokens[-1]
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    part = (
        last.lower_ in ("past", "future") and last.dep_ in ("amod", "compound") and last.head.i >= tokens.end
    )
    return (
        not _named(tokens)
        and not part
        and not (last.lower_ == "past" and after is not None and after.pos_ == "NUM")
    )


def _bare_units(found: Found, tokens: DocSpan) -> bool:
    """Whether it is a length and no kind of time ("strange days", "her years", "the Obama years")."""
    kinds = ("amod", "poss", "compound")
    kind = any(c.dep_ in kinds and c.i not in range(tokens.start, tokens.end) for c in tokens.root.children)
    return not kind and _length(found, tokens)


def _moment(found: Found, tokens: DocSpan) -> bool:
    """Whether it stands alone: "at the time", not "at the time of the vote" or "at the time he fell"."""
    before = tokens.doc[tokens.start - 1] if tokens.start else None
    if before is None or before.lower_ != "at":
        return False
    if any(child.i > tokens[-1].i for child in tokens[-1].children):
        return False
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    return after is None or (after.pos_ not in ("PROPN", "ADP", "SCONJ") and not _opens_clause(after, tokens))


def _opens_clause(after: Token, tokens: DocSpan) -> bool:
    """Whether a clause that says which time it was begins here ("at the time he fell")."""
    return any(t.dep_ in ("relcl", "acl") and t.head.i in range(tokens.start, tokens.end) for t in after.sent)


def _then(found: Found, tokens: DocSpan) -> bool:
    before = tokens.doc[tokens.start - 1] if tokens.start else None
    return before is not None and before.lower_ in words("timex", "until") and before.pos_ in ("ADP", "SCONJ")


def _turn_daypart(found: Found, tokens: DocSpan) -> bool:
    """Whether it is a night told of, not what kind of raid ("the night raid")."""
    kind = tokens[-1].dep_ == "compound" and tokens[-1].head.i >= tokens.end
    return not _named(tokens) and ("turn" in found.parts or not kind)


def _clock(found: Found, tokens: DocSpan) -> bool:
    """Whether there is such a time ("990 AM" is a station)."""
    return normalise({"clock": found.parts["clock"]}) != {}


def _dawn(found: Found, tokens: DocSpan) -> bool:
    before = tokens.doc[tokens.start - 1] if tokens.start else None
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    led = before is not None and before.lower_ in words("timex", "until")
    return led and tokens[0].is_lower and not (after is not None and after.lower_ == "of")


def _quarter(found: Found, tokens: DocSpan) -> bool:
    """Whether it is a year's: "the first half", not "the first half of the match"."""
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    part_of = found.parts["unit"].lower() == "half" and after is not None and after.lower_ == "of"
    return not part_of


def _holiday(found: Found, tokens: DocSpan) -> bool:
    if " " in found.parts["holiday"]:
        return found.parts["holiday"][:1].isupper()
    return found.parts["holiday"][:1].isupper() and not any(
        t.ent_type_ in ("PERSON", "WORK_OF_ART") for t in tokens
    )


def _all_unit(found: Found, tokens: DocSpan) -> bool:
    """Whether it tells how long ("it rained all day"), not what ("all day passes")."""
    return tokens[-1].dep_ in ("npadvmod", "pobj", "dobj", "obl") or tokens[-1].head.pos_ == "VERB"


def _regular(found: Found, tokens: DocSpan) -> bool:
    return tokens[0].pos_ == "ADV"


def _one_unit(found: Found, tokens: DocSpan) -> bool:
    after = tokens.doc[tokens.end : tokens.end + 2].text
    if found.parts["unit"].lower() in ("quarter", "second", "night") or after.startswith(
        ("-to", "- to", "-by")
    ):
        return False
    return _length(found, tokens)


_CHECKS: dict[str, Callable[[Found, DocSpan], bool]] = {
    "month": _month,
    "deictic": _unnamed,
    "unit": _unnamed,
    "regular": _regular,
    "ref": _ref,
    "moment": _moment,
    "the past": _the_past,
    "bare units": _bare_units,
    "clock": _clock,
    "known day": lambda found, tokens: is_known(found.parts["short"]) is not None,
    "day daypart": _unnamed,
    "dawn": _dawn,
    "quarter": _quarter,
    "then": _then,
    "bare day": _bare_day,
    "days of month": _days,
    "years": _years,
    "all unit": _all_unit,
    "turn daypart": _turn_daypart,
    "daypart": _unnamed,
    "the unit": _unnamed,
    "weekday": _weekday,
    "nth weekday": _unnamed,
    "listed day": _unnamed,
    "year": _year,
    "season": _season,
    "holiday": _holiday,
    "duration": _length,
    "one unit": _one_unit,
}
