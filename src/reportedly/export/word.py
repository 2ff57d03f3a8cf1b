"""The report as DOCX: Word's own headings and lists, so that it can be navigated and edited."""

from __future__ import annotations

import io

import docx

from ..records import Dossier
from .cells import repacked
from .report import report

__all__ = ["render"]

_STYLES = {"paragraph": None, "item": "List Bullet"}


def render(dossier: Dossier) -> bytes:
    """The report with its citations as numbers in brackets, the quotes numbered at its end."""
    told = report(dossier)
    document = docx.Document()
    for block in told.blocks:
        if block.kind == "heading":
            document.add_heading(block.text, block.level)
        else:
            numbers = "".join(f" [{n}]" for n in block.citations)
            document.add_paragraph(block.text + numbers, _STYLES[block.kind])
    document.add_heading("Quotes", 2)
    for citation in told.citations:
        document.add_paragraph(f"[{citation.number}] “{citation.quote}” — {citation.where}")
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())
