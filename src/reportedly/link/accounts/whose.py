"""Whose text each passage is, and by which names another text can mean it.

A text bears names: its publisher and agency, the lines above it and the small print below it, the host of its
address, its author.  Another text may give such a name whole, by its initials ("FBI"), or by one word of it
("the Gazette", "Sydney").  Which of these are citations is weighed elsewhere (:mod:`.citing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from ...names.countries import find_country
from ...names.press import is_agency, is_listed, name_tokens, outlet_key
from ...records import Page, Passage, Reading
from ...vocab import load, pattern, words
from .copies import Text
from .mastheads import BREAK, COPYRIGHT, WHOLE, CaseNames, head_lines, is_menu, is_name

__all__ = ["How", "Named", "Whose"]

#: How a name leads to a text: by its publisher's or its site's name, another name that its page bears, the initials
#: or one word of either, its author's surname.
How = Literal["publisher", "head", "initials", "part", "author"]

#: Lines of a page's head that say what it is, that bear names, and that may name an outlet; and characters of its end.
_FIRST, _TOP, _LINES, _FOOT = 2, 6, 14, 600
#: Characters of a text's beginning, and words of a line that is a heading.
_OPENING, _SHORT = 300, 9
#: Characters from a text's beginning within which an agency in brackets is its dateline's.
_DATELINE = 160
#: A dateline: a place in capitals, then a comma or an agency in brackets.
_STANDS = re.compile(r"[A-Z][A-Z .'’-]{2,}(?:,|\s+\()")
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_][\w’'‘]*")
#: Words that many outlets' names have: alone they name none.
_LEADING = (
    words("press", "leading")
    | words("press", "trailing")
    | words("press", "forms", "first")
    | {"news", "world", "press"}
)
#: Words of the shortest name that is known by its initials.
_SPELT = 3
_JOINTS = frozenset({"of", "the", "and", "for", "in", "de", "la", "du", "des", "al"})


class Named(NamedTuple):
    """A name at characters ``start`` to ``end`` of a page, and the texts (positions) that it may mean."""

    start: int
    end: int
    leads: tuple[tuple[int, How], ...]


class Whose:
    """The texts of a case by the names under which they can be meant."""

    def __init__(self, readings: Sequence[Reading], texts: Sequence[Text], names: CaseNames) -> None:
        page = {r.page.id: r.page for r in readings}
        self.keys: dict[str, frozenset[str]] = {}
        self.sites: dict[str, frozenset[str]] = {}
        self._documents: dict[int, frozenset[str]] = {}
        self._written: dict[str, str] = {}
        small = {m.group() for r in readings for m in re.finditer(r"\b[a-z]{3,}\b", r.page.text)}
        self._common = small - {w.lower() for w in words("press", "forms", "newspaper")}
        self._forms: dict[tuple[str, ...], dict[int, How]] = {}
        self._longest: dict[str, int] = {}
        for text in texts:
            passage = text.passage
            told = list(dict.fromkeys(_stated(page[passage.page], passage)))
            top = passage.parent is None and passage.kind in ("article", "post")
            heads = list(dict.fromkeys(_borne(page[passage.page], passage, names))) if top else []
            borne = names.borne_by(passage.page) if top else frozenset()
            self.keys[passage.id] = frozenset(outlet_key(n) for n in [*told, *heads]) | borne
            self.sites[passage.id] = _sites(page[passage.page], passage) if top else self.keys[passage.id]
            if passage.kind == "comment":
                continue
            shown = told[:1] or [name for name in heads if outlet_key(name) in self.sites[passage.id]]
            if shown:
                self._written[passage.id] = (
                    shown[0].title() if shown[0].isupper() and " " in shown[0] else shown[0]
                )
            for name in told:
                self._add(text.order, name_tokens(name), "publisher")
            for name in [*heads, *sorted(borne)]:
                whole = outlet_key(name) in self.sites[passage.id]
                sure = whole or names.is_press(outlet_key(name))
                self._add(text.order, name_tokens(name), "publisher" if sure else "head", whole)
            if (
                top
                and _is_document(page[passage.page], passage)
                and not any(map(is_listed, self.keys[passage.id]))
            ):
                self._documents[text.order] = frozenset(
                    t for key in self.keys[passage.id] for t in key.split()
                )
            for author in re.split(r",|\band\b", passage.author or ""):
                if len(tokens := name_tokens(author)) >= 2:
                    self._put(text.order, tokens[-1:], "author")

    def _add(self, order: int, tokens: tuple[str, ...], how: How, whole: bool = True) -> None:
        """The forms of one name; single words of it only where it is the ``whole`` page's."""
        while tokens[:1] == ("the",) and len(tokens) > 1:
            tokens = tokens[1:]
        self._put(order, tokens, how)
        for name in load("derivation")["metonyms"].get(" ".join(tokens), ()):
            self._put(order, name_tokens(name), how)
        short = tokens
        while len(short) > 1 and short[-1] in words("press", "trailing") | words("organizations", "generic"):
            short = short[:-1]
            if len(short) > 1 or not find_country(short[0].title()):
                self._put(order, short, how)
        letters = [t[0] for t in tokens if t not in _JOINTS]
        if len(letters) >= _SPELT:
            self._put(order, ("".join(letters),), "initials")
        if whole and len(letters) > _SPELT:  # "the United Nations", "the UN" of a mission of theirs
            self._put(order, tokens[:2], "part")
            self._put(order, ("".join(letters[:2]),), "part")
        for word in {tokens[0], *tokens[-2:]} if whole and len(tokens) > 1 else ():
            if (
                len(word) >= 3
                and word not in self._common | _LEADING
                and not word.isdigit()
                and not find_country(word.title())
            ):
                self._put(order, (word,), "part")

    def _put(self, order: int, form: tuple[str, ...], how: How) -> None:
        if form and (len(form) > 1 or len(form[0]) > 1):
            self._forms.setdefault(form, {}).setdefault(order, how)
            self._longest[form[0]] = max(self._longest.get(form[0], 0), len(form))

    def issued(self, owner: str | None) -> list[int]:
        """The statements, releases and records of the case (positions), of what ``owner`` can be ("company")."""
        if owner is None:
            return sorted(self._documents)
        sort = {owner, *load("derivation")["sorts"].get(owner, ())}
        return sorted(order for order, names in self._documents.items() if names & sort)

    def is_document(self, order: int) -> bool:
        """Whether the text at that position is a statement, a release, a record."""
        return order in self._documents

    def written(self, passage: str) -> str | None:
        """The outlet whose text the passage of that id is, as the page has its name."""
        return self._written.get(passage)

    def of_key(self, matches: Iterable[str]) -> frozenset[str]:
        """The passages whose own outlets have one of the keys."""
        wanted = frozenset(matches)
        return frozenset(ident for ident, keys in self.keys.items() if keys & wanted)

    def find(self, text: str, start: int, end: int) -> Iterator[Named]:
        """The names in ``text[start:end]`` that may mean a text of the case, in order; the longest at each place."""
        spans = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
        plain = [_plain(word) for word, _, _ in spans]
        i = 0
        while i < len(spans):
            size = min(self._longest.get(plain[i], 0), len(spans) - i)
            while size:
                leads = self._forms.get(tuple(plain[i : i + size]))
                if leads and _name_like(text, spans[i : i + size]):
                    last = _owned(spans[i + size - 1])
                    yield Named(spans[i][1], last, tuple(sorted(leads.items())))
                    i += size - 1
                    break
                size -= 1
            i += 1


def _plain(word: str) -> str:
    if word.endswith(".") and word.replace(".", "").isupper():
        return word.replace(".", "").lower()  # "U.N."
    return " ".join(name_tokens(re.sub(r"['’‘]s?$", "", word)))


def _owned(span: tuple[str, int, int]) -> int:
    """Where the name ends, a possessive after it left out."""
    return span[2] - len(re.search(r"(?:['’‘]s?)?$", span[0]).group())  # type: ignore[union-attr]  # matches the empty string


def _name_like(text: str, spans: Sequence[tuple[str, int, int]]) -> bool:
    """Whether the words are written as one name: capitals, on one line, with nothing but spaces between."""
    whole = text[spans[0][1] : spans[-1][2]]
    capital = all(w[0].isupper() or w[0].isdigit() or w.lower() in _JOINTS for w, _, _ in spans)
    return capital and "\n" not in whole and not re.search(r"[.,;:!?]\s", whole)


def _stated(page: Page, passage: Passage) -> Iterator[str]:
    """The names that reading found for the passage, and for the page whose main text it is."""
    yield from filter(None, (passage.publisher, passage.agency))
    if passage.parent is None and passage.kind in ("article", "post"):
        yield from filter(None, (page.publisher, page.carrier, page.agency))
        host = urlsplit(page.url).hostname if page.url else None
        if host:
            yield host.removeprefix("www.")


def _sites(page: Page, passage: Passage) -> frozenset[str]:
    """The keys of what the page itself is: its carrier, host, first lines and small print; failing these its publisher.

    An agency whose words a page prints is not what the page is, unless nothing else is known of it and its host says so.
    """
    host = urlsplit(page.url).hostname if page.url else None
    found = [n for n in (page.carrier, host.removeprefix("www.") if host else None) if n]
    for a, b in head_lines(page)[:_FIRST]:
        pieces = [p.strip(" .,-–—") for p in BREAK.split(page.text[a:b]) if p]
        found += [piece for piece in pieces[:1] if is_name(piece) and not is_menu(pieces)]
    for match in COPYRIGHT.finditer(page.text, max(0, len(page.text) - _FOOT)):
        if who := WHOLE.match(page.text, match.end()):
            found.append(who.group())
    stated = [n for n in (passage.publisher, page.publisher) if n and n not in (passage.agency, page.agency)]
    named = [n for n in stated if not is_agency(outlet_key(n))]
    return frozenset(outlet_key(n) for n in (found or named)) | frozenset(
        outlet_key(n) for n in named[:1] if not page.carrier
    )


def _borne(page: Page, passage: Passage, names: CaseNames) -> Iterator[str]:
    """The names in the lines above the text and in the small print below it."""
    title = (passage.title or page.title or "").strip().lower()
    for number, (a, b) in enumerate(head_lines(page)[:_LINES]):
        line = page.text[a:b]
        pieces = [p.strip(" .,-–—") for p in BREAK.split(line) if p]
        if is_menu(pieces):
            continue
        if len(line.split()) <= _SHORT:
            yield from (m.name for m in names.find(page.text, a, b) if not m.short)
        if number >= _TOP or line.strip().lower() == title or (_STANDS.match(line) and not line.isupper()):
            continue
        yield from (
            n for piece in pieces for n in {piece: 0, piece.split(", ")[0]: 0} if is_name(n) and len(n) < 60
        )
    for line in _opening(page, passage):
        if line.isupper() and len(line.split()) <= _SHORT and WHOLE.fullmatch(line.strip()):
            yield line.strip()
    opening = names.find(page.text, passage.start, min(passage.end, passage.start + _DATELINE))
    yield from (
        m.name for m in opening if page.text[m.start - 1 : m.start] == "(" and is_agency(outlet_key(m.name))
    )
    foot = max(passage.start, passage.end - _OPENING)
    for credit in re.finditer(r"[^\n]+", page.text[foot : passage.end + _OPENING]):
        low, high = foot + credit.start(), foot + credit.end()
        if len(credit[0].split()) <= _SHORT:
            found = names.find(page.text, low, high)
            yield from (m.name for m in found if is_agency(outlet_key(m.name)))
    for match in COPYRIGHT.finditer(page.text, max(0, len(page.text) - _FOOT)):
        if who := WHOLE.match(page.text, match.end()):
            yield who.group()


def _opening(page: Page, passage: Passage) -> list[str]:
    """The lines above the text and at its beginning."""
    lines = [page.text[a:b] for a, b in head_lines(page)]
    return lines + page.text[passage.start : passage.start + _OPENING].splitlines()[:_TOP]


def _is_document(page: Page, passage: Passage) -> bool:
    """Whether a short line above the text, or at its beginning, says that it is a statement, a release, a record."""
    lines = _opening(page, passage)
    kinds = pattern(
        frozenset(k for kind in ("release", "conference") for k in load("derivation")["documents"][kind])
    )
    found = [m for line in lines if len(line.split()) <= _SHORT and (m := kinds.search(line.strip()))]
    return any(m.start() <= 1 or m.end() >= len(m.string) - 1 for m in found)
