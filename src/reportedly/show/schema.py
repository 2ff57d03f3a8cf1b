"""The JSON Schema of the export (draft 2020-12), generated from the records."""

from __future__ import annotations

from typing import Any

import msgspec

from ..records import SCHEMA, Dossier

__all__ = ["json_schema"]


def json_schema() -> dict[str, Any]:
    """The schema: every field of every record is always there, and no others are."""
    schema = msgspec.json.schema(Dossier)
    for definition in schema["$defs"].values():
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
            definition["additionalProperties"] = False
            for field in definition["properties"].values():
                field.pop("default", None)  # the export writes every field: a default would say nothing
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"The dossier export of reportedly, {SCHEMA}",
        **schema,
    }
