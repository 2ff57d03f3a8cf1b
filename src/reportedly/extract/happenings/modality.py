"""Whether what a clause tells is told as fact: negation, modality and tense.

Read off auxiliaries, marks and, above all, the word that governs the clause: "refused to meet", "a
proposal to meet", "would meet", "if they meet".  The classes of governing words are data
(``vocab/modality.toml``), after FactBank (Saurí and Pustejovsky 2009) and Karttunen's implicatives
(1971).  A deed told in the indicative under a verb of saying is actual here: who says so is the
statement's business.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from spacy.tokens import Token

from ...records import Modality
from ...vocab import load, words
from ..syntax import is_passive, is_predicate, own_subject, verb_lemma

__all__ = ["Factuality", "of_noun", "of_verb", "tense"]

Tense = Literal["past", "present", "future", "none"]


class Factuality(NamedTuple):
    """Whether it is said not to have happened, and in which modality it is told."""

    negated: bool
    modality: Modality


_FACT = Factuality(False, "actual")
_DEEP = 8


@cache
def _classes(kind: str) -> dict[str, str]:
    """Lemma to class for ``verbs``, ``nouns`` or ``adjectives``; the file's order decides."""
    found: dict[str, str] = {}
    for name, table in load("modality").items():
        if name not in ("adjectives", "auxiliaries", "negation", "objects", "finite"):
            for lemma in table.get(kind, ()):
                found.setdefault(lemma, name)
    return found


@cache
def _table(name: str) -> dict[str, str]:
    """Word to class for a table of the form class = [words]."""
    return {word: kind for kind, members in load("modality")[name].items() for word in members}


def of_verb(verb: Token, depth: int = 0) -> Factuality:
    """How the event of a verb is told."""
    negated, modality = _own_negation(verb), _own_modality(verb)
    if depth > _DEEP or verb.head.i == verb.i:
        return Factuality(negated, modality)
    over = _from_governor(verb, depth)
    if verb.dep_ == "conj" and is_predicate(verb.head) and own_subject(verb) is None:
        over = of_verb(verb.head, depth + 1)
        over = Factuality(over.negated and not _contrasted(verb), over.modality)
    return Factuality(negated != over.negated, modality if modality != "actual" else over.modality)


def of_noun(noun: Token, depth: int = 0) -> Factuality:
    """How the event of an event noun is told."""
    negated = any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "neg", "preconj") for c in noun.children
    )
    modality: Modality = "actual"
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod"):
            modality = _table("adjectives").get(child.lower_, modality)  # type: ignore[assignment]  # the file's keys are modalities
    over = _of_noun_governor(noun, depth) if depth <= _DEEP else _FACT
    return Factuality(negated or over.negated, modality if modality != "actual" else over.modality)


def tense(verb: Token) -> Tense:
    """The clause's tense; "none" where the verb is not finite."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(h.lower_ in ("will", "shall", "'ll", "’ll", "wo") for h in helpers):
        return "future"
    finite = next((h for h in helpers if h.tag_ in ("VBD", "VBZ", "VBP")), verb)
    if finite.tag_ == "VBD" or (finite != verb and finite.lemma_ == "have" and verb.tag_ == "VBN"):
        return "past"
    if finite.tag_ in ("VBZ", "VBP"):
        return "present"
    return (
        tense(verb.head)
        if verb.dep_ == "conj" and is_predicate(verb.head) and own_subject(verb) is None
        else "none"
    )


# ------------------------------------------------------------------ at the word itself


def _own_negation(verb: Token) -> bool:
    pronouns, no = words("modality", "negation", "pronouns"), ("no", "neither")
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.dep_ == "advmod" and child.lower_ in words("modality", "negation", "words")
        ):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "npadvmod"):
            if child.lower_ in pronouns or any(c.dep_ == "det" and c.lower_ in no for c in child.children):
                return True
            if child.lower_ == "one" and any(c.lower_ == "no" for c in child.children):
                return True
    return verb.dep_ == "pcomp" and verb.head.lower_ == "without"


def _own_modality(verb: Token) -> Modality:
    kinds = _table("auxiliaries")
    if any(c.dep_ == "mark" and c.lower_ in words("modality", "conditional", "marks") for c in verb.children):
        return "conditional"
    for child in verb.children:
        if child.dep_ == "aux" and child.tag_ == "MD":
            kind = kinds.get(child.lower_.replace("’", "'"))
            if kind == "conditional" and child.lower_ in ("would", "'d", "’d") and _reported(verb):
                return "future"
            return kind or "actual"  # type: ignore[return-value]  # the file's keys are modalities
        if child.dep_ == "aux" and child.lower_ == "going" and verb.tag_ == "VB":
            return "future"
    return "actual"


def _reported(verb: Token) -> bool:
    """Whether "would" is "will" told in the past: the complement of a verb in a past tense."""
    return verb.dep_ == "ccomp" and is_predicate(verb.head) and tense(verb.head) == "past"


def _contrasted(verb: Token) -> bool:
    return any(c.dep_ == "cc" and c.lower_ in ("but", "yet") for c in verb.head.children)


# ------------------------------------------------------------------ from the governing word


def _from_governor(verb: Token, depth: int) -> Factuality:
    head, dep = verb.head, verb.dep_
    infinitive = verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)
    if dep == "pcomp":
        return _of_prepositional(verb, depth)
    if dep in ("xcomp", "ccomp", "csubj", "csubjpass"):
        if head.pos_ in ("ADJ", "NOUN") and not is_predicate(head):
            kind = _classes("adjectives" if head.pos_ == "ADJ" else "nouns").get(
                head.lemma_.lower(), "transparent"
            )
            up = (
                of_verb(head.head, depth + 1) if is_predicate(head.head) or head.head.pos_ == "AUX" else _FACT
            )
            return _combine(kind, up)
        if is_predicate(head) or head.pos_ == "AUX":
            return _of_complement(verb, head, depth)
    if dep == "acl" and infinitive:
        kind = _classes("nouns").get(head.lemma_.lower(), "future")
        if any(
            c.tag_ in ("JJS", "RBS") or c.ent_type_ == "ORDINAL" or c.lower_ in ("only", "last", "next")
            for c in head.children
        ):
            return _FACT
        return _combine(kind, of_noun(head, depth + 1) if kind == "transparent" else _FACT)
    if dep == "advcl" and infinitive:
        return Factuality(False, "future")
    return _FACT


def _of_complement(verb: Token, head: Token, depth: int) -> Factuality:
    kind = _classes("verbs").get(verb_lemma(head)) or _classes("verbs").get(
        head.lemma_.lower(), "transparent"
    )
    finite = own_subject(verb) is not None and any(
        t.tag_ in ("VBD", "VBZ") for t in (verb, *[c for c in verb.children if c.dep_ in ("aux", "auxpass")])
    )
    if finite:
        return _combine(kind, _FACT) if head.lemma_.lower() in words("modality", "finite", "verbs") else _FACT
    up = of_verb(head, depth + 1)
    if head.lemma_ == "be" and kind == "transparent" and head.pos_ == "AUX":
        return Factuality(up.negated, "future" if verb.tag_ == "VB" else up.modality)
    return _combine(kind, up)


def _of_prepositional(verb: Token, depth: int) -> Factuality:
    """A gerund behind a preposition: "prevented from voting", "talked about meeting", "by sending"."""
    prep, over = verb.head, verb.head.head
    if prep.lower_ == "without":
        return _FACT
    if is_predicate(over):
        kind = _classes("verbs").get(f"{over.lemma_.lower()} {prep.lower_}") or _classes("verbs").get(
            over.lemma_.lower(), ""
        )
        if prep.lower_ in ("from", "against", "on", "about", "to", "for", "of", "at") and kind:
            return _combine(kind, of_verb(over, depth + 1))
        return of_verb(over, depth + 1) if prep.lower_ == "by" else _FACT
    kind = _classes("nouns").get(over.lemma_.lower(), "")
    return _combine(kind, _FACT) if kind and prep.lower_ in ("of", "for", "on", "to", "about") else _FACT


def _combine(kind: str, up: Factuality) -> Factuality:
    """What a governing word of class ``kind``, itself told as ``up``, makes of its complement."""
    if kind == "transparent":
        return up
    if kind == "negated":
        return Factuality(not up.negated, up.modality)
    if kind == "denied" and up.negated:
        return Factuality(False, "conditional")
    return Factuality(False, kind)  # type: ignore[arg-type]  # the file's keys are modalities


def _of_noun_governor(noun: Token, depth: int) -> Factuality:
    lead = noun
    while lead.dep_ == "conj":
        lead = lead.head
    head = lead.head
    objects, light = _table("objects"), words("clauses", "light_verbs")
    if lead.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "dative") and (
        is_predicate(head) or head.pos_ == "AUX"
    ):
        lemma = verb_lemma(head)
        if lead.dep_ in ("dobj", "nsubjpass") and (kind := objects.get(lemma)):
            return (
                _combine(kind, of_verb(head, depth + 1)) if kind != "negated" else Factuality(True, "actual")
            )
        return of_verb(head, depth + 1) if lemma in light or (is_passive(head) and lemma in light) else _FACT
    if lead.dep_ != "pobj":
        return _FACT
    over = head.head
    if is_predicate(over):
        kind = objects.get(f"{over.lemma_.lower()} {head.lower_}", "")
        if kind:
            return _combine(kind, _FACT)
        return (
            of_verb(over, depth + 1)
            if over.lemma_.lower() in light and head.lower_ in ("in", "to", "into")
            else _FACT
        )
    kind = _classes("nouns").get(over.lemma_.lower(), "")
    wanted = kind in ("proposed", "threatened", "future", "conditional", "denied")
    return _combine(kind, _FACT) if wanted and head.lower_ in ("for", "of", "on") else _FACT
