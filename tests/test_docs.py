"""What is documented is what there is."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from typer.main import get_command

import reportedly
from reportedly import Store, export, run
from reportedly.cli import app
from reportedly.show.schema import json_schema

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_command_is_documented(generate: ModuleType) -> None:
    written = (DOCS / "cli.md").read_text(encoding="utf-8")

    def walk(command: Any, name: str) -> None:
        assert f"## {name}\n" in written, f"{name} is not in docs/cli.md: run `python docs/generate.py`"
        for sub, inner in getattr(command, "commands", {}).items():
            walk(inner, f"{name} {sub}")

    walk(get_command(app), "reportedly")
    assert written == generate.cli_reference(), "docs/cli.md is stale: run `python docs/generate.py`"


def test_every_public_name_is_documented(generate: ModuleType) -> None:
    written = (DOCS / "api.md").read_text(encoding="utf-8")
    for name in reportedly.__all__:
        if name not in ("SCHEMA", "__version__"):
            assert f"### `{name}`\n\n" in written, (
                f"{name} is not in docs/api.md: run `python docs/generate.py`"
            )
            assert getattr(reportedly, name).__doc__
    assert written == generate.api_reference(), "docs/api.md is stale: run `python docs/generate.py`"


def test_the_schema_in_docs_is_the_records() -> None:
    written = json.loads((DOCS / "schema" / "reportedly-0.json").read_text(encoding="utf-8"))
    assert written == json_schema(), "docs/schema is stale: run `python docs/generate.py`"
    jsonschema.Draft202012Validator.check_schema(written)


def test_an_export_validates_and_a_broken_one_does_not(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "VALD, 4 May 2011. Two guards died at the bridge, Mayor Ana Brill said.\n"
    )
    run([tmp_path / "one.txt"], tmp_path / "a.case")
    with Store(tmp_path / "a.case") as store:
        document = json.loads(export(store.dossier(), "json"))
    validator = jsonschema.Draft202012Validator(json_schema())
    validator.validate(document)
    del document["pages"][0]["url"]
    assert list(validator.iter_errors(document))
