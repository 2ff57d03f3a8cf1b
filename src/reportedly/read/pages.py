"""From a page's text to its reading: passages, language, and what holds for the whole page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from ..names.lines import outlet_of
from ..records import Finding, Page, Passage, Published, Reading, Span
from ..spans import page_id
from .acquired import Acquired
from .language import language_of
from .layout import Layout
from .lines import split_lines
from .mend import Mended, misread
from .passages import Cut, cut_passages
from .publisher import Setting, publisher_of, same_name
from .stamps import Stamps, url_date

__all__ = ["finish"]

_SUFFIX = re.compile(r"\s+(?:[|»–—«]|-|::)\s+")
#: Words that end the names of sites which are no outlets.
_FORUM = re.compile(
    r"\b(?:forums?|board|message board|community|blog|weblog|archives?|mailing list|medium)$", re.IGNORECASE
)


def finish(
    acquired: Acquired, shown: Mended, media_type: str, reader: str, layout: Layout | None = None
) -> Reading:
    """The reading of a page whose text is ``shown``; what a person stated of it wins."""
    text = shown.text
    ident = page_id(acquired.data)
    layout = layout or Layout()
    stated = acquired.stated
    url = stated.get("url") or layout.meta.url
    cut = cut_passages(ident, text, layout)
    passages, main, carrier = _site(cut, text, layout, url)
    published = _stated_date(stated.get("date"))
    if main is not None:
        known = {key: stated[key] for key in ("title", "author", "publisher") if stated.get(key)}
        told = msgspec.structs.replace(main, **known, published=published or main.published)
        passages = [told if p is main else _noting(p, told) for p in passages]
    page = Page(
        id=ident,
        file=acquired.file,
        url=url,
        sha256=hashlib.sha256(acquired.data).hexdigest(),
        media_type=media_type,
        reader=reader,
        language=language_of(_sample(text, passages), layout.language),
        text=text,
        cut=cut.cut,
        title=stated.get("title")
        or (main.title if main and not cut.several else _split_title(layout.meta.title)[0]),
        author=stated.get("author") or (main.author if main else None),
        publisher=stated.get("publisher") or (main.publisher if main else None),
        carrier=carrier,
        agency=main.agency if main else None,
        published=published or (main.published if main else Published()),
    )
    return Reading(page, tuple(passages), tuple(_findings(page, shown)), shown.edits)


def _findings(page: Page, shown: Mended) -> Iterator[Finding]:
    if edits := misread(shown.edits):
        places = len(edits)
        first = edits[0]
        where = Span(page.id, first.start, first.end, page.text[first.start : first.end])
        yield Finding(
            page.id,
            "encoding",
            f"{places} {'place was' if places == 1 else 'places were'} decoded wrongly before the page was saved; "
            "mended for reading only, what is quoted is the page's own.",
            (where,) if first.start < first.end else (),
        )


def _sample(text: str, passages: list[Passage]) -> str:
    """What the language is told by: the accounts, else everything."""
    accounts = [p for p in passages if p.kind not in ("spam", "boilerplate") and p.parent is None]
    return "\n".join(text[p.start : p.end] for p in accounts[:3]) or text


def _stated_date(value: str | None) -> Published | None:
    if not value:
        return None
    stamp = Stamps().first(value)
    return Published(stamp.edtf if stamp and stamp.edtf else value.strip(), "stated")


def _site(
    cut: Cut, text: str, layout: Layout, url: str | None
) -> tuple[list[Passage], Passage | None, str | None]:
    """The passages with the site that the title, the metadata, the small print or the URL names; the carrier.

    A text that names its own agency or outlet keeps it; the site then only carries it.
    """
    main = cut.main
    if main is None:
        return cut.passages, None, None
    title, named = _split_title(main.title)
    bar = _tail(layout.meta.title, title) or _split_title(layout.meta.title)[1]
    setting = setting_of(cut, text, layout)
    site = layout.meta.site or named or bar or (publisher_of(setting) if setting else None) or _host(url)
    published = main.published
    if published.edtf is None:
        published = _addressed(main.page, text, url) or published
    done = msgspec.structs.replace(
        main,
        title=title,
        publisher=main.publisher
        if main.publisher and site and same_name(main.publisher, site)
        else site or main.publisher,
        agency=main.agency or _origin(main.publisher, site),
        published=published,
    )
    return [done if p is main else _of_site(p, site, cut.several) for p in cut.passages], done, None


def _origin(named: str | None, site: str | None) -> str | None:
    """The outlet that the text's own head names, where the site only carries its text."""
    return named if named and site and not same_name(named, site) else None


def setting_of(cut: Cut, text: str, layout: Layout) -> Setting | None:
    """Where the page's text stands among its lines; None where it has none."""
    if cut.main is None:
        return None
    lines = split_lines(text)
    start = next(i for i, line in enumerate(lines) if line.start >= cut.main.start)
    end = max(i for i, line in enumerate(lines) if line.start < cut.main.end)
    body = next((i for i in range(start, end + 1) if lines[i].prose), start)
    return Setting(lines, start, body, end, cut.main.title, cut.main.publisher, cut.main.kind != "article")


def _noting(passage: Passage, main: Passage) -> Passage:
    """A note on the page's text, or an entry of a live page, is by whoever published that text."""
    if passage.kind == main.kind and passage.parent == main.id:
        return msgspec.structs.replace(passage, publisher=main.publisher)
    return passage


def _addressed(page: str, text: str, url: str | None) -> Published | None:
    """The day that the page's address gives, or the address that a print-out has in its first or last lines."""
    if url:
        day = url_date(url)
        return Published(day, "inferred") if day else None
    lines = split_lines(text)
    for line in [*lines[:3], *lines[-3:]]:
        if re.fullmatch(r"https?://\S+", line.text) and (day := url_date(line.text)):
            return Published(
                day, "inferred", (Span(page, line.start, line.end, text[line.start : line.end]),)
            )
    return None


def _of_site(passage: Passage, site: str | None, several: bool) -> Passage:
    """The other posts of a front page belong to its site too."""
    if several and passage.kind == "post" and passage.publisher is None:
        return msgspec.structs.replace(passage, publisher=site)
    return passage


def _plain(name: str) -> str:
    return re.sub(r"^the|\W|(?:com|org|net)$", "", name.casefold())


def _split_title(title: str | None) -> tuple[str | None, str | None]:
    """A page title without the site's name that it ends with, and that name."""
    if not title:
        return title, None
    parts = _SUFFIX.split(title)
    if len(parts) >= 2 and (site := outlet_of(parts[-1])):
        return title[: title.rindex(parts[-1])].rstrip(" |»–—-:«"), site
    if len(parts) == 2 and ("|" in title or _FORUM.search(parts[1])):
        return parts[0].strip(), None
    return title, None


def _tail(told: str | None, title: str | None) -> str | None:
    """The site's name that a page's title has behind the headline that the page prints."""
    if not told or not title or not told.startswith(title):
        return None
    rest = _SUFFIX.match(told[len(title) :])
    return told[len(title) + rest.end() :].strip() or None if rest else None


def _host(url: str | None) -> str | None:
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return re.sub(r"^(?:www\d?|m|amp)\.", "", host) if host and "." in host else None
