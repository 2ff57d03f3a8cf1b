"""Pages from the web, only where a person asks for it with ``--fetch``.

One GET a page, with time-outs, a size limit and few redirects.  Only addresses that are reachable for
everybody are asked (no private, loopback, link-local or reserved ones), after every redirect anew, and the
connection goes to the very address that was checked, so that a name cannot change its mind in between.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from ..errors import PageError
from .acquired import Acquired
from .limits import LARGEST_TEXT

__all__ = ["fetch", "is_url"]

#: Seconds for one step on the wire and for the whole page; redirects followed.
_STEP, _WHOLE, _REDIRECTS = 15.0, 60.0, 5
_MOVED = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "reportedly (reads pages that a person names)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


class _Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def is_url(text: str) -> bool:
    """Whether ``text`` is the URL of a web page."""
    return text.lower().startswith(("http://", "https://"))


def fetch(url: str) -> Acquired:
    """The page at ``url``, its bytes as received once the transfer's compression is undone.

    Raises :class:`PageError` where it cannot be had or must not be asked for.
    """
    limit = time.monotonic() + _WHOLE
    at = url
    for _ in range(_REDIRECTS + 1):
        answer = _get(at, limit)
        if answer.status in _MOVED and (to := answer.headers.get("Location")):
            at = urljoin(at, to)
            continue
        if answer.status != 200:
            raise PageError(f"{url}: answers with status {answer.status}; check the address.")
        if not answer.body.strip():
            raise PageError(f"{url}: answers with an empty page.")
        told = {
            "url": at,
            "media_type": answer.headers.get_content_type(),
            "charset": answer.headers.get_content_charset(),
        }
        return Acquired(url, answer.body, {k: v for k, v in told.items() if v})
    raise PageError(f"{url}: redirects more than {_REDIRECTS} times; name the page's final address.")


def _get(url: str, limit: float) -> _Answer:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        host, port, parts = None, 0, urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise PageError(f"{url}: is not the address of a web page.")
    address = _address(url, host, port)
    try:
        with socket.create_connection((address, port), timeout=_STEP) as plain:
            wire = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=host)
                if parts.scheme == "https"
                else plain
            )
            connection = http.client.HTTPConnection(host, port, timeout=_STEP)
            connection.sock = wire
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(
                "GET",
                path.encode("ascii", "ignore").decode() if path.isascii() else _quoted(path),
                headers=_HEADERS,
            )
            response = connection.getresponse()
            body = b"" if response.status in _MOVED else _body(response, url, limit)
            return _Answer(response.status, response.headers, body)
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        raise PageError(
            f"{url}: cannot be fetched ({error or type(error).__name__}); check the address and the network."
        ) from error


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/%?&=+:;,@!~*'()$-._#")


def _address(url: str, host: str, port: int) -> str:
    """An address of ``host`` that everybody can reach; raises where any of its addresses is not."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise PageError(f"{url}: its host {host} is not known; check the address.") from error
    for text in sorted(found):
        ip = ipaddress.ip_address(text.split("%")[0])
        inner = getattr(ip, "ipv4_mapped", None) or ip
        if not inner.is_global or inner.is_multicast:
            raise PageError(f"{url}: leads to the private address {ip}, which is never asked.")
    return min(found)


def _body(response: http.client.HTTPResponse, url: str, limit: float) -> bytes:
    coding = (response.headers.get("Content-Encoding") or "").strip().lower()
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if coding in ("gzip", "x-gzip", "deflate") else None
    out = bytearray()
    while piece := response.read(1 << 15):
        if unpack is None:
            out += piece
        else:
            out += unpack.decompress(piece, LARGEST_TEXT + 1 - len(out))
        if len(out) > LARGEST_TEXT or (unpack is not None and unpack.unconsumed_tail):
            raise PageError(f"{url}: is larger than {LARGEST_TEXT >> 20} MB, too large for one page.")
        if time.monotonic() > limit:
            raise PageError(f"{url}: takes longer than {_WHOLE:.0f} seconds; save the page by hand.")
    return bytes(out)
