"""Encodings, languages, and bytes that are no text."""

from __future__ import annotations

import pytest

from reportedly.errors import PageError
from reportedly.read import Acquired, read
from reportedly.read.encoding import decode_bytes
from reportedly.read.language import language_of

TEXT = "The minister’s aide said “no” – twice. Müller and Léonie heard it, and so did everybody in the café."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_text_is_the_file_decoded(encoding: str) -> None:
    text, _ = decode_bytes(TEXT.encode(encoding), "page.txt")
    assert text.removeprefix("\ufeff") == TEXT


def test_a_declared_encoding_is_believed_where_utf8_fails() -> None:
    source = "<meta charset='windows-1251'><p>Переговоры начались во вторник.</p>".encode("cp1251")
    text, encoding = decode_bytes(source, "page.html", markup=True)
    assert encoding == "cp1251" and "Переговоры" in text


def test_a_few_broken_bytes_leave_utf8_utf8() -> None:
    data = (TEXT * 5).encode() + b"\xe2\x80"
    assert decode_bytes(data, "page.txt")[1] == "utf-8"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 64,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(PageError, match="binary"):
        decode_bytes(data, "page.bin")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Delegates from both sides met on Tuesday, officials said.", "en"),
        ("Die Delegierten beider Seiten trafen sich am Dienstag in einem Hotel, sagten Beamte.", "de"),
        ("Les délégués des deux parties se sont réunis mardi dans un hôtel près de l'aéroport.", "fr"),
        ("التقى المندوبون يوم الثلاثاء في فندق قرب المطار", "ar"),
        ("代表们周二在机场附近的一家酒店会面", "zh"),
        ("12.5 %", None),
    ],
)
def test_the_language_is_told(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_page_in_another_language_is_kept_and_marked() -> None:
    text = "Geheime Gespräche gescheitert\n\nDie Delegierten beider Seiten trafen sich am Dienstag in einem Hotel, sagten Beamte der Regierung in Wien.\n"
    reading = read(Acquired("seite.txt", text.encode(), {}))
    assert reading.page.language == "de"
    assert reading.page.text == text
    assert [p.kind for p in reading.passages] == ["article"]
