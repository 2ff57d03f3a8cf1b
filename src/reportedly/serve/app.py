"""The app: its routes, and what every answer carries.

The address holds a token, so that no other page in the browser and no other user of the machine can ask for anything;
the host's name is checked, so that no name that is made to point here can either.  A strict Content Security Policy
lets only the app's own script and style take effect; page text is escaped wherever it is shown.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path

from jinja2 import ChoiceLoader, PackageLoader
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..errors import InputError, NotFound, ReportedlyError
from ..show.html import environment, template_file
from . import acts, pages, reading, reviewing
from .desk import Desk

__all__ = ["make_app"]

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def make_app(case: Path, token: str, who: str = "") -> Starlette:
    """The app for one case, under ``/token/``; raises :class:`~reportedly.errors.CaseError` where it is none."""
    routes = [
        Route("/", pages.overview),
        Route("/matrix", pages.matrix),
        Route("/questions", pages.questions),
        Route("/question/{ident}", pages.question),
        Route("/timeline", pages.time),
        Route("/sources", pages.sources),
        Route("/voice/{ident}", pages.voice),
        Route("/actors", pages.actors),
        Route("/actor/{ident}", pages.actor),
        Route("/accounts", pages.accounts),
        Route("/citations", pages.citations),
        Route("/search", pages.search),
        Route("/log", pages.log),
        Route("/state", pages.state),
        Route("/export.{form}", pages.export),
        Route("/read/{page}", reading.read),
        Route("/statement/{ident}", reading.statement),
        Route("/beside/{kind}/{ident}", reading.beside),
        Route("/review", reviewing.review),
        Route("/judge", acts.judge, methods=["POST"]),
        Route("/undo/{ident}", acts.undo, methods=["POST"]),
        Route("/look.css", _look),
        Mount("/static", StaticFiles(packages=[("reportedly.serve", "static")])),
    ]
    app = Starlette(
        routes=[Mount("/{token}", routes=routes)],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),
            Middleware(BaseHTTPMiddleware, dispatch=_guard(token)),
        ],
        exception_handlers={NotFound: _told(404), InputError: _told(400), ReportedlyError: _told(500)},
    )
    app.state.desk = Desk(case, who)
    pages.warm(app.state.desk)
    app.state.base = f"/{token}"
    app.state.templates = environment()
    app.state.templates.loader = ChoiceLoader(
        [PackageLoader("reportedly.serve", "templates"), PackageLoader("reportedly.show", "templates")]
    )
    return app


def _guard(token: str) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    async def guard(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        given = request.url.path.split("/")[1]
        if not secrets.compare_digest(given.encode(), token.encode()):
            response: Response = PlainTextResponse(
                "Open the address that `reportedly serve` printed.\n", status_code=404
            )
        else:
            response = await answer(request)
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response

    return guard


def _told(status: int) -> Callable[[Request, Exception], Response]:
    def tell(request: Request, error: Exception) -> Response:
        return PlainTextResponse(str(error), status_code=status)

    return tell


def _look(request: Request) -> Response:
    return Response(template_file("look.css"), media_type="text/css")
