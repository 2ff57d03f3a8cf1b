"""Dates solved: what each time expression means, given when its passage was published.

The day of publication may be known only as an interval.  Then an expression is solved for both its ends:
where they agree, that is the answer; where they differ, the EDTF interval around them is given and no value.  Without any date of publication, what hangs on it stays unsolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from ...dates import Date, DateError, Duration
from ...records import DateForm, DateMention, Extraction, Finding, Passage, Span
from .solver import Earlier, Solution, as_date, solve_form

__all__ = ["solve", "weekday_findings"]

#: A date of publication that can be more days than this is as good as none for what hangs on the day.
_MOST_DAYS = 400
#: Characters within which a length and the date that it is tied to stand.
_REACH = 60


def solve(extraction: Extraction, passages: Iterable[Passage]) -> list[DateMention]:
    """The time expressions of one page, solved as far as they can be, in order."""
    published = {p.id: as_date(p.published.edtf) for p in passages}
    forms = {form.id: form for form in extraction.date_forms}
    history: dict[str, list[list[Earlier]]] = {}
    solved: list[DateMention] = []
    for mention in extraction.dates:
        form = forms.get(mention.id)
        if form is None:
            solved.append(mention)
            continue
        days = _days(published.get(mention.passage))
        worlds = history.setdefault(mention.passage, [[] for _ in days])
        solved.append(_solve_one(mention, form, days, worlds))
    return _tied(solved, forms)


def _solve_one(
    mention: DateMention, form: DateForm, days: Sequence[date | None], worlds: Sequence[list[Earlier]]
) -> DateMention:
    """Solve for the first and the last day that the passage can have been published on, and join the answers."""
    answers = []
    for now, before in zip(days, worlds, strict=True):
        answer = solve_form(form, mention.type, now, before)
        answers.append(answer)
        if answer.granule and answer.anchor:
            before.append(Earlier(mention.id, answer.granule, answer.anchor == "stated", _compares(form)))
    joined = _joined(answers)
    return msgspec.structs.replace(mention, value=joined.value, edtf=joined.edtf, anchor=joined.anchor)


def _compares(form: DateForm) -> bool:
    """Whether the expression names the period that figures are held against."""
    return (
        "ago" in form.fields
        or form.rule == "year period"
        or (form.fields.get("unit") == "Y" and form.rule in ("ago", "earlier"))
    )


def _joined(answers: Sequence[Solution]) -> Solution:
    first = answers[0]
    if all(a.value == first.value and a.edtf == first.edtf for a in answers):
        return first
    dates = [as_date(a.edtf) for a in answers]
    lows = [d.earliest for d in dates if d and d.earliest]
    highs = [d.latest for d in dates if d and d.latest]
    if len(lows) < len(answers) or len(highs) < len(answers):
        return Solution()
    return Solution(None, Date.between(min(lows), max(highs)).edtf, first.anchor)


def _days(published: Date | None) -> Sequence[date | None]:
    """The first and the last day that ``published`` can be; one unknown day where it is open or too wide.

    What an expression means never moves back while the day of writing moves on, so what the two ends agree
    on, all days between agree on.
    """
    if published is None or published.earliest is None or published.latest is None:
        return (None,)
    first, last = published.earliest, published.latest
    if (last - first).days >= _MOST_DAYS:
        return (None,)
    return (first, last) if first < last else (first,)


def _tied(solved: list[DateMention], forms: dict[str, DateForm]) -> list[DateMention]:
    """Date the lengths that are tied to a date beside them ("ten days after the talks of 3 June")."""
    tied: list[DateMention] = []
    for number, mention in enumerate(solved):
        form = forms.get(mention.id)
        after = solved[number + 1] if number + 1 < len(solved) else None
        if form and after and mention.type == "DURATION" and form.relation in ("after", "before"):
            mention = _shifted(mention, form, after, forms.get(after.id))
        tied.append(mention)
    return tied


def _shifted(mention: DateMention, form: DateForm, after: DateMention, other: DateForm | None) -> DateMention:
    start = as_date(after.edtf)
    near = other is not None and other.sentence == form.sentence and after.start - mention.end <= _REACH
    if start is None or not near or mention.value is None or after.passage != mention.passage:
        return mention
    try:
        moved = start.shift(Duration.parse(mention.value), back=form.relation == "before")
    except (DateError, OverflowError, ValueError):
        return mention
    return mention if moved is None else msgspec.structs.replace(mention, edtf=moved.edtf, anchor=after.id)


def weekday_findings(mentions: Iterable[DateMention], forms: Iterable[DateForm]) -> Iterator[Finding]:
    """A weekday that does not fall on the date that it is written with: reported, never repaired."""
    by_id = {form.id: form for form in forms}
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    for mention in mentions:
        form = by_id.get(mention.id)
        solved = as_date(mention.edtf)
        if form is None or solved is None or "weekday" not in form.fields or "day" not in form.fields:
            continue
        told, real = int(form.fields["weekday"]) - 1, solved.weekday
        if real is not None and told != real:
            yield Finding(
                mention.page,
                "weekday",
                f"{mention.text!r} names a {names[told]}, but {solved.edtf[:10]} was a {names[real]}.",
                (Span(mention.page, mention.start, mention.end, mention.text),),
            )
