"""The cue lexicon, read from ``vocab/cues.toml``."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ...vocab import load

__all__ = ["Frame", "noun_frames", "source_phrases", "verb_frames"]


class Frame(NamedTuple):
    """One use of a cue word: what it takes, the stance it sets, and the word that must follow it, if any."""

    name: str
    takes: frozenset[str]
    stance: str
    follows: tuple[str, ...] = ()
    recipient: bool = False
    attitude: bool = False
    extend: frozenset[str] = frozenset()


@cache
def _frames(part: str) -> dict[str, tuple[Frame, ...]]:
    out: dict[str, list[Frame]] = {}
    for name, entry in load("cues")[part].items():
        for words in entry["words"]:
            lemma, *follows = words.split()
            frame = Frame(
                name,
                frozenset(entry["takes"]),
                entry.get("stance", "asserted"),
                tuple(follows),
                entry.get("recipient", False),
                entry.get("attitude", False),
                frozenset(entry.get("extend", ())),
            )
            out.setdefault(lemma, []).append(frame)
    # A frame that asks for a following word is tried before one that does not.
    return {k: tuple(sorted(v, key=lambda f: -len(f.follows))) for k, v in out.items()}


def verb_frames(lemma: str) -> tuple[Frame, ...]:
    """The frames of the verb ``lemma``, the most specific first; empty where it is no cue."""
    return _frames("verbs").get(load("cues")["misread"].get(lemma, lemma), ())


def noun_frames(lemma: str) -> tuple[Frame, ...]:
    """The frames of the noun ``lemma``."""
    return _frames("nouns").get(lemma, ())


@cache
def source_phrases() -> tuple[tuple[str, ...], ...]:
    """The prepositional cues after which the source stands, as words, the longest first."""
    phrases = [tuple(p.split()) for p in load("cues")["phrases"]["source_after"]]
    return tuple(sorted(phrases, key=len, reverse=True))
