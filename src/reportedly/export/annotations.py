"""Every quote as a W3C Web Annotation (JSON-LD): what was read, and the position and words that it was read from.

A target is a page's text, by its address where it has one, else by the hash of its bytes; positions are code points
into that text, as the model says (4.2.4, Text Quote Selector; 4.2.5, Text Position Selector).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from ..records import Dossier, Span
from ..show.text import clean
from ..show.view import View

__all__ = ["render"]

#: So much of the text is given before and after a quote, in characters, so that it is found again where text moved.
_AROUND = 32


def render(dossier: Dossier) -> bytes:
    """An annotation collection of one page: the answers, the statements and the checked citations."""
    view = View(dossier)
    base = f"urn:reportedly:{quote(dossier.case, safe='')}"
    items = [
        {
            "id": f"{base}:{ident}:{n}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": text},
            "target": _target(view, span),
        }
        for n, (ident, purpose, text, span) in enumerate(_read(view))
    ]
    told = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": base,
        "type": "AnnotationCollection",
        "label": clean(dossier.case),
        "total": len(items),
        "first": {"id": f"{base}:page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _read(view: View) -> Iterator[tuple[str, str, str, Span]]:
    for detail in view.details_of():
        for value in view.values_of(detail):
            for evidence in value.evidence:
                yield value.id, "describing", f"{clean(detail.question)} {view.value(value.id)}", evidence
    for statement in view.dossier.statements:
        who = view.voice(statement.voice) if statement.voice else view.source(statement.source)
        for span in statement.spans:
            yield statement.id, "identifying", f"{statement.stance.replace('_', ' ')}: {who}", span
    for check in view.dossier.citation_checks:
        yield check.id, "assessing", f"{check.verdict.replace('_', ' ')}: {clean(check.why)}", check.part


def _target(view: View, span: Span) -> dict[str, Any]:
    page = view.pages[span.page]
    text = page.text
    return {
        "source": page.url or f"urn:sha256:{page.sha256}",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }
