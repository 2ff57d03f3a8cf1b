"""The words of the field, as data: cues, ranks, descriptors, outlets' forms, event codes.

Each vocabulary is a TOML file in this folder.  A user extends one by putting a file of the same name
into a folder and naming that folder in ``REPORTEDLY_VOCAB`` (or ``--vocab``): tables are merged, lists
are lengthened, scalars are replaced.
"""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from ..errors import ExtensionError

__all__ = ["common_words", "load", "pattern", "words"]


@cache
def load(name: str) -> dict[str, Any]:
    """The vocabulary ``name`` (without ``.toml``), with the user's additions merged in.

    Raises :class:`ExtensionError` where the file is missing or is not TOML.
    """
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    data = _parse(text, f"{name}.toml")
    extra = os.environ.get("REPORTEDLY_VOCAB")
    if extra and (path := Path(extra) / f"{name}.toml").is_file():
        _merge(data, _parse(path.read_text(encoding="utf-8"), str(path)))
    return data


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The list at ``keys`` of vocabulary ``name``, as a set."""
    node: Any = load(name)
    for key in keys:
        node = node[key]
    return frozenset(node)


@cache
def common_words() -> frozenset[str]:
    """English words that mostly stand in lower case (``training/common_words.py``)."""
    return frozenset(resources.files(__package__).joinpath("common.txt").read_text(encoding="utf-8").split())


@cache
def pattern(phrases: frozenset[str], *, ignore_case: bool = True) -> re.Pattern[str]:
    """Any of ``phrases`` as whole words, the longest first, with any white space between its words."""
    longest_first = sorted(phrases, key=lambda p: (-len(p), p))
    body = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest_first) or r"(?!)"
    return re.compile(rf"\b(?:{body})\b", re.IGNORECASE if ignore_case else 0)


def _parse(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ExtensionError(f"{where} is not valid TOML ({error}); mend that line.") from error


def _merge(base: dict[str, Any], extra: dict[str, Any]) -> None:
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            _merge(base[key], value)
        elif isinstance(value, list) and isinstance(base.get(key), list):
            base[key].extend(item for item in value if item not in base[key])
        else:
            base[key] = value
