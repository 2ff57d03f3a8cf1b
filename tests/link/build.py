"""Readings made by hand, for tests of what lies across pages."""

from __future__ import annotations

import hashlib
from typing import Any

from reportedly.records import Page, Passage, PassageKind, Published, Reading
from reportedly.spans import content_id, page_id


def reading(
    text: str,
    *,
    kind: PassageKind = "article",
    published: str | None = None,
    children: tuple[tuple[PassageKind, str, dict[str, Any]], ...] = (),
    **fields: Any,
) -> Reading:
    """A page of one passage; ``children`` are (kind, the text it stands in, fields) nested in it."""
    data = text.encode()
    ident = page_id(data)
    whole = Passage(
        content_id("p", ident, 0, len(text), kind),
        ident,
        0,
        len(text),
        None,
        kind,
        published=_date(published),
        **fields,
    )
    inner = []
    for child_kind, part, more in children:
        start = text.index(part)
        end = start + len(part)
        day = more.pop("published", None)
        parent = more.pop("parent", whole.id)
        inner.append(
            Passage(
                content_id("p", ident, start, end, child_kind),
                ident,
                start,
                end,
                parent,
                child_kind,
                published=_date(day),
                **more,
            )
        )
    page = Page(
        ident, f"{ident}.txt", None, hashlib.sha256(data).hexdigest(), "text/plain", "text/1", "en", text
    )
    return Reading(page, (whole, *inner))


def _date(edtf: str | None) -> Published:
    return Published(edtf, "stated" if edtf else "unknown")
