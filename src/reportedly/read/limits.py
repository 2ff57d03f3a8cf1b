"""Bounds on what one file may cost, so that hostile input ends in a message and the rest of the run goes on."""

from __future__ import annotations

__all__ = [
    "LARGEST_DOCUMENT",
    "LARGEST_TEXT",
    "MOST_MEMBERS",
    "MOST_MENDED",
    "MOST_NESTED",
    "MOST_UNPACKED",
    "WORST_RATIO",
]

#: Bytes of one page of text or HTML.
LARGEST_TEXT = 16 * 1024 * 1024
#: Bytes of one PDF, Word, mail or MHTML file.
LARGEST_DOCUMENT = 128 * 1024 * 1024
#: Bytes that one archive may unpack to, and how many times its packed size a member of more than a megabyte may be.
MOST_UNPACKED = 4 * 1024 * 1024 * 1024
WORST_RATIO = 200
#: Files in one archive, and archives in archives.
MOST_MEMBERS = 200_000
MOST_NESTED = 2
#: Words of one page that are looked at for characters decoded wrongly; what follows them stays as it is.
MOST_MENDED = 100_000
