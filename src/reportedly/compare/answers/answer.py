"""An answer, and how it is told: as fact, as denied, or as something that may or should be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from ...frames import Read, Slot
from ...records import Argument, Clause, DateMention, Modality, Quantity, Span
from ...vocab import pattern, words
from ..sheet import Sheet
from .evidence import bare_actor, with_governor
from .inquiry import Inquiry

__all__ = ["Answer", "answer"]

#: A governor further off than this (characters) is not shown with its value.
_SHOWN = 60
#: A length of time is understood by its own words ("over several weeks"), so its governor stands by it.
_CLOSE = 12
_NOT = re.compile(r"n['’]t\b")


@dataclass(frozen=True, slots=True)
class Answer:
    """A value as one account gives it: the value's words, the evidence around them, and how it is told."""

    frame: str
    slot: str
    sheet: Sheet
    value: Span
    evidence: Span
    clause: Clause | None = None
    argument: Argument | None = None
    date: DateMention | None = None
    quantity: Quantity | None = None
    category: str | None = None
    affirmed: bool = True
    modality: Modality = "actual"


class Told(NamedTuple):
    """Whether a value is affirmed or denied, and whether as fact."""

    affirmed: bool = True
    modality: Modality = "actual"


def answer(
    inquiry: Inquiry,
    slot: Slot,
    read: Read,
    value: Span,
    clause: Clause | None = None,
    argument: Argument | None = None,
    *,
    date: DateMention | None = None,
    quantity: Quantity | None = None,
    category: str | None = None,
    shown: Span | None = None,
) -> Answer | None:
    """``value`` as an answer to ``slot``; None where how it is told makes none of it.

    ``clause`` is what governs the value and ``argument`` what holds it there; ``shown`` is the evidence,
    where the value with its governor is not.
    """
    sheet = inquiry.sheet
    none = quantity is not None and quantity.high == 0  # "no civilians died" is a number, and denies none
    told = Told() if none else _told(sheet, slot, read, clause, argument, category)
    if told is None:
        return None
    if shown is None:
        shown = with_governor(sheet, value, clause, _CLOSE if date and date.type == "DURATION" else _SHOWN)
    if slot.type == "actor":
        value = bare_actor(sheet, value)
    return Answer(
        inquiry.frame.name, slot.name, sheet, value, shown, clause, argument, date, quantity,
        category, *told,
    )  # fmt: skip


def _told(
    sheet: Sheet,
    slot: Slot,
    read: Read,
    clause: Clause | None,
    argument: Argument | None,
    category: str | None,
) -> Told | None:
    if clause is None:
        return Told()
    modality: Modality = "actual" if clause.modality == "denied" else clause.modality
    denied = clause.negated or clause.modality == "denied"
    if denied and (_habit(clause) or not _refused(sheet, read, clause, argument)):
        return None
    if category:
        return Told()
    if denied and modality in ("conditional", "future", "proposed"):
        return Told(affirmed=False)  # "would not sit down": a refusal, not a possibility
    if modality != "actual" and slot.type in ("actor", "place"):
        return None
    return Told(not denied, modality)


def _habit(clause: Clause) -> bool:
    """Whether what is negated is not done in general ("they do not talk to X"), which denies no event."""
    if clause.modality == "future":
        return clause.tense == "none"  # "a policy of not talking to X"
    return clause.modality == "actual" and clause.tense in ("present", "none")


def _refused(sheet: Sheet, read: Read, clause: Clause, argument: Argument | None) -> bool:
    """Whether the read keeps denials, and this is one.

    Who refuses is denied to have been there, not those whom he refuses to meet; and without a word of
    denial ("stopped shooting") nothing is denied.
    """
    if not read.denial or (argument is not None and argument.role not in ("subject", "agent")):
        return False
    low = max(sheet.passage.start, clause.predicate.start - 40)
    before = sheet.text[low : clause.predicate.end]
    return clause.modality == "denied" or any(map(_says_no, (before, clause.text)))


def _says_no(text: str) -> bool:
    denial = pattern(words("modality", "denial", "words"), ignore_case=False)
    return bool(_NOT.search(text) or denial.search(text))
