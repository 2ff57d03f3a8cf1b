"""One small tree of errors; every message is one sentence that says which file, what is wrong, what to do.

ReportedlyError
├── InputError            something given to the program cannot be used
│   ├── DateError         a date or a duration cannot be read (``reportedly.dates``)
│   ├── PageError         one page cannot be read; the rest of the run goes on
│   └── CaseError         a case file is missing, is not one, or was written by a newer version
├── NotFound              an id or a name that the case does not hold
├── DriftError            a stored hash or span no longer stands where it stood
├── Interrupted           a run was stopped half way; what was finished is kept
└── ExtensionError        a vocabulary, frame, extractor or exporter cannot be loaded
"""

from __future__ import annotations

__all__ = [
    "CaseError",
    "DriftError",
    "ExtensionError",
    "InputError",
    "Interrupted",
    "NotFound",
    "PageError",
    "ReportedlyError",
]


class ReportedlyError(Exception):
    """Base of every error that the program raises on purpose."""


class InputError(ReportedlyError):
    """Something that was given to the program cannot be used."""


class PageError(InputError):
    """One page cannot be read; the run keeps everything else."""


class CaseError(InputError):
    """A case file is missing, is not a case file, or comes from a newer version."""


class NotFound(ReportedlyError):
    """An id or a name that the case does not hold."""


class DriftError(ReportedlyError):
    """A stored hash or span no longer stands where it stood."""


class ExtensionError(ReportedlyError):
    """A vocabulary, a frame, an extractor or an exporter cannot be loaded."""


class Interrupted(ReportedlyError):
    """A run was stopped half way; what was finished is kept."""
