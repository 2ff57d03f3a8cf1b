"""The phrases of a passage that can stand for somebody or something, with what their words show of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from spacy.tokens import Doc, Token

from ....names.titles import full_title
from ....vocab import words
from ..cues import verb_frames
from .names import Gender, Name, gender_of, is_body, is_role, name_at
from .roles import Role, described_by, roles_of, stands_beside

__all__ = [
    "PRONOUNS",
    "Kind",
    "Phrase",
    "Place",
    "find_phrases",
    "grammar_of",
    "places",
    "pronoun_kind",
]

Kind = Literal["person", "plural", "thing", "unknown"]
Grammar = Literal["subject", "sub", "object", "verbal", "nominal", "possessive", "other"]

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
PRONOUNS = _HE | _SHE | _THEY | _IT
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Tokens after a verb among which its particle stands: "shot right back".
_PARTICLE = 2
_THINGS = ("organization", "publication", "document")


class Place(NamedTuple):
    """Where a token stands: its sentence, how many of the author's own go before, its paragraph, its quotation or -1."""

    line: int
    sentence: int
    paragraph: int
    quotation: int


@dataclass(slots=True)
class Phrase:
    """A phrase that can stand for somebody or something.

    ``head`` is its syntactic head, ``start`` and ``end`` the tokens of the name, or of the phrase without
    its clauses.  ``sure`` is whether the text or the recogniser shows the kind.
    """

    head: Token
    start: int
    end: int
    kind: Kind
    sure: bool
    gender: Gender | None
    name: tuple[str, ...]
    roles: tuple[Role, ...]
    grammar: Grammar
    place: Place
    definite: bool
    pronoun: str = ""
    speaks: bool = False
    #: Whether its name is that of a body by its own words, or of a country.
    bodily: bool = False
    #: Whether it opens a paragraph and a colon follows: a speaker's label.
    label: bool = False
    #: Whether its name is an outlet's.
    outlet: bool = False


_OUTLET: tuple[Kind, bool] = ("thing", True)


def pronoun_kind(low: str) -> tuple[Kind, Gender | None]:
    """What a third-person pronoun can stand for."""
    if low in _THEY:
        return "plural", None
    if low in _IT:
        return "thing", None
    return "person", "m" if low in _HE else "f"


def places(doc: Doc, quoted: frozenset[int]) -> list[Place]:
    """The place of every token."""
    out: list[Place] = []
    sentence = paragraph = quotation = 0
    inside = False
    for line, sent in enumerate(doc.sents):
        if any(t.i not in quoted and not t.is_punct and not t.is_space for t in sent):
            sentence += 1
        for token in sent:
            if token.i in quoted and not inside:
                quotation += 1
            inside = token.i in quoted
            out.append(Place(line, sentence, paragraph, quotation if inside else -1))
            if token.text.count("\n") > 1:
                paragraph += 1
    return out


def grammar_of(token: Token) -> Grammar:
    """The grammatical role of the phrase that the token heads."""
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    dep, head = token.dep_, token.head
    if dep in _SUBJECTS:
        top = head
        while top.dep_ == "conj" and top.head.i != top.i:
            top = top.head
        return "subject" if top.dep_ in ("ROOT", "parataxis") else "sub"
    if dep in ("dobj", "dative"):
        return "object"
    if dep == "poss":
        return "possessive"
    if dep == "pobj":
        if head.dep_ == "agent":
            return "object"
        if head.lower_ == "to" and head.head.lower_ == "according":
            return "subject"
        return "verbal" if head.head.pos_ in ("VERB", "AUX") else "nominal"
    return "other"


def speaks(token: Token) -> bool:
    """Whether the phrase is given as a source: the subject of a cue, or what "according to" names."""
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    if token.dep_ == "pobj":
        return token.head.lower_ == "to" and token.head.head.lower_ == "according"
    return token.dep_ == "nsubj" and is_saying(token.head)


def is_saying(verb: Token) -> bool:
    """Whether the verb is used to say something, rather than to think it, or with a word that it lacks here.

    "Shoot" and "go" say something only with "back" and "on".
    """
    after = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 1 + _PARTICLE]}
    return any(
        f.takes and not f.attitude and after.issuperset(f.follows) for f in verb_frames(verb.lemma_.lower())
    )


def find_phrases(doc: Doc, quoted: frozenset[int], outlets: frozenset[int]) -> Iterator[Phrase]:
    """The phrases of ``doc`` in the order of their heads; an apposition belongs to what it stands beside.

    ``quoted`` are the tokens inside quotations, ``outlets`` those of outlets' names.
    """
    where = places(doc, quoted)
    named: dict[int, Token] = {}
    for token in doc:
        if token.dep_ == "appos" and (noun := described_by(token)) is not None:
            named.setdefault(noun.i, token)
    for token in doc:
        low = token.lower_
        if low in PRONOUNS and token.pos_ == "PRON":
            kind, gender = pronoun_kind(low)
            yield Phrase(
                token, token.i, token.i + 1, kind, True, gender, (), (), grammar_of(token), where[token.i],
                True, low, speaks(token),
            )  # fmt: skip
        elif token.pos_ in ("NOUN", "PROPN") or (token.ent_type_ == "PERSON" and token.is_alpha):
            found = _nominal(token, where[token.i], token.i in outlets, named.get(token.i))
            if found is not None:
                yield found


def _nominal(token: Token, place: Place, outlet: bool, beside: Token | None) -> Phrase | None:
    if token.dep_ in ("compound", "nmod", "amod", "flat", "npadvmod", "attr", "quantmod") or stands_beside(
        token
    ):
        return None
    if token.ent_type_ in ("DATE", "TIME", "MONEY", "CARDINAL", "PERCENT", "QUANTITY", "ORDINAL"):
        return None
    naming = token
    name = name_at(token)
    if beside is not None and (name is None or name.person is False):
        naming, name = beside, name_at(beside)
    roles = tuple(roles_of(token, naming, name))
    kind, sure = _OUTLET if outlet else _kind(token, name)
    start, end = (name.start, name.end) if name is not None else (token.i, token.i + 1)
    return Phrase(
        token,
        start,
        end,
        kind,
        sure,
        gender_of(name, naming) or (gender_of(None, token) if naming.i != token.i else None),
        tuple(t.lower_ for t in token.doc[name.start : name.end] if t.text not in ("-", "'", "’"))
        if name
        else (),
        roles,
        grammar_of(token),
        place,
        name is not None or is_definite(token) or token.pos_ == "PROPN",
        "",
        speaks(token),
        name is not None and (outlet or (name.person is False and is_body(token, name))),
        _labels(token, end),
        outlet,
    )


def _labels(token: Token, end: int) -> bool:
    """Whether a phrase that ends at ``end`` opens its paragraph and a colon follows it."""
    doc = token.doc
    if end >= len(doc) or doc[end].text != ":":
        return False
    start = token.left_edge.i
    return start == 0 or "\n" in doc[start - 1].text


def is_definite(token: Token) -> bool:
    """Whether the phrase is a description of what is known: "the mayor", "this official"."""
    return any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those") for c in token.children
    )


def _kind(token: Token, name: Name | None) -> tuple[Kind, bool]:
    lemma = token.lemma_.lower()
    if any(c.dep_ == "conj" for c in token.children) and name is None:
        return "plural", True
    if name is not None:
        if name.person:
            return "person", True
        if name.person is None:
            return ("plural" if token.tag_ == "NNPS" else "unknown"), False
        return ("plural", True) if token.ent_type_ == "NORP" else ("thing", True)
    if token.ent_type_ == "NORP" or token.tag_ in ("NNS", "NNPS"):
        return "plural", True
    if lemma in words("reference", "quantity", "words") and any(
        c.lower_ == "of" and any(g.tag_ in ("NNS", "NNPS") or g.ent_type_ == "NORP" for g in c.children)
        for c in token.children
    ):
        return "plural", True
    if is_role(lemma) or (is_definite(token) and full_title(lemma) != lemma):
        return "person", True
    if token.pos_ == "PROPN" or token.ent_type_:
        return "thing", True
    return "thing", any(lemma in words("sources", k, "words") for k in (*_THINGS, "group"))
