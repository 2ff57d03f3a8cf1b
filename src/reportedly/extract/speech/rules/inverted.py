"""A speaker who stands after the verb that follows a quotation: "“…,” put in Ann Roe".

Between a quotation that ends in a comma and a name, any verb tells how something was said, whatever else it can mean
and however the parser reads it.
"""

from __future__ import annotations

from spacy.tokens import Token

from ....vocab import words
from .clause import source_extent
from .context import Context, Found

__all__ = ["inverted"]

#: A quotation that is no sentence of its own ends so.
_GOES_ON = ",?!…—-"


def inverted(context: Context, found: list[Found]) -> list[Found]:
    """The quotations that no cue of ``found`` attributes and that a verb and a name follow."""
    taken = [extent for item in found if item.cue is not None for extent in item.content]
    out = []
    for quote in context.quotes:
        inner = context.text[quote.inner_start : quote.inner_end].rstrip()
        if inner[-1:] not in _GOES_ON or any(a < quote.end and quote.start < b for a, b in taken):
            continue
        item = _after(context, quote.end)
        if item is not None:
            source, cue = item
            out.append(Found(source_extent(context, source), cue, ((quote.start, quote.end),), 0.8))
    return out


def _after(context: Context, char: int) -> tuple[Token, tuple[int, int]] | None:
    """The name and the cue that stand after ``char``, in its paragraph."""
    rest = context.doc.char_span(char, context.paragraph(char - 1)[1], alignment_mode="contract")
    tokens = [t for t in rest or () if not t.is_space][:4]
    if len(tokens) < 2 or not tokens[0].tag_.startswith("VB") or tokens[0].idx > char + 2:
        return None
    last = (
        tokens[1]
        if tokens[1].lower_ in words("clauses", "particles") or tokens[1].tag_ == "RP"
        else tokens[0]
    )
    name = tokens[2 if last is tokens[1] else 1 :][:1]
    if not name or name[0].pos_ != "PROPN":
        return None
    head = name[0]
    while head.i + 1 < len(context.doc) and head.nbor().pos_ == "PROPN":
        head = head.nbor()
    return head, (tokens[0].idx, last.idx + len(last.text))
