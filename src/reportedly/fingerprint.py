"""What a cached reading is known by: the code and data that made it, so that it cannot outlive them."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib import metadata
from pathlib import Path

__all__ = ["RESTS_ON", "cache_key", "model_version"]

_READ = (
    "base",
    "errors",
    "fitted",
    "guards",
    "lexical",
    "mending",
    "names",
    "printable",
    "read",
    "records",
    "spans",
    "vocab",
)
#: The modules and folders of the program that a stage is made of, by a test all that it imports.
RESTS_ON = {"read": _READ, "extract": (*_READ, "extract", "frames"), "whole": (".",)}

#: The libraries whose version may change what a stage makes of a page.
_LIBRARIES = {
    "read": (
        "charset-normalizer",
        "ftfy",
        "lxml",
        "pypdfium2",
        "rapidocr",
        "resiliparse",
        "striprtf",
        "trafilatura",
    ),
    "extract": ("numpy", "spacy", "thinc"),
    "whole": ("msgspec", "numpy", "rapidfuzz"),
}


def cache_key(room: str, *parts: object) -> str:
    """The key of what ``room`` makes with the settings ``parts``, as a hexadecimal digest."""
    return hashlib.sha256(repr((room, _fingerprint(room), parts)).encode()).hexdigest()


def model_version(model: str) -> str:
    """The version of an installed package, such as a spaCy model; empty where there is none."""
    try:
        return metadata.version(model)
    except metadata.PackageNotFoundError:
        return ""


@cache
def _fingerprint(room: str) -> str:
    """A hash of the room's code and libraries, what it rests on, the vocabularies and frames, the user's included."""
    here = Path(__file__).parent
    own = [here / name for name in RESTS_ON[room]]
    extra = [Path(e) for name in ("REPORTEDLY_VOCAB", "REPORTEDLY_FRAMES") if (e := os.environ.get(name))]
    digest = hashlib.sha256(repr([(name, model_version(name)) for name in _LIBRARIES[room]]).encode())
    for folder in (*own, *extra):
        if folder.is_dir():
            files = sorted(f for f in folder.rglob("*") if f.is_file() and f.suffix != ".pyc")
        else:
            files = [folder.with_suffix(".py")]
        for file in files:
            digest.update(file.read_bytes())
    return digest.hexdigest()
