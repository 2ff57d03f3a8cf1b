"""Text from outside made safe to show: page text, file and member names, and messages that hold them."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["printable"]

#: Categories of characters that steer a terminal (escape sequences), turn the reading direction around, are not
#: seen, or stand for bytes that are no text.
_UNSEEN = ("Cc", "Cf", "Co", "Cs")


def printable(text: str) -> str:
    """``text`` on one line, without characters that steer a terminal or turn the reading direction around.

    White space of any kind becomes one space, every such character U+FFFD.
    """
    spaced = re.sub(r"\s+", " ", text)
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return "".join("\ufffd" if unicodedata.category(c) in _UNSEEN else c for c in spaced)
