"""The reference list of the press: by what key an outlet is known, and whether two names are one outlet's.

The list is ``vocab/press.toml``: names with their variants, by country, agencies apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from ..base.text import folded, iter_words
from ..vocab import load, words

__all__ = [
    "Outlet",
    "OutletKeys",
    "agency_forms",
    "country_of",
    "form_words",
    "forms",
    "is_agency",
    "is_listed",
    "is_press_name",
    "listed",
    "listed_name",
    "name_tokens",
    "outlet_key",
    "same_outlet",
    "standard_name",
]

#: Articles of names that come and go.
ARTICLES = frozenset({"the", "al", "el", "as", "ash", "an", "ad", "az", "ar"})
#: Letters of the shortest name that a misspelling is forgiven in, and the likeness (rapidfuzz, 0 to 100) that
#: it needs then: set on the transliterations of the list's own rows.
_SHORTEST, _LIKE = 5, 90
#: A name in capitals of fewer letters is an acronym: it is matched in capitals only.
_ACRONYM = 6


class Outlet(NamedTuple):
    """One outlet of the list: its key, the name that the list gives it, its country, whether it is an agency."""

    key: str
    name: str
    country: str
    agency: bool


class Form(NamedTuple):
    """One of an outlet's names; ``capitals`` where it is matched in capitals only."""

    outlet: Outlet
    capitals: bool


@lru_cache(maxsize=50_000)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name, folded: without case, accents and apostrophes."""
    return tuple(folded(word.text) for word in iter_words(name))


def _rows() -> Iterator[tuple[str, bool, list[str]]]:
    for country, table in load("press")["outlets"].items():
        for kind in ("agencies", "names"):
            for row in table.get(kind, ()):
                yield country, kind == "agencies", row


@cache
def listed() -> dict[tuple[str, ...], Form]:
    """Every name of the list by its words, with and without its article."""
    found: dict[tuple[str, ...], Form] = {}
    for country, agency, row in _rows():
        outlet = Outlet(" ".join(name_tokens(row[0])), row[0], country, agency)
        for name in row:
            tokens = name_tokens(name)
            form = Form(outlet, name.isupper() and len(name) < _ACRONYM)
            found.setdefault(tokens, form)
            if tokens[0] == "the" and len(tokens) > 2:
                found.setdefault(tokens[1:], form)
    return found


@cache
def written() -> frozenset[str]:
    """The names as the list writes them: some begin with a small letter."""
    return frozenset(name for _, _, row in _rows() for name in row)


@cache
def agency_forms() -> dict[str, str]:
    """The agencies' names: as a byline may have each, and by which the list knows it."""
    return {name: row[0] for _, agency, row in _rows() if agency for name in row}


@cache
def forms() -> tuple[tuple[str, ...], ...]:
    """Last words that make a run of capitalised words an outlet's name, the longest first."""
    kinds = ("newspaper", "agency", "broadcaster", "magazine")
    every = {name_tokens(form) for kind in kinds for form in load("press")["forms"][kind]}
    return tuple(sorted(every, key=lambda f: (-len(f), f)))


@cache
def form_words() -> frozenset[str]:
    """The single words among a newspaper's forms: alone, after "the", they stand for a fuller name."""
    return frozenset(form.lower() for form in words("press", "forms", "newspaper") if " " not in form)


@cache
def _lasts() -> frozenset[str]:
    return frozenset(form[-1] for form in forms()) | {w.lower() for w in words("press", "forms", "line")}


def is_press_name(name: str) -> bool:
    """Whether a name is an outlet's by the list or by its last word ("Linden Courier"), so that no person bears it."""
    tokens = name_tokens(name)
    return bool(tokens) and (tokens[-1] in _lasts() or _is_written(name))


def _is_written(name: str) -> bool:
    form = _find(name)
    return form is not None and (name.isupper() or not form.capitals)


def _find(name: str) -> Form | None:
    tokens = name_tokens(name)
    known = listed()
    return known.get(tokens) or (known.get(tokens[1:]) if tokens[:1] == ("the",) else None)


def outlet_key(name: str) -> str:
    """What the outlet ``name`` is known by: the list's name for it, or its own words, folded."""
    if form := _find(name):
        return form.outlet.key
    tokens = name_tokens(name)
    return " ".join(tokens[1:] if tokens[:1] == ("the",) else tokens)


def _by_key(key: str) -> Outlet | None:
    form = listed().get(tuple(key.split()))
    return form.outlet if form else None


def standard_name(name: str, key: str | None = None) -> str:
    """The list's name for the outlet that the page calls ``name``; an agency's acronym stays."""
    key = key or outlet_key(name)
    outlet = _by_key(key)
    shown = name.removeprefix("the ").removeprefix("The ")
    if outlet is None or (shown.isupper() and is_agency(key)):
        return shown
    same = name_tokens(shown) == name_tokens(outlet.name) and not shown.isupper()
    return shown if same else outlet.name


def listed_name(key: str) -> str:
    """The list's name for the outlet of that key; the key itself where it is not listed."""
    outlet = _by_key(key)
    return outlet.name if outlet else key


def is_agency(key: str) -> bool:
    """Whether the outlet of that key is a news agency: its words are printed by others."""
    outlet = _by_key(key)
    return (outlet is not None and outlet.agency) or any(
        key.endswith(form.lower()) for form in words("press", "forms", "agency")
    )


def is_listed(key: str) -> bool:
    """Whether the list has the outlet of that key."""
    return _by_key(key) is not None


def country_of(key: str) -> str | None:
    """The country of a listed outlet (ISO 3166-1 alpha-2), or the list's group where it has several."""
    outlet = _by_key(key)
    return outlet.country if outlet else None


def same_outlet(a: str | None, b: str | None) -> bool:
    """Whether two names are one outlet's: the list says so, or their spelling does."""
    if not a or not b:
        return False
    ka, kb = outlet_key(a), outlet_key(b)
    if ka == kb:
        return True
    if is_listed(ka) and is_listed(kb):
        return False
    left, right = _plain(ka), _plain(kb)
    return min(len(left), len(right)) >= _SHORTEST and ratio(left, right) >= _LIKE


@lru_cache(maxsize=50_000)
def _plain(key: str) -> str:
    return "".join(t for t in key.split() if t not in ARTICLES and t not in {"newspaper", "com", "org"})


class OutletKeys:
    """Keys of outlets, to be asked which of them another outlet can be, without holding it against each."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = sorted(set(keys))
        self._plain = [_plain(outlet_key(key)) for key in self._keys]
        self._exact: dict[str, list[str]] = {}
        self._word: dict[str, list[str]] = {}
        for key in self._keys:
            for name in {key, outlet_key(key)}:
                self._exact.setdefault(name, []).append(key)
            for word in set(key.split()):
                self._word.setdefault(word, []).append(key)

    def same(self, key: str) -> set[str]:
        """The keys that are ``key``, or of which :func:`same_outlet` says that they are one outlet's with it."""
        own = outlet_key(key)
        found = {*self._exact.get(key, ()), *self._exact.get(own, ())}
        like = process.extract_iter(_plain(own), self._plain, scorer=ratio, score_cutoff=_LIKE)
        near = (self._keys[index] for _, _, index in like)
        return found | {other for other in near if other not in found and same_outlet(other, key)}

    def holding(self, words_of_key: str) -> set[str]:
        """The keys in which the words stand in a row."""
        held = self._word.get(words_of_key.partition(" ")[0], ())
        return {key for key in held if f" {words_of_key} " in f" {key} "}
