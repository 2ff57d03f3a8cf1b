"""The shape of a sentence: phrases without their side branches, understood subjects, particles.

Labels are ClearNLP's, as spaCy's English pipelines give them.  Where the parse does not show a thing,
it is None: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..vocab import words

__all__ = [
    "SUBJECTS",
    "after_comma",
    "antecedent",
    "conjuncts",
    "head_lemma",
    "holder",
    "is_passive",
    "is_predicate",
    "name_in",
    "own_object",
    "own_subject",
    "phrase",
    "preposition",
    "shared_subject",
    "tidy",
    "verb_lemma",
]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_NOT_PREDICATES = frozenset({"aux", "auxpass", "amod", "compound", "prep", "punct", "case", "nmod"})
#: Branches that a phrase can be understood without.
_SIDE = frozenset({"relcl", "cc", "conj", "appos", "punct", "parataxis", "advcl", "preconj"})
_BRACKETS = frozenset("()[]\"“”'‘’«»,;:–—-")


def is_predicate(token: Token) -> bool:
    """Whether ``token`` is a verb that says something of somebody, and no auxiliary or adjective."""
    if not token.tag_.startswith("VB") or token.dep_ in _NOT_PREDICATES:
        return False
    return not (token.lower_ in words("clauses", "prepositions") and token.dep_ in ("prep", "mark", "cc"))


def verb_lemma(verb: Token) -> str:
    """The verb's lemma with its particle: "break down", "call for" only where the parse marks it so."""
    for child in verb.rights:
        if child.i - verb.i > 3:
            break
        if child.dep_ == "prt" or (
            child.i == verb.i + 1
            and child.tag_ in ("RP", "RB")
            and child.lower_ in words("clauses", "particles")
        ):
            return f"{verb.lemma_.lower()} {child.lower_}"
    return verb.lemma_.lower()


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` is a passive, a reduced one ("hosted by X") included."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not _has(verb, "aux", "dobj", "nsubj"):
        return True
    head = verb.head
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and not _has(verb, "aux", "nsubj")
        and head.i != verb.i
        and is_passive(head)
    )


def _has(token: Token, *deps: str) -> bool:
    return any(c.dep_ in deps for c in token.children)


def conjuncts(token: Token) -> Iterator[Token]:
    """``token`` and what is joined to it, in order."""
    waiting = [token]
    while waiting:
        at = waiting.pop()
        yield at
        waiting += reversed([child for child in at.children if child.dep_ == "conj"])


def phrase(head: Token, drop: frozenset[int] = frozenset()) -> tuple[int, int]:
    """Token positions (half-open) of the phrase of ``head`` without its side branches.

    Kept are determiners, modifiers, complements and the relative clauses that stand inside; ``drop``
    names tokens whose branches are left out (a prepositional phrase that belongs to the predicate).
    """
    left = right = head.i
    waiting = [head]
    while waiting:  # a heap of words may be parsed a thousand branches deep
        at = waiting.pop()
        left, right = min(left, at.i), max(right, at.i)
        waiting += [c for c in at.children if c.i not in drop and not _left_out(c, at)]
    return left, right + 1


def _left_out(child: Token, head: Token) -> bool:
    """Whether a phrase is understood without the branch of ``child``."""
    if child.dep_ == "appos":
        side = after_comma(child)
    else:
        side = child.dep_ in _SIDE or (child.dep_ == "acl" and after_comma(child))
    return side and (child.i > head.i or child.dep_ == "punct")


def after_comma(token: Token) -> bool:
    """Whether the phrase of ``token`` stands behind a comma, a bracket or a dash."""
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].text in _BRACKETS


def name_in(token: Token) -> Token:
    """The name that a description stands beside or before: "the capital Amman", "the city of Basra"."""
    if token.ent_type_ and token.pos_ == "PROPN":
        return token
    for child in token.rights:
        if child.dep_ == "appos" and child.ent_type_ and not after_comma(child):
            return child
        if child.lower_ == "of" and token.lemma_.lower() in words("places", "kinds"):
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.ent_type_ in ("GPE", "LOC", "FAC"):
                    return inner
    return token


def tidy(doc_start: int, doc_end: int, head: Token) -> tuple[int, int]:
    """Positions moved inwards past loose punctuation, never past ``head``."""
    doc = head.doc
    while doc_start < head.i and doc[doc_start].text in _BRACKETS:
        doc_start += 1
    while doc_end - 1 > head.i and doc[doc_end - 1].text in _BRACKETS:
        doc_end -= 1
    return doc_start, doc_end


def head_lemma(token: Token) -> str:
    """The lemma of a phrase's head: a name as written, any other word in lower case."""
    return (
        token.text
        if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        else token.lemma_.lower()
    )


def preposition(prep: Token) -> str:
    """The word of a prepositional phrase: "because of" for "because" + "of"."""
    for child in prep.children:
        if (
            child.dep_ in ("pcomp", "prep")
            and child.tag_ == "IN"
            and child.i == prep.i + 1
            and _has(child, "pobj")
        ):
            return f"{prep.lower_} {child.lower_}"
    return prep.lower_


def own_subject(verb: Token) -> Token | None:
    """The subject that stands at ``verb`` itself."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def own_object(verb: Token) -> Token | None:
    """The direct object that stands at ``verb`` itself."""
    return next((c for c in verb.children if c.dep_ == "dobj"), None)


def shared_subject(verb: Token, depth: int = 0) -> Token | None:
    """The surface subject of ``verb``, its own or the one that the construction hands down."""
    own = own_subject(verb)
    if own is not None and own.dep_ in ("csubj", "csubjpass") and own.tag_ in ("VBN", "VBD", "VBG"):
        # A reduced relative taken for a clause: "rebels linked to the general would not ...".
        inner = own_subject(own)
        own = inner if inner is not None and inner.i < own.i and not _has(own, "mark", "aux") else own
    if own is not None or depth > 6:
        return antecedent(own) if own is not None else None
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "conj":
        return shared_subject(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp"):
        return _controller(head, depth)
    if verb.dep_ == "advcl" and verb.tag_ in ("VBG", "VBN", "VB") and is_predicate(head):
        return shared_subject(head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN"):
        return head
    if verb.dep_ == "acl":
        return holder(head)
    if verb.dep_ == "pcomp":
        up = head.head
        return shared_subject(up, depth + 1) if is_predicate(up) else holder(up)
    return None


def _controller(governor: Token, depth: int) -> Token | None:
    if not is_predicate(governor):
        return shared_subject(governor, depth + 1) if governor.pos_ == "AUX" else None
    obj = own_object(governor)
    if obj is not None and governor.lemma_.lower() in words("clauses", "object_control"):
        return obj
    if (
        is_passive(governor)
        or obj is None
        or governor.lemma_.lower() not in words("clauses", "object_control")
    ):
        return shared_subject(governor, depth + 1)
    return None


def holder(noun: Token) -> Token | None:
    """Whose a deed is: "the U.S. failure to respond", "the government's promise"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod") and child.ent_type_ in ("GPE", "ORG", "NORP", "PERSON"):
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.tag_ not in ("WDT", "WP") and token.lower_ != "that":
        return token
    clause: Token = token.head
    while clause.dep_ == "conj":
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else token
