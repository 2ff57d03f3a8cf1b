"""Titles before names."""

from __future__ import annotations

from functools import cache

from ..vocab import words

__all__ = ["titles"]


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name and are no part of it."""
    return (
        words("people", "titles", "honorifics")
        | words("people", "titles", "ranks")
        | words("people", "titles", "offices")
    )
