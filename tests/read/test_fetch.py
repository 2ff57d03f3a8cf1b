"""Fetching: only addresses that everybody can reach, within bounds."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.errors import PageError
from reportedly.read import fetch as room
from reportedly.read.fetch import fetch


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path, _, rest = self.path.partition("/to/")
        if path.startswith("/loop"):
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
            return
        if rest:
            self.send_response(301)
            self.send_header("Location", f"http://{rest}/")
            self.end_headers()
            return
        body = (
            gzip.compress(b"a" * (64 << 20)) if path == "/bomb" else gzip.compress(b"<p>Talks were held.</p>")
        )
        self.send_response(404 if path == "/gone" else 200)
        self.send_header("Content-Type", "text/html; charset=iso-8859-1")
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on this machine; its own address is let through, every other is checked as ever."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    checked = room._address

    def address(url: str, host: str, port: int) -> str:
        return "127.0.0.1" if (host, port) == ("site.test", server.server_port) else checked(url, host, port)

    monkeypatch.setattr(room, "_address", address)
    yield f"http://site.test:{server.server_port}"
    server.shutdown()


def test_a_page_is_fetched_with_what_its_carrier_says(site: str) -> None:
    page = fetch(f"{site}/talks")
    assert page.data == b"<p>Talks were held.</p>"
    assert page.stated == {"url": f"{site}/talks", "media_type": "text/html", "charset": "iso-8859-1"}


@pytest.mark.parametrize(
    ("path", "says"), [("gone", "status 404"), ("loop", "redirects more than"), ("bomb", "too large")]
)
def test_what_goes_wrong_is_told(site: str, path: str, says: str) -> None:
    with pytest.raises(PageError, match=says):
        fetch(f"{site}/{path}")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.8",
        "192.168.1.1",
        "169.254.169.254",
        "[::1]",
        "0.0.0.0",
        "[::ffff:10.0.0.1]",
    ],
)
def test_private_addresses_are_never_asked(site: str, host: str) -> None:
    with pytest.raises(PageError, match="private address"):
        fetch(f"http://{host}/admin")
    with pytest.raises(PageError, match="private address"):
        fetch(f"{site}/a/to/{host}")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "http://", "http://[bad"])
def test_only_web_pages_are_fetched(url: str) -> None:
    with pytest.raises(PageError):
        fetch(url)


def test_a_name_that_changes_is_asked_once_and_what_was_checked_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["93.184.216.34", "10.0.0.8", "10.0.0.8"])
    connected: list[str] = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address: tuple[str, int], **_: object) -> socket.socket:
        connected.append(address[0])
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(PageError, match="cannot be fetched"):
        fetch("http://rebound.test/talks")
    assert connected == ["93.184.216.34"]
    with pytest.raises(PageError, match="private address"):
        fetch("http://rebound.test/talks")
    assert connected == ["93.184.216.34"]
