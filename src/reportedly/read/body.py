"""The page's own text: where it begins and ends, its head, and the furniture inside and round it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..names.lines import outlet_in, outlet_of
from ..records import Passage, PassageKind
from ..vocab import common_words
from .bylines import dateline, has_given_name, is_contribution, is_likely_name, parse_byline, people, person
from .draft import Draft
from .entries import CLOCK
from .evidence import weigh
from .headlines import head_line, whole_agency
from .heads import Head, add_body, read_head
from .layout import Layout
from .lines import SPEECH, Line, bare, is_headline, terminal
from .mastheads import is_field
from .noise import MAIL_FIELD, is_biography, is_caption, is_noise, is_tail
from .notes import Note, add_notes, find_notes
from .quoted import led_by
from .signatures import signature
from .stamps import Stamps

__all__ = ["own_text"]


def own_text(draft: Draft, first: int, last: int, blog: bool, only: bool = True) -> Passage | None:
    """The article or post in lines ``first`` to ``last``; what stands round it becomes boilerplate.

    ``only`` says that the page has no other text of its own, so that its metadata speaks of this one.
    """
    lines = draft.lines
    marks = draft.marks(first, last)
    notes = find_notes(lines, first, last, draft.layout.furniture)
    noted = [i for n in notes for i in range(n.first, n.last + 1)]
    for i in noted:
        marks[i] = True  # the head and the first paragraph are looked for past them
    body = _body(draft, first, last, marks, blog)
    if body is None:
        draft.noise(first, last)
        return None
    head = read_head(lines, body, marks, draft.stamps, first, draft.text)
    _titled(draft, head, first, only)
    _fielded(draft, head, first)
    for i in noted:
        marks[i] = False
    end = _signed_off(draft, head, _credits(draft, head, _end(draft, body, last, marks, blog)), last)
    end = _noted(draft, head, end, notes, marks)
    # A weblog's day header stands above the title and belongs to the day's posts together.
    top = lines[head.first]
    stamp = draft.stamps.first(top.text)
    day = bool(head.title and stamp and stamp.weekday and top.text != head.title and len(top.text) < 40)
    if day and head.first > first and not head.outlet:
        head.outlet = outlet_of(lines[head.first - 1].text)  # a newspaper's masthead, not a weblog's
    head.first += day
    credited = add_body(head, lines, end)
    if head.edtf is None:
        _stray_date(draft, head, first, min(last, end + 4))
    _marked_up(draft, head, first, end, only)
    kind = _kind(draft, head, end, blog, day)
    made = draft.add_headed(kind, head, end, credited)
    draft.own_head = max(head.lines) if head.title and head.authors and head.lines else head.first
    add_notes(draft, [n for n in notes if head.first <= n.first and n.last <= end], made)
    draft.noise(first, head.first - 1)
    for i in _captions(draft, head, body):
        marks[i] = True
    draft.nested_noise(marks, head.first, end, made.id, {*head.lines, body})
    draft.inline_noise(head.first, end, made.id, marks)
    draft.noise(end + 1, last)
    return made


#: Lines over a headline in which its byline may stand.
_OVER = 3
#: Words of a line that does nothing but sign.
_SHORT = 10
#: The weight (:mod:`evidence`) below which a sentence plainly belongs to an account.
_TELLS = -0.5
#: Lines of furniture that may stand between a text and a note on it.
_FURTHEST = 12
#: What weblogs print under a post.
_BLOG = re.compile(
    r"\b(?:post a comment|leave a (?:reply|comment)|entry filed under|trackback|permalink|links to this post|blogroll|posted by|messages sorted by|in reply to)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:posted|published|updated|filed|first published)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|I'd|I’d|[Mm]y)\b(?!\.)")


def _kind(draft: Draft, head: Head, end: int, discussed: bool, day: bool) -> PassageKind:
    """A post is what weblogs and lists publish; a byline with an agency or a dateline makes an article anywhere."""
    lines = draft.lines
    if head.agency or dateline(lines[head.body].text):
        return "article"
    member = any(" " not in name for name in head.authors)
    if head.fielded or member or _is_blog(draft):
        return "post"
    own = " ".join(SPEECH.sub(" ", lines[i].text) for i in range(head.body, end + 1))
    personal = len(_FIRST_PERSON.findall(own))
    return "post" if (discussed or day) and (personal or not (head.authors or head.outlet)) else "article"


def _body(draft: Draft, first: int, last: int, marks: Sequence[bool], blog: bool) -> int | None:
    """The first line of running text."""
    lines, main = draft.lines, draft.layout.main
    prose = [i for i in range(first, last + 1) if not marks[i] and lines[i].prose]
    known = [i for i in prose if i in main]
    prose = [i for i in prose if i >= known[0]] if known else prose
    if not prose:
        rest = [i for i in range(first, last + 1) if not marks[i]]
        return next((i for i in rest if terminal(lines[i].text) and lines[i].words > 3), None)
    total = sum(len(lines[i].text) for i in prose)
    chosen = prose[-1]
    before = 0
    for n, i in enumerate(prose[:-1]):
        before += len(lines[i].text)
        pasted = (blog or _is_blog(draft)) and _introduces(draft, i, prose[n + 1])
        if pasted or not _precedes(draft, i, prose[n + 1], n, before) or before * 5 > total:
            chosen = i
            break
    # "From the Courier:", "ANNA BERG, host:" open what they stand above.
    while chosen > first and _opens(draft, chosen - 1) and not marks[chosen - 1]:
        chosen -= 1
    return chosen


def _precedes(draft: Draft, i: int, following: int, n: int, before: int) -> bool:
    """Whether the paragraph ``i`` is still of the head: a motto, a standfirst, a caption, a long headline."""
    lines = draft.lines
    if led_by(lines[i])[0]:
        return False
    between = [k for k in range(i + 1, following) if not CLOCK.fullmatch(lines[k].text)]
    if any(head_line(lines[k], draft.stamps, names=False).kind in ("date", "byline") for k in between):
        return True
    if dateline(lines[following].text) and not dateline(lines[i].text) and n < 2 and before < 400:
        return True
    if i in draft.layout.headings:
        return True
    dated = i > 0 and head_line(lines[i - 1], draft.stamps, names=False).kind == "date"
    return (
        dated
        and lines[i].words <= 20
        and following == i + 1
        and lines[following].gap >= 1
        and len(lines[following].text) > 2 * len(lines[i].text)
    )


def _is_blog(draft: Draft) -> bool:
    return any(_BLOG.search(line.text) for line in draft.lines if line.words <= 20)


def _introduces(draft: Draft, i: int, following: int) -> bool:
    """Whether the paragraph ``i`` is a blogger's, under a title of its own, above an article that brings its head along."""
    kinds = {
        k: head_line(draft.lines[k], draft.stamps, names=False).kind
        for k in [i - 1, *range(i + 1, following)]
        if k >= 0
    }
    titles = [k for k, kind in kinds.items() if kind == "none" and is_headline(draft.lines[k])]
    signed = [k for k, kind in kinds.items() if kind in ("date", "byline", "outlet")]
    pasted = [k for k in titles if k > i and any(s > k for s in signed)]
    over = (
        i > 0
        and kinds[i - 1] == "none"
        and 2 <= draft.lines[i - 1].words <= 16
        and not draft.lines[i - 1].prose
    )
    return draft.lines[i].words >= 20 and over and bool(pasted)


def _opens(draft: Draft, i: int) -> bool:
    line = draft.lines[i]
    return (
        line.text.endswith(":")
        and 1 <= line.words <= 14
        and draft.lines[i + 1].gap <= 1
        and (head_line(line, draft.stamps, names=False).kind == "none" or led_by(line)[0] is not None)
    )


def _end(draft: Draft, body: int, last: int, marks: Sequence[bool], discussed: bool) -> int:
    """The last line of the text that begins at ``body``."""
    lines, main = draft.lines, draft.layout.main
    prose = {i for i in range(body, last + 1) if not marks[i] and lines[i].prose}
    total = after = sum(len(lines[i].text) for i in prose) or 1
    for i in range(body, last + 1):
        after -= len(lines[i].text) if i in prose else 0
        few = after * 5 < total or _mostly_links(lines, i + 1, last, prose) or (discussed and last - i <= 6)
        if i > body and ((few and is_tail(lines[i])) or _is_signature(lines, i, last)):
            last = i - 1
            break
    end = body
    for i in range(body, last + 1):
        counts = lines[i].prose or is_contribution(lines[i].text) or _closes(draft, i, end)
        if not marks[i] and (counts or i in main):
            end = i
    if known := [i for i in main if body <= i <= last]:
        # What follows the library's last line belongs to the text only right below it.
        limit = max(known)
        while (
            limit < end
            and not marks[limit + 1]
            and (lines[limit + 1].prose or is_contribution(lines[limit + 1].text))
        ):
            limit += 1
        end = min(end, limit)
    while end > body and (
        marks[end] or is_biography(lines[end]) or is_noise(lines[end]) or is_caption(lines[end])
    ):
        end -= 1
    # A page that was cut off ends in the middle of a sentence.
    tail = lines[last]
    broken = end + 1 == last == len(lines) - 1 and not marks[last] and not tail.bullet and tail.gap <= 2
    return last if broken and not is_biography(tail) and not main else end


def _credits(draft: Draft, head: Head, end: int) -> int:
    """Leave out a last line that only says where and when the text appeared; take what it says."""
    line = draft.lines[end]
    what = head_line(line, draft.stamps, names=False)
    source = re.fullmatch(
        r"sources?\s*:\s*(?P<who>.{2,60}?)(?:,? (?:and|&|,) (?:news )?agencies)?\.?", line.text, re.IGNORECASE
    )
    outlet = (
        outlet_of(source["who"])
        if source
        else (what.outlet if what.kind == "outlet" and what.stamp else None)
    )
    if end <= head.body + 1 or not outlet or line.prose:
        return end
    head.outlet = head.outlet or outlet
    if head.edtf is None and what.stamp and what.stamp.edtf:
        head.edtf, head.evidence = (
            what.stamp.edtf,
            (line.start + what.stamp.start, line.start + what.stamp.end),
        )
    return end - 1


#: How a text is signed under its last paragraph: "Posted by Rana at 8:14 AM | 4 comments".
_SIGNED = re.compile(
    r"(?:posted|written|published|filed|submitted) by:? (?P<who>[^|•·(]{2,40}?)"
    r"(?:,? (?:at|@|on) (?P<clock>\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?))?\s*(?:[|•·(].*)?",
    re.IGNORECASE,
)
#: Lines under a text in which it may be signed.
_UNDER = 2


def _signed_off(draft: Draft, head: Head, end: int, last: int) -> int:
    """The last line of the text with the line that signs it; what that says of author and hour."""
    for i in range(max(end, head.body + 1), min(last, end + _UNDER) + 1):
        line = draft.lines[i]
        signed = _SIGNED.fullmatch(line.text)
        who = bare(signed["who"]) if signed else None
        if signed and who and draft.stamps.first(line.text) is None:
            head.authors = head.authors or people(who) or (who,)
            hour = Stamps().first(f"{head.edtf} {signed['clock']}") if head.edtf and signed["clock"] else None
            if hour and hour.edtf and "T" not in (head.edtf or ""):
                head.edtf = hour.edtf
            return i
        byline = parse_byline(line.text) if not head.authors and line.words <= _SHORT else None
        if byline and byline.authors:
            head.authors, head.outlet = byline.authors, head.outlet or byline.outlet
            head.agency = head.agency or byline.agency
            return i
        name = person(line.text) if not head.authors and line.words <= _SHORT and i <= end + 1 else None
        if name and is_likely_name(name) and not line.prose:
            head.authors = (name,)
            return i
    return end


def _noted(draft: Draft, head: Head, end: int, notes: Sequence[Note], marks: list[bool]) -> int:
    """The last line of the text with its notes: those under it, past furniture, and right above its head."""
    for note in notes:
        if note.last < head.first and all(marks[i] for i in range(note.last + 1, head.first)):
            head.first = note.first
        between = range(end + 1, note.first)
        if (
            note.last > end
            and len(between) <= _FURTHEST
            and not any(_tells(draft, i, marks) for i in between)
        ):
            for i in between:
                marks[i] = True
            end = note.last
    return end


def _tells(draft: Draft, i: int, marks: Sequence[bool]) -> bool:
    """Whether the line is running text and no furniture."""
    line = draft.lines[i]
    return line.prose and not marks[i] and not is_biography(line)


def _mostly_links(lines: Sequence[Line], first: int, last: int, prose: set[int]) -> bool:
    """Whether few of the lines ``first`` to ``last`` are running text, and none of them tells what somebody said or did."""
    size = last + 1 - first
    told = [i for i in range(first, last + 1) if i in prose]
    return size >= 4 and len(told) * 4 <= size and not any(weigh(lines[i].text) < _TELLS for i in told)


def _is_signature(lines: Sequence[Line], i: int, last: int) -> bool:
    """Whether line ``i`` is the rule over the signature of a message (RFC 3676, section 4.3)."""
    below = lines[i + 1 : last + 1]
    return lines[i].text == "--" and len(below) <= 10 and sum(x.words for x in below) <= 80


def _closes(draft: Draft, i: int, end: int) -> bool:
    """A short line right after the text still belongs to it where it ends as a sentence."""
    line = draft.lines[i]
    return i - end <= 2 and terminal(line.text.rstrip("]")) and not line.text.endswith(":")


def _titled(draft: Draft, head: Head, first: int, only: bool) -> None:
    """Let the markup's headings and the metadata find the title that the lines did not show."""
    lines = draft.lines
    told = draft.layout.meta.title if only else None
    above = range(head.body - 1, max(first - 1, head.body - 40), -1)
    same = next((i for i in above if told and _same_title(lines[i].text, told)), None)
    if same is None and told:
        same = next(
            (i for i in sorted(draft.layout.headings) if i < head.body and _same_title(lines[i].text, told)),
            None,
        )
    if same is None and head.title is None:
        same = next((i for i in above if i in draft.layout.headings and lines[i].words), None)
    if same is not None and (head.title is None or told):
        over = [i for i in head.lines if i < same and lines[i].text != head.title]
        head.title, head.first = lines[same].text, min([same, *over])
        head.lines = sorted({*(i for i in head.lines if i >= head.first), same})
    elif told and (head.title is None or not (_shares(head.title, told) or _names_site(told))):
        head.title = told  # what stands above the text speaks of something else


def _names_site(told: str) -> bool:
    """Whether a page's title only says what site it is, or what kind of page: a word, an outlet's name in it."""
    return told.strip().isascii() and (" " not in told.strip() or outlet_in(told) is not None)


def _shares(line: str, told: str) -> bool:
    """Whether a headline and what the page says of itself are about one thing: half of the shorter one's words."""
    a, b = (set(re.findall(r"[^\W_]{3,}", t.casefold())) for t in (line, told))
    return 2 * len(a & b) >= min(len(a), len(b)) > 0


def _same_title(line: str, told: str) -> bool:
    a, b = ("".join(c for c in t.casefold() if c.isalnum()) for t in (line, told))
    if len(a) >= 8 and (a == b or (len(a) >= 20 and b.startswith(a))):
        return True
    # "Headline | Site": the first part is the headline.
    return len(a) >= 4 and a == "".join(
        c for c in re.split(r"\s[|»–—:-]\s", told)[0].casefold() if c.isalnum()
    )


def _fielded(draft: Draft, head: Head, first: int) -> None:
    """The head of a message or of a clipping: fields with their names ("From: ...", "Subject: ...")."""
    found: dict[str, tuple[int, str]] = {}
    for i in range(head.body - 1, max(first - 1, head.body - 16), -1):
        if match := MAIL_FIELD.match(draft.lines[i].text):
            found[match["name"].lower()] = (i, match["value"])
    # One such field is a record's where others stand round it ("TAGS: ...", "SECTION: ...").
    others = range(max(first, head.body - 16), head.body)
    if not found or (len(found) < 2 and sum(is_field(draft.lines[i].text) for i in others) < 3):
        return
    head.first = min(head.first, *(i for i, _ in found.values()))

    def value(*names: str) -> tuple[int, str] | None:
        return next((found[n] for n in names if n in found), None)

    head.fielded = "subject" in found and ("from" in found or "date" in found)
    if told := value("subject", "title", "headline"):
        head.title = told[1]
    if told := value("author", "byline", "from"):
        name = re.sub(r"\s*[<(\[].*$", "", told[1]).strip("\"' ")
        signed = signature(name)
        head.authors = (signed.authors if signed else people(name)) or (
            (name,) if name and "@" not in name else head.authors
        )
    if (told := value("source", "publication")) and (outlet := outlet_of(told[1])):
        head.outlet, head.agency = outlet, head.agency or whole_agency(outlet)
    if (told := value("date", "sent", "posted", "published")) and (
        stamp := draft.stamps.first(draft.lines[told[0]].text)
    ):
        line = draft.lines[told[0]]
        head.edtf, head.evidence = stamp.edtf, (line.start + stamp.start, line.start + stamp.end)


def _stray_date(draft: Draft, head: Head, first: int, last: int) -> None:
    """A page that prints one date line beside its text, elsewhere than in the head, gives its date there."""
    found: dict[str, tuple[int, int]] = {}
    for i in range(first, last + 1):
        line = draft.lines[i]
        if line.words > 24 or draft.stamps.first(line.text) is None:
            continue
        # Above the head only what says of itself that it is the text's date.
        masthead = 0 < i <= 3 and outlet_of(draft.lines[i - 1].text) is not None
        if (
            i < head.first - 2
            and not masthead
            and not _UPDATED.search(line.text if i == first else f"{draft.lines[i - 1].text} {line.text}")
        ):
            continue
        what = head_line(line, draft.stamps, names=False)
        if what.kind in ("date", "byline") and what.stamp and what.stamp.edtf and not line.bullet:
            found.setdefault(what.stamp.edtf, (line.start + what.stamp.start, line.start + what.stamp.end))
    if len({value[:10] for value in found}) == 1:
        head.edtf, head.evidence = max(found.items(), key=lambda item: len(item[0]))


def _marked_up(draft: Draft, head: Head, first: int, end: int, only: bool) -> None:
    """Author and date that only the markup shows: its bylines and times near the text, and the page's metadata.

    Names that the metadata gives and the page prints are its authors, whatever stands above its text.
    """
    layout = draft.layout
    near = range(max(first, head.first - 4), end + 4 if only else end + 1)
    said = _said_authors(layout) if only else ()
    printed = tuple(n for n in said if n.casefold() in draft.text.casefold())
    if printed and not set(printed) <= set(head.authors):
        head.authors = printed
    if not head.authors:
        shown = (layout.bylines[i] for i in near if i in layout.bylines)
        marked_up = next(
            (names for text in shown if (names := _named_in(text)) and is_likely_name(names[0])), ()
        )
        head.authors = (
            marked_up or (_printed(draft, head, first) if only and not layout.plain else ()) or said
        )
    when = next((layout.whens[i] for i in near if i in layout.whens), None)
    marked = Stamps().first(when) if when else None
    if head.edtf is None and marked:
        head.edtf = marked.edtf
    stamp = Stamps().first(layout.meta.published) if only and layout.meta.published else None
    day = stamp.edtf if stamp else None
    if only and not day and layout.meta.day and _stamped(draft, layout.meta.day):
        day = layout.meta.day  # what the library finds counts where the page prints it
    if day and (head.edtf is None or (head.edtf[:10] != day[:10] and _is_stray(draft, head))):
        head.edtf, head.evidence = day, _stamped(draft, day)


def _printed(draft: Draft, head: Head, first: int) -> tuple[str, ...]:
    """The authors whom lines between the headline and the text name, whatever the markup makes of these lines.

    A byline goes before what the main-text library finds, a bare name behind it.
    """
    title = next(
        (i for i in range(head.body, first - 1, -1) if draft.lines[i].text == head.title), head.first
    )
    near = [draft.lines[i].text for i in range(max(first, title - _OVER), head.body) if i != title]
    bylines = (byline.authors for text in near if (byline := parse_byline(text)) and byline.authors)
    bare_names = (
        (name,) for text in near if (name := person(text)) and has_given_name(name) and is_likely_name(name)
    )
    return next(bylines, None) or draft.layout.meta.likely or next(bare_names, ())


def _named_in(text: str) -> tuple[str, ...]:
    byline = parse_byline(text)
    return byline.authors if byline else people(text)


def _said_authors(layout: Layout) -> tuple[str, ...]:
    """The authors that the metadata names: persons, and where it names none of these, whoever it names."""
    told = [a for a in layout.meta.authors if a.strip()]
    names = [_without_job(n) for a in told for n in _named_in(a)]
    likely = [n for n in names if is_likely_name(n)]
    return tuple(dict.fromkeys(likely or names)) or tuple(told[:1])


def _without_job(name: str) -> str:
    """A name without the words of a post that metadata put behind it: "Ana Ruiz Political Correspondent"."""
    parts = name.split()
    while len(parts) > 2 and parts[-1].casefold() in common_words():
        parts.pop()
    return " ".join(parts)


def _is_stray(draft: Draft, head: Head) -> bool:
    """Whether the date was found elsewhere than in the lines of the head."""
    at = head.evidence
    return at is None or not any(draft.lines[i].start <= at[0] < draft.lines[i].end for i in head.lines)


def _stamped(draft: Draft, edtf: str) -> tuple[int, int] | None:
    """Where the page prints the day of ``edtf``; None where it does nowhere."""
    for line in draft.lines:
        for stamp in draft.stamps.find(line.text):
            if stamp.edtf and stamp.edtf[:10] == edtf[:10]:
                return line.start + stamp.start, line.start + stamp.end
    return None


def _captions(draft: Draft, head: Head, body: int) -> list[int]:
    """Running text between the head and a paragraph that has a dateline: the caption of a photograph."""
    if not head.lines or dateline(draft.lines[body].text) is None:
        return []
    signed = [i for i in head.lines if draft.lines[i].text != head.title]
    return [i for i in range(min(signed, default=body), body) if i not in head.lines and draft.lines[i].prose]
