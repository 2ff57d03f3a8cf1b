"""A made corpus of any size, and what each stage costs on it: ``python -m reportedly.bench.corpus 100 1000``.

The corpus is invented affairs of four accounts each: talks, shootings, sinkings, told in two wordings, with one
fact in four changed.  Names are made of syllables, so affairs share no actors, while the wordings are
templates that thousands of pages share: the worst case for anything that compares all with all.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

__all__ = ["corpus", "costs"]

SEED = 5000
#: Accounts an affair.
ACCOUNTS = 4

_SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "do",
    "fa",
    "ga",
    "go",
    "ka",
    "ke",
    "ko",
    "la",
    "le",
    "lo",
    "ma",
    "me",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "pe",
    "ra",
    "re",
    "ro",
    "sa",
    "se",
    "so",
    "ta",
    "te",
    "to",
    "va",
    "ve",
    "vo",
]

_TEMPLATES: tuple[tuple[str, str], ...] = (
    (
        "{place} - Talks between the {one} union and {two} Mining began in {place} on {day}, {person} said. The sides held {n} meetings, chaired by {judge}, a judge. "
        "The union demanded a rise of {m} percent. The talks broke down after the company closed a shaft.",
        "{place} - {person} said that the {one} union met {two} Mining in {place}, and that the talks, chaired by {judge}, opened on {day}. {n} meetings were held. "
        "A rise of {m} percent had been demanded.",
    ),
    (
        "{place} - Police opened fire on a march in {place} on {day}, killing {n} protesters and wounding {m}, {person} said. Minister {judge} said that the {one} Front had thrown stones at the {two} barracks.",
        "{place} - According to {person}, {n} protesters were killed and {m} were wounded in a shooting in {place} on {day}. The {one} Front denied that it had attacked the {two} barracks, as Minister {judge} had said.",
    ),
    (
        "{place} - The ferry {one} sank off {place} on {day}, killing {n} people, {person} said. Another {m} passengers were injured. Captain {judge} of {two} Lines was arrested.",
        "{place} - {n} people were killed when the ferry {one} sank off {place} on {day}. {person} said that {m} passengers were injured, and that Captain {judge} of {two} Lines was arrested.",
    ),
)  # fmt: skip


def corpus(pages: int, seed: int = SEED) -> list[tuple[str, str]]:
    """File name and text of ``pages`` pages; the same seed gives the same corpus."""
    dice = random.Random(seed)
    found: list[tuple[str, str]] = []
    while len(found) < pages:
        found.extend(_affair(dice, len(found)))
    return found[:pages]


def _affair(dice: random.Random, first: int) -> Iterator[tuple[str, str]]:
    day = date(2001, 1, 1) + timedelta(days=dice.randrange(7000))
    facts = {
        "place": _name(dice), "one": _name(dice), "two": _name(dice), "day": f"{day:%B} {day.day}, {day.year}",
        "person": f"{_name(dice)} {_name(dice)}", "judge": f"{_name(dice)} {_name(dice)}",
        "n": str(dice.randrange(11, 60)), "m": str(dice.randrange(61, 99)),
    }  # fmt: skip
    template = dice.choice(_TEMPLATES)
    for number in range(ACCOUNTS):
        told = dict(facts)
        if dice.random() < 0.25:
            told["n"] = str(dice.randrange(11, 60))
        published = day + timedelta(days=1 + number)
        head = f"The {_name(dice)} {dice.choice(('Courier', 'Post', 'Tribune', 'Herald'))}\n\n{published:%B} {published.day}, {published.year}\n\nBy {_name(dice)} {_name(dice)}\n\n"
        yield f"{first + number:06}.txt", head + dice.choice(template).format(**told) + "\n"


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.choice((3, 4)))).capitalize()


def costs(pages: int) -> dict[str, float]:
    """Seconds that each stage takes on a corpus of ``pages`` pages, in one process."""
    from ..compare import compare
    from ..extract import extract, load_model
    from ..link import link
    from ..read import Acquired, read

    texts = corpus(pages)
    nlp = load_model()
    found: dict[str, float] = {}
    start = time.process_time()

    def lap(stage: str) -> None:
        nonlocal start
        now = time.process_time()
        found[stage], start = now - start, now

    readings = [read(Acquired(name, text.encode(), {})) for name, text in texts]
    lap("read")
    extractions = list(extract(nlp, readings))
    lap("extract")
    linked = link(readings, extractions)
    lap("link")
    compare(linked)
    lap("compare")
    return found


def main(sizes: Sequence[str]) -> None:
    """Print the table: CPU seconds a stage, and milliseconds a page."""
    print(
        "pages   "
        + "".join(f"{s:>10}" for s in ("read", "extract", "link", "compare"))
        + "   ms a page: link, compare"
    )
    for size in map(int, sizes or ["100", "1000"]):
        found = costs(size)
        each = "  ".join(f"{1000 * found[s] / size:.2f}" for s in ("link", "compare"))
        print(f"{size:<8}" + "".join(f"{v:10.2f}" for v in found.values()) + f"   {each}")


if __name__ == "__main__":
    main(sys.argv[1:])
