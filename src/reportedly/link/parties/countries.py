"""Countries, the words for their people, and the cities that stand for their governments."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from ...vocab import load
from .names import fold

__all__ = ["Country", "country_name", "find_country", "sector_of"]


class Country(NamedTuple):
    """An ISO 3166 code and how the word stands for it."""

    code: str
    how: Literal["name", "people", "adjective", "seat"]


@cache
def _table() -> dict[str, Country]:
    found: dict[str, Country] = {}
    data = load("countries")
    for code, row in data.items():
        for name in (row["name"], *row["also"]):
            found.setdefault(_plain(name), Country(code, "name"))
    for code, row in data.items():
        for name in row["people"]:
            word = _plain(name)
            found.setdefault(word, Country(code, "adjective"))
            found.setdefault(word + "s", Country(code, "people"))
        for name in row["seats"]:
            found.setdefault(_plain(name), Country(code, "seat"))
    return found


def _plain(name: str) -> str:
    name = fold(name).replace(".", "").replace("-", " ")
    return name[4:] if name.startswith("the ") else name


def find_country(name: str) -> Country | None:
    """The country that ``name`` names or stands for; None for any other word."""
    return _table().get(_plain(name))


def country_name(code: str) -> str:
    """The usual name of the country ``code``."""
    return str(load("countries")[code]["name"])


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
