"""Who wrote a text, for whom, and from where: bylines, datelines, credits, as English papers print them.

Nothing here guesses: a line that does not have the shape of a byline gives no author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..names.lines import agency_of, leading_outlet, outlet_of, title_case
from ..vocab import common_words, load, words
from .lines import seen
from .stamps import MONTHS

__all__ = [
    "NAME",
    "POST",
    "Byline",
    "Dateline",
    "contributors",
    "dateline",
    "filing_day",
    "has_given_name",
    "is_contribution",
    "is_likely_name",
    "parse_byline",
    "people",
    "person",
    "staff_of",
]

_PARTICLE = "|".join(sorted(words("bylines", "particles")))
_PART = r"(?:[^\W\d_a-zß-ÿ][\w'’.-]*)"
#: A personal name: two to five capitalised parts, particles between them.
NAME = rf"(?:{_PART}(?:\s+(?:(?:{_PARTICLE})[\s-]+){{0,2}}{_PART}){{1,4}})"
#: A post, alone or with words before it: "Staff Reporter", "Chief Foreign Correspondent".
POST = re.compile(
    r"(?:[A-Z][\w-]+\s+){0,3}(?:"
    + "|".join(re.escape(w) for w in sorted(words("bylines", "posts"), key=lambda w: (-len(w), w)))
    + r")"
)
_AND = r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)\s*"
_BY = re.compile(
    r"(?:story |report |article |text |words |analysis |opinion |commentary |interview )?(?:written |reported |posted |contributed |filed )?(?:by\b\s*:?|(?:por|par|von|door|di|av|oleh)\b(?=\s+[A-ZÀ-Þ])):?\s+",
    re.I,
)
#: Whom a paper names where no person signs: "By Courier Staff", "By the Monitor Team".
_COLLECTIVE = re.compile(
    r"(?:the )?(?P<who>[A-Z][\w.'’&-]*(?: [A-Z][\w.'’&-]*){0,2} (?:Staff|Team|Service|Desk|Unit|Bureau|Newsroom|Reporters|Correspondents))"
    r"(?=\s*(?:$|[|,/–—-]))"
)
_CONTRIBUTED = re.compile(
    r"(?:\(?(?:additional |further |extra )?(?:reporting|research|writing|editing|reports)(?: (?:and|&) (?:writing|editing|reporting))?"
    r"(?: was contributed)? (?:by|from)\s+(?P<a>.{3,300})|(?P<b>.{3,300}?)\s+(?:also )?contributed (?:reporting )?to (?:this|the) (?:report|story|article|post)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = rf"{_PART}(?:[ -](?:(?:{_PARTICLE}|of|and|the)[ -])?{_PART}){{0,3}}"
_WHEN = r"(?:(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:,?\s+\d{4})?))"
#: White space is taken whole ("++", "*+"), so that a line costs no more than its length.
_DATELINE = re.compile(
    rf"(?:(?P<place>{_PLACE})(?:,\s*+(?P<region>{_PLACE}))?\s*+,?\s*+)?(?P<when>{_WHEN})?\s*+"
    r"(?:/[\w -]{2,30}/\s*+)?(?:[\[(](?P<paren>[^()\[\]]{2,60})[\])])?"
    r"(?:\s*+(?P<dash>[-–—:]{1,2}|\||//|>>)\s*+|(?<=[\])])\s++(?=[A-Z“\"]))(?=[\"“‘'A-Z])"
)
#: Marks that end a dateline only behind a place in capitals.
_UPPER_ONLY = frozenset({"|", "//", ">>"})
#: How releases open: "PLACE / AGENCY / May 3, 2012 /".
_RELEASE = re.compile(
    rf"(?P<place>{_PLACE})(?:,\s*+{_PLACE})?\s*+/\s*+(?P<who>[\w&.' -]{{2,40}}?)\s*+/\s*+(?P<when>{_WHEN})\s*+/\s*+"
)


class Byline(NamedTuple):
    """A byline's people, and the agency or outlet that it gives them."""

    authors: tuple[str, ...]
    agency: str | None = None
    outlet: str | None = None
    place: str | None = None


class Dateline(NamedTuple):
    """A dateline's place, agency and outlet, and where the text after it begins."""

    place: str | None
    agency: str | None
    outlet: str | None
    end: int


def person(text: str) -> str | None:
    """``text`` as a personal name, capitals put right; None where it is not one."""
    text = re.sub(r"\s+", " ", seen(text)).strip(" ,.;:|-–—")
    if not re.fullmatch(NAME, text) or outlet_of(text) or agency_of(text):
        return None
    if text.split()[0].casefold() in words("english", "function_words") - {"will", "may", "an"}:
        return None
    if _is_common(text):
        return None  # "Text Size"
    last = text.split()[-1].casefold()
    if text.title() in _places() or last in words("mastheads", "unnamed"):
        return None
    if text.casefold() in words("bylines", "sections") or text in words("bylines", "posts"):
        return None
    return title_case(text)


@cache
def _given() -> frozenset[str]:
    names = load("given_names")
    return frozenset(n.casefold() for key in ("male", "female") for n in names[key])


def has_given_name(name: str) -> bool:
    """Whether a phrase begins with a person's given name that is known."""
    first = re.match(r"[^\W\d_]+", name.casefold())
    return first is not None and first[0] in _given()


def is_likely_name(name: str) -> bool:
    """Whether a capitalised phrase is a person's name though nothing beside it says so.

    It begins with a given name that is known, or holds no word of common English.
    """
    tokens = re.findall(r"[^\W\d_]+", name.casefold())
    if len(set(tokens)) < 2 or any(c.isdigit() for c in name) or len(tokens[-1]) == 1:
        return False
    return has_given_name(name) or not any(t in common_words() for t in tokens)


@cache
def _places() -> frozenset[str]:
    """Places whose names could be persons'."""
    countries = load("countries").values()
    names = (n for c in countries for n in (c["name"], *c["seats"], *c["also"]) if " " in n)
    return frozenset(n.title() for n in (*names, *load("mastheads")["places"]))


def people(text: str) -> tuple[str, ...]:
    """The personal names that a list such as ``A, B and C in Tehran`` gives, in order."""
    found: list[str] = []
    text = seen(text)
    for part in re.split(r"\s*(?:,|;|\band\b|&)\s*", text):
        part = re.sub(r"\s+(?:in|from|at|of)\s+.*$", "", part.strip(" ().,"))
        part = re.sub(
            r"^.*?\b(?:writers?|reporters?|correspondents?|staff|journalists?|editors?)\s+(?=[A-Z])", "", part
        )
        name = person(part)
        if name and name not in found:
            found.append(name)
    return tuple(found)


def contributors(text: str) -> tuple[str, ...]:
    """The people of a line such as "Additional reporting by A and B" or "A in Tehran contributed to this report"."""
    found: list[str] = []
    for part in text.strip().strip("()").split(";"):
        if match := _CONTRIBUTED.fullmatch(part.strip()):
            found += [n for n in people(match["a"] or match["b"]) if n not in found]
    return tuple(found)


def is_contribution(text: str) -> bool:
    """Whether the line credits people who contributed."""
    return len(text) < 400 and _CONTRIBUTED.fullmatch(text.strip()) is not None


def parse_byline(text: str) -> Byline | None:
    """A line that is a byline: "By A and B, Associated Press Writer", "By A in Baghdad", "By the AP"."""
    text = seen(text)
    match = _BY.match(text)
    if not match or len(text) > 220:
        return None
    rest = text[match.end() :].strip()
    if (joint := staff_of(rest)) and not agency_of(rest.split("|")[0]):
        return Byline((joint,), None, leading_outlet(rest))
    if outlet := outlet_of(rest.split("|")[0]):
        return Byline((), agency_of(outlet), outlet)
    authors, tail = _split_names(rest)
    if not authors:
        return None
    if len(tail) > 120 or re.match(
        r"\s+[a-z]+(?<!in)(?<!at)(?<!for)(?<!of)(?<!and)(?<!with)(?<!on)(?<!from)\s", tail
    ):
        return None
    place = re.match(rf",?\s*(?:in\s+)?(?P<p>{_PLACE})\s*$", tail)
    agency = agency_of(tail)
    post = rf"(?:(?:an?|the|our) )?(?:{POST.pattern}\s+(?=(?:of|for|at|with|from)\b))?"
    outlet = leading_outlet(re.sub(rf"^[\s,|/–—-]*{post}(?:for|of|from|at|with)?\s*", "", tail))
    named = (
        place["p"] if place and not agency and not outlet and tail.lstrip(", ").startswith("in ") else None
    )
    return Byline(authors, agency, outlet, named)


def staff_of(text: str) -> str | None:
    """The staff, team or desk that a line begins with ("Courier Staff"); None where no paper's name stands before it."""
    joint = _COLLECTIVE.match(text)
    first = joint["who"].split()[0].casefold() if joint else ""
    generic = first in words("english", "function_words") or first in words("mastheads", "unnamed")
    return joint["who"] if joint and not generic else None


def _is_common(phrase: str) -> bool:
    return all(t in common_words() for t in re.findall(r"[^\W\d_]+", phrase.casefold()))


def _split_names(rest: str) -> tuple[tuple[str, ...], str]:
    """The longest leading list of names, and what follows it."""
    authors: list[str] = []
    at = 0
    while True:
        name = _longest_name(rest, at)
        if name is None or (authors and not is_likely_name(name[0])):
            break  # "Rana Saliba, Senior Court Analyst"
        authors.append(name[0])
        at = name[1]
        join = re.match(_AND, rest[at:])
        if not join or _longest_name(rest, at + join.end()) is None:
            break
        at += join.end()
    return tuple(authors), rest[at:]


def _longest_name(rest: str, at: int) -> tuple[str, int] | None:
    match = re.compile(NAME).match(rest, at)
    if not match:
        return None
    parts = match[0].split()
    # A name ends before the outlet or the post that follows it without a comma.
    most = next((i for i in range(2, len(parts)) if outlet_of(" ".join(parts[i:]))), len(parts))
    for count in range(most, 1, -1):
        if name := person(" ".join(parts[:count])):
            size = re.match(r"\s*".join(re.escape(p) for p in parts[:count]), rest[at:])
            return (name, at + size.end()) if size else None
    return None


def dateline(text: str, known: Sequence[str] = ()) -> Dateline | None:
    """The dateline at the beginning of a paragraph: "BAGHDAD (Reuters) -", "Amman, The Outlet –"."""
    if released := _RELEASE.match(text[:140]):
        who = released["who"].strip()
        return Dateline(released["place"], agency_of(who), outlet_of(who), released.end())
    match = _DATELINE.match(text[:140])
    if not match:
        return None
    place, region, paren = match["place"], match["region"], match["paren"]
    agency = agency_of(paren) if paren else None
    outlet = outlet_of(paren) if paren and not agency else None
    if region and (found := outlet_of(region)):
        outlet, region = found, None
    upper = bool(place) and place.upper() == place and len(place) > 2
    if match["dash"] == ":" and not (agency or outlet):
        return None
    if match["dash"] in _UPPER_ONLY and not upper:
        return None
    if not (upper or agency or outlet or match["when"]) and not (place and _one_place(match)):
        return None
    if paren and not (agency or outlet or upper):
        return None
    return Dateline(place, agency, outlet, match.end())


def filing_day(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Month and day of the first dateline in ``text[start:end]`` that has them, and where they stand."""
    for line in re.finditer(r"[^\n]+", text[start : min(end, start + 4000)]):
        lead = len(line[0]) - len(line[0].lstrip())
        match = _DATELINE.match(line[0].strip()[:140])
        if match and match["when"] and dateline(line[0].strip()):
            day = re.search(r"\d{1,2}", match["when"])
            name = re.search(r"[^\W\d_]+", match["when"])
            month = MONTHS.get(name[0].casefold()) if name else None
            at = start + line.start() + lead
            if month and day:
                return (month, int(day[0])), (at + match.start("when"), at + match.end("when"))
    return None


def _one_place(match: re.Match[str]) -> bool:
    """A place in lower case counts only as "Baghdad -", "Amman –": one or two words and a dash with space."""
    return match["dash"] != ":" and len(match["place"].split()) <= 2
