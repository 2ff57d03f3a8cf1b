"""Comments and forum posts: where each begins and ends, whose it is, and when it was written.

The marks of the common blog and forum engines stand in the vocabulary ``comments``.  A mark is a line; a
comment runs from its header mark to the next one, or from the end of the one before to its footer mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..vocab import load, words
from .evidence import bound, judged, weigh
from .lines import Line, bare, is_prose, terminal
from .members import Card, member_cards
from .noise import cards, is_noise, is_tail
from .stamps import Stamps

__all__ = ["Comment", "Mark", "find_comments", "is_heading", "marks"]

_WHO = r"(?P<who>[^\s<>|][^<>|]{0,70}?)"
_LONGEST = 160
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
#: An initial or a short form in a name: "Dora M.", "Capt. Mike".
_ABBREVIATED = re.compile(
    r"(?<=\b[^\W\d_])\.|(?<=\b[^\W\d_]{2})\.|(?<=\b[^\W\d_]{3})\.(?=\s)|(?<=\b[^\W\d_]{4})\.(?=\s)"
)
#: Lines of a member's card, and of a comment's head, at most.
_CARD, _HEADER = 14, 3
#: Words of a line under a comment's mark that is its text and no part of its head.
_TOLD = 8
#: What stands before the day of a text, and is nobody's name.
_LABELS = re.compile(
    r"(?:first |last |originally )?(?:published|updated?|posted|modified|created|aired|filed|issued|released|revised|corrected|corrections?|clarification|editor.s note)",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """A line that begins or ends a comment."""

    line: int
    kind: int
    place: str
    sure: bool
    who: str | None
    edtf: str | None
    dated: bool
    start: int | None = None  # where its comment begins, where not at its line
    stamped: int | None = None  # the line of its date, where not its own


class Comment(NamedTuple):
    """Lines ``first`` to ``last`` (inclusive); the marks among them are its header and footer."""

    first: int
    last: int
    author: str | None
    edtf: str | None
    stamp: int | None
    header: int | None
    footer: int | None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    return tuple(
        (re.compile(m["pattern"].replace("{who}", _WHO), re.IGNORECASE), m["place"], m["sure"])
        for m in load("comments")["mark"]
    )


@cache
def _heading() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load("comments")["heading"]["lines"]), re.IGNORECASE)


def is_heading(line: Line) -> bool:
    """Whether the line announces comments ("3 Responses to ...", "Comments:")."""
    plain = line.text.strip(" \t:.-–—*•|»«")
    return line.words <= 20 and any(_heading().fullmatch(text) for text in (plain, bare(plain)))


def marks(lines: Sequence[Line], stamps: Stamps) -> list[Mark]:
    """Every line that a comment engine could have printed round a comment."""
    found: list[Mark] = []
    for i, line in enumerate(lines):
        if len(line.text) > _LONGEST or line.words > 24 or is_heading(line):
            continue
        if i + 1 < len(lines) and lines[i + 1].text.startswith(">"):
            continue  # introduces what a message quotes
        stamp = stamps.first(line.text)
        text = re.sub(r"[\s\u00a0]+", " ", line.text)
        if stamp:
            text = line.text[: stamp.start] + "<date>" + line.text[stamp.end :]
            text = re.sub(r"[\s\u00a0]+", " ", text).strip()
        for number, (pattern, place, sure) in enumerate(_patterns()):
            match = pattern.fullmatch(text)
            if match:
                who = _name(match.groupdict().get("who"), account=number == 0)
                if who and _LABELS.fullmatch(who):
                    break
                if sure and stamp is None and _loose(lines, i, stamps):
                    # "He said:" stands in articles too.
                    if who is None or who.split()[0].lower() in words("english", "function_words"):
                        break
                    place, sure = "loose", False
                found.append(
                    Mark(i, number, place, sure, who, stamp.edtf if stamp else None, stamp is not None)
                )
                break
    return found


def _loose(lines: Sequence[Line], i: int, stamps: Stamps) -> bool:
    """Whether nothing but a name and a verb makes the line a mark: no dots behind it, no date below it."""
    if (
        lines[i].text.endswith(("...", "…"))
        or re.match(r"#?\d", lines[i].text)
        or _CLOCK.search(lines[i].text)
    ):
        return False
    return not any(x.words <= 12 and stamps.first(x.text) for x in lines[i + 1 : i + 3])


def _name(who: str | None, account: bool) -> str | None:
    if who is None:
        return None
    name = re.sub(r"^(?:submitted|posted) by (?:/?u/)?", "", who.strip(), flags=re.IGNORECASE)
    if account:
        kinds = "|".join(map(re.escape, load("comments")["account"]))
        name = re.sub(rf"^(?:{kinds})\s+(?=\S)", "", name, flags=re.IGNORECASE)
    return name.strip(" :,-–—•·") or None


def find_comments(lines: Sequence[Line], stamps: Stamps) -> list[Comment]:
    """The comments of a page in order; an empty list where it has none."""
    held = cards(lines)
    inside = {i for first, last in held for i in range(first, last + 1)}
    announced = next((i for i, line in enumerate(lines) if is_heading(line)), None)
    every = [
        m
        for m in marks(lines, stamps)
        if m.line not in inside and (m.place != "loose" or (announced is not None and m.line > announced))
    ]
    every = _without_head(every, lines)
    sure = [m for m in every if m.sure]
    if held and not sure:
        return _headed([_of_card(c) for c in member_cards(held, lines, stamps)], every, lines)
    used = sure or _repeated(every, announced)
    if not used:
        return []
    kinds = {m.kind for m in used}
    chosen = [m for m in every if m.kind in kinds and _plausible(m)]
    if not chosen:
        return []
    place = _place(chosen, lines, announced)
    if place == "footer":
        return _footed(chosen, lines, announced)
    return _with_cards(_headed(chosen, every, lines), list(member_cards(held, lines, stamps)))


def _without_head(every: list[Mark], lines: Sequence[Line]) -> list[Mark]:
    """``every`` without the byline or the stamp of the page's own text.

    It stands above all text, or above the heading that announces the comments, and its kind never comes again.
    """
    first = next((i for i, line in enumerate(lines) if is_prose(line) and not is_noise(line)), len(lines))
    announced = next((i for i, line in enumerate(lines) if is_heading(line)), 0)
    again = Counter(m.kind for m in every if m.line > announced)
    return [m for m in every if m.line > max(first, announced) or again[m.kind] > (m.line > announced)]


def _with_cards(found: list[Comment], cards: Sequence[Card]) -> list[Comment]:
    """The comments with the cards that stand right above their headers ("Post by X on ...")."""
    for n, c in enumerate(found):
        above = [k.first for k in cards if c.first - _CARD <= k.first < c.first and k.who == c.author]
        if above and n and above[-1] > found[n - 1].first:
            found[n - 1] = found[n - 1]._replace(last=above[-1] - 1)
            found[n] = c._replace(first=above[-1])
    return found


def _of_card(card: Card) -> Mark:
    """A forum member's card begins a post."""
    return Mark(
        card.name_line, -1, "card", True, card.who, card.edtf, card.edtf is not None, card.first, card.dated
    )


def _plausible(mark: Mark) -> bool:
    if mark.who is None:
        return True
    who = _ABBREVIATED.sub("", mark.who)
    if not mark.sure and (len(who.split()) > 5 or re.search(r"[\"“”!?:;.]", who)):
        return False  # "Oct. 31, 2012 The "hug"": an entry of a chronicle
    return len(who.split()) <= 9 and not who.endswith((".", "!", "?"))


def _repeated(every: Sequence[Mark], announced: int | None) -> list[Mark]:
    """Marks that hold only together: one kind at least twice, or once after a heading."""
    for kind in sorted({m.kind for m in every}):
        same = [m for m in every if m.kind == kind and _plausible(m)]
        if len(same) >= 2 and len({m.line for m in same}) >= 2 and same[-1].line - same[0].line > 1:
            return same
        if announced is not None and any(m.line > announced for m in same):
            return [m for m in same if m.line > announced]
    return []


def _place(
    chosen: Sequence[Mark], lines: Sequence[Line], announced: int | None
) -> Literal["header", "footer"]:
    places = {m.place for m in chosen}
    if places & {"header", "dated", "loose"}:
        return "header"
    if places == {"footer"}:
        return "footer"
    last = chosen[-1].line
    after = any(is_prose(line) and not is_noise(line) for line in lines[last + 1 :])
    begin = announced + 1 if announced is not None and announced < chosen[-1].line else 0
    first = next((m.line for m in chosen if m.line >= begin), last)
    before = any(is_prose(line) for line in lines[begin:first])
    return "footer" if before and not after else "header"


def _headed(chosen: Sequence[Mark], every: Sequence[Mark], lines: Sequence[Line]) -> list[Comment]:
    comments: list[Comment] = []
    dates = {m.line: m for m in every if m.dated and m.who is None}
    starts = [_with_name(m, lines) for m in chosen]
    for n, (mark, start, who) in enumerate(starts):
        stop = starts[n + 1][1] - 1 if n + 1 < len(starts) else len(lines) - 1
        edtf, footer = mark.edtf, None
        stamp = (mark.line if mark.stamped is None else mark.stamped) if mark.dated else None
        if not mark.dated and mark.place != "card":
            inside = [k for k in dates if mark.line < k <= stop]
            # Blogger prints the time under the comment; others right under the name.
            if inside:
                stamp = inside[0] if inside[0] == mark.line + 1 else inside[-1]
                edtf = dates[stamp].edtf
                footer = stamp if stamp > mark.line + 1 else None
        if n + 1 == len(starts):
            stop = _end(lines, mark.line, stop, footer)
        elif footer is not None:
            stop = footer
        comments.append(Comment(start, stop, who, edtf, stamp, mark.line, footer))
    return comments


def _with_name(mark: Mark, lines: Sequence[Line]) -> tuple[Mark, int, str | None]:
    """A mark that is only a date takes the short line above it for the name."""
    if mark.line > 0 and mark.who is not None and mark.kind >= 0:
        # Slashdot and its kin print the comment's subject above its mark.
        above, text = lines[mark.line - 1], lines[mark.line].text
        subject = (
            lines[mark.line].gap == 0
            and 1 <= above.words <= 16
            and not terminal(above.text)
            and (above.gap > 0 or "(Score:" in above.text)
        )
        if (
            subject
            and re.match(r"(?:by|posted by)\b", text, re.IGNORECASE)
            and not is_noise(above)
            and not is_heading(above)
        ):
            return mark, mark.line - 1, mark.who
    if mark.who is None and mark.line > 0:
        above = lines[mark.line - 1]
        if (
            above.words <= 4
            and len(above.text) <= 40
            and lines[mark.line].gap == 0
            and not is_noise(above)
            and not is_prose(above)
        ):
            return mark, mark.line - 1, above.text
    return mark, mark.line if mark.start is None else mark.start, mark.who


def _end(lines: Sequence[Line], start: int, stop: int, footer: int | None) -> int:
    """Where the last comment of the page ends: at its footer, or before the page's own furniture."""
    if footer is not None:
        return footer
    # What stands right under the mark is the comment, whatever it says.
    under = range(start + 1, min(stop, start + _HEADER) + 1)
    own = next((i for i in under if lines[i].words >= _TOLD or is_prose(lines[i])), start)
    for i in range(own + 1, stop + 1):
        if is_tail(lines[i]) or (
            _closes(lines[i]) and not any(is_prose(x) and not _closes(x) for x in lines[i:])
        ):
            return max(start, i - 1)
    return stop


def _closes(line: Line) -> bool:
    """Whether the line could be of the furniture under the last comment."""
    return is_noise(line) or (judged(line) and weigh(line.text) >= bound("outside"))


def _footed(chosen: Sequence[Mark], lines: Sequence[Line], announced: int | None) -> list[Comment]:
    comments: list[Comment] = []
    begin = announced + 1 if announced is not None and announced < chosen[-1].line else None
    for mark in chosen:
        if begin is None and not any(is_prose(line) for line in lines[: mark.line]):
            continue  # the post's own head
        if begin is None:  # the first footer ends the post itself
            begin = mark.line + 1
            continue
        if mark.line < begin:
            continue
        while begin < mark.line and (is_noise(lines[begin]) or is_heading(lines[begin])):
            begin += 1
        comments.append(
            Comment(begin, mark.line, mark.who, mark.edtf, mark.line if mark.dated else None, None, mark.line)
        )
        begin = mark.line + 1
    return comments
