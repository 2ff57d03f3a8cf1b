"""What an HTML element says of the text in it: by its name, and by the words of its attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ..vocab import load

__all__ = [
    "ARTICLE", "AUTHOR", "BIOGRAPHY", "CAPTION", "CLOSES", "COMMENTS", "DATE", "FORM", "FURNITURE", "HEADING", "LINE", "LINK", "PARAGRAPH", "PRE", "QUOTE",
    "RAW", "TAGS", "TITLE", "VOID", "hinted", "is_item",
]  # fmt: skip

_SPLIT = re.compile(r"[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])")

#: Elements whose content is not shown, up to their end tag.
RAW = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "math",
        "object",
        "head",
        "noframes",
        "xmp",
        "canvas",
        "video",
        "audio",
        "datalist",
    }
)
VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
PARAGRAPH = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "hr", "pre", "article", "section", "header", "footer", "nav", "aside",
     "form", "figure", "fieldset", "main", "address", "body", "center"}
)  # fmt: skip
LINE = frozenset(
    {
        "div",
        "li",
        "tr",
        "td",
        "th",
        "dt",
        "dd",
        "figcaption",
        "caption",
        "legend",
        "option",
        "select",
        "button",
        "label",
        "details",
        "summary",
        "textarea",
    }
)
#: An opening tag that ends an element of the same kind left open, as HTML's optional end tags do.
CLOSES = {
    "p": frozenset({"p"}),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}

FURNITURE, CAPTION, BIOGRAPHY, AUTHOR, DATE, TITLE, ARTICLE, COMMENTS, FORM, QUOTE, LINK, HEADING, PRE = (
    1 << n for n in range(13)
)
_HINTS = {
    "furniture": FURNITURE,
    "caption": CAPTION,
    "biography": BIOGRAPHY,
    "author": AUTHOR,
    "date": DATE,
    "title": TITLE,
    "article": ARTICLE,
    "comments": COMMENTS,
}
TAGS = {
    "nav": FURNITURE, "footer": FURNITURE, "aside": FURNITURE, "form": FORM, "select": FORM, "button": FORM, "textarea": FORM, "label": FORM,
    "figcaption": CAPTION, "blockquote": QUOTE, "q": 0, "a": LINK, "article": ARTICLE, "main": ARTICLE, "time": DATE, "pre": PRE,
    "h1": HEADING | TITLE, "h2": HEADING, "h3": HEADING, "h4": HEADING, "h5": HEADING, "h6": HEADING,
}  # fmt: skip


@cache
def _words() -> dict[str, int]:
    table: dict[str, int] = {}
    for name, bit in _HINTS.items():
        for word in load("markup")["hints"][name]:
            table[word] = table.get(word, 0) | bit
    return table


@cache
def _items(kind: str) -> tuple[frozenset[str], re.Pattern[str]]:
    data = load("markup")[kind]
    return frozenset(data["classes"]), re.compile("|".join(f"(?:{p})" for p in data["ids"]), re.IGNORECASE)


@cache
def _kinds_of(value: str) -> int:
    """What a ``class`` or ``id`` value says of its element."""
    kinds = 0
    table = _words()
    for token in value.split()[:12]:
        parts = [p for p in _SPLIT.split(token) if p]
        found = [table.get(part.lower(), 0) for part in (*parts, token.replace("-", "").replace("_", ""))]
        for bits in found:
            kinds |= bits
    return kinds


def hinted(name: str, values: Mapping[str, str]) -> int:
    """The kinds that the attributes of an element ``name`` give."""
    kinds = 0
    for key in ("class", "id", "itemprop", "role", "rel"):
        value = values.get(key)
        if value and not (key == "id" and name == "body") and name not in ("html", "body"):
            kinds |= _kinds_of(value[:200])
    # The hints of a heading, a byline or the text's own container outweigh a furniture word beside them.
    if kinds & (TITLE | AUTHOR | DATE) and name not in ("ul", "nav", "aside", "footer", "section"):
        kinds &= ~FURNITURE
    if kinds & ARTICLE and name in ("div", "section", "article", "main", "td"):
        kinds &= ~FURNITURE
    return kinds


def is_item(kind: str, values: Mapping[str, str]) -> bool:
    """Whether the element is one comment (``kind`` comment) or one post of a thread (post)."""
    classes, ids = _items(kind)
    named = any(c.lower() in classes for c in values.get("class", "").split())
    return named or ids.fullmatch(values.get("id", "")) is not None
