"""The names of outlets in a text: agencies, newspapers, broadcasters, magazines and sites.

Three ways to a name: the reference list (:mod:`.press`); a run of capitalised words whose last word makes it
an outlet ("the Eastern Ledger", "Coast News Agency", "the People's Courier"); a site's address or a station's
call sign ("Linden.com", "KXLN-TV").  A bare last word ("the Ledger") stands for the fuller name that came
before it.  What a name is doing there is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..base.text import APOSTROPHES, Word, folded, iter_words, without_possessive
from ..vocab import common_words, words
from .countries import find_country
from .press import (
    ARTICLES,
    Form,
    OutletKeys,
    form_words,
    forms,
    is_agency,
    listed,
    name_tokens,
    outlet_key,
    same_outlet,
    standard_name,
    written,
)

__all__ = ["OutletMention", "can_be", "choose", "find_outlets", "foreign", "shown_name", "which_can_be"]

#: What may stand between two words of a name.
_JOINT = re.compile(rf"[ \u00a0]?[-./&!{APOSTROPHES},(]?[ \u00a0]?|\n|\. ")
_PART = rf"(?:[A-Z]\.(?:[A-Z]\.)*|St\.|[A-ZÀ-Þ](?:[\w&-]|[{APOSTROPHES}](?=\w)|(?<=s)[{APOSTROPHES}](?=[ \u00a0][A-ZÀ-Þ]))*)"
_RUN = re.compile(
    rf"(?<![\w.]){_PART}(?:[ \u00a0](?:(?:of|and|de|la|le|el|al|du|der|&)[ \u00a0])?(?:al-|el-)?{_PART}){{0,5}}"
)
_OWNER = re.compile(rf"(?:[{APOSTROPHES}]s|s[{APOSTROPHES}])(?=[ \u00a0])")
#: Domains of the whole world, and of countries whose letters are no English word.
_WORLD = r"com|org|net|info|co\.uk"
_LANDS = "ru|ua|uk|fr|de|es|eu|ca|au|nz|ie|il|ir|tr|pl|cz|ch|nl|se|dk|fi|br|mx|cl|pk|kz|ge|az|by|lv|lt|ee|bg|ro|rs|hr|gr|pt|jp|cn|kr|sg|ph|za|ng|ke"
_SITE = re.compile(rf"(?<![\w@./-])(?:[\w-]+\.){{1,2}}(?:{_WORLD})\b(?![/@\w.-]\w)")
_LAND_SITE = re.compile(rf"(?<![\w@./-])[A-Z][\w-]+\.(?:{_LANDS})\b(?![/@\w.-]\w)")
#: Call signs of stations in North America.
_STATION = re.compile(r"\b[CKWX][A-Z]{2,4}-(?:TV|FM|AM|DT|LP)\b")
#: What stands before a name whose last word ends other phrases too: "the", a line's beginning, a bracket, the year
#: of a copyright.
_HEADED = re.compile(r"(?i)\bthe[ \u00a0]$|^$|[\n(\[]$|\d{4} $")
#: What stands right behind a name: the rest of a compound, more of a name, a common word.
_HYPHENED = re.compile(r"[-–](\w{1,40})")
_NAME_BEHIND = re.compile(r"[ \u00a0][A-ZÀ-Þ]")
_WORD_BEHIND = re.compile(r"\s{1,4}([a-z]{1,40})")
#: More words than this in capitals are a headline's.
_SHOUTED = 3
_WWW = re.compile(r"(?i)www\.|mail\.")


class OutletMention(NamedTuple):
    """An outlet's name at ``start`` to ``end``: ``name`` as it is written, ``key`` what it is known by.

    ``short`` is true of a bare last word ("the Times") that no fuller name before it explains.
    """

    start: int
    end: int
    name: str
    key: str
    short: bool = False


def shown_name(mention: OutletMention) -> str:
    """The outlet's name for a reader: the list's, but an agency's acronym as the page has it."""
    return standard_name(mention.name, mention.key)


def can_be(mention: OutletMention, key: str) -> bool:
    """Whether the outlet that is named can be the one of that key; "the Times" fits any Times."""
    if mention.short:
        return f" {mention.key} " in f" {key} "
    return key == mention.key or same_outlet(key, mention.key)


def which_can_be(mention: OutletMention, keys: OutletKeys) -> set[str]:
    """The keys of which :func:`can_be` is true."""
    return keys.holding(mention.key) if mention.short else keys.same(mention.key)


def foreign(text: str, outlet: OutletMention) -> bool:
    """Whether a page's furniture is another site's than the outlet's: it names
    another site (for an agency another outlet too), or is a forum's or a weblog's.
    """
    if is_agency(outlet.key) and any(
        not m.short and m.key != outlet.key for m in find_outlets(text, 0, len(text))
    ):
        return True
    if any(not same_outlet(site, outlet.name) for site in re.findall(rf"\b[\w-]+\.(?:{_WORLD})\b", text)):
        return True
    return bool(set(re.findall(r"\w+", text.lower())) & words("press", "personal"))


def find_outlets(text: str, start: int, end: int) -> list[OutletMention]:
    """The outlets named in ``text[start:end]``, in order; a bare last word takes the fuller name before it."""
    return choose([*_listed(text, start, end), *_formed(text, start, end), *_signs(text, start, end)])


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
    return not mention.short and bool(set(name_tokens(mention.name)) - _shared())


@cache
def _shared() -> frozenset[str]:
    every = {word for form in forms() for word in form} | {"national", "new"}
    return frozenset(every) | words("press", "forms", "first") | ARTICLES


def _explained(mentions: Iterable[OutletMention]) -> list[OutletMention]:
    """Bare last words given the key of the nearest fuller name before them that ends so."""
    out: list[OutletMention] = []
    last: dict[str, OutletMention] = {}
    for mention in mentions:
        if mention.short and mention.key in last:
            mention = mention._replace(key=last[mention.key].key, short=False)
        elif not mention.short:
            tokens = name_tokens(mention.name)
            last |= {" ".join(tokens[-size:]): mention for size in (1, 2)}
        out.append(mention)
    return out


# ------------------------------------------------------------------ names of the list


@cache
def _firsts() -> dict[str, int]:
    """The first words of the list's names, and how many words the longest name beginning so has."""
    longest: dict[str, int] = {}
    for tokens in listed():
        longest[tokens[0]] = max(longest.get(tokens[0], 0), len(tokens))
    return longest


def _listed(text: str, start: int, end: int) -> Iterator[OutletMention]:
    found, firsts = list(iter_words(text, start, end)), _firsts()
    at = 0
    while at < len(found):
        first = found[at].text
        most = firsts.get(folded(first), 0) or min(1, firsts.get(folded(without_possessive(first)), 0))
        for size in range(min(most, len(found) - at), 0, -1):
            if mention := _listed_at(text, found[at : at + size]):
                yield mention
                at += size - 1
                break
        at += 1


def _listed_at(text: str, group: Sequence[Word]) -> OutletMention | None:
    """The listed outlet whose name the words of ``group`` are, the last one perhaps a possessor."""
    tokens = tuple(folded(word.text) for word in group)
    form, last = listed().get(tokens), group[-1]
    if form is None and (bare := without_possessive(last.text)) != last.text:
        last = Word(bare, last.start, last.start + len(bare))
        group, tokens = [*group[:-1], last], (*tokens[:-1], folded(bare))
        form = listed().get(tokens)
    if form is None or not _written_as_name(text, group, form) or _other(text, group[0].start, last.end):
        return None
    name = text[group[0].start : last.end]
    if tokens[0] == "the" and len(tokens) == 2 and tokens[1] in form_words():
        return OutletMention(group[0].start, last.end, name, tokens[1], True)
    return OutletMention(group[0].start, last.end, name, form.outlet.key)


def _written_as_name(text: str, group: Sequence[Word], form: Form) -> bool:
    if any(not _JOINT.fullmatch(text, a.end, b.start) for a, b in pairwise(group)):
        return False
    whole = text[group[0].start : group[-1].end]
    if form.capitals:
        return whole.isupper()
    if whole in written() or _SITE.fullmatch(whole):
        return True
    last = group[-1].text
    return any(word.text[0].isupper() for word in group) and (
        last[0].isupper() or not last[0].isalpha() or len(group) > 2
    )


def _other(text: str, start: int, end: int) -> bool:
    """Whether a listed name is something else here: an ordinary word, a people ("the Australian army"), or the
    first half of a longer name ("The Times-Picayune").
    """
    after = _HYPHENED.match(text, end)
    if after and after[1].lower() in form_words():
        return True
    name = text[start:end]
    if name[0].upper() + name[1:] in words("press", "ambiguous", "words"):
        return not _alone(text, start, end)
    article, _, rest = name.partition(" ")
    if article.lower() != "the" or " " in rest:
        return False
    if _NAME_BEHIND.match(text, end) or (article == "the" and _is_common(rest.lower())):
        return True  # "the National Guard"; "the nation", with a capital
    if find_country(rest) is not None:
        following = _WORD_BEHIND.match(text, end)
        return following is not None and following[1] not in _predicates()
    return False


def _is_common(word: str) -> bool:
    return word in common_words() and word not in form_words()


@cache
def _predicates() -> frozenset[str]:
    """Words that follow an outlet's name where it is a subject, and its own nouns."""
    return (
        words("derivation", "verbs", "reporting")
        | words("press", "anaphors", "nouns")
        | {"has", "had", "is", "was", "on", "in", "that", "which", "and", "also", "first"}
    )


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a name stands in brackets, on a line of its own, or before a word that makes it an outlet."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before in ("(", "[") and after in (")", "]"):
        return True
    if before in ("", "\n") and after in ("", "\n"):
        return True
    following = re.match(r"\s+([\w ]+)", text[end : end + 30])
    return following is not None and following[1].startswith(tuple(words("press", "anaphors", "sure")))


# ------------------------------------------------------------------ names by their form


def _signs(text: str, start: int, end: int) -> Iterator[OutletMention]:
    """Addresses of sites and call signs of stations."""
    for pattern in (_SITE, _LAND_SITE, _STATION):
        for match in pattern.finditer(text, start, end):
            if not _WWW.match(match.group()):
                yield OutletMention(*match.span(), match.group(), outlet_key(match.group()))


def _formed(text: str, start: int, end: int) -> Iterator[OutletMention]:
    """Runs of capitalised words that end in one of the forms, cut after the form."""
    for run in _RUN.finditer(text, start, end):
        for low, high in _pieces(text, *run.span()):
            if mention := _formed_in(text, list(iter_words(text, low, high))):
                yield mention


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitalised words cut behind every possessor that is no part of a name."""
    for owner in _OWNER.finditer(text, start, end):
        end_of = owner.start() + (text[owner.start()] == "s")
        if not _names_itself(text, start, end_of):
            yield start, end_of
            start = owner.end()
    yield start, end


def _names_itself(text: str, start: int, end: int) -> bool:
    """Whether the possessor that ends at ``end`` is a common noun with a capital, as only names have it
    ("the People's Courier"); a country, an acronym or an outlet ("the Ledger's Sunday Review") is none.
    """
    owner = re.split(r"[ \u00a0]", text[start:end])[-1]
    at = end - len(owner)
    if text[max(0, at - 4) : at].lower() != "the " or owner.isupper():
        return False
    return (
        folded(owner) not in form_words()
        and find_country(owner) is None
        and outlet_key(owner) == folded(owner)
    )


@cache
def _by_last() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in forms():
        found.setdefault(form[-1], []).append(form)
    return found


def _formed_in(text: str, found: Sequence[Word]) -> OutletMention | None:
    lows = [folded(without_possessive(word.text)) for word in found]
    if _by_last().keys().isdisjoint(lows):
        return None
    best = max((_ends(lows, form) for low in set(lows) for form in _by_last().get(low, ())), default=0)
    if not best:
        return None
    if best < len(lows) and lows[best - 1] in words("press", "forms", "first"):
        best += 1  # "the Daily Beacon"
    first = next((i for i, low in enumerate(lows) if low not in words("press", "leading")), best)
    if first and best - first == 1 and lows[first - 1] == "sunday":
        first -= 1  # "the Sunday Ledger" is a name, "on Sunday the Ledger" is none
    if best - first < 1 or _is_title(lows[first:best]):
        return None
    last = found[best - 1]
    if not _is_written_so(text, found[first:best]):
        return None
    a, b = found[first].start, last.start + len(without_possessive(last.text))
    bare = best - first == 1
    if bare and (lows[first] not in form_words() or text[max(0, a - 4) : a].lower() != "the "):
        return None
    name = text[a:b]
    bare = bare or _is_compound(name)  # "the Sun-Times"
    return OutletMention(a, b, name, " ".join(lows[first:best]) if bare else outlet_key(name), bare)


def _is_written_so(text: str, group: Sequence[Word]) -> bool:
    """Whether the words are written as a name: no piece of a headline in capitals, nor of a compound
    ("Republican-turned-independent"); and where its last word ends other phrases too ("Gold Star"), with "the" before it, or at the beginning of a line.
    """
    whole = text[group[0].start : group[-1].end]
    if not group[-1].text[0].isupper() or (whole.isupper() and len(group) > _SHOUTED):
        return False
    after_the = {form.lower() for form in words("press", "forms", "after_the")}
    if folded(without_possessive(group[-1].text)) not in after_the or "-" in whole:
        return True
    before = text[max(0, group[0].start - len("2011 ")) : group[0].start]
    return _HEADED.search(before) is not None


def _is_compound(name: str) -> bool:
    """Whether a name is nothing but two such last words, which papers that merged bear after their town's name."""
    tokens = name_tokens(name)
    return "-" in name and len(tokens) == 2 and set(tokens) <= form_words() and tokens not in listed()


def _ends(lows: Sequence[str], form: tuple[str, ...]) -> int:
    """How many of the words stand before the end of the last place where ``form`` is; 0 where it is not."""
    size = len(form)
    return next((i + size for i in range(len(lows) - size, -1, -1) if tuple(lows[i : i + size]) == form), 0)


def _is_title(lows: Sequence[str]) -> bool:
    """Whether a run is what somebody is: "Supreme Leader", "the Majority Leader"."""
    return lows[-1] == "leader" and len(lows) > 1 and lows[-2] in words("press", "led")
