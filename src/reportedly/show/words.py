"""The labels of the records in a reader's words; ``docs/codebook.md`` says what each means."""

from __future__ import annotations

from ..dates import MONTHS, Date, DateError
from ..records import Status, Verdict

__all__ = [
    "BRANCHES",
    "KIND",
    "LINK",
    "MODALITY",
    "POSITION",
    "QUEUE",
    "RELATION",
    "ROLE",
    "STANCE",
    "STATUS",
    "STATUS_MEANS",
    "STATUS_ORDER",
    "VERDICT",
    "VERDICT_ORDER",
    "VOICE_KIND",
    "WITHIN",
    "counted",
    "date_words",
    "short_date",
]

#: Details are shown in this order: what is in dispute first.
STATUS_ORDER: tuple[Status, ...] = (
    "contradicted",
    "agreed",
    "independence_unknown",
    "refined",
    "single_voice",
)

STATUS = {
    "contradicted": "disputed",
    "single_voice": "one voice",
    "agreed": "agreed",
    "independence_unknown": "independence unknown",
    "refined": "refined",
}

STATUS_MEANS = {
    "contradicted": "Two answers cannot both be true, whoever gave them.",
    "refined": "Several voices, different answers, and all can be true.",
    "independence_unknown": "Two voices or more, not shown to be distinct.",
    "single_voice": "However many accounts carry it, it goes back to one voice.",
    "agreed": "One answer, from voices that are shown to be distinct.",
}

RELATION = {
    "refines": "is more exact than",
    "adds": "adds to",
    "contradicts": "cannot be true together with",
    "revises": "revises",
}

WITHIN = {
    "one_voice": "both from one voice",
    "distinct_voices": "from two voices shown to be distinct",
    "unknown": "not known whether from one voice",
}

POSITION = {"says": "says", "denies": "denies", "no_comment": "no comment", "silent": "silent"}

VERDICT = {
    "supported": "supported",
    "contradicted": "contradicted",
    "not_found": "not found",
    "source_not_in_case": "source not in the case",
}

#: Checks are shown in this order: what an account gets wrong first.
VERDICT_ORDER: tuple[Verdict, ...] = ("contradicted", "not_found", "supported", "source_not_in_case")

#: So much of the queue of pairs to compare is shown; the export has all of it.
QUEUE = 40

#: So many outlets are shown under one that they rest on.
BRANCHES = 40

LINK = {
    "reports": "reports",
    "copies": "copies",
    "quotes": "quotes",
    "mentions": "mentions",
    "comments_on": "comments on",
}

KIND = {
    "article": "article",
    "post": "post",
    "quoted_article": "quoted article",
    "comment": "comment",
    "spam": "spam",
    "boilerplate": "boilerplate",
}

ROLE = {"correction": "correction to", "editors_note": "editor's note on"}

#: What a source does, beside its name; to assert needs no word.
STANCE = {
    "asserted": "",
    "denied": "denied",
    "refused_to_confirm": "refused to confirm",
    "no_comment": "no comment",
    "did_not_say": "did not say",
    "conditional": "on a condition",
    "proposed": "proposed",
    "directive": "demanded",
    "predicted": "predicted",
    "opinion": "opinion",
    "inference": "inferred",
    "question": "asked",
}


MODALITY = {
    "actual": "",
    "denied": "denied",
    "proposed": "proposed",
    "threatened": "threatened",
    "conditional": "if",
    "future": "planned",
}

VOICE_KIND = {
    "named": "named person",
    "anonymous": "not named",
    "group": "group",
    "organization": "organisation",
    "publication": "publication",
    "document": "document",
    "author": "author",
}


def date_words(edtf: str) -> str:
    """An EDTF date as a reader writes it: ``4 May 2011``, ``about March 2006``, ``1 May 2011 to 3 May 2011``.

    What is not EDTF is given back as it stands.
    """
    day, _, clock = edtf.partition("T")
    if clock and "/" not in edtf:
        return f"{date_words(day)}, {clock[:5]}" if day else clock[:5]
    try:
        date = Date.parse(edtf)
    except DateError:
        return edtf
    parts = [_one_date(part) for part in str(date).split("/")]
    if len(parts) == 1:
        return parts[0]
    first, last = parts
    if not first:
        return f"until {last}"
    return f"{first} to {last}" if last else f"since {first}"


def short_date(edtf: str) -> str:
    """A date as it stands in a name: the day, or what is known of it, with its month cut; no clock."""
    words = date_words(edtf.partition("T")[0])
    for month, cut in _CUT.items():
        words = words.replace(month, cut)
    return words


#: Months as newspapers cut them beside a day; the others stand in full.
_CUT = {
    "January": "Jan.",
    "February": "Feb.",
    "August": "Aug.",
    "September": "Sept.",
    "October": "Oct.",
    "November": "Nov.",
    "December": "Dec.",
}


def counted(number: int, noun: str) -> str:
    """``1 page``, ``2,000 pages``, ``1 reply``, ``2 replies``."""
    plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeou" else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def _one_date(part: str) -> str:
    digits = part.rstrip("?~%")
    qualifier = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(part[-1:], "")
    pieces = digits.split("-")
    if digits in ("", "..") or not all(p.isdigit() for p in pieces) or len(pieces) > 3:
        return "" if digits in ("", "..") else part
    if len(pieces) > 1 and not 1 <= int(pieces[1]) <= 12:
        return part  # a season or a quarter: the code says it best
    words = [pieces[0]]
    if len(pieces) > 1:
        words.insert(0, MONTHS[int(pieces[1]) - 1])
    if len(pieces) > 2:
        words.insert(0, str(int(pieces[2])))
    return qualifier + " ".join(words)
