"""Which lines of a page are furniture: navigation, prompts, share bars, captions, link lists, small print.

A line is judged by itself (the vocabulary ``boilerplate``), by the signs in its sentences and its place
(:mod:`evidence`), and by its neighbours: a run of short lines without sentences is a list of links.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ..names.lines import outlet_of
from ..vocab import load
from .bylines import NAME, dateline, is_contribution, parse_byline
from .evidence import bound, judged, weigh
from .lines import Line, bare, is_prose, one_of, terminal

__all__ = [
    "MAIL_FIELD",
    "cards",
    "furniture",
    "is_bar",
    "is_biography",
    "is_caption",
    "is_card",
    "is_noise",
    "is_tail",
    "is_tool",
]

#: A longer caption goes beyond its photograph and tells the news itself.
_CAPTION = 40
#: What begins a caption that says so.
_LABELLED = re.compile(
    r"[\[(]?(?:image|photo|photograph|picture|file photo|view full size|caption)\s*:\s", re.IGNORECASE
)
_SYMBOLS = re.compile(r"[^\w]*\w{0,2}[^\w]*")
_NAV = re.compile(r"\s[|›»>·•/]\s|[|»›]|\s{2,}|\]\s*\[")
_FIELD = re.compile(r"[A-Z][A-Z .\d/-]{1,24}:(?:\s|$)")
#: A field of a message's or a clipping's head, and its value.
MAIL_FIELD = re.compile(
    r"(?:\*\*)?(?P<name>Subject|From|Date|To|Cc|Sent|Reply-To|Message-ID|Newsgroups|Organi[sz]ation|Posted|Author|Byline|Title|Headline|Published|Publication|Source|List)"
    r"(?:\*\*)?:(?:\*\*)?\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d]{4}")
#: Labels that only a member's card has, with their values.
_MEMBER = re.compile(
    r"(?:join(?:ed)?(?: date)?|registered|member since|posts?|messages|threads|reputation|karma|likes|trophy points|reaction score):\s*\D{0,12}\d",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(r"^(?:[•*–-]|\d+(?:\.\d+)*[.)]?)\s+")
#: What a wiki prints beside its headings.
_TOOL = re.compile(r"\s*\[\s?(?:edit|hide|show|top|back|#)(?: source)?\s?\]", re.IGNORECASE)
_TOKEN = re.compile(r"(?=.*[^\W\d_])[\w]+(?:-[\w]+){2,}")


@cache
def _whole(key: str) -> re.Pattern[str]:
    return one_of("boilerplate", key)


@cache
def _anywhere() -> re.Pattern[str]:
    return one_of("boilerplate", "contains")


@cache
def _biography() -> re.Pattern[str]:
    parts = [p.replace("{name}", f"(?-i:{NAME})") for p in load("boilerplate")["biography"]]
    return re.compile("|".join(f"(?:{p})" for p in parts), re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(
        "(?:" + "|".join(f"(?:{p})" for p in load("boilerplate")["caption"]["credit"]) + r")\s*$"
    )


def is_noise(line: Line) -> bool:
    """Whether the line is furniture by its own words or shape."""
    return line.words <= load("boilerplate")["contains_words"] and _noisy(line.text, line.words, line.prose)


@lru_cache(maxsize=16384)
def _noisy(line: str, size: int, prose: bool) -> bool:
    text = bare(_TOOL.sub("", line))
    if not text or _SYMBOLS.fullmatch(line) or _anywhere().search(line):
        return True
    if prose:
        return False
    if _whole("lines").fullmatch(text):
        return True
    return is_bar(line) or (size >= 1 and _TOKEN.fullmatch(text) is not None)


def is_bar(line: str) -> bool:
    """Many short parts between separators: "World | Politics | Sport", "Home > News", "Print   Email   Share"."""
    parts = [p.strip() for p in _NAV.split(line) if re.search(r"\w", p)]
    known = [bare(p) for p in parts if _whole("lines").fullmatch(bare(p))]
    if len(parts) == 2 and len(known) == 2:
        return True
    if len(parts) < 3 or not all(len(p.split()) <= 4 or bare(p) in known for p in parts):
        return False
    # Columns set apart by space alone are a table where they hold figures.
    figures = sum(any(c.isdigit() for c in p) for p in parts)
    return re.search(r"[|›»>·•/\[]", line) is not None or figures * 3 <= len(parts)


def is_tool(text: str) -> bool:
    """Whether a part of a line is furniture by its own words."""
    part = bare(text)
    return not part or _whole("lines").fullmatch(part) is not None or weigh(part) >= bound("outside")


def is_tail(line: Line) -> bool:
    """Whether the line says that the text above it is over."""
    return line.words <= 30 and _whole("tail").fullmatch(bare(line.text)) is not None


def is_biography(line: Line) -> bool:
    """Whether the line tells who the author is."""
    return line.words <= 120 and _biography().match(line.text.lstrip("•*·-– \t")) is not None


def is_card(line: Line) -> bool:
    """Whether the line belongs to the card of a forum's member."""
    return line.words <= 8 and line.text[:1] != "#" and _whole("card").fullmatch(bare(line.text)) is not None


def is_caption(line: Line) -> bool:
    """Whether the line is the caption of a photograph: it ends with the photograph's credit."""
    if _LABELLED.match(line.text) and line.words <= _CAPTION:
        return True
    if line.words > _CAPTION or line.text[:1] in "\"“‘'":
        return False
    if line.words <= 5 and outlet_of(line.text):
        return False  # an agency's own line
    match = _credit().search(line.text)
    return match is not None and dateline(line.text) is None and not is_contribution(line.text)


def furniture(lines: Sequence[Line], spoken: bool = False) -> list[bool]:
    """For each line, whether it is furniture.

    ``spoken`` says that somebody talks to others here, in a comment: what addresses the reader is no sign then.
    """
    marks = [is_noise(line) or is_caption(line) for line in lines]
    _credited(lines, marks)
    if not spoken:
        _weighed(lines, marks)
    _contents(lines, marks)
    _link_lists(lines, marks)
    _fields(lines, marks)
    for first, last in cards(lines):
        marks[first : last + 1] = [True] * (last + 1 - first)
    _repeats(lines, marks)
    return marks


def _credited(lines: Sequence[Line], marks: list[bool]) -> None:
    """Mark the caption under a line that is nothing but a photograph's credit."""
    for i in range(len(lines) - 1):
        line, below = lines[i], lines[i + 1]
        if (
            marks[i]
            and line.words <= 6
            and is_caption(line)
            and below.gap == 0
            and below.words <= _CAPTION
            and is_prose(below)
        ):
            marks[i + 1] = True


def _weighed(lines: Sequence[Line], marks: list[bool]) -> None:
    """Mark what its sentences and its place together show to be furniture.

    What follows the last paragraph that reads as an account needs the least evidence.  Above the first one
    stands the headline, which may well tell somebody to do something.
    """
    first = next((i for i, x in enumerate(lines) if x.prose and not marks[i]), 0)
    last = len(lines) - 1
    while last >= 0 and (marks[last] or not _is_told(lines[last])):
        last -= 1
    own = {
        _name(x.text) for x, marked in zip(lines[:first], marks, strict=False) if not marked and x.words <= 5
    } - {""}
    for i, line in enumerate(lines):
        after = i > last >= 0
        if marks[i] or not judged(line, tail=after):
            continue
        place = "outside" if after else "inside" if line.prose or i >= first else "anywhere"
        least = bound(place)
        if any(_name(line.text).startswith(f"{name} ") for name in own):
            least -= bound("own")
        marks[i] = weigh(line.text) >= least and not is_contribution(line.text)


def _name(text: str) -> str:
    return re.sub(r"^the ", "", bare(text).casefold())


def _is_told(line: Line) -> bool:
    """Whether the line reads as a paragraph of an account."""
    return line.prose and not (judged(line, tail=True) and weigh(line.text) >= bound("outside") / 2)


def _contents(lines: Sequence[Line], marks: list[bool]) -> None:
    """Mark a table of contents: three short lines or more that the page prints again, further down, as headings."""
    bodies = [_UNNUMBERED.sub("", _TOOL.sub("", line.text)).strip() for line in lines]
    places = {body: i for i, body in enumerate(bodies)}
    run: list[int] = []
    for i, line in enumerate(lines):
        entry = bodies[i] and line.words <= 12 and not terminal(line.text)
        if entry and bodies[i] not in {bodies[k] for k in run}:
            run.append(i)
            continue
        again = [k for k in run if places[bodies[k]] >= i]
        if len(again) >= 3 and (again[-1] - again[0] + 1) <= 2 * len(again):
            marks[again[0] : again[-1] + 1] = [True] * (again[-1] + 1 - again[0])
        run = []


def _fields(lines: Sequence[Line], marks: list[bool]) -> None:
    """Mark the head of a record: three lines or more of a capital field name and its value."""
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and (
            _FIELD.match(lines[i].text)
            or MAIL_FIELD.match(lines[i].text)
            or (lines[i].text.isupper() and lines[i].words <= 12 and not lines[i].gap)
        ):
            run.append(i)
            continue
        run = [k for k in run if not re.search(r"[.!?][\"”’']?$", lines[k].text)]
        named = sum(MAIL_FIELD.match(lines[k].text) is not None for k in run)
        if named >= 2 or sum(_FIELD.match(lines[k].text) is not None for k in run) >= 3:
            for k in run:
                marks[k] = True
        run = []


def _repeats(lines: Sequence[Line], marks: list[bool]) -> None:
    """Mark a paragraph that the page has already printed word for word; the last one may break off."""
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if len(line.text) >= 80 and is_prose(line) and not marks[i]:
            marks[i] = line.text in seen
            seen.add(line.text)
    last = len(lines) - 1
    if last > 0 and marks[last - 1] and lines[last - 1].text in seen and len(lines[last].text) >= 20:
        marks[last] = marks[last] or any(text.startswith(lines[last].text) for text in seen)


def _loose(line: Line) -> bool:
    """A line that could be an entry of a list of links."""
    return line.words <= 16 and not terminal(line.text) and not is_prose(line) and not parse_byline(line.text)


def _link_lists(lines: Sequence[Line], marks: list[bool]) -> None:
    """Mark runs of at least four entries; bulleted entries count from three."""
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and (marks[i] or _loose(lines[i])):
            run.append(i)
            continue
        entries = [k for k in run if not marks[k]]
        bullets = sum(lines[k].bullet for k in entries)
        after = i < len(lines)
        # The last lines before running text may be its head; the caller decides about those.
        if len(entries) >= (3 if bullets == len(entries) else 5) and (
            not after or bullets * 2 > len(entries)
        ):
            for k in run:
                marks[k] = True
        run = []


def cards(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The first and last line of every forum member's card: labels and their values, three lines at least."""
    found: list[tuple[int, int]] = []
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and (
            is_card(lines[i]) or (run and lines[i].words <= 4 and any(c.isdigit() for c in lines[i].text))
        ):
            run.append(i)
            continue
        labelled = [k for k in run if re.match(r"[^\W\d][\w ]*:\s+\S*\d", lines[k].text)]
        member = sum(_MEMBER.match(lines[k].text) is not None for k in run)
        if (len(run) >= 3 or len(labelled) >= 2 or member >= 2) and sum(
            _LABEL.search(bare(lines[k].text)) is not None for k in run
        ) >= 2:
            found.append((run[0], run[-1]))
        run = []
    return found
