"""Clauses: every predication of a passage, by verb or by event noun, with its arguments.

A passive is turned to its logical roles (what was hosted is the object, who hosted it the agent); a
participle, a relative or an infinitive gets the subject or object that the construction hands down; an
event noun takes what its light verb says ("seven meetings were held in May": meet, in May).  The
span is the clause without its subordinate clauses.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ...records import Argument, Clause
from ...spans import content_id
from ...vocab import words
from ..parse import ParsedPassage
from ..speech.slots import (
    Slot,
    circumstance,
    copula,
    lifted,
    lifted_from,
    nounlike,
    prepositional,
    shared_object,
    subordinate,
)
from ..syntax import (
    SUBJECTS,
    antecedent,
    conjuncts,
    head_lemma,
    is_passive,
    is_predicate,
    name_in,
    own_object,
    own_subject,
    phrase,
    shared_subject,
    tidy,
    verb_lemma,
)
from .modality import of_noun, of_verb, tense
from .nominals import event_of

__all__ = ["find_clauses"]

_RELATIONS = {
    "xcomp": "complement",
    "ccomp": "complement",
    "csubj": "complement",
    "acl": "participle",
    "relcl": "relative",
    "advcl": "adverbial",
    "pcomp": "adverbial",
    "conj": "conjunct",
}
_COMPLEMENTS = frozenset({"attr", "acomp", "oprd"})
_MEASURES = frozenset({"npadvmod", "tmod", "nmod"})


def find_clauses(parsed: ParsedPassage) -> tuple[Clause, ...]:
    """The clauses of ``parsed``, in the order of their predicates."""
    builder = _Builder(parsed)
    return tuple(c for c in map(builder.clause, parsed.doc) if c is not None)


class _Builder:
    """Builds the clauses of one parsed passage."""

    def __init__(self, parsed: ParsedPassage) -> None:
        self.parsed = parsed
        self.nouns: dict[int, str] = {t.i: verb for t in parsed.doc if (verb := event_of(t))}

    def clause(self, token: Token) -> Clause | None:
        """The clause of ``token``, or None where it is no predicate."""
        nominal = token.i in self.nouns
        if not nominal and not is_predicate(token) and not copula(token):
            return None
        slots = self._noun_slots(token) if nominal else self._verb_slots(token)
        predicate = self.parsed.span(token.idx, token.idx + len(token))
        if predicate is None:
            return None
        drop = frozenset() if nominal else subordinate(token)
        start, end = self._extent(token, drop)
        span = self.parsed.span(start, end)
        if span is None:
            return None
        factuality = of_noun(token) if nominal else of_verb(token)
        governor, relation = self._governor(token, nominal)
        return Clause(
            span.page, span.start, span.end, span.text,
            id=self._id(token), passage=self.parsed.passage.id, predicate=predicate,
            lemma=token.lemma_.lower() if nominal else verb_lemma(token),
            verb=self.nouns[token.i] if nominal else verb_lemma(token),
            nominal=nominal, passive=not nominal and is_passive(token), governor=governor, relation=relation,
            negated=factuality.negated, modality=factuality.modality, tense="none" if nominal else tense(token),
            arguments=tuple(sorted(filter(None, map(self._argument, slots)), key=lambda a: (a.start, a.end, a.role))),
        )  # fmt: skip

    def _id(self, token: Token) -> str:
        start = self.parsed.offset + token.idx
        return content_id("c", self.parsed.passage.page, start, start + len(token))

    def _extent(self, token: Token, drop: frozenset[int]) -> tuple[int, int]:
        doc = token.doc
        low, high = tidy(*phrase(token, drop), token)
        return doc[low].idx, doc[high - 1].idx + len(doc[high - 1])

    def _argument(self, slot: Slot) -> Argument | None:
        token = slot.token
        drop = frozenset(c.i for c in token.children if c.dep_ == "prep" and lifted(token, c))
        if slot.role == "clause":
            drop = subordinate(token)
        start, end = self._extent(token, drop)
        span = self.parsed.span(start, end)
        if span is None:
            return None
        named = name_in(token)
        label = named.ent_type_ or None
        return Argument(
            span.page, span.start, span.end, span.text, slot.role, head_lemma(named), label, slot.understood
        )

    def _governor(self, token: Token, nominal: bool) -> tuple[str | None, str | None]:
        lead = token
        if not nominal:
            relation = _RELATIONS.get(token.dep_)
            over = token.head
        else:
            while lead.dep_ == "conj":
                lead = lead.head
            over = lead.head
            relation = {
                "dobj": "object",
                "nsubj": "subject",
                "nsubjpass": "object",
                "attr": "complement",
            }.get(lead.dep_)
            if lead.dep_ == "pobj":
                relation, over = f"prep:{over.lower_}", over.head
        while over.i != token.i and over.i not in self.nouns and not is_predicate(over) and not copula(over):
            if over.head.i == over.i:
                return None, None
            over = over.head
        return (self._id(over), relation) if over.i != token.i and relation else (None, None)

    # ---------------------------------------------------------- verbs

    def _verb_slots(self, verb: Token) -> list[Slot]:
        passive = is_passive(verb)
        slots = [*self._surface_subject(verb, passive)]
        for child in verb.children:
            slots.extend(self._child_slots(verb, child, passive))
        obj = own_object(verb)
        if obj is None and not passive:
            slots.extend(shared_object(verb))
        if obj is not None:
            slots.extend(
                s for p in obj.children if p.dep_ == "prep" and circumstance(obj, p) for s in prepositional(p)
            )
        return slots

    def _surface_subject(self, verb: Token, passive: bool) -> Iterator[Slot]:
        own = own_subject(verb)
        subject = shared_subject(verb)
        if subject is None:
            return
        handed = own is None or subject.i != own.i
        subject_passive = passive and (own is None or own.dep_ in ("nsubjpass", "csubjpass"))
        role = "object" if subject_passive else "subject"
        if subject.dep_ in ("csubj", "csubjpass"):
            yield Slot("clause", subject)
            return
        for token in conjuncts(subject) if not is_predicate(subject) else (subject,):
            if nounlike(token) and token.i != verb.i:
                yield Slot(role, token, handed)

    def _child_slots(self, verb: Token, child: Token, passive: bool) -> Iterator[Slot]:
        if child.dep_ in SUBJECTS:
            return
        if child.dep_ == "dobj":
            yield from self._all("object", antecedent(child), antecedent(child).i != child.i)
        elif child.dep_ in ("dative", "iobj"):
            target = next((c for c in child.children if c.dep_ == "pobj"), child)
            yield from self._all("indirect", antecedent(target))
            yield from lifted_from(child)
        elif child.dep_ in _COMPLEMENTS:
            yield from self._all("complement", child)
        elif child.dep_ in ("ccomp", "xcomp") and child.i not in self.nouns:
            yield Slot("clause", child)
        elif child.dep_ == "agent" or (passive and child.dep_ == "prep" and child.lower_ == "by"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    role = "prep:by" if inner.ent_type_ in ("DATE", "TIME", "PERCENT") else "agent"
                    yield from self._all(role, inner)
                    yield from lifted_from(inner)
                elif inner.dep_ == "pcomp":
                    yield Slot("clause", inner)
        elif child.dep_ == "prep":
            yield from prepositional(child)
        elif child.dep_ in _MEASURES or (child.dep_ == "advmod" and child.ent_type_ in ("DATE", "TIME")):
            yield Slot("adverbial", child)
            yield from (
                s for p in child.children if p.dep_ == "prep" and lifted(child, p) for s in prepositional(p)
            )

    @staticmethod
    def _all(role: str, token: Token, understood: bool = False) -> Iterator[Slot]:
        yield from (Slot(role, t, understood) for t in conjuncts(token))

    # ---------------------------------------------------------- event nouns

    def _noun_slots(self, noun: Token) -> list[Slot]:
        slots: list[Slot] = []
        for child in noun.children:
            if child.dep_ == "poss":
                slots.extend(self._all("possessor", child))
            elif child.dep_ in ("compound", "amod", "nmod") and child.pos_ in ("NOUN", "PROPN", "ADJ"):
                slots.append(Slot("modifier", child))
            elif child.dep_ == "prep":
                slots.extend(prepositional(child))
            elif child.dep_ == "acl" and is_predicate(child):
                slots.append(Slot("clause", child))
        return slots + self._light_slots(noun, {s.role for s in slots})

    def _light_slots(self, noun: Token, taken: set[str]) -> list[Slot]:
        """What the light verb over an event noun says of the same event."""
        lead = noun
        while lead.dep_ == "conj":
            lead = lead.head
        verb = lead.head
        if lead.dep_ == "pobj" and verb.lower_ in ("in", "to", "into"):
            verb = verb.head
        elif lead.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr"):
            return []
        if not (is_predicate(verb) or verb.pos_ == "AUX") or verb_lemma(verb) not in words(
            "clauses", "light_verbs"
        ):
            return []
        own = {t.i for t in conjuncts(lead)}
        handed = [
            s
            for s in self._verb_slots(verb)
            if s.token.i not in own and s.role not in ("clause", "complement")
        ]
        return [
            Slot(s.role, s.token, True)
            for s in handed
            if s.role not in taken or not s.role.startswith("prep")
        ]
