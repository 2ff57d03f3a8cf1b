"""The year that the accounts of an affair give a day of the month, for a later text that leaves it out.

A text of 2012 that tells of "12 October" would be read as 2011's.  Where accounts of its affair name that day with
its year, or were printed in its weeks, and all of them in one year, that year is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from ...dates import Date
from ...records import DateForm, DateMention
from .solver import as_date

__all__ = ["with_years_of_affair"]

#: Days before its publication within which a report leaves the year out with no one being misled.
_RECENT = 45
#: Pages that must tell the year.
_PAGES = 2


def with_years_of_affair(
    solved: Iterable[DateMention], forms: Mapping[str, DateForm], published: Mapping[str, Date | None]
) -> list[DateMention]:
    """``solved``, with the year of the affair in days that were only guessed to be of the year before their text.

    ``published`` gives the day on which each passage appeared.
    """
    solved = list(solved)
    told: dict[tuple[int, int], dict[int, set[str]]] = {}
    for mention in solved:
        day = _day(mention, forms)
        if day and (mention.anchor == "stated" or _is_near(day, published.get(mention.passage))):
            told.setdefault((day.month, day.day), {}).setdefault(day.year, set()).add(mention.page)
    return [_mended(mention, _day(mention, forms), told, published) for mention in solved]


def _day(mention: DateMention, forms: Mapping[str, DateForm]) -> date | None:
    """The day that an expression with a month and a day of it was solved to."""
    form, solved = forms.get(mention.id), as_date(mention.edtf)
    if form is None or solved is None or not {"month", "day"} <= form.fields.keys() or solved.is_interval:
        return None
    return solved.earliest if solved.precision in ("day", "time") else None


def _is_near(day: date, published: Date | None) -> bool:
    latest = published.latest if published else None
    return latest is not None and abs((latest - day).days) <= _RECENT


def _mended(
    mention: DateMention,
    day: date | None,
    told: Mapping[tuple[int, int], Mapping[int, set[str]]],
    published: Mapping[str, Date | None],
) -> DateMention:
    appeared = published.get(mention.passage)
    if day is None or mention.anchor != "published" or appeared is None or appeared.latest is None:
        return mention
    years = told.get((day.month, day.day), {})
    if _is_near(day, appeared) or len(years) != 1 or day.year in years:
        return mention
    ((year, pages),) = years.items()
    if len(pages - {mention.page}) < _PAGES or day.replace(year=year) > appeared.latest:
        return mention
    old = f"{day.year:04d}"
    value, edtf = (
        f"{year:04d}{text[4:]}" if text and text.startswith(old) else text
        for text in (mention.value, mention.edtf)
    )
    return msgspec.structs.replace(mention, value=value, edtf=edtf)
