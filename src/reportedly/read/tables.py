"""Tables of pages: CSV and JSON Lines with a text column, a row at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from ..errors import PageError
from .acquired import STATED_FIELDS, Acquired
from .limits import LARGEST_TEXT

__all__ = ["read_table"]

#: Columns that hold a page's text, the first that there is; and other names of the fields that are taken along.
_TEXT = (
    "text",
    "full_text",
    "fulltext",
    "article_text",
    "articlebody",
    "maintext",
    "body",
    "content",
    "article",
    "html",
)
_NAMES = {
    "url": ("url", "link", "uri", "source_url"),
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "by"),
    "publisher": ("publisher", "outlet", "site", "newspaper", "publication", "source", "source_name"),
    "date": ("date", "published", "published_at", "publish_date", "date_publish", "pub_date", "datetime"),
}


def read_table(kind: str, stream: IO[bytes], name: str) -> Iterator[Acquired | PageError]:
    """One page a row of the CSV or JSON Lines file ``stream``, named ``name/row``."""
    rows = _csv(stream) if kind == "csv" else _jsonl(stream)
    column: str | None = None
    number = 0
    try:
        for number, row in rows:
            column = column if column in row else next((c for c in _TEXT if c in row), None)
            if column is None:
                yield PageError(f"{name}: has no text column; name one of its columns `text`.")
                return
            text = row[column]
            if not isinstance(text, str) or not text.strip():
                yield PageError(f"{name}: row {number} has no text; it is left out.")
                continue
            yield Acquired(f"{name}/{number}", text.encode("utf-8", "replace"), _stated(row))
    except (csv.Error, ValueError, UnicodeDecodeError) as error:
        yield PageError(f"{name}: cannot be read after row {number} ({error}); save it as UTF-8.")
        return
    if not number:
        yield PageError(f"{name}: has no rows; remove it or save it again.")


def _csv(stream: IO[bytes]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    csv.field_size_limit(LARGEST_TEXT)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    first = text.readline(65536)
    if not first:
        return
    delimiter = max(",;\t|", key=first.count)
    header = [h.strip().lower() for h in next(csv.reader([first], delimiter=delimiter))]
    for number, row in enumerate(csv.reader(text, delimiter=delimiter), 1):
        yield number, dict(zip(header, row, strict=False))


def _jsonl(stream: IO[bytes]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    number = 0
    while line := stream.readline(LARGEST_TEXT + 1):
        if len(line) > LARGEST_TEXT:
            raise ValueError("a line is too long for one page")
        if line.strip():
            number += 1
            row = json.loads(line.decode("utf-8-sig"))
            if not isinstance(row, dict):
                raise ValueError("a line is not an object")
            yield number, {str(k).lower(): v for k, v in row.items()}


def _stated(row: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in STATED_FIELDS:
        value = next((row[n] for n in _NAMES[field] if row.get(n)), None)
        if isinstance(value, list):
            value = ", ".join(v for v in value if isinstance(v, str))
        if isinstance(value, str | int) and str(value).strip():
            found[field] = str(value).strip()
    return found
