"""Files that hold pages: ZIP, WACZ, WARC, EPUB, mailboxes, and tables.  One page at a time is in memory.

ZIP members are unpacked in pieces and stopped at the bounds of :mod:`limits`, whatever size they claim; an archive
in an archive lies in a temporary file.  WARC (ISO 28500) is streamed by ``fastwarc``, WACZ is a ZIP that holds WARC
files.  What cannot be used comes as the :class:`PageError` that says why; the rest goes on.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, Any

from ..errors import PageError
from ..printable import printable
from .acquired import Acquired, LeftOut
from .books import read_book
from .formats import ASIDE, CONTAINERS, REFUSED, kind_of
from .limits import LARGEST_DOCUMENT, LARGEST_TEXT, MOST_MEMBERS, MOST_NESTED, MOST_UNPACKED, WORST_RATIO
from .tables import TABLES, read_table

__all__ = ["Item", "open_container", "turned_away"]

#: What a file gives: pages, and what is said of files that are none.
Item = Acquired | PageError | LeftOut

_STEP = 1 << 16
#: An archive in an archive is held in memory up to this many bytes, beyond that in a temporary file.
_HELD = 1 << 23
#: Payloads of a web archive that are pages.
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "text/markdown")
#: The line that a message begins with in a mailbox (RFC 4155).
_FROM_LINE = re.compile(rb"From \S+[^\r\n]*\d\d:\d\d[^\r\n]*\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def open_container(
    kind: str, stream: IO[bytes], name: str, stated: Mapping[str, str], depth: int = 0, ocr: bool = False
) -> Iterator[Item]:
    """The pages in the container of format ``kind`` that ``stream`` holds, named ``name/...``; images with ``ocr``."""
    if depth > MOST_NESTED:
        yield PageError(f"{name}: archives are nested more than {MOST_NESTED} deep; unpack it first.")
    elif kind in TABLES:
        yield from read_table(kind, stream, name, stated)
    elif kind == "warc":
        yield from _warc(stream, name, stated)
    elif kind == "mbox":
        yield from _mailbox(stream, name, stated)
    elif kind == "epub":
        yield from read_book(stream, name, stated)
    else:
        yield from _zip(stream, name, stated, depth, ocr, only="warc" if kind == "wacz" else None)


def turned_away(kind: str, name: str, ocr: bool) -> PageError | LeftOut | None:
    """What is said of a file whose format is no page's and holds none; None where it is or does."""
    if kind in ASIDE and not (ocr and kind == "image"):
        return LeftOut(name, ASIDE[kind])
    return PageError(f"{name}: {REFUSED[kind]}.") if kind in REFUSED else None


def _zip(
    stream: IO[bytes], name: str, stated: Mapping[str, str], depth: int, ocr: bool, only: str | None
) -> Iterator[Item]:
    """The pages of each member; of the members of the format ``only``, where that is given."""
    try:
        archive = zipfile.ZipFile(stream)
        members = sorted(archive.infolist(), key=lambda m: m.filename)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield PageError(f"{name}: is not a ZIP archive that can be opened ({error}); make it again.")
        return
    if len(members) > MOST_MEMBERS:
        yield PageError(f"{name}: holds more than {MOST_MEMBERS} files; split it.")
        return
    left = MOST_UNPACKED
    found = False
    with archive:
        for member in members:
            if member.is_dir() or _hidden(member.filename):
                continue
            if only and kind_of(member.filename, b"") != only:
                continue
            inner = printable(f"{name}/{member.filename}")
            try:
                with _unpacked(archive, member, inner, left) as data:
                    left -= data.tell()
                    for item in _item(data, inner, stated, depth, ocr):
                        found = found or not isinstance(item, LeftOut)
                        yield item
            except PageError as error:
                found = True
                yield error
    if not found:
        yield PageError(f"{name}: holds no pages; check that it is the right archive.")


def _item(data: IO[bytes], name: str, stated: Mapping[str, str], depth: int, ocr: bool) -> Iterator[Item]:
    size = data.tell()
    data.seek(0)
    head = data.read(_STEP)
    kind = kind_of(name, head)
    if not head.strip() and size <= _STEP:
        yield PageError(f"{name}: is empty; remove it or save the page again.")
    elif (said := turned_away(kind, name, ocr)) is not None:
        yield said
    elif kind in CONTAINERS:
        data.seek(0)
        yield from open_container(kind, data, name, stated, depth + 1, ocr)
    elif size > LARGEST_DOCUMENT:
        yield PageError(f"{name}: unpacks to far more than a page; it is left out.")
    else:
        yield Acquired(name, head + data.read(), stated)


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, left: int) -> IO[bytes]:
    """The member unpacked, at its end; raises :class:`PageError` beyond the bounds, whatever its header claims."""
    out: IO[bytes] = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115  # the caller closes it
    try:
        with archive.open(member) as part:
            size = 0
            while piece := part.read(_STEP):
                out.write(piece)
                size += len(piece)
                if size > left or (size > 1 << 20 and size > WORST_RATIO * max(1, member.compress_size)):
                    raise PageError(f"{name}: unpacks to far more than a page; it is left out.")
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise PageError(f"{name}: cannot be unpacked ({error}); make the archive again.") from error
    return out


def _mailbox(stream: IO[bytes], name: str, stated: Mapping[str, str]) -> Iterator[Item]:
    """The messages of a mailbox, one page each."""
    told = {"media_type": "message/rfc822"} | dict(stated)
    number = 0
    for data in _messages(stream):
        number += 1
        inner = f"{name}/{number}"
        if len(data) > LARGEST_DOCUMENT:
            yield PageError(
                f"{inner}: is larger than {LARGEST_DOCUMENT >> 20} MB, too large for one page; it is left out."
            )
        else:
            yield Acquired(inner, _QUOTED_FROM.sub(rb"\1", data), told)
    if not number:
        yield PageError(f"{name}: holds no messages; save it again.")


def _messages(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of each message; of one that is too large as many as show that."""
    held = bytearray()
    begun, blank = False, True
    while line := stream.readline(_STEP):
        if blank and _FROM_LINE.fullmatch(line):
            if begun and held.strip():
                yield bytes(held)
            held.clear()
            begun = True
        elif begun and len(held) <= LARGEST_DOCUMENT:
            held += line
        blank = not line.strip()
    if begun and held.strip():
        yield bytes(held)


def _warc(stream: IO[bytes], name: str, stated: Mapping[str, str]) -> Iterator[Item]:
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
