"""Governing leads: an article's opening that says whose account it gives ("…, two divers have disclosed")."""

from __future__ import annotations

from collections.abc import Sequence

from ...records import Passage, Statement
from ...vocab import words

__all__ = ["find_leads", "member_of"]

#: Where in an article its lead may stand, in characters, and how much of its sentence it must cover.
_LEAD, _COVER = 700, 0.55


def find_leads(passages: dict[str, Passage], statements: Sequence[Statement]) -> dict[str, Statement]:
    """For each passage, the statement by which its lead says whose account it gives."""
    found: dict[str, Statement] = {}
    starts: dict[str, int] = {}
    for item in statements:
        starts.setdefault(item.passage, item.spans[0].start)
    for item in statements:
        if item.passage in found or item.cue is None or item.within is not None or item.mode != "indirect":
            continue
        if passages[item.passage].kind not in ("article", "quoted_article", "post"):
            continue
        if item.spans[0].start - starts[item.passage] <= _LEAD and _discloses(item):
            found[item.passage] = item
    return found


def _discloses(item: Statement) -> bool:
    """Whether a lead's cue gives the account of people without a name, and its content is the sentence.

    Of a man with a name no lead says so much: what an article tells after "X revealed" is its own all the same.
    """
    assert item.cue is not None
    told = {w.lower() for w in item.cue.text.split()} & words("cues", "governing", "words")
    if not told or item.source.kind not in ("anonymous", "group") or not item.source.resolved_name:
        return False
    size = item.spans[-1].end - item.spans[0].start
    whole = max(item.spans[-1].end, item.cue.end) - min(item.spans[0].start, item.cue.start)
    return size >= _COVER * whole


def member_of(name: str | None, lead: Statement) -> bool:
    """Whether an unnamed source is one of those whose account the lead gives ("one commander" of "rebel commanders")."""
    if not name:
        return False
    told = (lead.source.resolved_name or lead.source.text or "").lower().split()
    group = _stems(" ".join(told))
    roles = words("sources", "anonymous", "words") | _stems(told[-1] if told else "")
    mine = _stems(name)
    rest = mine - group - roles - words("sources", "members", "fillers")
    return bool(mine & roles) and bool(mine & group) and not rest


def _stems(name: str) -> frozenset[str]:
    return frozenset(w.removesuffix("s") for w in name.lower().replace(",", " ").split())
