"""Dates that stand together and share what is told once: "June 1-3", "from 3 to 5 May", "January to March 2006"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from ...vocab import words
from .grammar import Found

__all__ = ["apart", "listed", "with_shared"]

_FIRST = re.compile(r"\d+(?:st|nd|rd|th)?", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:[-–‑/]|\w+)\s*")
_NUMBER = re.compile(r"\d+")
#: Days before "9 May" or "5 and 9 May", and behind "June 3", of one list.
_BEFORE = re.compile(r"(?<![\d.,:/$£€-])(?<!\d )(?:\d{1,2}(?:st|nd|rd|th)?, ){1,6}$")
_BEHIND = re.compile(
    r"(?:, \d{1,2}(?:st|nd|rd|th)?){0,6}(?:, |,? (?:and|or) )\d{1,2}(?:st|nd|rd|th)?(?![\w:/.-]\w|\w)"
)
_LAST_DAY = 31
#: Characters of the longest list of days that is looked for.
_LIST = 60
#: What joins two days into one stretch; any other word leaves them two expressions.
_STRETCH = frozenset("-–‑/")
#: The parts of a time of the day that tell its day.
_DAY = frozenset({"deictic", "turn", "weekday", "month", "day", "year", "date"})


def apart(found: Found, doc: Doc) -> Iterator[Found]:
    """The expressions in a proposal of several days of one month.

    "June 1-3" is one expression; "from June 1 to 3" and "1 or 2 June" are two, each with the month and the year.
    """
    if found.rule != "days of month":
        yield found
        return
    month_first = found.parts["month"] and not doc.text[found.start : found.end].startswith(
        (found.parts["first"], "the", "The")
    )
    place = doc.text.find(found.parts["month"], found.start) + len(found.parts["month"]) if month_first else 0
    number = _FIRST.search(doc.text, max(place, found.start), found.end)
    joint = _JOINT.match(doc.text, number.end(), found.end) if number else None
    if number is None or joint is None:
        return
    shared = {name: text for name, text in found.parts.items() if name not in ("first", "joint", "weekday")}
    one = {**found.parts, "day": found.parts["first"]}
    one = {name: text for name, text in one.items() if name not in ("first", "joint")}
    first = Found(found.start, number.end(), "month day" if month_first else "day month", "DATE", one)
    if month_first and _counts(doc, joint.end(), found.end):
        # "On June 5 and 10 others were hurt": the second number counts something.
        yield first._replace(parts={k: v for k, v in one.items() if k != "year"})
    elif found.parts["joint"] in _STRETCH:
        yield found
    else:
        yield first
        yield Found(joint.end(), found.end, "month day" if month_first else "day month", "DATE", shared)


def listed(pieces: Sequence[Found], doc: Doc) -> Iterator[Found]:
    """The expressions of one proposal, with the days before or behind them that share their month ("3, 5 and 9 May",
    "June 3, 5 and 9").
    """
    for found in pieces:
        yield from _listed(found, doc, len(pieces) == 1)


def _listed(found: Found, doc: Doc, alone: bool) -> Iterator[Found]:
    if found.rule == "day month" and doc.text[found.start].isdigit() and "weekday" not in found.parts:
        run = _BEFORE.search(doc.text, max(0, found.start - _LIST), found.start)
        yield from _days_of(found, run, run is not None and _rising(run[0], found.parts["day"], last=True))
        yield found
    elif (
        alone
        and found.rule == "month day"
        and doc.text[found.end - 1].isdigit()
        and "year" not in found.parts
    ):
        yield found
        run = _BEHIND.match(doc.text, found.end)
        rises = run is not None and _rising(run[0], found.parts["day"], last=False)
        yield from _days_of(
            found, run, rises and run is not None and not _counts(doc, run.end() - 1, run.end())
        )
    else:
        yield found


def _rising(run: str, day: str, last: bool) -> bool:
    """Whether the numbers are days of one month in their order, ``day`` the last of them or the first."""
    own = [int(number) for number in _NUMBER.findall(day)]
    days = [int(number) for number in _NUMBER.findall(run)]
    whole = [*days, *own] if last else [*own, *days]
    return len(own) == 1 and whole == sorted(set(whole)) and whole[-1] <= _LAST_DAY


def _days_of(found: Found, run: re.Match[str] | None, holds: bool) -> Iterator[Found]:
    if run is None or not holds:
        return
    for number in _FIRST.finditer(run.string, *run.span()):
        yield Found(*number.span(), "day month", "DATE", {**found.parts, "day": number[0]})


def _counts(doc: Doc, start: int, end: int) -> bool:
    number = doc.char_span(start, end, alignment_mode="expand")
    return number is not None and number[-1].dep_ == "nummod" and number[-1].head.i >= number.end


def with_shared(found: list[tuple[Found, DocSpan]], text: str) -> list[tuple[Found, DocSpan]]:
    """Give an expression what the one after it tells for both.

    The year ("January to March 2006"), the month and the year of a list ("Monday 20, Tuesday 21 and Friday 24
    April"), the day of two hours ("between 8 and 10 p.m. on 31 December").  A weekday with a number that no
    month follows is the weekday alone ("on Monday 20 people").
    """
    shared: list[tuple[Found, DocSpan]] = []
    after: Found | None = None
    for one, tokens in reversed(found):
        if after is not None and _joined(text[one.end : after.start]):
            one = one._replace(parts=one.parts | _lent(one, after))
        if one.rule == "listed day":
            one, tokens = _in_list(one, tokens)
        shared.append((one, tokens))
        after = one
    return shared[::-1]


def _joined(between: str) -> bool:
    plain = " ".join(between.split())
    return plain == "," or plain in words("timex", "range")


def _lent(one: Found, after: Found) -> dict[str, str]:
    """What ``one`` takes from the expression after it."""
    parts, own = after.parts, one.parts.keys()
    if one.rule == "listed day" and "month" in parts:
        return {name: parts[name] for name in ("month", "year") if name in parts}
    if "month" in own and not {"year", "turn"} & own and {"month", "year"} <= parts.keys():
        return {"year": parts["year"]}
    if one.rule == after.rule == "clock" and not _DAY & own:
        return {name: parts[name] for name in _DAY if name in parts}
    return {}


def _in_list(one: Found, tokens: DocSpan) -> tuple[Found, DocSpan]:
    if "month" in one.parts:
        return one._replace(rule="day month"), tokens
    tokens = tokens[:-1]
    parts = {"weekday": one.parts["weekday"]}
    return Found(one.start, tokens.end_char, "weekday", "DATE", parts), tokens
