"""The outlet that a line, a byline or a credit gives: "By the Coast Courier Staff", "Source: Linden News Agency".

Unlike in running text, a line's words are few and all belong to the name, so more words make a name there.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..vocab import words
from .outlets import OutletMention, find_outlets
from .press import agency_forms, listed, name_tokens, written

__all__ = ["agency_of", "leading_outlet", "outlet_in", "outlet_of", "title_case"]

_PART = r"(?:[^\W\d_a-zß-ÿ][\w'’.-]*)"
_CREDIT = re.compile(r"^(?:from|source|via|in|published (?:by|in|on))\s*:?\s+", re.IGNORECASE)
#: What other papers put behind an outlet's name: its country, its agency's letters.
_COUNTRY = re.compile(r"(?:\s*/\s*|\s+\(?)(?:UK|US|USA|U\.K\.|AP|AFP|UPI|London)\)?$")
#: Characters of the longest line that is an outlet's name, and of the shortest in capitals that is put right.
_LONGEST, _CAPITALS = 70, 12
_EDGE = " ,.|:;-–—()[]"


@cache
def _agency_pattern() -> re.Pattern[str]:
    sure = sorted(agency_forms().keys() - words("press", "ambiguous", "letters"), key=lambda f: (-len(f), f))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, sure)) + r")(?![\w-])")


def agency_of(text: str) -> str | None:
    """The agency that ``text`` names, by the name that the list gives it."""
    whole = agency_forms().get(text.strip(" .,()[]"))
    match = None if whole else _agency_pattern().search(text)
    return whole or (agency_forms()[match[0]] if match else None)


@cache
def _forms() -> str:
    strong = {
        form
        for kind in ("newspaper", "agency", "broadcaster", "magazine", "line")
        for form in words("press", "forms", kind)
    }
    strong -= words("press", "forms", "weak")
    return "|".join(re.escape(form) for form in sorted(strong, key=lambda f: (-len(f), f)))


@cache
def _pattern() -> re.Pattern[str]:
    weak = "|".join(re.escape(form) for form in sorted(words("press", "forms", "weak")))
    lead = r"(?:The |the )?"
    of = rf"(?:\s+(?:of|de|du)\s+(?:the\s+)?{_PART})?"
    return re.compile(
        rf"(?<![\w-])(?:{lead}(?:Daily|Weekly) (?!(?:{_forms()})\b){_PART}"
        rf"|{lead}(?:{_PART}[ -]){{0,3}}(?:{_forms()})(?:[ -](?:{_forms()}|Online|International|Service))*{of}"
        rf"|The (?:{_PART}[ -]){{0,2}}(?:{weak}){of}"
        r"|(?:[\w-]+\.)+(?:com|org|net|info|co\.uk|co|tv|news|eu|de|fr|in|ca|au))(?![\w-])"
    )


@cache
def _posts() -> re.Pattern[str]:
    names = sorted(words("bylines", "posts"), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


@cache
def _extra() -> re.Pattern[str]:
    """What may stand behind a listed name on its line: "Reuters News", "Der Spiegel Online"."""
    return re.compile(rf"(?:\s+(?:{_forms()}|English|Online|International))+$")


def _is_listed(name: str) -> bool:
    form = listed().get(name_tokens(name))
    if form is None:
        return False
    return name in written() or (name.isupper() if form.capitals else name[0].isupper())


def _known(name: str) -> bool:
    """Whether the list has ``name``, with or without its article and words that sites add."""
    bare = re.sub(r"^[Tt]he\s+", "", name)
    return any(bool(n) and _is_listed(n) for n in (name, bare, _extra().sub("", bare)))


@lru_cache(maxsize=4096)
def outlet_of(text: str) -> str | None:
    """The outlet that ``text`` names and (date and role words apart) does nothing else than name."""
    named = re.sub(r"\s+", " ", text).strip(_EDGE)
    if named in agency_forms():
        return named
    body = re.sub(r"\s+", " ", _posts().sub(" ", text)).strip(_EDGE)
    body = _COUNTRY.sub("", _CREDIT.sub("", body))
    if body.isupper() and len(body) > _CAPITALS and " " in body:
        body = title_case(body)
    if not body or len(body) > _LONGEST or not (_known(body) or _pattern().fullmatch(body)):
        return None
    if body in _form_names() or body.casefold() in words("bylines", "sections"):
        return None
    # "Read This Today", "More News": a phrase, not a name.
    plain = words("english", "function_words") - {"the", "of", "and"}
    return None if any(w.casefold() in plain for w in body.split()) and not _known(body) else body


@cache
def _form_names() -> frozenset[str]:
    kinds = ("newspaper", "agency", "broadcaster", "magazine", "line")
    return frozenset(f for kind in kinds for f in words("press", "forms", kind)) - written()


def outlet_in(text: str) -> str | None:
    """The last outlet named anywhere in ``text``, with its article; a bare last word does not count."""
    found = [m for m in find_outlets(text, 0, len(text)) if not m.short and outlet_of(m.name)]
    if not found:
        return None
    same = (m for m in found if m.key == found[-1].key)  # "the Coast Courier (CC)"
    return _whole(text, max(same, key=lambda m: len(m.name)))


def leading_outlet(text: str) -> str | None:
    """The outlet that ``text`` begins with, before a mark, a place or a number; or is."""
    if whole := outlet_of(text):
        return whole
    mention = next(iter(find_outlets(text, 0, len(text))), None)
    if mention is None or text[: mention.start].lower() not in ("", "the "):
        return None
    ends = re.match(r"\s*(?:[,|(/–—-]|and\b|in\b|\d)", text[mention.end :])
    return _whole(text, mention) if ends else None


def _whole(text: str, mention: OutletMention) -> str:
    return "The " + mention.name if text[: mention.start].endswith("The ") else mention.name


def title_case(name: str) -> str:
    """A name in capitals throughout put in title case; any other as it is."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        particle = "|".join(sorted(words("bylines", "particles")))
        name = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize() if len(m[0]) > 1 else m[0], name)
        name = re.sub(r"\bMc(\w)", lambda m: "Mc" + m[1].upper(), name)
        name = re.sub(r"(?<=[’'])S\b", "s", name)
        name = re.sub(rf"(?<=\s)({particle})(?=[\s-])", lambda m: m[0].lower(), name, flags=re.I)
    return name
