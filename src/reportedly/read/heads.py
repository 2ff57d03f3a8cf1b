"""The head of a text: its title, byline, outlet, date and dateline, and where on the page it begins.

The head is the run of short lines above the first paragraph.  It is read from the paragraph upwards, so
that what stands above it (the site's name, its menus, another headline) is left outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..spans import trim
from ..vocab import words
from .bylines import Byline, agency_of, contributors, dateline, outlet_of, parse_byline, people, person
from .lines import Line, bare, is_headline, is_prose, terminal
from .noise import is_tool
from .stamps import Stamp, Stamps

__all__ = ["Head", "HeadLine", "head_line", "read_head"]

#: Words that may stand beside a date in a date line.
_DATE_WORDS = re.compile(
    r"\b(?:first |last )?(?:posted|published|updated|created|modified|filed|issued|released|date[d]?|written|on|at|in|by|the|of|and|am|pm"
    r"|est|edt|et|gmt|utc|bst|pst|pdt|cst|cdt|hrs|uhr|\d+ (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|years?|mins?) (?:ago|read)|\d+ comments?|leave a comment"
    r"|no comments?|print|e-?mail|edition|web posted|posted by|comments?|views?|\d+)\b",
    re.IGNORECASE,
)


#: A line that gives only the time of day.
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?", re.IGNORECASE)
#: A byline of one word, as members of sites sign.
_NICK = re.compile(r"(?:posted )?by:? (?P<who>[\w.-]{2,30})", re.IGNORECASE)
#: A note of the editor's in brackets.
_NOTE = re.compile(r"[(\[].*[)\]]")


class HeadLine(NamedTuple):
    """What a short line above a text is: ``kind`` is date, byline, outlet, place, section or none."""

    kind: str
    byline: Byline | None = None
    outlet: str | None = None
    agency: str | None = None
    stamp: Stamp | None = None
    place: str | None = None


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
    plain: list[int] = field(default_factory=list)  # those that give only a date, an outlet or an agency


def head_line(line: Line, stamps: Stamps, names: bool = True) -> HeadLine:
    """What ``line`` is in the head of a text; ``names`` lets a bare personal name be a byline."""
    text = line.text
    if len(text) > 260:
        return HeadLine("none")
    if _CLOCK.fullmatch(text):
        return HeadLine("date")
    stamp = stamps.first(text)
    rest = (text[: stamp.start] + " | " + text[stamp.end :]) if stamp else text
    plain = _DATE_WORDS.sub(" ", rest) if stamp else rest
    if stamp and not re.search(r"[^\W\d_]{2,}", plain):
        return HeadLine("date", stamp=stamp)
    parts = [p for p in (bare(p) for p in re.split(r"\s*[|•·]\s*|\s+[-–—]\s+|\s{3,}", rest)) if p]
    for part in [bare(rest), *parts]:
        if byline := parse_byline(part):
            return HeadLine("byline", byline, byline.outlet, byline.agency, stamp)
    if stamp and (named := outlet_of(bare(rest)) or outlet_of(_DATE_WORDS.sub(" ", bare(rest)))):
        return HeadLine("outlet", outlet=named, agency=_whole_agency(named), stamp=stamp)
    if stamp and len(re.findall(r"\w+", plain)) <= 6:
        outlet = next((o for o in (outlet_of(_DATE_WORDS.sub(" ", p)) for p in parts) if o), None)
        return HeadLine("date", outlet=outlet, agency=_whole_agency(outlet), stamp=stamp)
    if not stamp and (named := outlet_of(text)) and line.words <= 8:
        return HeadLine("outlet", outlet=named, agency=_whole_agency(named))
    if re.fullmatch(
        r"(?:staff|agencies|news agencies|wire services?|from (?:staff|wire|news) (?:and \w+ )?\w+|staff (?:and|&) (?:agencies|wire|wires)|agencies and staff|(?:our|special|foreign|staff) (?:correspondent|reporter|staff|writer)s?)(?: (?:reports?|services?))?",
        bare(text),
        re.I,
    ):
        return HeadLine("byline")
    if (nick := _NICK.fullmatch(text)) and nick["who"].lower() not in words("english", "function_words"):
        return HeadLine("byline", Byline((nick["who"],)))
    if bare(text).casefold() in words("outlets", "byline", "sections"):
        return HeadLine("section")
    if not stamp:
        return (_name_and_place(text) if names else None) or HeadLine("none")
    return HeadLine("date", stamp=stamp) if _dated_bar(line, stamp) else HeadLine("none")


def _dated_bar(line: Line, stamp: Stamp) -> bool:
    """Whether a date stands between furniture: "3 May 2011 | Print | Share on ...", "... | Last updated 16.20"."""
    parts = re.split(
        r"\s*[|•·]\s*|\s{3,}|(?<=[a-z\d])\.\s+(?=[A-Z])",
        line.text[: stamp.start] + "|" + line.text[stamp.end :],
    )
    rest = [part for part in parts if re.search(r"[^\W\d_]{2,}", _DATE_WORDS.sub(" ", part))]
    return bool(rest) and all(map(is_tool, rest))


def _whole_agency(name: str | None) -> str | None:
    return agency_of(name) if name and agency_of(name) and len(name.split()) <= 5 else None


def _name_and_place(text: str) -> HeadLine | None:
    """A name and a place ("Hanna Okafor, Tunis"), a name and an outlet, or a bare list of names."""
    match = re.fullmatch(
        r"(?P<who>[^,|]{5,60}?)(?:,\s*(?:in\s+)?|\s+in\s+)(?P<place>[A-Z][\w .'-]{2,30})", text
    )
    if match and (name := person(match["who"])):
        if outlet := outlet_of(match["place"]):
            return HeadLine("name", Byline((name,), agency_of(outlet), outlet), outlet, agency_of(outlet))
        if not person(match["place"]):
            return HeadLine("name", Byline((name,), None, None, match["place"].strip()))
    names = people(text)
    if names and 1 <= len(names) <= 4 and re.fullmatch(r"(?:and|&|,|\s)*", _without(text, names)):
        return HeadLine("name", Byline(names))
    return None


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
    return text


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
    found: list[tuple[int, HeadLine]] = []
    titles: list[int] = []
    skipped = stood = 0
    closed = False
    for i in range(body - 1, max(floor - 1, body - 24), -1):
        line = lines[i]
        what = head_line(line, stamps, names=not titles and not stood and not furniture[i])
        wide = lines[i + 1].gap >= 2
        dated = what.kind == "date" and what.stamp and what.stamp.edtf
        if (furniture[i] and not dated) or what.kind == "section":
            skipped += 0 if i + 1 < body and furniture[i + 1] else 1  # by runs: a share bar is one
            if (titles and not all(terminal(lines[k].text) for k in titles)) or skipped > 3:
                break
        elif _NOTE.fullmatch(line.text) and not titles:
            continue
        elif what.kind in ("date", "byline", "outlet") or (what.kind == "name" and _is_name(line, page)):
            if titles and wide and what.kind != "date":
                break
            found.append((i, what))
            closed = bool(titles)
        elif (
            _could_be_title(line, lines[i + 1], bool(titles))
            and not closed
            and len(titles) < 2
            and not (titles and wide)
        ):
            titles.append(i)
        elif (
            is_prose(line)
            and line.words <= 45
            and not titles
            and not stood
            and _has_head(lines, i, floor, furniture, stamps)
        ):
            stood = 1  # a standfirst, or the caption of the photograph above the text
        else:
            break
    names = [
        e
        for e in found
        if e[1].kind == "name" or (e[1].kind == "outlet" and not e[1].stamp and lines[e[0]].words >= 4)
    ]
    if not titles and names:
        titles.append(names[-1][0])  # what stands on top, with no headline above it, is the headline
    # A bare name is a byline only right under its headline.
    found = [e for e in found if (e[1].kind != "name" or e[0] - 1 in titles) and e[0] not in titles]
    _fill(head, found, titles, lines)
    return head


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


def _is_name(line: Line, page: str) -> bool:
    """A bare name is one only if the page has none of its words in lower case."""
    return not any(
        re.search(rf"(?<!\w){re.escape(w.lower())}(?!\w)", page)
        for w in re.findall(r"[^\W\d_]{3,}", line.text)
    )


def _title_with_site(line: Line) -> bool:
    return line.words <= 30 and re.search(r"\s[|»]\s|\s[–—-]\s(?=[^–—-]*$)", line.text) is not None


def _fill(
    head: Head, found: Sequence[tuple[int, HeadLine]], titles: Sequence[int], lines: Sequence[Line]
) -> None:
    used = sorted([i for i, _ in found] + list(titles))
    if not used:
        return
    if titles:
        # "Site | Section" or "Title | Site" above the title itself is the browser's title bar.
        top = max(titles) if len(titles) > 1 and _title_with_site(lines[min(titles)]) else min(titles)
        head.title = lines[top].text
        # "Headline (AP)" names whose story it is.
        credit = re.search(r"\s*\((?P<who>[^()]{2,40})\)$", head.title)
        if credit and (named := _whole_agency(credit["who"])):
            head.agency, head.title = named, head.title[: credit.start()]
        # Above the title only what touches it: a date or the outlet's name.
        above = [i for i, _ in found if i < top]
        head.first = min([top, *above])
    else:
        head.first = min(used)
    head.lines = used
    head.plain = [
        i
        for i, w in found
        if (w.kind == "date" and w.stamp) or w.kind == "outlet" or (w.byline and not w.byline.authors)
    ]
    for _, what in reversed(found):  # from the top down
        if what.byline and not head.authors:
            head.authors = what.byline.authors
            head.place = head.place or what.byline.place
        head.outlet = head.outlet or what.outlet
        head.agency = head.agency or what.agency
    dated = [(i, w.stamp) for i, w in found if w.stamp and w.stamp.edtf]
    if dated:
        best = max(dated, key=lambda d: ("T" in (d[1].edtf or ""), -d[0]))
        head.edtf = best[1].edtf
        start, end = trim(lines[best[0]].text, best[1].start, best[1].end)
        head.evidence = (lines[best[0]].start + start, lines[best[0]].start + end)
    kinds = {("byline" if w.kind == "name" else w.kind) for _, w in found}
    kinds |= {"date" for _, w in found if w.stamp}
    head.marks = len(kinds)


def add_body(head: Head, lines: Sequence[Line], last: int) -> tuple[str, ...]:
    """Take the dateline of the first paragraph into ``head``; the contributors that the end credits."""
    start = dateline(lines[head.body].text)
    if start:
        head.place = head.place or start.place
        head.agency = head.agency or start.agency
        head.outlet = head.outlet or start.outlet
        head.marks += 1
    named: list[str] = []
    for line in lines[max(head.body, last - 5) : last + 1]:
        named += [n for n in contributors(line.text) if n not in named and n not in head.authors]
    return tuple(named)
