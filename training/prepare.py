"""Step 1: parse PolNeAR and read it by the rules as the project does; write features and labels, one .npz a document.

    python training/prepare.py POLNEAR/train OUT/train --vocabulary vocab.txt

Run it in the environment that ``reportedly`` is installed in (it needs spaCy, not PyTorch).  Where a
document was annotated several times the first annotation, by file name, is used.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import NamedTuple

import numpy as np

from reportedly.extract.parse import load_model, parse_pages
from reportedly.extract.speech.both import hint
from reportedly.extract.speech.rules import Rules
from reportedly.records import Page, Passage, Reading
from reportedly_tagger.encode import encode, hinted
from reportedly_tagger.wordpiece import WordPieces

ROLES = ("Source", "Cue", "Content")
_EDGE = " \t\r\n\u00a0\u200b\ufeff\"“”«»„'‘’`´.,;:!?–—-()[]"


class Gold(NamedTuple):
    """One annotated span: its fragments (start, end) in code points."""

    fragments: list[tuple[int, int]]


def read_annotation(
    path: Path,
) -> tuple[dict[str, tuple[str, list[tuple[int, int]]]], list[dict[str, list[str]]]]:
    """The text bounds and the attributions of one brat file."""
    spans: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    events: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) > 1 and re.match(r"T\d", parts[0]):
            kind, _, rest = parts[1].partition(" ")
            if kind in ROLES:
                cut = [tuple(map(int, piece.split())) for piece in rest.split(";")]
                spans[parts[0]] = (kind, [(a, b) for a, b in cut])
        elif len(parts) > 1 and parts[0].startswith("E"):
            event: dict[str, list[str]] = {}
            for item in parts[1].split():
                role, _, target = item.partition(":")
                event.setdefault(role.rstrip("0123456789"), []).append(target)
            events.append(event)
    return spans, events


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks, punctuation and white space at its edges."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def documents(folder: Path) -> list[tuple[str, Path, Path]]:
    """(name, text, annotation) of every document, the first annotation where there are several."""
    found: dict[str, tuple[str, Path, Path]] = {}
    for annotation in sorted((folder / "attributions").glob("*.ann")):
        name = re.sub(r"_[0-9a-f]{4}$", "", annotation.stem)
        found.setdefault(name, (name, folder / "text" / f"{name}.txt", annotation))
    return list(found.values())


def label(encoded, text, spans, events) -> dict[str, np.ndarray]:  # type: ignore[no-untyped-def]
    """BIO labels [n, 3] of the spans' envelopes, and the attributions as rows of piece indices."""

    def pieces(start: int, end: int) -> tuple[int, int]:
        start, end = trim(text, start, end)
        first = int(np.searchsorted(encoded.ends, start, side="right"))
        last = int(np.searchsorted(encoded.starts, end, side="left"))
        return first, last

    bio = np.zeros((len(encoded.ids), 3), dtype=np.uint8)
    for column, role in enumerate(ROLES):
        envelopes = {(s[0][0], s[-1][1]) for kind, s in spans.values() if kind == role}
        for start, end in sorted(envelopes, key=lambda e: e[0] - e[1]):  # longest first: the outer one stays
            a, b = pieces(start, end)
            if a < b and not bio[a:b, column].any():
                bio[a, column] = 1
                bio[a + 1 : b, column] = 2
    rows, members = [], []
    for event in events:
        cues = [spans[t] for t in event.get("Cue", ()) if t in spans]
        if not cues:
            continue
        row = list(pieces(cues[0][1][0][0], cues[0][1][-1][1]))
        for role in ("Source", "Content"):
            fragments = [f for t in event.get(role, ()) if t in spans for f in spans[t][1]]
            if fragments:
                row += pieces(min(f[0] for f in fragments), max(f[1] for f in fragments))
                for fragment in fragments:
                    a, b = pieces(*fragment)
                    if a < b:
                        members.append((len(rows), int(role == "Content"), a, b))
            else:
                row += [-1, -1]
        if row[0] < row[1]:
            rows.append(row)
        else:
            members = [m for m in members if m[0] != len(rows)]
    return {
        "bio": bio,
        "relations": np.array(rows, dtype=np.int32).reshape(-1, 6),
        "members": np.array(members, dtype=np.int32).reshape(-1, 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--vocabulary", type=Path, required=True, help="the encoder's word pieces, one a line"
    )
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary = WordPieces(args.vocabulary)
    found = documents(args.folder)
    readings = []
    for name, text_path, _ in found:
        text = text_path.read_bytes().decode("utf-8")
        page = Page(name, text_path.name, None, "", "text/plain", "text", "en", text)
        readings.append(Reading(page, (Passage(name, name, 0, len(text), None, "article"),)))
    for (name, _, annotation), (reading, parsed) in zip(
        found, parse_pages(load_model(), readings), strict=True
    ):
        spans, events = read_annotation(annotation)
        if len(parsed) != 1:
            continue  # a document so long that the parse cuts it; none in the corpus
        hints = [hint(p, parsed[0]) for p in Rules().propose(parsed)]
        encoded = hinted(encode(vocabulary, parsed[0].doc), hints)
        labels = label(encoded, reading.page.text, spans, events)
        np.savez(args.out / f"{name}.npz", **encoded._asdict(), **labels)
    print(f"{len(found)} documents in {args.out}")


if __name__ == "__main__":
    main()
