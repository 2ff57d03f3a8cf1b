"""Kinds of actors: the sector codes of PLOVER, by the words of a description."""

from __future__ import annotations

from functools import cache

from ...base.text import fold
from ...vocab import load

__all__ = ["sector_of"]


@cache
def _sectors() -> dict[str, str]:
    return {word: code for code, members in load("sectors").items() for word in members}


def sector_of(*texts: str) -> str | None:
    """The PLOVER sector that the words of ``texts`` tell, the first word of the first text that tells one.

    An armed non-state actor is one whatever his rank: "insurgent leader" is REB, not its head's sector.
    """
    table = _sectors()
    for text in texts:
        found = [
            code
            for word in fold(text).replace("-", " ").split()
            if (code := table.get(word) or table.get(word.rstrip("s")))
        ]
        if "REB" in found:
            return "REB"
        if found:
            return found[-1]
    return None
