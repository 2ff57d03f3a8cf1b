"""Whether the tagger can run here, told without loading what runs it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

__all__ = ["available", "fingerprint"]


def available() -> bool:
    """Whether the weights and what runs them are installed."""
    found = find_spec("reportedly_tagger"), find_spec("onnxruntime")
    return None not in found and (Path(str(files("reportedly_tagger"))) / "tagger.onnx").is_file()


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A hash of the tagger's package, weights and code; empty where it is not installed."""
    if not available():
        return ""
    digest = hashlib.sha256()
    for file in sorted(Path(str(files("reportedly_tagger"))).iterdir()):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
