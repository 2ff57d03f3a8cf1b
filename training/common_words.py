"""Which English words stand in lower case: ``python training/common_words.py CORPUS...`` prints the list.

Counted over folders of news text (``*.txt``; tuned on PolNeAR train and dev, TimeBank, WiCE): words that
come six times or more in lower case and oftener so than with a capital inside a sentence.  The output is
``src/reportedly/vocab/common.txt``; it tells a phrase ("Text Size") from a name ("Rana Saliba").
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

_SENTENCE = re.compile(r"(?<=[.!?:;\"”])\s+|\n")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Occurrences in lower case, at least.
_LEAST = 6


def common(folders: list[Path]) -> list[str]:
    """The words, sorted."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in sorted(
        p for folder in folders for p in folder.rglob("*") if p.suffix in (".txt", ".tml", ".jsonl")
    ):
        text = re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8", errors="replace"))
        for sentence in _SENTENCE.split(text):
            for n, match in enumerate(_WORD.finditer(sentence)):
                if match[0].islower():
                    lower[match[0]] += 1
                elif n and match[0].istitle():
                    capital[match[0].lower()] += 1
    return sorted(w for w, c in lower.items() if c >= _LEAST and c > capital[w] and w.isascii())


if __name__ == "__main__":
    print("\n".join(common([Path(name) for name in sys.argv[1:]])))
