"""What befell those whom a number counts: dead, wounded, detained, missing, displaced."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from ...vocab import load, words
from ..syntax import is_passive, is_predicate
from .numbers import Number

__all__ = ["condition", "condition_of_word", "totals_object", "totals_subject"]

_CONDITIONS = ("dead", "wounded", "detained", "missing", "displaced")
_TOTALS = frozenset({"toll", "number", "count", "figure", "total"})
_LINKS = frozenset(
    {"be", "have", "other", "others", "more", "people", "person", "were", "was", "been", "left"}
)


@cache
def _lexicon(part: str) -> dict[str, str]:
    data = load("quantities")["conditions"]
    return {word: name for name in _CONDITIONS for word in data[name][part]}


def condition_of_word(token: Token) -> str | None:
    """The condition that an adjective, a participle or a noun names."""
    lemma = token.lemma_.lower()
    return (
        _lexicon("adjectives").get(token.lower_)
        or (_lexicon("verbs").get(lemma) if token.tag_ == "VBN" else None)
        or _lexicon("nouns").get(lemma)
    )


def condition(top: Token, noun: Token | None, number: Number) -> str | None:
    spots = [noun, top] if noun is not None else [top]
    for token in spots:
        found = _by_modifier(token) or _by_verb(token) or _by_noun(token)
        if found:
            return found
    return _by_total(top) or _by_company(top) or _by_neighbour(max(number.end, top.i + 1), top)


def _by_modifier(token: Token) -> str | None:
    """As in "17 dead", "24 wounded civilians", "17 people killed in ..."."""
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "ADJ") and (own := _lexicon("adjectives").get(token.lower_)):
        return own
    if lemma in words("quantities", "nouns", "casualties"):
        return _lexicon("nouns").get(lemma)
    for child in token.children:
        if child.dep_ == "amod" and (found := _lexicon("adjectives").get(child.lower_)):
            return found
        if (
            child.dep_ in ("acl", "oprd", "amod")
            and child.i > token.i
            and (found := condition_of_word(child))
        ):
            return found
    return None


def _alive(noun: Token) -> bool:
    """Whether a common noun can be somebody: a person, a group, or a word that stands for a number of them."""
    lemma = noun.lemma_.lower()
    return (
        lemma in words("people", "descriptors", "person")
        or lemma in words("people", "descriptors", "group")
        or lemma in words("quantities", "nouns", "measures")
        or lemma in ("other", "more", "another")
        or noun.ent_type_ == "NORP"
    )


def _by_verb(token: Token) -> str | None:
    if token.tag_ in ("NN", "NNS") and token.lemma_.lower() != "life" and not _alive(token):
        return None
    lead = token
    while lead.dep_ == "conj" and lead.head.pos_ in ("NOUN", "PROPN", "NUM"):
        lead = lead.head
    verb = lead.head
    if not is_predicate(verb):
        return None
    lemma = verb.lemma_.lower()
    passive = is_passive(verb) or (
        verb.tag_ == "VBN" and lead.dep_ == "nsubj" and not any(c.dep_ == "aux" for c in verb.children)
    )
    if lead.dep_ == "dobj" or (lead.dep_ in ("nsubjpass", "nsubj") and passive):
        if token.lemma_.lower() == "life" and lemma in ("claim", "take", "lose", "cost"):
            return "dead"
        if found := _lexicon("verbs").get(lemma):
            return found
    if lead.dep_ == "nsubj" and not passive and (found := _lexicon("subject").get(lemma)):
        return found
    if lead.dep_ in ("dobj", "nsubj") and lemma in ("leave", "see", "find", "have"):
        for child in verb.children:
            if (
                child.dep_ in ("oprd", "acomp", "ccomp", "xcomp")
                and child.i > lead.i
                and (found := condition_of_word(child))
            ):
                return found
    return None


def _by_noun(token: Token) -> str | None:
    """As in "the killing of 14 people", "the death toll of 17"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("of", "to", "at"):
        return None
    over = token.head.head
    found = _lexicon("nouns").get(over.lemma_.lower())
    if found is None and over.lemma_.lower() in _TOTALS:
        found = next((f for c in over.children if (f := _lexicon("nouns").get(c.lemma_.lower()))), None)
    return found if over.pos_ in ("NOUN", "PROPN") else None


def _by_total(top: Token) -> str | None:
    """As in "the death toll rose to 17", "put the number of Iraqis killed at 17"."""
    verb = top.head.head if top.dep_ == "pobj" and top.head.lower_ in ("to", "at", "as") else top.head
    if top.dep_ not in ("pobj", "attr", "dobj", "oprd") or not (is_predicate(verb) or verb.pos_ == "AUX"):
        return None
    if (
        verb.tag_ == "VBN"
        and verb.i < top.i
        and any(t.lemma_.lower() in _TOTALS for t in top.doc[max(0, verb.i - 6) : verb.i])
    ):
        return _lexicon("verbs").get(verb.lemma_.lower())
    for child in verb.children:
        if (
            child.i != top.i
            and child.dep_ in ("nsubj", "nsubjpass", "dobj")
            and child.lemma_.lower() in _TOTALS | {"dead", "death"}
        ):
            for token in child.subtree:
                if found := condition_of_word(token):
                    return found
            if child.lemma_.lower() == "toll" and verb.lemma_.lower() in words(
                "quantities", "running", "tolls"
            ):
                return "dead"
    return None


def _by_company(top: Token) -> str | None:
    """As in "two women were among the dead"."""
    if top.dep_ not in ("nsubj", "nsubjpass") or top.head.lemma_ != "be":
        return None
    for prep in top.head.children:
        if prep.lower_ in ("among", "amongst"):
            return next((found for c in prep.children if (found := condition_of_word(c))), None)
    return None


def totals_subject(top: Token) -> bool:
    """Whether a bare number is where a total has got to: "the number came down to eight"."""
    if top.dep_ not in ("pobj", "attr", "dobj"):
        return False
    verb = top.head.head if top.dep_ == "pobj" else top.head
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.lemma_.lower() in _TOTALS for c in verb.children)


def totals_object(top: Token) -> bool:
    """Whether a bare number is what a total is put at: "put the toll at 72"."""
    verb = top.head.head if top.dep_ == "pobj" else top.head
    return any(c.dep_ == "dobj" and c.lemma_.lower() in _TOTALS for c in verb.children)


def _by_neighbour(at: int, top: Token) -> str | None:
    """The next telling word behind the phrase, where the parse has lost its thread."""
    for token in top.doc[at : at + 4]:
        if token.sent.start != top.sent.start:
            return None
        if token.tag_ in ("VBN", "JJ") and (
            found := _lexicon("adjectives").get(token.lower_) or condition_of_word(token)
        ):
            return found
        if token.lemma_.lower() not in _LINKS:
            return None
    return None
