"""A page's text cut into passages: by whose hand each stretch is, and what is furniture.

The cascade: the format's own marks (:mod:`layout`) or the printed marks of comment engines
(:mod:`threads`) give the comments; what stands above them is the page's own text (:mod:`body`), whose head
is read upwards from its first paragraph (:mod:`heads`) and which ends where the furniture of the foot
begins (:mod:`noise`); inside posts and comments, texts of other publications are found by their heads
(:mod:`quoted`), and in live pages the entries (:mod:`entries`); comments that advertise are spam (:mod:`spam`).  Every line of the page ends in a passage;
what is nobody's text is a passage of kind ``boilerplate``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..names.lines import agency_of
from ..records import Passage
from .body import own_text
from .bylines import is_contribution
from .draft import Draft
from .entries import add_entries
from .forums import signatures
from .layout import Layout
from .lines import Line, terminal
from .noise import is_noise
from .talk import comment, comments_of, one_voice, opening_post, quotes
from .threads import Comment

__all__ = ["Cut", "cut_passages"]


@dataclass
class Cut:
    """The passages of a page, the one that the page is about, and whether its text breaks off."""

    passages: list[Passage] = field(default_factory=list)
    main: Passage | None = None
    cut: bool = False
    several: bool = False  # a front page or a live blog: ``main`` is only the longest of its posts


def cut_passages(page: str, text: str, layout: Layout | None = None) -> Cut:
    """The passages of the page whose id is ``page`` and whose text is ``text``, in order of offset."""
    draft = Draft(page, text, layout)
    lines = draft.lines
    result = Cut()
    if not lines:
        return result
    comments, shown = comments_of(draft)
    if shown == "post" and one_voice(comments):
        result.main = _posts(draft, comments)
        result.several = sum(p.kind == "post" and p.parent is None for p in draft.out) > 1
    else:
        result.main = _page(draft, comments)
    result.passages = sorted(draft.out, key=lambda p: (p.start, -p.end))
    result.cut = _breaks_off(lines, result.passages, result.main)
    return result


def _page(draft: Draft, comments: Sequence[Comment]) -> Passage | None:
    """A page with one text of its own and the comments on it, or a thread."""
    lines = draft.lines
    draft.posts = [
        (c.author.casefold(), lines[c.first].start, lines[c.last].end) for c in comments if c.author
    ]
    draft.signed = signatures(lines, comments)
    first = comments[0].first if comments else len(lines)
    forum = bool(comments) and not any(
        x.prose and not is_noise(x) and i not in draft.layout.furniture for i, x in enumerate(lines[:first])
    )
    main: Passage | None = None
    if forum:
        main = opening_post(draft, comments[0])
    elif first > 0:
        main = own_text(draft, 0, first - 1, bool(comments))
        if main is not None:
            main = quotes(draft, main)
            add_entries(draft, main)
    after = comments[0].last + 1 if forum else first
    for c in comments[1:] if forum else comments:
        draft.noise(after, c.first - 1)
        comment(draft, c, "comment")
        after = c.last + 1
    if comments:
        draft.noise(after, len(lines) - 1)
    return main


def _one_text(draft: Draft, posts: Sequence[Comment]) -> bool:
    """Whether nearly all of what the main-text library found stands in one of the posts."""
    main = [i for i in draft.layout.main if draft.lines[i].prose]
    most = max((sum(p.first <= i <= p.last for i in main) for p in posts), default=0)
    return bool(main) and most * 5 >= len(main) * 4


def _posts(draft: Draft, posts: Sequence[Comment]) -> Passage | None:
    """A weblog's front page or a live blog: several posts of one hand; the longest is the page's text."""
    if _one_text(draft, posts):
        return _page(draft, [])
    made: list[Passage] = []
    after = 0
    for c in posts:
        draft.noise(after, c.first - 1)
        post = own_text(draft, c.first, c.last, True, only=False)
        if post is not None:
            made.append(quotes(draft, post))
        after = c.last + 1
    draft.noise(after, len(draft.lines) - 1)
    return max(made, key=lambda p: p.end - p.start, default=None)


def _breaks_off(lines: Sequence[Line], passages: Sequence[Passage], main: Passage | None) -> bool:
    """Whether the page's text plainly ends early: its last line is running text without an end."""
    last = lines[-1]
    if main is None or last.bullet or last.words < 6 or terminal(last.text):
        return False
    home = [p for p in passages if p.start <= last.start < p.end]
    return (
        bool(home)
        and home[-1].kind not in ("boilerplate", "spam")
        and not is_contribution(last.text)
        and agency_of(last.text[-30:]) is None
    )
