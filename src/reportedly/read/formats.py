"""Which reader a page's bytes go to: told by their first bytes, then by the name, then by what the carrier says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from ..errors import PageError
from ..guards import READING, guarded
from ..records import Reading
from .acquired import Acquired
from .limits import LARGEST_DOCUMENT, LARGEST_TEXT

__all__ = ["CONTAINERS", "kind_of", "read_page"]

#: Formats that hold pages; :mod:`containers` opens them.
CONTAINERS = frozenset({"zip", "wacz", "warc", "csv", "jsonl"})

_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"<(?:p|div|table|br|span|a|h[1-6])\b[^>]*>", re.IGNORECASE)
_MAIL = re.compile(rb"^(?:[A-Z][\w-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}", re.IGNORECASE)
_SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".php": "html", ".asp": "html", ".aspx": "html",
    ".mhtml": "mail", ".mht": "mail", ".eml": "mail", ".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text",
    ".pdf": "pdf", ".docx": "docx", ".zip": "zip", ".wacz": "wacz", ".warc": "warc", ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "message/rfc822": "mail",
    "multipart/related": "mail",
    "text/markdown": "markdown",
}


def kind_of(name: str, head: bytes, declared: str | None = None) -> str:
    """The format of a file: text, markdown, html, mail, pdf, docx, zip, wacz, warc, csv or jsonl.

    ``head`` is the first kilobytes, ``declared`` the media type that its carrier gives.
    """
    low = name.lower()
    suffix = _SUFFIXES.get(PurePosixPath(low).suffix, "")
    if low.endswith((".warc.gz", ".warc.zst", ".warc")) or head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and suffix == "pdf"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        if suffix in ("docx", "wacz"):
            return suffix
        return "docx" if b"word/" in head and b"[Content_Types].xml" in head else "zip"
    if suffix in ("csv", "jsonl"):
        return suffix
    if suffix == "mail" or (
        suffix in ("", "text")
        and _MAIL.match(head)
        and re.search(rb"^(?:Message-ID|MIME-Version):", head, re.I | re.M)
    ):
        return "mail"
    if _HTML.search(head[:4096].lstrip(b"\xef\xbb\xbf")):
        return "html"
    if suffix:
        return "html" if suffix == "text" and len(_TAGS.findall(head)) > 20 else suffix
    return _TYPES.get(
        (declared or "").split(";")[0].strip().lower(), "html" if len(_TAGS.findall(head)) > 5 else "text"
    )


def read_page(acquired: Acquired) -> Reading:
    """The reading of one page by the reader of its format.

    Raises :class:`PageError` for what cannot be read or goes beyond the bounds of :mod:`limits`.
    """
    kind = kind_of(acquired.file, acquired.data[:65536], acquired.stated.get("media_type"))
    if kind in CONTAINERS:
        kind = "text"
    most = LARGEST_TEXT if kind in ("text", "html", "markdown") else LARGEST_DOCUMENT
    if len(acquired.data) > most:
        raise PageError(f"{acquired.file}: is larger than {most >> 20} MB, too large for one page; split it.")
    with guarded(acquired.file, len(acquired.data), READING):
        return _reader(kind)(acquired)


def _reader(kind: str) -> Callable[[Acquired], Reading]:
    """Readers are imported where they are needed: each brings a library of its own."""
    if kind == "html":
        from .html import read_html

        return read_html
    if kind == "pdf":
        from .pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from .docx import read_docx

        return read_docx
    if kind == "mail":
        from .mail import read_mail

        return read_mail
    if kind == "markdown":
        from .markdown import read_markdown

        return read_markdown
    from .text import read_text

    return read_text
