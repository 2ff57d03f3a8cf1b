"""What changed between two runs, in words: pages, questions, answers, disputes and citation checks.

A question is the same where it keeps its id or its words in an episode of the same title; an answer, where its words do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from ..records import Detail, Dossier
from .text import clean
from .view import View
from .words import STATUS, VERDICT

__all__ = ["difference"]


def difference(before: Dossier, after: Dossier) -> RenderableType:
    """What is new, gone and changed from ``before`` to ``after``."""
    a, b = View(before), View(after)
    lines = [*_pages(before, after), *_questions(a, b), *_checks(a, b)]
    return Group(*lines) if lines else Text("Nothing changed.")


def _pages(before: Dossier, after: Dossier) -> Iterator[Text]:
    ours, theirs = ({p.id: p.file for p in d.pages} for d in (before, after))
    yield from _listed("page", (theirs[i] for i in theirs.keys() - ours.keys()), "+")
    yield from _listed("page", (ours[i] for i in ours.keys() - theirs.keys()), "-")


def _questions(a: View, b: View) -> Iterator[Text]:
    pairs = _paired(a, b)
    fresh = [d for d in b.details_of() if d.id not in {new.id for _, new in pairs}]
    gone = [d for d in a.details_of() if d.id not in {old.id for old, _ in pairs}]
    yield from _listed("question", (_told(b, d) for d in fresh), "+")
    yield from _listed("question", (_told(a, d) for d in gone), "-")
    for old, new in pairs:
        changes = list(_changes(a, old, b, new))
        if changes:
            yield Text(f"~ {_told(b, new)}", style="bold")
            yield from changes


def _paired(a: View, b: View) -> list[tuple[Detail, Detail]]:
    """The questions that both have: by id first, then by words and episode."""
    by_words = {_words(b, d): d for d in b.details_of()}
    pairs: list[tuple[Detail, Detail]] = []
    for old in a.details_of():
        new = b.details.get(old.id) or by_words.get(_words(a, old))
        if new is not None and all(new.id != taken.id for _, taken in pairs):
            pairs.append((old, new))
    return pairs


def _changes(a: View, old: Detail, b: View, new: Detail) -> Iterator[Text]:
    if old.status != new.status:
        yield Text(f"    {STATUS[old.status]} → {STATUS[new.status]}")
    if old.question != new.question:
        yield Text(f"    worded before: {clean(old.question)}")
    ours, theirs = ({v.value: a_view.value(v.id) for v in d.values} for a_view, d in ((a, old), (b, new)))
    yield from (Text(f"    + {theirs[v]}", style="green") for v in theirs if v not in ours)
    yield from (Text(f"    - {ours[v]}", style="red") for v in ours if v not in theirs)


def _checks(a: View, b: View) -> Iterator[Text]:
    ours, theirs = ({c.id: c for c in v.dossier.citation_checks} for v in (a, b))
    for ident, check in theirs.items():
        if ident in ours and ours[ident].verdict != check.verdict:
            was, now = VERDICT[ours[ident].verdict], VERDICT[check.verdict]
            yield Text(f"~ citation “{clean(check.part.text)}”: {was} → {now}")
    wrong = "contradicted"
    fresh = (c for i, c in theirs.items() if i not in ours and c.verdict == wrong)
    gone = (c for i, c in ours.items() if i not in theirs and c.verdict == wrong)
    yield from _listed("misreport", (clean(c.part.text) for c in fresh), "+")
    yield from _listed("misreport", (clean(c.part.text) for c in gone), "-")


def _words(view: View, detail: Detail) -> tuple[str, str]:
    episode = view.episodes.get(detail.episode)
    return detail.question.casefold(), episode.title if episode else ""


def _told(view: View, detail: Detail) -> str:
    return f"{clean(detail.question)} ({STATUS[detail.status]})"


def _listed(noun: str, names: Iterable[str], sign: str) -> Iterator[Text]:
    style = "green" if sign == "+" else "red"
    yield from (Text(f"{sign} {noun}: {name}", style=style) for name in sorted(names))
