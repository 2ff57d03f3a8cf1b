"""Names as they are spelt: folded, sounded, held against each other.

A name is folded to ASCII (anyascii), its articles (al-, el-) and apostrophes dropped.  Its consonant skeleton
is the key that candidates are found by; two names of one skeleton are the same only where their vowels agree
too, as transliteration lets them vary (a with e and i, o with u): Nuri is Nouri, Izzat is Izzet, and Hassan is
not Hussein, nor Berg Borg.  A slip of the pen (rapidfuzz) is forgiven in one word of three or more.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from ...base.text import fold
from ...vocab import load, words

__all__ = [
    "acronym",
    "fold",
    "key",
    "same_but_a_slip",
    "same_token",
    "same_tokens",
    "short_form",
    "skeleton",
    "telling",
    "tokens",
]

_BREAK = re.compile(r"[^\w]+")
#: Articles and particles that come and go in transliterated names.
_ARTICLES = frozenset({"al", "el", "ul", "ad", "ar", "as", "ash", "at", "az", "an", "bin", "ibn", "the"})
_BARE_ARTICLES = frozenset({"al", "el", "bin", "ibn", "the"})
_LIKE = 80.0

_CONSONANTS = (
    ("sch", "x"), ("sh", "x"), ("tch", "x"), ("ch", "x"), ("tj", "x"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("ck", "k"), ("q", "k"), ("dj", "j"), ("zh", "j"), ("ts", "z"), ("tz", "z"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """The telling words of a name, folded; articles are dropped where they are prefixed or stand bare."""
    found: list[str] = []
    folded = re.sub(r"\b((?:[a-z]\.){2,})", lambda m: m.group(1).replace(".", ""), fold(name))
    for word in folded.split():
        parts = [p for p in _BREAK.split(word) if p]
        if len(parts) > 1:
            parts = [p for p in parts[:-1] if p not in _ARTICLES] + parts[-1:]
        found.extend(p for p in parts if p not in _BARE_ARTICLES or len(parts) > 1)
    return tuple(found) or tuple(p for p in _BREAK.split(folded) if p)


@lru_cache(maxsize=65536)
def _sound(token: str) -> str:
    """``token`` as it sounds, coarsely: vowels to a, i, u; doubled letters single."""
    for old, new in _CONSONANTS:
        token = token.replace(old, new)
    token = re.sub(r"c(?=[eiy])", "s", token).replace("c", "k").replace("w", "v" if token[:1] == "w" else "u")
    token = re.sub(r"ou|oo|u|o", "u", token)
    token = re.sub(r"ai|ay|ei|ey|ie|ee|iy|y|e|i", "i", token)
    token = _DOUBLE.sub(r"\1", token.replace("aa", "a"))
    return token[:-1] if len(token) > 3 and token.endswith("h") else token


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """The consonants of ``token`` as they sound; a vowel only at the beginning, as ``a``."""
    sound = _sound(token)
    bones = _VOWELS.sub("", sound.replace("h", "") if len(sound) > 4 else sound)
    bones = _DOUBLE.sub(r"\1", bones)
    return ("a" + bones) if sound[:1] in "aeiouy" and sound else (bones or sound)


def same_token(a: str, b: str) -> bool:
    """Whether two words of a name are one word spelt twice."""
    if a == b:
        return True
    if a[:1].isdigit() or b[:1].isdigit() or min(len(a), len(b)) < 3:
        return False
    return _DOUBLE.sub(r"\1", _sound(a).replace("i", "a")) == _DOUBLE.sub(r"\1", _sound(b).replace("i", "a"))


def short_form(a: str, b: str) -> bool:
    """Whether one given name is a short form of the other: "joe" and "joseph", "bill" and "william"."""
    short = load("given_names")["short"]
    return b in short.get(a, ()) or a in short.get(b, ())


def same_tokens(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names agree word by word."""
    return len(a) == len(b) and all(same_token(x, y) for x, y in zip(a, b, strict=True))


def same_but_a_slip(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of three words or more differ in the spelling of one only."""
    if len(a) != len(b) or len(a) < 3:
        return False
    other = [(x, y) for x, y in zip(a, b, strict=True) if not same_token(x, y)]
    return len(other) == 1 and min(map(len, other[0])) >= 5 and fuzz.ratio(*other[0]) >= _LIKE


def key(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the generic ones, as skeletons: names of one key are candidates for one actor."""
    generic = words("organizations", "generic")
    telling = tuple(p for p in parts if p not in generic) or parts
    return tuple(p if p[:1].isdigit() else skeleton(_singular(p)) for p in telling)


def telling(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the generic ones, singular."""
    generic = words("organizations", "generic")
    return tuple(_singular(p) for p in parts if p not in generic) or parts


def acronym(name: str) -> str | None:
    """The initials of a name of several words ("United Nations": un); None for a short name."""
    parts = [p for p in re.split(r"[\s\-]+", name) if p[:1].isupper()]
    return "".join(p[0] for p in parts).lower() if len(parts) >= 2 else None


def _singular(token: str) -> str:
    return token[:-1] if len(token) > 4 and token.endswith("s") and not token.endswith("ss") else token
