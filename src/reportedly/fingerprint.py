"""What a cached reading is known by: the code and data that made it, so that it cannot outlive them."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib import metadata
from pathlib import Path

__all__ = ["cache_key", "model_version"]

#: Modules beside the rooms whose code what is read and extracted rests on.
_BASE = ("records.py", "spans.py")
_FOLDERS = ("dates", "vocab", "frames", "fitted", "lexical")


def cache_key(room: str, *parts: object) -> str:
    """The key of what ``room`` makes with the settings ``parts``, as a hexadecimal digest."""
    return hashlib.sha256(repr((room, _fingerprint(room), parts)).encode()).hexdigest()


def model_version(model: str) -> str:
    """The version of an installed spaCy model; empty where it is not a package."""
    try:
        return metadata.version(model)
    except metadata.PackageNotFoundError:
        return ""


@cache
def _fingerprint(room: str) -> str:
    """A hash of the room's code, what it rests on, the vocabularies and the frames, the user's included."""
    here = Path(__file__).parent
    extra = [Path(e) for name in ("REPORTEDLY_VOCAB", "REPORTEDLY_FRAMES") if (e := os.environ.get(name))]
    folders = [here / room, *(here / base for base in _FOLDERS), *extra]
    files = (f for folder in folders for f in folder.rglob("*") if f.suffix in (".py", ".toml", ".json"))
    digest = hashlib.sha256()
    for file in (*sorted(files), *(here / name for name in _BASE)):
        digest.update(file.read_bytes())
    return digest.hexdigest()
