"""Dates solved: what each time expression means, given when its passage was published.

The day of publication may be known only as an interval.  Then an expression is solved for both its ends:
where they agree, that is the answer; where they differ, the EDTF interval around them is given and no value.  Without any date of publication, what hangs on it stays unsolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from ...dates import WEEKDAYS, Date
from ...records import DateForm, DateMention, Extraction, Finding, Passage, Span
from ...vocab import words
from .anchored import anchored
from .order import day_order
from .solver import Earlier, Solution, as_date, solve_form

__all__ = ["solve", "weekday_findings"]

#: A date of publication that can be more days than this is as good as none for what hangs on the day.
_MOST_DAYS = 400
#: Days by which a report can be older than the page that carries it, for its dateline to date it.
_CARRIED = 14


def solve(extraction: Extraction, passages: Iterable[Passage]) -> list[DateMention]:
    """The time expressions of one page, solved as far as they can be, in order."""
    published = {p.id: as_date(p.published.edtf) for p in passages}
    forms = {form.id: form for form in extraction.date_forms}
    clocks = {p.id: _clock_of(p.published.edtf) for p in passages}
    order = day_order(extraction, published.values())
    history: dict[str, list[list[Earlier]]] = {}
    written_on: dict[str, str] = {}  # the dateline that a passage's days are seen from
    solved: list[DateMention] = []
    for mention in extraction.dates:
        form = forms.get(mention.id)
        if form is None:
            solved.append(mention)
            continue
        days = _days(published.get(mention.passage))
        worlds = history.setdefault(mention.passage, [[] for _ in days])
        seen_from = written_on.get(mention.passage, "published")
        if "day_first" in form.fields and order is not None:
            form = order.applied(form)
        clock = clocks.get(mention.passage) if seen_from == "published" else None
        answer = _solve_one(mention, form, days, worlds, clock)
        if answer.anchor == "stated" and form is not forms[mention.id] and order is not None:
            answer = msgspec.structs.replace(answer, anchor=order.shown_by)
        if answer.anchor == "published":
            answer = msgspec.structs.replace(answer, anchor=seen_from)
        solved.append(answer)
        written = _dateline_day(form, solved[-1], published.get(mention.passage))
        if written:
            published[mention.passage], written_on[mention.passage] = written, mention.id
            history[mention.passage] = [worlds[0]]
    return anchored(solved, forms, {})


def _dateline_day(form: DateForm, mention: DateMention, published: Date | None) -> Date | None:
    """The day that a dateline names: the day of writing, from which "today" and "Tuesday" are seen.

    It stands where the page is of the same days, or where the page tells none and the dateline its year.
    """
    day = as_date(mention.edtf) if "dateline" in form.fields else None
    if day is None or day.is_interval or day.precision != "day" or day.earliest is None:
        return None
    if published is None or published.latest is None or published.earliest is None:
        return day if mention.anchor == "stated" else None
    return day if 0 <= (published.latest - day.earliest).days <= _CARRIED else None


def _solve_one(
    mention: DateMention,
    form: DateForm,
    days: Sequence[date | None],
    worlds: Sequence[list[Earlier]],
    clock: str | None,
) -> DateMention:
    """Solve for the first and the last day that the passage can have been published on, and join the answers."""
    answers = []
    for now, before in zip(days, worlds, strict=True):
        answer = solve_form(form, mention.type, now, before, clock)
        answers.append(answer)
        if answer.granule and answer.anchor and not _beside_the_story(form):
            stated = answer.anchor == "stated"
            before.append(
                Earlier(
                    mention.id,
                    answer.granule,
                    stated,
                    _compares(form),
                    mention.end,
                    form.sentence,
                    form.governor in words("timex", "telling"),
                    _clock_of(answer.value),
                )
            )
    joined = _joined(answers)
    clock = form.fields.get("clock") or form.fields.get("date", "")[10:] or _clock_of(joined.value)
    return msgspec.structs.replace(
        mention, value=joined.value, edtf=joined.edtf, anchor=joined.anchor, clock=clock
    )


def _beside_the_story(form: DateForm) -> bool:
    """Whether the expression dates the report, not what it tells: a dateline, a time stamp."""
    return "dateline" in form.fields or (form.rule == "iso" and "clock" in form.fields)


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


def _clock_of(edtf: str | None) -> str | None:
    """The time of the day of a date that tells one ("T14:05")."""
    found = re.search(r"T\d\d:\d\d", edtf or "")
    return found[0] if found else None


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


def weekday_findings(mentions: Iterable[DateMention], forms: Iterable[DateForm]) -> Iterator[Finding]:
    """A weekday that does not fall on the date that it is written with: reported, never repaired."""
    by_id = {form.id: form for form in forms}
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
                f"{mention.text!r} names a {WEEKDAYS[told]}, but {solved.edtf[:10]} was a {WEEKDAYS[real]}.",
                (Span(mention.page, mention.start, mention.end, mention.text),),
            )
