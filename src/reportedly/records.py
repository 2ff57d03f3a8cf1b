"""The records: what the rooms hand to each other, and what the export is made of.

All are frozen.  The first part is the public contract (``reportedly/0``): its JSON form is the export,
its JSON Schema is generated from these classes.  The second part is what the rooms pass on between
themselves and what is cached a page; it is not exported.

Offsets are Unicode code points, half-open, into ``Page.text``.  What is not known is None (JSON null).
Names follow the field: TimeML (TIMEX3) and EDTF for time, PLOVER and CAMEO for events, W3C Web
Annotation for spans, the Admiralty code for credibility.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA = "reportedly/0"

PassageKind = Literal["article", "post", "quoted_article", "comment", "spam", "boilerplate"]
PassageRole = Literal["correction", "editors_note"]
DateBasis = Literal["stated", "inferred", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
ActorKind = Literal["person", "group", "government", "organization", "place", "anonymous", "unknown"]
VoiceKind = Literal["named", "anonymous", "group", "organization", "publication", "document", "author"]
Mode = Literal["direct", "indirect", "mixed", "narration"]
Stance = Literal[
    "asserted",
    "denied",
    "refused_to_confirm",
    "no_comment",
    "did_not_say",
    "conditional",
    "proposed",
    "directive",
    "predicted",
    "opinion",
    "inference",
    "question",
]
VoiceBasis = Literal["attributed", "governing_lead", "author"]
Modality = Literal["actual", "denied", "proposed", "threatened", "conditional", "future"]
ValueType = Literal["date", "interval", "duration", "count", "place", "actor", "document", "cause", "text"]
Status = Literal["contradicted", "single_voice", "agreed", "independence_unknown", "refined"]
RelationKind = Literal["refines", "adds", "contradicts", "revises"]
Within = Literal["one_voice", "distinct_voices", "unknown"]
PositionKind = Literal["says", "denies", "no_comment", "silent"]
LinkKind = Literal["reports", "copies", "quotes", "mentions", "comments_on"]
Verdict = Literal["supported", "contradicted", "not_found", "source_not_in_case"]


#: How much of a text, and how many members of a row, a record's ``repr`` shows.
_SHOWN, _MEMBERS = 60, 2


class Record(msgspec.Struct, frozen=True):
    """Base of every record: immutable, compared by value; its ``repr`` is short and leaves out what is not known."""

    def __repr__(self) -> str:
        known = ((name, getattr(self, name)) for name in self.__struct_fields__)
        told = (f"{name}={_brief(value)}" for name, value in known if value not in (None, (), {}))
        return f"{type(self).__name__}({', '.join(told)})"


def _brief(value: object) -> str:
    """A field's value on one short line: a text cut, a record by its id or its words, a row by its first members."""
    if isinstance(value, str):
        return repr(value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…")
    if isinstance(value, tuple):
        more = [f"… {len(value)}"] if len(value) > _MEMBERS else []
        return f"({', '.join([_brief(member) for member in value[:_MEMBERS]] + more)})"
    if isinstance(value, Record):
        name = getattr(value, "id", None) or getattr(value, "text", None)
        return f"{type(value).__name__}({_brief(name)})" if name else repr(value)
    return repr(value)


# ------------------------------------------------------------------ where something stands


class Span(Record, frozen=True):
    """Characters ``start`` to ``end`` of a page; ``text`` equals that slice of ``Page.text``."""

    page: str
    start: int
    end: int
    text: str


class Evidence(Span, frozen=True):
    """A span, the passage it stands in, and the statement that it is part of, if any."""

    passage: str | None = None
    statement: str | None = None


# ------------------------------------------------------------------ pages and passages


class Published(Record, frozen=True):
    """When something was published: an EDTF date or interval, and how that is known."""

    edtf: str | None = None
    basis: DateBasis = "unknown"
    evidence: tuple[Span, ...] = ()


class Page(Record, frozen=True):
    """A page as acquired, and the one text that was read out of it."""

    id: str
    file: str
    url: str | None
    sha256: str
    media_type: str
    reader: str
    language: str | None
    text: str
    cut: bool = False
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    carrier: str | None = None
    agency: str | None = None
    published: Published = Published()


class Passage(Record, frozen=True):
    """A contiguous stretch of one page by one hand; a nested passage names its parent.

    ``role`` marks what a publication says of its own text (the parent), in its own name.
    """

    id: str
    page: str
    start: int
    end: int
    parent: str | None
    kind: PassageKind
    title: str | None = None
    author: str | None = None
    contributors: tuple[str, ...] = ()
    publisher: str | None = None
    agency: str | None = None
    dateline: str | None = None
    published: Published = Published()
    role: PassageRole | None = None


# ------------------------------------------------------------------ dates, actors, voices


class DateMention(Record, frozen=True):
    """A time expression (TIMEX3).  ``extract`` leaves value, edtf and anchor null; ``link`` solves them.

    ``clock`` is its time of day ("T03:12"), whether or not the day is known.
    """

    id: str
    page: str
    passage: str
    start: int
    end: int
    text: str
    type: TimexType
    value: str | None = None
    edtf: str | None = None
    anchor: str | None = None
    clock: str | None = None


class Actor(Record, frozen=True):
    """One person, group, government, organisation or place over all pages of a case.

    ``country`` is an ISO 3166 code, ``sector`` a PLOVER sector (GOV, MIL, REB, ...); ``part_of`` are the actors
    that it belongs to: a people, a seat of government or officials to their country, a member to the group.
    """

    id: str
    name: str
    kind: ActorKind
    roles: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    replaces: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    part_of: tuple[str, ...] = ()


class Voice(Record, frozen=True):
    """Who, in the end, speaks."""

    id: str
    name: str
    kind: VoiceKind
    actor: str | None = None
    outlet: str | None = None
    evidence: tuple[Span, ...] = ()
    replaces: tuple[str, ...] = ()


class VoiceRelation(Record, frozen=True):
    """Two voices that are shown to be the same or distinct; a pair not listed is unknown."""

    a: str
    b: str
    relation: Literal["same", "distinct"]
    basis: str
    evidence: tuple[Span, ...] = ()


# ------------------------------------------------------------------ statements


class Source(Record, frozen=True):
    """Who is said to have said it, in the words of the text; kind ``author`` needs no span."""

    kind: VoiceKind
    page: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    actor: str | None = None
    resolved_name: str | None = None


class Hop(Span, frozen=True):
    """One who carried a statement; ``passage`` where that carrier's own text is in the case."""

    actor: str | None = None
    passage: str | None = None


class Statement(Record, frozen=True):
    """What somebody is said to have said, written, thought, denied or refused to say."""

    id: str
    page: str
    passage: str
    spans: tuple[Span, ...]
    source: Source
    cue: Span | None
    mode: Mode
    stance: Stance
    chain: tuple[Hop, ...] = ()
    within: str | None = None
    voice: str | None = None
    voice_basis: VoiceBasis = "attributed"
    method: str = "rules/1"
    confidence: float = 1.0


# ------------------------------------------------------------------ events and episodes


class EventMention(Evidence, frozen=True):
    """One telling of an event, with its own date, place and modality.

    ``trigger`` is the word that tells it; ``plover`` and ``cameo`` are its codes as it is told (what is threatened
    is THREATEN), null where no rule codes it; ``source`` and ``target`` are the phrases for who does it and to whom.
    """

    date: str | None = None
    place: str | None = None
    modality: Modality = "actual"
    trigger: Span | None = None
    plover: str | None = None
    cameo: str | None = None
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()


class Event(Record, frozen=True):
    """Who did what to whom, once for all its mentions; codes are PLOVER and CAMEO, as most mentions tell it."""

    id: str
    episode: str | None
    plover: str | None
    cameo: str | None
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    other: dict[str, tuple[str, ...]] = {}
    mentions: tuple[EventMention, ...] = ()


class Episode(Record, frozen=True):
    """What happened in an affair: these talks, that attack.

    ``frame`` names its kind where one fits; ``parties`` are the actors of either side, and ``party_evidence``
    for each side, in the same order, the words that show it taking part.
    """

    id: str
    title: str
    frame: str | None
    parties: tuple[tuple[str, ...], ...] = ()
    earliest: str | None = None
    latest: str | None = None
    evidence: tuple[Span, ...] = ()
    party_evidence: tuple[tuple[Span, ...], ...] = ()


# ------------------------------------------------------------------ details


class Ceiling(Record, frozen=True):
    """The best Admiralty credibility (1 best to 6) that the sourcing allows, and why."""

    admiralty: int
    why: str


class Value(Record, frozen=True):
    """One answer to a question, with who gives it and where.

    ``independent`` is how many voices stand behind it: shown at least, at most.
    """

    id: str
    value: str
    type: ValueType
    normalized: str | None = None
    unit: str | None = None
    counted: str | None = None
    modality: Modality = "actual"
    evidence: tuple[Evidence, ...] = ()
    accounts: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    independent: tuple[int, int] = (0, 0)
    ceiling: Ceiling | None = None


class Relation(Record, frozen=True):
    """How two values of one detail stand to each other, and in one clause why."""

    a: str
    b: str
    kind: RelationKind
    within: Within
    why: str


class Position(Record, frozen=True):
    """What one account says on a detail; silence is not denial."""

    account: str
    position: PositionKind
    value: str | None = None


class Detail(Record, frozen=True):
    """One question about an episode, with every answer and how the answers relate."""

    id: str
    episode: str
    slot: str | None
    question: str
    status: Status
    values: tuple[Value, ...] = ()
    relations: tuple[Relation, ...] = ()
    positions: tuple[Position, ...] = ()


class Comparison(Record, frozen=True):
    """Two spans that may answer one question, for a person to look at; ``score`` only ranks."""

    id: str
    a: Span
    b: Span
    why: str
    score: float


# ------------------------------------------------------------------ links, checks, judgements


class Target(Record, frozen=True):
    """The account that another rests on: a passage of the case, or an outlet outside it.

    Beside a passage, ``outlet`` is the outlet whose text it is, where that is known.
    """

    passage: str | None = None
    outlet: str | None = None


class Link(Record, frozen=True, rename={"source": "from", "target": "to"}):
    """An account that rests on another."""

    source: str
    target: Target
    kind: LinkKind
    evidence: Span | None = None


class CitationCheck(Record, frozen=True):
    """A part of "B says X" held against B's own words."""

    id: str
    statement: str
    part: Span
    cited: Target
    verdict: Verdict
    evidence: Span | None
    searched: Literal["whole", "cut"]
    why: str


class Anchor(Record, frozen=True):
    """What a judgement is about: a position and a quote, so that it survives a rerun, or an id."""

    id: str | None = None
    page: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None


class Judgement(Record, frozen=True):
    """One act of a person, never overwritten: an undoing is a judgement of its own."""

    id: str
    at: str
    who: str
    act: str
    anchor: Anchor
    with_: Anchor | None = msgspec.field(default=None, name="with")
    value: str | None = None
    why: str | None = None
    undone: bool = False


class Finding(Record, frozen=True):
    """Something about a page that a person should know: a weekday that does not fit its date, a cut end."""

    page: str
    kind: str
    message: str
    evidence: tuple[Span, ...] = ()


class Dossier(Record, frozen=True):
    """Everything that was read out of a case: the export."""

    schema: str
    case: str
    pages: tuple[Page, ...] = ()
    passages: tuple[Passage, ...] = ()
    dates: tuple[DateMention, ...] = ()
    actors: tuple[Actor, ...] = ()
    voices: tuple[Voice, ...] = ()
    voice_relations: tuple[VoiceRelation, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    episodes: tuple[Episode, ...] = ()
    details: tuple[Detail, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    links: tuple[Link, ...] = ()
    citation_checks: tuple[CitationCheck, ...] = ()
    findings: tuple[Finding, ...] = ()
    judgements: tuple[Judgement, ...] = ()


# ------------------------------------------------------------------ between the rooms, not exported


class Edit(Record, frozen=True):
    """Characters ``start`` to ``end`` of a mended text, and what the page has there: ``received``."""

    start: int
    end: int
    received: str


class Reading(Record, frozen=True):
    """What ``read`` finds on one page; cached by the page's bytes and what was stated about it.

    ``edits`` is empty for nearly all pages.  Where a page was decoded wrongly before it was saved,
    ``page.text`` is the mended copy, all offsets are into it, and ``edits`` lead back to the page's own
    characters (:mod:`reportedly.mending`); the dossier holds the page as it came.
    """

    page: Page
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    edits: tuple[Edit, ...] = ()


class Mention(Span, frozen=True):
    """A name, description or pronoun that stands for an actor, within one passage.

    ``head`` is the lemma of its head word, ``label`` the recogniser's label where it has one
    (OntoNotes: PERSON, NORP, ORG, GPE, ...), ``role`` the title or role beside it ("the outgoing
    ambassador"), ``antecedent`` the id of the mention in the same passage that names it in full.
    """

    id: str
    passage: str
    kind: ActorKind
    head: str
    label: str | None = None
    role: str | None = None
    antecedent: str | None = None


class Argument(Span, frozen=True):
    """A part of a clause, as the full phrase; a list gives one argument a member.

    ``role`` is subject, object, indirect, agent (the by-phrase of a passive, the logical subject),
    complement (a predicate noun or adjective), clause (a subordinate clause's predicate), adverbial (a
    bare time or measure), possessor or modifier (of an event noun), or prep:in, prep:at, ...
    ``head`` is the lemma of its head word, ``label`` the entity label that the head stands in;
    ``understood`` where it stands at another predicate and is handed down by the construction.
    """

    role: str
    head: str
    label: str | None = None
    understood: bool = False


class Clause(Span, frozen=True):
    """One predication: a verb or an event noun with its arguments, as the page tells it.

    ``predicate`` is the word's own span and ``lemma`` its lemma, with a particle where it has one
    ("break down"); ``verb`` is the verb that tells the same event ("meet" for "meeting").
    ``statement`` is the innermost statement whose content holds the clause.  ``governor`` is the
    clause that this one stands in, by ``relation``: complement, relative, participle, adverbial,
    conjunct, or, of an event noun, its role there.
    """

    id: str
    passage: str
    predicate: Span
    lemma: str
    verb: str = ""
    nominal: bool = False
    passive: bool = False
    governor: str | None = None
    relation: str | None = None
    negated: bool = False
    modality: Modality = "actual"
    tense: Literal["past", "present", "future", "none"] = "none"
    arguments: tuple[Argument, ...] = ()
    statement: str | None = None

    def having(self, *roles: str) -> tuple[Argument, ...]:
        """The arguments in any of ``roles``, in the order of the text."""
        return tuple(a for a in self.arguments if a.role in roles)


class DateForm(Record, frozen=True):
    """What a time expression says by itself, before it is solved; ``id`` is its DateMention's.

    ``rule`` is the grammar's rule (``vocab/timex.toml``), ``fields`` its parts as values ("month": "1",
    "unit": "W", "turn": "-1"), ``tense`` that of the verb that governs it, ``sentence`` where its sentence
    begins on the page, ``relation`` the word that ties it to what follows ("before", "after", "of").
    ``governor`` is the lemma of the verb that it stands beside (with nothing but prepositions between), and
    ``parties`` the page offsets of that verb's subject, agent and prepositional objects.  ``event`` is the
    happening that it dates or, where ``relation`` ties it to one, is counted from: lemmas, the noun last.
    """

    id: str
    rule: str
    fields: dict[str, str]
    tense: Literal["past", "present", "future", "none"] = "none"
    sentence: int = 0
    relation: str | None = None
    governor: str | None = None
    parties: tuple[tuple[int, int], ...] = ()
    event: str | None = None


class Quantity(Span, frozen=True):
    """A number and what it counts: ``low`` and ``high`` bound it (None is open), ``counted`` is a lemma.

    The span is the whole phrase, ``number`` the number with its comparator.  ``strict`` excludes the
    bounds themselves ("more than ten").  ``unit`` is "percent", "fraction", a currency's code or a unit of
    time; ``modifiers`` are the lemmas before the counted noun.  ``condition`` is what befell the
    counted: dead, wounded, detained, missing, displaced; ``clause`` is the clause that tells of it.
    """

    id: str
    passage: str
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None
    counted: str | None = None
    strict: bool = False
    number: Span | None = None
    modifiers: tuple[str, ...] = ()
    condition: str | None = None
    clause: str | None = None


class Extraction(Record, frozen=True):
    """What ``extract`` finds on one page; cached with the page.

    ``set_aside`` counts the attributions that were proposed and made no statement, by reason.
    """

    page: str
    dates: tuple[DateMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    clauses: tuple[Clause, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    date_forms: tuple[DateForm, ...] = ()
    set_aside: dict[str, int] = {}
    findings: tuple[Finding, ...] = ()


class Altered(Record, frozen=True):
    """Words inside quotation marks that the passage ``source`` changed in copying them from ``target``."""

    source: str
    target: str
    ours: Span
    theirs: Span


class Linked(Record, frozen=True):
    """What lies across pages, computed anew at every run: the input of ``compare``.

    ``actor_of`` maps a mention's id to its actor's id, ``event_of`` a clause's id to its event's id,
    ``episode_of`` a clause's id to the id of the episode that it tells of, ``told_in`` a passage's id to those
    of all episodes that it tells of,
    ``affair_of`` a passage's id to that of the affair that it tells of (accounts of two affairs are strangers, never
    to be compared; spam and furniture have none),
    ``account_of`` a passage's id to that of the passage whose account it carries: its own, or the one
    that it is a near-duplicate of.  ``cites`` are all places where an account says that it rests on another;
    ``links`` keep one a pair.
    """

    pages: tuple[Page, ...] = ()
    passages: tuple[Passage, ...] = ()
    dates: tuple[DateMention, ...] = ()
    actors: tuple[Actor, ...] = ()
    voices: tuple[Voice, ...] = ()
    voice_relations: tuple[VoiceRelation, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    episodes: tuple[Episode, ...] = ()
    links: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()
    mentions: tuple[Mention, ...] = ()
    clauses: tuple[Clause, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    actor_of: dict[str, str] = {}
    event_of: dict[str, str] = {}
    episode_of: dict[str, str] = {}
    told_in: dict[str, tuple[str, ...]] = {}
    account_of: dict[str, str] = {}
    affair_of: dict[str, str] = {}
    cites: tuple[Link, ...] = ()
    altered: tuple[Altered, ...] = ()


class Compared(Record, frozen=True):
    """What ``compare`` finds; ``episodes`` are those that only it shows, ``findings`` judgements that lost their place."""

    details: tuple[Detail, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    citation_checks: tuple[CitationCheck, ...] = ()
    episodes: tuple[Episode, ...] = ()
    findings: tuple[Finding, ...] = ()
