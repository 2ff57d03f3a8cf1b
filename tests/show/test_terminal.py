"""Tables and trails in a terminal, on a dossier that shows every label."""

from __future__ import annotations

from io import StringIO

import pytest
from handmade import HOSTILE, make_dossier, span
from rich.console import Console, RenderableType

from reportedly.errors import NotFound
from reportedly.show.terminal import show
from reportedly.show.text import clean
from reportedly.show.view import View
from reportedly.show.why import why
from reportedly.show.words import STATUS, date_words


@pytest.fixture(scope="module")
def view() -> View:
    return View(make_dossier())


def printed(what: RenderableType, width: int = 200) -> str:
    console = Console(file=StringIO(), width=width, highlight=False, markup=False)
    console.print(what)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_conflicts_come_first_and_every_status_is_told(view: View) -> None:
    text = printed(show(view))
    assert text.index("When did the talks begin?") < text.index("How many meetings were held?")
    for label in STATUS.values():
        assert label in text
    assert text.index("How many meetings") < text.index("To be compared by a person")


def test_denials_and_refusals_are_told_beside_the_detail(view: View) -> None:
    text = printed(show(view, detail="rounds"))
    assert "denied by The Courier" in text
    assert "no comment from NWS" in printed(show(view, detail="start"))


def test_one_episode_or_detail_is_shown_alone(view: View) -> None:
    attack = printed(show(view, episode="bridge"))
    assert "How many were killed?" in attack
    assert "When did the talks begin?" not in attack
    assert "Where was it?" not in printed(show(view, detail="killed"))
    with pytest.raises(NotFound, match="or a slot: initiator, killed"):
        show(view, detail="weather")


def test_a_value_is_followed_to_its_quote_in_its_sentence(view: View) -> None:
    text = printed(why(view, "val-a2"))
    assert "The Courier reported that the talks [began on 3 March] and that" in text
    assert "01-pb.txt, characters 57 to 73" in text
    assert (
        "R. <Hale> → The Courier, 4 May 2011 → a rebel officer, to The Courier, as the account's lead says"
        in text
    )
    assert "cannot be true together" in text


@pytest.mark.parametrize("ident", ["d-aaaa01", "s-b2", "v-brill", "ac-brill", "cc-03", "c-01", "tb"])
def test_everything_with_a_trail_can_be_asked_for(view: View, ident: str) -> None:
    assert printed(why(view, ident))


def test_an_ambiguous_or_unknown_id_is_told(view: View) -> None:
    with pytest.raises(NotFound, match="begins 3 ids"):
        view.find("d-aaaa")
    with pytest.raises(NotFound, match="holds no record"):
        view.find("nothing")
    with pytest.raises(NotFound, match="`reportedly why` follows"):
        why(view, "ep-1")


def test_short_ids_find_what_they_are_short_for(view: View) -> None:
    for ident in (*view.values, *view.details, *view.statements, *view.voices, *view.passages):
        assert view.find(view.short(ident))[1] == ident


def test_a_quote_stops_at_its_sentence_and_knows_abbreviations() -> None:
    view = View(make_dossier())
    quote = view.quote(span("pa", "killed"))
    assert quote is not None
    assert (quote.before, quote.text, quote.after) == ("Two guards were ", "killed", " at the bridge.")


def test_control_characters_of_a_page_never_reach_the_terminal() -> None:
    assert "\u001b" in HOSTILE
    assert "\u001b" not in clean(HOSTILE)
    assert clean("a\u202eb\n c") == "a\ufffdb c"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2011-05-04", "4 May 2011"),
        ("2011-05", "May 2011"),
        ("2011~", "about 2011"),
        ("2011-05-01/2011-05-03", "1 May 2011 to 3 May 2011"),
        ("2011-05/..", "since May 2011"),
        ("../2011", "until 2011"),
        ("2011-21", "2011-21"),
        ("last spring", "last spring"),
    ],
)
def test_dates_are_told_in_words(edtf: str, words: str) -> None:
    assert date_words(edtf) == words
