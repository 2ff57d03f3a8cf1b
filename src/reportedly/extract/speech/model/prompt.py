"""What a model is asked: the chunks of a text and the request that each makes, known by its hash."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple, get_args

import msgspec

from ....records import Reading, Stance
from ...parse import pieces

__all__ = ["Answer", "Found", "Request", "Shape", "chunks", "method", "request", "requests"]

#: Characters of a chunk: about a thousand tokens, so that a context of 8,192 holds prompt, chunk and answer.
_CHUNK = 4000
_BREAK = re.compile(r"\n\s*\n")
_LINE = re.compile(r"[^\S\n]+")


class Found(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One attribution as a model answers it, in words."""

    content: tuple[str, ...]
    source: str | None
    cue: str | None
    through: str | None
    stance: Stance


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of an answer."""

    statements: tuple[Found, ...]


class Answer(msgspec.Struct, frozen=True):
    """An answer as it is kept: its words, why the model stopped, what it calls itself, and the host asked."""

    text: str
    finish: str
    model: str
    host: str


class Request(NamedTuple):
    """A request's body, and the hash of it that its answer is kept under."""

    key: str
    body: bytes


class _Prompt(msgspec.Struct, frozen=True):
    version: str
    system: str
    parameters: dict[str, Any]


@cache
def _prompt() -> _Prompt:
    data = resources.files(__package__).joinpath("statements.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(data), _Prompt)


@cache
def _schema() -> dict[str, Any]:
    """The JSON schema of :class:`Shape`, in the subset that every server constrains by."""
    words = {"type": ["string", "null"]}
    fields: dict[str, Any] = {
        "content": {"type": "array", "items": {"type": "string"}},
        "source": words,
        "cue": words,
        "through": words,
        "stance": {"type": "string", "enum": list(get_args(Stance))},
    }
    item = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"statements": {"type": "array", "items": item}},
        "required": ["statements"],
        "additionalProperties": False,
    }


def method(name: str) -> str:
    """How what the model ``name`` found is marked: model, version of the prompt, digest of all that is asked alike."""
    return f"model/{name}/{_prompt().version}/{request(name, '').key[:8]}"


def request(name: str, text: str) -> Request:
    """The request about ``text`` to the model ``name``.

    The text stands between two marks that are made of its own hash, so that no text can hold its own end.
    """
    mark = f"=== text {hashlib.sha256(text.encode()).hexdigest()[:16]} ==="
    form: Literal["json_schema"] = "json_schema"
    body = {
        "model": name,
        "messages": [
            {"role": "system", "content": _prompt().system.strip()},
            {"role": "user", "content": f"{mark}\n{_plain(text)}\n{mark}"},
        ],
        "response_format": {
            "type": form,
            form: {"name": "statements", "strict": True, "schema": _schema()},
        },
        **_prompt().parameters,
    }
    data = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
    return Request(hashlib.sha256(data).hexdigest(), data)


def requests(name: str, reading: Reading) -> Iterator[Request]:
    """Every request about a page, in its order; none about a page that is not parsed."""
    for _, _, copy in pieces(reading):
        for _, text in chunks(copy):
            yield request(name, text)


def chunks(copy: str) -> Iterator[tuple[int, str]]:
    """The chunks of a parse copy with where each begins, cut at paragraph breaks, else at spaces."""
    start = 0
    while start < len(copy):
        end = len(copy)
        if end - start > _CHUNK:
            breaks = [m.end() for m in _BREAK.finditer(copy, start, start + _CHUNK)]
            space = copy.rfind(" ", start + 1, start + _CHUNK)
            end = breaks[-1] if breaks else space if space > start else start + _CHUNK
        if copy[start:end].strip():
            yield start, copy[start:end]
        start = end


def _plain(text: str) -> str:
    """``text`` without the blanks that a parse copy has in place of what was taken out of it."""
    return "\n\n".join(_LINE.sub(" ", part).strip() for part in _BREAK.split(text) if part.strip())
