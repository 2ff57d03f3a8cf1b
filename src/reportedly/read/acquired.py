"""A page as it came, before anything is read of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["STATED_FIELDS", "Acquired", "LeftOut"]

#: What ``pages.csv``, ``pages.jsonl`` and lists of references may state of a page, beside ``file``.
STATED_FIELDS = ("url", "title", "author", "publisher", "date")


class Acquired(NamedTuple):
    """A page as it came: the name it is known by, its bytes, and what a person states of it."""

    file: str
    data: bytes
    stated: Mapping[str, str]


class LeftOut(NamedTuple):
    """A file that is no page and that nobody misses, and what is said of all files of its kind."""

    file: str
    why: str
