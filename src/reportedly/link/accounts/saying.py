"""What the words around a name do: "the Ledger reports", "told Coast News", a credit line, a photo's credit.

Features only; whether a name cites is weighed in :mod:`.citing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ...dates import month_of
from ...names.countries import find_country
from ...vocab import load, words

__all__ = ["WEEKDAY", "beside", "doing", "in_longer_name", "stated_day"]

_REACH = 90
#: Characters beside a name within which its day would stand.
_NEAR = 45
#: Characters from a passage's start within which a name in brackets is its dateline's.
_HEAD = 400
#: A line of no more words than this is a byline, a credit or a heading.
_SHORT = 9
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_PHOTO = re.compile(r"(?i)\b(?:photo|image|picture|photograph|file photo|pool)\b|(?:/|--?|—|–)\s*$")
_DATE = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})\b|"
    r"\b(\d{1,2})\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.I,
)
WEEKDAY = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b(?!\s+(?:times|telegraph|mirror|express|mail))", re.I
)
#: Words up to one that opens a new clause, and up to a mark that closes a quotation.
_CLAUSE = re.compile(
    r"^.*\b(?:after|before|when|because|since|while|although|though|until|that|whom?|which)\b", re.DOTALL
)
_CLOSED = re.compile(r"^.*[”\"]", re.DOTALL)
_WORD_BEFORE = re.compile(r"(?<![\w.-])(?P<word>[A-Z][\w-]+)[ ]$")
#: A common noun that the name only narrows: "U.N. engineers".
_MODIFIES = re.compile(
    r"\s+(?!(?:and|or|but|in|on|at|to|of|for|from|by|with|as|that|which|who|when|while|after|before|also|now|is|was|are|were|has|had|"
    r"have|will|would|does|did|puts?|gave|gives?|counts?)\b)[a-z]{3,}"
)
_ISSUED = re.compile(
    r"[^.;!?\n]{0,40}\b(?:statement|press release|news release|communiqu[eé]|announcement)\b", re.I
)
_HAS = re.compile(
    r"(?:['’‘]s?)?\s+(?:itself\s+|now\s+|also\s+|only\s+|had\s+)?(?:has|had|have|puts?|gives?|gave|counts?|counted|does|did|calls?|called|speaks?|spoke|makes?|will)\b"
)


def beside(text: str, low: int, start: int, end: int, high: int) -> str:
    """The words of the sentence beside a name where its day would stand: those after it, else those before it.

    What stands inside quotation marks belongs to the speaker, what stands before a new clause to another act.
    """
    after = text[end : min(high, end + _NEAR)]
    if _DATE.search(after) or WEEKDAY.search(after):
        return after
    before = text[max(low, start - _NEAR) : start].rsplit("\n", 1)[-1]
    return _CLAUSE.sub("", _CLOSED.sub("", before))


def stated_day(text: str) -> tuple[int, int] | None:
    """The month and day of the first date in ``text``, whatever its year."""
    named = _DATE.search(text)
    if named is None:
        return None
    month, day = (named.group(1), named.group(2)) if named.group(1) else (named.group(4), named.group(3))
    return month_of(month), int(day)


def doing(text: str, low: int, high: int, start: int, end: int) -> Iterator[str]:
    """What the words of ``text[low:high]`` around the name at ``start`` to ``end`` do, as names of features."""
    line = text.rfind("\n\n", low, start)
    before = text[max(low if line < 0 else line + 2, start - _REACH) : start]
    after = text[end : min(high, end + _REACH)]
    patterns, as_for = _patterns(), re.compile(r"\b[Aa]s for\s+(?:the\s+)?$", re.I)
    if patterns["photo_after"].match(after) or _PHOTO.search(before):
        yield "photo"
    if patterns["wiki"].match(after) or (patterns["asker"].search(before) and patterns["asked"].match(after)):
        yield "aside"
    for act in ("carried", "told", "of", "reach"):
        if patterns[act].search(before):
            yield "told" if act != "carried" else act
    if patterns["credit"].search(before) and patterns["credit_after"].match(after):
        yield "credit"
    if patterns["parenthesis_before"].search(before) and patterns["parenthesis_after"].match(after):
        yield "dateline" if start - low < _HEAD else "brackets"
    yield from _behind(after, bool(as_for.search(before)))
    if re.search(r"(?i)\b(?:in|on|from|by)\s+(?:the\s+)?$", before):
        yield "in"
    yield from _standing(text, low, start, end, after)


def _behind(after: str, as_for: bool) -> Iterator[str]:
    """What the words behind a name do; ``as_for`` where "as for" stands before it."""
    patterns = _patterns()
    verb = patterns["verb"].match(re.sub(r"^,\s+(?:it|they)\b", "", after) if as_for else after)
    noun = patterns["noun"].match(after)
    found = {
        "says": verb,
        "noun": noun,
        "issued": _ISSUED.match(after),
        "has": _HAS.match(after),
        "modifies": _MODIFIES.match(after) if not verb and not noun else None,
        "possessive": re.match(r"['’‘]s?\s", after),
    }
    yield from (act for act, match in found.items() if match)


def in_longer_name(text: str, low: int, start: int) -> bool:
    """Whether a capitalised word before a name makes it another: "the Nordic Mining Board", not "On Friday the Board"."""
    before = _WORD_BEFORE.search(text, max(low, start - _NEAR), start)
    if before is None:
        return False
    plain = (
        words("press", "leading")
        | words("english", "function_words")
        | {"later", "earlier", "yesterday", "today"}
    )
    return before["word"].lower() not in plain and find_country(before["word"]) is None


def _standing(text: str, low: int, start: int, end: int, after: str) -> Iterator[str]:
    """Whether the name opens its sentence, stands in a short line, or in a run of capitalised words."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    whole = text[left : right if right >= 0 else len(text)]
    if len(whole.split()) <= _SHORT and not re.search(r"[.!?][”\"]?$", whole.strip()):
        yield "line"
        if start - low < _HEAD:
            yield "head line"
    if re.match(r"\s+[A-Z]", after) or re.search(
        r"\b(?!The\b|In\b|On\b|As\b|But\b|And\b|When\b)[A-Z][\w’'.-]*\s$", text[max(low, start - 30) : start]
    ):
        yield "run"
    if re.search(r"(?:^|[.!?:;,—–]\s+|\n)[“\"]?(?:[Tt]he\s+)?$", text[max(0, start - 8) : start]):
        yield "opens"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    before = load("derivation")["before"]

    def either(items: Iterable[str]) -> str:
        ordered = sorted({re.escape(i) for i in items}, key=lambda i: (-len(i), i))
        return "(?:" + "|".join(ordered).replace(r"\ ", r"\s+").replace("'", "['’‘]") + ")"

    fillers = rf"(?:{either(before['fillers'])}\s+|[“\"‘'(]\s*){{0,6}}"
    person = r"(?:[A-Z][\w.’'-]+\s+){1,3}"
    verbs, nouns = (
        either(words("derivation", "verbs", "reporting")),
        either(words("derivation", "verbs", "nouns")),
    )
    beside = rf"(?:\s*[”\"’')]*\s*,?\s*{either(before['beside'])})?"
    day = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d{{4}})"
    end = r"[”\"’')]*"
    return {
        "told": re.compile(
            rf"(?i:\b{either(before['strong'])})\s+(?i:{fillers})(?:{person}{either(before['of'])}\s+(?i:{fillers}))?$"
        ),
        "of": re.compile(
            rf"(?:^|[,;:—–-]|\b(?:by|from|to|told|and|with))\s*{person}{either(before['of'])}\s+(?i:{fillers})$"
        ),
        "reach": re.compile(rf"\b{either(before['reach'])}\b[^.;:!?\n]{{1,70}}\bto\s+(?i:{fillers})$"),
        "carried": re.compile(rf"(?i)\b{either(before['carried'])}\s+{fillers}$"),
        "verb": re.compile(
            rf"{end}{beside}(?:['’‘]s?\s+{person})?(?:\s+on\s+\w+)?\s*,?\s*(?:(?:which|who|also|first|has|had|have|recently|today|yesterday|later|"
            rf"earlier|now|again|itself|\w+ly|on\s+\w+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s+){{0,4}}(?i:{verbs})\b"
        ),
        "noun": re.compile(
            rf"{end}{beside}(?:['’‘]s?)?\s+(?:\([A-Z]+\)\s+)?(?:(?:has|had)\s+)?(?:[\w-]+\s+){{0,2}}?(?i:{nouns})\b"
        ),
        "parenthesis_before": re.compile(r"\((?:[\w .’'&-]+[,;]\s+)*(?:the\s+)?$"),
        "parenthesis_after": re.compile(rf"{end}(?:\s*,?\s*{day})?\s*(?:[,;]\s*[\w .’'&-]+)*\)"),
        "credit": re.compile(
            rf"(?im)(?:^|[\n(\[|—–-]\s*|\d{{4}}[.,|]?\s*){either(before['credit'])}\s*:?\s*{fillers}(?:{person})?$"
        ),
        "credit_after": re.compile(
            rf"{end}\s*(?:[:,.;)\]|\n(]|--|—|–|-|$|{day}|{either(['Writer', 'Staff', 'Correspondent'])})"
        ),
        "asker": re.compile(
            r"(?:^|\n)\s*(?:[Qq]|QUESTION|Question|REPORTER|Reporter|JOURNALIST|Journalist)\.?\s*[(\[](?:the\s+)?$"
        ),
        "wiki": re.compile(r"\s*,\s+(?:the|an?)\b[^.\n]{0,40}\b(?:encyclop|dictionary|wiki)"),
        "asked": re.compile(r"[^)\]\n]{0,40}[)\]]\s*[:.–—-]"),
        "photo_after": re.compile(r"\s*/\s*[A-Z]|\s*(?i:photo|image|picture)\b"),
        "dated": re.compile(day),
        "digest": re.compile(rf"(?:\W*{day}\W+)(?:[Tt]he\s+)?\0\s*(?:--?|—|–|:)\s+\S"),
        "alone": re.compile(
            rf"(?:[A-Z]{{2,}}[A-Z ,.]*\(|\W*|{day}\W+|.{{0,60}}\|\s*|[Bb]y\s+{person}(?:{person})?,?\s*)(?:[Tt]he\s+)?\0"
            rf"(?:\)?\W*(?:Writer|Staff|Correspondent)?\W*|\W*(?:\w+day,?\s*)?\(?{day}\)?.*|\s+(?:--?|—|–)\s+.+|\s(?:Writer|Staff|Correspondent).{{0,30}}|\)\s*(?:--|—|–|-).*)"
        ),
    }
