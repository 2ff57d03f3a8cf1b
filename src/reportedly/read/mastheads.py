"""What stands at the top of a page beside headline, byline and date: flags, fields, names of sites, issuing bodies."""

from __future__ import annotations

import re
from functools import cache

from ..vocab import load, words
from .lines import bare, one_of

__all__ = ["genre_of", "is_field", "is_label", "is_release", "issuer_of", "named_site"]

_NAME = r"(?P<site>[A-Z0-9][\w.'’&-]*(?: (?:(?:of|the|and|for|&) )?[A-Z0-9][\w.'’&-]*){0,5})"


@cache
def _fields() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(load('mastheads')['fields'])})\s*:", re.IGNORECASE)


def is_field(text: str) -> bool:
    """Whether a line is a field of a record, its name in capitals or of those that records have."""
    return _fields().match(text) is not None or re.match(r"[A-Z][A-Z .\d/-]{1,24}:(?:\s|$)", text) is not None


def is_label(text: str) -> bool:
    """Whether a line is a flag, a kicker, the name of an edition, or a field of a record."""
    plain = bare(text)
    return one_of("mastheads", "labels").fullmatch(plain) is not None or _fields().match(text) is not None


def is_release(text: str) -> bool:
    """Whether a line says that the text is issued by a body, and is no headline."""
    return one_of("mastheads", "release").fullmatch(bare(text)) is not None


def genre_of(text: str) -> str | None:
    """The kind of text that a line names ("Daily Press Briefing"); it may serve as the headline."""
    plain = bare(text)
    return plain if len(plain) <= 140 and one_of("mastheads", "genres").fullmatch(plain) else None


@cache
def _bodies() -> frozenset[str]:
    kinds = ("newspaper", "agency", "broadcaster", "magazine", "line")
    papers = {form.casefold() for kind in kinds for form in words("press", "forms", kind)}
    return (words("organizations", "suffixes") | words("mastheads", "bodies")) - papers


def issuer_of(text: str) -> str | None:
    """The body that a line names and does nothing else than name."""
    plain = bare(text)
    if plain in words("mastheads", "issuers"):
        return plain
    parts = plain.split()
    small = {"of", "the", "for", "and", "on", "in", "to", "&"}
    if not 2 <= len(parts) <= 9 or not all(p[0].isupper() or p in small for p in parts) or plain[-1] in ".!?":
        return None
    # "Department of the Interior", "Port Authority": the word stands first with "of", or last.
    last = re.split(r"[-–/]", parts[-1])  # "Multi-National Force-Iraq"
    named = any(p.casefold() in _bodies() for p in last) or (
        parts[0].casefold() in _bodies() and parts[1] in ("of", "for")
    )
    return (plain.title() if plain.isupper() and len(plain) > 12 else plain) if named else None


@cache
def _sites() -> re.Pattern[str]:
    parts = [
        p.replace("{site}", f"(?-i:{_NAME})").replace("?P<site>", f"?P<site{n}>")
        for n, p in enumerate(load("mastheads")["sites"])
    ]
    return re.compile("|".join(f"(?:{p})" for p in parts), re.IGNORECASE)


def named_site(text: str) -> str | None:
    """The site that a line of furniture names ("The Courier Archives", "Welcome to ...")."""
    match = _sites().fullmatch(bare(text))
    return next((v for v in match.groups() if v), None) if match else None
