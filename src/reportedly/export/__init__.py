"""``export``: a dossier in the formats of other programs.  An exporter takes a dossier and gives bytes.

One file an exporter.  A package outside adds its own by an entry point in the group ``reportedly.exporters``, named
by the ending of the files that it writes (``kml``, ``csl.json``), whose object is called with a
:class:`~reportedly.records.Dossier` and returns bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module, metadata
from pathlib import PurePath

from ..errors import ExtensionError, InputError, NotFound
from ..records import Dossier

__all__ = ["ENTRY_POINTS", "Exporter", "export", "form_of", "formats"]

Exporter = Callable[[Dossier], bytes]

#: The entry point group where outside exporters are found.
ENTRY_POINTS = "reportedly.exporters"

#: The formats of this package by the ending of a file, each with where it is written: ``render`` of a module where
#: no other function is named.
_OWN = {
    "json": "..show.json:to_json",
    "html": "..show.html:to_html",
    "md": ".markdown",
    "docx": ".word",
    "csv": ".csv:answers",
    "zip": ".csv:tables",
    "xlsx": ".sheets",
    "parquet": ".parquet",
    "bib": ".bibliography:bibtex",
    "ris": ".bibliography:ris",
    "csl.json": ".bibliography:csl",
    "graphml": ".graph",
    "timeline.json": ".timeline",
    "timesketch.jsonl": ".timeline:timesketch",
    "jsonld": ".annotations",
    "prov.jsonld": ".provenance",
    "claimreview.json": ".reviews",
    "ftm.json": ".money",
}


def formats() -> tuple[str, ...]:
    """The formats there are, those of outside packages last."""
    return (*_OWN, *sorted(set(_outside()) - _OWN.keys()))


def form_of(file: PurePath) -> str:
    """The format that the name of ``file`` asks for: the longest ending that is one, else its last."""
    parts = file.name.lower().split(".")[1:]
    known = formats()
    endings = [".".join(parts[n:]) for n in range(len(parts))]
    return next((ending for ending in endings if ending in known), parts[-1] if parts else "json")


def export(dossier: Dossier, form: str) -> bytes:
    """``dossier`` in the format ``form``, one of :func:`formats`.

    Raises :class:`~reportedly.errors.NotFound` where there is no such format,
    :class:`~reportedly.errors.InputError` where it needs a package that is not installed, and
    :class:`~reportedly.errors.ExtensionError` where an outside exporter cannot be loaded.
    """
    if form in _OWN:
        module, _, name = _OWN[form].partition(":")
        try:
            own: Exporter = getattr(import_module(module, __name__), name or "render")
        except ModuleNotFoundError as error:
            raise InputError(
                f"The format {form} needs a package that is not installed ({error.name}); "
                "pip install 'reportedly[exports]'."
            ) from error
        return own(dossier)
    point = _outside().get(form)
    if point is None:
        raise NotFound(f"There is no format {form!r}; the formats are {', '.join(formats())}.")
    try:
        outside: Exporter = point.load()
    except Exception as error:
        raise ExtensionError(f"The exporter {form!r} ({point.value}) cannot be loaded: {error}.") from error
    return outside(dossier)


def _outside() -> dict[str, metadata.EntryPoint]:
    return {point.name.lower(): point for point in metadata.entry_points(group=ENTRY_POINTS)}
