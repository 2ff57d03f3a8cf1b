"""The whole path with a real model, so small that its findings are poor: what is told stands on the page all the same."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from reportedly import Store, export, recompute, run
from reportedly.case import Options
from reportedly.example import pages

PYTHON = os.environ.get("REPORTEDLY_MODEL_PYTHON", "")
pytestmark = pytest.mark.skipif(not PYTHON, reason="needs a small model: make model-test")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [PYTHON, Path(__file__).with_name("small_server.py"), str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.kill()
        server.wait()


def _name(url: str) -> str:
    """The model's name, once its server is up."""
    for _ in range(120):
        try:
            return str(httpx.get(f"{url}/models", trust_env=False).json()["data"][0]["id"])
        except (httpx.HTTPError, KeyError, ValueError):
            time.sleep(0.5)
    raise AssertionError("the small model's server does not start")


def test_nothing_is_told_without_its_words_and_a_rerun_needs_no_server(url: str, tmp_path: Path) -> None:
    case, page = tmp_path / "a.case", pages() / "04-agency-varga.txt"
    report = run(page, case, Options(extractor="model", processes=1, model_url=url, model_name=_name(url)))
    assert not report.errors
    with Store(case) as store:
        dossier, told = store.dossier(), store.manifest()["attribution"]
    texts = {p.id: p.text for p in dossier.pages}
    found = [s for s in dossier.statements if s.method.startswith("model/")]
    assert told["model"]["answers"] == 1
    assert found or told["set_aside"]
    assert all(texts[span.page][span.start : span.end] == span.text for s in found for span in s.spans)
    assert not recompute(case).errors
    with Store(case) as store:
        assert export(store.dossier(), "json") == export(dossier, "json")
