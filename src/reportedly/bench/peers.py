"""Date libraries on the same TimeML files, for comparison; none of them is a dependency.

``dateparser``: its search in text, with the creation time as base.  ``recognizers``: Microsoft's
Recognizers-Text (``ms-recognizers-text-suite``), all date and time models, with the creation time as
reference; of its several readings of an expression any that fits the gold value is taken as right.
Texts are given a paragraph at a time.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from ..errors import ExtensionError
from .dates import Document, Expression, Outcome

__all__ = ["PEERS", "run_peer"]

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")


def run_peer(docs: Iterable[Document], name: str) -> Iterator[Outcome]:
    """The expressions that the library ``name`` finds in each document.

    Raises :class:`ExtensionError` where it is not known or not installed.
    """
    if name not in PEERS:
        raise ExtensionError(
            f"{name!r} is no library to compare with; name one of {', '.join(sorted(PEERS))}."
        )
    module, find = PEERS[name]
    try:
        library = importlib.import_module(module)
    except ImportError as error:
        raise ExtensionError(f"{module} is not installed; install it to compare with it.") from error
    for doc in docs:
        now = datetime.fromisoformat(doc.created[:10])
        found = [
            expression
            for paragraph in _PARAGRAPH.finditer(doc.text)
            for expression in find(library, doc, paragraph.start(), paragraph[0].replace("\n", " "), now)
        ]
        yield Outcome(doc, tuple(found))


def _dateparser(library: Any, doc: Document, at: int, text: str, now: datetime) -> Iterator[Expression]:
    settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "past"}
    position = 0
    for words, when in library.search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(words, position)
        if start >= 0:
            position = start + len(words)
            yield Expression(at + start, at + position, "DATE", when.date().isoformat())


def _recognizers(library: Any, doc: Document, at: int, text: str, now: datetime) -> Iterator[Expression]:
    for result in library.recognize_datetime(text, library.Culture.English, reference=now):
        start, end = at + result.start, at + result.end + 1
        readings = (result.resolution or {}).get("values") or []
        values = {v.get(key) for v in readings for key in ("timex", "value", "start")} - {None}
        gold = next((g for g in doc.gold if g.start < end and start < g.end), None)
        yield Expression(start, end, "DATE", gold.value if gold and gold.value in values else None)


_Find = Callable[[Any, Document, int, str, datetime], Iterator[Expression]]
#: The libraries by name: the module, and how its answer is read.
PEERS: dict[str, tuple[str, _Find]] = {
    "dateparser": ("dateparser.search", _dateparser),
    "recognizers": ("ms_recognizers_date_time", _recognizers),
}
