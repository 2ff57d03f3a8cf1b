"""What the parse must not say of a time expression that the grammar proposes."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span as DocSpan

from ...vocab import words
from .grammar import Found

__all__ = ["holds"]

#: Entities whose names hold months, days and years that date nothing ("the Sunday Times").
_NAMES = frozenset({"PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART", "PRODUCT", "NORP", "LAW", "LOC"})
#: Entities of plain numbers.
_NUMBERS = frozenset({"MONEY", "QUANTITY", "PERCENT", "CARDINAL"})
#: A bare number below the one is a year only after a preposition; below the other it is none in a name.
_PRINT, _MODERN = 1700, 1950


def holds(found: Found, tokens: DocSpan) -> bool:
    """Whether nothing in the parse speaks against the proposal."""
    check = _CHECKS.get(found.rule)
    return check is None or check(found, tokens)


def _named(tokens: DocSpan) -> bool:
    """Whether the words stand in a name: the recogniser says so, or they are compounded with a proper noun."""
    if any(t.ent_type_ in _NAMES for t in tokens):
        return True
    last = tokens[-1]
    inside = any(c.dep_ == "compound" and c.pos_ == "PROPN" and c.i < tokens.start for c in last.children)
    after = last.dep_ == "compound" and last.head.pos_ == "PROPN" and last.head.text[:1].isupper()
    return inside or (after and last.head.i == tokens.end)


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


def _year(found: Found, tokens: DocSpan) -> bool:
    token = tokens[0]
    if len(tokens) > 1 or not token.is_digit:
        return True
    if token.ent_type_ in _NAMES | _NUMBERS:
        return False
    if token.dep_ == "nummod" and token.head.pos_ == "PROPN":
        # A year in a name: one that the recogniser takes for no date, or one long before the news.
        return token.ent_type_ == "DATE" and int(token.text) >= _MODERN
    if int(token.text) < _PRINT:
        before = tokens.doc[tokens.start - 1] if tokens.start else None
        return before is not None and before.pos_ == "ADP"
    return not (token.dep_ == "nummod" and token.head.tag_ == "NNS")


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
    if tokens[-1].lower_ == "old" and tokens[-2].text not in ("-", "–"):
        return False  # an age
    if unit.startswith("quarter") and after is not None and after.lower_ == "of":
        return False
    # "a second term", "one second chance": an ordinal before its noun.
    return not (unit == "second" and (tokens[-1].pos_ == "ADJ" or tokens[-1].head.i >= tokens.end))


def _regular(found: Found, tokens: DocSpan) -> bool:
    return tokens[0].pos_ == "ADV"


def _one_unit(found: Found, tokens: DocSpan) -> bool:
    if found.parts["unit"].lower() in ("quarter", "second", "night"):
        return False
    return _length(found, tokens)


_CHECKS: dict[str, Callable[[Found, DocSpan], bool]] = {
    "month": _month,
    "deictic": _unnamed,
    "unit": _unnamed,
    "regular": _regular,
    "ref": _unnamed,
    "turn daypart": _unnamed,
    "daypart": _unnamed,
    "the unit": _unnamed,
    "weekday": _unnamed,
    "year": _year,
    "season": _season,
    "holiday": _unnamed,
    "duration": _length,
    "one unit": _one_unit,
}
