"""What an HTML page says of itself in its head: JSON-LD (schema.org), Open Graph, Dublin Core."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from .bylines import is_likely_name, people
from .layout import Metadata, Told
from .markup import Markup
from .mend import mend

__all__ = ["complete", "read_metadata"]

_TYPES = re.compile(r"article|posting|report|newsarticle|liveblog", re.IGNORECASE)
_ZONED = re.compile(r"T\d\d:\d\d.*[+-](?!00:?00)\d\d:?\d\d$")
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
)
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "dc.date.issued", "dcterms.created", "dcterms.issued",
    "dc.date", "date", "parsely-pub-date", "sailthru.date", "article.published", "citation_publication_date", "displaydate", "originalpublicationdate",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")


def read_metadata(page: Markup) -> Metadata:
    """The metadata of ``page``; JSON-LD goes before the rest."""
    tags = _tags(page)
    found = [_article(item) for item in _items(page) if any(_TYPES.search(k) for k in _kinds(item))]
    # Blocks of related stories may stand before the page's own, which has its headline.
    own = [a for a in found if a.title and tags.title and _alike(a.title, tags.title)]
    if own or len(found) == 1:
        return _merge((own or found)[0], tags)
    return tags


def _kinds(item: dict[str, Any]) -> list[str]:
    kind = item.get("@type")
    return [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]


def _alike(a: str, b: str) -> bool:
    """Whether two titles share half of the shorter one's words."""
    x, y = (set(re.findall(r"\w{2,}", t.casefold())) for t in (a, b))
    return 2 * len(x & y) >= min(len(x), len(y)) > 0


def complete(said: Metadata, told: Told) -> Metadata:
    """What the page says of itself, and what it leaves out from the main-text library, which looks at more of it."""
    names = tuple(n for n in people((told.author or "").replace(";", ",")) if is_likely_name(n))
    # A bare address says no more than the URL.
    site = said.site or (told.site if told.site and "." not in told.site else None)
    return said._replace(title=said.title or told.title, likely=names, day=told.date, site=site)


def _items(page: Markup) -> Iterator[dict[str, Any]]:
    for script in page.data:
        try:
            waiting: list[Any] = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        for _ in range(200):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                yield node
                waiting += [
                    v
                    for k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
                    if isinstance(v := node.get(k), dict | list)
                ]


def _article(item: dict[str, Any]) -> Metadata:
    people = item.get("author")
    named = [_name(p) for p in (people if isinstance(people, list) else [people])]
    date = item.get("datePublished") or item.get("dateCreated")
    return Metadata(
        title=_text(item.get("headline") or item.get("name")),
        authors=tuple(n for n in named if n),
        published=date if isinstance(date, str) else None,
        site=_name(item.get("publisher")),
        url=item["url"] if isinstance(item.get("url"), str) else None,
    )


def _name(node: Any) -> str | None:
    return _text(node.get("name") if isinstance(node, dict) else node)


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    value = re.sub(r"\s+", " ", mend(html.unescape(re.sub(r"<[^>]{0,200}>", "", value))).text).strip()
    return value if 0 < len(value) <= 300 and not value.startswith("http") else None


def _tags(page: Markup) -> Metadata:
    author = _text(_first(page, _AUTHORS))
    return Metadata(
        title=_text(_first(page, _TITLES)) or _text(page.title),
        authors=(author,) if author else (),
        published=_first(page, _DATES),
        site=_text(_first(page, _SITES)),
        url=page.meta.get("og:url") or page.meta.get("canonical"),
    )


def _first(page: Markup, keys: tuple[str, ...]) -> str | None:
    return next((page.meta[k] for k in keys if page.meta.get(k)), None)


def _merge(a: Metadata, b: Metadata) -> Metadata:
    """What ``a`` says, and what it leaves out from ``b``; a time with its zone goes before one in UTC."""
    merged = b._replace(**{name: value for name, value in a._asdict().items() if value})
    local = a.published and a.published.endswith("Z") and b.published and _ZONED.search(b.published)
    return merged._replace(published=b.published) if local else merged
