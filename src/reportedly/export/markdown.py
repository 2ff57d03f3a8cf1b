"""The report as Markdown (CommonMark): citations as numbers in brackets, the quotes as a numbered list at its end."""

from __future__ import annotations

import re

from ..records import Dossier
from .report import Block, report

__all__ = ["escaped", "render"]

#: What CommonMark reads as markup inside a line (its section 2.4), and what begins a block at a line's start.
_MARKS = re.compile(r"([\\`*_{}\[\]<>&#|~!$])")
_STARTS = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")


def render(dossier: Dossier) -> bytes:
    """The report; nothing that a page says is read as Markdown or HTML."""
    told = report(dossier)
    parts: list[str] = []
    for before, block in zip((None, *told.blocks), told.blocks, strict=False):
        tight = before is not None and before.kind == block.kind == "item"
        parts.append(("" if tight or not parts else "\n") + _block(block))
    parts.append("\n## Quotes\n")
    parts += [f"{c.number}. “{escaped(c.quote)}” — {escaped(c.where)}" for c in told.citations]
    return ("\n".join(parts) + "\n").encode()


def escaped(text: str) -> str:
    """``text`` as CommonMark shows it, letter by letter; an address does not become a link either."""
    text = _MARKS.sub(r"\\\1", text)
    text = _STARTS.sub(lambda m: m[1] + (f"\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}"), text)
    return re.sub(r"(?i)\b(https?|ftp)://", r"\1:\\/\\/", text)


def _block(block: Block) -> str:
    numbers = "".join(f" \\[{n}\\]" for n in block.citations)
    mark = {"heading": "#" * block.level + " ", "paragraph": "", "item": "- "}[block.kind]
    return f"{mark}{escaped(block.text)}{numbers}"
