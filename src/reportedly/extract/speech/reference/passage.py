"""One reading of a passage: every phrase in its chain, every pronoun with whom it stands for, where that is clear."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc

from ....vocab import load, words
from .binding import fronted
from .choice import REACH, Candidate, candidates, choose
from .phrases import Phrase, find_phrases
from .register import Chain, Register

__all__ = ["Observe", "Reading"]

#: Phrases after a pronoun that it may run ahead of.
_FOLLOW = 12
#: Sentences within which the one of several that spoke last is "the official".
_LATELY = 4
Observe = Callable[[Phrase, list[Candidate]], None]


class Reading:
    """The chains of a passage; ``at`` gives the chain of the phrase that a token heads."""

    def __init__(
        self,
        doc: Doc,
        quoted: frozenset[int],
        outlets: frozenset[int],
        observe: Observe | None = None,
        author: frozenset[str] = frozenset(),
    ) -> None:
        self.register = Register()
        self._author = author
        self.at: dict[int, Chain] = {}
        self.phrase: dict[int, Phrase] = {}
        self._speaker: Chain | None = None
        self._waiting: list[tuple[Phrase, list[Candidate]]] = []
        margins = load("antecedents")["margins"]
        phrases = list(find_phrases(doc, quoted, outlets))
        chain: Chain | None
        for number, phrase in enumerate(phrases):
            self.phrase[phrase.head.i] = phrase
            if phrase.pronoun:
                chain = self._pronoun(phrase, phrases[number + 1 :], margins, observe)
            else:
                chain = self._nominal(phrase)
            if chain is None:
                continue
            self.at[phrase.head.i] = chain
            for i in range(phrase.start, phrase.end):
                self.at.setdefault(i, chain)
            if phrase.speaks and phrase.grammar == "subject" and phrase.place.quotation < 0:
                self._speaker = chain

    def _nominal(self, phrase: Phrase) -> Chain:
        head = phrase.head
        chain = None
        if head.pos_ == "PROPN" and not (phrase.name and phrase.start <= head.i < phrase.end):
            chain = self.register.surnamed(head.lower_)
        if chain is not None:
            phrase.start, phrase.end, phrase.name = head.i, head.i + 1, (head.lower_,)
        elif phrase.name:
            chain = self.register.named(phrase)
        elif phrase.definite:
            chain = self._described(phrase)
        if chain is None:
            return self.register.open(phrase)
        self.register.join(chain, phrase)
        return chain

    def _described(self, phrase: Phrase) -> Chain | None:
        """The chain that a definite description takes up."""
        lemma = phrase.head.lemma_.lower()
        fits = self.register.described(phrase)
        if len(fits) == 1:
            return fits[0]
        if not fits and lemma in words("sources", "publication", "words"):
            return self.register.outlet()
        if not fits and lemma == "source":
            return self.register.unnamed_speaker()
        if not fits and phrase.kind == "person" and lemma in load("reference")["wider"]:
            return self.register.described_wider(phrase)
        bare = all(c.dep_ in ("det", "punct") for c in phrase.head.children)
        if not fits and bare and lemma in words("reference", "bodies", "words"):
            return self._body(phrase, lemma)
        if sum(bool(c.name) for c in fits) > 1:
            return None  # two ministers have been named: either could be "the minister"
        return self._spoke_last(phrase, fits)

    def _body(self, phrase: Phrase, lemma: str) -> Chain | None:
        """The body that a wide noun takes up ("the company"), chosen as if the noun were "it"."""
        named = [c for c in self.register.chains if _can_be(c, lemma)]
        found = candidates(phrase, named, (), self._speaker)
        return choose(found, load("antecedents")["margins"]["thing"])

    def _spoke_last(self, phrase: Phrase, fits: list[Chain]) -> Chain | None:
        """Of several that fit, the one that spoke last: of persons lately, or as the only one."""
        spoke = [
            (p.head.i, p.place.sentence, n)
            for n, c in enumerate(fits)
            for p in c.phrases
            if p.speaks and p.place.quotation < 0 and p.grammar == "subject"
        ]
        if spoke:
            _, sentence, number = max(spoke)
            lately = phrase.place.sentence - sentence <= _LATELY or len({n for *_, n in spoke}) == 1
            return fits[number] if lately or phrase.kind != "person" else None
        if phrase.kind == "person":
            return None
        return max(fits, key=lambda c: c.phrases[-1].head.i, default=None)

    def _pronoun(
        self, phrase: Phrase, after: Sequence[Phrase], margins: dict[str, float], observe: Observe | None
    ) -> Chain | None:
        ahead = list(self._ahead(phrase, after))
        found = candidates(phrase, self.register.chains, ahead, self._speaker, self._author)
        if observe is not None:
            observe(phrase, found)
        chain = choose(found, margins[phrase.kind])
        if chain is not None and chain not in ahead:
            self.register.join(chain, phrase)
        return chain

    def _ahead(self, pronoun: Phrase, after: Sequence[Phrase]) -> Iterator[Chain]:
        """What follows in the pronoun's sentence and has not been spoken of lately, each as a chain of its own."""
        for later in after[:_FOLLOW]:
            if later.place.line != pronoun.place.line:
                return
            if later.pronoun or not fronted(pronoun, later):
                continue
            held = self.register.named(later) if later.name else None
            if held is None or pronoun.place.sentence - held.phrases[-1].place.sentence > REACH:
                chain = Chain(later.kind, later.sure, later.gender)
                chain.add(later)
                yield chain


def _can_be(chain: Chain, lemma: str) -> bool:
    """Whether a chain is a body's by its name, and the name does not say that it is of another sort."""
    best = chain.best
    if best is None or not chain.name or chain.kind == "person" or best.head.ent_type_ != "ORG":
        return False
    if best.outlet and lemma != "agency":
        return False
    sorts = words("sources", "organization", "words") | words("sources", "group", "words")
    return not (sorts - {lemma}).intersection(chain.name)
