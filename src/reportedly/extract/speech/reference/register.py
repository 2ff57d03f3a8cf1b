"""The chains of a passage: phrases that stand for the same person or body, from the first to the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ....vocab import load, words
from .names import Gender
from .phrases import Kind, Phrase
from .roles import Role, asked_of

__all__ = ["Chain", "Register"]


#: Sentences that whom a wider noun takes up may lie back.
_LATELY = 4


@dataclass(slots=True, eq=False)
class Chain:
    """Phrases that stand for one person, body or group, in the order of the text."""

    kind: Kind
    sure: bool
    gender: Gender | None
    #: The gender of the pronouns that were taken to stand for it, which shows less than a word does.
    leaning: Gender | None = None
    phrases: list[Phrase] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    name: tuple[str, ...] = ()
    #: The phrase that names it best: the longest name, else the first phrase.
    best: Phrase | None = None
    bodily: bool = False

    def add(self, phrase: Phrase) -> None:
        """Join a phrase, with what it shows."""
        self.phrases.append(phrase)
        self.roles += [r for r in phrase.roles if r not in self.roles]
        if phrase.pronoun:
            self.leaning = phrase.gender or self.leaning
            return
        self.gender = self.gender or phrase.gender
        self.bodily = self.bodily or phrase.bodily
        if phrase.sure and (not self.sure or phrase.kind == "person"):
            self.kind, self.sure = phrase.kind, True
        if self.best is None or len(phrase.name) > len(self.name):
            self.best = phrase
            self.name = max(self.name, phrase.name, key=len)


class Register:
    """The chains of a passage as far as it has been read."""

    def __init__(self) -> None:
        self.chains: list[Chain] = []
        self._by_word: dict[str, list[Chain]] = {}

    def open(self, phrase: Phrase) -> Chain:
        """A new chain that begins with ``phrase``."""
        chain = Chain(phrase.kind, phrase.sure, phrase.gender)
        chain.add(phrase)
        self.chains.append(chain)
        self._index(chain, phrase)
        return chain

    def join(self, chain: Chain, phrase: Phrase) -> None:
        """Add ``phrase`` to ``chain``."""
        chain.add(phrase)
        self._index(chain, phrase)

    def _index(self, chain: Chain, phrase: Phrase) -> None:
        for word in {phrase.name[0], phrase.name[-1]} if phrase.name else ():
            held = self._by_word.setdefault(word, [])
            if chain not in held:
                held.append(chain)

    def named(self, phrase: Phrase) -> Chain | None:
        """The chain that a name belongs to; None where it is new, or where two bear it."""
        name = phrase.name
        near = [*self._by_word.get(name[-1], ()), *self._by_word.get(name[0], ())]
        found: list[Chain] = []
        for chain in near:
            if chain not in found and _same_name(phrase, chain):
                found.append(chain)
        exact = [c for c in found if c.name == name]
        if exact:
            return exact[-1]
        return found[0] if len(found) == 1 else None

    def surnamed(self, word: str) -> Chain | None:
        """The one person whose surname is ``word``, which may be a title too ("Prince", "Major")."""
        found = [
            c
            for c in self._by_word.get(word, ())
            if len(c.name) > 1 and c.name[-1] == word and c.kind != "thing"
        ]
        return found[0] if len(found) == 1 else None

    def outlet(self) -> Chain | None:
        """The chain of the outlet last named."""
        found = [c for c in self.chains if c.best is not None and c.best.outlet]
        return max(found, key=lambda c: c.phrases[-1].head.i) if found else None

    def unnamed_speaker(self) -> Chain | None:
        """The one speaker without a name, where there is one only."""
        found = [
            c
            for c in self.chains
            if not c.name
            and c.kind == "person"
            and any(p.speaks and p.place.quotation < 0 for p in c.phrases)
        ]
        return found[0] if len(found) == 1 else None

    def described(self, phrase: Phrase) -> list[Chain]:
        """The chains that a definite description fits: its noun is their role, its words are theirs."""
        asked = asked_of(phrase.head)
        return [c for c in self.chains if _agrees(c, phrase) and any(_is(r, asked) for r in c.roles)]

    def described_wider(self, phrase: Phrase) -> Chain | None:
        """The one named person spoken of lately whose role a wider noun takes up: "the diplomat" for an ambassador."""
        asked = asked_of(phrase.head)
        narrow = load("reference")["wider"].get(asked.noun, ())
        lately = phrase.place.sentence - _LATELY
        found = [
            c
            for c in self.chains
            if c.name and c.kind == "person" and _agrees(c, phrase) and c.phrases[-1].place.sentence >= lately
        ]
        fits = [c for c in found if any(r.noun in narrow and asked.words <= r.words for r in c.roles)]
        return fits[0] if len(fits) == 1 else None


def _agrees(chain: Chain, phrase: Phrase) -> bool:
    return not _clash(chain.gender, phrase.gender) and _kinds_agree(chain, phrase)


def _is(role: Role, asked: Role) -> bool:
    """Whether a description asks for the role, and not for one of another rank: no deputy is "the minister"."""
    ranks = words("reference", "rank", "other")
    return role.noun == asked.noun and asked.words <= role.words and not ranks & (role.words - asked.words)


def _clash(a: Gender | None, b: Gender | None) -> bool:
    return a is not None and b is not None and a != b


def _kinds_agree(chain: Chain, phrase: Phrase) -> bool:
    if "unknown" in (chain.kind, phrase.kind):
        return "plural" not in (chain.kind, phrase.kind)
    return chain.kind == phrase.kind


def _same_name(phrase: Phrase, chain: Chain) -> bool:
    """Whether a name can be that of the chain: the same, a surname or a given name of it, or the fuller form."""
    one, two = phrase.name, chain.name
    if not two or _clash(phrase.gender, chain.gender):
        return False
    if one == two:
        return len(one) > 1 or _kinds_agree(chain, phrase)
    if not _kinds_agree(chain, phrase) and not _miscalled(phrase, chain):
        return False
    if chain.kind == "thing" or (phrase.kind == "thing" and not _miscalled(phrase, chain)):
        return False
    short, long = sorted((one, two), key=len)
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    return short[-1] == long[-1] and short[0][0] == long[0][0] and _initials(short, long)


def _miscalled(phrase: Phrase, chain: Chain) -> bool:
    """Whether the recogniser takes a person's surname, alone, for a place or a body."""
    return phrase.kind == "thing" and not phrase.bodily and len(phrase.name) == 1 and chain.kind == "person"


def _initials(short: Iterable[str], long: tuple[str, ...]) -> bool:
    """Whether every word of the shorter name is one of the longer, or its initial."""
    return all(any(w == v or (len(w.rstrip(".")) == 1 and v.startswith(w[0])) for v in long) for w in short)
