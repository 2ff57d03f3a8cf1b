"""Which passage of the case an outlet's name stands for: "the Ledger, which reported Tuesday".

A passage is a candidate where its publisher, agency or credit is that outlet.  It is held to the date
that the citing words give, to the order of the two publications, and to what the two texts are about.
Where nothing fits, the outlet is one outside the case.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, timedelta
from typing import Literal, NamedTuple

from ...dates import WEEKDAYS, month_of, weekday_of
from ...names.outlets import OutletMention, can_be
from ...records import Passage, Span
from ...vocab import words
from .cited import Citation
from .copies import Text, published_on

__all__ = ["Library", "Outlets", "Topics", "beside", "stated_day"]

_DAYS = frozenset(day.lower() for day in WEEKDAYS)
_DAY = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b(?!\s+(?:times|telegraph|mirror|express|mail))", re.I
)
_DATE = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})\b|"
    r"\b(\d{1,2})\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.I,
)
_COARSE = re.compile(
    r"\blast (?:year|month|week)\b|\bin (?:(?:19|20)\d\d|(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December))\b",
    re.I,
)
#: Words up to one that opens a new clause: a day before it is another act's.
_CLAUSE = re.compile(
    r"^.*\b(?:after|before|when|because|since|while|although|though|until|whom?|which)\b", re.DOTALL
)
#: Words up to a mark that closes a quotation.
_CLOSED = re.compile(r"^.*[”\"]", re.DOTALL)
#: Share of the citing words' weight that the cited text must have: where the citing words give its day or
#: its weekday, where the two appeared within a week, where the citing words give its month or year, where a
#: date is unknown, where they lie further apart.
_ABOUT = {"day": 0.12, "weekday": 0.15, "week": 0.2, "period": 0.3, "unknown": 0.25, "apart": 0.5}
#: An outlet's texts that are all looked at; of more, those with one of so many rarest words.
_MANY, _RAREST = 60, 12
#: Words of a phrase that shows which text is meant.
_RUN = 3
#: What such a phrase adds to the share of words.
_PHRASE = 0.3
#: Days that a citing text may be older than the cited: "a story tomorrow", time zones.
_AHEAD = 2

#: For every passage's id the outlets whose text it is, by their keys.
Outlets = Mapping[str, frozenset[str]]


Nearness = Literal["day", "weekday", "week", "period", "unknown", "apart"]


class Topics:
    """How much of a stretch of words stands in a text, rare words weighing more (inverse document frequency)."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._where: dict[str, list[str]] = {}
        self._sets = {t.passage.id: frozenset(t.words.forms) for t in texts}
        self._words = {t.passage.id: t.words.forms for t in texts}
        self._runs: dict[tuple[str, ...], set[str]] = {}
        count: dict[str, int] = {}
        for forms in self._sets.values():
            for form in forms:
                count[form] = count.get(form, 0) + 1
        self._weight = {
            form: math.log(1 + len(texts) / n) for form, n in count.items() if len(form) > 3 or form.isdigit()
        }

    def holding(self, forms: Iterable[str]) -> frozenset[str]:
        """The passages that hold one of the rarest of ``forms``."""
        if not self._where:
            for ident, forms_of in self._sets.items():
                for form in forms_of:
                    self._where.setdefault(form, []).append(ident)
        rare = sorted({f for f in forms if f in self._weight}, key=lambda f: (-self._weight[f], f))[:_RAREST]
        return frozenset(ident for form in rare for ident in self._where[form][:_MANY])

    def phrase(self, forms: Sequence[str], passage: str, own: str) -> bool:
        """Whether a run of the words, two of them of some weight, stands in ``passage`` and in no third text."""
        if not self._runs:
            for ident, forms_of in self._words.items():
                for run in {forms_of[i : i + _RUN] for i in range(len(forms_of) - _RUN + 1)}:
                    if sum(form in self._weight for form in run) >= 2:
                        self._runs.setdefault(run, set()).add(ident)
        return any(
            passage in found and found <= {passage, own}
            for i in range(len(forms) - _RUN + 1)
            if (found := self._runs.get(tuple(forms[i : i + _RUN])))
        )

    def shared(self, forms: Iterable[str], passage: str) -> float:
        """Of the weight of ``forms``, the part whose words stand in the passage: 0 to 1."""
        every = {form for form in forms if form in self._weight}
        total = sum(self._weight[form] for form in sorted(every))
        have = sum(self._weight[form] for form in sorted(every & self._sets.get(passage, frozenset())))
        return have / total if total else 0.0


class Citing(NamedTuple):
    """A citation, the text that it stands in, and the words around it."""

    citation: Citation
    text: Text
    near: str  # the words beside the name, where a date of publication would stand
    said: tuple[str, ...]  # the word forms of the citing sentence
    about: tuple[str, ...]  # the same, and of what follows it


def beside(page: str, mention: OutletMention, evidence: Span) -> str:
    """The words beside an outlet's name where its day would stand: those after it, else those before it.

    What stands inside quotation marks belongs to the speaker.
    """
    after = page[mention.end : min(evidence.end, mention.end + 45)]
    if _DATE.search(after) or _DAY.search(after) or _COARSE.match(after.lstrip(" ,")):
        return after
    before = page[max(evidence.start, mention.start - 40) : mention.start]
    return _CLAUSE.sub("", _CLOSED.sub("", before))


class Library:
    """The texts of a case by the outlets whose they are, to be asked which one a citation stands for.

    ``shared`` are the pairs of texts that share a run of words: that they speak of one thing is shown.
    """

    def __init__(
        self, texts: Sequence[Text], outlets: Outlets, topics: Topics, shared: Set[tuple[int, int]]
    ) -> None:
        self.topics, self.shared = topics, shared
        self._by_key: dict[str, list[Text]] = {}
        for text in texts:
            if text.passage.kind != "comment":
                for key in sorted(outlets.get(text.passage.id, frozenset())):
                    self._by_key.setdefault(key, []).append(text)
        self._keys: dict[tuple[str, bool], list[str]] = {}

    def resolve(self, citing: Citing) -> Text | None:
        """The text that the citation stands for, or None where none in the case fits.

        One that appeared long before comes after any that may be of the time; one of the citing page's own
        (pasted into its comments) after any other.
        """
        best: tuple[bool, bool, float, int] | None = None
        chosen: Text | None = None
        for text in self._candidates(citing):
            nearness = near_in_time(citing, text.passage)
            if nearness is None or text.passage.id == citing.text.passage.id:
                continue
            score = self._alike(citing, text)
            pair = (citing.text.order, text.order)
            alike = pair in self.shared or pair[::-1] in self.shared
            if score < _ABOUT[nearness] and not alike:
                continue
            elsewhere = text.passage.page != citing.text.passage.page
            rank = (nearness != "apart", elsewhere, score + alike, -text.order)
            if best is None or rank > best:
                best, chosen = rank, text
        return chosen

    def _alike(self, citing: Citing, text: Text) -> float:
        """How much of what is reported stands in the text: of the sentence, or with what follows it.

        The outlet's own name shows nothing; a phrase of the sentence's that no third text has shows much.
        """
        passage = text.passage.id
        name = {*citing.citation.outlet.key.split(), *_DAYS, *words("derivation", "verbs", "reporting")}
        said, about = ([f for f in forms if f not in name] for forms in (citing.said, citing.about))
        score = max(self.topics.shared(said, passage), self.topics.shared(about, passage))
        phrase = self.topics.phrase(said, passage, citing.text.passage.id)
        return score + _PHRASE if phrase else score

    def _candidates(self, citing: Citing) -> list[Text]:
        """The outlet's texts; of very many only those that hold one of the rarest words of what is told."""
        outlet = citing.citation.outlet
        known = (outlet.key, outlet.short)
        if known not in self._keys:
            self._keys[known] = [key for key in sorted(self._by_key) if can_be(citing.citation.outlet, key)]
        found = {text.order: text for key in self._keys[known] for text in self._by_key[key]}
        if len(found) > _MANY:
            near = self.topics.holding(citing.about)
            found = {order: text for order, text in found.items() if text.passage.id in near}
        return [found[order] for order in sorted(found)]


def near_in_time(citing: Citing, cited: Passage) -> Nearness | None:
    """How near in time the cited text is; None where it cannot be the one that is meant."""
    when, now = published_on(cited), published_on(citing.text.passage)
    if when is None:
        return "unknown"
    if now and when > now + timedelta(days=_AHEAD):
        return None
    stated = stated_day(citing.near)
    if stated:
        return "day" if any((d.month, d.day) == stated for d in _about(when)) else None
    weekday = _DAY.search(citing.near)
    if weekday:
        number = weekday_of(weekday.group(1))
        late = now is not None and (now - when).days > 8
        return "weekday" if not late and when.weekday() in {number, (number + 1) % 7} else None
    coarse = _COARSE.search(citing.near)
    if coarse and now:
        fits = _in_period(coarse.group().lower(), when, now)
        return "period" if fits else None
    if now is None:
        return "unknown"
    return "week" if (now - when).days <= 7 else "apart"


def stated_day(text: str) -> tuple[int, int] | None:
    """The month and day of the first date in ``text``, whatever its year."""
    named = _DATE.search(text)
    if named is None:
        return None
    month, day = (named.group(1), named.group(2)) if named.group(1) else (named.group(4), named.group(3))
    return month_of(month), int(day)


def _in_period(period: str, when: date, now: date) -> bool:
    """Whether ``when`` lies in the month or year that the words "last year", "in June" mean as of ``now``."""
    name = period.rsplit(maxsplit=1)[-1]
    if name in ("year", "month", "week"):
        back = {"year": (366, when.year == now.year - 1), "month": (62, True), "week": (14, True)}[name]
        return back[1] and (now - when).days <= 2 * back[0]
    if name.isdigit():
        return int(name) in (when.year, when.year + 1)
    return when.month == month_of(name)


def _about(day: date) -> tuple[date, ...]:
    return day - timedelta(days=1), day, day + timedelta(days=1)
