"""Lines that sign a text without "By": "Hanna Okafor in Tunis", "Hanna Okafor for the Courier", "The Courier, Tunis"."""

from __future__ import annotations

import re

from ..names.lines import agency_of, outlet_of
from ..vocab import words
from .bylines import POST, Byline, is_likely_name, person
from .lines import seen

__all__ = ["is_place", "placed_outlet", "signature"]

#: What parts the pieces of such a line, and what each says of the piece after it.
_PART = re.compile(r"\s*(?P<sep>[,|/•·;(]|\s[-–—](?=\s)|\b(?:for|of|in|at|from|and)\b|&)\s*", re.IGNORECASE)
_PLACE = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?:[ -](?:(?:al|el|de|la|of|the)[ -])?[A-ZÀ-Þ][\w.'’-]*){0,2}")
#: The letters of an agency or a bureau that no list holds ("TNN", "GNA").
_LETTERS = re.compile(r"[A-Z]{2,5}")
_LEAD = re.compile(
    r"(?:from|report(?:ed)? (?:by|from)|story|text|words|photos?)\s*:?\s+(?=[A-ZÀ-Þ])", re.IGNORECASE
)


def signature(text: str) -> Byline | None:
    """The people of a line that is nothing but names, places, posts and an outlet; None for any other line."""
    text = seen(text).strip(" .,|)*")
    pieces = _pieces(_LEAD.sub("", text, count=1) if _LEAD.match(text) else text)
    if len(text) > 140 or not pieces:
        return None
    authors: list[str] = []
    agency = outlet = place = None
    for sep, piece in pieces:
        if not piece:
            continue
        named = person(_POST_AFTER.sub("", piece))
        named = named if named and is_likely_name(named) else None
        if (
            (not authors or (sep in ("and", "&", ",") and outlet is None))
            and named
            and sep not in ("in", "at")
        ):
            authors += [named] if named not in authors else []
        elif not authors:
            return None
        elif found := outlet_of(piece):
            outlet, agency = outlet or found, agency or agency_of(found)
        elif sep in ("for", "of") and _PLACE.fullmatch(piece):
            continue  # a body that is no outlet: "for the Ports Union"
        elif (
            piece.casefold() in words("mastheads", "unnamed")
            or POST.fullmatch(piece.title())
            or _LETTERS.fullmatch(piece)
            or "@" in piece
        ):
            agency = agency or agency_of(piece)
        elif sep != "for" and _PLACE.fullmatch(piece):
            place = place or piece
        else:
            return None
    return Byline(tuple(authors), agency, outlet, place)


_POST_AFTER = re.compile(rf"(?:[,\s]+{POST.pattern})+$")


def _pieces(text: str) -> list[tuple[str, str]]:
    """What stands between the separators, each with the separator before it."""
    out: list[tuple[str, str]] = []
    at, sep = 0, ""
    for match in _PART.finditer(text):
        out.append((sep, text[at : match.start()].strip(" ).")))
        at, sep = match.end(), match["sep"].strip().lower()
    return [*out, (sep, text[at:].strip(" )."))]


def placed_outlet(text: str) -> str | None:
    """The outlet of a line that gives an outlet and its place: "The Courier, Tunis", "The Courier (Tunis)"."""
    match = re.fullmatch(r"(?P<who>[^,()]{3,60}?)(?:,\s+|\s+\()(?P<place>[^,()]{2,40})\)?", text.strip())
    if match is None or not _PLACE.fullmatch(match["place"].strip()):
        return None
    return outlet_of(match["who"])


def is_place(text: str) -> bool:
    """Whether a line has the shape of a place's name."""
    return _PLACE.fullmatch(text.strip(" .,")) is not None
