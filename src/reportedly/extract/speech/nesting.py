"""Which statement is reported inside which, and through whom each came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from ...records import Hop, Statement
from .coref import Referent

__all__ = ["Draft", "carry", "nest"]


class Draft(NamedTuple):
    """A statement with the hops that its own clause names and what its source names."""

    statement: Statement
    hops: tuple[Hop, ...]
    referent: Referent | None


def nest(drafts: Sequence[Draft]) -> list[Draft]:
    """Each statement within the smallest other whose content holds its cue and content."""
    out = []
    by_id = {d.statement.id: d.statement for d in drafts}
    for draft in drafts:
        item = draft.statement
        if item.within is None:
            holder = _holder(item, drafts)
            item = msgspec.structs.replace(item, within=holder)
            draft = draft._replace(statement=_spoken_by(item, by_id.get(holder or "")))
        out.append(draft)
    return out


def _spoken_by(item: Statement, holder: Statement | None) -> Statement:
    """Inside a speaker's words "I" is the speaker, not the author of the passage."""
    own = item.source.kind == "author" and item.source.start is not None
    if not own or holder is None or holder.mode != "direct" or holder.source.kind == "author":
        return item
    source = msgspec.structs.replace(
        item.source, kind=holder.source.kind, resolved_name=holder.source.resolved_name
    )
    stance = "asserted" if item.stance == "inference" else item.stance
    return msgspec.structs.replace(item, source=source, stance=stance, voice_basis="attributed")


def _holder(item: Statement, drafts: Sequence[Draft]) -> str | None:
    start = min(item.spans[0].start, item.cue.start if item.cue else item.spans[0].start)
    end = max(item.spans[-1].end, item.cue.end if item.cue else item.spans[-1].end)
    length = item.spans[-1].end - item.spans[0].start
    holders = []
    for other in (d.statement for d in drafts):
        size = other.spans[-1].end - other.spans[0].start
        if other.id == item.id or size <= length or other.within == item.id:
            continue
        if any(s.start <= start and end <= s.end for s in other.spans):
            holders.append((size, other.id))
    return min(holders)[1] if holders else None


def carry(drafts: Sequence[Draft]) -> list[Statement]:
    """The statements with their chains: the hops of those around them, their own, and what they inherit.

    An unnamed source that spoke through an outlet once did so all through the passage; a named one as long as
    nobody else speaks, and it is not said whom else it told.
    """
    by_id = {d.statement.id: d for d in drafts}
    through: dict[tuple[str, str], tuple[Hop, ...]] = {}
    last: dict[str, str] = {}
    out = []
    for draft in sorted(drafts, key=lambda d: (d.statement.spans[0].start, -d.statement.spans[-1].end)):
        item = draft.statement
        chain = _chain(draft, by_id)
        name = (item.source.resolved_name or "").lower()
        goes_on = last.get(item.passage) == name
        last[item.passage] = name
        if chain and name:
            through.setdefault((item.passage, name), chain)
        elif item.source.kind == "anonymous" or (
            goes_on and item.source.kind == "named" and not _tells(item)
        ):
            chain = through.get((item.passage, name), ()) if name else ()
        out.append(msgspec.structs.replace(item, chain=chain))
    return out


def _tells(item: Statement) -> bool:
    """Whether the cue is one that names who was told."""
    return item.cue is not None and any(w in ("told", "tells", "tell") for w in item.cue.text.lower().split())


def _chain(draft: Draft, by_id: dict[str, Draft]) -> tuple[Hop, ...]:
    hops: list[Hop] = list(draft.hops)
    seen = {draft.statement.id}
    holder = by_id.get(draft.statement.within or "")
    while holder is not None and holder.statement.id not in seen:
        outer = holder.statement
        seen.add(outer.id)
        mine = (outer.source.start, outer.cue) == (draft.statement.source.start, draft.statement.cue)
        names = (outer.source.resolved_name, draft.statement.source.resolved_name)
        mine = mine or (names[0] is not None and names[0] == names[1])
        if not mine:
            carrier = list(holder.hops)
            who = outer.source
            named = any(
                who.start is not None and who.start <= h.start and h.end <= (who.end or 0) for h in carrier
            )
            if (not named and who.kind not in ("author", "publication") and who.start is not None) or (
                not carrier and who.start is not None and who.kind != "author"
            ):
                carrier.append(Hop(outer.page, who.start, who.end or 0, who.text or ""))
            hops = carrier + hops
        holder = by_id.get(outer.within or "")
    out: list[Hop] = []
    for hop in hops:
        if not any(h.start == hop.start for h in out):
            out.append(hop)
    return tuple(out)
