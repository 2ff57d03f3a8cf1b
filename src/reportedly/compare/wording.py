"""A question in plain words, made from a claim that answers it: the asked role stands where the answer stood.

"The brothers threw five bombs at the officers" asks *How many bombs did the brothers throw at the officers?*.  Where
English word order cannot be turned with certainty, the claim itself is quoted with a gap: *How many bombs: “… threw …”?*
"""

from __future__ import annotations

import re

from ..records import Argument, Clause
from ..vocab import words
from .claims import Claim

__all__ = ["question_of", "subject_of"]

_STATES = {
    "dead": "were killed",
    "wounded": "were hurt",
    "detained": "were held",
    "missing": "were missing",
    "displaced": "were driven out",
}
_ASK = {
    "count": "How many",
    "money": "How much",
    "age": "How old",
    "length": "How long",
    "day": "On what day",
    "clock": "At what time",
    "place": "Where",
    "actor": "Who",
}
#: What asks for a measure, by its dimension.
_MEASURED = {"metres": "How far", "litres": "How much", "grams": "How much", "percent": "What share"}
#: What stands between a subject and the participle or the complement of a clause that can be turned.
_TURNING = frozenset(
    {"was", "were", "is", "are", "had", "has", "have", "did", "does", "do", "will", "would", "can", "could"}
)
_NOT = frozenset({"not", "never"})
_NOBODY = frozenset({"no", "not", "none", "nobody", "neither"})
#: A quotation of fewer characters holds nothing but the gap.
_BARE = 8
#: "had been charged": a verb of so many words can be turned.
_AUXILIARIES = 3
#: A quoted claim is cut to so many characters.
_LONGEST = 110
#: A number with the unit behind it.
_MEASURE = re.compile(r"\d[\d.,]*(?:\s*(?:to|-|–)\s*[\d.,]+)?[\s-]*[^\W\d]+")
_EDGE = re.compile(r"^[\s,;:–—\-“”\"'’]+|[\s,;:–—\-“”\"'’.]+$")
_BEFORE = re.compile(
    r"\b(?:about|around|at|on|in|by|for|since|until|before|after|from|to|of|some|over|nearly|almost)\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:[\d.,:/–-]+|[$€£]\S+)$")


def question_of(claim: Claim, disputed: bool = False) -> str:
    """The question that ``claim`` answers, ending in a question mark."""
    if claim.kind == "act":
        return _of_act(claim, disputed)
    noun = _noun(claim)
    measure = claim.measure
    ask = _MEASURED.get(measure.dimension) if claim.kind == "count" else None
    ask = ask or f"{_ASK[claim.kind]} {noun}".strip()
    if claim.kind == "count" and measure.state in _STATES and not measure.part:
        return f"{_ASK['count']} {noun or 'people'} {_STATES[measure.state]}?"
    clause = claim.clause
    if clause is not None and (turned := _turned(claim, clause, ask)):
        return turned
    gapped = _gapped(claim)
    return f"{ask}: {gapped}?" if len(gapped) > _BARE else f"{ask}?"


def subject_of(claim: Claim) -> str:
    """The clause of a claim, short and on one line."""
    return _short(claim.span.text)


def _of_act(claim: Claim, disputed: bool) -> str:
    clause = claim.clause
    if clause is not None and (turned := _polar(claim, clause)):
        return turned
    ask = "Is it so, or not" if disputed else "What is told of this"
    return f"{ask}: “{_short(claim.span.text)}”?"


def _polar(claim: Claim, clause: Clause) -> str | None:
    """The clause as a question to be answered with yes or no: *Did the captain leave the ship?*."""
    subject = _before_predicate(clause)
    if subject is None:
        return None
    between = claim.sheet.text[subject.end : clause.predicate.end]
    opening = _opening(" ".join(w for w in between.split() if w.lower() not in _NOT), clause)
    who = _named(claim, subject)
    rest = _clean(claim.sheet.text[clause.predicate.end : claim.span.end])
    if opening is None or who is None or len(rest) > _LONGEST or "\n" in between:
        return None
    return " ".join(f"{opening[0].capitalize()} {who} {opening[1]} {rest}".split()) + "?"


def _noun(claim: Claim) -> str:
    """What is counted, as it stands behind its number."""
    if claim.kind != "count":
        return ""
    text = claim.answer.text
    head = claim.typed.counted
    found = (
        re.search(rf"\b({re.escape(head)}\w*)\b", text, re.IGNORECASE) if head and head != "person" else None
    )
    if found is None:
        return "people" if head == "person" else ""
    before = [
        w
        for w in text[: found.start()].split()
        if not _NUMBER.match(w) and w.lower() not in _dull() and w.isalpha() and w.islower()
    ]
    noun = (
        found.group()
        if found.group().endswith("s") or found.group().lower() in _plurals()
        else f"{found.group()}s"
    )
    return " ".join([*before[-2:], noun])


def _dull() -> frozenset[str]:
    return words("hedges", "rough") | words("hedges", "function") | frozenset(_numbers())


def _numbers() -> set[str]:
    from ..vocab import load

    data = load("quantities")
    return {*data["numbers"], *data["scales"], *data["vague"], "no", "not", "none"}


def _plurals() -> frozenset[str]:
    return frozenset({"people", "men", "women", "children", "police", "feet", "dead", "wounded"})


def _turned(claim: Claim, clause: Clause, ask: str) -> str | None:
    """The clause as a question, where the answer is its subject or an object of a plain verb."""
    holder = next(
        (a for a in clause.arguments if a.start <= claim.answer.start and claim.answer.end <= a.end), None
    )
    text = claim.sheet.text
    if holder is not None and holder.start < clause.predicate.start and not holder.understood:
        if claim.kind in ("count", "money") and claim.answer.end < clause.predicate.end:
            rest = _clean(text[_asked_end(claim) : clause.end])
            return f"{ask} {rest}?" if rest and len(rest) <= _LONGEST else None
        if claim.kind == "actor" and holder.end <= clause.predicate.start and holder.role == "subject":
            rest = _clean(text[holder.end : clause.end])
            return f"{ask} {rest}?" if rest and len(rest) <= _LONGEST else None
        return None
    subject = _before_predicate(clause)
    if subject is None or clause.negated or claim.answer.start < clause.predicate.end:
        return None
    opening = _opening(text[subject.end : clause.predicate.end], clause)
    who = _named(claim, subject)
    behind = text[clause.predicate.end : claim.answer.start]
    between = _BEFORE.sub("", behind) if claim.kind in ("day", "clock", "length", "place") else behind
    rest = _clean(f"{_clean(between)} {_clean(text[_asked_end(claim) : clause.end])}")
    if opening is None or who is None or len(rest) > _LONGEST:
        return None
    first, verb = opening
    return " ".join(f"{ask} {first} {who} {verb} {rest}".split()) + "?"


def _before_predicate(clause: Clause) -> Argument | None:
    """Who or what stands before the predicate as its subject."""
    found = (
        a
        for a in clause.arguments
        if a.role in ("subject", "object") and not a.understood and a.end <= clause.predicate.start
    )
    return next(found, None)


def _asked_end(claim: Claim) -> int:
    """Where the number and what it counts end; what is told behind them belongs to the question."""
    if claim.kind != "count":
        return claim.answer.end
    head = claim.typed.counted
    found = re.search(rf"\b{re.escape(head)}\w*", claim.answer.text, re.IGNORECASE) if head else None
    found = found or (_MEASURE.search(claim.answer.text) if claim.measure.dimension else None)
    return claim.answer.start + found.end() if found else claim.answer.end


def _opening(between: str, clause: Clause) -> tuple[str, str] | None:
    """The word that a question begins with and the verb behind its subject: *did … throw*, *was … charged*, *is …*.

    ``between`` is what stands from the subject's end to the predicate's; None where it is more than a plain verb.
    """
    words_ = between.split()
    if len(words_) == 1 and clause.lemma == "be":
        return (words_[0], "") if words_[0] in _TURNING else None
    if len(words_) > 1 and words_[0] in _TURNING and len(words_) <= _AUXILIARIES:
        return words_[0], " ".join(words_[1:])
    plain = words_ == [clause.predicate.text] and clause.tense == "past" and not clause.passive
    return ("did", clause.lemma) if plain and clause.lemma != "have" and " " not in clause.lemma else None


def _named(claim: Claim, subject: Argument) -> str | None:
    """The subject as it stands inside a sentence; None for a pronoun, which names nobody here, and for nobody."""
    text = " ".join(subject.text.split())
    first = text.split()[0].lower()
    if text.lower() in words("hedges", "pronouns") or first in _NOBODY or len(text) > _LONGEST // 2:
        return None
    near = claim.sheet.near_mentions(subject.start, subject.end)
    name = any(m.start == subject.start and m.label and m.label != "CARDINAL" for m in near)
    return text if name or text[:2].isupper() else text[0].lower() + text[1:]


def _gapped(claim: Claim) -> str:
    text, span = claim.sheet.text, claim.span
    before = text[span.start : claim.answer.start]
    after = text[claim.answer.end : span.end]
    return f"“{_short(f'{before}…{after}')}”"


def _clean(text: str) -> str:
    return _EDGE.sub("", " ".join(text.split()))


def _short(text: str) -> str:
    one = _clean(text)
    return one if len(one) <= _LONGEST else one[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
