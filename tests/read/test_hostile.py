"""Hostile input ends in a clear message or a clean read, within bounded memory, and the rest goes on."""

from __future__ import annotations

import contextlib
import io
import random
import resource
import zipfile
from pathlib import Path

import pytest
from make import ARTICLE, HTML, docx_file, pdf_file, zip_file

from reportedly.errors import PageError
from reportedly.read import Acquired, LeftOut, acquire, capture, formats, read
from reportedly.read.language import language_of
from reportedly.read.limits import LARGEST_TEXT, MOST_MENDED
from reportedly.records import Reading

NESTED = ("<div>" * 300_000 + f"<p>{ARTICLE[0]}</p>").encode()
ENTITIES = b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><html><p>&c; and &#0; and &#x110000; met on Tuesday.</p>'


def items(folder: Path, name: str, data: bytes) -> list[Acquired | PageError | LeftOut]:
    path = folder / name
    path.write_bytes(data)
    return list(acquire(path, name, {}))


def reading(name: str, data: bytes) -> Reading:
    return read(Acquired(name, data, {}))


@pytest.mark.parametrize(
    "data",
    [NESTED, ENTITIES, b"<table><tr><td>" * 30_000, b"<p>" * 100_000 + b"x", b"<a href='" * 50_000],
    ids=["nested", "entities", "tables", "paragraphs", "attributes"],
)
def test_hostile_markup_is_read_cleanly(data: bytes) -> None:
    page = reading("page.html", data).page
    assert page.media_type == "text/html"
    assert len(page.text) < len(data)


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        "a b. ",
        "On Tuesday ",
        "1 ",
        "“",
        "Ann said...\n\n",
        "<",
        "[1]",
        "By A B, ",
        "\n",
        "- x\n",
        "> ",
        "A. B. ",
        "2001-01-01 ",
        "Baghdad" + " " * 130 + "x\n",
        "A-" * 65 + "x\n",
        "I say “",
        "‘",
    ],
)
def test_no_pattern_runs_away(pattern: str) -> None:
    text = pattern * (60_000 // len(pattern))
    assert reading("page.txt", ("The talks began on Tuesday.\n\n" + text).encode()).page.text.endswith(text)


@pytest.mark.parametrize("kind", ["text", "html", "markdown", "mail"])
def test_no_bytes_break_a_reader(kind: str) -> None:
    """Every reader ends in a reading or in its own message, whatever the bytes; no other error is raised."""
    chance = random.Random(7)
    pieces = [
        b"<div class=comment>",
        b"</p>",
        b"> ",
        b"\n\n",
        b"By A B\n",
        b"Jan 3, 2009",
        b"said...",
        b"Subject: x\n",
        b"&#99;",
        b"---\n",
        b"[1]",
        b"\xff\xfe",
        b"(",
        b"\xe2\x80",
        b"|",
        b"# ",
        b"12:00",
    ]
    for size in (0, 1, 3, 20, 200):
        for _ in range(12):
            data = b"".join(
                chance.choice([*pieces, bytes([chance.randrange(256)]) * chance.randrange(9)])
                for _ in range(size)
            )
            with contextlib.suppress(PageError):
                assert formats._reader(kind)(Acquired("x", data, {})).page.file == "x"


def test_a_zip_bomb_is_left_out_and_the_rest_kept(tmp_path: Path) -> None:
    found = items(
        tmp_path, "case.zip", zip_file({"bomb.txt": b"0" * (64 << 20), "page.txt": ARTICLE[0].encode()})
    )
    assert [type(i) for i in found] == [PageError, Acquired]
    assert "unpacks" in str(found[0])


def test_archives_in_archives_end(tmp_path: Path) -> None:
    data = zip_file({"page.txt": ARTICLE[0].encode()})
    for n in range(8):
        data = zip_file({f"{n}.zip": data})
    (error,) = items(tmp_path, "deep.zip", data)
    assert isinstance(error, PageError) and "nested" in str(error)


def test_a_member_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    data = bytearray(zip_file({"page.txt": b"1" * (4 << 20)}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        assert archive.infolist()[0].file_size == 4 << 20
    (error,) = items(tmp_path, "lie.zip", bytes(data))
    assert isinstance(error, PageError)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.zip", zip_file({"a.txt": b"x" * 5000})[:60]),
        ("cut.docx", docx_file()[:3000]),
        ("no.pdf", b"%PDF-1.4\nnot one"),
        ("scan.pdf", pdf_file([[""]])),
        ("no.warc.gz", b"\x1f\x8b\x08\x00junk"),
        ("no.jsonl", b"{not json}\n"),
        ("no.csv", b"a,b\n1,2\n"),
        ("program", b"\x7fELF" + bytes(200)),
        ("blank.txt", b" \n\t\n"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    found = items(tmp_path, name, data)
    errors: list[PageError] = [i for i in found if isinstance(i, PageError)]
    for item in found:
        if isinstance(item, Acquired):
            with pytest.raises(PageError) as caught:
                read(item)
            errors.append(caught.value)
    assert errors
    assert all(name in str(e) and "\n" not in str(e) and str(e).endswith(".") for e in errors)


def test_a_pdf_whose_pages_loop_ends(tmp_path: Path) -> None:
    data = pdf_file([["Envoys met the strikers in a hotel near the airport on Tuesday."]])
    looped = data.replace(b"/Type /Pages /Count 1 /Kids [5 0 R]", b"/Type /Pages /Count 9 /Kids [2 0 R]")
    assert looped != data
    (item,) = items(tmp_path, "loop.pdf", looped)
    assert isinstance(item, Acquired)
    with pytest.raises(PageError):
        read(item)


def test_a_text_of_200_mb_is_refused_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as out:
        out.truncate(200 << 20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (error,) = acquire(path, "huge.txt", {})
    assert isinstance(error, PageError) and "too large" in str(error)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_text_beyond_a_page_is_refused() -> None:
    with pytest.raises(PageError, match="too large"):
        reading("long.txt", b"All quiet on the quay. " * (LARGEST_TEXT // 20))


def test_names_are_freed_of_what_is_not_seen() -> None:
    page = HTML.replace("Hanne Falk", "\u202eHan\u200bne\u200f Fa\u2060lk\u202c").encode()
    assert reading("page.html", page).page.author == "Hanne Falk"


def test_null_characters_do_not_end_the_text() -> None:
    text = reading("page.html", HTML.replace("Tuesday", "Tues\x00day").encode()).page.text
    assert "Tues\ufffdday" in text and "declined to comment" in text


def test_a_page_of_nothing_but_wrong_characters_is_mended_within_bounds() -> None:
    made = reading("page.txt", ("Itâ€™s late. " * (MOST_MENDED + 500)).encode())
    assert len(made.edits) == MOST_MENDED


def test_names_do_not_steer_a_terminal(tmp_path: Path) -> None:
    """Escape, OSC and bidi characters and bytes that are no text are gone from names and from messages."""
    steering = "\x1b[31m\x1b]0;owned\x07\u202efdp"
    packed = zip_file({f"{steering}.txt": ARTICLE[0].encode(), f"{steering}2.txt": b" "})
    (tmp_path / f"{steering}.zip").write_bytes(packed)
    found = [
        item for path, name, stated in capture.gather([tmp_path]) for item in acquire(path, name, stated)
    ]
    shown = [str(item) if isinstance(item, PageError) else item.file for item in found]
    assert len(shown) == 2
    assert all(c.isprintable() for text in shown for c in text)


@pytest.mark.parametrize(
    "text",
    [
        "HP gets into data center design",
        "Solar panels light Lindi homes",
        "Nepal: no proof bird hit plane",
        "Port crane topples, quay shut",
    ],
)
def test_a_short_english_page_is_not_taken_for_another_language(text: str) -> None:
    assert language_of(text) in (None, "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le ministre a déclaré mardi que les négociations avec le mouvement avaient commencé en mars.",
            "fr",
        ),
        (
            "Der Minister sagte am Dienstag, dass die Gespräche mit den Rebellen im März begonnen hätten.",
            "de",
        ),
        (
            "Ministrul a declarat marți că negocierile cu rebelii au început în luna martie la mănăstire.",
            "ro",
        ),
        ("Министр заявил во вторник, что переговоры начались в марте.", "ru"),
        ("قال الوزير يوم الثلاثاء إن المحادثات مع المتمردين بدأت في مارس", "ar"),
    ],
)
def test_another_language_is_told(text: str, language: str) -> None:
    assert language_of(text) == language
