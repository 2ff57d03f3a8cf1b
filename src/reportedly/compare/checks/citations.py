"""Citation checks: where an account says "B reports X" and B is in the case, X is held against B's own words.

What is told from another account (:mod:`.told`) is cut into parts (:mod:`.parts`), and each part is held against every
text of the case that is the cited outlet's, the best match counting.  A part is *supported* where a sentence says the
same (:mod:`.support`), *contradicted* where a typed value of the text cannot also be (:mod:`.clashes`), and *not found*
only where the text is plainly the one that is meant, is whole, and has nothing of the kind.  Else nothing is said.
Words that a copier changed inside quotation marks are a check of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ... import fitted
from ...names.press import outlet_key
from ...records import CitationCheck, Link, Linked, Passage, Span, Target, Verdict
from ...spans import content_id
from ...values import as_date
from ..sheet import Sheet
from .clashes import clashes, hedged_in, reversed_in
from .parts import inner, parts
from .support import Against, Match, absence, main_clause, matches
from .told import Told, names_outlet, told
from .words import Rarity, like, units_of, words_in

__all__ = ["check_citations"]

_LONGEST = 300
#: Probabilities above which a verdict is given; set on the affairs, each left out of the fit, so that of what is
#: called contradicted or not found about three in four stand in the gold.
_SUPPORTED, _CLASH, _ABSENT = 0.15, 0.48, 0.75
#: The same for a phrase of a part.
_WITHIN = 0.4
#: How surely a sentence must be about what a part says before its denial contradicts it.
_SURE = 0.5
#: A part that is supported at least so far is not called contradicted by a value of another sentence; and one that is
#: supported so far shows that the text is the one that is meant.
_SAID, _MEANT = 0.6, 0.3
#: Characters of a part whose numbers, dates and circumstances are looked at as well.
_LONG = 60
#: Content words that a part needs before it can be missed.
_TELLING = 3
#: Characters of a part that a contradiction takes whole; of a longer one it takes the value with its verb.
_SHORT = 90


class _Found(NamedTuple):
    verdict: Verdict
    start: int
    end: int
    cited: Passage
    evidence: Span | None
    why: str
    sure: float = 1.0


def check_citations(linked: Linked, accounts: Mapping[str, Sheet]) -> tuple[CitationCheck, ...]:
    """The citation checks of a case; ``accounts`` are the sheets by their passages' ids."""
    return tuple(_Checker(linked, accounts).run())


class _Checker:
    def __init__(self, linked: Linked, accounts: Mapping[str, Sheet]) -> None:
        self.linked, self.accounts = linked, accounts
        self.passages = {p.id: p for p in linked.passages}
        self.cut = {p.id for p in linked.pages if p.cut}
        self.cites: dict[str, list[Link]] = {}
        for cite in linked.cites:
            self.cites.setdefault(cite.source, []).append(cite)
        self._keys = _outlets_of(linked)
        self._copies = {(k.source, k.target.passage) for k in linked.links if k.kind == "copies"}
        self._rarity: Rarity | None = None
        self._held: dict[tuple[str, str], Against] = {}

    def run(self) -> Iterator[CitationCheck]:
        found: list[CitationCheck] = []
        for sheet in self.accounts.values():
            items = list(told(sheet, self.cites.get(sheet.passage.id, ()), self.passages))
            inside = [item for item in items if item.target.passage in self.accounts]
            found.extend(
                self._outside(sheet, item) for item in items if item.target.passage not in self.accounts
            )
            found.extend(self._inside(sheet, inside))
        found.extend(self._altered())
        yield from _distinct(found)

    def _inside(self, sheet: Sheet, items: Iterable[Told]) -> Iterator[CitationCheck]:
        """The checks of what one account tells from texts of the case; what is missed only beside what is found."""
        done: set[tuple[int, int, str | None]] = set()
        sure: set[str] = set()
        late: list[tuple[Told, _Found]] = []
        for item in items:
            for start, end in parts(sheet, item.start, item.end):
                if (start, end, item.target.passage) in done:
                    continue
                done.add((start, end, item.target.passage))
                for one in self._judged(sheet, item, start, end):
                    if one.verdict == "not_found":
                        late.append((item, one))
                        continue
                    if one.sure >= _MEANT:
                        sure.add(one.cited.id)
                    yield self._check(sheet, item, one)
        for item, one in late:
            if one.cited.id in sure and one.cited.page not in self.cut:
                yield self._check(sheet, item, one)

    def _judged(self, sheet: Sheet, item: Told, start: int, end: int) -> list[_Found]:
        """The verdict on a part, or on the numbers, dates and circumstances in it."""
        whole = self._verdict(sheet, item, start, end)
        found = [whole] if whole is not None else []
        if whole is not None and (whole.verdict == "contradicted" or end - start <= _LONG):
            return found
        phrases = [(a, b) for a, b in inner(sheet, start, end) if _is_claim(sheet, a, b)]
        within = [one for a, b in phrases if (one := self._verdict(sheet, item, a, b, whole=False))]
        return [one for one in found if one.verdict != "not_found" or not within] + within

    def _verdict(self, sheet: Sheet, item: Told, start: int, end: int, whole: bool = True) -> _Found | None:
        texts = [self._against(sheet, ident) for ident in self._texts(sheet, item.target)]
        found = [(held, matches(held, start, end)) for held in texts]
        found = [f for f in found if f[1]]
        if not found:
            return None
        enough = [f for f in found if f[1][0].sure >= _SUPPORTED]  # the text that is cited comes first
        held, ranked = enough[0] if enough else max(found, key=lambda f: f[1][0].sure)
        top = ranked[0]
        if held.theirs.passage.id == item.target.passage or top.sure < _SUPPORTED:
            said = top.sure >= _SAID and not top.features["numbers missing"]
            clash = None if said else self._clash(sheet, item, start, end)
            if clash is not None:
                return clash
        reverse = reversed_in(held, start, end, top.unit)
        if reverse is not None:
            plain = (
                top.sure >= _SURE
                and not reverse.features["equal elsewhere"]
                and not self._one_text(sheet, item)
            )
            cited = held.theirs.passage
            return _Found("contradicted", start, end, cited, reverse.theirs, reverse.why) if plain else None
        if top.sure >= (_SUPPORTED if whole else _WITHIN) and not hedged_in(held, start, end, top.unit):
            evidence = _window(held, start, end, top)
            why = "the cited text says so"
            return _Found("supported", start, end, held.theirs.passage, evidence, why, top.sure)
        if self._keys.get(sheet.passage.id, frozenset()) & self._keys.get(
            item.target.passage or "", frozenset()
        ):
            return None  # an outlet's own earlier text may be another than the one of the case
        named = names_outlet(sheet.text[start:end], item.target.outlet)
        if not (whole and item.plain and _tells(sheet, start, end)) or named or self._one_text(sheet, item):
            return None
        model = fitted.load("checks")["absent"]
        if min(model.probability(absence(h, start, end, m)) for h, m in found) < _ABSENT:
            return None
        cited = self.passages[item.target.passage or ""]
        return _Found("not_found", start, end, cited, None, "nothing of the kind stands in the cited text")

    def _clash(self, sheet: Sheet, item: Told, start: int, end: int) -> _Found | None:
        """What the cited text itself has instead."""
        if self._one_text(sheet, item):
            return None
        held = self._against(sheet, item.target.passage or "")
        clash = next(iter(clashes(held, start, end)), None)
        if clash is None or clash.sure < _CLASH:
            return None
        a, b = (start, end) if end - start <= _SHORT else _with_verb(sheet, start, clash.start, clash.end)
        return _Found("contradicted", a, b, held.theirs.passage, clash.theirs, clash.why)

    def _one_text(self, sheet: Sheet, item: Told) -> bool:
        """Whether the two are one text, or one prints the other: what one has cut is not missing."""
        ours, theirs = sheet.passage.id, item.target.passage or ""
        account = self.linked.account_of
        printed = bool({(ours, theirs), (theirs, ours)} & self._copies)
        return printed or account.get(ours, ours) == account.get(theirs, theirs)

    def _against(self, ours: Sheet, cited: str) -> Against:
        if self._rarity is None:
            self._rarity = Rarity(u for s in self.accounts.values() for u in units_of(s))
        key = ours.passage.id, cited
        if key not in self._held:
            self._held[key] = Against(ours, self.accounts[cited], self._rarity)
        return self._held[key]

    def _texts(self, sheet: Sheet, target: Target) -> list[str]:
        """The text that is cited, and the others of the case that are the same outlet's and did not appear later."""
        cited = target.passage or ""
        keys = self._keys.get(cited, frozenset())
        return [
            cited,
            *sorted(
                p
                for p, own in self._keys.items()
                if own & keys
                and p in self.accounts
                and p not in (cited, sheet.passage.id)
                and not _later(self.passages[p], sheet.passage)
            ),
        ]

    def _check(self, sheet: Sheet, item: Told, found: _Found) -> CitationCheck:
        part = sheet.span(found.start, found.end)
        named = item.target.outlet if found.cited.id == item.target.passage else found.cited.publisher
        return _made(
            item.statement.id, part, Target(found.cited.id, named), found, found.cited.page in self.cut
        )

    def _outside(self, sheet: Sheet, item: Told) -> CitationCheck:
        part = sheet.span(item.start, min(item.end, item.statement.spans[0].end, item.start + _LONGEST))
        why = f"{item.target.outlet or 'what it cites'} is not in the case"
        found = _Found("source_not_in_case", part.start, part.end, sheet.passage, None, why)
        return _made(item.statement.id, part, item.target, found, False)

    def _altered(self) -> Iterator[CitationCheck]:
        """Words inside quotation marks that a copier changed."""
        for change in self.linked.altered:
            sheet = self.accounts.get(change.source)
            statement = sheet.statement(change.ours.start, change.ours.end) if sheet else None
            if statement is None:
                continue
            target = self.passages[change.target]
            why = f"inside the quotation marks the cited text has {change.theirs.text!r}"
            found = _Found("contradicted", change.ours.start, change.ours.end, target, change.theirs, why)
            yield _made(
                statement.id, change.ours, Target(target.id, target.publisher), found, target.page in self.cut
            )


def _made(statement: str, part: Span, cited: Target, found: _Found, cut: bool) -> CitationCheck:
    return CitationCheck(
        content_id("k", part.page, part.start, part.end, f"{statement}:{cited.passage or cited.outlet}"),
        statement,
        part,
        cited,
        found.verdict,
        found.evidence,
        "cut" if cut else "whole",
        found.why,
    )


def _outlets_of(linked: Linked) -> dict[str, frozenset[str]]:
    """The keys of the outlets whose text each passage is: what it bears, and what it is cited as."""
    found: dict[str, set[str]] = {}
    for passage in linked.passages:
        if passage.kind in ("article", "post", "quoted_article") and passage.role is None:
            found[passage.id] = {outlet_key(n) for n in (passage.publisher, passage.agency) if n}
    for link in linked.cites:
        if link.target.passage in found and link.target.outlet:
            found[link.target.passage].add(outlet_key(link.target.outlet))
    return {passage: frozenset(keys) for passage, keys in found.items()}


def _is_claim(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a phrase says enough by itself: a number, a date, or two words that are no names."""
    telling = [w for w in words_in(sheet, start, end) if not w.name]
    numbers = any(w.value is not None or not w.stem[:1].isalpha() for w in telling)
    return numbers or len(telling) >= 2  # one word is no claim


def _later(one: Passage, other: Passage) -> bool:
    """Whether the first is known to have appeared on a later day than the second."""
    first, second = as_date(one.published.edtf), as_date(other.published.edtf)
    return first is not None and second is not None and second.before(first)


def _tells(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a part says enough to be missed: a verb of its own and words around it."""
    return len(words_in(sheet, start, end)) >= _TELLING and main_clause(sheet, start, end) is not None


def _window(held: Against, start: int, end: int, match: Match) -> Span:
    """The cited words: from the first to the last that answers, the verb's clause where that is short."""
    wanted = words_in(held.ours, start, end)
    hits = [w for w in match.unit.words if any(like(x, w) > 0 for x in wanted)]
    low, high = (hits[0].start, hits[-1].end) if hits else (match.unit.start, match.unit.end)
    around = [
        c
        for c in held.theirs.near_clauses(low, high)
        if match.unit.start <= c.start <= low
        and high <= c.end <= match.unit.end
        and c.end - c.start <= _SHORT
    ]
    if around:
        tight = min(around, key=lambda c: c.end - c.start)
        low, high = tight.start, tight.end
    return held.theirs.span(low, min(high, low + _LONGEST))


def _with_verb(sheet: Sheet, low: int, start: int, end: int) -> tuple[int, int]:
    """A value with the verb right before it."""
    verbs = [
        c.predicate.start
        for c in sheet.near_clauses(low, end)
        if low <= c.predicate.start < start and not c.nominal
    ]
    first = max(verbs, default=start)
    return (first if start - first <= _SHORT // 2 else start), end


def _distinct(found: Iterable[CitationCheck]) -> Iterator[CitationCheck]:
    """One check for the same words and the same cited text: the innermost statement's, which comes last.

    Words that the same evidence contradicts are told once, the shorter.
    """
    kept: dict[tuple[Span, str | None, str | None], CitationCheck] = {}
    for check in found:
        kept[check.part, check.cited.passage, check.cited.outlet] = check
    shown: dict[tuple[str, Span | None], list[Span]] = {}
    for check in sorted(kept.values(), key=lambda c: c.part.end - c.part.start):
        told = shown.setdefault((check.part.page, check.evidence), [])
        again = any(check.part.start < s.end and s.start < check.part.end for s in told)
        told.append(check.part)
        if check.verdict == "contradicted" and again:
            del kept[check.part, check.cited.passage, check.cited.outlet]
    yield from kept.values()
