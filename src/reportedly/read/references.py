"""Lists of references (RIS, BibTeX, CSL-JSON): what they state of the files that they name, as ``pages.csv`` does.

A reference manager exports its entries with the paths of the files attached to them.  An entry that names no file
states nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

__all__ = ["PARSERS", "references"]

Entry = Mapping[str, Sequence[str]]

#: The fields of ``pages.csv`` by the tags of RIS and the fields of BibTeX, the first that there is.
_RIS = {
    "url": ("UR", "L2"),
    "title": ("TI", "T1"),
    "author": ("AU", "A1"),
    "publisher": ("T2", "JO", "JF", "JA", "BT", "PB"),
    "date": ("DA", "Y1", "PY"),
    "file": ("L1", "L4"),
}
_BIBTEX = {
    "url": ("url", "howpublished"),
    "title": ("title",),
    "author": ("author",),
    "publisher": (
        "newspaper",
        "journaltitle",
        "journal",
        "booktitle",
        "publisher",
        "institution",
        "organization",
    ),
    "date": ("date",),
    "file": ("file", "pdf", "local-url"),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ACCENTS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "c": "\u0327", "=": "\u0304", "v": "\u030c"}  # fmt: skip
_ACCENT = re.compile(r"\\([\"'`^~=cv])\s*\{?\\?([A-Za-z])\}?")


def references(kind: str, text: str) -> Iterator[dict[str, str]]:
    """The entries of a list that name a file, each as a row of ``pages.csv``; a damaged list gives what it can."""
    for entry, fields in PARSERS[kind](text):
        row = {field: "; ".join(v) for field, names in fields.items() if (v := _value(entry, names, field))}
        for path in _paths(row.pop("file", "")):
            yield {**row, "file": path}


def _value(entry: Entry, names: Sequence[str], field: str) -> Sequence[str]:
    found = next((entry[n] for n in names if entry.get(n)), ())
    if field == "author":
        return [", ".join(_person(name) for name in found)] if found else ()
    if field == "date":
        return [_day(found[0])] if found else ()
    return found if field == "file" else found[:1]


def _person(name: str) -> str:
    """A name in its usual order: "Falk, Hanne" is Hanne Falk."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name.strip()


def _day(written: str) -> str:
    """A date as EDTF: RIS writes "2008/06/11/", or the year alone."""
    parts = [p for p in re.split(r"[/-]", written.strip()) if p.isdigit()]
    plain = re.fullmatch(r"\d{4}(?:[/-]\d{1,2}){0,2}[/-]*(?:\D.*)?", written.strip())
    return "-".join([parts[0], *(p.zfill(2) for p in parts[1:3])]) if plain and parts else written.strip()


def _paths(written: str) -> Iterator[str]:
    """The paths of files; managers write "Full Text:files/12/a.pdf:application/pdf", or addresses of files."""
    for part in filter(None, re.split(r"(?<!\\);", written)):
        pieces = re.split(r"(?<!\\):(?!//)", part.strip())
        path = pieces[1] if len(pieces) >= 3 else part.strip()
        path = unquote(re.sub(r"^(?:internal-pdf|file)://(?:localhost)?", "", re.sub(r"\\(.)", r"\1", path)))
        if path and not re.match(r"https?://", path):
            yield PurePosixPath(path).as_posix()


def _ris(text: str) -> Iterator[tuple[Entry, Mapping[str, Sequence[str]]]]:
    entry: dict[str, list[str]] = {}
    for match in re.finditer(r"^([A-Z][A-Z0-9])  ?-[ \t]?(.*?)[ \t]*\r?$", text, re.MULTILINE):
        tag, value = match.groups()
        if tag == "ER":
            yield entry, _RIS
            entry = {}
        elif value:
            entry.setdefault(tag, []).append(value)


def _bibtex(text: str) -> Iterator[tuple[Entry, Mapping[str, Sequence[str]]]]:
    for match in re.finditer(r"@(\w+)\s*\{\s*[^,{}\s]*\s*,", text):
        if match[1].lower() in ("comment", "string", "preamble"):
            continue
        raw = dict(_fields(text, match.end()))
        entry = {name: [_plain(value)] for name, value in raw.items() if name != "file"}
        entry |= {"file": [raw["file"].replace("\\\\", "\\")]} if "file" in raw else {}
        if "author" in raw:
            entry["author"] = [_plain(name) for name in re.split(r"\s+and\s+", raw["author"])]
        if "date" not in entry and "year" in entry:
            month = raw.get("month", "").strip('{}" ').lower()[:3]
            number = _MONTHS.index(month) + 1 if month in _MONTHS else 0
            entry["date"] = [entry["year"][0] + (f"-{number:02}" if number else "")]
        yield entry, _BIBTEX


def _fields(text: str, at: int) -> Iterator[tuple[str, str]]:
    """The fields of an entry of BibTeX that begins at ``at``: braces nest, quotation marks do not."""
    field = re.compile(r"\s*,?\s*([\w-]+)\s*=\s*")
    while match := field.match(text, at):
        start = at = match.end()
        if text[at : at + 1] == "{":
            depth = 0
            while at < len(text):
                depth += {"{": 1, "}": -1}.get(text[at], 0) if text[at - 1] != "\\" else 0
                at += 1
                if depth == 0:
                    break
            yield match[1].lower(), text[start + 1 : at - 1]
        elif text[at : at + 1] == '"':
            end = text.find('"', at + 1)
            at = len(text) if end < 0 else end + 1
            yield match[1].lower(), text[start + 1 : at - 1]
        else:
            end_of = re.compile(r"[^,}\s]*").match(text, at)
            at = end_of.end() if end_of else at
            yield match[1].lower(), text[start:at]


def _plain(value: str) -> str:
    """A value without the commands of TeX."""
    value = _ACCENT.sub(lambda m: unicodedata.normalize("NFC", m[2] + _ACCENTS[m[1]]), value)
    value = value.replace("\\ss", "ß").replace("\\o", "ø").replace("--", "–")
    return " ".join(re.sub(r"\\(?=[&%$#_{}])|[{}]|\\url|\\emph|\\textit", "", value).split())


def _csl(text: str) -> Iterator[tuple[Entry, Mapping[str, Sequence[str]]]]:
    same = {name: (name,) for name in ("url", "title", "author", "publisher", "date", "file")}
    held = json.loads(text)
    for item in held if isinstance(held, list) else ():
        if isinstance(item, dict):
            yield _csl_entry(item), same


def _csl_entry(item: Mapping[str, Any]) -> Entry:
    people = item.get("author")
    names = [
        str(p.get("literal") or f"{p.get('given', '')} {p.get('family', '')}").strip()
        for p in (people if isinstance(people, list) else ())
        if isinstance(p, dict)
    ]
    issued = item.get("issued")
    parts = (issued.get("date-parts") or [[]])[0] if isinstance(issued, dict) else []
    entry = {
        "url": item.get("URL"),
        "title": item.get("title"),
        "publisher": item.get("container-title") or item.get("publisher"),
        "date": "-".join(str(p).zfill(2) for p in parts),
        "file": item.get("file"),
    }
    return {key: [value] for key, value in entry.items() if isinstance(value, str) and value} | {
        "author": names
    }


#: How each format of lists gives its entries, each with what its fields are called.
PARSERS: Mapping[str, Callable[[str], Iterator[tuple[Entry, Mapping[str, Sequence[str]]]]]] = {
    "ris": _ris,
    "bibtex": _bibtex,
    "json": _csl,
}
