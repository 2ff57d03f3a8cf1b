"""The way through the house: a room imports only from rooms to its left and from the base modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import reportedly
from reportedly.fingerprint import RESTS_ON

ROOT = Path(reportedly.__file__).parent
ROOMS = ("read", "extract", "link", "compare", "show")
#: Modules that every room may use; they use no room.
BASE = {
    "records",
    "spans",
    "errors",
    "vocab",
    "frames",
    "dates",
    "values",
    "judgements",
    "mending",
    "fitted",
    "lexical",
    "guards",
    "printable",
    "files",
    "base",
    "names",
}


def imported(file: Path) -> Iterator[str]:
    """The first part, below the package, of every module that ``file`` imports from the package."""
    own = ("reportedly", *file.relative_to(ROOT).with_suffix("").parts)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[tuple[str, ...]] = []
        if isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = own[: -node.level] if node.level else ()
            module = (*base, *(node.module.split(".") if node.module else ()))
            names = [(*module, alias.name) if len(module) == 1 else module for alias in node.names]
        yield from (name[1] for name in names if name[0] == "reportedly" and len(name) > 1)


def test_the_reader_of_imports_sees_relative_ones() -> None:
    assert {"case", "show"} <= set(imported(ROOT / "cli" / "make.py")) | set(
        imported(ROOT / "cli" / "look.py")
    )
    assert "records" in set(imported(ROOT / "spans.py"))


def test_rooms_import_only_leftwards() -> None:
    wrong = []
    for place, room in enumerate(ROOMS):
        allowed = BASE | set(ROOMS[: place + 1])
        for file in sorted((ROOT / room).rglob("*.py")):
            wrong += [f"{file.relative_to(ROOT)}: {name}" for name in imported(file) if name not in allowed]
    assert not wrong


def test_base_modules_import_no_room() -> None:
    wrong = []
    for name in sorted(BASE):
        files = [ROOT / f"{name}.py", *sorted((ROOT / name).rglob("*.py"))]
        for file in files:
            if file.is_file():
                wrong += [
                    f"{file.relative_to(ROOT)}: {i}"
                    for i in imported(file)
                    if i not in BASE | {"__version__"}
                ]
    assert not wrong


def test_a_cached_page_is_known_by_all_code_that_made_it() -> None:
    for room in ("read", "extract"):
        names = RESTS_ON[room]
        need = {room}
        while True:
            files = [f for n in need for f in (ROOT / f"{n}.py", *(ROOT / n).rglob("*.py")) if f.is_file()]
            more = need | {
                name for f in files for name in imported(f) if name in BASE or (ROOT / name).is_dir()
            }
            if more == need:
                break
            need = more
        assert need <= set(names), (
            f"{room} rests on {sorted(need - set(names))} too: name it in fingerprint.py"
        )


def test_the_public_names_are_sorted_and_all_load() -> None:
    names = reportedly.__all__
    assert names == sorted(
        names, key=lambda name: (not name.isupper(), name.startswith("_") or name.islower(), name)
    )
    assert names == [
        "SCHEMA", "Actor", "Case", "CaseError", "CitationCheck", "Comparison", "Date", "DateMention", "Detail", "Dossier",
        "DriftError", "Duration", "Episode", "Event", "Evidence", "ExtensionError", "Finding", "InputError",
        "Interrupted", "Judgement", "Link", "NotFound", "Options", "Page", "PageError", "Passage", "ReportedlyError",
        "RunReport", "Span", "Statement", "Store", "Value", "Voice", "VoiceRelation", "__version__", "check",
        "compute", "export", "read", "recompute", "run",
    ]  # fmt: skip
    assert all(getattr(reportedly, name) is not None for name in names)
