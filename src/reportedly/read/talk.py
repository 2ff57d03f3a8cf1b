"""Comments, posts of threads, and the texts of others quoted in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..names.lines import agency_of, outlet_in, outlet_of
from ..records import Passage, PassageKind
from .draft import Draft, clean_name
from .forums import frames, inside_card
from .headlines import head_line
from .heads import add_body
from .lines import bare, is_headline, runs
from .noise import furniture, is_noise
from .quoted import find_quoted, is_citation
from .spam import is_spam
from .stamps import Stamps
from .threads import Comment, find_comments, is_heading, marks

__all__ = ["comment", "comments_of", "one_voice", "opening_post", "quotes"]

#: What introduces the words of another poster.
_WROTE = re.compile(
    r"(?:originally posted by:?\s+(?P<by>.{2,60})|(?:^|\bon\b.*?,\s*)?(?P<who>[^\n]{2,120}?)\s+(?:wrote|writes|said|schrieb|escribió|a écrit|ha scritto)\s*:?\s*↑?)$",
    re.IGNORECASE,
)
#: One part in so many of the main text is a body; set on the pages of the benchmark for HTML.
_MOST = 3
#: Words round a commenter's name.
_FRAME = re.compile(
    r"^(?:(?:comment(?:ed)?|posted|written|sent) )?by:?\s+|\s+(?:says|said|writes|wrote|commented|replied)\W*$",
    re.IGNORECASE,
)


def comments_of(draft: Draft) -> tuple[list[Comment], str]:
    """The comments of the page in order, and what shows them: "comment", "post" (a thread's), or "text"."""
    marked = draft.layout.comments
    if not marked:
        return _under_text(draft, find_comments(draft.lines, draft.stamps)), "text"
    found: list[Comment] = []
    for c in marked:
        author = _FRAME.sub("", c.author).strip() or None if c.author else None
        edtf, stamp = None, None
        told = marks(draft.lines[c.first : c.last + 1], draft.stamps)
        author = next((m.who for m in told if m.who and (m.sure or not (m.line or author))), None) or author
        if c.when and (read := Stamps().first(c.when)):
            edtf = read.edtf
        edges = [
            i
            for i in [*range(c.first, c.last + 1)][:4] + [*range(c.first, c.last + 1)][-3:]
            if draft.lines[i].words <= 16
        ]
        stamp = next((i for i in edges if (s := draft.stamps.first(draft.lines[i].text)) and s.edtf), None)
        if edtf is None and stamp is not None and (shown := draft.stamps.first(draft.lines[stamp].text)):
            edtf = shown.edtf
        stamp = None if c.when else stamp
        header = (
            c.first
            if author and author in draft.lines[c.first].text and draft.lines[c.first].words <= 20
            else None
        )
        found.append(Comment(c.first, c.last, author, edtf, stamp, header, None))
    return (_under_text(draft, found) if marked[0].kind == "comment" else found), marked[0].kind


def _under_text(draft: Draft, found: list[Comment]) -> list[Comment]:
    """``found`` without what is the page's own text: most of what the main-text library gives, in one comment.

    What that library calls the text is no comment where no other body is left above the comments.
    """
    main = {i: len(draft.lines[i].text) for i in draft.layout.main if draft.lines[i].prose}
    whole = sum(main.values())

    def held(first: int, last: int) -> int:
        return sum(size for i, size in main.items() if first <= i <= last)

    if not whole or not found:
        return found
    announced = any(is_heading(line) for line in draft.lines[: found[0].first])
    if not draft.layout.comments and not announced:  # a post that the text embeds, the stamp of a picture
        found = [c for c in found if not held(c.first, c.last)]
    if not found or held(0, found[0].first - 1) * _MOST >= whole:
        return found
    ends = [*(c.first - 1 for c in found[1:]), len(draft.lines) - 1]
    n = next((n for n, c in enumerate(found) if held(c.first, ends[n]) * _MOST >= whole), -1)
    return found[n + 1 :]


def comment(draft: Draft, c: Comment, kind: PassageKind) -> Passage:
    """The passage of one comment or post, with the furniture and the quoted texts in it."""
    lines = draft.lines
    inner = [i for i in range(c.first, c.last + 1) if i not in (c.header, c.footer, c.stamp)]
    body = "\n".join(draft.text[lines[i].start : lines[i].end] for i in inner)
    if kind == "comment" and is_spam(body, c.author):
        kind = "spam"
    span = None
    if c.stamp is not None and (stamp := draft.stamps.first(lines[c.stamp].text)):
        span = (lines[c.stamp].start + stamp.start, lines[c.stamp].start + stamp.end)
    made = draft.add(kind, c.first, c.last, author=c.author, published=draft.published(c.edtf, span))
    if kind == "spam" or not inner:
        return made
    found = [False] * c.first + furniture(lines[c.first : c.last + 1], spoken=True)
    for i in {*inside_card(lines, c), *(draft.signed & set(inner))}:
        found[i] = True
    draft.nested_noise(
        [*found, False], c.first, c.last, made.id, [i for i in (c.header, c.footer, c.stamp) if i is not None]
    )
    own = [i for i in inner if not found[i]] or inner
    _quotations(draft, own[0], own[-1], made.id)
    return made


def opening_post(draft: Draft, c: Comment) -> Passage:
    """The first post of a thread: its title and often its date stand above the posts."""
    head = draft.lines[: c.first]
    top = None
    plain = head and not is_noise(head[-1]) and is_headline(head[-1])
    if (
        plain
        and draft.lines[c.first].gap <= 1
        and head_line(head[-1], draft.stamps, names=False).kind == "none"
    ):
        c, top = c._replace(first=c.first - 1), head[-1].text  # the thread's title stands right on top
    draft.noise(0, c.first - 1)
    post = comment(draft, c, "post")
    above = [
        x
        for i, x in enumerate(draft.lines[: c.first])
        if not is_noise(x)
        and i not in draft.layout.furniture
        and is_headline(x)
        and head_line(x, draft.stamps, names=False).kind == "none"
    ]
    stamps = [(line, s) for line in head if (s := draft.stamps.first(line.text)) and s.edtf]
    published = post.published
    if published.edtf is None and len(stamps) == 1:
        line, stamp = stamps[0]
        published = draft.published(stamp.edtf, (line.start + stamp.start, line.start + stamp.end))
    return draft.replace(
        post, title=top or draft.layout.meta.title or (above[-1].text if above else None), published=published
    )


def quotes(draft: Draft, main: Passage) -> Passage:
    """``main`` with the texts that it quotes cut out of it; one that only cites others is a post."""
    inside = [i for i, line in enumerate(draft.lines) if main.start <= line.start < main.end]
    cites = [i for i in inside if is_citation(draft.lines[i])]
    if main.kind == "article" and cites:
        main = draft.replace(main, kind="post")
    if main.kind != "post":
        return main
    begin = inside if cites and cites[0] == inside[0] else [i for i in inside if i > draft.own_head]
    if begin:
        _quotations(draft, begin[0], inside[-1], main.id)
    whole = next(
        (p for p in draft.out if p.parent == main.id and (p.start, p.end) == (main.start, main.end)), None
    )
    if whole:  # nothing of the poster's own is left
        draft.out.remove(main)
        main = draft.replace(whole, parent=None)
    return main


def _quotations(draft: Draft, first: int, last: int, parent: str) -> None:
    """The texts of others in lines ``first`` to ``last``: marked quotations, and pasted publications."""
    if _marked_quotes(draft, first, last, parent):
        return
    for head, end in find_quoted(draft.lines, first, last, draft.stamps, draft.text):
        credited = add_body(head, draft.lines, end)
        draft.add_headed("quoted_article", head, end, credited, parent)


def _marked_quotes(draft: Draft, first: int, last: int, parent: str) -> bool:
    """Quotations that signs (">") or the format (block quotes) set apart, each by the hand that its lead names."""
    framed = list(frames(draft, first, last))
    signs = [0] * first + [int(line.text.startswith(">")) for line in draft.lines[first : last + 1]]
    blocks = [(a, b) for a, b in draft.layout.quotes if first <= a and b <= last]
    done = False
    for a, b in sorted({*runs(signs), *blocks, *framed}, key=lambda r: (r[0], -r[1])):
        lead = draft.lines[a - 1] if a > first else draft.lines[a]
        said = _WROTE.search(lead.text) or (_WROTE.search(draft.lines[a].text) if a < b else None)
        outlet = outlet_in(lead.text) or (
            outlet_of(bare(draft.lines[b].text)) if draft.lines[b].words <= 8 else None
        )
        if (a, b) in framed:
            said, lead = _WROTE.search(draft.lines[a].text), draft.lines[a]
        named = re.sub(r"<[^>]*>|\([^)]*@[^)]*\)", "", said["who"] or said["by"]) if said else ""
        if said and (who := clean_name(named.strip(" ,:>\"'↑"))):
            outside = _WROTE.search(lead.text) is not None
            stamp = draft.stamps.first(lead.text) if outside else None
            span = (lead.start + stamp.start, lead.start + stamp.end) if stamp else None
            who = re.sub(r"^.*?(?:\d{4}|\d\d:\d\d(?:\s?[AP]M)?)[\s,]+(?:at\s+\S+\s+)?", "", who)
            draft.add(
                "comment",
                a,
                b,
                _around(draft, a, b, parent),
                author=who or None,
                published=draft.published(stamp.edtf if stamp else None, span),
            )
        elif outlet and sum(len(x.text) for x in draft.lines[a : b + 1]) >= 120:
            draft.add(
                "quoted_article",
                a,
                b,
                parent,
                publisher=agency_of(outlet) or outlet,
                agency=agency_of(outlet),
            )
        else:
            continue
        done = True
    return done


def _around(draft: Draft, a: int, b: int, parent: str) -> str:
    """The passage that a quotation in lines ``a`` to ``b`` stands in: another quotation, or ``parent``."""
    start, end = draft.lines[a].start, draft.lines[b].end
    outer = [
        p
        for p in draft.out
        if p.parent == parent and p.kind == "comment" and p.start <= start and end <= p.end
    ]
    return outer[-1].id if outer else parent


def one_voice(found: Sequence[Comment]) -> bool:
    """Whether all posts are by one author, or by none that is named: a weblog's front page, a live blog."""
    return len({c.author for c in found if c.author}) <= 1
