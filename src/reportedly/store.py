"""The store: one SQLite file a case.

It holds the pages' bytes as acquired, what was read and extracted of each (cached by a key that names
bytes, settings and versions), every record of the last run, the runs' manifests, and the analyst's
log.  A page is added in one transaction, so an interrupted run loses nothing that was finished.

Every row has a checksum.  A cached row that is damaged counts as missing; a damaged record or judgement is told
by name and the rest is readable.  A case of an older layout is taken to this one, and a copy of it kept.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from .errors import CaseError, DamagedError, NotFound
from .files import AnyPath
from .judgements import marked
from .records import SCHEMA, Dossier, Judgement, Page, Record

__all__ = ["Store", "StoredPage"]

#: "rept" in ASCII: how SQLite's header tells a case file from any other database.
APPLICATION_ID = 0x72657074

#: The layout below; a file with a higher number was written by a newer version.
LAYOUT = 2

_TABLES = """
CREATE TABLE page (id TEXT PRIMARY KEY, file TEXT NOT NULL, data BLOB NOT NULL, stated TEXT NOT NULL, sum INTEGER NOT NULL);
CREATE TABLE cache (page TEXT NOT NULL REFERENCES page(id), stage TEXT NOT NULL, key TEXT NOT NULL,
                    body BLOB NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (page, stage));
CREATE TABLE record (kind TEXT NOT NULL, position INTEGER NOT NULL, id TEXT, page TEXT, body TEXT NOT NULL,
                     sum INTEGER NOT NULL, PRIMARY KEY (kind, position));
CREATE INDEX record_id ON record(id);
CREATE TABLE judgement (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, body TEXT NOT NULL, sum INTEGER NOT NULL);
CREATE TABLE run (position INTEGER PRIMARY KEY AUTOINCREMENT, manifest TEXT NOT NULL, sum INTEGER NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(page UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
"""

#: The columns that a row's checksum is of; a page's bytes are known by its id, which is their hash.
_SUMMED = {
    table: ", ".join(
        f"CAST({column} AS BLOB)" for column in columns.split()
    )  # whatever type a damaged one has
    for table, columns in {
        "page": "id file stated",
        "cache": "page stage key body",
        "record": "kind position id page body",
        "judgement": "id body",
        "run": "manifest",
    }.items()
}

R = TypeVar("R", bound=Record)


class StoredPage(NamedTuple):
    """A page as acquired: its id, the name it is known by, its bytes, and what was stated of it."""

    id: str
    file: str
    data: bytes
    stated: Mapping[str, str]
    sound: bool = True  # whether its name and what was stated of it are what was stored


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
            self._db.text_factory = lambda text: text.decode("utf-8", "surrogateescape")  # its sum tells
            self._db.create_function("checksum", -1, _checksum, deterministic=True)
            self._db.executescript("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF")
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
        elif layout < LAYOUT:
            self._migrate(layout)

    def _migrate(self, layout: int) -> None:
        """Take a case of the layout before this one to this one, and keep a copy of it."""
        kept = self.path.with_name(f"{self.path.name}.layout-{layout}")
        if not kept.exists():
            try:
                shutil.copy2(self.path, kept)
            except OSError as error:
                kept.unlink(missing_ok=True)
                raise CaseError(
                    f"{kept}: cannot be written ({error.strerror}); the case is of an older version, and before it is "
                    "changed a copy of it must be kept."
                ) from error
        changes = "".join(
            f"ALTER TABLE {table} ADD COLUMN sum INTEGER NOT NULL DEFAULT 0; UPDATE {table} SET sum = checksum({columns});"
            for table, columns in _SUMMED.items()
        )
        self._db.executescript(f"BEGIN; {changes} PRAGMA user_version = {LAYOUT}; COMMIT;")

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
        row = (page.id, page.file, page.data, stated, _checksum(page.id, page.file, stated))
        known = self._db.execute(
            f"SELECT file, stated, data = ? AND sum = checksum({_SUMMED['page']}) FROM page WHERE id = ?",
            (page.data, page.id),
        ).fetchone()
        if known is None:
            self._db.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?)", row)
        elif not known[2] or (known[1] != stated and page.stated):
            file = known[0] if known[2] else page.file
            self._db.execute(
                "UPDATE page SET file = ?, data = ?, stated = ?, sum = ? WHERE id = ?",
                (file, page.data, stated, _checksum(page.id, file, stated), page.id),
            )
        return known is None

    def pages(self) -> Iterator[StoredPage]:
        """Every page, by file name and id; bytes are loaded one page at a time."""
        ids = self._db.execute("SELECT id FROM page ORDER BY file, id").fetchall()
        for (ident,) in ids:
            yield self.page(ident)

    def page(self, ident: str) -> StoredPage:
        """One page; raises :class:`NotFound`."""
        query = f"SELECT id, file, CAST(data AS BLOB), stated, sum = checksum({_SUMMED['page']}) FROM page WHERE id = ?"
        row = self._db.execute(query, (ident,)).fetchone()
        if row is None:
            raise NotFound(f"{self.path}: holds no page {ident}; `reportedly show` lists its pages.")
        return StoredPage(row[0], row[1], row[2], json.loads(row[3]) if row[4] else {}, bool(row[4]))

    def named(self, page: str) -> list[str]:
        """The ids of the pages of that file name, else of those whose ids begin so."""
        rows = self._db.execute("SELECT id, file FROM page ORDER BY id").fetchall()
        return [i for i, file in rows if file == page] or [i for i, _ in rows if i.startswith(page)]

    def drop_page(self, ident: str) -> None:
        """Remove a page and what was read of it."""
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM cache WHERE page = ?", (ident,))
        self._db.execute("DELETE FROM page WHERE id = ?", (ident,))
        self._db.execute("COMMIT")

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
            "SELECT CAST(body AS BLOB), sum FROM cache WHERE page = ? AND stage = ? AND key = ?",
            (page, stage, key),
        ).fetchone()
        return row[0] if row and row[1] == _checksum(page, stage, key, row[0]) else None

    def kept(self, page: str, stage: str) -> bytes | None:
        """What ``stage`` last made of ``page``, whatever made it, or None."""
        row = self._db.execute("SELECT key FROM cache WHERE page = ? AND stage = ?", (page, stage)).fetchone()
        return self.cached(page, stage, row[0]) if row else None

    def holds(self, page: str, stage: str, key: str) -> bool:
        """Whether the case has what ``stage`` made of ``page`` under ``key``, undamaged."""
        return self.cached(page, stage, key) is not None

    def cache(self, page: str, stage: str, key: str, body: bytes) -> None:
        """Keep what ``stage`` made of ``page``, in place of what it made before."""
        row = (page, stage, key, body, _checksum(page, stage, key, body))
        self._db.execute("INSERT OR REPLACE INTO cache VALUES (?, ?, ?, ?, ?)", row)

    # -------------------------------------------------------------- records of the last run

    def save(self, dossier: Dossier, manifest: Mapping[str, Any]) -> None:
        """Replace the records by those of ``dossier`` and add the run's manifest, in one transaction."""
        self._db.execute("BEGIN")
        try:
            self._db.execute("DELETE FROM record")
            for kind in _kinds():
                rows = getattr(dossier, kind)
                self._db.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", _rows(kind, rows))
            self._db.execute("DELETE FROM search")
            self._db.executemany(
                "INSERT INTO search VALUES (?, ?, ?)", ((p.id, p.title or "", p.text) for p in dossier.pages)
            )
            told = json.dumps(manifest, ensure_ascii=False)
            self._db.execute("INSERT INTO run (manifest, sum) VALUES (?, ?)", (told, _checksum(told)))
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def put(self, **kinds: Sequence[Record]) -> None:
        """Replace the records of some kinds by what one more judgement makes of them; the run stays the last."""
        manifest = self.manifest()
        told = json.dumps(manifest | {"judgements": manifest.get("judgements", 0) + 1}, ensure_ascii=False)
        self._db.execute("BEGIN")
        try:
            for kind, rows in kinds.items():
                self._db.execute("DELETE FROM record WHERE kind = ?", (kind,))
                self._db.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", _rows(kind, rows))
            last = "position = (SELECT max(position) FROM run)"
            self._db.execute(f"UPDATE run SET manifest = ?, sum = ? WHERE {last}", (told, _checksum(told)))
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
        faults = list(self.damaged("record"))
        if faults:
            raise DamagedError(f"{self.path}: {faults[0]} {_ANEW.format(self.path)}")
        loaded: dict[str, Any] = {}
        for kind in _kinds():
            rows = self._db.execute("SELECT body FROM record WHERE kind = ? ORDER BY position", (kind,))
            try:
                loaded[kind] = msgspec.json.decode(f"[{','.join(row[0] for row in rows)}]", type=fields[kind])
            except msgspec.DecodeError as error:
                raise DamagedError(
                    f"{self.path}: its {kind} were written by another version. {_ANEW.format(self.path)}"
                ) from error
        return Dossier(schema=SCHEMA, case=self.name, judgements=self.judgements(), **loaded)

    def faults(self) -> Iterator[str]:
        """A sentence for everything in the file that is not what was written there."""
        try:
            for (told,) in self._db.execute("PRAGMA quick_check(5)"):
                if told != "ok":
                    yield f"The file is damaged: {told}."
        except sqlite3.DatabaseError as error:
            yield f"The file is damaged: {error}."
        for table in _SUMMED:
            yield from self.damaged(table)

    def damaged(self, table: str) -> Iterator[str]:
        """A sentence for every row of a table whose checksum is not that of its columns."""
        named = {"page": "file", "cache": "stage || ' of page ' || page", "run": "position"}
        name = named.get(table, "coalesce(id, kind || ' ' || position)" if table == "record" else "id")
        query = f"SELECT {name} FROM {table} WHERE sum != checksum({_SUMMED[table]})"
        for (which,) in self._db.execute(query):
            yield f"A row is damaged: {table} {which}."

    def stale(self) -> str | None:
        """What was added to the case since it was computed, as a sentence; None where nothing was."""
        told = self.manifest()
        pages = self._db.execute("SELECT count(*) FROM page").fetchone()[0] - told.get("pages", 0)
        judged = len(self.judgements()) - told.get("judgements", 0)
        if not told or not (pages > 0 or judged > 0):
            return None
        added = f"{judged} judgements" if judged > 0 else f"{pages} pages"
        return f"{self.path}: {added} came in since it was computed; give `reportedly run -o {self.path}`."

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
        row = self._db.execute("SELECT manifest, sum FROM run ORDER BY position DESC LIMIT 1").fetchone()
        return json.loads(row[0]) if row and row[1] == _checksum(row[0]) else {}

    # -------------------------------------------------------------- the analyst's log

    def judgements(self) -> tuple[Judgement, ...]:
        """The log, oldest first, each judgement with whether it is undone."""
        rows = self._db.execute(
            f"SELECT body FROM judgement WHERE sum = checksum({_SUMMED['judgement']}) ORDER BY position"
        )
        return marked(tuple(msgspec.json.decode(row[0], type=Judgement) for row in rows))

    def judge(self, judgement: Judgement) -> None:
        """Append to the log; nothing in it is ever changed."""
        body = msgspec.json.encode(judgement).decode()
        row = (judgement.id, body, _checksum(judgement.id, body))
        self._db.execute("INSERT INTO judgement (id, body, sum) VALUES (?, ?, ?)", row)


def _checksum(*columns: str | bytes | int | None) -> int:
    """A CRC of a row's columns and of how long each is."""
    total = 0
    for column in columns:
        data = column if isinstance(column, bytes) else str(column).encode("utf-8", "surrogateescape")
        total = zlib.crc32(data, zlib.crc32(len(data).to_bytes(8, "little"), total))
    return total


_ANEW = "Give `reportedly run -o {}` to compute it anew from its pages."

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


def _rows(
    kind: str, records: Sequence[Record]
) -> Iterator[tuple[str, int, str | None, str | None, str, int]]:
    for position, record in enumerate(records):
        ident = getattr(record, "id", None)
        page = record.id if isinstance(record, Page) else getattr(record, "page", None)
        body = msgspec.json.encode(record, order="deterministic").decode()
        yield kind, position, ident, page, body, _checksum(kind, position, ident, page, body)
