"""The choice of an antecedent: features of every chain that a pronoun can stand for, weighed and compared.

The features are the classical ones: how many sentences back, the grammatical role there, the same role as
the pronoun's, the order of Hobbs's walk, subjects up the tree, who spoke last, how often named (Hobbs 1978,
"Resolving pronoun references", Lingua 44; Lappin and Leass 1994, "An algorithm for pronominal anaphora
resolution", Computational Linguistics 20; Webster et al. 2018, "Mind the GAP", TACL 6).  The weights are those of a
log-linear ranking of all chains and of "none of them" (Denis and Baldridge 2008, "Specialized models and ranking
for coreference resolution", EMNLP), fitted by ``training/antecedents.py`` and read from ``vocab/antecedents.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from ....vocab import load, words
from ...syntax import shared_subject
from .binding import bars, first_person, governors, told_by
from .names import is_role
from .phrases import Phrase
from .register import Chain
from .roles import Role

__all__ = ["REACH", "Candidate", "candidates", "choose", "shares"]

#: Sentences of the author's own that an antecedent may lie back.
REACH = 6
_FULL: dict[str, int] = {
    "subject": 0,
    "sub": 1,
    "object": 2,
    "verbal": 3,
    "possessive": 4,
    "nominal": 5,
    "other": 6,
}
_GROUP = {"subject": "s", "sub": "s", "possessive": "p"}


@cache
def _bodies() -> frozenset[str]:
    """Nouns for bodies of people, which are "it" or "they"."""
    return words("sources", "group", "words") | words("sources", "organization", "words")


@cache
def _texts() -> frozenset[str]:
    """Nouns for what is read or heard: it says what stands in it."""
    return words("sources", "document", "words") | words("sources", "publication", "words")


def _speaks(role: Role) -> bool:
    """Whether what a noun names can say something: a person, a body or a text."""
    return is_role(role.noun) or role.noun in _bodies() or role.noun in _texts()


class Candidate(NamedTuple):
    """A chain that a pronoun can stand for, with the names of the features that hold."""

    chain: Chain
    features: tuple[str, ...]


class _Seen(NamedTuple):
    chain: Chain
    last: Phrase
    best: Phrase
    back: int
    ahead: bool


def candidates(
    pronoun: Phrase,
    chains: Sequence[Chain],
    ahead: Sequence[Chain],
    speaker: Chain | None,
    author: frozenset[str] = frozenset(),
) -> list[Candidate]:
    """The chains that ``pronoun`` can stand for, each with its features.

    ``chains`` are those begun before it, ``ahead`` those that begin after it in its sentence; ``speaker`` is
    who spoke last; ``author`` are the words of the author's name: nobody is "he" in a text of his own.
    """
    told = [c for c in chains if not (c.name and author.issuperset(c.name))]
    seen = [s for c in told if (s := _seen(pronoun, c)) is not None]
    seen += [s for c in ahead if (s := _ahead(pronoun, c)) is not None]
    if not seen:
        return []
    near = {id(s.chain): n for n, s in enumerate(sorted(seen, key=lambda s: (s.ahead, -s.last.head.i)))}
    walk = {
        id(s.chain): n
        for n, s in enumerate(
            sorted(seen, key=lambda s: (s.ahead, s.back, _FULL[s.best.grammar], s.best.head.i))
        )
    }
    above = [shared_subject(v) for v in governors(pronoun.head)]
    up: list[Token] = []
    for subject in above:
        if subject is not None and subject != pronoun.head and subject not in up:
            up.append(subject)
    return [
        Candidate(
            s.chain,
            tuple(_features(pronoun, s, near[id(s.chain)], walk[id(s.chain)], up, speaker, len(seen))),
        )
        for s in seen
    ]


def _fits(pronoun: Phrase, chain: Chain) -> bool:
    if chain.gender is not None and pronoun.gender is not None and chain.gender != pronoun.gender:
        return False
    if pronoun.speaks and chain.kind == "thing" and not chain.name and not any(map(_speaks, chain.roles)):
        return False  # no tank or answer has said anything
    if chain.kind == pronoun.kind:
        return True
    if pronoun.kind == "person":  # the recogniser takes many a person for a place or a body
        return chain.kind == "unknown" or (chain.kind == "thing" and bool(chain.name) and not chain.bodily)
    if pronoun.kind == "thing":
        return chain.kind == "unknown" or (chain.kind == "plural" and not chain.sure)
    return chain.kind == "thing" and any(r.noun in _bodies() for r in chain.roles)


def _seen(pronoun: Phrase, chain: Chain) -> _Seen | None:
    if not _fits(pronoun, chain):
        return None
    here, inside = pronoun.place.sentence, pronoun.place.quotation
    rows: list[Phrase] = []
    for phrase in reversed(chain.phrases):
        if here - phrase.place.sentence > REACH:
            break
        if phrase.label and phrase.place.paragraph == pronoun.place.paragraph:
            return None  # nobody speaks of himself so in a turn of his own
        if phrase.place.quotation not in (-1, inside):
            continue
        if phrase.place.line == pronoun.place.line and bars(pronoun, phrase):
            return None
        rows.append(phrase)
    if not rows:
        return None
    last = rows[0].place.sentence
    best = min((r for r in rows if r.place.sentence == last), key=lambda r: _FULL[r.grammar])
    return _Seen(chain, rows[0], best, here - last, False)


def _ahead(pronoun: Phrase, chain: Chain) -> _Seen | None:
    first = chain.phrases[0]
    if not _fits(pronoun, chain) or bars(pronoun, first):
        return None
    return _Seen(chain, first, first, 0, True)


def _features(
    pronoun: Phrase, seen: _Seen, near: int, walk: int, up: Sequence[Token], speaker: Chain | None, of: int
) -> list[str]:
    chain, last, best, back, ahead = seen
    group = _GROUP.get(pronoun.grammar, "o")
    out = ["any", "named" if pronoun.kind != "person" and chain.name else _type(chain)]
    if chain.gender is not None and pronoun.gender is not None:
        out.append("gender")
    elif chain.leaning is not None and pronoun.gender is not None:
        out.append("leaning" if chain.leaning == pronoun.gender else "against")
    if of == 1:
        out.append("only")
    if pronoun.kind == "plural" and chain.kind == "thing":
        out.append("body")
    if ahead:
        return [*out, f"ahead/{group}"]
    reach = "0" if back == 0 else "1" if back == 1 else "2"
    out += [f"back{min(back, 4)}/{group}", f"role{reach}:{best.grammar}/{group}"]
    out += [f"near{min(near, 3)}/{group}", f"walk{min(walk, 3)}/{group}"]
    if last.place.paragraph != pronoun.place.paragraph:
        out.append("paragraph")
    if best.grammar == pronoun.grammar and back < 2:
        out.append(f"parallel{back}/{group}")
    if back == 0 and any(
        p.grammar == "subject" and pronoun.place.sentence - p.place.sentence == 1 for p in chain.phrases[-6:]
    ):
        out.append("topic")
    if back == 0 and told_by(pronoun, best):
        out.append("told in the first person" if first_person(pronoun) else "told")
    return [*out, *_standing(pronoun, seen, up, speaker)]


def _standing(pronoun: Phrase, seen: _Seen, up: Sequence[Token], speaker: Chain | None) -> Iterator[str]:
    """How a chain stands in the text so far, and above the pronoun in the tree."""
    chain, last, group = seen.chain, seen.last, _GROUP.get(pronoun.grammar, "o")
    count = len(chain.phrases)
    yield "count1" if count == 1 else "count2" if count == 2 else "count3" if count < 5 else "count5"
    if last.pronoun:
        yield "pronoun" if pronoun.place.sentence - last.place.sentence < 2 else "pronoun2"
    heads = {p.head.i for p in chain.phrases[-6:]}
    for n, subject in enumerate(up[:2]):
        if subject.i in heads:
            yield f"up{n}/{group}"
    if speaker is chain:
        yield "speaker" if pronoun.speaks else "spoke"
    if last.head.dep_ != "conj" and any(
        c.dep_ == "conj" and pronoun.head in c.subtree for c in last.head.children
    ):
        yield "joined"


def _type(chain: Chain) -> str:
    if chain.name:
        return "misnamed" if chain.kind == "thing" else "named" if chain.sure else "unsure"
    return "described" if any(p.definite and not p.pronoun for p in chain.phrases) else "indefinite"


def shares(found: Sequence[Candidate], weights: dict[str, float]) -> list[float]:
    """The share of each candidate against the others and against none of them; the sum is below one."""
    scores = [sum(weights.get(f, 0.0) for f in c.features) for c in found]
    top = max(0.0, *scores) if scores else 0.0
    parts = [math.exp(s - top) for s in scores]
    total = sum(parts) + math.exp(-top)
    return [p / total for p in parts]


def choose(found: Sequence[Candidate], margin: float) -> Chain | None:
    """The chain whose share is the largest and at least ``margin``; None where there is none."""
    if not found:
        return None
    parts = shares(found, load("antecedents")["weights"])
    best = max(range(len(parts)), key=lambda n: parts[n])
    return found[best].chain if parts[best] >= margin else None
