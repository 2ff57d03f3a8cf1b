"""Main text, title, author and date of HTML pages, in the layout of the public article-extraction benchmark.

Layout: ``ground-truth.json`` (id -> ``articleBody``, and where known ``title``, ``author`` (a list),
``date`` (ISO 8601), ``publisher``) and ``html/ID.html.gz``.  Measure of the text: for each page the overlap of
four-word shingles, normalised by page; precision and recall are means over the pages, F1 is of the two means
(Scrapinghub, article-extraction-benchmark, 2019).  A field is scored on the pages whose truth has it: it is
right, missing (nothing is given), or wrong.
"""

from __future__ import annotations

import gzip
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from ..errors import InputError, PageError
from ..read import Acquired, read
from ..read.bylines import parse_byline
from ..records import Reading

__all__ = [
    "FIELDS",
    "Answer",
    "Field",
    "Figures",
    "Speed",
    "documents",
    "library",
    "made_page",
    "main_text",
    "measure_speed",
    "program",
    "score",
]

_WORD = re.compile(r"\w+")
_SHINGLE = 4
#: The fields that are scored beside the text.
FIELDS = ("title", "author", "date", "publisher")
#: The share of words (F1) from which two titles, or two names, are the same; set by reading the pages' own.
_SAME = 0.7


class Answer(NamedTuple):
    """What is said of one page; None where nothing is."""

    text: str = ""
    title: str | None = None
    author: str | None = None
    date: str | None = None
    publisher: str | None = None


class Field(NamedTuple):
    """Of the pages whose truth has the field: on how many it is right, on how many something else is given."""

    right: int
    wrong: int
    pages: int


class Figures(NamedTuple):
    """Precision, recall and F1 of the text over ``pages`` pages, from 0 to 1; the fields by name."""

    precision: float
    recall: float
    f1: float
    pages: int
    fields: dict[str, Field]


class Speed(NamedTuple):
    """How long ``pages`` pages of ``bytes`` bytes each took to read: seconds of this process and of the clock."""

    pages: int
    bytes: int
    seconds: float
    wall: float
    peak_mb: float


def documents(folder: Path) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Each page of the benchmark: its id, its bytes, its row of the truth.  Raises :class:`InputError`."""
    truth = folder / "ground-truth.json"
    if not truth.is_file():
        raise InputError(f"{folder}: holds no ground-truth.json; name the folder of the benchmark.")
    for ident, row in sorted(json.loads(truth.read_text(encoding="utf-8")).items()):
        packed, plain = folder / "html" / f"{ident}.html.gz", folder / "html" / f"{ident}.html"
        if not packed.is_file() and not plain.is_file():
            raise InputError(f"{folder}: holds no page {ident} under html/; get the whole benchmark.")
        data = gzip.decompress(packed.read_bytes()) if packed.is_file() else plain.read_bytes()
        yield ident, data, row


def main_text(reading: Reading) -> str:
    """The text of the page's longest account without its furniture, title and byline."""
    accounts = [
        p for p in reading.passages if p.kind in ("article", "post", "quoted_article") and p.parent is None
    ]
    if not accounts:
        return ""
    main = max(accounts, key=lambda p: p.end - p.start)
    text = list(reading.page.text)
    for child in reading.passages:
        if child.parent == main.id and child.kind in ("boilerplate", "spam"):
            text[child.start : child.end] = " " * (child.end - child.start)
    lines = "".join(text[main.start : main.end]).splitlines()
    while lines and (
        not lines[0].strip() or lines[0].strip() == main.title or parse_byline(lines[0].strip())
    ):
        lines.pop(0)
    return "\n".join(lines)


def program(data: bytes) -> Answer:
    """What the program says of the page; nothing where it cannot be read."""
    try:
        found = read(Acquired("page.html", data, {}))
    except PageError:
        return Answer()
    page = found.page
    return Answer(main_text(found), page.title, page.author, page.published.edtf, page.publisher)


def library(data: bytes) -> Answer:
    """What trafilatura says of the page with its own settings for text and metadata."""
    import trafilatura

    found = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
    if found is None:
        return Answer()
    told = [getattr(found, name, None) for name in ("text", "title", "author", "date", "sitename")]
    return Answer(told[0] or "", *(value or None for value in told[1:]))


def score(
    pages: Iterable[tuple[str, bytes, dict[str, Any]]], answer: Callable[[bytes], Answer] = program
) -> Figures:
    """The figures of ``answer`` over ``pages``; a truth without text or without a field is not scored for it."""
    rows: list[tuple[float, float, float]] = []
    tally = {name: [0, 0, 0] for name in FIELDS}
    for _, data, truth in pages:
        told = answer(data)
        if truth.get("articleBody") is not None:
            rows.append(_overlap(_shingles(truth["articleBody"]), _shingles(told.text)))
        for name, counts in tally.items():
            if truth.get(name):
                given = getattr(told, name)
                right = given is not None and _AGREE[name](truth[name], given)
                for n, hit in enumerate((right, given is not None and not right, True)):
                    counts[n] += hit
    precision = mean([_ratio(both, extra) for both, extra, _ in rows if both + extra] or [0.0])
    recall = mean([_ratio(both, missed) for both, _, missed in rows if both + missed] or [0.0])
    f1 = 2 * precision * recall / (precision + recall or 1.0)
    return Figures(precision, recall, f1, len(rows), {k: Field(*v) for k, v in tally.items()})


def _folded(text: str) -> list[str]:
    """The words of ``text`` without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def _same_words(truth: str, given: str) -> bool:
    a, b = Counter(_folded(truth)), Counter(_folded(given))
    return 2 * (a & b).total() >= _SAME * (a.total() + b.total()) > 0


def _same_people(truth: list[str], given: str) -> bool:
    """Every name of the truth is given, and no word more than half of all given is none of theirs."""
    bylines = (re.sub(r"^by\s+", "", name.strip(), flags=re.IGNORECASE) for name in truth)
    wanted = [_folded(re.split(r"\n|\(http", name)[0]) for name in bylines]
    found = _folded(given)
    known = {word for name in wanted for word in name}
    named = sum(set(name) <= set(found) for name in wanted)
    return 0 < named == len(wanted) and 2 * sum(w in known for w in found) > len(found)


_AGREE: dict[str, Callable[[Any, str], bool]] = {
    "title": _same_words,
    "author": _same_people,
    "date": lambda truth, given: truth[:10] == given[:10],
    "publisher": _same_words,
}


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _WORD.findall(text)
    spans = (tuple(tokens[i : i + _SHINGLE]) for i in range(max(1, len(tokens) - _SHINGLE + 1)))
    return Counter(s for s in spans if s)


def _overlap(truth: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> tuple[float, float, float]:
    both, extra, missed = (truth & found).total(), (found - truth).total(), (truth - found).total()
    whole = both + extra + missed or 1
    return both / whole, extra / whole, missed / whole


def _ratio(both: float, other: float) -> float:
    return both / (both + other) if both + other else 1.0


def made_page(number: int, size: int = 60_000) -> bytes:
    """A page of about ``size`` bytes, as a newspaper's are made: a sixth of it text, the rest furniture and code."""
    head = "".join(f"<li><a href='/s/{n}'>Section {n} of the paper</a></li>" for n in range(60))
    story = "".join(
        f"<p>Paragraph {n} of story {number} says that the two sides met at the harbour on Tuesday, and that nobody would talk about it on the record.</p>"
        for n in range(50)
    )
    talk = "".join(
        f"<div class='comment' id='comment-{number}{n:03}'><span class='author'>Reader {n}</span> <span class='date'>March {n % 28 + 1}, 2011 at 7:40 am</span><p>I was there, and number {n} is not how I remember it at all.</p></div>"
        for n in range(30)
    )
    page = (
        f"<!DOCTYPE html><html lang='en'><head><title>Story {number} | The Evening Courier</title></head><body><nav><ul>{head}</ul></nav>"
        f"<article><h1>Story {number}</h1><p class='byline'>By Jonas Vik</p>{story}</article><section id='comments'>{talk}</section><footer>&copy; 2011</footer>"
    )
    rows = max(0, size - len(page)) // 200
    code = "".join(
        f"<script>var slot{n} = {{'id': {n}, 'kind': 'teaser', 'path': '/assets/{n}.js', 'after': 'load'}};</script><div class='slot' data-n='{n}'></div>\n"
        for n in range(rows * 10 // 8)
    )
    return (page + code + "</body></html>").encode()


def measure_speed(pages: int, size: int) -> Speed:
    """Read ``pages`` made pages, one after the other."""
    import resource

    made = [made_page(n, size) for n in range(min(pages, 20))]
    read(Acquired("warm.html", made[0], {}))
    begin, clock = time.process_time(), time.perf_counter()
    for n in range(pages):
        read(Acquired(f"{n}.html", made[n % len(made)], {}))
    seconds, wall = time.process_time() - begin, time.perf_counter() - clock
    return Speed(
        pages, len(made[0]), seconds, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    )
