"""Surnames and first names that stand alone: whom they mean where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ...records import Mention
from ...vocab import words
from .forms import Form
from .names import same_token, skeleton

__all__ = ["resolve_short"]

#: Last words of a name that may be surnames, in Spanish and Portuguese usage.
_SURNAMES = 2


def resolve_short(
    short: Sequence[tuple[Mention, Form]],
    forms: dict[str, Form],
    group_of_form: dict[str, str],
    group_of: dict[str, str],
    order: dict[str, int],
) -> None:
    """Set in ``group_of`` the group of every mention in ``short``.

    The bearers of the name are looked for in the passage, then on the page, then in the case; where the
    nearest of these holds more than one, the mention stands for itself with its likes of that page.
    """
    bearers: dict[str, list[Form]] = defaultdict(list)
    for form in forms.values():
        if form.kind == "person" and not form.short:
            for part in {form.parts[0], *form.parts[-_SURNAMES:]}:
                bearers[skeleton(part)].append(form)
    where = _places(forms, group_of_form)
    for mention, form in short:
        word = form.parts[0]
        fits = _fitting(word, bearers.get(skeleton(word), []))
        groups = sorted({group_of_form[f.key] for f in fits if not _another_gender(mention, f)})
        own = f"person:{word}@{mention.page}" if groups else form.key
        group_of[mention.id] = _nearest(mention, groups, where, order) or own
    _join_unborne(short, group_of)


def _fitting(word: str, bearers: Sequence[Form]) -> list[Form]:
    """The names that a word can stand for: by the surname, as it is spelt before as it sounds, else the given name.

    Of two surnames the first is used alone too: "Ortega" for Juan Ortega Fuentes.
    """
    tests: tuple[Callable[[Form], bool], ...] = (
        lambda f: f.parts[-1] == word,
        lambda f: same_token(f.parts[-1], word),
        lambda f: len(f.parts) > _SURNAMES and f.parts[-_SURNAMES] == word,
        lambda f: f.parts[0] == word,
    )
    return next((found for test in tests if (found := [f for f in bearers if test(f)])), [])


def _another_gender(mention: Mention, form: Form) -> bool:
    """Whether "Mr." or "Ms." beside a surname goes against the given name."""
    title = (mention.role or "").lower()
    shown = {g for g in ("male", "female") if title in words("reference", "gender", g)}
    given = {g for g in ("male", "female") if form.parts[0].capitalize() in words("given_names", g)}
    return len(shown) == len(given) == 1 and shown != given


def _places(forms: dict[str, Form], group_of_form: dict[str, str]) -> dict[str, list[Mention]]:
    where: dict[str, list[Mention]] = defaultdict(list)
    for form in forms.values():
        if form.kind == "person" and not form.short:
            where[group_of_form[form.key]].extend(form.mentions)
    return where


def _nearest(
    mention: Mention, groups: Sequence[str], where: dict[str, list[Mention]], order: dict[str, int]
) -> str | None:
    if len(groups) < 2:
        return groups[0] if groups else None
    at = order[mention.id]
    tiers: tuple[Callable[[Mention], bool], ...] = (
        lambda m: m.passage == mention.passage and order[m.id] < at,
        lambda m: m.passage == mention.passage,
        lambda m: m.page == mention.page,
    )
    for tier in tiers:
        found = [g for g in groups if any(tier(m) for m in where[g])]
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def _join_unborne(short: Sequence[tuple[Mention, Form]], group_of: dict[str, str]) -> None:
    """Short names that nobody bears in full are one where they sound alike: "Bremer", "Bremmer"."""
    seen: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for mention, form in short:
        if group_of[mention.id] != form.key:
            continue
        word = form.parts[0]
        known = next((key for other, key in seen[skeleton(word)] if same_token(other, word)), None)
        if known is None:
            seen[skeleton(word)].append((word, form.key))
        else:
            group_of[mention.id] = known
