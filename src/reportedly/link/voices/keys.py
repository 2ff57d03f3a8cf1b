"""Whose voice each statement is: what a voice is known by, from its source or its passage.

A source that names somebody is whom it names: a person, a body, an outlet, each one voice over the case.  A
description is the one who holds the office that it names; a document, a spokesman or an office speaks for whose
it is, an outlet's reporters for the outlet.  Other descriptions are a voice of those to whom they spoke: one
outlet, one descriptor.  What a page tells in its own voice is its author's, or the outlet's where none is named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...base.text import fold
from ...names.countries import find_country
from ...names.press import is_listed
from ...names.titles import office_nouns, titles
from ...records import Actor, Source, Statement
from ...vocab import words
from ..parties.names import tokens
from .ground import Ground
from .leads import member_of

__all__ = ["Key", "Keys", "only_voice"]

_BODIES = ("organization", "government", "group")
#: What joins a text to whose it is: "the report of X", "a letter from X".
_ISSUED = ("of", "by", "from")
#: What a page calls itself and who wrote it ("an earlier version of this story"), and who publishes it.
_THIS = re.compile(
    r"\A(?:the|this) (?:writer|author)\Z|\bthis (?:story|article|report|column|post|page)\b", re.I
)
_THIS_HOUSE = re.compile(r"\bthis (?:blog|newspaper|paper|magazine|site|website)\b", re.I)
_OFFICE = re.compile(r"(?P<who>.+?)['’]s? office")
#: Bodies of which a country or a town has one.
_ONE = frozenset({"government", "police", "army", "military", "navy"})
#: Pronouns that a thing may stand behind.
_THINGS = frozenset({"it", "its", "that", "this", "which"})
#: What stands between a description's noun and its field.
_JOINTS = ("of", "in", "at", "from", "with", "for", "to", "on")
#: Endings of nouns for people who do something.
_AGENTS = ("ist", "ian", "man", "men", "woman", "women", "eer")
_PLURAL_SPEAKERS = frozenset({"people", "police", "media"})


class Key(NamedTuple):
    """What one voice is known by while they are gathered: its kind, whose it is, and its name."""

    kind: str
    owner: str
    name: str


class Keys:
    """The key of every statement's voice, by the statement's id.

    ``own`` is read from the statement alone; ``ending`` goes back, where a publication of the case is said
    to say it, to the voice of that publication's account.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        #: Who wrote more than a comment on a page: there his comments are his too.
        self._hosts = {
            (p.page, " ".join(tokens(p.author)))
            for p in ground.passages.values()
            if p.author and p.kind != "comment"
        }
        self._people = _bearers(ground.actors.values(), ("person",))
        self._bodies = _bearers(ground.actors.values(), _BODIES)
        ones = [a for a in ground.actors.values() if a.kind in _BODIES and _is_name(a)]
        named = {noun: {a.id for a in ones if fold(a.name).split()[-1:] == [noun]} for noun in _ONE}
        self._ones = {noun: next(iter(found)) for noun, found in named.items() if len(found) == 1}
        self._writers = {
            _short(tokens(p.author)): self._author(p.id) for p in ground.passages.values() if p.author
        }
        self.own = {item.id: self._own(item) for item in ground.statements}
        self.ending = {item.id: self._ending(item) for item in ground.statements}

    # -------------------------------------------------------------- from the statement alone

    def _own(self, item: Statement) -> Key:
        source, lead = item.source, self._ground.leads.get(item.passage)
        if source.kind == "author":
            return self._own(lead) if lead and self._ground.governed(item) else self._author(item.passage)
        said = source.resolved_name or source.text or ""
        if _THIS_HOUSE.search(said) and (house := self._publisher(item.passage)) is not None:
            return house
        if _THIS.search(said):
            return self._author(item.passage)
        known = (
            self._office_of(source)
            or self._outlet(source)
            or self._described(item)
            or self._named(item)
            or self._for_another(source)
        )
        if known is not None:
            return known
        if lead is not None and lead.id != item.id and member_of(source.resolved_name or source.text, lead):
            return self._own(lead)
        return self._unnamed(item)

    def _author(self, passage: str) -> Key:
        account = self._ground.account_of.get(passage, passage)
        record = self._ground.passages.get(account)
        if record is None:
            return Key("author", account, "")
        if record.author:
            name = " ".join(tokens(record.author))
            reader = record.kind == "comment" and (record.page, name) not in self._hosts
            return Key("author", record.page if reader else "", name)
        return self._publisher(account) or Key("author", account, "")

    def _publisher(self, passage: str) -> Key | None:
        """The outlet whose text a passage is; a reader's comment is no outlet's."""
        record = self._ground.passages[passage]
        house = record.publisher or record.agency
        return self._house(self._ground.houses.of(house)) if house and record.kind != "comment" else None

    def _outlet(self, source: Source) -> Key | None:
        """The outlet that the source is, whatever kind the page's reading gave it."""
        houses, name = self._ground.houses, source.resolved_name or source.text or ""
        if source.page is not None and source.start is not None and source.end is not None:
            span = source.page, source.start, source.end
            key = houses.at(*span) or (houses.within(*span) if source.kind == "publication" else None)
            if key is not None:
                return self._house(key)
        return self._house(houses.of(name)) if name and houses.knows(name) else None

    def _house(self, key: str) -> Key:
        """The voice of an outlet; of one that is first of all a body (an army, a ministry), that body's."""
        body = self._bodies.get(" ".join(tokens(self._ground.houses.name(key))))
        return (
            Key("actor", "", body) if body is not None and not is_listed(key) else Key("publication", "", key)
        )

    def _named(self, item: Statement) -> Key | None:
        """The person or the body that the source names: the actor of just that name, else the one that stands there."""
        source, actors = item.source, self._ground.actors
        name = source.resolved_name or source.text or ""
        if name.lower() in words("sources", "turns", "ask"):
            return None
        parts = _bare(name)
        whole = " ".join(parts)
        writer = self._writers.get(_short(parts))
        if writer is not None and (source.kind == "named" or writer.owner == item.page):
            return writer
        if source.kind == "named":
            full = self._people.get(whole)
            if full is not None or source.actor is not None:
                return Key("actor", "", full or source.actor or "")
            return Key("named", "", self._people.get(parts[-1] if parts else "") or whole or name)
        if source.kind == "document" or source.start is None:
            return None
        if source.actor is not None and _is_name(actors[source.actor]):
            return Key("actor", "", source.actor)
        if (one := self._one_body(name)) is not None:
            return Key("actor", "", one)
        if not name[:1].isupper():
            return None
        known = self._bodies.get(whole) or self._people.get(whole) or self._at_the_end(source)
        return Key("actor", "", known) if known is not None else None

    def _one_body(self, name: str) -> str | None:
        """The government, police or army that "the government" is, where the case names one only."""
        said = _descriptor(name)
        if len(said) != 1 or said[0] not in _ONE:
            return None
        return self._ones.get(said[0])

    def _at_the_end(self, source: Source) -> str | None:
        """The person whose name a source's title runs up to: "Special Agent in Charge Ann Roe", no "aide to Ann Roe"."""
        if source.page is None or source.start is None or source.end is None or not source.text:
            return None
        for low, high, actor in self._ground.index.actors_in(source.page, source.start, source.end):
            title = source.text[: low - source.start].split()
            if high == source.end and self._ground.actors[actor].kind == "person" and title:
                return actor if title[-1][:1].isupper() and title[0][:1].isupper() else None
        return None

    def _described(self, item: Statement) -> Key | None:
        """The one person who holds the office that the source describes."""
        name = item.source.resolved_name or item.source.text or ""
        if item.source.start is None or item.source.kind not in ("anonymous", "organization", "group"):
            return None
        holder = self._ground.offices.holder(name, item.passage, item.page)
        return Key("actor", "", holder) if holder is not None else None

    def _office_of(self, source: Source) -> Key | None:
        """The person whose office speaks: "President Roe's office"."""
        held = _OFFICE.fullmatch(source.resolved_name or source.text or "")
        parts = _bare(held["who"]) if held is not None else ()
        who = self._people.get(" ".join(parts)) if parts else None
        return Key("actor", "", who) if who is not None else None

    def _for_another(self, source: Source) -> Key | None:
        """Whose the source is that speaks for another: a body's spokesman, a text's issuer, an outlet's reporter."""
        name = source.resolved_name or source.text or ""
        said = frozenset(fold(name).split())
        if source.start is None or source.end is None or source.page is None:
            return None
        spokesmen = words("sources", "spokesmen", "words")
        if said & words("sources", "reporters", "words"):
            for low, high, _ in self._ground.index.actors_in(source.page, source.start, source.end):
                if (key := self._ground.houses.at(source.page, low, high)) is not None:
                    return self._house(key)
        if source.kind == "document":
            issuer = self._issuer(source)
            return self._as_voice(issuer) if issuer is not None else None
        if not said & spokesmen:
            return None
        inside = self._ground.index.actors_in(source.page, source.start, source.end)
        bodies = [r for r in inside if self._ground.actors[r[2]].kind in _BODIES[:2]]
        best = max(bodies, key=lambda r: (r[1] - r[0], -r[0]), default=None)
        return self._as_voice(best[2]) if best is not None else None

    def _as_voice(self, actor: str) -> Key:
        """The voice of an actor, which may be an outlet."""
        name = self._ground.actors[actor].name
        houses = self._ground.houses
        return self._house(houses.of(name)) if houses.knows(name) else Key("actor", "", actor)

    def _issuer(self, source: Source) -> str | None:
        """Whose a text is: whose name stands before its noun, or behind "of", "by" or "from"."""
        assert source.page is not None and source.start is not None and source.end is not None
        text = source.text or ""
        for low, high, actor in self._ground.index.actors_in(source.page, source.start, source.end):
            if self._ground.actors[actor].kind not in (*_BODIES, "person"):
                continue
            before = text[: low - source.start].lower().replace(" the ", " ").split()
            behind = text[high - source.start :].strip()
            if (not before or before[-1] in ("the", "a", "an")) and behind:
                return actor
            if before and before[-1] in _ISSUED:
                return actor
        return None

    def _unnamed(self, item: Statement) -> Key:
        """A voice without a name: one outlet and one descriptor; one person with no more than a role, one account."""
        source = item.source
        account = self._ground.first_account(item.passage)
        said = _descriptor(source.resolved_name or source.text or "")
        asks = (source.text or "").lower() in words("sources", "turns", "ask")
        nobody = (source.text or "").lower() in _THINGS and not _can_speak(said)
        if source.start is None or not said or asks or nobody or source.resolved_name is None:
            return Key("anonymous", account, "")
        office = self._ground.offices.office(source.resolved_name)
        if office is not None:
            return Key(source.kind, "office", " ".join(sorted(office)))
        house = self._to_whom(item) if source.kind != "publication" else None
        if house is None or (len(said) < 2 and not _is_plural(said[-1])):
            return Key(source.kind, account, " ".join(said))
        return Key(source.kind, house, " ".join(said))

    def _to_whom(self, item: Statement) -> str | None:
        """The key of the outlet that a source spoke to: that of the chain, else the account's agency or publisher."""
        houses = self._ground.houses
        for hop in reversed(item.chain):
            if (key := houses.at(hop.page, hop.start, hop.end)) is not None:
                return key
        record = self._ground.passages.get(self._ground.first_account(item.passage))
        if record is None or record.kind == "comment":
            return None
        house = record.agency or record.publisher
        return houses.of(house) if house else None

    # -------------------------------------------------------------- through accounts of the case

    def _ending(self, item: Statement) -> Key:
        target = next((h.passage for h in item.chain if h.passage), None)
        if target is not None and (item.source.kind == "publication" or self._is_staff(item, target)):
            return self._of_account(target)
        return self.own[item.id]

    def _is_staff(self, item: Statement, target: str) -> bool:
        """Whether the source is the reporter or the text of the outlet that the chain names."""
        source, account = item.source, self._ground.passages.get(target)
        if account is None or source.kind not in ("named", "document", "organization"):
            return False
        if account.author and set(tokens(source.resolved_name or source.text or "")) & set(
            tokens(account.author)
        ):
            return True
        return source.kind == "document" and source.actor is None and len(item.chain) == 1

    def _of_account(self, passage: str) -> Key:
        """Who speaks in an account: those its lead names, or who alone is quoted there, or its author."""
        lead = self._ground.leads.get(passage)
        if lead is not None:
            return self.own[lead.id]
        return only_voice(self._ground.statements, passage, self.own) or self._author(passage)


def only_voice(statements: Sequence[Statement], passage: str, keys: dict[str, Key]) -> Key | None:
    """The one voice that all attributed statements of a passage have, if there is one."""
    found = {
        keys[s.id]
        for s in statements
        if s.passage == passage and s.source.kind != "author" and s.source.start is not None
    }
    return found.pop() if len(found) == 1 else None


def _bearers(actors: Iterable[Actor], kinds: Sequence[str]) -> dict[str, str]:
    """The actor that a name, or a person's family name, stands for, where only one in the case bears it."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for name in (actor.name, *actor.aliases) if actor.kind in kinds else ():
            parts = tokens(name)
            family = parts[-1:] if actor.kind == "person" else ()
            for form in {" ".join(parts), *family}:
                bearers[form].add(actor.id)
    return {name: next(iter(found)) for name, found in bearers.items() if len(found) == 1}


def _bare(name: str) -> tuple[str, ...]:
    """The words of a name without the titles before it; a title alone is kept."""
    parts = tokens(name)
    start = next((n for n, part in enumerate(parts) if part not in titles()), 0)
    return parts[start:]


def _short(parts: Sequence[str]) -> str:
    """A name by its first word and its last: initials come and go."""
    return " ".join(parts if len(parts) < 2 else (parts[0], parts[-1]))


def _is_name(actor: Actor) -> bool:
    """Whether an actor is a person, or a body that a name or a country tells from others: "the police" is none."""
    if actor.kind in ("person", "government"):
        return True
    if actor.kind == "anonymous":
        return False
    first, *rest = actor.name.split()
    if first.lower() in ("the", "a", "an") and rest:
        return any(w[:1].isupper() for w in rest)
    lists = [words("sources", kind, "words") for kind in ("organization", "group", "anonymous")]
    plain = any(first.lower().removesuffix("s") in known or first.lower() in known for known in lists)
    return (
        any(w[:1].isupper() for w in rest)
        or (first[:1].isupper() and not plain and not rest)
        or (find_country(first) is not None)
    )


def _descriptor(name: str) -> list[str]:
    """The telling words of a description, up to where a clause begins; the same for "the two officials" and "officials"."""
    plain = fold(name).replace(",", " , ").split()
    end = next((n for n, w in enumerate(plain) if w in (",", "who", "that", "which", "whose")), len(plain))
    empty = (
        words("english", "function_words")
        | words("quantities", "numbers")
        | words("reference", "fillers", "words")
    )
    return [w for w in plain[:end] if (w not in empty or w in _JOINTS) and not w.isdigit()]


def _can_speak(said: Sequence[str]) -> bool:
    """Whether the noun of a description is a person's, a body's or a text's: "the tank" has said nothing."""
    stop = next((n for n, w in enumerate(said) if w in _JOINTS), len(said))
    head = said[max(0, stop - 1)] if said else ""
    one = head[:-1] if _is_plural(head) else head
    known = [
        words("sources", k, "words")
        for k in ("anonymous", "group", "organization", "document", "publication")
    ]
    known += [words("people", "descriptors", "person"), words("reference", "kin", "words"), office_nouns()]
    known.append(words("people", "relations", "kin"))
    return any(w in group for group in known for w in (head, one)) or one.endswith(_AGENTS)


def _is_plural(word: str) -> bool:
    return word in _PLURAL_SPEAKERS or (word.endswith("s") and not word.endswith("ss"))
