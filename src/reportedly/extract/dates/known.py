"""Days that have become names: "9/11", "the Sept. 11 attacks".  The days are data (``[[known_day]]`` in ``timex.toml``)."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan

from ...vocab import load
from .fields import normalise
from .grammar import Found

__all__ = ["is_known", "with_year"]


def is_known(text: str) -> str | None:
    """The date that a short form names ("9/11"), as ISO writes it; None where it is no name."""
    short = "".join(text.split())
    return next((day["date"] for day in load("timex")["known_day"] if short in day["short"]), None)


def with_year(found: Found, tokens: DocSpan) -> Found:
    """``found`` with its year where it names such a day by month, day and what happened on it."""
    if found.rule == "known day":
        return found._replace(parts={"date": is_known(found.parts["short"]) or ""})
    if "month" not in found.parts or "day" not in found.parts or {"year", "weekday"} & found.parts.keys():
        return found
    fields = normalise(found.parts)
    if not {"month", "day"} <= fields.keys():
        return found
    month_day = f"{int(fields['month']):02d}-{int(fields['day']):02d}"
    beside = {tokens.root.head.lower_} | {t.lower_ for t in tokens.root.head.children if t.i >= tokens.end}
    for day in load("timex")["known_day"]:
        if day["date"].endswith(month_day) and beside & set(day["of"]) and tokens.root.head.i >= tokens.end:
            return found._replace(parts=found.parts | {"year": day["date"][:4]})
    return found
