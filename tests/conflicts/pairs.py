"""The conflict test set: pairs of accounts of invented affairs, with one fact changed or none.

Every affair of ``affairs.toml`` is told in two wordings.  From them come, with a fixed seed,

* *changed copies*: one wording, carried by another outlet, with one number, date, place, name or
  polarity changed;
* *copies*: one wording, carried by another outlet, with nothing changed;
* *rewordings*: the two wordings of the same facts (the true ones, and each changed set told by both);
* *changed rewordings*: the two wordings with one fact changed in the second.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Sort = Literal["changed copy", "copy", "rewording", "changed rewording"]

SEED = 20061
AFFAIRS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "affairs.toml").read_text(encoding="utf-8")
)["affair"]

#: Outlets that carry copies.
CARRIERS = (
    "The Evening Messenger",
    "Regional Tribune",
    "The Morning Ledger",
    "Weekly Chronicle",
    "The Sentinel",
)


@dataclass(frozen=True)
class Pair:
    """Two pages, and what was changed between them: the fact, and its words on either page."""

    affair: str
    sort: Sort
    first: str
    second: str
    fact: str | None = None
    told: tuple[str, str] | None = None


def pairs() -> list[Pair]:
    """Every pair, in an order that the seed fixes."""
    dice = random.Random(SEED)
    found: list[Pair] = []
    for affair in AFFAIRS:
        name, (one, two) = affair["name"], affair["texts"]
        facts = {slot: values[0] for slot, values in affair["facts"].items()}
        for text in (one, two):
            found.append(Pair(name, "copy", tell(text, facts), carried(tell(text, facts), dice)))
        found.append(Pair(name, "rewording", tell(one, facts), tell(two, facts)))
        for slot, values in affair["facts"].items():
            for other in values[1:]:
                changed = facts | {slot: other}
                told = (values[0], other)
                for text in (one, two):
                    copy = carried(tell(text, changed), dice)
                    found.append(Pair(name, "changed copy", tell(text, facts), copy, slot, told))
                found.append(Pair(name, "rewording", tell(one, changed), tell(two, changed)))
                found.append(
                    Pair(name, "changed rewording", tell(one, facts), tell(two, changed), slot, told)
                )
    dice.shuffle(found)
    return found


def tell(text: str, facts: dict[str, str]) -> str:
    """The account with ``facts`` filled in; ``{slot_cap}`` is the fact with a capital."""
    filled = facts | {f"{slot}_cap": value[:1].upper() + value[1:] for slot, value in facts.items()}
    return text.strip().format(**filled) + "\n"


def carried(page: str, dice: random.Random) -> str:
    """The same account as another outlet carries it, one day later."""
    lines = page.split("\n")
    lines[0] = dice.choice(CARRIERS)
    lines[2] = re.sub(r"\b(\d{1,2}),", lambda m: f"{int(m.group(1)) + 1},", lines[2])
    return "\n".join(lines)
