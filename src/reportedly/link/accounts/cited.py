"""Where an account says that it rests on an outlet: "the Ledger reports", "told Coast News", a credit line.

One :class:`Citation` for each outlet that an account leans on, with the words that say so.  A name that
only passes by (a photo credit, an outlet as the subject of the story) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from ...names.outlets import OutletMention, can_be
from ...names.press import is_agency, is_listed
from ...records import LinkKind, Passage, Reading, Span
from ...spans import make_span
from ...vocab import load, words
from .mastheads import CaseNames

__all__ = ["Citation", "citations", "is_own", "sentence_at"]

_LONGEST = 300
_REACH = 90
_FAR = 2000
#: Characters from a passage's start within which a name in brackets is its dateline's.
_HEAD = 400
_STOP = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“‘\"'(\[]?[A-Z0-9])|\n\s*\n|\n(?=[•*-])")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Maj|Lt|Col|Sgt|Capt|Cmdr|Adm|Brig|Pres|Sen|Rep|Gov|Amb|Prof|St|Jr|Sr|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept|Sep|Oct|Nov|Dec|U\.S|U\.K|U\.N|E\.U|a\.m|p\.m|[A-Z])\.[”’\"')\]]*\s+$"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_PHOTO = re.compile(r"(?i)\b(?:photo|image|picture|photograph|file photo|pool)\b|(?:/|--?|—|–)\s*$")

#: ``credit`` says whose words these are, ``byline`` only names an outlet at the head of the text.
CiteForm = Literal["says", "carried", "credit", "byline", "parenthesis"]


class Citation(NamedTuple):
    """An outlet that a passage leans on: how it says so, in which words, and whether they begin a quote."""

    passage: str
    outlet: OutletMention
    form: CiteForm
    kind: LinkKind
    evidence: Span


def sentence_at(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """The sentence of ``text[low:high]`` around ``start`` to ``end``, found by its punctuation.

    No more than :data:`_FAR` characters are searched on either side.
    """
    low, high = max(low, start - _FAR), min(high, end + _FAR)
    left = low
    for match in _STOP.finditer(text, low, start):
        if not _ABBREVIATED.search(text, max(low, match.end() - 16), match.end()):
            left = match.end()
    right = high
    for match in _STOP.finditer(text, end, high):
        if not _ABBREVIATED.search(text, max(low, match.end() - 16), match.end()):
            right = match.end()
            break
    return left, right


def citations(reading: Reading, passage: Passage, names: CaseNames) -> list[Citation]:
    """What ``passage`` leans on, in order; the page's head and foot are searched for credits."""
    text = reading.page.text
    inner = [p for p in reading.passages if p.parent == passage.id]
    holes = [(p.start, p.end) for p in inner if p.kind != "boilerplate"]
    furniture = [(p.start, p.end) for p in inner if p.kind == "boilerplate"]
    low, high = _frame(reading, passage)
    found: list[Citation] = []
    for mention in names.find(text, low, high):
        if any(a <= mention.start < b for a, b in holes):
            continue
        inside = passage.start <= mention.start < passage.end
        told = inside and not any(a <= mention.start < b for a, b in furniture)
        start, end = (passage.start, passage.end) if inside else (low, high)
        form = _form(text, start, end, mention, names)
        if form is None or not (told or form in ("credit", "byline")):
            continue
        span = _evidence(passage.page, text, start, end, mention)
        if span:
            found.append(Citation(passage.id, mention, form, _kind(form), span))
    return found


def _frame(reading: Reading, passage: Passage) -> tuple[int, int]:
    """The passage with the page's furniture before and after it, where its credits may stand."""
    if passage.parent is not None:
        return passage.start, passage.end
    others = [p for p in reading.passages if p.kind not in ("boilerplate", "spam") and p.parent is None]
    low = max((p.end for p in others if p.end <= passage.start), default=0)
    high = min((p.start for p in others if p.start >= passage.end), default=len(reading.page.text))
    return max(low, passage.start - _HEAD), min(high, passage.end + _HEAD)


def is_own(citation: Citation, own: frozenset[str]) -> bool:
    """Whether a citation in running text names the outlet whose text this is ("told the Ledger")."""
    if citation.form in ("credit", "byline"):
        return False
    if citation.outlet.short:
        return any(can_be(citation.outlet, key) for key in own)
    return citation.outlet.key in own


def _kind(form: CiteForm) -> LinkKind:
    return {
        "says": "reports",
        "carried": "mentions",
        "credit": "copies",
        "byline": "copies",
        "parenthesis": "reports",
    }[form]  # type: ignore[return-value]  # the four forms map to link kinds


def _form(text: str, start: int, end: int, mention: OutletMention, names: CaseNames) -> CiteForm | None:
    """What the name does in ``text[start:end]``; None where it only passes by."""
    line = text.rfind("\n\n", start, mention.start)
    low = max(start if line < 0 else line + 2, mention.start - _REACH)
    before, after = text[low : mention.start], text[mention.end : min(end, mention.end + _REACH)]
    patterns = _patterns()
    if patterns["photo_after"].match(after) or (_PHOTO.search(before) and not _dateline(before)):
        return None
    if patterns["asker"].search(before) and patterns["asked"].match(after):
        return None  # in a transcript: for whom the questioner works
    if patterns["wiki"].match(after):
        return None  # an encyclopaedia's own line
    if patterns["carried"].search(before):
        return "carried"
    if patterns["credit"].search(before) and patterns["credit_after"].match(after):
        return "credit"
    if patterns["parenthesis_before"].search(before) and patterns["parenthesis_after"].match(after):
        alone = before.endswith("(") and after.startswith(")")
        return "byline" if alone and mention.start - start < _HEAD else "parenthesis"
    if patterns["strong"].search(before) or patterns["verb"].match(after) or patterns["noun"].match(after):
        return "says"
    if patterns["of"].search(before) or patterns["reach"].search(before):
        return "says"
    return _line(text, start, mention, names)


def _dateline(before: str) -> bool:
    """Whether the mark before a name is a dateline's or a headline's, not a photo credit's."""
    return bool(re.search(r"\d{4}\s*\|\s*\d|\d{1,2}\s+[A-Z]\w+\s+$", before))


def _line(text: str, head: int, mention: OutletMention, names: CaseNames) -> CiteForm | None:
    """What a name says that has a line to itself, but for a date, a reporter and a headline.

    In the first lines it is a byline; with its day before it and a headline after it, as a digest of the
    press has it, a credit.
    """
    known = is_listed(mention.key) or is_agency(mention.key) or names.is_press(mention.key)
    if mention.short or not known:
        return None
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    end = len(text) if end < 0 else end
    patterns = _patterns()
    dated = patterns["dated"].search(text, start, min(end, mention.end + 40))
    if not dated and text.count("\n", head, max(head, start)) > 12:
        return None
    rest = (text[start : mention.start] + "\0" + text[mention.end : end]).strip()
    if patterns["digest"].match(rest):
        return "credit"
    return "byline" if len(rest) < 240 and patterns["alone"].fullmatch(rest) else None


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
        "strong": re.compile(
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
        "photo_after": re.compile(r"\s*/\s*[A-Z]|\s*(?:photo|image|picture)\b"),
        "dated": re.compile(day),
        "digest": re.compile(rf"(?:\W*{day}\W+)(?:[Tt]he\s+)?\0\s*(?:--?|—|–|:)\s+\S"),
        "alone": re.compile(
            rf"(?:[A-Z]{{2,}}[A-Z ,.]*\(|\W*|{day}\W+|.{{0,60}}\|\s*|[Bb]y\s+{person}(?:{person})?,?\s*)(?:[Tt]he\s+)?\0"
            rf"(?:\)?\W*(?:Writer|Staff|Correspondent)?\W*|\W*(?:\w+day,?\s*)?\(?{day}\)?.*|\s+(?:--?|—|–)\s+.+|\s(?:Writer|Staff|Correspondent).{{0,30}}|\)\s*(?:--|—|–|-).*)"
        ),
    }


def _evidence(page: str, text: str, start: int, end: int, mention: OutletMention) -> Span | None:
    low, high = sentence_at(text, mention.start, mention.end, start, end)
    if high - low > _LONGEST:
        low, high = max(low, mention.start - 140), min(high, mention.end + 100)
        while low > start and not text[low - 1].isspace() and low < mention.start:
            low += 1
        while high < end and not text[high].isspace() and high > mention.end:
            high -= 1
    return make_span(page, text, low, high)
