"""Quantities: numbers, what they count, and what befell those counted.

Dates, ages, years and numbers in names are left out.  A toll is found in any of its phrasings: "killed
17", "17 dead", "13 were wounded", "left 17 dead and 24 wounded", "the death of 17", "the toll rose to 17".
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from ...records import Clause, Quantity
from ...spans import content_id
from ...vocab import load, words
from ..parse import ParsedPassage
from ..syntax import phrase, tidy
from .conditions import condition as find_condition
from .conditions import condition_of_word, totals_object, totals_subject
from .numbers import Number, read_number

__all__ = ["find_quantities"]

_NAMES = frozenset({"ORG", "PRODUCT", "FAC", "LAW", "WORK_OF_ART", "EVENT"})
_SIGNS = frozenset({"$", "€", "£", "us$"})
#: Members of one list of numbers stand at most so many characters apart.
_BETWEEN = 6
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})


def find_quantities(parsed: ParsedPassage, clauses: Iterable[Clause] = ()) -> tuple[Quantity, ...]:
    """The quantities of ``parsed`` in the order of the text; ``clauses`` are those of the page."""
    inside = (c for c in clauses if c.passage == parsed.passage.id)
    predicates = {c.predicate.start - parsed.offset: c.id for c in inside}
    doc, found = parsed.doc, []
    at = 0
    last: Quantity | None = None
    sentence = -1
    while at < len(doc):
        number = read_number(doc, at)
        if number is None:
            at += 1
            continue
        at = number.end
        if doc[number.first].sent.start != sentence:
            sentence, last = doc[number.first].sent.start, None
        quantity = _quantity(parsed, number, predicates, last)
        if quantity is not None:
            found.append(quantity)
            last = quantity
    return tuple(found)


def _quantity(
    parsed: ParsedPassage, number: Number, predicates: dict[int, str], last: Quantity | None
) -> Quantity | None:
    doc = parsed.doc
    unit = _unit(number, doc)
    if _is_no_quantity(number, doc, unit):
        return None
    top = _top(number, doc)
    noun = _counted(top, number)
    condition = find_condition(top, noun, number)
    if (
        condition is None
        and last is not None
        and (totals_subject(top) or _goes_on(number, top, last, parsed))
    ):
        condition = last.condition  # "early reports gave 28 dead; later the number came down to eight"
    counted = None if unit is not None and unit != "fraction" else _counted_lemma(noun)
    if counted in (None, "other", "more", "another", "life") and condition is not None:
        counted = last.counted if last is not None and last.condition is not None else "person"
    low, high = number.start, number.end
    if noun is not None and noun.i >= number.first:
        a, b = tidy(*phrase(noun if top.i < number.first else top), noun)
        low, high = (min(low, a) if a >= number.start - 2 else low), max(high, b, noun.i + 1)
    if unit is not None and unit != "fraction":
        low, high = _with_unit(number, low, high, parsed)
    high = max(high, number.closes)
    span = parsed.span(doc[low].idx, doc[high - 1].idx + len(doc[high - 1]))
    if span is None:
        return None
    clause = _clause_of(top, predicates)
    return Quantity(
        span.page, span.start, span.end, span.text,
        id=content_id("q", span.page, parsed.offset + doc[number.first].idx, parsed.offset + doc[number.end - 1].idx),
        passage=parsed.passage.id, low=number.low, high=number.high, approximate=number.approximate,
        strict=number.strict, unit=unit, counted=counted, modifiers=_modifiers(noun, number),
        number=parsed.span(doc[number.start].idx, doc[number.end - 1].idx + len(doc[number.end - 1])),
        condition=condition, clause=clause,
    )  # fmt: skip


def _goes_on(number: Number, top: Token, last: Quantity, parsed: ParsedPassage) -> bool:
    """Whether a number tells more of those counted before: "104 were killed, 33 of them civilians"."""
    doc = parsed.doc
    behind = [t.lower_ for t in doc[number.end : number.end + 2]]
    if behind[:1] == ["of"] and behind[1:] in (["them"], ["whom"], ["those"], ["these"]):
        return True
    before = {t.lower_ for t in doc[max(0, number.start - 3) : number.start]}
    if before >= {"among", "them"}:
        return True
    bare = number.first <= top.i < number.end
    if bare and before & {"later", "now", "then", "initially", "originally"}:
        return True  # "spoke of more than 90 dead, later of 72"
    near = parsed.offset + doc[number.start].idx - last.end <= _BETWEEN
    return near and top.dep_ == "conj" and top.head.pos_ in ("NOUN", "NUM", "PROPN") and top.tag_ == "NNS"


def _with_unit(number: Number, low: int, high: int, parsed: ParsedPassage) -> tuple[int, int]:
    """The span's tokens with a sign before the number or the unit after it."""
    doc = parsed.doc
    if number.first and doc[number.first - 1].lower_ in _SIGNS:
        return min(low, number.first - 1), high
    behind = number.end
    while behind < len(doc) and doc[behind].text in ("-", "–"):
        behind += 1
    return low, max(high, min(behind + 1, len(doc)))


# ------------------------------------------------------------------ what is no quantity


def _is_no_quantity(number: Number, doc: Doc, unit: str | None) -> bool:
    first = doc[number.first]
    after: Token | None = first.nbor(number.end - number.first) if number.end < len(first.doc) else None
    if first.ent_type_ in _NAMES and first.dep_ != "nummod":
        return True
    if unit in _TIMES:
        return after is not None and _old(after)
    if first.ent_type_ in ("DATE", "TIME") and unit is None and not _governs_people(first):
        return True
    plain = number.end - number.first == 1 and first.text.isdigit()
    if plain and 1000 <= int(first.text) <= 2100 and (first.dep_ != "nummod" or first.head.tag_ != "NNS"):
        return True
    if first.lower_ == "one" and (
        first.dep_ not in ("nummod", "nsubjpass")
        or first.head.lemma_ in ("point", "time", "side", "thing", "way", "hand", "day")
    ):
        return not (after is not None and after.lower_ == "of" and number.start < number.first)
    before = first.nbor(-1).text if first.i else ""
    return (
        plain
        and before in (",", "(")
        and after is not None
        and after.text in (",", ")", ".")
        and first.dep_ in ("appos", "nummod", "npadvmod", "amod")
    )


def _old(token: Token) -> bool:
    return any(t.lower_ == "old" for t in token.doc[token.i : token.i + 4])


def _governs_people(token: Token) -> bool:
    """Whether a number that is taken for a date counts something after all."""
    if token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.lemma_.lower() not in _TIMES:
        return True
    if totals_object(token) or totals_subject(token):
        return True
    return token.dep_ in ("nsubjpass", "nsubj", "dobj") and condition_of_word(token.head) is not None


def _unit(number: Number, doc: Doc) -> str | None:
    first = doc[number.first]
    if number.fraction:
        return "fraction"
    near = [first.doc[i].lower_ for i in range(number.end, min(number.end + 2, len(first.doc)))]
    if near[:1] and near[0] in ("-", "–") and near[1:] == ["pound"]:
        return "pound"  # a bomb of 500 pounds is weighed, not paid
    near = near[1:] if near and near[0] in ("-", "–") else near[:1]
    if first.i and first.nbor(-1).lower_ in _SIGNS:
        near = [first.nbor(-1).lower_]
    for name, forms in load("quantities")["units"].items():
        if any(word in forms for word in near):
            return str(name)
    return None


# ------------------------------------------------------------------ what is counted


def _top(number: Number, doc: Doc) -> Token:
    """The highest token of the number's phrase: the counted noun, or the number itself."""
    token = doc[number.end - 1]
    inside = range(number.start, number.end)
    while token.i in inside and token.head.i in inside and token.head.i != token.i:
        token = token.head
    while (
        token.dep_ in ("nummod", "quantmod", "compound", "amod", "det", "advmod")
        and token.head.i != token.i
        and (token.head.pos_ in ("NOUN", "PROPN", "NUM", "SYM", "ADJ"))
    ):
        token = token.head
    return token


def _counted(top: Token, number: Number) -> Token | None:
    """The counted noun: behind "of" where the head only measures."""
    told = _told_who(top.doc, number.end)
    if told is not None:
        return told
    bare = number.first <= top.i < number.end
    if bare or top.lemma_.lower() in words("quantities", "nouns", "measures"):
        for child in top.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        return None if bare or top.lower_ in ("%", "percent") else top
    return top


def _told_who(doc: Doc, at: int) -> Token | None:
    """The noun that says who a part of them were: "33 of them civilians"."""
    if at + 2 < len(doc) and doc[at].lower_ == "of" and doc[at + 1].lower_ in ("them", "whom"):
        return doc[at + 2] if doc[at + 2].tag_ == "NNS" else None
    return None


def _counted_lemma(noun: Token | None) -> str | None:
    if noun is None or noun.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ"):
        return None
    lemma = noun.lemma_.lower() if noun.pos_ != "PROPN" or noun.ent_type_ == "NORP" else noun.text
    if noun.pos_ in ("PRON", "ADJ"):
        return None
    return "person" if lemma in ("people", "person") else lemma


def _modifiers(noun: Token | None, number: Number) -> tuple[str, ...]:
    if noun is None:
        return ()
    kept = (c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod", "poss") and c.i >= number.end)
    return tuple(c.lemma_.lower() for c in kept)


def _clause_of(token: Token, predicates: dict[int, str]) -> str | None:
    """The clause of the nearest predicate over ``token``, or its own where it is one."""
    for _ in range(12):
        if token.idx in predicates:
            return predicates[token.idx]
        if token.head.i == token.i:
            return None
        token = token.head
    return None
