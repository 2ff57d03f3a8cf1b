"""Places: which names are one place's, and which place lies in another.

What is known are countries with the seats of their governments, the states of some (``vocab/places.toml``), and the
cities of 100,000 people or more (``vocab/cities.toml``).  A city's name that several countries have can be in any of
them.  A place told with what it lies in ("Linden, Canada", "a house on a lake near Linden") is known by that.
"""

from __future__ import annotations

import re
from functools import cache

from ..base.text import fold
from ..vocab import load, words
from .countries import country_name, find_country

__all__ = ["canonical", "contains", "countries_of"]

_ARTICLE = re.compile(r"(?:the|al|el|as|ash|an|ad|az|ar|at) (?=\S)")


def canonical(place: str) -> str:
    """The name that a place is compared by: "the U.S." is "United States", "the city of Linden, Canada" is "Linden".

    What stands before the name and keeps the place ("in") is left out; what makes another place of it stays.
    """
    name = _bare(place)
    country = find_country(name)
    if country is not None and country.how == "name":
        return country_name(country.code)
    return name


def contains(a: str, b: str) -> bool:
    """Whether the place ``b`` can lie in ``a``: its country, its state, the city that it is told to be a part of.

    A place contains itself.  False says only that nothing is known that puts ``b`` into ``a``.
    """
    outer, whole = _key(canonical(a)), _parts_of(b)
    inner = _key(canonical(b))
    if outer == inner or any(_key(canonical(part)) == outer for part in whole):
        return True
    if _stands_in(outer, b):
        return True
    country = find_country(canonical(a))
    if country is None or country.how != "name":
        return False
    names = [canonical(b), *whole, *_names_in(b)]
    return any(country.code in countries_of(name) for name in names)


@cache
def countries_of(place: str) -> frozenset[str]:
    """The countries (ISO 3166-1) that a place of this name is, or lies in, as far as they are known."""
    found = find_country(_bare(place))
    if found is not None and found.how in ("name", "seat"):
        return frozenset({found.code}) | _cities().get(_key(_bare(place)), frozenset())
    return _cities().get(_key(_bare(place)), frozenset())


@cache
def _cities() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for table in (load("cities"), load("places")["regions"]):
        for country, names in table.items():
            for name in names:
                found.setdefault(_key(name), set()).add(country)
    return {key: frozenset(countries) for key, countries in found.items()}


def _key(name: str) -> str:
    """A place's name folded, without its article and the h that ends transliterations ("Basrah")."""
    key = _ARTICLE.sub("", " ".join(re.split(r"[\s.-]+", fold(name))).strip() + " ", count=1).strip()
    return key.removesuffix("h") if len(key) > len("utah") else key


@cache
def _before() -> re.Pattern[str]:
    kinds = "|".join(sorted(map(re.escape, words("places", "kinds")), key=lambda k: (-len(k), k)))
    at = "|".join(sorted(words("places", "at_the_place")))
    return re.compile(rf"(?i)(?:(?:{at})\s+)?(?:the\s+)?(?:(?:{kinds})\s+of\s+)?(?:the\s+)?")


@cache
def _behind() -> re.Pattern[str]:
    kinds = "|".join(sorted(map(re.escape, words("places", "kinds")), key=lambda k: (-len(k), k)))
    return re.compile(rf"(?<=\w)\s+(?:{kinds})$")


def _bare(place: str) -> str:
    """A place's own name, without the words that introduce it and without what it is told to lie in."""
    name = " ".join(place.split()).strip(" .,")
    name = re.split(r",\s+(?=[A-Z])", name, maxsplit=1)[0]
    name = name[match.end() :] if (match := _before().match(name)) and name[match.end() :] else name
    bare = _behind().sub("", name)
    return bare if bare[:1].isupper() else name


def _parts_of(place: str) -> list[str]:
    """What a place is told to lie in, by commas: "Linden, Ontario, Canada"."""
    return re.split(r",\s+(?=[A-Z])", " ".join(place.split()).strip(" .,"))[1:]


def _names_in(place: str) -> list[str]:
    """The capitalised names inside a phrase of a place: "a house on a lake near Linden"."""
    return re.findall(r"[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:(?:de|al|el|of|la|le)\s+)?[A-ZÀ-Þ][\w’'.-]*){0,3}", place)


def _stands_in(outer: str, place: str) -> bool:
    """Whether the phrase names ``outer`` as what the place is a part of ("northern Linden", "Linden's port")."""
    for match in re.finditer(r"[A-ZÀ-Þ][\w’'.-]*(?:\s+[A-ZÀ-Þ][\w’'.-]*){0,3}", place):
        if _key(re.sub(r"['’]s$", "", match[0])) != outer:
            continue
        before = " ".join(place[: match.start()].lower().split())
        return not any(before == word or before.endswith(" " + word) for word in words("places", "beside"))
    return False
