"""One small tree of errors; every message is one sentence that says which file, what is wrong, what to do.

ReportedlyError
├── InputError            something given to the program cannot be used
│   ├── DateError         a date or a duration cannot be read (``reportedly.dates``)
│   ├── PageError         one page cannot be used; the rest of the run goes on
│   │   └── ExhaustedError   ... because time or memory ran out: a later run tries it again
│   └── CaseError         a case file is missing, is not one, is in use, full, damaged, or of a newer version
│       └── DamagedError     ... what was computed is damaged, or was written by another version
├── NotFound              an id or a name that the case does not hold
├── DriftError            a stored hash or span no longer stands where it stood
├── Interrupted           a run was stopped half way; what was finished is kept
└── ExtensionError        a vocabulary, frame, extractor or exporter cannot be loaded
"""

from __future__ import annotations

from .printable import printable

__all__ = [
    "CaseError",
    "DamagedError",
    "DriftError",
    "ExhaustedError",
    "ExtensionError",
    "InputError",
    "Interrupted",
    "NotFound",
    "PageError",
    "ReportedlyError",
]


class ReportedlyError(Exception):
    """Base of every error that the program raises on purpose.

    Its message may name files and quote what stands in them, and so is made safe to print.
    """

    def __init__(self, message: str = "") -> None:
        super().__init__(printable(message))


class InputError(ReportedlyError):
    """Something that was given to the program cannot be used."""


class PageError(InputError):
    """One page cannot be used; the run keeps everything else."""


class ExhaustedError(PageError):
    """Time or memory ran out on one page; a later run tries it again."""


class CaseError(InputError):
    """A case file is missing, is not a case file, is in use, full or damaged, or comes from a newer version."""


class DamagedError(CaseError):
    """What was computed of a case is damaged or of another version; it can be computed anew from its pages."""


class NotFound(ReportedlyError):
    """An id or a name that the case does not hold."""


class DriftError(ReportedlyError):
    """A stored hash or span no longer stands where it stood."""


class ExtensionError(ReportedlyError):
    """A vocabulary, a frame, an extractor or an exporter cannot be loaded."""


class Interrupted(ReportedlyError):
    """A run was stopped half way; what was finished is kept."""
