"""Voices: who, in the end, speaks, over all pages of a case; and which voices are shown to be one or two.

A statement's voice is its source; the author of its passage where nobody else is given; and, where an
article's lead says whose account it gives ("…, two divers have disclosed"), those people for the
article's own narration too (basis ``governing_lead``).  A report of another account in the case ("the
daily says that …") goes back to that account's voice: who is quoted there if only one is, else whose
account it gives.

Two voices are the same only where a chain shows it, distinct only where the text shows it (two persons' names,
opposite sides); every other pair is left out, which means unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import msgspec

from ..records import (
    Actor,
    Hop,
    Link,
    Mention,
    Passage,
    Source,
    Span,
    Statement,
    Voice,
    VoiceBasis,
    VoiceRelation,
)
from ..vocab import words
from .accounts.outlets import find_outlets, outlet_key, same_outlet
from .parties.actors import ActorIndex
from .parties.names import same_tokens, tokens
from .parties.sides import Sides

__all__ = ["Voices", "find_voices"]

#: Above this many named voices, only those that speak in one passage are set against each other.
_MANY = 60
#: Where in an article its lead may stand, in characters, and how much of its sentence it must cover.
_LEAD, _COVER = 700, 0.55
#: Longest span that stands as evidence.
_EVIDENCE = 300


class Voices(NamedTuple):
    """The voices, what is shown of pairs of them, and the statements with voice, actor and hops filled in."""

    voices: tuple[Voice, ...]
    relations: tuple[VoiceRelation, ...]
    statements: tuple[Statement, ...]


def find_voices(
    passages: Sequence[Passage],
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    actor_of: dict[str, str],
    cites: Sequence[Link],
    account_of: dict[str, str],
) -> Voices:
    """The voices behind ``statements``, which stand in page order."""
    return _Finder(passages, statements, mentions, actors, actor_of, cites, account_of).run()


class _Key(NamedTuple):
    """What one voice is known by while they are gathered: its kind, whose it is, and its name."""

    kind: str
    owner: str
    name: str


class _Finder:
    def __init__(
        self,
        passages: Sequence[Passage],
        statements: Sequence[Statement],
        mentions: Sequence[Mention],
        actors: Sequence[Actor],
        actor_of: dict[str, str],
        cites: Sequence[Link],
        account_of: dict[str, str],
    ) -> None:
        self.passages = {p.id: p for p in passages}
        self.actors = {a.id: a for a in actors}
        self.index = ActorIndex(mentions, actor_of)
        self.sides = Sides(actors, self.index)
        self.account_of = account_of
        self.cites: dict[str, list[Passage]] = defaultdict(list)
        for cite in cites:
            target = self.passages.get(cite.target.passage or "")
            if target is not None and target not in self.cites[cite.source]:
                self.cites[cite.source].append(target)
        self.statements = [self._sourced(s) for s in statements]
        self.people = self._people()
        self.leads = self._leads()
        self.keys: dict[str, _Key] = {}
        self.evidence: dict[_Key, list[Span]] = defaultdict(list)
        self.first: dict[_Key, Statement] = {}  # the earliest statement of a voice, which gives its id
        self.home: dict[_Key, Statement] = {}  # the earliest in which it speaks itself, which gives its name
        self.actor: dict[_Key, str] = {}

    # -------------------------------------------------------------- sources and hops

    def _sourced(self, item: Statement) -> Statement:
        """The statement with its source's actor, and the passages of hops whose text is in the case."""
        source = item.source
        if source.start is not None and source.end is not None and source.kind != "author":
            actor = self.index.actor_at(source.page or item.page, source.start, source.end)
            if actor is not None and self._agrees(self.actors[actor], source.resolved_name, source.kind):
                source = msgspec.structs.replace(source, actor=actor)
        chain = tuple(self._hop(h, item.passage) for h in item.chain)
        return msgspec.structs.replace(item, source=source, chain=chain)

    def _agrees(self, actor: Actor, name: str | None, kind: str) -> bool:
        """Whether an actor can be what the source names; a name that is another's is not."""
        if actor.kind == "place":
            return kind in ("organization", "group")
        if name is None or kind != "named":
            return actor.kind != "person" or kind == "named"
        mine = tokens(name)
        return any(
            bool(mine) and bool(theirs) and (same_tokens(mine[-1:], theirs[-1:]) or set(mine) <= set(theirs))
            for theirs in (tokens(n) for n in (actor.name, *actor.aliases))
        )

    def _hop(self, hop: Hop, passage: str) -> Hop:
        actor = self.index.actor_at(hop.page, hop.start, hop.end)
        target = next((p for p in self.cites[passage] if _is_of(p, hop.text) and p.id != passage), None)
        return msgspec.structs.replace(hop, actor=actor, passage=target.id if target else None)

    def _people(self) -> dict[str, str]:
        """The person that a family name, or a full name, stands for, where only one in the case bears it."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for actor in self.actors.values():
            for name in (actor.name, *actor.aliases) if actor.kind == "person" else ():
                parts = tokens(name)
                for form in {" ".join(parts), *parts[-1:]}:
                    bearers[form].add(actor.id)
        return {name: next(iter(found)) for name, found in bearers.items() if len(found) == 1}

    # -------------------------------------------------------------- governing leads

    def _leads(self) -> dict[str, Statement]:
        """For each passage, the statement by which its lead says whose account it gives."""
        told: dict[str, Statement] = {}
        starts: dict[str, int] = {}
        for item in self.statements:
            starts.setdefault(item.passage, item.spans[0].start)
        for item in self.statements:
            passage = self.passages[item.passage]
            if item.passage in told or item.cue is None or item.within is not None:
                continue
            if passage.kind not in ("article", "quoted_article", "post") or item.mode != "indirect":
                continue
            if item.spans[0].start - starts[item.passage] > _LEAD or not _discloses(item):
                continue
            told[item.passage] = item
        return told

    # -------------------------------------------------------------- keys

    def run(self) -> Voices:
        for item in self.statements:
            self.keys[item.id] = self._key(item)
            if not self._governed(item) or self.keys[item.id].kind == "author":
                self.home.setdefault(self.keys[item.id], item)
        self._through_accounts()
        for item in self.statements:
            key = self.keys[item.id]
            self.first.setdefault(key, item)
            if item.source.actor is not None and key.kind != "author" and self.home.get(key) is item:
                self.actor.setdefault(key, item.source.actor)
            if key.name in self.actors:
                self.actor[key] = key.name
            span = _source_span(item)
            if span is not None and len(self.evidence[key]) < 3:
                self.evidence[key].append(span)
        ids = {key: f"v-{item.id.removeprefix('s-')}" for key, item in self.first.items()}
        voices = tuple(self._voice(key, ids[key]) for key in self.first)
        relations = (*self._same(ids), *self._distinct(ids))
        return Voices(voices, relations, tuple(self._spoken(s, ids) for s in self.statements))

    def _spoken(self, item: Statement, ids: dict[_Key, str]) -> Statement:
        basis: VoiceBasis = "attributed"
        if item.source.kind == "author":
            basis = "governing_lead" if self._governed(item) else "author"
        return msgspec.structs.replace(item, voice=ids[self.keys[item.id]], voice_basis=basis)

    def _governed(self, item: Statement) -> bool:
        return item.mode == "narration" and item.passage in self.leads

    def _key(self, item: Statement) -> _Key:
        source = item.source
        if source.kind == "author":
            return self._key(self.leads[item.passage]) if self._governed(item) else self._author(item.passage)
        if source.actor is not None and source.kind in ("named", "organization"):
            return _Key(source.kind, "", source.actor)
        name = (source.resolved_name or source.text or "").lower()
        if source.kind == "publication":
            return _Key("publication", "", outlet_key(source.resolved_name or source.text or ""))
        if source.kind == "named":
            parts = tokens(name)
            known = self.people.get(" ".join(parts)) or self.people.get(parts[-1] if parts else "")
            return _Key("named", "", known or " ".join(parts) or name)
        body = self._spoken_for(source)
        if body is not None:
            return _Key("organization", "", body)
        lead = self.leads.get(item.passage)
        if lead is not None and lead.id != item.id and _member_of(source.resolved_name or source.text, lead):
            return self._key(lead)
        owner = self.account_of.get(item.passage, item.passage)
        return _Key(source.kind, owner, _bare(name) if source.start is not None else "")

    def _spoken_for(self, source: Source) -> str | None:
        """The body whose unnamed spokesman the source is: they speak for it."""
        name = source.resolved_name or source.text or ""
        if source.start is None or source.end is None or not set(name.lower().split()) & _SPOKESMEN:
            return None
        inside = self.index.actors_in(source.page or "", source.start, source.end)
        bodies = [r for r in inside if self.actors[r[2]].kind in ("organization", "government")]
        return max(bodies, key=lambda r: (r[1] - r[0], -r[0]))[2] if bodies else None

    def _author(self, passage: str) -> _Key:
        account = self.account_of.get(passage, passage)
        record = self.passages.get(account)
        if record is not None and record.author and record.kind == "comment":
            return _Key("author", record.page, record.author.lower())
        return _Key("author", account, "")

    # -------------------------------------------------------------- through accounts of the case

    def _through_accounts(self) -> None:
        """What a publication of the case is said to say goes back to the voice of its account."""
        own = dict(self.keys)
        for item in self.statements:
            target = next((h.passage for h in item.chain if h.passage), None)
            if target is None or item.source.kind not in ("publication", "named", "document", "organization"):
                continue
            told_by_staff = item.source.kind == "publication" or self._is_staff(item)
            if told_by_staff:
                self.keys[item.id] = self._voice_of_account(target, own)

    def _is_staff(self, item: Statement) -> bool:
        """Whether the source is the reporter or the text of the outlet that the chain names."""
        target = self.passages.get(next((h.passage for h in item.chain if h.passage), "") or "")
        name = item.source.resolved_name or item.source.text or ""
        if target is None:
            return False
        if target.author and set(tokens(name)) & set(tokens(target.author)):
            return True
        return item.source.kind == "document" and item.source.actor is None and len(item.chain) == 1

    def _voice_of_account(self, passage: str, own: dict[str, _Key]) -> _Key:
        lead = self.leads.get(passage)
        if lead is not None:
            return own[lead.id]
        return self._only_voice(passage, own) or self._author(passage)

    def _only_voice(self, passage: str, own: dict[str, _Key]) -> _Key | None:
        """The one voice that all attributed statements of a passage have, if there is one."""
        keys = {
            own[s.id]
            for s in self.statements
            if s.passage == passage and s.source.kind not in ("author",) and s.source.start is not None
        }
        return keys.pop() if len(keys) == 1 else None

    def _same(self, ids: dict[_Key, str]) -> list[VoiceRelation]:
        """An unnamed source that came through an account whose only voice is unnamed too is that voice."""
        out: dict[tuple[str, str], VoiceRelation] = {}
        for item in self.statements:
            if item.source.kind not in ("anonymous", "group"):
                continue
            for hop in item.chain:
                mine = self.keys[item.id]
                only = self._only_voice(hop.passage, self.keys) if hop.passage else None
                if only is None or only == mine or only.kind not in ("anonymous", "group") or only not in ids:
                    continue
                a, b = sorted((ids[only], ids[mine]))
                evidence = [
                    s for s in (_source_span(self.first[only]), hop, _source_span(item)) if s is not None
                ]
                out.setdefault(
                    (a, b),
                    VoiceRelation(
                        a,
                        b,
                        "same",
                        "one outlet, one unnamed speaker: the chain leads to it",
                        _plain(evidence),
                    ),
                )
        return list(out.values())

    # -------------------------------------------------------------- distinct

    def _distinct(self, ids: dict[_Key, str]) -> list[VoiceRelation]:
        persons = [k for k in self.first if k.kind == "named" and self._person(k)]
        out = []
        for a, b in combinations(persons, 2):
            if len(persons) > _MANY and not self._together(a, b):
                continue
            if self._two_names(a, b):
                out.append(self._apart(a, b, ids, "two persons' names"))
        unnamed = [k for k in self.first if k.kind in ("anonymous", "group")]
        named = [k for k in self.first if k.kind in ("named", "organization")]
        for a in unnamed:
            side = self._side(a)
            for b in named if side is not None and side[0] == "armed" else ():
                other = self._side(b)
                if (
                    other is not None
                    and other[0] == "country"
                    and (len(named) <= _MANY or self._together(a, b))
                ):
                    out.append(self._apart(a, b, ids, "an armed opposition and a government"))
        return out

    def _person(self, key: _Key) -> bool:
        actor = self.actors.get(self.actor.get(key, key.name))
        return actor is None or actor.kind == "person"

    def _two_names(self, a: _Key, b: _Key) -> bool:
        """Whether two keys name two people, and not one under two spellings or a longer and a shorter name."""
        ta, tb = tokens(self._name(a)), tokens(self._name(b))
        if not ta or not tb or set(ta) & set(tb):
            return False
        return not same_tokens(ta[-1:], tb[-1:])

    def _side(self, key: _Key) -> tuple[str, str] | None:
        actor = self.actor.get(key)
        return self.sides.side(actor) if actor is not None else None

    def _together(self, a: _Key, b: _Key) -> bool:
        return self.first[a].passage == self.first[b].passage

    def _apart(self, a: _Key, b: _Key, ids: dict[_Key, str], basis: str) -> VoiceRelation:
        first, second = sorted((ids[a], ids[b]))
        evidence = [s for s in (_source_span(self.first[a]), _source_span(self.first[b])) if s is not None]
        return VoiceRelation(first, second, "distinct", basis, _plain(evidence))

    # -------------------------------------------------------------- the records

    def _name(self, key: _Key) -> str:
        actor = self.actors.get(self.actor.get(key, key.name))
        if key.kind in ("named", "organization") and actor is not None:
            return actor.name
        source = self.home.get(key, self.first[key]).source
        return source.resolved_name or source.text or ""

    def _voice(self, key: _Key, ident: str) -> Voice:
        item = self.home.get(key, self.first[key])
        passage = self.passages[self.account_of.get(item.passage, item.passage)]
        carried = [h.text for h in item.chain if h.passage or find_outlets(h.text, 0, len(h.text))]
        outlet = carried[-1] if carried else passage.publisher or passage.agency
        name = self._name(key)
        if key.kind == "author":
            name = passage.author or passage.publisher or passage.agency or "the author"
        elif key.kind in ("anonymous", "group", "document"):
            name = name or "a source that is not named"
            name = f"{name}, to {outlet}" if outlet and key.kind != "document" else name
        kind = "named" if key.kind == "named" else key.kind
        return Voice(
            id=ident,
            name=name,
            kind=kind,  # type: ignore[arg-type]  # keys are made with the kinds of voices
            actor=self.actor.get(key),
            outlet=outlet,
            evidence=_plain(self.evidence[key]),
        )


def _discloses(item: Statement) -> bool:
    """Whether a lead's cue gives its source's account, and its content is the sentence."""
    assert item.cue is not None
    told = {w.lower() for w in item.cue.text.split()} & words("cues", "governing", "words")
    if not told or item.source.kind not in ("anonymous", "group", "named"):
        return False
    size = item.spans[-1].end - item.spans[0].start
    whole = max(item.spans[-1].end, item.cue.end) - min(item.spans[0].start, item.cue.start)
    return size >= _COVER * whole


def _member_of(name: str | None, lead: Statement) -> bool:
    """Whether an unnamed source is one of those whose account the lead gives ("one commander" of "rebel commanders")."""
    if not name:
        return False
    told = (lead.source.resolved_name or lead.source.text or "").lower().split()
    group = _stems(" ".join(told))
    roles = words("sources", "anonymous", "words") | _stems(told[-1] if told else "")
    mine = _stems(name)
    return bool(mine & roles) and bool(mine & group) and not (mine - group - roles - _FILLERS)


_SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokesmen", "spokespeople"})
_FILLERS = frozenset(
    {"a", "an", "the", "one", "another", "of", "who", "took", "part", "senior", "former", "these", "those"}
)


def _stems(name: str) -> frozenset[str]:
    return frozenset(w.removesuffix("s") for w in name.lower().replace(",", " ").split())


def _bare(name: str) -> str:
    for article in ("the ", "a ", "an "):
        name = name.removeprefix(article)
    return name


def _is_of(passage: Passage, name: str) -> bool:
    return same_outlet(passage.publisher, name) or same_outlet(passage.agency, name)


def _source_span(item: Statement) -> Span | None:
    source = item.source
    if (
        source.page is None
        or source.start is None
        or source.end is None
        or source.end - source.start > _EVIDENCE
    ):
        return None
    return Span(source.page, source.start, source.end, source.text or "")


def _plain(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans as bare spans, one each."""
    out: list[Span] = []
    for span in spans:
        bare = Span(span.page, span.start, span.end, span.text)
        if bare not in out:
            out.append(bare)
    return tuple(out)
