"""A part's own words, or the words that it quotes, looked for in one sentence of the cited text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....records import Clause, Span
from ...sheet import Sheet
from ..lexis import Term, alike, best_like, terms_of
from ..parts import Part
from .texts import LONGEST, Found, Held, Unit, context

__all__ = ["find_quote", "find_words"]

_POSSESSIVE = re.compile(r"(?P<who>[\w-]+)(?:['’]s|s['’])\s+$")
#: So many characters before a word a possessive is looked for.
_FAR = 60
#: Of a part's weight of words, what one sentence must have for support; and of one or two words.
_SUPPORT, _FEW = 0.62, 0.7


def find_words(held: Held, part: Part) -> Found:
    wanted = terms_of(held.ours.text, part.start, part.end)
    around = context(held, part)
    best: tuple[float, float, int] | None = None
    chosen: Unit | None = None
    for unit in held.units:
        score = held.lexis.covered(wanted, unit.terms)
        if score < _needed(wanted) or not _head_found(part, wanted, unit) or not _names_found(wanted, unit):
            continue
        if _anothers(held, wanted[-1], unit):
            continue
        rank = (score, held.lexis.covered(around, unit.terms), -unit.start)
        if best is None or rank > best:
            best, chosen = rank, unit
    if chosen is None:
        return Found("not_found", None, "the cited text has no such words")
    other = _other_polarity(held, part, chosen)
    if other is not None:
        return Found("not_found", None, "the cited text has the words, but denies or only proposes it")
    return Found("supported", _window(held.theirs, wanted, chosen), "the cited text says so")


def _needed(wanted: Sequence[Term]) -> float:
    """One or two words must all be there; of more, most."""
    return _FEW if sum(not t.narrows for t in wanted) <= 2 else _SUPPORT


def _head_found(part: Part, wanted: Sequence[Term], unit: Unit) -> bool:
    """Whether the word that carries the part has its like in the sentence: a predicate, or a phrase's head."""
    if part.kind in ("agent", "clause") and part.clause is not None:
        predicate = [t for t in wanted if part.clause.predicate.start <= t.start < part.clause.predicate.end]
        return all(best_like(t, unit.terms)[0] > 0 for t in predicate)
    return best_like(wanted[-1], unit.terms)[0] > 0


def _anothers(held: Held, head: Term, unit: Unit) -> bool:
    """Whether the part's last word belongs to one ("the union's office") and in the sentence to another."""
    like = best_like(head, unit.terms)[1]
    ours = _owner(held.ours.text, head)
    theirs = _owner(held.theirs.text, like) if like is not None else None
    return ours is not None and theirs is not None and best_like(ours, (theirs,))[0] == 0


def _owner(text: str, term: Term) -> Term | None:
    """The word in the possessive right before a word."""
    before = _POSSESSIVE.search(text, max(0, term.start - _FAR), term.start)
    return next(iter(terms_of(text, *before.span("who"))), None) if before is not None else None


def _names_found(wanted: Sequence[Term], unit: Unit) -> bool:
    """Whether the last name in the part is there: first names and titles may be left out or spelt apart."""
    names = [t for t in wanted if t.name and not t.narrows]
    return not names or best_like(names[-1], unit.terms)[0] > 0


def _other_polarity(held: Held, part: Part, unit: Unit) -> Clause | None:
    """The clause in which the cited text denies what the part says, or the other way round."""
    if part.clause is None or part.kind not in ("agent", "clause"):
        return None
    same = [
        c
        for c in held.theirs.clauses
        if unit.start <= c.predicate.start < unit.end and not c.nominal and _same_verb(c, part.clause)
    ]
    apart = [c for c in same if c.negated != part.clause.negated]
    return apart[0] if apart and len(apart) == len(same) else None


def _same_verb(a: Clause, b: Clause) -> bool:
    return alike(a.verb or a.lemma, b.verb or b.lemma) > 0


def _window(sheet: Sheet, wanted: Sequence[Term], unit: Unit) -> Span:
    """The cited words: from the first to the last that answers, the verb's clause where that is short."""
    hits = sorted(
        {t for w in wanted if (t := best_like(w, unit.terms)[1]) is not None}, key=lambda t: t.start
    )
    start, end = hits[0].start, hits[-1].end
    clauses = [
        c
        for c in sheet.clauses
        if c.start <= start
        and end <= c.end
        and unit.start <= c.start
        and c.end <= unit.end
        and c.end - c.start <= 120
    ]
    if clauses:
        tight = min(clauses, key=lambda c: c.end - c.start)
        start, end = tight.start, tight.end
    return sheet.span(start, min(end, start + LONGEST))


def find_quote(held: Held, part: Part) -> Found:
    """Quoted words must stand in the cited text as they are."""
    wanted = [t.form for t in terms_of(held.ours.text, part.start, part.end)]
    for unit in held.units:
        have = [t.form for t in unit.terms]
        for i in range(len(have) - len(wanted) + 1):
            if have[i : i + len(wanted)] == wanted:
                span = held.theirs.span(unit.terms[i].start, unit.terms[i + len(wanted) - 1].end)
                return Found("supported", span, "the cited text has these words")
    return Found("not_found", None, "the cited text does not have these words")
