"""``show``: exporters and views.  An exporter takes a :class:`~reportedly.records.Dossier` and gives bytes."""

from __future__ import annotations

from ..errors import NotFound
from ..records import Dossier

__all__ = ["FORMATS", "export"]

FORMATS = ("html", "json")


def export(dossier: Dossier, form: str) -> bytes:
    """``dossier`` in the format ``form``; raises :class:`NotFound` where there is no such format."""
    if form == "json":
        from .json import to_json

        return to_json(dossier)
    if form == "html":
        from .html import to_html

        return to_html(dossier)
    raise NotFound(f"There is no format {form!r}; the formats are {', '.join(FORMATS)}.")
