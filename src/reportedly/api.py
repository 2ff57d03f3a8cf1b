"""A case in a notebook: pages in; questions, statements, trails and tables out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from os import PathLike
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TypeVar

from .case import Options, RunReport, run
from .errors import InputError
from .export import export, form_of
from .export.tables import TABLES, Table, table_of
from .files import AnyPath, write_whole
from .records import CitationCheck, Detail, Dossier, Episode, Link, Page, Record, Statement, Voice
from .show.text import clean, short
from .show.view import View
from .show.words import STATUS, counted
from .store import Store

__all__ = ["Case", "Rows", "Trail", "read"]

R = TypeVar("R", bound=Record)

#: So many records are shown of many, and of each no more than so many characters.
_SHOWN, _WIDTH = 20, 200


class Rows(tuple[R, ...]):
    """Records in a tuple, shown a line each."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join([*(short(repr(r), _WIDTH) for r in self[:_SHOWN]), *self._more()]) or "()"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(repr(self))}</pre>"

    def _more(self) -> list[str]:
        return [f"… {len(self) - _SHOWN} more"] if len(self) > _SHOWN else []


class Trail:
    """What a record rests on, down to the quotes; as text by ``str``."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self._text)}</pre>"


class Case:
    """A case as it was computed; nothing that is done here changes it.

    ``dossier`` holds all its records, ``report`` what its run said (which pages could not be used, and why), None
    where it was opened.
    """

    def __init__(self, dossier: Dossier, report: RunReport | None = None) -> None:
        self.dossier = dossier
        self.report = report
        self._view = View(dossier)

    @classmethod
    def open(cls, path: AnyPath) -> Case:
        """The case in a case file.  Raises :class:`CaseError` where it is none."""
        with Store(path) as store:
            return cls(store.dossier())

    @property
    def pages(self) -> Rows[Page]:
        """The pages, as acquired."""
        return Rows(self.dossier.pages)

    @property
    def episodes(self) -> Rows[Episode]:
        """What happened: these talks, that attack."""
        return Rows(self.dossier.episodes)

    @property
    def details(self) -> Rows[Detail]:
        """The questions with their answers, what is disputed first."""
        return Rows(self._view.details_of())

    @property
    def statements(self) -> Rows[Statement]:
        """What somebody is said to have said, in the order of the pages."""
        return Rows(self.dossier.statements)

    @property
    def voices(self) -> Rows[Voice]:
        """Who, in the end, speaks."""
        return Rows(self.dossier.voices)

    @property
    def links(self) -> Rows[Link]:
        """Which account rests on which."""
        return Rows(self.dossier.links)

    @property
    def checks(self) -> Rows[CitationCheck]:
        """Citations held against the cited account's own words."""
        return Rows(self.dossier.citation_checks)

    def why(self, ident: str) -> Trail:
        """The trail of the record whose id begins with ``ident``: statement, chain of sources, page and quote.

        Raises :class:`NotFound` where there is no such record, or more than one.
        """
        from rich.console import Console

        from .show.why import why

        console = Console(width=120, color_system=None, highlight=False, emoji=False, markup=False)
        with console.capture() as captured:
            console.print(why(self._view, ident))
        return Trail("\n".join(line.rstrip() for line in captured.get().splitlines()))

    def to_frames(self) -> dict[str, Table]:
        """Tidy tables by name: answers, positions, relations, statements, events, links, checks, accounts,
        voices, pages.

        A table is a dictionary of columns of equal length, as ``pandas.DataFrame`` and ``polars.DataFrame`` take it.
        ``start`` and ``end`` are code points, half-open, into the text of ``page``; ``quote`` is that slice.
        """
        return {name: table_of(self._view, name) for name in TABLES}

    def save(self, path: AnyPath) -> None:
        """Write the dossier in the format that the ending of ``path`` names, the file whole or not at all.

        Raises :class:`NotFound` where there is no such format, and :class:`InputError` where it cannot be written.
        """
        write_whole(path, export(self.dossier, form_of(PurePath(path))))

    def __repr__(self) -> str:
        disputed = sum(d.status == "contradicted" for d in self.dossier.details)
        return (
            f"<Case {clean(self.dossier.case)}: {counted(len(self.dossier.pages), 'page')}, "
            f"{counted(len(self.dossier.details), 'question')}, {disputed} disputed, "
            f"{counted(len(self.dossier.voices), 'voice')}>"
        )

    def _repr_html_(self) -> str:
        view = self._view
        lines = [
            f"<tr><td>{escape(clean(d.question))}</td><td>{STATUS[d.status]}</td>"
            f"<td>{'<br>'.join(escape(view.value(v.id)) for v in view.values_of(d))}</td></tr>"
            for d in self.details[:_SHOWN]
        ]
        return f"<p>{escape(repr(self))}</p><table><tbody>{''.join(lines)}</tbody></table>"


def read(
    pages: AnyPath | Iterable[AnyPath], case: AnyPath | None = None, options: Options = Options()
) -> Case:
    """Read ``pages`` (files or folders), as ``reportedly run`` does.

    ``case`` is the case file to keep it in, made or added to; without it nothing is kept.  A page that cannot be used
    is named in ``Case.report.errors``; raises :class:`InputError` where none can be used.
    """
    paths = [pages] if isinstance(pages, str | PathLike) else list(pages)
    if case is not None:
        return _read(paths, Path(case), options)
    name = re.sub(r"\W+", "-", Path(paths[0]).resolve().stem) if paths else "pages"
    with TemporaryDirectory() as folder:
        return _read(paths, Path(folder) / f"{name}.case", options)


def _read(paths: list[AnyPath], case: Path, options: Options) -> Case:
    report = run(paths, case, options)
    if not case.exists():
        raise report.errors[0] if report.errors else InputError("No page could be used; name others.")
    with Store(case) as store:
        return Case(store.dossier(), report)
