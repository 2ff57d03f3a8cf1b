"""The grammar of English time expressions: regular expressions over word classes, compiled from data.

``vocab/timex.toml`` holds the words, by class, and the patterns.  A text is cut into words; each word
becomes one character that stands for the set of its classes ("May" is a month, "10" a number and a day
of the month); the patterns are compiled to ordinary regular expressions over those characters.  So the
grammar reads as data, a match maps back to exact offsets, and a text costs about one pass of the
``re`` engine a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from ...records import TimexType
from ...vocab import load

__all__ = ["Found", "Grammar", "grammar"]

#: Digits of a number that can count anything here.
_LONGEST = 9
_MONEY = "$£€¥"
_TOKEN = re.compile(
    r"(?P<break>\n\s*\n)"
    r"|(?P<iso_date>(?<![\d-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))"
    r"|(?P<number_date>(?<![\d/-])\d{1,2}(?P<sep>[/-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\d/-]))"
    r"|(?P<year_first>(?<![\d/])\d{4}/\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<dotted_date>(?<![\d.])(?:[0-3]\d\.[01]\d\.\d\d|[0-3]?\d\.[01]?\d\.\d{4})(?!\.?\d))"
    r"|(?P<clock_ampm>\d{1,2}(?:[:.]\d\d){0,2}[ ]?(?:[ap](?:m\b|\.m\b\.?)|[AP](?:M\b|\.M\b\.?)))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\d:])|\d{1,2}\.\d\d(?=[ ]?(?:GMT|UTC|BST|CES?T|EES?T|hrs|hours)\b)"
    r"|[01]?\dh[0-5]\d\b|2[0-3]h[0-5]\d\b)"
    r"|(?P<decade_digits>\d\d\d0['’]?s\b)|(?P<decade_short>['’‘]\d0s\b)|(?P<decade_bare>(?<![\w$£€])\d0s\b)"
    r"|(?P<ord_day>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<comma_int>\d{1,3}(?:,\d{3}){1,4}(?![.,]?\d))|(?P<decimal>\d{1,9}\.\d{1,9}(?![\w]))"
    r"|(?P<year_short>(?<![\w'’‘])['’‘]\d\d(?!\w))"
    r"|(?P<quarter_code>[Qq][1-4]\b)"
    r"|(?P<hhmm>\d{4}(?=[ ]?(?:[A-Z]{1,3}T|GMT|UTC|hours|hrs|local[ ]time)\b))"
    r"|(?P<int>\d+(?![^\W_]))"
    r"|(?P<ampm>[ap]\.[ ]?m\.?|[ap]m\b|[AP]\.M\.?|[AP]M\b)"
    r"|(?P<oclock>o['’]clock\b)"
    r"|(?P<possessive>(?<=\w)['’]s\b)"
    r"|(?P<word>[^\W\d_]+(?!\w))"
    r"|(?P<code>\w+)"
    r"|(?P<mark>\S)"
)
#: Classes that the tokeniser gives by shape; a bare number has those of :func:`_number_classes`.
_SHAPES = frozenset(_TOKEN.groupindex) - {"break", "sep", "int", "word", "code", "mark"}
_PATTERN = re.compile(
    r"<(?P<name>\w+):|(?P<close>>)|'(?P<literal>[^']+)'|(?P<word>\w+)|(?P<mark>[()|?]|\{\d,\d\})"
)
_BREAK, _OTHER = "\n", "\x00"


class Word(NamedTuple):
    """One word of a text: its offsets, and the character that stands for its classes."""

    start: int
    end: int


class Found(NamedTuple):
    """A time expression as the grammar sees it: offsets, rule, TIMEX3 type, and the parts as written."""

    start: int
    end: int
    rule: str
    type: TimexType
    parts: dict[str, str]


class _Rule(NamedTuple):
    name: str
    type: TimexType
    regex: re.Pattern[str]
    fields: dict[str, str]


class Grammar:
    """The compiled rules of one vocabulary."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._abbreviations = frozenset(data["abbreviations"])
        self._capital = frozenset(data["capital"])
        self._classes: dict[str, Iterable[str]] = data["class"]
        self._macros: dict[str, str] = data["macro"]
        self._of: dict[str, set[str]] = {}
        #: Entries of more than one word, as the sets of their words in order, by class.
        self._phrases: dict[str, list[list[str]]] = {}
        for name, entries in self._classes.items():
            for entry in entries:
                if " " in entry:
                    self._phrases.setdefault(name, []).append(list(self._literals(entry)))
                else:
                    self._of.setdefault(entry.lower(), set()).add(name)
        sources = [r["pattern"] for r in data["rule"]] + list(self._macros.values())
        for source in sources:
            for match in _PATTERN.finditer(source):
                if literal := match["literal"]:
                    self._of.setdefault(literal, set()).add(f"'{literal}")
        self._codes: dict[frozenset[str], str] = {}
        self._known: dict[str, str] = {}  # by word
        self._enumerate()
        self.rules = tuple(
            _Rule(r["name"], r["type"], re.compile(self._compile(r["pattern"])), r.get("fields", {}))
            for r in data["rule"]
        )

    # -------------------------------------------------------------- words to characters

    def _enumerate(self) -> None:
        """Give every set of classes that a word can have its character."""
        sets = [frozenset({shape}) for shape in sorted(_SHAPES)]
        sets += [_number_classes(str(n)) for n in (*range(101), 999, 1000, 1500, 2000, 2099, 5000, 20000)]
        for word in sorted(self._of):
            for form in (word, word.capitalize(), word.upper()):
                sets.append(self._word_classes(form))
        for classes in sets:
            if classes and classes not in self._codes:
                self._codes[classes] = chr(0xE000 + len(self._codes))

    def _word_classes(self, word: str) -> frozenset[str]:
        classes = self._of.get(word.lower(), set())
        return frozenset(c for c in classes if c not in self._capital or word[0].isupper())

    def words(self, text: str) -> tuple[list[Word], str]:
        """The words of ``text``, and their classes as a string of the same length."""
        found: list[Word] = []
        codes: list[str] = []
        position = 0
        while match := _TOKEN.search(text, position):
            start, end = match.span()
            kind = match.lastgroup or "mark"
            if kind == "sep":
                kind = "number_date"
            body = match[0]
            if kind == "word" and body.lower() in self._abbreviations and text[end : end + 1] == ".":
                end += 1
            codes.append(self._code(kind, body, text[start - 1 : start]))
            found.append(Word(start, end))
            position = end
        return found, "".join(codes)

    def _code(self, kind: str, body: str, before: str) -> str:
        if kind == "break":
            return _BREAK
        if kind == "int":
            classes = _number_classes(body) if before not in _MONEY or not before else frozenset()
        elif kind in _SHAPES:
            classes = frozenset({kind}) if before not in _MONEY or not before else frozenset()
        else:
            code = self._known.get(body)
            if code is None:
                code = self._known[body] = self._codes.get(self._word_classes(body), _OTHER)
            return code
        return self._codes.get(classes, _OTHER)

    # -------------------------------------------------------------- patterns to expressions

    def _compile(self, pattern: str, used: dict[str, int] | None = None) -> str:
        used = {} if used is None else used
        out: list[str] = []
        position = 0
        for match in _PATTERN.finditer(pattern):
            if pattern[position : match.start()].strip():
                raise ValueError(
                    f"timex.toml: cannot read {pattern[position : match.start()]!r} in {pattern!r}"
                )
            position = match.end()
            out.append(self._piece(match, used))
        return "".join(out)

    def _piece(self, match: re.Match[str], used: dict[str, int]) -> str:
        if name := match["name"]:
            used[name] = used.get(name, 0) + 1
            return f"(?P<{name}_{used[name]}>"
        if match["close"]:
            return ")"
        if literal := match["literal"]:
            return self._set(f"'{literal}")
        if word := match["word"]:
            if word in self._macros:
                return f"(?:{self._compile(self._macros[word], used)})"
            return self._set(word)
        return "(?:" if match["mark"] == "(" else match["mark"]

    def _set(self, name: str) -> str:
        codes = [code for classes, code in self._codes.items() if name in classes]
        phrases = ["".join(map(self._set, words)) for words in self._phrases.get(name, ())]
        if not codes and not phrases:
            raise ValueError(f"timex.toml: no word is in the class {name!r}")
        if not phrases:
            return f"[{''.join(codes)}]"
        # The longest first: the alternation takes the first that fits.
        options = sorted(phrases, key=len, reverse=True) + ([f"[{''.join(codes)}]"] if codes else [])
        return f"(?:{'|'.join(options)})"

    def _literals(self, entry: str) -> Iterator[str]:
        """The words of an entry of more than one, as the names of their sets; marks and "'s" are words too."""
        for match in _TOKEN.finditer(entry):
            if match.lastgroup == "possessive":
                yield "possessive"
                continue
            word = match[0].lower()
            for form in (word, "’") if word == "'" else (word,):
                self._of.setdefault(form, set()).add(f"'{word}")
            yield f"'{word}"

    # -------------------------------------------------------------- matching

    def find(self, text: str) -> list[Found]:
        """The time expressions of ``text`` in order, none overlapping: the longest, then the first, then the
        earlier rule.
        """
        words, codes = self.words(text)
        candidates = sorted(self._candidates(codes), key=lambda c: (c[0] - c[1], c[0], c[2]))
        taken = bytearray(len(words))
        chosen: list[Found] = []
        for start, end, number, match in candidates:
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            rule = self.rules[number]
            parts = dict(rule.fields)
            for key, value in match.groupdict().items():
                if value is not None:
                    a, b = match.span(key)
                    parts[key.rsplit("_", 1)[0]] = text[words[a].start : words[b - 1].end]
            chosen.append(Found(words[start].start, words[end - 1].end, rule.name, rule.type, parts))
        return sorted(chosen)

    def _candidates(self, codes: str) -> Iterator[tuple[int, int, int, re.Match[str]]]:
        for number, rule in enumerate(self.rules):
            for match in rule.regex.finditer(codes):
                if match.end() > match.start():
                    yield match.start(), match.end(), number, match


def _number_classes(digits: str) -> frozenset[str]:
    classes = {"int"} if len(digits) <= _LONGEST else set()
    if len(digits) <= 2 and 1 <= int(digits) <= 31:
        classes.add("day")
    if len(digits) == 2:
        classes.add("two_digits")
    if len(digits) == 4 and 1000 <= int(digits) <= 2099:
        classes.add("year")
    return frozenset(classes)


@cache
def grammar() -> Grammar:
    """The grammar of ``timex.toml``, compiled once a process."""
    return Grammar(load("timex"))
