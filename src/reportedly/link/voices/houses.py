"""Houses: the outlets of a case, each known by one key however a page writes its name.

The names are those in the pages' text, and those that the pages bear as publisher or agency.  A bare last word
("the Ledger") is the fuller name that the page gives before it, else the only one of the case that ends so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ...names.outlets import find_outlets
from ...names.press import is_listed, listed_name, name_tokens, outlet_key
from ...records import Passage

__all__ = ["Houses"]


class Houses:
    """Looks outlets up by where they are named and by what they are called."""

    def __init__(self, texts: Mapping[str, str], passages: Iterable[Passage]) -> None:
        self._names: dict[str, str] = {}
        self._at: dict[str, list[tuple[int, int, str, bool]]] = {}
        borne = [name for p in passages for name in (p.publisher, p.agency) if name]
        self._borne = {outlet_key(name) for name in borne}
        for name in borne:
            self._names.setdefault(outlet_key(name), name)
        for page, text in texts.items():
            rows = [(m.start, m.end, m.key, m.short) for m in find_outlets(text, 0, len(text))]
            self._at[page] = rows
            for start, end, key, short in rows:
                if not short:
                    self._names.setdefault(key, text[start:end])
        self._ending: defaultdict[str, set[str]] = defaultdict(set)
        for key, name in self._names.items():
            for tokens in (name_tokens(name), name_tokens(self.name(key))):
                if len(tokens) > 1:
                    self._ending[tokens[-1]].add(key)

    def at(self, page: str, start: int, end: int) -> str | None:
        """The key of the outlet whose name is the phrase from ``start`` to ``end``, but for an article."""
        rows = self._at.get(page, [])
        i = bisect_right(rows, end, key=lambda row: row[0]) - 1
        if i < 0:
            return None
        low, high, key, short = rows[i]
        if low > start + len("the ") or high < end or low >= end:
            return None
        return self._full(key, page) if short else key

    def within(self, page: str, start: int, end: int) -> str | None:
        """The key of the last outlet that is named inside the phrase: "the news weekly Der Spiegel"."""
        inside = [row for row in self._at.get(page, []) if start <= row[0] and row[1] <= end]
        if not inside:
            return None
        *_, key, short = inside[-1]
        return self._full(key, page) if short else key

    def of(self, name: str) -> str:
        """The key of the outlet that is called ``name``."""
        return self._full(outlet_key(name))

    def knows(self, name: str) -> bool:
        """Whether an outlet of the case, or of the reference list, is called so."""
        key = self.of(name)
        return key in self._names or is_listed(key)

    def name(self, key: str) -> str:
        """What a reader knows the outlet as."""
        return listed_name(key) if is_listed(key) else self._names.get(key, key)

    def _full(self, key: str, page: str | None = None) -> str:
        """The key of the fuller name that a bare last word stands for, where the page or the case has one only."""
        tokens = [t for t in key.split() if t != "the"]
        if len(tokens) != 1 or key in self._borne:
            return key
        found = self._ending.get(tokens[0], set())
        here = {row[2] for row in self._at.get(page or "", ()) if not row[3]}
        for near in (found & here, found - {key}):
            if len(near) == 1:
                return next(iter(near))
        return key
