"""Makes the pictures of the README and the docs from the example case: ``python docs/make_pictures.py``.

Needs Debian's chromium and the packages of the extra ``dev``.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from reportedly import Store, export, run
from reportedly.example import pages
from reportedly.serve import serve

DOCS = Path(__file__).parent
WIDTH, HEIGHT = 1280, 860


def main() -> None:
    """Write ``docs/dossier.png`` and ``docs/app.png``."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        case, html = Path(folder) / "example.case", Path(folder) / "example.html"
        run([pages()], case)
        with Store(case) as store:
            html.write_bytes(export(store.dossier(), "html"))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(html.as_uri())
        page.screenshot(path=DOCS / "dossier.png")
        page.goto(_served(case))
        page.locator(".dispute h3 a").last.click()
        page.locator("details.judge summary").first.click()
        page.screenshot(path=DOCS / "app.png")
        browser.close()


def _served(case: Path) -> str:
    """Where the app answers for ``case``, until the script ends."""
    told: list[str] = []
    ready = threading.Event()
    threading.Thread(
        target=serve, args=(case, 0, "ida", lambda where: (told.append(where), ready.set())), daemon=True
    ).start()
    ready.wait(30)
    return told[0]


if __name__ == "__main__":
    main()
