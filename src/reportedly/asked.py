"""What a language model was asked of a case's pages: asked for before they are extracted, and kept in the case.

An answer is kept a page under the hash of its whole request (model, prompt, schema, parameters, text).  What is kept
is never asked again, unless the run says so; a run that finds all of it needs no server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from .errors import InputError, PageError
from .extract.speech.model.prompt import Answer, Request, method, requests
from .extract.speech.model.reader import ModelReader
from .extract.speech.model.server import Server, Unanswered, loopback
from .records import Reading
from .store import Store

__all__ = ["Asked", "Asking", "ask_all"]

#: Called with the stage, how many requests are done, how many there are, and the page at hand.
_Tell = Callable[[str, int, int, str], None]

#: After so many requests in a row without an answer the server is held to be gone.
_GONE = 3


class Asking(NamedTuple):
    """Whom to ask: the server's address, the model's name, the one other host that is allowed, whether what is kept
    is asked anew, and the most requests of a run.
    """

    url: str
    name: str
    allowed: str
    refresh: bool
    most: int


class Asked(NamedTuple):
    """The extractor with its answers, a digest of them by page, and the hosts that gave them."""

    reader: ModelReader
    digests: dict[str, str]
    hosts: tuple[str, ...]

    @property
    def remarks(self) -> list[str]:
        """A sentence for every other machine that page text was sent to."""
        return [f"Page text was sent to the model server at {h}." for h in self.hosts if not loopback(h)]

    @property
    def told(self) -> dict[str, object]:
        """What a manifest says of it."""
        return {
            "name": self.reader.name,
            "method": method(self.reader.name),
            "answers": len(self.reader.answers),
            "hosts": list(self.hosts),
        }


class _Page(NamedTuple):
    id: str
    file: str
    requests: list[Request]
    kept: dict[str, Answer]

    def open(self, refresh: bool) -> list[Request]:
        """What is to be asked."""
        return [r for r in self.requests if refresh or r.key not in self.kept]


def ask_all(
    store: Store,
    readings: Iterable[Reading],
    asking: Asking,
    errors: list[InputError],
    tell: _Tell = lambda *_: None,
) -> Asked:
    """Ask for what the case does not hold about ``readings``, and give all answers about them.

    A request without an answer is told in ``errors``, and its chunk gives no statements; the same command asks again.
    Raises :class:`~reportedly.errors.InputError` before anything is sent where no server or model is named or the server
    has no such model, where the address is not allowed or more requests are needed than are, and later where the server
    is gone: what it answered by then is kept.
    """
    if not asking.name:
        raise InputError("Which model shall be asked? Name it with --model-name.")
    pages = [_page(store, reading, asking.name) for reading in readings]
    todo = [(page, page.open(asking.refresh)) for page in pages]
    need = sum(len(wanted) for _, wanted in todo)
    if need and asking.url:
        _affordable(todo, need, asking.most)
        with Server(asking.url, asking.allowed) as server:
            server.need(asking.name)
            _ask(store, server, todo, asking.name, tell)
    elif need and not any(page.kept for page in pages):
        raise InputError("Name a model server with --model-url, such as http://127.0.0.1:11434/v1.")
    errors += (error for page in pages if (error := _missing(page)) is not None)
    answers = {r.key: p.kept[r.key] for p in pages for r in p.requests if r.key in p.kept}
    digests = {p.id: _digest([(r.key, p.kept.get(r.key)) for r in p.requests]) for p in pages}
    return Asked(
        ModelReader(asking.name, answers), digests, tuple(sorted({a.host for a in answers.values()}))
    )


def _affordable(todo: Sequence[tuple[_Page, list[Request]]], need: int, most: int) -> None:
    if need > most:
        size = sum(len(r.body) for _, wanted in todo for r in wanted)
        files = ", ".join(f"{page.file} {len(wanted)}" for page, wanted in todo if wanted)
        raise InputError(
            f"{need} requests of together {size:,} bytes are needed ({files}), more than the {most} that are "
            "allowed; nothing was sent. Allow more with --model-requests."
        )


def _missing(page: _Page) -> PageError | None:
    """What is to be told of a page where answers are missing."""
    missing = len(page.open(False))
    if not missing:
        return None
    return PageError(
        f"{page.file}: {missing} of {len(page.requests)} parts have no answer of the model and give no statements; the "
        "same run with --model-url asks again."
    )


def _page(store: Store, reading: Reading, name: str) -> _Page:
    body = store.cached(reading.page.id, _stage(name), "")
    kept = msgspec.msgpack.decode(body, type=dict[str, Answer]) if body else {}
    return _Page(reading.page.id, reading.page.file, list(requests(name, reading)), kept)


def _stage(name: str) -> str:
    """Under which name the answers of a model are kept of a page: those of several stand side by side."""
    return f"answers of {name}"


def _digest(answers: Sequence[tuple[str, Answer | None]]) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(answers)).hexdigest()


def _ask(
    store: Store, server: Server, todo: Sequence[tuple[_Page, list[Request]]], name: str, tell: _Tell
) -> None:
    """Ask, and keep every answer as it comes."""
    need, done, missed = sum(len(wanted) for _, wanted in todo), 0, 0
    for page, wanted in todo:
        for request in wanted:
            tell("ask", done, need, page.file)
            done += 1
            try:
                page.kept[request.key] = server.ask(request)
            except Unanswered as error:
                missed += 1
                if error.final or missed == _GONE:
                    raise InputError(
                        f"The model server gives no answer ({error}); what it answered before is kept, and the same "
                        "command goes on from there."
                    ) from error
                continue
            missed = 0
            store.cache(page.id, _stage(name), "", msgspec.msgpack.encode(page.kept))
