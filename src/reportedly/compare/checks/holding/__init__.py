"""A part of a retelling held against the cited text: supported, contradicted, or not found.

*Supported* needs the part's own words in one sentence of the cited text, as themselves, as near-synonyms, as
spellings of a name, or as the same number or date.  *Contradicted* is said only where the cited text answers
the same question of the same event with a value that cannot also be: another day for the same act, another
number of the same things, a group that would not take part, other words inside the same quotation marks.
All else is *not found*.
"""

from __future__ import annotations

from ..parts import Part
from .dates import find_date
from .numbers import find_number
from .refusals import stayed_away
from .texts import Found, Held, units_of
from .wording import find_quote, find_words

__all__ = ["Found", "Held", "hold", "units_of"]


def hold(held: Held, part: Part) -> Found:
    """The verdict on one part."""
    if part.kind == "quote":
        return find_quote(held, part)
    if part.date is not None:
        return find_date(held, part, part.date)
    if part.quantity is not None:
        return find_number(held, part, part.quantity)
    return stayed_away(held, part) or find_words(held, part)
