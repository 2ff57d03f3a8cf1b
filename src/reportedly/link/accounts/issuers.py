"""Documents of the case and who put them out: a ministry's press release, a company's statement, a transcript.

A page is a document where a line of its head says so and no outlet's byline or dateline makes it a report.
Others cite it by its issuer and its kind: "in a statement on Saturday the company said".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ...names.places import find_country
from ...names.press import is_listed, name_tokens
from ...records import Passage, Reading
from ...vocab import load, words
from ...vocab.titles import titles
from .mastheads import CaseNames, head_lines

__all__ = ["Issuer", "issuers_of", "other_kind"]

#: Words of a line that can name an issuer or a kind of document.
_SHORT = 12
_SPACED = re.compile(r"\b(?:\w ){2,}\w\b")
_RUN = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")


class Issuer(NamedTuple):
    """A document's names (the words of each), its kinds, and the country words that fit its issuer."""

    names: tuple[frozenset[str], ...]
    kinds: frozenset[str]
    text: str
    people: tuple[tuple[str, ...], ...]

    def named_in(self, text: str) -> bool:
        """Whether ``text`` names the issuer."""
        return next(self.mentions(text, 0, len(text)), None) is not None

    def kinds_in(self, text: str) -> frozenset[str]:
        """Which of the document's kinds ``text`` names."""
        return frozenset(kind for kind in self.kinds if _kinds()[kind].search(text))

    def kind_ends(self, text: str) -> list[int]:
        """Where in ``text`` the words for the document's kinds end."""
        return [m.end() for kind in sorted(self.kinds) for m in _kinds()[kind].finditer(text)]

    def mentions(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where ``text[start:end]`` names the issuer, whole or by the words that tell it."""
        spans = [(m.group(), m.start(), m.end()) for m in _RUN.finditer(text, start, end)]
        i = 0
        while i < len(spans):
            size = self._run(spans, i, text)
            if size:
                yield spans[i][1], spans[i + size - 1][2]
            i += max(size, 1)

    def _run(self, spans: Sequence[tuple[str, int, int]], i: int, text: str) -> int:
        """How many words from ``i`` are the issuer's name; 0 where they are not."""
        best = 0
        for name in self.names:
            j, last, found, capitals = i, i, set[str](), 0
            while j < len(spans) and (
                j == i or not re.search(r"[.;:!?\n]", text[spans[j - 1][2] : spans[j][1]])
            ):
                tokens = [_like(t) for t in name_tokens(spans[j][0].removesuffix("'s").removesuffix("’s"))]
                if tokens and set(tokens) <= name:
                    found |= set(tokens)
                    capitals += spans[j][0][0].isupper()
                    last = j + 1
                elif j == i or spans[j][0].lower() not in _JOINTS:
                    break
                j += 1
                if spans[j - 1][0].endswith(("'s", "’s")):
                    break
            telling = found - _plain_words()
            acronym = last == i + 1 and len(spans[i][0]) >= 3 and spans[i][0].isupper()
            enough = len(found) >= 2 or (len(name) <= 2 and found == name) or acronym
            if found and telling and capitals and enough and self._alone(spans, i, last, text, name):
                best = max(best, last - i)
        return best

    def _alone(
        self, spans: Sequence[tuple[str, int, int]], i: int, last: int, text: str, name: frozenset[str]
    ) -> bool:
        """Whether no further name makes it another body: "the Norwegian Defence Ministry"."""
        before = spans[i - 1] if i and text[spans[i - 1][2] : spans[i][1]].isspace() else None
        leading = words("press", "leading") | words("derivation", "verbs", "saying")
        if before and before[0][0].isupper() and before[0].lower() not in _JOINTS | leading:
            country = find_country(before[0])
            if country is None or country.code not in self.countries():
                return False
        after = (
            spans[last] if last < len(spans) and text[spans[last - 1][2] : spans[last][1]] == " " else None
        )
        return not (after and after[0][0].isupper() and not titles().intersection(name_tokens(after[0])))

    def countries(self) -> frozenset[str]:
        """The countries that the document's head names, or by a seat of government."""
        found = [find_country(m.group()) for m in re.finditer(r"[A-Z]\w+", self.text)]
        return frozenset(c.code for c in found if c)


_JOINTS = frozenset({"of", "the", "and", "for", "in", "&"})


@cache
def _plain_words() -> frozenset[str]:
    """Words that many bodies share, and words of a document's kind: alone they name nobody."""
    kinds = {w for items in load("derivation")["documents"].values() for item in items for w in item.split()}
    shared = (
        words("organizations", "suffixes")
        | words("organizations", "generic")
        | words("sources", "organization", "words")
    )
    return (
        frozenset(kinds)
        | shared
        | {"federal", "national", "republic", "general", "state", "headquarters", "led", "office"}
    )


def _like(token: str) -> str:
    return "defence" if token == "defense" else token


@cache
def _kinds() -> Mapping[str, re.Pattern[str]]:
    return {
        kind: re.compile(
            r"(?i)\b(?:" + "|".join(sorted(map(re.escape, items), key=lambda i: (-len(i), i))) + r")s?\b"
        )
        for kind, items in load("derivation")["documents"].items()
    }


def other_kind(text: str, kinds: frozenset[str]) -> bool:
    """Whether ``text`` names a kind of document that is none of ``kinds``."""
    return any(pattern.search(text) for kind, pattern in _kinds().items() if kind not in kinds)


def issuers_of(readings: Iterable[Reading], case: CaseNames) -> dict[str, Issuer]:
    """For the main passage's id of every page that is a document, who put it out."""
    found: dict[str, Issuer] = {}
    for reading in readings:
        main = next((p for p in reading.passages if p.kind in ("article", "post")), None)
        if (
            main is None
            or main.agency
            or main.dateline
            or any(map(is_listed, case.borne_by(reading.page.id)))
        ):
            continue
        lines = [_closed(reading.page.text[a:b]) for a, b in head_lines(reading.page)]
        short = [line for line in lines if len(line.split()) <= _SHORT]
        kinds = frozenset(k for k, p in _kinds().items() for line in short if _heads(p, line, main))
        names = tuple(dict.fromkeys(n for line in short for n in _names(line)))
        if kinds and names:
            head = "\n".join(lines)
            found[main.id] = Issuer(names, kinds, head, tuple(_people(reading, main)))
    return found


def _closed(line: str) -> str:
    """The line with letters that are set apart put together: "P R E S S"."""
    return re.sub(r"\s+", " ", _SPACED.sub(lambda m: m.group().replace(" ", ""), line)).strip()


def _heads(kind: re.Pattern[str], line: str, main: Passage) -> bool:
    """Whether the line is a document's heading: its kind opens it or ends it, and it tells no story."""
    plain = line.strip(" .:-–—|")
    match = kind.search(plain)
    if match is None or (plain == (main.title or "").strip() and len(plain.split()) > 5):
        return False
    return match.start() <= 12 or not re.search(r"[a-z]{3,}", plain[match.end() :])


def _names(line: str) -> Iterator[frozenset[str]]:
    """The bodies that a line of the head names: lines with a word for a body or in capitals."""
    for piece in re.split(r"\s*[|·•;()\"“”]\s*|,\s+|\s+[-–—]\s+", line):
        tokens = frozenset(_like(t) for t in name_tokens(piece)) - _JOINTS
        kinds = {
            w for items in load("derivation")["documents"].values() for item in items for w in item.split()
        }
        own = tokens - kinds
        if not own or any(t.isdigit() for t in own) or not _title_case(piece) or find_country(piece.strip()):
            continue
        body = (
            words("organizations", "suffixes")
            | words("organizations", "generic")
            | words("sources", "organization", "words")
        )
        if own & body:
            yield own


def _title_case(piece: str) -> bool:
    found = [w for w in _RUN.findall(piece) if w.lower() not in _JOINTS]
    return bool(found) and all(w[0].isupper() for w in found)


def _people(reading: Reading, main: Passage) -> Iterator[tuple[str, ...]]:
    """Who signs the document: a line of the foot that is a name alone."""
    for line in reading.page.text[main.start :].splitlines()[-14:]:
        tokens = name_tokens(line)
        common = words("sources", "anonymous", "words") | words("english", "function_words") | {"end", "ends"}
        plain = re.fullmatch(r"[^\W\d_][^\W\d_.’' -]*(?:[ .’'-]+[^\W\d_]+)+", line.strip())
        if 2 <= len(tokens) <= 4 and _title_case(line) and plain and not set(tokens) & common:
            yield tokens
