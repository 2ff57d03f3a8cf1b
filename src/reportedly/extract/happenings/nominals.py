"""Event nouns: "meeting", "killing", "period of grace", each with the verb that tells the same event."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from ...frames import frames
from ...vocab import load

__all__ = ["event_nouns", "event_of"]


@cache
def event_nouns() -> dict[str, str]:
    """Event noun (a lemma, or several words) to the verb that tells the same event.

    The nouns of the frames, a user's included, are event nouns too; where no verb is given, they stand for
    themselves.
    """
    table: dict[str, list[str]] = load("nominals")["verbs"]
    found = {noun: verb for verb, nouns in table.items() for noun in nouns}
    for frame in frames().values():
        for noun in sorted(frame.nouns):
            found.setdefault(noun, noun)
    return found


def event_of(token: Token) -> str | None:
    """The verb that tells the event of a noun, the longest entry that fits; None for any other word."""
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "amod", "nmod"):
        return None
    table, lemma = event_nouns(), token.lemma_.lower()
    for child in token.children:
        if child.dep_ in ("compound", "amod") and (found := table.get(f"{child.lower_} {lemma}")):
            return found
        if child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj" and (found := table.get(f"{lemma} of {inner.lower_}")):
                    return found
    named = token.ent_type_ in ("ORG", "PERSON", "GPE", "WORK_OF_ART", "LAW", "PRODUCT")
    return None if named and token.pos_ == "PROPN" else table.get(lemma)
