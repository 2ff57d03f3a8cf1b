"""What the fitted models say of a pair: how likely it answers one question, how likely a contradiction of it is right."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from ..fitted import load
from ..records import Linked
from ..values import as_date
from .claims import Claim, Kind, claims_of
from .pairs import GROUP, Pair, Scene, features
from .sheet import Sheet, sheets

__all__ = ["ANSWER", "KIND_OF_CONFLICT", "conflict", "conflict_features", "same_question", "scene_of"]

#: A word that sets an event apart from the one at hand, before a noun.
_OTHER = re.compile(
    r"\b(?:second|third|another|separate|earlier|previous|prior|similar|unrelated|later|last)\s+\w",
    re.IGNORECASE,
)
#: Publications so many days apart are as far apart as can be told; sentences so many days apart tell of one event.
_LONG, _SAME_DAYS = 30.0, 2
#: A clause of so few words beside its answer says little of what is asked.
_FEW = 2
_TINY = 1e-4
#: The features of the pair that the models of ``conflict`` see for themselves.
_SHARED = (
    "one_account", "one_sentence", "ratio", "zero", "days", "minutes", "noun_like", "predicate_like", "subject_like", "object_like",
    "names_differ", "group_differs", "modifiers_once", "parts", "copied", "whom_same", "coarse",
)  # fmt: skip
#: Features that hold the two answers against each other.
ANSWER = frozenset(
    {"ratio", "number_same", "zero", "days", "minutes", "time_same", "answer_same", "polarity_differs"}
)
KIND_OF_CONFLICT: dict[Kind, str] = {
    "count": "number", "money": "number", "length": "number", "age": "number", "day": "time", "clock": "time", "act": "act",
    "place": "name", "actor": "name",
}  # fmt: skip


def scene_of(linked: Linked, among: Iterable[Sheet] | None = None) -> Scene:
    """The claims of a case, or of the accounts ``among``."""
    accounts = sheets(linked) if among is None else among
    found: list[Claim] = []
    for sheet in accounts:
        found += claims_of(sheet, linked.account_of.get(sheet.passage.id, sheet.passage.id))
    return Scene(found)


def same_question(scene: Scene, pair: Pair) -> float:
    """The probability that the two claims answer one question."""
    return _probability(f"same.{GROUP[scene.claims[pair.a].kind]}", features(scene, pair))


def conflict(scene: Scene, pair: Pair) -> float:
    """The probability that two claims that the gate calls contradictory are so of one question."""
    a = scene.claims[pair.a]
    whole = features(scene, pair)
    topic = _probability(f"topic.{GROUP[a.kind]}", whole)
    return _probability(f"conflict.{KIND_OF_CONFLICT[a.kind]}", conflict_features(scene, pair, whole, topic))


def _probability(model: str, row: dict[str, float]) -> float:
    fitted = load("pairs").get(model)
    return fitted.probability(row) if fitted is not None else 0.0


def conflict_features(scene: Scene, pair: Pair, whole: dict[str, float], topic: float) -> dict[str, float]:
    """What tells whether two exclusive answers are to one question of one event.

    ``topic`` is how likely the two are of one question by all that is not the answer (:data:`ANSWER`), since answers
    that are alike make one question likely, and here they differ; ``whole`` are the features of the pair.
    """
    found = {name: whole[name] for name in _SHARED if name in whole}
    found["topic"] = math.log(max(topic, _TINY) / max(1 - topic, _TINY))
    return found | _apart(scene.claims[pair.a], scene.claims[pair.b])


def _apart(a: Claim, b: Claim) -> dict[str, float]:
    first, second = (as_date(c.sheet.passage.published.edtf) for c in (a, b))
    months = 0.0
    if first and second and first.earliest and second.earliest:
        months = min(1.0, abs((first.earliest - second.earliest).days) / _LONG)
    others = [bool(_OTHER.search(c.sheet.text, c.sentence[0], c.sentence[1])) for c in (a, b)]
    subjects, objects = (
        ({s for s in c.roles.get(role, ()) if s in names} for c, names in ((a, _names(a)), (b, _names(b))))
        for role in ("subject", "object")
    )
    return {
        "one_voice": float(a.voice is not None and a.voice == b.voice),
        "months_apart": months,
        "other_event": float(others[0] != others[1]),
        "subjects_differ": _disjoint(*subjects),
        "objects_differ": _disjoint(*objects),
        "rough": float(a.typed.approximate or b.typed.approximate),
        "bounded": float(any(c.typed.type == "count" and c.typed.low != c.typed.high for c in (a, b))),
        "short": float(min(len(a.words), len(b.words)) <= _FEW),
        "toll": float(a.measure.state is not None and b.measure.state is not None),
        "other_days": _other_days(a, b),
    }


def _names(claim: Claim) -> frozenset[str]:
    return frozenset(w.stem for w in claim.words if w.name)


def _disjoint(a: set[str], b: set[str]) -> float:
    return float(bool(a) and bool(b) and not a & b)


def _other_days(a: Claim, b: Claim) -> float:
    """Whether the sentences of the two name days that lie clearly apart."""
    first, second = a.days_named(), b.days_named()
    return float(
        bool(first) and bool(second) and all(abs((x - y).days) > _SAME_DAYS for x in first for y in second)
    )
