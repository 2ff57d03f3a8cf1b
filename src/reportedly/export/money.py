"""FollowTheMoney entities, one JSON object a line, for Aleph and its kin: pages, actors, mentions, episodes.

An actor is what its kind says and no more: a person, a public body, an organisation, else a legal entity.  Places and
those who are not named are no entities.  ``proof`` of an actor or an episode are the pages that speak of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ..printable import printable
from ..records import Actor, Dossier, Page
from ..show.view import View

__all__ = ["render"]

_SCHEMA = {
    "person": "Person",
    "government": "PublicBody",
    "organization": "Organization",
    "group": "LegalEntity",
}
#: A date as FollowTheMoney takes it: to the year, the month or the day.
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}(?:T.*)?")


def render(dossier: Dossier) -> bytes:
    """Entities in the order pages, actors with their mentions, episodes; ids are those of the dossier."""
    view = View(dossier)
    known = {actor.id for actor in dossier.actors if actor.kind in _SCHEMA}
    entities = [_page(view, page) for page in dossier.pages]
    for actor in dossier.actors:
        if actor.id in known:
            entities += _actor(actor)
    for episode in dossier.episodes:
        proof = {span.page for side in (episode.evidence, *episode.party_evidence) for span in side}
        proof |= {e.page for d in view.details_of(episode.id) for v in d.values for e in v.evidence}
        found: dict[str, list[Any]] = {
            "name": [episode.title],
            "startDate": [episode.earliest],
            "endDate": [episode.latest],
            "involved": [actor for side in episode.parties for actor in side if actor in known],
            "proof": sorted(proof),
        }
        entities.append(_entity(episode.id, "Event", found))
    return "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities).encode()


def _page(view: View, page: Page) -> dict[str, Any]:
    found: dict[str, list[Any]] = {
        "title": [page.title or view.page(page.id)],
        "author": [page.author],
        "publisher": [page.publisher],
        "publishedAt": [page.published.edtf],
        "sourceUrl": [page.url],
        "fileName": [page.file],
        "mimeType": [page.media_type],
        "bodyText": [page.text],
    }
    return _entity(page.id, "Article", found)


def _actor(actor: Actor) -> Iterator[dict[str, Any]]:
    schema = _SCHEMA[actor.kind]
    pages = sorted({span.page for span in actor.mentions})
    roles: dict[str, list[Any]] = {"position": list(actor.roles)} if schema == "Person" else {}
    yield _entity(
        actor.id, schema, {"name": [actor.name], "alias": list(actor.aliases), "proof": pages} | roles
    )
    for page in pages:
        names = sorted({span.text for span in actor.mentions if span.page == page})
        mention = {"document": [page], "resolved": [actor.id], "name": names, "detectedSchema": [schema]}
        yield _entity(f"{actor.id}.{page}", "Mention", mention)


def _entity(ident: str, schema: str, properties: dict[str, list[Any]]) -> dict[str, Any]:
    """An entity without the properties that are not known; a date that is an interval or uncertain is not."""
    dates = ("startDate", "endDate", "publishedAt")
    known: dict[str, list[str]] = {}
    for name, values in properties.items():
        texts = [v if name == "bodyText" else printable(v) for v in values if v]
        kept = [t for t in texts if name not in dates or _DATE.fullmatch(t)]
        if kept:
            known[name] = list(dict.fromkeys(kept))
    return {"id": ident, "schema": schema, "properties": known}
