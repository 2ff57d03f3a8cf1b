"""A client of one OpenAI-compatible server: one request at a time, bounded in time and size.

Only this machine is asked, or the one host that was allowed by name; redirects and proxies are not followed.
"""

from __future__ import annotations

import ipaddress
import os
import time
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import msgspec

from ....errors import ExtensionError, InputError
from .prompt import Answer, Request

if TYPE_CHECKING:
    import httpx

__all__ = ["KEY", "WAITS", "Server", "Unanswered", "Waits", "loopback"]

#: The environment variable with the key of a server that asks for one.
KEY = "REPORTEDLY_MODEL_KEY"

#: Statuses after which the same request may be answered, and those after which no request will be.
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_NEVER = frozenset({401, 403, 404})
#: Most bytes of an answer; 2,048 tokens are some 10,000.
_LARGEST = 1 << 20


class Waits(NamedTuple):
    """Seconds to connect and for a whole answer, tries of a request, and the first and the longest pause between.

    A server sends nothing before its answer is whole, so waiting for the first byte has no limit of its own.
    """

    connect: float = 10.0
    whole: float = 600.0
    tries: int = 4
    pause: float = 1.0
    longest: float = 30.0


WAITS = Waits()


class Unanswered(Exception):
    """A request got no answer; ``final`` where no other will get one either."""

    def __init__(self, why: str, final: bool = False) -> None:
        super().__init__(why)
        self.final = final


class _Later(Exception):
    def __init__(self, why: str, after: float = 0.0) -> None:
        super().__init__(why)
        self.after = after


class _Message(msgspec.Struct):
    content: str


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Reply(msgspec.Struct):
    choices: tuple[_Choice, ...]
    model: str = ""


class _Named(msgspec.Struct):
    id: str


class _Listed(msgspec.Struct):
    data: tuple[_Named, ...]


def loopback(host: str) -> bool:
    """Whether ``host`` is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Server:
    """The server at ``url`` (as far as ``/v1``); use as a context manager.

    Raises :class:`InputError` for an address that must not be asked, and :class:`ExtensionError` without httpx.
    """

    def __init__(self, url: str, allowed: str = "") -> None:
        self.host = _host(url, allowed)
        self._waits = waits = WAITS
        key = os.environ.get(KEY, "")
        if key and not loopback(self.host) and not url.lower().startswith("https:"):
            raise InputError(f"{url}: the key in {KEY} is sent to another host only by https.")
        try:
            import httpx
        except ImportError as error:
            raise ExtensionError(
                "A model server is asked with httpx: pip install 'reportedly[model]'."
            ) from error
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        timeout = httpx.Timeout(waits.whole, connect=waits.connect)
        self._slow: type[Exception] = httpx.ReadTimeout
        self._errors: tuple[type[Exception], ...] = (httpx.HTTPError, httpx.StreamError)
        self._too_slow = f"its answer takes more than {waits.whole:g} seconds"
        self._client: httpx.Client = httpx.Client(
            base_url=url, headers=headers, timeout=timeout, trust_env=False, follow_redirects=False
        )

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._client.close()

    def need(self, name: str) -> None:
        """Raise :class:`InputError` where the server tells which models it has and ``name`` is none of them."""
        try:
            status, data = self._tried("GET", "models", None)
            served = {m.id for m in msgspec.json.decode(data, type=_Listed).data} if status == 200 else set()
        except msgspec.DecodeError:
            return
        except Unanswered as error:
            raise InputError(
                f"{self._client.base_url}: the model server does not answer ({error}); is it running?"
            ) from error
        if served and not served & {name, f"{name}:latest"}:
            known = ", ".join(sorted(served)[:8])
            raise InputError(
                f"The server at {self._client.base_url} has no model {name!r}; it has {known[:300]}."
            )

    def ask(self, request: Request) -> Answer:
        """The answer to ``request``; raises :class:`Unanswered`."""
        status, data = self._tried("POST", "chat/completions", request.body)
        if status != 200:
            raise Unanswered(f"status {status}", status in _NEVER)
        try:
            reply = msgspec.json.decode(data, type=_Reply)
            choice = reply.choices[0]
        except (msgspec.DecodeError, IndexError) as error:
            raise Unanswered("its answer is not that of a chat server") from error
        return Answer(choice.message.content, choice.finish_reason or "", reply.model, self.host)

    def _tried(self, verb: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        """Status and bytes of an answer, asked for again after ever longer pauses where that may help."""
        why = ""
        for number in range(self._waits.tries):
            try:
                return self._once(verb, path, body)
            except _Later as error:
                why = str(error)
                pause = max(error.after, self._waits.pause * 2**number)
                if number + 1 < self._waits.tries:
                    time.sleep(min(pause, self._waits.longest))
        raise Unanswered(why)

    def _once(self, verb: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        limit = time.monotonic() + self._waits.whole
        out = bytearray()
        try:
            with self._client.stream(verb, path, content=body) as answer:
                if answer.status_code in _LATER:
                    raise _Later(f"status {answer.status_code}", _seconds(answer.headers.get("Retry-After")))
                for piece in answer.iter_bytes():
                    out += piece
                    if len(out) > _LARGEST:
                        raise Unanswered(f"its answer is larger than {_LARGEST >> 20} MB")
                    if time.monotonic() > limit:
                        raise Unanswered(self._too_slow)
                return answer.status_code, bytes(out)
        except self._slow as error:  # it would be as slow again
            raise Unanswered(self._too_slow) from error
        except self._errors as error:
            raise _Later(type(error).__name__) from error


def _seconds(told: str | None) -> float:
    """The seconds of a Retry-After header; 0 where it is a date or none."""
    return float(told) if told is not None and told.isdecimal() else 0.0


def _host(url: str, allowed: str) -> str:
    """The host of ``url``; raises where it may not be asked."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise InputError(f"{url!r} is not the address of a model server, such as http://127.0.0.1:11434/v1.")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"The address of a model server holds no password; put its key into {KEY}.")
    if not loopback(host) and host != allowed.lower():
        raise InputError(
            f"{host}: is not this machine, and page text would leave it; if that is meant, add --allow-remote {host}."
        )
    return host
