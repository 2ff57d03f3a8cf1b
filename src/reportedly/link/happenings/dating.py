"""On which days what a clause tells happened: the dates that stand in it, those of publishing and of saying left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ...records import Clause, DateMention, Passage
from ...vocab import words

__all__ = ["Dating"]

_FROM = re.compile(r"\s+(?:before|after|since|until)\s")
_TOLD_FROM = frozenset({"before", "after", "since", "until"})


class Dating:
    """Looks up the days of a clause: its own dates, those of the clause that it stands in, and of those that stand in it."""

    def __init__(
        self, passages: Sequence[Passage], clauses: Sequence[Clause], dates: Iterable[DateMention]
    ) -> None:
        stamped: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for passage in passages:
            for mark in passage.published.evidence if passage.published.basis == "stated" else ():
                stamped[mark.page].append((mark.start, mark.end))
        self._by_id = {c.id: c for c in clauses}
        self._parts: dict[str, list[Clause]] = defaultdict(list)
        for clause in clauses:
            if clause.governor is not None:
                self._parts[clause.governor].append(clause)
        self._dates: dict[str, list[DateMention]] = defaultdict(list)
        for date in dates:
            stamp = any(low <= date.start and date.end <= high for low, high in stamped[date.page])
            if date.edtf and date.type in ("DATE", "TIME") and not stamp:
                self._dates[date.page].append(date)

    def days(self, clause: Clause) -> list[str]:
        """The days as EDTF, in the order of the text; empty where the clause gives none."""
        over = self._by_id.get(clause.governor or "")
        if over is not None and not clause.nominal and clause.relation == "complement":
            over = None  # "a court found on Thursday that the ship sank": the day of the finding
        near = [clause, *([over] if over is not None else []), *self._parts[clause.id]]
        near = [c for c in near if c is clause or c.lemma not in _sayings()]
        spans = [(c.start, c.end) for c in near] + [(a.start, a.end) for c in near for a in c.arguments]
        return list(
            dict.fromkeys(
                d.edtf
                for d in self._dates.get(clause.page, ())
                if d.edtf and any(low <= d.start and d.end <= high for low, high in spans)
                if not any(_told_from(c, d) for c in near)
            )
        )


def _sayings() -> frozenset[str]:
    return words("cues", "verbs", "say", "words") | words("cues", "verbs", "tell", "words")


def _told_from(clause: Clause, date: DateMention) -> bool:
    """Whether a date is told from the event, and so not the event's: "three months before she sank"."""
    at = date.end - clause.start
    if date.text.split()[-1].lower() in _TOLD_FROM:
        return True
    return 0 <= at < len(clause.text) and bool(_FROM.match(clause.text[at:]))
