"""How long the program takes, as a multiple of bare spaCy on the same text, in one run.

    python bench/speed.py FOLDER [--extractor rules tagger both] [--repeat 3]

FOLDER holds text pages.  Bare spaCy parses each page's accounts (what the program parses, in the same
batches) and nothing else.  The whole pipeline reads the pages, extracts, links and compares, in one
process and into a new case file each time, models loaded beforehand.  Wall-clock and processor time; the
best of the repeats, which take turns.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reportedly.case import Options, run
from reportedly.extract import load_model
from reportedly.extract.parse import UNPARSED, passage_text
from reportedly.extract.speech.seam import extractor
from reportedly.read import acquire, gather, read


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall-clock and processor seconds of ``work``."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--extractor", nargs="+", default=["rules", "both"])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--processes", type=int, default=1, help="as reportedly run has it; 0 as many as pay")
    args = parser.parse_args()
    nlp = load_model()
    texts = []
    for path, name, stated in gather([args.folder]):
        for item in acquire(path, name, stated):
            reading = read(item)
            texts += [passage_text(reading, p) for p in reading.passages if p.kind not in UNPARSED]

    def bare() -> int:
        return sum(len(doc) for doc in nlp.pipe(texts, batch_size=32))

    def whole(name: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            run([args.folder], Path(folder) / "speed.case", Options(extractor=name, processes=args.processes))

    tokens = bare()
    for name in args.extractor:
        extractor(name)  # loads the weights
    best = {"spaCy": (float("inf"), float("inf"))} | {n: (float("inf"), float("inf")) for n in args.extractor}
    for _ in range(args.repeat):
        for name in best:
            now = timed(bare if name == "spaCy" else lambda name=name: whole(name))
            best[name] = (min(best[name][0], now[0]), min(best[name][1], now[1]))
    wall, processor = best["spaCy"]
    print(f"{tokens} tokens; spaCy alone {tokens / wall:.0f} a second")
    for name, (w, p) in best.items():
        print(f"{name:8} {w:6.2f} s, {w / wall:.2f} x spaCy; processor {p:6.2f} s, {p / processor:.2f} x")


if __name__ == "__main__":
    main()
