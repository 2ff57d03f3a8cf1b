"""The head of a text: its title, byline, outlet, date and dateline, and where on the page it begins.

The head is the run of short lines above the first paragraph.  It is read from the paragraph upwards, so
that what stands above it (the site's name, its menus, another headline) is left outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from ..names.lines import outlet_of
from ..spans import trim
from .bylines import contributors, dateline, person
from .headlines import HeadLine, head_line, whole_agency
from .lines import Line, is_headline, is_prose, terminal
from .mastheads import genre_of, is_release, issuer_of
from .signatures import is_place
from .stamps import Stamp, Stamps, revises

__all__ = ["Head", "add_body", "read_head"]

#: How captions end that no credit shows: "The old port (2009)".
_CAPTION = re.compile(
    r"\((?:(?:in |c\. ?)?(?:[A-Z][a-z]{2,8} )?(?:19|20)\d\d|file|pictured|(?:far )?(?:left|right)|centre|center)\)$"
)
#: "Article: Mayor met strikers" in archives.
_TITLED = re.compile(r"(?:article|headline|title|story)\s*:\s*(?=\S)", re.IGNORECASE)
#: A page's first line of so few words with a colon, over a headline, is the site's name and motto.
_SITE = 6
#: A note of the editor's in brackets.
_NOTE = re.compile(r"[(\[].*[)\]]")


@dataclass
class Head:
    """What the head of a text says; ``first`` is its first line, ``body`` the first line of running text."""

    first: int
    body: int
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    agency: str | None = None
    place: str | None = None
    edtf: str | None = None
    evidence: tuple[int, int] | None = None
    marks: int = 0  # how many of outlet, date, byline and dateline it has
    lines: list[int] = field(default_factory=list)
    fielded: bool = False  # it is the head of a message


def read_head(
    lines: Sequence[Line],
    body: int,
    furniture: Sequence[bool],
    stamps: Stamps,
    floor: int = 0,
    page: str = "",
) -> Head:
    """The head of the text whose first paragraph is line ``body``; nothing above ``floor`` is looked at."""
    head = Head(body, body)
    reader = _Reader(lines, body, furniture, stamps, floor, page)
    for i in range(body - 1, max(floor - 1, body - 24), -1):
        if not reader.take(i):
            break
    found, titles = reader.found, reader.titles
    names = [
        e
        for e in found
        if e[1].kind == "name" or (e[1].kind == "outlet" and not e[1].stamp and lines[e[0]].words >= 4)
    ]
    if not titles and names:
        titles.append(names[-1][0])  # what stands on top, with no headline above it, is the headline
    # A bare name is a byline only right under its headline, other lines of the head between.
    held = {i for i, _ in found} | set(reader.places)
    found = [e for e in found if (e[1].kind != "name" or _over(e[0], held) in titles) and e[0] not in titles]
    _fill(head, found + reader.genres, titles, lines, stamps)
    return head


def _over(i: int, held: Set[int]) -> int:
    """The first line above ``i`` that is not among ``held``."""
    while i - 1 in held:
        i -= 1
    return i - 1


class _Reader:
    """Takes the lines above a paragraph one by one, upwards, until one is no part of the head."""

    def __init__(
        self,
        lines: Sequence[Line],
        body: int,
        furniture: Sequence[bool],
        stamps: Stamps,
        floor: int,
        page: str,
    ) -> None:
        self.lines, self.body, self.furniture, self.stamps = lines, body, furniture, stamps
        self.floor, self.page = floor, page
        self.found: list[tuple[int, HeadLine]] = []
        self.titles: list[int] = []
        self.genres: list[tuple[int, HeadLine]] = []  # lines that are a headline for want of a better
        self.places: list[int] = []
        self.skipped = 0
        self.stood = False
        self.closed = False
        above = lines[max(floor, body - 24) : body]
        #: Whether the text is one that a body issues: its name is then no headline.
        self.issued = any(is_release(x.text) or genre_of(_undated(x, stamps)) for x in above if x.words <= 20)

    def take(self, i: int) -> bool:
        """Take line ``i``; False where the head ends under it."""
        line = self.lines[i]
        bare_names = not self.titles and not self.stood and not self.furniture[i]
        what = head_line(line, self.stamps, names=bare_names)
        wide = self.lines[i + 1].gap >= 2
        dated = what.kind in ("date", "byline") and what.stamp and what.stamp.edtf
        if (self.furniture[i] and not dated) or what.kind == "section":
            return self._skip(i)
        if _NOTE.fullmatch(line.text) and not self.titles:
            return True
        if (self.issued or (not i and self.titles)) and self._of_body(i, what):
            return True
        if what.kind in ("date", "byline", "outlet") or (what.kind == "name" and _are_names(what, self.page)):
            if self.titles and wide and what.kind != "date":
                return False
            self.found.append((i, what))
            self.closed = bool(self.titles)
            return True
        if self._place(i):
            return True
        return self._title(i, wide) or self._standfirst(i)

    def _skip(self, i: int) -> bool:
        # By runs: a share bar is one.
        self.skipped += 0 if i + 1 < self.body and self.furniture[i + 1] else 1
        return self.skipped <= 3 and (
            not self.titles or all(terminal(self.lines[k].text) for k in self.titles)
        )

    def _of_body(self, i: int, what: HeadLine) -> bool:
        """The name of the issuing body, its speaker, or what kind of text it is."""
        line = self.lines[i]
        if issuer := issuer_of(line.text):
            self.found.append((i, HeadLine("outlet", outlet=issuer)))
            return True
        if self.titles or not self.issued:
            return False
        if line.words <= 20 and genre_of(_undated(line, self.stamps)):
            self.titles.append(i)
            self.genres.append((i, HeadLine("date", stamp=what.stamp)))
            return True
        return line.words <= 8 and "," in line.text and person(line.text.split(",")[0]) is not None

    def _place(self, i: int) -> bool:
        """A place on a line of its own, under a name or right above the text."""
        line = self.lines[i]
        if self.titles or line.words > 2 or not is_place(line.text) or i <= self.floor:
            return False
        above = head_line(self.lines[i - 1], self.stamps)
        if above.kind in ("name", "byline") or (line.words == 1 and not self.found):
            self.places.append(i)
            return True
        return False

    def _title(self, i: int, wide: bool) -> bool:
        again = bool(self.titles)
        if not again and i > self.floor and self.lines[i].text[:1].islower():
            above = head_line(self.lines[i - 1], self.stamps, names=False).kind
            if above in ("byline", "date"):
                return self._skip(i)  # "from the readers' desk" under the byline
        if not again and _CAPTION.search(self.lines[i].text):
            return self._skip(i)
        fits = _could_be_title(self.lines[i], self.lines[i + 1], again) and not self.closed
        site = again and i == 0 and self.lines[i].words <= _SITE and ": " in self.lines[i].text
        if fits and len(self.titles) < 2 and not (again and wide) and not site:
            self.titles.append(i)
            return True
        return False

    def _standfirst(self, i: int) -> bool:
        """A standfirst, or the caption of the photograph above the text."""
        line = self.lines[i]
        if self.titles or self.stood or not is_prose(line) or line.words > 45:
            return False
        self.stood = _has_head(self.lines, i, self.floor, self.furniture, self.stamps)
        return self.stood


def _undated(line: Line, stamps: Stamps) -> str:
    """The words of a line without its date."""
    stamp = stamps.first(line.text)
    return _undated_text(line.text, stamp) if stamp else line.text


def _undated_text(text: str, stamp: Stamp) -> str:
    return (text[: stamp.start] + text[stamp.end :]).strip(" ,;:|-–—")


def _has_head(lines: Sequence[Line], i: int, floor: int, furniture: Sequence[bool], stamps: Stamps) -> bool:
    """Whether a headline or a byline stands in the three lines above line ``i``."""
    above = [k for k in range(i - 1, max(floor - 1, i - 4), -1) if not furniture[k]]
    return any(
        is_headline(lines[k]) or head_line(lines[k], stamps, names=False).kind in ("byline", "outlet")
        for k in above
    )


def _could_be_title(line: Line, below: Line, again: bool) -> bool:
    if is_headline(line) or (not again and _title_with_site(line)):
        return True
    # A deck may end as a sentence.
    return (
        not again
        and line.words <= 16
        and not line.bullet
        and terminal(line.text)
        and below.gap >= 1
        and line.text[-1] != ":"
    )


def _are_names(what: HeadLine, page: str) -> bool:
    """Bare names are names only if the page has none of their words in lower case."""
    return not any(
        re.search(rf"(?<!\w){re.escape(w.lower())}(?!\w)", page)
        for name in (what.byline.authors if what.byline else ())
        for w in re.findall(r"[^\W\d_]{3,}", name)
    )


def _title_with_site(line: Line) -> bool:
    return line.words <= 30 and re.search(r"\s[|»]\s|\s[–—-]\s(?=[^–—-]*$)", line.text) is not None


def _fill(
    head: Head,
    found: Sequence[tuple[int, HeadLine]],
    titles: Sequence[int],
    lines: Sequence[Line],
    stamps: Stamps,
) -> None:
    used = sorted([i for i, _ in found] + list(titles))
    if not used:
        return
    if titles:
        # "Site | Section" or "Title | Site" above the title itself is the browser's title bar.
        top = max(titles) if len(titles) > 1 and _title_with_site(lines[min(titles)]) else min(titles)
        head.title = (
            _TITLED.sub("", lines[top].text, count=1) if _TITLED.match(lines[top].text) else lines[top].text
        )
        # "Headline (AP)" names whose story it is.
        credit = re.search(r"\s*\((?P<who>[^()]{2,40})\)$", head.title)
        if credit and (named := whole_agency(credit["who"])):
            head.agency, head.title = named, head.title[: credit.start()]
        _composed(head, lines[top], stamps)
        # Above the title only what touches it; an outlet's name on top of a page is the page's.
        above = [i for i, w in found if i < top and (i > 1 or w.stamp or w.kind in ("byline", "name"))]
        head.first = min([top, *above])
    else:
        head.first = min(used)
    head.lines = used
    for _, what in reversed(found):  # from the top down
        if what.byline and not head.authors:
            head.authors = what.byline.authors
            head.place = head.place or what.byline.place
        head.outlet = head.outlet or what.outlet
        head.agency = head.agency or what.agency
    dated = [(i, w.stamp) for i, w in found if w.stamp and w.stamp.edtf]
    if dated:
        best = max(
            dated, key=lambda d: (not revises(lines[d[0]].text, d[1]), "T" in (d[1].edtf or ""), -d[0])
        )
        head.edtf = best[1].edtf
        start, end = trim(lines[best[0]].text, best[1].start, best[1].end)
        head.evidence = (lines[best[0]].start + start, lines[best[0]].start + end)
    kinds = {("byline" if w.kind == "name" else w.kind) for _, w in found}
    kinds |= {"date" for _, w in found if w.stamp}
    head.marks = len(kinds)


def _composed(head: Head, line: Line, stamps: Stamps) -> None:
    """A headline with the outlet and the date in its line: "Headline | Outlet | Oct 3, 2007"."""
    parts = [m for m in re.finditer(r"[^|•·]+", line.text) if m[0].strip()]
    if len(parts) < 2 or head.title != line.text:
        return
    kept: list[str] = []
    for part in parts:
        stamp = stamps.first(part[0])
        if stamp and stamp.edtf and not re.search(r"[^\W\d_]{2,}", _undated_text(part[0], stamp)):
            a, b = trim(line.text, part.start() + stamp.start, part.start() + stamp.end)
            head.edtf, head.evidence = stamp.edtf, (line.start + a, line.start + b)
        elif kept and (named := outlet_of(part[0].strip())):
            head.outlet = head.outlet or named
        else:
            kept.append(part[0].strip())
    if head.edtf:
        head.title = " | ".join(kept)


def add_body(head: Head, lines: Sequence[Line], last: int) -> tuple[str, ...]:
    """Take the dateline of the first paragraph into ``head``; the contributors that the end credits."""
    first = lines[head.body]
    start = dateline(first.text)
    if start:
        # A dateline with a year is a date of publication; one without tells when the text was filed.
        stamp = Stamps().first(first.text[: start.end]) if head.edtf is None else None
        if stamp and stamp.edtf:
            a, b = trim(first.text, stamp.start, stamp.end)
            head.edtf, head.evidence = stamp.edtf, (first.start + a, first.start + b)
        head.place = head.place or start.place
        head.agency = head.agency or start.agency
        head.outlet = head.outlet or start.outlet
        head.marks += 1
    named: list[str] = []
    for line in lines[max(head.body, last - 5) : last + 1]:
        named += [n for n in contributors(line.text) if n not in named and n not in head.authors]
    return tuple(named)
