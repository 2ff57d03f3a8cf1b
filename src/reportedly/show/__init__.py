"""``show``: exporters.  Each takes a :class:`~reportedly.records.Dossier` and gives text or bytes."""

from __future__ import annotations

from ..records import Dossier
from .json import to_json

__all__ = ["EXPORTERS", "to_json"]

EXPORTERS = {"json": to_json}


def export(dossier: Dossier, form: str) -> bytes:
    """``dossier`` in ``form``."""
    return EXPORTERS[form](dossier)
