"""The contract's document."""

from __future__ import annotations

import msgspec

from ..records import Dossier

__all__ = ["to_json"]


def to_json(dossier: Dossier) -> bytes:
    """The dossier as indented JSON (UTF-8), the same bytes for the same dossier."""
    return msgspec.json.format(msgspec.json.encode(dossier, order="deterministic"), indent=1) + b"\n"
