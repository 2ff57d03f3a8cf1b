"""Countries, the words for their people, and the cities that stand for their governments."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from ..base.text import fold
from ..vocab import load

__all__ = ["Country", "country_name", "find_country"]


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
