"""Spam among comments, by what it says: goods and games to sell, stuffed keywords, praise with an advert.

Length and date play no part: an honest short comment stays a comment, and so does one that only praises.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ..vocab import load

__all__ = ["is_spam"]

_LINK = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|net|org|info|co|biz|xyz|top|club|online|site|ru|cn|id|in|pk)\b|\[url|<a href"
    r"|\b(?:visit|at|on|via|see|to|website:?|site:?)\s+[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}\b|>>+\s*[\w-]+\.|[\w.+-]+@[\w-]+\.\w",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?\d[\d ()-]{8,}\d")
_FIGURES = str.maketrans("013457", "oieast")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


@cache
def _goods() -> tuple[frozenset[str], int, tuple[str, ...]]:
    """The goods as phrases of lower-case words, the longest phrase's words, and those written unspaced."""
    terms = {t for group in load("spam")["goods"].values() for t in group}
    phrases = frozenset(" ".join(_WORD.findall(t)) for t in terms)
    return (
        phrases,
        max(len(p.split()) for p in phrases),
        tuple(sorted(t for t in terms if _UNSPACED.search(t))),
    )


def _plain(token: str) -> str:
    """A word with the letters that figures stand for in it, as filters are evaded ("v1agra")."""
    return token.translate(_FIGURES) if token[0].isalpha() and any(c.isdigit() for c in token[:-1]) else token


def _find_goods(text: str) -> list[str]:
    """The goods that ``text`` names, in order, the longest phrase at each place."""
    phrases, longest, unspaced = _goods()
    tokens = [_plain(t) for t in _WORD.findall(text.casefold())]
    found: list[str] = []
    at = 0
    while at < len(tokens):
        size = next(
            (
                n
                for n in range(longest, 0, -1)
                if " ".join(tokens[at : at + n]) in phrases and at + n <= len(tokens)
            ),
            0,
        )
        if size:
            found.append(" ".join(tokens[at : at + size]))
        at += size or 1
    return found + [t for t in unspaced for _ in range(text.count(t))]


@cache
def _stems() -> re.Pattern[str]:
    """The goods of more than four letters, as they are run together in names ("texaspoker88")."""
    terms = {t.replace(" ", "") for group in load("spam")["goods"].values() for t in group}
    names = sorted(t for t in terms if len(t) > 4 and t not in _INNOCENT)
    return re.compile("|".join(map(re.escape, names)), re.IGNORECASE)


#: Parts of ordinary surnames and nicknames.
_INNOCENT = frozenset(
    {
        "rings",
        "champion",
        "coach",
        "jordan",
        "situs",
        "bandar",
        "curry",
        "harden",
        "jackets",
        "omega",
        "supreme",
    }
)


@cache
def _praise() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load("spam")["flattery"]), re.IGNORECASE)


@cache
def _appeal() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(f"(?:{p})" for p in load("spam")["appeal"]) + r")", re.IGNORECASE)


def is_spam(body: str, author: str | None = None) -> bool:
    """Whether a comment of this ``body`` by ``author`` advertises."""
    goods = _find_goods(body)
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    size = max(1, len(_WORD.findall(body)) + len(_UNSPACED.findall(body)) // 2)
    covered = sum(max(1, len(_WORD.findall(g))) for g in goods)
    dense = covered / size
    contact = bool(_LINK.search(body) or _PHONE.search(body))
    seller = bool(author and (_find_goods(author) or _stems().search(author)))
    if len(goods) >= 3 and (dense >= 0.2 or _listed(lines) or (contact and dense >= 0.08)):
        return True
    appeals = len(_appeal().findall(body)) if size <= 200 else 0
    if (
        goods
        and appeals
        and (appeals + len(goods) >= 3 or contact or seller)
        and size <= 60 * (appeals + len(goods))
    ):
        return True
    if appeals >= 3 or (appeals >= 2 and contact):
        return True
    praise = _praise().findall(body) if goods or contact or seller else []
    if praise and _advertises(lines, goods, contact, seller, size, praise):
        return True
    if seller and (contact or goods):
        return True
    return bool(goods) and _repeated(goods) >= 4 and dense >= 0.1


def _advertises(
    lines: list[str], goods: list[str], contact: bool, seller: bool, size: int, praise: list[str]
) -> bool:
    """Praise beside something to sell: the advert is at the end, or praise is most of what there is."""
    ends = bool(lines) and (_find_goods(lines[-1][-60:]) != [] or _LINK.search(lines[-1][-80:]) is not None)
    return (
        seller
        or (ends and size <= 120)
        or (len(goods) >= 2 and size <= 150)
        or (contact and len(praise) >= 2)
    )


def _listed(lines: list[str]) -> bool:
    """Most lines are short and none is a sentence: a list of keywords."""
    short = [line for line in lines if len(line.split()) <= 8 and not line.endswith((".", "!", "?"))]
    return len(lines) >= 4 and len(short) * 3 >= len(lines) * 2


def _repeated(goods: list[str]) -> int:
    """How often the commonest of the goods comes."""
    return max(Counter(g.casefold() for g in goods).values())
