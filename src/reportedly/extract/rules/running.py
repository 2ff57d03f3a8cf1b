"""Quotations that nothing beside them attributes: they inherit the running source of the passage."""

from __future__ import annotations

from .context import Context, Found

__all__ = ["running"]


def running(context: Context, found: list[Found]) -> list[Found]:
    """Whole quoted paragraphs without attribution, given to whoever spoke last before them."""
    taken = [(a, b) for f in found for a, b in f.content]
    spoken = sorted((f for f in found if f.source), key=lambda f: f.content[-1][1])
    out = []
    for quote in context.quotes:
        if any(a < quote.end and quote.start < b for a, b in taken) or not context.speech(quote):
            continue
        start, _ = context.paragraph(quote.start)
        text = context.text
        if text[start : quote.start].strip() or len(text[quote.start : quote.end].split()) < 6:
            continue
        earlier = [f for f in spoken if f.content[-1][1] <= quote.start]
        if earlier:
            out.append(Found(earlier[-1].source, None, ((quote.start, quote.end),), 0.6))
    return out
