"""The passages of one page while they are being made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ..records import Passage, PassageKind, Published, Span
from ..spans import content_id
from .heads import Head
from .layout import Layout
from .lines import seen, split_lines
from .noise import furniture
from .stamps import Stamps, day_first

__all__ = ["Draft", "clean_name"]

_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\])+")
#: What a wiki prints beside its words and headings for those who edit it.
_TOOL = re.compile(
    r"\[\s?(?:edit(?: source)?|hide|show|(?:citation|clarification|page|year|source|better source|full citation|quantify|specify) needed"
    r"|dead link|permanent dead link|unreliable source\??|dubious(?: [–-] discuss)?|who\?|when\?|where\?|which\?|why\?|by whom\?|according to whom\?|vague|disputed|update)\s?\]",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"[(\[](?:read|see|view|click)(?: \w+)? (?:more|also|here|full|all|for)\b[^()\[\]]{0,60}[)\]](?=\s*$)",
    re.IGNORECASE | re.MULTILINE,
)


def clean_name(name: str | None) -> str | None:
    """``name`` without what is not seen (direction marks, zero-width and control characters)."""
    if name is None:
        return None
    return re.sub(r"\s+", " ", seen(name)).strip()[:200] or None


class Draft:
    """The lines of a page, what its format says of them, and the passages made so far."""

    def __init__(self, page: str, text: str, layout: Layout | None = None) -> None:
        self.page, self.text = page, text
        self.lines = split_lines(text)
        self.layout = layout or Layout()
        self.stamps = Stamps(day_first(text))
        self.out: list[Passage] = []
        self.posts: list[
            tuple[str, int, int]
        ] = []  # who writes on the page (in small letters) from where to where
        self.own_head = 0  # the last line of the page's own title, byline and date
        self.signed: frozenset[int] = frozenset()  # lines of members' signatures

    def add(
        self, kind: PassageKind, first: int, last: int, parent: str | None = None, **fields: Any
    ) -> Passage:
        """A passage of lines ``first`` to ``last``; names in ``fields`` are cleaned."""
        start, end = self.lines[first].start, self.lines[last].end
        for key in ("title", "author", "publisher", "dateline"):
            if fields.get(key):
                fields[key] = clean_name(fields[key])
        made = Passage(content_id("p", self.page, start, end, kind), self.page, start, end, parent, kind)
        made = msgspec.structs.replace(made, **fields)
        self.out.append(made)
        return made

    def add_headed(
        self, kind: PassageKind, head: Head, last: int, credited: tuple[str, ...], parent: str | None = None
    ) -> Passage:
        """A passage from its head's first line to line ``last``, with what the head says of it."""
        return self.add(
            kind,
            head.first,
            last,
            parent,
            title=head.title,
            author=", ".join(head.authors) or None,
            contributors=credited,
            publisher=head.agency or head.outlet,
            agency=head.agency,
            dateline=head.place,
            published=self.published(head.edtf, head.evidence),
        )

    def replace(self, old: Passage, **fields: Any) -> Passage:
        """Put a changed copy in the place of ``old``; its id follows its kind, and its children follow it."""
        new = msgspec.structs.replace(old, **fields)
        new = msgspec.structs.replace(new, id=content_id("p", self.page, new.start, new.end, new.kind))
        self.out = [
            new if p is old else msgspec.structs.replace(p, parent=new.id) if p.parent == old.id else p
            for p in self.out
        ]
        return new

    def said(self, who: str, until: int) -> str:
        """What ``who`` wrote on the page before ``until``; all that stands there where ``who`` wrote nothing."""
        own = [self.text[a:b] for name, a, b in self.posts if name == who.casefold() and b <= until]
        return "\n".join(own) or self.text[:until]

    def noise(self, first: int, last: int, parent: str | None = None) -> None:
        """One boilerplate passage for the lines ``first`` to ``last``, if there are any."""
        if first <= last:
            self.add("boilerplate", first, last, parent)

    def published(self, edtf: str | None, span: tuple[int, int] | None) -> Published:
        """A stated date and where it stands; ``span`` is None where only metadata gives it."""
        if edtf is None:
            return Published()
        evidence = (Span(self.page, span[0], span[1], self.text[span[0] : span[1]]),) if span else ()
        return Published(edtf, "stated", evidence)

    def marks(self, first: int, last: int) -> list[bool]:
        """For every line of the page, whether it is furniture; lines outside ``first`` to ``last`` are not."""
        found = (
            [False] * first + furniture(self.lines[first : last + 1]) + [False] * (len(self.lines) - last - 1)
        )
        known = self.layout
        for i in range(first, last + 1):
            if i in known.main and self.lines[i].prose:
                found[i] = found[i] and self.lines[i].words <= 25
            elif i in known.furniture or i in known.captions or i in known.biographies:
                found[i] = True
        return found

    def nested_noise(
        self, marks: Sequence[bool], first: int, last: int, parent: str, keep: Iterable[int]
    ) -> None:
        """Boilerplate passages inside ``parent`` for the runs of marked lines, ``keep`` left out."""
        kept = set(keep)
        run: list[int] = []
        for i in range(first, last + 2):
            if i <= last and marks[i] and i not in kept:
                run.append(i)
            elif run:
                self.noise(run[0], run[-1], parent)
                run = []

    def inline_noise(self, first: int, last: int, parent: str, marks: Sequence[bool]) -> None:
        """Furniture inside a line: numbers of footnotes, a wiki's tools, "(Read more ...)"."""
        spans = [(self.lines[i].start, self.lines[i].end) for i in range(first, last + 1) if not marks[i]]
        numbers = [m.span() for a, b in spans for m in _FOOTNOTE.finditer(self.text, a, b)]
        more = [m.span() for a, b in spans for m in _MORE.finditer(self.text, a, b)]
        more += [m.span() for a, b in spans for m in _TOOL.finditer(self.text, a, b)]
        for start, end in sorted(more + (numbers if len(numbers) >= 3 else [])):
            ident = content_id("p", self.page, start, end, "boilerplate")
            self.out.append(Passage(ident, self.page, start, end, parent, "boilerplate"))
