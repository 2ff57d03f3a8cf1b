"""Where things are to be found in the app: addresses under the token."""

from __future__ import annotations

from urllib.parse import quote

from ..records import Span, Value
from ..show.view import View

__all__ = ["Addresses"]


class Addresses:
    """The addresses of a case's records."""

    def __init__(self, view: View, base: str) -> None:
        self.view = view
        self.base = base

    def to(self, *parts: str) -> str:
        """The address of a view."""
        return "/".join((self.base, *(quote(part, safe="") for part in parts)))

    def account(self, ident: str) -> str:
        page = self.view.passages[ident].page if ident in self.view.passages else ""
        return f"{self.to('read', page)}#t-{quote(ident)}"

    def voice(self, ident: str) -> str:
        return self.to("voice", ident)

    def detail(self, ident: str) -> str:
        return self.to("question", ident)

    def value(self, ident: str) -> str:
        return f"{self.to('question', self.view.values[ident][0].id)}#{quote(ident)}"

    def statement(self, ident: str) -> str:
        return self.to("statement", ident)

    def evidence(self, value: Value, number: int) -> str:
        return f"{self.to('question', self.view.values[value.id][0].id)}#{quote(value.id)}-q{number}"

    def spot(self, span: Span, back: str) -> str:
        return f"{self.to('read', span.page)}?at={span.start}-{span.end}#at"
