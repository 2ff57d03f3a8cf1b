"""What a person has judged, as schema.org ClaimReview: one review an answer that was graded.

The program never rates a claim: a review exists only where a person gave the answer an Admiralty grade of credibility,
and it names that person.  Where the grade is 6 (cannot be judged) there is no rating, and so no review.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ..records import Dossier, Judgement, Value
from ..show.text import clean
from ..show.view import View

__all__ = ["render"]

#: Credibility in the Admiralty code (NATO AJP-2.1): its figure, and what it says.
_CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
}


def render(dossier: Dossier) -> bytes:
    """The reviews as a JSON array of JSON-LD; empty where nobody graded an answer."""
    view = View(dossier)
    reviews = [
        _review(view, detail.question, value, judgement, figure)
        for detail in view.details_of()
        for value in view.values_of(detail)
        for judgement, figure in _graded(view, value)
    ]
    return (json.dumps(reviews, ensure_ascii=False, indent=1) + "\n").encode()


def _graded(view: View, value: Value) -> Iterator[tuple[Judgement, int]]:
    """The last grade of each person that has a figure of credibility."""
    last = {j.who: j for j in view.marks.get(value.id, ()) if j.act == "grade"}
    for judgement in last.values():
        figure = re.search(r"[1-5]", judgement.value or "")
        if figure:
            yield judgement, int(figure[0])


def _review(view: View, question: str, value: Value, judgement: Judgement, figure: int) -> dict[str, Any]:
    """On schema.org's scale 5 is best: Admiralty 1."""
    appearances = []
    for evidence in value.evidence:
        page = view.pages[evidence.page]
        name = view.account(evidence.passage) if evidence.passage else view.page(evidence.page)
        place = {"@type": "CreativeWork", "name": name, "text": clean(evidence.text)}
        appearances.append(place | ({"url": page.url} if page.url else {}))
    why = {"reviewBody": clean(judgement.why)} if judgement.why else {}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": judgement.id,
        "datePublished": judgement.at,
        "author": {"@type": "Person", "name": clean(judgement.who)},
        "claimReviewed": f"{clean(question)} {view.value(value.id)}",
        "itemReviewed": {
            "@type": "Claim",
            "author": [{"@type": "Thing", "name": view.voice(v)} for v in value.voices],
            "appearance": appearances,
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 6 - figure,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": f"{_CREDIBILITY[figure]} (Admiralty {figure})",
        },
    } | why
