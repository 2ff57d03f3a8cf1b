"""EPUB (W3C, EPUB 3.3): the documents of a book in reading order, each a page."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import IO
from urllib.parse import unquote

from lxml import etree

from ..errors import PageError
from ..printable import printable
from .acquired import Acquired, LeftOut
from .limits import LARGEST_TEXT

__all__ = ["read_book"]

_TAG = re.compile(rb"<[^>]*>")
_HEAD = re.compile(rb"<head\b.*?</head\s*>", re.IGNORECASE | re.DOTALL)
#: A document of fewer words is a cover, a title or a half-title.
_LEAST_WORDS = 25
_DOCUMENTS = ("application/xhtml+xml", "text/html")


def read_book(
    stream: IO[bytes], name: str, stated: Mapping[str, str]
) -> Iterator[Acquired | PageError | LeftOut]:
    """Each document of the book ``name``, as ``name/path`` in it; its contents and covers are left out."""
    try:
        with zipfile.ZipFile(stream) as book:
            found = False
            for path in _spine(book):
                data = _part(book, path, name)
                inner = printable(f"{name}/{path}")
                if len(_TAG.sub(b" ", _HEAD.sub(b" ", data)).split()) < _LEAST_WORDS:
                    yield LeftOut(inner, "is a cover or a title of a book")
                    continue
                found = True
                yield Acquired(inner, data, {"media_type": _DOCUMENTS[0]} | dict(stated))
            if not found:
                yield PageError(f"{name}: holds no text; save the pages of the book as PDF.")
    except PageError as error:
        yield error
    except (zipfile.BadZipFile, zlib.error, etree.LxmlError, LookupError, ValueError, OSError, EOFError, RuntimeError) as error:  # fmt: skip
        yield PageError(f"{name}: is not a book that can be read ({type(error).__name__}); save it again.")


def _spine(book: zipfile.ZipFile) -> list[str]:
    """The paths of a book's documents in reading order."""
    if "META-INF/encryption.xml" in book.namelist() and "META-INF/rights.xml" in book.namelist():
        raise PageError(f"{book.filename or 'the book'}: is locked; save its pages as PDF.")
    root = _xml(book, "META-INF/container.xml").find(".//{*}rootfile")
    package = root.get("full-path", "") if root is not None else ""
    opf = _xml(book, package)
    items = {item.get("id"): item for item in opf.iterfind(".//{*}manifest/{*}item")}
    paths = []
    for reference in opf.iterfind(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _DOCUMENTS:
            continue
        if "nav" not in item.get("properties", "").split():
            paths.append(normpath(join(dirname(package), unquote(item.get("href", "")))))
    return paths


def _xml(book: zipfile.ZipFile, path: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(_part(book, path, path), parser)


def _part(book: zipfile.ZipFile, path: str, name: str) -> bytes:
    with book.open(path) as part:
        data = part.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise PageError(f"{name}: unpacks to far more than a page; it is left out.")
    return data
