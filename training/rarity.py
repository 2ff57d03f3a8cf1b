"""Write ``vocab/rarity.toml``: how rare each word is in news, ``rarity.py polnear timebank ecbplus.txt``.

The figure is the inverse document frequency, ``ln((N + 1) / (n + 1))`` of N documents with the word in n.  Read are
the texts of PolNeAR (every half that is given), of TimeBank, and of ECB+, of which all texts on one event
count as one document: else its events' own names would seem common.  Only counts leave the corpora.  Words are kept
by half a unit; what stands in one document alone is left out, and is as rare as anything.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from reportedly.link.happenings.rarity import forms

#: What stands in so few documents is not kept.
LEAST = 2
#: Words this common or more say nothing of what a text is about; they are kept as one group.
COMMON = 2.0
_TARGET = Path("src/reportedly/vocab/rarity.toml")


def documents(polnear: Path, timebank: Path, ecbplus: Path) -> Iterator[str]:
    """Every document's text."""
    for file in sorted(polnear.glob("*/text/*.txt")):
        yield file.read_text(encoding="utf-8")
    for file in sorted(timebank.glob("*.tml")):
        yield re.sub(r"<[^>]+>", "", file.read_text(encoding="utf-8"))
    events: dict[str, list[str]] = defaultdict(list)
    for line in ecbplus.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) > 3:
            topic, _, name = fields[0].partition("_")
            events[topic + ("+" if name.endswith("plus") else "")].append(fields[3])
    for words in events.values():
        yield " ".join(words)


def main(polnear: str, timebank: str, ecbplus: str) -> None:
    """Count and write."""
    found: Counter[str] = Counter()
    number = 0
    for text in documents(Path(polnear), Path(timebank), Path(ecbplus)):
        number += 1
        found.update({form for form, _ in forms(text)})
    groups: dict[float, list[str]] = defaultdict(list)
    for word, count in found.items():
        rarity = math.log((number + 1) / (count + 1))
        if count >= LEAST and word.isascii() and word.isalnum():
            groups[max(COMMON, round(2 * rarity) / 2)].append(word)
    most = math.log((number + 1) / LEAST)
    lines = [
        "# How rare words are in news: inverse document frequency, by half a unit.  Written by training/rarity.py",
        f"# from {number} documents of PolNeAR, TimeBank and ECB+ (one document an event).  Anything else is as rare as `most`.",
        f"most = {most:.2f}",
        f"common = {COMMON}",
        "",
        "[words]",
    ]
    for rarity, words in sorted(groups.items()):
        lines.append(f'"{rarity}" = """')
        line = ""
        for word in sorted(words):
            if len(line) + len(word) > 115:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, '"""']
    _TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
