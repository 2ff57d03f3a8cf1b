"""Every format in which people save pages, made here and read back."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from make import ARTICLE, HTML, docx_file, pdf_file, warc_record, zip_file

from reportedly.errors import PageError
from reportedly.read import Acquired, acquire, gather, read
from reportedly.records import Reading


def wrapped(text: str, width: int = 70) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def saved(folder: Path, name: str, data: bytes) -> list[Acquired | PageError]:
    path = folder / name
    path.write_bytes(data)
    return list(acquire(path, name, {}))


def one(folder: Path, name: str, data: bytes) -> Reading:
    (item,) = saved(folder, name, data)
    assert isinstance(item, Acquired)
    return read(item)


def account(reading: Reading) -> str:
    main = next(p for p in reading.passages if p.kind in ("article", "post"))
    return " ".join(reading.page.text[main.start : main.end].split())


MHTML = (
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: http://courier.example.com/2008/06/11/envoys\r\nSubject: Envoys\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    + HTML
    + "\r\n--b1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n--b1--\r\n"
)
EML = (
    "From: Hanne Falk <hanne@example.org>\r\nTo: list@example.org\r\nDate: Wed, 11 Jun 2008 08:15:00 +0200\r\nSubject: Envoys met strikers\r\n"
    "Message-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    + "\r\n\r\n".join(ARTICLE)
)
MARKDOWN = (
    "---\ntitle: Envoys met strikers\nauthor: Hanne Falk\ndate: 2008-06-11\n---\n\n# Envoys met strikers\n\n"
    + "\n\n".join(ARTICLE)
    + "\n"
)
PDF = pdf_file(
    [
        [
            "Envoys met strikers",
            "",
            "By Hanne Falk",
            "",
            *wrapped(ARTICLE[0]),
            "",
            *wrapped(ARTICLE[1]),
            "",
            *wrapped(ARTICLE[2]),
        ]
    ]
)


@pytest.mark.parametrize(
    ("name", "data", "media_type", "published"),
    [
        ("a.html", HTML.encode(), "text/html", "2008-06-11"),
        ("a.mhtml", MHTML.encode(), "multipart/related", "2008-06-11"),
        ("a.eml", EML.encode(), "message/rfc822", "2008-06-11"),
        ("a.md", MARKDOWN.encode(), "text/markdown", "2008-06-11"),
        ("a.pdf", PDF, "application/pdf", None),
        (
            "a.docx",
            docx_file(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            None,
        ),
        (
            "a.txt",
            ("Envoys met strikers\n\nBy Hanne Falk\n\n" + "\n\n".join(ARTICLE)).encode(),
            "text/plain",
            None,
        ),
    ],
    ids=lambda v: v if isinstance(v, str) and v.startswith("a.") else "",
)
def test_a_format_gives_text_title_author_and_date(
    tmp_path: Path, name: str, data: bytes, media_type: str, published: str | None
) -> None:
    reading = one(tmp_path, name, data)
    page = reading.page
    assert page.media_type == media_type
    assert (page.title, page.author) == ("Envoys met strikers", "Hanne Falk")
    assert (page.published.edtf or "")[:10] == (published or "")
    assert page.language == "en"
    for paragraph in ARTICLE:
        assert paragraph in account(reading)


def test_the_pages_of_an_archive_come_one_by_one(tmp_path: Path) -> None:
    inner = zip_file({"deep.txt": ARTICLE[0].encode()})
    items = saved(
        tmp_path,
        "case.zip",
        zip_file(
            {
                "b.html": HTML.encode(),
                "a.txt": ARTICLE[1].encode(),
                "style.css": b"p{}",
                "more.zip": inner,
                "__MACOSX/x.txt": b"x",
            }
        ),
    )
    assert [i.file for i in items if isinstance(i, Acquired)] == [
        "case.zip/a.txt",
        "case.zip/b.html",
        "case.zip/more.zip/deep.txt",
    ]


@pytest.mark.parametrize("pack", [lambda b: b, gzip.compress], ids=["plain", "gzip"])
def test_a_web_archive_gives_its_pages_with_their_urls(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    records = [
        warc_record("http://courier.example.com/envoys", HTML.encode()),
        warc_record("http://courier.example.com/logo.png", b"\x89PNG", "image/png"),
        warc_record("http://courier.example.com/gone", b"<p>not here</p>", status="404 Not Found"),
        warc_record(
            "http://courier.example.com/plain", ARTICLE[1].encode("cp1252"), "text/plain; charset=iso-8859-1"
        ),
    ]
    name = "crawl.warc.gz" if pack is gzip.compress else "crawl.warc"
    items = saved(tmp_path, name, b"".join(pack(r) for r in records))
    pages = [read(i).page for i in items if isinstance(i, Acquired)]
    assert [p.url for p in pages] == ["http://courier.example.com/envoys", "http://courier.example.com/plain"]
    assert pages[0].media_type == "text/html" and pages[1].text == ARTICLE[1]


def test_a_wacz_is_a_zip_of_web_archives(tmp_path: Path) -> None:
    record = gzip.compress(warc_record("http://courier.example.com/envoys", HTML.encode()))
    items = saved(
        tmp_path,
        "crawl.wacz",
        zip_file({"archive/data.warc.gz": record, "datapackage.json": b"{}", "indexes/index.cdx": b"x"}),
    )
    (item,) = items
    assert isinstance(item, Acquired) and item.stated["url"] == "http://courier.example.com/envoys"


def test_a_web_archive_that_is_cut_short_keeps_its_whole_pages(tmp_path: Path) -> None:
    first, second = (gzip.compress(warc_record(f"http://example.com/{n}", HTML.encode())) for n in (1, 2))
    items = saved(tmp_path, "cut.warc.gz", first + second[: len(second) // 2])
    assert isinstance(items[0], Acquired) and items[0].stated["url"] == "http://example.com/1"


def test_tables_take_text_and_what_is_stated(tmp_path: Path) -> None:
    table = f'url,headline,byline,date,text\nhttp://example.com/1,Envoys met strikers,Hanne Falk,2008-06-11,"{ARTICLE[0]}"\nhttp://example.com/2,Empty,,,\n'
    first, second = saved(tmp_path, "t.csv", table.encode())
    assert isinstance(first, Acquired) and isinstance(second, PageError)
    page = read(first).page
    assert (page.url, page.title, page.author, page.published.edtf) == (
        "http://example.com/1",
        "Envoys met strikers",
        "Hanne Falk",
        "2008-06-11",
    )
    lines = "\n".join(json.dumps({"body": p, "outlet": "The Evening Courier"}) for p in ARTICLE)
    items = saved(tmp_path, "t.jsonl", lines.encode())
    assert [i.file for i in items if isinstance(i, Acquired)] == ["t.jsonl/1", "t.jsonl/2", "t.jsonl/3"]


def test_a_complete_saved_page_is_one_page(tmp_path: Path) -> None:
    (tmp_path / "envoys.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "envoys_files").mkdir()
    (tmp_path / "envoys_files" / "site.js").write_text("x", encoding="utf-8")
    assert [name for _, name, _ in gather([tmp_path])] == ["envoys.html"]


def test_running_heads_of_a_pdf_are_furniture(tmp_path: Path) -> None:
    pages = [
        [
            f"The Evening Courier - page {n}",
            "",
            *wrapped(f"On day {n} " + ARTICLE[0]),
            "",
            *wrapped(f"Then, {n} hours on, " + ARTICLE[1]),
        ]
        for n in range(1, 5)
    ]
    reading = one(tmp_path, "long.pdf", pdf_file(pages))
    noise = [reading.page.text[p.start : p.end] for p in reading.passages if p.kind == "boilerplate"]
    assert sum("page" in n for n in noise) == 4
