"""The visible text of an HTML page, with where each line stood in the source and in what kind of element.

One pass over the source, without a tree: main-text libraries keep no source offsets, and this text must
hold everything that a reader could see (what they drop is wanted here as furniture).  The rules of text
are CSS's in plain form: white space collapses, blocks begin lines, ``pre`` keeps its line breaks.  Time and
memory are linear in the source, whatever its nesting.
"""

from __future__ import annotations

import html
import re
from array import array
from functools import lru_cache
from typing import NamedTuple

from .elements import AUTHOR, CLOSES, LINE, LINK, PARAGRAPH, PRE, QUOTE, RAW, TAGS, VOID, hinted, is_item

__all__ = ["ENTITY", "SPACE", "Block", "Markup", "scan"]

_OPEN = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]{0,40})|!--|[!?/])")
_REST = re.compile(r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
SPACE = re.compile(r"[ \t\r\n\f]+")
_TELLING = re.compile(r"\b(?:class|id|style|hidden|datetime|title|lang|role|itemprop|rel)\b", re.IGNORECASE)
_UNSHOWN = re.compile(r"\shidden(?=[\s>]|$)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

#: Open elements that are kept track of; deeper ones take the innermost's kind.
_DEEPEST = 4000


#: Inline elements that pages set side by side without white space.
_PARTED = frozenset({"a", "span", "time", "button", "label", "small", "cite", "strong"})


class Block(NamedTuple):
    """One line of the text: its span, the kinds of the elements round it, and how much of it is link text.

    ``comment``, ``post`` and ``quote`` number the innermost such element (0: none).  ``when`` is the
    ``datetime`` of a ``time`` element in it, ``author`` the span of what is marked as somebody's name.
    """

    start: int
    end: int
    kinds: int
    links: int
    comment: int
    post: int
    quote: int
    when: str | None
    author: tuple[int, int] | None


class Markup(NamedTuple):
    """The text of a page, its lines, and the pieces of source that it is made of.

    ``pieces`` holds four numbers a piece: text start, text end, source start, source end (characters).
    """

    text: str
    blocks: list[Block]
    pieces: array[int]
    title: str | None
    meta: dict[str, str]
    language: str | None
    data: list[str]  # the JSON-LD scripts


class _Element(NamedTuple):
    name: str
    kinds: int
    comment: int
    post: int
    quote: int
    hidden: bool


class _Told(NamedTuple):
    """What the attributes of an element say."""

    kinds: int
    hidden: bool
    comment: bool
    post: bool
    when: str | None
    language: str | None


@lru_cache(maxsize=8192)
def _told(name: str, attributes: str) -> _Told:
    values = {k.lower(): a or b or c for k, a, b, c in _ATTRIBUTE.findall(attributes)}
    shown = values.get("datetime") if name == "time" else values.get("title", "")
    return _Told(
        kinds=hinted(name, values),
        hidden=_HIDDEN.search(values.get("style", "")) is not None or _UNSHOWN.search(attributes) is not None,
        comment=is_item("comment", values),
        post=is_item("post", values),
        when=shown[:40] if shown and (name == "time" or re.match(r"\d{4}-\d\d-\d\d", shown)) else None,
        language=values.get("lang"),
    )


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.size = 0
        self.pieces = array("Q")
        self.blocks: list[Block] = []
        self.stack: list[_Element] = [_Element("", 0, 0, 0, 0, False)]
        self.too_deep = 0
        self.counter = 0
        self.begin = 0  # where the current line begins
        self.kinds = ~0
        self.links = 0
        self.home = self.stack[0]
        self.when: str | None = None
        self.author: tuple[int, int] | None = None
        self.parted = False  # an inline element has just ended
        self.blank = 2  # line breaks at the end of the text
        self.space = False  # white space seen since the last character
        self.title: str | None = None
        self.meta: dict[str, str] = {}
        self.language: str | None = None
        self.data: list[str] = []

    # ------------------------------------------------------------ text

    def text(self, start: int, end: int) -> None:
        top = self.stack[-1]
        if top.hidden or start >= end:
            return
        raw = self.source[start:end]
        shown = _shown(raw, bool(top.kinds & PRE))
        if not shown.strip():
            self.space = self.space or bool(shown)
            if "\n" in shown and top.kinds & PRE:
                self.newline(shown.count("\n"))
            return
        self.parted = False
        if shown[0] == " ":
            self.space, shown = True, shown[1:]
        tail = shown.endswith(" ")
        shown = shown.rstrip(" ")
        if self.space and not self.blank:
            self.put(" ", start, start)
        self.space = tail
        if self.begin == self.size:
            self.home, self.kinds, self.links = top, top.kinds, 0
        else:
            self.kinds &= top.kinds | LINK
        if top.kinds & LINK:
            self.links += len(shown)
        if top.kinds & AUTHOR:
            self.author = (self.author[0] if self.author else self.size, self.size + len(shown))
        self.put(shown, start, end)
        self.blank = 0

    def put(self, shown: str, start: int, end: int) -> None:
        self.out.append(shown)
        if end > start:
            self.pieces.extend((self.size, self.size + len(shown), start, end))
        self.size += len(shown)

    def newline(self, count: int) -> None:
        """End the line; ``count`` line breaks at least stand before the next text."""
        if self.size > self.begin:
            h = self.home
            self.blocks.append(
                Block(
                    self.begin,
                    self.size,
                    self.kinds & ~LINK,
                    self.links,
                    h.comment,
                    h.post,
                    h.quote,
                    self.when,
                    self.author,
                )
            )
            self.when = self.author = None
        missing = count - self.blank
        if missing > 0 and self.size:
            self.out.append("\n" * missing)
            self.size += missing
            self.blank = count
        self.begin = self.size
        self.space = False

    # ------------------------------------------------------------ tags

    def breaks(self, name: str, attributes: str) -> None:
        """What an opening tag does to the line at hand."""
        if name in PARAGRAPH or name in LINE:
            self.newline(2 if name in PARAGRAPH else 1)
        elif name == "cite" and self.stack[-1].kinds & QUOTE:
            self.newline(1)  # whose words a quotation gives stands apart from them
        elif name == "br":
            self.newline(min(2, self.blank + 1) if self.size == self.begin else 1)
        elif self.parted and name in _PARTED and len(attributes) > 1:
            self.space = True  # style sheets part what stands in neighbouring elements

    def opened(self, name: str, attributes: str) -> None:
        self.breaks(name, attributes)
        if name in VOID:
            return
        if len(self.stack) > _DEEPEST:
            self.too_deep += 1
            return
        for other in (name,):
            closes = CLOSES.get(other)
            if closes and self.stack[-1].name in closes:
                self.stack.pop()
        top = self.stack[-1]
        kinds = top.kinds | TAGS.get(name, 0)
        comment, post, quote, hidden = top.comment, top.post, top.quote, top.hidden
        if len(attributes) > 3 and _TELLING.search(attributes):
            told = _told(name, attributes[:4000])
            kinds |= told.kinds
            hidden = hidden or told.hidden
            self.when = told.when or self.when
            if name in ("html", "body"):
                self.language = told.language or self.language
            if told.comment:
                self.counter += 1
                comment = self.counter
            if told.post and not post:  # what a post holds is its parts, not posts
                self.counter += 1
                post = self.counter
        if name == "blockquote" and not top.kinds & QUOTE:
            self.counter += 1
            quote = self.counter
        self.stack.append(_Element(name, kinds, comment, post, quote, hidden))

    def closed(self, name: str) -> None:
        self.parted = name in _PARTED
        if name == "cite" and self.stack[-1].kinds & QUOTE:
            self.newline(1)
        if name in PARAGRAPH or name in LINE:
            self.newline(2 if name in PARAGRAPH else 1)
        if self.too_deep:
            self.too_deep -= 1
            return
        for depth in range(len(self.stack) - 1, max(0, len(self.stack) - 60), -1):
            if self.stack[depth].name == name:
                del self.stack[depth:]
                return


def _shown(raw: str, pre: bool) -> str:
    """The text of a piece of source: entities read, white space collapsed."""
    if "&" in raw:
        raw = ENTITY.sub(lambda m: html.unescape(m[0]), raw)
    if "\x00" in raw:
        raw = raw.replace("\x00", "\ufffd")
    if pre:
        return raw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return SPACE.sub(" ", raw)


def scan(source: str) -> Markup:
    """The visible text of the HTML ``source`` and what is known of each of its lines."""
    s = _Scanner(source)
    at = 0
    while True:
        match = _OPEN.search(source, at)
        if match is None:
            s.text(at, len(source))
            break
        s.text(at, match.start())
        name = (match[2] or "").lower()
        if not name:
            at = _skip(source, match)
            continue
        rest = _REST.match(source, match.end())
        if rest is None:  # the source ends inside a tag
            break
        at = rest.end()
        if match[1]:
            s.closed(name)
        elif name in RAW:
            at = _raw(s, name, rest[0], at)
        elif name == "title":
            end = _end_of(source, "title", at)
            s.title = s.title or SPACE.sub(" ", html.unescape(source[at:end])).strip()
            at = end
        else:
            s.opened(name, rest[0])
            if rest[0].endswith("/>") and name not in VOID and "-" in name:
                s.closed(name)
    s.newline(0)
    text = "".join(s.out).rstrip("\n")
    return Markup(text, s.blocks, s.pieces, s.title, s.meta, s.language, s.data)


def _skip(source: str, match: re.Match[str]) -> int:
    """The end of a comment, a doctype, a processing instruction or a stray "</"."""
    end = source.find("-->", match.end()) if match[0] == "<!--" else source.find(">", match.end())
    if end < 0:
        return len(source)
    return end + (3 if match[0] == "<!--" else 1)


@lru_cache(maxsize=64)
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def _end_of(source: str, name: str, at: int) -> int:
    """Where the element ``name`` that is open at ``at`` ends, its end tag left out."""
    match = _end_tag(name).search(source, at)
    return match.start() if match else len(source)


def _raw(s: _Scanner, name: str, attributes: str, at: int) -> int:
    """Pass over an element that is not shown; take what its head or its data say."""
    if attributes.endswith("/>") and name in ("svg", "iframe", "object", "canvas"):
        return at
    end = _end_of(s.source, name, at)
    if name == "head":
        # A head that is never closed ends where the body begins.
        body = re.compile(r"<body[\s>]", re.IGNORECASE).search(s.source, at)
        end = min(end, body.start()) if body else (end if end < len(s.source) else at)
        _head(s, s.source[at:end][:400_000])
    elif name == "script" and "ld+json" in attributes and len(s.data) < 20:
        s.data.append(s.source[at:end][:200_000])
    return end


def _head(s: _Scanner, head: str) -> None:
    title = re.search(r"<title[^>]*>(.*?)</title", head, re.IGNORECASE | re.DOTALL)
    if title:
        s.title = SPACE.sub(" ", html.unescape(title[1])).strip()[:400]
    for match in re.finditer(r"<meta\s([^>]{1,2000})>", head, re.IGNORECASE):
        values = {k.lower(): html.unescape(a or b or c) for k, a, b, c in _ATTRIBUTE.findall(match[1])}
        key = values.get("property") or values.get("name") or values.get("itemprop")
        if key and values.get("content"):
            s.meta.setdefault(key.lower(), values["content"].strip()[:400])
    for match in re.finditer(r"<script[^>]*ld\+json[^>]*>(.*?)</script", head, re.IGNORECASE | re.DOTALL):
        s.data.append(match[1][:200_000])
    canonical = re.search(
        r"<link[^>]+rel=[\"']?canonical[\"']?[^>]*href=[\"']?([^\s\"'>]+)", head, re.IGNORECASE
    )
    if canonical:
        s.meta.setdefault("canonical", canonical[1])
