"""Details: the questions that accounts answer, each with every answer and how the answers relate.

    claims -> candidate pairs -> same question? -> clusters -> answers -> relations -> status

A contradiction is asserted between two claims only where the gate says that their answers exclude each other *and* the
fitted model holds it likely that they answer one question of one event.  Whatever else is near goes to the queue.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..records import (
    Detail,
    Evidence,
    Linked,
    Modality,
    Position,
    Relation,
    Status,
    Value,
    ValueType,
)
from ..spans import content_id
from ..values import Comparison, Typed
from .answers import Answer, answers_of, relations_of
from .claims import Claim, Kind
from .cluster import average_link
from .gate import judge
from .model import KIND_OF_CONFLICT, conflict, same_question
from .pairs import Pair, Scene, candidates
from .voices import Voices
from .wording import question_of, subject_of

__all__ = ["Found", "details_of"]

#: Two clusters are one question from this mean probability on.  Set leaving one affair out on twelve affairs:
#: of .05 to .4 the least under which four values in ten that are shown are the gold's.
_ONE_QUESTION = 0.2
#: How likely a contradiction must be of one question to be asserted.  Set leaving one affair out on twelve affairs, each
#: asserted pair read: so four in five tolls, 76 in 100 other numbers and three in five acts and times are right.
_ASSERTED: dict[str, float] = {"toll": 0.5, "number": 0.5, "time": 0.5, "act": 0.6, "name": 0.6}
#: A correction is of its own article, which says the same thing once more.
_CORRECTED = 0.05
#: A pair that is asserted counts as so likely one question when the clusters are made.
_LINKED = 0.95
_TYPES: dict[Kind, ValueType] = {
    "count": "count", "money": "count", "age": "duration", "length": "duration", "day": "date", "clock": "date",
    "place": "place", "actor": "actor", "act": "text",
}  # fmt: skip


class Found(NamedTuple):
    """The details of one affair, and what was seen on the way to them."""

    details: tuple[Detail, ...]
    scores: dict[Pair, float]
    exclusive: dict[Pair, Comparison]


def details_of(scene: Scene, linked: Linked, voices: Voices) -> Found:
    """The details of the affair whose claims ``scene`` holds, the disputed first, then by how many accounts answer."""
    scores: dict[Pair, float] = {}
    exclusive: dict[Pair, Comparison] = {}
    for pair in candidates(scene):
        scores[pair] = same_question(scene, pair)
        if (against := _against(scene, pair)) is not None:
            exclusive[pair] = against
            scores[pair] = max(scores[pair], _LINKED)
    places = _Places(linked)
    made = [
        _detail(scene, members, exclusive, voices, places)
        for members in _worth_showing(scene, average_link(scores, _ONE_QUESTION), exclusive)
    ]
    return Found(tuple(made), scores, exclusive)


def _worth_showing(
    scene: Scene, clusters: Sequence[Sequence[int]], exclusive: dict[Pair, Comparison]
) -> Iterable[Sequence[int]]:
    """The clusters that more than one account answers, or that are in dispute, but for those that others say whole.

    Names and places that nobody disputes say no more than the acts that they stand in, and an act whose clauses all
    answer typed questions no more than those.
    """
    typed = {
        (scene.claims[i].span.page, scene.claims[i].span.start)
        for members in clusters
        for i in members
        if scene.claims[i].kind not in ("act", "actor", "place") and len(_accounts(scene, members)) > 1
    }
    for members in clusters:
        claims = [scene.claims[i] for i in members]
        if _holds(members, exclusive) or (
            len(_accounts(scene, members)) > 1
            and not (
                claims[0].kind in ("actor", "place")
                or (claims[0].kind == "act" and all((c.span.page, c.span.start) in typed for c in claims))
            )
        ):
            yield members


def _accounts(scene: Scene, members: Sequence[int]) -> set[str]:
    return {scene.claims[i].account for i in members}


def _holds(members: Sequence[int], exclusive: dict[Pair, Comparison]) -> bool:
    inside = set(members)
    return any(p.a in inside and p.b in inside for p in exclusive)


def _against(scene: Scene, pair: Pair) -> Comparison | None:
    """Why the two cannot both be, where that is asserted."""
    a, b = scene.claims[pair.a], scene.claims[pair.b]
    toll = None not in (a.measure.state, b.measure.state)
    least = _ASSERTED["toll" if toll else KIND_OF_CONFLICT[a.kind]]
    if _corrects(a, b) or _corrects(b, a):
        least = _CORRECTED
    found = judge(a, b)
    if found.kind != "contradicts":
        return None
    return found if conflict(scene, pair) >= least else None


def _corrects(a: Claim, b: Claim) -> bool:
    passage = a.sheet.passage
    return passage.role == "correction" and passage.parent == b.sheet.passage.id


# ------------------------------------------------------------------ one detail


def _detail(
    scene: Scene, members: Sequence[int], exclusive: dict[Pair, Comparison], voices: Voices, places: _Places
) -> Detail:
    answers = answers_of(scene, members, exclusive)
    relations = relations_of(scene, answers, exclusive, voices)
    values = tuple(_value(scene, a, voices) for a in answers)
    claims = [scene.claims[i] for i in members]
    episode = places.episode(claims)
    first = claims[0]
    disputed = any(r.kind in ("contradicts", "revises") for r in relations)
    return Detail(
        content_id("d", first.answer.page, first.answer.start, first.answer.end, f"{first.kind}:{episode}"),
        episode,
        None,
        question_of(_spokesman(scene, members), disputed),
        status_of(values, relations, voices),
        values,
        tuple(relations),
        tuple(_positions(scene, answers, places.accounts(episode))),
    )


def _spokesman(scene: Scene, members: Sequence[int]) -> Claim:
    """The claim that words the question: the likest to the others, and one with a subject of its own."""
    kinds = Counter(scene.claims[i].kind for i in members)

    def rank(i: int) -> tuple[int, int, float, int]:
        claim = scene.claims[i]
        shared = sum(len(scene.inside[i].keys() & scene.inside[j].keys()) for j in members)
        whole = claim.clause is not None and bool(claim.roles.get("subject") or claim.roles.get("object"))
        return kinds[claim.kind], int(whole), shared / (len(claim.words) + 3), -i

    return scene.claims[max(members, key=rank)]


def _value(scene: Scene, answer: Answer, voices: Voices) -> Value:
    claims = [scene.claims[i] for i in answer.claims]
    first = claims[0]
    own = voices.roots({c.voice for c in claims if c.voice})
    modality: Modality = first.clause.modality if first.clause is not None else "actual"
    if first.statement is not None and first.statement.stance == "denied":
        modality = "denied"
    text = subject_of(first) if first.kind == "act" else first.typed.text
    return Value(
        answer.id,
        text,
        _TYPES[first.kind],
        _normalized(first),
        first.typed.unit,
        first.typed.counted,
        modality,
        _evidence(claims),
        tuple(dict.fromkeys(c.sheet.passage.id for c in claims)),
        tuple(own),
        voices.independent(own),
        voices.ceiling(own, modality),
    )


def _evidence(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    found: dict[tuple[str, int, int], Evidence] = {}
    for c in claims:
        found.setdefault(
            (c.span.page, c.span.start, c.span.end),
            Evidence(c.span.page, c.span.start, c.span.end, c.span.text, c.sheet.passage.id, c.statement.id if c.statement else None),
        )  # fmt: skip
    return tuple(found.values())


def _normalized(claim: Claim) -> str | None:
    typed = claim.typed
    if claim.kind == "clock" and typed.clock is not None:
        return f"T{typed.clock // 60:02d}:{typed.clock % 60:02d}"
    if typed.date is not None:
        return str(typed.date)
    if typed.type == "count":
        return _bounds(typed, claim)
    return None


def _bounds(typed: Typed, claim: Claim) -> str | None:
    about = "~" if typed.approximate else ""
    low, high = typed.low, typed.high
    unit = " s" if claim.kind in ("length", "age") else ""
    if low is not None and low == high:
        return f"{about}{low:.12g}{unit}"
    if low is not None and high is not None:
        return f"{about}{low:.12g}-{high:.12g}{unit}"
    if low is not None:
        return f"{about}>={low:.12g}{unit}"
    return f"{about}<={high:.12g}{unit}" if high is not None else None


def status_of(values: Sequence[Value], relations: Sequence[Relation], voices: Voices) -> Status:
    """The first that holds, from the top of the contract's table."""
    if any(r.kind == "contradicts" for r in relations):
        return "contradicted"
    if len(voices.roots(v for value in values for v in value.voices)) == 1:
        return "single_voice"
    if any(value.independent[0] >= 2 for value in values):  # two voices agree
        return "agreed"
    if any(value.independent[1] >= 2 for value in values) or not all(value.voices for value in values):
        return "independence_unknown"
    return "refined"


def _positions(scene: Scene, answers: Sequence[Answer], present: Sequence[str]) -> Iterable[Position]:
    """What every account of the episode says to the question; silence is not denial."""
    said: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        for account in dict.fromkeys(scene.claims[i].sheet.passage.id for i in answer.claims):
            said[account].append(answer)
    for account in dict.fromkeys((*present, *said)):
        for answer in said.get(account, ()):
            claims = [scene.claims[i] for i in answer.claims if scene.claims[i].sheet.passage.id == account]
            denies = all(c.negated if c.kind == "act" else False for c in claims) or all(
                c.statement is not None and c.statement.stance == "denied" for c in claims
            )
            yield Position(account, "denies" if denies else "says", answer.id)
        if account not in said:
            yield Position(account, "silent")


class _Places:
    """Which episode a question belongs to, and which accounts tell of an episode."""

    def __init__(self, linked: Linked) -> None:
        self._of_clause, self._told = linked.episode_of, linked.told_in
        self._known = [e.id for e in linked.episodes]
        self._accounts: defaultdict[str, list[str]] = defaultdict(list)
        for passage, told in linked.told_in.items():
            for episode in told:
                self._accounts[episode].append(passage)

    def episode(self, claims: Sequence[Claim]) -> str:
        votes: Counter[str] = Counter()
        for claim in claims:
            found = self._of_clause.get(claim.clause.id) if claim.clause is not None else None
            told = [found] if found else list(self._told.get(claim.sheet.passage.id, ()))[:1]
            votes.update(told)
        if votes:
            return min(votes, key=lambda e: (-votes[e], e))
        return self._known[0] if self._known else ""

    def accounts(self, episode: str) -> Sequence[str]:
        return self._accounts[episode]
