"""Input made at random, damaged or adversarial: a reading or a message of the program's own, and spans that hold.

Examples are the same at every run (``derandomize``); what once failed is kept as an ``@example``.
"""

from __future__ import annotations

import contextlib
import io
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from make import (
    ARTICLE,
    HTML,
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

from reportedly import PageError
from reportedly.extract import extract, load_model
from reportedly.mending import Mending
from reportedly.printable import printable
from reportedly.read import Acquired, LeftOut, read
from reportedly.read.containers import open_container
from reportedly.read.formats import kind_of
from reportedly.read.mend import mend
from reportedly.read.references import PARSERS, references
from reportedly.records import Reading
from reportedly.spans import verify

FUZZ = settings(max_examples=40, deadline=None, derandomize=True, database=None)

#: What pages are made of that breaks readers of them.
PIECES = st.sampled_from(
    [
        "said", " ", "\n", "\n\n", "“", "”", '"', "'", "‘", "’", "(", ")", "[1]", "1", "12,000", "2 May 2011", "Tuesday", ", ", ". ",
        "...", ":", ";", "--", "By Ida Roe", "VALD (AP) — ", "Mr. Roe", "U.S.", "he", "that", "not", "killed", "between 3 and 4",
        "Posted by Ida at 9:12", "> ", "<", "&amp;", "&#x110000;", "http://example.com/a", "\u200b", "\u202e", "\ufb01", "con-\ntainer",
        "\x1b[31m", "\x00", "é", "â€™", "قال", "日本", "\U0001f600", "\ufffd", "Feb 30", "99:99", "in 0000", "-", "#4", "___",
    ]
)  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, st.integers(1, 40)), max_size=25).map(
    lambda parts: "".join(piece * count for piece, count in parts)
)

FILES: dict[str, Callable[[], bytes]] = {
    "a.docx": docx_file,
    "a.odt": odt_file,
    "a.rtf": rtf_file,
    "a.pdf": lambda: pdf_file([list(ARTICLE)]),
    "a.pptx": lambda: pptx_file([("One", ARTICLE), ("Two", ["x"])]),
    "a.xlsx": lambda: xlsx_file([("title", "text"), ("Envoys", ARTICLE[0]), ("Again", 39610.0)]),
    "a.epub": lambda: epub_file({"one.xhtml": HTML}),
    "a.mbox": lambda: mbox_file([mail(1, "Envoys", ARTICLE[0]), mail(2, "Again", ARTICLE[1])]),
    "a.eml": lambda: mail(1, "Envoys", ARTICLE[0]),
    "a.warc": lambda: warc_record("http://example.com/1", HTML.encode()),
    "a.zip": lambda: zip_file({"a.txt": ARTICLE[0].encode(), "b.zip": zip_file({"c.html": HTML.encode()})}),
    "a.html": HTML.encode,
    "a.csv": f'text,date\n"{ARTICLE[0]}",2008-06-11\n'.encode,
    "a.json": lambda: b'[{"text": "Two envoys met.", "author": ["A", 1, null]}]',
}


def sound(reading: Reading) -> None:
    """Every passage lies on its page, and the page as it came can be had back."""
    size = len(reading.page.text)
    assert all(0 <= p.start < p.end <= size for p in reading.passages)
    assert size == len(Mending(reading.page.text, reading.edits).mended)


def pages_of(name: str, data: bytes) -> list[Acquired]:
    kind = kind_of(name, data[:65536])
    with contextlib.suppress(PageError):
        found = list(open_container(kind, io.BytesIO(data), name, {}))
        assert all(isinstance(item, Acquired | PageError | LeftOut) for item in found)
        return [item for item in found if isinstance(item, Acquired)]
    return []


@pytest.mark.parametrize("name", FILES)
@FUZZ
@given(st.data())
def test_a_damaged_file_ends_in_a_reading_or_in_a_message(name: str, data: st.DataObject) -> None:
    whole = bytearray(FILES[name]())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        cut = data.draw(st.sampled_from(["flip", "cut", "twice", "zero"]))
        if cut == "flip":
            whole[at] ^= 1 << data.draw(st.integers(0, 7))
        elif cut == "cut":
            del whole[at : at + data.draw(st.integers(1, 200))]
        elif cut == "twice":
            whole[at:at] = whole[at : at + 100]
        else:
            whole[at : at + 8] = bytes(len(whole[at : at + 8]))
        if not whole:
            return
    container = name in ("a.xlsx", "a.epub", "a.mbox", "a.warc", "a.zip", "a.csv", "a.json")
    for page in pages_of(name, bytes(whole)) if container else [Acquired(name, bytes(whole), {})]:
        with contextlib.suppress(PageError):
            sound(read(page))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.eml", "a.rtf", "a"])
@FUZZ
@given(TEXTS)
def test_any_text_is_read_in_any_format(name: str, text: str) -> None:
    data = text.encode("utf-8", "replace")
    if name == "a.html":
        data = b"<html><body><div>" + data.replace(b"\n", b"</div><p class=comment>") + b"</body></html>"
    with contextlib.suppress(PageError):
        sound(read(Acquired(name, data, {})))


@settings(FUZZ, max_examples=12)
@given(TEXTS)
@example("said " * 1200)
@example("“" * 3000)
@example("(" * 3000 + ")" * 3000)
@example("1 " * 5000)
@example("x" * 50_000)
@example(("Ann said that " * 300) + "it rained.")
def test_any_text_is_worked_through(text: str) -> None:
    try:
        reading = read(
            Acquired(
                "a.txt", ("The talks began on Tuesday, she said.\n\n" + text).encode("utf-8", "replace"), {}
            )
        )
    except PageError:
        return
    (found,) = extract(load_model(), [reading], "rules")
    assert not found.findings
    for statement in found.statements:
        for span in statement.spans:
            verify(span, reading.page.text)


@FUZZ
@given(st.text(max_size=300) | TEXTS)
@example("con\u00ad\ntainer")
def test_a_mended_text_leads_back_to_what_was_received(text: str) -> None:
    made = mend(text)
    mending = Mending(made.text, made.edits)
    assert mending.received == text
    for edit in made.edits:
        start, end = mending.back(edit.start, edit.end)
        assert text[start:end] == edit.received or edit.start == edit.end


@FUZZ
@given(st.text(max_size=200))
def test_what_is_shown_steers_nothing(text: str) -> None:
    assert not {unicodedata.category(c) for c in printable(text)} & {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("kind", PARSERS)
@FUZZ
@given(text=st.text(alphabet='@a{}",=\\:;/-\nTYERL1 ', max_size=200))
def test_any_list_of_references_ends(kind: str, text: str) -> None:
    with contextlib.suppress(ValueError):
        assert all("file" in row for row in references(kind, text))
