"""Acquiring pages: which files there are, their bytes as they stand, and what a person states of them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, PageError
from ..printable import printable
from .acquired import STATED_FIELDS, Acquired
from .encoding import decode_bytes
from .limits import LARGEST_DOCUMENT, LARGEST_TEXT
from .references import references

if TYPE_CHECKING:
    from .containers import Item

__all__ = ["acquire", "gather"]


_SIDECARS = ("pages.csv", "pages.jsonl")
#: Lists of references by the endings of their names; what they state of a page gives way to a table of pages.
_LISTS = {".ris": "ris", ".bib": "bibtex", ".json": "json"}


def gather(paths: list[Path]) -> Iterator[tuple[Path, str, Mapping[str, str]]]:
    """Every file under ``paths`` in a fixed order: path, name, what is stated of it.

    A name is relative to the folder given, or the bare file name.  Raises :class:`InputError` for a
    path that does not exist.
    """
    for path in paths:
        if path.is_dir():
            stated = _sidecar(path)
            for file in sorted(p for p in path.rglob("*") if p.is_file()):
                name = file.relative_to(path).as_posix()
                hidden = any(part.startswith(".") for part in Path(name).parts)
                if not hidden and name not in _SIDECARS and not _saved_with(path, Path(name)):
                    yield file, name, stated.get(name, {})
        elif path.is_file():
            yield path, path.name, _sidecar(path.parent).get(path.name, {})
        else:
            raise InputError(f"{path}: there is no such file or folder; check the path.")


def _saved_with(root: Path, name: Path) -> bool:
    """Whether the file lies in the folder that a browser saves beside a complete page ("x_files" of "x.html")."""
    for folder in name.parents:
        stem = re.sub(r"(?:_files|\.files|_archivos|-Dateien|_fichiers|_bestanden)$", "", folder.name)
        if stem and stem != folder.name:
            beside = root / folder.parent
            return any((beside / (stem + suffix)).is_file() for suffix in (".html", ".htm", ".xhtml"))
    return False


def acquire(path: Path, name: str, stated: Mapping[str, str], ocr: bool = False) -> Iterator[Item]:
    """The pages that the file at ``path`` holds: one, or many for an archive.

    What cannot be used comes as the :class:`PageError` that says why, so that the rest goes on, and what is no
    page and nobody misses as :class:`LeftOut`: images too, but with ``ocr``.
    """
    from .containers import open_container, turned_away
    from .formats import CONTAINERS, kind_of

    name = printable(name)
    try:
        with path.open("rb") as stream:
            head = stream.read(1 << 16)
            kind = kind_of(name, head)
            if not head:
                yield PageError(f"{path}: is empty; remove it or save the page again.")
            elif (said := turned_away(kind, name, ocr)) is not None:
                yield said
            elif kind in CONTAINERS:
                stream.seek(0)
                yield from open_container(kind, stream, name, stated, ocr=ocr)
            elif path.stat().st_size > LARGEST_DOCUMENT:
                yield PageError(
                    f"{path}: is larger than {LARGEST_DOCUMENT >> 20} MB, too large for one page; split it."
                )
            elif (data := head + stream.read(LARGEST_DOCUMENT)).strip():
                yield Acquired(name, data, stated)
            else:
                yield PageError(f"{path}: is empty; remove it or save the page again.")
    except OSError as error:
        yield PageError(f"{path}: cannot be opened ({error.strerror or error}); check its permissions.")
    except Exception as error:  # a library's or our own defect on one archive must not cost the other files
        yield PageError(f"{path}: cannot be opened ({type(error).__name__}); make it again.")


def _sidecar(folder: Path) -> dict[str, dict[str, str]]:
    rows = [row for file in sorted(folder.iterdir()) for row in _listed(file)]
    for name in _SIDECARS:
        file = folder / name
        if not file.is_file():
            continue
        try:
            text = file.read_text(encoding="utf-8-sig")
            if name.endswith(".csv"):
                rows += list(csv.DictReader(io.StringIO(text)))
            else:
                rows += [json.loads(line) for line in text.splitlines() if line.strip()]
        except (UnicodeDecodeError, ValueError, csv.Error) as error:
            raise InputError(f"{file}: cannot be read ({error}); save it as UTF-8 {file.suffix}.") from error
        if any("file" not in row for row in rows):
            raise InputError(f"{file}: a row has no `file` column; name the page's file in it.")
    stated: dict[str, dict[str, str]] = {}
    for row in rows:
        told = {k: str(row[k]).strip() for k in STATED_FIELDS if row.get(k)}
        stated[row["file"]] = stated.get(row["file"], {}) | told
    return stated


def _listed(file: Path) -> list[dict[str, str]]:
    """What a list of references states of files, by their paths from where it lies; nothing where it is none."""
    kind = _LISTS.get(file.suffix.lower())
    if kind is None or not file.is_file() or file.stat().st_size > LARGEST_TEXT:
        return []
    try:
        rows = list(references(kind, decode_bytes(file.read_bytes(), file.name)[0]))
    except (PageError, OSError, ValueError, RecursionError):  # said when its turn comes to be acquired
        return []
    here = file.parent.as_posix() + "/"
    return [row | {"file": row["file"].removeprefix(here)} for row in rows]
