"""Tidy tables of a dossier: a name, and columns of equal length, as pandas and polars take them.

======================  ================================================================================
``pages``               one row a page
``accounts``            one row an account: a passage that tells of the affair
``voices``              one row a voice
``answers``             one row a place where an account answers a question: question, value, account, voice, span
``positions``           one row a question and account: says, denies, no comment, silent
``relations``           one row a pair of values: refines, adds, contradicts, revises
``statements``          one row a span of a statement; ``part`` counts the spans of one statement from 1
``events``              one row a telling of an event, coded by PLOVER and CAMEO as that account tells it
``links``               one row an account that rests on another
``checks``              one row a citation check
======================  ================================================================================

``start`` and ``end`` are code points, half-open, into the text of the page ``page``; ``quote`` is that slice.  Ids
are those of the dossier, names as the dossier shows them; what is not known is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from ..records import Span
from ..show.text import clean
from ..show.view import View

__all__ = ["COLUMNS", "INTEGERS", "TABLES", "Row", "Table", "rows_of", "table_of"]

Row = dict[str, Any]

#: So many rows are shown of a table in a notebook.
_SHOWN = 20


class Table(dict[str, list[Any]]):
    """Columns by name, all of one length; ``pandas.DataFrame(table)`` and ``polars.DataFrame(table)`` take it."""

    @property
    def rows(self) -> int:
        return len(next(iter(self.values()), ()))

    def __repr__(self) -> str:
        return f"<table of {self.rows} rows: {', '.join(self)}>"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self)
        lines = zip(*(column[:_SHOWN] for column in self.values()), strict=True)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape('' if c is None else clean(str(c)))}</td>" for c in line) + "</tr>"
            for line in lines
        )
        more = f"<p>{self.rows - _SHOWN} more rows</p>" if self.rows > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


#: The columns that hold whole numbers; all others hold text.
INTEGERS = frozenset(
    [
        "start",
        "end",
        "part",
        "source_start",
        "source_end",
        "cited_start",
        "cited_end",
        "least_independent",
        "most_independent",
        "ceiling",
    ]
)


def _at(span: Span | None, files: View, before: str = "") -> Row:
    """The columns of where something stands; ``before`` begins their names."""
    place = (span.page, files.pages[span.page].file, span.start, span.end, span.text) if span else (None,) * 5
    return dict(
        zip((f"{before}{name}" for name in ("page", "file", "start", "end", "quote")), place, strict=True)
    )


def _pages(view: View) -> Iterator[Row]:
    for page in view.dossier.pages:
        yield {
            "id": page.id,
            "file": page.file,
            "url": page.url,
            "sha256": page.sha256,
            "title": page.title,
            "author": page.author,
            "publisher": page.publisher,
            "agency": page.agency,
            "published": page.published.edtf,
            "published_basis": page.published.basis,
            "language": page.language,
        }


def _accounts(view: View) -> Iterator[Row]:
    for passage in view.accounts:
        yield {
            "id": passage.id,
            "account": view.account(passage.id),
            "kind": passage.kind,
            "title": passage.title,
            "author": passage.author,
            "publisher": passage.publisher,
            "agency": passage.agency,
            "published": view.published(passage.id) or None,
            "page": passage.page,
            "file": view.pages[passage.page].file,
            "start": passage.start,
            "end": passage.end,
        }


def _voices(view: View) -> Iterator[Row]:
    for voice in view.dossier.voices:
        yield {
            "id": voice.id,
            "voice": view.voice(voice.id),
            "kind": voice.kind,
            "actor": voice.actor,
            "outlet": voice.outlet,
        }


def _answers(view: View) -> Iterator[Row]:
    for detail in view.details_of():
        episode = view.episodes.get(detail.episode)
        for value in view.values_of(detail):
            for evidence in value.evidence:
                statement = view.statements.get(evidence.statement or "")
                yield {
                    "episode": episode.title if episode else None,
                    "detail": detail.id,
                    "slot": detail.slot,
                    "question": detail.question,
                    "status": detail.status,
                    "value_id": value.id,
                    "value": value.value,
                    "type": value.type,
                    "normalized": value.normalized,
                    "unit": value.unit,
                    "counted": value.counted,
                    "modality": value.modality,
                    "account_id": evidence.passage,
                    "account": view.account(evidence.passage) if evidence.passage else None,
                    "voice_id": statement.voice if statement else None,
                    "voice": view.voice(statement.voice) if statement and statement.voice else None,
                    "stance": statement.stance if statement else None,
                    "statement": evidence.statement,
                    "least_independent": value.independent[0],
                    "most_independent": value.independent[1],
                    "ceiling": value.ceiling.admiralty if value.ceiling else None,
                    **_at(evidence, view),
                }


def _positions(view: View) -> Iterator[Row]:
    for detail in view.details_of():
        for position in detail.positions:
            yield {
                "detail": detail.id,
                "question": detail.question,
                "account_id": position.account,
                "account": view.account(position.account),
                "position": position.position,
                "value_id": position.value,
            }


def _relations(view: View) -> Iterator[Row]:
    for detail in view.details_of():
        for relation in detail.relations:
            yield {
                "detail": detail.id,
                "question": detail.question,
                "a_id": relation.a,
                "a": view.values[relation.a][1].value,
                "kind": relation.kind,
                "b_id": relation.b,
                "b": view.values[relation.b][1].value,
                "within": relation.within,
                "why": relation.why,
            }


def _statements(view: View) -> Iterator[Row]:
    for statement in view.dossier.statements:
        source = statement.source
        for part, span in enumerate(statement.spans, 1):
            yield {
                "id": statement.id,
                "part": part,
                "account_id": statement.passage,
                "account": view.account(statement.passage),
                "source_kind": source.kind,
                "source": source.resolved_name or source.text,
                "source_quote": source.text,
                "source_start": source.start,
                "source_end": source.end,
                "cue": statement.cue.text if statement.cue else None,
                "mode": statement.mode,
                "stance": statement.stance,
                "voice_id": statement.voice,
                "voice": view.voice(statement.voice) if statement.voice else None,
                "within": statement.within,
                **_at(span, view),
            }


def _events(view: View) -> Iterator[Row]:
    for event in view.dossier.events:
        for told in event.mentions:
            yield {
                "id": event.id,
                "episode": event.episode,
                "plover": told.plover,
                "cameo": told.cameo,
                "source": "; ".join(view.actor(a) for a in event.source) or None,
                "target": "; ".join(view.actor(a) for a in event.target) or None,
                "source_quote": "; ".join(s.text for s in told.source) or None,
                "trigger": told.trigger.text if told.trigger else None,
                "target_quote": "; ".join(s.text for s in told.target) or None,
                "date": told.date,
                "place": told.place,
                "modality": told.modality,
                "account_id": told.passage,
                "account": view.account(told.passage) if told.passage else None,
                "statement": told.statement,
                **_at(told, view),
            }


def _links(view: View) -> Iterator[Row]:
    for link in view.dossier.links:
        yield {
            "from_id": link.source,
            "from": view.account(link.source),
            "kind": link.kind,
            "to_id": link.target.passage,
            "to": view.target(link.target),
            **_at(link.evidence, view),
        }


def _checks(view: View) -> Iterator[Row]:
    for check in view.dossier.citation_checks:
        statement = view.statements.get(check.statement)
        yield {
            "id": check.id,
            "verdict": check.verdict,
            "why": check.why,
            "searched": check.searched,
            "statement": check.statement,
            "account": view.account(statement.passage) if statement else None,
            **_at(check.part, view),
            "cited_id": check.cited.passage,
            "cited": view.target(check.cited),
            **_at(check.evidence, view, "cited_"),
        }


#: The tables by name, in the order in which they are written.
TABLES: dict[str, Callable[[View], Iterator[Row]]] = {
    "answers": _answers,
    "positions": _positions,
    "relations": _relations,
    "statements": _statements,
    "events": _events,
    "links": _links,
    "checks": _checks,
    "accounts": _accounts,
    "voices": _voices,
    "pages": _pages,
}


_PLACE = "page file start end quote"
#: The columns of each table, in order.
COLUMNS = {
    name: tuple(words.split())
    for name, words in {
        "answers": "episode detail slot question status value_id value type normalized unit counted modality account_id "
        "account voice_id voice stance statement least_independent most_independent ceiling " + _PLACE,
        "positions": "detail question account_id account position value_id",
        "relations": "detail question a_id a kind b_id b within why",
        "statements": "id part account_id account source_kind source source_quote source_start source_end cue mode "
        "stance voice_id voice within " + _PLACE,
        "events": "id episode plover cameo source target source_quote trigger target_quote date place modality account_id "
        "account statement " + _PLACE,
        "links": "from_id from kind to_id to " + _PLACE,
        "checks": "id verdict why searched statement account "
        + _PLACE
        + " cited_id cited cited_page cited_file "
        "cited_start cited_end cited_quote",
        "accounts": "id account kind title author publisher agency published page file start end",
        "voices": "id voice kind actor outlet",
        "pages": "id file url sha256 title author publisher agency published published_basis language",
    }.items()
}


def rows_of(view: View, table: str) -> list[Row]:
    """The rows of one table, each with the values of its columns by name."""
    return list(TABLES[table](view))


def table_of(view: View, table: str) -> Table:
    """The same by column; a table without rows has its columns too."""
    rows = rows_of(view, table)
    return Table({name: [row[name] for row in rows] for name in COLUMNS[table]})
