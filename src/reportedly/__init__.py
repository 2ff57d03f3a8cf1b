"""reportedly: who said what happened, over the press accounts of one affair.

>>> import reportedly as r
>>> case = r.read("pages/")                 # doctest: +SKIP
>>> case.details                            # doctest: +SKIP
>>> case.to_frames()["answers"]             # doctest: +SKIP

Everything named in ``__all__`` is public; what is not named may change.  Names are loaded when they are
first used, so that ``import reportedly`` costs nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import Case, read
    from .case import Options, RunReport, compute, recompute, run
    from .checking import check
    from .dates import Date, Duration
    from .errors import (
        CaseError,
        DriftError,
        ExtensionError,
        InputError,
        Interrupted,
        NotFound,
        PageError,
        ReportedlyError,
    )
    from .export import export
    from .records import (
        SCHEMA,
        Actor,
        CitationCheck,
        Comparison,
        DateMention,
        Detail,
        Dossier,
        Episode,
        Event,
        Evidence,
        Finding,
        Judgement,
        Link,
        Page,
        Passage,
        Span,
        Statement,
        Value,
        Voice,
        VoiceRelation,
    )
    from .store import Store

__version__ = "0.2.0"

__all__ = [
    "SCHEMA",
    "Actor",
    "Case",
    "CaseError",
    "CitationCheck",
    "Comparison",
    "Date",
    "DateMention",
    "Detail",
    "Dossier",
    "DriftError",
    "Duration",
    "Episode",
    "Event",
    "Evidence",
    "ExtensionError",
    "Finding",
    "InputError",
    "Interrupted",
    "Judgement",
    "Link",
    "NotFound",
    "Options",
    "Page",
    "PageError",
    "Passage",
    "ReportedlyError",
    "RunReport",
    "Span",
    "Statement",
    "Store",
    "Value",
    "Voice",
    "VoiceRelation",
    "__version__",
    "check",
    "compute",
    "export",
    "read",
    "recompute",
    "run",
]

#: Where a public name lives; all others are records.
_HOMES = {
    "api": "Case read",
    "case": "Options RunReport compute recompute run",
    "checking": "check",
    "dates": "Date Duration",
    "errors": "CaseError DriftError ExtensionError InputError Interrupted NotFound PageError ReportedlyError",
    "export": "export",
    "store": "Store",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_HOME.get(name, 'records')}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


class _Package(ModuleType):
    """Where a public function and a package within have one name, the name is the function's."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (
            isinstance(value, ModuleType) and name in __all__
        ):  # as the import system binds what it loads
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
