"""Which reader a page's bytes go to: told by their first bytes, then by the name, then by what the carrier says.

What is known and not read is refused with what to do about it, and so is what is not known: nothing is read as
prose that does not look like it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

from ..errors import PageError
from ..guards import READING, guarded
from ..records import Reading
from .acquired import Acquired
from .limits import LARGEST_DOCUMENT, LARGEST_TEXT

__all__ = ["ASIDE", "CONTAINERS", "REFUSED", "kind_of", "read_page"]

#: Formats that hold pages; :mod:`containers` opens them.
CONTAINERS = frozenset({"zip", "wacz", "warc", "csv", "jsonl", "json", "xlsx", "mbox", "epub"})
#: Files that lie among pages and that nobody misses, and what is said of them.
ASIDE = {
    "aside": "comes with pages and is none",
    "image": "is an image; give --ocr to have its words read",
    "media": "is sound or a film; give a transcript of it as text",
    "ris": "is a list of references, not a page",
    "bibtex": "is a list of references, not a page",
}
#: What is said of formats that are not read.
REFUSED = {
    "ole": "is a file of an old Office program (.doc, .xls, .ppt, .msg); save it as .docx or PDF, a message as .eml",
    "iwork": "is a file of Pages, Numbers or Keynote; save it as .docx or PDF",
    "packed": "is an archive of a kind that is not opened; unpack it, or make a ZIP of it",
    "postscript": "is PostScript; save it as PDF",
    "djvu": "is DjVu; save it as PDF",
    "xml": "is XML of a kind that is not read; save the page as HTML or text",
    "vcard": "is a list of addresses or appointments, not a page; leave it out",
    "other": "does not look like the text of a page; if it is, save it as .txt",
}

_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"<(?:p|div|table|br|span|a|h[1-6])\b[^>]*>", re.IGNORECASE)
_MAIL = re.compile(rb"^(?:[A-Z][\w-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}", re.IGNORECASE)
_MAIL_FIELD = re.compile(rb"^(?:Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE)
_SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".php": "html", ".asp": "html", ".aspx": "html",
    ".mhtml": "mail", ".mht": "mail", ".eml": "mail", ".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text",
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".pptx": "pptx", ".pptm": "pptx", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".odt": "odf", ".ott": "odf", ".ods": "odf", ".odp": "odf", ".rtf": "rtf", ".epub": "epub", ".mbox": "mbox",
    ".zip": "zip", ".wacz": "wacz", ".warc": "warc", ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".json": "json", ".ris": "ris", ".bib": "bibtex", ".pages": "iwork", ".numbers": "iwork", ".key": "iwork",
    ".doc": "ole", ".xls": "ole", ".ppt": "ole", ".msg": "ole", ".xml": "xml", ".rss": "xml", ".fodt": "xml",
    ".vcf": "vcard", ".ics": "vcard", ".svg": "aside", ".css": "aside", ".js": "aside", ".woff": "aside", ".woff2": "aside",
    ".ttf": "aside", ".ico": "aside", ".cdx": "aside", ".cdxj": "aside", ".idx": "aside", ".yaml": "aside", ".yml": "aside",
}  # fmt: skip
#: Formats that their first bytes tell, whatever the file is called.
_SIGNATURES = (
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x1f\x8b", "packed"), (b"BZh", "packed"), (b"7z\xbc\xaf\x27\x1c", "packed"), (b"Rar!\x1a\x07", "packed"), (b"\xfd7zXZ\x00", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"\x89PNG\r\n", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"),
    (b"ID3", "media"), (b"OggS", "media"), (b"fLaC", "media"), (b"\x1aE\xdf\xa3", "media"),
    (b"%!PS", "postscript"), (b"AT&TFORM", "djvu"), (b"BEGIN:VCARD", "vcard"), (b"BEGIN:VCALENDAR", "vcard"),
)  # fmt: skip
_STARTS = (
    ("mbox", re.compile(rb"From \S+[^\r\n]*\d\d:\d\d[^\r\n]*\r?\n>?[A-Za-z][\w-]*:")),
    ("ris", re.compile(rb"TY  - \w+")),
    ("bibtex", re.compile(rb"(?:%[^\n]*\n\s*)*@(?:article|misc|online|book|inbook|incollection|inproceedings|report|techreport|unpublished|comment|string|preamble)\s*[{(]", re.IGNORECASE)),
    ("json", re.compile(rb"(?:\[\s*)?\{\s*\"")),
    ("xml", re.compile(rb"<\?xml\b")),
)  # fmt: skip
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "message/rfc822": "mail",
    "multipart/related": "mail",
    "text/markdown": "markdown",
    "text/plain": "text",
}
#: Tags of HTML in what has no name, and in what is called a text, before it is taken for HTML.
_LEAST_TAGS, _MOST_TAGS = 5, 20
#: Of what is called by no known name: more of these among its characters, or fewer letters and spaces, is no prose.
_SIGNS, _MOST_SIGNS, _LEAST_WORDS = frozenset(b"{}<>;=$|\\[]_"), 0.04, 0.7


def kind_of(name: str, head: bytes, declared: str | None = None) -> str:
    """The format of a file: one that has a reader, or of :data:`CONTAINERS`, :data:`ASIDE`, :data:`REFUSED`.

    ``head`` is the first kilobytes, ``declared`` the media type that its carrier gives.
    """
    low = name.lower()
    suffix = _SUFFIXES.get(PurePosixPath(low).suffix, "")
    told = _TYPES.get((declared or "").split(";")[0].strip().lower(), "")
    if low.endswith((".warc.gz", ".warc.zst", ".warc")) or head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and suffix == "pdf"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(suffix, head)
    if signed := _signed(head):
        return signed
    if suffix in ("csv", "jsonl", "aside", "epub") or "mail" in (suffix, told):
        return suffix or told
    start = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix in ("", "text") and _MAIL.match(head) and _MAIL_FIELD.search(head):
        return "mail"
    if _HTML.search(start):
        return "html"
    return next((kind for kind, first in _STARTS if first.match(start)), "") or _written(suffix, told, head)


def _written(suffix: str, told: str, head: bytes) -> str:
    """The format of what nothing at its beginning tells."""
    tags = len(_TAGS.findall(head))
    if suffix == "text":
        return "html" if tags > _MOST_TAGS else "text"
    if suffix or told:
        return "html" if told == "text" and tags > _LEAST_TAGS else suffix or told
    return "html" if tags > _LEAST_TAGS else "text" if _prose(head) else "other"


def _signed(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "media"
    if head.startswith(b"RIFF"):
        return "image" if head[8:12] == b"WEBP" else "media"
    if head[257:262] == b"ustar":
        return "packed"
    return next((kind for first, kind in _SIGNATURES if head.startswith(first)), "")


def _zipped(suffix: str, head: bytes) -> str:
    """The format of a ZIP file: an office file, a book, or an archive of pages."""
    if suffix in ("docx", "pptx", "xlsx", "odf", "epub", "wacz", "iwork"):
        return suffix
    if head[30:38] == b"mimetype":
        if head[38:58] == b"application/epub+zip":
            return "epub"
        if head[38:65] == b"application/vnd.oasis.opend":
            return "odf"
    if b"[Content_Types].xml" in head:
        parts = ((b"word/", "docx"), (b"ppt/", "pptx"), (b"xl/", "xlsx"))
        return next((kind for part, kind in parts if part in head), "zip")
    return "zip"


def _prose(head: bytes) -> bool:
    """Whether bytes could be the text of a page: binary files and other encodings are for the reader to tell."""
    sample = head[:8192]
    if b"\x00" in sample or not sample:
        return True
    signs = sum(b in _SIGNS for b in sample)
    words = sum(b > 127 or chr(b).isalpha() or chr(b).isspace() for b in sample)
    return signs <= _MOST_SIGNS * len(sample) and words >= _LEAST_WORDS * len(sample)


def read_page(acquired: Acquired, ocr: bool = False) -> Reading:
    """The reading of one page by the reader of its format; with ``ocr`` the words of images are read.

    Raises :class:`PageError` for what cannot be read or goes beyond the bounds of :mod:`limits`.
    """
    kind = kind_of(acquired.file, acquired.data[:65536], acquired.stated.get("media_type"))
    if kind == "image" and ocr:
        kind = "scan"
    if said := REFUSED.get(kind) or ASIDE.get(kind):
        raise PageError(f"{acquired.file}: {said}.")
    most = LARGEST_TEXT if kind in ("text", "html", "markdown", "rtf") else LARGEST_DOCUMENT
    if len(acquired.data) > most:
        raise PageError(f"{acquired.file}: is larger than {most >> 20} MB, too large for one page; split it.")
    with guarded(acquired.file, len(acquired.data), READING):
        return _reader(kind, ocr)(acquired)


def _reader(kind: str, ocr: bool = False) -> Callable[[Acquired], Reading]:
    """Readers are imported where they are needed: each brings a library of its own."""
    if kind == "html":
        from .html import read_html

        return read_html
    if kind == "pdf":
        from .pdf import read_pdf

        return partial(read_pdf, ocr=ocr)
    if kind == "scan":
        from .scan import read_image

        return read_image
    if kind in ("docx", "pptx", "xlsx", "odf"):
        from .office import read_office

        return partial(read_office, kind=kind)
    if kind == "rtf":
        from .rtf import read_rtf

        return read_rtf
    if kind == "mail":
        from .mail import read_mail

        return read_mail
    if kind == "markdown":
        from .markdown import read_markdown

        return read_markdown
    from .text import read_text

    return read_text
