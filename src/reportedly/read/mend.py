"""Text that was decoded wrongly before it was saved, mended in a copy that knows what it changed.

Told of a word (a run without white space) by ``ftfy`` (Speer 2019, *ftfy*, Zenodo): UTF-8 read as a
single-byte encoding, once or more often, and C1 controls that are windows-1252's marks.  Beside that, what
the same accidents leave when a step between lost a byte, HTML entities left in text, and an apostrophe
that became U+FFFD inside a contraction.  What is ambiguous stays as it is.

What a typesetter put between the letters is taken out as well: soft hyphens and characters that are not seen,
ligatures, and the hyphen and the line break of a word that the end of a line broke.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ..records import Edit
from .limits import MOST_MENDED

__all__ = ["Mended", "mend", "misread"]

_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
#: Runs without ASCII white space: a no-break space may be half of a character read wrongly.
_WORD = re.compile(r"[^ \t\r\n\f\v]+")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
#: Latin letters, and the marks that go with them.
_LATIN = re.compile(
    r"[\u00a0-\u017f\u0218-\u021b\u1e00-\u1eff\u2010-\u2026\u2030-\u203a\u20a0-\u20bf\u2122]+"
)
_CODECS = ("sloppy-windows-1252", "latin-1", "sloppy-windows-1250", "macroman")
_C1 = re.compile(r"[\x80-\x9f]")
#: UTF-8's marks read as windows-1252, of which the third byte (90 and 9D have no character) was lost.
_LOST = (
    (re.compile(r'â€"'), "—"),  # a dash, whose last part was straightened
    (re.compile(r"(?<=[^\W_])â€(?=[^\W_])"), "-"),
    (re.compile(r"â€(?=[\x00-\x7f\ufffd]|$)[?\ufffd]?"), "”"),
    (re.compile(r"(?<![^\W\d_])Â+$"), "\u00a0"),
    (re.compile(r"(?<=[^\W\d_])\ufffd(?=(?:s|t|re|ve|ll|d|m)\b)"), "’"),
)
#: Characters that are not seen, or turn the reading direction around.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
#: A word that the end of a line broke, with the blank after its second part.
_BROKEN = re.compile(
    r"(?P<first>[^\W\d_]{2,})(?P<break>[-\u2010\u00ad]\r?\n[ \t]*)(?P<second>[^\W\d_]+)(?P<mark>[^\w\s]*)(?P<blank> ?)"
)
#: What an edit of a typesetter's marks took out.
_SET = re.compile(
    "[-\u2010\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufb00-\ufb06]*"
)
#: Longer runs (text of scripts without spaces) are compared by their ends only.
_COMPARED = 200
_LONGEST = 4000


class Mended(NamedTuple):
    """The mended text, and what stood in the places that were changed, in order."""

    text: str
    edits: tuple[Edit, ...]


def mend(text: str) -> Mended:
    """``text`` with its characters mended; the same text and no edits where nothing is wrong."""
    parts: list[str] = []
    edits: list[Edit] = []
    at = size = 0
    for start, end, new in _joined(text, _words(text)):
        parts += [text[at:start], new]
        size += start - at
        edits.append(Edit(size, size + len(new), text[start:end]))
        at, size = end, size + len(new)
    return Mended("".join([*parts, text[at:]]) if edits else text, tuple(edits))


def misread(edits: Iterable[Edit]) -> list[Edit]:
    """Those of ``edits`` that mend characters which were decoded wrongly, not a typesetter's marks."""
    return [edit for edit in edits if not _SET.fullmatch(edit.received)]


#: A change: where it begins and ends in the received text, and what stands there in the mended one.
_Change = tuple[int, int, str]


def _words(text: str) -> Iterator[_Change]:
    """The changes inside the words of ``text``, in order."""
    if not _suspect(text):
        return
    words = list(islice((m for m in _WORD.finditer(text) if _odd(m[0])), MOST_MENDED))
    codec = _codec({m[0] for m in words})
    for match in words:
        for a, b, new in _changes(match[0], codec):
            yield match.start() + a, match.start() + b, new


def _joined(text: str, changes: Iterator[_Change]) -> Iterator[_Change]:
    """The changes, and between them those that join the words that the end of a line broke."""
    found: dict[tuple[int, int], str] = {}
    lower = None
    for match in islice(_BROKEN.finditer(text), MOST_MENDED):
        if match["second"][0].isupper() and not (match["first"][0].isupper() and len(match["first"]) > 2):
            continue  # a mark at a line's end ("A+ A-"), and a new line
        lower = lower or text.lower()
        kept = "-" if _compound(match["first"], match["second"], lower) else ""
        found[match.span("break")] = kept
        if match["blank"]:
            found[match.span("blank")] = "\n"
    if not found:
        yield from changes
        return
    end = 0
    for change in sorted(
        [*((*place, new) for place, new in found.items()), *changes], key=lambda c: (c[0], -c[1])
    ):
        if change[0] >= end:  # a soft hyphen at a line's end is an odd character too
            yield change
            end = change[1]


def _compound(first: str, second: str, text: str) -> bool:
    """Whether the hyphen between the parts of a broken word is its own ("long-term"), as far as can be told.

    The page itself tells, where it has the word elsewhere; else a vocabulary that has the whole, or both parts.
    """
    if second[:1].isupper():
        return True  # "Anglo-Iranian"
    whole = (first + second).lower()
    joined, apart = (len(re.findall(rf"\b{w}\b", text)) for w in (whole, f"{first}-{second}".lower()))
    if joined or apart:
        return apart > joined
    from ..lexical import stem, vector

    return vector(stem(whole)) is None and all(vector(stem(p)) is not None for p in (first, second))


def _suspect(text: str) -> bool:
    """Whether anything on the page could need mending; nearly all pages are done with here."""
    if "&" in text and _ENTITY.search(text):
        return True
    if text.isascii():
        return False
    if _UNSEEN.search(text) or _LIGATURE.search(text):
        return True
    from ftfy.badness import is_bad

    return "\ufffd" in text or _C1.search(text) is not None or is_bad(text) or "â€" in text


def _odd(word: str) -> bool:
    return (not word.isascii() or "&" in word) and len(word) <= _LONGEST


def _codec(words: Collection[str]) -> str | None:
    """The encoding that the page was wrongly read in, where some of its words show that.

    In such a page a word is mended too that by itself could be meant ("HÃ¥kan").
    """
    shown = [(w, fixed) for w in sorted(words) if not w.isascii() and (fixed := _fixed(w)) != w]
    counts = {codec: sum(_again(w, codec) == fixed for w, fixed in shown) for codec in _CODECS}
    best = max(_CODECS, key=lambda codec: counts[codec])
    return best if counts[best] else None


def _again(word: str, codec: str) -> str:
    """``word`` with every run beyond ASCII that is UTF-8 in ``codec``, and gives Latin text, decoded."""
    for _ in range(2):
        word = _BEYOND.sub(lambda m: _utf8(m[0], codec), word)
    return word


def _utf8(run: str, codec: str) -> str:
    import ftfy.bad_codecs  # noqa: F401  # registers the "sloppy" codecs, which read every byte

    try:
        found = run.encode(codec).decode("utf-8")
    except UnicodeError:
        return run
    return found if _LATIN.fullmatch(found) else run


@lru_cache(maxsize=8192)
def _changes(word: str, codec: str | None) -> tuple[tuple[int, int, str], ...]:
    """What is to be put in the place of which characters of ``word``."""
    fixed = _fixed(word)
    if codec and not word.isascii():
        fixed = _again(fixed, codec)
    return tuple(_compare(word, fixed)) if fixed != word else ()


def _compare(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    if len(old) <= _COMPARED:
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag != "equal":
                yield a, b, new[c:d]
        return
    low, most = 0, min(len(old), len(new))
    while low < most and old[low] == new[low]:
        low += 1
    high = 0
    while high < most - low and old[-1 - high] == new[-1 - high]:
        high += 1
    yield low, len(old) - high, new[low : len(new) - high]


@lru_cache(maxsize=8192)
def _fixed(word: str) -> str:
    out = _ENTITY.sub(lambda m: html.unescape(html.unescape(m[0])), word)
    if not out.isascii():
        out = _LIGATURE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), _UNSEEN.sub("", _decoded(out)))
    # A line break or a control character would change what the lines of the page are.
    shown = "".join(" " if c.isspace() and c != "\u00a0" else c for c in out)
    return shown if shown.strip(" ") or not word.strip(" ") else word


def _decoded(word: str) -> str:
    from ftfy import fix_encoding

    # Some archives have split the wrong letters into a base and an accent.
    composed = unicodedata.normalize("NFC", word)
    fixed = fix_encoding(composed)
    if fixed == composed:
        fixed = word
    for pattern, mark in _LOST:
        fixed = pattern.sub(mark, fixed)
    return _C1.sub(_mark, fixed)


def _mark(match: re.Match[str]) -> str:
    """The character that windows-1252 has where ISO 8859-1 has a control; five have none."""
    try:
        return match[0].encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return match[0]
