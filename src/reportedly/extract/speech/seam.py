"""The seam for extractors: one method that proposes who said what.

An extractor sees one page's parsed passages and proposes attributions: where the source, the cue and the
content stand on the page.  It decides nothing else.  Whatever proposes, the same code then checks the
spans, and works out stance, mode, chain, the kind of the source and whom it names
(:mod:`reportedly.extract.speech.statements`).

Extractors are found by the entry point group ``reportedly.extractors``; the name before the equals sign is
what ``Options.extractor`` selects, and the object is called without arguments to make the extractor::

    [project.entry-points."reportedly.extractors"]
    mine = "my_package:MyExtractor"

``rules``, ``tagger`` (trained weights, which may be missing) and ``both`` are the program's own; ``best`` is
``both`` where the weights and what runs them are installed, and ``rules`` where they are not.  ``model``
(:mod:`.model`) reads the answers of a language model, which a run asks for before; it is made with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module, metadata
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ...errors import ExtensionError
from ...records import Stance
from .installed import available, fingerprint

if TYPE_CHECKING:
    from ..parse import ParsedPassage

__all__ = [
    "BEST",
    "BUILT_IN",
    "ENTRY_POINTS",
    "MODEL",
    "Extent",
    "Extractor",
    "Proposal",
    "Unplaced",
    "chosen",
    "extractor",
    "version",
]

ENTRY_POINTS = "reportedly.extractors"

#: The extractor that needs no plug-in and no weights.
BUILT_IN = "rules"

#: The default: the best of the program's own that can run here.
BEST = "best"

#: The extractor that is not made by name alone: it needs a model's answers.
MODEL = "model"

_OWN = {"rules": ("rules", "Rules"), "tagger": ("tagger", "Learned"), "both": ("both", "Both")}

#: Characters of the page, half-open.
Extent = tuple[int, int]


class Proposal(NamedTuple):
    """One attribution, in page offsets.

    ``content`` has one extent or more, in order.  ``source`` is None where the text names none ("it is
    said that"); it may stand outside the sentence where a quotation runs on.  ``cue`` is None where no
    word attributes.  ``method`` is ``name/version``.  ``through`` is the speaker who passes it on, where no
    other attribution holds it: the one whose turn of an interview it stands in.  ``stance`` is how the source means it, where the extractor knows; None leaves that
    to the program.
    """

    source: Extent | None
    cue: Extent | None
    content: tuple[Extent, ...]
    confidence: float = 1.0
    method: str = "rules/1"
    through: Extent | None = None
    stance: Stance | None = None


class Unplaced(NamedTuple):
    """An attribution whose words could not be placed on the page; it makes no statement and is counted by reason."""

    reason: str


class Extractor(Protocol):
    """Proposes the attributions of one page."""

    def propose(self, parsed: Sequence[ParsedPassage]) -> Iterable[Proposal | Unplaced]:
        """The attributions in ``parsed``, the pieces of one page in order.

        A piece's characters stand on the page at ``piece.offset`` and after it; ``piece.doc`` is its parse.
        """
        ...


def chosen(name: str = BEST) -> str:
    """``name``, or for ``best`` the extractor that it stands for on this machine."""
    if name != BEST:
        return name
    return "both" if available() else BUILT_IN


def version(name: str) -> str:
    """What of the extractor ``name`` is not this room's code: the weights, or a plug-in's version."""
    if name in ("tagger", "both"):
        return fingerprint()
    point = _points().get(name)
    return point.dist.version if point is not None and point.dist is not None else ""


@cache
def extractor(name: str = BUILT_IN) -> Extractor:
    """The extractor called ``name``, made once a process.

    Raises :class:`~reportedly.errors.ExtensionError` where none is called so or it cannot be loaded.
    """
    if name in _OWN:
        module, kind = _OWN[name]
        own: Extractor = getattr(import_module(f".{module}", __package__), kind)()
        return own
    if name == MODEL:
        raise ExtensionError(
            "The extractor 'model' needs a server: reportedly run --model-url URL --model-name NAME."
        )
    found = _points()
    if name not in found:
        known = ", ".join(sorted({*_OWN, MODEL, *found}))
        raise ExtensionError(f"No extractor is called {name!r}; installed are: {known}.")
    try:
        made: Extractor = found[name].load()()
    except Exception as error:  # whatever a plug-in raises becomes one sentence
        raise ExtensionError(f"The extractor {name!r} does not load: {error}") from error
    return made


def _points() -> dict[str, metadata.EntryPoint]:
    return {point.name: point for point in metadata.entry_points(group=ENTRY_POINTS)}
