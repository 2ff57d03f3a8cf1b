"""Small files of every format, made by the tests themselves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from itertools import zip_longest

import docx

__all__ = [
    "ARTICLE",
    "BYLINE",
    "HTML",
    "columns_file",
    "docx_file",
    "epub_file",
    "mail",
    "mbox_file",
    "odt_file",
    "pdf_file",
    "pptx_file",
    "rtf_file",
    "warc_record",
    "xlsx_file",
    "zip_file",
]

BYLINE = "By Hanne Falk"
ARTICLE = (
    "Two envoys met the leaders of the strike in a hotel near the airport on Tuesday, people who were in the room said.",
    "The meeting lasted an hour and ended without a result, they said, because the company had sent no one who could decide.",
    "A spokesman for the ministry declined to comment on Wednesday.",
)
HTML = (
    "<html><head><title>Envoys met strikers | The Evening Courier</title><meta charset=utf-8></head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>"
    "<article><h1>Envoys met strikers</h1><p class=byline>By Hanne Falk</p><time datetime='2008-06-11T06:00:00Z'>June 11, 2008</time>"
    + "".join(f"<p>{p}</p>" for p in ARTICLE)
    + "</article><footer>© 2008 The Evening Courier</footer></body></html>"
)


def docx_file(paragraphs: Sequence[str] = (BYLINE, *ARTICLE)) -> bytes:
    document = docx.Document()
    document.core_properties.author = "Ida Roe"
    document.add_heading("Envoys met strikers", 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(pages: list[list[str]], drawn: bytes = b"") -> bytes:
    """A PDF with one text object a line, 14 points apart; an empty line leaves a gap.  Or a page as ``drawn``."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        body = b"BT /F1 11 Tf 60 760 Td 14 TL\n"
        for line in lines:
            body += (
                b"(" + line.encode("latin-1").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*\n"
                if line
                else b"T*\n"
            )
        body = drawn or body + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n" % len(body) + body + b"\nendstream")
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [" % len(kids) + b" ".join(kids) + b"] >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + item + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def columns_file(title: str, columns: list[list[str]]) -> bytes:
    """A PDF of a title and columns, drawn row by row across the columns."""
    rows: list[str] = []
    for row in zip_longest(*columns, fillvalue=""):
        placed = "".join(
            f"1 0 0 1 {60 + 270 * n} {700 - 14 * len(rows)} Tm ({text}) Tj "
            for n, text in enumerate(row)
            if text
        )
        rows.append(placed)
    drawn = f"BT /F1 11 Tf 1 0 0 1 60 750 Tm ({title}) Tj {' '.join(rows)} ET"
    return pdf_file([[]], drawn.encode())


def warc_record(
    url: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    payload = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2009-01-02T03:04:05Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(url)) % 10**12:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def zip_file(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def mail(number: int, subject: str, body: str) -> bytes:
    return (
        f"From: Ida Roe <ida{number}@example.org>\r\nTo: list@example.org\r\nDate: Wed, 11 Jun 2008 08:1{number}:00 +0200\r\n"
        f"Subject: {subject}\r\nMessage-ID: <{number}@example.org>\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    ).encode()


def mbox_file(mails: list[bytes]) -> bytes:
    """A mailbox; a line of a body that begins with "From " is quoted."""
    line = b"From ida@example.org Wed Jun 11 08:15:00 2008\n"
    return b"".join(
        line + m.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ") + b"\n\n" for m in mails
    )


def odt_file(paragraphs: Sequence[str] = ARTICLE, title: str = "Envoys met strikers") -> bytes:
    """An OpenDocument text with what must not be read: its creator, a deletion, hidden words, a comment."""
    spaces = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"'
        for n, u in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("table", "table"),
            ("meta", "meta"),
        )
    )
    body = "".join(f"<text:p>{p[:40]}<text:span>{p[40:60]}</text:span>{p[60:]}</text:p>" for p in paragraphs)
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:automatic-styles><style:style style:name="H">'
        '<style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text>'
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Struck out.</text:p></text:deletion>"
        f'</text:changed-region></text:tracked-changes><text:h text:outline-level="1">{title}</text:h>{body}'
        '<text:p><text:span text:style-name="H">Not to be seen.</text:span><office:annotation><text:p>A comment.</text:p>'
        "</office:annotation></text:p></office:text></office:body></office:document-content>"
    )
    meta = f"<office:document-meta {spaces}><office:meta><meta:initial-creator>Ida Roe</meta:initial-creator></office:meta></office:document-meta>"
    kind = "application/vnd.oasis.opendocument.text"
    return zip_file(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "meta.xml": meta.encode(),
            "META-INF/manifest.xml": b"<manifest/>",
        }
    )


def rtf_file(paragraphs: Sequence[str] = ARTICLE, title: str = "Envoys met strikers") -> bytes:
    """An RTF file as editors write it, with a table of fonts, its author, hidden words and a deletion."""
    body = "".join(r"\pard\plain \f0 " + p.replace(" an ", r" a\u110? ") + r"\par" + "\n" for p in paragraphs)
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}}"
        r"{\info{\author Ida Roe}{\operator Ida Roe}}{\header Page \chpgn}" + "\n"
        r"{\b " + title + r"}\par" + "\n" + body + r"{\v Not to be seen.}{\deleted Struck out.}"
        r"{\field{\*\fldinst{HYPERLINK \"http://example.com\"}}{\fldrslt{Ren\'e9 and his caf\'e9.}}}\par}"
    ).encode("ascii")


def epub_file(chapters: dict[str, str]) -> bytes:
    """A book with a cover, a table of contents and ``chapters`` (file names and HTML)."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata><creator>Ida Roe</creator></metadata><manifest>'
        '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/><item id="nav" href="nav.xhtml" properties="nav" '
        f'media-type="application/xhtml+xml"/><item id="css" href="a.css" media-type="text/css"/>{items}</manifest>'
        f'<spine><itemref idref="cover"/><itemref idref="nav"/>{spine}</spine></package>'
    )
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    return zip_file(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "OEBPS/book.opf": package.encode(),
            "OEBPS/cover.xhtml": b"<html><body><h1>The Strike</h1></body></html>",
            "OEBPS/nav.xhtml": b"<html><body><ol><li>One</li></ol></body></html>",
            "OEBPS/a.css": b"p{}",
        }
        | {f"OEBPS/{name}": text.encode() for name, text in chapters.items()}
    )


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(targets: Sequence[str]) -> bytes:
    rows = "".join(f'<Relationship Id="r{n}" Target="{t}"/>' for n, t in enumerate(targets))
    return f"<Relationships>{rows}</Relationships>".encode()


def pptx_file(slides: list[tuple[str, Sequence[str]]]) -> bytes:
    """Slides with a title and paragraphs; the last slide is hidden."""
    members = {
        "[Content_Types].xml": b"<Types/>",
        "ppt/_rels/presentation.xml.rels": related([f"slides/s{n}.xml" for n in range(len(slides))]),
        "ppt/presentation.xml": (
            f'<p xmlns:r="{_OFFICE}"><sldIdLst>'
            + "".join(f'<sldId r:id="r{n}"/>' for n in range(len(slides)))
            + "</sldIdLst></p>"
        ).encode(),
    }
    for n, (title, paragraphs) in enumerate(slides):
        body = "".join(f"<p><r><t>{p[:30]}</t></r><r><t>{p[30:]}</t></r></p>" for p in paragraphs)
        shown = ' show="0"' if n == len(slides) - 1 else ""
        members[f"ppt/slides/s{n}.xml"] = (
            f'<sld{shown}><cSld><spTree><sp><nvSpPr><nvPr><ph type="title"/></nvPr></nvSpPr><txBody><p><r><t>{title}</t></r></p>'
            f"</txBody></sp><sp><txBody>{body}</txBody></sp></spTree></cSld></sld>"
        ).encode()
    return zip_file(members)


def xlsx_file(rows: list[Sequence[str | float]]) -> bytes:
    """One sheet that is shown and one that is hidden; numbers are dates."""
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    sheet = ""
    for row in rows:
        cells = (
            f'<c t="s"><v>{texts.index(cell)}</v></c>'
            if isinstance(cell, str)
            else f'<c s="1"><v>{cell}</v></c>'
            for cell in row
        )
        sheet += f"<row>{''.join(cells)}</row>"
    return zip_file(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/_rels/workbook.xml.rels": related(["worksheets/a.xml", "worksheets/b.xml"]),
            "xl/workbook.xml": f'<w xmlns:r="{_OFFICE}"><sheets><sheet name="A" r:id="r0"/><sheet name="B" state="hidden" r:id="r1"/></sheets></w>'.encode(),
            "xl/styles.xml": b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
            "xl/sharedStrings.xml": (
                "<sst>" + "".join(f"<si><t>{t}</t></si>" for t in texts) + "</sst>"
            ).encode(),
            "xl/worksheets/a.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>".encode(),
            "xl/worksheets/b.xml": b"<worksheet><sheetData><row><c t='inlineStr'><is><t>text</t></is></c></row></sheetData></worksheet>",
        }
    )
