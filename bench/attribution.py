"""What attribution costs, as a share of the spaCy parse of the same text, in one run.

    python bench/attribution.py FOLDER [--repeat 3]

FOLDER holds text pages.  Processor time; the best of the repeats, which take turns.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from reportedly.errors import PageError
from reportedly.extract import load_model
from reportedly.extract.parse import parse_pages
from reportedly.extract.speech.seam import extractor
from reportedly.extract.speech.statements import statements
from reportedly.read import acquire, gather, read


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    nlp, rules = load_model(), extractor()
    acquired = (item for path, name, stated in gather([args.folder]) for item in acquire(path, name, stated))
    readings = [read(item) for item in acquired if not isinstance(item, PageError)]
    parse = attribute = float("inf")
    found = tokens = 0
    for _ in range(args.repeat):
        start = time.process_time()
        parsed = [pieces for _, pieces in parse_pages(nlp, readings)]
        middle = time.process_time()
        found = sum(len(statements(pieces, rules.propose(pieces)).statements) for pieces in parsed)
        end = time.process_time()
        parse, attribute = min(parse, middle - start), min(attribute, end - middle)
        tokens = sum(len(piece.doc) for pieces in parsed for piece in pieces)
    print(f"{tokens} tokens, {found} statements; parse {parse:.2f} s, attribution {attribute:.2f} s")
    print(f"attribution costs {attribute / parse:.2f} of the parse")


if __name__ == "__main__":
    main()
