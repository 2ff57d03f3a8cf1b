"""Texts of other publications inside a post or a comment, found by their heads.

A pasted article brings its head along: the outlet's name, a date, a headline, a byline, a dateline.  Two
of these above running text make a quoted article.  Forums also give all in one line
("22 October The Outlet - Headline by Name."), and each such line begins another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..names.lines import agency_of, outlet_in, outlet_of
from ..vocab import common_words, load, words
from .bylines import NAME, dateline, has_given_name, parse_byline, people
from .heads import Head, read_head
from .lines import SPEECH, Line, is_prose
from .stamps import MONTHS, Stamps

__all__ = ["FRAME", "find_quoted", "is_citation", "led_by"]

#: "He told the Courier:" introduces speech, not the outlet's text.
_TOLD = re.compile(
    r"\b(?:told|tells|telling|said to|spoke to|speaking to|wrote to|interview with)\b", re.IGNORECASE
)
_REPORTING = re.compile(
    r"\b(?:said|says|say|told|tells|according to|reported|reports|announced|denied|confirmed|officials?|spokes(?:man|woman|person)|statement|sources?)\b",
    re.IGNORECASE,
)
_NAMED = r"[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|and|de|du|la|le|the|&)){0,3}"
#: A name that gives a text: "the Courier has this:", "from today's Standard, word for word:", "posted it on The Oil Drum".
_PUBLISHES = re.compile(
    rf"(?P<outlet>{_NAMED})(?: (?:writes|wrote|reports|reported|carries|carried|publishes|published|runs|ran|prints|printed|puts it|put it|sums up|summed up)\b"
    r"| (?:has|had)(?= this\b| it\b|\s*:| an? (?:\w+ )?(?:piece|story|report|article)\b))"
    rf"|\bfrom (?:the |today['’]s |yesterday['’]s |this morning['’]s )+(?P<from>{_NAMED})"
    rf"|\b(?:posted|published|printed|wrote|appeared)\b[^.:]{{0,30}}? (?:on|in|at) (?P<at>{_NAMED})"
)
_DAYS = (
    frozenset(d.casefold() for d in load("calendar")["weekdays"])
    | {"today", "yesterday", "tomorrow"}
    | MONTHS.keys()
)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|I'd|I’d|my|My|IMHO|imho)\b(?![.])")
#: What a writer says of himself and his readers; a conclusion drawn.
_PERSONAL = re.compile(r"\b(?:I|my|we|us|our|you|your)\b(?![.])|^So\b|\bdon['’]t\b", re.IGNORECASE)
#: Paragraphs in which a report goes on reporting after one that names no source.
_LOOKED = 2
_SINGLE = re.compile(r"(?<!\w)[‘'][^‘’']*+[’'](?!\w)")
#: What forum engines print over a quotation.
FRAME = re.compile(r"\[?quote\]?:?", re.IGNORECASE)
#: Characters before a colon in which the outlet stands whose text it introduces.
_LED = 160
#: Characters of a pasted text, at least: where a line introduces it, and where nothing but its head shows it.
_INTRODUCED, _ALONE = 120, 300
#: Characters of one in quotation marks, and words of a line that says a text stands below.
_QUOTED, _LEAD = 80, 45
_BELOW = re.compile(r"\b(?:below|in full|full text|word for word|the following)\b", re.IGNORECASE)
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
    led = [] if starts else list(_introduced(lines, first, last))
    if not starts and not any(_opens_quotation(lines[head.body].text) for head, _ in led):
        head = _pasted(lines, first, last, stamps, page)
        starts = [(head.first, head)] if head else []
    if not starts:
        yield from led
    for n, (_, head) in enumerate(starts):
        end = starts[n + 1][0] - 1 if n + 1 < len(starts) else last
        end = _returns(lines, head, end)
        if end > head.first:
            yield head, end


def _introduced(lines: Sequence[Line], first: int, last: int) -> Iterator[tuple[Head, int]]:
    """Paragraphs that the quoting hand introduces: "The Outlet reports:".

    Where they stand in quotation marks they end with these.  Else the first is another's, and they go on
    while they read as a report does (somebody is said to have said something); the first paragraph that
    does not is taken for the quoting hand's.
    """
    i = first
    while i < last:
        outlet, authors = led_by(lines[i])
        end = i
        if outlet:
            end = _quotation(lines, i + 1, last)
            while end == i or (end > i and not _opens_quotation(lines[i + 1].text)):
                following = end + 1
                if (
                    following > last
                    or (end > i and not lines[following].gap)
                    or not _goes_on(lines, i, following)
                ):
                    break
                end = following
        size = sum(len(line.text) for line in lines[i + 1 : end + 1])
        if end > i and size >= (_QUOTED if _opens_quotation(lines[i + 1].text) else _INTRODUCED):
            yield Head(i + 1, i + 1, authors=authors, outlet=outlet, agency=agency_of(outlet or "")), end
        i = max(end, i + 1)


def _goes_on(lines: Sequence[Line], lead: int, i: int) -> bool:
    """Whether paragraph ``i`` still belongs to what the line ``lead`` introduces without quotation marks."""
    text = lines[i].text
    if _opens_quotation(text) and _quotation(lines, i, i) == i:
        return True  # somebody's words inside the report
    if not _is_neutral(lines[i]):
        return False
    follows = any(_is_neutral(x) and _reports(x.text) for x in lines[i + 1 : i + 1 + _LOOKED])
    return _reports(text) or i == lead + 1 or follows


def _is_neutral(line: Line) -> bool:
    """Whether a paragraph speaks of nobody who writes or reads, and draws no conclusion."""
    plain = SPEECH.sub(" ", line.text)
    return line.prose and not line.text.endswith(":") and _PERSONAL.search(plain) is None


def _opens_quotation(text: str) -> bool:
    return text[:1] in '"“'


def _quotation(lines: Sequence[Line], first: int, last: int) -> int:
    """The last of the paragraphs from ``first`` on that one pair of quotation marks holds; ``first - 1`` where none does."""
    if first > last or not _opens_quotation(lines[first].text):
        return first - 1
    for i in range(first, last + 1):
        text = lines[i].text.rstrip()
        body = text[1:] if _opens_quotation(text) else text
        marks = [m.start() for m in re.finditer(r"[\"”]", body)]
        if marks:
            return i if marks[0] == len(body) - 1 else first - 1
    return first - 1


def led_by(line: Line) -> tuple[str | None, tuple[str, ...]]:
    """The outlet, and the author, whose text the line introduces."""
    last = _last_sentence(line)
    if last is None:
        below = line.words <= _LEAD and _BELOW.search(line.text)
        return (outlet_in(line.text), ()) if below else (None, ())
    outlet = outlet_in(last[-_LED:]) or _publisher(last) or outlet_in(line.text) or _publisher(line.text)
    signed = re.search(rf"\b(?:by|from) (?P<who>{NAME})(?= (?:of|in|at|for)\b)", last)
    return (outlet.removeprefix("the ") if outlet else None), people(signed["who"]) if signed else ()


def _last_sentence(line: Line) -> str | None:
    """The sentence with whose colon a line introduces what follows; None where it introduces no text."""
    text = re.split(r"(?<=[a-z\d)][.!?])\s+(?=[A-Z“\"])", line.text)[-1]
    if not text.endswith((":", ":-")) or len(text.split()) > 45 or _TOLD.search(text):
        return None
    return text


def _publisher(text: str) -> str | None:
    """Who "has this", "writes" or "reports": the last name before such a verb, or behind "from today's"."""
    found = None
    for match in _PUBLISHES.finditer(text):
        name = match["outlet"] or match["from"] or match["at"]
        parts = [w for w in name.split() if w.casefold() not in _DAYS]
        while parts and parts[0].casefold() in words("english", "function_words") - {"the"}:
            parts.pop(0)
        while parts and parts[-1].casefold() in words("english", "function_words"):
            parts.pop()
        opens = match["outlet"] and match.start("outlet") == 0 and len(parts) == 1
        plain = match["from"] is None and all(w.casefold() in common_words() for w in parts)
        name = " ".join(parts)
        if parts and not has_given_name(name) and not plain and not (opens and not outlet_of(name)):
            found = name
    return found


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
