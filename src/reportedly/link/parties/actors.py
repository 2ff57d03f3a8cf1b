"""Actors: one record for one person, group, government, organisation or place over all pages.

Mentions are grouped by how their names are written, the forms are held against each other within blocks of
one consonant skeleton, and a surname alone is resolved where it stands: to the bearer named in the same
passage, the page, the case, in this order, and only where there is one.  Two people of one surname stay two.
A description is an actor of its own ("three rebel leaders"), part of what is named in it; a title that one
person bears ("the ambassador") is that person.  No step compares all with all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...names.countries import country_name, find_country
from ...names.titles import titles
from ...records import Actor, ActorKind, Clause, Mention, Span
from .describe import Descriptions
from .forms import Form, cluster_forms, forms_of
from .names import tokens
from .resolve import resolve_short
from .sectors import sector_of

__all__ = ["ActorIndex", "Actors", "find_actors"]


#: Whoever says these speaks for others too: his side, not he.
_SIDE = frozenset({"we", "us", "ourselves"})


class Actors(NamedTuple):
    """The actors of a case and which mention stands for which."""

    actors: tuple[Actor, ...]
    actor_of: dict[str, str]


class ActorIndex:
    """Looks an actor up by where a mention of it stands; "we" is looked up as the speaker's side."""

    def __init__(self, mentions: Iterable[Mention], actor_of: dict[str, str]) -> None:
        rows: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for mention in mentions:
            actor = actor_of.get(mention.id) or actor_of.get(mention.antecedent or "")
            if actor is not None:
                rows[mention.page].append((mention.start, mention.end, actor))
        self._rows = {page: sorted(found) for page, found in rows.items()}

    def actors_in(self, page: str, start: int, end: int) -> tuple[tuple[int, int, str], ...]:
        """The mentions inside ``start`` to ``end`` of ``page``: start, end and actor id, in order."""
        rows = self._rows.get(page, [])
        low = bisect_right(rows, start - 1, key=lambda row: row[0])
        high = bisect_right(rows, end, key=lambda row: row[0])
        return tuple(row for row in rows[low:high] if row[1] <= end)

    def actor_at(self, page: str, start: int, end: int) -> str | None:
        """The actor that the phrase from ``start`` to ``end`` stands for.

        A mention of just these characters, else the longest inside that reaches the phrase's end or begins
        it (a name with its title), else the only one inside; None where nothing or too much stands there.
        """
        inside = self.actors_in(page, start, end)
        if not inside:
            return None
        whole = [row for row in inside if row[1] - row[0] >= 0.9 * (end - start)]
        edge = whole or [row for row in inside if row[1] >= end - 1 or row[0] <= start + 1]
        best = max(edge, key=lambda row: (row[1] - row[0], -row[0]), default=None)
        if best is not None:
            return best[2]
        found = {row[2] for row in inside}
        return found.pop() if len(found) == 1 else None


def find_actors(
    mentions: Sequence[Mention], clauses: Sequence[Clause] = (), outlets: Iterable[str] = ()
) -> Actors:
    """The actors behind ``mentions``, which stand in page order.

    ``clauses`` tell which places act; ``outlets`` are names known to be of publications, not of people.
    """
    order = {m.id: number for number, m in enumerate(mentions)}
    forms = forms_of(mentions, outlets)
    group_of = cluster_forms(forms)  # form -> group key
    group_of_mention: dict[str, str] = {}
    short: list[tuple[Mention, Form]] = []
    for form in forms.values():
        for mention in form.mentions:
            if form.short:
                short.append((mention, form))
            else:
                group_of_mention[mention.id] = group_of[form.key]
    short.sort(key=lambda item: order[item[0].id])
    resolve_short(short, forms, group_of, group_of_mention, order)
    Descriptions(mentions, group_of_mention).resolve()
    _follow_antecedents(mentions, group_of_mention)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.id in group_of_mention:
            groups[group_of_mention[mention.id]].append(mention)
    acting = _acting(clauses)
    ids = {key: f"a{members[0].id[1:]}" for key, members in groups.items()}
    actor_of = {m.id: ids[key] for key, members in groups.items() for m in members}
    parts = _parts(mentions, actor_of)
    _parts_by_role(groups, ids, parts)
    actors = [_actor(ids[key], key, members, acting, parts, ids) for key, members in groups.items()]
    first = {key: order[members[0].id] for key, members in groups.items()}
    ordered = [a for _, a in sorted(zip(first.values(), actors, strict=True), key=lambda item: item[0])]
    return Actors(tuple(ordered), actor_of)


def _follow_antecedents(mentions: Sequence[Mention], group_of: dict[str, str]) -> None:
    """A pronoun whose antecedent is known stands for what its antecedent stands for."""
    for mention in mentions:
        if mention.kind != "unknown" or mention.head in _SIDE:
            continue
        if mention.antecedent is not None and mention.antecedent in group_of:
            group_of[mention.id] = group_of[mention.antecedent]


def _acting(clauses: Sequence[Clause]) -> dict[str, list[tuple[int, int]]]:
    """Where on each page a doer stands: a place there is spoken of as a government."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for clause in clauses:
        for argument in clause.having("subject", "agent"):
            if not clause.nominal and clause.lemma not in ("be", "have", "remain"):
                found[argument.page].append((argument.start, argument.end))
    return {page: sorted(rows) for page, rows in found.items()}


def _acts(mention: Mention, acting: dict[str, list[tuple[int, int]]]) -> bool:
    rows = acting.get(mention.page, [])
    i = bisect_right(rows, (mention.start, mention.end + 1)) - 1
    return any(
        rows[j][0] >= mention.start - 4 and rows[j][1] == mention.end
        for j in range(max(0, i - 2), min(len(rows), i + 2))
    )


def _parts(mentions: Sequence[Mention], actor_of: dict[str, str]) -> dict[str, set[str]]:
    """Actor to the actors that are named inside its descriptions: "a leader of X", "US officials"."""
    found: dict[str, set[str]] = defaultdict(set)
    by_page: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_page[mention.page].append(mention)
    for rows in by_page.values():
        for i, outer in enumerate(rows):
            if outer.id not in actor_of or outer.kind == "unknown":
                continue
            for inner in rows[i:]:
                if inner.start >= outer.end:
                    break
                if inner.id != outer.id and inner.end <= outer.end and inner.label and inner.id in actor_of:
                    found[actor_of[outer.id]].add(actor_of[inner.id])
    return found


def _parts_by_role(groups: dict[str, list[Mention]], ids: dict[str, str], parts: dict[str, set[str]]) -> None:
    """A person belongs to the body that his role names: "the Front's envoy, X"."""
    bodies: dict[tuple[str, ...], str] = {}
    for key, members in groups.items():
        if key.partition(":")[0] in ("org", "group"):
            for mention in members:
                bodies.setdefault(tokens(mention.text), ids[key])
    for key, members in groups.items():
        if not key.startswith("person:"):
            continue
        for role in dict.fromkeys(m.role for m in members if m.role):
            words = tokens(role)
            for size in range(min(4, len(words)), 0, -1):
                for i in range(len(words) - size + 1):
                    body = bodies.get(words[i : i + size])
                    if body is not None:
                        parts[ids[key]].add(body)


# ------------------------------------------------------------------ the record


def _actor(
    ident: str, key: str, members: Sequence[Mention], acting: dict[str, list[tuple[int, int]]],
    parts: dict[str, set[str]], ids: dict[str, str],
) -> Actor:  # fmt: skip
    named = [m for m in members if m.kind != "unknown"] or list(members)
    names = [m for m in named if m.label] or named
    counts = Counter(" ".join(m.text.split()) for m in names)
    place = {" ".join(m.text.split()): i for i, m in reversed(list(enumerate(names)))}
    if any(m.label for m in named):
        best = min(
            counts, key=lambda text: (_titled(text), -min(len(text.split()), 4), -counts[text], place[text])
        )
    else:
        best = min(counts, key=lambda text: (-counts[text], len(text), place[text]))
    kind = _kind(key, names)
    how, _, code = key.partition(":")
    country: str | None = code if how in ("country", "people") else None
    belongs = set(parts.get(ident, ())) - {ident}
    if how == "country":
        best = country_name(code)
        kind = "government" if any(_acts(m, acting) for m in members) else "place"
    elif (
        (seat := find_country(best)) is not None and seat.how == "seat" and kind in ("place", "organization")
    ):
        country = seat.code
        kind = "government" if any(_acts(m, acting) for m in members) else kind
    country = country or _country_of(names)
    if country is not None and how != "country" and f"country:{country}" in ids:
        belongs.add(ids[f"country:{country}"])
    roles = tuple(dict.fromkeys(m.role for m in members if m.role))
    aliases = tuple(sorted(text for text in counts if text != best))
    spans = tuple(Span(m.page, m.start, m.end, m.text) for m in members)
    told = (
        ()
        if how in ("people", "country", "place")
        else (*roles, *(m.text for m in named[:3] if kind != "person"))
    )
    sector = "GOV" if kind == "government" else sector_of(*told)
    return Actor(
        ident,
        best,
        kind,
        roles,
        spans,
        aliases=aliases,
        country=country,
        sector=sector,
        part_of=tuple(sorted(belongs)),
    )


def _titled(text: str) -> bool:
    """Whether a name begins with a title, as a recogniser's often does."""
    first, *rest = text.split()
    return bool(rest) and first.lower() in titles()


def _kind(key: str, names: Sequence[Mention]) -> ActorKind:
    how = key.partition(":")[0]
    fixed: dict[str, ActorKind] = {
        "person": "person",
        "people": "group",
        "group": "group",
        "org": "organization",
        "place": "place",
    }
    if how in fixed:
        return fixed[how]
    counts = Counter(m.kind for m in names)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _country_of(names: Sequence[Mention]) -> str | None:
    """The one country that the descriptions or roles of an actor name; None where they name none or several."""
    found = set()
    for mention in names:
        official = mention.label == "ORG" and sector_of(mention.text) in (
            "GOV",
            "MIL",
            "COP",
            "LEG",
            "JUD",
            "SPY",
        )
        for text in (mention.role or "", mention.text if official or not mention.label else ""):
            words = text.replace("-", " ").split()
            for i in range(len(words)):
                for size in (2, 1):
                    country = find_country(" ".join(words[i : i + size]).strip(".,;:“”\"'"))
                    if country is not None and country.how in ("name", "adjective", "people"):
                        before = words[i - 1].lower() if i else ""
                        if before not in ("to", "in", "for", "from", "on", "against", "with"):
                            found.add(country.code)
    return found.pop() if len(found) == 1 else None
