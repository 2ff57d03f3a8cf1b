"""Every format in which people save pages, made here and read back."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from make import (
    ARTICLE,
    BYLINE,
    HTML,
    columns_file,
    docx_file,
    epub_file,
    mail,
    mbox_file,
    odt_file,
    pdf_file,
    pptx_file,
    rtf_file,
    warc_record,
    xlsx_file,
    zip_file,
)

from reportedly import Options, Store, check, export, run
from reportedly.errors import InputError, PageError
from reportedly.mending import Mending
from reportedly.read import Acquired, LeftOut, acquire, gather, read, scan
from reportedly.read.mend import mend, misread
from reportedly.records import Reading


def wrapped(text: str, width: int = 70) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def saved(folder: Path, name: str, data: bytes) -> list[Acquired | PageError | LeftOut]:
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
    "From: Ida Roe <ida@example.org>\r\nTo: list@example.org\r\nDate: Wed, 11 Jun 2008 08:15:00 +0200\r\nSubject: Envoys met strikers\r\n"
    "Message-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    + "\r\n\r\n".join((BYLINE, *ARTICLE))
)
SIGNED = (BYLINE, *ARTICLE)
OPENDOCUMENT = "application/vnd.oasis.opendocument"
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
        ("a.odt", odt_file(SIGNED), OPENDOCUMENT, None),
        ("a.rtf", rtf_file(SIGNED), "application/rtf", None),
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
    for unseen in ("Ida Roe", "Struck out", "Not to be seen", "A comment"):
        assert unseen not in page.text


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


def texts(items: Sequence[Acquired | PageError | LeftOut]) -> dict[str, str]:
    """What is read of each page, by its name."""
    return {item.file: read(item).page.text for item in items if isinstance(item, Acquired)}


def test_rich_text_is_read_character_for_character(tmp_path: Path) -> None:
    text = one(tmp_path, "a.rtf", rtf_file()).page.text
    assert text.split("\n\n") == ["Envoys met strikers", *ARTICLE, "René and his café."]


def test_what_was_inserted_is_read_and_what_was_deleted_is_not(tmp_path: Path) -> None:
    packed = zipfile.ZipFile(io.BytesIO(docx_file()))
    members = {name: packed.read(name) for name in packed.namelist()}
    marked = (
        b"<w:p><w:r><w:t>The envoy </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t>twice </w:t>"
        b"</w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r><w:r><w:t>met them.</w:t><w:tab/><w:t>End</w:t></w:r></w:p>"
        b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    members["word/document.xml"] = members["word/document.xml"].replace(
        b"<w:sectPr", marked + b"<w:sectPr", 1
    )
    text = one(tmp_path, "a.docx", zip_file(members)).page.text
    assert text.endswith("The envoy twice met them.\tEnd\n\nOne\tTwo")


def test_a_mailbox_is_a_page_a_mail(tmp_path: Path) -> None:
    mails = [
        mail(1, "Envoys met strikers", ARTICLE[0]),
        mail(2, "Re: Envoys", "I was there.\r\nFrom Tresk we drove on."),
    ]
    for name in ("list.mbox", "saved mails"):
        found = saved(tmp_path, name, mbox_file(mails))
        assert texts(found) == {
            f"{name}/1": f"Envoys met strikers\n\n{ARTICLE[0]}",
            f"{name}/2": "Re: Envoys\n\nI was there.\nFrom Tresk we drove on.",
        }
    first = found[0]
    assert isinstance(first, Acquired)
    page = read(first).page
    assert (page.author, (page.published.edtf or "")[:10]) == (None, "2008-06-11")


def test_a_book_is_a_page_a_chapter(tmp_path: Path) -> None:
    chapters = {
        "one.xhtml": HTML,
        "two.xhtml": f"<html><body><h1>After</h1><p>{ARTICLE[1]}</p><p>{ARTICLE[2]}</p></body></html>",
    }
    found = saved(tmp_path, "strike.epub", epub_file(chapters))
    assert [i.file for i in found if isinstance(i, Acquired)] == [
        "strike.epub/OEBPS/one.xhtml",
        "strike.epub/OEBPS/two.xhtml",
    ]
    assert [i.file for i in found if isinstance(i, LeftOut)] == ["strike.epub/OEBPS/cover.xhtml"]
    assert all(ARTICLE[1] in text for text in texts(found).values())


def test_slides_are_read_in_order_and_hidden_ones_are_not(tmp_path: Path) -> None:
    text = one(
        tmp_path,
        "a.pptx",
        pptx_file([("The strike", ARTICLE[:2]), ("After", ARTICLE[2:]), ("Spare", ["Not shown."])]),
    ).page.text
    assert text.split("\n\n") == ["The strike", *ARTICLE[:2], "After", ARTICLE[2]]


def test_a_sheet_with_texts_is_a_table_of_pages_and_another_is_a_page(tmp_path: Path) -> None:
    table = xlsx_file(
        [("Headline", "Story text", "Published On"), ("Envoys met strikers", ARTICLE[0], 39610.0)]
    )
    (item,) = saved(tmp_path, "t.xlsx", table)
    assert isinstance(item, Acquired)
    page = read(item).page
    assert (page.text, page.title, page.published.edtf) == (ARTICLE[0], "Envoys met strikers", "2008-06-11")
    (item,) = saved(tmp_path, "sums.xlsx", xlsx_file([("Place", "Dead"), ("Vald", "three")]))
    assert isinstance(item, Acquired) and read(item).page.text == "Place\tDead\n\nVald\tthree"


@pytest.mark.parametrize(
    ("header", "delimiter", "encoding"),
    [
        ("Full Text,Web URL,Publication Title", ",", "utf-8"),
        ("articleBody;permalink;newspaper", ";", "cp1252"),
        ("what was printed\taddress\tsource", "\t", "utf-16"),
    ],
)
def test_columns_may_be_called_anything_sensible(
    tmp_path: Path, header: str, delimiter: str, encoding: str
) -> None:
    body = " ".join(ARTICLE) + " A café was searched, a daily’s reporter said."
    table = f'{header}\n"{body}"{delimiter}http://example.com/1{delimiter}The Courier\n'
    (item,) = saved(tmp_path, "t.csv", table.encode(encoding))
    assert isinstance(item, Acquired)
    page = read(item).page
    assert (page.text, page.url, page.publisher) == (body, "http://example.com/1", "The Courier")


def test_json_is_a_table_a_list_of_references_or_nothing(tmp_path: Path) -> None:
    answer = {
        "status": "ok",
        "articles": [
            {"source": {"id": None, "name": "The Courier"}, "title": "Envoys", "content": ARTICLE[0]}
        ],
    }
    (item,) = saved(tmp_path, "api.json", json.dumps(answer).encode())
    assert isinstance(item, Acquired) and (item.data.decode(), item.stated["publisher"]) == (
        ARTICLE[0],
        "The Courier",
    )
    (item,) = saved(
        tmp_path,
        "refs.json",
        json.dumps([{"type": "webpage", "title": "Envoys", "URL": "http://example.com"}]).encode(),
    )
    assert isinstance(item, LeftOut)
    (item,) = saved(tmp_path, "settings.json", b'{"a": {"b": 1}}')
    assert isinstance(item, PageError) and "text column" in str(item)


LISTS = {
    "refs.ris": "TY  - NEWS\nTI  - Envoys met strikers\nAU  - Falk, Hanne\nAU  - Roe, Ida\nT2  - The Evening Courier\nDA  - 2008/06/11/\nUR  - http://example.com/1\nL1  - files/1/a.txt\nER  - \n",
    "refs.bib": '@article{falk,\n title = {{Envoys} met strikers},\n author = {Falk, Hanne and Roe, Ida},\n journal = "The Evening Courier",\n date = 2008-06-11,\n url = {http://example.com/1},\n file = {Full Text:files/1/a.txt:text/plain}\n}\n',
    "refs.json": json.dumps(
        [
            {
                "type": "article-newspaper", "title": "Envoys met strikers", "author": [{"family": "Falk", "given": "Hanne"}, {"family": "Roe", "given": "Ida"}],
                "container-title": "The Evening Courier", "issued": {"date-parts": [[2008, 6, 11]]}, "URL": "http://example.com/1", "file": "files/1/a.txt",
            }
        ]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_references_states_what_it_knows_of_its_files(tmp_path: Path, name: str) -> None:
    (tmp_path / "files" / "1").mkdir(parents=True)
    (tmp_path / "files" / "1" / "a.txt").write_text("\n\n".join(ARTICLE))
    (tmp_path / name).write_text(LISTS[name])
    stated = {file: told for _, file, told in gather([tmp_path])}
    assert stated["files/1/a.txt"] == {
        "url": "http://example.com/1",
        "title": "Envoys met strikers",
        "author": "Hanne Falk, Ida Roe",
        "publisher": "The Evening Courier",
        "date": "2008-06-11",
    }
    (item,) = acquire(tmp_path / name, name, {})
    assert isinstance(item, LeftOut)


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
        ("letter.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "as .eml"),
        ("a.pages", zip_file({"Index/Document.iwa": b"x"}), "save it as .docx"),
        ("a.tar.gz", gzip.compress(b"x" * 900), "unpack it"),
        ("feed.xml", b"<?xml version='1.0'?><rss><item>x</item></rss>", "save the page as HTML"),
        ("a.ps", b"%!PS-Adobe-3.0\n", "save it as PDF"),
        (
            "program.py",
            b"def f(x):\n    return {k: v[0] for k, v in x.items() if k != '_'};\n" * 9,
            "save it as .txt",
        ),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(
    tmp_path: Path, name: str, data: bytes, advice: str
) -> None:
    (item,) = saved(tmp_path, name, data)
    assert isinstance(item, PageError) and advice in str(item) and name in str(item)


def test_files_that_come_with_pages_are_left_out_and_told_in_one_sentence(tmp_path: Path) -> None:
    for name in ("a.css", "b.js", "c.svg"):
        (tmp_path / name).write_text("x { color: red }")
    (tmp_path / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "page.txt").write_text("\n\n".join(ARTICLE))
    report = run(tmp_path, tmp_path / "a.case")
    assert (report.pages, report.errors) == (1, ())
    assert sorted(report.remarks) == [
        "a.css and 2 other files: each comes with pages and is none.",
        "p.png: is an image; give --ocr to have its words read.",
    ]


def test_a_folder_of_every_format_runs_with_every_text_right(tmp_path: Path) -> None:
    """One account in each format, each with its own number of envoys; nobody who only saved a file is named."""
    folder = tmp_path / "pages"
    folder.mkdir()

    def told(number: int) -> list[str]:
        return [
            BYLINE,
            f"The {number} envoys met the strikers in a hotel near the airport, a union official said.",
            *ARTICLE[1:],
        ]

    def html(number: int) -> str:
        rest = "".join(f"<p>{p}</p>" for p in told(number)[1:])
        return f"<html><head><title>Envoys met</title></head><body><article><h1>Envoys met</h1><p>By Hanne Falk</p>{rest}</article></body></html>"

    files: list[tuple[str, Callable[[int], bytes]]] = [
        ("a.txt", lambda n: "\n\n".join(("Envoys met strikers", *told(n))).encode()),
        ("a.md", lambda n: "\n\n".join(("# Envoys met strikers", *told(n))).encode()),
        ("a.html", lambda n: html(n).encode()),
        ("a.mhtml", lambda n: MHTML.replace(HTML, html(n)).encode()),
        ("a.pdf", lambda n: pdf_file([[line for p in told(n) for line in ("", *wrapped(p))]])),
        ("a.docx", lambda n: docx_file(told(n))),
        ("a.odt", lambda n: odt_file(told(n))),
        ("a.rtf", lambda n: rtf_file(told(n))),
        ("a.epub", lambda n: epub_file({"one.xhtml": html(n)})),
        ("a.eml", lambda n: mail(1, "Envoys met strikers", "\r\n\r\n".join(told(n)))),
        ("a.mbox", lambda n: mbox_file([mail(1, "Envoys met strikers", "\r\n\r\n".join(told(n)))])),
        ("a.pptx", lambda n: pptx_file([("Envoys met strikers", told(n)), ("Spare", ["x"])])),
        ("a.xlsx", lambda n: xlsx_file([("title", "text"), ("Envoys met strikers", "\n\n".join(told(n)))])),
        ("a.csv", lambda n: ('title,text\nEnvoys met strikers,"' + "\n\n".join(told(n)) + '"\n').encode()),
        (
            "a.jsonl",
            lambda n: json.dumps({"title": "Envoys met strikers", "text": "\n\n".join(told(n))}).encode(),
        ),
        ("a.warc", lambda n: warc_record("http://example.com/1", html(n).encode())),
        ("a.zip", lambda n: zip_file({"deep/a.txt": "\n\n".join(told(n)).encode(), "a.css": b"p{}"})),
    ]
    for number, (name, make) in enumerate(files, 11):
        (folder / name).write_bytes(make(number))
    report = run(folder, tmp_path / "a.case")
    assert (report.pages, report.errors) == (len(files), ())
    with Store(tmp_path / "a.case") as store:
        dossier = store.dossier()
    for number, (name, _) in enumerate(files, 11):
        (page,) = (p for p in dossier.pages if p.file.split("/")[0] == name)
        plain = " ".join(page.text.split())
        assert all(p in plain for p in told(number)[1:]), name
        assert page.author == "Hanne Falk", name
        said = [s for s in dossier.statements if s.page == page.id and s.source.text == "a union official"]
        assert len(said) == 1 and f"The {number} envoys" in " ".join(said[0].spans[0].text.split()), name
    assert "Ida" not in json.dumps(json.loads(export(dossier, "json")))


def scanned(lines: Sequence[str], form: str) -> bytes:
    """An image of a typed sheet."""
    from PIL import Image, ImageDraw, ImageFont

    sheet = Image.new("RGB", (1240, 120 + 42 * len(lines)), "white")
    for n, line in enumerate(lines):
        ImageDraw.Draw(sheet).text(
            (80, 60 + 42 * n), line, font=ImageFont.load_default(size=28), fill="black"
        )
    out = io.BytesIO()
    sheet.save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "PDF"])
def test_a_scan_is_read_where_that_is_asked_for(tmp_path: Path, form: str) -> None:
    pytest.importorskip("rapidocr", reason="needs the extra `ocr`")
    lines = [
        "Envoys met strikers",
        BYLINE,
        "",
        *wrapped(ARTICLE[0]),
        "",
        *wrapped(ARTICLE[1]),
        "",
        *wrapped(ARTICLE[2]),
    ]
    (tmp_path / f"scan.{form.lower()}").write_bytes(scanned(lines, form))
    case = tmp_path / "a.case"
    report = run(tmp_path / f"scan.{form.lower()}", case)
    assert report.pages == 0 and "--ocr" in " ".join((*report.remarks, *map(str, report.errors)))
    report = run(tmp_path / f"scan.{form.lower()}", case, Options(ocr=True))
    assert (report.pages, report.errors) == (1, ())
    with Store(case) as store:
        dossier = store.dossier()
        assert list(check(store)) == []
    assert dossier.pages[0].text.split("\n\n") == [f"Envoys met strikers\n{BYLINE}", *ARTICLE]
    assert [f.kind for f in dossier.findings] == ["ocr"]


def test_what_reads_images_is_asked_for_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "find_spec", lambda name: None)
    (tmp_path / "a.txt").write_text(ARTICLE[0])
    with pytest.raises(InputError, match=r"reportedly\[ocr\]"):
        run(tmp_path, tmp_path / "a.case", Options(ocr=True))
    assert not (tmp_path / "a.case").exists()


def test_columns_that_were_drawn_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = wrapped(ARTICLE[0], 34), wrapped(ARTICLE[1], 34)
    text = one(tmp_path, "two.pdf", columns_file("Envoys met strikers", [left, right])).page.text
    assert text == f"Envoys met strikers\n\n{ARTICLE[0]}\n\n{ARTICLE[1]}"


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    text = one(
        tmp_path, "t.pdf", columns_file("Dead by place", [["Vald", "Tresk", "Orm"], ["12", "7", "3"]])
    ).page.text
    assert text.split("\n\n", 1)[1].split("\n") == ["Vald\t12", "Tresk\t7", "Orm\t3"]


@pytest.mark.parametrize(
    ("received", "read_as"),
    [
        ("The lift-\ning of a con-\ntainer took hours.", "The lifting\nof a container\ntook hours."),
        ("A long-\nterm plan, he said.", "A long-term\nplan, he said."),
        ("A shut-\noff came. The shut-off was late.", "A shut-off\ncame. The shut-off was late."),
        ("The Anglo-\nIranian firm", "The Anglo-Iranian\nfirm"),
        (
            "Of\ufb01cers of Ola Bran\u00adden\u00adburg\u200b \u202eran\u202c.",
            "Officers of Ola Brandenburg ran.",
        ),
        ("con\u00ad\ntainer", "container"),
        ("He left -\nand came back.\n- One\n- Two\nSize: A+ A-\nDepot", None),
    ],
)
def test_what_a_typesetter_put_between_letters_is_taken_out(received: str, read_as: str | None) -> None:
    made = mend(received)
    assert made.text == (received if read_as is None else read_as)
    assert Mending(made.text, made.edits).received == received
    assert not misread(made.edits)
