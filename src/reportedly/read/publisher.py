"""Who publishes a page: the site whose name stands on it, where that is to be seen.

Every name at the head and the foot of a page is a candidate: what a line holds before and between its
separators, who holds the copyright, in what a text says that it was published, the outlet of the byline.
A logistic model over named features (:mod:`reportedly.fitted`, ``training/publisher.py``) weighs each: where
it stands, what stands beside it, its shape, where else on the page it stands, and, as one feature among
them, whether a list knows it as an outlet.  The likeliest is the publisher, where it is likelier than not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from ..fitted import load
from ..names.lines import agency_of, outlet_of
from ..names.press import is_listed, outlet_key
from ..vocab import common_words, words
from ..vocab import load as vocabulary
from .bylines import is_likely_name, parse_byline
from .lines import Line, bare
from .mastheads import genre_of, is_label, is_release, issuer_of, named_site
from .noise import is_bar, is_tool
from .signatures import placed_outlet
from .stamps import Stamps

__all__ = ["LIKELY", "Candidate", "Setting", "candidates", "publisher_of", "same_name", "spells"]

_MODEL = "publisher"
#: From this on a candidate is the publisher's; .25 to .5 give the same to two pages in 140 (``training/publisher.py``).
LIKELY = 0.3
#: Lines at either end of a page in which its site may be named, and the longest name (words).
_HEAD, _FOOT, _LONGEST = 10, 8, 9
_LONGEST_NAME = 90
#: Letters that an address and a name share at their ends, at least, where the one is not the whole other.
_SPELT = 4
#: The share of their words (F1) from which two names are one's.
_ALIKE = 0.75
#: Words of an agency's name, at most; a longer phrase only holds one.
_AGENCY = 5
_SEPARATOR = re.compile(r"\s+[|»>•·–—*-]+\s+|\s*[|»>•]\s*|:\s+|\s{3,}")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b|\ball rights reserved\b)[\s:.,]*(?:(?:©|\(c\)|copyright|by|the content of)[\s:]*)*"
    r"(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?[\s,.]*)?(?:by\s+)?(?P<who>[^\W\d_][^|\n©]{1,70})",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:(?:first |originally )?published|posted|printed|appeared|appears) (?:in|on|by|at)\s+(?P<who>(?:the )?[^\W\d_][^,.|\n]{1,50})",
    re.IGNORECASE,
)
#: The field of a record that names its publication.
_FIELD = re.compile(
    r"(?:source|publication|newspaper|publisher|journal)\s*:\s*(?P<who>.{2,60})$", re.IGNORECASE
)
#: Where the name in a copyright line or a motto ends.
_END = re.compile(
    r"\s*(?:[,;]\s|\.\s|\.$|\(|\s[-–—]\s|\ball rights\b|\b(?:inc|ltd|llc|plc|p\.l\.c|company|corporation|internet ventures|newspapers ltd)\b"
    r"|\b(?:a division|powered|theme|distributed|any use|19\d\d|20\d\d|no\. ?\d)\b).*$",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?:www\.)?(?P<core>[\w-]+(?:\.[\w-]+)*?)\.(?:[a-z]{2,4}|co\.[a-z]{2}|com\.[a-z]{2}|news|info)$",
    re.IGNORECASE,
)
_PAREN = re.compile(r"\s*\(([^()]*)\)$")
_SMALL = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "at",
        "to",
        "de",
        "la",
        "le",
        "les",
        "der",
        "die",
        "das",
        "el",
        "al",
        "&",
    }
)


class Setting(NamedTuple):
    """What is known of a page: its lines, the span of its text with the head, its title, its bylines' outlet."""

    lines: Sequence[Line]
    start: int
    body: int
    end: int
    title: str | None
    credited: str | None
    blog: bool


class Candidate(NamedTuple):
    """A name, the line it stands in, and what speaks for and against its being the publisher's."""

    name: str
    line: int
    features: Mapping[str, float]


def publisher_of(page: Setting) -> str | None:
    """The name of the page's publisher; None where none of its names is likely to be that."""
    model = load(_MODEL)["publisher"]
    found = list(candidates(page))
    best = max(found, key=lambda c: (model.probability(c.features), -c.line), default=None)
    if best is None or model.probability(best.features) < LIKELY:
        return None
    return _written(best.name, found, page)


def candidates(page: Setting) -> Iterator[Candidate]:
    """Every name at the head and the foot of the page that could be its publisher's, in order."""
    text = "\n".join(line.text for line in page.lines)
    folded = _folded(text)
    holders = [who for line in page.lines for who in _holders(line)]
    stamps = Stamps()
    seen: set[tuple[str, int]] = set()
    for i in _edges(page):
        line = page.lines[i]
        for how, part, name in _parts(line):
            name = _clean(name)
            if (name.casefold(), i) in seen or not _is_name(name):
                continue
            seen.add((name.casefold(), i))
            if i and agency_of(name) and len(name.split()) <= _AGENCY:
                continue  # an agency's name is its site's only on top of a page; elsewhere it is a credit
            features = _shape(name) | _place(page, i, how, part)
            features |= _elsewhere(name, i, page, folded, holders)
            features["dated"] = float(stamps.first(line.text) is not None)
            features |= _together(features)
            yield Candidate(name, i, {k: float(v) for k, v in features.items() if v})
    if page.credited and not agency_of(page.credited):
        features = _shape(page.credited) | _elsewhere(page.credited, -1, page, folded, holders)
        yield Candidate(
            page.credited,
            len(page.lines),
            {k: float(v) for k, v in features.items() if v} | {"credited": 1.0},
        )


def _edges(page: Setting) -> list[int]:
    """The lines at the head and the foot of the page, and those of the text's own head."""
    size = len(page.lines)
    above = [i for i in range(min(size, _HEAD)) if i < page.body]
    head = [i for i in range(page.start, page.body) if page.body - i <= _HEAD]
    foot = [i for i in range(max(0, size - _FOOT), size) if i > page.body]
    after = list(range(page.end + 1, min(size, page.end + 4)))
    return sorted({*above, *head, *foot, *after})


def _parts(line: Line) -> Iterator[tuple[str, int, str]]:
    """How a name is given in the line, the number of its part, and the name."""
    for who in _holders(line):
        yield "copyright", 0, who
    for match in _PUBLISHED.finditer(line.text):
        yield "published", 0, match["who"]
    if named := named_site(line.text):
        yield "published", 0, named
    if field := _FIELD.match(line.text):
        yield "published", 0, field["who"]
    if line.words > 24:
        return
    pieces = [p for p in _SEPARATOR.split(line.text) if re.search(r"\w", p)]
    if len(pieces) < 2 and len(line.text.split()) <= _LONGEST:
        yield "whole", 0, line.text
    if len(pieces) > 1:
        for n, piece in enumerate(pieces[:3]):
            if len(piece.split()) <= _LONGEST:
                yield "part", n, piece


def _holders(line: Line) -> list[str]:
    if line.words > 60:
        return []
    return [who for m in _COPYRIGHT.finditer(line.text) if (who := _END.sub("", m["who"]).strip())]


def _clean(name: str) -> str:
    name = _PAREN.sub("", re.sub(r"\s+", " ", name).strip(" .,|:;*•-–—"))
    name = re.sub(r"^(?:copyright|©|\(c\))\s*", "", bare(name), flags=re.IGNORECASE)
    return (placed_outlet(name) or name).strip() if len(name) <= _LONGEST_NAME else ""


def _is_name(name: str) -> bool:
    """Whether there are letters of a name: not only function words, not an order to the reader."""
    tokens = re.findall(r"[^\W\d_]+", name.casefold())
    return bool(set(tokens) - words("english", "function_words")) and not is_tool(name)


def _place(page: Setting, i: int, how: str, part: int) -> dict[str, float]:
    """Where the name stands and what stands beside it."""
    line = page.lines[i]
    near = [page.lines[k] for k in (i + 1, i + 2) if k < len(page.lines)]
    plain = how in ("whole", "part")
    return {
        "first line": i == 0 and plain,
        "second line": i == 1 and plain,
        "top lines": i < 5 and plain,
        "over the text": i < page.start and plain,
        "in the head": page.start <= i < page.body and plain,
        "at the foot": i > page.end and plain,
        "links below": plain and i < page.body and any(is_bar(x.text) for x in near),
        "among links": plain and is_bar(line.text),
        "alone": how == "whole",
        "first of its line": how == "part" and part == 0,
        "second of its line": how == "part" and part == 1,
        "holds copyright": how == "copyright",
        "published in": how == "published",
        "with its place": plain
        and (placed_outlet(line.text) or placed_outlet(bare(line.text) + ")")) is not None,
        "over a blank": plain and bool(near) and near[0].gap > 0,
        "first of a bar": how == "part" and part == 0 and is_bar(line.text),
        "first line of a weblog": page.blog and i == 0 and plain,
        "byline": plain and parse_byline(line.text) is not None,
    }


def _together(f: Mapping[str, float]) -> dict[str, float]:
    """Signs that tell more together than each for itself."""
    opens = f["over the text"] and (f["alone"] or f["first of its line"])
    name = not (
        f["only common words"]
        or f["dated"]
        or f["no letters"]
        or f["section or label"]
        or f["words in lower case"]
    )
    return {
        "masthead": opens and f["first line"] and name,
        "masthead over links": opens and f["top lines"] and f["links below"] and name,
        "masthead of common words": opens and f["first line"] and f["only common words"],
        "masthead said again": opens and f["first line"] and f["said again"],
        "masthead is an address": opens and f["first line"] and f["domain"],
        "outlet in the head": f["in the head"] and f["outlet by its form"] and not f["agency"],
    }


def _shape(name: str) -> dict[str, float]:
    """What the name looks like."""
    address = _DOMAIN.match(name) is not None and " " not in name
    tokens = ["Address"] if address else re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", name)
    plain = [t for t in tokens if t.casefold() not in _SMALL]
    lower = [t for t in plain if t.islower()]
    common = [] if address else [t for t in plain if t.casefold() in common_words()]
    size = len(name.split())
    outlet = outlet_of(name)
    return {
        "one word": size == 1,
        "two to four words": 2 <= size <= 4,
        "more than five words": size > 5,
        "capitals": name.isupper() and len(name) > 2,
        "words in lower case": len(lower) / (len(plain) or 1),
        "common words": len(common) / (len(plain) or 1),
        "only common words": bool(plain) and len(common) == len(plain),
        "digits": any(c.isdigit() for c in name),
        "ends as a sentence": name.endswith((".", "!", "?")) or "“" in name or '"' in name,
        "no letters": not tokens,
        "domain": address,
        "outlet by its form": outlet is not None,
        "outlet that is listed": is_listed(outlet_key(name)),
        "agency": agency_of(name) is not None and size <= _AGENCY,
        "issuing body": issuer_of(name) is not None,
        "weblog": re.search(
            rf"\b(?:{'|'.join(vocabulary('mastheads')['own_names'])}|notebook|diary|notes|page|journal)$",
            name,
            re.IGNORECASE,
        )
        is not None,
        "section or label": name.casefold() in words("bylines", "sections")
        or is_label(name)
        or is_release(name),
        "genre": genre_of(name) is not None,
        "person": is_likely_name(name) and outlet is None,
    }


def _elsewhere(name: str, i: int, page: Setting, folded: str, holders: Sequence[str]) -> dict[str, float]:
    """Where else on the page the name stands."""
    key = _folded(name)
    count = len(re.findall(rf"(?<!\w){re.escape(key)}(?!\w)", folded)) if key else 0
    held = max((_same(name, h) for h in holders), default=0.0)
    return {
        "said again": min(count - (i >= 0), 3) / 3 if count > (i >= 0) else 0.0,
        "the copyright's": held,
        "the first line's": i > 0 and spells(bare(page.lines[0].text), name),
        "the title": page.title is not None and _same(name, page.title) > 0.8,
        "the byline's": page.credited is not None and _same(name, page.credited) > 0.6,
    }


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold().replace("’", "'"))


def _words(name: str) -> Set[str]:
    match = _DOMAIN.match(name) if " " not in name else None
    return set(re.findall(r"\w+", _folded(match["core"] if match else name))) - _SMALL


def _same(a: str, b: str) -> float:
    """How much two names share: words, or letters where one is an address."""
    x, y = _words(a), _words(b)
    if not x or not y:
        return 0.0
    if spells(a, b) or spells(b, a):
        return 1.0
    return 2 * len(x & y) / (len(x) + len(y))


def same_name(a: str, b: str) -> bool:
    """Whether two names are one outlet's: one's words are all in the other's, or its address spells it."""
    x, y = _words(a), _words(b)
    return x <= y or y <= x or _same(a, b) >= _ALIKE


def spells(address: str, name: str) -> bool:
    """Whether an address spells the name out, or holds its initials ("smh.com.au": The Sydney Morning Herald)."""
    match = _DOMAIN.match(address) if " " not in address else None
    if match is None:
        return False
    core = re.sub(r"\W", "", match["core"].casefold())
    parts = [w for w in re.findall(r"[^\W_]+", _folded(name)) if w not in ("the", "of")]
    whole = "".join(parts)
    initials = "".join(w[0] for w in parts)
    return len(parts) >= 1 and (
        core.removeprefix("the") in (whole, initials)
        or (len(core) >= _SPELT and whole.endswith(core.removeprefix("the")) and len(parts) > 1)
        or (len(whole) >= _SPELT and core.removeprefix("the").endswith(whole))
    )


def _written(name: str, found: Sequence[Candidate], page: Setting) -> str:
    """The name as the page writes it best: not as an address, not in capitals, not longer than everybody says it."""
    model = load(_MODEL)["publisher"]
    if _DOMAIN.match(name) and " " not in name:
        spelt = [c for c in found if " " in c.name and spells(name, c.name)]
        name = max(spelt, key=lambda c: model.probability(c.features)).name if spelt else name
    short = "".join(w[0] for w in name.split() if w.casefold() not in _SMALL)
    if (
        len(short) > 2
        and short.isupper()
        and any(spells(f"{c.name}", name) for c in found if c.line < page.body)
    ):
        said = sum(len(re.findall(rf"\b{short}\b", line.text)) for line in page.lines)
        name = short if said else name
    if name.isupper() and " " in name:
        same = [c.name for c in found if not c.name.isupper() and _words(c.name) == _words(name)]
        small = ("of", "the", "and", "for", "in", "on")
        titled = " ".join(
            w.lower() if n and w.lower() in small else w.capitalize() for n, w in enumerate(name.split())
        )
        name = same[0] if same else titled
    return name
