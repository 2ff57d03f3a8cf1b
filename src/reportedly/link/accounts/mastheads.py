"""The names that pages bear for themselves, and the outlets that a case names beside the reference list.

A page says whose it is in the lines above its text and in the small print below it: "THE EASTERN LEDGER",
"Coast Online", "© 2011 Linden Broadcasting Corporation".  Another page that names the Ledger may then mean
this one.  A name that the case itself shows to be an outlet's ("the weekly Sonntag", "on the front page of
Abendbote") counts as one everywhere; a name that only stands at a page's head counts where it leads to
that page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from ...names.countries import find_country
from ...names.outlets import OutletMention, choose, find_outlets
from ...names.press import forms, is_listed, name_tokens, outlet_key
from ...read.stamps import Stamps
from ...records import Page, Reading
from ...vocab import words

__all__ = ["BREAK", "COPYRIGHT", "WHOLE", "CaseNames", "case_names", "head_lines", "is_menu", "is_name"]

#: Lines and characters of a page's head, and the words that make a line running text.
_LINES, _HEAD, _PROSE = 14, 1200, 13
#: Lines of the head in which a name without a date beside it is the page's.
_TOP = 5
#: Characters of a text's beginning: what is named there is what the text is about.
_OPENING = 300
BREAK = re.compile(r"\s*[|·•»›>:;()\[\]]\s*|\t|\s{2,}|\s+[-–—]+\s+")
_ARTICLE = r"(?:The|Der|Die|Das|Le|La|Les|El|Los|Las|Il|Lo|O|Os|De|Het|Al|An)\s+|L['’]"
_PART = r"(?:(?:al|el|as|ash|an|ad|az|ar)-)?(?:[A-ZÀ-Þ][\w’'&.-]*[\w&]|[A-ZÀ-Þ])"
_LINK = r"(?:of|the|and|for|de|del|du|des|der|la|le|al|y|e|&)\s+"
_NAME = rf"(?<![\w-])(?:{_ARTICLE})?(?:{_PART})(?:\s+(?:{_LINK}){{0,2}}(?:{_PART})){{0,5}}"
WHOLE = re.compile(_NAME)
COPYRIGHT = re.compile(
    r"(?:copyright|\(c\)|©)[\s:]*(?:\(c\)|©)?\s*(?:\d{4}\s*(?:[-–]\s*\d{2,4})?)?[\s,.]*(?:by\s+)?", re.I
)
_CAMEL = re.compile(
    r"(?!Mc|Mac|O['’]|De[A-Z]|Di[A-Z]|La[A-Z]|Le[A-Z]|Van[A-Z])[A-Z][a-z]+[A-Z]\w+|\w+\.(?:com|org|net|info)"
)
_FOREIGN = re.compile(rf"(?!The|An|Al|De|O\s)(?:{_ARTICLE})")


class CaseNames:
    """The outlets' names of one case: ``find`` reads them in a text beside those of the list and by form."""

    def __init__(
        self,
        press: Mapping[tuple[str, ...], str],
        borne: Mapping[tuple[str, ...], str],
        of_page: Mapping[str, frozenset[str]],
        written: Mapping[str, str],
    ) -> None:
        self._names = {**borne, **press}
        self._press = frozenset(press.values())
        self._firsts: dict[str, int] = {}
        for name in self._names:
            self._firsts[name[0]] = max(self._firsts.get(name[0], 0), len(name))
        #: The keys of names that count only where they lead to the page that bears them.
        self.weak = frozenset(borne.values()) - frozenset(press.values())
        self._of_page = of_page
        self._written = written
        self._heads = _heads_of(press)

    def written(self, key: str) -> str | None:
        """The name of that key as the case has it; one in capitals throughout is put in title case."""
        name = self._written.get(key)
        return name.title() if name and name.isupper() and " " in name else name

    def is_press(self, key: str) -> bool:
        """Whether the case shows the name of that key to be an outlet's."""
        return key in self._press

    def borne_by(self, page: str) -> frozenset[str]:
        """The keys of the names that the page of that id bears for itself."""
        return self._of_page.get(page, frozenset())

    def find(self, text: str, start: int, end: int) -> list[OutletMention]:
        """The outlets named in ``text[start:end]``, in order."""
        found = find_outlets(text, start, end)
        own = list(self._own(text, start, end))
        return choose([*own, *found]) if own else found

    def _own(self, text: str, start: int, end: int) -> Iterator[OutletMention]:
        spans = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
        i = 0
        while i < len(spans):
            first = _plain(spans[i][0])
            size = min(max(self._firsts.get(first, 0), 2 * (first == "the")), len(spans) - i)
            while size:
                group = spans[i : i + size]
                plain = tuple(_plain(w) for w, _, _ in group)
                key = self._names.get(plain) or (
                    self._heads.get(plain[1]) if len(plain) == 2 and plain[0] == "the" else None
                )
                a, b = group[0][1], group[-1][2]
                if key and "\n" not in text[a:b] and _capitalised(group):
                    yield OutletMention(a, b, text[a:b], key)
                    i += size - 1
                    break
                size -= 1
            i += 1


_TOKEN = re.compile(r"\w+")


def _plain(token: str) -> str:
    return next(iter(name_tokens(token)), "")


def _capitalised(group: Sequence[tuple[str, int, int]]) -> bool:
    return all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w, _, _ in group) and any(
        w[0].isupper() for w, _, _ in group
    )


def _heads_of(names: Mapping[tuple[str, ...], str]) -> dict[str, str]:
    """Last words that one fuller name only has: "the Beacon" of the Daily Beacon."""
    found: dict[str, set[str]] = {}
    for name, key in names.items():
        if len(name) > 1 and name[0] in words("press", "forms", "first"):
            found.setdefault(name[-1], set()).add(key)
    return {head: next(iter(keys)) for head, keys in found.items() if len(keys) == 1}


_SMALL = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "de",
        "del",
        "du",
        "des",
        "der",
        "la",
        "le",
        "al",
        "y",
        "e",
        "com",
        "org",
        "net",
        "info",
        "s",
    }
)


def case_names(readings: Sequence[Reading]) -> CaseNames:
    """The names that the pages of a case bear, and those that its texts show to be outlets'."""
    shown = {name for r in readings for name in _shown(r.page.text)}
    texts = [r.page.text for r in readings]
    press: dict[tuple[str, ...], str] = {}
    borne: dict[tuple[str, ...], str] = {}
    of_page: dict[str, set[str]] = {}
    written: dict[str, str] = {}
    for text in texts:
        shown |= {
            m.name
            for m in find_outlets(text, 0, len(text))
            if not m.short
            and name_tokens(m.name)[0] in words("press", "forms", "first")
            and len(name_tokens(m.name)) == 2
        }
    for name in sorted(shown):
        press.setdefault(_bare(name), outlet_key(name))
    for reading in readings:
        dated, plain = _borne(reading.page)
        keys: set[str] = set()
        for name in dated:
            if _is_form(name) or (_speaks(name, texts) and not _place(name, texts)):
                press.setdefault(_bare(name), outlet_key(name))
        for name in plain:
            known = press.get(_bare(name))
            key = known or outlet_key(name)
            if not known and not (_is_form(name) or _telling(name, reading.page)):
                continue
            if _is_topic(name, reading):
                continue
            keys.add(key)
            written.setdefault(key, name)
            sure = (
                known
                or _is_form(name)
                or is_listed(key)
                or name in (reading.page.publisher, reading.page.carrier)
            )
            for form in _forms(name, reading.page):
                (press if sure else borne).setdefault(form, key)
        of_page[reading.page.id] = keys
    return CaseNames(press, borne, {page: frozenset(keys) for page, keys in of_page.items()}, written)


# ------------------------------------------------------------------ what a page bears


def head_lines(page: Page) -> list[tuple[int, int]]:
    """The lines above a page's running text, as character ranges; empty ones left out."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]+", page.text[:_HEAD]):
        line = match.group().strip()
        if not line:
            continue
        if len(found) >= _LINES or (len(re.findall(r"\w\w+", line)) >= _PROSE and len(BREAK.split(line)) < 4):
            break
        found.append((match.start(), match.end()))
    return found


def _borne(page: Page) -> tuple[list[str], list[str]]:
    """The names on a line with a date, and those of the top lines, the small print and the metadata."""
    dated = [name for line in page.text.splitlines() if 8 < len(line) < 80 if (name := _dated(line))]
    plain = [name for name in (page.publisher, page.carrier) if name]
    for number, (a, b) in enumerate(head_lines(page)):
        pieces = [p for p in BREAK.split(page.text[a:b]) if p]
        if number < _TOP and not is_menu(pieces):
            plain += [n for piece in pieces for n in (piece, piece.split(", ")[0]) if is_name(n)]
    for match in COPYRIGHT.finditer(page.text, max(0, len(page.text) - 1500)):
        if who := WHOLE.match(page.text, match.end()):
            plain.append(who.group())
    return dated, plain


def _dated(line: str) -> str | None:
    """The name on a line that has nothing beside it but a date: "Abendbote, 3 May 2011"."""
    line = line.strip()
    match = WHOLE.match(line)
    stamp = Stamps().first(line) if match else None
    if match is None or stamp is None or not is_name(match.group()):
        return None
    between = line[match.end() : stamp.start]
    plain = re.fullmatch(r"\s*[,|·•(–—-]?\s*(?:\w+day,?)?\s*", between)
    return match.group() if plain and not re.search(r"\w", line[stamp.end :]) else None


def is_menu(pieces: Sequence[str]) -> bool:
    return len(pieces) >= 3 and sum(len(p.split()) for p in pieces) <= 1.5 * len(pieces)


def is_name(piece: str) -> bool:
    tokens = name_tokens(piece)
    dull = words("press", "leading") | words("bylines", "sections")
    return bool(
        WHOLE.fullmatch(piece.strip())
        and 1 <= len(tokens) <= 7
        and (tokens[0] == "the" or tokens[0] not in words("press", "leading"))
        and piece.strip().lower() not in dull
        and not set(tokens) <= dull
        and not find_country(piece.strip())
    )


def _bare(name: str) -> tuple[str, ...]:
    tokens = name_tokens(name)
    return tokens[1:] if tokens[:1] == ("the",) and len(tokens) > 1 else tokens


@cache
def _form_words() -> frozenset[str]:
    return frozenset(form[-1] for form in forms()) | words("press", "forms", "first")


def _is_form(name: str) -> bool:
    """Whether one of the name's words makes it an outlet's: "Port Linden Courier", "Gazette of Linden"."""
    tokens = _bare(name)
    while len(tokens) > 1 and tokens[-1] in words("press", "trailing"):
        tokens = tokens[:-1]
    forms = _form_words()
    return len(tokens) > 1 and (
        tokens[-1] in forms
        or tokens[0] in words("press", "forms", "first")
        or (tokens[0] in forms and tokens[1] == "of")
    )


def _telling(name: str, page: Page) -> bool:
    """Whether a name at a page's head is of a kind that sites and papers have, or the small print repeats it."""
    if name in (page.publisher, page.carrier) or _CAMEL.search(name) or _FOREIGN.match(name):
        return True
    if _spelt_out(name, page):
        return True
    foot = page.text[-1500:]
    return any(foot[m.end() : m.end() + len(name)].lower() == name.lower() for m in COPYRIGHT.finditer(foot))


def _is_topic(name: str, reading: Reading) -> bool:
    """Whether the page's text opens with the name: then it is what the text is about."""
    main = next((p for p in reading.passages if p.kind in ("article", "post")), None)
    if main is None:
        return False
    lines = head_lines(reading.page)
    start = max(main.start, lines[-1][1] if lines else 0)
    return name.lower() in reading.page.text[start : start + _OPENING].lower()


def _forms(name: str, page: Page) -> Iterator[tuple[str, ...]]:
    """The ways in which others may write a borne name: without what many names share, or by its initials."""
    tokens = _bare(name)
    yield tokens
    short = tokens
    while len(short) > 1 and short[-1] in words("organizations", "generic") | words("press", "trailing"):
        short = short[:-1]
    if len(short) < len(tokens) and (len(short) > 1 or _CAMEL.match(name)):
        yield short
    if _spelt_out(name, page):
        yield (tokens[0],)


def _spelt_out(name: str, page: Page) -> bool:
    """Whether the name begins with an acronym that the page spells out: "LBC Online", Linden Broadcasting Corporation."""
    first = name.split(maxsplit=1)[0]
    if not (first.isupper() and first.isalpha() and 3 <= len(first) <= 6) or name.isupper():
        return False
    return bool(re.search(r"\b" + r"\w+\s+(?:(?:of|the|and|for)\s+)?".join(first) + r"\w+", page.text))


# ------------------------------------------------------------------ what a case shows to be outlets


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    nouns = "|".join(
        sorted((re.escape(n) for n in words("press", "anaphors", "nouns")), key=lambda n: (-len(n), n))
    )
    sure = "|".join(
        sorted((re.escape(n) for n in words("press", "anaphors", "sure")), key=lambda n: (-len(n), n))
    )
    verbs = "|".join(sorted(words("derivation", "verbs", "printing")))
    after = rf"(?=\s*(?:[.,;:)”\"’]|$)|\s+(?:on|in|that|which|has|had|and|as|also|this|last|yesterday|today|{verbs})\b)"
    return (
        re.compile(rf"\b[Tt]he\s+(?:[\w-]+\s+)?(?:{nouns})\s+(?P<name>{_NAME}){after}"),
        re.compile(rf"\b(?:front\s+page|pages|editions?|readers)\s+of\s+(?:the\s+)?(?P<name>{_NAME})"),
        re.compile(
            rf"(?P<name>{_NAME})(?:['’]s)?\s+(?:front\s+page|{sure})\b(?=\s+(?:{verbs})\b|['’.,;]|$|\s+(?:on|in|that|which)\b)"
        ),
    )


def _shown(text: str) -> Iterator[str]:
    """Names that stand beside a word that makes them outlets': "the weekly Sonntag"."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            name = match.group("name")
            tokens = _bare(name)
            if "\n" in name or not is_name(name) or not tokens or (len(tokens[0]) < 3 and len(tokens) < 2):
                continue
            if re.search(r"-(?:language|based|run|owned)$", name) or tokens[-1] in words(
                "press", "anaphors", "nouns"
            ):
                continue
            if set(tokens) <= _form_words():
                continue
            yield name


def _speaks(name: str, texts: Iterable[str]) -> bool:
    """Whether an account somewhere prints what the name said, as it does of outlets."""
    verbs = "|".join(
        sorted(words("derivation", "verbs", "printing") - {"write", "writes", "wrote", "run", "ran"})
    )
    spoken = re.compile(
        rf"\b{re.escape(name)}\s+(?:(?:has|had|first|also|later)\s+)?(?:{verbs})\b|\b(?:told|by|in|of|to)\s+{re.escape(name)}\b"
    )
    return any(spoken.search(text) for text in texts)


def _place(name: str, texts: Iterable[str]) -> bool:
    """Whether the name is a place's, by the words before it."""
    where = re.compile(rf"\b(?:in|near|outside|around|at|from|to)\s+{re.escape(name)}\b(?!['’])")
    return find_country(name) is not None or sum(len(where.findall(text)) for text in texts) > 0
