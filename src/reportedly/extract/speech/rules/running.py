"""Words that nothing beside them attributes: quotations that run on, and the items of an announced list."""

from __future__ import annotations

import re

from ..seam import Extent
from .context import Context, Found, trim

__all__ = ["is_item", "lists", "running"]

_BULLET = re.compile(r"\s*(?:[-–—•*·●▪◦‣]+|\(?\d{1,2}[.)]|\(?[a-z][.)])\s*")
#: How many paragraphs back the running source may have spoken.
_REACH = 3


def running(context: Context, found: list[Found]) -> list[Found]:
    """Quoted paragraphs without attribution, given to whoever spoke last in the paragraphs before them."""
    taken = [e for f in found for e in f.content]
    spoken = sorted((f for f in found if f.source and f.kind == "said"), key=lambda f: f.content[-1][1])
    last: tuple[int, Found] | None = None
    out = []
    for number, (start, end) in enumerate(context.paragraphs):
        here = [f for f in spoken if start <= f.content[0][0] < end]
        quote = context.quote_at(start) or context.quote_after(start)
        if quote is not None and quote.start < end and not context.text[start : quote.start].strip():
            free = not any(a < quote.end and quote.start < b for a, b in taken)
            long = len(context.text[quote.start : quote.end].split()) >= 6
            if free and long and last is not None and number - last[0] <= _REACH:
                out.append(Found(last[1].source, None, ((quote.start, quote.end),), 0.6, "runs on"))
                last = (number, last[1])
        if here:
            last = (number, here[-1])
    return out


def lists(context: Context, found: list[Found], announced: list[Found]) -> list[Found]:
    """The items below "says the following:", each a content of its own.

    ``announced`` are cues whose clause ends a paragraph with a colon.
    """
    out = []
    for item in announced:
        if item.cue is None:
            continue
        at = context.paragraph(item.cue[0])
        number = context.paragraphs.index(at)
        for extent in _items(context, number):
            if not any(a < extent[1] and extent[0] < b for f in found for a, b in f.content):
                out.append(Found(item.source, item.cue, (extent,), 0.8, "listed"))
    return out


def is_item(context: Context, number: int) -> bool:
    """Whether the paragraph opens with a bullet."""
    start, end = context.paragraphs[number]
    return _BULLET.match(context.text, start, end) is not None


def _items(context: Context, number: int) -> list[Extent]:
    out: list[Extent] = []
    for start, end in context.paragraphs[number + 1 :]:
        for line_start, line_end in _lines(context.text, start, end):
            bullet = _BULLET.match(context.text, line_start, line_end)
            if bullet is None:
                return out
            out.append(trim(context.text, bullet.end(), line_end))
    return out


def _lines(text: str, start: int, end: int) -> list[Extent]:
    """The bulleted lines of a paragraph; a line that opens with no bullet belongs to the one before it."""
    at = [start]
    at += [m.end() for m in re.finditer(r"\n(?=\s*[-•*·●▪]\s?\S)", text[start:end])]
    at = [at[0], *[start + a for a in at[1:]]]
    return [(a, b) for a, b in zip(at, [*at[1:], end], strict=True) if text[a:b].strip()]
