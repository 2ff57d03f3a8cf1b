"""Name forms: the different ways in which the names of a case are written, and which of them are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ...names.countries import find_country
from ...names.titles import office_nouns
from ...records import Mention
from ...vocab import words
from .names import (
    acronym,
    key,
    same_but_a_slip,
    same_token,
    same_tokens,
    short_form,
    skeleton,
    telling,
    tokens,
)

__all__ = ["Form", "cluster_forms", "forms_of"]

#: Joins the groups of two forms, named by their keys.
_GROUPS = frozenset({"group", "faction", "organization", "organisation", "militia"})
Join = Callable[[str, str], None]


class Form(NamedTuple):
    """One spelling of a name: its words, what it is taken for, and its mentions in page order.

    ``kind`` is person, group, org, place, country or people; ``short`` where one word of a person's name
    stands alone and must be resolved where it stands.
    """

    key: str
    kind: str
    parts: tuple[str, ...]
    text: str
    short: bool
    mentions: list[Mention]


def forms_of(mentions: Sequence[Mention], outlets: Iterable[str] = ()) -> dict[str, Form]:
    """The forms of all named mentions, by their key; ``outlets`` are names of publications."""
    published = {tokens(name) for name in outlets}
    spellings: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.label:
            spellings[tokens(mention.text)].append(mention)
    people = {
        part
        for parts, found in spellings.items()
        if len(parts) > 1 and _votes(found) == "PERSON"
        for part in (parts[0], *parts[-2:])
    }
    sounds = {skeleton(part) for part in people}
    forms: dict[str, Form] = {}
    for parts, found in spellings.items():
        if not parts:
            continue
        taken = [("org", "", found)] if parts in published else _kinds(parts, found, people, sounds)
        for kind, code, members in taken:
            ident = f"{kind}:{code or ' '.join(parts)}"
            text = Counter(m.text for m in members).most_common(1)[0][0]
            if ident in forms:
                forms[ident].mentions.extend(members)
            else:
                forms[ident] = Form(
                    ident, kind, parts, text, kind == "person" and len(parts) == 1, list(members)
                )
    return forms


def _votes(found: Iterable[Mention]) -> str:
    counts = Counter(m.label or "" for m in found)
    return min(counts, key=lambda label: (-counts[label], label))


def _kinds(
    parts: tuple[str, ...], found: list[Mention], people: set[str], sounds: set[str]
) -> Iterable[tuple[str, str, list[Mention]]]:
    """What a spelling is taken for; a word for a people may stand for the people or, as an adjective, its country."""
    country = find_country(found[0].text)
    label = _votes(found)
    if country is not None and country.how != "seat" and not (label == "PERSON" and parts[-1] in people):
        crowd = [
            m
            for m in found
            if country.how == "people"
            or (m.label == "NORP" and m.text.endswith(("ese", "ish", "ch")) and m.head == m.text and m.role)
        ]
        rest = [m for m in found if m not in crowd] if crowd else found
        if crowd:
            yield "people", country.code, crowd
        if rest:
            yield "country", country.code, rest
        return
    suffixes, groups = words("organizations", "suffixes"), words("organizations", "groups")
    if len(parts) > 1 and (parts[-1] in suffixes or set(parts) & groups) and label != "GPE":
        yield ("group" if set(parts) & groups else "org"), "", found
        return
    if (
        len(parts) == 1
        and label != "PERSON"
        and (parts[0] in people or (label not in ("GPE", "NORP") and skeleton(parts[0]) in sounds))
    ):
        yield "person", "", found
        return
    if (
        len(parts) > 1
        and label in ("GPE", "ORG", "FAC")
        and parts[-1] in people
        and not any(f.label == label for f in found[1:])
        and parts[0] not in suffixes
    ):
        yield "person", "", found
        return
    if label == "ORG" and len(parts) > 1 and parts[-1] not in suffixes and _held_by_a_person(found):
        yield "person", "", found
        return
    role = any(_role_noun(m.role) in _GROUPS for m in found if m.role)
    kinds = {
        "PERSON": "group" if role else "person",
        "NORP": "group",
        "ORG": "org",
        "GPE": "place",
        "LOC": "place",
        "FAC": "place",
    }
    yield kinds.get(label, "org"), "", found


def _role_noun(role: str) -> str:
    """The noun that a role phrase is about: the last before a preposition ("an official of the group": official)."""
    said = role.lower().replace(",", " ").split()
    stop = next(
        (n for n, w in enumerate(said) if w in ("of", "for", "at", "in", "from", "with", "to") and n),
        len(said),
    )
    return said[stop - 1].strip(".'’") if said else ""


def _held_by_a_person(found: Sequence[Mention]) -> bool:
    """Whether most mentions of a name stand beside a role that only people have: "its spokesman, Ann Roe"."""
    roles = [_role_noun(m.role) for m in found if m.role]
    persons = words("people", "descriptors", "person") | office_nouns()
    return bool(roles) and all(noun in persons for noun in roles) and 2 * len(roles) >= len(found)


def cluster_forms(forms: dict[str, Form]) -> dict[str, str]:
    """Form key to the key of the group that it belongs to; short forms are left out."""
    parent = {k: k for k, form in forms.items() if not form.short}

    def root(k: str) -> str:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    def join(a: str, b: str) -> None:
        low, high = sorted((root(a), root(b)), key=lambda k: (-len(forms[k].mentions), k))
        parent[high] = low

    _join_people(forms, [f for f in forms.values() if f.kind == "person" and not f.short], join)
    _join_bodies([f for f in forms.values() if f.kind in ("org", "group")], join)
    places: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in forms.values():
        if form.kind == "place":
            places[tuple(map(skeleton, form.parts))].append(form)
    for block in places.values():
        _pairs(block, lambda a, b: same_tokens(a.parts, b.parts), join)
    return {k: root(k) for k in parent}


def _pairs(block: list[Form], same: Callable[[Form, Form], bool], join: Join) -> None:
    for i, a in enumerate(block):
        for b in block[i + 1 :]:
            if same(a, b):
                join(a.key, b.key)


def _join_people(forms: dict[str, Form], people: list[Form], join: Join) -> None:
    blocks: dict[str, list[Form]] = defaultdict(list)
    for form in people:
        blocks[skeleton(form.parts[-1])].append(form)
    for block in blocks.values():
        block.sort(key=lambda f: (-len(f.parts), -len(f.mentions), f.key))
        for i, short in enumerate(block):
            wider = [
                f for f in block[:i] if _one_person(f.parts, short.parts) and not _two_by_one_hand(f, short)
            ]
            # A shorter name that fits two longer ones that do not fit each other is neither.
            if wider and all(_one_person(wider[0].parts, f.parts) for f in wider[1:]):
                join(wider[0].key, short.key)
    slips: dict[tuple[str, int], list[Form]] = defaultdict(list)
    for form in people:
        if len(form.parts) > 2:
            slips[skeleton(form.parts[0]), len(form.parts)].append(form)
    for block in slips.values():
        _pairs(block, lambda a, b: same_but_a_slip(a.parts, b.parts) and not _two_by_one_hand(a, b), join)


def _two_by_one_hand(a: Form, b: Form) -> bool:
    """Whether one passage gives both names in full: a writer spells one person's name in one way.

    What only leaves out a middle name, or gives an initial for it, may be one person all the same; so may a
    surname of two words alone ("Garcia-Navarro"), which no given name begins.
    """
    if {m.passage for m in a.mentions}.isdisjoint(m.passage for m in b.mentions):
        return False
    if a.parts[-1] != b.parts[-1]:
        return True
    given = words("given_names", "male") | words("given_names", "female")
    return not _given(a.parts[0], b.parts[0]) and b.parts[0].capitalize() in given


def _one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether ``b``, not longer than ``a``, is the same person's name: surname and first name agree."""
    if not same_token(a[-1], b[-1]):
        return False
    first = _given(a[0], b[0])
    rest = list(a[1:-1]) if first else list(a[:-1])
    inner = b[1:-1] if first else b[:-1]
    if not first and (len(b) < 2 or len(a) == len(b)):
        return False
    for part in inner:
        at = next((i for i, other in enumerate(rest) if _given(other, part)), None)
        if at is None:
            # a middle name that the longer name lacks; two different middle names are two people
            return first and not rest and len(inner) == 1
        del rest[: at + 1]
    return True


def _given(a: str, b: str) -> bool:
    """Whether two first names are one, or one is the other's initial or short form ("Joe", "Joseph")."""
    return same_token(a, b) or (min(len(a), len(b)) == 1 and a[0] == b[0]) or short_form(a, b)


def _join_bodies(bodies: list[Form], join: Join) -> None:
    blocks: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in bodies:
        blocks[key(form.parts)].append(form)
    for block in blocks.values():
        _pairs(block, lambda a, b: same_tokens(telling(a.parts), telling(b.parts)), join)
    stems: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in bodies:
        if len(form.parts) >= 3:
            stems[tuple(p[:5] for p in telling(form.parts))].append(form)
    for block in stems.values():
        _pairs(block, lambda a, b: len(a.parts) == len(b.parts), join)
    _join_first_words(bodies, join)
    initials: dict[str, list[Form]] = defaultdict(list)
    for form in bodies:
        if (short := acronym(form.text)) is not None:
            initials[short].append(form)
    for form in bodies:
        name = form.text.replace(".", "")
        full = initials.get(name.lower(), []) if name.isupper() and 2 <= len(name) <= 6 else []
        if len({key(f.parts) for f in full}) == 1:
            join(full[0].key, form.key)


def _join_first_words(bodies: list[Form], join: Join) -> None:
    """A body is called by the first word of its name on the page that gives it in full: "Northline", "MGM"."""
    longer: dict[str, list[Form]] = defaultdict(list)
    for form in bodies:
        if len(form.parts) > 1:
            longer[form.parts[0]].append(form)
    for form in bodies:
        full = longer.get(form.parts[0], []) if len(form.parts) == 1 else []
        pages = {m.page for m in form.mentions}
        near = {f.key: f for f in full if not pages.isdisjoint(m.page for m in f.mentions)}
        heads = {f.parts[:2] for f in near.values()}
        if len(heads) == 1:
            join(next(iter(near.values())).key, form.key)
