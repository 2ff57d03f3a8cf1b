"""A view as an answer: the template, with what all of them use."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from ..show.citing import Citer
from ..show.view import View
from .desk import Desk
from .places import Addresses

__all__ = ["EPISODES", "PER_PAGE", "answer", "desk_of", "page_number"]

#: So many rows stand on one page of a long list, and so many episodes on one of the timeline.
PER_PAGE, EPISODES = 40, 12


def desk_of(request: Request) -> Desk:
    """The case that is served."""
    desk: Desk = request.app.state.desk
    return desk


def answer(request: Request, template: str, **known: Any) -> HTMLResponse:
    """``template`` with ``known`` and the names that every template uses: ``view``, ``at``, ``citer``, ``desk``."""
    desk = desk_of(request)
    view: View = known.pop("view", None) or desk.view
    at = Addresses(view, request.app.state.base)
    text = request.app.state.templates.get_template(template).render(
        view=view, at=at, citer=Citer(view, at), desk=desk, base=at.base, here=template, **known
    )
    return HTMLResponse(text)


def page_number(request: Request) -> int:
    """Which page of a long list is asked for; the first is 0."""
    asked = request.query_params.get("page", "0")
    return int(asked) if asked.isdigit() else 0
