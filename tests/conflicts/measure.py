"""What the program tells of the conflict test set: ``python -m tests.conflicts.measure`` prints the table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from reportedly.compare import compare
from reportedly.extract import extract, load_model
from reportedly.link import link
from reportedly.read import Acquired, read
from reportedly.records import Detail, Extraction, Reading, Value
from reportedly.spans import page_id

from .pairs import Pair, pairs

Pages = dict[str, tuple[Reading, Extraction]]


def prepare(found: Sequence[Pair]) -> Pages:
    """Every page of ``found``, read and extracted once."""
    texts = sorted({text for pair in found for text in (pair.first, pair.second)})
    readings = [read(Acquired(f"{page_id(t.encode())}.txt", t.encode(), {})) for t in texts]
    return dict(zip(texts, zip(readings, extract(load_model(), readings), strict=True), strict=True))


def conflicts(pair: Pair, pages: Pages) -> list[Detail]:
    """The details of the pair's two pages that hold a contradiction."""
    both = [pages[pair.first], pages[pair.second]]
    linked = link([r for r, _ in both], [e for _, e in both])
    return [d for d in compare(linked).details if any(r.kind == "contradicts" for r in d.relations)]


def told(pair: Pair, details: Iterable[Detail]) -> bool:
    """Whether a contradiction stands between the changed words."""
    one, other = (set(re.findall(r"\w+", words.lower())) for words in pair.told or ("", ""))
    sought = [one - other, other - one] if one - other and other - one else [one | other]
    return any(all(any(_shows(v, words) for v in _against(d)) for words in sought) for d in details)


def _against(detail: Detail) -> list[Value]:
    ids = {i for r in detail.relations if r.kind == "contradicts" for i in (r.a, r.b)}
    return [v for v in detail.values if v.id in ids]


def _shows(value: Value, words: set[str]) -> bool:
    return any(words & set(re.findall(r"\w+", e.text.lower())) for e in value.evidence)


def measure(found: Sequence[Pair]) -> tuple[Counter[str], Counter[str]]:
    """Pairs by sort and fact, and of these those in which a contradiction is told (rightly, where one is)."""
    pages = prepare(found)
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for pair in found:
        details = conflicts(pair, pages)
        right = told(pair, details) if pair.fact else bool(details)
        for key, yes in ((pair.sort, right), (f"{pair.sort}, {pair.fact}", right)):
            if pair.fact or key == pair.sort:
                total[key] += 1
                hit[key] += yes
    return total, hit


if __name__ == "__main__":
    totals, hits = measure(pairs())
    for name in sorted(totals):
        print(f"{name:32} {hits[name]:4} of {totals[name]:4}  {hits[name] / totals[name]:.3f}")
