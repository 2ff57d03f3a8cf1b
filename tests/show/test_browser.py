"""The dossier as a reader meets it: in a real browser, wide and narrow, light and dark, on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from handmade import HOSTILE, make_dossier

from reportedly.export import export

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

WIDE, NARROW = 1440, 390
_SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dossier") / "made.html"
    path.write_bytes(export(make_dossier(), "html"))
    return path


def opened(browser: Browser, file: Path, width: int = WIDE, scheme: str = "light") -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.on("console", lambda message: pytest.fail(f"the console says: {message.text}"))
    page.on("dialog", lambda dialog: pytest.fail("a page's script ran"))
    page.on("request", _stay_local)
    page.goto(file.as_uri())
    return page


def _stay_local(request: Request) -> None:
    if not request.url.startswith("file:"):
        pytest.fail(f"it asks the network for {request.url}")


@pytest.fixture
def page(chromium: Browser, file: Path) -> Iterator[Page]:
    page = opened(chromium, file)
    yield page
    page.context.close()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_its_window_and_is_accessible(chromium: Browser, file: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(chromium, file, width, scheme)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert not [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in _SERIOUS]
    page.context.close()


def test_a_cell_leads_to_its_quote_the_quote_to_the_page_and_back(page: Page) -> None:
    page.locator("a.cell", has_text="3 March 2011").first.click()
    quote = page.locator("figure.quote.lit")
    assert "began on 3 March" in quote.inner_text()
    quote.locator("figcaption a").click()
    mark = page.locator(".text a.ev.lit").first
    assert mark.inner_text() == "began on 3 March"
    assert mark.is_visible()
    page.keyboard.press("b")
    assert page.evaluate("document.activeElement.closest('figure').id") == "val-a2-q0"


def test_a_filter_shows_what_it_names_and_nothing_else(page: Page) -> None:
    page.select_option("#f-status", "contradicted")
    shown = page.locator(".detail:visible")
    assert [d.get_attribute("data-status") for d in shown.all()] == ["contradicted"]
    assert page.locator(".matrix tbody tr:visible").count() == 1
    assert "1 of 5 questions" in page.locator("#f-count").inner_text()
    page.click("#f-clear")
    page.select_option("#f-account", label="The Courier, 4 May 2011")
    assert page.locator(".detail:visible", has_text="How many were killed?").count() == 0
    assert page.locator(".matrix thead th:visible").all_inner_texts()[1].startswith("The Courier")
    page.click("#f-clear")
    page.select_option("#f-voice", label="Ana Brill")
    texts = " ".join(page.locator(".detail:visible").all_inner_texts())
    assert "Where was it?" in texts
    assert "When did the talks begin?" not in texts


def test_dates_filter_by_when_accounts_were_published(page: Page) -> None:
    page.fill("#f-from", "2012-01-01")
    page.locator("#f-from").dispatch_event("change")
    assert page.locator(".detail:visible").count() == 0
    page.fill("#f-from", "2011-05-04")
    page.locator("#f-from").dispatch_event("change")
    assert page.locator(".detail:visible", has_text="When did the talks begin?").count() == 1


def test_a_column_can_be_looked_at_alone(page: Page) -> None:
    page.locator("button.only[aria-label='Only post by R. <Hale>']").first.click()
    heads = page.locator(".matrix thead th:visible").all_inner_texts()
    assert len(heads) == 2
    assert "Hale" in heads[1]


def test_search_finds_what_pages_say_and_goes_there(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("watches here")
    results = page.locator(".found li")
    assert results.count() >= 1
    results.last.locator("button").click()
    assert page.evaluate("getSelection().toString()").lower() == "watches here"
    assert page.locator("details.noise", has_text="Cheap watches").first.get_attribute("open") is not None


def test_a_page_that_holds_a_script_shows_it_as_text(page: Page) -> None:
    page.locator("details.page", has_text="post by R.").first.locator("summary").first.click()
    assert HOSTILE.split("\u001b")[0] in page.locator(".text:visible").inner_text()


def test_any_section_is_ten_tabs_away(page: Page) -> None:
    places = []
    for _ in range(10):
        page.keyboard.press("Tab")
        places.append(page.evaluate("document.activeElement.getAttribute('href')"))
    for section in (
        "#summary",
        "#side-by-side",
        "#questions",
        "#timeline",
        "#sources",
        "#citations",
        "#accounts",
    ):
        assert section in places


def test_on_paper_the_questions_stand_in_the_place_of_the_table_and_pages_are_left_out(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".matrix:visible").count() == 0
    assert page.locator("nav:visible, .filters:visible, .text:visible").count() == 0
    assert page.locator(".detail:visible", has_text="When did the talks begin?").count() == 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".detail:visible", has_text="Who asked for the talks?").count() == 1


def test_on_a_phone_bars_are_drawn_and_the_questions_stand_in_the_place_of_the_table(
    chromium: Browser, file: Path
) -> None:
    page = opened(chromium, file, NARROW)
    assert page.locator(".matrix:visible").count() == 0
    bars = page.locator(".time .bar")
    assert bars.count() >= 2
    boxes = [bar.bounding_box() for bar in bars.all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= NARROW for box in boxes)
    page.context.close()
