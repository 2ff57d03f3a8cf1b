"""Holding a case against its own pages again: hashes, texts, spans, and the ids that records point to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from .errors import DamagedError, DriftError, PageError
from .mending import mendings, received
from .records import Dossier, Passage, Reading, Record, Source, Span
from .spans import page_id, verify
from .store import Store

__all__ = ["check"]


def check(store: Store) -> Iterator[str]:
    """One sentence for everything in the case that no longer stands where it stood; none if all is well."""
    yield from store.faults()
    try:
        dossier = store.dossier()
    except DamagedError as error:
        yield str(error)
        return
    if stale := store.stale():
        yield stale
    texts = {page.id: page.text for page in dossier.pages}
    yield from _pages(store, dossier)
    for record in _records(dossier):
        yield from _spans(record, texts)
    yield from _references(dossier)


def _pages(store: Store, dossier: Dossier) -> Iterator[str]:
    from .read import Acquired, read

    ocr = bool(store.manifest().get("settings", {}).get("ocr"))
    known = {page.id: page for page in dossier.pages}
    for stored in store.pages():
        page = known.pop(stored.id, None)
        if page_id(stored.data) != stored.id:
            yield f"Page {stored.id} ({stored.file}): its bytes are not those that were acquired."
            continue
        if page is None:
            yield f"Page {stored.id} ({stored.file}): it is in no dossier; use `reportedly run`."
            continue
        if hashlib.sha256(stored.data).hexdigest() != page.sha256:
            yield f"Page {stored.id} ({stored.file}): its hash is not that of its bytes."
        try:
            again = _as_received(read(Acquired(stored.file, stored.data, stored.stated), ocr))
        except PageError as error:
            yield f"Page {stored.id}: can no longer be read: {error}"
            continue
        if again != page.text:
            yield f"Page {stored.id} ({stored.file}): reading it again gives another text; run the case again."
    for page in known.values():
        yield f"Page {page.id} ({page.file}): its bytes are missing from the case."


def _as_received(reading: Reading) -> str:
    return received(reading.page, mendings([reading])).text


def _records(dossier: Dossier) -> Iterator[Record]:
    for field in dossier.__struct_fields__:
        rows = getattr(dossier, field)
        if isinstance(rows, tuple) and field not in ("pages", "judgements"):
            yield from rows


def _spans(record: object, texts: dict[str, str]) -> Iterator[str]:
    """Every span in ``record``, however deep it lies, held against its page."""
    if isinstance(record, Source):
        if record.start is not None and record.end is not None:  # an author needs no span
            yield from _verified(Span(record.page or "", record.start, record.end, record.text or ""), texts)
    elif isinstance(record, Passage):
        if not 0 <= record.start < record.end <= len(texts.get(record.page, "")):
            yield f"Passage {record.id}: characters {record.start} to {record.end} are not on its page."
    elif all(hasattr(record, name) for name in ("page", "start", "end", "text")):
        yield from _verified(record, texts)  # type: ignore[arg-type]  # a span, or a record shaped like one
    if isinstance(record, Record):
        for field in record.__struct_fields__:
            yield from _spans(getattr(record, field), texts)
    elif isinstance(record, tuple | list):
        for item in record:
            yield from _spans(item, texts)
    elif isinstance(record, dict):
        for item in record.values():
            yield from _spans(item, texts)


def _verified(span: Span, texts: dict[str, str]) -> Iterator[str]:
    text = texts.get(span.page)
    if text is None:
        yield f"A span points to page {span.page!r}, which the case does not hold: {span.text[:60]!r}."
        return
    try:
        verify(span, text)
    except DriftError as error:
        yield str(error)


def _references(dossier: Dossier) -> Iterator[str]:
    """Ids that a record points to and the case does not hold."""
    statements = {s.id for s in dossier.statements}
    passages = {p.id for p in dossier.passages}
    voices = {v.id for v in dossier.voices}
    actors = {a.id for a in dossier.actors}
    episodes = {e.id for e in dossier.episodes}

    def missing(owner: str, what: str, ident: str | None, known: set[str]) -> Iterator[str]:
        if ident is not None and ident not in known:
            yield f"{owner} points to {what} {ident}, which the case does not hold."

    for s in dossier.statements:
        yield from missing(f"Statement {s.id}", "passage", s.passage, passages)
        yield from missing(f"Statement {s.id}", "statement", s.within, statements)
        yield from missing(f"Statement {s.id}", "voice", s.voice, voices)
        yield from missing(f"Statement {s.id}", "actor", s.source.actor, actors)
        for hop in s.chain:
            yield from missing(f"Statement {s.id}", "passage", hop.passage, passages)
    for d in dossier.details:
        yield from missing(f"Detail {d.id}", "episode", d.episode, episodes)
        values = {v.id for v in d.values}
        for v in d.values:
            for e in v.evidence:
                yield from missing(f"Value {v.id}", "passage", e.passage, passages)
                yield from missing(f"Value {v.id}", "statement", e.statement, statements)
            for account in v.accounts:
                yield from missing(f"Value {v.id}", "passage", account, passages)
            for voice in v.voices:
                yield from missing(f"Value {v.id}", "voice", voice, voices)
        for r in d.relations:
            yield from missing(f"Detail {d.id}", "value", r.a, values)
            yield from missing(f"Detail {d.id}", "value", r.b, values)
        for p in d.positions:
            yield from missing(f"Detail {d.id}", "passage", p.account, passages)
    for link in dossier.links:
        yield from missing("A link", "passage", link.source, passages)
        yield from missing("A link", "passage", link.target.passage, passages)
    for c in dossier.citation_checks:
        yield from missing(f"Citation check {c.id}", "statement", c.statement, statements)
        yield from missing(f"Citation check {c.id}", "passage", c.cited.passage, passages)
