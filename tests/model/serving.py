"""A chat server on loopback that answers, or misbehaves, as a test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Asked", "item", "reply", "serving", "text_of"]

#: Answers one request on its handler, given its body.
Behave = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


class Asked:
    """What a server was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []


def item(content: str | list[str], source: str | None, cue: str | None, **more: str | None) -> dict[str, Any]:
    """One attribution of an answer."""
    parts = [content] if isinstance(content, str) else content
    return {
        "content": parts,
        "source": source,
        "cue": cue,
        "through": None,
        "stance": "asserted",
    } | more


def reply(handler: BaseHTTPRequestHandler, told: object, finish: str = "stop", status: int = 200) -> None:
    """Answer as a chat server does: ``told`` as it is, or as JSON."""
    words = told if isinstance(told, str) else json.dumps({"statements": told})
    body = {
        "model": "tiny",
        "choices": [{"message": {"role": "assistant", "content": words}, "finish_reason": finish}],
    }
    data = json.dumps(body).encode()
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def text_of(body: dict[str, Any]) -> str:
    """The text that a request is about, without its marks."""
    content: str = body["messages"][1]["content"]
    return content.partition("\n")[2].rpartition("\n")[0]


@contextmanager
def serving(behave: Behave, models: tuple[str, ...] = ("tiny",)) -> Iterator[Asked]:
    """A server that lists ``models`` and answers each request by ``behave``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = json.dumps({"data": [{"id": name} for name in models]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.bodies.append(body)
            asked.headers.append(dict(self.headers))
            behave(self, body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    asked = Asked(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
