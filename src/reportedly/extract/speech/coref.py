"""Whom a pronoun or a definite description names, within one passage; precision before recall.

Antecedents are sought among subjects, agents and sources, sentence by sentence backwards, the main
clause's subject first (the preference for subjects and for recency: Hobbs 1978; Lappin and Leass 1994).
Where two different persons fit equally, nobody is named.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from ...vocab import words
from .cues import verb_frames
from .outlets import Outlets, entity_at

__all__ = ["Coref", "Referent", "core_name", "hyphen_end"]

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_MEN = frozenset(
    {"mr", "mr.", "king", "prince", "sheikh", "sheik", "father", "brother", "son", "man", "spokesman"}
)
_WOMEN = frozenset(
    {
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "miss",
        "queen",
        "princess",
        "mother",
        "sister",
        "daughter",
        "woman",
        "spokeswoman",
    }
)
_CUT = ("relcl", "acl", "appos", "parataxis", "advcl")
#: Sentences back that an antecedent may stand.
_REACH = 4


class Referent(NamedTuple):
    """What a phrase names: the name, and the tokens that give it."""

    name: str
    start: int
    end: int
    kind: str  # person | plural | thing
    gender: str | None = None
    head: str = ""


def core_name(root: Token) -> tuple[str, int, int]:
    """The name in a noun phrase, or the phrase without its clauses: text, first character, last."""
    doc = root.doc
    person = _person(root)
    if person is not None:
        return person.text, person.start_char, person.end_char
    left, right = root.left_edge.i, root.right_edge.i
    for token in root.subtree:
        if token.i > root.i and token.dep_ in _CUT and not hyphenated(token.left_edge):
            right = min(right, token.left_edge.i - 1)
    right = max(right, hyphen_end(doc, max(right, root.i)))
    while right > root.i and (doc[right].is_punct or doc[right].is_space):
        right -= 1
    while left < root.i and (doc[left].is_punct or doc[left].is_space or doc[left].dep_ in ("cc", "preconj")):
        left += 1
    span = doc[left : max(right, root.i) + 1]
    name = span.text.lstrip("-–—•*· ")
    return name, span.end_char - len(name), span.end_char


def hyphenated(token: Token) -> bool:
    """Whether a hyphen joins the token to the one before it: "vice-chair"."""
    if token.i < 2:
        return False
    hyphen, before = token.nbor(-1), token.nbor(-2)
    return hyphen.text == "-" and not hyphen.whitespace_ and not before.whitespace_


def hyphen_end(doc: Doc, last: int) -> int:
    """The last token of what a hyphen joins to the token ``last``, with its "of"-phrases; ``last`` if nothing."""
    while last + 2 < len(doc) and hyphenated(doc[last + 2]):
        joined = doc[last + 2]
        last = joined.i
        for child in joined.children:
            if child.dep_ == "prep" and child.i == joined.i + 1:
                last = child.right_edge.i
    return last


def _person(root: Token) -> DocSpan | None:
    """The person's name that the phrase's head or apposition is."""
    heads = [root, *(c for c in root.children if c.dep_ == "appos" and c.i - root.i < 15)]
    for head in heads:
        if head.ent_type_ == "PERSON" and head.pos_ == "PROPN":
            for ent in root.doc[head.left_edge.i : head.i + 1].ents:
                if ent.start <= head.i < ent.end:
                    return ent
            return entity_at(head)
    return None


class Coref:
    """Resolution within one parsed passage."""

    def __init__(self, doc: Doc, outlets: Outlets, quoted: frozenset[int] = frozenset()) -> None:
        self.doc = doc
        self.outlets = outlets
        self._quoted = quoted
        self._by_sentence: list[list[Token]] = []
        self._sentence: dict[int, int] = {}
        for number, sent in enumerate(doc.sents):
            rows = []
            for token in sent:
                self._sentence[token.i] = number
                if token.i not in quoted and self._candidate(token):
                    rows.append(token)
            self._by_sentence.append(rows)
        self._seen: dict[int, Referent | None] = {}

    @staticmethod
    def _candidate(token: Token) -> bool:
        if token.dep_ in ("nsubj", "nsubjpass"):
            return True
        return token.dep_ == "pobj" and (
            token.head.dep_ == "agent"
            or (token.head.lower_ == "to" and token.head.head.lower_ == "according")
        )

    def resolve(self, root: Token) -> Referent | None:
        """What the phrase headed by ``root`` names; None where it cannot be told."""
        if root.i not in self._seen:
            self._seen[root.i] = None  # a chain that comes back on itself ends
            self._seen[root.i] = self._resolve(root)
        return self._seen[root.i]

    def _resolve(self, root: Token) -> Referent | None:
        low = root.lower_
        if low in _RELATIVE and root.pos_ in ("PRON", "DET", "SCONJ"):
            return self._relative(root)
        if low in _HE | _SHE | _THEY | _IT and root.pos_ == "PRON":
            return self._pronoun(root)
        if root.pos_ == "PRON":
            return None
        if self._definite(root) and _person(root) is None:
            found = self._description(root)
            if found is not None:
                return found
        return self._referent(root)

    def _referent(self, root: Token) -> Referent:
        name, start, end = core_name(root)
        return Referent(name, start, end, _kind(root), _gender(root), root.lemma_.lower())

    def _relative(self, root: Token) -> Referent | None:
        noun = _antecedent(root)
        if noun is None:
            return None
        teller = _teller(noun)
        return self.resolve(teller) if teller is not None else self.resolve(noun)

    def _pronoun(self, root: Token) -> Referent | None:
        low = root.lower_
        want = "plural" if low in _THEY else "thing" if low in _IT else "person"
        gender = "m" if low in _HE else "f" if low in _SHE else None
        here = self._sentence[root.i]
        for number in range(here, max(-1, here - _REACH - 1), -1):
            rows = [t for t in self._by_sentence[number] if number < here or t.i < root.i]
            if number == here:
                rows = [t for t in rows if t.head != root.head]
            fits: dict[str, tuple[Token, Referent]] = {}
            for token in reversed(rows):
                found = self.resolve(token)
                if found is not None and found.kind == want and not _clash(gender, found.gender):
                    fits.setdefault(found.name.split()[-1].lower(), (token, found))
            if not fits:
                continue
            main = [
                r for t, r in fits.values() if t.head.dep_ == "ROOT" or (number == here and len(fits) == 1)
            ]
            if main:
                return main[0]
            return next(iter(fits.values()))[1] if len(fits) == 1 else None
        return None

    @staticmethod
    def _definite(root: Token) -> bool:
        return any(
            c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those") for c in root.children
        )

    def _description(self, root: Token) -> Referent | None:
        """An earlier phrase with the same head that the description's words fit, or the paper just named."""
        lemma = root.lemma_.lower()
        if lemma in words("sources", "publication", "words"):
            return self._paper(root)
        if lemma not in words("sources", "anonymous", "words") | words("sources", "document", "words"):
            return None
        mine = {c.lemma_.lower() for c in root.children if c.dep_ in ("amod", "compound", "nmod")}
        earlier = [
            t
            for t in reversed(self.doc[: root.left_edge.i])
            if t.lemma_.lower() == lemma and t.pos_ in ("NOUN", "PROPN") and t.i not in self._quoted
        ]
        # Who has spoken comes before who was only spoken of.
        for token in sorted(earlier, key=lambda t: not _speaks_first(t)):
            theirs = {t.lemma_.lower() for t in token.subtree}
            if mine <= theirs and _plural(token) == _plural(root):
                found = self.resolve(token) if self._definite(token) else None
                return found or self._referent(_named_head(token))
        return self._only_anonymous(root) if lemma in ("source",) else None

    def _only_anonymous(self, root: Token) -> Referent | None:
        """The one unnamed speaker before "the source", where there is one only."""
        found: dict[str, Referent] = {}
        for rows in self._by_sentence:
            for token in rows:
                if token.i >= root.left_edge.i:
                    break
                if not _speaks(token) or _plural(token) != _plural(root):
                    continue
                if (
                    token.lemma_.lower() in words("sources", "anonymous", "words")
                    and not self._definite(token)
                    and _person(token) is None
                ):
                    one = self._referent(token)
                    found.setdefault(one.name.lower(), one)
        return next(iter(found.values())) if len(found) == 1 else None

    def _paper(self, root: Token) -> Referent | None:
        """The publication last named before "the newspaper"."""
        before = [o for o in self.outlets.found if o.end <= root.left_edge.i]
        if not before:
            return None
        span = before[-1]
        return Referent(span.text, span.start_char, span.end_char, "thing", None, root.lemma_.lower())


def _plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def _speaks(token: Token) -> bool:
    """Whether the phrase is given as a source: the subject of a cue, or what "according to" names."""
    if token.dep_ == "pobj":
        return True
    return bool(verb_frames(token.head.lemma_.lower()))


def _speaks_first(token: Token) -> bool:
    """Whether the phrase is a source of the text itself, and not within what somebody else says."""
    verb = token.head
    if token.dep_ == "pobj":
        return verb.lower_ == "to" and verb.head.lower_ == "according"
    reported = any(up.dep_ in ("ccomp", "relcl", "acl") for up in (verb, *verb.ancestors))
    return token.dep_ == "nsubj" and bool(verb_frames(verb.lemma_.lower())) and not reported


def _antecedent(root: Token) -> Token | None:
    """The noun that a relative pronoun stands for; the nearest noun before it where the parse has none."""
    verb = root.head
    for up in (verb, *verb.ancestors):
        if up.dep_ == "relcl" and up.head.i < root.i:
            noun: Token = up.head
            return noun
        if up.dep_ not in ("conj", "xcomp", "ccomp", "aux"):
            break
    for token in reversed(root.doc[root.sent.start : root.i]):
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "npadvmod":
            return token
        if token.pos_ == "VERB":
            break
    return None


def _teller(noun: Token) -> Token | None:
    """Who has put out the report that a relative clause is about: "Reuters ran a story that says"."""
    if noun.lemma_.lower() not in words("sources", "publication", "words") | words(
        "sources", "document", "words"
    ):
        return None
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "with" and head.head.lemma_ == "be":
        head = head.head
    elif noun.dep_ != "dobj" or head.lemma_.lower() not in words("sources", "tellers", "verbs"):
        return None
    return next((c for c in head.children if c.dep_ == "nsubj"), None)


def _named_head(token: Token) -> Token:
    """The name that a description stands beside: "the US ambassador, Jane Roe", "Jane Roe, the US ambassador"."""
    if token.dep_ == "appos" and _person(token.head) is not None:
        return token.head
    if token.dep_ in ("compound", "nmod") and token.head.ent_type_ == "PERSON":
        return token.head
    return token


def _kind(root: Token) -> str:
    if root.ent_type_ == "PERSON" or _person(root) is not None:
        return "person" if not any(c.dep_ == "conj" for c in root.children) else "plural"
    if (
        any(c.dep_ == "conj" for c in root.children)
        or root.tag_ in ("NNS", "NNPS")
        or root.ent_type_ == "NORP"
    ):
        return "plural"
    lemma = root.lemma_.lower()
    if lemma in words("sources", "anonymous", "words"):
        return "person"
    if lemma in words("sources", "group", "words"):
        return "plural"
    if root.ent_type_ in ("ORG", "GPE") or any(
        lemma in words("sources", k, "words") for k in ("organization", "publication", "document")
    ):
        return "thing"
    return "other"


def _gender(root: Token) -> str | None:
    near = {t.lower_ for t in root.subtree if abs(t.i - root.i) <= 3}
    if near & _MEN:
        return "m"
    return "f" if near & _WOMEN else None


def _clash(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b
