"""Which statements of an account tell what another account of the case says.

A statement is told from another account where its chain or its source is that account's outlet, where it
stands in the sentence that cites it, in the list that the sentence announces ("says the following:"), or
where it goes on with a source that the telling brought in ("the leader", "he"), until a paragraph comes
that does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...names.press import same_outlet
from ...records import Link, Passage, Span, Statement, Target
from ...vocab import words
from ..sheet import Sheet

__all__ = ["Told", "names_outlet", "told"]

#: Stances of statements that say something of the world that can be held against a text.
_SAYING = frozenset({"asserted", "opinion", "inference", "predicted", "proposed", "conditional", "directive"})
_BULLET = re.compile(r"\s*[-•*–—]|\s*\d{1,2}[.)]\s")
_NOTE = re.compile(r"\s?\[\d{1,3}\]")
#: Paragraphs over which "the newspaper" still means the one that was cited.
_FAR = 3
_PARAGRAPH = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[\w'’-]+")
_ACCORDING = re.compile(r",?\s*\b[Aa]ccording to [^,.;:]+,?")


class Told(NamedTuple):
    """Characters ``start`` to ``end`` of a statement, which tell what ``target`` says.

    ``plain`` where the citing sentence itself gives the statement as the target's.
    """

    statement: Statement
    target: Target
    start: int
    end: int
    plain: bool = False


def told(sheet: Sheet, cites: Sequence[Link], passages: Mapping[str, Passage]) -> list[Told]:
    """The statements of an account that tell what another says, in the order of the text.

    ``cites`` are the places where the account says that it rests on another.
    """
    leaning = [c for c in cites if c.evidence and c.kind in ("reports", "quotes")]
    noted = [c for c in leaning if c.evidence and _NOTE.match(sheet.text, c.evidence.end)]
    leaning = [c for c in leaning if c not in noted]
    if not leaning and not noted and not any(s.chain for s in sheet.statements):
        return []
    leaning.sort(key=lambda c: (c.evidence.start, c.evidence.end) if c.evidence else (0, 0))
    places = {(c.evidence.start, c.evidence.end) for c in noted if c.evidence}
    found = [
        t
        for t in _Thread(sheet, leaning, passages).run()
        if not any(a < t.end and t.start < b for a, b in places)
    ]
    found += _rests(sheet, leaning, found)
    return sorted([*found, *_noted(sheet, noted)], key=lambda t: (t.start, -t.end))


def _rests(sheet: Sheet, cites: Sequence[Link], found: Sequence[Told]) -> Iterator[Told]:
    """What a citing sentence tells where no statement was read in it: "the Ledger has nine", "…, the Ledger reports"."""
    for cite in cites:
        evidence = cite.evidence
        if evidence is None or any(t.start < evidence.end and evidence.start < t.end for t in found):
            continue
        span = _rest(sheet, evidence.start, evidence.end, cite.target.outlet)
        statement = sheet.statement(*span) if span else None
        if span and statement is not None:
            yield Told(statement, cite.target, *span)


def _rest(sheet: Sheet, start: int, end: int, outlet: str | None) -> tuple[int, int] | None:
    """The sentence without the words that say who tells it."""
    match = _ACCORDING.search(sheet.text, start, end)
    if match:
        before, after = (start, match.start()), (match.end(), end)
        return max(before, after, key=lambda s: s[1] - s[0])
    for clause in sheet.near_clauses(start, end):
        if clause.nominal or not start <= clause.predicate.start < end:
            continue
        for subject in clause.having("subject"):
            if names_outlet(subject.text, outlet) or _anaphor(subject.text) or subject.text.lower() == "it":
                saying = clause.lemma in words("derivation", "verbs", "saying_lemmas")
                if saying and subject.start - start > end - clause.predicate.end:
                    return start, subject.start
                colon = sheet.text.find(":", clause.predicate.end, end)
                return (colon + 1 if colon >= 0 else clause.predicate.end), end
    return None


def names_outlet(text: str, outlet: str | None) -> bool:
    """Whether the words have one of the capitalised words of the outlet's name."""
    names = {w.lower() for w in _WORD.findall(outlet or "") if w[0].isupper()} - {"the"}
    return bool(names & {re.sub(r"['’]s$", "", w).lower() for w in _WORD.findall(text) if w[0].isupper()})


def _is_named(text: str, outlet: str | None) -> bool:
    """Whether the words are the outlet's name or stand for it, and not somebody's who belongs to it."""
    last = re.sub(r"['’]s$", "", (_WORD.findall(text) or [""])[-1])
    return text.lower() == "it" or _anaphor(text) or names_outlet(last, outlet)


def _named_at(text: str, evidence: Span, outlet: str | None) -> int:
    """Where the citing words name the outlet; their beginning where they do not."""
    for match in _WORD.finditer(text, evidence.start, evidence.end):
        if names_outlet(match[0], outlet):
            return match.start()
    return evidence.start


def _noted(sheet: Sheet, cites: Sequence[Link]) -> Iterator[Told]:
    """The words before a footnote's number, which tell what the note cites; one with several notes is left out."""
    targets: dict[Span, list[Target]] = {}
    for cite in cites:
        if cite.evidence:
            targets.setdefault(cite.evidence, []).append(cite.target)
    for span, meant in targets.items():
        statement = sheet.statement(span.start, span.end)
        if len(meant) == 1 and statement is not None:
            yield Told(statement, meant[0], span.start, span.end)


class _Thread:
    def __init__(self, sheet: Sheet, cites: Sequence[Link], passages: Mapping[str, Passage]) -> None:
        self.sheet, self.cites, self.passages = sheet, cites, passages
        self.regions = sorted(
            (
                (*self._region(cite), cite.target, _named_at(sheet.text, cite.evidence, cite.target.outlet))
                for cite in cites
                if cite.evidence
            ),
            key=lambda r: r[4],
        )
        self.breaks = [
            m.end() for m in _PARAGRAPH.finditer(sheet.text, sheet.passage.start, sheet.passage.end)
        ]

    def run(self) -> Iterator[Told]:
        last: Told | None = None
        for statement in sorted(self.sheet.statements, key=lambda s: (s.spans[0].start, -s.spans[-1].end)):
            target = self._direct(statement)
            if target is None and last is not None and self._goes_on(statement, last):
                target = last.target
            if target is None:
                if (
                    last
                    and self._paragraph(statement.spans[0].start)
                    > self._paragraph(last.statement.spans[-1].end) + 1
                ):
                    last = None
                continue
            plain = self._plainly(statement, target)
            last = Told(statement, target, statement.spans[0].start, statement.spans[-1].end, plain)
            if statement.stance in _SAYING and statement.source.kind != "author":
                yield last

    def _direct(self, statement: Statement) -> Target | None:
        start, end = statement.spans[0].start, statement.spans[-1].end
        around = [
            r
            for r in self.regions
            if r[0] <= start < r[1] and (statement.mode != "narration" or r[2] <= start)
        ]
        if around:
            before = [
                r for r in around if r[4] <= start
            ]  # of two that one sentence cites, the one named last before it
            return (before[-1] if before else around[0])[3]
        names = [hop.text for hop in statement.chain]
        if statement.source.kind == "publication":
            names += [n for n in (statement.source.resolved_name, statement.source.text) if n]
        for hop in statement.chain:
            if hop.passage and hop.passage != self.sheet.passage.id:
                return Target(
                    hop.passage,
                    self.passages[hop.passage].publisher if hop.passage in self.passages else None,
                )
        cited = [c for c in self.cites if c.evidence and c.evidence.start <= end]
        for cite in reversed(cited):
            if any(_names(name, cite.target.outlet) for name in names):
                return cite.target
            alone = self._paragraph(start) == self._paragraph(cite.evidence.end if cite.evidence else 0)
            if alone and (statement.source.text or "").lower() == "it" and statement.mode != "narration":
                return cite.target
            near = self._paragraph(start) - self._paragraph(cite.evidence.end if cite.evidence else 0) <= _FAR
            if near and any(_anaphor(name) for name in names):
                return cite.target
        return None

    def _plainly(self, statement: Statement, target: Target) -> bool:
        """Whether somebody's words are given, in a sentence that cites the target and no other."""
        start = statement.spans[0].start
        cited = {(r[3].passage, r[3].outlet) for r in self.regions if r[0] <= start < r[1]}
        named = [statement.source.text or "", *(hop.text for hop in statement.chain)]
        own = statement.mode != "narration" and statement.source.kind != "author"
        return (
            own
            and cited == {(target.passage, target.outlet)}
            and any(_is_named(n, target.outlet) for n in named)
        )

    def _region(self, cite: Link) -> tuple[int, int, int]:
        """Where the citing sentence begins, where what it tells ends, and where a list that it opens begins."""
        evidence = cite.evidence
        if evidence is None:
            return 0, 0, 0
        start, end = (
            self.sheet.sentence(evidence.start)[0],
            max(evidence.end, self.sheet.sentence(evidence.start)[1]),
        )
        if not self.sheet.text[:end].rstrip().endswith(":"):
            return start, end, end
        return start, self._list_end(end), end

    def _list_end(self, start: int) -> int:
        """The end of the bulleted lines after ``start``, or of the next paragraph where there are none."""
        end, bulleted = start, False
        for match in re.finditer(r"[^\n]+", self.sheet.text[start : self.sheet.passage.end]):
            if _BULLET.match(match.group()):
                bulleted = True
            elif bulleted or end > start:
                break
            end = start + match.end()
        return end

    def _goes_on(self, statement: Statement, last: Told) -> bool:
        if statement.mode == "narration":
            return False
        here, there = self._paragraph(statement.spans[0].start), self._paragraph(last.statement.spans[-1].end)
        if here > there + 1:
            return False
        ours, theirs = statement.source, last.statement.source
        text = (ours.text or "").lower()
        if text in words("hedges", "pronouns"):
            return here == there
        if ours.resolved_name and ours.resolved_name == theirs.resolved_name:
            return True
        heads = _WORD.findall(text)[-1:]
        known = {w.lower() for span in last.statement.spans for w in _WORD.findall(span.text)}
        return bool(heads) and heads[0] in known and text.startswith(("the ", "this ", "that "))

    def _paragraph(self, at: int) -> int:
        return sum(b <= at for b in self.breaks)


def _names(name: str, outlet: str | None) -> bool:
    return same_outlet(name, outlet) or (outlet is not None and outlet.lower() in name.lower())


def _anaphor(name: str) -> bool:
    """Whether the words stand for an outlet named before: "the newspaper", "the Arab-language daily"."""
    found = _WORD.findall(name.lower())
    return (
        len(found) > 1
        and found[0] in ("the", "this", "that", "its")
        and " ".join(found[-2:]) not in ("",)
        and (
            found[-1] in words("press", "anaphors", "nouns")
            or found[-1] in words("derivation", "verbs", "nouns")
        )
    )
