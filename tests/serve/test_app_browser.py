"""The app as a person uses it: in a real browser, on the example case."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.case import run
from reportedly.example import pages
from reportedly.serve import serve
from reportedly.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_SERIOUS = ("serious", "critical")
VIEWS = (
    "",
    "matrix",
    "questions",
    "timeline",
    "sources",
    "accounts",
    "citations",
    "review",
    "search?q=talks",
    "log",
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("app") / "example.case"
    run([pages()], path)
    return path


@pytest.fixture(scope="module")
def address(case: Path) -> str:
    """Where the app answers; it ends with the tests."""
    told: list[str] = []
    ready = threading.Event()

    def tell(where: str) -> None:
        told.append(where)
        ready.set()

    threading.Thread(target=serve, args=(case, 0, "ida", tell), daemon=True).start()
    assert ready.wait(30)
    return told[0]


def opened(browser: Browser, address: str, width: int = 1440, scheme: str = "light") -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.on("console", lambda message: pytest.fail(f"the console says: {message.text}"))
    page.goto(address)
    return page


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    page = opened(chromium, address)
    yield page
    page.context.close()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_fits_its_window_and_is_accessible(
    chromium: Browser, address: str, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(chromium, address, width, scheme)
    for view in VIEWS:
        page.goto(address + view)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        found = Axe().run(page).response["violations"]
        assert not [(view, v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in _SERIOUS]
    page.context.close()


def test_a_dispute_is_followed_to_both_pages_with_the_words_marked(page: Page) -> None:
    page.locator(".dispute .all a").first.click()
    texts = page.locator(".beside .text")
    texts.first.wait_for()
    assert texts.count() == 2
    assert all(texts.nth(n).locator(".ev").first.is_visible() for n in range(2))


def test_a_statement_in_the_reader_opens_its_card(page: Page) -> None:
    page.goto(page.url + "accounts")
    page.locator(".rows a").first.click()
    page.locator(".reader .told").first.wait_for()
    page.locator(".reader .told").first.click()
    card = page.locator("#card")
    card.locator("h2", has_text="Statement").wait_for()
    assert "Voice:" in card.inner_text()


def test_a_case_is_reviewed_and_undone_by_keyboard(page: Page, case: Path) -> None:
    page.goto(page.url + "review?kind=pair")
    first = page.locator("#card-of").get_attribute("data-key")
    page.keyboard.press("d")
    page.wait_for_function("key => document.getElementById('card-of').dataset.key !== key", arg=first)
    with Store(case) as store:
        assert store.judgements()[-1].act == "different"
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.wait_for_timeout(300)
    with page.expect_navigation():
        page.keyboard.press("u")
    _settled(page)
    with Store(case) as store:
        assert store.judgements()[-1].act == "undo"
        assert store.judgements()[-2].undone
    assert page.locator("#card-of").get_attribute("data-key") == first


def test_merged_voices_are_one_after_the_case_was_computed_anew_and_two_when_it_is_undone(
    page: Page, case: Path, address: str
) -> None:
    page.goto(address + "sources")
    page.locator("details.voice summary").first.click()
    page.locator("details.voice p a").first.click()
    before = _voices(case)
    page.locator("details.judge summary").click()
    with page.expect_navigation():
        page.locator("form.act", has_text="It is the same as").locator("button").click()
    _settled(page)
    assert _voices(case) == before - 1
    page.goto(address + "log")
    with page.expect_navigation():
        page.locator("button", has_text="undo").first.click()
    _settled(page)
    assert _voices(case) == before


def test_words_are_found_as_they_are_typed(page: Page) -> None:
    page.goto(page.url + "search")
    page.locator(".filters input[name=q]").press_sequentially("guards", delay=20)
    page.locator("#found h2").first.wait_for()
    assert "q=guards" in page.url
    with page.expect_navigation():
        page.locator("#found a").first.click()
    page.locator("main h1").wait_for()
    assert "/search" not in page.url


def _settled(page: Page) -> None:
    """Until the case is computed anew, as the app tells it."""
    end = time.monotonic() + 120
    page.wait_for_load_state()
    while page.locator(".busy").count():
        assert time.monotonic() < end, "the case is still being computed"
        page.wait_for_timeout(300)


def _voices(case: Path) -> int:
    with Store(case) as store:
        return len(store.dossier().voices)
