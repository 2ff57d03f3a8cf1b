"""Documents that are ZIP files of XML: Word, PowerPoint and Excel (ISO/IEC 29500), OpenDocument (ISO/IEC 26300).

What a reader sees, in order: paragraphs, a row of a table as a line, notes after the text.  What is hidden, was
deleted with changes tracked, or is somebody's comment on the text is left out, and what was inserted is in.  A
file's properties (its creator) name who saved it, not who wrote what it holds: they are not looked at.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple

from lxml import etree

from ..errors import PageError
from ..records import Reading
from .acquired import Acquired
from .layout import Layout
from .limits import LARGEST_TEXT
from .lines import split_lines
from .mend import mend
from .pages import finish

__all__ = ["READER", "Block", "Package", "read_office", "sheet_rows"]

READER = "office/1"

#: Media types, by format.
_OOXML = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "docx": f"{_OOXML}.wordprocessingml.document",
    "pptx": f"{_OOXML}.presentationml.presentation",
    "xlsx": f"{_OOXML}.spreadsheetml.sheet",
    "odf": "application/vnd.oasis.opendocument",
}
_NAMED = {
    "docx": "a Word file",
    "pptx": "a PowerPoint file",
    "xlsx": "an Excel file",
    "odf": "an OpenDocument file",
}
#: The first day of Excel's calendar, and the numbers of its own formats that are dates.
_DAY_ZERO = datetime(1899, 12, 30)
_DATES = {14, 15, 16, 17, 22}


class Block(NamedTuple):
    """A paragraph, or a row of a table; whether it is a heading."""

    text: str
    heading: bool = False


class Package:
    """The parts of an office file, within the bounds of :mod:`limits`."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._left = 4 * LARGEST_TEXT
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = set(self._zip.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def xml(self, name: str) -> etree._Element:
        """The part called ``name``; raises :class:`PageError` beyond the bounds."""
        with self._zip.open(name) as part:
            data = part.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise PageError(
                f"{self.file}: unpacks to more than {4 * LARGEST_TEXT >> 20} MB of text; split it."
            )
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))

    def related(self, name: str) -> dict[str, str]:
        """The parts that the part ``name`` ("" is the package) points to, by the ids that it uses."""
        table = join(dirname(name), "_rels", f"{basename(name)}.rels")
        if table not in self:
            return {}
        return {
            r.get("Id", ""): r.get("Target", "").lstrip("/")
            if r.get("Target", "").startswith("/")
            else normpath(join(dirname(name), r.get("Target", "")))
            for r in self.xml(table)
        }


def read_office(acquired: Acquired, kind: str) -> Reading:
    """The reading of an office file of format ``kind`` (docx, pptx, xlsx, odf).

    Raises :class:`PageError` where it is damaged, empty or unpacks beyond its bounds.
    """
    try:
        blocks = [b for b in _BLOCKS[kind](Package(acquired.data, acquired.file)) if b.text.strip()]
    except (zipfile.BadZipFile, zlib.error, etree.LxmlError, LookupError, ValueError, OSError, EOFError, RuntimeError) as error:  # fmt: skip
        raise PageError(f"{acquired.file}: is not {_NAMED[kind]} that can be read; save it again.") from error
    text = "\n\n".join(block.text.strip() for block in blocks)
    if not text:
        raise PageError(f"{acquired.file}: is empty; remove it or save the page again.")
    page = mend(text)
    heads = {mend(b.text.strip()).text for b in blocks if b.heading}
    headings = frozenset(i for i, line in enumerate(split_lines(page.text)) if line.text in heads)
    return finish(acquired, page, _TYPES[kind], READER, Layout(headings=headings))


def _local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for a comment or an instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _get(element: etree._Element, name: str) -> str | None:
    """The attribute of that local name."""
    return next((str(v) for k, v in element.attrib.items() if etree.QName(k).localname == name), None)


def _first(element: etree._Element, *path: str) -> etree._Element | None:
    """The element that a path of local names leads to."""
    found: etree._Element | None = element
    for name in path:
        found = next((c for c in found if _local(c) == name), None) if found is not None else None
    return found


class _Form(NamedTuple):
    """What the elements of one family of formats mean, by local name."""

    paragraph: Callable[[etree._Element], bool | None]  # whether it is one, and a heading (True)
    row: str
    cell: str
    signs: Mapping[str, str]
    unseen: Callable[[etree._Element], bool]
    words: Callable[[etree._Element], bool]  # whether its own text is shown


def _blocks(element: etree._Element, form: _Form) -> Iterator[Block]:
    """The paragraphs and rows in ``element``, in the order of the file."""
    for child in element:
        name = _local(child)
        if not name or form.unseen(child):
            continue
        heading = form.paragraph(child)
        if heading is not None:
            boxes: list[etree._Element] = []
            yield Block("".join(_words(child, form, boxes)), heading)
            for box in boxes:
                yield from _blocks(box, form)
        elif name == form.row:
            cells = (c for c in child if _local(c) == form.cell)
            yield Block("\t".join(" ".join(b.text.strip() for b in _blocks(c, form)) for c in cells))
        else:
            yield from _blocks(child, form)


def _words(element: etree._Element, form: _Form, boxes: list[etree._Element]) -> Iterator[str]:
    """The words of a paragraph; boxes of text that are tied to it are put into ``boxes``."""
    shown = form.words(element)
    if shown and element.text:
        yield element.text
    for child in element:
        name = _local(child)
        if name in form.signs:
            yield form.signs[name] * int(_get(child, "c") or 1 if form.signs[name] == " " else 1)
        elif name in ("txbxContent", "text-box"):
            boxes.append(child)
        elif name and not form.unseen(child):
            yield from _words(child, form, boxes)
        if shown and child.tail:
            yield child.tail


# ------------------------------------------------------------------ Word


def _docx(package: Package) -> Iterator[Block]:
    main = next((t for t in package.related("").values() if t.endswith("document.xml")), "word/document.xml")
    headings = _heading_styles(package, main)

    def paragraph(element: etree._Element) -> bool | None:
        if _local(element) != "p":
            return None
        style = _first(element, "pPr", "pStyle")
        return style is not None and (_get(style, "val") or "") in headings

    form = _Form(paragraph, "tr", "tc", {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}, _gone, lambda e: _local(e) == "t")  # fmt: skip
    yield from _blocks(package.xml(main), form)
    for notes in ("footnotes.xml", "endnotes.xml"):
        name = join(dirname(main), notes)
        if name in package:
            for note in package.xml(name):
                if _get(note, "type") is None:  # the others are the rules above the notes
                    yield from _blocks(note, form)


def _gone(element: etree._Element) -> bool:
    """Deleted or moved away with changes tracked, hidden, or a second form of what was shown."""
    name = _local(element)
    if name in ("del", "moveFrom", "Fallback", "pPr", "tblPr", "sectPr", "instrText"):
        return True
    if name != "r":
        return False
    mark = _first(element, "rPr", "vanish")
    return mark is not None and _get(mark, "val") not in ("0", "false", "off")


def _heading_styles(package: Package, main: str) -> set[str]:
    name = join(dirname(main), "styles.xml")
    if name not in package:
        return set()
    named = {
        _get(s, "styleId") or "": (_get(n, "val") or "").lower()
        for s in package.xml(name)
        if _local(s) == "style" and (n := _first(s, "name")) is not None
    }
    return {ident for ident, told in named.items() if told.startswith(("heading", "title"))}


# ------------------------------------------------------------------ PowerPoint


def _pptx(package: Package) -> Iterator[Block]:
    main = "ppt/presentation.xml"
    parts = package.related(main)
    slides = _first(package.xml(main), "sldIdLst")
    for slide in slides if slides is not None else ():
        ident = slide.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "")
        page = package.xml(parts[ident])
        if page.get("show") not in ("0", "false"):
            yield from _blocks(page, _SLIDE)


def _slide_paragraph(element: etree._Element) -> bool | None:
    if _local(element) != "p":
        return None
    shape = element.getparent()
    shape = shape.getparent() if shape is not None else None
    place = _first(shape, "nvSpPr", "nvPr", "ph") if shape is not None else None
    return place is not None and place.get("type") in ("title", "ctrTitle")


_SLIDE = _Form(_slide_paragraph, "tr", "tc", {"br": "\n"}, lambda e: _local(e) == "Fallback", lambda e: _local(e) == "t")  # fmt: skip


# ------------------------------------------------------------------ OpenDocument


def _odf(package: Package) -> Iterator[Block]:
    document = package.xml("content.xml")
    body = _first(document, "body")
    if body is None:
        return
    unseen = {
        _get(style, "name")
        for style in document.iter("{*}style")
        if any(_get(p, "display") == "none" for p in style)
    }
    notes: list[etree._Element] = []

    def gone(element: etree._Element) -> bool:
        name = _local(element)
        if name == "note":
            notes.append(element)
        aside = ("note", "tracked-changes", "annotation", "annotation-end", "hidden-text", "hidden-paragraph")
        return name in aside or (
            name in ("span", "p", "h", "section") and _get(element, "style-name") in unseen
        )

    def paragraph(element: etree._Element) -> bool | None:
        return {"p": False, "h": True}.get(_local(element))

    signs = {"s": " ", "tab": "\t", "line-break": "\n"}
    form = _Form(paragraph, "table-row", "table-cell", signs, gone, lambda _: True)
    yield from _blocks(body, form)
    for note in notes:
        held = _first(note, "note-body")
        yield from _blocks(held, form) if held is not None else ()


# ------------------------------------------------------------------ Excel


def _xlsx(package: Package) -> Iterator[Block]:
    yield from (Block("\t".join(row).rstrip("\t")) for _, row in sheet_rows(package))


def sheet_rows(package: Package) -> Iterator[tuple[str, list[str]]]:
    """Every row of every sheet that is shown: the sheet's name, and the text of each cell."""
    main = "xl/workbook.xml"
    parts = package.related(main)
    shared = [
        "".join(t.text or "" for t in item.iter("{*}t"))
        for item in (package.xml("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in package else ())
    ]
    dated = _date_formats(package)
    sheets = _first(package.xml(main), "sheets")
    for sheet in sheets if sheets is not None else ():
        if sheet.get("state", "visible") != "visible":
            continue
        ident = sheet.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "")
        data = _first(package.xml(parts[ident]), "sheetData")
        for row in data if data is not None else ():
            cells: list[str] = []
            for cell in row:
                at = _column(cell.get("r", ""), len(cells))
                cells += [""] * (at - len(cells))
                cells.append(_cell(cell, shared, dated))
            yield sheet.get("name", ""), cells


#: Columns of a sheet that are read.
_MOST_COLUMNS = 1000


def _column(place: str, following: int) -> int:
    """The number of the column that a cell's place ("AB12") names; that of the next where it names none."""
    number = 0
    for letter in re.match(r"[A-Z]{0,3}", place)[0]:  # type: ignore[index]  # it matches anything
        number = 26 * number + ord(letter) - 64
    return min(number - 1, _MOST_COLUMNS) if number > following else following


def _cell(cell: etree._Element, shared: list[str], dated: set[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter("{*}t"))
    held = _first(cell, "v")
    value = held.text or "" if held is not None else ""
    if kind == "s":
        return shared[int(value)] if value else ""
    if kind == "n" and value and int(cell.get("s", "0")) in dated:
        day = _DAY_ZERO + timedelta(days=float(value))
        return day.strftime("%Y-%m-%dT%H:%M" if day.hour or day.minute else "%Y-%m-%d")
    return value


def _date_formats(package: Package) -> set[int]:
    """The numbers of the cell styles that show a number as a date."""
    if "xl/styles.xml" not in package:
        return set()
    styles = package.xml("xl/styles.xml")
    own = {
        int(f.get("numFmtId", "0")): re.sub(r'"[^"]*"|\[[^\]]*\]', "", f.get("formatCode", "")).lower()
        for f in styles.iter("{*}numFmt")
    }
    dates = _DATES | {number for number, code in own.items() if "y" in code and "d" in code}
    used = _first(styles, "cellXfs")
    return {n for n, x in enumerate(used if used is not None else ()) if int(x.get("numFmtId", "0")) in dates}


_BLOCKS: Mapping[str, Callable[[Package], Iterator[Block]]] = {
    "docx": _docx,
    "pptx": _pptx,
    "xlsx": _xlsx,
    "odf": _odf,
}
