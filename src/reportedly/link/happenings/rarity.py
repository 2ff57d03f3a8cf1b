"""How rare a word is in news, and what a text is about by its rare words.

The figures are inverse document frequencies over a background of news (``vocab/rarity.toml``, written by
``training/rarity.py``), not over the case: in the pages of one affair its own names stand everywhere, and are
yet what sets it apart.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from anyascii import anyascii

from ...dates import MONTHS, WEEKDAYS
from ...names.countries import find_country
from ...vocab import load

__all__ = ["Vector", "about", "dot", "forms", "rarity"]

#: Terms with their weights, of length 1.
Vector = dict[str, float]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
#: Shorter words tell too little.
_SHORT = 3
#: A plural is cut from words longer than this.
_PLURAL = 4
#: How much more a name tells than a common word as rare, and a country's name, which many affairs share.  Set on
#: the eighteen affairs against 126 unrelated news pages (training/affairs.py).
_NAME, _COUNTRY = 2.0, 1.2
#: What every account has, whatever it tells of.
_CALENDAR = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))


def forms(text: str) -> Iterator[tuple[str, bool]]:
    """Every word of ``text`` of three letters or more, folded, and whether it is written with a capital."""
    for match in _WORD.finditer(text):
        word = match.group()
        form = _fold(word)
        if len(form) >= _SHORT:
            yield form, word[0].isupper()


@cache
def rarity(form: str) -> float:
    """How rare a word, folded as :func:`forms` does, is in news: 2 (common) to about 7 (hardly ever seen)."""
    return _known().get(form, float(load("rarity")["most"]))


def about(text: str, names_only: bool = False) -> Vector:
    """What ``text`` is about: its words, the rare ones and names weighing more, as a vector of length 1.

    ``names_only`` leaves out what is written without a capital: for languages whose words are not known here.
    """
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for form, upper in forms(text):
        if upper or not names_only:
            counts[form] += 1
            capital[form] += upper
    common = float(load("rarity")["common"])
    found: Vector = {}
    for form, count in counts.items():
        rare = rarity(form)
        if rare > common and form not in _CALENDAR:
            name = 2 * capital[form] > count and not form.isdigit()
            weight = (_COUNTRY if _is_country(form) else _NAME) if name else 1.0
            found[form] = weight * (1 + math.log(count)) * rare
    return _unit(found)


def dot(a: Vector, b: Vector) -> float:
    """The product of two vectors; of two of length 1 how alike they are, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[form] for form, weight in a.items() if form in b)


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {form: weight / length for form, weight in vector.items()} if length else {}


@cache
def _known() -> dict[str, float]:
    groups: Iterable[tuple[str, str]] = load("rarity")["words"].items()
    return {word: float(figure) for figure, words in groups for word in words.split()}


@cache
def _fold(word: str) -> str:
    low = word.lower() if word.isascii() else anyascii(word).lower()
    low = low.replace("’", "'").removesuffix("'s").replace("'", "")
    return low[:-1] if len(low) > _PLURAL and low.endswith("s") and not low.endswith("ss") else low


@cache
def _is_country(form: str) -> bool:
    return any(
        find_country(name) is not None for name in (form.capitalize(), f"{form.capitalize()}s", form.upper())
    )
