"""``serve``: the app to read a case and to judge in it, for one person on one machine.

It answers on the loopback interface only, under an address that nobody can guess, and asks nothing of any network.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from ..errors import ExtensionError, InputError

__all__ = ["HOST", "serve"]

HOST = "127.0.0.1"


def serve(case: Path, port: int = 0, who: str = "", ready: Callable[[str], None] | None = None) -> None:
    """Answer until interrupted; ``ready`` is told the address, which holds a token.

    ``port`` 0 takes any that is free.  Raises :class:`ExtensionError` where the packages of the extra ``app`` are
    not installed, :class:`InputError` where the port is taken.
    """
    try:
        import uvicorn

        from .app import make_app
    except ImportError as error:
        raise ExtensionError(
            f"The app needs a package that is not installed ({error.name}); pip install 'reportedly[app]'."
        ) from error
    token = secrets.token_urlsafe(24)
    app = make_app(case, token, who)
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        raise InputError(f"Port {port} cannot be used ({error.strerror}); name another.") from error
    if ready:
        ready(f"http://{HOST}:{listening.getsockname()[1]}/{token}/")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    with listening:
        server.run(sockets=[listening])
