"""Frames: names for kinds of event, as data.

A frame gives an episode its kind ("talks", "disaster") where most of its accounts use the frame's words; it asks nothing
and forbids nothing: questions are found in what accounts tell (:mod:`reportedly.compare`).  A frame is a TOML file
in this folder.  A user adds one, or replaces one of the same name, by putting a file into a folder and naming that folder
in ``REPORTEDLY_FRAMES``.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from ..errors import ExtensionError
from ..records import Clause

__all__ = ["Frame", "frames", "load_frame"]

_FIELDS = frozenset({"name", "title", "beside", "words"})
_LISTS = frozenset({"nouns", "verbs", "loose", "things"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A kind of event.

    ``nouns`` and ``verbs`` tell of such an event; a verb of ``loose`` does so only with one of ``things`` among its arguments
    (to free a *hostage*).  ``beside``: such an event is told of within another kind (captivity within a raid), so that the
    other gives the episode its name.
    """

    name: str
    title: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    loose: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    beside: bool = False

    def tells(self, clause: Clause) -> bool:
        """Whether the clause's word, alone or with what stands before it ("air strike"), is one of the frame's."""
        words = self.nouns if clause.nominal else self.verbs
        if clause.lemma in words:
            return True
        if clause.nominal and any(
            f"{a.head.lower()} {clause.lemma}" in words for a in clause.having("modifier")
        ):
            return True
        return clause.lemma in self.loose and any(a.head in self.things for a in clause.arguments)


@cache
def frames() -> dict[str, Frame]:
    """Every frame by name: the user's, then the shipped ones, of which they replace those of their name.

    Raises :class:`ExtensionError`, with the file and the field, where a frame cannot be used.
    """
    found: dict[str, Frame] = {}
    extra = os.environ.get("REPORTEDLY_FRAMES")
    for path in sorted(Path(extra).glob("*.toml")) if extra else ():
        frame = load_frame(path.read_text(encoding="utf-8"), str(path))
        found[frame.name] = frame
    shipped = resources.files(__package__)
    for file in sorted((f for f in shipped.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        frame = load_frame(file.read_text(encoding="utf-8"), file.name)
        found.setdefault(frame.name, frame)
    return found


def load_frame(text: str, where: str) -> Frame:
    """The frame that ``text`` holds.  Raises :class:`ExtensionError`, naming ``where`` and the field."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ExtensionError(f"{where} is not valid TOML ({error}); mend that line.") from error
    words = data.get("words", {})
    unknown = sorted({*data} - _FIELDS) + sorted({*words} - _LISTS)
    if unknown:
        raise ExtensionError(f"{where}: a frame has no field {unknown[0]!r}; see docs/frames.md.")
    for name in ("name", "title"):
        if not isinstance(data.get(name), str):
            raise ExtensionError(f"{where}: the field {name!r} is missing or is no text.")
    for name, entries in words.items():
        if not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
            raise ExtensionError(f"{where}: words.{name} is no list of texts.")
    lists = {name: frozenset(words.get(name, ())) for name in sorted(_LISTS)}
    return Frame(data["name"], data["title"], beside=bool(data.get("beside")), **lists)
