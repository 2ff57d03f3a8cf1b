"""From the text that the rooms read back to the page's own characters.

Some pages were decoded wrongly before they were saved ("â€™" for an apostrophe).  ``read`` gives the rooms a
mended copy as ``Reading.page.text``, and with it the edits that made it.  Everything between ``read`` and the
dossier stands in that copy; :func:`received` puts it back, so that every span of a dossier quotes the
page as it came, and :func:`as_read` takes a person's judgements the other way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from .records import Anchor, Edit, Judgement, Page, Reading
from .spans import relocate

__all__ = ["Mending", "as_read", "mendings", "received"]

T = TypeVar("T")


class Mending:
    """A mended text and the text that it was made of; offsets can be taken from one to the other.

    A span that begins or ends inside an edit grows to hold the whole edit.
    """

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        self.mended = text
        parts: list[str] = []
        at = size = 0
        #: Per edit: where it begins and ends in the mended text, and in the received one.
        self._mended: list[tuple[int, int]] = []
        self._received: list[tuple[int, int]] = []
        for edit in edits:
            parts += [text[at : edit.start], edit.received]
            size += edit.start - at
            self._mended.append((edit.start, edit.end))
            self._received.append((size, size + len(edit.received)))
            at, size = edit.end, size + len(edit.received)
        self.received = "".join([*parts, text[at:]])

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the received text that ``start`` to ``end`` of the mended one was made of."""
        return _map(self._mended, self._received, start, end)

    def forth(self, start: int, end: int) -> tuple[int, int]:
        """The span of the mended text that ``start`` to ``end`` of the received one became."""
        return _map(self._received, self._mended, start, end)


def _map(
    ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[int, int]:
    k = bisect_right(ours, (start, 1 << 62)) - 1  # the last edit that begins at ``start`` or before
    if k >= 0:
        start = theirs[k][0] if start < ours[k][1] else theirs[k][1] + start - ours[k][1]
    k = bisect_left(ours, (end, 0)) - 1  # the last edit that begins before ``end``
    if k >= 0:
        end = theirs[k][1] if end <= ours[k][1] else theirs[k][1] + end - ours[k][1]
    return start, end


def mendings(readings: Iterable[Reading]) -> dict[str, Mending]:
    """The mending of each page whose text was mended, by the page's id."""
    return {r.page.id: Mending(r.page.text, r.edits) for r in readings if r.edits}


def received(record: T, by_page: Mapping[str, Mending]) -> T:
    """``record`` with every span in it, and every page's text, as it stands on the page that was received."""
    return _back(record, by_page) if by_page else record


def _back(value: Any, by_page: Mapping[str, Mending]) -> Any:
    if isinstance(value, tuple):
        return tuple(_back(item, by_page) for item in value)
    if isinstance(value, dict):
        return {key: _back(item, by_page) for key, item in value.items()}
    if not isinstance(value, msgspec.Struct):
        return value
    changed: dict[str, Any] = {}
    for field in value.__struct_fields__:
        old = getattr(value, field)
        if isinstance(old, tuple | dict | msgspec.Struct) and (new := _back(old, by_page)) != old:
            changed[field] = new
    if isinstance(value, Page):
        if value.id in by_page:
            changed["text"] = by_page[value.id].received
    else:
        changed |= _moved(value, by_page.get(getattr(value, "page", None) or ""))
    return msgspec.structs.replace(value, **changed) if changed else value


def _moved(value: Any, mending: Mending | None) -> dict[str, Any]:
    """The place and the quote of a span, or of a record that stands somewhere, on the received page."""
    if mending is None or getattr(value, "start", None) is None or value.end is None:
        return {}
    start, end = mending.back(value.start, value.end)
    quote = {"text": mending.received[start:end]} if "text" in value.__struct_fields__ else {}
    return {"start": start, "end": end, **quote}


def as_read(log: Sequence[Judgement], by_page: Mapping[str, Mending]) -> tuple[Judgement, ...]:
    """The judgements with their anchors where the rooms read them."""
    return tuple(
        msgspec.structs.replace(
            j, anchor=_forth(j.anchor, by_page), with_=j.with_ and _forth(j.with_, by_page)
        )
        for j in log
    )


def _forth(anchor: Anchor, by_page: Mapping[str, Mending]) -> Anchor:
    mending = by_page.get(anchor.page or "")
    if mending is None or anchor.start is None:
        return anchor
    start, end = anchor.start, anchor.end if anchor.end is not None else anchor.start
    if anchor.text:
        found = relocate(mending.received, start, anchor.text)
        if found is None:  # what it quotes is gone; the judgement will say so
            return anchor
        start, end = found, found + len(anchor.text)
    start, end = mending.forth(start, end)
    text = mending.mended[start:end] if anchor.text else anchor.text
    return msgspec.structs.replace(anchor, start=start, end=end, text=text)
