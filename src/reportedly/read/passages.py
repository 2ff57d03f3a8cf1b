"""A page's text cut into passages: by whose hand each stretch is, and what is furniture.

The cascade: comment marks give the comments (:mod:`threads`); what stands above them is the page's own
text, whose head is read upwards from its first paragraph (:mod:`heads`) and which ends where the furniture
of the foot begins (:mod:`noise`); inside posts and comments, texts of other publications are found by
their heads (:mod:`quoted`); comments that advertise are spam (:mod:`spam`).  Every line of the page ends
in a passage; what is nobody's text is a passage of kind ``boilerplate``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ..records import Passage, PassageKind, Published, Span
from ..spans import content_id
from .bylines import agency_of, dateline, is_contribution
from .heads import Head, add_body, head_line, read_head
from .lines import Line, is_headline, is_prose, split_lines, terminal
from .noise import furniture, is_biography, is_caption, is_noise, is_tail
from .quoted import find_quoted, is_citation
from .spam import is_spam
from .stamps import Stamps, day_first
from .threads import Comment, find_comments

__all__ = ["Cut", "cut_passages"]


#: What weblogs print under a post.
_BLOG = re.compile(
    r"\b(?:post a comment|leave a (?:reply|comment)|entry filed under|trackback|permalink|links to this post|blogroll)\b",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\])+")
_MORE = re.compile(
    r"[(\[](?:read|see|view|click)(?: \w+)? (?:more|also|here|full|all|for)\b[^()\[\]]{0,60}[)\]](?=\s*$)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass
class Cut:
    """The passages of a page, the one that the page is about, and whether its text breaks off."""

    passages: list[Passage] = field(default_factory=list)
    main: Passage | None = None
    cut: bool = False


class _Cutter:
    def __init__(self, page: str, text: str) -> None:
        self.page, self.text = page, text
        self.lines = split_lines(text)
        self.stamps = Stamps(day_first(text))
        self.out: list[Passage] = []

    # -------------------------------------------------------------- making passages

    def add(
        self, kind: PassageKind, first: int, last: int, parent: str | None = None, **fields: Any
    ) -> Passage:
        start, end = self.lines[first].start, self.lines[last].end
        made = Passage(content_id("p", self.page, start, end, kind), self.page, start, end, parent, kind)
        made = msgspec.structs.replace(made, **fields)
        self.out.append(made)
        return made

    def noise(self, first: int, last: int, parent: str | None = None) -> None:
        """One boilerplate passage for the lines ``first`` to ``last``, if there are any."""
        if first <= last:
            self.add("boilerplate", first, last, parent)

    def published(self, edtf: str | None, span: tuple[int, int] | None) -> Published:
        if edtf is None:
            return Published()
        evidence = (Span(self.page, span[0], span[1], self.text[span[0] : span[1]]),) if span else ()
        return Published(edtf, "stated", evidence)

    def nested_noise(self, marks: Sequence[bool], first: int, last: int, parent: str, keep: set[int]) -> None:
        run: list[int] = []
        for i in range(first, last + 2):
            if i <= last and marks[i] and i not in keep:
                run.append(i)
            elif run:
                self.noise(run[0], run[-1], parent)
                run = []

    def stray_date(self, head: Head, first: int, last: int, marks: Sequence[bool]) -> None:
        """A page that prints one date line beside its text, elsewhere than in the head, gives its date there."""
        found: dict[str, tuple[int, int]] = {}
        for line in self.lines[max(first, head.first - 2) : last + 1]:
            what = head_line(line, self.stamps, names=False)
            if what.kind == "date" and what.stamp and what.stamp.edtf and not line.bullet:
                found.setdefault(
                    what.stamp.edtf, (line.start + what.stamp.start, line.start + what.stamp.end)
                )
        if len({value[:10] for value in found}) == 1:
            head.edtf, head.evidence = max(found.items(), key=lambda item: len(item[0]))

    def captions(self, head: Head, body: int) -> list[int]:
        """Running text between the head and a paragraph that has a dateline: the caption of a photograph."""
        if not head.lines or dateline(self.lines[body].text) is None:
            return []
        signed = [i for i in head.lines if self.lines[i].text != head.title]
        return [
            i
            for i in range(min(signed, default=body), body)
            if i not in head.lines and is_prose(self.lines[i])
        ]

    def inline_noise(self, first: int, last: int, parent: str, marks: Sequence[bool]) -> None:
        """Furniture inside a paragraph: numbers of footnotes, "(Read more ...)"."""
        spans = [(self.lines[i].start, self.lines[i].end) for i in range(first, last + 1) if not marks[i]]
        numbers = [m.span() for a, b in spans for m in _FOOTNOTE.finditer(self.text, a, b)]
        more = [m.span() for a, b in spans for m in _MORE.finditer(self.text, a, b)]
        for start, end in sorted(more + (numbers if len(numbers) >= 3 else [])):
            self.out.append(
                Passage(
                    content_id("p", self.page, start, end, "boilerplate"),
                    self.page,
                    start,
                    end,
                    parent,
                    "boilerplate",
                )
            )

    # -------------------------------------------------------------- the page's own text

    def own_text(self, first: int, last: int, blog: bool) -> Passage | None:
        """The article or post in lines ``first`` to ``last``; what stands round it becomes boilerplate."""
        lines = self.lines
        marks = [False] * first + furniture(lines[first : last + 1]) + [False] * (len(lines) - last - 1)
        body = self.body(first, last, marks)
        if body is None:
            self.noise(first, last)
            return None
        head = read_head(lines, body, marks, self.stamps, first, self.text)
        end = self.end(body, last, marks)
        day = None
        top = lines[head.first]
        # A weblog's day header stands above the title and belongs to the day's posts together.
        if head.title and (stamp := self.stamps.first(top.text)) and stamp.weekday and top.text != head.title:
            day, head.first = head.first, head.first + 1
        credited = add_body(head, lines, end)
        if head.edtf is None:
            self.stray_date(head, first, min(last, end + 4), marks)
        agency = head.agency
        kind: PassageKind = (
            "post" if (blog or day is not None) and not (agency or dateline(lines[body].text)) else "article"
        )
        made = self.add(
            kind,
            head.first,
            end,
            title=head.title,
            author=", ".join(head.authors) or None,
            contributors=credited,
            publisher=agency or head.outlet,
            agency=agency,
            dateline=head.place,
            published=self.published(head.edtf, head.evidence),
        )
        self.noise(first, head.first - 1)
        for i in [*self.captions(head, body), *head.plain]:
            marks[i] = True
        self.nested_noise(marks, head.first, end, made.id, set(head.lines) - set(head.plain) | {body})
        self.inline_noise(head.first, end, made.id, marks)
        self.noise(end + 1, last)
        return made

    def body(self, first: int, last: int, marks: Sequence[bool]) -> int | None:
        """The first line of running text."""
        lines = self.lines
        prose = [i for i in range(first, last + 1) if not marks[i] and is_prose(lines[i])]
        if not prose:
            rest = [i for i in range(first, last + 1) if not marks[i]]
            return next((i for i in rest if terminal(lines[i].text) and lines[i].words > 3), None)
        total = sum(len(lines[i].text) for i in prose)
        chosen = prose[-1]
        for n, i in enumerate(prose[:-1]):
            before = sum(len(lines[k].text) for k in prose[: n + 1])
            if not self.precedes(i, prose[n + 1], n, before) or before * 5 > total:
                chosen = i
                break
        # "From the Courier:", "ANNA BERG, host:" open what they stand above.
        while chosen > first and self.opens(chosen - 1) and not marks[chosen - 1]:
            chosen -= 1
        return chosen

    def precedes(self, i: int, following: int, n: int, before: int) -> bool:
        """Whether the paragraph ``i`` is still of the head: a motto, a standfirst, a caption, a long headline."""
        lines = self.lines
        between = range(i + 1, following)
        if any(head_line(lines[k], self.stamps, names=False).kind in ("date", "byline") for k in between):
            return True
        if dateline(lines[following].text) and not dateline(lines[i].text) and n < 2 and before < 400:
            return True
        dated = i > 0 and head_line(lines[i - 1], self.stamps, names=False).kind == "date"
        return (
            dated
            and lines[i].words <= 20
            and following == i + 1
            and lines[following].gap >= 1
            and len(lines[following].text) > 2 * len(lines[i].text)
        )

    def opens(self, i: int) -> bool:
        line = self.lines[i]
        return (
            line.text.endswith(":")
            and 1 <= line.words <= 14
            and self.lines[i + 1].gap <= 1
            and head_line(line, self.stamps, names=False).kind == "none"
        )

    def end(self, body: int, last: int, marks: Sequence[bool]) -> int:
        """The last line of the text that begins at ``body``."""
        lines = self.lines
        prose = [i for i in range(body, last + 1) if not marks[i] and is_prose(lines[i])]
        total = sum(len(lines[i].text) for i in prose) or 1
        for i in range(body + 1, last + 1):
            after = sum(len(lines[k].text) for k in prose if k > i)
            if is_tail(lines[i]) and after * 5 < total:
                last = i - 1
                break
        end = body
        for i in range(body, last + 1):
            if not marks[i] and (is_prose(lines[i]) or is_contribution(lines[i].text) or self.closes(i, end)):
                end = i
        while end > body and (is_biography(lines[end]) or is_noise(lines[end]) or is_caption(lines[end])):
            end -= 1
        # A page that was cut off ends in the middle of a sentence.
        if (
            end + 1 == last == len(lines) - 1
            and not marks[last]
            and not lines[last].bullet
            and lines[last].gap <= 2
            and not is_biography(lines[last])
        ):
            end = last
        return end

    def closes(self, i: int, end: int) -> bool:
        """A short line right after the text still belongs to it where it ends as a sentence."""
        line = self.lines[i]
        return i - end <= 2 and terminal(line.text.rstrip("]")) and not line.text.endswith(":")

    # -------------------------------------------------------------- comments

    def comment(self, c: Comment, kind: PassageKind) -> Passage:
        lines = self.lines
        inner = [i for i in range(c.first, c.last + 1) if i not in (c.header, c.footer, c.stamp)]
        body = "\n".join(self.text[lines[i].start : lines[i].end] for i in inner)
        if kind == "comment" and is_spam(body, c.author):
            kind = "spam"
        span = None
        if c.stamp is not None and (stamp := self.stamps.first(lines[c.stamp].text)):
            span = (lines[c.stamp].start + stamp.start, lines[c.stamp].start + stamp.end)
        made = self.add(kind, c.first, c.last, author=c.author, published=self.published(c.edtf, span))
        if kind != "spam":
            marks = [False] * c.first + furniture(lines[c.first : c.last + 1]) + [False]
            keep = {i for i in (c.header, c.footer, c.stamp) if i is not None}
            self.nested_noise(marks, c.first, c.last, made.id, keep)
        if kind != "spam" and inner:
            self.quotations(inner[0], inner[-1], made.id)
        return made

    def opening_post(self, c: Comment) -> Passage:
        """The first post of a thread: its title and often its date stand above the posts."""
        post = self.comment(c, "post")
        above = [
            line
            for line in self.lines[: c.first]
            if not is_noise(line)
            and is_headline(line)
            and head_line(line, self.stamps, names=False).kind == "none"
        ]
        stamps = [
            (line, s) for line in self.lines[: c.first] if (s := self.stamps.first(line.text)) and s.edtf
        ]
        published = post.published
        if published.edtf is None and len(stamps) == 1:
            line, stamp = stamps[0]
            published = self.published(stamp.edtf, (line.start + stamp.start, line.start + stamp.end))
        return self.replace(
            post, msgspec.structs.replace(post, title=above[-1].text if above else None, published=published)
        )

    def quotes(self, main: Passage) -> Passage:
        """``main`` with the texts that it quotes cut out of it; one that only cites others is a post."""
        inside = [i for i, line in enumerate(self.lines) if main.start <= line.start < main.end]
        cites = [i for i in inside if is_citation(self.lines[i])]
        if main.kind == "article" and cites:
            main = self.replace(
                main,
                msgspec.structs.replace(
                    main, kind="post", id=content_id("p", self.page, main.start, main.end, "post")
                ),
            )
        if main.kind == "post":
            head = inside[1:] if not cites or cites[0] != inside[0] else inside
            if head:
                self.quotations(head[0], inside[-1], main.id)
            whole = next(
                (p for p in self.out if p.parent == main.id and (p.start, p.end) == (main.start, main.end)),
                None,
            )
            if whole:  # nothing of the poster's own is left
                self.out.remove(main)
                main = self.replace(whole, msgspec.structs.replace(whole, parent=None))
        return main

    def replace(self, old: Passage, new: Passage) -> Passage:
        """Put ``new`` in the place of ``old``, its children following it."""
        self.out = [
            new if p is old else msgspec.structs.replace(p, parent=new.id) if p.parent == old.id else p
            for p in self.out
        ]
        return new

    def quotations(self, first: int, last: int, parent: str) -> None:
        """The texts of other publications in lines ``first`` to ``last``."""
        for head, end in find_quoted(self.lines, first, last, self.stamps, self.text):
            credited = add_body(head, self.lines, end)
            self.add(
                "quoted_article",
                head.first,
                end,
                parent,
                title=head.title,
                author=", ".join(head.authors) or None,
                contributors=credited,
                publisher=head.agency or head.outlet,
                agency=head.agency,
                dateline=head.place,
                published=self.published(head.edtf, head.evidence),
            )


def cut_passages(page: str, text: str) -> Cut:
    """The passages of the page whose id is ``page`` and whose text is ``text``, in order of offset."""
    cutter = _Cutter(page, text)
    lines = cutter.lines
    result = Cut()
    if not lines:
        return result
    comments = find_comments(lines, cutter.stamps)
    first = comments[0].first if comments else len(lines)
    forum = bool(comments) and not any(is_prose(line) and not is_noise(line) for line in lines[:first])
    if forum:
        cutter.noise(0, first - 1)
        result.main = cutter.opening_post(comments[0])
    elif first > 0:
        blog = bool(comments) or any(_BLOG.search(line.text) for line in lines if line.words <= 20)
        result.main = cutter.own_text(0, first - 1, blog)
        if result.main is not None:
            result.main = cutter.quotes(result.main)
    after = first
    for c in comments[1:] if forum else comments:
        cutter.noise(after, c.first - 1)
        cutter.comment(c, "comment")
        after = c.last + 1
    if comments:
        cutter.noise(max(after, comments[0].last + 1), len(lines) - 1)
    result.passages = sorted(cutter.out, key=lambda p: (p.start, -p.end))
    result.cut = _breaks_off(lines, result.passages, result.main)
    return result


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
