"""Spans: where in a page's text something stands.

Offsets are Unicode code points, half-open, into ``Page.text``; ``text`` equals that slice.  This is
the position selector of the W3C Web Annotation data model, carried together with its quote.
"""

from __future__ import annotations

import hashlib

from .errors import DriftError
from .records import Span

__all__ = ["content_id", "make_span", "page_id", "relocate", "trim", "verify"]

#: White space and zero-width characters that a span never begins or ends with.
_EDGE = " \t\r\n\f\v\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"


def page_id(data: bytes) -> str:
    """The id of a page: the first sixteen hex digits of the SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def content_id(prefix: str, page: str, start: int, end: int, kind: str = "") -> str:
    """The id of a reading, from its page, its span and its kind; nothing else moves it."""
    key = f"{page}:{start}:{end}:{prefix}:{kind}".encode()
    return f"{prefix}-{hashlib.sha256(key).hexdigest()[:12]}"


def trim(text: str, start: int, end: int, extra: str = "") -> tuple[int, int]:
    """``start`` and ``end`` moved inwards past white space and any character of ``extra``.

    An empty result has ``start == end``.
    """
    drop = _EDGE + extra
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return start, end


def make_span(page: str, text: str, start: int, end: int, extra: str = "") -> Span | None:
    """The trimmed span of ``text[start:end]`` on ``page``; None where nothing is left of it."""
    start, end = trim(text, max(0, start), min(len(text), end), extra)
    return Span(page, start, end, text[start:end]) if start < end else None


def verify(span: Span, text: str) -> None:
    """Raise :class:`DriftError` unless ``span`` stands in ``text`` where it says."""
    if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
        raise DriftError(
            f"Page {span.page}: characters {span.start} to {span.end} no longer read "
            f"{span.text[:60]!r}; read the page again with `reportedly run`."
        )


def relocate(text: str, start: int, quote: str) -> int | None:
    """Where ``quote`` stands in ``text`` nearest to ``start``; None where it no longer does.

    Position first, then quote: a text that grew at its head still yields the place that was meant.
    """
    if text.startswith(quote, start):
        return start
    before, after = text.rfind(quote, 0, max(0, start) + len(quote)), text.find(quote, max(0, start))
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - start)) if found else None
