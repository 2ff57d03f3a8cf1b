"""Texts of other publications inside a post or a comment, found by their heads.

A pasted article brings its head along: the outlet's name, a date, a headline, a byline, a dateline.  Two
of these above running text make a quoted article.  Forums also give all in one line
("22 October The Outlet - Headline by Name."), and each such line begins another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..names.lines import agency_of, outlet_in, outlet_of
from .bylines import dateline, parse_byline
from .heads import Head, read_head
from .lines import SPEECH, Line, is_prose
from .stamps import Stamps

__all__ = ["FRAME", "find_quoted", "is_citation", "lead_in"]

#: "He told the Courier:" introduces speech, not the outlet's text.
_TOLD = re.compile(
    r"\b(?:told|tells|telling|said to|spoke to|speaking to|wrote to|interview with)\b", re.IGNORECASE
)
_REPORTING = re.compile(
    r"\b(?:said|says|say|told|tells|according to|reported|reports|announced|denied|confirmed|officials?|spokes(?:man|woman|person)|statement|sources?)\b",
    re.IGNORECASE,
)
#: A name of two words or more, not the sentence's first, that gives a text.
_PUBLISHES = re.compile(
    r"(?<=[\w,’'] )(?P<outlet>[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|and|de|du|la|le|the|&)){0,3} [A-Z][\w’'-]*)"
    r" (?:has|had|writes|wrote|reports|reported|carries|carried|publishes|published|runs|ran|prints|printed)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|I'd|I’d|my|My|IMHO|imho)\b(?![.])")
_SINGLE = re.compile(r"(?<!\w)[‘'][^‘’']*+[’'](?!\w)")
#: What forum engines print over a quotation.
FRAME = re.compile(r"\[?quote\]?:?", re.IGNORECASE)
#: Characters before a colon in which the outlet stands whose text it introduces.
_LED = 160
#: Characters of a pasted text, at least: where a line introduces it, and where nothing but its head shows it.
_INTRODUCED, _ALONE = 120, 300
_CITED = re.compile(
    r"(?:(?P<when>\d{1,2}\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}),?\s+)?(?P<outlet>[A-Z][\w .'’&-]{2,40}?)\s+[-–—]\s+"
    r"(?P<title>.{8,160}?)\s*(?:\(?https?://\S+?\)?)?\s*(?P<by>\bby\s+[^()]{4,80})?\.?"
)


def is_citation(line: Line) -> bool:
    """Whether the line introduces a pasted article: date or byline, outlet, headline, in one line."""
    return len(line.text) <= 320 and _cited([line], 0) is not None


def find_quoted(
    lines: Sequence[Line], first: int, last: int, stamps: Stamps, page: str
) -> Iterator[tuple[Head, int]]:
    """The head and the last line of every quoted article in lines ``first`` to ``last``."""
    starts = [(i, head) for i in range(first, last) if (head := _cited(lines, i)) is not None]
    if not starts:
        head = _pasted(lines, first, last, stamps, page)
        starts = [(head.first, head)] if head else []
    if not starts:
        yield from _introduced(lines, first, last)
    for n, (_, head) in enumerate(starts):
        end = starts[n + 1][0] - 1 if n + 1 < len(starts) else last
        end = _returns(lines, head, end)
        if end > head.first:
            yield head, end


def _introduced(lines: Sequence[Line], first: int, last: int) -> Iterator[tuple[Head, int]]:
    """Paragraphs that the quoting hand introduces: "The Outlet reports:".

    They go on while they read as a report does (somebody is said to have said something); the first
    paragraph that does not is taken for the quoting hand's.
    """
    i = first
    while i < last:
        outlet = lead_in(lines[i])
        end = i
        while outlet and end < last and (end == i or lines[end + 1].gap) and _reports(lines[end + 1].text):
            end += 1
        if end > i and sum(len(line.text) for line in lines[i + 1 : end + 1]) >= _INTRODUCED:
            yield Head(i + 1, i + 1, outlet=outlet, agency=agency_of(outlet or "")), end
        i = max(end, i + 1)


def lead_in(line: Line) -> str | None:
    """The outlet whose text the line introduces ("From the Courier:"); None where it introduces none."""
    text = _last_sentence(line)
    return outlet_in(text[-_LED:]) if text is not None else None


def _last_sentence(line: Line) -> str | None:
    """The sentence with whose colon a line introduces what follows; None where it introduces no text."""
    text = re.split(r"(?<=[a-z\d)][.!?])\s+(?=[A-Z“\"])", line.text)[-1]
    if not text.endswith((":", ":-")) or len(text.split()) > 45 or _TOLD.search(text):
        return None
    return text


def _publisher(sentence: str) -> str | None:
    """Who "has this", "writes" or "reports": a name before the verb with which a sentence introduces a text."""
    match = _PUBLISHES.search(sentence)
    return match["outlet"] if match else None


def _reports(text: str) -> bool:
    plain = SPEECH.sub(" ", text)
    if text[:1] in "‘'-–—" or text.endswith(":"):
        return False
    return _REPORTING.search(plain) is not None and _FIRST_PERSON.search(plain) is None


def _returns(lines: Sequence[Line], head: Head, last: int) -> int:
    """Where the quoting hand takes over again.

    It is a paragraph that says "I" or "my" outside quotation marks; a blank line, where the quoted
    paragraphs have none between them; and under the frame of a forum what reports nothing.
    """
    body = head.body
    dense = body < last and not lines[body + 1].gap and lines[body + 1].prose
    for i in range(body + 1, last + 1):
        plain = _SINGLE.sub(" ", SPEECH.sub(" ", lines[i].text))
        spoken = not re.match(r"\s*[“‘\"']", lines[i].text) and _FIRST_PERSON.search(plain)
        if lines[i].gap and (dense or spoken):
            last = i - 1
            break
    if head.first and FRAME.fullmatch(lines[head.first - 1].text):
        while last > body and not _reports(lines[last].text):
            last -= 1
    return last


def _cited(lines: Sequence[Line], i: int) -> Head | None:
    match = _CITED.fullmatch(lines[i].text)
    if not match or not (match["when"] or match["by"]):
        return None
    outlet = outlet_of(match["outlet"])
    if outlet is None:
        return None
    byline = parse_byline(match["by"].rstrip(".")) if match["by"] else None
    return Head(i, i, match["title"].strip(), byline.authors if byline else (), outlet, marks=2)


def _pasted(lines: Sequence[Line], first: int, last: int, stamps: Stamps, page: str) -> Head | None:
    quiet = [False] * len(lines)
    after = sum(len(line.text) for line in lines[first : last + 1])
    for body in range(first, last + 1):
        size, after = after, after - len(lines[body].text)
        if not is_prose(lines[body]) or size < _INTRODUCED:
            continue
        head = read_head(lines, body, quiet, stamps, first, page)
        opens = dateline(lines[body].text) is not None
        over = head.first - 1
        over -= over >= first and FRAME.fullmatch(lines[over].text) is not None
        colon = _last_sentence(lines[over]) if over >= first else None
        led = outlet_in(colon[-_LED:]) if colon else None
        # A headline and a byline right under a colon are another's, whoever it is.
        below = bool(colon and head.title and head.authors)
        head.outlet = head.outlet or led or (_publisher(colon) if colon and below else None)
        if (
            head.marks + opens + (bool(led) or below) >= 2
            and (head.title or opens)
            and size >= (_INTRODUCED if led else _ALONE)
            and head.first >= first
        ):
            return head
    return None
