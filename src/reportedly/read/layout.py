"""What a page's format says of its lines beyond their words; all of it optional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Layout", "LayoutComment", "Metadata", "Told"]


class LayoutComment(NamedTuple):
    """Lines ``first`` to ``last`` (inclusive) that the format marks as one comment or one post of a thread."""

    first: int
    last: int
    author: str | None
    when: str | None
    kind: str  # comment | post


class Told(NamedTuple):
    """What the main-text library says of a page; ``date`` is a day, ``author`` names parted by ";"."""

    text: str = ""
    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None


class Metadata(NamedTuple):
    """What a page says of itself outside its visible text; None where it says nothing."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()  # names that the main-text library takes for the authors'
    published: str | None = None  # as written
    day: str | None = None  # the day that the main-text library takes for the publication's
    site: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Layout:
    """Line numbers by what the markup makes of them."""

    furniture: frozenset[int] = frozenset()
    main: frozenset[int] = frozenset()
    captions: frozenset[int] = frozenset()
    biographies: frozenset[int] = frozenset()
    headings: frozenset[int] = frozenset()
    bylines: Mapping[int, str] = field(default_factory=dict)
    whens: Mapping[int, str] = field(default_factory=dict)
    comments: list[LayoutComment] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    meta: Metadata = field(default_factory=Metadata)
    language: str | None = None

    @property
    def plain(self) -> bool:
        """Whether the format says nothing of the page's lines."""
        return not (self.main or self.furniture or self.headings or self.comments)
