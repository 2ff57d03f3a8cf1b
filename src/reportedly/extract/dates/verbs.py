"""The verb that a time expression stands beside, its tense, and who takes part in what it says."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ...vocab import words

__all__ = ["Tense", "governor_of", "lead_of", "parties_of", "tense_of"]

Tense = Literal["past", "present", "future", "none"]

_PARTIES = frozenset({"nsubj", "nsubjpass", "agent", "prep"})


def tense_of(tokens: DocSpan) -> Tense:
    """The tense of the nearest verb above the expression that has one; "none" where no verb does."""
    token: Token = tokens.root
    governor = governor_of(tokens)
    if _tells(tokens):
        return "past"
    if governor is not None and _looks_ahead(governor, tokens):
        return "future"
    while True:
        if token.pos_ in ("VERB", "AUX"):
            if any(child.lower_ in ("would", "'d", "’d") and child.tag_ == "MD" for child in token.children):
                # Reported, "would" is the future ("said it would open"); told outright, it can be the past.
                return "future" if token.dep_ == "ccomp" else "none"
            tense = _verb_tense(token)
            if tense != "none":
                return tense
        elif token.pos_ == "ADJ" and token.lemma_ in words("timex", "forward"):
            return "future"
        if token.head.i == token.i:
            return "none"
        token = token.head


def _tells(tokens: DocSpan) -> bool:
    """Whether it is the day of the telling, whatever the parse makes of it: "said Tuesday the bridge will open",
    "speaking Tuesday".
    """
    doc, at = tokens.doc, tokens.start - 1
    if at >= 0 and doc[at].lower_ == "on":
        at -= 1
    if at < 0 or doc[at].pos_ != "VERB":
        return False
    verb = doc[at]
    if verb.tag_ == "VBG":
        return verb.lemma_ in words("timex", "speaking") and not any(c.dep_ == "aux" for c in verb.children)
    after = doc[tokens.end] if tokens.end < len(doc) else None
    subject = after is not None and after.pos_ in ("AUX", "VERB", "PART")  # "said Tuesday would be a holiday"
    told = verb.tag_ == "VBD" and verb.lemma_ in words("timex", "telling")
    return told and not subject


def _looks_ahead(verb: Token, tokens: DocSpan) -> bool:
    """Whether the verb beside the expression names a day to come, whatever its tense: "scheduled for Friday",
    "postponed until May", "have until Friday", "the trial starts Monday".
    """
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"had", "'d"}:
        return False
    lead = lead_of(tokens)
    if verb.lemma_ in words("timex", "scheduled"):
        # "Was set on Friday" tells when it was set.
        return (
            verb.tag_ == "VBN" and (lead != "on" or verb.lemma_ == "expect")
        ) or tokens.root.dep_ == "dobj"
    if verb.lemma_ in words("timex", "moved") and lead in words("timex", "moved_to"):
        return (
            lead in ("until", "till")
            or verb.tag_ == "VBN"
            or verb.lemma_ in ("extend", "postpone", "adjourn")
        )
    return verb.tag_ in ("VBZ", "VBP") and not helpers and verb.lemma_ in words("timex", "timetable")


def lead_of(tokens: DocSpan) -> str | None:
    """The preposition right before the expression ("until", "ahead of"); None without one."""
    if not tokens.start:
        return None
    before = tokens.doc[tokens.start - 1]
    if before.pos_ not in ("ADP", "SCONJ", "PART"):
        return None
    start = max(0, tokens.start - 3)
    text = tokens.doc[start : tokens.start].text.lower()
    longer = (p for p in words("timex", "limits") if " " in p and f" {text}".endswith(f" {p}"))
    return next(longer, before.lower_)


def _verb_tense(verb: Token) -> Tense:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    lemmas = {child.lower_ for child in helpers}
    if lemmas & words("timex", "future") and not lemmas & {"have", "'ve"}:
        return "future"
    if "to" in lemmas and "have" not in lemmas:
        # An infinitive looks forward where its verb does ("plans to meet"); else it has that verb's tense.
        forward = verb.head.lemma_ in words("timex", "forward") or verb.head.tag_ in ("VBZ", "VBP")
        return "future" if forward else "none"
    tags = {child.tag_ for child in helpers} | {verb.tag_}
    if "VBD" in tags or "VBN" in tags:
        return "past"
    return "present" if tags & {"VBP", "VBZ"} else "none"


def governor_of(tokens: DocSpan) -> Token | None:
    """The verb that the expression stands beside, with nothing but prepositions between; None without one.

    An adjective that looks forward ("due", "payable") counts as one.
    """
    token = tokens.root.head
    while token.pos_ == "ADP" and token.head != token:
        token = token.head
    if token.i in range(tokens.start, tokens.end):
        return None
    forward = token.pos_ == "ADJ" and token.lemma_ in words("timex", "forward")
    return token if forward or token.pos_ in ("VERB", "AUX") else None


def parties_of(verb: Token) -> tuple[tuple[int, int], ...]:
    """Offsets in the doc of the verb's subject, agent and prepositional objects, in order.

    A relative pronoun stands for its noun ("the daily, which reported"), a verb without a subject of its
    own ("... and reported") has that of the verb before.
    """
    found = [child for child in verb.children if child.dep_ in _PARTIES]
    if verb.dep_ == "acl":
        found.append(verb.head)  # "an interview printed on Monday"
    if not any(child.dep_.startswith("nsubj") for child in found) and verb.dep_ == "conj":
        found += [child for child in verb.head.children if child.dep_.startswith("nsubj")]
    spans = []
    for token in found:
        if token == verb.head or (token.tag_ in ("WDT", "WP") and verb.dep_ == "relcl"):
            noun = verb.head
            start = min(
                t.i for child in (noun, *noun.lefts) for t in (child, *child.subtree) if t.i <= noun.i
            )
            spans.append(verb.doc[start : noun.i + 1])
        else:
            edges = [t.i for t in token.subtree]
            spans.append(verb.doc[min(edges) : max(edges) + 1])
    return tuple(sorted((s.start_char, s.end_char) for s in spans))
