"""From a span of an HTML page's text back to the source that it was read from."""

from __future__ import annotations

import html
import re

from .encoding import decode_bytes
from .markup import ENTITY, SPACE, Markup, scan

__all__ = ["byte_range", "source_span"]


def byte_range(data: bytes, start: int, end: int, charset: str | None = None) -> tuple[int, int] | None:
    """The bytes of the HTML page ``data`` that characters ``start`` to ``end`` of its text were read from.

    None where the text was not in the source (a space put between two elements).  ``charset`` is what the
    page was decoded by, where its carrier declared one.  A page with broken bytes has no exact range.
    """
    source, encoding = decode_bytes(data, "page", charset, markup=True)
    found = source_span(scan(source), source, start, end)
    if found is None or "\ufffd" in source[: found[1]]:
        return None
    codec = encoding.removesuffix("-le").removesuffix("-be") if encoding in ("utf-16", "utf-32") else encoding
    before = len(source[: found[0]].encode(codec))
    return before, before + len(source[found[0] : found[1]].encode(codec))


def source_span(markup: Markup, source: str, start: int, end: int) -> tuple[int, int] | None:
    """The characters of ``source`` that the text's ``start`` to ``end`` was read from; None where none was."""
    first = last = None
    pieces = markup.pieces
    for n in range(0, len(pieces), 4):
        a, b, c, d = pieces[n : n + 4]
        if b <= start or a >= end:
            continue
        exact = _positions(source[c:d], b - a)
        low, high = max(start, a) - a, min(end, b) - a
        if first is None:
            first = c + exact[low][0]
        last = c + exact[high - 1][1]
    return (first, last) if first is not None and last is not None else None


def _positions(raw: str, size: int) -> list[tuple[int, int]]:
    """For each character shown of ``raw``, where it begins and ends in it."""
    out: list[tuple[int, int]] = []
    at = 0
    for match in re.finditer(rf"{ENTITY.pattern}|{SPACE.pattern}", raw):
        out += [(i, i + 1) for i in range(at, match.start())]
        shown = " " if match[0].isspace() else html.unescape(match[0])
        out += [match.span()] * len(shown)
        at = match.end()
    out += [(i, i + 1) for i in range(at, len(raw))]
    if out and raw[:1].isspace() and len(out) > size:
        out = out[1:]
    return out[:size]
