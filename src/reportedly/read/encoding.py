"""From bytes to characters: which encoding a page is in.

In this order: a byte order mark, UTF-8 (also one with a few broken bytes), what the page or its carrier
declares, UTF-16 without a mark, and at last a guess by ``charset-normalizer``.  Labels are read as the WHATWG
Encoding Standard does: ``iso-8859-1`` and ``us-ascii`` mean windows-1252.
"""

from __future__ import annotations

import codecs
import re

from ..errors import PageError

__all__ = ["decode_bytes"]

_WESTERN = {
    "iso8859-1",
    "ascii",
    "latin-1",
    "iso8859-15",
    "cp1250",
    "cp1254",
    "cp1257",
    "iso8859-2",
    "iso8859-9",
    "mac-roman",
    "hp-roman8",
    "cp775",
    "cp437",
    "cp850",
}
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
#: What the guess is made on, bytes.
_SAMPLE = 200_000
#: Characters that Western text has beyond ASCII.
_TYPICAL = re.compile(
    r"[\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u20ac\u00a0\u00a3\u00a7\u00a9\u00ab\u00b0\u00b7\u00bb\u00c0-\u00ff]"
)


def decode_bytes(
    data: bytes, name: str, declared: str | None = None, markup: bool = False
) -> tuple[str, str]:
    """The text of ``data`` and its encoding, nothing else changed.

    ``declared`` is what a carrier (an HTTP or mail header) says; with ``markup`` an HTML page's own word is
    looked for.  Raises :class:`PageError` for bytes that are no text or whose encoding is unknown.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    try:
        text = data.decode("utf-8")
        if text.count("\x00") * 100 <= len(text):
            return text, "utf-8"
    except UnicodeDecodeError:
        pass
    if wide := _wide(data):
        return _strict(data, wide, name), wide
    if _binary(data):
        raise PageError(f"{name}: is a binary file; give its text, HTML or PDF.")
    if markup and declared is None and (found := _DECLARED.search(data[:4096])):
        declared = found[1].decode("ascii")
    known = _codec(declared)
    if known == "utf-8" or _nearly_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8"
    if known:
        return data.decode(known, "replace"), known
    guessed = _guess(data)
    if guessed is None:
        raise PageError(f"{name}: its encoding is unknown; save it as UTF-8.")
    return data.decode(guessed, "replace"), guessed


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        cut = data[: len(data) - len(data) % (4 if "32" in encoding else 2)]
        text = cut.decode(encoding, "replace")
        if text.count("\ufffd") * 50 > len(text):
            raise PageError(f"{name}: its encoding is unknown; save it as UTF-8.") from None
        return text


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except LookupError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: ASCII text has a zero in every other byte."""
    sample = data[:4096]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _binary(data: bytes) -> bool:
    sample = data[:65536]
    control = sum(sample.count(bytes([c])) for c in range(32) if c not in (9, 10, 12, 13, 27))
    return b"\x00" in sample[:4096] or control * 50 > len(sample)


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with some bytes lost: whole characters outnumber broken ones by far."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(not c.isascii() for c in text) - broken
    return whole > 20 * broken


def _guess(data: bytes) -> str | None:
    # Most pages in a single-byte encoding are Western; detectors take a few curly quotes for Central European.
    sample = data[:_SAMPLE]
    western = sample.decode("cp1252", "replace")
    beyond = [c for c in western if not c.isascii()]
    if (
        beyond
        and sum(_TYPICAL.match(c) is not None for c in beyond) == len(beyond)
        and len(beyond) * 6 < len(western)
    ):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, steps=5, chunk_size=1024).best()
    if best is None:
        return None
    name = codecs.lookup(best.encoding).name
    return "cp1252" if name in _WESTERN and "\ufffd" not in western else name
