"""Text of pages as it may be shown: without what steers a terminal, cut at a word's end, in its sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..printable import printable as clean

__all__ = ["breaks", "clause", "clean", "isolated", "short"]

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|\n\s*\n")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Z][a-z]{0,3}|(?:[A-Za-z]\.)+[A-Za-z])$")


def clause(text: str) -> str:
    """:func:`~reportedly.printable.printable` text without the full stop at its end, to stand inside a sentence."""
    return clean(text).rstrip(". ")


def short(text: str, length: int) -> str:
    """:func:`~reportedly.printable.printable` text, cut at a word's end where it is longer than ``length``."""
    text = clean(text)
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:(") + "…"


def breaks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Ends of sentences and paragraphs; a full stop after a short capitalised word is an abbreviation's."""
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.group()[0] != "." or not _ABBREVIATION.search(
            text, max(0, match.start() - 6), match.start()
        ):
            yield match


def isolated(name: str) -> str:
    """A name in a right-to-left script, kept from reordering what stands beside it."""
    mixed = any(unicodedata.bidirectional(c) in ("R", "AL") for c in name)
    return f"\u2068{name}\u2069" if mixed else name
