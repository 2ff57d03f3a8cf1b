"""Small files of every format, made by the tests themselves."""

from __future__ import annotations

import io
import zipfile

import docx

__all__ = ["ARTICLE", "BYLINE", "HTML", "docx_file", "pdf_file", "warc_record", "zip_file"]

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


def docx_file() -> bytes:
    document = docx.Document()
    document.core_properties.author = "Hanne Falk"
    document.add_heading("Envoys met strikers", 0)
    for paragraph in ARTICLE:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(pages: list[list[str]]) -> bytes:
    """A PDF with one text object a line, 16 points apart; an empty line leaves a gap."""
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
        body += b"ET"
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
