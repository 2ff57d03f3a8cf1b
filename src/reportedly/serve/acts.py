"""What a person does: each act is one line of the log, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .. import judgements as log
from ..errors import InputError
from .desk import Desk
from .rendering import answer, desk_of

__all__ = ["judge", "undo"]

_Form = dict[str, str]


async def judge(request: Request) -> Response:
    """Write what the form says into the log, and show where it was said."""
    form = await _form(request)
    desk = desk_of(request)
    act = form.get("act", "")
    if act not in _ACTS:
        raise InputError(f"There is no act {act!r}.")
    judgement = await run_in_threadpool(_ACTS[act], desk, form)
    return _after(request, form, judgement.id)


async def undo(request: Request) -> Response:
    """Take a judgement back."""
    form = await _form(request)
    judgement = await run_in_threadpool(desk_of(request).undo, request.path_params["ident"])
    return _after(request, form, judgement.id)


async def _form(request: Request) -> _Form:
    """The fields of a form; raises :class:`InputError` where what must be named is not."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    if "act" in form and not form.get("ident"):
        raise InputError("An act is on something; name it.")
    return form


def _after(request: Request, form: _Form, ident: str) -> Response:
    if "HX-Request" in request.headers and not form.get("then"):
        return answer(request, "done.html", ident=ident)
    base: str = request.app.state.base
    then = form.get("then", "")
    inside = then.startswith(f"{base}/") and "\\" not in then  # nowhere but within the app
    return RedirectResponse(then if inside else f"{base}/log", status_code=303)


# ------------------------------------------------------------------ the acts


def _made(make: Callable[..., Any], *names: str) -> Callable[[Desk, _Form], Any]:
    """An act that ``make`` writes from the fields ``names`` of the form."""

    def act(desk: Desk, form: _Form) -> Any:
        return desk.judge(make, *(form.get(name, "") for name in names), why=form.get("why", ""))

    return act


def _move(desk: Desk, form: _Form) -> Any:
    """To a question of the case, or to one that the form words."""
    to = form.get("to", "")
    return desk.judge(
        log.move_value, form["ident"], to or None, form.get("value", ""), why=form.get("why", "")
    )


def _mark(name: str) -> Callable[[Desk, _Form], Any]:
    def act(desk: Desk, form: _Form) -> Any:
        kind, ident = form.get("kind", "value"), form["ident"]
        return desk.judge(
            log.mark, name, kind, ident, value=form.get("value") or None, why=form.get("why", "")
        )

    return act


def _pair(name: str) -> Callable[[Desk, _Form], Any]:
    """Of two voices ``same`` merges them; of a pair of the queue it takes it off the queue."""

    def act(desk: Desk, form: _Form) -> Any:
        kind, a, b = form.get("kind", ""), form["ident"], form.get("other", "")
        why = form.get("why", "")
        if kind == "pair":
            return desk.judge(log.mark_pair, name, "comparison", a, why=why)
        if kind in ("voices", "voice"):
            if name == "same":
                return desk.judge(log.merge, "voice", a, b, why=why)
            return desk.judge(log.mark_pair, name, "voice", a, b, why=why)
        return desk.judge(
            log.mark, "seen", "detail" if kind == "dispute" else "check", a, value=name, why=why
        )

    return act


_ACTS: dict[str, Callable[[Desk, _Form], Any]] = {
    "merge": _made(log.merge, "kind", "ident", "other"),
    "split": _made(log.split, "kind", "ident", "account"),
    "reject": _made(log.reject, "kind", "ident"),
    "correct": _made(log.correct, "ident", "field", "value"),
    "set": _made(log.set_field, "ident", "field", "value"),
    "move": _move,
    "rename": _made(log.rename_question, "ident", "value"),
    "join": _made(log.join_episodes, "ident", "other"),
    "star": _mark("star"),
    "note": _mark("note"),
    "grade": _mark("grade"),
    "same": _pair("same"),
    "different": _pair("different"),
    "seen": _pair("seen"),
}
