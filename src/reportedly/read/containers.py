"""Files that hold pages: ZIP, WACZ, WARC, and tables with a text column.  One page at a time is in memory.

ZIP members are unpacked in pieces and stopped at the bounds of :mod:`limits`, whatever size they claim.  WARC
(ISO 28500) is streamed by ``fastwarc``, WACZ is a ZIP that holds WARC files.  What cannot be used comes as
the :class:`PageError` that says why; the rest goes on.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, Any

from ..errors import PageError
from ..printable import printable
from .acquired import Acquired
from .formats import CONTAINERS, kind_of
from .limits import LARGEST_DOCUMENT, LARGEST_TEXT, MOST_MEMBERS, MOST_NESTED, MOST_UNPACKED, WORST_RATIO
from .tables import read_table

__all__ = ["open_container"]

_STEP = 1 << 16
#: Payloads of a web archive that are pages.
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "text/markdown")
#: Members of an archive that are never pages.
_SKIPPED = (
    ".css",
    ".js",
    ".json",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
    ".webp",
    ".ico",
    ".woff",
    ".woff2",
    ".ttf",
    ".mp3",
    ".mp4",
    ".xml",
    ".cdx",
    ".cdxj",
    ".idx",
    ".yaml",
    ".yml",
)


def open_container(
    kind: str, stream: IO[bytes], name: str, stated: Mapping[str, str], depth: int = 0
) -> Iterator[Acquired | PageError]:
    """The pages in the container of format ``kind`` that ``stream`` holds, named ``name/...``."""
    if depth > MOST_NESTED:
        yield PageError(f"{name}: archives are nested more than {MOST_NESTED} deep; unpack it first.")
    elif kind in ("csv", "jsonl"):
        yield from read_table(kind, stream, name)
    elif kind == "warc":
        yield from _warc(stream, name, stated)
    else:
        yield from _zip(stream, name, stated, depth)


def _zip(
    stream: IO[bytes], name: str, stated: Mapping[str, str], depth: int
) -> Iterator[Acquired | PageError]:
    try:
        archive = zipfile.ZipFile(stream)
        members = sorted(archive.infolist(), key=lambda m: m.filename)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield PageError(f"{name}: is not a ZIP archive that can be opened ({error}); make it again.")
        return
    if len(members) > MOST_MEMBERS:
        yield PageError(f"{name}: holds more than {MOST_MEMBERS} files; split it.")
        return
    unpacked = 0
    found = False
    with archive:
        for member in members:
            if member.is_dir() or _not_a_page(member.filename):
                continue
            inner = printable(f"{name}/{member.filename}")
            found = True
            try:
                data = _unpack(archive, member, inner, MOST_UNPACKED - unpacked)
            except PageError as error:
                yield error
                continue
            unpacked += len(data)
            yield from _item(data, inner, stated, depth)
    if not found:
        yield PageError(f"{name}: holds no pages; check that it is the right archive.")


def _item(data: bytes, name: str, stated: Mapping[str, str], depth: int) -> Iterator[Acquired | PageError]:
    if not data.strip():
        yield PageError(f"{name}: is empty; remove it or save the page again.")
        return
    kind = kind_of(name, data[:65536])
    if kind in CONTAINERS:
        yield from open_container(kind, io.BytesIO(data), name, stated, depth + 1)
    else:
        yield Acquired(name, data, stated)


def _not_a_page(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return hidden or name.lower().endswith(_SKIPPED)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, left: int) -> bytes:
    """The member's bytes; raises :class:`PageError` beyond the bounds, whatever its header claims."""
    whole = kind_of(name, b"") in ("warc", "zip", "wacz", "csv", "jsonl")
    most = min(left, MOST_UNPACKED if whole else LARGEST_DOCUMENT)
    out = bytearray()
    try:
        with archive.open(member) as part:
            while piece := part.read(_STEP):
                out += piece
                if len(out) > most or (
                    len(out) > 1 << 20 and len(out) > WORST_RATIO * max(1, member.compress_size)
                ):
                    raise PageError(f"{name}: unpacks to far more than a page; it is left out.")
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        raise PageError(f"{name}: cannot be unpacked ({error}); make the archive again.") from error
    return bytes(out)


def _warc(stream: IO[bytes], name: str, stated: Mapping[str, str]) -> Iterator[Acquired | PageError]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    count = 0
    try:
        for record in ArchiveIterator(
            stream, record_types=wanted, parse_http=True, auto_decode="all", fsspec_args=False
        ):
            page = _record(record, f"{name}/{count + 1}", stated)
            if page is not None:
                count += 1
                yield page
    except Exception as error:  # fastwarc raises many kinds on a damaged or cut file
        yield PageError(
            f"{name}: breaks off after {count} pages ({type(error).__name__}); the pages before are kept."
        )
        return
    if not count:
        yield PageError(f"{name}: holds no pages; only HTML, text and PDF records are read.")


def _record(record: Any, name: str, stated: Mapping[str, str]) -> Acquired | PageError | None:
    """The page in a record; None for what is not one (an image, a redirect)."""
    headers = record.http_headers
    status = headers.status_code if headers is not None else 200
    kind = (
        (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    )
    if status not in (200, None) or (kind and kind not in _PAGES):
        return None
    most = LARGEST_DOCUMENT if kind == "application/pdf" else LARGEST_TEXT
    data = record.reader.read(most + 1)
    if len(data) > most:
        return PageError(f"{name}: is larger than {most >> 20} MB, too large for one page; it is left out.")
    if not data.strip():
        return None
    told = {"url": record.headers.get("WARC-Target-URI"), "media_type": kind, "charset": record.http_charset}
    return Acquired(name, data, {k: v for k, v in told.items() if v} | dict(stated))
