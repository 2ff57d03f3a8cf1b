"""Everything that is installed with the program may be used, changed and passed on with it.

What docs/licences.md lists is what the lock file holds; the licence is what each package says of itself.
"""

from __future__ import annotations

import importlib.util
import re
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
#: Licences whose works may be passed on with a program under the Apache licence.  MPL is by file: nothing is changed.
FREE = (
    "MIT", "BSD", "Apache", "ISC", "PSF", "Python Software Foundation", "MPL", "Mozilla Public", "CC0", "Zlib", "0BSD", "CNRI", "HPND",
    "dependency licenses",  # pypdfium2's, of PDFium and what that holds: BSD, Apache, FreeType, zlib
)  # fmt: skip


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_dependency_is_free_and_listed(generate: ModuleType) -> None:
    told = dict(generate.licences())
    assert len(told) > 40
    for name, licence in told.items():
        either = re.split(r"\bOR\b", licence)  # one of several may be chosen
        assert any(
            all(any(free in part for free in FREE) for part in re.split(r"\bAND\b|,", choice))
            for choice in either
        ), f"{name}: {licence!r} is not known to be free"
    written = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert written == generate.licence_list(), "docs/licences.md is stale: run `python docs/generate.py`"


def test_the_lock_names_versions_and_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        for entry in re.split(r"\n(?=[a-z])", text.strip()):
            assert re.match(r"[\w.-]+==[\w.!+]+", entry), entry[:60]
            assert "--hash=sha256:" in entry, entry[:60]


def test_what_the_program_declares_is_locked() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = set(
        re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    )
    for need in project["dependencies"]:
        name = re.split(r"[<>=!\[ ;]", need)[0].lower()
        assert name in locked, f"{name} is not in requirements.lock: run `make lock`"
        assert metadata.version(name)
