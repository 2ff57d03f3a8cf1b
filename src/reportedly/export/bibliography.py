"""The pages as references: BibTeX, RIS and CSL-JSON, for reference managers.

A field that the case does not know is left out; a date is given as far as it is known, one that is an interval or
uncertain not at all.  ``file`` is the page's own name, so that the list can be given to ``run`` beside the pages.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from ..printable import printable
from ..records import Dossier
from ..show.view import View

__all__ = ["bibtex", "csl", "ris"]

#: A plain date of EDTF, to the year, the month or the day, with or without a time of day.
_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")


class _Entry(NamedTuple):
    key: str
    title: str
    author: str | None
    publisher: str | None
    date: tuple[str, ...]
    url: str | None
    file: str
    language: str | None


def _entries(dossier: Dossier) -> list[_Entry]:
    view = View(dossier)
    found = []
    for page in dossier.pages:
        day = _PLAIN.fullmatch(page.published.edtf or "")
        texts = (page.author, page.publisher, page.url, page.language)
        author, publisher, url, language = (printable(text) if text else None for text in texts)
        found.append(
            _Entry(
                f"page-{page.id}",
                printable(page.title) if page.title else view.page(page.id),
                author,
                publisher,
                tuple(part for part in day.groups() if part) if day else (),
                url,
                printable(page.file),
                language,
            )
        )
    return found


def csl(dossier: Dossier) -> bytes:
    """CSL-JSON (the citation style language's input)."""
    items: list[dict[str, Any]] = []
    for entry in _entries(dossier):
        item: dict[str, Any] = {"id": entry.key, "type": "webpage", "title": entry.title}
        item |= {"author": [{"literal": entry.author}]} if entry.author else {}
        item |= {"container-title": entry.publisher} if entry.publisher else {}
        item |= {"issued": {"date-parts": [[int(part) for part in entry.date]]}} if entry.date else {}
        item |= {"URL": entry.url} if entry.url else {}
        item |= {"language": entry.language} if entry.language else {}
        items.append(item | {"file": entry.file})
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def ris(dossier: Dossier) -> bytes:
    """RIS: type ELEC where there is an address, NEWS otherwise."""
    lines: list[str] = []
    for entry in _entries(dossier):
        fields = (
            ("TY", "ELEC" if entry.url else "NEWS"),
            ("ID", entry.key),
            ("TI", entry.title),
            ("AU", entry.author),
            ("T2", entry.publisher),
            ("PY", entry.date[0] if entry.date else None),
            ("DA", "/".join(entry.date) + "/" * (3 - len(entry.date)) if entry.date else None),
            ("UR", entry.url),
            ("LA", entry.language),
            ("L1", entry.file),
        )
        lines += [f"{tag}  - {value}" for tag, value in fields if value]
        lines += ["ER  - ", ""]
    return "".join(f"{line}\r\n" for line in lines).encode()


def bibtex(dossier: Dossier) -> bytes:
    """BibTeX, UTF-8, with the fields of biblatex; a name stays in one piece."""
    parts: list[str] = []
    for entry in _entries(dossier):
        fields = (
            ("title", f"{{{_tex(entry.title)}}}"),
            ("author", f"{{{_tex(entry.author)}}}" if entry.author else None),
            ("journaltitle", _tex(entry.publisher or "")),
            ("date", "-".join(entry.date)),
            ("year", entry.date[0] if entry.date else None),
            ("url", re.sub(r"[{}\\]", lambda m: f"%{ord(m[0]):02X}", entry.url or "")),
            ("langid", _tex(entry.language or "")),
            ("file", re.sub(r"([\\:;{}])", r"\\\1", entry.file)),
        )
        body = "".join(f",\n  {name} = {{{value}}}" for name, value in fields if value)
        parts.append(f"@{'online' if entry.url else 'article'}{{{entry.key}{body}\n}}\n")
    return "\n".join(parts).encode()


def _tex(text: str) -> str:
    """``text`` without what TeX reads as a command; braces that may not pair become parentheses."""
    text = text.replace("\\", "/").replace("{", "(").replace("}", ")")
    return re.sub(r"([&%$#_])", r"\\\1", text)
