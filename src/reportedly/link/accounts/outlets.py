"""The names of outlets in a text: agencies, newspapers, broadcasters, magazines and sites.

Two ways to a name: the reference list in ``vocab/press.toml``, and a run of capitalised words whose
last word makes it an outlet ("the Eastern Ledger", "Coast News Agency").  A bare last word ("the
Ledger") stands for the fuller name that came before it.  What a name is doing there is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from ...vocab import load, words

__all__ = [
    "OutletMention",
    "choose",
    "country_of",
    "find_outlets",
    "is_agency",
    "is_listed",
    "listed_name",
    "name_tokens",
    "outlet_key",
    "same_outlet",
    "shown_name",
]

_TOKEN = re.compile(r"\w+")
#: What may stand between two words of a name.
_JOINT = re.compile(r"[ \u00a0]?[-./&’'‘,(]?[ \u00a0]?|\n|\. ")
_PART = r"(?:[A-Z]\.(?:[A-Z]\.)*|St\.|[A-ZÀ-Þ](?:[\w&-]|[’'](?!s\b))*)"
_RUN = re.compile(
    rf"(?<![\w.]){_PART}(?:[ \u00a0](?:(?:of|and|de|la|le|el|al|du|der|&)[ \u00a0])?(?:al-|el-)?{_PART}){{0,5}}"
)
_SITE = re.compile(r"\b[\w-]+\.(?:com|org|net|info|co\.uk)\b")
_ARTICLES = frozenset({"the", "al", "el", "as", "ash", "an", "ad", "az", "ar"})


class OutletMention(NamedTuple):
    """An outlet's name at ``start`` to ``end``: ``name`` as it is written, ``key`` what it is known by.

    ``short`` is true of a bare last word ("the Times") that no fuller name before it explains.
    """

    start: int
    end: int
    name: str
    key: str
    short: bool = False


class _Entry(NamedTuple):
    key: str
    name: str
    capitals: bool  # to be matched in capitals only
    country: str


@lru_cache(maxsize=50_000)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name, lower-cased and without accents and apostrophes."""
    plain = anyascii(name).lower().replace("'", "").replace("`", "")
    return tuple(_TOKEN.findall(plain))


@cache
def _list() -> dict[tuple[str, ...], _Entry]:
    """Every name of the reference list by its tokens, with and without its article."""
    found: dict[tuple[str, ...], _Entry] = {}
    for country, table in load("press")["outlets"].items():
        for row in table["names"]:
            for name in row:
                tokens = name_tokens(name)
                entry = _Entry(
                    " ".join(name_tokens(row[0])), row[0], name.isupper() and len(name) < 6, country
                )
                found.setdefault(tokens, entry)
                if tokens[0] == "the" and len(tokens) > 2:
                    found.setdefault(tokens[1:], entry)
    return found


@cache
def _written() -> frozenset[str]:
    """The names as the list writes them: some begin with a small letter."""
    return frozenset(
        name for table in load("press")["outlets"].values() for row in table["names"] for name in row
    )


@cache
def _firsts() -> dict[str, int]:
    """The first words of the list's names, and how many words the longest name beginning so has."""
    longest: dict[str, int] = {}
    for tokens in _list():
        longest[tokens[0]] = max(longest.get(tokens[0], 0), len(tokens))
    return longest


@cache
def _forms() -> tuple[tuple[str, ...], ...]:
    every = {
        tuple(form.lower().split())
        for kind, items in load("press")["forms"].items()
        if kind != "first"
        for form in items
    }
    return tuple(sorted(every, key=lambda f: (-len(f), f)))


@cache
def _heads() -> frozenset[str]:
    return frozenset(form.lower() for form in words("press", "forms", "newspaper") if " " not in form)


def outlet_key(name: str) -> str:
    """What the outlet ``name`` is known by: the list's name for it, or its own words, lower-cased."""
    tokens = name_tokens(name)
    entry = _list().get(tokens)
    if entry is None and tokens[:1] == ("the",):
        tokens = tokens[1:]
        entry = _list().get(tokens)
    return entry.key if entry else " ".join(tokens)


def shown_name(mention: OutletMention) -> str:
    """The outlet's name for a reader: the list's, but an agency's acronym as the page has it."""
    return standard_name(mention.name, mention.key)


def standard_name(name: str, key: str | None = None) -> str:
    """The list's name for the outlet that the page calls ``name``; an agency's acronym stays."""
    key = key or outlet_key(name)
    entry = _list().get(tuple(key.split()))
    written = name.removeprefix("the ").removeprefix("The ")
    if entry is None or (written.isupper() and is_agency(key)):
        return written
    return (
        written if name_tokens(written) == name_tokens(entry.name) and not written.isupper() else entry.name
    )


def listed_name(key: str) -> str:
    """The reference list's name for the outlet of that key; the key itself where it is not listed."""
    entry = _list().get(tuple(key.split()))
    return entry.name if entry else key


def foreign(text: str, outlet: OutletMention) -> bool:
    """Whether a page's furniture is another site's than the outlet's: it names
    another site (for an agency another outlet too), or is a forum's or a weblog's.
    """
    if is_agency(outlet.key) and any(
        not m.short and m.key != outlet.key for m in find_outlets(text, 0, len(text))
    ):
        return True
    if any(not same_outlet(site, outlet.name) for site in _SITE.findall(text)):
        return True
    return bool(set(_TOKEN.findall(text.lower())) & words("press", "personal"))


def is_agency(key: str) -> bool:
    """Whether the outlet of that key is a news agency: its words are printed by others."""
    named = key in {outlet_key(name) for name in words("press", "agencies")}
    return named or any(key.endswith(form.lower()) for form in words("press", "forms", "agency"))


def is_listed(key: str) -> bool:
    """Whether the reference list has the outlet of that key."""
    return tuple(key.split()) in _list()


def country_of(key: str) -> str | None:
    """The country of a listed outlet (ISO 3166-1 alpha-2), or the list's group where it has several."""
    entry = _list().get(tuple(key.split()))
    return entry.country if entry else None


def same_outlet(a: str | None, b: str | None) -> bool:
    """Whether two names are one outlet's: the list says so, or their spelling does."""
    if not a or not b:
        return False
    ka, kb = outlet_key(a), outlet_key(b)
    if ka == kb:
        return True
    known = _list()
    if tuple(ka.split()) in known and tuple(kb.split()) in known:
        return False
    la, lb = (
        "".join(t for t in k.split() if t not in _ARTICLES and t not in {"newspaper", "com", "org"})
        for k in (ka, kb)
    )
    return min(len(la), len(lb)) >= 5 and ratio(la, lb) >= 90


def find_outlets(text: str, start: int, end: int) -> list[OutletMention]:
    """The outlets named in ``text[start:end]``, in order; a bare last word takes the fuller name before it."""
    return choose([*_listed(text, start, end), *_formed(text, start, end)])


def choose(mentions: Iterable[OutletMention]) -> list[OutletMention]:
    """Of mentions that overlap the first and longest, in order, with bare last words explained."""
    chosen: list[OutletMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not chosen or mention.start >= chosen[-1].end:
            chosen.append(mention)
        elif (mention.start, mention.end) == (chosen[-1].start, chosen[-1].end) and chosen[-1].short:
            chosen[-1] = mention
        elif mention.start > chosen[-1].start and mention.end == chosen[-1].end and _specific(mention):
            chosen[-1] = mention  # "Jane Roe Chicago Tribune": the listed name inside the run
    return _explained(chosen)


def _specific(mention: OutletMention) -> bool:
    """Whether a name has a word of its own besides words that many outlets share."""
    shared = (
        {word for form in _forms() for word in form} | {"national", "new"} | words("press", "forms", "first")
    )
    return not mention.short and bool(set(name_tokens(mention.name)) - shared - _ARTICLES)


def _listed(text: str, start: int, end: int) -> Iterator[OutletMention]:
    spans = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
    known, firsts = _list(), _firsts()
    i = 0
    while i < len(spans):
        low = _plain(spans[i][0])
        size = min(firsts.get(low, 0), len(spans) - i)
        while size:
            group = spans[i : i + size]
            entry = known.get(tuple(_plain(word) for word, _, _ in group))
            a, b = group[0][1], group[-1][2]
            if entry and _written_as_name(text, group, entry):
                yield _mention(a, b, text[a:b], entry.key)
                i += size - 1
                break
            size -= 1
        i += 1


def _mention(start: int, end: int, name: str, key: str) -> OutletMention:
    """A mention of a listed name; an article and one shared last word ("the Times") is a short one."""
    tokens = name_tokens(name)
    if tokens[0] == "the" and len(tokens) == 2 and tokens[1] in _heads():
        return OutletMention(start, end, name, tokens[1], True)
    return OutletMention(start, end, name, key)


@lru_cache(maxsize=50_000)
def _plain(token: str) -> str:
    return token.lower() if token.isascii() else anyascii(token).lower()


def _written_as_name(text: str, group: list[tuple[str, int, int]], entry: _Entry) -> bool:
    if any(not _JOINT.fullmatch(text, x[2], y[1]) for x, y in pairwise(group)):
        return False
    whole = text[group[0][1] : group[-1][2]]
    if entry.capitals:
        return whole.isupper()
    if whole in _written():
        return True
    if "." in whole and whole.rsplit(".", 1)[1] in {"com", "org", "net", "uk"}:
        return True
    return any(word[0].isupper() for word, _, _ in group) and (
        group[-1][0][0].isupper() or not group[-1][0][0].isalpha() or len(group) > 2
    )


def _formed(text: str, start: int, end: int) -> Iterator[OutletMention]:
    """Runs of capitalised words that end in one of the forms, cut after the form."""
    heads, lasts = _heads(), {form[-1] for form in _forms()}
    for match in _RUN.finditer(text, start, end):
        tokens = list(_TOKEN.finditer(match.group()))
        lows = [t.group().lower() for t in tokens]
        if lasts.isdisjoint(lows):
            continue
        best: int | None = None
        for form in _forms():
            for i in range(len(lows) - len(form), -1, -1):
                if tuple(lows[i : i + len(form)]) == form:
                    best = max(best or 0, i + len(form))
                    break
        if best is None:
            continue
        if best < len(lows) and lows[best - 1] in words("press", "forms", "first"):
            best += 1  # "the Daily Beacon"
        first = next((i for i, low in enumerate(lows) if low not in words("press", "leading")), best)
        if lows[first - 1 : best] == ["sunday", *lows[first:best]] and first and best - first == 1:
            first -= 1  # "the Sunday Ledger" is a name, "on Sunday the Ledger" is none
        if best - first < 1:
            continue
        a, b = match.start() + tokens[first].start(), match.start() + tokens[best - 1].end()
        bare = best - first == 1
        if bare and (lows[first] not in heads or not _has_article(text, a)):
            continue
        name = text[a:b]
        yield OutletMention(a, b, name, outlet_key(name) if not bare else lows[first], bare)


def _has_article(text: str, at: int) -> bool:
    return text[max(0, at - 4) : at].lower() == "the "


def _explained(mentions: Iterable[OutletMention]) -> list[OutletMention]:
    """Bare last words given the key of the nearest fuller name before them that ends so."""
    out: list[OutletMention] = []
    last: dict[str, OutletMention] = {}
    for mention in mentions:
        head = name_tokens(mention.name)[-1]
        if mention.short and head in last:
            mention = mention._replace(key=last[head].key, short=False)
        elif not mention.short:
            last[head] = mention
        out.append(mention)
    return out
