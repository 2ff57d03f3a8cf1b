"""The comparison queue: pairs of spans that may answer one question and differ, the most telling first.

Pairs come from :mod:`.contrasts`.  They are blocked by what they ask and by the rare words that they share,
so the cost is near-linear; they are ranked by how alike the rest of the two sentences is, and thinned so
that no question and no sentence fills the head of the queue.  The queue asserts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..records import Comparison, Detail, Linked, Span
from ..spans import content_id
from .checks.holding import units_of
from .checks.lexis import Lexis, Term
from .contrasts import DIFFER, Question, Reading, readings_of
from .sheet import Sheet

__all__ = ["queue_comparisons"]

#: Pairs kept.
_MOST = 400
#: Rare words of a reading by which it finds others, and readings that one word may bring together.
_BY, _CROWD = 8, 24
#: Pairs that are looked at for each reading, rarest blocks first, and at least: cost stays near-linear.
_BUDGET, _LEAST = 2, 40_000
#: How much a question tells where two sentences are alike.
_TELLS: dict[Question, float] = {
    "number": 0.9,
    "polarity": 0.8,
    "denial": 0.85,
    "act": 0.68,
    "cause": 1.0,
    "first": 0.85,
    "certainty": 0.75,
}
_WHY: dict[Question, str] = {
    "number": "different numbers, perhaps of the same",
    "polarity": "one has it that it was so, the other that it was not",
    "denial": "one denies what the other says",
    "act": "who did it, or to whom, differs",
    "cause": "both say why it ended",
    "first": "one claims a first that the other may forestall",
    "certainty": "one leaves open what the other takes as settled",
}
#: What is left of a pair's score for each pair before it with the same question, with the same question and
#: key, with the same sentence, and with the same two accounts.
_SAME_QUESTION, _SAME_KEY, _SAME_SPAN, _SAME_ACCOUNTS = 0.9, 0.97, 0.7, 0.9
#: Of the shorter sentence's words, the share that makes the two one text.
_COPIED = 0.85
#: Least likeness of the two sentences.
_ALIKE = 0.12


def queue_comparisons(
    linked: Linked, accounts: Mapping[str, Sheet], details: Iterable[Detail]
) -> tuple[Comparison, ...]:
    """The queue of a case; pairs that a detail already holds against each other are left out."""
    lexis = Lexis(u.terms for sheet in accounts.values() for u in units_of(sheet))
    rows: list[Reading] = []
    for ident, sheet in accounts.items():
        if linked.account_of.get(ident, ident) == ident and sheet.passage.kind != "comment":
            rows.extend(readings_of(sheet, ident))
    told = _told(details)
    scored: dict[tuple[Span, Span], tuple[float, Reading, Reading]] = {}
    for a, b in _candidates(rows, lexis):
        if _is_told(a.span, b.span, told) or _one_text(a, b):
            continue
        score = _score(a, b, lexis)
        if score and score > scored.get((a.span, b.span), (0.0, a, b))[0]:
            scored[a.span, b.span] = (score, a, b)
    return tuple(_ranked(scored.values()))


def _candidates(rows: Sequence[Reading], lexis: Lexis) -> Iterator[tuple[Reading, Reading]]:
    """Pairs of readings of one question by different accounts that share a rare word, or a counted key."""
    blocks: dict[tuple[str, str, str], list[int]] = {}
    for number, row in enumerate(rows):
        rare = sorted({t.form for t in row.terms}, key=lambda f: (-lexis.weight(f), f))[:_BY]
        for form in rare:
            blocks.setdefault((row.question, row.key, form), []).append(number)
        if row.question == "number":
            blocks.setdefault((row.question, row.key, ""), []).append(number)
    seen: set[tuple[int, int]] = set()
    forms = [frozenset(t.form for t in row.terms) for row in rows]
    budget = _BUDGET * len(rows) + _LEAST
    for key in sorted(blocks, key=lambda k: (len(blocks[k]), k)):
        members = _spread(blocks[key], rows)
        if len(seen) > budget:
            return
        for i, x in enumerate(members):
            for y in members[i + 1 :]:
                a, b = rows[x], rows[y]
                if a.account == b.account or (x, y) in seen or not DIFFER[a.question](a.answer, b.answer):
                    continue
                seen.add((x, y))
                if len(forms[x] & forms[y]) >= 2 or a.question in ("number", "cause"):
                    yield a, b


def _spread(members: Sequence[int], rows: Sequence[Reading]) -> list[int]:
    """At most a crowd of the block's readings, taking answers in turn so that every answer is there."""
    if len(members) <= _CROWD:
        return list(members)
    turns: dict[str, list[int]] = {}
    for number in members:
        turns.setdefault(rows[number].answer, []).append(number)
    taken = [group[depth] for depth in range(_CROWD) for group in turns.values() if depth < len(group)]
    return sorted(taken[:_CROWD])


def _score(a: Reading, b: Reading, lexis: Lexis) -> float:
    alike = _alike(a.terms, b.terms, lexis)
    return _TELLS[a.question] * (0.35 + 0.65 * alike) if alike >= _ALIKE else 0.0


def _alike(a: Sequence[Term], b: Sequence[Term], lexis: Lexis) -> float:
    """How alike two sentences are: the mean of what each has of the other's weight."""
    if not a or not b:
        return 0.0
    return (lexis.covered(a, b) + lexis.covered(b, a)) / 2


def _one_text(a: Reading, b: Reading) -> bool:
    """Whether the two are the same words: a copy differs in nothing."""
    one, two = {t.form for t in a.terms}, {t.form for t in b.terms}
    return one == two or len(one & two) >= _COPIED * min(len(one), len(two)) >= 4


def _told(details: Iterable[Detail]) -> dict[tuple[str, str], list[tuple[Span, Span]]]:
    """The pairs of evidence that details already hold against each other, by their pages."""
    pairs: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    for detail in details:
        value = {v.id: v for v in detail.values}
        for relation in detail.relations:
            if relation.kind != "contradicts" or relation.a not in value or relation.b not in value:
                continue
            for x in value[relation.a].evidence:
                for y in value[relation.b].evidence:
                    pairs.setdefault((x.page, y.page), []).append((x, y))
                    pairs.setdefault((y.page, x.page), []).append((y, x))
    return pairs


def _is_told(a: Span, b: Span, told: Mapping[tuple[str, str], Sequence[tuple[Span, Span]]]) -> bool:
    return any(_in(x, a) and _in(y, b) for x, y in told.get((a.page, b.page), ()))


def _in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end


def _ranked(pairs: Iterable[tuple[float, Reading, Reading]]) -> Iterator[Comparison]:
    """The best first, each pick lowering what is like it."""
    left = sorted(
        pairs, key=lambda p: (-p[0], p[1].span.page, p[1].span.start, p[2].span.page, p[2].span.start)
    )
    left = left[: _MOST * 6]
    asked: dict[Question, int] = {}
    keys: dict[tuple[str, str], int] = {}
    spans: dict[Span, int] = {}
    between: dict[frozenset[str], int] = {}
    for _ in range(_MOST):
        best, at = 0.0, -1
        for number, (score, a, b) in enumerate(left):
            if score <= best:
                break  # sorted by score before thinning: none after can be better
            value = (
                score
                * _SAME_QUESTION ** asked.get(a.question, 0)
                * _SAME_KEY ** keys.get((a.question, a.key), 0)
                * _SAME_SPAN ** (spans.get(a.span, 0) + spans.get(b.span, 0))
                * _SAME_ACCOUNTS ** between.get(frozenset((a.account, b.account)), 0)
            )
            if value > best:
                best, at = value, number
        if at < 0:
            return
        _, a, b = left.pop(at)
        asked[a.question] = asked.get(a.question, 0) + 1
        keys[a.question, a.key] = keys.get((a.question, a.key), 0) + 1
        for span in (a.span, b.span):
            spans[span] = spans.get(span, 0) + 1
        pair = frozenset((a.account, b.account))
        between[pair] = between.get(pair, 0) + 1
        ident = content_id(
            "q", a.span.page, a.span.start, a.span.end, f"{b.span.page}:{b.span.start}:{b.span.end}"
        )
        yield Comparison(ident, a.span, b.span, _WHY[a.question], round(best, 3))
