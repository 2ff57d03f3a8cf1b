"""The store: one SQLite file a case.

It holds the pages' bytes as acquired, what was read and extracted of each (cached by a key that names
bytes, settings and versions), every record of the last run, the runs' manifests, and the analyst's
log.  A page is added in one transaction, so an interrupted run loses nothing that was finished.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from .errors import CaseError, NotFound
from .files import AnyPath
from .judgements import marked
from .records import Dossier, Judgement, Page, Record

__all__ = ["Store", "StoredPage"]

#: "rept" in ASCII: how SQLite's header tells a case file from any other database.
APPLICATION_ID = 0x72657074

#: The layout below; a file with a higher number was written by a newer version.
LAYOUT = 1

_TABLES = """
CREATE TABLE page (id TEXT PRIMARY KEY, file TEXT NOT NULL, data BLOB NOT NULL, stated TEXT NOT NULL);
CREATE TABLE cache (page TEXT NOT NULL REFERENCES page(id), stage TEXT NOT NULL, key TEXT NOT NULL,
                    body BLOB NOT NULL, PRIMARY KEY (page, stage));
CREATE TABLE record (kind TEXT NOT NULL, position INTEGER NOT NULL, id TEXT, page TEXT, body TEXT NOT NULL,
                     PRIMARY KEY (kind, position));
CREATE INDEX record_id ON record(id);
CREATE TABLE judgement (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE run (position INTEGER PRIMARY KEY AUTOINCREMENT, manifest TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(page UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
"""

R = TypeVar("R", bound=Record)


class StoredPage(NamedTuple):
    """A page as acquired: its id, the name it is known by, its bytes, and what was stated of it."""

    id: str
    file: str
    data: bytes
    stated: Mapping[str, str]


class Store:
    """An open case file; use as a context manager."""

    def __init__(self, path: AnyPath, create: bool = False) -> None:
        self.path = path = Path(path)
        if not create and not path.is_file():
            raise CaseError(f"{path}: there is no such case; make it with `reportedly run PAGES -o {path}`.")
        if path.is_dir():
            raise CaseError(f"{path}: is a folder, not a case file; name a file.")
        if not path.parent.is_dir():
            raise CaseError(f"{path}: the folder {path.parent} does not exist; make it first.")
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA foreign_keys = ON")
            self._prepare()
        except sqlite3.Error as error:
            raise _told(path, error) from error

    def _prepare(self) -> None:
        app = self._db.execute("PRAGMA application_id").fetchone()[0]
        layout = self._db.execute("PRAGMA user_version").fetchone()[0]
        empty = not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if app == 0 and layout == 0 and empty:
            self._db.executescript(
                f"BEGIN; {_TABLES} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {LAYOUT}; COMMIT;"
            )
        elif app != APPLICATION_ID:
            raise CaseError(
                f"{self.path}: is a database but not a case file; name one made by `reportedly run`."
            )
        elif layout > LAYOUT:
            raise CaseError(f"{self.path}: was written by a newer version of reportedly; upgrade to read it.")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, _kind: object, error: object, _trace: object) -> None:
        with suppress(sqlite3.Error):
            self._db.close()
        if isinstance(error, sqlite3.Error):
            raise _told(self.path, error) from error

    @property
    def name(self) -> str:
        """The case's name: its file's, without the ending."""
        return self.path.stem

    # -------------------------------------------------------------- pages and caches

    def add_page(self, page: StoredPage) -> bool:
        """Add a page; False where the same bytes with the same statements are already in the case."""
        stated = json.dumps(dict(sorted(page.stated.items())), ensure_ascii=False)
        known = self._db.execute("SELECT file, stated FROM page WHERE id = ?", (page.id,)).fetchone()
        if known:
            if known[1] != stated and page.stated:
                self._db.execute("UPDATE page SET stated = ? WHERE id = ?", (stated, page.id))
            return False
        self._db.execute("INSERT INTO page VALUES (?, ?, ?, ?)", (page.id, page.file, page.data, stated))
        return True

    def pages(self) -> Iterator[StoredPage]:
        """Every page, by file name and id; bytes are loaded one page at a time."""
        ids = self._db.execute("SELECT id FROM page ORDER BY file, id").fetchall()
        for (ident,) in ids:
            yield self.page(ident)

    def page(self, ident: str) -> StoredPage:
        """One page; raises :class:`NotFound`."""
        row = self._db.execute("SELECT id, file, data, stated FROM page WHERE id = ?", (ident,)).fetchone()
        if row is None:
            raise NotFound(f"{self.path}: holds no page {ident}; `reportedly show` lists its pages.")
        return StoredPage(row[0], row[1], row[2], json.loads(row[3]))

    def drop_page(self, ident: str) -> None:
        """Remove a page whose bytes turned out to be no page."""
        self._db.execute("DELETE FROM cache WHERE page = ?", (ident,))
        self._db.execute("DELETE FROM page WHERE id = ?", (ident,))

    def progress(self) -> tuple[int, int]:
        """How many pages have been read and extracted, and how many there are."""
        total = self._db.execute("SELECT count(*) FROM page").fetchone()[0]
        done = self._db.execute("SELECT count(DISTINCT page) FROM cache WHERE stage = 'extract'").fetchone()[
            0
        ]
        return done, total

    def cached(self, page: str, stage: str, key: str) -> bytes | None:
        """What ``stage`` made of ``page`` under ``key``, or None."""
        row = self._db.execute(
            "SELECT body FROM cache WHERE page = ? AND stage = ? AND key = ?", (page, stage, key)
        ).fetchone()
        return row[0] if row else None

    def holds(self, page: str, stage: str, key: str) -> bool:
        """Whether the case has what ``stage`` made of ``page`` under ``key``."""
        query = "SELECT 1 FROM cache WHERE page = ? AND stage = ? AND key = ?"
        return self._db.execute(query, (page, stage, key)).fetchone() is not None

    def cache(self, page: str, stage: str, key: str, body: bytes) -> None:
        """Keep what ``stage`` made of ``page``, in place of what it made before."""
        self._db.execute("INSERT OR REPLACE INTO cache VALUES (?, ?, ?, ?)", (page, stage, key, body))

    # -------------------------------------------------------------- records of the last run

    def save(self, dossier: Dossier, manifest: Mapping[str, Any]) -> None:
        """Replace the records by those of ``dossier`` and add the run's manifest, in one transaction."""
        self._db.execute("BEGIN")
        try:
            self._db.execute("DELETE FROM record")
            for kind in _kinds():
                rows = getattr(dossier, kind)
                self._db.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?)", _rows(kind, rows))
            self._db.execute("DELETE FROM search")
            self._db.executemany(
                "INSERT INTO search VALUES (?, ?, ?)", ((p.id, p.title or "", p.text) for p in dossier.pages)
            )
            self._db.execute(
                "INSERT INTO run (manifest) VALUES (?)", (json.dumps(manifest, ensure_ascii=False),)
            )
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def put(self, **kinds: Sequence[Record]) -> None:
        """Replace the records of some kinds, as after a judgement on them; the run and its manifest stay."""
        self._db.execute("BEGIN")
        try:
            for kind, rows in kinds.items():
                self._db.execute("DELETE FROM record WHERE kind = ?", (kind,))
                self._db.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?)", _rows(kind, rows))
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def dossier(self) -> Dossier:
        """The records of the last run, with the log as it stands now."""
        if not self._db.execute("SELECT 1 FROM run").fetchone():
            raise CaseError(
                f"{self.path}: no run has finished; run `reportedly run PAGES -o {self.path}` again."
            )
        fields = {f.name: f.type for f in msgspec.structs.fields(Dossier)}
        loaded: dict[str, Any] = {}
        for kind in _kinds():
            rows = self._db.execute("SELECT body FROM record WHERE kind = ? ORDER BY position", (kind,))
            body = "[" + ",".join(row[0] for row in rows) + "]"
            loaded[kind] = msgspec.json.decode(body, type=fields[kind])
        from .records import SCHEMA

        return Dossier(schema=SCHEMA, case=self.name, judgements=self.judgements(), **loaded)

    def search(self, query: str, limit: int = 20) -> list[tuple[str, str]]:
        """Pages that match an FTS5 ``query``, best first: page id and a snippet."""
        try:
            return self._db.execute(
                "SELECT page, snippet(search, 2, '[', ']', '…', 12) FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?",
                (query, limit),
            ).fetchall()
        except sqlite3.OperationalError as error:
            raise NotFound(
                f"The search {query!r} cannot be read ({error}); quote phrases with double quotes."
            ) from error

    def manifest(self) -> dict[str, Any]:
        """The last run's manifest; empty before the first."""
        row = self._db.execute("SELECT manifest FROM run ORDER BY position DESC LIMIT 1").fetchone()
        return json.loads(row[0]) if row else {}

    # -------------------------------------------------------------- the analyst's log

    def judgements(self) -> tuple[Judgement, ...]:
        """The log, oldest first, each judgement with whether it is undone."""
        rows = self._db.execute("SELECT body FROM judgement ORDER BY position")
        return marked(tuple(msgspec.json.decode(row[0], type=Judgement) for row in rows))

    def judge(self, judgement: Judgement) -> None:
        """Append to the log; nothing in it is ever changed."""
        body = msgspec.json.encode(judgement).decode()
        self._db.execute("INSERT INTO judgement (id, body) VALUES (?, ?)", (judgement.id, body))


#: What SQLite's primary result codes mean for a case, and what to do.
_FAULTS = {
    sqlite3.SQLITE_BUSY: "is in use by another program; wait until that has ended",
    sqlite3.SQLITE_LOCKED: "is in use by another program; wait until that has ended",
    sqlite3.SQLITE_READONLY: "cannot be written; check its permissions and those of its folder",
    sqlite3.SQLITE_PERM: "cannot be opened; check its permissions",
    sqlite3.SQLITE_AUTH: "cannot be opened; check its permissions",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check its permissions and those of its folder",
    sqlite3.SQLITE_FULL: "cannot be written, the disk is full; make room and give the same command again",
    sqlite3.SQLITE_IOERR: "cannot be read or written by the system; check the disk",
    sqlite3.SQLITE_NOTADB: "is not a case file; name one made by `reportedly run`",
    sqlite3.SQLITE_CORRUPT: "is damaged; take a copy of it, then run `reportedly check` on it",
}


def _told(path: Path, error: sqlite3.Error) -> CaseError:
    """What SQLite's ``error`` on the case at ``path`` means to a person."""
    code = getattr(error, "sqlite_errorcode", None)
    meaning = _FAULTS.get(
        code & 0xFF if code is not None else -1, "is damaged; take a copy of it and run the pages again"
    )
    return CaseError(f"{path}: {meaning} ({error}).")


def _kinds() -> list[str]:
    return [f.name for f in msgspec.structs.fields(Dossier) if f.name not in ("schema", "case", "judgements")]


def _rows(kind: str, records: Sequence[Record]) -> Iterator[tuple[str, int, str | None, str | None, str]]:
    for position, record in enumerate(records):
        ident = getattr(record, "id", None)
        page = record.id if isinstance(record, Page) else getattr(record, "page", None)
        yield kind, position, ident, page, msgspec.json.encode(record, order="deterministic").decode()
