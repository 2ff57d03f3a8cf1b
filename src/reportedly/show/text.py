"""Text of pages as it may be shown: without what steers a terminal, cut at a word's end, in its sentences."""

from __future__ import annotations

import unicodedata

from ..printable import printable as clean

__all__ = ["clause", "clean", "isolated", "short"]


def clause(text: str) -> str:
    """:func:`~reportedly.printable.printable` text without the full stop at its end, to stand inside a sentence."""
    return clean(text).rstrip(". ")


def short(text: str, length: int) -> str:
    """:func:`~reportedly.printable.printable` text, cut at a word's end where it is longer than ``length``."""
    text = clean(text)
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:(") + "…"


def isolated(name: str) -> str:
    """A name in a right-to-left script, kept from reordering what stands beside it."""
    mixed = any(unicodedata.bidirectional(c) in ("R", "AL") for c in name)
    return f"\u2068{name}\u2069" if mixed else name
