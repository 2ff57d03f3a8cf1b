"""What the seam lets through: a server that answers from a known case's gold file."""

from __future__ import annotations

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from reportedly import Store, export, run
from reportedly.case import Options

from .serving import item, reply, serving, text_of

#: The least shares of the gold's statements, of all of them: told, with their source, and with their stance.
FLOORS = {"recall": 0.97, "source": 0.97, "stance": 0.95}


def test_with_right_answers_nearly_every_statement_is_told(shared: Path, tmp_path: Path) -> None:
    known = shared / "cases" / "kunduz"
    gold = json.loads((known / "gold.json").read_text(encoding="utf-8"))

    def behave(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        flat = " ".join(text_of(body).split())
        told = []
        for row in gold["statements"]:
            content = " ".join(row["content"].split()).replace("“", '"')
            if row["source_type"] == "author" or _plain(content) not in _plain(flat):
                continue
            parts = [row["source"], row["cue"], *row["chain"][:1]]
            source, cue, *through = (p if p and _plain(p) in _plain(flat) else None for p in parts)
            told.append(
                item(row["content"], source, cue, stance=row["stance"], through=next(iter(through), None))
            )
        reply(handler, told)

    with serving(behave) as asked:
        run(
            known / "pages",
            tmp_path / "kunduz.case",
            Options(extractor="model", processes=1, model_url=asked.url, model_name="tiny"),
        )
    with Store(tmp_path / "kunduz.case") as store:
        data = export(store.dossier(), "json")
    (tmp_path / "export.json").write_bytes(data if isinstance(data, bytes) else data.encode())
    scored = subprocess.run(
        [sys.executable, shared / "score" / "score.py", known / "gold.json", tmp_path / "export.json", known / "pages", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures = json.loads(scored.stdout)["statements"]
    assert all(figures[name] >= least for name, least in FLOORS.items()), figures


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(str.maketrans("“”‘’", "\"\"''"))
