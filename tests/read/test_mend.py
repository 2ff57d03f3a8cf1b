"""Text decoded wrongly before it was saved: what is mended, what is left, and the way back."""

from __future__ import annotations

import ftfy.bad_codecs  # noqa: F401  # registers the codecs that make such text
import pytest

from reportedly.mending import Mending
from reportedly.read import Acquired, read
from reportedly.read.mend import mend

CLEAN = (
    "“It’s a ‘façade’,” said René Müller of Łódź – “ÉCOLE” … 10°C, £5, «été», Žižek, Núñez, Đorđe, O’Neill. "
    "The mayor of Córdoba — no relation — didn’t answer."
)


@pytest.mark.parametrize("encoding", ["sloppy-windows-1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2])
def test_utf8_read_as_something_else_is_mended(encoding: str, times: int) -> None:
    text = CLEAN
    for _ in range(times):
        text = text.encode().decode(encoding)
    mended = mend(text)
    assert mended.text == CLEAN
    assert Mending(*mended).received == text


def test_a_word_that_could_be_meant_is_mended_where_its_page_shows_how() -> None:
    text = "Lech Wałęsa’s aide, Håkan Čapek, met Recep Erdoğan and the mayor of Şanlıurfa."
    broken = text.encode().decode("sloppy-windows-1252")
    assert mend(broken).text == text
    assert mend("HÃ¥kan").text == "HÃ¥kan"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("&ldquo;We don&#8217;t know,&rdquo; he said.", "“We don’t know,” he said."),
        ("Smith &amp; Co &amp;#8212; a firm", "Smith & Co — a firm"),
        ("\x93Go,\x94 she didn\x92t say\x85", "“Go,” she didn’t say…"),
        ("â€œNo,â€ he said.Â  Then he left.", "“No,” he said.\u00a0  Then he left."),
        ('the doorâ€"open since noonâ€"was shut', "the door—open since noon—was shut"),
        ("a longâ€term plan", "a long-term plan"),
        ("they don\ufffdt and won\ufffdt", "they don’t and won’t"),
    ],
)
def test_what_else_such_accidents_leave(text: str, mended: str) -> None:
    assert mend(text).text == mended


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        "plain ASCII & nothing else; AT&T; R&D; ?a=1&copy=2",
        "CAFÉ» «Â la carte» in an Île-de-France of Ãos and Šibenik",
        "Переговоры начались. التقى المندوبون. 代表们周二会面。",
        "The caf\ufffd, \ufffdhe said",
    ],
)
def test_what_is_right_or_ambiguous_is_left(text: str) -> None:
    assert mend(text) == (text, ())


def test_offsets_lead_back_and_forth() -> None:
    received = "â€œNo,â€\x9d said RenÃ© &amp; co"
    there = Mending(*mend(received))
    assert there.mended == "“No,” said René & co"
    for quote, own in (
        ("No,", "No,"),
        ("“No,”", "â€œNo,â€\x9d"),
        ("René", "RenÃ©"),
        ("é", "Ã©"),
        ("&", "&amp;"),
    ):
        start = there.mended.index(quote)
        a, b = there.back(start, start + len(quote))
        # Where a mended character is among those that it was made of, the span may end after them or before.
        assert received[a:b] in (own, own[:1])
        assert there.mended[slice(*there.forth(a, b))] == quote
    assert there.back(0, len(there.mended)) == (0, len(received))


def test_a_page_is_read_mended_whatever_its_format() -> None:
    body = "".join(
        f"<p>{p}</p>"
        for p in (
            "&amp;nbsp;",
            *["The councilâ€™s chairman said that the bridge had been closed by the army on Monday."] * 3,
        )
    )
    html = f"<html><head><title>Bridge closed</title></head><body><p>Â </p><h1>Bridge closed</h1><p>By RenÃ© MÃ¼ller</p>{body}</body></html>"
    text = (
        "Bridge closed\n\nBy RenÃ© MÃ¼ller\n\n"
        + "The councilâ€™s chairman said that the bridge had been closed by the army.\n\n" * 3
    )
    for name, data in (("a.html", html), ("a.txt", text), ("a.md", text)):
        reading = read(Acquired(name, data.encode(), {}))
        assert (reading.page.title, reading.page.author) == ("Bridge closed", "René Müller"), name
        assert [f.kind for f in reading.findings] == ["encoding"]
        assert "councilâ€™s" in Mending(reading.page.text, reading.edits).received
