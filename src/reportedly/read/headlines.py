"""What one short line above a text is: a date, a byline, an outlet, a flag, or none of these."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..names.lines import agency_of, outlet_of
from ..vocab import common_words, load, words
from .bylines import Byline, parse_byline, staff_of
from .lines import Line, bare
from .mastheads import is_label, is_release, named_site
from .noise import is_tool
from .signatures import placed_outlet, signature
from .stamps import Stamp, Stamps

__all__ = ["HeadLine", "head_line", "whole_agency"]

#: Words that may stand beside a date in a date line.
_DATE_WORDS = re.compile(
    r"\b(?:first |last )?(?:posted|published|updated|created|modified|filed|issued|released|date[d]?|written|on|at|in|by|the|of|and|am|pm"
    r"|est|edt|et|gmt|utc|bst|pst|pdt|cst|cdt|hrs|uhr|\d+ (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|years?|mins?) (?:ago|read)|\d+ comments?|leave a comment"
    r"|no comments?|print|e-?mail|edition|web posted|posted by|comments?|views?|\d+)\b",
    re.IGNORECASE,
)


#: A line that gives only the time of day.
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?", re.IGNORECASE)
#: A byline of one word, as members of sites sign.
_NICK = re.compile(
    r"(?:posted |written |submitted |published |filed )?by:? (?P<who>[\w.-]{2,30})(?: (?:on|at))?",
    re.IGNORECASE,
)
#: Behind a date, as blogs sign: "October 3, 2007 / rsaliba".
_SLASHED = re.compile(r"\|\s*/\s*(?P<who>[\w.-]{3,30})")
_STAFF = re.compile(
    r"(?:[\w.&'’-]+ ){0,4}(?:staff|foreign|special|senior|chief|political|diplomatic|defen[cs]e|military|security|business|science|legal|crime|city|state|national) (?:reporter|writer|correspondent|editor|columnist)s?"
    r"|(?:[\w.&'’-]+ ){1,4}(?:bureau|bureau chief)|(?:staff|agencies|news agencies|wire services?|from (?:staff|wire|news) (?:and \w+ )?\w+|staff (?:and|&) (?:agencies|wire|wires)"
    r"|agencies and staff|(?:our|special|foreign|staff) (?:correspondent|reporter|staff|writer)s?)(?: (?:reports?|services?))?",
    re.IGNORECASE,
)
#: Words beside a day that is not the day of publication.
_OTHER_DAY = re.compile(
    r"\b(?:decl(?:assif\w+)?|expir\w+|effective|due|joined|join date|member since|registered|born|died|established|founded|est\.|deadline|valid|embargo\w*|event date|meeting date)\b",
    re.IGNORECASE,
)
_CALENDAR = frozenset(w for names in load("calendar")["months"] for w in names) | frozenset(
    load("calendar")["weekdays"]
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LETTERS = re.compile(r"\b[A-Z]{2,5}\b")


class HeadLine(NamedTuple):
    """What a short line above a text is: ``kind`` is date, byline, outlet, place, section or none."""

    kind: str
    byline: Byline | None = None
    outlet: str | None = None
    agency: str | None = None
    stamp: Stamp | None = None
    place: str | None = None


def head_line(line: Line, stamps: Stamps, names: bool = True) -> HeadLine:
    """What ``line`` is in the head of a text; ``names`` lets a bare personal name be a byline."""
    text = line.text
    if len(text) > 260:
        return HeadLine("none")
    if _CLOCK.fullmatch(text):
        return HeadLine("date")
    if _ADDRESS.fullmatch(text):
        return HeadLine("section")  # the day in an address is no statement of the page
    stamp = stamps.published(text)
    rest = (text[: stamp.start] + " | " + text[stamp.end :]) if stamp else text
    plain = _DATE_WORDS.sub(" ", rest) if stamp else rest
    if stamp and not re.search(r"[^\W\d_]{2,}", plain):
        return HeadLine("date", stamp=stamp)
    parts = [p for p in (bare(p) for p in re.split(r"\s*[|•·]\s*|\s+[-–—]\s+|\s{3,}", rest)) if p]
    if stamp and _OTHER_DAY.search(plain):
        return HeadLine("section")
    for part in [bare(rest), *parts]:
        if byline := parse_byline(part) or _nick(part):
            return HeadLine("byline", byline, byline.outlet, byline.agency, stamp)
    if stamp and (slashed := _SLASHED.fullmatch(rest.strip())) and (signed := _member(slashed["who"])):
        return HeadLine("byline", signed, None, None, stamp)
    return _dated(stamp, rest, plain, parts, names) if stamp else _undated(line, names)


def _nick(text: str) -> Byline | None:
    """A byline of one word behind "by", as members of sites sign."""
    nick = _NICK.fullmatch(text.strip())
    return _member(nick["who"]) if nick else None


def _member(who: str) -> Byline | None:
    plain = who.casefold() in common_words() or who.casefold() in words("english", "function_words")
    return None if plain or who.isdigit() or outlet_of(who) else Byline((who,))


def _dated(stamp: Stamp, rest: str, plain: str, parts: list[str], names: bool) -> HeadLine:
    """What stands beside a date: an outlet, a signature, a few words, or a line of its own."""
    if named := outlet_of(bare(rest)) or outlet_of(_DATE_WORDS.sub(" ", bare(rest))):
        return HeadLine("outlet", outlet=named, agency=whole_agency(named), stamp=stamp)
    signed = signature(bare(plain)) if names else None
    # A name alone may be a place's.
    if signed and (signed.outlet or signed.agency or _LETTERS.search(plain)):
        return HeadLine("name", signed, signed.outlet, signed.agency, stamp)
    if len(re.findall(r"\w+", plain)) <= 6:
        outlet = next((o for o in (outlet_of(_DATE_WORDS.sub(" ", p)) for p in parts) if o), None)
        return HeadLine("date", outlet=outlet, agency=whole_agency(outlet), stamp=stamp)
    return HeadLine("date", stamp=stamp) if _among_tools(rest) else HeadLine("none")


def _among_tools(rest: str) -> bool:
    """Whether a date stands between furniture: "3 May 2011 | Print | Share on ...", "... | Last updated 16.20"."""
    parts = re.split(r"\s*[|•·]\s*|\s{3,}|(?<=[a-z\d])\.\s+(?=[A-Z])", rest)
    told = [part for part in parts if re.search(r"[^\W\d_]{2,}", _DATE_WORDS.sub(" ", part))]
    return bool(told) and all(map(is_tool, told))


def _undated(line: Line, names: bool) -> HeadLine:
    text, plain = line.text, bare(line.text)
    if (named := outlet_of(text)) and line.words <= 8:
        return HeadLine("outlet", outlet=named, agency=whole_agency(named))
    if (joint := staff_of(plain)) == plain and not agency_of(plain):
        return HeadLine("byline", Byline((joint,)))
    if _STAFF.fullmatch(plain):
        return HeadLine("byline")
    told = re.findall(r"[^\W\d_]+", _DATE_WORDS.sub(" ", text.casefold()))
    if told and all(w in _CALENDAR for w in told):
        return HeadLine("date") if re.search(r"\d", text) else HeadLine("section")  # a day without its year
    if is_label(text) or is_release(text) or plain.casefold() in words("bylines", "sections"):
        return HeadLine("section")
    if placed := placed_outlet(text) or named_site(text):
        return HeadLine("outlet", outlet=placed, agency=whole_agency(placed))
    if names and (signed := signature(text)):
        return HeadLine("name", signed, signed.outlet, signed.agency)
    return HeadLine("none")


def whole_agency(name: str | None) -> str | None:
    """The agency of which ``name`` is a whole name, not one that only holds it."""
    return agency_of(name) if name and agency_of(name) and len(name.split()) <= 5 else None
