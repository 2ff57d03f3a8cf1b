"""What accounts are called: who published it and when, one name each, the same everywhere.

``Reuters, 6 Oct. 2009``; ``post by Kyle, 15 April 2013``; ``correction to WGBH News, 3 June 2015``.  An account that
says neither its outlet nor its author goes by its title, one without a title by its first words; never by a
file's name, which is nobody's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from ..records import Page, Passage
from .text import clean, isolated, short
from .words import ROLE, short_date

__all__ = ["account_names"]

#: A name is shown no longer than this, a title or first words inside one no longer than that, in characters.
_NAME, _TITLE = 60, 48


def account_names(
    pages: Mapping[str, Page], passages: Mapping[str, Passage], accounts: Sequence[Passage]
) -> dict[str, str]:
    """The name of each passage; no two of ``accounts`` share one."""
    namer = _Namer(pages, passages)
    names = {p: namer.name(passages[p]) for p in passages}
    _tell_apart(names, accounts, namer.words)
    return names


class _Namer:
    def __init__(self, pages: Mapping[str, Page], passages: Mapping[str, Passage]) -> None:
        self.pages = pages
        self.passages = passages
        self.inner: dict[str, list[Passage]] = defaultdict(list)
        for p in passages.values():
            if p.parent:
                self.inner[p.parent].append(p)

    def name(self, passage: Passage) -> str:
        about = self.passages.get(passage.parent or "")
        if passage.role and about:
            return f"{ROLE[passage.role]} {self.name(about)}"
        top = passage.parent is None
        when = passage.published.edtf or (self.pages[passage.page].published.edtf if top else None)
        who = self.who(passage)
        exact = when and "/" not in when  # what is only bounded would be a label longer than the name
        return f"{who}, {clean(short_date(when))}" if when and exact else who

    def who(self, passage: Passage) -> str:
        """Who published the passage, else its title or first words."""
        page = self.pages[passage.page]
        top = passage.parent is None
        outlet = passage.publisher or passage.agency or ((page.publisher or page.agency) if top else None)
        author = passage.author or (page.author if top else None)
        if passage.kind == "comment":
            return f"comment by {_name(author)}" if author else "a reader’s comment"
        if passage.kind == "post":
            by = f"post by {_name(author)}" if author else "post"
            return f"{by}, {_name(outlet)}" if outlet else (by if author else f"post {self.words(passage)}")
        if outlet or author:
            return _name(outlet or author or "")
        return self.words(passage)

    def words(self, passage: Passage) -> str:
        """The title of a passage in quotation marks, or its first words."""
        page = self.pages[passage.page]
        title = passage.title or (page.title if passage.parent is None else None)
        return f"“{short(title or self.opening(passage), _TITLE)}”"

    def opening(self, passage: Passage) -> str:
        """The first line of a passage's own text that holds words."""
        text, at = self.pages[passage.page].text, passage.start
        for inner in sorted(self.inner[passage.id], key=lambda p: p.start):
            if text[at : inner.start].strip():
                break
            at = max(at, inner.end)
        lines = text[at : passage.end].strip().split("\n", 1)
        return lines[0] if lines and lines[0] else "no text"


def _name(text: str) -> str:
    return isolated(short(text, _NAME))


def _tell_apart(names: dict[str, str], accounts: Sequence[Passage], words: Callable[[Passage], str]) -> None:
    """Accounts of one name get their titles beside it, and a number where these do not differ either."""
    times = Counter(names[p.id] for p in accounts)
    for p in accounts:
        if times[names[p.id]] > 1 and not names[p.id].startswith("“"):
            names[p.id] += f": {words(p)}"
    times = Counter(names[p.id] for p in accounts)
    seen: Counter[str] = Counter()
    for p in accounts:
        if times[name := names[p.id]] > 1:
            seen[name] += 1
            names[p.id] = f"{name} ({seen[name]})"
