"""Measure the parting of folders into affairs: ``affairs.py CASES HTML`` (folders of cases with ``pages``; saved news pages).

Prints how alike unrelated pages are by chance, from which ``affairs._FALL`` and ``_START`` were read, and which affairs
are split or mixed: each alone, all together, two by two, and each among the unrelated pages.
"""

from __future__ import annotations

import gzip
import itertools
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from reportedly.errors import PageError
from reportedly.link.happenings.affairs import part_affairs, texts_of
from reportedly.link.happenings.rarity import about, dot
from reportedly.read import Acquired, read
from reportedly.records import Reading

#: Folders whose pages tell of one affair.
SAME = {"khalilzad-more": "amman-talks"}
#: Two pages as alike as this are one page saved twice.
_TWICE = 0.5


def cases(folder: Path) -> dict[str, list[Reading]]:
    """The readings of each affair."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for pages in sorted(folder.glob("*/pages")):
        found[SAME.get(pages.parent.name, pages.parent.name)] += [
            read(Acquired(p.name, p.read_bytes(), {})) for p in sorted(pages.iterdir()) if p.is_file()
        ]
    return dict(found)


def strangers(folder: Path) -> list[Reading]:
    """The readings of unrelated pages in English."""
    found = []
    for file in sorted(folder.glob("*.html.gz")):
        try:
            reading = read(Acquired(file.stem, gzip.decompress(file.read_bytes()), {}))
        except PageError:
            continue
        if reading.page.language in (None, "en"):
            found.append(reading)
    return found


def chance(readings: Sequence[Reading]) -> None:
    """How alike unrelated pages are: quantiles, and the exponential through the upper two thousandths."""
    vectors = [about("\n".join(text for _, text in texts_of(r))) for r in readings]
    pairs = sorted((dot(a, b) for a, b in itertools.combinations(vectors, 2)), reverse=True)
    pairs = [p for p in pairs if p < _TWICE]
    shares = (0.03, 0.01, 0.003, 0.001)
    at = [pairs[int(len(pairs) * share)] for share in shares]
    fall = math.log(shares[1] / shares[3]) / (at[3] - at[1])
    print(
        f"{len(readings)} unrelated pages, {len(pairs)} pairs:",
        *(f"{s}: {x:.3f}" for s, x in zip(shares, at, strict=True)),
    )
    print(f"share of pairs alike by x or more: exp(-{fall:.1f} x {math.log(shares[1]) + fall * at[1]:+.1f})")


def told(
    readings: Sequence[Reading], label: dict[str, str]
) -> tuple[list[dict[str, int]], dict[str, list[int]]]:
    """What is mixed (labels in one affair) and what is split (affairs of one label, by size)."""
    affair_of = part_affairs(readings)
    of_page = {p.page: affair_of[p.id] for r in readings for p in reversed(r.passages) if p.id in affair_of}
    mixed: dict[str, Counter[str]] = defaultdict(Counter)
    split: dict[str, Counter[str]] = defaultdict(Counter)
    for page, affair in of_page.items():
        mixed[affair][label[page]] += 1
        split[label[page]][affair] += 1
    return (
        [dict(c) for c in mixed.values() if len(c) > 1],
        {name: sorted(c.values()) for name, c in split.items() if len(c) > 1},
    )


def main(known: str, unrelated: str) -> None:
    """Print it all."""
    affairs, others = cases(Path(known)), strangers(Path(unrelated))
    label = {r.page.id: name for name, rs in affairs.items() for r in rs} | {
        r.page.id: r.page.file for r in others
    }
    chance(others)
    every = [r for rs in affairs.values() for r in rs]
    print("alone", {n: told(rs, label)[1] for n, rs in affairs.items() if told(rs, label)[1]})
    print("all together", told(every, label))
    print("unrelated", told(others, label)[0])
    print("all and unrelated", told([*every, *others], label))
    for a, b in itertools.combinations(affairs, 2):
        if any(found := told([*affairs[a], *affairs[b]], label)):
            print("two", a, b, *found)
    for name, own in affairs.items():
        mixed, split = told([*own, *others], label)
        print("among the unrelated", name, [m for m in mixed if name in m], split)


if __name__ == "__main__":
    main(*sys.argv[1:])
