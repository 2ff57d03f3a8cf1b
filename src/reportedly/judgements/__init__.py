"""The analyst's log: what a person decides, kept beside what the machine read and never over it.

The log is append-only; an undoing is a judgement of its own, and can be undone.  A judgement is anchored
by position and quote (the selectors of the W3C Web Annotation data model), so that it finds its place
again after a rerun; one that no longer does is told as a finding, never dropped in silence.

| act                                  | what it is about                  | where it enters |
|--------------------------------------|-----------------------------------|-----------------|
| ``set_date|author|publisher``        | a page or one of its passages     | before ``link`` |
| ``merge_actors|voices``              | two actors, or two voices         | after ``link``  |
| ``split_actor|voice``                | an actor or a voice in an account | after ``link``  |
| ``reject_statement``                 | a statement                       | after ``link``  |
| ``reject_value``                     | one answer to one question        | after ``compare`` |
"""

from __future__ import annotations

from .linked import apply_to_linked
from .log import ACTS, effective, marked, merge, reject, set_field, split, undo
from .pages import apply_to_readings
from .values import apply_to_compared

__all__ = [
    "ACTS",
    "apply_to_compared",
    "apply_to_linked",
    "apply_to_readings",
    "effective",
    "marked",
    "merge",
    "reject",
    "set_field",
    "split",
    "undo",
]
