"""What the program costs, as ratios to spaCy's bare parse of the same text, and of runs to a full run.

    python bench/speed.py [PAGES ...] [--repeat 3]

Every figure of a line is of one process run; processor time, but for two processes, which are told by the clock.
The corpus is made (``reportedly.bench.corpus``).
"""

from __future__ import annotations

import argparse
import math
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from reportedly.bench.corpus import corpus
from reportedly.case import Options, RunReport, run
from reportedly.extract import extract, load_model
from reportedly.extract.speech.seam import chosen
from reportedly.read import Acquired, acquire, gather, read

EXAMPLE = Path(__file__).parents[1] / "src" / "reportedly" / "example" / "pages"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--texts", type=Path, default=EXAMPLE, help="a folder of pages to extract")
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    extraction(args.texts, args.repeat)
    whole = [runs(pages) for pages in args.pages]
    for (n, a), (m, b) in pairwise(zip(args.pages, whole, strict=True)):
        print(f"from {n} to {m} pages the whole grows with power {math.log(b / a) / math.log(m / n):.2f}")


def extraction(folder: Path, repeat: int) -> None:
    """Extraction by rules, and by the default, against the bare parse; the best of the repeats, which take turns."""
    items = (item for path, name, stated in gather([folder]) for item in acquire(path, name, stated))
    readings = [read(item) for item in items if isinstance(item, Acquired)]
    nlp = load_model()
    texts = [reading.page.text for reading in readings]
    works: dict[str, Callable[[], object]] = {
        "parse": lambda: list(nlp.pipe(texts)),
        "rules": lambda: list(extract(nlp, readings, "rules")),
    }
    if (best := chosen()) != "rules":
        works[best] = lambda: list(extract(nlp, readings, best))
    least = dict.fromkeys(works, float("inf"))
    for _ in range(repeat):
        for name, work in works.items():
            least[name] = min(least[name], timed(work)[0])
    for name in list(works)[1:]:
        print(f"extraction by {name}: {least[name] / least['parse']:.2f} of the parse")


def runs(pages: int) -> float:
    """Whole runs of a made case; the processor seconds of the full one."""
    with tempfile.TemporaryDirectory() as place:
        folder, case = Path(place) / "pages", Path(place) / "a.case"
        folder.mkdir()
        texts = corpus(pages + 1)
        for name, text in texts[:-1]:
            (folder / name).write_text(text, encoding="utf-8")
        one = Options(processes=1)
        full, wall, report = timed(lambda: run(folder, case, one))
        nothing, _, _ = timed(lambda: run(folder, case, one))
        (folder / texts[-1][0]).write_text(texts[-1][1], encoding="utf-8")
        added, _, _ = timed(lambda: run(folder, case, one))
        _, two, _ = timed(lambda: run(folder, case.with_name("b.case"), Options(processes=2)))
    stages = "  ".join(f"{stage} {s:.1f}" for stage, s in report.seconds.items())
    print(
        f"{pages} pages: {full:.1f} s ({stages}); nothing changed {nothing:.2f} s; one page added {added / full:.0%}; "
        f"two processes {wall / two:.2f} x"
    )
    return full


def timed(work: Callable[[], RunReport | object]) -> tuple[float, float, RunReport]:
    """Processor seconds, seconds by the clock, and what the work gave."""
    begun, clock = time.process_time(), time.perf_counter()
    report = work()
    return time.process_time() - begun, time.perf_counter() - clock, report  # type: ignore[return-value]  # a run's


if __name__ == "__main__":
    main()
