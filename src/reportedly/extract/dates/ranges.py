"""Dates that stand together and share what is told once: "June 1-3", "from 3 to 5 May", "January to March 2006"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from ...vocab import words
from .grammar import Found

__all__ = ["apart", "with_shared_years"]

_FIRST = re.compile(r"\d+(?:st|nd|rd|th)?", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:[-–‑/]|\w+)\s*")
#: What joins two days into one stretch; any other word leaves them two expressions.
_STRETCH = frozenset("-–‑/")


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


def _counts(doc: Doc, start: int, end: int) -> bool:
    number = doc.char_span(start, end, alignment_mode="expand")
    return number is not None and number[-1].dep_ == "nummod" and number[-1].head.i >= number.end


def with_shared_years(found: list[tuple[Found, DocSpan]], text: str) -> list[tuple[Found, DocSpan]]:
    """Give the first of two dates the year of the second ("January to March 2006", "3 May and 9 June 2001")."""
    shared: list[tuple[Found, DocSpan]] = []
    for number, (one, tokens) in enumerate(found):
        after = found[number + 1][0] if number + 1 < len(found) else None
        if (
            after
            and {"month", "year"} <= after.parts.keys()
            and "month" in one.parts
            and not {"year", "turn"} & one.parts.keys()
            and " ".join(text[one.end : after.start].split()) in words("timex", "range")
        ):
            one = one._replace(parts=one.parts | {"year": after.parts["year"]})
        shared.append((one, tokens))
    return shared
