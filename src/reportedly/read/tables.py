"""Tables of pages: CSV, JSON Lines, JSON and Excel files with a column of texts, a row at a time.

The column of texts is told by its name, else by what stands in it: where some column's cells are as long as
paragraphs, the one with the longest.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice
from statistics import median
from typing import IO, Any

from ..errors import PageError
from .acquired import STATED_FIELDS, Acquired, LeftOut
from .encoding import decode_bytes
from .formats import ASIDE
from .limits import LARGEST_DOCUMENT, LARGEST_TEXT

__all__ = ["TABLES", "named", "read_table", "stated_by"]

#: Names of columns, small and without anything but letters: of the one that holds a page's text, the first that
#: there is; and of the fields that are taken along.
_TEXT = (
    "text", "fulltext", "articletext", "articlebody", "maintext", "bodytext", "storytext", "textcontent", "body",
    "content", "contents", "article", "story", "transcript", "plaintext", "message", "html",
)  # fmt: skip
_NAMES = {
    "url": ("url", "link", "uri", "sourceurl", "articleurl", "weburl", "permalink", "address"),
    "title": ("title", "headline", "head", "headlines", "articletitle", "heading"),
    "author": ("author", "authors", "byline", "by", "writer", "creator"),
    "publisher": (
        "publisher", "outlet", "site", "newspaper", "publication", "publicationtitle", "publicationname", "source",
        "sourcename", "domain", "medianame", "journal", "containertitle",
    ),
    "date": (
        "date", "published", "publishedat", "publishdate", "publicationdate", "datepublished", "datepublish", "pubdate",
        "datetime", "publishedon", "issued", "dateissued", "loaddate", "timestamp",
    ),
}  # fmt: skip
#: Rows that are looked at to find the column of texts, and words of a cell that is as long as a paragraph.
_ROWS, _PARAGRAPH = 20, 25

Row = Mapping[str, Any]


def read_table(
    kind: str, stream: IO[bytes], name: str, stated: Mapping[str, str]
) -> Iterator[Acquired | PageError | LeftOut]:
    """One page a row of the table ``stream``, named ``name/row``; an Excel file without texts is one page."""
    rows = TABLES[kind](stream, name)
    number = 0
    try:
        first = list(islice(rows, _ROWS))
        if kind == "json" and first and _is_references([row for _, row in first]):
            yield LeftOut(name, ASIDE["ris"])
            return
        column = _column([row for _, row in first])
        if column is None and kind == "xlsx":
            stream.seek(0)
            yield Acquired(name, stream.read(LARGEST_DOCUMENT), stated)
            return
        if first and column is None:
            yield PageError(f"{name}: has no text column; name one of its columns `text`.")
            return
        for number, row in chain(first, rows):
            text = row.get(column or "")
            if not isinstance(text, str) or not text.strip():
                yield PageError(f"{name}: row {number} has no text; it is left out.")
                continue
            told = {"media_type": "text/plain"} | stated_by(row) | dict(stated)
            yield Acquired(f"{name}/{number}", text.encode("utf-8", "replace"), told)
    except PageError as error:
        yield error
        return
    except (csv.Error, ValueError, RecursionError) as error:
        yield PageError(f"{name}: cannot be read after row {number} ({error}); save it as UTF-8.")
        return
    if not number:
        yield PageError(f"{name}: has no rows; remove it or save it again.")


def _column(rows: list[Row]) -> str | None:
    """The key of the column that holds texts."""
    names = {named(key): key for row in reversed(rows) for key in row}
    for name in _TEXT:
        if name in names:
            return names[name]
    cells = {
        key: [len(row[key].split()) for row in rows if isinstance(row.get(key), str) and row[key].strip()]
        for key in names.values()
    }
    long = {key: median(sizes) for key, sizes in cells.items() if sizes and median(sizes) >= _PARAGRAPH}
    return max(long, key=lambda key: (long[key], key), default=None)


def named(column: str) -> str:
    """A column's name without what people write it differently in: "Full Text", "full_text", "fullText"."""
    return re.sub(r"[^a-z]", "", column.lower())


def stated_by(row: Row) -> dict[str, str]:
    """What a row states of its page, in the fields of ``pages.csv``."""
    values = {named(str(key)): value for key, value in reversed(list(row.items()))}
    found: dict[str, str] = {}
    for field in STATED_FIELDS:
        value = next((values[n] for n in _NAMES[field] if values.get(n)), None)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, list):
            value = ", ".join(v for v in value if isinstance(v, str))
        if isinstance(value, str | int) and str(value).strip():
            found[field] = str(value).strip()
    return found


# ------------------------------------------------------------------ rows


def _csv(stream: IO[bytes], _name: str) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(LARGEST_TEXT)
    head = stream.read(1 << 16)
    stream.seek(0)
    encoding = "utf-8-sig" if not head else _encoding(head)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    first = text.readline(65536)
    if not first:
        return
    delimiter = max(",;\t|", key=first.count)
    lines = chain([first], text)
    reader = csv.reader(lines, delimiter=delimiter)
    header = [h.strip() for h in next(reader)]
    for number, row in enumerate(reader, 1):
        yield number, dict(zip(header, row, strict=False))


def _encoding(head: bytes) -> str:
    try:
        found = decode_bytes(head[: head.rfind(b"\n") + 1] or head, "")[1]
    except PageError:
        return "utf-8-sig"
    return "utf-8-sig" if codecs.lookup(found).name.startswith("utf-8") else found


def _jsonl(stream: IO[bytes], _name: str) -> Iterator[tuple[int, Row]]:
    number = 0
    while line := stream.readline(LARGEST_TEXT + 1):
        if len(line) > LARGEST_TEXT:
            raise ValueError("a line is too long for one page")
        if line.strip():
            number += 1
            row = json.loads(line.decode("utf-8-sig"))
            if not isinstance(row, dict):
                raise ValueError("a line is not an object")
            yield number, row


def _json(stream: IO[bytes], _name: str) -> Iterator[tuple[int, Row]]:
    """The objects of a JSON file: a list of them, or the one list in an object, or one object."""
    data = stream.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        raise ValueError(f"it is larger than {LARGEST_DOCUMENT >> 20} MB")
    held = json.loads(data.decode("utf-8-sig"))
    if isinstance(held, dict):
        lists = [v for v in held.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        held = lists[0] if len(lists) == 1 else [held]
    if not isinstance(held, list) or not all(isinstance(row, dict) for row in held):
        raise ValueError("it is not a list of objects")
    yield from enumerate(held, 1)


def _is_references(rows: list[Row]) -> bool:
    """Whether rows are references in CSL-JSON, which hold no texts (but perhaps abstracts)."""
    fields = ("issued", "container-title", "URL")
    return all(
        isinstance(row.get("type"), str) and any(f in row for f in fields) for row in rows
    ) and not any(named(key) in _TEXT for row in rows for key in row)


def _xlsx(stream: IO[bytes], name: str) -> Iterator[tuple[int, Row]]:
    from lxml import etree

    from .office import Package, sheet_rows

    data = stream.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        raise ValueError(f"it is larger than {LARGEST_DOCUMENT >> 20} MB")
    headers: dict[str, list[str]] = {}
    number = 0
    try:
        for sheet, cells in sheet_rows(Package(data, name)):
            if not any(cells):
                continue
            if sheet not in headers:
                headers[sheet] = [cell.strip() for cell in cells]
                continue
            number += 1
            yield number, dict(zip(headers[sheet], cells, strict=False))
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.LxmlError,
        LookupError,
        OSError,
        EOFError,
        RuntimeError,
    ) as error:
        raise ValueError(f"it is no Excel file that can be read: {type(error).__name__}") from error


#: How each format of tables gives its rows, with their numbers.
TABLES: Mapping[str, Callable[[IO[bytes], str], Iterator[tuple[int, Row]]]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "json": _json,
    "xlsx": _xlsx,
}
