"""Whether a page writes the day or the month first, where its numeric dates leave it open ("02/08/2012").

Another numeric date of the same page shows it: one that can be read in one way only ("15/08/2012"), or that is the
page's own day of publication in one way only.  Pages that show both show nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from ...dates import Date
from ...records import DateForm, Extraction

__all__ = ["Order", "day_order"]

First = Literal["day_first", "month_first"]
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}(?!\d)")
#: The most that a month's number can be.
_MONTHS = 12


class Order(NamedTuple):
    """Which number comes first, and the id of the date that shows it."""

    first: First
    shown_by: str

    def applied(self, form: DateForm) -> DateForm:
        """The form of a date that could be read both ways, read in this order."""
        rest = {
            name: value for name, value in form.fields.items() if name not in ("day_first", "month_first")
        }
        return msgspec.structs.replace(form, fields={**rest, "date": form.fields[self.first]})


def day_order(extraction: Extraction, published: Iterable[Date | None]) -> Order | None:
    """The order that the page's dates show; ``published`` are the days on which its passages appeared."""
    days = {
        day.earliest.isoformat() for day in published if day and day.earliest and day.earliest == day.latest
    }
    shown = list(_shown(extraction, days))
    return shown[0] if len({order.first for order in shown}) == 1 else None


def _shown(extraction: Extraction, days: set[str]) -> Iterator[Order]:
    forms = {form.id: form for form in extraction.date_forms}
    for mention in extraction.dates:
        fields = forms[mention.id].fields if mention.id in forms else {}
        if "day_first" in fields:
            own: tuple[First, ...] = ("day_first", "month_first")
            fits = [first for first in own if fields[first] in days]
            if len(fits) == 1 and fields["day_first"] != fields["month_first"]:
                yield Order(fits[0], mention.id)
        elif numbers := _NUMERIC.search(mention.text):
            first, second = int(numbers[1]), int(numbers[2])
            if first > _MONTHS >= second:
                yield Order("day_first", mention.id)
            elif second > _MONTHS >= first:
                yield Order("month_first", mention.id)
