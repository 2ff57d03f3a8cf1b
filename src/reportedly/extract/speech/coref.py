"""Whom a pronoun or a definite description names, within one passage; precision before recall.

The passage is read once into chains (:mod:`.reference`); where no antecedent is clearly the best, nobody is
named.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Token

from ...vocab import words
from ..parse import ParsedPassage
from ..syntax import after_comma
from .outlets import Outlets
from .quotations import Quotation, find_quotations
from .reference.names import Name, is_role, name_at
from .reference.passage import Observe, Reading
from .reference.phrases import PRONOUNS, is_definite
from .reference.register import Chain

__all__ = ["Coref", "Referent", "core_name", "hyphen_end", "quoted_tokens"]

_RELATIVE = frozenset({"who", "which", "that", "whom"})
#: Where a parse keeps its resolution.
_KEY = "reportedly_coref"
#: What the parser hangs on a noun and is no part of its phrase where it stands before it.
_BEFORE = ("prep", "advcl", "cc", "mark", "nsubj", "ccomp", "dep", "conj", "advmod", "npadvmod", "intj")
_CUT = ("relcl", "acl", "appos", "parataxis", "advcl")


class Referent(NamedTuple):
    """What a phrase names: the name, and the tokens that give it."""

    name: str
    start: int
    end: int
    kind: str  # person | plural | thing | unknown
    named: bool = False


#: Quoted words of at most so many characters may be a scare quote.
_SCARE = 30


def quoted_tokens(doc: Doc, quotes: Sequence[Quotation]) -> frozenset[int]:
    """The positions of the tokens that stand inside quotations longer than a scare quote, marks included."""
    long = [q for q in quotes if q.inner_end - q.inner_start > _SCARE]
    starts = [q.start for q in long]
    out = []
    for token in doc:
        at = bisect_right(starts, token.idx) - 1
        if at >= 0 and token.idx < long[at].end:
            out.append(token.i)
    return frozenset(out)


def core_name(root: Token) -> tuple[str, int, int]:
    """The name in a noun phrase, or the phrase without its clauses: text, first character, last."""
    doc = root.doc
    person = _person(root)
    if person is not None:
        span = doc[person.start : person.end]
        return span.text, span.start_char, span.end_char
    left, right = _beginning(root), root.right_edge.i
    for token in root.subtree:
        if token.i > root.i and token.dep_ in _CUT and not _closely(token):
            right = min(right, token.left_edge.i - 1)
    right = max(right, hyphen_end(doc, max(right, root.i)))
    while right > root.i and (doc[right].is_punct or doc[right].is_space):
        right -= 1
    while left < root.i and (doc[left].is_punct or doc[left].is_space or doc[left].dep_ in ("cc", "preconj")):
        left += 1
    span = doc[left : max(right, root.i) + 1]
    name = span.text.lstrip("-–—•*· ")
    return name, span.end_char - len(name), span.end_char


def _beginning(root: Token) -> int:
    """Where a noun phrase begins: at the first of what modifies its head, without what stands before it.

    "Early that summer the mayor": the parser hangs what tells when and where on the noun.
    """
    left = root.i
    for child in reversed(list(root.lefts)):
        if child.dep_ in _BEFORE and not child.is_space:
            break
        left = min(left, child.left_edge.i)
    return left


def _closely(token: Token) -> bool:
    """Whether a clause or an apposition belongs to the name: "the rights group Open Doors", "vice-chair"."""
    return hyphenated(token.left_edge) or (token.dep_ == "appos" and not after_comma(token))


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


def _person(root: Token) -> Name | None:
    """The person's name that the phrase's head or apposition is."""
    own = name_at(root)
    if own is not None and own.person:
        return own
    role = root.pos_ == "NOUN" and is_role(root.lemma_.lower())
    for child in root.children:
        if child.dep_ == "appos" and child.i - root.i < 15:
            beside = name_at(child)
            if beside is not None and (beside.person or (role and beside.person is None)):
                return beside
    return None


class Coref:
    """Resolution within one parsed passage."""

    def __init__(
        self,
        doc: Doc,
        outlets: Outlets,
        quoted: frozenset[int] = frozenset(),
        author: str | None = None,
        house: str | None = None,
    ) -> None:
        self.doc = doc
        #: Whose "we" the passage's is: who publishes it.
        self.house = house
        self.outlets = outlets
        self.quoted = quoted
        self._author = frozenset((author or "").lower().split())

    @classmethod
    def of(cls, piece: ParsedPassage) -> Coref:
        """That of a parsed passage, kept with its parse: attribution and the mentions ask the same one."""
        doc = piece.doc
        found: Coref | None = doc.user_data.get(_KEY)
        if found is None:
            quoted = quoted_tokens(doc, find_quotations(doc.text))
            passage = piece.passage
            found = cls(doc, Outlets(doc), quoted, passage.author, passage.publisher or passage.agency)
            doc.user_data[_KEY] = found
        return found

    @cached_property
    def reading(self) -> Reading:
        """The passage's chains, read when the first of them is asked for."""
        return self.read()

    def read(self, observe: Observe | None = None) -> Reading:
        """A reading of the passage; ``observe`` is shown every pronoun with what it is weighed among."""
        outlets = frozenset(i for span in self.outlets.found for i in range(span.start, span.end))
        return Reading(self.doc, self.quoted, outlets, observe, self._author)

    def resolve(self, root: Token) -> Referent | None:
        """What the phrase headed by ``root`` names; None where it cannot be told."""
        low = root.lower_
        if low in _RELATIVE and root.pos_ in ("PRON", "DET", "SCONJ"):
            noun = _antecedent(root)
            return self.resolve(_teller(noun) or noun) if noun is not None else None
        chain = self.reading.at.get(root.i)
        if root.pos_ == "PRON":
            return self._named(chain) if low in PRONOUNS and chain is not None else None
        if (
            is_definite(root)
            and _person(root) is None
            and root.lemma_.lower() in words("sources", "publication", "words")
        ):
            return self._paper(root) or self._referent(root)
        phrase = self.reading.phrase.get(root.i)
        own = phrase is None or bool(phrase.name)
        if (
            chain is None
            or (own and chain.name and chain.kind != "person")
            or any(c.dep_ == "conj" for c in root.children)
        ):
            return self._referent(root)
        return self._named(chain)

    def turn(self, root: Token) -> Referent | None:
        """Who speaks where a word stands in the paragraph of a speaker's label ("ROE: I think …")."""
        start = self.doc.text.rfind("\n\n", 0, root.idx) + 1
        for phrase in self.reading.phrase.values():
            if phrase.label and start <= phrase.head.idx < root.idx:
                chain = self.reading.at.get(phrase.head.i)
                return self._named(self._initialled(phrase.head) or chain) if chain is not None else None
        return None

    def _initialled(self, label: Token) -> Chain | None:
        """The one person whose initials a label is: "AR" for Ann Roe."""
        if len(label.text) != len("AR") or not label.text.isupper():
            return None
        low = label.lower_
        found = [
            c
            for c in self.reading.register.chains
            if len(c.name) > 1 and c.kind != "thing" and c.name[0][0] + c.name[-1][0] == low
        ]
        return found[0] if len(found) == 1 else None

    def _named(self, chain: Chain) -> Referent | None:
        best = chain.best
        if best is None:
            return None
        if not best.name:
            return self._referent(best.head)
        span = self.doc[best.start : best.end]
        person = chain.kind == "person" or chain.leaning is not None
        return Referent(span.text, span.start_char, span.end_char, "person" if person else chain.kind, person)

    def _referent(self, root: Token) -> Referent:
        name, start, end = core_name(root)
        phrase = self.reading.phrase.get(root.i)
        person = _person(root) is not None
        return Referent(
            name, start, end, "person" if person else phrase.kind if phrase is not None else "unknown", person
        )

    def _paper(self, root: Token) -> Referent | None:
        """The publication last named before "the newspaper"."""
        before = [o for o in self.outlets.found if o.end <= root.left_edge.i]
        if not before:
            return None
        span = before[-1]
        return Referent(span.text, span.start_char, span.end_char, "thing")


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
