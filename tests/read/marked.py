"""Pages of our own with their expected passages marked in them.

A line ``<<< kind`` opens a passage, ``>>>`` closes it; fields follow the kind as ``key=value`` between
semicolons (``title``, ``author``, ``publisher``, ``agency``, ``dateline``, ``published``, ``contributors``).
The marks' lines are no part of the page.  Text outside every mark may be read as anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reportedly.records import Passage, Reading

__all__ = ["Expected", "load_marked", "mistakes", "write_marked"]


@dataclass
class Expected:
    """A passage that a page must give: its kind, its characters, its fields."""

    kind: str
    start: int
    end: int = 0
    fields: dict[str, str] = field(default_factory=dict)


def load_marked(path: Path) -> tuple[str, list[Expected]]:
    """The text of a marked page and its expected passages."""
    out: list[str] = []
    size = 0
    open_: list[Expected] = []
    done: list[Expected] = []
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("<<< "):
            kind, *pairs = [part.strip() for part in line[4:].split(";")]
            fields = dict(pair.split("=", 1) for pair in pairs if pair)
            open_.append(Expected(kind, size, fields=fields))
        elif line.startswith(">>>"):
            last = open_.pop()
            last.end = size
            done.append(last)
        else:
            out.append(line)
            size += len(line)
    assert not open_, f"{path.name}: a passage is not closed"
    return "".join(out), sorted(done, key=lambda e: (e.start, -e.end))


def write_marked(reading: Reading) -> str:
    """A page marked as it is read now: to be checked by eye, and put right by hand, before it is a test."""
    text = reading.page.text.rstrip("\n") + "\n"
    begins: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for p in reading.passages:
        stop = text.find("\n", p.end)
        stop = len(text) if stop < 0 else stop + 1
        if p.start and text[p.start - 1] != "\n":
            continue
        have = {
            "title": p.title,
            "author": p.author,
            "publisher": p.publisher,
            "agency": p.agency,
            "dateline": p.dateline,
        }
        have |= {"published": p.published.edtf, "contributors": ", ".join(p.contributors)}
        told = [f"{k}={v}" for k, v in have.items() if v and ";" not in v]
        begins.setdefault(p.start, []).append("<<< " + "; ".join([p.kind, *told]) + "\n")
        ends.setdefault(stop, []).append(">>>\n")
    out: list[str] = []
    at = 0
    for line in [*text.splitlines(keepends=True), ""]:
        out += ends.get(at, []) + begins.get(at, []) + [line]
        at += len(line)
    return "".join(out)


def _group(kind: str | None) -> str | None:
    return "report" if kind in ("article", "post", "quoted_article") else kind


def _paint(rows: list[tuple[str, int, int]], length: int) -> list[str | None]:
    label: list[str | None] = [None] * length
    for kind, start, end in sorted(rows, key=lambda r: r[1] - r[2]):
        label[start:end] = [kind] * (end - start)
    return label


def mistakes(reading: Reading, expected: list[Expected]) -> list[str]:
    """What of ``expected`` the reading has wrong; an empty list where all is right."""
    text = reading.page.text
    want = _paint([(e.kind, e.start, e.end) for e in expected], len(text))
    # What is cut out in the middle of a line (a footnote's number, "[edit]") is not marked in the pages.
    whole = [
        p
        for p in reading.passages
        if not text[text.rfind("\n", 0, p.start) + 1 : p.start].strip() or p.parent is None
    ]
    got = _paint([(p.kind, p.start, p.end) for p in whole], len(text))
    found: list[str] = []
    at = 0
    for line in text.splitlines(keepends=True):
        pairs = {
            (_group(want[i]), _group(got[i]))
            for i in range(at, at + len(line))
            if not text[i].isspace() and want[i]
        }
        if any(a != b for a, b in pairs):
            found.append(f"{at}: {line.strip()[:60]!r} is {sorted(map(str, pairs))}")
        at += len(line)
    for e in expected:
        if e.kind == "boilerplate":
            continue
        best = max(reading.passages, key=lambda p: _iou(p, e))
        if _iou(best, e) < 0.8 or best.kind != e.kind:
            found.append(f"{e.kind} at {e.start}-{e.end} is {best.kind} at {best.start}-{best.end}")
            continue
        for key, value in e.fields.items():
            have = best.published.edtf if key == "published" else getattr(best, key)
            have = ", ".join(have) if isinstance(have, tuple) else have
            if (have or "none") != value:
                found.append(f"{e.kind} at {e.start}: {key} is {have!r}, not {value!r}")
    return found


def _iou(p: Passage, e: Expected) -> float:
    inter = max(0, min(p.end, e.end) - max(p.start, e.start))
    return inter / (max(p.end, e.end) - min(p.start, e.start) or 1)
