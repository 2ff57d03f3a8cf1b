"""What speaks for and against a line being furniture, weighed together.

No single sign is enough: a paper tells its readers to "see page 4", and so does a witness.  The signs and
their weights are the vocabulary ``furniture``; the sum for a sentence is an additive score as in a naive
Bayes classifier with weights set by hand, and a line has the mean of its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from ..base.sentences import sentence_starts
from ..vocab import load, words
from .lines import Line, terminal

__all__ = ["bound", "judged", "weigh"]

#: What parts a line of furniture beside its sentences: dashes, columns, bars.
_PARTED = re.compile(r"\s+(?:--|—|–)\s+(?=[A-Z])|\s{3,}|\s[|¦]\s")
_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)]|[•*·–-])\s+")


class _Sign(NamedTuple):
    pattern: re.Pattern[str] | None  # None: the shape of a phrase
    weight: float
    case: bool = True  # whether it is looked for in the text as it stands, or in small letters
    kind: str = "free"  # label; unlabelled: not where a label is


#: What may stand before an order to the reader.
_LEAD = r"(?:please |kindly |now |and |or |just |to [\w ]{2,50}, |for [\w ]{2,50}?,? (?:please )?)*"


#: A sentence with this much on the account's side is one, whatever else stands in it.
_SETTLED = -1.4


@cache
def _signs() -> tuple[_Sign, ...]:
    """The signs, those on the account's side first."""
    return tuple(sorted((_sign(row) for row in load("furniture")["sign"]), key=lambda s: s.weight >= 0))


def _sign(row: dict[str, Any]) -> _Sign:
    if row.get("shape"):
        return _Sign(None, row["weight"])
    patterns = row.get("patterns", ())
    parts = [f"(?:{p})" for p in patterns if not p.startswith(r"\b")]
    # One word boundary before all of them: it is looked for once at each place.
    if bounded := [f"(?:{p[2:]})" for p in patterns if p.startswith(r"\b")]:
        parts.append(rf"\b(?:{'|'.join(bounded)})")
    for key, frame in (
        ("start", f"^{_LEAD}(?:%s)(?!\\w)"),
        ("words", r"(?<!\w)(?:%s)(?!\w)"),
        ("labels", r"^[\[(<*•»>‹›→-]*\s*(?:%s)\s*[:：]\s*(?=\S)"),
    ):
        if row.get(key):
            parts.append(frame.replace("%s", "|".join(row[key])))
    kind = "label" if "labels" in row else "unlabelled" if row.get("unlabelled") else "free"
    whole, case = "|".join(parts), bool(row.get("case"))
    return _Sign(re.compile(whole if case else _small(whole)), row["weight"], case, kind)


def _small(pattern: str) -> str:
    """``pattern`` for text in small letters: alternatives with fixed first letters are skipped faster so."""
    return re.sub(r"\\.|[A-Z]", lambda m: m[0] if len(m[0]) > 1 else m[0].lower(), pattern)


def bound(place: str) -> float:
    """The weight from which a line at ``place`` (anywhere, inside, outside) is furniture."""
    return float(load("furniture")["bounds"][place])


def judged(line: Line, tail: bool = False) -> bool:
    """Whether ``line`` is short enough to be weighed; ``tail`` says that it stands after the text."""
    return 0 < line.words <= int(load("furniture")["longest_tail" if tail else "longest"])


@lru_cache(maxsize=16384)
def weigh(text: str) -> float:
    """How much speaks for the line ``text`` being furniture, beyond what speaks for an account."""
    body = _NUMBERED.sub("", text.strip())
    while len(body) > 2 and body[0] in "([" and body[-1] in ")]":
        body = body[1:-1].strip()
    parts = [p for p in _sentences(body) if re.search(r"\w", p)]
    if not parts:
        return 0.0
    # A label announces the whole line, and a line wholly in square brackets is somebody's note on the text.
    small = body.lower()
    label = max((s.weight for s in _signs() if s.kind == "label" and _found(s, body, small)), default=0.0)
    framed = text.startswith("[") and text.endswith(("]", "]."))
    scores = [_sentence(p, label == 0.0 or n > 0) for n, p in enumerate(parts)]
    return round(sum(max(-2.0, min(2.0, s)) for s in scores) / len(scores) + label + 0.4 * framed, 3)


def _sentence(text: str, unlabelled: bool) -> float:
    """The signs of one sentence; a labelled one has its label counted already, and names no speaker."""
    small, score = text.lower(), 0.0
    for sign in _signs():
        if (unlabelled or sign.kind == "free") and _found(sign, text, small):
            score += sign.weight
            if score <= _SETTLED:
                break
    return score


def _found(sign: _Sign, text: str, small: str) -> bool:
    if sign.pattern is None:
        return _is_phrase(text)
    return sign.pattern.search(text if sign.case else small) is not None


def _sentences(text: str) -> list[str]:
    starts = sentence_starts(text, 0, len(text))
    whole = [text[a:b].rstrip() for a, b in pairwise([*starts, len(text)])]
    return [part for sentence in whole for part in _PARTED.split(sentence)]


def _is_phrase(text: str) -> bool:
    """Few words, none of them a function word in lower case, no full stop."""
    tokens: Sequence[str] = re.findall(r"[^\W\d_]+", text)
    common = words("english", "function_words")
    return 0 < len(tokens) <= 8 and not terminal(text) and not any(t in common for t in tokens)
